/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "store-rig.h"

static void
assert_rebuild_is_equal (Rig *rig)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = rig_dump (rig->path), *after = NULL;

  g_assert_true (matoi_store_rebuild (rig->store, NULL, NULL, &error));
  g_assert_no_error (error);
  after = rig_dump (rig->path);
  g_assert_cmpstr (before, ==, after);
  rig_assert_verifies (rig->store);
}

static void
test_rebuild (void)
{
  Rig rig;

  rig_init (&rig);
  for (guint i = 0; i < 40; i++)
    {
      rig.incident = (MatoiId){ { 0 } };
      rig_fill (&rig);
    }
  assert_rebuild_is_equal (&rig);
  rig_clear (&rig);
}

static void
test_two_connections (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MatoiStore) other = NULL;
  g_autoptr (MatoiIncident) incident = NULL;
  Rig rig;

  rig_init (&rig);
  rig_fill (&rig);
  other = matoi_store_open (rig.path, MATOI_STORE_READ_WRITE, &error);
  g_assert_no_error (error);
  g_assert_false (matoi_store_has_news (rig.store));
  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (MatoiReceipt) receipt =
        rig_try (&rig, i % 2 ? other : rig.store, &rig.incident, rig_note ("ping"), &error);

      g_assert_no_error (error);
      g_assert_nonnull (receipt);
    }
  g_assert_true (matoi_store_has_news (rig.store));
  g_assert_false (matoi_store_has_news (rig.store));
  incident = matoi_store_load (rig.store, &rig.incident, &error);
  g_assert_cmpint (incident->last_seq, ==, matoi_store_get_last_seq (other, NULL));
  assert_rebuild_is_equal (&rig);
  rig_clear (&rig);
}

static void
test_all_or_nothing (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) commands =
    g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_command_free);
  MatoiCommand *bad = matoi_command_new ("strike", "aiko");
  gint64 seq;
  Rig rig;

  rig_init (&rig);
  rig_fill (&rig);
  seq = matoi_store_get_last_seq (rig.store, NULL);
  matoi_command_set (bad, "entry", "0123456789abcdef0123456789abcdef");
  matoi_command_set (bad, "reason", "none");
  g_ptr_array_add (commands, rig_note ("first"));
  g_ptr_array_add (commands, bad);
  g_assert_null (matoi_store_submit (rig.store, &rig.incident, commands, RIG_NOW, &error));
  g_assert_nonnull (error);
  g_assert_cmpint (matoi_store_get_last_seq (rig.store, NULL), ==, seq);
  rig_do (&rig, rig_note ("second"), NULL);
  g_assert_cmpint (matoi_store_get_last_seq (rig.store, NULL), ==, seq + 1);
  assert_rebuild_is_equal (&rig);
  rig_clear (&rig);
}

static void
test_once (void)
{
  g_autoptr (GError) error = NULL;
  MatoiId where = { { 0 } };
  Rig rig;

  rig_init (&rig);
  for (guint i = 0; i < 3; i++)
    {
      MatoiCommand *command = rig_declare (&rig, "Imported");
      g_autoptr (MatoiReceipt) receipt = NULL;

      command->source = g_strdup ("import");
      command->external_id = g_strdup ("one");
      receipt = rig_try (&rig, rig.store, NULL, command, &error);
      g_assert_no_error (error);
      g_assert_cmpint (receipt->events->len > 0, ==, i == 0);
      g_assert_nonnull (receipt->ref);
      if (i == 0)
        where = receipt->incident;
      g_assert_true (matoi_id_equal (&where, &receipt->incident));
    }
  rig_clear (&rig);
}

static void
test_missing (void)
{
  g_autoptr (GError) error = NULL;
  const MatoiId none = { { 1, 2, 3 } };
  Rig rig;

  rig_init (&rig);
  g_assert_null (rig_try (&rig, rig.store, &none, rig_note ("x"), &error));
  g_assert_error (error, MATOI_ERROR, MATOI_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (rig_try (&rig, rig.store, NULL, rig_note ("x"), &error));
  g_assert_error (error, MATOI_ERROR, MATOI_ERROR_INPUT);
  g_clear_error (&error);
  g_assert_null (matoi_store_load (rig.store, &none, &error));
  g_assert_error (error, MATOI_ERROR, MATOI_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_cmpint (matoi_store_get_last_seq (rig.store, &error), ==, 0);
  rig_clear (&rig);
}

static void
test_references (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) refs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) rows = NULL;
  const MatoiIncidentRow *row;
  MatoiId id;
  Rig rig;

  rig_init (&rig);
  /* the same seed each time: clashes give other suffixes, then longer ones */
  for (guint i = 0; i < 30; i++)
    {
      g_autoptr (MatoiReceipt) receipt =
        rig_try (&rig, rig.store, NULL, rig_declare (&rig, "Again"), &error);

      g_assert_no_error (error);
      g_assert_true (g_hash_table_add (refs, g_strdup (receipt->ref)));
    }
  rows = matoi_store_list (rig.store, NULL, 0, &error);
  g_assert_cmpuint (rows->len, ==, 30);
  for (guint i = 0; i < rows->len; i++)
    {
      g_autofree char *lower = NULL;

      row = g_ptr_array_index (rows, i);
      lower = g_ascii_strdown (row->ref + 4, -1);
      g_assert_true (matoi_store_resolve (rig.store, lower, &id, &error));
      g_assert_true (matoi_id_equal (&id, &row->id));
      g_assert_cmpstr (row->policy, ==, "pagerduty");
      g_assert_cmpstr (row->severity, ==, "2");
    }
  g_assert_false (matoi_store_resolve (rig.store, "INC-26", &id, &error));
  g_assert_error (error, MATOI_ERROR, MATOI_ERROR_INPUT);
  g_assert_nonnull (strstr (error->message, "INC-26"));
  g_clear_error (&error);
  g_assert_false (matoi_store_resolve (rig.store, "zz-none", &id, &error));
  g_assert_error (error, MATOI_ERROR, MATOI_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (matoi_store_resolve (rig.store, "", &id, &error));
  g_clear_error (&error);
  rig_clear (&rig);
}

static void
test_apply (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) events = NULL;
  g_autofree char *want = NULL, *got = NULL;
  Rig from, to;

  rig_init (&from);
  rig_init (&to);
  rig_fill (&from);
  events = matoi_store_read_events (from.store, &from.incident, 0, 0, &error);
  /* any order, in two parts, the second time around nothing */
  for (guint i = events->len - 1; i > 0; i--)
    {
      guint j = (guint) g_test_rand_int_range (0, (gint32) i + 1);
      gpointer swap = events->pdata[i];

      events->pdata[i] = events->pdata[j];
      events->pdata[j] = swap;
    }
  for (guint i = 0; i < events->len; i++)
    {
      g_autoptr (GPtrArray) one = g_ptr_array_new ();

      g_ptr_array_add (one, g_ptr_array_index (events, i));
      g_assert_cmpint (matoi_store_apply (to.store, one, RIG_NOW, &error), ==, 1);
      g_assert_no_error (error);
    }
  g_assert_cmpint (matoi_store_apply (to.store, events, RIG_NOW, &error), ==, 0);
  assert_rebuild_is_equal (&to);
  to.incident = from.incident;
  rig_do (&to, rig_note ("goes on here"), NULL);
  assert_rebuild_is_equal (&to);
  ((MatoiEvent *) g_ptr_array_index (events, 0))->id.bytes[0] = 0xff;
  g_assert_cmpint (matoi_store_apply (to.store, events, RIG_NOW, &error), ==, -1);
  g_assert_error (error, MATOI_ERROR, MATOI_ERROR_INPUT);
  rig_assert_verifies (to.store);
  rig_clear (&from);
  rig_clear (&to);
}

static void
test_private_stream (void)
{
  MatoiCommand *command;
  Rig rig;

  rig_init (&rig);
  command = rig_declare (&rig, "Break-in");
  matoi_command_set_flag (command, "security", TRUE);
  rig_do (&rig, command, NULL);
  rig_do (&rig, rig_note ("a fact"), NULL);
  g_assert_cmpint (rig_sql (rig.path,
                            "CREATE TABLE t(x CHECK(x=1)); INSERT INTO t SELECT count(*)=0 FROM"
                            " event WHERE sid=1; DROP TABLE t"),
                   ==, SQLITE_OK);
  rig_assert_verifies (rig.store);
  rig_clear (&rig);
}

static void
test_settings (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) all = NULL;
  g_autofree char *value = NULL;
  Rig rig;

  rig_init (&rig);
  g_assert_null (matoi_store_get_setting (rig.store, "timezone"));
  g_assert_true (matoi_store_set_setting (rig.store, "timezone", "Asia/Tokyo", &error));
  g_assert_true (matoi_store_set_setting (rig.store, "timezone", "Europe/Berlin", &error));
  g_assert_true (matoi_store_set_setting (rig.store, "identity", "愛子", &error));
  rig_reopen (&rig);
  value = matoi_store_get_setting (rig.store, "timezone");
  g_assert_cmpstr (value, ==, "Europe/Berlin");
  all = matoi_store_list_settings (rig.store, &error);
  g_assert_cmpstr (g_hash_table_lookup (all, "identity"), ==, "愛子");
  g_assert_true (matoi_store_set_setting (rig.store, "timezone", NULL, &error));
  g_assert_null (matoi_store_get_setting (rig.store, "timezone"));
  rig_clear (&rig);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/submit/rebuild-is-equal", test_rebuild);
  g_test_add_func ("/store/submit/two-connections", test_two_connections);
  g_test_add_func ("/store/submit/all-or-nothing", test_all_or_nothing);
  g_test_add_func ("/store/submit/once", test_once);
  g_test_add_func ("/store/submit/missing", test_missing);
  g_test_add_func ("/store/submit/references", test_references);
  g_test_add_func ("/store/submit/apply", test_apply);
  g_test_add_func ("/store/submit/private-stream", test_private_stream);
  g_test_add_func ("/store/submit/settings", test_settings);
  return g_test_run ();
}
