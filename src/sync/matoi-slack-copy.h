/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What was said in a channel, as it is kept on this machine. */
typedef struct
{
  char *channel, *name;
  JsonObject *info;    /* (nullable) the channel as Slack gives it */
  GPtrArray *messages; /* of JsonObject, in any order */
  GHashTable *names;   /* id → char * */
  GTimeZone *zone;
} MatoiSlackCopy;

MatoiSlackCopy *matoi_slack_copy_new (const char *channel, GTimeZone *zone);
void matoi_slack_copy_free (MatoiSlackCopy *copy);
char *matoi_slack_copy_write (MatoiSlackCopy *copy, const char *folder, GError **error);

G_END_DECLS
