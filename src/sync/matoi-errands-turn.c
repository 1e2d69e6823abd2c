/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "matoi-errands-private.h"
#include "matoi-error.h"
#include "matoi-json.h"
#include "matoi-time.h"

/* In the store's thread. */

#define MAX_PAYLOAD (2 * 1024 * 1024)

MatoiErrand *
matoi_errand_new (MatoiOutboxRow *row)
{
  MatoiErrand *errand = g_new0 (MatoiErrand, 1);
  g_autoptr (JsonNode) node = matoi_json_parse (row->payload, -1, MAX_PAYLOAD, 16, NULL);

  errand->row = row;
  errand->payload = node != NULL && JSON_NODE_HOLDS_OBJECT (node)
                      ? json_object_ref (json_node_get_object (node))
                      : json_object_new ();
  errand->attempted_at = MATOI_TIME_NONE;
  errand->outcome = MATOI_OUTBOX_UNSURE;
  errand->detail = g_strdup ("no_answer");
  errand->retry_after = -1;
  errand->commands = g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_command_free);
  return errand;
}

void
matoi_errand_free (MatoiErrand *errand)
{
  matoi_outbox_row_free (errand->row);
  json_object_unref (errand->payload);
  g_ptr_array_unref (errand->commands);
  if (errand->facts != NULL)
    errand->facts_free (errand->facts);
  if (errand->kept != NULL)
    errand->kept_free (errand->kept);
  g_free (errand->detail);
  g_free (errand->dead);
  g_free (errand);
}

MatoiErrandsTurn *
matoi_errands_turn_new (void)
{
  MatoiErrandsTurn *turn = g_new0 (MatoiErrandsTurn, 1);

  turn->mine = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  turn->due = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  turn->errands = g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_errand_free);
  turn->unread = g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_errand_free);
  turn->unknown = g_array_new (FALSE, FALSE, sizeof (gint64));
  turn->next = MATOI_TIME_NONE;
  return turn;
}

void
matoi_errands_turn_free (gpointer data)
{
  MatoiErrandsTurn *turn = data;

  g_hash_table_unref (turn->mine);
  g_hash_table_unref (turn->due);
  g_ptr_array_unref (turn->errands);
  g_ptr_array_unref (turn->unread);
  g_array_unref (turn->unknown);
  g_free (turn);
}

/* --- a turn */

/* Nothing is sent now. What the disk does not give is asked for again some time; what is not there,
 * is not. */
static void
set_unread (MatoiErrand *errand, const GError *why)
{
  gboolean perhaps_later = g_error_matches (why, MATOI_ERROR, MATOI_ERROR_STORAGE) ||
                           g_error_matches (why, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  errand->outcome = !perhaps_later    ? MATOI_OUTBOX_HOLD
                    : errand->looking ? MATOI_OUTBOX_UNSURE
                                      : MATOI_OUTBOX_AGAIN;
  g_free (errand->detail);
  errand->detail = g_strdup (errand->looking ? MATOI_OUTBOX_MAYBE : MATOI_OUTBOX_UNREADABLE);
}

/* Takes @row, which is marked as under way. */
static void
begin (MatoiStore *store, MatoiErrandsTurn *turn, MatoiOutboxRow *row, gboolean looking)
{
  MatoiErrand *errand = matoi_errand_new (row);
  g_autoptr (GError) error = NULL;

  errand->looking = looking;
  errand->facts_free = turn->kind->facts_free;
  if (turn->kind->gather != NULL)
    errand->facts = turn->kind->gather (store, errand, &error);
  if (error != NULL)
    set_unread (errand, error);
  g_ptr_array_add (error != NULL ? turn->unread : turn->errands, errand);
}

static gboolean
look (MatoiStore *store, MatoiErrandsTurn *turn, gint64 id, GError **error)
{
  MatoiOutboxRow *row;

  if (!matoi_store_mark_outbox (store, id, MATOI_OUTBOX_VERIFY, NULL, MATOI_TIME_NONE, turn->now,
                                error))
    return FALSE;
  row = matoi_store_get_outbox (store, id, error);
  if (row == NULL)
    return FALSE;
  begin (store, turn, row, TRUE);
  return TRUE;
}

static gboolean
has_state (const MatoiOutboxRow *row, const char *state)
{
  return strcmp (row->state, state) == 0;
}

static void
wait_for (MatoiErrandsTurn *turn, const MatoiOutboxRow *row)
{
  if (has_state (row, "queued") && row->not_before > turn->now)
    turn->next =
      turn->next == MATOI_TIME_NONE ? row->not_before : MIN (turn->next, row->not_before);
}

/* @lanes gets those of other services. */
static gboolean
go_through (MatoiStore *store, MatoiErrandsTurn *turn, GHashTable *lanes, GError **error)
{
  g_autoptr (GPtrArray) rows = matoi_store_list_outbox (store, NULL, FALSE, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const MatoiOutboxRow *row = g_ptr_array_index (rows, i);

      if (!g_str_has_prefix (row->lane, turn->kind->lanes))
        {
          g_hash_table_add (lanes, g_strdup (row->lane));
          continue;
        }
      wait_for (turn, row);
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
      if (turn->errands->len < turn->n_free && g_hash_table_contains (turn->due, &row->id))
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
matoi_errands_turn_run (MatoiStore *store, gpointer data, GError **error)
{
  MatoiErrandsTurn *turn = data;
  g_autoptr (GHashTable) lanes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GError) local_error = NULL;

  turn->seen_all = go_through (store, turn, lanes, &local_error);
  if (turn->seen_all)
    while (turn->errands->len < turn->n_free)
      {
        MatoiOutboxRow *row = matoi_store_take_outbox (store, lanes, turn->now, &local_error);

        if (row == NULL)
          break;
        begin (store, turn, row, FALSE);
      }
  if (local_error == NULL || turn->errands->len > 0 || turn->unread->len > 0)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* --- marks */

static void
mark_clear (gpointer data)
{
  MatoiErrandsMark *mark = data;

  g_free (mark->detail);
  if (mark->kept != NULL)
    mark->kept_free (mark->kept);
}

MatoiErrandsMarks *
matoi_errands_marks_new (void)
{
  MatoiErrandsMarks *marks = g_atomic_rc_box_new0 (MatoiErrandsMarks);

  marks->marks = g_array_new (FALSE, TRUE, sizeof (MatoiErrandsMark));
  g_array_set_clear_func (marks->marks, mark_clear);
  return marks;
}

MatoiErrandsMarks *
matoi_errands_marks_ref (MatoiErrandsMarks *marks)
{
  return g_atomic_rc_box_acquire (marks);
}

static void
marks_clear (gpointer data)
{
  g_array_unref (((MatoiErrandsMarks *) data)->marks);
}

void
matoi_errands_marks_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, marks_clear);
}

/* A MatoiDeskFunc; repeated, it goes on where it was. */
gboolean
matoi_errands_marks_run (MatoiStore *store, gpointer data, GError **error)
{
  MatoiErrandsMarks *marks = data;

  for (; marks->n_done < marks->marks->len; marks->n_done++)
    {
      const MatoiErrandsMark *mark = &g_array_index (marks->marks, MatoiErrandsMark, marks->n_done);
      g_autoptr (GError) local_error = NULL;

      /* First: what is done is not looked at again. */
      if (mark->kept != NULL && !marks->keep (store, mark->kept, error))
        return FALSE;
      /* Somebody decided otherwise in the meantime, or it is there no more: that holds. */
      if (!matoi_store_mark_outbox (store, mark->id, mark->outcome, mark->detail, mark->not_before,
                                    marks->now, &local_error) &&
          !g_error_matches (local_error, MATOI_ERROR, MATOI_ERROR_RULE) &&
          !g_error_matches (local_error, MATOI_ERROR, MATOI_ERROR_NOT_FOUND))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
    }
  return TRUE;
}
