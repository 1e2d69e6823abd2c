/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "matoi-attachments.h"
#include "matoi-rooms-private.h"
#include "matoi-search-private.h"
#include "matoi-search.h"
#include "matoi-submit-private.h"

/* Ids of a bundle further ahead than this would drag ours along for good. */
#define MAX_AHEAD_MS ((gint64) 366 * 24 * 60 * MATOI_MINUTE)

static gboolean
check_given (MatoiWork *work, const MatoiEvent *event, GError **error)
{
  if (!matoi_id_is_null (&event->id) && !matoi_id_is_null (&event->incident) &&
      event->type[0] != '\0' && event->version >= 1 &&
      matoi_id_get_ms (&event->id) <= work->now + MAX_AHEAD_MS)
    return TRUE;
  g_set_error_literal (error, MATOI_ERROR, MATOI_ERROR_INPUT,
                       _("The file holds an event that is incomplete or from far in the future. "
                         "Nothing was added. Check the clock of the machine that wrote it."));
  return FALSE;
}

/* One event of a bundle, under its own id, in our chain. */
static gboolean
apply_one (MatoiWork *work, MatoiEvent *given, GError **error)
{
  MatoiDatabase *db = work->store->db;
  g_autoptr (MatoiEvent) event = NULL;
  gboolean known = FALSE, taken = FALSE;
  MatoiId where;
  gint64 sid;

  if (!check_given (work, given, error) || !matoi_log_has (db, &given->id, &known, error))
    return FALSE;
  if (known)
    return TRUE;
  if (given->source != NULL && given->external_id != NULL &&
      !matoi_log_find_external (db, given->source, given->external_id, &where, &taken, error))
    return FALSE;
  event = matoi_event_new (given->type, given->actor, given->occurred_at, given->recorded_at,
                           given->payload ? json_object_ref (given->payload) : NULL);
  event->id = given->id;
  event->incident = given->incident;
  event->version = given->version;
  event->source = g_strdup (given->source);
  event->external_id = taken ? NULL : g_strdup (given->external_id);
  if (event->payload == NULL &&
      !matoi_database_run (db,
                           "INSERT INTO redaction(target, actor, at, reason)"
                           " VALUES(?1, ?2, ?3, 'import') ON CONFLICT DO NOTHING",
                           error, "dsi", &event->id, event->actor, work->now))
    return FALSE;
  if (!matoi_log_get_stream (db, "import", &event->incident, &sid, error) ||
      !matoi_log_append (db, &work->store->self, sid, event, error) ||
      (event->payload == NULL && !matoi_rooms_redact (db, &event->id, error)) ||
      !matoi_attachments_apply (db, event, work->pictures, error))
    return FALSE;
  g_ptr_array_add (work->events, g_steal_pointer (&event));
  return TRUE;
}

/* Inside a transaction: adds the given events of @user_data (MatoiWork). */
gboolean
matoi_work_apply (gpointer user_data, GError **error)
{
  MatoiWork *work = user_data;
  g_autoptr (GHashTable) seen = g_hash_table_new (matoi_id_hash, matoi_id_equal);

  for (guint i = 0; i < work->given->len; i++)
    if (!apply_one (work, g_ptr_array_index (work->given, i), error))
      return FALSE;
  for (guint i = 0; i < work->events->len; i++)
    {
      MatoiEvent *event = g_ptr_array_index (work->events, i);

      if (!g_hash_table_add (seen, &event->incident))
        continue;
      /* Folded afresh, once: what came in is as a rule older than what is there. */
      matoi_folds_drop (work->store, &event->incident);
      work->fold = matoi_folds_get (work->store, &event->incident, error);
      if (work->fold == NULL || !matoi_project_write (work->store->db, work->fold, NULL, error))
        return FALSE;
    }
  return matoi_folds_refresh (work->store, error);
}

/**
 * matoi_store_apply:
 * @events: of MatoiEvent with their own ids, in any order
 * @now: ms UTC
 *
 * Adds events that exist elsewhere; those already here are passed over.
 *
 * Returns: the number added, or -1 with nothing changed
 */
gint64
matoi_store_apply (MatoiStore *store, GPtrArray *events, gint64 now, GError **error)
{
  gint64 n_added = -1;
  MatoiWork work;

  matoi_work_init (&work, store, now);
  work.given = events;
  if (matoi_database_transact (store->db, matoi_work_apply, &work, error))
    n_added = work.events->len;
  else
    matoi_folds_drop (store, NULL);
  matoi_work_clear (&work);
  return n_added;
}

typedef struct
{
  MatoiStore *store;
  guint n;
  MatoiBatchFunc make;
  gpointer make_data;
  gint64 now;
  MatoiImported func;
  gpointer user_data;
  GCancellable *cancellable;
} Import;

static gboolean
import_batch (Import *import, guint index, GError **error)
{
  const MatoiBatch *batch = import->make (index, import->make_data, error);
  gboolean good;
  MatoiWork work;

  if (batch == NULL)
    return FALSE;
  matoi_work_init (&work, import->store, import->now);
  work.commands = batch->commands;
  work.given = batch->events;
  work.pictures = batch->pictures;
  good =
    batch->commands != NULL ? matoi_work_submit (&work, error) : matoi_work_apply (&work, error);
  if (good && batch->events != NULL)
    {
      /* Asked for again: a redaction that came along has dropped every fold. */
      work.id = ((MatoiEvent *) g_ptr_array_index (batch->events, 0))->incident;
      work.fold = matoi_folds_get (import->store, &work.id, error);
      good = work.fold != NULL;
    }
  if (good && import->func != NULL)
    import->func (index, work.fold != NULL ? work.fold->ref : NULL, work.events, import->user_data);
  matoi_work_clear (&work);
  return good;
}

static gboolean
import_all (gpointer user_data, GError **error)
{
  Import *import = user_data;

  for (guint i = 0; i < import->n; i++)
    if (g_cancellable_set_error_if_cancelled (import->cancellable, error) ||
        !import_batch (import, i, error))
      return FALSE;
  return matoi_search_write (import->store->db, import->store->db->later, error);
}

/* All of it is kept in memory until it is written: pages that go to the disk and come back for the
 * next incident cost more than everything else. */
#define ROOMY "PRAGMA temp_store=MEMORY; PRAGMA cache_size=-262144"
#define USUAL "PRAGMA temp_store=DEFAULT; PRAGMA cache_size=-2000"

/** matoi_store_import_each: see the header. */
gboolean
matoi_store_import_each (MatoiStore *store,
                         guint n,
                         MatoiBatchFunc make,
                         gpointer make_data,
                         gint64 now,
                         MatoiImported func,
                         gpointer user_data,
                         GCancellable *cancellable,
                         GError **error)
{
  Import import = { store, n, make, make_data, now, func, user_data, cancellable };

  g_auto (MatoiSearchChanges) later = { NULL };
  gboolean good;

  matoi_search_changes_init (&later);
  store->db->index_damaged = FALSE;
  store->db->later = &later;
  good = matoi_database_exec (store->db, ROOMY, error) &&
         matoi_database_transact (store->db, import_all, &import, error);
  store->db->later = NULL;
  matoi_database_exec (store->db, USUAL, NULL);
  if (!good)
    matoi_folds_drop (store, NULL);
  /* So that the next try goes through. */
  if (!good && store->db->index_damaged)
    matoi_store_begin_index (store, NULL);
  return good;
}

static const MatoiBatch *
get_batch (guint index, gpointer batches, GError **error)
{
  return g_ptr_array_index ((GPtrArray *) batches, index);
}

/**
 * matoi_store_import:
 * @batches: of MatoiBatch, each for one incident
 * @now: ms UTC
 * @func: (nullable): called inside the transaction after each of them
 *
 * Records several incidents in one transaction: all of them or none. What
 * @func was told is durable once this returns TRUE, and undone otherwise.
 */
gboolean
matoi_store_import (MatoiStore *store,
                    GPtrArray *batches,
                    gint64 now,
                    MatoiImported func,
                    gpointer user_data,
                    GError **error)
{
  return matoi_store_import_each (store, batches->len, get_batch, batches, now, func, user_data,
                                  NULL, error);
}
