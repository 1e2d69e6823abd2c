/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "matoi-jira-link-private.h"

/* What a project takes: the type of ticket, and the fields of its create screen; asked for again
 * after a while, somebody may have changed it. */

#define KEEP_MS (10 * 60 * 1000)

void
matoi_jira_screen_unref (MatoiJiraScreen *screen)
{
  if (!g_atomic_ref_count_dec (&screen->refs))
    return;
  g_free (screen->type_id);
  g_clear_pointer (&screen->fields, g_ptr_array_unref);
  g_clear_pointer (&screen->answer, matoi_jira_answer_free);
  g_free (screen);
}

static MatoiJiraScreen *
screen_ref (MatoiJiraScreen *screen)
{
  g_atomic_ref_count_inc (&screen->refs);
  return screen;
}

typedef struct
{
  char *key, *project;
  gboolean subtask;
  MatoiJiraScreen *screen;
} Asked;

static void
asked_free (gpointer data)
{
  Asked *asked = data;

  matoi_jira_screen_unref (asked->screen);
  g_free (asked->key);
  g_free (asked->project);
  g_free (asked);
}

static gint64
get_clock (void)
{
  return g_get_monotonic_time () / 1000;
}

/* What failed is not kept. */
static void
end (GTask *task)
{
  MatoiJiraLink *self = g_task_get_source_object (task);
  Asked *asked = g_task_get_task_data (task);

  asked->screen->read_at = get_clock ();
  if (asked->screen->answer == NULL && asked->screen->type_id != NULL)
    g_hash_table_replace (self->screens, g_strdup (asked->key), screen_ref (asked->screen));
  g_task_return_pointer (task, screen_ref (asked->screen),
                         (GDestroyNotify) matoi_jira_screen_unref);
}

/* A site that hides its screens, or a project that is not there: creating tells which. */
static gboolean
is_hidden (const MatoiJiraAnswer *answer)
{
  return (answer->outcome == MATOI_JIRA_PLACE && g_strcmp0 (answer->code, "no_api") != 0 &&
          g_strcmp0 (answer->code, "redirect") != 0) ||
         answer->outcome == MATOI_JIRA_SCOPE;
}

static gboolean
keep_failure (MatoiJiraScreen *screen, MatoiJiraList *list)
{
  if (list->answer->outcome == MATOI_JIRA_OK && list->whole)
    return FALSE;
  screen->answer = g_steal_pointer (&list->answer);
  if (screen->answer->outcome == MATOI_JIRA_OK)
    matoi_jira_answer_set (screen->answer, MATOI_JIRA_NOT_DONE, "cut");
  return TRUE;
}

static void
on_fields (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Asked *asked = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (MatoiJiraList) list = matoi_jira_list_finish (result, &error);

  if (list == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  /* Without a single field it is hidden, too. */
  if (!is_hidden (list->answer) && !keep_failure (asked->screen, list) && list->items->len > 0)
    asked->screen->fields = g_ptr_array_ref (list->items);
  end (task);
}

static void
ask_fields (GTask *task)
{
  MatoiJiraLink *self = g_task_get_source_object (task);
  Asked *asked = g_task_get_task_data (task);

  matoi_jira_list_fields (self->client, asked->project, asked->screen->type_id,
                          g_task_get_cancellable (task), on_fields, g_object_ref (task));
}

/* (nullable) */
static const MatoiJiraChoice *
choose_subtask (GPtrArray *types)
{
  for (guint i = 0; i < types->len; i++)
    if (((const MatoiJiraChoice *) g_ptr_array_index (types, i))->subtask)
      return g_ptr_array_index (types, i);
  return NULL;
}

/* A task if there is one, by whatever it is called there, else the first that is not a part of
 * another. */
static const MatoiJiraChoice *
choose_type (GPtrArray *types)
{
  static const char *const names[] = { "task", "タスク", "aufgabe", "tâche", "tarea" };
  const MatoiJiraChoice *first = NULL;

  for (guint i = 0; i < types->len; i++)
    {
      const MatoiJiraChoice *type = g_ptr_array_index (types, i);
      g_autofree char *name = g_utf8_casefold (type->name != NULL ? type->name : "", -1);

      if (type->subtask)
        continue;
      for (guint k = 0; k < G_N_ELEMENTS (names); k++)
        {
          g_autofree char *folded = g_utf8_casefold (names[k], -1);

          if (strcmp (name, folded) == 0)
            return type;
        }
      first = first != NULL ? first : type;
    }
  return first;
}

static void
on_types (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Asked *asked = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (MatoiJiraList) list = matoi_jira_list_finish (result, &error);
  const MatoiJiraChoice *type;

  if (list == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  /* Where nothing is shown there may be some, but nobody can say which. */
  type = (asked->subtask && is_hidden (list->answer)) || keep_failure (asked->screen, list) ? NULL
         : asked->subtask ? choose_subtask (list->items)
                          : choose_type (list->items);
  if (type == NULL)
    {
      end (task);
      return;
    }
  asked->screen->type_id = g_strdup (type->id);
  ask_fields (task);
}

void
matoi_jira_get_screen_async (MatoiJiraLink *self,
                             const char *project,
                             const char *type,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autofree char *key = g_strdup_printf ("%s/%s", project, type != NULL ? type : "");
  MatoiJiraScreen *known = g_hash_table_lookup (self->screens, key);
  Asked *asked;

  g_task_set_source_tag (task, matoi_jira_get_screen_async);
  g_task_set_check_cancellable (task, FALSE);
  if (known != NULL && get_clock () - known->read_at < KEEP_MS / self->haste)
    {
      g_task_return_pointer (task, screen_ref (known), (GDestroyNotify) matoi_jira_screen_unref);
      return;
    }
  asked = g_new0 (Asked, 1);
  asked->key = g_steal_pointer (&key);
  asked->project = g_strdup (project);
  asked->screen = g_new0 (MatoiJiraScreen, 1);
  g_atomic_ref_count_init (&asked->screen->refs);
  asked->subtask = g_strcmp0 (type, MATOI_JIRA_SUBTASK) == 0;
  asked->screen->type_id = asked->subtask ? NULL : g_strdup (type);
  g_task_set_task_data (task, asked, asked_free);
  if (asked->screen->type_id != NULL)
    ask_fields (task);
  else
    matoi_jira_list_types (self->client, project, cancellable, on_types, g_steal_pointer (&task));
}

MatoiJiraScreen *
matoi_jira_get_screen_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
