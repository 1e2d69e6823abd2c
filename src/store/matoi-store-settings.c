/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-store-private.h"

typedef struct
{
  MatoiStore *store;
  const char *key, *value;
} Setting;

/** matoi_store_get_setting: (transfer full) (nullable) */
char *
matoi_store_get_setting (MatoiStore *store, const char *key)
{
  sqlite3_stmt *stmt =
    matoi_database_get (store->db, "SELECT value FROM setting WHERE key=?1", NULL);
  char *value = NULL;

  if (stmt == NULL)
    return NULL;
  matoi_database_bind (stmt, "s", key);
  if (matoi_database_step (store->db, stmt, NULL))
    value = g_strdup (matoi_column_text (stmt, 0));
  sqlite3_reset (stmt);
  sqlite3_clear_bindings (stmt);
  return value;
}

static gboolean
set_setting (gpointer user_data, GError **error)
{
  Setting *setting = user_data;

  setting->store->n_settings++;
  if (setting->value == NULL)
    return matoi_database_run (setting->store->db, "DELETE FROM setting WHERE key=?1", error, "s",
                               setting->key);
  return matoi_database_run (setting->store->db,
                             "INSERT INTO setting(key, value) VALUES(?1, ?2)"
                             " ON CONFLICT(key) DO UPDATE SET value=excluded.value",
                             error, "ss", setting->key, setting->value);
}

typedef struct
{
  MatoiStore *store;
  GHashTable *values;
} Settings;

static gboolean
set_settings (gpointer user_data, GError **error)
{
  Settings *settings = user_data;
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, settings->values);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      Setting setting = { .store = settings->store, .key = key, .value = value };

      if (!set_setting (&setting, error))
        return FALSE;
    }
  return TRUE;
}

/** matoi_store_set_settings: see the header. */
gboolean
matoi_store_set_settings (MatoiStore *store, GHashTable *values, GError **error)
{
  Settings settings = { .store = store, .values = values };

  return matoi_database_transact (store->db, set_settings, &settings, error);
}

/** matoi_store_set_setting: NULL removes it. */
gboolean
matoi_store_set_setting (MatoiStore *store,
                         const char *key,
                         const char *value_or_null,
                         GError **error)
{
  Setting setting = { .store = store, .key = key, .value = value_or_null };

  return matoi_database_transact (store->db, set_setting, &setting, error);
}

/** matoi_store_get_settings_stamp: see the header. */
guint
matoi_store_get_settings_stamp (MatoiStore *store)
{
  return store->n_settings;
}

/* With the rows of @stmt, text and text. */
static GHashTable *
read_settings (MatoiStore *store, sqlite3_stmt *stmt, GError **error)
{
  g_autoptr (GHashTable) settings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GError) local_error = NULL;

  while (matoi_database_step (store->db, stmt, &local_error))
    g_hash_table_insert (settings, g_strdup (matoi_column_text (stmt, 0)),
                         g_strdup (matoi_column_text (stmt, 1)));
  sqlite3_clear_bindings (stmt);
  if (local_error == NULL)
    return g_steal_pointer (&settings);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

/** matoi_store_list_settings: (transfer full): text to text. */
GHashTable *
matoi_store_list_settings (MatoiStore *store, GError **error)
{
  sqlite3_stmt *stmt = matoi_database_get (store->db, "SELECT key, value FROM setting", error);

  return stmt != NULL ? read_settings (store, stmt, error) : NULL;
}

/** matoi_store_list_settings_below: (transfer full): those whose keys begin with @prefix. */
GHashTable *
matoi_store_list_settings_below (MatoiStore *store, const char *prefix, GError **error)
{
  sqlite3_stmt *stmt = matoi_database_get (
    store->db, "SELECT key, value FROM setting WHERE key>=?1 AND key<?1||x'f48fbfbf'", error);

  if (stmt == NULL)
    return NULL;
  matoi_database_bind (stmt, "s", prefix);
  return read_settings (store, stmt, error);
}
