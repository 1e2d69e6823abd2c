/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* No message of ours is longer; what is, belongs into a document. */
#define MATOI_SLACK_MAX_WORDS 40000

/* One message at Slack: the words of a row, or what of them did not fit into the first. */
typedef struct
{
  char *key;    /* a UUID of its own, the same in every attempt */
  char *text;   /* escaped */
  char *blocks; /* (nullable) JSON */
} MatoiSlackPart;
void matoi_slack_part_free (MatoiSlackPart *part);

gboolean matoi_slack_is_cjk (const char *words);
GPtrArray *
matoi_slack_compose (const char *words, const char *mark, const char *idem, gboolean here);
char *matoi_slack_dup_mark (const char *words, gint64 at, gint64 now, GTimeZone *zone);
gboolean matoi_slack_sounds_like (const char *text, const char *words);

G_END_DECLS
