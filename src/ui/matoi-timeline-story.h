/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-timeline-record.h"

G_BEGIN_DECLS

/* Everything that happened in an incident, by time, and what of it is looked for. */
typedef struct
{
  const MatoiIncident *incident; /* (nullable) borrowed */
  GArray *records;               /* of MatoiTimelineRecord */
  MatoiTimelineFilter filter;
  MatoiTextQuery *query; /* (nullable) */
  GHashTable *texts; /* MatoiEvent -> char *: of what is not in a person's words, once searched */
} MatoiTimelineStory;

MatoiTimelineStory *matoi_timeline_story_new (void);
void matoi_timeline_story_free (MatoiTimelineStory *self);
void matoi_timeline_story_read (MatoiTimelineStory *self, const MatoiIncident *incident_or_null);
gboolean matoi_timeline_story_add (MatoiTimelineStory *self, MatoiEvent *event, guint *index);
void matoi_timeline_story_narrow (MatoiTimelineStory *self,
                                  MatoiTimelineFilter filter,
                                  const char *text_or_null);
gboolean matoi_timeline_story_is_narrowed (MatoiTimelineStory *self);

MatoiTimelineRecord *matoi_timeline_story_get (MatoiTimelineStory *self, guint index);
gboolean matoi_timeline_story_is_gone (MatoiTimelineStory *self, guint index);
gboolean matoi_timeline_story_is_shown (MatoiTimelineStory *self, guint index);
guint matoi_timeline_story_count (MatoiTimelineStory *self);

gboolean
matoi_timeline_story_find_event (MatoiTimelineStory *self, MatoiEvent *event, guint *index);
gboolean matoi_timeline_story_find_id (MatoiTimelineStory *self, const MatoiId *id, guint *index);
gboolean
matoi_timeline_story_find_subject (MatoiTimelineStory *self, const MatoiEvent *event, guint *index);

/* What of it is one row of a list. */
typedef enum
{
  MATOI_TIMELINE_LINE_RECORD,
  MATOI_TIMELINE_LINE_INSIDE, /* of an open fold */
  MATOI_TIMELINE_LINE_FOLD,
} MatoiTimelineLineKind;

typedef struct
{
  MatoiEvent *event; /* of its first record; with "is a fold" what it is known by */
  guint first, n;    /* its records */
  MatoiTimelineLineKind kind;
} MatoiTimelineLine;

GArray *matoi_timeline_lines_make (MatoiTimelineStory *story,
                                   GHashTable *open,
                                   guint from); /* of MatoiTimelineLine */
guint matoi_timeline_lines_find_start (MatoiTimelineStory *story, guint from);
guint matoi_timeline_lines_find (GArray *lines, guint index);
guint matoi_timeline_lines_count (GArray *lines, guint from);
gboolean matoi_timeline_line_is_same (const MatoiTimelineLine *a, const MatoiTimelineLine *b);

G_END_DECLS
