/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-follow-ups-model.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define WEEK_DAYS 7
#define DAY_MS    ((gint64) 24 * 60 * MATOI_MINUTE)

/* A line: a row, or the heading of so many that follow. */
typedef struct
{
  const char *heading; /* (nullable) owned by the names of the arrangement */
  guint n;             /* of a heading: how many; else the index of the row */
} Line;

/* What is shown, in order. */
typedef struct
{
  GPtrArray *rows; /* of MatoiActionRow */
  GArray *lines;   /* of Line */
  GStringChunk *names;
  guint n_shown;
} Arrangement;

struct _MatoiFollowUpsModel
{
  GObject parent_instance;
  MatoiContext *context;
  Arrangement *now, *next; /* next (nullable): what it will be once nobody works in the list */
  MatoiFollowUpsChoice *choice;
  gboolean by_team;
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

/* --- arranging */

static void
arrangement_free (Arrangement *self)
{
  g_ptr_array_unref (self->rows);
  g_array_unref (self->lines);
  g_string_chunk_free (self->names);
  g_free (self);
}

static Arrangement *
arrangement_new (GPtrArray *rows)
{
  Arrangement *self = g_new0 (Arrangement, 1);

  self->rows = g_ptr_array_ref (rows);
  self->lines = g_array_new (FALSE, FALSE, sizeof (Line));
  self->names = g_string_chunk_new (256);
  return self;
}

static const MatoiActionRow *
get_row (const Arrangement *self, guint position)
{
  const Line *line = &g_array_index (self->lines, Line, position);

  return line->heading ? NULL : g_ptr_array_index (self->rows, line->n);
}

static void
add_group (Arrangement *self, const char *heading, GArray *group)
{
  Line line = { g_string_chunk_insert_const (self->names, heading), group->len };

  if (group->len == 0)
    return;
  g_array_append_val (self->lines, line);
  for (guint i = 0; i < group->len; i++)
    g_array_append_vals (self->lines, &(Line){ NULL, g_array_index (group, guint, i) }, 1);
  self->n_shown += group->len;
}

static void
arrange_by_day (MatoiFollowUpsModel *self, Arrangement *to)
{
  gint64 now = matoi_context_get_now (self->context);
  GTimeZone *zone = matoi_context_get_zone (self->context);
  g_autofree char *today = matoi_time_to_local (now, "%Y-%m-%d", zone);
  g_autofree char *week = matoi_time_to_local (now + WEEK_DAYS * DAY_MS, "%Y-%m-%d", zone);
  GArray *groups[MATOI_FOLLOW_UPS_N_GROUPS];

  for (guint i = 0; i < MATOI_FOLLOW_UPS_N_GROUPS; i++)
    groups[i] = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < to->rows->len; i++)
    {
      const MatoiActionRow *row = g_ptr_array_index (to->rows, i);

      if (matoi_follow_ups_choice_fits (self->choice, row))
        g_array_append_val (groups[matoi_follow_ups_find_group (row, today, week)], i);
    }
  for (guint i = 0; i < MATOI_FOLLOW_UPS_N_GROUPS; i++)
    {
      add_group (to, matoi_follow_ups_get_group_name ((MatoiFollowUpsGroup) i), groups[i]);
      g_array_unref (groups[i]);
    }
}

static int
compare_teams (gconstpointer a, gconstpointer b)
{
  const char *x = *(const char *const *) a, *y = *(const char *const *) b;

  /* What nobody owns comes last. */
  if (!*x || !*y)
    return !*x - !*y;
  return g_utf8_collate (x, y);
}

static const char *
get_team (const MatoiActionRow *row)
{
  return row->owner_team ? row->owner_team : "";
}

static GPtrArray *
list_teams (GHashTable *teams)
{
  GPtrArray *list = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, teams);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    g_ptr_array_add (list, name);
  g_ptr_array_sort (list, compare_teams);
  return list;
}

static void
arrange_by_team (MatoiFollowUpsModel *self, Arrangement *to)
{
  g_autoptr (GHashTable) groups =
    g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_array_unref);
  g_autoptr (GPtrArray) teams = NULL;

  for (guint i = 0; i < to->rows->len; i++)
    {
      const MatoiActionRow *row = g_ptr_array_index (to->rows, i);
      GArray *group;

      if (!matoi_follow_ups_choice_fits (self->choice, row))
        continue;
      group = g_hash_table_lookup (groups, get_team (row));
      if (!group)
        {
          group = g_array_new (FALSE, FALSE, sizeof (guint));
          g_hash_table_insert (groups, (gpointer) get_team (row), group);
        }
      g_array_append_val (group, i);
    }
  teams = list_teams (groups);
  for (guint i = 0; i < teams->len; i++)
    {
      const char *team = g_ptr_array_index (teams, i);

      /* Translators: a heading above action items that no team owns. */
      add_group (to, *team ? team : _ ("No Team Yet"), g_hash_table_lookup (groups, team));
    }
}

static Arrangement *
arrange (MatoiFollowUpsModel *self, GPtrArray *rows)
{
  Arrangement *to = arrangement_new (rows);

  if (self->by_team)
    arrange_by_team (self, to);
  else
    arrange_by_day (self, to);
  return to;
}

/* --- items */

static void
show_waiting (MatoiFollowUpsModel *self, const MatoiId *action, MatoiFollowUpsItem *item)
{
  const MatoiOutboxRow *row = g_hash_table_lookup (self->waiting, action);

  matoi_follow_ups_item_set_waiting (item, row ? row->state : NULL);
}

static gpointer
get_item (GListModel *list, guint position)
{
  MatoiFollowUpsModel *self = MATOI_FOLLOW_UPS_MODEL (list);
  const MatoiActionRow *row;
  MatoiFollowUpsItem *item;
  const Line *line;

  if (!self->now || position >= self->now->lines->len)
    return NULL;
  line = &g_array_index (self->now->lines, Line, position);
  if (line->heading)
    {
      item = g_hash_table_lookup (self->headings, line->heading);
      if (!item)
        {
          item = matoi_follow_ups_item_new_heading (line->heading, line->n);
          g_hash_table_insert (self->headings, g_strdup (line->heading), item);
        }
      return g_object_ref (item);
    }
  row = g_ptr_array_index (self->now->rows, line->n);
  item = g_hash_table_lookup (self->items, &row->id);
  if (!item)
    {
      item = matoi_follow_ups_item_new (self->now->rows, line->n);
      g_hash_table_insert (self->items, matoi_id_copy (&row->id), item);
      show_waiting (self, &row->id, item);
    }
  return g_object_ref (item);
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

static gboolean
is_same_line (const Arrangement *a, guint i, const Arrangement *b, guint j)
{
  const Line *x = &g_array_index (a->lines, Line, i), *y = &g_array_index (b->lines, Line, j);

  if (x->heading || y->heading)
    return x->heading && y->heading && strcmp (x->heading, y->heading) == 0;
  return matoi_id_equal (&get_row (a, i)->id, &get_row (b, j)->id);
}

/* What differs in the middle of both: (@begin, @old, @new). FALSE: nothing. */
static gboolean
compare (const Arrangement *a, const Arrangement *b, guint *begin, guint *old, guint *new)
{
  guint n_a = a ? a->lines->len : 0, n_b = b->lines->len, end = 0;

  *begin = 0;
  while (*begin < n_a && *begin < n_b && is_same_line (a, *begin, b, *begin))
    (*begin)++;
  while (*begin + end < n_a && *begin + end < n_b &&
         is_same_line (a, n_a - 1 - end, b, n_b - 1 - end))
    end++;
  *old = n_a - *begin - end;
  *new = n_b - *begin - end;
  return *old > 0 || *new > 0;
}

static void
show_headings (MatoiFollowUpsModel *self)
{
  for (guint i = 0; i < self->now->lines->len; i++)
    {
      const Line *line = &g_array_index (self->now->lines, Line, i);
      MatoiFollowUpsItem *item =
        line->heading ? g_hash_table_lookup (self->headings, line->heading) : NULL;

      if (item)
        matoi_follow_ups_item_set_heading (item, line->heading, line->n);
      /* The next heading stands behind its lines. */
      if (line->heading)
        i += line->n;
    }
}

/* Shows @next (transfer full). */
static void
apply (MatoiFollowUpsModel *self, Arrangement *next)
{
  guint begin, old, new;
  gboolean changed = compare (self->now, next, &begin, &old, &new);

  g_clear_pointer (&self->next, arrangement_free);
  g_clear_pointer (&self->now, arrangement_free);
  self->now = next;
  show_headings (self);
  if (changed)
    g_list_model_items_changed (G_LIST_MODEL (self), begin, old, new);
  g_hash_table_foreach_remove (self->items, is_over, NULL);
}

void
matoi_follow_ups_model_set_rows (MatoiFollowUpsModel *self, GPtrArray *rows, gboolean calm)
{
  Arrangement *next;
  guint begin, old, new;

  g_return_if_fail (MATOI_IS_FOLLOW_UPS_MODEL (self));

  next = arrange (self, rows);
  show_rows (self, rows);
  if (!calm || !self->now || !compare (self->now, next, &begin, &old, &new))
    {
      apply (self, next);
      return;
    }
  g_clear_pointer (&self->next, arrangement_free);
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
    apply (self, arrange (self, self->next ? self->next->rows : self->now->rows));
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

  *n_shown = newest ? newest->n_shown : 0;
  return newest ? newest->rows->len : 0;
}

GPtrArray *
matoi_follow_ups_model_list_teams (MatoiFollowUpsModel *self)
{
  g_autoptr (GHashTable) teams = g_hash_table_new (g_str_hash, g_str_equal);
  const Arrangement *newest = self->next ? self->next : self->now;

  for (guint i = 0; newest && i < newest->rows->len; i++)
    {
      const char *team = get_team (g_ptr_array_index (newest->rows, i));

      if (*team)
        g_hash_table_add (teams, (gpointer) team);
    }
  return list_teams (teams);
}

guint
matoi_follow_ups_model_find (MatoiFollowUpsModel *self, const MatoiId *action)
{
  for (guint i = 0; self->now && i < self->now->lines->len; i++)
    {
      const MatoiActionRow *row = get_row (self->now, i);

      if (row && matoi_id_equal (&row->id, action))
        return i;
    }
  return G_MAXUINT;
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

  return self->now ? self->now->lines->len : 0;
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

  g_clear_pointer (&self->now, arrangement_free);
  g_clear_pointer (&self->next, arrangement_free);
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
  self->choice = matoi_follow_ups_choice_new ("", NULL, NULL);
  self->items = g_hash_table_new_full (matoi_id_hash, matoi_id_equal, g_free, g_object_unref);
  self->headings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->waiting = g_hash_table_new_full (matoi_id_hash, matoi_id_equal, g_free, NULL);
}
