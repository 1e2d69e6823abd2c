/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-insight-figure.h"

#include <glib/gi18n-lib.h>

/* Fewer on either side say nothing about a change. */
#define ENOUGH 3

static const char nothing[] = "—";

/** matoi_figure_clear: leaves it empty. */
void
matoi_figure_clear (MatoiFigure *self)
{
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->value, g_free);
  g_clear_pointer (&self->note, g_free);
  self->rows = NULL;
}

/* --- the change */

/* In percent of what it was; less is better. */
static void
tell_change (MatoiFigure *self, const MatoiSpread *now, const MatoiSpread *before)
{
  gint64 change;

  if (!before)
    return;
  if (now->n < ENOUGH || before->n < ENOUGH || before->median == 0)
    {
      self->note = g_strdup (_ ("too few to compare"));
      return;
    }
  change = (now->median - before->median) * 100 / before->median;
  self->tone = change < 0 ? 1 : change > 0 ? -1 : 0;
  if (change == 0)
    self->note = g_strdup (_ ("as before"));
  else
    self->note = change < 0
      /* Translators: a time became shorter, compared with the span before. */
      ? g_strdup_printf (_ ("▼ %d %% less than before"), (int) -change)
      /* Translators: a time became longer, compared with the span before. */
      : g_strdup_printf (_ ("▲ %d %% more than before"), (int) change);
}

/* In points; more is better. */
static void
tell_points (MatoiFigure *self, const MatoiRate *now, const MatoiRate *before)
{
  int change;

  if (!before)
    return;
  if (now->met + now->missed < ENOUGH || before->met + before->missed < ENOUGH)
    {
      self->note = g_strdup (_ ("too few to compare"));
      return;
    }
  change = (int) matoi_insight_get_percent (now) - (int) matoi_insight_get_percent (before);
  self->tone = change > 0 ? 1 : change < 0 ? -1 : 0;
  if (change == 0)
    self->note = g_strdup (_ ("as before"));
  else
    self->note =
      change < 0
        /* Translators: percent points, compared with the span before. */
        ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "▼ %d point less than before",
                                        "▼ %d points less than before", (gulong) -change),
                           -change)
        /* Translators: percent points, compared with the span before. */
        : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "▲ %d point more than before",
                                        "▲ %d points more than before", (gulong) change),
                           change);
}

/* --- each of them */

static void
fill_time (MatoiFigure *self,
           MatoiMetric metric,
           int level,
           const MatoiInsights *now,
           const MatoiInsights *before,
           int level_before)
{
  const MatoiSpread *time = matoi_insights_get_time (now, metric, MATOI_INSIGHTS_ALL, level);

  self->metric = metric;
  self->rows = time->rows;
  if (time->n == 0)
    {
      self->value = g_strdup (nothing);
      self->note = g_strdup (_ ("not known of any incident"));
      return;
    }
  self->value = matoi_insight_dup_duration (time->median);
  /* A severity that did not occur before is in no list of before. */
  if (before && level != MATOI_INSIGHTS_ALL && level_before == MATOI_INSIGHTS_ALL)
    self->note = g_strdup (_ ("too few to compare"));
  else
    tell_change (self, time,
                 before ? matoi_insights_get_time (before, metric, MATOI_INSIGHTS_ALL, level_before)
                        : NULL);
}

static int
find_level (const MatoiInsights *insights, const char *id)
{
  GPtrArray *levels = insights ? matoi_insights_get_levels (insights) : NULL;

  for (guint i = 0; levels && i < levels->len; i++)
    if (g_str_equal (((MatoiInsightLevel *) levels->pdata[i])->id, id))
      return (int) i;
  return MATOI_INSIGHTS_ALL;
}

static void
fill_resolve (MatoiFigure *self, guint place, const MatoiInsights *now, const MatoiInsights *before)
{
  GPtrArray *levels = matoi_insights_get_levels (now);
  const MatoiInsightLevel *level = place < levels->len ? levels->pdata[place] : NULL;

  if (level)
    {
      /* Translators: %1$s is “Time to resolve”, %2$s a severity. */
      self->title = g_strdup_printf (_ ("%1$s, %2$s"), matoi_metric_get_name (MATOI_METRIC_RESOLVE),
                                        level->label);
      fill_time (self, MATOI_METRIC_RESOLVE, (int) place, now, before,
                 find_level (before, level->id));
      return;
    }
  fill_time (self, MATOI_METRIC_RESOLVE, MATOI_INSIGHTS_ALL, now, before, MATOI_INSIGHTS_ALL);
}

static void
fill_rate (MatoiFigure *self,
           MatoiMetric metric,
           const MatoiInsights *now,
           const MatoiInsights *before)
{
  const MatoiRate *rate =
    matoi_insights_get_rate (now, metric, MATOI_INSIGHTS_ALL, MATOI_INSIGHTS_ALL);

  self->metric = metric;
  self->rows = rate->missed > 0 ? rate->missed_rows : rate->rows;
  if (rate->met + rate->missed == 0)
    {
      self->value = g_strdup (nothing);
      self->note = g_strdup (_ ("nothing was due"));
      return;
    }
  /* Translators: a whole number of percent. */
  self->value = g_strdup_printf (_ ("%u %%"), matoi_insight_get_percent (rate));
  tell_points (self, rate,
               before
                 ? matoi_insights_get_rate (before, metric, MATOI_INSIGHTS_ALL, MATOI_INSIGHTS_ALL)
                 : NULL);
}

static void
fill_open (MatoiFigure *self, const MatoiInsights *now)
{
  const MatoiRate *rate = matoi_insights_get_open_actions (now);

  self->metric = MATOI_METRIC_OPEN_ACTIONS;
  self->rows = rate->missed > 0 ? rate->missed_rows : rate->rows;
  self->value = g_strdup_printf ("%u", rate->missed + rate->open);
  self->tone = rate->missed > 0 ? -1 : 0;
  self->note =
    rate->missed > 0
      /* Translators: of action items. */
      ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u overdue", "%u overdue", rate->missed),
                         rate->missed)
      : g_strdup (_ ("none overdue"));
}

/** matoi_figure_fill: see the header; what @self held is freed. */
void
matoi_figure_fill (MatoiFigure *self,
                   MatoiFigureKind kind,
                   const MatoiInsights *now,
                   const MatoiInsights *before)
{
  matoi_figure_clear (self);
  self->tone = 0;
  switch (kind)
    {
    case MATOI_FIGURE_RESOLVE_WORST:
    case MATOI_FIGURE_RESOLVE_NEXT:
      fill_resolve (self, kind - MATOI_FIGURE_RESOLVE_WORST, now, before);
      break;
    case MATOI_FIGURE_DECLARE:
      fill_time (self, MATOI_METRIC_DECLARE, MATOI_INSIGHTS_ALL, now, before, MATOI_INSIGHTS_ALL);
      break;
    case MATOI_FIGURE_POSTMORTEMS:
      fill_rate (self, MATOI_METRIC_POSTMORTEMS, now, before);
      break;
    case MATOI_FIGURE_OPEN_ACTIONS:
      fill_open (self, now);
      break;
    case MATOI_FIGURE_EXECUTIVES:
    case MATOI_N_FIGURES:
    default:
      fill_rate (self, MATOI_METRIC_EXECUTIVES, now, before);
      break;
    }
  if (!self->title)
    self->title = g_strdup (matoi_metric_get_name (self->metric));
  if (!self->note)
    self->note = g_strdup ("");
}
