/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-timeline-model.h"

#include "matoi-json.h"

struct _MatoiTimelineItem
{
  GObject parent_instance;
  MatoiTimelineModel *model; /* NULL once the model is gone */
  MatoiId id;
};

struct _MatoiTimelineModel
{
  GObject parent_instance;
  const MatoiIncident *incident; /* borrowed from the view */
  guint n_items;                 /* as last told to the listeners */
  MatoiId last;                  /* the last entry as last told */
  GHashTable *items;             /* MatoiId -> MatoiTimelineItem, the living ones, not owned */
};

G_DEFINE_FINAL_TYPE (MatoiTimelineItem, matoi_timeline_item, G_TYPE_OBJECT)

enum
{
  ITEM_CHANGED,
  N_ITEM_SIGNALS
};
static guint item_signals[N_ITEM_SIGNALS];

static void
matoi_timeline_item_finalize (GObject *object)
{
  MatoiTimelineItem *self = MATOI_TIMELINE_ITEM (object);

  if (self->model && g_hash_table_lookup (self->model->items, &self->id) == self)
    g_hash_table_remove (self->model->items, &self->id);
  G_OBJECT_CLASS (matoi_timeline_item_parent_class)->finalize (object);
}

static void
matoi_timeline_item_class_init (MatoiTimelineItemClass *class)
{
  G_OBJECT_CLASS (class)->finalize = matoi_timeline_item_finalize;
  item_signals[ITEM_CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
}

static void
matoi_timeline_item_init (MatoiTimelineItem *self)
{
}

/* The entry as it stands now, or NULL when the incident shown is another one by now. */
const MatoiEntry *
matoi_timeline_item_get_entry (MatoiTimelineItem *self)
{
  const MatoiIncident *incident = matoi_timeline_item_get_incident (self);

  return incident ? matoi_incident_find_entry (incident, &self->id) : NULL;
}

/* The incident the entry is of, or NULL. */
const MatoiIncident *
matoi_timeline_item_get_incident (MatoiTimelineItem *self)
{
  g_return_val_if_fail (MATOI_IS_TIMELINE_ITEM (self), NULL);

  return self->model ? self->model->incident : NULL;
}

static GType
get_item_type (GListModel *list)
{
  return MATOI_TYPE_TIMELINE_ITEM;
}

static guint
get_n_items (GListModel *list)
{
  return MATOI_TIMELINE_MODEL (list)->n_items;
}

static const MatoiEntry *
get_entry (MatoiTimelineModel *self, guint position)
{
  if (!self->incident || position >= self->incident->entries->len)
    return NULL;
  return g_ptr_array_index (self->incident->entries, position);
}

static gpointer
get_item (GListModel *list, guint position)
{
  MatoiTimelineModel *self = MATOI_TIMELINE_MODEL (list);
  const MatoiEntry *entry = position < self->n_items ? get_entry (self, position) : NULL;
  MatoiTimelineItem *item;

  if (!entry)
    return NULL;
  item = g_hash_table_lookup (self->items, &entry->id);
  if (item)
    return g_object_ref (item);

  item = g_object_new (MATOI_TYPE_TIMELINE_ITEM, NULL);
  item->model = self;
  item->id = entry->id;
  g_hash_table_insert (self->items, &item->id, item);
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

/* Items live as long as rows hold them; without a model they are of no incident. */
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

static void
matoi_timeline_model_finalize (GObject *object)
{
  MatoiTimelineModel *self = MATOI_TIMELINE_MODEL (object);

  forget_items (self);
  g_hash_table_unref (self->items);
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
  self->items = g_hash_table_new (matoi_id_hash, matoi_id_equal);
}

MatoiTimelineModel *
matoi_timeline_model_new (void)
{
  return g_object_new (MATOI_TYPE_TIMELINE_MODEL, NULL);
}

static void
announce (MatoiTimelineModel *self, guint position, guint removed)
{
  guint length = self->incident ? self->incident->entries->len : 0;
  guint added = length - (self->n_items - removed);

  self->n_items = length;
  if (length)
    self->last = get_entry (self, length - 1)->id;
  if (removed || added)
    g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

/* Shows another incident, or none; borrowed: it has to live until the next call. */
void
matoi_timeline_model_set_incident (MatoiTimelineModel *self, const MatoiIncident *incident)
{
  g_return_if_fail (MATOI_IS_TIMELINE_MODEL (self));

  forget_items (self);
  self->incident = incident;
  announce (self, 0, self->n_items);
}

static void
notify_entry (MatoiTimelineModel *self, const MatoiId *id)
{
  MatoiTimelineItem *item = g_hash_table_lookup (self->items, id);

  if (item)
    g_signal_emit (item, item_signals[ITEM_CHANGED], 0);
}

static guint
find_position (MatoiTimelineModel *self, const MatoiEntry *wanted)
{
  guint low = 0, high = self->incident->entries->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const MatoiEntry *entry = get_entry (self, middle);

      if (entry->occurred_at < wanted->occurred_at ||
          (entry->occurred_at == wanted->occurred_at &&
           matoi_id_compare (&entry->id, &wanted->id) < 0))
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* One entry slipped in before the end (a back-dated line): tell of that row only, so that
 * everybody else's place in the list is kept. FALSE: it is not that simple. */
static gboolean
announce_one (MatoiTimelineModel *self, GPtrArray *events)
{
  if (self->incident->entries->len != self->n_items + 1)
    return FALSE;
  for (guint i = 0; i < events->len; i++)
    {
      MatoiEvent *event = g_ptr_array_index (events, i);
      const MatoiEntry *entry = matoi_incident_find_entry (self->incident, &event->id);
      guint position = entry ? find_position (self, entry) : 0;

      if (entry && get_entry (self, position) == entry)
        {
          announce (self, position, 0);
          /* The next row may have lost its day heading to the new one. */
          if (position + 1 < self->n_items)
            notify_entry (self, &get_entry (self, position + 1)->id);
          return TRUE;
        }
    }
  return FALSE;
}

/* Tells the listeners what @events, which have been folded in by now, have changed.
 * @folded_again: the order may be another one now. Entries are never taken away, so that
 * the last known one in its old place means that everything before it is as it was. */
void
matoi_timeline_model_update (MatoiTimelineModel *self, GPtrArray *events, gboolean folded_again)
{
  g_return_if_fail (MATOI_IS_TIMELINE_MODEL (self));

  if (!self->incident)
    return;

  if (self->n_items == 0)
    announce (self, 0, 0);
  else if (get_entry (self, self->n_items - 1) &&
           matoi_id_equal (&get_entry (self, self->n_items - 1)->id, &self->last))
    announce (self, self->n_items, 0);
  else if (!announce_one (self, events))
    announce (self, 0, self->n_items);

  if (folded_again)
    {
      matoi_timeline_model_refresh (self);
      return;
    }
  for (guint i = 0; i < events->len; i++)
    {
      MatoiEvent *event = g_ptr_array_index (events, i);
      const char *text = event->payload ? matoi_json_get_string (event->payload, "entry") : NULL;
      MatoiId id;

      if (text && matoi_id_from_text (&id, text))
        notify_entry (self, &id);
    }
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
    g_signal_emit (g_ptr_array_index (items, i), item_signals[ITEM_CHANGED], 0);
}

static gint64
get_day (const MatoiEntry *entry, GTimeZone *zone)
{
  int interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, entry->occurred_at / 1000);
  gint64 seconds = entry->occurred_at / 1000;

  if (interval >= 0)
    seconds += g_time_zone_get_offset (zone, interval);
  return seconds >= 0 ? seconds / 86400 : (seconds - 86399) / 86400;
}

/* Whether the row at @position begins another day than the one above it. The first row
 * does not: the heading of the incident says when it began. */
gboolean
matoi_timeline_model_starts_day (MatoiTimelineModel *self, guint position, GTimeZone *zone)
{
  const MatoiEntry *entry = get_entry (self, position);
  const MatoiEntry *above = position > 0 ? get_entry (self, position - 1) : NULL;

  return entry && above && get_day (entry, zone) != get_day (above, zone);
}
