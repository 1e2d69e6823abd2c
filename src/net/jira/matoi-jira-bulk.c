/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-jira-issues.h"
#include "matoi-json.h"

/* Many tickets in one request, and which of them became which. JIRA numbers those it refused and
 * does not number those it made: they come in the order of the drafts, and their marks prove it. */

typedef struct
{
  GPtrArray *marks; /* of char *, of the drafts */
  MatoiJiraBulk *bulk;
  GPtrArray *ids; /* of char *, of the tickets that were made; in the end NULL */
  GCancellable *cancellable;
} Job;

static void
made_free (MatoiJiraMade *made)
{
  g_free (made->id);
  g_free (made->key);
  g_free (made->said);
  g_clear_pointer (&made->fields, g_hash_table_unref);
  g_free (made);
}

void
matoi_jira_bulk_free (MatoiJiraBulk *bulk)
{
  g_clear_pointer (&bulk->answer, matoi_jira_answer_free);
  g_ptr_array_unref (bulk->made);
  g_free (bulk);
}

static void
job_free (Job *job)
{
  g_clear_pointer (&job->bulk, matoi_jira_bulk_free);
  g_ptr_array_unref (job->marks);
  g_ptr_array_unref (job->ids);
  g_clear_object (&job->cancellable);
  g_free (job);
}

static MatoiJiraMade *
get_made (Job *job, guint i)
{
  return g_ptr_array_index (job->bulk->made, i);
}

/* --- what was refused */

static MatoiJiraOutcome
outcome_of_status (gint64 status)
{
  switch (status)
    {
    case 401:
      return MATOI_JIRA_AUTH;
    case 403:
      return MATOI_JIRA_SCOPE;
    case 404:
      return MATOI_JIRA_PLACE;
    case 429:
      return MATOI_JIRA_WAIT;
    default:
      return status >= 500 ? MATOI_JIRA_UNKNOWN : MATOI_JIRA_CONTENT;
    }
}

static void
read_refusal (Job *job, JsonObject *refusal, gboolean *refused)
{
  gint64 at = refusal ? matoi_json_get_int (refusal, "failedElementNumber", -1) : -1;
  JsonObject *errors = refusal ? matoi_json_get_object (refusal, "elementErrors") : NULL;
  MatoiJiraMade *made;

  if (at < 0 || at >= job->bulk->made->len || refused[at])
    return;
  made = get_made (job, (guint) at);
  made->outcome = outcome_of_status (matoi_json_get_int (refusal, "status", 400));
  made->said = matoi_jira_read_said (errors);
  made->fields = matoi_jira_read_fields (errors);
  refused[at] = TRUE;
}

/* --- what was made */

static void
set_made (MatoiJiraMade *made, const char *id, const char *key, gboolean proven)
{
  made->outcome = MATOI_JIRA_OK;
  g_free (made->id);
  made->id = g_strdup (id);
  g_free (made->key);
  made->key = g_strdup (key);
  made->proven = proven;
}

/* By the order, as long as that cannot be wrong. */
static void
match_by_order (Job *job, JsonArray *issues, const gboolean *refused)
{
  guint n_issues = issues ? json_array_get_length (issues) : 0, n_open = 0, at = 0;

  for (guint i = 0; i < job->bulk->made->len; i++)
    n_open += refused[i] ? 0 : 1;
  for (guint i = 0; i < job->bulk->made->len; i++)
    {
      JsonObject *issue =
        !refused[i] && n_open == n_issues ? matoi_json_array_get_object (issues, at++) : NULL;
      g_autoptr (MatoiJiraIssue) read = issue ? matoi_jira_issue_new (issue) : NULL;

      if (read && read->key)
        set_made (get_made (job, i), read->id, read->key, FALSE);
      else if (!refused[i])
        get_made (job, i)->outcome = MATOI_JIRA_UNKNOWN;
    }
}

static void
list_ids (Job *job, JsonArray *issues)
{
  for (guint i = 0; issues && i < json_array_get_length (issues); i++)
    {
      JsonObject *object = matoi_json_array_get_object (issues, i);
      g_autoptr (MatoiJiraIssue) issue = object ? matoi_jira_issue_new (object) : NULL;

      if (issue)
        g_ptr_array_add (job->ids, g_strdup (issue->id));
    }
}

static void
read_answer (Job *job)
{
  MatoiJiraAnswer *answer = job->bulk->answer;
  JsonObject *object = matoi_jira_answer_get_object (answer);
  JsonArray *refusals = object ? matoi_json_get_array (object, "errors") : NULL;
  JsonArray *issues = object ? matoi_json_get_array (object, "issues") : NULL;
  gboolean counted =
    answer->outcome == MATOI_JIRA_OK || (answer->outcome == MATOI_JIRA_CONTENT && refusals);
  g_autofree gboolean *refused = g_new0 (gboolean, job->bulk->made->len + 1);

  for (guint i = 0; !counted && i < job->bulk->made->len; i++)
    {
      get_made (job, i)->outcome = answer->outcome;
      get_made (job, i)->said = g_strdup (answer->said);
      get_made (job, i)->fields = answer->fields ? g_hash_table_ref (answer->fields) : NULL;
    }
  if (!counted)
    return;
  for (guint i = 0; refusals && i < json_array_get_length (refusals); i++)
    read_refusal (job, matoi_json_array_get_object (refusals, i), refused);
  match_by_order (job, issues, refused);
  list_ids (job, issues);
}

/* --- the proof */

static void
prove (Job *job, const MatoiJiraIssue *issue)
{
  for (guint i = 0; issue->mark && i < job->marks->len; i++)
    if (g_strcmp0 (g_ptr_array_index (job->marks, i), issue->mark) == 0)
      {
        /* Whoever the order gave it to does not have it. */
        for (guint j = 0; j < job->bulk->made->len; j++)
          if (j != i && g_strcmp0 (get_made (job, j)->id, issue->id) == 0)
            {
              set_made (get_made (job, j), NULL, NULL, FALSE);
              get_made (job, j)->outcome = MATOI_JIRA_UNKNOWN;
            }
        set_made (get_made (job, i), issue->id, issue->key, TRUE);
        return;
      }
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Job *job = g_task_get_task_data (task);
  g_autoptr (MatoiJiraList) list = matoi_jira_list_finish (result, NULL);

  for (guint i = 0; list && i < list->items->len; i++)
    prove (job, g_ptr_array_index (list->items, i));
  g_task_return_pointer (task, g_steal_pointer (&job->bulk), (GDestroyNotify) matoi_jira_bulk_free);
}

static void
on_answer (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Job *job = g_task_get_task_data (task);
  MatoiJiraClient *client = MATOI_JIRA_CLIENT (source);
  GError *error = NULL;

  job->bulk->answer = matoi_jira_client_call_finish (client, result, &error);
  if (!job->bulk->answer)
    {
      g_task_return_error (task, error);
      return;
    }
  read_answer (job);
  g_ptr_array_add (job->ids, NULL);
  matoi_jira_read_many (client, (const char *const *) job->ids->pdata, job->cancellable, on_read,
                        g_steal_pointer (&task));
}

/**
 * matoi_jira_create_many:
 * @drafts: borrowed for the call
 *
 * Sends them once. A draft whose outcome is MATOI_JIRA_UNKNOWN is looked for by its mark.
 */
void
matoi_jira_create_many (MatoiJiraClient *client,
                        const MatoiJiraDraft *drafts,
                        guint n_drafts,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  GTask *task = g_task_new (client, cancellable, callback, user_data);
  g_autoptr (JsonObject) body = json_object_new ();
  JsonArray *updates = json_array_new ();
  Job *job = g_new0 (Job, 1);
  const MatoiRestCall call = { .method = "POST", .path = "issue/bulk", .body = body };

  g_return_if_fail (n_drafts > 0 && n_drafts <= MATOI_JIRA_MAX_BULK);

  job->marks = g_ptr_array_new_with_free_func (g_free);
  job->ids = g_ptr_array_new_with_free_func (g_free);
  job->bulk = g_new0 (MatoiJiraBulk, 1);
  job->bulk->made = g_ptr_array_new_with_free_func ((GDestroyNotify) made_free);
  job->cancellable = cancellable ? g_object_ref (cancellable) : NULL;
  for (guint i = 0; i < n_drafts; i++)
    {
      json_array_add_object_element (
        updates, matoi_jira_draft_to_json (&drafts[i], matoi_jira_client_get_flavour (client)));
      g_ptr_array_add (job->marks, g_strdup (drafts[i].mark));
      g_ptr_array_add (job->bulk->made, g_new0 (MatoiJiraMade, 1));
    }
  json_object_set_array_member (body, "issueUpdates", updates);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  matoi_jira_client_call_async (client, &call, cancellable, on_answer, task);
}

/**
 * matoi_jira_create_many_finish:
 * @error: G_IO_ERROR_CANCELLED only
 *
 * Returns: (transfer full)
 */
MatoiJiraBulk *
matoi_jira_create_many_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
