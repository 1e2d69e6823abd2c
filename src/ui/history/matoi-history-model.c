/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-history-model.h"

#include "matoi-history-ranker.h"

struct _MatoiHistoryModel
{
  GObject parent_instance;
  GPtrArray *all, *shown; /* of MatoiHistoryItem */
  GHashTable *by_id;      /* MatoiId of the row → MatoiHistoryItem */
  GArray *counts;         /* (nullable) of MatoiHistoryCount */
  gboolean complete;      /* they are all there */
  gboolean news;          /* shown is not what would be shown now */
  MatoiHistoryColumn column;
  gboolean down;
  MatoiHistoryRanker *ranker;
  gboolean calm; /* somebody looks at them since they were sorted */
};

enum
{
  RANKED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void list_model_init (GListModelInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MatoiHistoryModel,
                               matoi_history_model,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

/* --- the order */

#define COMPARE(a, b) (((a) > (b)) - ((a) < (b)))

static int
compare (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const MatoiHistoryModel *self = user_data;
  const MatoiHistoryItem *x = *(MatoiHistoryItem *const *) a, *y = *(MatoiHistoryItem *const *) b;
  int order = matoi_history_item_compare (x, y, self->column);

  if (order != 0)
    return self->down ? -order : order;
  return self->counts ? COMPARE (x->hit_order, y->hit_order) : COMPARE (x->order, y->order);
}

static void
mark_hits (MatoiHistoryModel *self)
{
  for (guint i = 0; i < self->all->len; i++)
    {
      MatoiHistoryItem *item = g_ptr_array_index (self->all, i);

      /* A number nobody has. */
      item->former_hits = item->found ? item->hits : G_MAXUINT;
      item->hits = 0;
      item->found = FALSE;
    }
  for (guint i = 0; self->counts && i < self->counts->len; i++)
    {
      const MatoiHistoryCount *count = &g_array_index (self->counts, MatoiHistoryCount, i);
      MatoiHistoryItem *item = g_hash_table_lookup (self->by_id, &count->incident);

      if (!item)
        continue;
      item->found = TRUE;
      item->hits = self->complete ? count->n : 0;
      item->hit_order = i;
    }
  for (guint i = 0; i < self->all->len; i++)
    {
      MatoiHistoryItem *item = g_ptr_array_index (self->all, i);

      if (item->former_hits != (item->found ? item->hits : G_MAXUINT))
        g_signal_emit_by_name (item, "changed");
    }
}

static GPtrArray *
arrange (MatoiHistoryModel *self)
{
  GPtrArray *shown = g_ptr_array_new_full (self->all->len, g_object_unref);

  for (guint i = 0; i < self->all->len; i++)
    {
      MatoiHistoryItem *item = g_ptr_array_index (self->all, i);

      if (self->counts && !item->found)
        continue;
      g_ptr_array_add (shown, g_object_ref (item));
    }
  g_ptr_array_sort_with_data (shown, compare, self);
  return shown;
}

/* As it is shown, but for what this person must not know of any more. */
static GPtrArray *
keep_known (MatoiHistoryModel *self)
{
  GPtrArray *known = g_ptr_array_new_full (self->shown->len, g_object_unref);

  for (guint i = 0; i < self->shown->len; i++)
    {
      MatoiHistoryItem *item = g_ptr_array_index (self->shown, i);

      if (g_hash_table_lookup (self->by_id, &item->row->id) == item)
        g_ptr_array_add (known, g_object_ref (item));
    }
  return known;
}

static gboolean
is_same_order (GPtrArray *a, GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (a->pdata[i] != b->pdata[i])
      return FALSE;
  return TRUE;
}

/* What stands before and after what has changed stays as it is. */
static void
show (MatoiHistoryModel *self, gboolean calm)
{
  g_autoptr (GPtrArray) next = arrange (self), old = NULL;
  GPtrArray *shown = calm && self->shown->len > 0 ? keep_known (self) : g_ptr_array_ref (next);
  guint head = 0, tail = 0;

  self->news = !is_same_order (shown, next);
  old = g_steal_pointer (&self->shown);
  self->shown = shown;
  while (head < old->len && head < shown->len && old->pdata[head] == shown->pdata[head])
    head++;
  while (tail < old->len - head && tail < shown->len - head &&
         old->pdata[old->len - 1 - tail] == shown->pdata[shown->len - 1 - tail])
    tail++;
  if (old->len - head - tail > 0 || shown->len - head - tail > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), head, old->len - head - tail,
                                shown->len - head - tail);
}

static void
on_ranked (MatoiHistoryModel *self)
{
  if (self->column != MATOI_HISTORY_TITLE && self->column != MATOI_HISTORY_SERVICES)
    return;
  show (self, self->calm);
  g_signal_emit (self, signals[RANKED], 0);
}

/* --- for the view */

/** matoi_history_model_take: see the header. */
void
matoi_history_model_take (MatoiHistoryModel *self, GPtrArray *rows, gboolean calm)
{
  g_autoptr (GPtrArray) old = g_steal_pointer (&self->all);
  GHashTable *by_id = g_hash_table_new (matoi_id_hash, matoi_id_equal);

  self->all = g_ptr_array_new_full (rows->len, g_object_unref);
  g_ptr_array_set_free_func (rows, NULL);
  for (guint i = 0; i < rows->len; i++)
    {
      MatoiHistoryRow *row = g_ptr_array_index (rows, i);
      MatoiHistoryItem *item = g_hash_table_lookup (self->by_id, &row->id);

      item = item ? g_object_ref (item) : g_object_new (MATOI_TYPE_HISTORY_ITEM, NULL);
      /* The table points into the row it has: both go together. */
      g_hash_table_remove (self->by_id, &row->id);
      item->order = i;
      g_hash_table_insert (by_id, &row->id, item);
      g_ptr_array_add (self->all, item);
      matoi_history_item_take_row (item, row);
    }
  g_hash_table_unref (self->by_id);
  self->by_id = by_id;
  g_ptr_array_unref (rows);
  if (self->counts)
    mark_hits (self);
  self->calm = calm;
  show (self, calm);
  matoi_history_ranker_ask (self->ranker, self->all);
}

/** matoi_history_model_narrow: see the header. */
void
matoi_history_model_narrow (MatoiHistoryModel *self,
                            GArray *counts_or_null,
                            gboolean complete,
                            gboolean calm)
{
  if (!counts_or_null && !self->counts)
    return;
  if (counts_or_null)
    g_array_ref (counts_or_null);
  g_clear_pointer (&self->counts, g_array_unref);
  self->counts = counts_or_null;
  self->complete = complete;
  mark_hits (self);
  show (self, calm);
}

/** matoi_history_model_sort: see the header. */
void
matoi_history_model_sort (MatoiHistoryModel *self, MatoiHistoryColumn column, gboolean down)
{
  self->column = column;
  self->down = down;
  self->calm = FALSE;
  show (self, FALSE);
}

gboolean
matoi_history_model_has_news (MatoiHistoryModel *self)
{
  return self->news;
}

/** matoi_history_model_settle: puts everything where it belongs by now. */
void
matoi_history_model_settle (MatoiHistoryModel *self)
{
  if (self->news)
    show (self, FALSE);
}

MatoiHistoryColumn
matoi_history_model_get_column (MatoiHistoryModel *self, gboolean *down)
{
  *down = self->down;
  return self->column;
}

GPtrArray *
matoi_history_model_get_all (MatoiHistoryModel *self)
{
  return self->all;
}

/** matoi_history_model_find: where @incident is shown; FALSE: it is not. */
gboolean
matoi_history_model_find (MatoiHistoryModel *self, const MatoiId *incident, guint *position)
{
  MatoiHistoryItem *item = g_hash_table_lookup (self->by_id, incident);

  return item && g_ptr_array_find (self->shown, item, position);
}

static GType
get_item_type (GListModel *model)
{
  return MATOI_TYPE_HISTORY_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return MATOI_HISTORY_MODEL (model)->shown->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  MatoiHistoryModel *self = MATOI_HISTORY_MODEL (model);

  return position < self->shown->len ? g_object_ref (g_ptr_array_index (self->shown, position))
                                     : NULL;
}

static void
list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = get_item_type;
  interface->get_n_items = get_n_items;
  interface->get_item = get_item;
}

static void
matoi_history_model_finalize (GObject *object)
{
  MatoiHistoryModel *self = MATOI_HISTORY_MODEL (object);

  g_signal_handlers_disconnect_by_data (self->ranker, self);
  g_object_unref (self->ranker);
  g_hash_table_unref (self->by_id);
  g_ptr_array_unref (self->shown);
  g_ptr_array_unref (self->all);
  g_clear_pointer (&self->counts, g_array_unref);
  G_OBJECT_CLASS (matoi_history_model_parent_class)->finalize (object);
}

static void
matoi_history_model_class_init (MatoiHistoryModelClass *class)
{
  G_OBJECT_CLASS (class)->finalize = matoi_history_model_finalize;
  signals[RANKED] = g_signal_new ("ranked", MATOI_TYPE_HISTORY_MODEL, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
}

static void
matoi_history_model_init (MatoiHistoryModel *self)
{
  self->all = g_ptr_array_new_with_free_func (g_object_unref);
  self->shown = g_ptr_array_new_with_free_func (g_object_unref);
  self->by_id = g_hash_table_new (matoi_id_hash, matoi_id_equal);
  self->column = MATOI_HISTORY_N_COLUMNS;
  self->ranker = matoi_history_ranker_new ();
  g_signal_connect_swapped (self->ranker, "ranked", G_CALLBACK (on_ranked), self);
}

MatoiHistoryModel *
matoi_history_model_new (void)
{
  return g_object_new (MATOI_TYPE_HISTORY_MODEL, NULL);
}
