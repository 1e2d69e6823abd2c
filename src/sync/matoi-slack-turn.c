/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-slack-turn.h"

#include <string.h>

#include "matoi-error.h"
#include "matoi-json.h"
#include "matoi-slack-text.h"
#include "matoi-time.h"

/* In the store's thread. */

#define LANES "slack/"
/* So often what belongs to a mark is tried to be kept with it. */
#define MAX_TRIES 5

MatoiSlackTurn *
matoi_slack_turn_new (void)
{
  MatoiSlackTurn *turn = g_new0 (MatoiSlackTurn, 1);

  turn->mine = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  turn->due = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  turn->ops = g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_slack_op_free);
  turn->unknown = g_array_new (FALSE, FALSE, sizeof (gint64));
  turn->next = MATOI_TIME_NONE;
  return turn;
}

void
matoi_slack_turn_free (gpointer data)
{
  MatoiSlackTurn *turn = data;

  g_hash_table_unref (turn->mine);
  g_hash_table_unref (turn->due);
  g_ptr_array_unref (turn->ops);
  g_array_unref (turn->unknown);
  g_free (turn);
}

/* --- what surrounds a row */

static gboolean
is_sent (const MatoiOutboxRow *row)
{
  return strcmp (row->state, "sent") == 0 && row->remote_id != NULL;
}

/* The one of the same event, else the newest before it. */
static void
find_of (MatoiSlackFacts *facts, const MatoiSlackOp *op, GPtrArray *rows)
{
  const char *of = matoi_json_get_string (op->payload, "of");
  gboolean same = FALSE;

  for (guint i = 0; of != NULL && i < rows->len; i++)
    {
      const MatoiOutboxRow *row = g_ptr_array_index (rows, i);
      gboolean is_same = matoi_id_equal (&row->event, &op->row->event);

      if (!is_sent (row) || strcmp (row->op, "message.post") != 0 || strcmp (row->kind, of) != 0 ||
          strcmp (row->lane, op->row->lane) != 0 || (same && !is_same))
        continue;
      same = is_same;
      g_free (facts->of_ts);
      facts->of_ts = g_strdup (row->remote_id);
    }
}

static void
find_messages (MatoiSlackFacts *facts, const MatoiOutboxRow *own, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const MatoiOutboxRow *row = g_ptr_array_index (rows, i);

      if (!is_sent (row) || strcmp (row->op, "message.post") != 0 ||
          strcmp (row->lane, own->lane) != 0)
        continue;
      g_hash_table_add (facts->others, g_strdup (row->remote_id));
      /* Certainly said before this one was even thought of. */
      if (row->sent_at >= own->created_at ||
          (facts->after_ts != NULL && matoi_slack_compare_ts (row->remote_id, facts->after_ts) < 0))
        continue;
      g_free (facts->after_ts);
      facts->after_ts = g_strdup (row->remote_id);
    }
}

static void
find_channel (MatoiSlackFacts *facts, const MatoiOutboxRow *own, GPtrArray *rows, GPtrArray *rooms)
{
  const char *only = NULL;
  guint n_own = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      const MatoiOutboxRow *row = g_ptr_array_index (rows, i);

      if (is_sent (row) && strcmp (row->op, "channel.open") == 0 &&
          strcmp (row->lane, own->lane) == 0)
        {
          g_free (facts->channel);
          facts->channel = g_strdup (row->remote_id);
        }
    }
  for (guint i = 0; i < rooms->len; i++)
    {
      const MatoiRoomRow *room = g_ptr_array_index (rooms, i);

      if (g_strcmp0 (room->channel, facts->channel) == 0)
        return;
      if (!room->own || !matoi_id_equal (&room->incident, &own->incident))
        continue;
      only = room->channel;
      n_own++;
    }
  /* Slack may call a channel by another id some day. */
  if (facts->channel != NULL && n_own == 1)
    {
      g_free (facts->channel);
      facts->channel = g_strdup (only);
    }
}

static gboolean
gather (MatoiStore *store, MatoiSlackOp *op, GError **error)
{
  MatoiSlackFacts *facts = &op->facts;
  g_autoptr (GPtrArray) rows = matoi_store_list_outbox (store, &op->row->incident, TRUE, error);
  g_autoptr (GPtrArray) rooms = NULL;

  facts->others = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  facts->rooms = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (rows == NULL)
    return FALSE;
  find_of (facts, op, rows);
  find_messages (facts, op->row, rows);
  if (!matoi_slack_op_is_own (op))
    return TRUE;
  rooms = matoi_store_list_rooms (store, TRUE, error);
  if (rooms == NULL)
    return FALSE;
  for (guint i = 0; i < rooms->len; i++)
    g_hash_table_add (facts->rooms,
                      g_strdup (((MatoiRoomRow *) g_ptr_array_index (rooms, i))->channel));
  find_channel (facts, op->row, rows, rooms);
  return TRUE;
}

/* --- a turn */

/* Takes @row, which is marked as under way. */
static gboolean
begin (MatoiStore *store,
       MatoiSlackTurn *turn,
       MatoiOutboxRow *row,
       gboolean looking,
       GError **error)
{
  g_autoptr (MatoiSlackOp) op = matoi_slack_op_new (row);

  op->looking = looking;
  if (gather (store, op, error))
    {
      g_ptr_array_add (turn->ops, g_steal_pointer (&op));
      return TRUE;
    }
  /* Nothing was sent yet. */
  matoi_store_mark_outbox (store, row->id, looking ? MATOI_OUTBOX_UNSURE : MATOI_OUTBOX_AGAIN,
                           "no_answer", MATOI_TIME_NONE, turn->now, NULL);
  return FALSE;
}

static gboolean
look (MatoiStore *store, MatoiSlackTurn *turn, gint64 id, GError **error)
{
  MatoiOutboxRow *row;

  if (!matoi_store_mark_outbox (store, id, MATOI_OUTBOX_VERIFY, NULL, MATOI_TIME_NONE, turn->now,
                                error))
    return FALSE;
  row = matoi_store_get_outbox (store, id, error);
  return row != NULL && begin (store, turn, row, TRUE, error);
}

static gboolean
has_state (const MatoiOutboxRow *row, const char *state)
{
  return strcmp (row->state, state) == 0;
}

/* @lanes gets those of other services. */
static gboolean
go_through (MatoiStore *store, MatoiSlackTurn *turn, GHashTable *lanes, GError **error)
{
  g_autoptr (GPtrArray) rows = matoi_store_list_outbox (store, NULL, FALSE, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const MatoiOutboxRow *row = g_ptr_array_index (rows, i);

      if (!g_str_has_prefix (row->lane, LANES))
        {
          g_hash_table_add (lanes, g_strdup (row->lane));
          continue;
        }
      turn->has_queued = turn->has_queued || has_state (row, "queued");
      if (g_hash_table_contains (turn->mine, &row->id))
        continue;
      if (turn->adopt && (has_state (row, "sending") || has_state (row, "verifying")))
        {
          if (!matoi_store_mark_outbox (store, row->id, MATOI_OUTBOX_UNSURE, MATOI_OUTBOX_STOPPED,
                                        MATOI_TIME_NONE, turn->now, error))
            return FALSE;
        }
      else if (!has_state (row, "unknown"))
        continue;
      if (turn->ops->len < turn->n_free && g_hash_table_contains (turn->due, &row->id))
        {
          if (!look (store, turn, row->id, error))
            return FALSE;
        }
      else
        g_array_append_val (turn->unknown, row->id);
    }
  return rows != NULL;
}

/* A MatoiDeskFunc. What was begun stays begun, even if there was an error then. */
gboolean
matoi_slack_turn_run (MatoiStore *store, gpointer data, GError **error)
{
  MatoiSlackTurn *turn = data;
  g_autoptr (GHashTable) lanes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GError) local_error = NULL;

  if (go_through (store, turn, lanes, &local_error))
    while (turn->ops->len < turn->n_free)
      {
        MatoiOutboxRow *row = matoi_store_take_outbox (store, lanes, turn->now, &local_error);

        if (row == NULL || !begin (store, turn, row, FALSE, &local_error))
          break;
      }
  if (local_error != NULL && turn->ops->len == 0)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (turn->has_queued)
    turn->next = matoi_store_get_outbox_time (store, turn->now);
  return TRUE;
}

/* --- a mark */

MatoiSlackMark *
matoi_slack_mark_new (void)
{
  return g_atomic_rc_box_new0 (MatoiSlackMark);
}

MatoiSlackMark *
matoi_slack_mark_ref (MatoiSlackMark *mark)
{
  return g_atomic_rc_box_acquire (mark);
}

static void
mark_clear (gpointer data)
{
  MatoiSlackMark *mark = data;

  g_free (mark->detail);
  g_free (mark->closed);
  matoi_room_row_free (mark->room);
}

void
matoi_slack_mark_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, mark_clear);
}

/* What is said there from now on cannot be; what was said is still to be read to its end. */
static gboolean
close_room (MatoiStore *store, const MatoiSlackMark *mark, GError **error)
{
  g_autoptr (GPtrArray) rooms = matoi_store_list_rooms (store, TRUE, error);

  for (guint i = 0; rooms != NULL && i < rooms->len; i++)
    {
      MatoiRoomRow *room = g_ptr_array_index (rooms, i);

      if (strcmp (room->channel, mark->closed) != 0 ||
          !matoi_id_equal (&room->incident, &mark->incident))
        continue;
      room->archived = TRUE;
      return matoi_store_put_room (store, room, error);
    }
  return rooms != NULL;
}

/* A MatoiDeskFunc. The room first: a row that is sent is not looked at again. */
gboolean
matoi_slack_mark_run (MatoiStore *store, gpointer data, GError **error)
{
  MatoiSlackMark *mark = data;
  gboolean gives_up = ++mark->n_tries >= MAX_TRIES;

  if (mark->room != NULL && !matoi_store_put_room (store, mark->room, gives_up ? NULL : error) &&
      !gives_up)
    return FALSE;
  if (mark->closed != NULL && !close_room (store, mark, gives_up ? NULL : error) && !gives_up)
    return FALSE;
  return matoi_store_mark_outbox (store, mark->id, mark->outcome, mark->detail, mark->not_before,
                                  mark->now, error);
}
