/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-jira-link-private.h"

/* Tickets by their marks, as they are found. */

static void
issues_free (gpointer data)
{
  g_ptr_array_unref (data);
}

void
matoi_jira_found_free (MatoiJiraFound *found)
{
  g_clear_pointer (&found->answer, matoi_jira_answer_free);
  g_hash_table_unref (found->found);
  g_free (found);
}

MatoiJiraFound *
matoi_jira_found_new (void)
{
  MatoiJiraFound *self = g_new0 (MatoiJiraFound, 1);

  self->found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, issues_free);
  return self;
}

static gint64
get_number (const char *text)
{
  return text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;
}

static gint
compare_ids (gconstpointer a, gconstpointer b)
{
  const MatoiJiraIssue *const *one = a, *const *two = b;
  gint64 first = get_number ((*one)->id), second = get_number ((*two)->id);

  return first < second ? -1 : first > second;
}

static gboolean
is_asked (GPtrArray *errands, const char *mark)
{
  for (guint i = 0; mark != NULL && i < errands->len; i++)
    if (g_strcmp0 (matoi_jira_errand_get (g_ptr_array_index (errands, i), "mark"), mark) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
has_id (GPtrArray *issues, const char *id)
{
  for (guint i = 0; i < issues->len; i++)
    if (g_strcmp0 (((MatoiJiraIssue *) g_ptr_array_index (issues, i))->id, id) == 0)
      return TRUE;
  return FALSE;
}

void
matoi_jira_found_take (MatoiJiraFound *self, GPtrArray *errands, GPtrArray *items)
{
  for (guint i = items->len; i > 0; i--)
    {
      MatoiJiraIssue *issue = g_ptr_array_index (items, i - 1);
      GPtrArray *issues;

      if (!is_asked (errands, issue->mark) || issue->key == NULL)
        continue;
      issues = g_hash_table_lookup (self->found, issue->mark);
      if (issues == NULL)
        {
          issues = g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_jira_issue_free);
          g_hash_table_insert (self->found, g_strdup (issue->mark), issues);
        }
      if (!has_id (issues, issue->id))
        g_ptr_array_add (issues, g_ptr_array_steal_index (items, i - 1));
    }
}

/* Anybody may copy a label; once one has the property too, the others are copies. */
static void
drop_copies (GPtrArray *issues)
{
  gboolean proven = FALSE;

  for (guint i = 0; i < issues->len; i++)
    proven = proven || ((MatoiJiraIssue *) g_ptr_array_index (issues, i))->proven;
  for (guint i = issues->len; proven && i > 0; i--)
    if (!((MatoiJiraIssue *) g_ptr_array_index (issues, i - 1))->proven)
      g_ptr_array_remove_index (issues, i - 1);
  g_ptr_array_sort (issues, compare_ids);
}

void
matoi_jira_found_end (MatoiJiraFound *self)
{
  GHashTableIter iter;
  GPtrArray *issues;

  g_hash_table_iter_init (&iter, self->found);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &issues))
    drop_copies (issues);
}
