/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-search-private.h"

#include <string.h>

/* The index has no text of its own: it reads that of the rows, and must be told the old one before
 * a row changes. Its statements come last in a transaction: between others each of them would
 * write its part of the index. */

typedef struct
{
  gint64 id;
  char *text;
} Forgotten;

static void
clear_forgotten (gpointer data)
{
  g_free (((Forgotten *) data)->text);
}

/** matoi_search_changes_init: nothing noted yet. */
void
matoi_search_changes_init (MatoiSearchChanges *changes)
{
  changes->forgotten = g_array_new (FALSE, FALSE, sizeof (Forgotten));
  g_array_set_clear_func (changes->forgotten, clear_forgotten);
  changes->learned = g_array_new (FALSE, FALSE, sizeof (gint64));
  changes->stale = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
}

/** matoi_search_changes_clear: frees what is inside. */
void
matoi_search_changes_clear (MatoiSearchChanges *changes)
{
  g_clear_pointer (&changes->forgotten, g_array_unref);
  g_clear_pointer (&changes->learned, g_array_unref);
  g_clear_pointer (&changes->stale, g_hash_table_unref);
}

static void
forget (MatoiSearchChanges *changes, gint64 id, const char *text)
{
  Forgotten row = { id, g_strdup (text) };

  g_array_append_val (changes->forgotten, row);
}

/**
 * matoi_search_note:
 * @id: of a row that is about to be written, or (@text_or_null NULL) to be deleted
 *
 * To be called before it is. A row that keeps its text costs one look.
 */
gboolean
matoi_search_note (MatoiDatabase *db,
                   MatoiSearchChanges *changes,
                   gint64 id,
                   const char *text_or_null,
                   GError **error)
{
  g_autoptr (GError) local_error = NULL;
  sqlite3_stmt *stmt = matoi_database_get (db, "SELECT text FROM searchable WHERE id=?1", error);
  gboolean same = FALSE;

  if (stmt == NULL)
    return FALSE;
  matoi_database_bind (stmt, "i", id);
  if (matoi_database_step (db, stmt, &local_error))
    {
      const char *old = matoi_column_text (stmt, 0);

      same = g_strcmp0 (old, text_or_null) == 0;
      if (!same)
        forget (changes, id, old);
    }
  sqlite3_reset (stmt);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (!same && text_or_null != NULL)
    g_array_append_val (changes->learned, id);
  return TRUE;
}

/** matoi_search_note_rows: see the header. */
gboolean
matoi_search_note_rows (MatoiDatabase *db,
                        MatoiSearchChanges *changes,
                        const char *table,
                        gint64 incident,
                        GError **error)
{
  g_autoptr (GError) local_error = NULL;
  sqlite3_stmt *stmt = matoi_database_get (db,
                                           strcmp (table, "action") == 0
                                             ? "SELECT id, text FROM action WHERE incident=?1"
                                             : "SELECT id, text FROM passage WHERE incident=?1",
                                           error);

  if (stmt == NULL)
    return FALSE;
  g_hash_table_remove_all (changes->stale);
  matoi_database_bind (stmt, "i", incident);
  while (matoi_database_step (db, stmt, &local_error))
    {
      gint64 id = sqlite3_column_int64 (stmt, 0);

      g_hash_table_insert (changes->stale, g_memdup2 (&id, sizeof id),
                           g_strdup (matoi_column_text (stmt, 1)));
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/** matoi_search_note_text: see the header. */
gboolean
matoi_search_note_text (MatoiSearchChanges *changes, gint64 id, const char *text)
{
  const char *old = g_hash_table_lookup (changes->stale, &id);
  gboolean same = g_strcmp0 (old, text) == 0;

  if (!same && old != NULL)
    forget (changes, id, old);
  if (!same)
    g_array_append_val (changes->learned, id);
  g_hash_table_remove (changes->stale, &id);
  return !same;
}

/** matoi_search_drop_stale: what is left over of rows that the caller deletes. */
void
matoi_search_drop_stale (MatoiSearchChanges *changes)
{
  GHashTableIter iter;
  gpointer id, text;

  g_hash_table_iter_init (&iter, changes->stale);
  while (g_hash_table_iter_next (&iter, &id, &text))
    forget (changes, *(gint64 *) id, text);
  g_hash_table_remove_all (changes->stale);
}

/** matoi_search_delete_stale: passages that are no more. */
gboolean
matoi_search_delete_stale (MatoiDatabase *db, MatoiSearchChanges *changes, GError **error)
{
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, changes->stale);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!matoi_database_run (db, "DELETE FROM passage WHERE id=?1", error, "i", *(gint64 *) id))
      return FALSE;
  matoi_search_drop_stale (changes);
  return TRUE;
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 left = *(const gint64 *) a, right = *(const gint64 *) b;

  return (left > right) - (left < right);
}

/* By a statement with VALUES: one with a SELECT would have all that is gathered so far written at
 * once, and so would a row that comes after a later one. */
static gboolean
learn (MatoiDatabase *db, gint64 id, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  sqlite3_stmt *stmt = matoi_database_get (db, "SELECT text FROM searchable WHERE id=?1", error);
  gboolean good = TRUE;

  if (stmt == NULL)
    return FALSE;
  matoi_database_bind (stmt, "i", id);
  if (matoi_database_step (db, stmt, &local_error))
    good = matoi_database_run (db, "INSERT INTO search(rowid, text) VALUES(?1,?2)", error, "is", id,
                               matoi_column_text (stmt, 0));
  sqlite3_reset (stmt);
  if (local_error == NULL)
    return good;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/** matoi_search_write: the last of a transaction. */
gboolean
matoi_search_write (MatoiDatabase *db, MatoiSearchChanges *changes, GError **error)
{
  gint64 low, high;

  if (changes->forgotten->len + changes->learned->len == 0)
    return TRUE;
  if (!matoi_search_get_gap (db, &low, &high, error))
    return FALSE;
  for (guint i = 0; i < changes->forgotten->len; i++)
    {
      const Forgotten *row = &g_array_index (changes->forgotten, Forgotten, i);

      if ((row->id < low || row->id >= high) &&
          !matoi_database_run (db, "INSERT INTO search(search, rowid, text) VALUES('delete',?1,?2)",
                               error, "is", row->id, row->text))
        return FALSE;
    }
  g_array_sort (changes->learned, compare_ids);
  for (guint i = 0; i < changes->learned->len; i++)
    {
      gint64 id = g_array_index (changes->learned, gint64, i);

      if ((id < low || id >= high) && !learn (db, id, error))
        return FALSE;
    }
  g_array_set_size (changes->forgotten, 0);
  g_array_set_size (changes->learned, 0);
  return TRUE;
}

/* What is in the gap is not in the index: ?2 and ?3 are its ends. */
#define FORGET(TABLE)                                                             \
  "INSERT INTO search(search, rowid, text) SELECT 'delete', id, text FROM " TABLE \
  " WHERE incident=(SELECT id FROM incident WHERE uid=?1) AND (id<?2 OR id>=?3)"
#define LEARN(TABLE)                                            \
  "INSERT INTO search(rowid, text) SELECT id, text FROM " TABLE \
  " WHERE incident=?1 AND (id<?2 OR id>=?3)"

/** matoi_search_forget_incident: before all rows of @incident are deleted. */
gboolean
matoi_search_forget_incident (MatoiDatabase *db, const MatoiId *incident, GError **error)
{
  static const char *const sql[] = { FORGET ("entry"), FORGET ("todo"), FORGET ("action"),
                                     FORGET ("passage") };
  gint64 low, high;

  if (!matoi_search_get_gap (db, &low, &high, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (sql); i++)
    if (!matoi_database_run (db, sql[i], error, "dii", incident, low, high))
      return FALSE;
  return TRUE;
}

/** matoi_search_learn_incident: after all of them were written. */
gboolean
matoi_search_learn_incident (MatoiDatabase *db, gint64 incident, GError **error)
{
  static const char *const sql[] = { LEARN ("entry"), LEARN ("todo"), LEARN ("action"),
                                     LEARN ("passage") };
  gint64 low, high;

  if (!matoi_search_get_gap (db, &low, &high, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (sql); i++)
    if (!matoi_database_run (db, sql[i], error, "iii", incident, low, high))
      return FALSE;
  return TRUE;
}

/** matoi_search_forget_all: with all rows, before everything is projected anew. */
gboolean
matoi_search_forget_all (MatoiDatabase *db, GError **error)
{
  return matoi_database_exec (db, "INSERT INTO search(search) VALUES('delete-all')", error) &&
         matoi_search_set_gap (db, 0, 0, error);
}

/** matoi_search_scrub: what was forgotten is still in the index, marked as gone, until it is packed. */
gboolean
matoi_search_scrub (MatoiDatabase *db, GError **error)
{
  return matoi_database_exec (db, "INSERT INTO search(search) VALUES('optimize')", error);
}
