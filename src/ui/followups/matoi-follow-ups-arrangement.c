/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-follow-ups-arrangement.h"

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

struct _MatoiFollowUpsArrangement
{
  GPtrArray *rows; /* of MatoiActionRow */
  GArray *lines;   /* of Line */
  GStringChunk *names;
  guint n_shown;
};

typedef MatoiFollowUpsArrangement Arrangement;

/* --- arranging */

void
matoi_follow_ups_arrangement_free (MatoiFollowUpsArrangement *self)
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
arrange_by_day (Arrangement *to, const MatoiFollowUpsChoice *choice, gint64 now, GTimeZone *zone)
{
  g_autofree char *today = matoi_time_to_local (now, "%Y-%m-%d", zone);
  g_autofree char *week = matoi_time_to_local (now + WEEK_DAYS * DAY_MS, "%Y-%m-%d", zone);
  GArray *groups[MATOI_FOLLOW_UPS_N_GROUPS];

  for (guint i = 0; i < MATOI_FOLLOW_UPS_N_GROUPS; i++)
    groups[i] = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < to->rows->len; i++)
    {
      const MatoiActionRow *row = g_ptr_array_index (to->rows, i);

      if (matoi_follow_ups_choice_fits (choice, row))
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
arrange_by_team (Arrangement *to, const MatoiFollowUpsChoice *choice)
{
  g_autoptr (GHashTable) groups =
    g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_array_unref);
  g_autoptr (GPtrArray) teams = NULL;

  for (guint i = 0; i < to->rows->len; i++)
    {
      const MatoiActionRow *row = g_ptr_array_index (to->rows, i);
      GArray *group;

      if (!matoi_follow_ups_choice_fits (choice, row))
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

MatoiFollowUpsArrangement *
matoi_follow_ups_arrangement_new (GPtrArray *rows,
                                  const MatoiFollowUpsChoice *choice,
                                  gboolean by_team,
                                  gint64 now,
                                  GTimeZone *zone)
{
  Arrangement *self = arrangement_new (rows);

  if (by_team)
    arrange_by_team (self, choice);
  else
    arrange_by_day (self, choice, now, zone);
  return self;
}

/* --- comparing */

static gboolean
is_same_line (const Arrangement *a, guint i, const Arrangement *b, guint j)
{
  const Line *x = &g_array_index (a->lines, Line, i), *y = &g_array_index (b->lines, Line, j);

  if (x->heading || y->heading)
    return x->heading && y->heading && strcmp (x->heading, y->heading) == 0;
  return matoi_id_equal (&get_row (a, i)->id, &get_row (b, j)->id);
}

gboolean
matoi_follow_ups_arrangement_compare (const MatoiFollowUpsArrangement *a,
                                      const MatoiFollowUpsArrangement *b,
                                      guint limit,
                                      guint *begin,
                                      guint *old,
                                      guint *new)
{
  guint n_a = a ? MIN (a->lines->len, limit) : 0, n_b = MIN (b->lines->len, limit), end = 0;

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

/* --- asking */

GPtrArray *
matoi_follow_ups_arrangement_get_rows (const MatoiFollowUpsArrangement *self)
{
  return self->rows;
}

guint
matoi_follow_ups_arrangement_get_n_lines (const MatoiFollowUpsArrangement *self)
{
  return self->lines->len;
}

guint
matoi_follow_ups_arrangement_get_n_shown (const MatoiFollowUpsArrangement *self)
{
  return self->n_shown;
}

const char *
matoi_follow_ups_arrangement_get_heading (const MatoiFollowUpsArrangement *self,
                                          guint position,
                                          guint *n)
{
  const Line *line = &g_array_index (self->lines, Line, position);

  *n = line->n;
  return line->heading;
}

GPtrArray *
matoi_follow_ups_list_teams (GPtrArray *rows)
{
  g_autoptr (GHashTable) teams = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < rows->len; i++)
    {
      const char *team = get_team (g_ptr_array_index (rows, i));

      if (*team)
        g_hash_table_add (teams, (gpointer) team);
    }
  return list_teams (teams);
}
