/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "matoi-json.h"
#include "matoi-slack-inbox-private.h"
#include "matoi-slack-words.h"

/* What an event tells, as the history would show it later. What cannot be told from the event alone
 * is a reason to read the room soon. */

static const char *
get_channel (JsonObject *event)
{
  JsonObject *channel = matoi_json_get_object (event, "channel");

  return channel != NULL ? matoi_json_get_string (channel, "id")
                         : matoi_json_get_string (event, "channel");
}

/* Each makes a delivery, or NULL: there is nothing to be kept. (transfer full) */
typedef MatoiSlackDelivery *(*EventFunc) (MatoiSlackInbox *self, JsonObject *event);

static MatoiSlackDelivery *
new_gone (MatoiSlackInbox *self, const char *channel, const char *ts)
{
  MatoiSlackDelivery *delivery;
  g_autofree char *gone = matoi_slack_words_dup_ts (ts);

  if (gone == NULL)
    return NULL;
  delivery = matoi_slack_delivery_new (self, channel);
  g_ptr_array_add (delivery->messages, matoi_slack_inbox_new_gone (channel, gone));
  return delivery;
}

/* A preview of a link makes such an event, too, of which nothing is left once the words are read. */
static MatoiSlackDelivery *
read_message (MatoiSlackInbox *self, JsonObject *event)
{
  const char *subtype = matoi_json_get_string (event, "subtype");
  const char *channel = get_channel (event);
  JsonObject *object = event;
  MatoiSlackDelivery *delivery;

  if (channel == NULL || g_strcmp0 (subtype, "message_replied") == 0)
    return NULL;
  if (g_strcmp0 (subtype, "message_deleted") == 0)
    return new_gone (self, channel, matoi_json_get_string (event, "deleted_ts"));
  if (g_strcmp0 (subtype, "message_changed") == 0)
    object = matoi_json_get_object (event, "message");
  if (object == NULL)
    return NULL;
  delivery = matoi_slack_delivery_new (self, channel);
  if (!matoi_slack_delivery_add (delivery, self, object))
    matoi_slack_delivery_add_housekeeping (delivery, object);
  return delivery;
}

static gboolean
is_reaction (JsonObject *event, const char *wanted)
{
  const char *name = matoi_json_get_string (event, "reaction");
  gsize length = strlen (wanted);

  return name != NULL && strncmp (name, wanted, length) == 0 &&
         (name[length] == '\0' || name[length] == ':');
}

static MatoiSlackDelivery *
read_reaction (MatoiSlackInbox *self, JsonObject *event)
{
  JsonObject *item = matoi_json_get_object (event, "item");
  const char *user = matoi_json_get_string (event, "user");
  const char *channel = item != NULL ? matoi_json_get_string (item, "channel") : NULL;
  gboolean added = g_strcmp0 (matoi_json_get_string (event, "type"), "reaction_added") == 0;
  g_autofree char *ts =
    item != NULL ? matoi_slack_words_dup_ts (matoi_json_get_string (item, "ts")) : NULL;
  MatoiSlackDelivery *delivery;
  MatoiSlackWatch *watch;

  if (channel == NULL || ts == NULL || user == NULL || matoi_slack_inbox_is_us (self, user))
    return NULL;
  if (added && is_reaction (event, matoi_slack_inbox_get_reaction (self, "take")))
    {
      MatoiSlackSign *sign = g_new0 (MatoiSlackSign, 1);

      sign->ts = g_steal_pointer (&ts);
      sign->kind = g_strdup ("fact");
      delivery = matoi_slack_delivery_new (self, channel);
      g_ptr_array_add (delivery->signs, sign);
      return delivery;
    }
  if (!is_reaction (event, matoi_slack_inbox_get_reaction (self, "respond")))
    return NULL;
  watch = matoi_slack_inbox_find_watch (self, channel);
  if (watch != NULL)
    watch->hand_at = g_get_monotonic_time ();
  delivery = matoi_slack_delivery_new (self, channel);
  delivery->hand = g_strdup (matoi_slack_book_get_name ('@', user, self->book));
  delivery->hand_ts = g_steal_pointer (&ts);
  delivery->hand_down = !added;
  /* Whose hand it is is known soon; the history tells of it, too. */
  if (delivery->hand == NULL)
    matoi_slack_inbox_look_soon (self, channel);
  return delivery;
}

static MatoiSlackDelivery *
read_rename (MatoiSlackInbox *self, JsonObject *event)
{
  JsonObject *channel = matoi_json_get_object (event, "channel");
  MatoiSlackDelivery *delivery;

  if (channel == NULL || matoi_json_get_string (channel, "id") == NULL)
    return NULL;
  matoi_slack_book_learn_channel (self->book, channel);
  delivery = matoi_slack_delivery_new (self, matoi_json_get_string (channel, "id"));
  delivery->name = g_strdup (matoi_json_get_string (channel, "name"));
  return delivery;
}

static MatoiSlackDelivery *
read_closed (MatoiSlackInbox *self, JsonObject *event)
{
  MatoiSlackDelivery *delivery;

  if (get_channel (event) == NULL)
    return NULL;
  delivery = matoi_slack_delivery_new (self, get_channel (event));
  delivery->closed = TRUE;
  return delivery;
}

static MatoiSlackDelivery *
read_reopened (MatoiSlackInbox *self, JsonObject *event)
{
  MatoiSlackDelivery *delivery;

  if (get_channel (event) == NULL)
    return NULL;
  delivery = matoi_slack_delivery_new (self, get_channel (event));
  delivery->reopened = TRUE;
  return delivery;
}

static MatoiSlackDelivery *
read_moved (MatoiSlackInbox *self, JsonObject *event)
{
  const char *from = matoi_json_get_string (event, "old_channel_id");
  const char *to = matoi_json_get_string (event, "new_channel_id");
  MatoiSlackDelivery *delivery;

  if (from == NULL || to == NULL || *to == '\0')
    return NULL;
  delivery = matoi_slack_delivery_new (self, from);
  delivery->moved_to = g_strdup (to);
  return delivery;
}

/* Somebody has put us out: reading says so, and joins again where anybody may. */
static MatoiSlackDelivery *
read_left (MatoiSlackInbox *self, JsonObject *event)
{
  if (matoi_slack_inbox_is_us (self, matoi_json_get_string (event, "user")) &&
      get_channel (event) != NULL)
    matoi_slack_inbox_look_soon (self, get_channel (event));
  return NULL;
}

static MatoiSlackDelivery *
read_joined (MatoiSlackInbox *self, JsonObject *event)
{
  return matoi_slack_inbox_is_us (self, matoi_json_get_string (event, "user"))
           ? read_reopened (self, event)
           : NULL;
}

static MatoiSlackDelivery *
read_person (MatoiSlackInbox *self, JsonObject *event)
{
  JsonObject *user = matoi_json_get_object (event, "user");

  if (user != NULL)
    matoi_slack_book_learn_person (self->book, user);
  return NULL;
}

static MatoiSlackDelivery *
read_groups (MatoiSlackInbox *self, JsonObject *event)
{
  matoi_slack_book_refresh_async (self->book, TRUE, self->cancellable, NULL, NULL);
  return NULL;
}

static const struct
{
  const char *type;
  EventFunc func;
} kinds[] = {
  { "message", read_message },
  { "reaction_added", read_reaction },
  { "reaction_removed", read_reaction },
  { "channel_rename", read_rename },
  { "group_rename", read_rename },
  { "channel_archive", read_closed },
  { "group_archive", read_closed },
  { "channel_deleted", read_closed },
  { "group_deleted", read_closed },
  { "channel_unarchive", read_reopened },
  { "group_unarchive", read_reopened },
  { "channel_id_changed", read_moved },
  { "member_left_channel", read_left },
  { "channel_left", read_left },
  { "group_left", read_left },
  { "member_joined_channel", read_joined },
  { "user_change", read_person },
  { "team_join", read_person },
  { "subteam_created", read_groups },
  { "subteam_updated", read_groups },
  { "subteam_members_changed", read_groups },
};

static void
on_delivered (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (matoi_slack_inbox_deliver_finish (MATOI_SLACK_INBOX (source), result, &error) == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

typedef struct
{
  char *id; /* (nullable) */
  JsonObject *event;
} Early;

static void
early_free (Early *early)
{
  g_free (early->id);
  json_object_unref (early->event);
  g_free (early);
}

/* Takes @task. */
static void
take (GTask *task, const char *event_id, JsonObject *event)
{
  g_autoptr (GTask) owned = task;
  MatoiSlackInbox *self = g_task_get_source_object (task);
  const char *type = matoi_json_get_string (event, "type");
  MatoiSlackDelivery *delivery = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (type, kinds[i].type) == 0)
      delivery = kinds[i].func (self, event);
  if (delivery == NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  delivery->event_id = g_strdup (event_id);
  matoi_slack_inbox_deliver_async (self, delivery, on_delivered, g_steal_pointer (&owned));
}

/** matoi_slack_inbox_take_early: what came before the names did, in its order. */
void
matoi_slack_inbox_take_early (MatoiSlackInbox *self)
{
  GTask *task;

  while ((task = g_queue_pop_head (&self->early)) != NULL)
    {
      Early *early = g_task_get_task_data (task);

      take (task, early->id, early->event);
    }
}

/** matoi_slack_inbox_drop_early: it was not acknowledged, so Slack tells it again. */
void
matoi_slack_inbox_drop_early (MatoiSlackInbox *self)
{
  GTask *task;

  while ((task = g_queue_pop_head (&self->early)) != NULL)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "stopped");
      g_object_unref (task);
    }
}

/** matoi_slack_inbox_take_event_async: see the header; what is not known is taken, too. Whoever
 * pinned or said something is in the record for good, so names are waited for first. */
void
matoi_slack_inbox_take_event_async (MatoiSlackInbox *self,
                                    const char *event_id,
                                    JsonObject *event,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  GTask *task;
  Early *early;

  g_return_if_fail (MATOI_IS_SLACK_INBOX (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, matoi_slack_inbox_take_event_async);
  if (self->ready || self->cancellable == NULL)
    {
      take (task, event_id, event);
      return;
    }
  early = g_new0 (Early, 1);
  early->id = g_strdup (event_id);
  early->event = json_object_ref (event);
  g_task_set_task_data (task, early, (GDestroyNotify) early_free);
  g_queue_push_tail (&self->early, task);
}

gboolean
matoi_slack_inbox_take_event_finish (MatoiSlackInbox *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * matoi_slack_inbox_adopt_async:
 * @kind: of an entry, or "todo"
 * @actor: who chose it; what is taken is by whoever said it
 */
void
matoi_slack_inbox_adopt_async (MatoiSlackInbox *self,
                               const char *channel,
                               const char *ts,
                               const char *kind,
                               const char *actor,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  MatoiSlackSign *sign = g_new0 (MatoiSlackSign, 1);
  MatoiSlackDelivery *delivery = matoi_slack_delivery_new (self, channel);

  g_task_set_source_tag (task, matoi_slack_inbox_adopt_async);
  sign->ts = g_strdup (ts);
  sign->kind = g_strdup (kind);
  g_ptr_array_add (delivery->signs, sign);
  delivery->asked_for = TRUE;
  matoi_slack_inbox_deliver_async (self, delivery, on_delivered, task);
}

gboolean
matoi_slack_inbox_adopt_finish (MatoiSlackInbox *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
