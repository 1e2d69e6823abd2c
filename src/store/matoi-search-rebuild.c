/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-search.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

#include "matoi-database-wait.h"
#include "matoi-search-private.h"
#include "matoi-store-private.h"
#include "matoi-tokens.h"

/* A damaged index, or one of other tokens, is emptied at once and filled again in slices, so that nobody waits long who
 * writes meanwhile. What is missing are the rows of one span, which is kept in the database: it
 * shrinks with each slice, in the same transaction, and whoever comes after a crash goes on there.
 * Rows outside of it are kept as ever; those inside are passed over until their slice comes. */

#define GAP_KEY    "search.gap"
#define TOKENS_KEY "search.tokens"

/* What a slice takes at most: rows, and microseconds before it is committed. */
#define SLICE_ROWS 1000
#define SLICE_TIME (25 * 1000)

/** matoi_search_get_gap: [@low, @high) is not in the index yet; both 0: all is. */
gboolean
matoi_search_get_gap (MatoiDatabase *db, gint64 *low, gint64 *high, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  sqlite3_stmt *stmt =
    matoi_database_get (db, "SELECT value FROM setting WHERE key='" GAP_KEY "'", error);

  *low = *high = 0;
  if (stmt == NULL)
    return FALSE;
  if (matoi_database_step (db, stmt, &local_error) &&
      sscanf (matoi_column_text (stmt, 0), "%" G_GINT64_FORMAT " %" G_GINT64_FORMAT, low, high) !=
        2)
    *low = *high = 0;
  sqlite3_reset (stmt);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/** matoi_search_set_gap: inside a transaction; @low >= @high: there is none any more. */
gboolean
matoi_search_set_gap (MatoiDatabase *db, gint64 low, gint64 high, GError **error)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT, low, high);

  if (low >= high)
    return matoi_database_exec (db, "DELETE FROM setting WHERE key='" GAP_KEY "'", error);
  return matoi_database_run (db,
                             "INSERT INTO setting(key, value) VALUES('" GAP_KEY "', ?1)"
                             " ON CONFLICT(key) DO UPDATE SET value=?1",
                             error, "s", text);
}

/** matoi_search_check_whole: MATOI_ERROR_STORAGE while there is a gap, as if it were damaged. */
gboolean
matoi_search_check_whole (MatoiDatabase *db, GError **error)
{
  gint64 low, high;

  if (!matoi_search_get_gap (db, &low, &high, error))
    return FALSE;
  if (low == high)
    return TRUE;
  db->index_damaged = FALSE;
  db->index_partial = TRUE;
  g_set_error_literal (error, MATOI_ERROR, MATOI_ERROR_STORAGE,
                       _ ("The search index is being built anew; nothing that was recorded is lost. "
                          "Search again in a moment."));
  return FALSE;
}

static gboolean
empty (gpointer user_data, GError **error)
{
  MatoiDatabase *db = user_data;
  gint64 last;

  return matoi_database_get_int (db,
                                 "SELECT max((SELECT ifnull(max(id),0) FROM entry),"
                                 "(SELECT ifnull(max(id),0) FROM todo),"
                                 "(SELECT ifnull(max(id),0) FROM action),"
                                 "(SELECT ifnull(max(id),0) FROM passage))",
                                 &last, error) &&
         matoi_search_forget_all (db, error) &&
         matoi_search_set_gap (db, 0, last > 0 ? last + 1 : 0, error);
}

static gboolean
get_tokens (MatoiDatabase *db, gint64 *version, GError **error)
{
  return matoi_database_get_int (
    db, "SELECT CAST(value AS INTEGER) FROM setting WHERE key='" TOKENS_KEY "'", version, error);
}

static gboolean
change_tokens (gpointer user_data, GError **error)
{
  MatoiDatabase *db = user_data;
  gint64 version;

  /* Asked again under the lock. */
  if (!get_tokens (db, &version, error))
    return FALSE;
  return version == MATOI_TOKENS_VERSION ||
         (empty (db, error) &&
          matoi_database_exec (
            db,
            "INSERT INTO setting(key, value) VALUES('" TOKENS_KEY "', '" G_STRINGIFY (
              MATOI_TOKENS_VERSION) "')"
                                    " ON CONFLICT(key) DO UPDATE SET value=excluded.value",
            error));
}

/** matoi_search_check_tokens: see the header. What goes wrong is tried again by the next one. */
void
matoi_search_check_tokens (MatoiDatabase *db)
{
  g_autoptr (GError) error = NULL;
  gint64 version, low = 0, high = 0;

  if (!get_tokens (db, &version, &error) ||
      (version != MATOI_TOKENS_VERSION &&
       !matoi_database_transact (db, change_tokens, db, &error)) ||
      !matoi_search_get_gap (db, &low, &high, &error))
    g_message ("the search index cannot be looked at: %s", error->message);
  db->index_partial = low < high;
}

/** matoi_store_begin_index: see the header. */
gboolean
matoi_store_begin_index (MatoiStore *store, GError **error)
{
  MatoiDatabase *db = store->db;
  gint64 low, high;
  gboolean damaged = db->index_damaged;

  db->index_damaged = db->index_partial = FALSE;
  if (!matoi_search_get_gap (db, &low, &high, error))
    return FALSE;
  /* Begun before: it only has to go on. */
  if (low < high && !damaged)
    return TRUE;
  return matoi_database_transact (db, empty, db, error);
}

typedef struct
{
  MatoiDatabase *db;
  gboolean done;
} Slice;

static gboolean
fill_slice (gpointer user_data, GError **error)
{
  Slice *slice = user_data;
  MatoiDatabase *db = slice->db;
  gint64 low, high, begun = g_get_monotonic_time ();
  g_autoptr (GError) local_error = NULL;
  gboolean good = TRUE, more = FALSE;
  sqlite3_stmt *stmt;

  slice->done = TRUE;
  if (!matoi_search_get_gap (db, &low, &high, error))
    return FALSE;
  if (low >= high)
    return TRUE;
  stmt = matoi_database_get (
    db, "SELECT id, text FROM searchable WHERE id>=?1 AND id<?2 ORDER BY id LIMIT ?3", error);
  if (stmt == NULL)
    return FALSE;
  matoi_database_bind (stmt, "iii", low, high, (gint64) SLICE_ROWS);
  for (guint n = 0; good && matoi_database_step (db, stmt, &local_error); n++)
    {
      more = n > 0 && g_get_monotonic_time () - begun > SLICE_TIME;
      if (more)
        break;
      low = sqlite3_column_int64 (stmt, 0) + 1;
      more = n + 1 == SLICE_ROWS;
      good = matoi_database_run (db, "INSERT INTO search(rowid, text) VALUES(?1,?2)", error, "is",
                                 low - 1, matoi_column_text (stmt, 1));
    }
  sqlite3_reset (stmt);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  slice->done = !more;
  if (!more)
    db->index_partial = FALSE;
  return good && matoi_search_set_gap (db, more ? low : high, high, error);
}

/** matoi_store_fill_index: see the header. */
gboolean
matoi_store_fill_index (MatoiStore *store, gboolean *done, GError **error)
{
  Slice slice = { store->db, FALSE };
  gboolean good = matoi_database_transact (store->db, fill_slice, &slice, error);

  *done = slice.done;
  return good;
}

/** matoi_store_build_index: see the header. */
gboolean
matoi_store_build_index (MatoiStore *store, GError **error)
{
  gboolean done = FALSE;

  if (!matoi_store_begin_index (store, error))
    return FALSE;
  while (!done)
    {
      if (!matoi_store_fill_index (store, &done, error))
        return FALSE;
      if (!done)
        matoi_database_let_others ();
    }
  return TRUE;
}

/** matoi_store_has_damaged_index: see the header. */
gboolean
matoi_store_has_damaged_index (MatoiStore *store)
{
  return store->db->index_damaged || store->db->index_partial;
}

/** matoi_store_has_partial_index: see the header. */
gboolean
matoi_store_has_partial_index (MatoiStore *store)
{
  return store->db->index_partial;
}
