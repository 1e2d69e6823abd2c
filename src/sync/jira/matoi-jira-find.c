/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "matoi-jira-link-private.h"
#include "matoi-time.h"

/* Tickets by their marks (apis.md §2.4): by the label, then among what was made lately, and, as the
 * index comes after the writes, by the keys that come next: those are read and not searched for. */

#define MAX_HITS    1000
#define MAX_RECENT  200
#define NEXT_CLOUD  100 /* one call */
#define NEXT_DC     10  /* one call each, but its index hardly lags */
#define MARGIN      15  /* minutes */
#define MAX_MINUTES (60 * 24 * 30)

typedef struct
{
  GPtrArray *errands;  /* of MatoiErrand */
  GPtrArray *projects; /* of char *: with marks that are not found yet */
  guint at;
  gint64 newest; /* the highest number of a ticket of the project that is known */
  MatoiJiraFound *found;
  void (*next) (GTask *task);
} Job;

static void read_recent (GTask *task);
static void next_project (GTask *task);

static void
job_free (gpointer data)
{
  Job *job = data;

  g_ptr_array_unref (job->errands);
  g_ptr_array_unref (job->projects);
  g_clear_pointer (&job->found, matoi_jira_found_free);
  g_free (job);
}

static void
end (GTask *task)
{
  Job *job = g_task_get_task_data (task);

  matoi_jira_found_end (job->found);
  g_task_return_pointer (task, g_steal_pointer (&job->found),
                         (GDestroyNotify) matoi_jira_found_free);
}

/* FALSE: nothing more is to be done with @task. @lenient: a project that is not there has none. */
static gboolean
check (GTask *task, MatoiJiraList *list, gboolean lenient, GError *error)
{
  Job *job = g_task_get_task_data (task);

  if (list == NULL)
    {
      g_task_return_error (task, error);
      return FALSE;
    }
  if (list->answer->outcome == MATOI_JIRA_OK ||
      (lenient &&
       (list->answer->outcome == MATOI_JIRA_CONTENT || list->answer->outcome == MATOI_JIRA_PLACE)))
    return TRUE;
  job->found->answer = g_steal_pointer (&list->answer);
  end (task);
  return FALSE;
}

/* --- looking */

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Job *job = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (MatoiJiraList) list = matoi_jira_list_finish (result, &error);

  if (!check (task, list, TRUE, error))
    return;
  matoi_jira_found_take (job->found, job->errands, list->items);
  job->next (task);
}

static void
read_ids (GTask *task, GPtrArray *ids)
{
  MatoiJiraLink *self = g_task_get_source_object (task);

  g_ptr_array_add (ids, NULL);
  matoi_jira_read_many (self->client, (const char *const *) ids->pdata,
                        g_task_get_cancellable (task), on_read, g_object_ref (task));
}

/* Data Center does not give the property with a search. */
static void
on_searched (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  MatoiJiraLink *self = g_task_get_source_object (task);
  Job *job = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (MatoiJiraList) list = matoi_jira_list_finish (result, &error);
  g_autoptr (GPtrArray) ids = NULL;

  if (!check (task, list, job->projects->len > 0, error))
    return;
  if (matoi_jira_client_get_flavour (self->client) == MATOI_JIRA_CLOUD || list->items->len == 0)
    {
      matoi_jira_found_take (job->found, job->errands, list->items);
      job->next (task);
      return;
    }
  ids = g_ptr_array_new ();
  for (guint i = 0; i < list->items->len; i++)
    g_ptr_array_add (ids, ((MatoiJiraIssue *) g_ptr_array_index (list->items, i))->id);
  read_ids (task, ids);
}

static const char *
get_project (Job *job)
{
  return g_ptr_array_index (job->projects, job->at);
}

static gboolean
is_missing (Job *job, const MatoiErrand *errand)
{
  const char *mark = matoi_jira_errand_get (errand, "mark");

  return mark != NULL && !g_hash_table_contains (job->found->found, mark);
}

static gboolean
misses_some (Job *job, const char *project)
{
  for (guint i = 0; i < job->errands->len; i++)
    {
      const MatoiErrand *errand = g_ptr_array_index (job->errands, i);

      if (g_strcmp0 (matoi_jira_errand_get (errand, "project"), project) == 0 &&
          is_missing (job, errand))
        return TRUE;
    }
  return FALSE;
}

static void
on_project_done (GTask *task)
{
  Job *job = g_task_get_task_data (task);

  job->at++;
  next_project (task);
}

static void
on_newest (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  MatoiJiraLink *self = g_task_get_source_object (task);
  Job *job = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (MatoiJiraList) list = matoi_jira_list_finish (result, &error);
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  gint64 newest = 0;
  guint n = matoi_jira_client_get_flavour (self->client) == MATOI_JIRA_CLOUD ? NEXT_CLOUD : NEXT_DC;

  if (!check (task, list, TRUE, error))
    return;
  if (list->items->len > 0)
    {
      const MatoiJiraIssue *issue = g_ptr_array_index (list->items, 0);
      const char *dash = issue->key != NULL ? strrchr (issue->key, '-') : NULL;

      newest = dash != NULL ? g_ascii_strtoll (dash + 1, NULL, 10) : 0;
    }
  for (guint i = 1; i <= n; i++)
    g_ptr_array_add (keys, g_strdup_printf ("%s-%" G_GINT64_FORMAT, get_project (job), newest + i));
  job->next = on_project_done;
  read_ids (task, keys);
}

/* The index has not seen it, or there is none. */
static void
read_next (GTask *task)
{
  MatoiJiraLink *self = g_task_get_source_object (task);
  Job *job = g_task_get_task_data (task);
  g_autofree char *quoted = NULL, *jql = NULL;

  if (!misses_some (job, get_project (job)))
    {
      on_project_done (task);
      return;
    }
  quoted = matoi_jira_dup_jql_string (get_project (job));
  jql = g_strdup_printf ("project = %s ORDER BY created DESC", quoted);
  matoi_jira_search (self->client, jql, 1, g_task_get_cancellable (task), on_newest,
                     g_object_ref (task));
}

static gint64
get_since (MatoiErrand *errand)
{
  return errand->attempted_at != MATOI_TIME_NONE && errand->row->attempts <= 1
           ? errand->attempted_at
           : errand->row->created_at;
}

static void
read_recent (GTask *task)
{
  MatoiJiraLink *self = g_task_get_source_object (task);
  Job *job = g_task_get_task_data (task);
  gint64 now = matoi_desk_get_now (self->desk), since = now;
  g_autofree char *recent = NULL, *jql = NULL;
  gint64 minutes;

  for (guint i = 0; i < job->errands->len; i++)
    since = MIN (since, get_since (g_ptr_array_index (job->errands, i)));
  minutes = CLAMP ((now - since) / 60000 + MARGIN, MARGIN, MAX_MINUTES);
  recent = matoi_jira_dup_jql_for_recent (get_project (job), (guint) minutes);
  jql = g_strconcat (recent, " ORDER BY created DESC", NULL);
  job->next = read_next;
  matoi_jira_search (self->client, jql, MAX_RECENT, g_task_get_cancellable (task), on_searched,
                     g_object_ref (task));
}

static void
next_project (GTask *task)
{
  Job *job = g_task_get_task_data (task);

  if (job->at < job->projects->len)
    read_recent (task);
  else
    end (task);
}

static void
on_labels_done (GTask *task)
{
  Job *job = g_task_get_task_data (task);

  for (guint i = 0; i < job->errands->len; i++)
    {
      const MatoiErrand *errand = g_ptr_array_index (job->errands, i);
      const char *project = matoi_jira_errand_get (errand, "project");

      if (project != NULL && is_missing (job, errand) &&
          !g_ptr_array_find_with_equal_func (job->projects, project, g_str_equal, NULL))
        g_ptr_array_add (job->projects, g_strdup (project));
    }
  next_project (task);
}

static char *
dup_jql (GPtrArray *errands)
{
  g_autoptr (GString) jql = g_string_new (NULL);

  for (guint i = 0; i < errands->len; i++)
    {
      const char *mark = matoi_jira_errand_get (g_ptr_array_index (errands, i), "mark");
      g_autofree char *label = matoi_jira_dup_mark_label (mark);
      g_autofree char *quoted = matoi_jira_dup_jql_string (label);

      g_string_append_printf (jql, "%s%s", i > 0 ? "," : "labels in (", quoted);
    }
  g_string_append (jql, ")");
  return g_strdup (jql->str);
}

void
matoi_jira_find_async (MatoiJiraLink *self,
                       GPtrArray *errands,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  g_autofree char *jql = dup_jql (errands);
  Job *job = g_new0 (Job, 1);

  g_task_set_source_tag (task, matoi_jira_find_async);
  g_task_set_check_cancellable (task, FALSE);
  job->errands = g_ptr_array_ref (errands);
  job->projects = g_ptr_array_new_with_free_func (g_free);
  job->found = matoi_jira_found_new ();
  job->next = on_labels_done;
  g_task_set_task_data (task, job, job_free);
  matoi_jira_search (self->client, jql, MAX_HITS, cancellable, on_searched, task);
}

MatoiJiraFound *
matoi_jira_find_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
