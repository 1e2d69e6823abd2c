/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-incident.h"

G_BEGIN_DECLS

/* A post that is being written (§7): for whom, at which stage, what it shall say. Pure: nothing
 * here reads or writes anything but its arguments. */
typedef struct
{
  const MatoiIncident *incident;
  const char *audience; /* channel executives public company */
  const char *stage;    /* one of matoi_post_stages () */
  const char *lang;     /* en, ja, or both: Japanese above English */
  const char *channel;  /* (nullable) where the responders are */
  gint64 now, next_at;  /* next_at: when the next post is promised */
  GTimeZone *zone;
} MatoiPost;

/* Something the post should tell (§7.3b, COM-03, COM-05, COM-07). */
typedef struct
{
  char *id;
  char *name; /* for the person who writes */
  char *line; /* what to add when it is missing, in the language of the post */
  gboolean met;
} MatoiPostPart;

void matoi_post_part_free (MatoiPostPart *part);

GStrv matoi_post_stages (const MatoiIncident *incident, const char *audience);
const char *matoi_post_suggest_stage (const MatoiIncident *incident, const char *audience);
const char *matoi_post_stage_name (const char *stage);
gboolean matoi_post_needs_time (const char *stage);
gint64 matoi_post_suggest_minutes (const MatoiIncident *incident, const char *audience);
char *matoi_post_time_text (gint64 at, GTimeZone *zone);
char *matoi_post_compose (const MatoiPost *post);
GPtrArray *matoi_post_parts (const MatoiPost *post, const char *text);
GPtrArray *matoi_post_hints (const MatoiPost *post, const char *text);

/* Shared by matoi-post*.c. */
char *matoi_post_get_template (const MatoiPost *post, const char *lang);
char *matoi_post_find_value (const MatoiPost *post, const char *name);

G_END_DECLS
