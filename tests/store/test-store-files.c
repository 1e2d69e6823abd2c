/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "matoi-store-private.h"
#include "store-rig.h"

static void
assert_refused (const char *path, const char *what)
{
  g_autoptr (GError) error = NULL;
  MatoiStore *store = matoi_store_open (path, MATOI_STORE_READ_WRITE, &error);

  g_assert_null (store);
  g_assert_error (error, MATOI_ERROR, MATOI_ERROR_STORAGE);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, what));
}

static void
test_not_ours (void)
{
  g_autofree char *text = NULL, *foreign = NULL;
  Rig rig;

  rig_init (&rig);
  text = g_build_filename (rig.folder, "text", NULL);
  foreign = g_build_filename (rig.folder, "foreign", NULL);
  g_file_set_contents (text, "This is a letter, and long enough to be taken for more than a head.",
                       -1, NULL);
  assert_refused (text, "is not a Matoi database");
  g_assert_cmpint (rig_sql (foreign, "CREATE TABLE cats(name)"), ==, SQLITE_OK);
  assert_refused (foreign, "is not a Matoi database");
  assert_refused (rig.folder, "cannot be opened");
  rig_clear (&rig);
}

static void
test_newer (void)
{
  Rig rig;

  rig_init (&rig);
  g_assert_cmpint (rig_sql (rig.path, "PRAGMA user_version=99"), ==, SQLITE_OK);
  assert_refused (rig.path, "newer");
  rig_clear (&rig);
}

static void
test_damaged (void)
{
  g_autofree char *bytes = NULL;
  gsize length;
  Rig rig;

  rig_init (&rig);
  rig_fill (&rig);
  matoi_store_close (g_steal_pointer (&rig.store));
  g_assert_true (g_file_get_contents (rig.path, &bytes, &length, NULL));
  g_assert_cmpint (truncate (rig.path, (off_t) (length / 2 / 4096 * 4096)), ==, 0);
  assert_refused (rig.path, "damaged");
  memset (bytes, 'x', 100);
  g_assert_true (g_file_set_contents (rig.path, bytes, (gssize) length, NULL));
  assert_refused (rig.path, "is not a Matoi database");
  rig_clear (&rig);
}

static void
test_read_only (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MatoiStore) reader = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *gone = NULL;
  Rig rig;

  rig_init (&rig);
  rig_fill (&rig);
  reader = matoi_store_open (rig.path, MATOI_STORE_READ_ONLY, &error);
  g_assert_no_error (error);
  rows = matoi_store_list (reader, "live", 5, &error);
  g_assert_cmpuint (rows->len, ==, 1);
  rig_assert_verifies (reader);
  g_assert_null (rig_try (&rig, reader, &rig.incident, rig_note ("x"), &error));
  g_assert_error (error, MATOI_ERROR, MATOI_ERROR_STORAGE);
  g_assert_nonnull (strstr (error->message, "read-only"));
  g_clear_error (&error);
  gone = g_build_filename (rig.folder, "gone.db", NULL);
  g_assert_null (matoi_store_open (gone, MATOI_STORE_READ_ONLY, &error));
  g_assert_error (error, MATOI_ERROR, MATOI_ERROR_STORAGE);
  g_assert_false (g_file_test (gone, G_FILE_TEST_EXISTS));
  rig_clear (&rig);
}

static void
test_read_only_folder (void)
{
  g_autoptr (GError) error = NULL;
  MatoiStore *reader;
  Rig rig;

  if (geteuid () == 0)
    {
      g_test_skip ("root may write everywhere");
      return;
    }
  rig_init (&rig);
  rig_fill (&rig);
  matoi_store_close (g_steal_pointer (&rig.store));
  g_assert_cmpint (g_chmod (rig.folder, 0500), ==, 0);
  assert_refused (rig.path, "cannot be written");
  reader = matoi_store_open (rig.path, MATOI_STORE_READ_ONLY, &error);
  g_assert_no_error (error);
  rig_assert_verifies (reader);
  matoi_store_close (reader);
  g_assert_cmpint (g_chmod (rig.folder, 0700), ==, 0);
  rig_clear (&rig);
}

static void
test_full (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL, *after = NULL, *long_text = g_strnfill (50000, 'x');
  gint64 seq;
  Rig rig;

  rig_init (&rig);
  rig_fill (&rig);
  seq = matoi_store_get_last_seq (rig.store, NULL);
  before = rig_dump (rig.path);
  /* SQLite cuts the limit down to the pages that are there: a disk without room. */
  g_assert_cmpint (sqlite3_exec (rig.store->db->handle, "PRAGMA max_page_count=1", NULL, NULL,
                                 NULL),
                   ==, SQLITE_OK);
  g_assert_null (rig_try (&rig, rig.store, &rig.incident, rig_note (long_text), &error));
  g_assert_error (error, MATOI_ERROR, MATOI_ERROR_STORAGE);
  g_assert_nonnull (strstr (error->message, "full"));
  g_assert_nonnull (strstr (error->message, "NOT saved"));
  g_assert_cmpint (matoi_store_get_last_seq (rig.store, NULL), ==, seq);
  after = rig_dump (rig.path);
  g_assert_cmpstr (before, ==, after);
  rig_assert_verifies (rig.store);
  g_assert_cmpint (sqlite3_exec (rig.store->db->handle, "PRAGMA max_page_count=100000", NULL, NULL,
                                 NULL),
                   ==, SQLITE_OK);
  rig_do (&rig, rig_note (long_text), NULL);
  g_assert_cmpint (matoi_store_get_last_seq (rig.store, NULL), ==, seq + 1);
  rig_assert_verifies (rig.store);
  rig_clear (&rig);
}

static void
on_imported (guint index, const char *ref, GPtrArray *events, gpointer user_data)
{
  *(guint *) user_data = index + 1;
}

static void
set_page_limit (MatoiStore *store, gint64 more)
{
  g_autofree char *sql = NULL;
  gint64 pages;

  g_assert_true (matoi_database_get_int (store->db, "PRAGMA page_count", &pages, NULL));
  sql = g_strdup_printf ("PRAGMA max_page_count=%" G_GINT64_FORMAT, pages + more);
  g_assert_cmpint (sqlite3_exec (store->db->handle, sql, NULL, NULL, NULL), ==, SQLITE_OK);
}

/* Ten incidents of which the last ones do not fit on the disk: none of them is there. */
static void
test_full_import (void)
{
  g_autoptr (GPtrArray) batches = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL, *after = NULL, *long_text = g_strnfill (50000, 'x');
  guint n_done = 0;
  gint64 seq;
  Rig rig;

  rig_init (&rig);
  rig_fill (&rig);
  for (guint i = 0; i < 10; i++)
    {
      MatoiBatch *batch = g_new0 (MatoiBatch, 1);

      batch->commands = g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_command_free);
      g_ptr_array_add (batch->commands, rig_declare (&rig, "Imported"));
      g_ptr_array_add (batch->commands, rig_note (long_text));
      g_ptr_array_add (batches, batch);
      g_ptr_array_add (kept, batch->commands);
    }
  seq = matoi_store_get_last_seq (rig.store, NULL);
  before = rig_dump (rig.path);
  set_page_limit (rig.store, 150);
  g_assert_false (matoi_store_import (rig.store, batches, RIG_NOW, on_imported, &n_done, &error));
  g_assert_error (error, MATOI_ERROR, MATOI_ERROR_STORAGE);
  g_assert_nonnull (strstr (error->message, "full"));
  g_assert_cmpuint (n_done, >, 1);
  g_assert_cmpuint (n_done, <, 10);
  g_assert_cmpint (matoi_store_get_last_seq (rig.store, NULL), ==, seq);
  after = rig_dump (rig.path);
  g_assert_cmpstr (before, ==, after);
  rig_assert_verifies (rig.store);
  rig_do (&rig, rig_note ("still here"), NULL);
  g_clear_error (&error);
  set_page_limit (rig.store, 100000);
  g_assert_true (matoi_store_import (rig.store, batches, RIG_NOW, on_imported, &n_done, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_done, ==, 10);
  rig_assert_verifies (rig.store);
  rig_clear (&rig);
}

static void
test_newer_is_told (void)
{
  Rig rig;

  rig_init (&rig);
  g_assert_false (matoi_store_is_newer (rig.path));
  g_assert_false (matoi_store_is_newer (rig.folder));
  g_assert_cmpint (rig_sql (rig.path, "PRAGMA user_version=99"), ==, SQLITE_OK);
  g_assert_true (matoi_store_is_newer (rig.path));
  rig_clear (&rig);
}

static void
test_locked (void)
{
  g_autoptr (GError) error = NULL;
  sqlite3 *holder = NULL;
  Rig rig;

  rig_init (&rig);
  rig_fill (&rig);
  g_assert_cmpint (sqlite3_open (rig.path, &holder), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (holder, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_null (rig_try (&rig, rig.store, &rig.incident, rig_note ("x"), &error));
  g_assert_error (error, MATOI_ERROR, MATOI_ERROR_STORAGE);
  g_assert_nonnull (strstr (error->message, "Another program"));
  sqlite3_close (holder);
  rig_do (&rig, rig_note ("x"), NULL);
  rig_clear (&rig);
}

static void
test_backup (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *backup = NULL, *before = NULL, *after = NULL, *aside = NULL;
  Rig rig;

  rig_init (&rig);
  rig_fill (&rig);
  backup = g_build_filename (rig.folder, "backup.db", NULL);
  aside = g_strconcat (rig.path, ".before-restore", NULL);
  before = rig_dump (rig.path);
  g_assert_true (matoi_store_backup (rig.store, backup, &error));
  g_assert_no_error (error);
  g_assert_false (matoi_store_backup (rig.store, rig.path, &error));
  g_assert_error (error, MATOI_ERROR, MATOI_ERROR_INPUT);
  g_clear_error (&error);
  rig_do (&rig, rig_note ("after the backup"), NULL);
  g_assert_false (matoi_store_restore (rig.path, backup, &error));
  g_assert_nonnull (strstr (error->message, "open in another program"));
  g_clear_error (&error);
  matoi_store_close (g_steal_pointer (&rig.store));
  g_assert_true (matoi_store_restore (rig.path, backup, &error));
  g_assert_no_error (error);
  rig_reopen (&rig);
  after = rig_dump (rig.path);
  g_assert_cmpstr (before, ==, after);
  rig_assert_verifies (rig.store);
  rig_do (&rig, rig_note ("goes on"), NULL);
  g_assert_true (g_file_test (aside, G_FILE_TEST_EXISTS));
  rig_clear (&rig);
}

static void
test_bad_backup (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *backup = NULL, *before = NULL, *after = NULL;
  Rig rig;

  rig_init (&rig);
  rig_fill (&rig);
  backup = g_build_filename (rig.folder, "backup.db", NULL);
  g_assert_true (matoi_store_backup (rig.store, backup, &error));
  matoi_store_close (g_steal_pointer (&rig.store));
  before = rig_dump (rig.path);
  g_assert_cmpint (rig_sql (backup, "DROP TRIGGER event_no_update; UPDATE event SET actor='x'"), ==,
                   SQLITE_OK);
  g_assert_false (matoi_store_restore (rig.path, backup, &error));
  g_assert_error (error, MATOI_ERROR, MATOI_ERROR_STORAGE);
  g_clear_error (&error);
  g_assert_cmpint (rig_sql (backup, "PRAGMA user_version=99"), ==, SQLITE_OK);
  g_assert_false (matoi_store_restore (rig.path, backup, &error));
  g_assert_nonnull (strstr (error->message, "newer"));
  g_clear_error (&error);
  g_assert_cmpint (truncate (backup, 5000), ==, 0);
  g_assert_false (matoi_store_restore (rig.path, backup, &error));
  g_assert_error (error, MATOI_ERROR, MATOI_ERROR_STORAGE);
  after = rig_dump (rig.path);
  g_assert_cmpstr (before, ==, after);
  rig_clear (&rig);
}

static const char *const schema_1[] = { "v1.sql", "INC-261118-70" };
static const char *const schema_2[] = { "v2.sql", "INC-261118-XN" };
static const char *const schema_3[] = { "v3.sql", "INC-261118-J6" };
static const char *const schema_4[] = { "v4.sql", "INC-261121-DJ" };
static const char *const schema_5[] = { "v5.sql", "INC-261121-DJ" };
static const char *const schema_6[] = { "v6.sql", "INC-261118-J6" };

/* A file as a version wrote it: @data is the name of the dump and a reference in it. */
static void
test_schema (gconstpointer data)
{
  const char *const *names = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *dump = g_test_build_filename (G_TEST_DIST, "data", "schema", names[0], NULL);
  g_autofree char *sql = NULL, *path = NULL;
  g_autoptr (MatoiStore) store = NULL;
  MatoiId id;
  Rig rig;

  rig_init (&rig);
  path = g_build_filename (rig.folder, "old.db", NULL);
  g_assert_true (g_file_get_contents (dump, &sql, NULL, &error));
  g_assert_cmpint (rig_sql (path, sql), ==, SQLITE_OK);
  store = matoi_store_open (path, MATOI_STORE_READ_WRITE, &error);
  g_assert_no_error (error);
  rig_assert_verifies (store);
  g_assert_true (matoi_store_resolve (store, names[1], &id, &error));
  g_assert_no_error (error);
  g_clear_pointer (&rig.store, matoi_store_close);
  rig.store = g_steal_pointer (&store);
  rig.incident = id;
  rig_do (&rig, rig_note ("goes on"), NULL);
  rig_assert_verifies (rig.store);
  rig_clear (&rig);
}

/* A file that is not a backup is the owner's: it stays as it is. */
static void
test_backup_foreign (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL, *text = NULL;
  Rig rig;

  rig_init (&rig);
  path = g_build_filename (rig.folder, "letter.txt", NULL);
  g_assert_true (g_file_set_contents (path, "mine", -1, NULL));
  g_assert_false (matoi_store_backup (rig.store, path, &error));
  g_assert_error (error, MATOI_ERROR, MATOI_ERROR_INPUT);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "mine");
  rig_clear (&rig);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/files/not-ours", test_not_ours);
  g_test_add_func ("/store/files/newer", test_newer);
  g_test_add_func ("/store/files/damaged", test_damaged);
  g_test_add_func ("/store/files/read-only", test_read_only);
  g_test_add_func ("/store/files/read-only-folder", test_read_only_folder);
  g_test_add_func ("/store/files/full", test_full);
  g_test_add_func ("/store/files/full-import", test_full_import);
  g_test_add_func ("/store/files/newer-is-told", test_newer_is_told);
  g_test_add_func ("/store/files/locked", test_locked);
  g_test_add_func ("/store/files/backup", test_backup);
  g_test_add_func ("/store/files/bad-backup", test_bad_backup);
  g_test_add_data_func ("/store/files/schema-1", schema_1, test_schema);
  g_test_add_data_func ("/store/files/schema-2", schema_2, test_schema);
  g_test_add_data_func ("/store/files/schema-3", schema_3, test_schema);
  g_test_add_data_func ("/store/files/schema-4", schema_4, test_schema);
  g_test_add_data_func ("/store/files/schema-5", schema_5, test_schema);
  g_test_add_data_func ("/store/files/schema-6", schema_6, test_schema);
  g_test_add_func ("/store/files/backup-foreign", test_backup_foreign);
  return g_test_run ();
}
