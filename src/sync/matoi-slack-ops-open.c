/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-slack-op.h"

#include <string.h>

#include "matoi-json.h"
#include "matoi-slack-text.h"

/* The room of an incident. Its name holds the end of the reference: one that was made without an
 * answer is found again by it, and is the only one this Matoi made that belongs to nobody. */

#define MAX_NUMBER 9
#define MAX_TRIES  5

typedef struct
{
  char *base; /* the name without a number */
  guint number;
  gboolean ascii;
  gboolean listed;  /* @mine is whole */
  GHashTable *mine; /* name → JsonObject: what we made, archived or not */
  char *cursor;     /* (nullable) */
  guint n_tries;
} Opening;

static void
opening_free (gpointer data)
{
  Opening *opening = data;

  g_free (opening->base);
  g_hash_table_unref (opening->mine);
  g_free (opening->cursor);
  g_free (opening);
}

static void create (MatoiSlackOp *op);
static void list_on (MatoiSlackOp *op);

/* With a number behind it, within the length Slack allows. (transfer full) */
static char *
dup_name (const Opening *opening)
{
  g_autofree char *tail =
    opening->number > 1 ? g_strdup_printf ("-%u", opening->number) : g_strdup ("");
  glong room = MATOI_SLACK_MAX_NAME - (glong) strlen (tail);
  g_autofree char *head =
    g_utf8_substring (opening->base, 0, MIN (room, g_utf8_strlen (opening->base, -1)));

  return g_strconcat (head, tail, NULL);
}

static void
adopt (MatoiSlackOp *op, JsonObject *channel)
{
  const char *id = matoi_json_get_string (channel, "id");

  if (id == NULL)
    {
      matoi_slack_op_end (op, MATOI_OUTBOX_UNSURE, "no_answer");
      return;
    }
  matoi_slack_book_learn_channel (op->book, channel);
  op->room = g_new0 (MatoiRoomRow, 1);
  op->room->channel = g_strdup (id);
  op->room->name = g_strdup (matoi_json_get_string (channel, "name"));
  op->room->incident = op->row->incident;
  op->room->own = TRUE;
  matoi_slack_op_end (op, MATOI_OUTBOX_SENT, id);
}

/* Whether @channel is one that we made for this row and did not hear of. */
static gboolean
is_lost (const MatoiSlackOp *op, JsonObject *channel)
{
  const char *id = matoi_json_get_string (channel, "id");

  return id != NULL && !matoi_json_get_boolean (channel, "is_archived", FALSE) &&
         matoi_json_get_boolean (channel, "is_private", FALSE) ==
           matoi_json_get_boolean (op->payload, "private", FALSE) &&
         !g_hash_table_contains (op->facts->rooms, id);
}

/* There is one of that name: ours, or the next number. */
static void
decide_taken (MatoiSlackOp *op)
{
  Opening *opening = op->data;
  g_autofree char *name = dup_name (opening);
  JsonObject *channel = g_hash_table_lookup (opening->mine, name);

  if (channel != NULL && is_lost (op, channel))
    adopt (op, channel);
  else if (opening->number >= MAX_NUMBER)
    matoi_slack_op_end (op, MATOI_OUTBOX_HOLD, "name_taken");
  else
    {
      opening->number = MAX (opening->number, 1) + 1;
      create (op);
    }
}

static void
take_channels (MatoiSlackOp *op, JsonArray *channels)
{
  Opening *opening = op->data;

  for (guint i = 0; channels != NULL && i < json_array_get_length (channels); i++)
    {
      JsonObject *channel = matoi_json_array_get_object (channels, i);
      const char *name = channel != NULL ? matoi_json_get_string (channel, "name") : NULL;

      if (name != NULL &&
          g_strcmp0 (matoi_json_get_string (channel, "creator"), op->self->user_id) == 0)
        g_hash_table_insert (opening->mine, g_strdup (name), json_object_ref (channel));
    }
}

static void
on_listed (MatoiSlackOp *op, MatoiSlackAnswer *answer)
{
  Opening *opening = op->data;
  JsonObject *metadata;
  const char *next;

  if (g_strcmp0 (answer->code, "invalid_cursor") == 0 && ++opening->n_tries < MAX_TRIES)
    {
      g_clear_pointer (&opening->cursor, g_free);
      list_on (op);
      return;
    }
  if (answer->outcome != MATOI_SLACK_OK && answer->outcome != MATOI_SLACK_SCOPE)
    {
      matoi_slack_op_end_by (op, answer);
      return;
    }
  /* Who may not look takes the next number. */
  next = NULL;
  if (answer->outcome == MATOI_SLACK_OK)
    {
      take_channels (op, matoi_json_get_array (answer->json, "channels"));
      metadata = matoi_json_get_object (answer->json, "response_metadata");
      next = metadata != NULL ? matoi_json_get_string (metadata, "next_cursor") : NULL;
    }
  g_free (opening->cursor);
  opening->cursor = next != NULL && *next != '\0' ? g_strdup (next) : NULL;
  if (opening->cursor != NULL)
    {
      list_on (op);
      return;
    }
  opening->listed = TRUE;
  decide_taken (op);
}

static void
list_on (MatoiSlackOp *op)
{
  const Opening *opening = op->data;
  gboolean is_private = matoi_json_get_boolean (op->payload, "private", FALSE);
  const char *args[] = { "types",
                         is_private ? "private_channel" : "public_channel",
                         "exclude_archived",
                         "false",
                         "limit",
                         "200",
                         opening->cursor != NULL ? "cursor" : NULL,
                         opening->cursor,
                         NULL };

  matoi_slack_op_call (op, "conversations.list", args, on_listed);
}

static gboolean
is_bad_name (const MatoiSlackAnswer *answer)
{
  return answer->code != NULL && g_str_has_prefix (answer->code, "invalid_name");
}

static char *
dup_base (const MatoiSlackOp *op, gboolean ascii)
{
  const char *name = matoi_slack_op_get_name (op);

  return matoi_slack_channel_name (name != NULL ? name + (*name == '#') : "", ascii);
}

static void
on_created (MatoiSlackOp *op, MatoiSlackAnswer *answer)
{
  Opening *opening = op->data;
  JsonObject *channel =
    answer->json != NULL ? matoi_json_get_object (answer->json, "channel") : NULL;

  if (answer->outcome == MATOI_SLACK_OK && channel != NULL)
    adopt (op, channel);
  else if (g_strcmp0 (answer->code, "name_taken") == 0)
    {
      if (opening->listed)
        decide_taken (op);
      else
        list_on (op);
    }
  else if (is_bad_name (answer) && !opening->ascii)
    {
      opening->ascii = TRUE;
      g_free (opening->base);
      opening->base = dup_base (op, TRUE);
      create (op);
    }
  else
    matoi_slack_op_end_by (op, answer);
}

static void
create (MatoiSlackOp *op)
{
  const Opening *opening = op->data;
  g_autofree char *name = dup_name (opening);
  gboolean is_private = matoi_json_get_boolean (op->payload, "private", FALSE);

  if (*name == '\0')
    matoi_slack_op_end (op, MATOI_OUTBOX_FAIL, "invalid_name_required");
  else
    matoi_slack_op_call (op, "conversations.create",
                         (const char *[]){ "name", name, "is_private",
                                           is_private ? "true" : "false", NULL },
                         on_created);
}

/* A MatoiSlackOpStep. */
void
matoi_slack_op_open (MatoiSlackOp *op)
{
  Opening *opening = g_new0 (Opening, 1);

  opening->base = dup_base (op, FALSE);
  opening->mine =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) json_object_unref);
  op->data = opening;
  op->data_free = opening_free;
  create (op);
}
