/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-attachments.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-json.h"
#include "matoi-picture-ref.h"

#define PICTURE "postmortem.picture"

static gboolean
has (MatoiDatabase *db, const MatoiId *incident, const char *hash, gboolean *here, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  sqlite3_stmt *stmt =
    matoi_database_get (db, "SELECT 1 FROM attachment WHERE incident=?1 AND hash=?2", error);

  if (stmt == NULL)
    return FALSE;
  matoi_database_bind (stmt, "ds", incident, hash);
  *here = matoi_database_step (db, stmt, &local_error);
  sqlite3_reset (stmt);
  sqlite3_clear_bindings (stmt);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
insert (MatoiDatabase *db,
        const MatoiId *incident,
        const char *hash,
        const char *type,
        GBytes *bytes,
        GError **error)
{
  sqlite3_stmt *stmt = matoi_database_get (
    db, "INSERT INTO attachment(incident, hash, type, bytes) VALUES(?1,?2,?3,?4)", error);
  g_autoptr (GError) local_error = NULL;
  gboolean here;

  if (stmt == NULL || !has (db, incident, hash, &here, error))
    return FALSE;
  if (here)
    return TRUE;
  matoi_database_bind (stmt, "dss", incident, hash, type);
  sqlite3_bind_blob64 (stmt, 4, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                       SQLITE_STATIC);
  matoi_database_step (db, stmt, &local_error);
  sqlite3_reset (stmt);
  sqlite3_clear_bindings (stmt);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
is_of (const MatoiEvent *event, GBytes *bytes)
{
  const char *hash = matoi_json_get_string (event->payload, "hash");
  const char *type = matoi_picture_read_type (bytes);
  g_autofree char *real = matoi_picture_dup_hash (bytes);

  return g_strcmp0 (hash, real) == 0 && type != NULL &&
         g_strcmp0 (type, matoi_json_get_string (event->payload, "type")) == 0 &&
         g_bytes_get_size (bytes) <= MATOI_PICTURE_BYTES_LIMIT;
}

/**
 * matoi_attachments_add:
 * @event: was just appended, in this transaction
 * @bytes: (nullable): what came with the command
 *
 * Keeps the picture that @event tells of; passes over events of other kinds.
 */
gboolean
matoi_attachments_add (MatoiDatabase *db, const MatoiEvent *event, GBytes *bytes, GError **error)
{
  if (strcmp (event->type, PICTURE) != 0 || event->payload == NULL)
    return TRUE;
  if (bytes == NULL || !is_of (event, bytes))
    {
      g_set_error_literal (error, MATOI_ERROR, MATOI_ERROR_INPUT,
                           _("A picture is missing, or is not the one the record tells of. "
                             "Nothing was added. Export the incident anew where it comes from."));
      return FALSE;
    }
  return insert (db, &event->incident, matoi_json_get_string (event->payload, "hash"),
                 matoi_json_get_string (event->payload, "type"), bytes, error);
}

/**
 * matoi_attachments_apply:
 * @given_or_null: hash to GBytes: what came with a bundle
 *
 * The same for an event that was made elsewhere: it must bring its picture, unless that is here.
 */
gboolean
matoi_attachments_apply (MatoiDatabase *db,
                         const MatoiEvent *event,
                         GHashTable *given_or_null,
                         GError **error)
{
  const char *hash;
  GBytes *bytes;
  gboolean here = FALSE;

  if (strcmp (event->type, PICTURE) != 0 || event->payload == NULL)
    return TRUE;
  hash = matoi_json_get_string (event->payload, "hash");
  bytes = given_or_null != NULL && hash != NULL ? g_hash_table_lookup (given_or_null, hash) : NULL;
  /* One without a hash tells of none: it is kept as any event that makes no sense. */
  if (hash == NULL || (bytes == NULL && !has (db, &event->incident, hash, &here, error)))
    return hash == NULL;
  return here || matoi_attachments_add (db, event, bytes, error);
}

/**
 * matoi_attachments_erase:
 * @hash_or_null: of an event whose payload has just been erased
 *
 * Erases the picture, too, unless another event of the incident still tells of it.
 */
gboolean
matoi_attachments_erase (MatoiDatabase *db,
                         const MatoiId *incident,
                         const char *hash_or_null,
                         GError **error)
{
  if (hash_or_null == NULL)
    return TRUE;
  return matoi_database_run (db,
                             "DELETE FROM attachment WHERE incident=?1 AND hash=?2 AND NOT EXISTS("
                             "SELECT 1 FROM event e WHERE e.incident=?1 AND e.type='" PICTURE "'"
                             " AND e.payload IS NOT NULL AND json_extract(e.payload,'$.hash')=?2)",
                             error, "ds", incident, hash_or_null);
}

static GBytes *
column_bytes (sqlite3_stmt *stmt, int column)
{
  const void *blob = sqlite3_column_blob (stmt, column);

  return blob != NULL ? g_bytes_new (blob, (gsize) sqlite3_column_bytes (stmt, column)) : NULL;
}

/* Whether column 1 is the hash of column 2 of every row; else @bad is column 0. */
static gboolean
check_rows (MatoiDatabase *db, const char *sql, MatoiId *bad, gboolean *ok, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  sqlite3_stmt *stmt = matoi_database_get (db, sql, error);

  if (stmt == NULL)
    return FALSE;
  while (*ok && matoi_database_step (db, stmt, &local_error))
    {
      g_autoptr (GBytes) bytes = column_bytes (stmt, 2);
      g_autofree char *hash = bytes != NULL ? matoi_picture_dup_hash (bytes) : NULL;

      *ok = hash != NULL && g_strcmp0 (hash, matoi_column_text (stmt, 1)) == 0;
      if (!*ok)
        matoi_column_id (stmt, 0, bad);
    }
  sqlite3_reset (stmt);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/**
 * matoi_attachments_check:
 * @bad: (out): the event whose picture is gone or another one, or the incident of a picture that
 *   no event tells of
 * @ok: (out): whether all are as the log says
 */
gboolean
matoi_attachments_check (MatoiDatabase *db, MatoiId *bad, gboolean *ok, GError **error)
{
  *ok = TRUE;
  return check_rows (db,
                     "SELECT e.id, json_extract(e.payload,'$.hash'), a.bytes FROM event e"
                     " LEFT JOIN attachment a ON a.incident=e.incident"
                     " AND a.hash=json_extract(e.payload,'$.hash')"
                     " WHERE e.type='" PICTURE "' AND e.payload IS NOT NULL"
                     " AND json_type(e.payload,'$.hash')='text'",
                     bad, ok, error) &&
         check_rows (db,
                     "SELECT a.incident, NULL, NULL FROM attachment a WHERE NOT EXISTS("
                     "SELECT 1 FROM event e WHERE e.incident=a.incident AND e.type='" PICTURE "'"
                     " AND e.payload IS NOT NULL AND json_extract(e.payload,'$.hash')=a.hash)",
                     bad, ok, error);
}

static gboolean
read_all (MatoiStore *store,
          const MatoiId *incident,
          const char *prefix,
          GHashTable *pictures,
          GError **error)
{
  g_autoptr (GError) local_error = NULL;
  sqlite3_stmt *stmt = matoi_database_get (store->db,
                                           "SELECT hash, bytes FROM attachment WHERE incident=?1"
                                           " AND substr(hash, 1, length(?2))=?2",
                                           error);

  if (stmt == NULL)
    return FALSE;
  matoi_database_bind (stmt, "ds", incident, prefix);
  while (matoi_database_step (store->db, stmt, &local_error))
    {
      GBytes *bytes = column_bytes (stmt, 1);

      if (bytes != NULL)
        g_hash_table_insert (pictures, g_strdup (matoi_column_text (stmt, 0)), bytes);
    }
  sqlite3_reset (stmt);
  sqlite3_clear_bindings (stmt);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/** matoi_store_load_pictures: (transfer full): all pictures of an incident, hash to GBytes. */
GHashTable *
matoi_store_load_pictures (MatoiStore *store, const MatoiId *incident, GError **error)
{
  g_autoptr (GHashTable) pictures =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);

  return read_all (store, incident, "", pictures, error) ? g_steal_pointer (&pictures) : NULL;
}

/**
 * matoi_store_load_picture:
 * @url: "picture:…"
 * @error: MATOI_ERROR_NOT_FOUND if it is not there, or not any more
 *
 * Returns: (transfer full): a PNG or a JPEG, or NULL
 */
GBytes *
matoi_store_load_picture (MatoiStore *store,
                          const MatoiId *incident,
                          const char *url,
                          GError **error)
{
  g_autoptr (GHashTable) pictures =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  GHashTableIter iter;
  gpointer hash, bytes;

  if (matoi_picture_ref_is_valid (url) &&
      !read_all (store, incident, url + strlen (MATOI_PICTURE_PREFIX), pictures, error))
    return NULL;
  g_hash_table_iter_init (&iter, pictures);
  while (g_hash_table_iter_next (&iter, &hash, &bytes))
    if (matoi_picture_ref_matches (url, hash))
      return g_bytes_ref (bytes);
  g_set_error_literal (error, MATOI_ERROR, MATOI_ERROR_NOT_FOUND,
                       _("This picture is not in the record of the incident, or was erased."));
  return NULL;
}
