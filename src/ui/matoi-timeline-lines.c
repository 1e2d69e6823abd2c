/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-timeline-story.h"

/* A fold of this many entries at least. */
#define MIN_FOLD 2

static gboolean
is_noise (MatoiTimelineStory *story, guint index)
{
  return matoi_timeline_story_get (story, index)->noise;
}

static gboolean
is_in_run (MatoiTimelineStory *story, guint index)
{
  return is_noise (story, index) || matoi_timeline_story_is_gone (story, index);
}

static void
add_line (GArray *lines,
          MatoiTimelineStory *story,
          guint first,
          guint n,
          MatoiTimelineLineKind kind)
{
  MatoiTimelineLine line = { matoi_timeline_story_get (story, first)->event, first, n, kind };

  g_array_append_val (lines, line);
}

/* Adds the lines of the run of noise that begins at @first; returns the record behind it. */
static guint
add_run (GArray *lines, MatoiTimelineStory *story, GHashTable *open, guint first)
{
  gboolean is_open = g_hash_table_contains (open, matoi_timeline_story_get (story, first)->event);
  guint end = first, n = 0;

  for (; end < story->records->len && is_in_run (story, end); end++)
    n += is_noise (story, end);
  if (n >= MIN_FOLD)
    add_line (lines, story, first, n, MATOI_TIMELINE_LINE_FOLD);
  for (guint i = first; i < end; i++)
    if (is_noise (story, i) && (n < MIN_FOLD || is_open))
      add_line (lines, story, i, 1,
                n < MIN_FOLD ? MATOI_TIMELINE_LINE_RECORD : MATOI_TIMELINE_LINE_INSIDE);
  return end;
}

/* The lines of the records from @from on. What is looked for is not folded away. @open: set of
 * MatoiEvent, the first ones of folds that are open. */
GArray *
matoi_timeline_lines_make (MatoiTimelineStory *story, GHashTable *open, guint from)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (MatoiTimelineLine));
  gboolean folds = !matoi_timeline_story_is_narrowed (story);

  for (guint i = from; i < story->records->len;)
    if (folds && is_noise (story, i))
      i = add_run (lines, story, open, i);
    else
      {
        if (matoi_timeline_story_is_shown (story, i))
          add_line (lines, story, i, 1, MATOI_TIMELINE_LINE_RECORD);
        i++;
      }
  return lines;
}

/* Where the lines have to be made again from when the record @from is another one: at the
 * beginning of the run it may belong to. */
guint
matoi_timeline_lines_find_start (MatoiTimelineStory *story, guint from)
{
  if (matoi_timeline_story_is_narrowed (story))
    return from;
  while (from > 0 && from <= story->records->len && is_in_run (story, from - 1))
    from--;
  return from;
}

/* The first of @lines that begins with the record @index or a later one. */
guint
matoi_timeline_lines_find (GArray *lines, guint index)
{
  guint low = 0, high = lines->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (lines, MatoiTimelineLine, middle).first < index)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* How many records the lines from @from on stand for. */
guint
matoi_timeline_lines_count (GArray *lines, guint from)
{
  guint n = 0;

  for (guint i = from; i < lines->len; i++)
    {
      const MatoiTimelineLine *line = &g_array_index (lines, MatoiTimelineLine, i);

      n += line->kind == MATOI_TIMELINE_LINE_INSIDE ? 0 : line->n;
    }
  return n;
}

/* Whether the same row shows them. */
gboolean
matoi_timeline_line_is_same (const MatoiTimelineLine *a, const MatoiTimelineLine *b)
{
  return a->event == b->event &&
         (a->kind == MATOI_TIMELINE_LINE_FOLD) == (b->kind == MATOI_TIMELINE_LINE_FOLD);
}
