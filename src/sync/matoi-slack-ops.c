/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-slack-op.h"

#include <string.h>

#include "matoi-json.h"
#include "matoi-slack-text.h"

/* The ops that are done with one call or two, and which ones there are. Doing them twice is the same
 * as doing them once. */

/* The topic as Slack counts it: with its own signs escaped. (transfer full) */
static char *
dup_topic (const char *words)
{
  glong n = g_utf8_strlen (words, -1);
  char *topic = matoi_slack_escape (words);

  while (g_utf8_strlen (topic, -1) > MATOI_SLACK_MAX_TOPIC)
    {
      g_autofree char *head = g_utf8_substring (words, 0, --n);
      g_autofree char *cut = g_strconcat (head, "…", NULL);

      g_free (topic);
      topic = matoi_slack_escape (cut);
    }
  return topic;
}

static void
set_topic (MatoiSlackOp *op)
{
  const char *words = matoi_json_get_string (op->payload, "text");
  g_autofree char *topic = dup_topic (words != NULL ? words : "");

  matoi_slack_op_call (op, "conversations.setTopic",
                       (const char *[]){ "channel", op->channel, "topic", topic, NULL },
                       matoi_slack_op_end_natural);
}

static void
on_bookmarked (MatoiSlackOp *op, MatoiSlackAnswer *answer)
{
  JsonObject *bookmark =
    answer->json != NULL ? matoi_json_get_object (answer->json, "bookmark") : NULL;

  if (matoi_slack_is_done (answer))
    matoi_slack_op_end (op, MATOI_OUTBOX_SENT,
                        bookmark != NULL ? matoi_json_get_string (bookmark, "id") : NULL);
  else
    matoi_slack_op_end_by (op, answer);
}

static const char *
find_bookmark (JsonObject *json, const char *url)
{
  JsonArray *list = matoi_json_get_array (json, "bookmarks");

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      JsonObject *bookmark = matoi_json_array_get_object (list, i);

      if (bookmark != NULL && g_strcmp0 (matoi_json_get_string (bookmark, "link"), url) == 0)
        return matoi_json_get_string (bookmark, "id");
    }
  return NULL;
}

/* Without the permission to look, one too many does no harm. */
static void
on_bookmarks (MatoiSlackOp *op, MatoiSlackAnswer *answer)
{
  const char *url = matoi_json_get_string (op->payload, "url");
  const char *title = matoi_json_get_string (op->payload, "title");

  if (answer->outcome == MATOI_SLACK_OK && find_bookmark (answer->json, url) != NULL)
    matoi_slack_op_end (op, MATOI_OUTBOX_SENT, find_bookmark (answer->json, url));
  else if (answer->outcome != MATOI_SLACK_OK && answer->outcome != MATOI_SLACK_SCOPE)
    matoi_slack_op_end_by (op, answer);
  else
    matoi_slack_op_call (op, "bookmarks.add",
                         (const char *[]){ "channel_id", op->channel, "title",
                                           title != NULL ? title : url, "type", "link", "link", url,
                                           NULL },
                         on_bookmarked);
}

static void
add_bookmark (MatoiSlackOp *op)
{
  if (matoi_json_get_string (op->payload, "url") == NULL)
    matoi_slack_op_end (op, MATOI_OUTBOX_FAIL, "invalid_link");
  else
    matoi_slack_op_call (op, "bookmarks.list", (const char *[]){ "channel_id", op->channel, NULL },
                         on_bookmarks);
}

static void
pin (MatoiSlackOp *op)
{
  matoi_slack_op_call (
    op, "pins.add", (const char *[]){ "channel", op->channel, "timestamp", op->facts->of_ts, NULL },
    matoi_slack_op_end_natural);
}

static void
react (MatoiSlackOp *op)
{
  const char *name = matoi_json_get_string (op->payload, "name");

  matoi_slack_op_call (op, "reactions.add",
                       (const char *[]){ "channel", op->channel, "timestamp", op->facts->of_ts,
                                         "name", name != NULL ? name : "", NULL },
                       matoi_slack_op_end_natural);
}

static void
archive (MatoiSlackOp *op)
{
  op->closes_room = TRUE;
  matoi_slack_op_call (op, "conversations.archive",
                       (const char *[]){ "channel", op->channel, NULL },
                       matoi_slack_op_end_natural);
}

static const struct
{
  const char *name;
  MatoiSlackOpStep run;
  gboolean anywhere, hangs; /* needs no channel that is there; hangs on a message */
} ops[] = {
  { "message.post", matoi_slack_op_post, TRUE, FALSE },
  { "message.pin", pin, FALSE, TRUE },
  { "reaction.add", react, FALSE, TRUE },
  { "channel.open", matoi_slack_op_open, TRUE, FALSE },
  { "channel.topic", set_topic, FALSE, FALSE },
  { "channel.bookmark", add_bookmark, FALSE, FALSE },
  { "channel.invite", matoi_slack_op_invite, FALSE, FALSE },
  { "channel.export", matoi_slack_op_export, FALSE, FALSE },
  { "channel.archive", archive, FALSE, FALSE },
};

void
matoi_slack_op_run (MatoiSlackOp *op)
{
  for (guint i = 0; i < G_N_ELEMENTS (ops); i++)
    {
      if (strcmp (ops[i].name, op->row->op) != 0)
        continue;
      if (ops[i].hangs && op->facts->of_ts == NULL)
        matoi_slack_op_end (op, MATOI_OUTBOX_FAIL, "message_not_found");
      else if (ops[i].anywhere)
        ops[i].run (op);
      else
        matoi_slack_op_find_place (op, ops[i].run);
      return;
    }
  matoi_slack_op_end (op, MATOI_OUTBOX_FAIL, "unknown_method");
}
