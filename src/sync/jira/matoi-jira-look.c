/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "matoi-jira-link-private.h"
#include "matoi-jira-reason.h"

/* What was perhaps created is looked for; two of the same become one again. */

static void
on_marked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiJiraLink) self = user_data;
  g_autoptr (MatoiJiraAnswer) answer =
    matoi_jira_client_call_finish (MATOI_JIRA_CLIENT (source), result, NULL);

  /* A person looks at both of them anyway. */
  if (answer != NULL && answer->outcome != MATOI_JIRA_OK)
    g_message ("a second ticket could not be marked: %s", answer->text);
}

/* The other one loses its mark, and says of which it is a copy. */
static void
mark_other (MatoiJiraLink *self, const MatoiJiraIssue *other, const MatoiJiraIssue *kept)
{
  g_autoptr (JsonObject) value = json_object_new ();
  g_autofree char *global = g_strconcat ("system=matoi&duplicate=", other->id, NULL);
  g_autofree char *url = matoi_jira_dup_browse_url (self->base, kept->key);
  /* Translators: %s is the key of another ticket */
  g_autofree char *title = g_strdup_printf (_ ("Duplicate of %s"), kept->key);
  const MatoiJiraRemote remote = {
    .global_id = global, .url = url, .title = title, .relationship = "duplicates"
  };

  json_object_set_string_member (value, "duplicate_of", kept->key);
  json_object_set_string_member (value, "was", kept->mark);
  matoi_jira_set_property (self->client, other->id, MATOI_JIRA_PROPERTY, value,
                           matoi_link_get_cancellable (MATOI_LINK (self)), on_marked,
                           g_object_ref (self));
  matoi_jira_set_link (self->client, other->id, &remote,
                       matoi_link_get_cancellable (MATOI_LINK (self)), on_marked,
                       g_object_ref (self));
}

gboolean
matoi_jira_settle_found (MatoiJiraLink *self, MatoiErrand *errand, const MatoiJiraFound *found)
{
  GPtrArray *issues = g_hash_table_lookup (found->found, matoi_jira_errand_get (errand, "mark"));
  const MatoiJiraIssue *kept;
  g_autoptr (GString) keys = NULL;

  if (issues == NULL || issues->len == 0)
    return FALSE;
  kept = g_ptr_array_index (issues, 0);
  matoi_jira_settle_made (self, errand, kept->key, kept->id);
  if (issues->len == 1)
    return TRUE;
  keys = g_string_new (kept->key);
  for (guint i = 1; i < issues->len; i++)
    {
      const MatoiJiraIssue *other = g_ptr_array_index (issues, i);

      g_string_append_printf (keys, ", %s", other->key);
      mark_other (self, other, kept);
    }
  matoi_jira_settle_held (errand, MATOI_JIRA_REASON_TWO, keys->str);
  return TRUE;
}

static void
on_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  MatoiJiraJob *job = g_task_get_task_data (task);
  MatoiErrand *errand = g_ptr_array_index (job->errands, 0);
  GError *error = NULL;
  g_autoptr (MatoiJiraFound) found = matoi_jira_find_finish (result, &error);

  if (found == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (found->answer != NULL)
    matoi_jira_settle_by (errand, found->answer);
  else if (!matoi_jira_settle_found (job->self, errand, found))
    errand->absent = TRUE;
  g_task_return_boolean (task, TRUE);
}

void
matoi_jira_look (GTask *task)
{
  MatoiJiraJob *job = g_task_get_task_data (task);

  matoi_jira_find_async (job->self, job->errands, job->cancellable, on_found, task);
}
