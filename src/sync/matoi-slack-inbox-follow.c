/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-json.h"
#include "matoi-outbox.h"
#include "matoi-slack-adopt.h"
#include "matoi-slack-inbox-private.h"
#include "matoi-slack-words.h"
#include "matoi-time.h"

/* What follows in the record from what was said: only what somebody chose. A sign under a message,
 * a line that begins with TODO, a hand raised at our question, an edit of what was taken. In the
 * store's thread; what comes of it is only composed here. */

/* How far the clocks of this machine and of Slack may differ before a time is "in the future". */
#define CLOCK_MS (30 * 1000)

/** matoi_slack_follow_need_incident: (transfer none): NULL with @error. */
MatoiIncident *
matoi_slack_follow_need_incident (MatoiSlackFollow *self, GError **error)
{
  if (self->incident == NULL)
    self->incident = matoi_store_load (self->store, &self->delivery->room->incident, error);
  return self->incident;
}

/* An entry cannot be of the future, which it is where this machine's clock is behind. Takes
 * @commands. */
static void
add_batch (MatoiSlackFollow *self, GPtrArray *commands)
{
  for (guint i = 0; i < commands->len; i++)
    {
      MatoiCommand *command = g_ptr_array_index (commands, i);

      if (command->occurred_at != MATOI_TIME_NONE &&
          command->occurred_at > self->delivery->desk_now + CLOCK_MS)
        command->occurred_at = self->delivery->desk_now;
    }
  if (commands->len > 0)
    g_ptr_array_add (self->delivery->batches, commands);
  else
    g_ptr_array_unref (commands);
}

/** matoi_slack_follow_add: takes @command, which stands alone. */
void
matoi_slack_follow_add (MatoiSlackFollow *self, MatoiCommand *command)
{
  GPtrArray *commands = g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_command_free);

  g_ptr_array_add (commands, command);
  add_batch (self, commands);
}

/* --- a message by itself */

static char *
dup_todo_key (const MatoiRoomMessage *message)
{
  return g_strconcat ("todo:", message->channel, ":", message->ts, NULL);
}

/* A person, and the message is not one more copy of a single gesture. */
static gboolean
is_news (MatoiSlackFollow *self, const MatoiRoomMessage *message, gboolean *is, GError **error)
{
  g_autoptr (JsonNode) node = matoi_slack_parse_raw (message);
  JsonObject *object = node != NULL ? json_node_get_object (node) : NULL;
  const char *id = object != NULL ? matoi_json_get_string (object, "client_msg_id") : NULL;
  g_autofree char *key = id != NULL ? g_strconcat ("msg:", id, NULL) : NULL;

  *is = object != NULL && message->author_id != NULL &&
        matoi_json_get_string (object, "bot_id") == NULL;
  return !*is || key == NULL || matoi_store_see (self->store, key, self->delivery->now, is, error);
}

/* Of a confidential incident nothing is taken but by a person's choice. That it was to be taken is
 * remembered: the program may end before it is. */
static gboolean
take_todos (MatoiSlackFollow *self, const MatoiRoomMessage *message, GError **error)
{
  g_autoptr (GPtrArray) todos = matoi_slack_words_list_todos (message->text);
  g_autofree char *key = dup_todo_key (message);
  gboolean first;

  if (todos->len == 0)
    return TRUE;
  if (matoi_slack_follow_need_incident (self, error) == NULL)
    return FALSE;
  if (self->incident->security)
    return TRUE;
  add_batch (self, matoi_slack_adopt (message, "todo", self->delivery->url));
  return matoi_store_see (self->store, key, self->delivery->now, &first, error);
}

static gboolean
follow_words (MatoiSlackFollow *self, const MatoiRoomChange *change, GError **error)
{
  MatoiSlackDelivery *delivery = self->delivery;
  MatoiRoomMessage *message = change->message;
  gboolean fresh = change->kind == MATOI_ROOM_NEW && message->at >= delivery->fresh_after;
  gint64 skew = delivery->desk_now - delivery->now;
  gboolean wanted = delivery->room->own || message->at >= delivery->room->since - skew - CLOCK_MS;
  gboolean todos = delivery->todos && wanted && matoi_slack_words_may_hold_todo (message->text);
  gboolean is_new = FALSE;

  if (message->ours || (!fresh && !todos))
    return TRUE;
  if (change->kind == MATOI_ROOM_EDITED)
    is_new = TRUE;
  else if (!is_news (self, message, &is_new, error))
    return FALSE;
  if (is_new && fresh)
    g_ptr_array_add (delivery->said, message);
  return !is_new || !todos || take_todos (self, message, error);
}

/* What was taken keeps its words; the record says what became of the message. */
static gboolean
follow_source (MatoiSlackFollow *self, const MatoiRoomChange *change, GError **error)
{
  MatoiRoomMessage *message = change->message;
  g_autoptr (GPtrArray) taken =
    matoi_store_list_taken (self->store, message->channel, message->ts, error);

  if (taken == NULL)
    return FALSE;
  message->deleted = change->kind == MATOI_ROOM_DELETED;
  for (guint i = 0; i < taken->len; i++)
    {
      MatoiTaken *one = g_ptr_array_index (taken, i);
      MatoiCommand *command = matoi_id_equal (&one->incident, &self->delivery->room->incident)
                                ? matoi_slack_adopt_change (message, one)
                                : NULL;

      if (command != NULL)
        matoi_slack_follow_add (self, command);
    }
  return TRUE;
}

static gboolean
follow_change (MatoiSlackFollow *self, const MatoiRoomChange *change, GError **error)
{
  if (change->kind != MATOI_ROOM_NEW && !follow_source (self, change, error))
    return FALSE;
  return change->kind == MATOI_ROOM_DELETED || follow_words (self, change, error);
}

/* --- signs */

static gboolean
refuse (MatoiSlackFollow *self, GError **error)
{
  if (!self->delivery->asked_for)
    return TRUE;
  g_set_error_literal (error, MATOI_ERROR, MATOI_ERROR_NOT_FOUND,
                       _ ("This message is not there any more. Nothing was taken."));
  return FALSE;
}

static gboolean
is_taken (GPtrArray *taken, gboolean as_todo)
{
  for (guint i = 0; i < taken->len; i++)
    if ((((MatoiTaken *) g_ptr_array_index (taken, i))->todo >= 0) == as_todo)
      return TRUE;
  return FALSE;
}

static gboolean
follow_pin (MatoiSlackFollow *self, const MatoiSlackSign *sign, GError **error)
{
  MatoiSlackDelivery *delivery = self->delivery;
  g_autoptr (GPtrArray) taken =
    matoi_store_list_taken (self->store, delivery->channel, sign->ts, error);
  g_autoptr (MatoiRoomMessage) message = NULL;
  g_autoptr (GError) problem = NULL;

  if (taken == NULL)
    return FALSE;
  if (is_taken (taken, g_str_equal (sign->kind, "todo")))
    return TRUE;
  message = matoi_store_get_message (self->store, delivery->channel, sign->ts, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
  if (message == NULL || message->deleted || (message->ours && !delivery->asked_for))
    return refuse (self, error);
  add_batch (self, matoi_slack_adopt (message, sign->kind, delivery->url));
  return matoi_slack_pictures_find (self->store, delivery->room, message, delivery->pictures,
                                    error);
}

/* --- pictures of what was taken, kept once there is a postmortem to keep them */

static gboolean
sweep (MatoiSlackFollow *self, GError **error)
{
  MatoiSlackDelivery *delivery = self->delivery;
  g_autoptr (GPtrArray) all =
    matoi_store_list_messages (self->store, delivery->channel, NULL, G_MAXINT, error);

  if (all == NULL)
    return FALSE;
  for (guint i = 0; i < all->len; i++)
    {
      const MatoiRoomMessage *message = g_ptr_array_index (all, i);

      if (message->taken && strstr (message->raw, "\"files\"") != NULL &&
          !matoi_slack_pictures_find (self->store, delivery->room, message, delivery->pictures,
                                      error))
        return FALSE;
    }
  return TRUE;
}

/* --- what an earlier run was going to take */

static gboolean
take_left (MatoiSlackFollow *self, const MatoiRoomMessage *given, GError **error)
{
  g_autofree char *key = dup_todo_key (given);
  g_autoptr (MatoiRoomMessage) message = NULL;
  g_autoptr (GPtrArray) taken = NULL;
  gboolean begun = FALSE;

  if (given->ours || given->deleted || !matoi_slack_words_may_hold_todo (given->text))
    return TRUE;
  if (!matoi_store_has_seen (self->store, key, &begun, error))
    return FALSE;
  if (!begun)
    return TRUE;
  taken = matoi_store_list_taken (self->store, given->channel, given->ts, error);
  if (taken == NULL || is_taken (taken, TRUE))
    return taken != NULL;
  /* As it is known now: what was erased or deleted here says nothing any more. */
  message = matoi_store_get_message (self->store, given->channel, given->ts, NULL);
  return message == NULL || message->deleted || take_todos (self, message, error);
}

/** matoi_slack_delivery_follow: composes what follows; FALSE: the store cannot be read. */
gboolean
matoi_slack_delivery_follow (MatoiSlackDelivery *delivery, MatoiStore *store, GError **error)
{
  MatoiSlackFollow self = { .delivery = delivery, .store = store };
  gboolean good = TRUE;

  for (guint i = 0; good && i < delivery->changes->len; i++)
    good = follow_change (&self, g_ptr_array_index (delivery->changes, i), error);
  for (guint i = 0; good && i < delivery->signs->len; i++)
    {
      MatoiSlackSign *sign = g_ptr_array_index (delivery->signs, i);

      good = (sign->kind == NULL || follow_pin (&self, sign, error)) &&
             (sign->hands == NULL || matoi_slack_follow_hands (&self, sign, error));
    }
  if (good && delivery->hand != NULL)
    good = matoi_slack_follow_hand (&self, error);
  for (guint i = 0; good && delivery->todos && delivery->again && i < delivery->messages->len; i++)
    good = take_left (&self, g_ptr_array_index (delivery->messages, i), error);
  if (good && delivery->sweep)
    good = sweep (&self, error);
  g_clear_pointer (&self.incident, matoi_incident_free);
  g_clear_pointer (&self.questions, g_ptr_array_unref);
  return good;
}
