/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-history-model.h"

#include "matoi-tokens.h"

struct _MatoiHistoryItem
{
  GObject parent_instance;
  MatoiHistoryRow *row;
  guint hits;
  guint order;                    /* as it came */
  guint hit_order;                /* of its newest hit */
  char *title_key, *services_key; /* what text is sorted by */
};

G_DEFINE_FINAL_TYPE (MatoiHistoryItem, matoi_history_item, G_TYPE_OBJECT)

struct _MatoiHistoryModel
{
  GObject parent_instance;
  GPtrArray *all, *shown; /* of MatoiHistoryItem */
  GHashTable *by_id;      /* MatoiId of the row → MatoiHistoryItem */
  GArray *counts;         /* (nullable) of MatoiHistoryCount */
  MatoiHistoryColumn column;
  gboolean down;
};

static void list_model_init (GListModelInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MatoiHistoryModel,
                               matoi_history_model,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

/* --- one incident */

const MatoiHistoryRow *
matoi_history_item_get_row (MatoiHistoryItem *self)
{
  return self->row;
}

/* How often what is looked for stands in it; 0: nothing is looked for. */
guint
matoi_history_item_get_hits (MatoiHistoryItem *self)
{
  return self->hits;
}

static void
free_keys (MatoiHistoryItem *self)
{
  g_clear_pointer (&self->title_key, g_free);
  g_clear_pointer (&self->services_key, g_free);
}

static void
matoi_history_item_finalize (GObject *object)
{
  MatoiHistoryItem *self = MATOI_HISTORY_ITEM (object);

  matoi_finder_free_row (self->row);
  free_keys (self);
  G_OBJECT_CLASS (matoi_history_item_parent_class)->finalize (object);
}

static void
matoi_history_item_class_init (MatoiHistoryItemClass *class)
{
  G_OBJECT_CLASS (class)->finalize = matoi_history_item_finalize;
  g_signal_new ("changed", MATOI_TYPE_HISTORY_ITEM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
}

static void
matoi_history_item_init (MatoiHistoryItem *self)
{
}

static gboolean
is_same (const MatoiHistoryRow *a, const MatoiHistoryRow *b)
{
  return g_strcmp0 (a->title, b->title) == 0 && g_strcmp0 (a->state, b->state) == 0 &&
         g_strcmp0 (a->severity_label, b->severity_label) == 0 && a->rank == b->rank &&
         g_strcmp0 (a->services, b->services) == 0 && g_strcmp0 (a->ic, b->ic) == 0 &&
         a->started_at == b->started_at && a->ended_at == b->ended_at &&
         a->security == b->security && a->drill == b->drill &&
         g_strcmp0 (a->postmortem_state, b->postmortem_state) == 0 && a->actions == b->actions &&
         a->actions_open == b->actions_open;
}

/* --- the order */

#define COMPARE(a, b) (((a) > (b)) - ((a) < (b)))

/* Only what is sorted by costs a key. */
static void
make_key (MatoiHistoryItem *item, MatoiHistoryColumn column)
{
  g_autofree char *folded = NULL;

  if (column == MATOI_HISTORY_TITLE && !item->title_key)
    {
      folded = matoi_tokens_fold (item->row->title);
      item->title_key = g_utf8_collate_key (folded, -1);
    }
  else if (column == MATOI_HISTORY_SERVICES && !item->services_key)
    {
      folded = matoi_tokens_fold (item->row->services);
      item->services_key = g_utf8_collate_key (folded, -1);
    }
}

static guint
rank_postmortem (const char *state)
{
  static const char *const states[] = { "draft", "in-review", "reviewed", "closed", "waived" };

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_strcmp0 (state, states[i]) == 0)
      return i;
  return G_N_ELEMENTS (states);
}

static gint64
get_duration (const MatoiHistoryRow *row)
{
  return row->ended_at == MATOI_TIME_NONE ? G_MAXINT64 : row->ended_at - row->started_at;
}

static int
compare_refs (const char *a, const char *b)
{
  gsize length_a = strlen (a), length_b = strlen (b);

  /* INC-99 before INC-100 */
  return length_a != length_b ? COMPARE (length_a, length_b) : strcmp (a, b);
}

static int
compare_column (const MatoiHistoryItem *x, const MatoiHistoryItem *y, MatoiHistoryColumn column)
{
  const MatoiHistoryRow *a = x->row, *b = y->row;

  switch (column)
    {
    case MATOI_HISTORY_REF:
      return compare_refs (a->ref, b->ref);
    case MATOI_HISTORY_SEVERITY:
      return COMPARE (a->rank ? a->rank : G_MAXINT, b->rank ? b->rank : G_MAXINT);
    case MATOI_HISTORY_TITLE:
      return strcmp (x->title_key, y->title_key);
    case MATOI_HISTORY_SERVICES:
      return strcmp (x->services_key, y->services_key);
    case MATOI_HISTORY_STARTED:
      return COMPARE (a->started_at, b->started_at);
    case MATOI_HISTORY_DURATION:
      return COMPARE (get_duration (a), get_duration (b));
    case MATOI_HISTORY_POSTMORTEM:
      return COMPARE (rank_postmortem (a->postmortem_state), rank_postmortem (b->postmortem_state));
    case MATOI_HISTORY_ACTIONS:
      return COMPARE (a->actions_open, b->actions_open);
    default:
      return 0;
    }
}

static int
compare (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const MatoiHistoryModel *self = user_data;
  const MatoiHistoryItem *x = *(MatoiHistoryItem *const *) a, *y = *(MatoiHistoryItem *const *) b;
  int order = compare_column (x, y, self->column);

  if (order != 0)
    return self->down ? -order : order;
  return self->counts ? COMPARE (x->hit_order, y->hit_order) : COMPARE (x->order, y->order);
}

static void
mark_hits (MatoiHistoryModel *self)
{
  g_autoptr (GPtrArray) had = g_ptr_array_new ();

  for (guint i = 0; i < self->all->len; i++)
    {
      MatoiHistoryItem *item = g_ptr_array_index (self->all, i);

      item->hit_order = item->hits;
      item->hits = 0;
    }
  for (guint i = 0; self->counts && i < self->counts->len; i++)
    {
      const MatoiHistoryCount *count = &g_array_index (self->counts, MatoiHistoryCount, i);
      MatoiHistoryItem *item = g_hash_table_lookup (self->by_id, &count->incident);

      if (!item)
        continue;
      item->hits = count->n;
    }
  for (guint i = 0; i < self->all->len; i++)
    {
      MatoiHistoryItem *item = g_ptr_array_index (self->all, i);

      if (item->hit_order != item->hits)
        g_ptr_array_add (had, item);
    }
  for (guint i = 0; self->counts && i < self->counts->len; i++)
    {
      const MatoiHistoryCount *count = &g_array_index (self->counts, MatoiHistoryCount, i);
      MatoiHistoryItem *item = g_hash_table_lookup (self->by_id, &count->incident);

      if (item)
        item->hit_order = i;
    }
  for (guint i = 0; i < had->len; i++)
    g_signal_emit_by_name (g_ptr_array_index (had, i), "changed");
}

/* What stands before and after what has changed stays as it is. */
static void
show (MatoiHistoryModel *self)
{
  GPtrArray *shown = g_ptr_array_new_full (self->all->len, g_object_unref);
  g_autoptr (GPtrArray) old = self->shown;
  guint head = 0, tail = 0;

  for (guint i = 0; i < self->all->len; i++)
    {
      MatoiHistoryItem *item = g_ptr_array_index (self->all, i);

      if (self->counts && item->hits == 0)
        continue;
      make_key (item, self->column);
      g_ptr_array_add (shown, g_object_ref (item));
    }
  g_ptr_array_sort_with_data (shown, compare, self);
  while (head < old->len && head < shown->len && old->pdata[head] == shown->pdata[head])
    head++;
  while (tail < old->len - head && tail < shown->len - head &&
         old->pdata[old->len - 1 - tail] == shown->pdata[shown->len - 1 - tail])
    tail++;
  self->shown = shown;
  if (old->len - head - tail > 0 || shown->len - head - tail > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), head, old->len - head - tail,
                                shown->len - head - tail);
}

/* --- for the view */

/** matoi_history_model_take: see the header. */
void
matoi_history_model_take (MatoiHistoryModel *self, GPtrArray *rows)
{
  g_autoptr (GPtrArray) old = g_steal_pointer (&self->all);
  GHashTable *by_id = g_hash_table_new (matoi_id_hash, matoi_id_equal);

  self->all = g_ptr_array_new_full (rows->len, g_object_unref);
  g_ptr_array_set_free_func (rows, NULL);
  for (guint i = 0; i < rows->len; i++)
    {
      MatoiHistoryRow *row = g_ptr_array_index (rows, i);
      MatoiHistoryItem *item = g_hash_table_lookup (self->by_id, &row->id);
      gboolean same = item && is_same (item->row, row);

      item = item ? g_object_ref (item) : g_object_new (MATOI_TYPE_HISTORY_ITEM, NULL);
      if (!same)
        free_keys (item);
      /* The table points into the row it has: both go together. */
      g_hash_table_remove (self->by_id, &row->id);
      matoi_finder_free_row (item->row);
      item->row = row;
      item->order = i;
      g_hash_table_insert (by_id, &row->id, item);
      g_ptr_array_add (self->all, item);
      if (!same)
        g_signal_emit_by_name (item, "changed");
    }
  g_hash_table_unref (self->by_id);
  self->by_id = by_id;
  g_ptr_array_unref (rows);
  if (self->counts)
    mark_hits (self);
  show (self);
}

/** matoi_history_model_narrow: see the header. */
void
matoi_history_model_narrow (MatoiHistoryModel *self, GArray *counts_or_null)
{
  if (!counts_or_null && !self->counts)
    return;
  if (counts_or_null)
    g_array_ref (counts_or_null);
  g_clear_pointer (&self->counts, g_array_unref);
  self->counts = counts_or_null;
  mark_hits (self);
  show (self);
}

/** matoi_history_model_sort: see the header. */
void
matoi_history_model_sort (MatoiHistoryModel *self, MatoiHistoryColumn column, gboolean down)
{
  self->column = column;
  self->down = down;
  show (self);
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
}

static void
matoi_history_model_init (MatoiHistoryModel *self)
{
  self->all = g_ptr_array_new_with_free_func (g_object_unref);
  self->shown = g_ptr_array_new_with_free_func (g_object_unref);
  self->by_id = g_hash_table_new (matoi_id_hash, matoi_id_equal);
  self->column = MATOI_HISTORY_N_COLUMNS;
}

MatoiHistoryModel *
matoi_history_model_new (void)
{
  return g_object_new (MATOI_TYPE_HISTORY_MODEL, NULL);
}
