/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "matoi-insights-private.h"
#include "matoi-tokens.h"

/* Services, causes, the load of those who lead, and the time between incidents. */

/* Monday to Friday; see the definition of MATOI_METRIC_LOAD. */
#define WORK_BEGINS 9
#define WORK_ENDS   18

static gboolean
is_inside (const MatoiInsights *self, const MatoiInsightRow *row)
{
  return row->declared_at >= self->from && row->declared_at < self->to;
}

/* --- groups */

static void
group_free (MatoiInsightGroup *group)
{
  g_free (group->name);
  g_ptr_array_unref (group->count.rows);
  g_free (group);
}

static int
compare_groups (gconstpointer a, gconstpointer b)
{
  const MatoiInsightGroup *x = *(gpointer *) a, *y = *(gpointer *) b;

  if (x->count.n != y->count.n)
    return x->count.n > y->count.n ? -1 : 1;
  return strcmp (x->name, y->name);
}

static void
add_to_group (MatoiInsights *self,
              GPtrArray *groups,
              GHashTable *known,
              const char *part,
              gsize length,
              const MatoiInsightRow *row)
{
  g_autofree char *name = g_strstrip (g_strndup (part, length));
  MatoiInsightGroup *group = g_hash_table_lookup (known, name);

  if (*name == '\0')
    return;
  /* Folding is slow, and the same spelling comes often. */
  if (group == NULL)
    {
      g_autofree char *folded = matoi_tokens_fold (name);
      /* No name begins so. */
      g_autofree char *key = g_strconcat ("\n", folded, NULL);

      group = g_hash_table_lookup (known, key);
      if (group == NULL)
        {
          group = g_new0 (MatoiInsightGroup, 1);
          group->name = g_strdup (name);
          group->count.rows = g_ptr_array_new ();
          g_ptr_array_add (groups, group);
          g_hash_table_insert (known, g_strdup (key), group);
        }
      g_hash_table_insert (known, g_strdup (name), group);
    }
  /* The same word twice in one incident. */
  if (group->count.n > 0 &&
      g_ptr_array_index (group->count.rows, group->count.n - 1) == (gconstpointer) row)
    return;
  matoi_count_add (&group->count, row);
  group->time += MAX (matoi_insights_get_end (self, row) - row->declared_at, 0);
}

static GPtrArray *
fill_group (MatoiInsights *self, gsize member, char divider)
{
  GPtrArray *groups = g_ptr_array_new_with_free_func ((GDestroyNotify) group_free);
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < self->fitting->len; i++)
    {
      const MatoiInsightRow *row = g_ptr_array_index (self->fitting, i);
      const char *list = G_STRUCT_MEMBER (const char *, row, member), *part;
      gsize length;

      if (!is_inside (self, row) || matoi_insights_is_false_alarm (row))
        continue;
      while (matoi_insight_next (&list, divider, &part, &length))
        add_to_group (self, groups, known, part, length, row);
    }
  g_ptr_array_sort (groups, compare_groups);
  return groups;
}

/** matoi_insights_fill_groups: by service and by contributing factor. */
void
matoi_insights_fill_groups (MatoiInsights *self)
{
  self->services = fill_group (self, G_STRUCT_OFFSET (MatoiInsightRow, services), ',');
  self->causes = fill_group (self, G_STRUCT_OFFSET (MatoiInsightRow, causes), '\n');
}

/* --- load */

typedef struct
{
  gint64 from, to;
  const char *mark; /* of whoever it was; ends with a tab */
  const MatoiInsightRow *row;
} Shift;

static int
compare_shifts (gconstpointer a, gconstpointer b)
{
  const Shift *x = a, *y = b;

  if (x->from != y->from)
    return x->from < y->from ? -1 : 1;
  return strcmp (x->mark, y->mark);
}

static gboolean
is_day_off (const MatoiInsights *self, gint64 day)
{
  char text[16];
  GDate date;

  if (matoi_day_get_weekday (day) >= 5)
    return TRUE;
  if (self->days_off == NULL || g_hash_table_size (self->days_off) == 0)
    return FALSE;
  matoi_day_to_date (day, &date);
  g_snprintf (text, sizeof text, "%04d-%02d-%02d", (int) g_date_get_year (&date),
              (int) g_date_get_month (&date), (int) g_date_get_day (&date));
  return g_hash_table_contains (self->days_off, text);
}

static gint64
get_off_hours (const MatoiInsights *self, gint64 from, gint64 to)
{
  gint64 last = matoi_day_of (self->zone, to, NULL), off = to - from;

  for (gint64 day = matoi_day_of (self->zone, from, NULL); day <= last; day++)
    {
      gint64 begin, end;

      if (is_day_off (self, day))
        continue;
      begin = MAX (from, matoi_day_begin (self->zone, day, WORK_BEGINS));
      end = MIN (to, matoi_day_begin (self->zone, day, WORK_ENDS));
      off -= MAX (end - begin, 0);
    }
  return off;
}

static GArray *
read_shifts (MatoiInsights *self)
{
  GArray *shifts = g_array_new (FALSE, FALSE, sizeof (Shift));

  for (guint i = 0; i < self->fitting->len; i++)
    {
      const MatoiInsightRow *row = g_ptr_array_index (self->fitting, i);
      const char *list = row->shifts, *line;
      gsize length;

      while (is_inside (self, row) && matoi_insight_next (&list, '\n', &line, &length))
        {
          const char *from = memchr (line, '\t', length);
          const char *to = from != NULL ? strchr (from + 1, '\t') : NULL;
          Shift shift = { .mark = line, .row = row };

          if (to == NULL)
            continue;
          shift.from = g_ascii_strtoll (from + 1, NULL, 10);
          shift.to = g_ascii_isdigit (to[1]) ? g_ascii_strtoll (to + 1, NULL, 10)
                                             : matoi_insights_get_end (self, row);
          if (shift.to > shift.from)
            g_array_append_val (shifts, shift);
        }
    }
  g_array_sort (shifts, compare_shifts);
  return shifts;
}

static void
load_free (MatoiInsightLoad *load)
{
  g_ptr_array_unref (load->rows);
  g_free (load);
}

static MatoiInsightLoad *
get_load (MatoiInsights *self, GHashTable *known, const Shift *shift)
{
  g_autofree char *mark = g_strndup (shift->mark, strcspn (shift->mark, "\t"));
  MatoiInsightLoad *load = g_hash_table_lookup (known, mark);

  if (load != NULL)
    return load;
  load = g_new0 (MatoiInsightLoad, 1);
  load->rows = g_ptr_array_new ();
  g_ptr_array_add (self->load, load);
  load->number = self->load->len;
  g_hash_table_insert (known, g_steal_pointer (&mark), load);
  return load;
}

/** matoi_insights_fill_load: HIS-05: hours, never names. */
void
matoi_insights_fill_load (MatoiInsights *self)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GArray) shifts = read_shifts (self);

  self->load = g_ptr_array_new_with_free_func ((GDestroyNotify) load_free);
  for (guint i = 0; i < shifts->len; i++)
    {
      const Shift *shift = &g_array_index (shifts, Shift, i);
      MatoiInsightLoad *load = get_load (self, known, shift);

      load->shifts++;
      load->hours += shift->to - shift->from;
      load->off_hours += get_off_hours (self, shift->from, shift->to);
      if (load->rows->len == 0 ||
          g_ptr_array_index (load->rows, load->rows->len - 1) != (gconstpointer) shift->row)
        g_ptr_array_add (load->rows, (gpointer) shift->row);
    }
}

/* --- between incidents */

/** matoi_insights_fill_quiet: also by majors that began before the span. */
void
matoi_insights_fill_quiet (MatoiInsights *self)
{
  gint64 end = MIN (self->to, MAX (self->now, self->from)), free_since = self->from;
  gboolean any = FALSE;

  self->longest_quiet = self->last_quiet = MATOI_TIME_NONE;
  for (guint i = 0; i < self->fitting->len; i++)
    {
      const MatoiInsightRow *row = g_ptr_array_index (self->fitting, i);
      gint64 until = matoi_insights_get_end (self, row);

      if (!row->major || matoi_insights_is_false_alarm (row) || row->declared_at >= end ||
          until <= self->from)
        continue;
      self->longest_quiet =
        MAX (any ? self->longest_quiet : 0, MAX (row->declared_at - free_since, 0));
      free_since = MAX (free_since, until);
      any = TRUE;
    }
  if (!any)
    return;
  self->last_quiet = MAX (end - free_since, 0);
  self->longest_quiet = MAX (self->longest_quiet, self->last_quiet);
}
