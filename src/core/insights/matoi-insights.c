/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "matoi-insights-private.h"
#include "matoi-tokens.h"

/* --- figures */

void
matoi_count_add (MatoiCount *count, const MatoiInsightRow *row)
{
  if (count->rows == NULL)
    count->rows = g_ptr_array_new ();
  g_ptr_array_add (count->rows, (gpointer) row);
  count->n = count->rows->len;
}

void
matoi_rate_add (MatoiRate *rate, const MatoiInsightRow *row, guint met, guint missed, guint open)
{
  rate->met += met;
  rate->missed += missed;
  rate->open += open;
  if (met + missed > 0)
    {
      if (rate->rows == NULL)
        rate->rows = g_ptr_array_new ();
      g_ptr_array_add (rate->rows, (gpointer) row);
    }
  if (missed > 0)
    {
      if (rate->missed_rows == NULL)
        rate->missed_rows = g_ptr_array_new ();
      g_ptr_array_add (rate->missed_rows, (gpointer) row);
    }
}

/* Until when it lasted, or has lasted. */
gint64
matoi_insights_get_end (const MatoiInsights *self, const MatoiInsightRow *row)
{
  return row->ended_at != MATOI_TIME_NONE ? row->ended_at : MAX (self->now, row->declared_at);
}

gboolean
matoi_insights_is_false_alarm (const MatoiInsightRow *row)
{
  return g_strcmp0 (row->outcome, "false-alarm") == 0;
}

/* --- which rows */

static gboolean
is_one_of (GHashTable *wanted, const char *text, gsize length)
{
  g_autofree char *word = g_strstrip (g_strndup (text, length));
  g_autofree char *folded = matoi_tokens_fold (word);

  return g_hash_table_contains (wanted, folded);
}

static gboolean
fits (const MatoiInsightRow *row, GHashTable *services, GHashTable *severities)
{
  const char *list = row->services, *part;
  gboolean found = services == NULL;
  gsize length;

  if (row->drill || row->declared_at == MATOI_TIME_NONE)
    return FALSE;
  if (severities != NULL && !is_one_of (severities, row->severity, strlen (row->severity)) &&
      !is_one_of (severities, row->label, strlen (row->label)))
    return FALSE;
  while (!found && matoi_insight_next (&list, ',', &part, &length))
    found = is_one_of (services, part, length);
  return found;
}

static GHashTable *
read_filter (GStrv words)
{
  GHashTable *wanted =
    words != NULL ? g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL) : NULL;

  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    g_hash_table_add (wanted, matoi_tokens_fold (words[i]));
  return wanted;
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const MatoiInsightRow *x = *(gpointer *) a, *y = *(gpointer *) b;

  if (x->declared_at != y->declared_at)
    return x->declared_at < y->declared_at ? -1 : 1;
  return matoi_id_compare (&x->id, &y->id);
}

static void
choose_rows (MatoiInsights *self, const MatoiInsightQuery *query)
{
  g_autoptr (GHashTable) services = read_filter (query->services);
  g_autoptr (GHashTable) severities = read_filter (query->severities);

  self->fitting = g_ptr_array_new ();
  for (guint i = 0; i < matoi_insight_rows_get_n (self->rows); i++)
    {
      const MatoiInsightRow *row = matoi_insight_rows_get (self->rows, i);

      if (fits (row, services, severities))
        g_ptr_array_add (self->fitting, (gpointer) row);
    }
  g_ptr_array_sort (self->fitting, compare_rows);
}

/* --- axes */

static void
choose_span (MatoiInsights *self, const MatoiInsightQuery *query)
{
  gint64 tomorrow = matoi_day_begin (self->zone, self->today + 1, 0);

  self->from = query->from;
  self->to = query->to;
  if (self->to == MATOI_TIME_NONE)
    self->to = MAX (tomorrow, self->from);
  if (self->from == MATOI_TIME_NONE)
    {
      const MatoiInsightRow *first =
        self->fitting->len > 0 ? g_ptr_array_index (self->fitting, 0) : NULL;
      gint64 at = MIN (first != NULL ? first->declared_at : query->now, self->to - 1);

      self->from = matoi_day_begin (self->zone, matoi_day_of (self->zone, at, NULL), 0);
    }
  self->to = MAX (self->to, self->from);
  self->periods = matoi_insight_periods_new (query->unit, self->zone, self->from, self->to);
}

static void
level_free (MatoiInsightLevel *level)
{
  g_free (level->id);
  g_free (level->label);
  g_free (level);
}

static int
compare_levels (gconstpointer a, gconstpointer b)
{
  const MatoiInsightLevel *x = *(gpointer *) a, *y = *(gpointer *) b;
  /* 0 is not known, and comes last. */
  guint p = x->rank - 1, q = y->rank - 1;

  if (p != q)
    return p < q ? -1 : 1;
  return strcmp (x->id, y->id);
}

int
matoi_insights_find_level (const MatoiInsights *self, const char *id, gsize length)
{
  for (guint i = 0; i < self->levels->len; i++)
    {
      const MatoiInsightLevel *level = g_ptr_array_index (self->levels, i);

      if (strncmp (level->id, id, length) == 0 && level->id[length] == '\0')
        return (int) i;
    }
  return -1;
}

static void
add_level (MatoiInsights *self,
           const char *id,
           gsize length,
           const char *label,
           gsize label_length,
           guint rank)
{
  MatoiInsightLevel *level;

  if (matoi_insights_find_level (self, id, length) >= 0)
    return;
  level = g_new0 (MatoiInsightLevel, 1);
  level->id = g_strndup (id, length);
  level->label = g_strndup (label, label_length);
  level->rank = rank;
  g_ptr_array_add (self->levels, level);
}

/* Those that count, and those incidents passed through. */
static void
collect_levels (MatoiInsights *self)
{
  self->levels = g_ptr_array_new_with_free_func ((GDestroyNotify) level_free);
  for (guint i = 0; i < self->fitting->len; i++)
    {
      const MatoiInsightRow *row = g_ptr_array_index (self->fitting, i);
      const char *list = row->spans, *line;
      gsize length;

      if (row->declared_at < self->from || row->declared_at >= self->to)
        continue;
      add_level (self, row->severity, strlen (row->severity), row->label, strlen (row->label),
                 row->rank);
      while (matoi_insight_next (&list, '\n', &line, &length))
        {
          const char *label = memchr (line, '\t', length);
          const char *rank = label != NULL ? strchr (label + 1, '\t') : NULL;

          if (rank != NULL)
            add_level (self, line, (gsize) (label - line), label + 1, (gsize) (rank - label - 1),
                       (guint) g_ascii_strtoull (rank + 1, NULL, 10));
        }
    }
  g_ptr_array_sort (self->levels, compare_levels);
}

static void
fill_open_actions (MatoiInsights *self)
{
  for (guint i = 0; i < self->fitting->len; i++)
    {
      const MatoiInsightRow *row = g_ptr_array_index (self->fitting, i);
      guint met, missed, n_open[2];

      if (row->declared_at >= self->to || *row->actions == '\0')
        continue;
      matoi_insights_judge_actions (self, row, &met, &missed, n_open);
      matoi_rate_add (&self->open_actions, row, 0, n_open[1], n_open[0]);
      if (n_open[1] == 0 && n_open[0] > 0)
        {
          /* What is open is meant here, in time or not. */
          if (self->open_actions.rows == NULL)
            self->open_actions.rows = g_ptr_array_new ();
          g_ptr_array_add (self->open_actions.rows, (gpointer) row);
        }
    }
}

/* --- no list is NULL */

static void
share (MatoiInsights *self, GPtrArray **rows)
{
  if (*rows == NULL)
    *rows = g_ptr_array_ref (self->nothing);
}

static void
share_nothing (MatoiInsights *self)
{
  for (guint i = 0; i < self->n_cells; i++)
    {
      MatoiInsightCell *cell = &self->cells[i];

      share (self, &cell->count.rows);
      share (self, &cell->passed.rows);
      for (guint k = 0; k < MATOI_N_TIMES; k++)
        share (self, &cell->times[k].rows);
      for (guint k = 0; k < MATOI_N_RATES; k++)
        {
          share (self, &cell->rates[k].rows);
          share (self, &cell->rates[k].missed_rows);
        }
    }
  for (guint i = 0; i <= self->periods->len; i++)
    share (self, &self->false_alarms[i].rows);
  for (guint i = 0; i < 7 * 24; i++)
    share (self, &self->hours[i / 24][i % 24].rows);
  share (self, &self->live.rows);
  share (self, &self->open_actions.rows);
  share (self, &self->open_actions.missed_rows);
}

static void
cell_clear (MatoiInsightCell *cell)
{
  g_ptr_array_unref (cell->count.rows);
  g_ptr_array_unref (cell->passed.rows);
  for (guint k = 0; k < MATOI_N_TIMES; k++)
    g_ptr_array_unref (cell->times[k].rows);
  for (guint k = 0; k < MATOI_N_RATES; k++)
    {
      g_ptr_array_unref (cell->rates[k].rows);
      g_ptr_array_unref (cell->rates[k].missed_rows);
    }
}

/**
 * matoi_insights_new:
 * @rows: kept
 * @query: with zone and now; copied
 *
 * In any thread; see the header.
 *
 * Returns: (transfer full)
 */
MatoiInsights *
matoi_insights_new (MatoiInsightRows *rows, const MatoiInsightQuery *query)
{
  MatoiInsights *self = g_new0 (MatoiInsights, 1);

  self->rows = matoi_insight_rows_ref (rows);
  self->now = query->now;
  self->zone = g_time_zone_ref (query->zone);
  self->days_off = query->days_off != NULL ? g_hash_table_ref (query->days_off) : NULL;
  self->today = matoi_day_of (self->zone, self->now, NULL);
  self->nothing = g_ptr_array_new ();
  choose_rows (self, query);
  choose_span (self, query);
  collect_levels (self);
  self->n_cells = (self->periods->len + 1) * (self->levels->len + 1);
  self->cells = g_new0 (MatoiInsightCell, self->n_cells);
  self->false_alarms = g_new0 (MatoiCount, self->periods->len + 1);
  matoi_insights_fill_cells (self);
  matoi_insights_fill_groups (self);
  matoi_insights_fill_load (self);
  matoi_insights_fill_quiet (self);
  fill_open_actions (self);
  share_nothing (self);
  return self;
}

/** matoi_insights_free: frees every figure, and the rows if nobody else has them. */
void
matoi_insights_free (MatoiInsights *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < self->n_cells; i++)
    cell_clear (&self->cells[i]);
  for (guint i = 0; i <= self->periods->len; i++)
    g_ptr_array_unref (self->false_alarms[i].rows);
  for (guint i = 0; i < 7 * 24; i++)
    g_ptr_array_unref (self->hours[i / 24][i % 24].rows);
  g_ptr_array_unref (self->live.rows);
  g_ptr_array_unref (self->open_actions.rows);
  g_ptr_array_unref (self->open_actions.missed_rows);
  g_free (self->cells);
  g_free (self->false_alarms);
  g_ptr_array_unref (self->services);
  g_ptr_array_unref (self->causes);
  g_ptr_array_unref (self->load);
  g_ptr_array_unref (self->periods);
  g_ptr_array_unref (self->levels);
  g_ptr_array_unref (self->fitting);
  g_ptr_array_unref (self->nothing);
  g_clear_pointer (&self->days_off, g_hash_table_unref);
  g_time_zone_unref (self->zone);
  matoi_insight_rows_unref (self->rows);
  g_free (self);
}
