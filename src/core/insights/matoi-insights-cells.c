/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "matoi-insights-private.h"

/* Whatever is told by period and severity: counts, times, rates. */

/* A row stands in four: its period and level, and all of either. */
typedef struct
{
  MatoiInsightCell *at[4];
} Cells;

static MatoiInsightCell *
get_cell (MatoiInsights *self, guint period, guint level)
{
  return &self->cells[period * (self->levels->len + 1) + level];
}

static Cells
find_cells (MatoiInsights *self, guint period, guint level)
{
  guint all_periods = self->periods->len, all_levels = self->levels->len;
  Cells cells = { { get_cell (self, period, level), get_cell (self, period, all_levels),
                    get_cell (self, all_periods, level),
                    get_cell (self, all_periods, all_levels) } };

  return cells;
}

/* The last that has begun. */
static guint
find_period (const MatoiInsights *self, gint64 at)
{
  guint low = 0, high = self->periods->len;

  while (high - low > 1)
    {
      guint middle = (low + high) / 2;
      const MatoiInsightPeriod *period = g_ptr_array_index (self->periods, middle);

      if (period->from <= at)
        low = middle;
      else
        high = middle;
    }
  return low;
}

/* --- times */

static void
add_time (Cells *cells, MatoiMetric metric, const MatoiInsightRow *row, gint64 from, gint64 to)
{
  guint which = metric - MATOI_METRIC_DETECT;
  MatoiSample sample = { 0, row };

  if (from == MATOI_TIME_NONE || to == MATOI_TIME_NONE)
    return;
  sample.duration = MAX (to - from, 0);
  for (guint i = 0; i < G_N_ELEMENTS (cells->at); i++)
    {
      GArray **samples = &cells->at[i]->samples[which];

      if (*samples == NULL)
        *samples = g_array_new (FALSE, FALSE, sizeof (MatoiSample));
      g_array_append_val (*samples, sample);
    }
}

static void
add_times (Cells *cells, const MatoiInsightRow *row)
{
  gint64 begin = row->detected_at != MATOI_TIME_NONE ? row->detected_at : row->declared_at;

  add_time (cells, MATOI_METRIC_DETECT, row, row->started_at, row->detected_at);
  /* An import puts the detection in the place of a declaration that nobody wrote down. */
  if (!row->afterwards || row->declared_at != row->detected_at)
    add_time (cells, MATOI_METRIC_DECLARE, row, row->detected_at, row->declared_at);
  add_time (cells, MATOI_METRIC_MITIGATE, row, begin, row->mitigated_at);
  add_time (cells, MATOI_METRIC_RESOLVE, row, begin, row->ended_at);
}

static int
compare_samples (gconstpointer a, gconstpointer b)
{
  const MatoiSample *x = a, *y = b;

  if (x->duration != y->duration)
    return x->duration < y->duration ? -1 : 1;
  return matoi_id_compare (&x->row->id, &y->row->id);
}

/* Of sorted samples, between two of them where @part falls there. */
static gint64
get_quantile (GArray *samples, double part)
{
  double place = part * (samples->len - 1);
  guint below = (guint) place;
  gint64 low = g_array_index (samples, MatoiSample, below).duration;
  gint64 high = g_array_index (samples, MatoiSample, MIN (below + 1, samples->len - 1)).duration;

  return low + (gint64) ((double) (high - low) * (place - below) + 0.5);
}

static void
finish_spread (MatoiSpread *spread, GArray *samples)
{
  gint64 sum = 0;

  g_array_sort (samples, compare_samples);
  spread->n = samples->len;
  spread->rows = g_ptr_array_sized_new (samples->len);
  for (guint i = 0; i < samples->len; i++)
    {
      const MatoiSample *sample = &g_array_index (samples, MatoiSample, i);

      sum += sample->duration;
      g_ptr_array_add (spread->rows, (gpointer) sample->row);
    }
  spread->mean = (sum + spread->n / 2) / spread->n;
  spread->median = get_quantile (samples, 0.5);
  spread->p25 = get_quantile (samples, 0.25);
  spread->p75 = get_quantile (samples, 0.75);
  spread->p90 = get_quantile (samples, 0.9);
  spread->longest = g_array_index (samples, MatoiSample, samples->len - 1).duration;
}

/* --- rates */

static void
add_rate (Cells *cells,
          MatoiMetric metric,
          const MatoiInsightRow *row,
          guint met,
          guint missed,
          guint open)
{
  for (guint i = 0; i < G_N_ELEMENTS (cells->at); i++)
    matoi_rate_add (&cells->at[i]->rates[metric - MATOI_METRIC_EXECUTIVES], row, met, missed, open);
}

/* One thing that was due once. */
static void
add_deadline (const MatoiInsights *self,
              Cells *cells,
              MatoiMetric metric,
              const MatoiInsightRow *row,
              gint64 done)
{
  gint64 due = row->postmortem_due;
  gboolean met = done != MATOI_TIME_NONE && done <= due;
  gboolean missed = !met && (done != MATOI_TIME_NONE || self->now > due);

  if (row->has_postmortem && due != MATOI_TIME_NONE)
    add_rate (cells, metric, row, met, missed, !met && !missed);
}

/** matoi_insights_judge_actions: see the header; @n_open: not due yet, and overdue. */
void
matoi_insights_judge_actions (const MatoiInsights *self,
                              const MatoiInsightRow *row,
                              guint *met,
                              guint *missed,
                              guint n_open[2])
{
  const char *list = row->actions, *line;
  gsize length;

  *met = *missed = n_open[0] = n_open[1] = 0;
  while (matoi_insight_next (&list, '\n', &line, &length))
    {
      const char *due = memchr (line, '\t', length);
      const char *done = due != NULL ? strchr (due + 1, '\t') : NULL;
      gint64 due_day, day = self->today;
      gboolean is_done;

      if (done == NULL || !matoi_day_parse (due + 1, &due_day))
        continue;
      is_done = g_ascii_isdigit (done[1]);
      if (is_done)
        day = matoi_day_of (self->zone, g_ascii_strtoll (done + 1, NULL, 10), NULL);
      if (is_done)
        (*(day <= due_day ? met : missed))++;
      else
        n_open[day > due_day]++;
    }
}

static void
add_rates (const MatoiInsights *self, Cells *cells, const MatoiInsightRow *row)
{
  guint met, missed, n_open[2];

  add_rate (cells, MATOI_METRIC_EXECUTIVES, row, row->executives_met, row->executives_missed, 0);
  add_rate (cells, MATOI_METRIC_PUBLIC, row, row->public_met, row->public_missed, 0);
  add_deadline (self, cells, MATOI_METRIC_MEETINGS, row, row->meeting_held);
  add_deadline (self, cells, MATOI_METRIC_POSTMORTEMS, row, row->postmortem_done);
  matoi_insights_judge_actions (self, row, &met, &missed, n_open);
  add_rate (cells, MATOI_METRIC_ACTIONS, row, met, missed + n_open[1], n_open[0]);
}

/* --- minutes in each severity */

static void
add_span (MatoiInsights *self,
          guint period,
          const MatoiInsightRow *row,
          int level,
          gint64 from,
          gint64 to,
          guint64 *seen)
{
  guint places[] = { period, self->periods->len };

  if (level < 0 || from == MATOI_TIME_NONE || to <= from)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      MatoiInsightCell *cell = get_cell (self, places[i], (guint) level);

      cell->time_in += to - from;
      get_cell (self, places[i], self->levels->len)->time_in += to - from;
      if ((*seen & (G_GUINT64_CONSTANT (1) << (level % 64))) == 0)
        matoi_count_add (&cell->passed, row);
    }
  *seen |= G_GUINT64_CONSTANT (1) << (level % 64);
}

static void
add_spans (MatoiInsights *self, guint period, const MatoiInsightRow *row)
{
  gint64 end = matoi_insights_get_end (self, row), since = MATOI_TIME_NONE;
  const char *list = row->spans, *line;
  guint64 seen = 0;
  int level = -1;
  gsize length;

  while (matoi_insight_next (&list, '\n', &line, &length))
    {
      const char *tab = memchr (line, '\t', length), *last = g_strrstr_len (line, length, "\t");
      gint64 at = last != NULL ? g_ascii_strtoll (last + 1, NULL, 10) : end;

      add_span (self, period, row, level, since, MIN (at, end), &seen);
      since = at;
      level = tab != NULL ? matoi_insights_find_level (self, line, (gsize) (tab - line)) : -1;
    }
  add_span (self, period, row, level, since, end, &seen);
}

/* --- all */

static void
fill_row (MatoiInsights *self, const MatoiInsightRow *row)
{
  guint period = find_period (self, row->declared_at), minute;
  int level = matoi_insights_find_level (self, row->severity, strlen (row->severity));
  gint64 day = matoi_day_of (self->zone, row->declared_at, &minute);
  Cells cells = find_cells (self, period, (guint) MAX (level, 0));

  if (matoi_insights_is_false_alarm (row))
    {
      matoi_count_add (&self->false_alarms[period], row);
      matoi_count_add (&self->false_alarms[self->periods->len], row);
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (cells.at); i++)
    matoi_count_add (&cells.at[i]->count, row);
  if (strcmp (row->state, "live") == 0)
    matoi_count_add (&self->live, row);
  matoi_count_add (&self->hours[matoi_day_get_weekday (day)][minute / 60], row);
  add_times (&cells, row);
  add_rates (self, &cells, row);
  add_spans (self, period, row);
}

/** matoi_insights_fill_cells: of the rows of the span; axes and lists are there. */
void
matoi_insights_fill_cells (MatoiInsights *self)
{
  for (guint i = 0; i < self->fitting->len; i++)
    {
      const MatoiInsightRow *row = g_ptr_array_index (self->fitting, i);

      if (row->declared_at >= self->from && row->declared_at < self->to)
        fill_row (self, row);
    }
  for (guint i = 0; i < self->n_cells; i++)
    for (guint k = 0; k < MATOI_N_TIMES; k++)
      {
        MatoiInsightCell *cell = &self->cells[i];

        if (cell->samples[k] != NULL)
          finish_spread (&cell->times[k], cell->samples[k]);
        g_clear_pointer (&cell->samples[k], g_array_unref);
      }
}
