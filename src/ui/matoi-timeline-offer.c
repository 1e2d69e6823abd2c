/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

/* How much of the timeline the listeners know of. A list makes and measures two hundred rows as soon
 * as it knows of as many lines: so it is told of what is seen at first, then of the rest by and by. */

#include "matoi-timeline-item.h"

/* So many lines at a time on either side: what is made of them fits between two frames. */
#define SLICE 12
/* A list that knows of so many lines makes no rows for others; they cost nothing. */
#define ENOUGH 256

static guint
get_length (MatoiTimelineModel *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self));
}

/* Tells the listeners that the lines from @position on have changed, which have been put in by now.
 * What lies beside what they know of is no news to them. */
void
matoi_timeline_model_report (MatoiTimelineModel *self, guint position, guint removed, guint added)
{
  guint old_end = self->lines->len + removed - added - self->n_below;
  guint first = MAX (position, self->n_above), last = MIN (position + removed, old_end);

  if (position + removed <= self->n_above && position < self->n_above)
    {
      self->n_above += added - removed;
      return;
    }
  if (position >= old_end && self->n_below > 0)
    {
      self->n_below += added - removed;
      return;
    }
  /* What reaches over the edge is made known as a whole. */
  if (position + removed > old_end)
    self->n_below = self->lines->len - position - added;
  first -= self->n_above;
  last -= self->n_above;
  self->n_above = MIN (self->n_above, position);
  g_list_model_items_changed (G_LIST_MODEL (self), first, last - first, added);
}

/* Shows another incident, as matoi_timeline_model_set_incident () does, but only the last @n lines
 * of it at first: whoever shows them asks for the others with matoi_timeline_model_offer_more (). */
void
matoi_timeline_model_begin (MatoiTimelineModel *self, const MatoiIncident *incident, guint n)
{
  g_return_if_fail (MATOI_IS_TIMELINE_MODEL (self) && n > 0);

  matoi_timeline_model_set_incident (self, NULL);
  matoi_timeline_story_read (self->story, incident);
  g_array_unref (self->lines);
  self->lines = matoi_timeline_lines_make (self->story, self->open, 0);
  self->n_found = matoi_timeline_lines_count (self->lines, 0);
  n = MIN (n, self->lines->len);
  self->n_above = self->lines->len - n;
  if (n > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, n);
}

/* Whether there are lines nobody was told of. */
gboolean
matoi_timeline_model_is_partial (MatoiTimelineModel *self)
{
  return self->n_above > 0 || self->n_below > 0;
}

/* Whether the last line that is known is the last one there is. */
gboolean
matoi_timeline_model_knows_end (MatoiTimelineModel *self)
{
  return self->n_below == 0;
}

/* While it is partial: has only the @n lines around the entry @id known instead, if that is shown. */
void
matoi_timeline_model_begin_at (MatoiTimelineModel *self, const MatoiId *id, guint n)
{
  guint n_lines, length, index;

  g_return_if_fail (MATOI_IS_TIMELINE_MODEL (self) && id != NULL && n > 0);

  if (!matoi_timeline_model_is_partial (self) ||
      !matoi_timeline_model_find_line (self, id, &index) ||
      (index >= self->n_above && index < self->n_above + get_length (self)))
    return;
  length = get_length (self);
  n_lines = self->lines->len;
  n = MIN (n, n_lines);
  self->n_above = MIN (index - MIN (index, n / 2), n_lines - n);
  self->n_below = n_lines - n - self->n_above;
  g_list_model_items_changed (G_LIST_MODEL (self), 0, length, n);
}

static void
offer (MatoiTimelineModel *self, guint n)
{
  guint above = MIN (self->n_above, n), below = MIN (self->n_below, n);

  self->n_below -= below;
  if (below > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), get_length (self) - below, 0, below);
  self->n_above -= above;
  if (above > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, above);
}

/* Makes some more lines known, above and below; whoever shows them stays where he is. TRUE: there
 * are others. */
gboolean
matoi_timeline_model_offer_more (MatoiTimelineModel *self)
{
  g_return_val_if_fail (MATOI_IS_TIMELINE_MODEL (self), FALSE);

  offer (self, get_length (self) < ENOUGH ? SLICE : G_MAXUINT);
  return matoi_timeline_model_is_partial (self);
}

/* Makes all of them known. */
void
matoi_timeline_model_offer_all (MatoiTimelineModel *self)
{
  g_return_if_fail (MATOI_IS_TIMELINE_MODEL (self));

  offer (self, G_MAXUINT);
}
