/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A damaged index is filled again in slices, while others write and after a crash. */

#include "config.h"

#include <gio/gio.h>

#include "matoi-search.h"
#include "store-rig.h"

#define N_NOTES 3000

static gint64
count (MatoiStore *store, const char *text)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (GError) error = NULL;
  MatoiQueryPlace place;
  g_autoptr (MatoiQuery) query = matoi_query_parse (text, FALSE, zone, &place, &error);
  g_autoptr (GPtrArray) hits = NULL;
  gint64 total = -1;

  g_assert_no_error (error);
  hits = matoi_store_search (store, query, "Aiko", 1, &total, &error);
  g_assert_no_error (error);
  return total;
}

static void
write_notes (Rig *rig, guint first, guint n)
{
  g_autoptr (GPtrArray) commands =
    g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_command_free);
  g_autoptr (MatoiReceipt) receipt = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text =
        g_strdup_printf ("replica %u is behind 複製の遅れ %u", first + i, (first + i) % 10);

      g_ptr_array_add (commands, rig_note (text));
    }
  receipt = matoi_store_submit (rig->store, &rig->incident, commands, RIG_NOW, &error);
  g_assert_no_error (error);
}

static void
set_up (Rig *rig)
{
  rig_init (rig);
  rig_do (rig, rig_declare (rig, "Replicas are behind"), NULL);
  write_notes (rig, 0, N_NOTES);
  g_assert_cmpint (count (rig->store, "複製"), ==, N_NOTES);
  matoi_store_close (rig->store);
  g_assert_cmpint (rig_sql (rig->path, "UPDATE search_data SET block=x'00' WHERE id>10"), ==, 0);
  rig->store = matoi_store_open (rig->path, MATOI_STORE_READ_WRITE, NULL);
}

static void
assert_refused (MatoiStore *store)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (GError) error = NULL;
  g_autoptr (MatoiQuery) query = matoi_query_parse ("複製", FALSE, zone, NULL, NULL);

  g_assert_null (matoi_store_search (store, query, "Aiko", 1, NULL, &error));
  g_assert_error (error, MATOI_ERROR, MATOI_ERROR_STORAGE);
  g_assert_true (matoi_store_has_damaged_index (store));
}

/* The oldest note. */
static MatoiId
find_first (Rig *rig)
{
  g_autoptr (MatoiIncident) incident = matoi_store_load (rig->store, &rig->incident, NULL);

  for (guint i = 0; i < incident->entries->len; i++)
    {
      const MatoiEntry *entry = g_ptr_array_index (incident->entries, i);

      if (g_str_has_prefix (entry->text, "replica 0 "))
        return entry->id;
    }
  g_assert_not_reached ();
}

/* Corrects it, which may be in the index again or not. */
static void
correct (Rig *rig, MatoiId *entry, const char *text)
{
  MatoiCommand *command = matoi_command_new ("correct", "Aiko");
  char id[MATOI_ID_TEXT_LENGTH + 1];

  matoi_id_to_text (entry, id);
  matoi_command_set (command, "entry", id);
  matoi_command_set (command, "text", text);
  rig_do (rig, command, entry);
}

static void
test_writer_between (void)
{
  Rig rig;
  g_autoptr (GError) error = NULL;
  static const char *const words[] = { "meanwhile", "複製", "gap", "replica", "遅れ", "behind" };
  gint64 found[G_N_ELEMENTS (words)];
  gboolean done = FALSE;
  guint slices = 0;
  MatoiId first;

  set_up (&rig);
  first = find_first (&rig);
  assert_refused (rig.store);
  g_assert_true (matoi_store_begin_index (rig.store, &error));
  g_assert_no_error (error);
  assert_refused (rig.store);
  correct (&rig, &first, "the gap knows nothing of this yet");
  while (!done)
    {
      g_autofree char *text = g_strdup_printf ("meanwhile %u", slices);

      g_assert_true (matoi_store_fill_index (rig.store, &done, &error));
      g_assert_no_error (error);
      rig_do (&rig, rig_note (text), NULL);
      slices++;
      correct (&rig, &first, text);
    }
  g_assert_cmpuint (slices, >=, 3);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    found[i] = count (rig.store, words[i]);
  /* As if it had been made in one go. */
  g_assert_true (matoi_store_rebuild (rig.store, NULL, NULL, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    g_assert_cmpint (count (rig.store, words[i]), ==, found[i]);
  rig_assert_verifies (rig.store);
  rig_clear (&rig);
}

/* Whoever comes after goes on, and does not begin again. */
static void
test_crash (void)
{
  Rig rig;
  g_autoptr (GError) error = NULL;
  g_autofree char *gap = NULL, *after = NULL;
  gboolean done = FALSE;

  set_up (&rig);
  write_notes (&rig, N_NOTES, 5);
  assert_refused (rig.store);
  g_assert_true (matoi_store_begin_index (rig.store, &error));
  g_assert_true (matoi_store_fill_index (rig.store, &done, &error));
  g_assert_false (done);
  rig_reopen (&rig);
  g_assert_true (matoi_store_has_partial_index (rig.store));
  assert_refused (rig.store);
  gap = matoi_store_get_setting (rig.store, "search.gap");
  g_assert_true (matoi_store_begin_index (rig.store, &error));
  after = matoi_store_get_setting (rig.store, "search.gap");
  g_assert_false (g_str_has_prefix (gap, "0 "));
  g_assert_cmpstr (after, ==, gap);
  g_assert_true (matoi_store_build_index (rig.store, &error));
  g_assert_no_error (error);
  g_assert_cmpint (count (rig.store, "複製"), ==, N_NOTES + 5);
  g_assert_cmpint (count (rig.store, "behind"), ==, N_NOTES + 6);
  rig_clear (&rig);
}

/* Projecting all of it anew fills it too. */
static void
test_project_anew (void)
{
  Rig rig;
  g_autoptr (GError) error = NULL;

  set_up (&rig);
  g_assert_true (matoi_store_begin_index (rig.store, &error));
  g_assert_true (matoi_store_rebuild (rig.store, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (count (rig.store, "複製"), ==, N_NOTES);
  rig_clear (&rig);
}

/* An index that another Matoi has made, which reads words in another way. */
static void
test_other_tokens (void)
{
  static const char *const before[] = {
    "DELETE FROM setting WHERE key='search.tokens'",
    "UPDATE setting SET value='1' WHERE key='search.tokens'",
  };
  g_autofree char *gap = NULL;
  Rig rig;

  rig_init (&rig);
  g_assert_false (matoi_store_has_partial_index (rig.store));
  rig_do (&rig, rig_declare (&rig, "Replicas are behind"), NULL);
  write_notes (&rig, 0, 20);
  for (guint i = 0; i < G_N_ELEMENTS (before); i++)
    {
      g_autoptr (GError) error = NULL;

      matoi_store_close (rig.store);
      g_assert_cmpint (rig_sql (rig.path, before[i]), ==, 0);
      rig.store = matoi_store_open (rig.path, MATOI_STORE_READ_WRITE, &error);
      g_assert_no_error (error);
      g_assert_true (matoi_store_has_partial_index (rig.store));
      assert_refused (rig.store);
      write_notes (&rig, 20 + i, 1);
      g_assert_true (matoi_store_build_index (rig.store, &error));
      g_assert_no_error (error);
      g_assert_false (matoi_store_has_partial_index (rig.store));
      g_assert_cmpint (count (rig.store, "複製"), ==, 21 + i);
      rig_reopen (&rig);
      g_assert_cmpint (count (rig.store, "複製"), ==, 21 + i);
      rig_assert_verifies (rig.store);
    }
  gap = matoi_store_get_setting (rig.store, "search.gap");
  g_assert_null (gap);
  rig_clear (&rig);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/search-rebuild/writer-between", test_writer_between);
  g_test_add_func ("/store/search-rebuild/crash", test_crash);
  g_test_add_func ("/store/search-rebuild/project-anew", test_project_anew);
  g_test_add_func ("/store/search-rebuild/other-tokens", test_other_tokens);
  return g_test_run ();
}
