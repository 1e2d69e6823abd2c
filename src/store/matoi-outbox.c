/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-json.h"
#include "matoi-outbox-private.h"

/* What goes into the outbox, and what is in it. */

#define OPEN "state NOT IN('sent','discarded')"

/** matoi_outbox_row_free: NULL is fine. */
void
matoi_outbox_row_free (MatoiOutboxRow *row)
{
  if (row == NULL)
    return;
  g_free (row->idem);
  g_free (row->ref);
  g_free (row->lane);
  g_free (row->kind);
  g_free (row->op);
  g_free (row->payload);
  g_free (row->state);
  g_free (row->last_error);
  g_free (row->remote_id);
  g_free (row);
}

/**
 * matoi_store_set_intents:
 * @func: (nullable): pure but for reading @store; asked inside the transaction
 *
 * Who knows what follows from events: a layer above. Nothing follows from what is imported.
 */
void
matoi_store_set_intents (MatoiStore *store, MatoiIntentsFunc func, gpointer user_data)
{
  store->intents = func;
  store->intents_data = user_data;
}

static gboolean
insert (MatoiStore *store,
        const MatoiIncident *after,
        const MatoiIntent *intent,
        gint64 now,
        GError **error)
{
  g_autofree char *idem = g_uuid_string_random ();
  g_autofree char *payload = matoi_json_to_text (intent->payload);

  return matoi_database_run (
    store->db,
    "INSERT INTO outbox(idem, incident, event, lane, kind, op, payload, pings, state, last_error,"
    " at, created_at, changed) VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,"
    " (SELECT coalesce(max(changed),0)+1 FROM outbox))",
    error, "sddssssissii", idem, &after->id, &intent->event, intent->lane, intent->kind, intent->op,
    payload, (gint64) (intent->pings != FALSE), intent->ask ? "held" : "queued",
    intent->ask ? MATOI_OUTBOX_ASK : NULL, intent->at, now);
}

/* SEC-07: what other rooms were going to be told is not told any more. What is on its way ends there
 * if it did not arrive: it is never sent again, see matoi_store_mark_outbox (). */
static gboolean
withdraw_open (MatoiStore *store, const MatoiIncident *after, GError **error)
{
  return matoi_database_run (store->db,
                             MATOI_OUTBOX_UPDATE
                             "last_error=?2, state=CASE WHEN state IN('sending','verifying')"
                             " THEN state ELSE 'discarded' END WHERE incident=?1"
                             " AND lane NOT LIKE 'slack/private/%' AND state"
                             " NOT IN('sent','discarded')",
                             error, "ds", &after->id, MATOI_OUTBOX_SECURITY);
}

/* Who takes a line back before it was sent, never said it; if nobody knows yet whether it was, it is
 * still found out, but not said again. */
static gboolean
withdraw_line (MatoiStore *store, const MatoiIncident *after, const char *line, GError **error)
{
  MatoiId id;

  return line == NULL || !matoi_id_from_text (&id, line) ||
         matoi_database_run (store->db,
                             MATOI_OUTBOX_UPDATE
                             "last_error=?3, state=CASE WHEN state IN('sending','unknown',"
                             "'verifying') THEN state ELSE 'discarded' END WHERE incident=?1"
                             " AND event=?2 AND op='message.post' AND state"
                             " NOT IN('sent','discarded')",
                             error, "dds", &after->id, &id, MATOI_OUTBOX_UNDONE);
}

/* The ticket of an item that is not wanted any more, or is asked for anew: what has certainly not
 * been made. What perhaps was is looked at by a person: two tickets are worse than none. */
static gboolean
withdraw_ticket (MatoiStore *store, const MatoiIncident *after, const char *item, GError **error)
{
  return item == NULL ||
         matoi_database_run (store->db,
                             MATOI_OUTBOX_UPDATE
                             "last_error=?3, state='discarded' WHERE incident=?1"
                             " AND substr(lane,instr(lane,'/')+1)=?2 AND op='ticket.create'"
                             " AND (state IN('queued','failed','expired') OR state='held'"
                             " AND attempts=0)",
                             error, "dss", &after->id, item, MATOI_OUTBOX_UNDONE);
}

static gboolean
withdraw (MatoiStore *store, const MatoiIncident *after, GPtrArray *events, GError **error)
{
  gboolean good = TRUE;

  for (guint i = 0; good && i < events->len; i++)
    {
      const MatoiEvent *event = g_ptr_array_index (events, i);

      if (strcmp (event->type, "security.enabled") == 0)
        good = withdraw_open (store, after, error);
      else if (strcmp (event->type, "entry.struck") == 0)
        good = withdraw_line (store, after, matoi_json_get_string (event->payload, "entry"), error);
      else if (strcmp (event->type, "action.ticket-asked") == 0 ||
               strcmp (event->type, "action.dropped") == 0 ||
               strcmp (event->type, "action.wont") == 0)
        good =
          withdraw_ticket (store, after, matoi_json_get_string (event->payload, "action"), error);
      else if (strcmp (event->type, "todo.dropped") == 0)
        good = withdraw_line (store, after, matoi_json_get_string (event->payload, "todo"), error);
    }
  return good;
}

/* Puts in what follows from @events, which made @after. */
gboolean
matoi_outbox_add (MatoiStore *store,
                  const MatoiIncident *after,
                  GPtrArray *events,
                  gint64 now,
                  GError **error)
{
  g_autoptr (GPtrArray) intents = NULL;

  if (!withdraw (store, after, events, error))
    return FALSE;
  if (store->intents == NULL)
    return TRUE;
  intents = store->intents (store, after, events, now, store->intents_data);
  for (guint i = 0; intents != NULL && i < intents->len; i++)
    if (!insert (store, after, g_ptr_array_index (intents, i), now, error))
      return FALSE;
  return TRUE;
}

/* What an erased event led to is erased with it, and not sent any more. */
gboolean
matoi_outbox_redact (MatoiDatabase *db, const MatoiId *event, GError **error)
{
  return matoi_database_run (
    db,
    MATOI_OUTBOX_UPDATE "payload='{}', last_error=?2, state=CASE WHEN state"
                        " IN('queued','failed','held','expired') THEN 'discarded' ELSE state END"
                        " WHERE event=?1",
    error, "ds", event, MATOI_OUTBOX_REDACTED);
}

/* Of a backup nobody knows what was sent after it was made. */
gboolean
matoi_outbox_hold_restored (MatoiDatabase *db, GError **error)
{
  return matoi_database_exec (
           db,
           MATOI_OUTBOX_UPDATE
           "state='held', last_error=CASE WHEN last_error IN(" MATOI_OUTBOX_WITHDRAWN
           ") THEN last_error ELSE '" MATOI_OUTBOX_RESTORED
           "' END WHERE state IN('queued','sending','unknown','verifying')",
           error) &&
         matoi_database_exec (db,
                              MATOI_OUTBOX_UPDATE "state='discarded' WHERE state='held'"
                                                  " AND last_error IN(" MATOI_OUTBOX_WITHDRAWN ")",
                              error);
}

static gpointer
read_row (sqlite3_stmt *stmt)
{
  MatoiOutboxRow *row = g_new0 (MatoiOutboxRow, 1);
  char **const texts[] = { &row->ref, &row->lane, &row->kind, &row->op, &row->payload };

  row->id = sqlite3_column_int64 (stmt, 0);
  row->idem = g_strdup (matoi_column_text (stmt, 1));
  matoi_column_id (stmt, 2, &row->incident);
  matoi_column_id (stmt, 3, &row->event);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    *texts[i] = g_strdup (matoi_column_text (stmt, 4 + (int) i));
  row->pings = sqlite3_column_int (stmt, 9) != 0;
  row->state = g_strdup (matoi_column_text (stmt, 10));
  row->attempts = (guint) sqlite3_column_int (stmt, 11);
  row->not_before = matoi_column_time (stmt, 12);
  row->last_error = g_strdup (matoi_column_text (stmt, 13));
  row->remote_id = g_strdup (matoi_column_text (stmt, 14));
  row->at = sqlite3_column_int64 (stmt, 15);
  row->created_at = sqlite3_column_int64 (stmt, 16);
  row->confirmed_at = matoi_column_time (stmt, 17);
  row->sent_at = matoi_column_time (stmt, 18);
  row->revision = (guint) sqlite3_column_int (stmt, 19);
  return row;
}

/* The first row of @stmt, which is then done with; NULL without @error: none. */
MatoiOutboxRow *
matoi_outbox_read (MatoiDatabase *db, sqlite3_stmt *stmt, GError **error)
{
  MatoiOutboxRow *row = matoi_database_step (db, stmt, error) ? read_row (stmt) : NULL;

  sqlite3_reset (stmt);
  sqlite3_clear_bindings (stmt);
  return row;
}

/** matoi_store_list_outbox: see the header. */
GPtrArray *
matoi_store_list_outbox (MatoiStore *store, const MatoiId *incident, gboolean all, GError **error)
{
  static const char *const queries[] = { MATOI_OUTBOX_SELECT "WHERE o." OPEN " ORDER BY o.id",
                                         MATOI_OUTBOX_SELECT "ORDER BY o.id",
                                         MATOI_OUTBOX_SELECT "WHERE o.incident=?1 AND o." OPEN
                                                             " ORDER BY o.id",
                                         MATOI_OUTBOX_SELECT "WHERE o.incident=?1 ORDER BY o.id" };
  sqlite3_stmt *stmt =
    matoi_database_get (store->db, queries[(incident != NULL ? 2 : 0) + (all ? 1 : 0)], error);

  if (stmt == NULL)
    return NULL;
  if (incident != NULL)
    matoi_database_bind (stmt, "d", incident);
  return matoi_database_read (store->db, stmt, read_row, (GDestroyNotify) matoi_outbox_row_free,
                              error);
}

/** matoi_store_list_outbox_sent: see the header; @incident NULL: of all. */
GPtrArray *
matoi_store_list_outbox_sent (MatoiStore *store,
                              const MatoiId *incident,
                              guint limit,
                              GError **error)
{
  static const char *const queries[] = {
    MATOI_OUTBOX_SELECT "WHERE o.state='sent' ORDER BY o.sent_at DESC, o.id DESC LIMIT ?1",
    MATOI_OUTBOX_SELECT "WHERE o.state='sent' AND o.incident=?2"
                        " ORDER BY o.sent_at DESC, o.id DESC LIMIT ?1"
  };
  sqlite3_stmt *stmt = matoi_database_get (store->db, queries[incident != NULL], error);

  if (stmt == NULL)
    return NULL;
  matoi_database_bind (stmt, incident != NULL ? "id" : "i", (gint64) limit, incident);
  return matoi_database_read (store->db, stmt, read_row, (GDestroyNotify) matoi_outbox_row_free,
                              error);
}

/** matoi_store_get_outbox: (transfer full): or NULL with MATOI_ERROR_NOT_FOUND. */
MatoiOutboxRow *
matoi_store_get_outbox (MatoiStore *store, gint64 id, GError **error)
{
  sqlite3_stmt *stmt = matoi_database_get (store->db, MATOI_OUTBOX_SELECT "WHERE o.id=?1", error);
  g_autoptr (GError) local_error = NULL;
  MatoiOutboxRow *row;

  if (stmt == NULL)
    return NULL;
  matoi_database_bind (stmt, "i", id);
  row = matoi_outbox_read (store->db, stmt, &local_error);
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else if (row == NULL)
    g_set_error_literal (error, MATOI_ERROR, MATOI_ERROR_NOT_FOUND,
                         _("There is no such message in the outbox. Nothing was changed. Look it "
                           "up with “matoictl outbox list”."));
  return row;
}

#define COUNTS                                                                        \
  "SELECT count(*) FILTER(WHERE state IN('queued','sending','unknown','verifying'))," \
  " count(*) FILTER(WHERE state IN('failed','held','expired')) FROM outbox WHERE " OPEN

/* (nullable): with @error, or there is no outbox. */
static sqlite3_stmt *
prepare_count (MatoiStore *store, const char *sql, GError **error)
{
  gint64 version;

  /* An old file that may only be read has no outbox. */
  if (!matoi_database_get_int (store->db, "PRAGMA user_version", &version, error) || version < 4)
    return NULL;
  return matoi_database_get (store->db, sql, error);
}

/* @stmt nullable: nothing waits, unless there is an @error. */
static gboolean
run_count (MatoiStore *store,
           sqlite3_stmt *stmt,
           GError *problem,
           gint64 *waiting,
           gint64 *held,
           GError **error)
{
  *waiting = *held = 0;
  if (stmt != NULL)
    {
      if (matoi_database_step (store->db, stmt, &problem))
        {
          *waiting = sqlite3_column_int64 (stmt, 0);
          *held = sqlite3_column_int64 (stmt, 1);
        }
      sqlite3_reset (stmt);
      sqlite3_clear_bindings (stmt);
    }
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, problem);
  return FALSE;
}

/** matoi_store_count_outbox: see the header; @incident NULL: of all. */
gboolean
matoi_store_count_outbox (MatoiStore *store,
                          const MatoiId *incident,
                          gint64 *waiting,
                          gint64 *held,
                          GError **error)
{
  GError *problem = NULL;
  sqlite3_stmt *stmt =
    prepare_count (store, incident != NULL ? COUNTS " AND incident=?1" : COUNTS, &problem);

  if (stmt != NULL && incident != NULL)
    matoi_database_bind (stmt, "d", incident);
  return run_count (store, stmt, problem, waiting, held, error);
}

/** matoi_store_count_outbox_lanes: see the header. */
gboolean
matoi_store_count_outbox_lanes (MatoiStore *store,
                                const char *lanes,
                                gint64 *waiting,
                                gint64 *held,
                                GError **error)
{
  GError *problem = NULL;
  sqlite3_stmt *stmt = prepare_count (store, COUNTS " AND substr(lane,1,length(?1))=?1", &problem);

  if (stmt != NULL)
    matoi_database_bind (stmt, "s", lanes);
  return run_count (store, stmt, problem, waiting, held, error);
}

/** matoi_store_get_outbox_stamp: see the header; cheap. */
gint64
matoi_store_get_outbox_stamp (MatoiStore *store)
{
  gint64 stamp;

  return matoi_database_get_int (store->db, "SELECT max(changed) FROM outbox", &stamp, NULL) ? stamp
                                                                                             : 0;
}

/** matoi_store_look_back: see the header. */
MatoiIntentPast
matoi_store_look_back (MatoiStore *store,
                       const MatoiId *incident,
                       const char *lane,
                       const char *op,
                       const char *kind)
{
  sqlite3_stmt *stmt =
    matoi_database_get (store->db,
                        "SELECT min(state='discarded') FROM outbox WHERE incident=?1 AND lane=?2"
                        " AND op=?3 AND (?4 IS NULL OR kind=?4)",
                        NULL);
  MatoiIntentPast past = MATOI_INTENT_NEVER;

  if (stmt == NULL)
    return past;
  matoi_database_bind (stmt, "dsss", incident, lane, op, kind);
  if (matoi_database_step (store->db, stmt, NULL) && sqlite3_column_type (stmt, 0) != SQLITE_NULL)
    past = sqlite3_column_int (stmt, 0) ? MATOI_INTENT_DROPPED : MATOI_INTENT_THERE;
  sqlite3_reset (stmt);
  sqlite3_clear_bindings (stmt);
  return past;
}
