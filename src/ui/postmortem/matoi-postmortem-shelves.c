/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-postmortem-shelves.h"

#include "matoi-json.h"
#include "matoi-outstanding.h"

/* A first screen of lines is painted before the others get their widgets: GtkListView makes two
 * hundred at once. */
#define FIRST_LINES 30

struct _MatoiPostmortemShelves
{
  GObject parent_instance;
  MatoiContext *context;
  GListStore *store;
  GHashTable *items;                   /* MatoiId -> MatoiPostmortemItem: all that was read */
  GPtrArray *shelves[MATOI_N_SHELVES]; /* of MatoiPostmortemItem, in order */
  MatoiPostmortemItem *headings[MATOI_N_SHELVES];
  MatoiPostmortemItem *more;
  GHashTable *required; /* "policy/severity" -> whether it wants a postmortem */
  gboolean with_closed;
  MatoiPick pick;
  GStrv words;
  guint n_shown;
  GPtrArray
    *rest; /* (nullable) of MatoiPostmortemItem: all lines, while only the first are shown */
  guint rest_id;
};

G_DEFINE_FINAL_TYPE (MatoiPostmortemShelves, matoi_postmortem_shelves, G_TYPE_OBJECT)

/* --- putting them on their shelves */

/* By the process as it is now: the incident itself is not read for this (PM-01). */
static gboolean
is_required (MatoiPostmortemShelves *self, const MatoiIncidentRow *row)
{
  g_autofree char *key = g_strconcat (row->policy, "/", row->severity, NULL);
  gpointer known;
  MatoiPolicy *policy;
  const MatoiSeverity *severity;
  gboolean required;

  if (!row->severity)
    return FALSE;
  if (g_hash_table_lookup_extended (self->required, key, NULL, &known))
    return GPOINTER_TO_INT (known);
  policy = matoi_context_get_policy (self->context, row->policy, NULL);
  severity = policy ? matoi_policy_find_severity (policy, row->severity) : NULL;
  required = severity && matoi_json_get_boolean (severity->json, "postmortem_required", FALSE);
  g_hash_table_insert (self->required, g_steal_pointer (&key), GINT_TO_POINTER (required));
  return required;
}

static gboolean
is_in (const MatoiIncidentRow *row, const char *state)
{
  return g_strcmp0 (row->postmortem_state, state) == 0;
}

static MatoiShelf
find_shelf (MatoiPostmortemShelves *self, const MatoiIncidentRow *row, gint64 now)
{
  if (is_in (row, "closed") || is_in (row, "waived"))
    return MATOI_SHELF_CLOSED;
  if (g_strcmp0 (row->postmortem_owner, matoi_context_get_identity (self->context)) == 0)
    return MATOI_SHELF_MINE;
  if (matoi_outstanding_is_overdue (row, now))
    return MATOI_SHELF_OVERDUE;
  return is_in (row, "in-review")  ? MATOI_SHELF_REVIEW
         : is_in (row, "reviewed") ? MATOI_SHELF_REVIEWED
                                   : MATOI_SHELF_DRAFT;
}

static void
put (MatoiPostmortemShelves *self,
     GHashTable *before,
     GPtrArray *rows,
     guint index,
     MatoiShelf shelf)
{
  const MatoiIncidentRow *row = g_ptr_array_index (rows, index);
  MatoiPostmortemItem *item = g_hash_table_lookup (before, &row->id);

  /* The two lists were not read at the same time. */
  if (g_hash_table_contains (self->items, &row->id))
    return;
  if (item)
    g_object_ref (item);
  else
    item = matoi_postmortem_item_new ();
  matoi_postmortem_item_set_row (item, rows, index, shelf);
  g_hash_table_insert (self->items, matoi_id_copy (&row->id), item);
  g_ptr_array_add (self->shelves[shelf], item);
}

static int
compare_ended (gconstpointer a, gconstpointer b)
{
  const MatoiIncidentRow *x = matoi_postmortem_item_get_row (*(MatoiPostmortemItem *const *) a);
  const MatoiIncidentRow *y = matoi_postmortem_item_get_row (*(MatoiPostmortemItem *const *) b);

  return (x->ended_at < y->ended_at) - (x->ended_at > y->ended_at);
}

/* See the header. */
void
matoi_postmortem_shelves_set_rows (MatoiPostmortemShelves *self,
                                   GPtrArray *written,
                                   gboolean with_closed,
                                   GPtrArray *ended)
{
  g_autoptr (GHashTable) before = NULL;
  gint64 now = matoi_context_get_now (self->context);

  g_return_if_fail (MATOI_IS_POSTMORTEM_SHELVES (self));

  before = g_steal_pointer (&self->items);
  self->items = g_hash_table_new_full (matoi_id_hash, matoi_id_equal, g_free, g_object_unref);
  self->with_closed = with_closed;
  g_hash_table_remove_all (self->required);
  for (guint i = 0; i < MATOI_N_SHELVES; i++)
    g_ptr_array_set_size (self->shelves[i], 0);
  for (guint i = 0; i < written->len; i++)
    put (self, before, written, i, find_shelf (self, g_ptr_array_index (written, i), now));
  for (guint i = 0; i < ended->len; i++)
    {
      const MatoiIncidentRow *row = g_ptr_array_index (ended, i);

      if (!row->postmortem_state && !row->drill && is_required (self, row))
        put (self, before, ended, i, MATOI_SHELF_UNWRITTEN);
    }
  /* The last one closed is the one somebody looks for. */
  g_ptr_array_sort (self->shelves[MATOI_SHELF_CLOSED], compare_ended);
}

/* --- what of it is shown */

gboolean
matoi_pick_needs_closed (MatoiPick pick)
{
  return pick == MATOI_PICK_CLOSED || pick == MATOI_PICK_ALL;
}

static gboolean
is_picked (MatoiPostmortemShelves *self, MatoiPostmortemItem *item, gint64 now)
{
  const MatoiIncidentRow *row = matoi_postmortem_item_get_row (item);
  MatoiShelf shelf = matoi_postmortem_item_get_shelf (item);

  switch (self->pick)
    {
    case MATOI_PICK_OPEN:
      return shelf != MATOI_SHELF_CLOSED;
    case MATOI_PICK_OVERDUE:
      return matoi_outstanding_is_overdue (row, now);
    case MATOI_PICK_DRAFT:
      return is_in (row, "draft");
    case MATOI_PICK_REVIEW:
      return is_in (row, "in-review");
    case MATOI_PICK_REVIEWED:
      return is_in (row, "reviewed");
    case MATOI_PICK_UNWRITTEN:
      return shelf == MATOI_SHELF_UNWRITTEN;
    case MATOI_PICK_CLOSED:
      return shelf == MATOI_SHELF_CLOSED;
    case MATOI_PICK_ALL:
    case MATOI_N_PICKS:
    default:
      return TRUE;
    }
}

static void
add_shelf (MatoiPostmortemShelves *self, GPtrArray *lines, MatoiShelf shelf, gint64 now)
{
  guint begin = lines->len, n;

  for (guint i = 0; i < self->shelves[shelf]->len; i++)
    {
      MatoiPostmortemItem *item = g_ptr_array_index (self->shelves[shelf], i);

      if (is_picked (self, item, now) &&
          matoi_postmortem_item_matches (item, (const char *const *) self->words))
        g_ptr_array_add (lines, item);
    }
  n = lines->len - begin;
  self->n_shown += n;
  matoi_postmortem_item_set_count (self->headings[shelf], n);
  if (n > 0)
    g_ptr_array_insert (lines, (int) begin, self->headings[shelf]);
}

/* Puts @lines in place of what the store holds, and leaves alone what is the same at either end. */
static void
replace (GListStore *store, GPtrArray *lines)
{
  guint old = g_list_model_get_n_items (G_LIST_MODEL (store)), begin = 0, end = 0;

  while (begin < old && begin < lines->len)
    {
      g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (store), begin);

      if (item != g_ptr_array_index (lines, begin))
        break;
      begin++;
    }
  while (begin + end < old && begin + end < lines->len)
    {
      g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (store), old - 1 - end);

      if (item != g_ptr_array_index (lines, lines->len - 1 - end))
        break;
      end++;
    }
  if (old - begin - end > 0 || lines->len - begin - end > 0)
    g_list_store_splice (store, begin, old - begin - end, lines->pdata + begin,
                         lines->len - begin - end);
}

static void
forget_rest (MatoiPostmortemShelves *self)
{
  g_clear_handle_id (&self->rest_id, g_source_remove);
  g_clear_pointer (&self->rest, g_ptr_array_unref);
}

static gboolean
show_rest (gpointer user_data)
{
  MatoiPostmortemShelves *self = user_data;

  self->rest_id = 0;
  replace (self->store, self->rest);
  forget_rest (self);
  return G_SOURCE_REMOVE;
}

/* Into an empty list the first lines come first. */
static void
show_lines (MatoiPostmortemShelves *self, GPtrArray *lines)
{
  if (lines->len <= FIRST_LINES || g_list_model_get_n_items (G_LIST_MODEL (self->store)) > 0)
    {
      replace (self->store, lines);
      return;
    }
  g_list_store_splice (self->store, 0, 0, lines->pdata, FIRST_LINES);
  self->rest = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < lines->len; i++)
    g_ptr_array_add (self->rest, g_object_ref (g_ptr_array_index (lines, i)));
  self->rest_id = g_idle_add_full (G_PRIORITY_LOW, show_rest, self, NULL);
}

static void
show (MatoiPostmortemShelves *self)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();
  gint64 now = matoi_context_get_now (self->context);

  forget_rest (self);
  self->n_shown = 0;
  for (guint i = 0; i < MATOI_N_SHELVES; i++)
    add_shelf (self, lines, (MatoiShelf) i, now);
  if (self->pick == MATOI_PICK_OPEN)
    g_ptr_array_add (lines, self->more);
  show_lines (self, lines);
}

/* Shows those that @pick and the words of @searched (nullable) leave over. */
void
matoi_postmortem_shelves_pick (MatoiPostmortemShelves *self, MatoiPick pick, const char *searched)
{
  g_return_if_fail (MATOI_IS_POSTMORTEM_SHELVES (self));

  self->pick = pick;
  g_strfreev (self->words);
  self->words = matoi_postmortem_item_dup_words (searched ? searched : "");
  show (self);
}

guint
matoi_postmortem_shelves_count (MatoiPostmortemShelves *self)
{
  return self->n_shown;
}

/* Where the postmortem of the incident @id stands. */
gboolean
matoi_postmortem_shelves_find (MatoiPostmortemShelves *self, const MatoiId *id, guint *position)
{
  MatoiPostmortemItem *item = g_hash_table_lookup (self->items, id);

  return item && g_list_store_find (self->store, item, position);
}

GListModel *
matoi_postmortem_shelves_get_model (MatoiPostmortemShelves *self)
{
  return G_LIST_MODEL (self->store);
}

/* --- the object */

MatoiPostmortemShelves *
matoi_postmortem_shelves_new (MatoiContext *context)
{
  MatoiPostmortemShelves *self = g_object_new (MATOI_TYPE_POSTMORTEM_SHELVES, NULL);

  self->context = g_object_ref (context);
  return self;
}

static void
matoi_postmortem_shelves_finalize (GObject *object)
{
  MatoiPostmortemShelves *self = MATOI_POSTMORTEM_SHELVES (object);

  forget_rest (self);
  g_clear_object (&self->store);
  for (guint i = 0; i < MATOI_N_SHELVES; i++)
    {
      g_ptr_array_unref (self->shelves[i]);
      g_object_unref (self->headings[i]);
    }
  g_clear_object (&self->more);
  g_hash_table_unref (self->items);
  g_hash_table_unref (self->required);
  g_strfreev (self->words);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (matoi_postmortem_shelves_parent_class)->finalize (object);
}

static void
matoi_postmortem_shelves_class_init (MatoiPostmortemShelvesClass *class)
{
  G_OBJECT_CLASS (class)->finalize = matoi_postmortem_shelves_finalize;
}

static void
matoi_postmortem_shelves_init (MatoiPostmortemShelves *self)
{
  self->store = g_list_store_new (MATOI_TYPE_POSTMORTEM_ITEM);
  self->items = g_hash_table_new_full (matoi_id_hash, matoi_id_equal, g_free, g_object_unref);
  self->required = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->words = matoi_postmortem_item_dup_words ("");
  for (guint i = 0; i < MATOI_N_SHELVES; i++)
    {
      self->shelves[i] = g_ptr_array_new ();
      self->headings[i] = matoi_postmortem_item_new_heading ((MatoiShelf) i);
    }
  self->more = matoi_postmortem_item_new_heading (MATOI_SHELF_MORE);
}
