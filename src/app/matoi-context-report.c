/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-context-insights.h"
#include "matoi-document-format.h"
#include "matoi-month-report.h"
#include "matoi-store-insights.h"
#include "matoi-worker-private.h"

/* The report of a month (AFT-08, HIS-04). */

typedef struct
{
  MatoiMonthReportOptions options;
  char *services[2]; /* borrowed by the query */
  char *format;
} Ask;

static void
ask_free (Ask *ask)
{
  g_clear_pointer (&ask->options.query.zone, g_time_zone_unref);
  g_free (ask->services[0]);
  g_free (ask->format);
  g_free (ask);
}

/** matoi_report_query_set_month: see the header. */
gboolean
matoi_report_query_set_month (MatoiReportQuery *query, const char *text, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (text, "-", 3);
  guint64 year, month;

  if (g_strv_length (parts) == 2 && strlen (parts[0]) == 4 &&
      g_ascii_string_to_unsigned (parts[0], 10, 1970, 9998, &year, NULL) &&
      g_ascii_string_to_unsigned (parts[1], 10, 1, 12, &month, NULL))
    {
      query->year = (int) year;
      query->month = (int) month;
      return TRUE;
    }
  g_set_error (error, MATOI_ERROR, MATOI_ERROR_INPUT,
               /* Translators: %s is what was typed. */
               _ ("“%s” is not a month. Nothing was written; name one like 2026-10."), text);
  return FALSE;
}

/* The month that is asked for, or the last whole one. */
static gboolean
set_span (Ask *ask, const MatoiReportQuery *query)
{
  MatoiInsightQuery *span = &ask->options.query;
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (span->now / 1000);
  g_autoptr (GDateTime) now = g_date_time_to_timezone (utc, span->zone);
  g_autoptr (GDateTime) this =
    g_date_time_new (span->zone, query->year > 0 ? query->year : g_date_time_get_year (now),
                     query->month > 0 ? query->month : g_date_time_get_month (now), 1, 0, 0, 0);
  g_autoptr (GDateTime) first = NULL;
  g_autoptr (GDateTime) next = NULL;

  if (this == NULL)
    return FALSE;
  first = query->year > 0 ? g_date_time_ref (this) : g_date_time_add_months (this, -1);
  next = g_date_time_add_months (first, 1);
  span->from = g_date_time_to_unix (first) * 1000;
  span->to = g_date_time_to_unix (next) * 1000;
  return TRUE;
}

static gboolean
is_format (const char *format)
{
  static const char *const formats[] = { "markdown",   "html", "pdf", "pdf-a4",
                                         "pdf-letter", "csv",  NULL };

  return format != NULL && g_strv_contains (formats, format);
}

static Ask *
new_ask (MatoiContext *self, const MatoiReportQuery *query, GError **error)
{
  Ask *ask = g_new0 (Ask, 1);

  ask->format = g_strdup (query->format);
  ask->options.query.now = matoi_context_get_now (self);
  ask->options.query.zone = g_time_zone_ref (self->zone);
  ask->options.lang = g_strcmp0 (query->lang, "ja") == 0   ? "ja"
                      : g_strcmp0 (query->lang, "en") == 0 ? "en"
                                                           : C_ ("language of the presets", "en");
  ask->options.both = query->both;
  if (query->service != NULL)
    {
      ask->services[0] = g_strdup (query->service);
      ask->options.query.services = ask->services;
    }
  if (is_format (query->format) && set_span (ask, query))
    return ask;
  g_set_error (error, MATOI_ERROR, MATOI_ERROR_INPUT,
               /* Translators: %s is what was asked for. */
               _ ("“%s” is not a kind of report Matoi writes. Nothing was written; choose markdown, "
                  "html, pdf or csv."),
                 query->format != NULL ? query->format : "");
  ask_free (ask);
  return NULL;
}

/* On the thread that owns @store. Others read the report: confidential incidents are not in it,
 * whoever writes it (SEC-03). */
static MatoiMonthReport *
read_report (MatoiStore *store, Ask *ask, GError **error)
{
  g_autoptr (MatoiInsightRows) rows = matoi_store_read_insights (store, NULL, error);
  g_autoptr (MatoiMonthReport) report = NULL;
  GPtrArray *majors;

  if (rows == NULL)
    return NULL;
  ask->options.rows = rows;
  report = matoi_month_report_new (&ask->options);
  majors = matoi_month_report_get_majors (report);
  for (guint i = 0; i < majors->len; i++)
    {
      const MatoiInsightRow *row = g_ptr_array_index (majors, i);
      g_autoptr (MatoiIncident) incident = matoi_store_load (store, &row->id, error);

      if (incident == NULL)
        return NULL;
      matoi_month_report_add_major (report, incident);
    }
  return g_steal_pointer (&report);
}

static MatoiDocument *
read_document (MatoiStore *store, Ask *ask, GError **error)
{
  g_autoptr (MatoiMonthReport) report = read_report (store, ask, error);

  return report != NULL ? matoi_month_report_to_document (report) : NULL;
}

static GBytes *
write_report (MatoiStore *store, Ask *ask, GError **error)
{
  g_autoptr (MatoiDocument) document = NULL;

  if (strcmp (ask->format, "csv") == 0)
    {
      g_autoptr (MatoiMonthReport) report = read_report (store, ask, error);
      char *text = report != NULL ? matoi_month_report_to_csv (report) : NULL;

      return text != NULL ? g_bytes_new_take (text, strlen (text)) : NULL;
    }
  document = read_document (store, ask, error);
  return document != NULL ? matoi_document_format (document, ask->format, error) : NULL;
}

/** matoi_context_report: in the calling thread, before matoi_context_start (); see the header. */
GBytes *
matoi_context_report (MatoiContext *self, const MatoiReportQuery *query, GError **error)
{
  GBytes *bytes;
  Ask *ask;

  g_return_val_if_fail (MATOI_IS_CONTEXT (self), NULL);
  g_return_val_if_fail (self->worker == NULL, NULL);

  ask = new_ask (self, query, error);
  if (ask == NULL)
    return NULL;
  bytes = write_report (self->store, ask, error);
  ask_free (ask);
  return bytes;
}

/* On the worker. */
static void
run_report (MatoiWorker *worker, MatoiJob *job)
{
  job->result = write_report (worker->store, g_task_get_task_data (job->task), &job->error);
}

/* @job goes to the worker with what @query asks for. */
static void
push (MatoiContext *self, MatoiJob *job, const MatoiReportQuery *query)
{
  GError *error = NULL;
  Ask *ask = new_ask (self, query, &error);

  if (ask == NULL)
    {
      g_task_return_error (job->task, error);
      matoi_job_free (job);
      return;
    }
  g_task_set_task_data (job->task, ask, (GDestroyNotify) ask_free);
  matoi_job_push (self, job);
}

/** matoi_context_report_async: see the header. */
void
matoi_context_report_async (MatoiContext *self,
                            const MatoiReportQuery *query,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (MATOI_IS_CONTEXT (self) && query != NULL);

  push (self,
        matoi_job_new (self, run_report, matoi_context_report_async, (GDestroyNotify) g_bytes_unref,
                       cancellable, callback, user_data),
        query);
}

/** matoi_context_report_finish: see the header. */
GBytes *
matoi_context_report_finish (MatoiContext *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, matoi_context_report_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- for a printer */

/* On the worker. */
static void
run_text (MatoiWorker *worker, MatoiJob *job)
{
  job->result = read_document (worker->store, g_task_get_task_data (job->task), &job->error);
}

/** matoi_context_report_text_async: see the header. */
void
matoi_context_report_text_async (MatoiContext *self,
                                 const MatoiReportQuery *query,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  MatoiReportQuery paper;

  g_return_if_fail (MATOI_IS_CONTEXT (self) && query != NULL);

  paper = *query;
  paper.format = "pdf";
  push (self,
        matoi_job_new (self, run_text, matoi_context_report_text_async,
                       (GDestroyNotify) matoi_document_free, cancellable, callback, user_data),
        &paper);
}

/** matoi_context_report_text_finish: see the header. */
MatoiReportText *
matoi_context_report_text_finish (MatoiContext *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, matoi_context_report_text_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/** matoi_report_text_free: frees @text. */
void
matoi_report_text_free (MatoiReportText *text)
{
  matoi_document_free (text);
}

/** matoi_report_text_new_pages: see the header. */
MatoiPrintout *
matoi_report_text_new_pages (const MatoiReportText *text, double width, double height)
{
  return matoi_document_to_printout (text, width, height);
}
