/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-telling-model.h"

#include <string.h>

#include "matoi-moment.h"

struct _MatoiTellingModel
{
  GObject parent_instance;
  GListStore *all, *told;
  GHashTable *items;   /* MatoiId of the item -> MatoiTellingItem */
  GHashTable *missing; /* set of anchors */
};

G_DEFINE_FINAL_TYPE (MatoiTellingModel, matoi_telling_model, G_TYPE_OBJECT)

enum
{
  RELOADED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

MatoiTellingModel *
matoi_telling_model_new (void)
{
  return g_object_new (MATOI_TYPE_TELLING_MODEL, NULL);
}

/* Makes @store hold @items, in one change of the part that differs. */
static void
sync_store (GListStore *store, GPtrArray *items)
{
  GListModel *model = G_LIST_MODEL (store);
  guint old = g_list_model_get_n_items (model), start = 0, end = 0;

  for (; start < MIN (old, items->len); start++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (model, start);

      if ((gpointer) item != g_ptr_array_index (items, start))
        break;
    }
  for (; end < MIN (old, items->len) - start; end++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (model, old - 1 - end);

      if ((gpointer) item != g_ptr_array_index (items, items->len - 1 - end))
        break;
    }
  if (old - start - end > 0 || items->len - start - end > 0)
    g_list_store_splice (store, start, old - start - end, items->pdata + start,
                         items->len - start - end);
}

static MatoiTellingItem *
take_line (MatoiTellingModel *self, GHashTable *items, const MatoiLine *line)
{
  const MatoiId *id = line->entry ? &line->entry->id : &line->row->id;
  MatoiTellingItem *item = g_hash_table_lookup (self->items, id);

  if (item)
    {
      matoi_telling_item_update (item, line);
      g_object_ref (item);
    }
  else
    item = matoi_telling_item_new (line);
  g_hash_table_insert (items, &item->id, item);
  return item;
}

static void
find_missing (MatoiTellingModel *self, const MatoiIncident *incident, GPtrArray *lines)
{
  g_hash_table_remove_all (self->missing);
  for (const char *const *anchor = matoi_postmortem_get_anchors (); *anchor; anchor++)
    if (!matoi_postmortem_has_anchor (incident, lines, *anchor))
      g_hash_table_add (self->missing, (gpointer) *anchor);
}

/* Takes over what the incident tells now. */
void
matoi_telling_model_load (MatoiTellingModel *self, const MatoiIncident *incident, GTimeZone *zone)
{
  g_autoptr (GPtrArray) lines = incident ? matoi_postmortem_dup_timeline (incident) : NULL;
  g_autoptr (GPtrArray) all = g_ptr_array_new (), told = g_ptr_array_new ();
  GHashTable *items = g_hash_table_new_full (matoi_id_hash, matoi_id_equal, NULL, g_object_unref);
  gint64 before = MATOI_TIME_NONE;

  g_return_if_fail (MATOI_IS_TELLING_MODEL (self));

  for (guint i = 0; lines && i < lines->len; i++)
    {
      MatoiTellingItem *item = take_line (self, items, g_ptr_array_index (lines, i));

      g_ptr_array_add (all, item);
      if (!item->told)
        continue;
      matoi_telling_item_set_starts_day (
        item,
        before == MATOI_TIME_NONE || !matoi_moment_is_same_day (before, item->occurred_at, zone));
      before = item->occurred_at;
      g_ptr_array_add (told, item);
    }
  sync_store (self->all, all);
  sync_store (self->told, told);
  g_hash_table_unref (self->items);
  self->items = items;
  if (lines)
    find_missing (self, incident, lines);
  else
    g_hash_table_remove_all (self->missing);
  g_signal_emit (self, signals[RELOADED], 0);
}

GListModel *
matoi_telling_model_get_all (MatoiTellingModel *self)
{
  return G_LIST_MODEL (self->all);
}

GListModel *
matoi_telling_model_get_told (MatoiTellingModel *self)
{
  return G_LIST_MODEL (self->told);
}

/* (nullable) (transfer none) */
MatoiTellingItem *
matoi_telling_model_find (MatoiTellingModel *self, const MatoiId *id)
{
  return g_hash_table_lookup (self->items, id);
}

gboolean
matoi_telling_model_is_missing (MatoiTellingModel *self, const char *anchor)
{
  return g_hash_table_contains (self->missing, anchor);
}

gboolean
matoi_telling_find (GListModel *list, MatoiTellingItem *item, guint *position)
{
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (GObject) other = g_list_model_get_item (list, i);

      if ((gpointer) other == item)
        {
          *position = i;
          return TRUE;
        }
    }
  return FALSE;
}

/* --- what could show a mark */

/* The kinds of entries that say such things, likeliest first; all others come last. */
static const char *const likely[][5] = {
  { "factor-began", "own", "fact", "hypothesis", "action" },
  { "page", "detection", "own", "fact", "system" },
  { "public", "update", "own", "action", NULL },
  { "key-action", "action", "decision", "own", NULL },
  { "impact-ended", "own", "fact", "action", "system" },
};

static int
rank_kind (const char *anchor, const char *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (likely); i++)
    for (int j = 1; strcmp (likely[i][0], anchor) == 0 && j < 5 && likely[i][j]; j++)
      if (strcmp (likely[i][j], kind) == 0)
        return j;
  return -1;
}

static int
compare_likely (gconstpointer a, gconstpointer b, gpointer anchor)
{
  MatoiTellingItem *x = *(MatoiTellingItem *const *) a, *y = *(MatoiTellingItem *const *) b;
  int x_rank = rank_kind (anchor, x->kind), y_rank = rank_kind (anchor, y->kind);

  if (x_rank != y_rank)
    return x_rank - y_rank;
  /* What ends comes last, everything else begins. */
  if (strcmp (anchor, "impact-ended") == 0)
    return x->occurred_at > y->occurred_at ? -1 : x->occurred_at < y->occurred_at;
  return x->occurred_at < y->occurred_at ? -1 : x->occurred_at > y->occurred_at;
}

GPtrArray *
matoi_telling_model_propose (MatoiTellingModel *self, const char *anchor, guint max)
{
  GPtrArray *items = g_ptr_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->all)); i++)
    {
      g_autoptr (MatoiTellingItem) item = g_list_model_get_item (G_LIST_MODEL (self->all), i);

      if (!item->guess && !item->gone && rank_kind (anchor, item->kind) > 0)
        g_ptr_array_add (items, item);
    }
  g_ptr_array_sort_with_data (items, compare_likely, (gpointer) anchor);
  if (items->len > max)
    g_ptr_array_set_size (items, (int) max);
  return items;
}

/* --- the object */

static void
matoi_telling_model_finalize (GObject *object)
{
  MatoiTellingModel *self = MATOI_TELLING_MODEL (object);

  g_object_unref (self->all);
  g_object_unref (self->told);
  g_hash_table_unref (self->items);
  g_hash_table_unref (self->missing);
  G_OBJECT_CLASS (matoi_telling_model_parent_class)->finalize (object);
}

static void
matoi_telling_model_class_init (MatoiTellingModelClass *class)
{
  G_OBJECT_CLASS (class)->finalize = matoi_telling_model_finalize;
  signals[RELOADED] = g_signal_new ("reloaded", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
matoi_telling_model_init (MatoiTellingModel *self)
{
  self->all = g_list_store_new (MATOI_TYPE_TELLING_ITEM);
  self->told = g_list_store_new (MATOI_TYPE_TELLING_ITEM);
  self->items = g_hash_table_new_full (matoi_id_hash, matoi_id_equal, NULL, g_object_unref);
  self->missing = g_hash_table_new (g_str_hash, g_str_equal);
}
