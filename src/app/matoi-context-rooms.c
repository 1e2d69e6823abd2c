/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include "matoi-context-rooms.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-slack-adopt.h"
#include "matoi-worker-private.h"

/* The address of the workspace, as Slack told it. */
#define WORKSPACE "slack.url"

/** matoi_room_talk_free: NULL is fine. */
void
matoi_room_talk_free (MatoiRoomTalk *talk)
{
  if (talk == NULL)
    return;
  g_clear_pointer (&talk->rooms, g_ptr_array_unref);
  g_clear_pointer (&talk->messages, g_ptr_array_unref);
  g_free (talk);
}

static int
compare_messages (gconstpointer a, gconstpointer b)
{
  const MatoiRoomMessage *one = *(MatoiRoomMessage *const *) a;
  const MatoiRoomMessage *other = *(MatoiRoomMessage *const *) b;
  int order = strcmp (one->ts, other->ts);

  return order != 0 ? order : strcmp (one->channel, other->channel);
}

/* --- in the thread of the store */

/* What was said before the incident came to the room is of no interest. */
static gboolean
add_room (MatoiStore *store,
          MatoiRoomTalk *talk,
          const MatoiRoomRow *room,
          guint limit,
          GError **error)
{
  g_autoptr (GPtrArray) messages =
    matoi_store_list_messages (store, room->channel, NULL, limit + 1, error);
  guint n_new = 0;

  if (messages == NULL)
    return FALSE;
  while (messages->len > 0)
    {
      MatoiRoomMessage *message = g_ptr_array_index (messages, messages->len - 1);

      if (message->at < room->since)
        break;
      g_ptr_array_steal_index (messages, messages->len - 1);
      g_ptr_array_add (talk->messages, message);
      n_new++;
    }
  talk->more = talk->more || n_new > limit;
  return TRUE;
}

static void
run_list (MatoiWorker *worker, MatoiJob *job)
{
  g_autoptr (MatoiRoomTalk) talk = g_new0 (MatoiRoomTalk, 1);

  talk->rooms = matoi_store_list_incident_rooms (worker->store, &job->id, &job->error);
  if (talk->rooms == NULL)
    return;
  talk->messages = g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_room_message_free);
  for (guint i = 0; i < talk->rooms->len; i++)
    if (!add_room (worker->store, talk, g_ptr_array_index (talk->rooms, i), job->limit,
                   &job->error))
      return;
  g_ptr_array_sort (talk->messages, compare_messages);
  if (talk->messages->len > job->limit)
    {
      g_ptr_array_remove_range (talk->messages, 0, talk->messages->len - job->limit);
      talk->more = TRUE;
    }
  job->result = g_steal_pointer (&talk);
}

/* --- in the main context */

/** matoi_context_list_talk_async: see the header; the answer comes in the main context. */
void
matoi_context_list_talk_async (MatoiContext *self,
                               const MatoiId *incident,
                               guint limit,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  MatoiJob *job;

  g_return_if_fail (MATOI_IS_CONTEXT (self));

  job = matoi_job_new (self, run_list, matoi_context_list_talk_async,
                       (GDestroyNotify) matoi_room_talk_free, cancellable, callback, user_data);
  job->id = *incident;
  job->limit = limit;
  matoi_job_push (self, job);
}

/** matoi_context_list_talk_finish: (transfer full): or NULL with @error. */
MatoiRoomTalk *
matoi_context_list_talk_finish (MatoiContext *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, matoi_context_list_talk_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/** matoi_context_adopt_message: see the header; pure but for the settings. */
GPtrArray *
matoi_context_adopt_message (MatoiContext *self,
                             const MatoiRoomMessage *message,
                             const char *kind,
                             GError **error)
{
  g_autoptr (GPtrArray) commands = NULL;

  if (message->deleted)
    {
      g_set_error_literal (error, MATOI_ERROR, MATOI_ERROR_NOT_FOUND,
                           _ ("This message was deleted in Slack. Nothing was recorded; note in "
                              "your own words what it said."));
      return NULL;
    }
  commands = matoi_slack_adopt (message, kind, matoi_context_get_setting (self, WORKSPACE));
  if (commands->len > 0)
    return g_steal_pointer (&commands);
  g_set_error_literal (error, MATOI_ERROR, MATOI_ERROR_INPUT,
                       _ ("This message has no words. Nothing was recorded; note in your own "
                          "words what it shows."));
  return NULL;
}

/** matoi_context_dup_message_url: see the header. */
char *
matoi_context_dup_message_url (MatoiContext *self, const MatoiRoomMessage *message)
{
  return matoi_slack_dup_permalink (message, matoi_context_get_setting (self, WORKSPACE));
}

/** matoi_context_dup_room_url: see the header. */
char *
matoi_context_dup_room_url (MatoiContext *self, const MatoiRoomRow *room)
{
  const char *workspace = matoi_context_get_setting (self, WORKSPACE);

  if (workspace == NULL || *workspace == '\0')
    return NULL;
  return g_strconcat (workspace, g_str_has_suffix (workspace, "/") ? "" : "/", "archives/",
                      room->channel, NULL);
}
