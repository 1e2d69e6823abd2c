/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-slack-post.h"

#include <string.h>

#include "matoi-json.h"
#include "matoi-time.h"

/* Messages. Each carries its key, by which it is found again (apis.md §6.3); one that is too long for
 * Slack goes on in its own thread, and is looked for before each attempt. */

static void
post_free (gpointer data)
{
  MatoiSlackPost *post = data;

  g_ptr_array_unref (post->parts);
  g_hash_table_unref (post->there);
  g_free (post->thread);
  g_free (post->ts);
  g_free (post->cursor);
  g_free (post);
}

static char *
dup_metadata (const MatoiSlackOp *op, const char *key)
{
  g_autoptr (JsonObject) metadata = json_object_new ();
  g_autofree char *incident = matoi_id_dup_text (&op->row->incident);
  JsonObject *payload = json_object_new ();

  /* Anybody in the workspace may read it: nothing but ids. */
  json_object_set_string_member (payload, "idem", key);
  json_object_set_string_member (payload, "inc", incident);
  json_object_set_string_member (metadata, "event_type", "matoi_post");
  json_object_set_object_member (metadata, "event_payload", payload);
  return matoi_json_to_text (metadata);
}

static gboolean
is_about (const MatoiSlackAnswer *answer, const char *what)
{
  return answer->code != NULL && strstr (answer->code, what) != NULL;
}

static void
keep_room (MatoiSlackOp *op)
{
  const char *name = matoi_slack_book_get_name ('#', op->channel, op->book);

  if (strcmp (op->row->kind, "first") != 0 || matoi_slack_op_is_own (op))
    return;
  if (name == NULL && *matoi_slack_op_get_name (op) == '#')
    name = matoi_slack_op_get_name (op) + 1;
  op->room = g_new0 (MatoiRoomRow, 1);
  op->room->channel = g_strdup (op->channel);
  op->room->name = g_strdup (name);
  op->room->incident = op->row->incident;
  op->room->since = op->row->at;
}

/* All of it is there. */
void
matoi_slack_post_end (MatoiSlackOp *op)
{
  const MatoiSlackPost *post = op->data;

  keep_room (op);
  matoi_slack_op_end (op, MATOI_OUTBOX_SENT, post->ts);
}

static void
on_said (MatoiSlackOp *op, MatoiSlackAnswer *answer)
{
  MatoiSlackPost *post = op->data;

  if (answer->outcome == MATOI_SLACK_OK)
    {
      if (post->next == 0)
        post->ts = g_strdup (matoi_json_get_string (answer->json, "ts"));
      post->next++;
      matoi_slack_post_say (op);
    }
  else if (!post->no_metadata && is_about (answer, "metadata"))
    {
      post->no_metadata = TRUE;
      matoi_slack_post_say (op);
    }
  else if (!post->no_blocks && is_about (answer, "blocks"))
    {
      post->no_blocks = TRUE;
      matoi_slack_post_say (op);
    }
  else if (post->next > 0 && answer->outcome != MATOI_SLACK_AUTH &&
           answer->outcome != MATOI_SLACK_SCOPE && answer->outcome != MATOI_SLACK_PLACE)
    /* The beginning is there: nobody may take it for not said. */
    matoi_slack_op_end (op, MATOI_OUTBOX_UNSURE, answer->code != NULL ? answer->code : "no_answer");
  else
    matoi_slack_op_end_by (op, answer);
}

static void
say_part (MatoiSlackOp *op, const MatoiSlackPart *part)
{
  const MatoiSlackPost *post = op->data;
  g_autofree char *metadata = dup_metadata (op, part->key);
  const char *args[16];
  guint n = 0;

  args[n++] = "channel";
  args[n++] = op->channel;
  args[n++] = "text";
  args[n++] = part->text;
  args[n++] = "client_msg_id";
  args[n++] = part->key;
  if (!post->no_metadata)
    {
      args[n++] = "metadata";
      args[n++] = metadata;
    }
  if (part->blocks != NULL && !post->no_blocks)
    {
      args[n++] = "blocks";
      args[n++] = part->blocks;
    }
  if (post->thread != NULL || post->next > 0)
    {
      args[n++] = "thread_ts";
      args[n++] = post->thread != NULL ? post->thread : post->ts;
    }
  args[n] = NULL;
  matoi_slack_op_call (op, "chat.postMessage", args, on_said);
}

void
matoi_slack_post_say (MatoiSlackOp *op)
{
  MatoiSlackPost *post = op->data;

  while (post->next < post->parts->len)
    {
      const MatoiSlackPart *part = g_ptr_array_index (post->parts, post->next);

      if (post->next > 0 && post->ts == NULL)
        {
          matoi_slack_op_end (op, MATOI_OUTBOX_UNSURE, "no_answer");
          return;
        }
      if (!g_hash_table_contains (post->there, part->key))
        {
          say_part (op, part);
          return;
        }
      post->next++;
    }
  matoi_slack_post_end (op);
}

static void
on_there (MatoiSlackOp *op)
{
  const MatoiSlackPost *post = op->data;

  /* What a person has brought back was perhaps said before. */
  if (op->looking || post->parts->len > 1 || op->row->confirmed_at != MATOI_TIME_NONE)
    matoi_slack_post_look (op);
  else
    matoi_slack_post_say (op);
}

/* A MatoiSlackOpStep. */
void
matoi_slack_op_post (MatoiSlackOp *op)
{
  const char *words = matoi_json_get_string (op->payload, "text");
  const char *broadcast = matoi_json_get_string (op->payload, "broadcast");
  g_autofree char *mark =
    matoi_slack_dup_mark (words != NULL ? words : "", op->row->at, matoi_desk_get_now (op->desk),
                          matoi_desk_get_zone (op->desk));
  GPtrArray *parts = matoi_slack_compose (words != NULL ? words : "", mark, op->row->idem,
                                          g_strcmp0 (broadcast, "here") == 0);
  MatoiSlackPost *post;

  if (parts == NULL || (words == NULL && !op->looking))
    {
      g_clear_pointer (&parts, g_ptr_array_unref);
      matoi_slack_op_end (op, MATOI_OUTBOX_FAIL, words == NULL ? "no_text" : "msg_too_long");
      return;
    }
  post = g_new0 (MatoiSlackPost, 1);
  post->parts = parts;
  post->thread = g_strdup (matoi_json_get_string (op->payload, "thread_ts"));
  post->there = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  op->data = post;
  op->data_free = post_free;
  matoi_slack_op_find_place (op, on_there);
}
