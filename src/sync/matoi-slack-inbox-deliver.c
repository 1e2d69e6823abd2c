/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-json.h"
#include "matoi-slack-inbox-private.h"
#include "matoi-time.h"

/* Into the record, whichever way it came: first what was said is kept, then what follows from it is
 * submitted, piece by piece, and only then whoever brought it is told. */

/* What is older is not for those who answer. */
#define FRESH_MS (2 * MATOI_MINUTE)
#define ON       "on"

/** matoi_slack_delivery_new: (transfer full): nothing yet, of the room @channel. */
MatoiSlackDelivery *
matoi_slack_delivery_new (MatoiSlackInbox *self, const char *channel)
{
  MatoiSlackDelivery *delivery = g_new0 (MatoiSlackDelivery, 1);
  const char *todos = matoi_slack_inbox_get_setting (self, "slack.todo-lines");

  delivery->channel = g_strdup (channel);
  delivery->messages = g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_room_message_free);
  delivery->signs = g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_slack_sign_free);
  delivery->said = g_ptr_array_new ();
  delivery->batches = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  delivery->pictures = g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_slack_picture_free);
  delivery->url = g_strdup (self->us->url);
  delivery->todos = todos == NULL || g_str_equal (todos, ON);
  delivery->desk_now = matoi_desk_get_now (self->desk);
  delivery->now = delivery->desk_now - self->skew;
  delivery->fresh_after = delivery->now - FRESH_MS;
  return delivery;
}

void
matoi_slack_thread_free (MatoiSlackThread *thread)
{
  g_free (thread->ts);
  g_free (thread->known);
  g_free (thread->to);
  g_free (thread);
}

/** matoi_slack_delivery_free: NULL is fine. */
void
matoi_slack_delivery_free (MatoiSlackDelivery *delivery)
{
  if (delivery == NULL)
    return;
  g_free (delivery->channel);
  g_free (delivery->event_id);
  g_free (delivery->high_ts);
  g_free (delivery->from);
  g_free (delivery->to);
  g_free (delivery->name);
  g_free (delivery->moved_to);
  g_free (delivery->hand);
  g_free (delivery->hand_ts);
  g_free (delivery->url);
  g_ptr_array_unref (delivery->messages);
  g_ptr_array_unref (delivery->signs);
  g_ptr_array_unref (delivery->said);
  g_ptr_array_unref (delivery->batches);
  g_ptr_array_unref (delivery->pictures);
  g_clear_pointer (&delivery->threads, g_ptr_array_unref);
  g_clear_pointer (&delivery->changes, g_ptr_array_unref);
  g_clear_pointer (&delivery->seen, g_hash_table_unref);
  g_clear_pointer (&delivery->room, matoi_room_row_free);
  g_free (delivery);
}

/** matoi_slack_delivery_add: see the private header. */
gboolean
matoi_slack_delivery_add (MatoiSlackDelivery *delivery, MatoiSlackInbox *self, JsonObject *object)
{
  MatoiRoomMessage *message = matoi_slack_inbox_read_message (self, delivery->channel, object);
  MatoiSlackSign *sign;

  if (message == NULL)
    return FALSE;
  sign = matoi_slack_inbox_read_sign (self, message, object);
  if (sign != NULL)
    g_ptr_array_add (delivery->signs, sign);
  g_ptr_array_add (delivery->messages, message);
  return TRUE;
}

/** matoi_slack_delivery_add_housekeeping: the newest comes first, as in a history. */
void
matoi_slack_delivery_add_housekeeping (MatoiSlackDelivery *delivery, JsonObject *object)
{
  const char *subtype = matoi_json_get_string (object, "subtype");
  gboolean decided = delivery->closed || delivery->reopened;

  if (subtype == NULL)
    return;
  if (delivery->name == NULL &&
      (g_str_equal (subtype, "channel_name") || g_str_equal (subtype, "group_name")))
    delivery->name = g_strdup (matoi_json_get_string (object, "name"));
  else if (!decided && g_str_has_suffix (subtype, "_unarchive"))
    delivery->reopened = TRUE;
  else if (!decided && g_str_has_suffix (subtype, "_archive"))
    delivery->closed = TRUE;
}

/* --- in the store's thread */

static gboolean
find_room (MatoiSlackDelivery *delivery, MatoiStore *store, GError **error)
{
  gboolean also_closed = delivery->asked_for || delivery->reopened || delivery->moved_to != NULL;

  for (int all = 0; all <= (also_closed ? 1 : 0) && delivery->room == NULL; all++)
    {
      g_autoptr (GPtrArray) rooms = matoi_store_list_rooms (store, all != 0, error);

      if (rooms == NULL)
        return FALSE;
      for (guint i = 0; i < rooms->len && delivery->room == NULL; i++)
        if (g_str_equal (((MatoiRoomRow *) g_ptr_array_index (rooms, i))->channel,
                         delivery->channel))
          delivery->room = g_ptr_array_steal_index (rooms, i);
    }
  return TRUE;
}

/* Takes @gone. */
static gboolean
add_gone (MatoiSlackDelivery *delivery, GPtrArray *gone)
{
  if (gone != NULL)
    g_ptr_array_extend_and_steal (delivery->changes, gone);
  return gone != NULL;
}

static gboolean
bury (MatoiSlackDelivery *delivery, MatoiStore *store, GError **error)
{
  return delivery->from == NULL ||
         add_gone (delivery, matoi_store_bury_messages (store, delivery->channel, delivery->from,
                                                        delivery->to, delivery->seen, error));
}

static gboolean
keep_threads (MatoiSlackDelivery *delivery, MatoiStore *store, GError **error)
{
  for (guint i = 0; delivery->threads != NULL && i < delivery->threads->len; i++)
    {
      const MatoiSlackThread *thread = g_ptr_array_index (delivery->threads, i);

      if (thread->to != NULL &&
          !add_gone (delivery,
                     matoi_store_bury_replies (store, delivery->channel, thread->ts, thread->ts,
                                               thread->to, delivery->seen, error)))
        return FALSE;
      if (!matoi_store_mark_thread (store, delivery->channel, thread->ts, delivery->now, error))
        return FALSE;
    }
  return TRUE;
}

/* What was done to the room itself. */
static gboolean
change_room (MatoiSlackDelivery *delivery, MatoiStore *store, GError **error)
{
  MatoiRoomRow *room = delivery->room;

  if (delivery->moved_to != NULL)
    {
      delivery->room_changed = TRUE;
      return matoi_store_move_room (store, delivery->channel, delivery->moved_to, error);
    }
  if ((delivery->name == NULL || g_strcmp0 (delivery->name, room->name) == 0) &&
      (!delivery->closed || room->archived) && (!delivery->reopened || !room->archived))
    return TRUE;
  if (delivery->name != NULL)
    {
      g_free (room->name);
      room->name = g_strdup (delivery->name);
    }
  room->archived = delivery->closed || (room->archived && !delivery->reopened);
  delivery->room_changed = TRUE;
  return matoi_store_put_room (store, room, error);
}

static gboolean
keep_together (MatoiStore *store, gpointer data, GError **error)
{
  MatoiSlackDelivery *delivery = data;

  if (!change_room (delivery, store, error))
    return FALSE;
  delivery->changes = matoi_store_put_messages (store, delivery->channel, delivery->messages,
                                                delivery->high_ts, error);
  return delivery->changes != NULL && bury (delivery, store, error) &&
         keep_threads (delivery, store, error) &&
         matoi_slack_delivery_follow (delivery, store, error);
}

/* It all waits for the disk once. */
static gboolean
keep (MatoiStore *store, gpointer data, GError **error)
{
  MatoiSlackDelivery *delivery = data;

  if (!find_room (delivery, store, error))
    return FALSE;
  return delivery->room == NULL || matoi_store_put_together (store, keep_together, delivery, error);
}

/* --- in the main context */

static void submit_next (GTask *task);

static void
on_submitted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  MatoiSlackDelivery *delivery = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (MatoiReceipt) receipt = matoi_desk_submit_finish (MATOI_DESK (source), result, &error);

  /* A rule that says no says it again: only what could not be written is tried again. */
  if (receipt == NULL &&
      (delivery->asked_for || g_error_matches (error, MATOI_ERROR, MATOI_ERROR_STORAGE)))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (receipt == NULL)
    g_debug ("not taken from Slack: %s", error->message);
  submit_next (g_steal_pointer (&task));
}

/* Takes @task. */
static void
submit_next (GTask *task)
{
  g_autoptr (GTask) owned = task;
  MatoiSlackInbox *self = g_task_get_source_object (task);
  MatoiSlackDelivery *delivery = g_task_get_task_data (task);

  if (delivery->at < delivery->batches->len)
    {
      GPtrArray *commands = g_ptr_array_index (delivery->batches, delivery->at++);

      matoi_desk_submit_async (self->desk, &delivery->room->incident, commands, NULL, on_submitted,
                               g_steal_pointer (&owned));
      return;
    }
  if (delivery->pictures->len > 0)
    matoi_slack_inbox_fetch_pictures (self, delivery->pictures);
  g_task_return_boolean (task, TRUE);
}

static void
on_kept (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  MatoiSlackInbox *self = g_task_get_source_object (task);
  GError *error = NULL;
  MatoiSlackDelivery *delivery = matoi_desk_run_finish (MATOI_DESK (source), result, &error);

  if (delivery == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_task_set_task_data (task, delivery, (GDestroyNotify) matoi_slack_delivery_free);
  for (guint i = 0; i < delivery->said->len; i++)
    matoi_slack_inbox_tell_said (self, delivery->room, g_ptr_array_index (delivery->said, i));
  if (delivery->room_changed)
    matoi_slack_inbox_look_soon (self, NULL);
  if (delivery->room_changed || (delivery->changes != NULL && delivery->changes->len > 0))
    matoi_slack_inbox_tell_changed (self, delivery->channel);
  submit_next (g_steal_pointer (&task));
}

/* What was asked for before somebody raised a hand, or took it down, knows nothing of it: it would
 * undo what we have heard. It is read once more. */
static void
drop_old_hands (MatoiSlackInbox *self, MatoiSlackDelivery *delivery)
{
  const MatoiSlackWatch *watch = matoi_slack_inbox_find_watch (self, delivery->channel);
  gboolean dropped = FALSE;

  if (delivery->asked_at == 0 || watch == NULL || watch->hand_at < delivery->asked_at)
    return;
  for (guint i = 0; i < delivery->signs->len; i++)
    {
      MatoiSlackSign *sign = g_ptr_array_index (delivery->signs, i);

      dropped = dropped || sign->hands != NULL;
      g_clear_pointer (&sign->hands, g_ptr_array_unref);
    }
  if (dropped)
    matoi_slack_inbox_look_soon (self, delivery->channel);
}

/** matoi_slack_inbox_deliver_async: see the private header. */
void
matoi_slack_inbox_deliver_async (MatoiSlackInbox *self,
                                 MatoiSlackDelivery *delivery,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, matoi_slack_inbox_deliver_async);
  drop_old_hands (self, delivery);
  matoi_desk_run_async (self->desk, keep, delivery, (GDestroyNotify) matoi_slack_delivery_free,
                        NULL, on_kept, task);
}

/** matoi_slack_inbox_deliver_finish: (transfer none): valid as long as @result is. */
MatoiSlackDelivery *
matoi_slack_inbox_deliver_finish (MatoiSlackInbox *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error) ? g_task_get_task_data (G_TASK (result))
                                                           : NULL;
}
