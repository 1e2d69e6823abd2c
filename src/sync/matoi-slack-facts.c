/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-slack-op.h"

#include <string.h>

#include "matoi-json.h"
#include "matoi-slack-text.h"

/* In the store's thread: what surrounds a row when it is taken, and what it leaves behind. */

/* So often what belongs to a row is tried to be kept with it. */
#define MAX_TRIES 5

void
matoi_slack_facts_free (gpointer data)
{
  MatoiSlackFacts *facts = data;

  g_free (facts->channel);
  g_free (facts->of_ts);
  g_free (facts->after_ts);
  g_hash_table_unref (facts->others);
  g_hash_table_unref (facts->rooms);
  g_free (facts);
}

/* Of rooms we make. */
gboolean
matoi_slack_is_own_lane (const char *lane)
{
  return g_str_has_prefix (lane, "slack/room/") || g_str_has_prefix (lane, "slack/private/");
}

static gboolean
is_sent (const MatoiOutboxRow *row)
{
  return strcmp (row->state, "sent") == 0 && row->remote_id != NULL;
}

/* The one of the same event, else the newest before it. */
static void
find_of (MatoiSlackFacts *facts, const MatoiErrand *errand, GPtrArray *rows)
{
  const char *of = matoi_json_get_string (errand->payload, "of");
  gboolean same = FALSE;

  for (guint i = 0; of != NULL && i < rows->len; i++)
    {
      const MatoiOutboxRow *row = g_ptr_array_index (rows, i);
      gboolean is_same = matoi_id_equal (&row->event, &errand->row->event);

      if (!is_sent (row) || strcmp (row->op, "message.post") != 0 || strcmp (row->kind, of) != 0 ||
          strcmp (row->lane, errand->row->lane) != 0 || (same && !is_same))
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

/** matoi_slack_facts_gather: see MatoiErrandsKind. */
gpointer
matoi_slack_facts_gather (MatoiStore *store, const MatoiErrand *errand, GError **error)
{
  g_autoptr (MatoiSlackFacts) facts = g_new0 (MatoiSlackFacts, 1);
  g_autoptr (GPtrArray) rows = matoi_store_list_outbox (store, &errand->row->incident, TRUE, error);
  g_autoptr (GPtrArray) rooms = NULL;

  facts->others = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  facts->rooms = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (rows == NULL)
    return NULL;
  find_of (facts, errand, rows);
  find_messages (facts, errand->row, rows);
  if (!matoi_slack_is_own_lane (errand->row->lane))
    return g_steal_pointer (&facts);
  rooms = matoi_store_list_rooms (store, TRUE, error);
  if (rooms == NULL)
    return NULL;
  for (guint i = 0; i < rooms->len; i++)
    g_hash_table_add (facts->rooms,
                      g_strdup (((MatoiRoomRow *) g_ptr_array_index (rooms, i))->channel));
  find_channel (facts, errand->row, rows, rooms);
  return g_steal_pointer (&facts);
}

/* --- what it leaves behind */

void
matoi_slack_kept_free (gpointer data)
{
  MatoiSlackKept *kept = data;

  g_free (kept->closed);
  matoi_room_row_free (kept->room);
  g_free (kept);
}

/* What is said there from now on cannot be; what was said is still to be read to its end. */
static gboolean
close_room (MatoiStore *store, const MatoiSlackKept *kept, GError **error)
{
  g_autoptr (GPtrArray) rooms = matoi_store_list_rooms (store, TRUE, error);

  for (guint i = 0; rooms != NULL && i < rooms->len; i++)
    {
      MatoiRoomRow *room = g_ptr_array_index (rooms, i);

      if (strcmp (room->channel, kept->closed) != 0 ||
          !matoi_id_equal (&room->incident, &kept->incident))
        continue;
      room->archived = TRUE;
      return matoi_store_put_room (store, room, error);
    }
  return rooms != NULL;
}

/** matoi_slack_kept_keep: see MatoiErrandsKind. */
gboolean
matoi_slack_kept_keep (MatoiStore *store, gpointer data, GError **error)
{
  MatoiSlackKept *kept = data;
  gboolean gives_up = ++kept->n_tries >= MAX_TRIES;

  if (kept->room != NULL && !matoi_store_put_room (store, kept->room, gives_up ? NULL : error) &&
      !gives_up)
    return FALSE;
  return kept->closed == NULL || close_room (store, kept, gives_up ? NULL : error) || gives_up;
}
