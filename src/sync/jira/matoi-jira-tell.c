/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-jira-link-private.h"

/* A ticket is told where it comes from: may be done as often as one likes. */

typedef struct
{
  GTask *task;
  MatoiErrand *errand;
} Telling;

static void
end (Telling *telling)
{
  g_autoptr (GTask) task = telling->task;
  MatoiJiraJob *job = g_task_get_task_data (task);

  g_ptr_array_remove_fast (job->waiting, telling->errand);
  g_free (telling);
  if (job->waiting->len > 0)
    return;
  if (g_cancellable_is_cancelled (job->cancellable))
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled");
  else
    g_task_return_boolean (task, TRUE);
}

/* FALSE: that was the end of it. What may have been done is simply done again. */
static gboolean
check (Telling *telling, MatoiJiraAnswer *answer)
{
  if (answer != NULL && answer->outcome == MATOI_JIRA_OK)
    return TRUE;
  if (answer != NULL)
    {
      if (answer->outcome == MATOI_JIRA_UNKNOWN)
        answer->outcome = MATOI_JIRA_NOT_DONE;
      matoi_jira_settle_by (telling->errand, answer);
      if (telling->errand->outcome == MATOI_OUTBOX_UNSURE)
        telling->errand->outcome = MATOI_OUTBOX_AGAIN;
    }
  end (telling);
  return FALSE;
}

static void
on_linked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Telling *telling = user_data;
  g_autoptr (MatoiJiraAnswer) answer =
    matoi_jira_client_call_finish (MATOI_JIRA_CLIENT (source), result, NULL);

  if (!check (telling, answer))
    return;
  telling->errand->outcome = MATOI_OUTBOX_SENT;
  end (telling);
}

static const char *
get_ticket (const MatoiErrand *errand)
{
  const char *id = matoi_jira_errand_get (errand, "id");

  return id != NULL ? id : matoi_jira_errand_get (errand, "key");
}

static void
set_link (Telling *telling)
{
  MatoiJiraJob *job = g_task_get_task_data (telling->task);
  const MatoiErrand *errand = telling->errand;
  const char *tag = matoi_jira_errand_get (errand, "tag");
  g_autofree char *global = g_strconcat ("system=matoi&id=", tag, NULL);
  const MatoiJiraRemote remote = { .global_id = global,
                                   .url = matoi_jira_errand_get (errand, "more_url"),
                                   .title = matoi_jira_errand_get (errand, "title"),
                                   .summary = tag,
                                   .relationship = "incident" };

  telling->errand->outcome = MATOI_OUTBOX_SENT;
  if (remote.url == NULL || remote.title == NULL)
    end (telling);
  else
    matoi_jira_set_link (job->self->client, get_ticket (errand), &remote, job->cancellable,
                         on_linked, telling);
}

static void
on_kept (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Telling *telling = user_data;
  g_autoptr (MatoiJiraAnswer) answer =
    matoi_jira_client_call_finish (MATOI_JIRA_CLIENT (source), result, NULL);

  if (check (telling, answer))
    set_link (telling);
}

/* One that was made just now has its property already. */
static void
begin (GTask *task, MatoiErrand *errand)
{
  MatoiJiraJob *job = g_task_get_task_data (task);
  const char *mark = matoi_jira_errand_get (errand, "mark");
  g_autoptr (JsonObject) value = json_object_new ();
  Telling *telling = g_new0 (Telling, 1);

  telling->task = g_object_ref (task);
  telling->errand = errand;
  if (g_strcmp0 (g_hash_table_lookup (job->self->made, mark),
                 matoi_jira_errand_get (errand, "key")) == 0)
    {
      set_link (telling);
      return;
    }
  /* Somebody else made it: nothing is known of it but its key. */
  if (job->self->poll != NULL)
    matoi_jira_poll_look (job->self->poll, matoi_jira_errand_get (errand, "key"));
  json_object_set_string_member (value, "idem", mark);
  json_object_set_string_member (value, "ref", matoi_jira_errand_get (errand, "tag"));
  matoi_jira_set_property (job->self->client, get_ticket (errand), MATOI_JIRA_PROPERTY, value,
                           job->cancellable, on_kept, telling);
}

void
matoi_jira_tell (GTask *task)
{
  MatoiJiraJob *job = g_task_get_task_data (task);
  g_autoptr (GPtrArray) errands = g_ptr_array_copy (job->waiting, NULL, NULL);

  for (guint i = 0; i < errands->len; i++)
    begin (task, g_ptr_array_index (errands, i));
  g_object_unref (task);
}
