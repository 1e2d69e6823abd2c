/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What a window asks: searches that break off each other, the table, what is similar, what is kept
 * for another day; also while others write. */

#include "config.h"

#include <sqlite3.h>
#include <string.h>

#include "matoi-context-similar.h"
#include "matoi-finder.h"
#include "matoi-json.h"
#include "matoi-saved-searches.h"
#include "test-common.h"

#define N_NOTES 250
#define LIMIT   50

typedef struct
{
  char *folder, *db;
  MatoiContext *context;
  MatoiFinder *finder;
  MatoiId incident;
  guint answers, cancelled, noted, built;
  MatoiFound *found;
  GPtrArray *rows;
  GError *error;
  MatoiQueryPlace place;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("matoi-finder-XXXXXX", NULL);
  fixture->db = g_build_filename (fixture->folder, "matoi.db", NULL);
  fixture->context = matoi_context_new (fixture->db, MATOI_STORE_READ_WRITE, &error);
  g_assert_no_error (error);
  matoi_context_set_identity (fixture->context, "Ann");
  matoi_context_start (fixture->context);
  fixture->finder = matoi_finder_new (fixture->context);
}

static void
forget (Fixture *fixture)
{
  g_clear_pointer (&fixture->found, matoi_found_free);
  g_clear_pointer (&fixture->rows, g_ptr_array_unref);
  g_clear_error (&fixture->error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  forget (fixture);
  g_clear_object (&fixture->finder);
  g_clear_object (&fixture->context);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  test_common_remove (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->db);
}

/* --- writing */

static void
on_submitted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;
  g_autoptr (GError) error = NULL;
  MatoiReceipt *receipt = matoi_context_submit_finish (MATOI_CONTEXT (source), result, &error);

  g_assert_no_error (error);
  fixture->incident = receipt->incident;
  fixture->noted++;
  matoi_context_free_receipt (receipt);
}

static void
submit (Fixture *fixture, const MatoiId *incident, MatoiCommand *command)
{
  matoi_context_submit_async (fixture->context, incident, command, NULL, on_submitted, fixture);
}

static MatoiId
declare (Fixture *fixture, const char *title)
{
  g_autoptr (MatoiCommand) command = matoi_command_new ("declare", "Ann");
  g_autoptr (GError) error = NULL;
  guint before = fixture->noted;

  matoi_command_set (command, "title", title);
  matoi_command_set (command, "severity", "2");
  matoi_context_prepare_declare (fixture->context, command, NULL, &error);
  g_assert_no_error (error);
  submit (fixture, NULL, command);
  WAIT_UNTIL (fixture->noted == before + 1);
  return fixture->incident;
}

static void
note (Fixture *fixture, const MatoiId *incident, const char *text)
{
  g_autoptr (MatoiCommand) command = matoi_command_new ("note", "Ann");

  matoi_command_set (command, "kind", "fact");
  matoi_command_set (command, "text", text);
  submit (fixture, incident, command);
}

static void
do_command (Fixture *fixture, const MatoiId *incident, MatoiCommand *command)
{
  guint before = fixture->noted;

  submit (fixture, incident, command);
  matoi_command_free (command);
  WAIT_UNTIL (fixture->noted == before + 1);
}

/* --- asking */

static void
on_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;
  GError *error = NULL;
  MatoiFound *found =
    matoi_finder_search_finish (MATOI_FINDER (source), result, &fixture->place, &error);

  fixture->answers++;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      fixture->cancelled++;
      g_error_free (error);
      return;
    }
  forget (fixture);
  fixture->found = found;
  fixture->error = error;
}

static void
search (Fixture *fixture, const char *text)
{
  guint before = fixture->answers;

  matoi_finder_search_async (fixture->finder, text, FALSE, LIMIT, on_found, fixture);
  WAIT_UNTIL (fixture->answers == before + 1);
}

static void
count (Fixture *fixture, const char *text)
{
  guint before = fixture->answers;

  matoi_finder_count_async (fixture->finder, text, FALSE, on_found, fixture);
  WAIT_UNTIL (fixture->answers == before + 1);
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;

  forget (fixture);
  fixture->rows = matoi_finder_list_finish (MATOI_FINDER (source), result, &fixture->error);
  fixture->answers++;
}

static void
test_search (Fixture *fixture, gconstpointer data)
{
  MatoiId first = declare (fixture, "Checkout fails"), second = declare (fixture, "決済が遅い");
  const MatoiHistoryRow *row;

  note (fixture, &first, "the cache is cold");
  note (fixture, &second, "キャッシュが効いていない cache");
  note (fixture, &second, "cache again");
  WAIT_UNTIL (fixture->noted == 5);
  search (fixture, "cache");
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (fixture->found->hits->len, ==, 3);
  g_assert_cmpint (fixture->found->total, ==, 3);
  g_assert_true (fixture->found->complete);
  g_assert_cmpuint (fixture->found->counts->len, ==, 2);
  g_assert_cmpuint (g_array_index (fixture->found->counts, MatoiHistoryCount, 0).n, ==, 2);

  matoi_finder_list_async (fixture->finder, on_listed, fixture);
  WAIT_UNTIL (fixture->rows != NULL);
  g_assert_cmpuint (fixture->rows->len, ==, 2);
  row = g_ptr_array_index (fixture->rows, 0);
  g_assert_cmpstr (row->title, ==, "決済が遅い");
  g_assert_cmpstr (row->state, ==, "live");
  forget (fixture);

  matoi_finder_look_within_async (fixture->finder, "cache", &first, 10, on_listed, fixture);
  WAIT_UNTIL (fixture->rows != NULL);
  g_assert_cmpuint (fixture->rows->len, ==, 1);
}

/* The second question breaks off the first, and each is answered once. */
static void
test_break_off (Fixture *fixture, gconstpointer data)
{
  MatoiId incident = declare (fixture, "Checkout fails");

  note (fixture, &incident, "the cache is cold");
  WAIT_UNTIL (fixture->noted == 2);
  for (guint i = 0; i < 20; i++)
    matoi_finder_search_async (fixture->finder, i < 19 ? "chec" : "cache", TRUE, 50, on_found,
                               fixture);
  WAIT_UNTIL (fixture->answers == 20);
  g_assert_cmpuint (fixture->cancelled, ==, 19);
  g_assert_no_error (fixture->error);
  g_assert_cmpint (fixture->found->total, ==, 1);
}

static void
test_bad_input (Fixture *fixture, gconstpointer data)
{
  g_autofree char *largest = g_strnfill (10 * 1024, 'a'), *larger = g_strnfill (10 * 1024 + 1, 'a');
  g_autoptr (GString) many = g_string_new (NULL);

  declare (fixture, "Checkout fails");
  search (fixture, "checkout after:someday");
  g_assert_error (fixture->error, MATOI_ERROR, MATOI_ERROR_INPUT);
  g_assert_cmpuint (fixture->place.at, >=, 9);
  g_assert_cmpuint (fixture->place.length, >, 0);
  search (fixture, largest);
  g_assert_no_error (fixture->error);
  g_assert_cmpint (fixture->found->total, ==, 0);
  search (fixture, larger);
  g_assert_error (fixture->error, MATOI_ERROR, MATOI_ERROR_INPUT);
  while (many->len < 10 * 1024 - 10)
    g_string_append (many, "障害 ");
  search (fixture, many->str);
  g_assert_true (fixture->error == NULL ||
                 g_error_matches (fixture->error, MATOI_ERROR, MATOI_ERROR_INPUT));
}

/* The newest hits at once, then all of them counted; the incidents stand in the same order. */
static void
test_count (Fixture *fixture, gconstpointer data)
{
  MatoiId first = declare (fixture, "Checkout fails"), second = declare (fixture, "決済が遅い");
  MatoiHistoryCount newest;
  gint64 ms;

  for (guint i = 0; i < LIMIT; i++)
    note (fixture, i % 2 ? &first : &second, "one more cache entry");
  note (fixture, &second, "cache");
  WAIT_UNTIL (fixture->noted == LIMIT + 3);
  search (fixture, "cache");
  g_assert_false (fixture->found->complete);
  g_assert_cmpuint (fixture->found->hits->len, ==, LIMIT);
  g_assert_cmpint (fixture->found->total, ==, LIMIT);
  newest = g_array_index (fixture->found->counts, MatoiHistoryCount, 0);
  g_assert_true (matoi_id_equal (&newest.incident, &second));
  ms = fixture->found->ms;
  count (fixture, "cache");
  g_assert_true (fixture->found->complete);
  g_assert_null (fixture->found->hits);
  g_assert_cmpint (fixture->found->total, ==, LIMIT + 1);
  g_assert_cmpuint (fixture->found->counts->len, ==, 2);
  newest = g_array_index (fixture->found->counts, MatoiHistoryCount, 0);
  g_assert_true (matoi_id_equal (&newest.incident, &second));
  g_assert_cmpuint (newest.n, ==, LIMIT / 2 + 1);
  g_assert_cmpint (fixture->found->ms, >=, ms);

  /* The next key breaks off both. */
  fixture->cancelled = 0;
  fixture->answers = 0;
  matoi_finder_search_async (fixture->finder, "cache", TRUE, LIMIT, on_found, fixture);
  matoi_finder_count_async (fixture->finder, "cache", TRUE, on_found, fixture);
  matoi_finder_search_async (fixture->finder, "checkout", TRUE, LIMIT, on_found, fixture);
  WAIT_UNTIL (fixture->answers == 3);
  g_assert_cmpuint (fixture->cancelled, ==, 2);
  g_assert_cmpint (fixture->found->total, ==, 1);
}

/* Many more than 1,000 a minute: no search waits for them or fails. */
static void
test_while_writing (Fixture *fixture, gconstpointer data)
{
  MatoiId incident = declare (fixture, "Checkout fails");
  gint64 last = 0;
  guint n = 0;

  for (guint i = 0; i < N_NOTES; i++)
    note (fixture, &incident, "one more cache entry");
  while (fixture->noted < N_NOTES + 1)
    {
      search (fixture, "cache");
      g_assert_no_error (fixture->error);
      if (!fixture->found->complete)
        count (fixture, "cache");
      g_assert_no_error (fixture->error);
      g_assert_cmpint (fixture->found->total, >=, last);
      last = fixture->found->total;
      n++;
    }
  g_test_message ("%u searches meanwhile", n);
  count (fixture, "cache");
  g_assert_cmpint (fixture->found->total, ==, N_NOTES);
}

/* --- what is similar */

static void
on_linked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;

  g_clear_error (&fixture->error);
  matoi_context_link_seen_before_finish (MATOI_CONTEXT (source), result, &fixture->error);
  fixture->answers++;
}

static void
link_both (Fixture *fixture, const MatoiId *one, const MatoiId *other)
{
  guint before = fixture->answers;

  matoi_context_link_seen_before_async (fixture->context, one, other, on_linked, fixture);
  WAIT_UNTIL (fixture->answers == before + 1);
}

static void
unlink_both (Fixture *fixture, const MatoiId *one, const MatoiId *other)
{
  guint before = fixture->answers;

  matoi_context_unlink_seen_before_async (fixture->context, one, other, on_linked, fixture);
  WAIT_UNTIL (fixture->answers == before + 1);
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MatoiIncident **incident = user_data;

  *incident = matoi_context_load_finish (MATOI_CONTEXT (source), result, NULL);
}

static void
assert_linked (Fixture *fixture, const MatoiId *id, guint n)
{
  MatoiIncident *incident = NULL;
  g_autoptr (JsonNode) show = NULL;
  JsonArray *links;

  matoi_context_load_async (fixture->context, id, NULL, on_loaded, &incident);
  WAIT_UNTIL (incident != NULL);
  show = matoi_context_export_show (fixture->context, incident);
  links = matoi_json_get_array (json_node_get_object (show), "links");
  g_assert_cmpuint (json_array_get_length (links), ==, n);
  for (guint i = 0; i < n; i++)
    g_assert_cmpstr (matoi_json_get_string (matoi_json_array_get_object (links, i), "kind"), ==,
                     MATOI_LINK_SEEN_BEFORE);
  matoi_incident_free (incident);
}

static void
test_similar (Fixture *fixture, gconstpointer data)
{
  MatoiId old = declare (fixture, "Expired certificate breaks checkout"), new, secret;
  const MatoiSimilar *similar;

  for (guint i = 0; i < 8; i++)
    declare (fixture, "Slow pictures");
  new = declare (fixture, "証明書 expired certificate");
  matoi_finder_list_similar_async (fixture->finder, &new, 5, on_listed, fixture);
  WAIT_UNTIL (fixture->rows != NULL);
  g_assert_cmpuint (fixture->rows->len, ==, 1);
  similar = g_ptr_array_index (fixture->rows, 0);
  g_assert_true (matoi_id_equal (&similar->incident, &old));
  g_assert_cmpstr (similar->words[0], ==, "expired certificate");

  link_both (fixture, &new, &old);
  g_assert_no_error (fixture->error);
  /* Once, however often it is said. */
  link_both (fixture, &new, &old);
  g_assert_no_error (fixture->error);
  assert_linked (fixture, &new, 1);
  assert_linked (fixture, &old, 1);
  /* Taken back in both, and said anew. */
  unlink_both (fixture, &new, &old);
  g_assert_no_error (fixture->error);
  assert_linked (fixture, &new, 0);
  assert_linked (fixture, &old, 0);
  link_both (fixture, &new, &old);
  assert_linked (fixture, &old, 1);
  link_both (fixture, &new, &new);
  g_assert_error (fixture->error, MATOI_ERROR, MATOI_ERROR_INPUT);

  secret = declare (fixture, "Expired secret");
  do_command (fixture, &secret, matoi_command_new ("security", "Ann"));
  link_both (fixture, &new, &secret);
  g_assert_error (fixture->error, MATOI_ERROR, MATOI_ERROR_INPUT);
  assert_linked (fixture, &new, 1);
}

/* --- kept for another day */

static void
on_set (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;

  g_clear_error (&fixture->error);
  matoi_context_set_setting_finish (MATOI_CONTEXT (source), result, &fixture->error);
  fixture->answers++;
}

static void
save (Fixture *fixture, const char *name, const char *query)
{
  guint before = fixture->answers;

  matoi_saved_searches_save_async (fixture->context, name, query, on_set, fixture);
  WAIT_UNTIL (fixture->answers == before + 1);
}

static void
on_changed (MatoiContext *context, guint *n)
{
  (*n)++;
}

static void
test_saved (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) two = NULL, one = NULL;
  const MatoiSavedSearch *search;
  guint n = 0, before;

  g_signal_connect (fixture->context, "settings-changed", G_CALLBACK (on_changed), &n);
  save (fixture, " Certificates ", "certificate OR 証明書");
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (n, >=, 1);
  save (fixture, "決済", "sev:1 決済");
  save (fixture, "Certificates", "\"expired certificate\"");
  g_assert_no_error (fixture->error);
  two = matoi_saved_searches_list (fixture->context);
  g_assert_cmpuint (two->len, ==, 2);
  search = g_ptr_array_index (two, 0);
  g_assert_cmpstr (search->name, ==, "Certificates");
  g_assert_cmpstr (search->query, ==, "\"expired certificate\"");
  save (fixture, " ", "x");
  g_assert_error (fixture->error, MATOI_ERROR, MATOI_ERROR_INPUT);
  save (fixture, "empty", " ");
  g_assert_error (fixture->error, MATOI_ERROR, MATOI_ERROR_INPUT);

  before = fixture->answers;
  matoi_saved_searches_delete_async (fixture->context, "Certificates", on_set, fixture);
  WAIT_UNTIL (fixture->answers == before + 1);
  one = matoi_saved_searches_list (fixture->context);
  g_assert_cmpuint (one->len, ==, 1);
  g_signal_handlers_disconnect_by_data (fixture->context, &n);
}

/* No more than can be looked through; those that are there can be replaced. */
static void
test_saved_full (Fixture *fixture, gconstpointer data)
{
  g_autofree char *long_name = g_strnfill (81, 'n'), *long_text = g_strnfill (10 * 1024 + 1, 't');
  guint before = fixture->answers;

  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *name = g_strdup_printf ("Number %03u", i);

      matoi_saved_searches_save_async (fixture->context, name, "cache", on_set, fixture);
    }
  WAIT_UNTIL (fixture->answers == before + 200);
  g_assert_no_error (fixture->error);
  save (fixture, "One more", "cache");
  g_assert_error (fixture->error, MATOI_ERROR, MATOI_ERROR_INPUT);
  g_assert_nonnull (strstr (fixture->error->message, "200"));
  save (fixture, "Number 007", "certificate");
  g_assert_no_error (fixture->error);
  save (fixture, long_name, "cache");
  g_assert_error (fixture->error, MATOI_ERROR, MATOI_ERROR_INPUT);
  save (fixture, "Number 007", long_text);
  g_assert_error (fixture->error, MATOI_ERROR, MATOI_ERROR_INPUT);
}

/* --- a damaged index */

static void
on_built (MatoiFinder *finder, gboolean built, const char *sentence, Fixture *fixture)
{
  g_assert_true (built);
  g_assert_cmpstr (sentence, ==, "The search index was damaged and has been built anew.");
  fixture->built++;
}

static void
damage (Fixture *fixture)
{
  sqlite3 *handle = NULL;

  g_assert_cmpint (sqlite3_open (fixture->db, &handle), ==, SQLITE_OK);
  sqlite3_busy_timeout (handle, 5000);
  g_assert_cmpint (sqlite3_exec (handle, "UPDATE search_data SET block=x'00' WHERE id>10", NULL,
                                 NULL, NULL),
                   ==, SQLITE_OK);
  sqlite3_close (handle);
}

static void
test_damaged (Fixture *fixture, gconstpointer data)
{
  guint failed = 0;

  declare (fixture, "Checkout fails");
  g_signal_connect (fixture->finder, "index-built", G_CALLBACK (on_built), fixture);
  damage (fixture);
  search (fixture, "checkout");
  g_assert_error (fixture->error, MATOI_ERROR, MATOI_ERROR_STORAGE);
  WAIT_UNTIL (fixture->built == 1);
  search (fixture, "checkout");
  failed += fixture->error != NULL;
  g_assert_cmpuint (failed, ==, 0);
  g_assert_cmpint (fixture->found->total, ==, 1);
  /* Said once. */
  g_assert_cmpuint (fixture->built, ==, 1);

  /* Another time it is built again; but not for ever, if that does not help. */
  damage (fixture);
  search (fixture, "checkout");
  g_assert_error (fixture->error, MATOI_ERROR, MATOI_ERROR_STORAGE);
  WAIT_UNTIL (fixture->built == 2);
  damage (fixture);
  search (fixture, "checkout");
  g_assert_error (fixture->error, MATOI_ERROR, MATOI_ERROR_STORAGE);
  search (fixture, "checkout");
  g_assert_cmpuint (fixture->built, ==, 2);
}

/* --- an index of another Matoi, which reads words in another way */

static void
test_other_tokens (Fixture *fixture, gconstpointer data)
{
  sqlite3 *handle = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (MatoiContext) next = NULL;

  declare (fixture, "Checkout fails");
  search (fixture, "checkout");
  g_assert_no_error (fixture->error);
  g_assert_cmpint (sqlite3_open (fixture->db, &handle), ==, SQLITE_OK);
  sqlite3_busy_timeout (handle, 5000);
  g_assert_cmpint (sqlite3_exec (handle, "UPDATE setting SET value='1' WHERE key='search.tokens'",
                                 NULL, NULL, NULL),
                   ==, SQLITE_OK);
  sqlite3_close (handle);
  next = matoi_context_new (fixture->db, MATOI_STORE_READ_WRITE, &error);
  g_assert_no_error (error);
  search (fixture, "checkout");
  g_assert_error (fixture->error, MATOI_ERROR, MATOI_ERROR_STORAGE);
  g_assert_null (strstr (fixture->error->message, "damaged"));
  /* Nobody has to ask for it. */
  matoi_context_start (next);
  do
    search (fixture, "checkout");
  while (fixture->error != NULL);
  g_assert_cmpint (fixture->found->total, ==, 1);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/finder/search", test_search);
  ADD ("/finder/count", test_count);
  ADD ("/finder/break-off", test_break_off);
  ADD ("/finder/bad-input", test_bad_input);
  ADD ("/finder/while-writing", test_while_writing);
  ADD ("/finder/similar", test_similar);
  ADD ("/finder/saved", test_saved);
  ADD ("/finder/saved-full", test_saved_full);
  ADD ("/finder/damaged", test_damaged);
  ADD ("/finder/other-tokens", test_other_tokens);
  return g_test_run ();
}
