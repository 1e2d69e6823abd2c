/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-json.h"
#include "matoi-statuspage-errands.h"
#include "matoi-statuspage-job.h"

/* What one errand takes: what the record says is known; if it was perhaps done before, the page is
 * asked; only then it is told (apis.md §3.2, F18). */

static MatoiStatuspageJob *
get_job (GTask *task)
{
  return g_task_get_task_data (task);
}

static void
end (GTask *task)
{
  g_task_return_boolean (task, TRUE);
}

static void
call (GTask *task,
      const char *method,
      const char *rest,
      JsonObject *body,
      GAsyncReadyCallback callback)
{
  MatoiStatuspageErrands *self = g_task_get_source_object (task);
  const char *page = matoi_json_get_string (get_job (task)->errand->payload, "page");
  g_autofree char *path = g_strdup_printf ("pages/%s/incidents%s", page ? page : "", rest);

  matoi_statuspage_client_call_async (matoi_statuspage_errands_get_client (self), method, path,
                                      body, g_task_get_cancellable (task), callback,
                                      g_object_ref (task));
}

/* The answer; NULL: it was cancelled, and @task has been told: the job may be gone. */
static MatoiStatuspageAnswer *
take (GObject *source, GAsyncResult *result, GTask *task)
{
  g_autoptr (GError) error = NULL;
  MatoiStatuspageAnswer *answer =
    matoi_statuspage_client_call_finish (MATOI_STATUSPAGE_CLIENT (source), result, &error);

  if (answer == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  return answer;
}

/* --- the page is told */

static void
on_told (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (MatoiStatuspageAnswer) answer = take (source, result, task);
  JsonObject *incident = answer ? matoi_statuspage_answer_get_object (answer) : NULL;

  if (answer == NULL)
    return;
  if (answer->outcome == MATOI_STATUSPAGE_OK && incident != NULL &&
      matoi_json_get_string (incident, "id") != NULL)
    matoi_statuspage_job_settle (get_job (task), incident);
  else
    matoi_statuspage_job_judge (get_job (task), answer, FALSE);
  end (task);
}

static void
tell (GTask *task)
{
  MatoiStatuspageJob *job = get_job (task);
  g_autoptr (JsonObject) body = matoi_statuspage_job_make_body (job);
  g_autofree char *rest = job->id ? g_strconcat ("/", job->id, NULL) : g_strdup ("");

  call (task, job->id ? "PATCH" : "POST", rest, body, on_told);
}

/* --- the message after the postmortem: a draft first, which nobody sees, then for all */

static void
on_published (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (MatoiStatuspageAnswer) answer = take (source, result, task);

  if (answer == NULL)
    return;
  if (answer->outcome == MATOI_STATUSPAGE_OK)
    matoi_statuspage_job_settle_postmortem (get_job (task));
  else
    matoi_statuspage_job_judge (get_job (task), answer, FALSE);
  end (task);
}

static void
publish (GTask *task)
{
  const MatoiStatuspageJob *job = get_job (task);
  g_autoptr (JsonObject) body = json_object_new ();
  JsonObject *order = json_object_new ();
  g_autofree char *rest = g_strdup_printf ("/%s/postmortem/publish", job->id);

  json_object_set_object_member (body, "postmortem", order);
  json_object_set_boolean_member (order, "notify_subscribers",
                                  matoi_json_get_boolean (job->errand->payload, "notify", FALSE));
  json_object_set_boolean_member (order, "notify_twitter", FALSE);
  call (task, "PUT", rest, body, on_published);
}

static void
on_drafted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (MatoiStatuspageAnswer) answer = take (source, result, task);

  if (answer == NULL)
    return;
  if (answer->outcome == MATOI_STATUSPAGE_OK)
    {
      publish (task);
      return;
    }
  matoi_statuspage_job_judge (get_job (task), answer, TRUE);
  end (task);
}

static void
tell_postmortem (GTask *task)
{
  MatoiStatuspageJob *job = get_job (task);
  g_autoptr (JsonObject) body = matoi_statuspage_job_make_body (job);
  g_autofree char *rest = g_strdup_printf ("/%s/postmortem", job->id);

  call (task, "PUT", rest, body, on_drafted);
}

/* --- the page is looked at */

/* It is not there. */
static void
go_on (GTask *task)
{
  MatoiStatuspageJob *job = get_job (task);

  if (job->errand->looking)
    {
      job->errand->absent = TRUE;
      end (task);
    }
  else if (matoi_statuspage_job_is_postmortem (job))
    tell_postmortem (task);
  else
    tell (task);
}

static void
on_postmortem (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (MatoiStatuspageAnswer) answer = take (source, result, task);
  MatoiStatuspageJob *job = get_job (task);
  JsonObject *found = answer ? matoi_statuspage_answer_get_object (answer) : NULL;

  if (answer == NULL)
    return;
  if (answer->outcome == MATOI_STATUSPAGE_OK && found != NULL &&
      matoi_json_get_string (found, "published_at") != NULL &&
      g_strcmp0 (matoi_json_get_string (found, "body"),
                 matoi_json_get_string (job->errand->payload, "body")) == 0)
    matoi_statuspage_job_settle_postmortem (job);
  else if (answer->outcome == MATOI_STATUSPAGE_OK || answer->status == 404)
    {
      go_on (task);
      return;
    }
  else
    matoi_statuspage_job_judge (job, answer, TRUE);
  end (task);
}

/* One of the page, or NULL: the one with our update, else the one that is ours. */
static JsonObject *
find (const MatoiStatuspageJob *job, JsonArray *list, gboolean *has_update)
{
  JsonObject *ours = NULL;

  *has_update = FALSE;
  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      JsonObject *incident = matoi_json_array_get_object (list, i);

      if (incident == NULL || !matoi_statuspage_job_is_ours (job, incident))
        continue;
      ours = incident;
      *has_update = matoi_statuspage_job_has_update (job, incident);
      if (*has_update)
        break;
    }
  return ours;
}

static void
on_list (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (MatoiStatuspageAnswer) answer = take (source, result, task);
  MatoiStatuspageJob *job = get_job (task);
  JsonObject *incident;
  gboolean has_update;

  if (answer == NULL)
    return;
  if (answer->outcome != MATOI_STATUSPAGE_OK)
    {
      matoi_statuspage_job_judge (job, answer, TRUE);
      end (task);
      return;
    }
  incident = find (job, matoi_statuspage_answer_get_list (answer), &has_update);
  if (has_update)
    {
      matoi_statuspage_job_settle (job, incident);
      end (task);
      return;
    }
  if (incident != NULL)
    job->id = g_strdup (matoi_json_get_string (incident, "id"));
  go_on (task);
}

static void
on_incident (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (MatoiStatuspageAnswer) answer = take (source, result, task);
  MatoiStatuspageJob *job = get_job (task);
  JsonObject *incident = answer ? matoi_statuspage_answer_get_object (answer) : NULL;

  if (answer == NULL)
    return;
  if (answer->outcome != MATOI_STATUSPAGE_OK || incident == NULL)
    matoi_statuspage_job_judge (job, answer, TRUE);
  else if (matoi_statuspage_job_has_update (job, incident))
    matoi_statuspage_job_settle (job, incident);
  else
    {
      go_on (task);
      return;
    }
  end (task);
}

static void
look (GTask *task)
{
  MatoiStatuspageJob *job = get_job (task);
  g_autofree char *rest = NULL;

  if (job->id == NULL)
    {
      call (task, "GET", "", NULL, on_list);
      return;
    }
  rest = g_strconcat ("/", job->id, matoi_statuspage_job_is_postmortem (job) ? "/postmortem" : NULL,
                      NULL);
  call (task, "GET", rest, NULL,
        matoi_statuspage_job_is_postmortem (job) ? on_postmortem : on_incident);
}

/* --- from outside */

static gboolean
may_be_there (const MatoiStatuspageJob *job)
{
  const MatoiOutboxRow *row = job->errand->row;

  return job->errand->looking || row->attempts > 1 || row->confirmed_at != MATOI_TIME_NONE ||
         (job->id == NULL && strcmp (row->op, "status.create") != 0);
}

/** matoi_statuspage_job_run: see the header. */
void
matoi_statuspage_job_run (MatoiStatuspageJob *job, GTask *task)
{
  g_autoptr (GTask) own = task;

  g_task_set_task_data (task, job, NULL);
  if (g_task_return_error_if_cancelled (task))
    return;
  if (job->done)
    job->errand->outcome = MATOI_OUTBOX_SENT;
  else if (job->closed)
    {
      matoi_statuspage_job_fail (job, MATOI_OUTBOX_SECURITY);
      job->errand->outcome = MATOI_OUTBOX_HOLD;
    }
  else if (matoi_statuspage_job_is_postmortem (job) && (job->changed || job->id == NULL))
    matoi_statuspage_job_fail (
      job,
      _ ("The message was changed after it was approved. Nothing was published; approve it and "
              "publish it anew."));
  else if (may_be_there (job))
    {
      look (task);
      return;
    }
  else
    {
      go_on (task);
      return;
    }
  end (task);
}
