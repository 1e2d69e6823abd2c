/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-slack-emoji.h"
#include "matoi-slack-text.h"

G_BEGIN_DECLS

/* What a message in Slack's JSON says, from an export or from the service itself. */

gboolean matoi_slack_words_is_some (JsonObject *message);
gboolean matoi_slack_words_has_reaction (JsonObject *message, const char *reaction);
char *matoi_slack_words_dup_raw (JsonObject *message);
char *matoi_slack_words_dup_text (JsonObject *message,
                                  MatoiSlackEmoji *emoji_or_null,
                                  MatoiSlackNames names,
                                  gpointer user_data);
const char *matoi_slack_words_get_user (JsonObject *message);
char *matoi_slack_words_dup_author (JsonObject *message, MatoiSlackNames names, gpointer user_data);
char *matoi_slack_words_dup_ts (const char *ts);
GPtrArray *matoi_slack_words_list_files (JsonObject *message);
gboolean matoi_slack_words_may_hold_todo (const char *text);
GPtrArray *matoi_slack_words_list_todos (const char *text);

G_END_DECLS
