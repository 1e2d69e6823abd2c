/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include "matoi-earlier-messages.h"

#include <string.h>

#include "matoi-postmortem.h"

/* How many incidents are looked at, and how many messages are enough. */
#define MAX_LOOKED_AT 40
#define MAX_FOUND     20

typedef struct
{
  MatoiId except;
  GArray *left;     /* of MatoiId, newest last */
  GPtrArray *found; /* of MatoiEarlierMessage */
} Search;

void
matoi_earlier_message_free (MatoiEarlierMessage *message)
{
  g_free (message->ref);
  g_free (message->title);
  g_free (message->text);
  g_free (message);
}

static void
search_free (gpointer data)
{
  Search *search = data;

  g_array_unref (search->left);
  g_ptr_array_unref (search->found);
  g_free (search);
}

static void
take (Search *search, const MatoiIncident *incident)
{
  const MatoiExternal *message = incident->postmortem ? &incident->postmortem->message : NULL;
  MatoiEarlierMessage *one;
  g_autofree char *text = NULL;

  if (message == NULL || incident->security || message->state == NULL ||
      (strcmp (message->state, "approved") != 0 && strcmp (message->state, "posted") != 0))
    return;
  text = matoi_external_dup_text (message);
  if (text == NULL)
    return;
  one = g_new0 (MatoiEarlierMessage, 1);
  one->ref = g_strdup (incident->ref);
  one->title = g_strdup (matoi_incident_get_public_title (incident));
  one->text = g_steal_pointer (&text);
  one->posted_at = message->posted_at;
  g_ptr_array_add (search->found, one);
}

static void load_next (GTask *task);

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MatoiIncident) incident =
    matoi_context_load_finish (MATOI_CONTEXT (source), result, &error);

  if (g_task_return_error_if_cancelled (task))
    return;
  /* One that cannot be read is no reason to hide the others. */
  if (incident != NULL)
    take (g_task_get_task_data (task), incident);
  load_next (task);
}

static void
load_next (GTask *task)
{
  Search *search = g_task_get_task_data (task);
  MatoiId id;

  if (search->left->len == 0 || search->found->len >= MAX_FOUND)
    {
      g_task_return_pointer (task, g_ptr_array_ref (search->found),
                             (GDestroyNotify) g_ptr_array_unref);
      return;
    }
  id = g_array_index (search->left, MatoiId, search->left->len - 1);
  g_array_set_size (search->left, search->left->len - 1);
  matoi_context_load_async (g_task_get_source_object (task), &id, g_task_get_cancellable (task),
                            on_loaded, g_object_ref (task));
}

static int
compare_declared (gconstpointer a, gconstpointer b)
{
  const MatoiIncidentRow *one = *(MatoiIncidentRow *const *) a;
  const MatoiIncidentRow *other = *(MatoiIncidentRow *const *) b;

  return (one->declared_at > other->declared_at) - (one->declared_at < other->declared_at);
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Search *search = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) rows =
    matoi_context_list_postmortems_finish (MATOI_CONTEXT (source), result, &error);

  if (rows == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_ptr_array_sort (rows, compare_declared);
  for (guint i = rows->len > MAX_LOOKED_AT ? rows->len - MAX_LOOKED_AT : 0; i < rows->len; i++)
    {
      const MatoiIncidentRow *row = g_ptr_array_index (rows, i);

      if (!row->security && !matoi_id_equal (&row->id, &search->except))
        g_array_append_val (search->left, row->id);
    }
  load_next (task);
}

/** matoi_context_list_messages_async: see the header. */
void
matoi_context_list_messages_async (MatoiContext *self,
                                   const MatoiId *except,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  GTask *task;
  Search *search;

  g_return_if_fail (MATOI_IS_CONTEXT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  search = g_new0 (Search, 1);
  search->except = *except;
  search->left = g_array_new (FALSE, FALSE, sizeof (MatoiId));
  search->found = g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_earlier_message_free);
  g_task_set_task_data (task, search, search_free);
  g_task_set_source_tag (task, matoi_context_list_messages_async);
  matoi_context_list_postmortems_async (self, TRUE, cancellable, on_listed, task);
}

/** matoi_context_list_messages_finish: (transfer full) (element-type MatoiEarlierMessage) */
GPtrArray *
matoi_context_list_messages_finish (MatoiContext *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
