/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "matoi-jira-link-private.h"

/* What goes out and what comes in, as long as the site is reached. */

/* Refusals of the token in a row, by a site that knows whose it is. */
#define MAX_DEAD 2

/* How long after nobody knows, in ms, one looks whether it is there (apis.md §2.4). */
static const guint looks[] = { 2000, 5000, 15000, 45000 };

/* --- errands */

static void
job_free (gpointer data)
{
  MatoiJiraJob *job = data;

  if (job->data != NULL)
    job->data_free (job->data);
  g_ptr_array_unref (job->errands);
  g_ptr_array_unref (job->waiting);
  g_clear_object (&job->cancellable);
  g_free (job);
}

/* Erased meanwhile. */
static void
drop_empty (MatoiJiraJob *job, const char *needed)
{
  for (guint i = job->waiting->len; i > 0; i--)
    {
      MatoiErrand *errand = g_ptr_array_index (job->waiting, i - 1);

      if (matoi_jira_errand_get (errand, "mark") != NULL &&
          matoi_jira_errand_get (errand, needed) != NULL)
        continue;
      errand->outcome = MATOI_OUTBOX_FAIL;
      g_free (errand->detail);
      errand->detail = g_strdup (MATOI_OUTBOX_REDACTED);
      g_ptr_array_remove_index (job->waiting, i - 1);
    }
}

static void
run_async (gpointer service,
           GPtrArray *errands,
           GCancellable *cancellable,
           GAsyncReadyCallback callback,
           gpointer user_data)
{
  MatoiJiraLink *self = service;
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  const MatoiErrand *first = g_ptr_array_index (errands, 0);
  gboolean tells = strcmp (first->row->op, "ticket.link") == 0;
  MatoiJiraJob *job = g_new0 (MatoiJiraJob, 1);

  job->self = self;
  job->errands = g_ptr_array_ref (errands);
  job->waiting = g_ptr_array_copy (errands, NULL, NULL);
  g_ptr_array_set_free_func (job->waiting, NULL);
  job->cancellable = g_object_ref (cancellable);
  g_task_set_source_tag (task, run_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, job, job_free);
  drop_empty (job, tells ? "key" : "project");
  if (job->waiting->len == 0)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
    }
  else if (tells)
    matoi_jira_tell (task);
  else if (first->looking)
    matoi_jira_look (task);
  else
    matoi_jira_make (task);
}

static gboolean
run_finish (gpointer service, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* --- the parts, once it is reached */

/* Everything rests; what waits stays where it is. */
void
matoi_jira_link_rest (MatoiJiraLink *self)
{
  matoi_link_ask_in (MATOI_LINK (self), -1);
  if (self->errands != NULL)
    matoi_errands_stop (self->errands);
  if (self->poll != NULL)
    matoi_jira_poll_stop (self->poll);
}

/* A refusal lies once in a while: it is asked once more. Who knows us and refuses us all the same
 * is not asked for ever. */
static void
on_errands_trouble (MatoiJiraLink *self, MatoiErrand *errand)
{
  if (matoi_link_get_state (MATOI_LINK (self)) == MATOI_LINK_REFUSED)
    return;
  if (errand->dead != NULL && ++self->n_dead > MAX_DEAD)
    matoi_jira_link_refuse (self, g_strdup (errand->dead));
  else
    matoi_link_ask (MATOI_LINK (self));
}

static void
on_errands_idle (MatoiJiraLink *self)
{
  if (self->poll != NULL && matoi_link_get_state (MATOI_LINK (self)) == MATOI_LINK_ONLINE)
    matoi_jira_poll_expect (self->poll);
  matoi_link_changed (MATOI_LINK (self));
}

static void
on_polled (MatoiJiraLink *self)
{
  self->polled = TRUE;
  matoi_link_changed (MATOI_LINK (self));
}

static void
on_poll_trouble (MatoiJiraLink *self, MatoiJiraAnswer *answer)
{
  /* This time nobody knows; the next time is not far. */
  self->polled = TRUE;
  if (matoi_link_get_state (MATOI_LINK (self)) != MATOI_LINK_REFUSED &&
      (answer->outcome == MATOI_JIRA_AUTH || g_strcmp0 (answer->code, "no_answer") == 0))
    matoi_link_ask (MATOI_LINK (self));
}

void
matoi_jira_link_drop_parts (MatoiJiraLink *self)
{
  matoi_jira_link_rest (self);
  /* What is on its way is left to whoever comes next, also if it still holds on to them. */
  if (self->errands != NULL)
    g_object_run_dispose (G_OBJECT (self->errands));
  g_clear_object (&self->errands);
  g_clear_object (&self->poll);
  g_hash_table_remove_all (self->screens);
}

void
matoi_jira_link_make_parts (MatoiJiraLink *self)
{
  g_autofree char *lanes = g_strconcat (self->site, "/", NULL);
  const MatoiErrandsKind kind = {
    .lanes = lanes,
    .max_batch = MATOI_JIRA_MAX_BULK,
    .max_looks = G_N_ELEMENTS (looks),
    .look_ms = looks,
    .again = TRUE,
    .run_async = run_async,
    .run_finish = run_finish,
  };

  self->errands = matoi_errands_new (self->desk, &kind, self);
  matoi_errands_set_haste (self->errands, self->haste);
  self->poll = matoi_jira_poll_new (self->desk, self->client, self->site, self->base);
  matoi_jira_poll_set_haste (self->poll, self->haste);
  g_signal_connect_object (self->errands, "trouble", G_CALLBACK (on_errands_trouble), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->errands, "idle", G_CALLBACK (on_errands_idle), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->poll, "done", G_CALLBACK (on_polled), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->poll, "trouble", G_CALLBACK (on_poll_trouble), self,
                           G_CONNECT_SWAPPED);
}
