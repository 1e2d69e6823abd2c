/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-export"

#include "config.h"

#include "matoi-month-report-private.h"

#include <string.h>

#include "matoi-export-csv.h"
#include "matoi-json.h"
#include "matoi-postmortem.h"
#include "matoi-text.h"

/* What of a month is told, whatever it is written as. */

static void
action_free (MatoiMonthAction *action)
{
  g_free (action->text);
  g_free (action->priority);
  g_free (action->due);
  g_free (action->ticket);
  g_free (action);
}

static void
major_free (MatoiMonthMajor *major)
{
  g_free (major->ref);
  g_free (major->title);
  g_free (major->severity);
  g_free (major->services);
  g_free (major->declared);
  g_free (major->impact);
  g_free (major->postmortem);
  g_ptr_array_unref (major->actions);
  g_free (major);
}

char *
matoi_month_dup_duration (gint64 ms)
{
  gint64 minutes = (ms + MATOI_MINUTE / 2) / MATOI_MINUTE;

  return g_strdup_printf ("%d:%02d", (int) (minutes / 60), (int) (minutes % 60));
}

guint
matoi_month_count_majors (GPtrArray *rows)
{
  guint n = 0;

  for (guint i = 0; i < rows->len; i++)
    n += ((const MatoiInsightRow *) g_ptr_array_index (rows, i))->major;
  return n;
}

gint64
matoi_month_sum_majors (const MatoiMonthReport *self)
{
  gint64 sum = 0;

  for (guint i = 0; i < self->majors_rows->len; i++)
    {
      const MatoiInsightRow *row = g_ptr_array_index (self->majors_rows, i);
      gint64 end = row->ended_at != MATOI_TIME_NONE ? row->ended_at : self->options.query.now;

      sum += MAX (end - row->declared_at, 0);
    }
  return sum;
}

/* Open action items matter of every month; else only what touches this one. */
static MatoiInsightRows *
choose_rows (const MatoiMonthReportOptions *options)
{
  MatoiInsightRows *rows = matoi_insight_rows_new ();

  for (guint i = 0; i < matoi_insight_rows_get_n (options->rows); i++)
    {
      const MatoiInsightRow *row = matoi_insight_rows_get (options->rows, i);

      if (row->declared_at < options->query.to &&
          (row->ended_at == MATOI_TIME_NONE || row->ended_at >= options->query.from ||
           *row->actions != '\0'))
        matoi_insight_rows_add (rows, row);
    }
  return rows;
}

MatoiInsights *
matoi_month_report_of_service (const MatoiMonthReport *self, const char *service)
{
  char *services[] = { (char *) service, NULL };
  MatoiInsightQuery query = self->options.query;

  query.services = services;
  return matoi_insights_new (self->rows, &query);
}

/** matoi_month_report_new: see the header. */
MatoiMonthReport *
matoi_month_report_new (const MatoiMonthReportOptions *options)
{
  MatoiMonthReport *self = g_new0 (MatoiMonthReport, 1);
  const MatoiCount *all;

  self->options = *options;
  self->rows = choose_rows (options);
  self->insights = matoi_insights_new (self->rows, &options->query);
  self->majors_rows = g_ptr_array_new ();
  self->majors = g_ptr_array_new_with_free_func ((GDestroyNotify) major_free);
  self->key = matoi_time_to_local (options->query.from, "%Y-%m", options->query.zone);
  if (options->query.services != NULL)
    self->service = g_strjoinv (", ", options->query.services);
  all = matoi_insights_get_count (self->insights, MATOI_INSIGHTS_ALL, MATOI_INSIGHTS_ALL);
  for (guint i = 0; i < all->rows->len; i++)
    {
      const MatoiInsightRow *row = g_ptr_array_index (all->rows, i);

      if (row->major)
        g_ptr_array_add (self->majors_rows, (gpointer) row);
    }
  return self;
}

/** matoi_month_report_free: frees @self. */
void
matoi_month_report_free (MatoiMonthReport *self)
{
  if (self == NULL)
    return;
  matoi_insights_free (self->insights);
  matoi_insight_rows_unref (self->rows);
  g_ptr_array_unref (self->majors_rows);
  g_ptr_array_unref (self->majors);
  g_free (self->key);
  g_free (self->service);
  g_free (self);
}

/** matoi_month_report_get_majors: (transfer none): of const MatoiInsightRow. */
GPtrArray *
matoi_month_report_get_majors (const MatoiMonthReport *self)
{
  return self->majors_rows;
}

/* The scope, and the numbers that somebody wrote down. */
static char *
dup_impact (const MatoiMonthReport *self, const MatoiIncident *incident)
{
  JsonArray *list =
    incident->policy != NULL ? matoi_postmortem_get_list (incident, "impact") : NULL;
  GString *text = g_string_new (incident->scope);

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      JsonObject *item = matoi_json_array_get_object (list, i);
      const char *id = item != NULL ? matoi_json_get_string (item, "id") : NULL;
      const MatoiImpact *impact = id != NULL && incident->postmortem != NULL
                                    ? matoi_postmortem_find_impact (incident->postmortem, id)
                                    : NULL;

      if (impact == NULL || impact->value == NULL)
        continue;
      g_string_append_printf (text, "%s%s: %s %s", text->len > 0 ? "; " : "",
                              matoi_text_in (item, "name", self->options.lang), impact->value,
                              matoi_text_in (item, "unit", self->options.lang));
    }
  return g_strchomp (g_string_free (text, FALSE));
}

static void
read_actions (const MatoiMonthReport *self, MatoiMonthMajor *major, const MatoiIncident *incident)
{
  for (guint i = 0; i < incident->actions->len; i++)
    {
      const MatoiAction *action = g_ptr_array_index (incident->actions, i);
      MatoiMonthAction *one;

      if (strcmp (action->state, "noted") == 0)
        continue;
      one = g_new0 (MatoiMonthAction, 1);
      one->text = matoi_text_dup_line (action->text);
      one->priority = g_strdup (action->priority);
      one->due = g_strdup (action->due_on);
      one->ticket = g_strdup (action->key);
      one->open = matoi_action_is_open (action);
      one->overdue =
        matoi_action_is_overdue (action, self->options.query.now, self->options.query.zone);
      major->n_done += !one->open;
      g_ptr_array_add (major->actions, one);
    }
}

/** matoi_month_report_add_major: see the header. */
void
matoi_month_report_add_major (MatoiMonthReport *self, const MatoiIncident *incident)
{
  const MatoiSeverity *severity =
    incident->policy != NULL ? matoi_postmortem_get_severity (incident) : NULL;
  gint64 end = incident->ended_at != MATOI_TIME_NONE ? incident->ended_at : self->options.query.now;
  MatoiMonthMajor *major = g_new0 (MatoiMonthMajor, 1);
  g_autoptr (GPtrArray) services = g_ptr_array_new ();

  for (guint i = 0; i < incident->services->len; i++)
    g_ptr_array_add (services, g_ptr_array_index (incident->services, i));
  g_ptr_array_add (services, NULL);
  major->ref = g_strdup (incident->ref);
  major->title = matoi_text_dup_line (matoi_incident_get_public_title (incident));
  major->severity = g_strdup (severity != NULL ? severity->label : incident->severity);
  major->services = g_strjoinv (", ", (char **) services->pdata);
  major->declared =
    matoi_time_to_local (incident->declared_at, "%Y-%m-%d %H:%M", self->options.query.zone);
  major->impact = dup_impact (self, incident);
  major->postmortem = g_strdup (incident->postmortem != NULL ? incident->postmortem->state : NULL);
  major->duration = MAX (end - incident->declared_at, 0);
  major->live = incident->ended_at == MATOI_TIME_NONE;
  major->actions = g_ptr_array_new_with_free_func ((GDestroyNotify) action_free);
  read_actions (self, major, incident);
  g_ptr_array_add (self->majors, major);
}

/* --- CSV */

static void
append_figure (GString *out,
               const char *section,
               const char *item,
               const char *severity,
               gint64 value,
               const char *unit,
               guint count)
{
  g_autofree char *number = strcmp (unit, "min") == 0
                              ? g_strdup_printf ("%" G_GINT64_FORMAT ".%d", value / MATOI_MINUTE,
                                                 (int) (value % MATOI_MINUTE / 6000))
                              : g_strdup_printf ("%" G_GINT64_FORMAT, value);
  g_autofree char *n = g_strdup_printf ("%u", count);
  const char *const cells[] = { section, item, severity, number, unit, n };

  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    matoi_export_csv_append (out, cells[i], FALSE);
  g_string_append (out, ",,,,,\r\n");
}

static void
append_level (const MatoiMonthReport *self, GString *out, int place, const char *label)
{
  const MatoiCount *count = matoi_insights_get_count (self->insights, MATOI_INSIGHTS_ALL, place);

  append_figure (out, "incidents", "count", label, count->n, "", count->n);
  append_figure (out, "time-in-severity", "sum", label,
                 matoi_insights_get_time_in (self->insights, MATOI_INSIGHTS_ALL, place), "min",
                 matoi_insights_get_passed (self->insights, MATOI_INSIGHTS_ALL, place)->n);
  for (guint metric = MATOI_METRIC_DETECT; metric <= MATOI_METRIC_RESOLVE; metric++)
    {
      const MatoiSpread *time =
        matoi_insights_get_time (self->insights, metric, MATOI_INSIGHTS_ALL, place);
      const char *id = matoi_metric_get_id (metric);

      if (time->n == 0)
        continue;
      append_figure (out, id, "median", label, time->median, "min", time->n);
      append_figure (out, id, "mean", label, time->mean, "min", time->n);
      append_figure (out, id, "p90", label, time->p90, "min", time->n);
    }
}

static void
append_rates (const MatoiMonthReport *self, GString *out)
{
  for (guint metric = MATOI_METRIC_EXECUTIVES; metric <= MATOI_METRIC_ACTIONS; metric++)
    {
      const MatoiRate *rate =
        matoi_insights_get_rate (self->insights, metric, MATOI_INSIGHTS_ALL, MATOI_INSIGHTS_ALL);
      guint n = rate->met + rate->missed;

      append_figure (out, matoi_metric_get_id (metric), "on-time", "", rate->met, "", n);
      append_figure (out, matoi_metric_get_id (metric), "late", "", rate->missed, "", n);
    }
}

static void
append_major (GString *out, const MatoiMonthMajor *major)
{
  g_autofree char *minutes =
    g_strdup_printf ("%" G_GINT64_FORMAT ".%d", major->duration / MATOI_MINUTE,
                     (int) (major->duration % MATOI_MINUTE / 6000));
  g_autofree char *done = g_strdup_printf ("%u/%u", major->n_done, major->actions->len);
  const char *const cells[] = { "major",         major->ref,    major->severity,  minutes,
                                "min",           "1",           major->title,     major->declared,
                                major->services, major->impact, major->postmortem };

  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    matoi_export_csv_append (out, cells[i], FALSE);
  /* Three of four: a sheet must not read it as a day of a month. */
  g_string_append_printf (out, "%s%s%s\r\n", "\"", done, " \"");
}

/** matoi_month_report_to_csv: see the header. */
char *
matoi_month_report_to_csv (const MatoiMonthReport *self)
{
  GPtrArray *levels = matoi_insights_get_levels (self->insights);
  GPtrArray *services = matoi_insights_get_services (self->insights);
  const MatoiCount *alarms = matoi_insights_get_false_alarms (self->insights, MATOI_INSIGHTS_ALL);
  gint64 quiet = matoi_insights_get_longest_quiet (self->insights);
  GString *out = g_string_new ("\xef\xbb\xbf");

  g_string_append (out, "section,item,severity,value,unit,count,title,declared,services,impact,"
                        "postmortem,actions_done\r\n");
  append_level (self, out, MATOI_INSIGHTS_ALL, "");
  for (guint i = 0; i < levels->len; i++)
    append_level (self, out, (int) i, ((MatoiInsightLevel *) g_ptr_array_index (levels, i))->label);
  append_figure (out, "false-alarms", "count", "", alarms->n, "", alarms->n);
  append_figure (out, "time-in-major", "sum", "", matoi_month_sum_majors (self), "min",
                 self->majors_rows->len);
  if (quiet != MATOI_TIME_NONE)
    append_figure (out, "time-without-major", "longest", "", quiet, "min", self->majors_rows->len);
  append_rates (self, out);
  for (guint i = 0; i < services->len; i++)
    {
      const MatoiInsightGroup *group = g_ptr_array_index (services, i);

      append_figure (out, "service", group->name, "", group->time, "min", group->count.n);
    }
  for (guint i = 0; i < self->majors->len; i++)
    append_major (out, g_ptr_array_index (self->majors, i));
  return g_string_free (out, FALSE);
}
