/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-jira-link-private.h"
#include "matoi-jira-reason.h"

#include "matoi-time.h"

/* Tickets are made: those of one project and type together. What was perhaps made before is looked
 * for first. */

typedef struct
{
  GHashTable *filled;      /* MatoiErrand → MatoiJiraFilled */
  GPtrArray *group;        /* of MatoiJiraFilled, borrowed: under way */
  MatoiJiraScreen *screen; /* of the group */
} Make;

static void next_group (GTask *task);

static void
make_free (gpointer data)
{
  Make *make = data;

  g_hash_table_unref (make->filled);
  g_ptr_array_unref (make->group);
  g_clear_pointer (&make->screen, matoi_jira_screen_unref);
  g_free (make);
}

static void
done_with (MatoiJiraJob *job, MatoiErrand *errand)
{
  g_ptr_array_remove (job->waiting, errand);
}

/* Nothing else is asked for with that token, or over that line. */
static void
give_up (MatoiJiraJob *job, const MatoiErrand *because)
{
  if (because->dead == NULL && !because->unreached)
    return;
  for (guint i = 0; i < job->waiting->len; i++)
    matoi_jira_settle_refused (g_ptr_array_index (job->waiting, i),
                               because->dead != NULL ? MATOI_JIRA_AUTH : MATOI_JIRA_NOT_DONE,
                               because->dead != NULL ? NULL : "no_answer", NULL);
  g_ptr_array_set_size (job->waiting, 0);
}

/* --- what came back */

static void
tell_left_out (MatoiJiraLink *self, MatoiJiraFilled *filled)
{
  g_autoptr (GPtrArray) fields = matoi_jira_draft_list_left_out (&filled->draft);

  matoi_jira_link_tell_left_out (self, filled->draft.project, fields);
}

static void
settle (MatoiJiraJob *job,
        MatoiJiraFilled *filled,
        MatoiJiraOutcome outcome,
        const char *said,
        GHashTable *fields)
{
  Make *make = job->data;
  g_autofree char *words = NULL;

  if (outcome == MATOI_JIRA_CONTENT && matoi_jira_filled_do_without (filled, fields))
    return;
  words = matoi_jira_dup_words (said, fields, make->screen->fields);
  matoi_jira_settle_refused (filled->errand, outcome, NULL, words);
  done_with (job, filled->errand);
}

static void
on_created (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  MatoiJiraJob *job = g_task_get_task_data (task);
  MatoiJiraFilled *filled = g_ptr_array_index (((Make *) job->data)->group, 0);
  GError *error = NULL;
  g_autoptr (MatoiJiraList) list = matoi_jira_list_finish (result, &error);

  if (list == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  if (list->answer->outcome == MATOI_JIRA_OK && list->items->len > 0)
    {
      const MatoiJiraIssue *issue = g_ptr_array_index (list->items, 0);

      matoi_jira_settle_made (job->self, filled->errand, issue->key, issue->id);
      tell_left_out (job->self, filled);
      done_with (job, filled->errand);
    }
  else if (list->answer->outcome == MATOI_JIRA_CONTENT)
    settle (job, filled, MATOI_JIRA_CONTENT, list->answer->said, list->answer->fields);
  else
    {
      matoi_jira_settle_by (filled->errand, list->answer);
      done_with (job, filled->errand);
      give_up (job, filled->errand);
    }
  next_group (task);
}

/* The request as a whole was refused, or not answered. */
static gboolean
is_whole (const MatoiJiraAnswer *answer)
{
  return answer->outcome != MATOI_JIRA_OK && answer->outcome != MATOI_JIRA_CONTENT;
}

static void
on_many_created (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  MatoiJiraJob *job = g_task_get_task_data (task);
  Make *make = job->data;
  GError *error = NULL;
  g_autoptr (MatoiJiraBulk) bulk = matoi_jira_create_many_finish (result, &error);

  if (bulk == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  for (guint i = 0; i < make->group->len; i++)
    {
      MatoiJiraFilled *filled = g_ptr_array_index (make->group, i);
      const MatoiJiraMade *made = g_ptr_array_index (bulk->made, i);

      if (made->outcome != MATOI_JIRA_OK && is_whole (bulk->answer))
        matoi_jira_settle_by (filled->errand, bulk->answer);
      else if (made->outcome != MATOI_JIRA_OK)
        {
          settle (job, filled, made->outcome, made->said, made->fields);
          continue;
        }
      else
        {
          matoi_jira_settle_made (job->self, filled->errand, made->key, made->id);
          tell_left_out (job->self, filled);
        }
      done_with (job, filled->errand);
    }
  if (make->group->len > 0)
    give_up (job, ((MatoiJiraFilled *) g_ptr_array_index (make->group, 0))->errand);
  next_group (task);
}

/* --- a group */

/* What is below another is a sub-task. */
static const char *
get_type (const MatoiErrand *errand)
{
  return matoi_jira_errand_get (errand, "parent") != NULL ? MATOI_JIRA_SUBTASK
                                                          : matoi_jira_errand_get (errand, "type");
}

static gboolean
belongs_to (const MatoiErrand *errand, const MatoiErrand *first)
{
  return g_strcmp0 (matoi_jira_errand_get (errand, "project"),
                    matoi_jira_errand_get (first, "project")) == 0 &&
         g_strcmp0 (get_type (errand), get_type (first)) == 0;
}

static MatoiJiraFilled *
need_filled (Make *make, MatoiErrand *errand)
{
  MatoiJiraFilled *filled = g_hash_table_lookup (make->filled, errand);

  if (filled == NULL)
    {
      filled = matoi_jira_filled_new (errand);
      g_hash_table_insert (make->filled, errand, filled);
    }
  return filled;
}

/* Those of the group that cannot be made are settled. */
static void
gather (MatoiJiraJob *job)
{
  Make *make = job->data;
  g_autoptr (GPtrArray) all = g_ptr_array_copy (job->waiting, NULL, NULL);
  const MatoiErrand *first = g_ptr_array_index (all, 0);

  g_ptr_array_set_size (make->group, 0);
  for (guint i = 0; i < all->len; i++)
    {
      MatoiErrand *errand = g_ptr_array_index (all, i);

      if (!belongs_to (errand, first))
        continue;
      if (make->screen->answer != NULL)
        matoi_jira_settle_by (errand, make->screen->answer);
      else if (make->screen->type_id == NULL && matoi_jira_errand_get (errand, "parent") != NULL)
        matoi_jira_settle_listed (job->self, errand);
      else if (make->screen->type_id == NULL)
        matoi_jira_settle_held (errand, MATOI_JIRA_REASON_TYPE,
                                matoi_jira_errand_get (errand, "project"));
      else if (matoi_jira_fill (job->self, need_filled (make, errand), make->screen))
        {
          g_ptr_array_add (make->group, need_filled (make, errand));
          continue;
        }
      done_with (job, errand);
      give_up (job, errand);
    }
}

static void
send (GTask *task)
{
  MatoiJiraJob *job = g_task_get_task_data (task);
  Make *make = job->data;
  g_autofree MatoiJiraDraft *drafts = g_new0 (MatoiJiraDraft, make->group->len + 1);

  for (guint i = 0; i < make->group->len; i++)
    drafts[i] = ((MatoiJiraFilled *) g_ptr_array_index (make->group, i))->draft;
  if (make->group->len == 1)
    matoi_jira_create (job->self->client, &drafts[0], job->cancellable, on_created, task);
  else if (make->group->len > 1)
    matoi_jira_create_many (job->self->client, drafts, make->group->len, job->cancellable,
                            on_many_created, task);
  else
    next_group (task);
}

static void
on_screen (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  MatoiJiraJob *job = g_task_get_task_data (task);
  Make *make = job->data;
  GError *error = NULL;

  g_clear_pointer (&make->screen, matoi_jira_screen_unref);
  make->screen = matoi_jira_get_screen_finish (result, &error);
  if (make->screen == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  gather (job);
  send (task);
}

/* Takes @task. */
static void
next_group (GTask *task)
{
  MatoiJiraJob *job = g_task_get_task_data (task);
  const MatoiErrand *first;

  if (job->waiting->len == 0)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }
  first = g_ptr_array_index (job->waiting, 0);
  matoi_jira_get_screen_async (job->self, matoi_jira_errand_get (first, "project"),
                               get_type (first), job->cancellable, on_screen, task);
}

/* --- what was asked for before */

static gboolean
may_be_there (const MatoiErrand *errand)
{
  return errand->row->attempts > 1 || errand->row->confirmed_at != MATOI_TIME_NONE;
}

static void
on_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  MatoiJiraJob *job = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (MatoiJiraFound) found = matoi_jira_find_finish (result, &error);
  g_autoptr (GPtrArray) all = g_ptr_array_copy (job->waiting, NULL, NULL);

  if (found == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  for (guint i = 0; i < all->len; i++)
    {
      MatoiErrand *errand = g_ptr_array_index (all, i);

      if (!may_be_there (errand))
        continue;
      if (found->answer != NULL)
        {
          matoi_jira_settle_by (errand, found->answer);
          /* Its own text is not what was refused. */
          if (errand->outcome == MATOI_OUTBOX_FAIL)
            errand->outcome = MATOI_OUTBOX_HOLD;
        }
      else if (!matoi_jira_settle_found (job->self, errand, found))
        continue;
      done_with (job, errand);
      give_up (job, errand);
    }
  next_group (task);
}

void
matoi_jira_make (GTask *task)
{
  MatoiJiraJob *job = g_task_get_task_data (task);
  g_autoptr (GPtrArray) before = g_ptr_array_new ();
  Make *make = g_new0 (Make, 1);

  make->filled = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) matoi_jira_filled_free);
  make->group = g_ptr_array_new ();
  job->data = make;
  job->data_free = make_free;
  for (guint i = 0; i < job->waiting->len; i++)
    if (may_be_there (g_ptr_array_index (job->waiting, i)))
      g_ptr_array_add (before, g_ptr_array_index (job->waiting, i));
  if (before->len > 0)
    matoi_jira_find_async (job->self, before, job->cancellable, on_found, task);
  else
    next_group (task);
}
