/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include "matoi-brief.h"

#include <glib/gi18n-lib.h>

#include "matoi-postmortem.h"

#include "matoi-context-private.h"

typedef struct
{
  char *path, *person;
  MatoiId incident;
  gint64 now;
} Ask;

static void
ask_free (Ask *ask)
{
  g_free (ask->path);
  g_free (ask->person);
  g_free (ask);
}

/** matoi_context_may_know: as MATOI_STORE_HIDDEN has it: whoever has or had a role in it may know of
 *   it, and who has to write its postmortem. */
gboolean
matoi_context_may_know (const MatoiIncident *incident, const char *person)
{
  if (incident->postmortem != NULL && person != NULL &&
      g_strcmp0 (incident->postmortem->owner, person) == 0)
    return TRUE;
  for (guint i = 0; incident->security && i < incident->assignments->len; i++)
    {
      const MatoiAssignment *held = g_ptr_array_index (incident->assignments, i);

      if (g_strcmp0 (held->person, person) == 0)
        return TRUE;
    }
  return !incident->security;
}

static void
run_read (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Ask *ask = data;
  GError *error = NULL;
  g_autoptr (MatoiStore) store = matoi_store_open (ask->path, MATOI_STORE_READ_ONLY, &error);
  MatoiIncident *incident = store != NULL ? matoi_store_load (store, &ask->incident, &error) : NULL;

  if (incident == NULL)
    g_task_return_error (task, error);
  else if (!matoi_context_may_know (incident, ask->person))
    g_task_return_new_error (task, MATOI_ERROR, MATOI_ERROR_NOT_FOUND, "%s",
                             _ ("There is no such incident. Choose another one."));
  else
    g_task_return_pointer (task, matoi_brief_new (incident, ask->now),
                           (GDestroyNotify) matoi_brief_free);
  /* Before the store, which has its process. */
  g_clear_pointer (&incident, matoi_incident_free);
}

/** matoi_context_read_brief_async: see the header. */
void
matoi_context_read_brief_async (MatoiContext *self,
                                const MatoiId *incident,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Ask *ask = g_new0 (Ask, 1);

  g_return_if_fail (MATOI_IS_CONTEXT (self));
  g_return_if_fail (incident != NULL);

  ask->path = g_strdup (matoi_context_get_path (self));
  ask->person = g_strdup (matoi_context_get_identity (self));
  ask->incident = *incident;
  ask->now = matoi_context_get_now (self);
  g_task_set_source_tag (task, matoi_context_read_brief_async);
  g_task_set_task_data (task, ask, (GDestroyNotify) ask_free);
  g_task_run_in_thread (task, run_read);
}

/** matoi_context_read_brief_finish: (transfer full): see the header. */
MatoiBrief *
matoi_context_read_brief_finish (MatoiContext *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, matoi_context_read_brief_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
