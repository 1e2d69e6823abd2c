/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-postmortem.h"
#include "matoi-store-private.h"

/* The tickets whose progress is followed. */

#define SELECT_TICKETS                                                                        \
  "SELECT a.uid, i.uid, a.key, a.remote_id, a.url, a.status, a.category, a.assignee,"         \
  " a.ticket_due, a.ticket_priority, a.ticket_updated, a.gone FROM action a JOIN incident i " \
  "ON i.id=a.incident WHERE a.key IS NOT NULL AND "

/** matoi_ticket_row_free: frees @row. */
void
matoi_ticket_row_free (MatoiTicketRow *row)
{
  g_free (row->key);
  g_free (row->remote_id);
  g_free (row->url);
  g_free (row->status);
  g_free (row->category);
  g_free (row->assignee);
  g_free (row->due);
  g_free (row->priority);
  g_free (row->step);
  g_free (row);
}

static gpointer
read_row (sqlite3_stmt *stmt)
{
  MatoiTicketRow *row = g_new0 (MatoiTicketRow, 1);
  char **const texts[] = { &row->key,      &row->remote_id, &row->url, &row->status,
                           &row->category, &row->assignee,  &row->due, &row->priority };

  matoi_column_id (stmt, 0, &row->action);
  matoi_column_id (stmt, 1, &row->incident);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    *texts[i] = g_strdup (matoi_column_text (stmt, 2 + (int) i));
  row->updated = matoi_column_time (stmt, 10);
  row->gone = sqlite3_column_int (stmt, 11) != 0;
  return row;
}

/* Adds the tickets that were recorded without a site, by their address. */
static gboolean
add_by_address (MatoiStore *store, const char *site, GPtrArray *rows, GError **error)
{
  g_autofree char *key = g_strconcat (site, ".base-url", NULL);
  g_autofree char *base = matoi_store_get_setting (store, key), *below = NULL;
  g_autoptr (GPtrArray) more = NULL;
  sqlite3_stmt *stmt;

  if (base == NULL)
    return TRUE;
  below = g_str_has_suffix (base, "/") ? g_strdup (base) : g_strconcat (base, "/", NULL);
  stmt = matoi_database_get (store->db,
                             SELECT_TICKETS
                             "a.site IS NULL AND substr(a.url,1,length(?1))=?1 ORDER BY a.id",
                             error);
  if (stmt == NULL)
    return FALSE;
  matoi_database_bind (stmt, "s", below);
  more =
    matoi_database_read (store->db, stmt, read_row, (GDestroyNotify) matoi_ticket_row_free, error);
  if (more == NULL)
    return FALSE;
  g_ptr_array_extend_and_steal (rows, g_steal_pointer (&more));
  return TRUE;
}

/** matoi_store_list_tickets: see the header. */
GPtrArray *
matoi_store_list_tickets (MatoiStore *store, const char *site, GError **error)
{
  sqlite3_stmt *stmt =
    matoi_database_get (store->db, SELECT_TICKETS "a.site=?1 ORDER BY a.id", error);
  g_autoptr (GPtrArray) rows = NULL;

  if (stmt == NULL)
    return NULL;
  matoi_database_bind (stmt, "s", site);
  rows =
    matoi_database_read (store->db, stmt, read_row, (GDestroyNotify) matoi_ticket_row_free, error);
  if (rows == NULL || !add_by_address (store, site, rows, error))
    return NULL;
  return g_steal_pointer (&rows);
}

/* --- of the steps of postmortems */

static gpointer
read_id (sqlite3_stmt *stmt)
{
  MatoiId *id = g_new0 (MatoiId, 1);

  matoi_column_id (stmt, 0, id);
  return id;
}

/* They were asked for in lanes of their own, see matoi_steps_dup_mark (). (transfer full) of MatoiId */
static GPtrArray *
list_tracked (MatoiStore *store, const char *site, gint64 since, GError **error)
{
  sqlite3_stmt *stmt = matoi_database_get (
    store->db,
    "SELECT DISTINCT o.incident FROM outbox o JOIN incident i ON i.uid=o.incident"
    " WHERE o.op='ticket.create' AND o.state='sent' AND o.lane LIKE ?1||'/%S'"
    " AND (i.postmortem_state NOT IN('closed','waived') OR o.sent_at>?2) ORDER BY o.id",
    error);

  if (stmt == NULL)
    return NULL;
  matoi_database_bind (stmt, "si", site, since);
  return matoi_database_read (store->db, stmt, read_id, g_free, error);
}

static void
add_step (GPtrArray *rows,
          const MatoiIncident *incident,
          const char *key,
          const char *id,
          const MatoiStepProgress *progress,
          const char *step)
{
  MatoiTicketRow *row = g_new0 (MatoiTicketRow, 1);

  row->incident = incident->id;
  row->of_steps = TRUE;
  row->step = g_strdup (step);
  row->key = g_strdup (key);
  row->remote_id = g_strdup (id);
  row->status = g_strdup (progress->status);
  row->category = g_strdup (progress->category);
  row->assignee = g_strdup (progress->assignee);
  row->updated = progress->updated;
  row->gone = progress->gone;
  g_ptr_array_add (rows, row);
}

/** matoi_store_list_step_tickets: see the header. */
GPtrArray *
matoi_store_list_step_tickets (MatoiStore *store, const char *site, gint64 since, GError **error)
{
  g_autoptr (GPtrArray) incidents = list_tracked (store, site, since, error);
  GPtrArray *rows;

  if (incidents == NULL)
    return NULL;
  rows = g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_ticket_row_free);
  for (guint i = 0; i < incidents->len; i++)
    {
      /* One that cannot be read is no reason not to know about the others. */
      MatoiIncident *incident = matoi_store_load (store, g_ptr_array_index (incidents, i), NULL);
      const MatoiStepsTicket *steps =
        incident != NULL && incident->postmortem != NULL ? &incident->postmortem->steps : NULL;

      if (steps != NULL && steps->key != NULL && g_strcmp0 (steps->site, site) == 0)
        {
          add_step (rows, incident, steps->key, steps->id, &steps->progress, NULL);
          for (guint k = 0; k < steps->tickets->len; k++)
            {
              const MatoiStepTicket *one = g_ptr_array_index (steps->tickets, k);

              if (!one->listed)
                add_step (rows, incident, one->key, one->id, &one->progress, one->step);
            }
        }
      g_clear_pointer (&incident, matoi_incident_free);
    }
  return rows;
}
