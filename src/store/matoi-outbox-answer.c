/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "matoi-json.h"
#include "matoi-outbox-private.h"

/* What is said because somebody asked in a room: no event leads to it, and it is of the incident as
 * a whole. */

/** matoi_outbox_dup_answer_idem: the same key makes the same UUID everywhere, so that the answer of
 * another Matoi to the same message is known for what it is. */
char *
matoi_outbox_dup_answer_idem (const char *key)
{
  g_autofree char *named = g_strconcat ("matoi-answer:", key, NULL);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, named, -1);

  hash[12] = '8';
  hash[16] = 'a';
  return g_strdup_printf ("%.8s-%.4s-%.4s-%.4s-%.12s", hash, hash + 8, hash + 12, hash + 16,
                          hash + 20);
}

typedef struct
{
  MatoiStore *store;
  const MatoiOutboxAnswer *answer;
  const char *idem, *payload;
  gint64 now;
  gboolean added;
} AnswerStep;

static gboolean
exists (MatoiDatabase *db, const char *sql, const char *value, gboolean *found, GError **error)
{
  sqlite3_stmt *stmt = matoi_database_get (db, sql, error);
  g_autoptr (GError) local_error = NULL;

  if (stmt == NULL)
    return FALSE;
  matoi_database_bind (stmt, "s", value);
  *found = matoi_database_step (db, stmt, &local_error);
  sqlite3_reset (stmt);
  sqlite3_clear_bindings (stmt);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
is_there (MatoiDatabase *db, const char *idem, gboolean *there, GError **error)
{
  return exists (db, "SELECT 1 FROM outbox WHERE idem=?1", idem, there, error);
}

static gboolean
add (gpointer user_data, GError **error)
{
  AnswerStep *step = user_data;
  const MatoiOutboxAnswer *answer = step->answer;
  MatoiDatabase *db = step->store->db;
  gboolean there;

  if (!is_there (db, step->idem, &there, error))
    return FALSE;
  step->added = !there;
  return there ||
         matoi_database_run (
           db,
           "INSERT INTO outbox(idem, incident, event, lane, kind, op, payload, pings, state,"
           " last_error, at, created_at, changed) VALUES(?1,?2,?2,?3,?4,'message.post',?5,0,?6,?7,"
           "?8,?8,(SELECT coalesce(max(changed),0)+1 FROM outbox))",
           error, "sdsssssi", step->idem, &answer->incident, answer->lane, answer->kind,
           step->payload, answer->ask ? "held" : "queued", answer->ask ? MATOI_OUTBOX_ASK : NULL,
           step->now);
}

/**
 * matoi_store_add_outbox_answer:
 * @key: of what is answered, in the whole world
 * @now: ms UTC
 * @added: (out) (optional): FALSE if there is one for @key already, which stays as it is
 *
 * An answer is durable before it is said, and put in once, however often this is tried.
 */
gboolean
matoi_store_add_outbox_answer (MatoiStore *store,
                               const MatoiOutboxAnswer *answer,
                               const char *key,
                               gint64 now,
                               gboolean *added,
                               GError **error)
{
  g_autofree char *idem = matoi_outbox_dup_answer_idem (key);
  g_autofree char *payload = matoi_json_to_text (answer->payload);
  AnswerStep step = {
    .store = store, .answer = answer, .idem = idem, .payload = payload, .now = now
  };

  g_return_val_if_fail (answer->lane != NULL && answer->kind != NULL, FALSE);

  if (!matoi_database_transact (store->db, add, &step, error))
    return FALSE;
  if (added != NULL)
    *added = step.added;
  return TRUE;
}

/** matoi_store_has_outbox_answer: @there (out): whether one was put in for @key. */
gboolean
matoi_store_has_outbox_answer (MatoiStore *store, const char *key, gboolean *there, GError **error)
{
  g_autofree char *idem = matoi_outbox_dup_answer_idem (key);

  return is_there (store->db, idem, there, error);
}

/** matoi_store_get_outbox_last: (transfer full): NULL without @error: there is none. */
MatoiOutboxRow *
matoi_store_get_outbox_last (MatoiStore *store,
                             const MatoiId *incident,
                             const char *lane,
                             GError **error)
{
  sqlite3_stmt *stmt = matoi_database_get (
    store->db, MATOI_OUTBOX_SELECT "WHERE o.incident=?1 AND o.lane=?2 ORDER BY o.id DESC LIMIT 1",
    error);

  if (stmt == NULL)
    return NULL;
  matoi_database_bind (stmt, "ds", incident, lane);
  return matoi_outbox_read (store->db, stmt, error);
}

/** matoi_store_has_seen: @seen (out): whether matoi_store_see () was told of @key, lately. */
gboolean
matoi_store_has_seen (MatoiStore *store, const char *key, gboolean *seen, GError **error)
{
  return exists (store->db, "SELECT 1 FROM room_seen WHERE key=?1", key, seen, error);
}
