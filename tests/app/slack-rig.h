/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* An export of Slack that a test makes up: file by file, then written as a folder or as a ZIP. */
typedef struct
{
  char *folder;     /* of the test, removed with everything in it */
  GPtrArray *names; /* of char * */
  GPtrArray *texts; /* of GBytes */
} SlackRig;

SlackRig *slack_rig_new (void);
void slack_rig_free (SlackRig *rig);
void slack_rig_add (SlackRig *rig, const char *name, const char *text);
void slack_rig_take (SlackRig *rig, const char *name, GBytes *bytes);
/* Lists with three people, the channels "incident" and "random", and a conversation of two. */
void slack_rig_add_lists (SlackRig *rig, const char *prefix);
char *slack_rig_write_folder (SlackRig *rig);
char *slack_rig_write_zip (SlackRig *rig, const char *base);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SlackRig, slack_rig_free)

G_END_DECLS
