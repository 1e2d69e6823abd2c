/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-store-private.h"

/* Shorter ends of a reference say too little. */
#define MIN_PART 2

/* How many of several matches an error names. */
#define MAX_NAMED 5

#define LIST_COLUMNS                                                                         \
  "SELECT uid, ref, title, codename, state, severity, severity_label, services, ic, policy," \
  " security, drill, started_at, declared_at, ended_at, todos_open, postmortem_state,"       \
  " postmortem_owner, postmortem_due, actions_open FROM incident "
#define NEWEST_FIRST " ORDER BY declared_at DESC, id DESC LIMIT ?1"

/** matoi_incident_row_free: NULL is fine. */
void
matoi_incident_row_free (MatoiIncidentRow *row)
{
  if (row == NULL)
    return;
  g_free (row->ref);
  g_free (row->title);
  g_free (row->codename);
  g_free (row->state);
  g_free (row->severity);
  g_free (row->severity_label);
  g_free (row->services);
  g_free (row->ic);
  g_free (row->policy);
  g_free (row->postmortem_state);
  g_free (row->postmortem_owner);
  g_free (row);
}

static gpointer
read_row (sqlite3_stmt *stmt)
{
  MatoiIncidentRow *row = g_new0 (MatoiIncidentRow, 1);

  matoi_column_id (stmt, 0, &row->id);
  row->ref = g_strdup (matoi_column_text (stmt, 1));
  row->title = g_strdup (matoi_column_text (stmt, 2));
  row->codename = g_strdup (matoi_column_text (stmt, 3));
  row->state = g_strdup (matoi_column_text (stmt, 4));
  row->severity = g_strdup (matoi_column_text (stmt, 5));
  row->severity_label = g_strdup (matoi_column_text (stmt, 6));
  row->services = g_strdup (matoi_column_text (stmt, 7));
  row->ic = g_strdup (matoi_column_text (stmt, 8));
  row->policy = g_strdup (matoi_column_text (stmt, 9));
  row->security = sqlite3_column_int (stmt, 10) != 0;
  row->drill = sqlite3_column_int (stmt, 11) != 0;
  row->started_at = matoi_column_time (stmt, 12);
  row->declared_at = matoi_column_time (stmt, 13);
  row->ended_at = matoi_column_time (stmt, 14);
  row->todos_open = sqlite3_column_int64 (stmt, 15);
  row->postmortem_state = g_strdup (matoi_column_text (stmt, 16));
  row->postmortem_owner = g_strdup (matoi_column_text (stmt, 17));
  row->postmortem_due = matoi_column_time (stmt, 18);
  row->actions_open = sqlite3_column_int64 (stmt, 19);
  return row;
}

static GPtrArray *
read_rows (MatoiStore *store, sqlite3_stmt *stmt, GError **error)
{
  return matoi_database_read (store->db, stmt, read_row, (GDestroyNotify) matoi_incident_row_free,
                              error);
}

/**
 * matoi_store_list:
 * @state: (nullable): "live" or "ended"; NULL: all
 * @limit: 0: all
 *
 * Returns: (transfer full): of MatoiIncidentRow, the last declared first
 */
GPtrArray *
matoi_store_list (MatoiStore *store, const char *state, guint limit, GError **error)
{
  const char *sql = LIST_COLUMNS NEWEST_FIRST;
  sqlite3_stmt *stmt;

  /* Written out, so that the index on the live ones can be used. */
  if (g_strcmp0 (state, "live") == 0)
    sql = LIST_COLUMNS "WHERE state='live'" NEWEST_FIRST;
  else if (g_strcmp0 (state, "ended") == 0)
    sql = LIST_COLUMNS "WHERE state='ended'" NEWEST_FIRST;
  stmt = matoi_database_get (store->db, sql, error);
  if (stmt == NULL)
    return NULL;
  matoi_database_bind (stmt, "i", limit > 0 ? (gint64) limit : (gint64) -1);
  return read_rows (store, stmt, error);
}

/**
 * matoi_store_list_postmortems:
 * @closed: also those that are closed or were waived
 *
 * Returns: (transfer full): of MatoiIncidentRow, what is due first before the others
 */
GPtrArray *
matoi_store_list_postmortems (MatoiStore *store, gboolean closed, GError **error)
{
  sqlite3_stmt *stmt =
    matoi_database_get (store->db,
                        closed ? LIST_COLUMNS "WHERE postmortem_state IS NOT NULL"
                                              " ORDER BY postmortem_due IS NULL, postmortem_due, id"
                               : LIST_COLUMNS
                          "WHERE postmortem_state IN('draft','in-review','reviewed')"
                          " ORDER BY postmortem_due IS NULL, postmortem_due, id",
                        error);

  return stmt != NULL ? read_rows (store, stmt, error) : NULL;
}

typedef struct
{
  guint n;
  MatoiId id;
  GString *named;
} Matches;

/* Runs one way of looking; FALSE only on error. */
static gboolean
look (MatoiStore *store,
      const char *sql,
      const char *text,
      const char *other,
      Matches *matches,
      GError **error)
{
  g_autoptr (GError) local_error = NULL;
  sqlite3_stmt *stmt = matoi_database_get (store->db, sql, error);

  if (stmt == NULL)
    return FALSE;
  matoi_database_bind (stmt, "ss", text, other);
  while (matoi_database_step (store->db, stmt, &local_error))
    {
      matoi_column_id (stmt, 0, &matches->id);
      if (matches->n < MAX_NAMED)
        g_string_append_printf (matches->named, "%s%s", matches->n > 0 ? ", " : "",
                                matoi_column_text (stmt, 1));
      else if (matches->n == MAX_NAMED)
        g_string_append (matches->named, ", …");
      matches->n++;
    }
  sqlite3_clear_bindings (stmt);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
look_for_part (MatoiStore *store, const char *normalised, Matches *matches, GError **error)
{
  const char *part = normalised + strlen ("INC-");

  if (strlen (part) < MIN_PART)
    return TRUE;
  return look (store,
               "SELECT uid, ref FROM incident WHERE substr(ref, 1, length(?1))=?1"
               " OR substr(ref, -length(?2))=?2 ORDER BY declared_at DESC, id DESC",
               normalised, part, matches, error);
}

static gboolean
find_matches (MatoiStore *store, const char *text, Matches *matches, GError **error)
{
  static const char exact[] = "SELECT uid, ref FROM incident WHERE ref=?1";
  static const char folded[] = "SELECT uid, ref FROM incident WHERE ref=?1 COLLATE NOCASE";
  g_autofree char *normalised = matoi_reference_normalise (text);

  if (!look (store, exact, text, NULL, matches, error))
    return FALSE;
  if (matches->n == 0 && !look (store, exact, normalised, NULL, matches, error))
    return FALSE;
  if (matches->n == 0 && !look (store, folded, text, NULL, matches, error))
    return FALSE;
  return matches->n > 0 || look_for_part (store, normalised, matches, error);
}

/* A full id is taken too: two imported incidents may have the same reference. */
static gboolean
is_known_id (MatoiStore *store, const char *text, MatoiId *id)
{
  sqlite3_stmt *stmt;
  gboolean known;

  if (!matoi_id_from_text (id, text))
    return FALSE;
  stmt = matoi_database_get (store->db, "SELECT 1 FROM incident WHERE uid=?1", NULL);
  if (stmt == NULL)
    return FALSE;
  matoi_database_bind (stmt, "d", id);
  known = matoi_database_step (store->db, stmt, NULL);
  sqlite3_reset (stmt);
  sqlite3_clear_bindings (stmt);
  return known;
}

/**
 * matoi_store_resolve:
 * @text: a reference as people say it: any case, full-width, without "INC-",
 *   or a beginning or end that fits only one; or a full id
 *
 * Returns: FALSE with MATOI_ERROR_INPUT (several fit; the message names them)
 *   or MATOI_ERROR_NOT_FOUND
 */
gboolean
matoi_store_resolve (MatoiStore *store, const char *text, MatoiId *id, GError **error)
{
  g_autoptr (GString) named = g_string_new (NULL);
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  Matches matches = { .named = named };

  if (is_known_id (store, stripped, id))
    return TRUE;
  if (!find_matches (store, stripped, &matches, error))
    return FALSE;
  if (matches.n == 1)
    {
      *id = matches.id;
      return TRUE;
    }
  if (matches.n > 1)
    g_set_error (error, MATOI_ERROR, MATOI_ERROR_INPUT,
                 /* Translators: %1$s is what the person typed, %2$s a list of references */
                 _("“%1$s” fits more than one incident: %2$s. Type more of the reference."),
                    stripped, named->str);
  else
    g_set_error (error, MATOI_ERROR, MATOI_ERROR_NOT_FOUND,
                 /* Translators: %s is what the person typed */
                 _("There is no incident “%s”. Look for its reference in the list of incidents."),
                    stripped);
  return FALSE;
}

/** matoi_store_find_external: see the header; asked by those who choose the incident themselves. */
gboolean
matoi_store_find_external (MatoiStore *store,
                           const char *source,
                           const char *external_id,
                           MatoiId *incident,
                           gboolean *found,
                           GError **error)
{
  return matoi_log_find_external (store->db, source, external_id, incident, found, error);
}
