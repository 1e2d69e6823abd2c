/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-history.h"

#include <gio/gio.h>
#include <string.h>

#include "matoi-project.h"
#include "matoi-store-private.h"
#include "matoi-tokens.h"

typedef struct
{
  MatoiStore *store;
  const MatoiQuery *query;
  const char *person;
  GHashTable *allowed; /* (nullable) set of rows of incidents that fit; NULL: all */
  GHashTable *hidden;  /* set of rows of texts that are not for this person */
  guint limit;
  GPtrArray *hits;
  gint64 total;
  const MatoiId *within; /* (nullable) only of this incident */
  GHashTable *counted;   /* (nullable) row of an incident → place in counts: nothing but that */
  GArray *counts;        /* of MatoiHistoryCount */
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

/* --- which incidents */

static gboolean
is_one_of (GStrv list, const char *value)
{
  g_autofree char *folded = NULL;

  if (list == NULL)
    return TRUE;
  folded = matoi_tokens_fold (value != NULL ? value : "");
  for (guint i = 0; list[i] != NULL; i++)
    {
      g_autofree char *wanted = matoi_tokens_fold (list[i]);

      if (strcmp (wanted, folded) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_one_of (GStrv list, const char *values)
{
  g_auto (GStrv) each = NULL;

  if (list == NULL)
    return TRUE;
  each = g_strsplit (values, ",", -1);
  for (guint i = 0; each[i] != NULL; i++)
    if (is_one_of (list, each[i]))
      return TRUE;
  return FALSE;
}

static gboolean
fits (const MatoiQuery *query, sqlite3_stmt *stmt)
{
  const char *postmortem = matoi_column_text (stmt, 8);

  return (is_one_of (query->severities, matoi_column_text (stmt, 4)) ||
          is_one_of (query->severities, matoi_column_text (stmt, 5))) &&
         has_one_of (query->services, matoi_column_text (stmt, 6)) &&
         is_one_of (query->ics, matoi_column_text (stmt, 7)) &&
         (is_one_of (query->states, matoi_column_text (stmt, 3)) ||
          (postmortem != NULL && is_one_of (query->states, postmortem))) &&
         is_one_of (query->policies, matoi_column_text (stmt, 9)) &&
         (!query->has_action || sqlite3_column_int (stmt, 10) != 0);
}

static gboolean
collect (Search *search, sqlite3_stmt *stmt, GHashTable *rows, gboolean check, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  while (matoi_database_step (search->store->db, stmt, &local_error))
    {
      gint64 row = sqlite3_column_int64 (stmt, 0);

      if (!check || fits (search->query, stmt))
        g_hash_table_add (rows, g_memdup2 (&row, sizeof row));
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
find_allowed (Search *search, GError **error)
{
  sqlite3_stmt *stmt;

  if (search->within == NULL && !matoi_query_has_filters (search->query))
    return TRUE;
  search->allowed = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  stmt = matoi_database_get (
    search->store->db,
    "SELECT i.id, NULL, NULL, i.state, i.severity, i.severity_label, i.services, i.ic,"
    " i.postmortem_state, i.policy, EXISTS(SELECT 1 FROM action a WHERE a.incident=i.id)"
    " FROM incident i WHERE ?1 IS NULL OR i.uid=?1",
    error);
  if (stmt != NULL && search->within != NULL)
    matoi_database_bind (stmt, "d", search->within);
  return stmt != NULL && collect (search, stmt, search->allowed, TRUE, error);
}

/* There are few confidential incidents; all rows of those this person is not a part of. */
#define HIDDEN                                                                                \
  "(SELECT i.id FROM incident i WHERE i.security=1 AND NOT EXISTS(SELECT 1 FROM assignment s" \
  " WHERE s.incident=i.id AND s.person=?1))"
#define HIDDEN_OF(TABLE) "SELECT t.id FROM " TABLE " t WHERE t.incident IN " HIDDEN

static gboolean
find_hidden (Search *search, GError **error)
{
  sqlite3_stmt *stmt = matoi_database_get (
    search->store->db,
    HIDDEN_OF ("entry") " UNION ALL " HIDDEN_OF ("todo") " UNION ALL " HIDDEN_OF (
      "action") " UNION ALL " HIDDEN_OF ("passage"),
    error);

  if (stmt == NULL)
    return FALSE;
  matoi_database_bind (stmt, "s", search->person);
  return collect (search, stmt, search->hidden, FALSE, error);
}

/* --- which words */

static sqlite3_stmt *
get_row (Search *search, gint64 id, GError **error)
{
  static const char *const sql[] = {
    "SELECT incident, uid, kind, occurred_at, text FROM entry WHERE id=?1",
    "SELECT incident, uid, 'todo', created_at, text FROM todo WHERE id=?1",
    "SELECT incident, uid, 'action', NULL, text FROM action WHERE id=?1",
    "SELECT incident, uid, kind, at, text FROM passage WHERE id=?1",
  };
  guint kind = matoi_project_get_kind (id);
  sqlite3_stmt *stmt;

  if (kind >= G_N_ELEMENTS (sql))
    return NULL;
  stmt = matoi_database_get (search->store->db, sql[kind], error);
  if (stmt != NULL)
    matoi_database_bind (stmt, "i", id);
  return stmt;
}

static gboolean
name_incident (Search *search, gint64 row, MatoiSearchHit *hit, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  sqlite3_stmt *stmt = matoi_database_get (
    search->store->db,
    "SELECT uid, ref, CASE WHEN security AND codename IS NOT NULL THEN codename ELSE title END"
    " FROM incident WHERE id=?1",
    error);

  if (stmt == NULL)
    return FALSE;
  matoi_database_bind (stmt, "i", row);
  if (matoi_database_step (search->store->db, stmt, &local_error))
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
find_id (Search *search, gint64 row, MatoiId *id, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  sqlite3_stmt *stmt =
    matoi_database_get (search->store->db, "SELECT uid FROM incident WHERE id=?1", error);

  if (stmt == NULL)
    return FALSE;
  matoi_database_bind (stmt, "i", row);
  if (matoi_database_step (search->store->db, stmt, &local_error))
    matoi_column_id (stmt, 0, id);
  sqlite3_reset (stmt);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
count_row (Search *search, gint64 incident, GError **error)
{
  gpointer place;
  MatoiHistoryCount count = { .n = 1 };

  if (g_hash_table_lookup_extended (search->counted, &incident, NULL, &place))
    {
      g_array_index (search->counts, MatoiHistoryCount, GPOINTER_TO_UINT (place)).n++;
      return TRUE;
    }
  if (!find_id (search, incident, &count.incident, error))
    return FALSE;
  g_hash_table_insert (search->counted, g_memdup2 (&incident, sizeof incident),
                       GUINT_TO_POINTER (search->counts->len));
  g_array_append_val (search->counts, count);
  return TRUE;
}

static gboolean
take_row (Search *search, sqlite3_stmt *stmt, GError **error)
{
  const MatoiQuery *query = search->query;
  gint64 incident = sqlite3_column_int64 (stmt, 0), at = matoi_column_time (stmt, 3);
  MatoiSearchHit *hit;

  if ((search->allowed != NULL && !g_hash_table_contains (search->allowed, &incident)) ||
      (query->after != MATOI_TIME_NONE && at < query->after) ||
      (query->before != MATOI_TIME_NONE && (at == MATOI_TIME_NONE || at >= query->before)) ||
      !is_one_of (query->kinds, matoi_column_text (stmt, 2)))
    return TRUE;
  search->total++;
  if (search->counted != NULL)
    return count_row (search, incident, error);
  if (search->hits->len >= search->limit)
    return TRUE;
  hit = g_new0 (MatoiSearchHit, 1);
  matoi_column_id (stmt, 1, &hit->id);
  hit->kind = g_strdup (matoi_column_text (stmt, 2));
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

  if (stmt != NULL && matoi_database_step (search->store->db, stmt, &local_error))
    take_row (search, stmt, &local_error);
  if (stmt != NULL)
    sqlite3_reset (stmt);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
run (Search *search, gboolean want_total, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *match = matoi_query_dup_match (search->query);
  const MatoiQuery *query = search->query;
  /* Then nothing but the words matters, and what is only counted need not be looked at. */
  gboolean plain = search->counted == NULL && search->allowed == NULL && query->kinds == NULL &&
                   query->after == MATOI_TIME_NONE && query->before == MATOI_TIME_NONE;
  sqlite3_stmt *stmt;

  if (match == NULL && !matoi_query_has_filters (query))
    return TRUE;
  stmt = matoi_database_get (
    search->store->db,
    match != NULL ? "SELECT rowid FROM search WHERE search MATCH ?1 ORDER BY rowid DESC"
                  : "SELECT id FROM passage WHERE kind='incident' AND ?1 IS NULL ORDER BY id DESC",
    error);
  if (stmt == NULL)
    return FALSE;
  matoi_database_bind (stmt, "s", match);
  while ((want_total || search->hits->len < search->limit) &&
         matoi_database_step (search->store->db, stmt, &local_error))
    {
      gint64 id = sqlite3_column_int64 (stmt, 0);

      if (g_hash_table_contains (search->hidden, &id))
        continue;
      if (plain && search->hits->len >= search->limit)
        search->total++;
      else if (!look_at (search, id, &local_error))
        break;
    }
  sqlite3_reset (stmt);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
find (Search *search, gboolean want_total, GError **error)
{
  gboolean ok;

  search->hidden = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  ok =
    find_allowed (search, error) && find_hidden (search, error) && run (search, want_total, error);
  g_clear_pointer (&search->hidden, g_hash_table_unref);
  g_clear_pointer (&search->allowed, g_hash_table_unref);
  return ok;
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
  Search search = {
    .store = store, .query = query, .person = person, .limit = limit, .hits = hits
  };

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
  Search search = { .store = store,
                    .query = query,
                    .person = person,
                    .limit = limit,
                    .hits = hits,
                    .within = incident };

  return find (&search, FALSE, error) ? g_steal_pointer (&hits) : NULL;
}

/** matoi_store_count_hits: see the header. */
GArray *
matoi_store_count_hits (MatoiStore *store,
                        const MatoiQuery *query,
                        const char *person,
                        GError **error)
{
  g_autoptr (GArray) counts = g_array_new (FALSE, FALSE, sizeof (MatoiHistoryCount));
  g_autoptr (GHashTable) counted =
    g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GPtrArray) hits = g_ptr_array_new ();
  Search search = { .store = store,
                    .query = query,
                    .person = person,
                    .hits = hits,
                    .counted = counted,
                    .counts = counts };

  return find (&search, TRUE, error) ? g_steal_pointer (&counts) : NULL;
}
