/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-outbox-private.h"

/* The steps of what is in the outbox. Which ones there are is also a trigger of the schema. */

/* Since when it waits: somebody may have said that it is still wanted. */
#define SINCE(column) "max(" column ",coalesce(confirmed_at," column "))"
/* A ticket is not news: it is as good tomorrow. */
#define OVERDUE \
  "kind<>'ticket' AND state IN('queued','held') AND " SINCE ("created_at") "<?1-86400000"
#define LATE  "state='queued' AND pings=1 AND " SINCE ("at") "<?1-900000"
#define STALE "state='queued' AND kind='answer' AND created_at<?1-900000"
#define OPEN  "state NOT IN('sent','discarded')"

G_STATIC_ASSERT (MATOI_OUTBOX_EXPIRY == 86400000 && MATOI_OUTBOX_LATE == 900000 &&
                 MATOI_OUTBOX_ANSWER_EXPIRY == 900000);

/* b waits for something of its own kind that a person has to decide about. */
#define STUCK                                                                           \
  "EXISTS(SELECT 1 FROM outbox s WHERE s.lane=b.lane AND s.event=b.event AND s.id<b.id" \
  " AND s.kind=b.kind AND s.kind<>'channel' AND s.state IN('failed','held','expired'))"

/* In front of the lane, and nothing of it under way; what it hangs on is done: the room, and, but
 * for the room itself, whatever of the same kind the same event led to before. What waits for a
 * person holds up nothing else. */
#define MAY_GO                                                                              \
  " o.state='queued' AND NOT EXISTS(SELECT 1 FROM outbox b WHERE b.lane=o.lane AND b." OPEN \
  " AND (b.state IN('sending','unknown','verifying') OR b.id<o.id AND (b.state='queued'"    \
  " AND NOT " STUCK " OR b.op='channel.open'"                                               \
  " OR b.event=o.event AND b.kind=o.kind AND b.kind<>'channel')))"

static gboolean
exists (MatoiDatabase *db, const char *sql, gint64 now)
{
  sqlite3_stmt *stmt = matoi_database_get (db, sql, NULL);
  gboolean found;

  if (stmt == NULL)
    return FALSE;
  matoi_database_bind (stmt, "i", now);
  found = matoi_database_step (db, stmt, NULL);
  sqlite3_reset (stmt);
  return found;
}

/* What has become too old: to be sent at all, or to ping people without asking. */
static gboolean
age (MatoiOutboxStep *step, GError **error)
{
  return matoi_database_run (step->store->db,
                             MATOI_OUTBOX_UPDATE "state='expired' WHERE " OPEN " AND " OVERDUE,
                             error, "i", step->now) &&
         matoi_database_run (step->store->db,
                             MATOI_OUTBOX_UPDATE "state='held', last_error=?2 WHERE " OPEN
                                                 " AND " LATE,
                             error, "is", step->now, MATOI_OUTBOX_TOO_LATE) &&
         matoi_database_run (step->store->db,
                             MATOI_OUTBOX_UPDATE "state='discarded', last_error=?2 WHERE " OPEN
                                                 " AND " STALE,
                             error, "is", step->now, MATOI_OUTBOX_STALE);
}

static MatoiOutboxRow *
find_next (MatoiOutboxStep *step, GError **error)
{
  MatoiDatabase *db = step->store->db;
  sqlite3_stmt *stmt =
    matoi_database_get (db,
                        MATOI_OUTBOX_SELECT "WHERE o." OPEN " AND" MAY_GO
                                            " AND coalesce(o.not_before,?1)<=?1 AND o.id>?2"
                                            " ORDER BY o.id LIMIT 1",
                        error);
  g_autoptr (MatoiOutboxRow) row = NULL;
  gint64 after = 0;

  if (stmt == NULL)
    return NULL;
  for (;;)
    {
      matoi_database_bind (stmt, "ii", step->now, after);
      row = matoi_outbox_read (db, stmt, error);
      if (row == NULL || step->lanes == NULL || !g_hash_table_contains (step->lanes, row->lane))
        return g_steal_pointer (&row);
      after = row->id;
      g_clear_pointer (&row, matoi_outbox_row_free);
    }
}

static gboolean
take (gpointer user_data, GError **error)
{
  MatoiOutboxStep *step = user_data;
  g_autoptr (GError) local_error = NULL;

  if (!age (step, error))
    return FALSE;
  step->row = find_next (step, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (step->row == NULL)
    return TRUE;
  step->row->attempts++;
  g_free (step->row->state);
  step->row->state = g_strdup ("sending");
  return matoi_database_run (step->store->db,
                             MATOI_OUTBOX_UPDATE
                             "state='sending', attempts=attempts+1, not_before=NULL WHERE id=?1",
                             error, "i", step->row->id);
}

/**
 * matoi_store_take_outbox:
 * @lanes: (nullable): set of lanes to leave alone, such as those that wait for the service
 * @now: ms UTC
 *
 * Nothing is sent that was not written down as being sent before.
 *
 * Returns: (transfer full) (nullable): what to send now, or NULL: nothing yet, or @error
 */
MatoiOutboxRow *
matoi_store_take_outbox (MatoiStore *store, GHashTable *lanes, gint64 now, GError **error)
{
  MatoiOutboxStep step = { .store = store, .lanes = lanes, .now = now };

  /* Asked often, and nearly always for nothing: without a commit then. */
  step.row = find_next (&step, NULL);
  if (step.row == NULL &&
      !exists (store->db, "SELECT 1 FROM outbox WHERE " OPEN " AND " OVERDUE " LIMIT 1", now) &&
      !exists (store->db, "SELECT 1 FROM outbox WHERE " OPEN " AND " LATE " LIMIT 1", now))
    return NULL;
  g_clear_pointer (&step.row, matoi_outbox_row_free);
  if (matoi_database_transact (store->db, take, &step, error))
    return step.row;
  matoi_outbox_row_free (step.row);
  return NULL;
}

/** matoi_store_get_outbox_time: see the header. */
gint64
matoi_store_get_outbox_time (MatoiStore *store, gint64 now)
{
  sqlite3_stmt *stmt = matoi_database_get (
    store->db, "SELECT min(coalesce(o.not_before,?1)) FROM outbox o WHERE o." OPEN " AND" MAY_GO,
    NULL);
  gint64 at = MATOI_TIME_NONE;

  if (stmt == NULL)
    return MATOI_TIME_NONE;
  matoi_database_bind (stmt, "i", now);
  if (matoi_database_step (store->db, stmt, NULL))
    at = matoi_column_time (stmt, 0);
  sqlite3_reset (stmt);
  return at;
}

/* Of a confidential incident nothing is even looked for where others read. */
static gboolean
recover (gpointer user_data, GError **error)
{
  MatoiOutboxStep *step = user_data;

  return matoi_database_run (
           step->store->db,
           MATOI_OUTBOX_UPDATE
           "state='unknown', last_error=CASE WHEN last_error IN(" MATOI_OUTBOX_LASTING
           ") THEN last_error ELSE '" MATOI_OUTBOX_STOPPED
           "' END WHERE state IN('sending','verifying') AND instr(lane,?1)=1",
           error, "s", step->text) &&
         matoi_database_run (step->store->db,
                             MATOI_OUTBOX_UPDATE
                             "state='discarded' WHERE state='unknown' AND instr(lane,?1)=1"
                             " AND last_error='" MATOI_OUTBOX_SECURITY "'",
                             error, "s", step->text);
}

/** matoi_store_recover_outbox: see the header. */
gboolean
matoi_store_recover_outbox (MatoiStore *store, const char *lanes, GError **error)
{
  MatoiOutboxStep step = { .store = store, .text = lanes };

  return matoi_database_transact (store->db, recover, &step, error);
}

/* --- what became of it */

/* Whether its state is one of @states, with blanks between them. */
gboolean
matoi_outbox_is_in (const MatoiOutboxRow *row, const char *states)
{
  g_auto (GStrv) list = g_strsplit (states, " ", -1);

  return g_strv_contains ((const char *const *) list, row->state);
}

/* It was not in the state that this follows from: another program has been faster. */
gboolean
matoi_outbox_refuse_step (GError **error)
{
  return matoi_refuse (error, "outbox.state",
                       _("This message has moved on: it is being sent, or was sent or discarded."),
                          _("Look at the outbox again."));
}

static gboolean
was_withdrawn (const MatoiOutboxRow *row)
{
  return g_strcmp0 (row->last_error, MATOI_OUTBOX_SECURITY) == 0 ||
         g_strcmp0 (row->last_error, MATOI_OUTBOX_UNDONE) == 0;
}

/* It was sent twice already, however often the program was ended since. */
static gboolean
stays_resent (const MatoiOutboxStep *step)
{
  return g_strcmp0 (step->row->last_error, MATOI_OUTBOX_RESENT) == 0 &&
         (step->outcome == MATOI_OUTBOX_AGAIN || step->outcome == MATOI_OUTBOX_UNSURE ||
          step->outcome == MATOI_OUTBOX_VERIFY);
}

/* What was taken back on its way, and did not arrive or may not have. */
static gboolean
end_withdrawn (const MatoiOutboxStep *step, GError **error)
{
  gboolean looks = step->outcome == MATOI_OUTBOX_UNSURE || step->outcome == MATOI_OUTBOX_VERIFY;

  if (looks && g_strcmp0 (step->row->last_error, MATOI_OUTBOX_SECURITY) != 0)
    return matoi_database_run (step->store->db, MATOI_OUTBOX_UPDATE "state=?2 WHERE id=?1", error,
                               "is", step->id,
                               step->outcome == MATOI_OUTBOX_VERIFY ? "verifying" : "unknown");
  return matoi_database_run (step->store->db, MATOI_OUTBOX_UPDATE "state='held' WHERE id=?1", error,
                             "i", step->id) &&
         matoi_database_run (step->store->db, MATOI_OUTBOX_UPDATE "state='discarded' WHERE id=?1",
                             error, "i", step->id);
}

static gboolean
mark (gpointer user_data, GError **error)
{
  static const struct
  {
    const char *from, *to;
  } steps[] = {
    [MATOI_OUTBOX_SENT] = { "sending unknown verifying", "sent" },
    [MATOI_OUTBOX_AGAIN] = { "sending verifying", "queued" },
    [MATOI_OUTBOX_UNSURE] = { "sending verifying", "unknown" },
    [MATOI_OUTBOX_VERIFY] = { "unknown", "verifying" },
    [MATOI_OUTBOX_FAIL] = { "sending verifying", "failed" },
    [MATOI_OUTBOX_HOLD] = { "sending unknown verifying queued", "held" },
  };
  MatoiOutboxStep *step = user_data;
  gboolean sent = step->outcome == MATOI_OUTBOX_SENT;
  const char *to = steps[step->outcome].to, *why = sent ? NULL : step->detail;

  step->row = matoi_store_get_outbox (step->store, step->id, error);
  if (step->row == NULL)
    return FALSE;
  /* An answer that came in twice says nothing new. */
  if (sent && matoi_outbox_is_in (step->row, "sent"))
    return TRUE;
  if (!matoi_outbox_is_in (step->row, steps[step->outcome].from))
    return matoi_outbox_refuse_step (error);
  if (!sent && was_withdrawn (step->row))
    return end_withdrawn (step, error);
  if (stays_resent (step))
    why = MATOI_OUTBOX_RESENT;
  if (step->outcome == MATOI_OUTBOX_AGAIN && step->row->pings &&
      matoi_outbox_is_in (step->row, "verifying"))
    {
      to = "held";
      why = MATOI_OUTBOX_MAYBE;
    }
  /* Erased while it was on its way: there is nothing left to send again. */
  if (strcmp (step->row->payload, "{}") == 0 && step->outcome == MATOI_OUTBOX_AGAIN)
    {
      to = "failed";
      why = MATOI_OUTBOX_REDACTED;
    }
  return matoi_database_run (step->store->db,
                             MATOI_OUTBOX_UPDATE
                             "state=?2, last_error=?3, remote_id=coalesce(?4,remote_id),"
                             " not_before=?5, sent_at=?6 WHERE id=?1",
                             error, "issstt", step->id, to, why, sent ? step->detail : NULL,
                             step->not_before, sent ? step->now : MATOI_TIME_NONE);
}

/**
 * matoi_store_mark_outbox:
 * @detail: see MatoiOutboxOutcome
 * @not_before: for MATOI_OUTBOX_AGAIN; MATOI_TIME_NONE: at once
 *
 * What came of sending or looking for it. MATOI_ERROR_RULE: it is not under way.
 */
gboolean
matoi_store_mark_outbox (MatoiStore *store,
                         gint64 id,
                         MatoiOutboxOutcome outcome,
                         const char *detail,
                         gint64 not_before,
                         gint64 now,
                         GError **error)
{
  MatoiOutboxStep step = {
    .store = store, .id = id, .now = now, .outcome = outcome, .detail = detail
  };
  gboolean done;

  g_return_val_if_fail (
    outcome == MATOI_OUTBOX_SENT || outcome == MATOI_OUTBOX_VERIFY || detail != NULL, FALSE);

  step.not_before = outcome == MATOI_OUTBOX_AGAIN ? not_before : MATOI_TIME_NONE;
  done = matoi_database_transact (store->db, mark, &step, error);
  matoi_outbox_row_free (step.row);
  return done;
}
