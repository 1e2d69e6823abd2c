/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include "matoi-context-insights.h"

#include "matoi-holidays.h"
#include "matoi-store-insights.h"
#include "matoi-worker-private.h"

/* Every year of which a holiday may matter: days off come by the year and the two after it. */
#define DAYS_OFF_YEARS 3

static void
add_days_off (MatoiContext *self, const MatoiInsightQuery *query, GHashTable *days)
{
  g_autofree char *from = NULL;
  gint64 at = query->from != MATOI_TIME_NONE ? query->from : query->now;

  /* Where the span has no beginning, the last ten years are enough: what is older is history. */
  if (query->from == MATOI_TIME_NONE)
    at -= 10 * 366 * 24 * 60 * MATOI_MINUTE;
  for (; at <= query->now; at += DAYS_OFF_YEARS * 366 * 24 * 60 * MATOI_MINUTE)
    {
      g_autoptr (GHashTable) some = matoi_context_dup_days_off (self, at);
      GHashTableIter iter;
      gpointer day;

      g_hash_table_iter_init (&iter, some);
      while (g_hash_table_iter_next (&iter, &day, NULL))
        {
          g_hash_table_iter_steal (&iter);
          g_hash_table_add (days, day);
        }
    }
}

static void
query_clear (MatoiInsightQuery *query)
{
  g_clear_pointer (&query->zone, g_time_zone_unref);
  g_clear_pointer (&query->days_off, g_hash_table_unref);
  g_clear_pointer (&query->services, g_strfreev);
  g_clear_pointer (&query->severities, g_strfreev);
}

/* What was left open is as the organisation has it. */
static void
query_copy (MatoiContext *self, const MatoiInsightQuery *query, MatoiInsightQuery *copy)
{
  *copy = *query;
  if (copy->now == 0)
    copy->now = matoi_context_get_now (self);
  copy->zone = g_time_zone_ref (query->zone != NULL ? query->zone : self->zone);
  copy->services = g_strdupv (query->services);
  copy->severities = g_strdupv (query->severities);
  copy->days_off =
    query->days_off != NULL ? g_hash_table_ref (query->days_off) : matoi_days_off_new ();
  if (query->days_off == NULL)
    add_days_off (self, copy, copy->days_off);
}

static MatoiInsights *
read_insights (MatoiStore *store,
               const char *person,
               const MatoiInsightQuery *query,
               GError **error)
{
  g_autoptr (MatoiInsightRows) rows = matoi_store_read_insights (store, person, error);

  return rows != NULL ? matoi_insights_new (rows, query) : NULL;
}

/** matoi_context_insights: see the header. */
MatoiInsights *
matoi_context_insights (MatoiContext *self, const MatoiInsightQuery *query, GError **error)
{
  MatoiInsightQuery copy;
  MatoiInsights *insights;

  g_return_val_if_fail (MATOI_IS_CONTEXT (self), NULL);
  g_return_val_if_fail (self->worker == NULL, NULL);

  query_copy (self, query, &copy);
  insights = read_insights (self->store, self->identity, &copy, error);
  query_clear (&copy);
  return insights;
}

/* --- for the window */

typedef struct
{
  char *person;
  MatoiInsightQuery query;
} Ask;

static void
ask_free (Ask *ask)
{
  query_clear (&ask->query);
  g_free (ask->person);
  g_free (ask);
}

/* On the worker. */
static void
run_insights (MatoiWorker *worker, MatoiJob *job)
{
  const Ask *ask = g_task_get_task_data (job->task);

  job->result = read_insights (worker->store, ask->person, &ask->query, &job->error);
}

/** matoi_context_insights_async: see the header. */
void
matoi_context_insights_async (MatoiContext *self,
                              const MatoiInsightQuery *query,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  Ask *ask = g_new0 (Ask, 1);
  MatoiJob *job;

  g_return_if_fail (MATOI_IS_CONTEXT (self) && query != NULL);

  ask->person = g_strdup (self->identity);
  query_copy (self, query, &ask->query);
  job = matoi_job_new (self, run_insights, matoi_context_insights_async,
                       (GDestroyNotify) matoi_insights_free, cancellable, callback, user_data);
  g_task_set_task_data (job->task, ask, (GDestroyNotify) ask_free);
  matoi_job_push (self, job);
}

/** matoi_context_insights_finish: see the header. */
MatoiInsights *
matoi_context_insights_finish (MatoiContext *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, matoi_context_insights_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/** matoi_context_insights_before: see the header. */
gboolean
matoi_context_insights_before (const MatoiInsightQuery *query, MatoiInsightQuery *before)
{
  gint64 to = query->to != MATOI_TIME_NONE ? query->to : query->now;

  if (query->from == MATOI_TIME_NONE || to <= query->from)
    return FALSE;
  *before = *query;
  before->from = query->from - (to - query->from);
  before->to = query->from;
  return TRUE;
}
