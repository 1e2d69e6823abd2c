/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-follow-ups-model.h"

#include <string.h>

#include "matoi-follow-ups-arrangement.h"

/* GTK makes and measures some two hundred lines before it paints the first: that many at once are
 * seen to take time. A window of usual size shows less than this. */
#define LINES_AT_ONCE 32
#define LINES_MADE    256 /* more than GTK ever makes */

typedef MatoiFollowUpsArrangement Arrangement;

struct _MatoiFollowUpsModel
{
  GObject parent_instance;
  MatoiContext *context;
  Arrangement *now, *next; /* next (nullable): what it will be once nobody works in the list */
  MatoiFollowUpsChoice *choice;
  gboolean by_team;
  gboolean begun;       /* only the first rows are known: nobody knows how many there are */
  guint limit;          /* so many lines are shown so far; G_MAXUINT: all */
  GHashTable *items;    /* MatoiId → MatoiFollowUpsItem: what was looked at */
  GHashTable *headings; /* char * → MatoiFollowUpsItem */
  GPtrArray *outbox;    /* (nullable) of MatoiOutboxRow */
  GHashTable *waiting;  /* MatoiId → MatoiOutboxRow (not owned) */
};

static void matoi_follow_ups_model_list_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MatoiFollowUpsModel,
                               matoi_follow_ups_model,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      matoi_follow_ups_model_list_init))

static Arrangement *
arrange (MatoiFollowUpsModel *self, GPtrArray *rows)
{
  return matoi_follow_ups_arrangement_new (rows, self->choice, self->by_team,
                                           matoi_context_get_now (self->context),
                                           matoi_context_get_zone (self->context));
}

static guint
count_lines (MatoiFollowUpsModel *self, const Arrangement *of)
{
  return of ? MIN (matoi_follow_ups_arrangement_get_n_lines (of), self->limit) : 0;
}

/* --- items */

static void
show_waiting (MatoiFollowUpsModel *self, const MatoiId *action, MatoiFollowUpsItem *item)
{
  const MatoiOutboxRow *row = g_hash_table_lookup (self->waiting, action);

  matoi_follow_ups_item_set_waiting (item, row ? row->state : NULL);
}

static MatoiFollowUpsItem *
need_heading (MatoiFollowUpsModel *self, const char *heading, guint n)
{
  MatoiFollowUpsItem *item = g_hash_table_lookup (self->headings, heading);

  if (!item)
    {
      item = matoi_follow_ups_item_new_heading (heading, self->begun ? 0 : n);
      g_hash_table_insert (self->headings, g_strdup (heading), item);
    }
  return item;
}

static MatoiFollowUpsItem *
need_item (MatoiFollowUpsModel *self, guint index)
{
  GPtrArray *rows = matoi_follow_ups_arrangement_get_rows (self->now);
  const MatoiActionRow *row = g_ptr_array_index (rows, index);
  MatoiFollowUpsItem *item = g_hash_table_lookup (self->items, &row->id);

  if (!item)
    {
      item = matoi_follow_ups_item_new (rows, index);
      g_hash_table_insert (self->items, matoi_id_copy (&row->id), item);
      show_waiting (self, &row->id, item);
    }
  return item;
}

static gpointer
get_item (GListModel *list, guint position)
{
  MatoiFollowUpsModel *self = MATOI_FOLLOW_UPS_MODEL (list);
  const char *heading;
  guint n;

  if (position >= count_lines (self, self->now))
    return NULL;
  heading = matoi_follow_ups_arrangement_get_heading (self->now, position, &n);
  return g_object_ref (heading ? need_heading (self, heading, n) : need_item (self, n));
}

/* What was looked at shows what was read; what was not read any more is over. */
static void
show_rows (MatoiFollowUpsModel *self, GPtrArray *rows)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_direct_hash, g_direct_equal);
  GHashTableIter iter;
  gpointer item;

  for (guint i = 0; i < rows->len; i++)
    {
      const MatoiActionRow *row = g_ptr_array_index (rows, i);

      item = g_hash_table_lookup (self->items, &row->id);
      if (!item)
        continue;
      g_hash_table_add (seen, item);
      matoi_follow_ups_item_set_row (item, rows, i);
    }
  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    if (!g_hash_table_contains (seen, item))
      matoi_follow_ups_item_set_over (item);
}

static gboolean
is_over (gpointer id, gpointer item, gpointer user_data)
{
  return matoi_follow_ups_item_is_over (item);
}

/* --- changing */

static void
show_headings (MatoiFollowUpsModel *self)
{
  guint n_lines = matoi_follow_ups_arrangement_get_n_lines (self->now), n;

  for (guint i = 0; i < n_lines; i++)
    {
      const char *heading = matoi_follow_ups_arrangement_get_heading (self->now, i, &n);
      MatoiFollowUpsItem *item = heading ? g_hash_table_lookup (self->headings, heading) : NULL;

      if (item)
        matoi_follow_ups_item_set_heading (item, heading, self->begun ? 0 : n);
      /* The next heading stands behind its lines. */
      if (heading)
        i += n;
    }
}

/* Shows @next (transfer full). */
static void
apply (MatoiFollowUpsModel *self, Arrangement *next)
{
  guint begin, old, new;
  gboolean changed =
    matoi_follow_ups_arrangement_compare (self->now, next, self->limit, &begin, &old, &new);

  g_clear_pointer (&self->next, matoi_follow_ups_arrangement_free);
  g_clear_pointer (&self->now, matoi_follow_ups_arrangement_free);
  self->now = next;
  show_headings (self);
  if (changed)
    g_list_model_items_changed (G_LIST_MODEL (self), begin, old, new);
  g_hash_table_foreach_remove (self->items, is_over, NULL);
}

void
matoi_follow_ups_model_begin (MatoiFollowUpsModel *self, GPtrArray *rows)
{
  g_return_if_fail (MATOI_IS_FOLLOW_UPS_MODEL (self) && !self->now);

  self->begun = TRUE;
  apply (self, arrange (self, rows));
}

gboolean
matoi_follow_ups_model_unfold (MatoiFollowUpsModel *self)
{
  guint before, after;

  g_return_val_if_fail (MATOI_IS_FOLLOW_UPS_MODEL (self), FALSE);

  before = count_lines (self, self->now);
  self->limit =
    before < self->limit || before >= LINES_MADE ? G_MAXUINT : self->limit + LINES_AT_ONCE;
  after = count_lines (self, self->now);
  if (after > before)
    g_list_model_items_changed (G_LIST_MODEL (self), before, 0, after - before);
  return self->limit != G_MAXUINT;
}

void
matoi_follow_ups_model_set_rows (MatoiFollowUpsModel *self, GPtrArray *rows, gboolean calm)
{
  Arrangement *next;
  guint begin, old, new;

  g_return_if_fail (MATOI_IS_FOLLOW_UPS_MODEL (self));

  self->begun = FALSE;
  next = arrange (self, rows);
  show_rows (self, rows);
  if (!calm || !self->now ||
      !matoi_follow_ups_arrangement_compare (self->now, next, self->limit, &begin, &old, &new))
    {
      apply (self, next);
      return;
    }
  g_clear_pointer (&self->next, matoi_follow_ups_arrangement_free);
  self->next = next;
}

gboolean
matoi_follow_ups_model_has_news (MatoiFollowUpsModel *self)
{
  return self->next != NULL;
}

void
matoi_follow_ups_model_settle (MatoiFollowUpsModel *self)
{
  if (self->next)
    apply (self, g_steal_pointer (&self->next));
}

void
matoi_follow_ups_model_choose (MatoiFollowUpsModel *self,
                               MatoiFollowUpsChoice *choice,
                               gboolean by_team)
{
  g_return_if_fail (MATOI_IS_FOLLOW_UPS_MODEL (self));

  matoi_follow_ups_choice_free (self->choice);
  self->choice = choice;
  self->by_team = by_team;
  if (self->now)
    apply (self, arrange (self, matoi_follow_ups_arrangement_get_rows (self->next ? self->next
                                                                                  : self->now)));
}

/* The action item whose ticket a step is about is in the name of its lane: "jira/ID". */
static gboolean
read_lane (const char *lane, MatoiId *action)
{
  const char *slash = strchr (lane, '/');

  return slash && g_str_has_prefix (lane, "jira") && matoi_id_from_text (action, slash + 1);
}

void
matoi_follow_ups_model_set_outbox (MatoiFollowUpsModel *self, GPtrArray *rows)
{
  GHashTableIter iter;
  gpointer id, item;

  g_return_if_fail (MATOI_IS_FOLLOW_UPS_MODEL (self));

  g_hash_table_remove_all (self->waiting);
  g_clear_pointer (&self->outbox, g_ptr_array_unref);
  self->outbox = g_ptr_array_ref (rows);
  for (guint i = 0; i < rows->len; i++)
    {
      MatoiOutboxRow *row = g_ptr_array_index (rows, i);
      MatoiId action;

      if (read_lane (row->lane, &action))
        g_hash_table_insert (self->waiting, matoi_id_copy (&action), row);
    }
  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, &id, &item))
    show_waiting (self, id, item);
}

const MatoiOutboxRow *
matoi_follow_ups_model_find_waiting (MatoiFollowUpsModel *self, const MatoiId *action)
{
  return g_hash_table_lookup (self->waiting, action);
}

/* --- asking */

guint
matoi_follow_ups_model_count (MatoiFollowUpsModel *self, guint *n_shown)
{
  const Arrangement *newest = self->next ? self->next : self->now;

  *n_shown = newest ? matoi_follow_ups_arrangement_get_n_shown (newest) : 0;
  return newest ? matoi_follow_ups_arrangement_get_rows (newest)->len : 0;
}

GPtrArray *
matoi_follow_ups_model_list_teams (MatoiFollowUpsModel *self)
{
  const Arrangement *newest = self->next ? self->next : self->now;

  return newest ? matoi_follow_ups_list_teams (matoi_follow_ups_arrangement_get_rows (newest))
                : g_ptr_array_new ();
}

/* --- the object */

static GType
get_item_type (GListModel *list)
{
  return MATOI_TYPE_FOLLOW_UPS_ITEM;
}

static guint
get_n_items (GListModel *list)
{
  MatoiFollowUpsModel *self = MATOI_FOLLOW_UPS_MODEL (list);

  return count_lines (self, self->now);
}

static void
matoi_follow_ups_model_list_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

MatoiFollowUpsModel *
matoi_follow_ups_model_new (MatoiContext *context)
{
  MatoiFollowUpsModel *self = g_object_new (MATOI_TYPE_FOLLOW_UPS_MODEL, NULL);

  self->context = g_object_ref (context);
  return self;
}

static void
matoi_follow_ups_model_finalize (GObject *object)
{
  MatoiFollowUpsModel *self = MATOI_FOLLOW_UPS_MODEL (object);

  g_clear_pointer (&self->now, matoi_follow_ups_arrangement_free);
  g_clear_pointer (&self->next, matoi_follow_ups_arrangement_free);
  matoi_follow_ups_choice_free (self->choice);
  g_hash_table_unref (self->items);
  g_hash_table_unref (self->headings);
  g_hash_table_unref (self->waiting);
  g_clear_pointer (&self->outbox, g_ptr_array_unref);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (matoi_follow_ups_model_parent_class)->finalize (object);
}

static void
matoi_follow_ups_model_class_init (MatoiFollowUpsModelClass *class)
{
  G_OBJECT_CLASS (class)->finalize = matoi_follow_ups_model_finalize;
}

static void
matoi_follow_ups_model_init (MatoiFollowUpsModel *self)
{
  self->limit = LINES_AT_ONCE;
  self->choice = matoi_follow_ups_choice_new ("", NULL, NULL);
  self->items = g_hash_table_new_full (matoi_id_hash, matoi_id_equal, g_free, g_object_unref);
  self->headings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->waiting = g_hash_table_new_full (matoi_id_hash, matoi_id_equal, g_free, NULL);
}
