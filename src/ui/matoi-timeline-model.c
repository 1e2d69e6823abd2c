/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-timeline-model.h"

#include <string.h>

#include "matoi-timeline-item.h"

/* From here on everything is read again: cheaper than finding many places. */
#define BATCH 64

static GType
get_item_type (GListModel *list)
{
  return MATOI_TYPE_TIMELINE_ITEM;
}

static guint
get_n_items (GListModel *list)
{
  MatoiTimelineModel *self = MATOI_TIMELINE_MODEL (list);

  return self->lines->len - self->n_above - self->n_below;
}

static MatoiTimelineLine *
get_line (MatoiTimelineModel *self, guint position)
{
  return &g_array_index (self->lines, MatoiTimelineLine, position);
}

/* Pointers are even: the lowest bit tells the fold from its first record. */
static gpointer
get_key (MatoiEvent *event, gboolean fold)
{
  return GSIZE_TO_POINTER (GPOINTER_TO_SIZE (event) | (fold ? 1 : 0));
}

static MatoiTimelineItem *
find_item (MatoiTimelineModel *self, const MatoiTimelineLine *line)
{
  return g_hash_table_lookup (self->items,
                              get_key (line->event, line->kind == MATOI_TIMELINE_LINE_FOLD));
}

/* Has @item show what @line is now; TRUE if that is something else. */
static gboolean
set_item (MatoiTimelineItem *item, const MatoiTimelineLine *line)
{
  guint n_folded = line->kind == MATOI_TIMELINE_LINE_FOLD ? line->n : 0;
  gboolean inside = line->kind == MATOI_TIMELINE_LINE_INSIDE;
  gboolean changed = item->n_folded != n_folded || item->inside != inside;

  item->n_folded = n_folded;
  item->inside = inside;
  return changed;
}

static gpointer
get_item (GListModel *list, guint position)
{
  MatoiTimelineModel *self = MATOI_TIMELINE_MODEL (list);
  const MatoiTimelineLine *line =
    position < get_n_items (list) ? get_line (self, self->n_above + position) : NULL;
  gboolean fold = line && line->kind == MATOI_TIMELINE_LINE_FOLD;
  MatoiTimelineItem *item;

  if (!line)
    return NULL;
  item = find_item (self, line);
  if (item)
    return g_object_ref (item);

  item = matoi_timeline_item_new (self, line->event, fold);
  set_item (item, line);
  g_hash_table_insert (self->items, get_key (line->event, fold), item);
  return item;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (MatoiTimelineModel,
                               matoi_timeline_model,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

/* --- what the items ask for */

void
matoi_timeline_model_forget_item (MatoiTimelineModel *self, MatoiTimelineItem *item)
{
  gpointer key = get_key (item->event, item->n_folded > 0);

  if (g_hash_table_lookup (self->items, key) == item)
    g_hash_table_remove (self->items, key);
}

const MatoiIncident *
matoi_timeline_model_get_incident (MatoiTimelineModel *self)
{
  return self->story->incident;
}

gboolean
matoi_timeline_model_is_open (MatoiTimelineModel *self, MatoiEvent *event)
{
  return g_hash_table_contains (self->open, event);
}

gboolean
matoi_timeline_model_get_item_record (MatoiTimelineModel *self,
                                      MatoiEvent *event,
                                      MatoiTimelineRecord *record)
{
  guint index;

  if (!matoi_timeline_story_find_event (self->story, event, &index))
    return FALSE;
  *record = *matoi_timeline_story_get (self->story, index);
  return TRUE;
}

/* --- telling the listeners */

/* Tells the rows that are still there what has changed for them. */
static void
notify_lines (MatoiTimelineModel *self, guint position, guint n)
{
  for (guint i = position; i < position + n && g_hash_table_size (self->items) > 0; i++)
    {
      MatoiTimelineItem *item = find_item (self, get_line (self, i));

      if (item && set_item (item, get_line (self, i)))
        matoi_timeline_item_changed (item);
    }
}

static void
notify_line (MatoiTimelineModel *self, guint position)
{
  MatoiTimelineItem *item = find_item (self, get_line (self, position));

  if (item)
    matoi_timeline_item_changed (item);
}

/* Lays out the records from @from on again and tells the listeners what is another row by now;
 * everybody else's place in the list is kept. */
void
matoi_timeline_model_lay_out (MatoiTimelineModel *self, guint from)
{
  g_autoptr (GArray) lines = NULL;
  guint position, n_old, start = 0, end = 0, added, removed;

  from = matoi_timeline_lines_find_start (self->story, from);
  lines = matoi_timeline_lines_make (self->story, self->open, from);
  position = matoi_timeline_lines_find (self->lines, from);
  n_old = self->lines->len - position;
  while (start < MIN (n_old, lines->len) &&
         matoi_timeline_line_is_same (get_line (self, position + start),
                                      &g_array_index (lines, MatoiTimelineLine, start)))
    start++;
  while (
    end < MIN (n_old, lines->len) - start &&
    matoi_timeline_line_is_same (get_line (self, self->lines->len - 1 - end),
                                 &g_array_index (lines, MatoiTimelineLine, lines->len - 1 - end)))
    end++;

  removed = n_old - start - end;
  added = lines->len - start - end;
  self->n_found +=
    matoi_timeline_lines_count (lines, 0) - matoi_timeline_lines_count (self->lines, position);
  g_array_set_size (self->lines, position);
  if (lines->len > 0)
    g_array_append_vals (self->lines, lines->data, lines->len);
  if (added || removed)
    matoi_timeline_model_report (self, position + start, removed, added);
  notify_lines (self, position, start);
  notify_lines (self, position + start + added, end);
  /* The next row may have lost its day heading to a new one, or got one; so may the first. */
  if ((added || removed) && end > 0)
    notify_line (self, position + start + added);
  if ((added || removed) && position + start > 0)
    notify_line (self, 0);
}

static void
forget_items (MatoiTimelineModel *self)
{
  GHashTableIter iter;
  gpointer item;

  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    MATOI_TIMELINE_ITEM (item)->model = NULL;
  g_hash_table_remove_all (self->items);
}

/* Shows another incident, or none; borrowed: it has to live until the next call. */
void
matoi_timeline_model_set_incident (MatoiTimelineModel *self, const MatoiIncident *incident)
{
  guint n_lines;

  g_return_if_fail (MATOI_IS_TIMELINE_MODEL (self));

  forget_items (self);
  g_hash_table_remove_all (self->open);
  n_lines = get_n_items (G_LIST_MODEL (self));
  g_array_set_size (self->lines, 0);
  self->n_found = 0;
  self->first_changed = 0;
  self->n_above = self->n_below = 0;
  matoi_timeline_story_read (self->story, NULL);
  if (n_lines > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, n_lines, 0);
  matoi_timeline_story_read (self->story, incident);
  matoi_timeline_model_lay_out (self, 0);
}

/* Has every living row show itself again, as after a change of the zone. */
void
matoi_timeline_model_refresh (MatoiTimelineModel *self)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer item;

  /* Showing a row may make items: walk over a copy. */
  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    g_ptr_array_add (items, g_object_ref (item));
  for (guint i = 0; i < items->len; i++)
    matoi_timeline_item_changed (g_ptr_array_index (items, i));
}

static guint
read_again (MatoiTimelineModel *self)
{
  guint n_found = self->n_found;

  self->first_changed = 0;
  matoi_timeline_story_read (self->story, self->story->incident);
  matoi_timeline_model_lay_out (self, 0);
  matoi_timeline_model_refresh (self);
  return self->n_found > n_found ? self->n_found - n_found : 0;
}

static void
notify_subject (MatoiTimelineModel *self, const MatoiEvent *event)
{
  MatoiTimelineItem *item = NULL;
  guint index;

  if (matoi_timeline_story_find_subject (self->story, event, &index))
    item =
      g_hash_table_lookup (self->items,
                           get_key (matoi_timeline_story_get (self->story, index)->event, FALSE));
  if (item)
    matoi_timeline_item_changed (item);
}

/* What is corrected or dropped is not there any more; or it is there again. */
static gboolean
moves_subject (const MatoiEvent *event)
{
  return strcmp (event->type, "entry.corrected") == 0 ||
         strcmp (event->type, "todo.dropped") == 0 || strcmp (event->type, "todo.reopened") == 0;
}

/* Another incident was the same, or was not: what was said of it before counts no more, or again. */
static gboolean
links_incident (GPtrArray *events)
{
  for (guint i = 0; i < events->len; i++)
    if (matoi_timeline_record_get_incident (g_ptr_array_index (events, i)))
      return TRUE;
  return FALSE;
}

/* Tells the listeners what @events, which have been folded in by now, have changed; returns how
 * many of them are shown. @folded_again: every entry may be another one now. */
guint
matoi_timeline_model_update (MatoiTimelineModel *self, GPtrArray *events, gboolean folded_again)
{
  guint from = G_MAXUINT, index, n_shown = 0;

  g_return_val_if_fail (MATOI_IS_TIMELINE_MODEL (self), 0);

  if (!self->story->incident)
    return 0;
  if (folded_again || events->len > BATCH || links_incident (events))
    return read_again (self);
  for (guint i = 0; i < events->len; i++)
    if (matoi_timeline_story_add (self->story, g_ptr_array_index (events, i), &index))
      {
        /* A correction takes the place of what was there: it is no news. */
        n_shown += !moves_subject (g_ptr_array_index (events, i)) &&
                   matoi_timeline_story_is_shown (self->story, index);
        from = MIN (from, index);
      }
  for (guint i = 0; i < events->len; i++)
    if (moves_subject (g_ptr_array_index (events, i)) &&
        matoi_timeline_story_find_subject (self->story, g_ptr_array_index (events, i), &index))
      from = MIN (from, index);
  self->first_changed = MIN (from, self->story->records->len);
  if (from != G_MAXUINT)
    matoi_timeline_model_lay_out (self, from);
  for (guint i = 0; i < events->len; i++)
    notify_subject (self, g_ptr_array_index (events, i));
  return n_shown;
}

/* Opens or closes the fold that @item is, or shows what it has taken the place of. */
void
matoi_timeline_model_toggle (MatoiTimelineModel *self, MatoiTimelineItem *item)
{
  guint index;

  if (item->model != self)
    return;
  if (!g_hash_table_remove (self->open, item->event))
    g_hash_table_add (self->open, item->event);
  if (item->n_folded > 0 && matoi_timeline_story_find_event (self->story, item->event, &index))
    matoi_timeline_model_lay_out (self, index);
  matoi_timeline_item_changed (item);
}

/* --- narrowing down */

/* Shows only what is of @filter and where every word of @text is found. */
void
matoi_timeline_model_set_filter (MatoiTimelineModel *self,
                                 MatoiTimelineFilter filter,
                                 const char *text)
{
  g_return_if_fail (MATOI_IS_TIMELINE_MODEL (self));

  matoi_timeline_story_narrow (self->story, filter, text);
  matoi_timeline_model_lay_out (self, 0);
}

/* Whether something is left out. */
gboolean
matoi_timeline_model_is_narrowed (MatoiTimelineModel *self)
{
  return matoi_timeline_story_is_narrowed (self->story);
}

/* How many entries the rows show, those in folds too. */
guint
matoi_timeline_model_get_n_found (MatoiTimelineModel *self)
{
  return self->n_found;
}

/* How many there are, shown or not. */
guint
matoi_timeline_model_count (MatoiTimelineModel *self)
{
  return matoi_timeline_story_count (self->story);
}

/* --- the object */

static void
matoi_timeline_model_finalize (GObject *object)
{
  MatoiTimelineModel *self = MATOI_TIMELINE_MODEL (object);

  forget_items (self);
  g_hash_table_unref (self->items);
  g_hash_table_unref (self->open);
  g_array_unref (self->lines);
  matoi_timeline_story_free (self->story);
  G_OBJECT_CLASS (matoi_timeline_model_parent_class)->finalize (object);
}

static void
matoi_timeline_model_class_init (MatoiTimelineModelClass *class)
{
  G_OBJECT_CLASS (class)->finalize = matoi_timeline_model_finalize;
}

static void
matoi_timeline_model_init (MatoiTimelineModel *self)
{
  self->story = matoi_timeline_story_new ();
  self->lines = g_array_new (FALSE, FALSE, sizeof (MatoiTimelineLine));
  self->items = g_hash_table_new (NULL, NULL);
  self->open = g_hash_table_new (NULL, NULL);
}

MatoiTimelineModel *
matoi_timeline_model_new (void)
{
  return g_object_new (MATOI_TYPE_TIMELINE_MODEL, NULL);
}
