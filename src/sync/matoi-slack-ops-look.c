/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-slack-post.h"

#include <string.h>

#include "matoi-json.h"
#include "matoi-slack-text.h"
#include "matoi-time.h"

/* Whether a message is there already. */

#define NEARBY     (5 * MATOI_MINUTE)
#define CLOCK_SLIP (2 * 60 * MATOI_MINUTE)
#define MAX_TRIES  5

static gboolean
is_ours (const MatoiSlackOp *op, JsonObject *message)
{
  const char *bot = matoi_json_get_string (message, "bot_id");
  const char *user = matoi_json_get_string (message, "user");

  return (bot != NULL && g_strcmp0 (bot, op->self->bot_id) == 0) ||
         (user != NULL && g_strcmp0 (user, op->self->user_id) == 0);
}

/* One that could not carry its key: by its words, and about when it was sent. */
static gboolean
is_likely (const MatoiSlackOp *op, JsonObject *message)
{
  const char *ts = matoi_json_get_string (message, "ts");
  const char *text = matoi_json_get_string (message, "text");
  const char *words = matoi_json_get_string (op->payload, "text");
  gint64 at = matoi_slack_ts_to_time (ts);

  return words != NULL && text != NULL && is_ours (op, message) &&
         !g_hash_table_contains (op->facts->others, ts) &&
         (op->attempted_at == MATOI_TIME_NONE || ABS (at - op->attempted_at) <= NEARBY) &&
         matoi_slack_sounds_like (text, words);
}

/* (nullable): its key; borrowed */
static const char *
get_key (JsonObject *message)
{
  JsonObject *metadata = matoi_json_get_object (message, "metadata");
  JsonObject *payload = metadata != NULL ? matoi_json_get_object (metadata, "event_payload") : NULL;

  return payload != NULL ? matoi_json_get_string (payload, "idem") : NULL;
}

static void
look_at (MatoiSlackOp *op, JsonObject *message)
{
  MatoiSlackPost *post = op->data;
  const char *key = get_key (message), *ts = matoi_json_get_string (message, "ts");
  const char *client_id = matoi_json_get_string (message, "client_msg_id");
  const MatoiSlackPart *first = g_ptr_array_index (post->parts, 0);

  if (key == NULL && client_id != NULL && is_ours (op, message))
    key = client_id;
  if (ts == NULL)
    return;
  if (post->ts == NULL && (g_strcmp0 (key, first->key) == 0 ||
                           (key == NULL && post->parts->len == 1 && is_likely (op, message))))
    {
      post->ts = g_strdup (ts);
      g_hash_table_add (post->there, g_strdup (first->key));
    }
  else if (key != NULL)
    g_hash_table_add (post->there, g_strdup (key));
}

/* The end of the history, or of the thread. */
static void
end_looking (MatoiSlackOp *op)
{
  MatoiSlackPost *post = op->data;
  gboolean whole = TRUE;

  for (guint i = 0; i < post->parts->len; i++)
    whole =
      whole && g_hash_table_contains (post->there,
                                      ((MatoiSlackPart *) g_ptr_array_index (post->parts, i))->key);
  if (whole)
    matoi_slack_post_end (op);
  else if (post->ts != NULL || !op->looking)
    matoi_slack_post_say (op);
  else
    matoi_slack_op_end_absent (op);
}

static void
on_looked (MatoiSlackOp *op, MatoiSlackAnswer *answer)
{
  MatoiSlackPost *post = op->data;
  gboolean in_thread = strcmp (op->method, "conversations.replies") == 0;
  JsonArray *messages;
  JsonObject *metadata;
  const char *next;

  if (g_strcmp0 (answer->code, "invalid_cursor") == 0 && ++post->n_tries < MAX_TRIES)
    {
      g_clear_pointer (&post->cursor, g_free);
      matoi_slack_post_look (op);
      return;
    }
  /* Where nobody may look, the first attempt can only be the first. */
  if ((answer->outcome == MATOI_SLACK_SCOPE || answer->outcome == MATOI_SLACK_PLACE) &&
      !op->looking && op->row->attempts <= 1)
    {
      matoi_slack_post_say (op);
      return;
    }
  if (answer->outcome != MATOI_SLACK_OK)
    {
      matoi_slack_op_end_by (op, answer);
      return;
    }
  messages = matoi_json_get_array (answer->json, "messages");
  for (guint i = 0; messages != NULL && i < json_array_get_length (messages); i++)
    if (matoi_json_array_get_object (messages, i) != NULL)
      look_at (op, matoi_json_array_get_object (messages, i));
  metadata = matoi_json_get_object (answer->json, "response_metadata");
  next = metadata != NULL ? matoi_json_get_string (metadata, "next_cursor") : NULL;
  g_free (post->cursor);
  post->cursor = next != NULL && *next != '\0' ? g_strdup (next) : NULL;
  if (!in_thread && post->ts != NULL)
    {
      g_clear_pointer (&post->cursor, g_free);
      if (post->parts->len == 1)
        matoi_slack_post_end (op);
      else
        matoi_slack_post_look (op);
    }
  else if (post->cursor != NULL)
    matoi_slack_post_look (op);
  else
    end_looking (op);
}

/* From where on it may be: what was certainly said before it, by Slack's own clock; the clock of
 * this machine may be wrong. */
static char *
dup_oldest (const MatoiSlackOp *op)
{
  if (op->facts->after_ts != NULL)
    return g_strdup (op->facts->after_ts);
  if (matoi_slack_op_is_own (op))
    return g_strdup ("0");
  return g_strdup_printf ("%" G_GINT64_FORMAT ".000000", (op->row->created_at - CLOCK_SLIP) / 1000);
}

void
matoi_slack_post_look (MatoiSlackOp *op)
{
  const MatoiSlackPost *post = op->data;
  g_autofree char *oldest = dup_oldest (op);
  const char *thread = post->thread != NULL ? post->thread : post->ts;
  const char *args[16] = { "channel", op->channel, "include_all_metadata", "true", "limit", "200" };
  guint n = 6;

  if (thread != NULL)
    {
      args[n++] = "ts";
      args[n++] = thread;
    }
  else
    {
      args[n++] = "oldest";
      args[n++] = oldest;
      args[n++] = "inclusive";
      args[n++] = "true";
    }
  if (post->cursor != NULL)
    {
      args[n++] = "cursor";
      args[n++] = post->cursor;
    }
  matoi_slack_op_call (op, thread != NULL ? "conversations.replies" : "conversations.history", args,
                       on_looked);
}
