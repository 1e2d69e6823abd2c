/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A log that has lost its end is noticed when the database is opened. */

#include "config.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "matoi-store-private.h"
#include "store-rig.h"

#define N_NOTES 20

static char *
side (Rig *rig, const char *suffix)
{
  return g_strconcat (rig->path, suffix, NULL);
}

static goffset
get_size (Rig *rig, const char *suffix)
{
  g_autofree char *path = side (rig, suffix);
  GStatBuf info;

  return g_stat (path, &info) == 0 ? info.st_size : -1;
}

static void
write_notes (Rig *rig)
{
  for (guint i = 0; i < N_NOTES; i++)
    {
      g_autofree char *text = g_strdup_printf ("note %u", i);

      rig_do (rig, rig_note (text), NULL);
    }
}

/* Ends as kill -9 would: what is in the -wal stays there. */
static void
crash (Rig *rig)
{
  sqlite3_db_config (rig->store->db->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  matoi_store_close (g_steal_pointer (&rig->store));
  g_assert_cmpint (get_size (rig, "-wal"), >, 0);
}

/* One word in the middle of the -wal. */
static void
flip (Rig *rig)
{
  g_autofree char *wal = side (rig, "-wal");
  int fd = g_open (wal, O_RDWR | O_CLOEXEC, 0);
  off_t middle = (off_t) get_size (rig, "-wal") * 3 / 4;
  guint32 word;

  g_assert_cmpint (pread (fd, &word, sizeof word, middle), ==, sizeof word);
  word = ~word;
  g_assert_cmpint (pwrite (fd, &word, sizeof word, middle), ==, sizeof word);
  close (fd);
}

static void
fill (Rig *rig)
{
  rig_init (rig);
  rig_do (rig, rig_declare (rig, "Checkout is down"), NULL);
  /* Everything so far is in the file, the notes are in the -wal. */
  rig_reopen (rig);
  write_notes (rig);
}

static void
test_flipped (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MatoiStore) reader = NULL;
  g_autofree char *wal = NULL, *kept = NULL, *head = NULL;
  g_autofree char *before = NULL, *after = NULL, *copy = NULL;
  gsize n_before, n_after, n_copy;
  gint64 all, left;
  Rig rig;

  fill (&rig);
  all = matoi_store_get_last_seq (rig.store, NULL);
  wal = side (&rig, "-wal");
  kept = side (&rig, "-wal.damaged");
  head = side (&rig, "-head");
  crash (&rig);
  flip (&rig);
  g_assert_true (g_file_get_contents (wal, &before, &n_before, NULL));

  g_assert_null (matoi_store_open (rig.path, MATOI_STORE_READ_WRITE, &error));
  g_assert_error (error, MATOI_ERROR, MATOI_ERROR_STORAGE);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, "cannot be found"));
  g_assert_true (g_file_get_contents (wal, &after, &n_after, NULL));
  g_assert_cmpmem (before, n_before, after, n_after);
  g_assert_true (g_file_get_contents (kept, &copy, &n_copy, NULL));
  g_assert_cmpmem (before, n_before, copy, n_copy);

  /* What is left can be looked at, and gone on with when somebody decides so. */
  g_clear_error (&error);
  reader = matoi_store_open (rig.path, MATOI_STORE_READ_ONLY, &error);
  g_assert_no_error (error);
  left = matoi_store_get_last_seq (reader, NULL);
  g_test_message ("%d of %d events are left", (int) left, (int) all);
  g_assert_cmpint (left, >, 0);
  g_assert_cmpint (left, <, all);
  g_clear_pointer (&reader, matoi_store_close);
  g_assert_cmpint (g_unlink (head), ==, 0);
  rig_reopen (&rig);
  rig_do (&rig, rig_note ("goes on"), NULL);
  rig_assert_verifies (rig.store);
  rig_reopen (&rig);
  rig_clear (&rig);
}

static void
test_crash (void)
{
  gint64 all;
  Rig rig;

  fill (&rig);
  all = matoi_store_get_last_seq (rig.store, NULL);
  crash (&rig);
  rig_reopen (&rig);
  g_assert_cmpint (matoi_store_get_last_seq (rig.store, NULL), ==, all);
  rig_assert_verifies (rig.store);
  rig_clear (&rig);
}

/* After a power failure the file may be old, empty or full of anything. */
static void
test_unsure (void)
{
  static const char *const heads[] = { "", "x", "00000000000000000001 00000000000000000999 aa 12" };
  g_autofree char *path = NULL, *old = NULL;
  gsize length;
  Rig rig;

  fill (&rig);
  path = side (&rig, "-head");
  g_assert_true (g_file_get_contents (path, &old, &length, NULL));
  write_notes (&rig);
  matoi_store_close (g_steal_pointer (&rig.store));
  g_assert_true (g_file_set_contents (path, old, (gssize) length, NULL));
  rig_reopen (&rig);
  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      matoi_store_close (g_steal_pointer (&rig.store));
      g_assert_true (g_file_set_contents (path, heads[i], -1, NULL));
      rig_reopen (&rig);
    }
  rig_do (&rig, rig_note ("goes on"), NULL);
  rig_reopen (&rig);
  rig_clear (&rig);
}

/* Two programs: each notes what it sees, none takes the other's for a loss. */
static void
test_two_writers (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MatoiStore) other = NULL;
  Rig rig;

  fill (&rig);
  other = matoi_store_open (rig.path, MATOI_STORE_READ_WRITE, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < 5; i++)
    {
      g_autoptr (MatoiReceipt) receipt =
        rig_try (&rig, other, &rig.incident, rig_note ("theirs"), &error);

      g_assert_no_error (error);
      rig_do (&rig, rig_note ("ours"), NULL);
    }
  rig_reopen (&rig);
  rig_clear (&rig);
}

/* A backup in the place of the database is older, and that is no loss. */
static void
test_restored (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *backup = NULL;
  Rig rig;

  fill (&rig);
  backup = g_build_filename (rig.folder, "backup.db", NULL);
  g_assert_true (matoi_store_backup (rig.store, backup, &error));
  write_notes (&rig);
  crash (&rig);
  flip (&rig);
  g_assert_null (matoi_store_open (rig.path, MATOI_STORE_READ_WRITE, &error));
  g_clear_error (&error);
  g_assert_true (matoi_store_restore (rig.path, backup, &error));
  g_assert_no_error (error);
  rig_reopen (&rig);
  rig_assert_verifies (rig.store);
  g_assert_cmpint (get_size (&rig, ".restoring-head"), ==, -1);
  rig_clear (&rig);
}

static void
test_lull (void)
{
  gint64 now = g_get_monotonic_time ();
  Rig rig;

  fill (&rig);
  matoi_head_tidy (rig.store->db, now + 5 * G_USEC_PER_SEC);
  g_assert_cmpint (get_size (&rig, "-wal"), >, 0);
  matoi_head_tidy (rig.store->db, now + 600 * G_USEC_PER_SEC);
  g_assert_cmpint (get_size (&rig, "-wal"), ==, 0);
  rig_do (&rig, rig_note ("goes on"), NULL);
  rig_assert_verifies (rig.store);
  rig_clear (&rig);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/head/flipped", test_flipped);
  g_test_add_func ("/store/head/crash", test_crash);
  g_test_add_func ("/store/head/unsure", test_unsure);
  g_test_add_func ("/store/head/two-writers", test_two_writers);
  g_test_add_func ("/store/head/restored", test_restored);
  g_test_add_func ("/store/head/lull", test_lull);
  return g_test_run ();
}
