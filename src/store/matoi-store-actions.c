/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-store-private.h"

#define SELECT_ACTIONS                                                                          \
  "SELECT a.uid, i.uid, i.ref, CASE WHEN i.security AND i.codename IS NOT NULL THEN i.codename" \
  " ELSE i.title END, a.text, a.priority, a.kind, a.owner_team, a.key, a.url, a.status,"        \
  " a.category, a.due_on, a.state, a.open FROM action a JOIN incident i ON i.id=a.incident "
#define BY_DAY "ORDER BY a.due_on IS NULL, a.due_on, a.id"

/** matoi_action_row_free: frees @row. */
void
matoi_action_row_free (MatoiActionRow *row)
{
  g_free (row->ref);
  g_free (row->title);
  g_free (row->text);
  g_free (row->priority);
  g_free (row->kind);
  g_free (row->owner_team);
  g_free (row->key);
  g_free (row->url);
  g_free (row->status);
  g_free (row->category);
  g_free (row->due_on);
  g_free (row->state);
  g_free (row);
}

static gpointer
read_row (sqlite3_stmt *stmt)
{
  MatoiActionRow *row = g_new0 (MatoiActionRow, 1);
  char **const texts[] = { &row->ref,    &row->title,      &row->text,   &row->priority,
                           &row->kind,   &row->owner_team, &row->key,    &row->url,
                           &row->status, &row->category,   &row->due_on, &row->state };

  matoi_column_id (stmt, 0, &row->id);
  matoi_column_id (stmt, 1, &row->incident);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    *texts[i] = g_strdup (matoi_column_text (stmt, 2 + (int) i));
  row->open = sqlite3_column_int (stmt, 14) != 0;
  return row;
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
  sqlite3_stmt *stmt = matoi_database_get (
    store->db, open ? SELECT_ACTIONS "WHERE a.open=1 " BY_DAY : SELECT_ACTIONS BY_DAY, error);

  return stmt != NULL ? matoi_database_read (store->db, stmt, read_row,
                                             (GDestroyNotify) matoi_action_row_free, error)
                      : NULL;
}
