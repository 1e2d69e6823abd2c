/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-json.h"
#include "matoi-outbox.h"
#include "matoi-slack-inbox-private.h"

/* Who can respond (DEC-05): whoever raised a hand under our question, and did not take it down
 * again. In the store's thread. */

#define MAX_RAW   (4 * 1024 * 1024)
#define MAX_DEPTH 64

/** matoi_slack_parse_raw: (transfer full) (nullable): an object. */
JsonNode *
matoi_slack_parse_raw (const MatoiRoomMessage *message)
{
  JsonNode *node = matoi_json_parse (message->raw, -1, MAX_RAW, MAX_DEPTH, NULL);

  if (node != NULL && !JSON_NODE_HOLDS_OBJECT (node))
    g_clear_pointer (&node, json_node_unref);
  return node;
}

/** matoi_slack_get_idem: (nullable) (transfer none): the key a post of ours carries. */
const char *
matoi_slack_get_idem (JsonObject *object)
{
  JsonObject *metadata = matoi_json_get_object (object, "metadata");
  JsonObject *payload = metadata != NULL ? matoi_json_get_object (metadata, "event_payload") : NULL;

  return payload != NULL ? matoi_json_get_string (payload, "idem") : NULL;
}

/* The posts in which we asked. */
static gboolean
need_questions (MatoiSlackFollow *self, GError **error)
{
  g_autoptr (GPtrArray) rows = NULL;

  if (self->questions != NULL)
    return TRUE;
  rows = matoi_store_list_outbox (self->store, &self->delivery->room->incident, TRUE, error);
  if (rows == NULL)
    return FALSE;
  self->questions = g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_outbox_row_free);
  for (guint i = rows->len; i-- > 0;)
    {
      MatoiOutboxRow *row = g_ptr_array_index (rows, i);

      if (g_strcmp0 (row->kind, "roll-call") == 0 && g_str_equal (row->op, "message.post"))
        g_ptr_array_add (self->questions, g_ptr_array_steal_index (rows, i));
    }
  return TRUE;
}

static gboolean
is_question (const MatoiSlackFollow *self, const char *ts, const char *idem)
{
  for (guint i = 0; i < self->questions->len; i++)
    {
      const MatoiOutboxRow *row = g_ptr_array_index (self->questions, i);

      if ((idem != NULL && g_strcmp0 (row->idem, idem) == 0) ||
          (row->remote_id != NULL && g_str_has_suffix (row->remote_id, ts)))
        return TRUE;
    }
  return FALSE;
}

static void
add_offer (MatoiSlackFollow *self, const char *person, gboolean withdrawn)
{
  MatoiCommand *command = matoi_command_new ("offer", person);

  command->source = g_strdup ("slack");
  matoi_command_set (command, "person", person);
  matoi_command_set_flag (command, "withdrawn", withdrawn);
  matoi_slack_follow_add (self, command);
}

static gboolean
has_name (GPtrArray *names, const char *name)
{
  return g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL);
}

/** matoi_slack_follow_hands: all hands under a message of ours, as the history tells of them. */
gboolean
matoi_slack_follow_hands (MatoiSlackFollow *self, const MatoiSlackSign *sign, GError **error)
{
  GPtrArray *offers;

  if (!need_questions (self, error))
    return FALSE;
  if (!is_question (self, sign->ts, sign->idem))
    return TRUE;
  if (matoi_slack_follow_need_incident (self, error) == NULL)
    return FALSE;
  offers = self->incident->offers;
  for (guint i = 0; i < sign->hands->len; i++)
    if (!has_name (offers, g_ptr_array_index (sign->hands, i)))
      add_offer (self, g_ptr_array_index (sign->hands, i), FALSE);
  /* Under another question, the same person may have raised it still. */
  for (guint i = 0; sign->hands_known && self->questions->len == 1 && i < offers->len; i++)
    if (!has_name (sign->hands, g_ptr_array_index (offers, i)))
      add_offer (self, g_ptr_array_index (offers, i), TRUE);
  return TRUE;
}

/** matoi_slack_follow_hand: one hand, of an event; an event that comes again would bring back what
 * was taken away since. */
gboolean
matoi_slack_follow_hand (MatoiSlackFollow *self, GError **error)
{
  MatoiSlackDelivery *delivery = self->delivery;
  g_autoptr (MatoiRoomMessage) message =
    matoi_store_get_message (self->store, delivery->channel, delivery->hand_ts, NULL);
  g_autoptr (JsonNode) node =
    message != NULL && message->ours ? matoi_slack_parse_raw (message) : NULL;
  gboolean first = TRUE;

  if (!need_questions (self, error))
    return FALSE;
  if (!is_question (self, delivery->hand_ts,
                    node != NULL ? matoi_slack_get_idem (json_node_get_object (node)) : NULL))
    return TRUE;
  if (delivery->event_id != NULL &&
      !matoi_store_see (self->store, delivery->event_id, delivery->now, &first, error))
    return FALSE;
  if (first)
    add_offer (self, delivery->hand, delivery->hand_down);
  return TRUE;
}
