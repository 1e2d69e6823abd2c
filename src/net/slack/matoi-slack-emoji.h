/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The signs behind Slack's names of emoji, such as ":tada:". */
typedef struct _MatoiSlackEmoji MatoiSlackEmoji;

MatoiSlackEmoji *matoi_slack_emoji_load (const char *path, GError **error);
void matoi_slack_emoji_free (MatoiSlackEmoji *emoji);
char *matoi_slack_emoji_read (MatoiSlackEmoji *emoji, const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MatoiSlackEmoji, matoi_slack_emoji_free)

G_END_DECLS
