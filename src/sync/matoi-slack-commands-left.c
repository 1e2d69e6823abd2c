/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-json.h"
#include "matoi-slack-commands-private.h"

/* What an earlier run has left: commands that were being answered when it ended, and rooms that are
 * told the status. In the store's thread. */

/* Nobody waits for an answer longer; what nobody began to answer is asked again sooner. */
#define LEFT_MS  (10 * MATOI_MINUTE)
#define FRESH_MS (2 * MATOI_MINUTE)
/* Messages at a time. */
#define PAGE 500

/* Two bots that answer each other would never end. */
gboolean
matoi_slack_is_person (const MatoiRoomMessage *message)
{
  g_autoptr (JsonNode) node = NULL;

  if (message->ours || message->deleted)
    return FALSE;
  node =
    message->raw != NULL ? matoi_json_parse (message->raw, -1, 2 * 1024 * 1024, 64, NULL) : NULL;
  return node == NULL || !JSON_NODE_HOLDS_OBJECT (node) ||
         matoi_json_get_string (json_node_get_object (node), "bot_id") == NULL;
}

static void
left_free (MatoiSlackLeft *left)
{
  matoi_room_row_free (left->room);
  matoi_room_message_free (left->message);
  g_free (left);
}

static MatoiRoomRow *
copy_room (const MatoiRoomRow *room)
{
  MatoiRoomRow *copy = g_new0 (MatoiRoomRow, 1);

  copy->channel = g_strdup (room->channel);
  copy->name = g_strdup (room->name);
  copy->incident = room->incident;
  copy->live = room->live;
  return copy;
}

static void
add (GPtrArray *left, const MatoiRoomRow *room, MatoiRoomMessage *message, gboolean stalk)
{
  MatoiSlackLeft *one = g_new0 (MatoiSlackLeft, 1);

  one->room = copy_room (room);
  one->message = message;
  one->stalk = stalk;
  g_ptr_array_add (left, one);
}

/**
 * matoi_slack_find_stalk:
 * @before_ts: (nullable): only what was said before it
 * @found: (out) (transfer full) (nullable): the last message that started or stopped telling the
 *   status
 * @kind: (out): which
 */
gboolean
matoi_slack_find_stalk (MatoiStore *store,
                        const char *channel,
                        const char *before_ts,
                        GHashTable *values,
                        MatoiRoomMessage **found,
                        MatoiRoomCommandKind *kind,
                        GError **error)
{
  g_autofree char *before = g_strdup (before_ts);
  g_autoptr (GPtrArray) page = NULL;

  *found = NULL;
  do
    {
      g_clear_pointer (&page, g_ptr_array_unref);
      page = matoi_store_list_messages (store, channel, before, PAGE, error);
      if (page == NULL)
        return FALSE;
      for (guint i = page->len; i > 0; i--)
        {
          MatoiRoomMessage *message = g_ptr_array_index (page, i - 1);
          g_auto (MatoiRoomCommand) command = { 0 };

          if (!matoi_room_command_parse (message->text, values, &command) ||
              (command.kind != MATOI_ROOM_COMMAND_STALK &&
               command.kind != MATOI_ROOM_COMMAND_UNSTALK) ||
              !matoi_slack_is_person (message))
            continue;
          *kind = command.kind;
          *found = g_ptr_array_steal_index (page, i - 1);
          return TRUE;
        }
      g_free (before);
      before =
        page->len > 0 ? g_strdup (((MatoiRoomMessage *) g_ptr_array_index (page, 0))->ts) : NULL;
    }
  while (page->len == PAGE);
  return TRUE;
}

/* Whoever has said that it tells the status, tells it. */
static gboolean
look_for_stalk (MatoiStore *store,
                MatoiSlackJob *job,
                const MatoiRoomRow *room,
                GHashTable *values,
                GError **error)
{
  MatoiRoomMessage *message = NULL;
  MatoiRoomCommandKind kind = MATOI_ROOM_COMMAND_UNSTALK;
  g_autofree char *key = NULL;
  gboolean ours = FALSE;

  if (!matoi_slack_find_stalk (store, room->channel, NULL, values, &message, &kind, error))
    return FALSE;
  if (message != NULL && kind == MATOI_ROOM_COMMAND_STALK)
    {
      key = g_strconcat (room->channel, ":", message->ts, NULL);
      if (!matoi_store_has_outbox_answer (store, key, &ours, error))
        ours = FALSE;
    }
  if (ours)
    add (job->left, room, message, TRUE);
  else
    matoi_room_message_free (message);
  return TRUE;
}

static gboolean
look_for_asks (MatoiStore *store,
               MatoiSlackJob *job,
               const MatoiRoomRow *room,
               GHashTable *values,
               GError **error)
{
  g_autoptr (GPtrArray) messages =
    matoi_store_list_messages (store, room->channel, NULL, PAGE, error);

  if (messages == NULL)
    return FALSE;
  for (guint i = 0; i < messages->len;)
    {
      MatoiRoomMessage *message = g_ptr_array_index (messages, i);
      g_autofree char *key = g_strconcat ("cmd:", room->channel, ":", message->ts, NULL);
      g_auto (MatoiRoomCommand) command = { 0 };
      gboolean begun = FALSE;

      if (message->at < job->now - LEFT_MS ||
          !matoi_room_command_parse (message->text, values, &command) ||
          !matoi_slack_is_person (message))
        {
          i++;
          continue;
        }
      if (!matoi_store_has_seen (store, key, &begun, error))
        return FALSE;
      if (begun || message->at >= job->now - FRESH_MS)
        add (job->left, room, g_ptr_array_steal_index (messages, i), FALSE);
      else
        i++;
    }
  return TRUE;
}

/* Fills "left", oldest first in each room. */
gboolean
matoi_slack_job_look_back (MatoiStore *store, gpointer data, GError **error)
{
  MatoiSlackJob *job = data;
  g_autoptr (GHashTable) values = matoi_slack_read_values (store, error);
  g_autoptr (GPtrArray) rooms =
    values != NULL ? matoi_store_list_rooms (store, FALSE, error) : NULL;

  if (rooms == NULL)
    return FALSE;
  job->left = g_ptr_array_new_with_free_func ((GDestroyNotify) left_free);
  for (guint i = 0; i < rooms->len; i++)
    {
      const MatoiRoomRow *room = g_ptr_array_index (rooms, i);

      if (!look_for_asks (store, job, room, values, error) ||
          (room->live && !look_for_stalk (store, job, room, values, error)))
        return FALSE;
    }
  return TRUE;
}
