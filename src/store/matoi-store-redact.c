/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-attachments.h"
#include "matoi-json.h"
#include "matoi-outbox-private.h"
#include "matoi-project.h"
#include "matoi-rooms-private.h"
#include "matoi-search-private.h"
#include "matoi-store-private.h"

typedef struct
{
  MatoiStore *store;
  const MatoiId *event;
  const char *reason, *actor;
  gint64 now;
} Erasure;

static gboolean
get_redactable (Erasure *erasure,
                MatoiId *incident,
                char **picture,
                gboolean *already,
                GError **error)
{
  g_autoptr (GPtrArray) events =
    g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_event_unref);
  sqlite3_stmt *stmt =
    matoi_database_get (erasure->store->db, MATOI_LOG_SELECT "WHERE e.id=?1", error);
  const MatoiEvent *event;

  if (stmt == NULL)
    return FALSE;
  matoi_database_bind (stmt, "d", erasure->event);
  if (!matoi_log_read_all (erasure->store->db, stmt, events, error))
    return FALSE;
  if (events->len == 0)
    {
      g_set_error_literal (error, MATOI_ERROR, MATOI_ERROR_NOT_FOUND,
                           _("There is no such event in this database. Nothing was erased."));
      return FALSE;
    }
  event = g_ptr_array_index (events, 0);
  *incident = event->incident;
  *already = event->payload == NULL;
  if (strcmp (event->type, "postmortem.picture") == 0 && event->payload != NULL)
    *picture = g_strdup (matoi_json_get_string (event->payload, "hash"));
  if (strcmp (event->type, "incident.declared") != 0)
    return TRUE;
  g_set_error_literal (error, MATOI_ERROR, MATOI_ERROR_INPUT,
                       _("The declaration itself cannot be erased, because the reference and the "
                         "process are in it. Nothing was erased. Erase single entries instead."));
  return FALSE;
}

/* What the message an entry was taken from says now goes with the entry. */
static gboolean
redact_sources (Erasure *erasure, const MatoiId *incident, GError **error)
{
  MatoiDatabase *db = erasure->store->db;
  g_autofree char *entry = matoi_id_dup_text (erasure->event);

  return matoi_database_run (db,
                             "INSERT INTO redaction(target, actor, at, reason)"
                             " SELECT id, ?3, ?4, ?5 FROM event WHERE incident=?1"
                             " AND type='entry.source' AND payload IS NOT NULL"
                             " AND json_extract(payload,'$.entry')=?2",
                             error, "dssis", incident, entry, erasure->actor, erasure->now,
                             erasure->reason) &&
         matoi_database_run (db,
                             "UPDATE event SET payload=NULL WHERE incident=?1"
                             " AND type='entry.source' AND payload IS NOT NULL"
                             " AND json_extract(payload,'$.entry')=?2",
                             error, "ds", incident, entry);
}

static gboolean
redact (gpointer user_data, GError **error)
{
  Erasure *erasure = user_data;
  MatoiStore *store = erasure->store;
  g_autofree char *picture = NULL;
  MatoiIncident *fold;
  gboolean already;
  MatoiId incident;

  if (!get_redactable (erasure, &incident, &picture, &already, error))
    return FALSE;
  if (already)
    return TRUE;
  if (!matoi_database_run (
        store->db, "INSERT INTO redaction(target, actor, at, reason) VALUES(?1,?2,?3,?4)", error,
        "dsis", erasure->event, erasure->actor, erasure->now, erasure->reason) ||
      !matoi_database_run (store->db, "UPDATE event SET payload=NULL WHERE id=?1", error, "d",
                           erasure->event) ||
      !matoi_attachments_erase (store->db, &incident, picture, error) ||
      !matoi_outbox_redact (store->db, erasure->event, error) ||
      !matoi_rooms_redact (store->db, erasure->event, error) ||
      !redact_sources (erasure, &incident, error) || !matoi_folds_refresh (store, error))
    return FALSE;
  fold = matoi_folds_get (store, &incident, error);
  return fold != NULL && matoi_project_write (store->db, fold, NULL, error) &&
         matoi_search_scrub (store->db, error);
}

/**
 * matoi_store_redact:
 *
 * Erases the payload of one event for good, and the picture it told of, from the file and its -wal; that
 * something stood there, who erased it, when and why stays. Backups still hold it.
 */
gboolean
matoi_store_redact (MatoiStore *store,
                    const MatoiId *event,
                    const char *reason,
                    const char *actor,
                    gint64 now,
                    GError **error)
{
  Erasure erasure = {
    .store = store, .event = event, .reason = reason, .actor = actor, .now = now
  };

  if (!matoi_database_transact (store->db, redact, &erasure, error))
    {
      matoi_folds_drop (store, NULL);
      return FALSE;
    }
  return matoi_database_exec (store->db, "PRAGMA wal_checkpoint(TRUNCATE)", error);
}
