/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-history.h"

#include <gio/gio.h>

#include "matoi-project.h"
#include "matoi-search-scope.h"
#include "matoi-store-private.h"

typedef struct
{
  MatoiSearchScope scope;
  guint limit;
  GPtrArray *hits;
  gint64 total;
} Search;

/** matoi_search_hit_free: (nullable) */
void
matoi_search_hit_free (MatoiSearchHit *hit)
{
  if (hit == NULL)
    return;
  g_free (hit->ref);
  g_free (hit->title);
  g_free (hit->kind);
  g_free (hit->text);
  g_free (hit);
}

/** matoi_store_interrupt: see the header. */
void
matoi_store_interrupt (MatoiStore *store)
{
  sqlite3_interrupt (store->db->handle);
}

/* --- a row */

static sqlite3_stmt *
get_row (Search *search, gint64 id, GError **error)
{
  static const char *const sql[] = {
    "SELECT incident, uid, kind, occurred_at, text, 0 FROM entry WHERE id=?1",
    "SELECT incident, uid, 'todo', created_at, text, 0 FROM todo WHERE id=?1",
    "SELECT incident, uid, 'action', created_at, text, 1 FROM action WHERE id=?1",
    "SELECT incident, uid, kind, at, text, 0 FROM passage WHERE id=?1",
  };
  guint kind = matoi_project_get_kind (id);
  sqlite3_stmt *stmt;

  if (kind >= G_N_ELEMENTS (sql))
    return NULL;
  stmt = matoi_database_get (search->scope.db, sql[kind], error);
  if (stmt != NULL)
    matoi_database_bind (stmt, "i", id);
  return stmt;
}

static gboolean
name_incident (Search *search, gint64 row, MatoiSearchHit *hit, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  sqlite3_stmt *stmt = matoi_database_get (
    search->scope.db,
    "SELECT uid, ref, CASE WHEN security AND codename IS NOT NULL THEN codename ELSE title END"
    " FROM incident WHERE id=?1",
    error);

  if (stmt == NULL)
    return FALSE;
  matoi_database_bind (stmt, "i", row);
  if (matoi_database_step (search->scope.db, stmt, &local_error))
    {
      matoi_column_id (stmt, 0, &hit->incident);
      hit->ref = g_strdup (matoi_column_text (stmt, 1));
      hit->title = g_strdup (matoi_column_text (stmt, 2));
    }
  sqlite3_reset (stmt);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
take_row (Search *search, sqlite3_stmt *stmt, GError **error)
{
  gint64 incident = sqlite3_column_int64 (stmt, 0), at = matoi_column_time (stmt, 3);
  MatoiSearchHit *hit;

  if (!matoi_search_scope_fits (&search->scope, matoi_column_text (stmt, 2), at))
    return TRUE;
  search->total++;
  if (search->hits->len >= search->limit)
    return TRUE;
  hit = g_new0 (MatoiSearchHit, 1);
  matoi_column_id (stmt, 1, &hit->id);
  hit->kind = g_strdup (matoi_column_text (stmt, 2));
  hit->item = sqlite3_column_int (stmt, 5) != 0;
  hit->at = at;
  hit->text = g_strdup (matoi_column_text (stmt, 4));
  g_ptr_array_add (search->hits, hit);
  return name_incident (search, incident, hit, error);
}

static gboolean
look_at (Search *search, gint64 id, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  sqlite3_stmt *stmt = get_row (search, id, &local_error);

  if (stmt != NULL && matoi_database_step (search->scope.db, stmt, &local_error))
    take_row (search, stmt, &local_error);
  if (stmt != NULL)
    sqlite3_reset (stmt);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
find (Search *search, gboolean want_total, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  MatoiSearchScope *scope = &search->scope;
  gboolean plain = !matoi_search_scope_needs_rows (scope);
  gint64 row, incident;
  sqlite3_stmt *stmt = NULL;

  if (matoi_search_scope_open (scope, &local_error))
    stmt = matoi_search_scope_read (scope, &local_error);
  while (stmt != NULL && (want_total || search->hits->len < search->limit) &&
         matoi_search_scope_next (scope, stmt, &row, &incident, &local_error))
    {
      /* What is only counted need not be looked at. */
      if (plain && search->hits->len >= search->limit)
        search->total++;
      else if (!look_at (search, row, &local_error))
        break;
    }
  matoi_search_scope_end (stmt);
  matoi_search_scope_clear (scope);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/** matoi_store_search: see the header. */
GPtrArray *
matoi_store_search (MatoiStore *store,
                    const MatoiQuery *query,
                    const char *person,
                    guint limit,
                    gint64 *total,
                    GError **error)
{
  g_autoptr (GPtrArray) hits =
    g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_search_hit_free);
  Search search = { { .db = store->db, .query = query, .person = person }, limit, hits, 0 };

  if (!find (&search, total != NULL, error))
    return NULL;
  if (total != NULL)
    *total = search.total;
  return g_steal_pointer (&hits);
}

/** matoi_store_search_within: see the header. */
GPtrArray *
matoi_store_search_within (MatoiStore *store,
                           const MatoiQuery *query,
                           const char *person,
                           const MatoiId *incident,
                           guint limit,
                           GError **error)
{
  g_autoptr (GPtrArray) hits =
    g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_search_hit_free);
  Search search = {
    { .db = store->db, .query = query, .person = person, .within = incident }, limit, hits, 0
  };

  return find (&search, FALSE, error) ? g_steal_pointer (&hits) : NULL;
}
