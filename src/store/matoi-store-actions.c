/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-store-private.h"

#include <stdlib.h>
#include <string.h>

/* All action items, of which there may be a hundred thousand. */

#define N_TEXTS 16

#define SELECT_ACTIONS(TICKETS)                                                      \
  "SELECT a.uid, i.uid, i.ref, CASE WHEN i.security AND i.codename IS NOT NULL THEN" \
  " i.codename ELSE i.title END, i.severity_label, a.text, a.priority, a.kind,"      \
  " a.owner_team, a.key, a.url, a.status, a.category, a.due_on, a.state, " TICKETS   \
  ", a.open, i.security FROM action a JOIN incident i ON i.id=a.incident "
#define NEW "a.site, a.assignee, a.due, a.number, a.created_at, a.changed_at, a.asked_at, a.gone"
/* Of an old file that may only be read. */
#define OLD "NULL, NULL, a.due_on, 0, NULL, NULL, NULL, 0"

/** matoi_action_row_free: frees @row. */
void
matoi_action_row_free (MatoiActionRow *row)
{
  /* Its texts are behind it. */
  g_free (row);
}

/* In the order of the columns. */
static void
place_texts (MatoiActionRow *row, const char *const *texts)
{
  char **const places[N_TEXTS] = {
    &row->ref,        &row->title, &row->severity, &row->text,   &row->priority, &row->kind,
    &row->owner_team, &row->key,   &row->url,      &row->status, &row->category, &row->due_on,
    &row->state,      &row->site,  &row->assignee, &row->due,
  };

  for (int i = 0; i < N_TEXTS; i++)
    *places[i] = (char *) texts[i];
}

/* One piece of memory, and not one for each text; each column is asked for once, as every question
 * costs. */
static gpointer
read_row (sqlite3_stmt *stmt)
{
  const char *texts[N_TEXTS];
  gsize sizes[N_TEXTS], length = sizeof (MatoiActionRow);
  MatoiActionRow *row;
  char *end;

  for (int i = 0; i < N_TEXTS; i++)
    {
      /* As text it would be copied by the database first. */
      texts[i] = sqlite3_column_blob (stmt, 2 + i);
      if (texts[i] == NULL && sqlite3_column_type (stmt, 2 + i) != SQLITE_NULL)
        texts[i] = "";
      sizes[i] = texts[i] != NULL ? (gsize) sqlite3_column_bytes (stmt, 2 + i) : 0;
      length += sizes[i] + 1;
    }
  row = g_malloc (length);
  end = (char *) (row + 1);
  for (int i = 0; i < N_TEXTS; i++)
    {
      if (texts[i] == NULL)
        continue;
      memcpy (end, texts[i], sizes[i]);
      end[sizes[i]] = '\0';
      texts[i] = end;
      end += sizes[i] + 1;
    }
  place_texts (row, texts);
  matoi_column_id (stmt, 0, &row->id);
  matoi_column_id (stmt, 1, &row->incident);
  row->number = sqlite3_column_int64 (stmt, 18);
  row->created_at = matoi_column_time (stmt, 19);
  row->changed_at = matoi_column_time (stmt, 20);
  row->asked_at = matoi_column_time (stmt, 21);
  row->gone = sqlite3_column_int (stmt, 22) != 0;
  row->open = sqlite3_column_int (stmt, 23) != 0;
  row->security = sqlite3_column_int (stmt, 24) != 0;
  return row;
}

/* What a row is sorted by, and where it is: cheaper than to compare texts again and again. */
typedef struct
{
  guint32 day, at;
} Key;

/* "2026-11-20" as a number in the same order; none is after all of them. */
static guint32
get_day (const char *due)
{
  guint32 day = 0;

  if (due == NULL)
    return G_MAXUINT32;
  for (const char *c = due; *c != '\0' && c - due < 10; c++)
    if (g_ascii_isdigit (*c))
      day = day * 10 + (guint32) (*c - '0');
  return day;
}

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  const Key *first = a, *second = b;

  if (first->day != second->day)
    return first->day < second->day ? -1 : 1;
  return first->at < second->at ? -1 : 1;
}

/* By day, then as they were read, which is the order they came in. */
static void
sort_by_day (GPtrArray *rows)
{
  g_autofree Key *keys = g_new (Key, rows->len);
  g_autofree gpointer *unsorted = g_memdup2 (rows->pdata, rows->len * sizeof (gpointer));

  for (guint i = 0; i < rows->len; i++)
    {
      keys[i].day = get_day (((MatoiActionRow *) g_ptr_array_index (rows, i))->due);
      keys[i].at = i;
    }
  qsort (keys, rows->len, sizeof (Key), compare_keys);
  for (guint i = 0; i < rows->len; i++)
    rows->pdata[i] = unsorted[keys[i].at];
}

/**
 * matoi_store_list_actions:
 * @open: only those where somebody still has to do something
 *
 * Returns: (transfer full): of MatoiActionRow, the first due before the others
 */
GPtrArray *
matoi_store_list_actions (MatoiStore *store, gboolean open, GError **error)
{
  /* In the order they lie on the disk, which is much faster than by day. */
  static const char *const queries[] = {
    SELECT_ACTIONS (NEW) "ORDER BY a.id",
    SELECT_ACTIONS (NEW) "WHERE a.open=1 ORDER BY a.id",
    SELECT_ACTIONS (OLD) "ORDER BY a.id",
    SELECT_ACTIONS (OLD) "WHERE a.open=1 ORDER BY a.id",
  };
  sqlite3_mutex *mutex;
  sqlite3_stmt *stmt;
  GPtrArray *rows;
  gint64 version;

  if (!matoi_database_get_int (store->db, "PRAGMA user_version", &version, error))
    return NULL;
  stmt = matoi_database_get (store->db, queries[(version < 7 ? 2 : 0) + (open ? 1 : 0)], error);
  if (stmt == NULL)
    return NULL;
  /* Taken once, and not by each of some millions of questions. */
  mutex = sqlite3_db_mutex (store->db->handle);
  sqlite3_mutex_enter (mutex);
  rows =
    matoi_database_read (store->db, stmt, read_row, (GDestroyNotify) matoi_action_row_free, error);
  sqlite3_mutex_leave (mutex);
  if (rows != NULL)
    sort_by_day (rows);
  return rows;
}

/**
 * matoi_store_list_first_actions:
 * @limit: at most so many, from 1
 *
 * What is seen first of a long list, by the index of days.
 *
 * Returns: (transfer full): of MatoiActionRow, as matoi_store_list_actions () begins
 */
GPtrArray *
matoi_store_list_first_actions (MatoiStore *store, guint limit, GError **error)
{
  static const char *const queries[] = {
    SELECT_ACTIONS (NEW) "WHERE a.open=1 ORDER BY a.due NULLS LAST, a.id LIMIT ?",
    SELECT_ACTIONS (OLD) "WHERE a.open=1 ORDER BY a.due_on NULLS LAST, a.id LIMIT ?",
  };
  sqlite3_stmt *stmt;
  gint64 version;

  if (!matoi_database_get_int (store->db, "PRAGMA user_version", &version, error))
    return NULL;
  stmt = matoi_database_get (store->db, queries[version < 7], error);
  if (stmt == NULL)
    return NULL;
  matoi_database_bind (stmt, "i", (gint64) limit);
  return matoi_database_read (store->db, stmt, read_row, (GDestroyNotify) matoi_action_row_free,
                              error);
}

/**
 * matoi_store_count_overdue:
 * @day: today, "2026-11-20"
 * @count: (out): of those where something is left to do, how many were due before it
 *
 * Reads nothing but the index of days.
 *
 * Returns: FALSE: @error is set
 */
gboolean
matoi_store_count_overdue (MatoiStore *store, const char *day, guint *count, GError **error)
{
  static const char *const queries[] = {
    "SELECT count(*) FROM action WHERE open=1 AND due<?",
    "SELECT count(*) FROM action WHERE open=1 AND due_on<?",
  };
  g_autoptr (GError) local_error = NULL;
  sqlite3_stmt *stmt;
  gint64 version;

  if (!matoi_database_get_int (store->db, "PRAGMA user_version", &version, error))
    return FALSE;
  stmt = matoi_database_get (store->db, queries[version < 7], error);
  if (stmt == NULL)
    return FALSE;
  matoi_database_bind (stmt, "s", day);
  if (matoi_database_step (store->db, stmt, &local_error))
    *count = (guint) sqlite3_column_int64 (stmt, 0);
  sqlite3_reset (stmt);
  sqlite3_clear_bindings (stmt);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}
