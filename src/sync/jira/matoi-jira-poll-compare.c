/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-jira-poll-private.h"
#include "matoi-json.h"
#include "matoi-time.h"

/* What a site says of a ticket beside what is recorded of it. What Matoi itself has changed there
 * is none of what people see, so it is no news. */

#define ACTOR "JIRA"

void
matoi_jira_news_free (MatoiJiraNews *news)
{
  g_ptr_array_unref (news->commands);
  g_free (news);
}

/* About the action item or the step that @row is of. */
static MatoiCommand *
add_command (MatoiJiraPoll *self, const MatoiTicketRow *row, const char *name)
{
  MatoiCommand *command = matoi_command_new (name, ACTOR);
  MatoiJiraNews *news = NULL;
  g_autofree char *action = row->of_steps ? NULL : matoi_id_dup_text (&row->action);

  for (guint i = 0; i < self->news->len && news == NULL; i++)
    {
      MatoiJiraNews *one = g_ptr_array_index (self->news, i);

      if (matoi_id_equal (&one->incident, &row->incident))
        news = one;
    }
  if (news == NULL)
    {
      news = g_new0 (MatoiJiraNews, 1);
      news->incident = row->incident;
      news->commands = g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_command_free);
      g_ptr_array_add (self->news, news);
    }
  g_ptr_array_add (news->commands, command);
  command->source = g_strdup ("jira");
  matoi_command_set (command, row->of_steps ? "step" : "action",
                     row->of_steps ? row->step : action);
  return command;
}

static MatoiCommand *
add_progress (MatoiJiraPoll *self, const MatoiTicketRow *row)
{
  return add_command (self, row, row->of_steps ? "pm-step-progress" : "action-progress");
}

/* Of a status that has no category, what it was before. */
static const char *
get_category (const MatoiTicketRow *row, const MatoiJiraIssue *issue)
{
  switch (issue->progress)
    {
    case MATOI_JIRA_PROGRESS_NEW:
      return "new";
    case MATOI_JIRA_PROGRESS_BEGUN:
      return "indeterminate";
    case MATOI_JIRA_PROGRESS_DONE:
      return "done";
    case MATOI_JIRA_PROGRESS_UNKNOWN:
    default:
      return row->category != NULL ? row->category : "new";
    }
}

static gboolean
differs (const MatoiTicketRow *row, const MatoiJiraIssue *issue)
{
  if (row->gone || g_strcmp0 (row->key, issue->key) != 0 ||
      g_strcmp0 (row->status, issue->status) != 0 ||
      g_strcmp0 (row->category, get_category (row, issue)) != 0 ||
      g_strcmp0 (row->assignee, issue->assignee) != 0)
    return TRUE;
  return !row->of_steps && (row->remote_id == NULL || g_strcmp0 (row->due, issue->due) != 0 ||
                            g_strcmp0 (row->priority, issue->priority) != 0);
}

/* Somebody has linked it by its key: from now on it is known by what never changes. */
static void
learn_id (MatoiJiraPoll *self,
          const MatoiTicketRow *row,
          const MatoiJiraIssue *issue,
          const char *url)
{
  MatoiCommand *command = add_command (self, row, "action-link");

  matoi_command_set (command, "key", issue->key);
  matoi_command_set (command, "url", url);
  matoi_command_set (command, "site", self->site);
  matoi_command_set (command, "id", issue->id);
}

static void
compare (MatoiJiraPoll *self, const MatoiTicketRow *row, const MatoiJiraIssue *issue)
{
  g_autofree char *url = NULL;
  MatoiCommand *command;

  if (issue->key == NULL || !differs (row, issue))
    return;
  url = matoi_jira_dup_browse_url (self->base, issue->key);
  if (row->remote_id == NULL && !row->of_steps)
    learn_id (self, row, issue, url);
  command = add_progress (self, row);
  matoi_command_set (command, "key", issue->key);
  matoi_command_set (command, "id", issue->id);
  matoi_command_set (command, "url", url);
  matoi_command_set (command, "status", issue->status);
  matoi_command_set (command, "category", get_category (row, issue));
  matoi_command_set (command, "assignee", issue->assignee);
  matoi_command_set (command, "due", issue->due);
  matoi_command_set (command, "priority", issue->priority);
  if (issue->updated != MATOI_TIME_NONE)
    matoi_json_set_time (command->args, "updated", issue->updated);
}

static void
tell_gone (MatoiJiraPoll *self, const MatoiTicketRow *row)
{
  MatoiCommand *command;

  if (row->gone)
    return;
  command = add_progress (self, row);
  matoi_command_set (command, "id", row->remote_id);
  matoi_command_set_flag (command, "gone", TRUE);
}

void
matoi_jira_poll_compare (MatoiJiraPoll *self, GPtrArray *issues, GPtrArray *missing)
{
  g_autoptr (GHashTable) by_name = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < issues->len; i++)
    {
      MatoiJiraIssue *issue = g_ptr_array_index (issues, i);

      g_hash_table_insert (by_name, issue->id, issue);
      if (issue->old_key != NULL)
        g_hash_table_insert (by_name, issue->old_key, issue);
      if (issue->key != NULL)
        g_hash_table_insert (by_name, issue->key, issue);
    }
  for (guint i = self->at; i < self->at + self->n_part; i++)
    {
      const MatoiTicketRow *row = g_ptr_array_index (self->rows, i);
      const char *name = row->remote_id != NULL ? row->remote_id : row->key;
      const MatoiJiraIssue *issue = g_hash_table_lookup (by_name, name);

      if (issue != NULL)
        compare (self, row, issue);
      else if (missing != NULL)
        g_ptr_array_add (missing, (gpointer) name);
      else
        tell_gone (self, row);
    }
}
