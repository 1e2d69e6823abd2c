/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

/* Where things are in the list, and all there is for a picture of it. */

#include "matoi-timeline-item.h"

static MatoiTimelineLine *
get_line (MatoiTimelineModel *self, guint position)
{
  return &g_array_index (self->lines, MatoiTimelineLine, position);
}

static gint64
get_time (MatoiTimelineModel *self, guint position)
{
  return matoi_timeline_story_get (self->story, get_line (self, position)->first)->at;
}

/* The line of the entry or TODO with @id, or of what has taken its place; a fold it is in is
 * opened. FALSE: it is not shown. */
gboolean
matoi_timeline_model_find_line (MatoiTimelineModel *self, const MatoiId *id, guint *position)
{
  const MatoiIncident *incident = self->story->incident;
  const MatoiEntry *entry = incident ? matoi_incident_find_entry (incident, id) : NULL;
  MatoiTimelineLine *line;
  guint index;

  while (entry && entry->has_successor)
    entry = matoi_incident_find_entry (incident, &entry->successor);
  if (!matoi_timeline_story_find_id (self->story, entry ? &entry->id : id, &index))
    return FALSE;
  *position = matoi_timeline_lines_find (self->lines, index);
  if (*position == self->lines->len || get_line (self, *position)->first != index)
    {
      /* Left out, or in the middle of the fold above. */
      line = *position > 0 ? get_line (self, *position - 1) : NULL;
      if (!line || line->kind != MATOI_TIMELINE_LINE_FOLD ||
          !matoi_timeline_story_get (self->story, index)->noise)
        return FALSE;
    }
  else
    line = get_line (self, *position);
  if (line->kind != MATOI_TIMELINE_LINE_FOLD)
    return TRUE;
  if (g_hash_table_add (self->open, line->event))
    matoi_timeline_model_lay_out (self, line->first);
  *position = matoi_timeline_lines_find (self->lines, index);
  /* The fold itself begins with the same record as its first line. */
  if (get_line (self, *position)->kind == MATOI_TIMELINE_LINE_FOLD)
    (*position)++;
  return TRUE;
}

/* Where the line is for the listeners, who are told of all of them if they do not know it yet. */
static guint
get_position (MatoiTimelineModel *self, guint index)
{
  if (index < self->n_above || index >= self->lines->len - self->n_below)
    matoi_timeline_model_offer_all (self);
  return index - self->n_above;
}

/* The row of the entry or TODO with @id, or of what has taken its place; a fold it is in is
 * opened. FALSE: it is not shown. */
gboolean
matoi_timeline_model_find (MatoiTimelineModel *self, const MatoiId *id, guint *position)
{
  if (!matoi_timeline_model_find_line (self, id, position))
    return FALSE;
  *position = get_position (self, *position);
  return TRUE;
}

/* Whether there is such an entry or TODO at all, shown or not. */
gboolean
matoi_timeline_model_has (MatoiTimelineModel *self, const MatoiId *id)
{
  guint index;

  return matoi_timeline_story_find_id (self->story, id, &index);
}

/* The row nearest to @at; FALSE: there are none. */
gboolean
matoi_timeline_model_find_time (MatoiTimelineModel *self, gint64 at, guint *position)
{
  guint low = 0, high = self->lines->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (get_time (self, middle) < at)
        low = middle + 1;
      else
        high = middle;
    }
  if (self->lines->len == 0)
    return FALSE;
  if (low == self->lines->len ||
      (low > 0 && at - get_time (self, low - 1) < get_time (self, low) - at))
    low--;
  *position = get_position (self, low);
  return TRUE;
}

static gint64
get_day (gint64 at, GTimeZone *zone)
{
  int interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, at / 1000);
  gint64 seconds = at / 1000;

  if (interval >= 0)
    seconds += g_time_zone_get_offset (zone, interval);
  return seconds >= 0 ? seconds / 86400 : (seconds - 86399) / 86400;
}

static gboolean
is_same_day (MatoiTimelineModel *self, guint a, guint b, GTimeZone *zone)
{
  return get_day (get_time (self, a), zone) == get_day (get_time (self, b), zone);
}

/* Whether the row at @position begins another day than the one above it. The first row does if
 * there is more than one day. */
gboolean
matoi_timeline_model_starts_day (MatoiTimelineModel *self, guint position, GTimeZone *zone)
{
  guint length = self->lines->len, index = self->n_above + position;

  return index < length && !is_same_day (self, index, index > 0 ? index - 1 : length - 1, zone);
}

/* --- everything, for a picture of it */

guint
matoi_timeline_model_get_n_records (MatoiTimelineModel *self)
{
  return self->story->records->len;
}

guint
matoi_timeline_model_get_first_changed (MatoiTimelineModel *self)
{
  return self->first_changed;
}

const MatoiTimelineRecord *
matoi_timeline_model_get_record (MatoiTimelineModel *self, guint index)
{
  return matoi_timeline_story_get (self->story, index);
}

gboolean
matoi_timeline_model_is_record_gone (MatoiTimelineModel *self, const MatoiTimelineRecord *record)
{
  return matoi_timeline_record_is_gone (record, self->story->incident);
}
