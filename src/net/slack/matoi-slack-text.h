/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Between words of people and what Slack calls text. */

/* Lengths in characters at which Slack cuts, splits or refuses. */
#define MATOI_SLACK_MAX_TEXT  4000 /* longer ones cannot be edited later */
#define MATOI_SLACK_MAX_TOPIC 250
#define MATOI_SLACK_MAX_NAME  80

/* Names for the ids in a text, from whoever knows them; NULL: not known. */
typedef const char *(*MatoiSlackNames) (char kind, const char *id, gpointer user_data);

char *matoi_slack_escape (const char *text);
char *matoi_slack_read_text (const char *text, MatoiSlackNames names, gpointer user_data);
JsonArray *matoi_slack_new_blocks (const char *text);
char *matoi_slack_channel_name (const char *wanted, gboolean ascii_only);
int matoi_slack_compare_ts (const char *a, const char *b);
gint64 matoi_slack_ts_to_time (const char *ts);

G_END_DECLS
