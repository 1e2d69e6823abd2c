/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-json.h"
#include "matoi-rooms-private.h"

/* What of two states of a message is the newer one. */

#define RAW_BYTES_LIMIT (4 * 1024 * 1024)
#define RAW_DEPTH_LIMIT 64

void
matoi_rooms_set_text (char **where, const char *text)
{
  if (g_strcmp0 (*where, text) == 0)
    return;
  g_free (*where);
  *where = g_strdup (text);
}

/* For @channel, which may have another id now. (transfer full) */
MatoiRoomMessage *
matoi_rooms_copy_message (const MatoiRoomMessage *from, const char *channel)
{
  MatoiRoomMessage *copy = g_memdup2 (from, sizeof *from);

  copy->channel = g_strdup (channel);
  copy->ts = g_strdup (from->ts);
  copy->thread_ts = g_strdup (from->thread_ts);
  copy->author_id = g_strdup (from->author_id);
  copy->author = g_strdup (from->author != NULL ? from->author : "");
  copy->text = g_strdup (from->text != NULL ? from->text : "");
  copy->edited_ts = g_strdup (from->edited_ts);
  copy->raw = g_strdup (from->raw != NULL ? from->raw : "{}");
  copy->latest_reply = g_strdup (from->latest_reply);
  copy->taken = FALSE;
  copy->taken_as = (MatoiId){ { 0 } };
  return copy;
}

static char *
dup_raw_text (const MatoiRoomMessage *message)
{
  g_autoptr (JsonNode) node =
    matoi_json_parse (message->raw, -1, RAW_BYTES_LIMIT, RAW_DEPTH_LIMIT, NULL);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node)
           ? g_strdup (matoi_json_get_string (json_node_get_object (node), "text"))
           : NULL;
}

/* A name that has become known makes other words, too; nobody edited them. */
gboolean
matoi_rooms_was_edited (const MatoiRoomMessage *old, const MatoiRoomMessage *given)
{
  g_autofree char *before = NULL, *after = NULL;

  if (g_strcmp0 (old->text, given->text) == 0)
    return FALSE;
  if (g_strcmp0 (old->edited_ts, given->edited_ts) != 0)
    return TRUE;
  before = dup_raw_text (old);
  after = dup_raw_text (given);
  return g_strcmp0 (before, after) != 0;
}

gboolean
matoi_rooms_has_changed (const MatoiRoomMessage *a, const MatoiRoomMessage *b)
{
  return g_strcmp0 (a->text, b->text) != 0 || g_strcmp0 (a->raw, b->raw) != 0 ||
         g_strcmp0 (a->author, b->author) != 0 || g_strcmp0 (a->author_id, b->author_id) != 0 ||
         g_strcmp0 (a->edited_ts, b->edited_ts) != 0 ||
         g_strcmp0 (a->thread_ts, b->thread_ts) != 0 || a->deleted != b->deleted ||
         g_strcmp0 (a->latest_reply, b->latest_reply) != 0 || a->n_replies != b->n_replies ||
         a->ours != b->ours;
}

/* Takes from @given what is not older than what is known. */
void
matoi_rooms_merge (MatoiRoomMessage *message, const MatoiRoomMessage *given)
{
  if (given->thread_ts != NULL)
    matoi_rooms_set_text (&message->thread_ts, given->thread_ts);
  if (given->author_id != NULL)
    matoi_rooms_set_text (&message->author_id, given->author_id);
  if (given->author != NULL && *given->author != '\0')
    matoi_rooms_set_text (&message->author, given->author);
  message->ours = message->ours || given->ours;
  if (given->latest_reply != NULL && g_strcmp0 (given->latest_reply, message->latest_reply) >= 0)
    {
      message->n_replies = given->n_replies;
      matoi_rooms_set_text (&message->latest_reply, given->latest_reply);
    }
  if (g_strcmp0 (given->edited_ts, message->edited_ts) < 0)
    return;
  matoi_rooms_set_text (&message->edited_ts, given->edited_ts);
  matoi_rooms_set_text (&message->text, given->text != NULL ? given->text : "");
  matoi_rooms_set_text (&message->raw, given->raw != NULL ? given->raw : "{}");
}
