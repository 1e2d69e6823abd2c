/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-search-scope.h"

#include <string.h>

#include "matoi-project-private.h"
#include "matoi-store-private.h"
#include "matoi-tokens.h"

/* --- what fits */

/* There are few severities, states and people, and each incident has some: what was found out of a value once is
 * known. */
static gboolean
is_one_of (MatoiSearchScope *scope, MatoiSearchFilter filter, GStrv list, const char *value)
{
  g_autofree char *folded = NULL;
  gboolean found = FALSE;
  gpointer known;

  if (list == NULL)
    return TRUE;
  if (value == NULL)
    value = "";
  if (scope->known[filter] == NULL)
    scope->known[filter] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (g_hash_table_lookup_extended (scope->known[filter], value, NULL, &known))
    return GPOINTER_TO_INT (known);
  folded = matoi_tokens_fold (value);
  for (guint i = 0; !found && list[i] != NULL; i++)
    {
      g_autofree char *wanted = matoi_tokens_fold (list[i]);

      found = strcmp (wanted, folded) == 0;
    }
  g_hash_table_insert (scope->known[filter], g_strdup (value), GINT_TO_POINTER (found));
  return found;
}

static gboolean
has_one_of (MatoiSearchScope *scope, MatoiSearchFilter filter, GStrv list, const char *values)
{
  g_auto (GStrv) each = NULL;

  if (list == NULL)
    return TRUE;
  each = g_strsplit (values, ",", -1);
  for (guint i = 0; each[i] != NULL; i++)
    if (is_one_of (scope, filter, list, each[i]))
      return TRUE;
  return FALSE;
}

static gboolean
fits (MatoiSearchScope *scope, sqlite3_stmt *stmt)
{
  const MatoiQuery *query = scope->query;
  const char *postmortem = matoi_column_text (stmt, 6);

  return (is_one_of (scope, MATOI_SEARCH_SEVERITY, query->severities,
                     matoi_column_text (stmt, 2)) ||
          is_one_of (scope, MATOI_SEARCH_SEVERITY, query->severities,
                     matoi_column_text (stmt, 3))) &&
         has_one_of (scope, MATOI_SEARCH_SERVICE, query->services, matoi_column_text (stmt, 4)) &&
         is_one_of (scope, MATOI_SEARCH_IC, query->ics, matoi_column_text (stmt, 5)) &&
         (is_one_of (scope, MATOI_SEARCH_STATE, query->states, matoi_column_text (stmt, 1)) ||
          (postmortem != NULL &&
           is_one_of (scope, MATOI_SEARCH_STATE, query->states, postmortem))) &&
         is_one_of (scope, MATOI_SEARCH_POLICY, query->policies, matoi_column_text (stmt, 7)) &&
         (!query->has_action || sqlite3_column_int (stmt, 8) != 0);
}

/** matoi_search_scope_needs_rows: see the header. */
gboolean
matoi_search_scope_needs_rows (const MatoiSearchScope *scope)
{
  return scope->query->kinds != NULL || scope->query->after != MATOI_TIME_NONE ||
         scope->query->before != MATOI_TIME_NONE;
}

/** matoi_search_scope_fits: @at: MATOI_TIME_NONE fits no day; see the header. */
gboolean
matoi_search_scope_fits (MatoiSearchScope *scope, const char *kind, gint64 at)
{
  const MatoiQuery *query = scope->query;

  return (query->after == MATOI_TIME_NONE || (at != MATOI_TIME_NONE && at >= query->after)) &&
         (query->before == MATOI_TIME_NONE || (at != MATOI_TIME_NONE && at < query->before)) &&
         is_one_of (scope, MATOI_SEARCH_KIND, query->kinds, kind);
}

/* --- which incidents */

static GHashTable *
new_set (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

static void
add_row (GHashTable *set, gint64 row)
{
  if (!g_hash_table_contains (set, &row))
    g_hash_table_add (set, g_memdup2 (&row, sizeof row));
}

static gboolean
find_allowed (MatoiSearchScope *scope, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  sqlite3_stmt *stmt;

  if (scope->within == NULL && !matoi_query_has_filters (scope->query))
    return TRUE;
  scope->allowed = new_set ();
  stmt = matoi_database_get (
    scope->db,
    "SELECT i.id, i.state, i.severity, i.severity_label, i.services, i.ic, i.postmortem_state,"
    " i.policy, EXISTS(SELECT 1 FROM action a WHERE a.incident=i.id)"
    " FROM incident i WHERE ?1 IS NULL OR i.uid=?1",
    error);
  if (stmt == NULL)
    return FALSE;
  if (scope->within != NULL)
    matoi_database_bind (stmt, "d", scope->within);
  while (matoi_database_step (scope->db, stmt, &local_error))
    if (fits (scope, stmt))
      add_row (scope->allowed, sqlite3_column_int64 (stmt, 0));
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* There are few confidential incidents. */
static gboolean
find_hidden (MatoiSearchScope *scope, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  sqlite3_stmt *stmt =
    matoi_database_get (scope->db, "SELECT i.id FROM incident i WHERE " MATOI_STORE_HIDDEN, error);

  scope->hidden = new_set ();
  if (stmt == NULL)
    return FALSE;
  matoi_database_bind (stmt, "s", scope->person);
  while (matoi_database_step (scope->db, stmt, &local_error))
    add_row (scope->hidden, sqlite3_column_int64 (stmt, 0));
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* The rows of one incident lie close together; the index need not look at any other. */
static gboolean
find_range (MatoiSearchScope *scope, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  sqlite3_stmt *stmt;

  scope->first = 0;
  scope->last = G_MAXINT64;
  if (scope->within == NULL)
    return TRUE;
  stmt = matoi_database_get (
    scope->db,
    "WITH i(id) AS (SELECT id FROM incident WHERE uid=?1)"
    " SELECT min(id), max(id) FROM (SELECT e.id FROM entry e, i WHERE e.incident=i.id"
    " UNION ALL SELECT t.id FROM todo t, i WHERE t.incident=i.id"
    " UNION ALL SELECT a.id FROM action a, i WHERE a.incident=i.id"
    " UNION ALL SELECT p.id FROM passage p, i WHERE p.incident=i.id)",
    error);
  if (stmt == NULL)
    return FALSE;
  matoi_database_bind (stmt, "d", scope->within);
  if (matoi_database_step (scope->db, stmt, &local_error))
    {
      scope->first = sqlite3_column_int64 (stmt, 0);
      scope->last = sqlite3_column_int64 (stmt, 1);
      sqlite3_reset (stmt);
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* --- which texts */

/* The incident of a row, without a look at its text. */
#define OF(table) " THEN (SELECT incident FROM " table " WHERE id=search.rowid)"
#define INCIDENT                                                                 \
  "CASE search.rowid%8 WHEN 1" OF ("entry") " WHEN 2" OF ("todo") " WHEN 3" OF ( \
    "action") " WHEN 4" OF ("passage") " END"
G_STATIC_ASSERT (MATOI_PROJECT_KINDS == 8 && MATOI_PROJECT_ENTRY == 1 && MATOI_PROJECT_TODO == 2 &&
                 MATOI_PROJECT_ACTION == 3 && MATOI_PROJECT_PASSAGE == 4);

static sqlite3_stmt *
read_matches (MatoiSearchScope *scope, const char *match, GError **error)
{
  sqlite3_stmt *stmt =
    matoi_database_get (scope->db,
                        "SELECT rowid, " INCIDENT " FROM search WHERE search MATCH ?1"
                        " AND rowid BETWEEN ?2 AND ?3 ORDER BY rowid DESC",
                        error);

  if (stmt != NULL)
    matoi_database_bind (stmt, "sii", match, scope->first, scope->last);
  return stmt;
}

static char *
dup_kinds (const MatoiQuery *query)
{
  g_autofree char *all = g_strjoinv (",", query->kinds);
  g_autofree char *folded = matoi_tokens_fold (all);

  return g_strconcat (",", folded, ",", NULL);
}

/* Without words: the texts of the kinds that are asked for, or else each incident. */
#define TEXTS(table, kind) \
  "SELECT id, incident FROM " table " WHERE id BETWEEN ?1 AND ?2 AND instr(?3, ','||" kind "||',')"
static sqlite3_stmt *
read_all (MatoiSearchScope *scope, GError **error)
{
  sqlite3_stmt *stmt = matoi_database_get (
    scope->db,
    scope->query->kinds != NULL
      ? TEXTS ("entry", "kind") " UNION ALL " TEXTS ("todo", "'todo'") " UNION ALL " TEXTS (
          "action", "'action'") " UNION ALL " TEXTS ("passage", "kind") " ORDER BY id DESC"
      : "SELECT id, incident FROM passage WHERE kind='incident' AND id BETWEEN ?1 AND ?2"
        " AND ?3 IS NULL ORDER BY id DESC",
    error);

  if (stmt == NULL)
    return NULL;
  if (scope->query->kinds != NULL && scope->kinds == NULL)
    scope->kinds = dup_kinds (scope->query);
  matoi_database_bind (stmt, "iis", scope->first, scope->last, scope->kinds);
  return stmt;
}

/* Nothing but words that must not be there: the index does not know what is left then. */
static gboolean
find_without (MatoiSearchScope *scope, GError **error)
{
  g_autofree char *match = matoi_query_dup_without (scope->query);
  g_autoptr (GError) local_error = NULL;
  sqlite3_stmt *stmt;

  if (scope->match != NULL || match == NULL)
    return TRUE;
  scope->without = new_set ();
  stmt = read_matches (scope, match, error);
  if (stmt == NULL)
    return FALSE;
  while (matoi_database_step (scope->db, stmt, &local_error))
    add_row (scope->without, sqlite3_column_int64 (stmt, scope->query->kinds != NULL ? 0 : 1));
  sqlite3_clear_bindings (stmt);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/** matoi_search_scope_open: reads what has to be known before the rows; see the header. */
gboolean
matoi_search_scope_open (MatoiSearchScope *scope, GError **error)
{
  scope->match = matoi_query_dup_match (scope->query);
  return matoi_search_check_whole (scope->db, error) && find_allowed (scope, error) &&
         find_hidden (scope, error) && find_range (scope, error) && find_without (scope, error);
}

/** matoi_search_scope_clear: frees what is inside. */
void
matoi_search_scope_clear (MatoiSearchScope *scope)
{
  for (guint i = 0; i < MATOI_SEARCH_N_FILTERS; i++)
    g_clear_pointer (&scope->known[i], g_hash_table_unref);
  g_clear_pointer (&scope->allowed, g_hash_table_unref);
  g_clear_pointer (&scope->hidden, g_hash_table_unref);
  g_clear_pointer (&scope->without, g_hash_table_unref);
  g_clear_pointer (&scope->match, g_free);
  g_clear_pointer (&scope->kinds, g_free);
}

/**
 * matoi_search_scope_read:
 *
 * Returns: (transfer none) (nullable): NULL without @error: nothing is asked for
 */
sqlite3_stmt *
matoi_search_scope_read (MatoiSearchScope *scope, GError **error)
{
  if (scope->match != NULL)
    return read_matches (scope, scope->match, error);
  return matoi_query_has_filters (scope->query) || scope->without != NULL ? read_all (scope, error)
                                                                          : NULL;
}

/** matoi_search_scope_next: FALSE at the end or with @error; see the header. */
gboolean
matoi_search_scope_next (MatoiSearchScope *scope,
                         sqlite3_stmt *stmt,
                         gint64 *row,
                         gint64 *incident,
                         GError **error)
{
  while (matoi_database_step (scope->db, stmt, error))
    {
      *row = sqlite3_column_int64 (stmt, 0);
      *incident = sqlite3_column_int64 (stmt, 1);
      /* A row that a damaged index still tells of is of no incident. */
      if (*incident != 0 && !g_hash_table_contains (scope->hidden, incident) &&
          (scope->allowed == NULL || g_hash_table_contains (scope->allowed, incident)) &&
          (scope->without == NULL ||
           !g_hash_table_contains (scope->without, scope->query->kinds != NULL ? row : incident)))
        return TRUE;
    }
  return FALSE;
}

/** matoi_search_scope_end: (nullable); what is bound belongs to the scope. */
void
matoi_search_scope_end (sqlite3_stmt *stmt)
{
  if (stmt == NULL)
    return;
  sqlite3_reset (stmt);
  sqlite3_clear_bindings (stmt);
}
