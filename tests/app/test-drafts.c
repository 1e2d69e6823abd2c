/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "matoi-drafts.h"
#include "test-common.h"

typedef struct
{
  char *folder, *path;
  MatoiId a, b;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("matoi-drafts-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "drafts", NULL);
  matoi_id_next (&fixture->a, &fixture->a, 1763600000000, 1);
  matoi_id_next (&fixture->b, &fixture->a, 1763600000001, 1);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  test_common_remove (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static MatoiDrafts *
open_drafts (Fixture *fixture)
{
  MatoiDrafts *drafts = matoi_drafts_new (fixture->path);

  g_assert_false (matoi_drafts_is_loaded (drafts));
  WAIT_UNTIL (matoi_drafts_is_loaded (drafts));
  return drafts;
}

static void
assert_parked (MatoiDrafts *drafts, const MatoiId *incident, const char *expected)
{
  g_auto (GStrv) lines = matoi_drafts_get (drafts, incident);
  g_autofree char *joined = g_strjoinv ("|", lines);

  g_assert_cmpstr (joined, ==, expected);
}

static void
assert_entered (MatoiDrafts *drafts,
                const MatoiId *incident,
                gconstpointer field,
                const char *expected)
{
  g_autofree char *text = matoi_drafts_enter (drafts, incident, field);

  g_assert_cmpstr (text, ==, expected);
}

static gboolean
file_has (Fixture *fixture, const char *text)
{
  g_autofree char *contents = NULL;

  return g_file_get_contents (fixture->path, &contents, NULL, NULL) && strstr (contents, text);
}

/* What is in the field and what is parked comes back, each for its incident, after a crash. */
static void
test_back (Fixture *fixture, gconstpointer data)
{
  MatoiDrafts *drafts = open_drafts (fixture);
  GStatBuf stat_buf;

  assert_entered (drafts, &fixture->a, "field", "");
  matoi_drafts_type (drafts, &fixture->a, "field", "? hal");
  matoi_drafts_type (drafts, &fixture->a, "field", "? half 決済");
  matoi_drafts_park (drafts, &fixture->a, "older");
  matoi_drafts_park (drafts, &fixture->a, "newer");
  matoi_drafts_park (drafts, &fixture->b, "of another incident");
  /* Written by itself, without an end of the program. */
  WAIT_UNTIL (file_has (fixture, "of another incident"));
  g_assert_true (file_has (fixture, "? half 決済"));
  g_assert_cmpint (g_stat (fixture->path, &stat_buf), ==, 0);
  g_assert_cmpint (stat_buf.st_mode & 0777, ==, 0600);
  {
    g_autoptr (MatoiDrafts) other = open_drafts (fixture);

    assert_entered (other, &fixture->a, "field", "? half 決済");
    assert_parked (other, &fixture->a, "newer|older");
    assert_entered (other, &fixture->b, "field", "");
    assert_parked (other, &fixture->b, "of another incident");
  }
  g_object_unref (drafts);
}

/* At the end of the program nothing waits for half a second. */
static void
test_flush (Fixture *fixture, gconstpointer data)
{
  MatoiDrafts *drafts = open_drafts (fixture);

  matoi_drafts_park (drafts, &fixture->a, "one");
  matoi_drafts_flush (drafts);
  g_assert_true (file_has (fixture, "\"one\""));
  matoi_drafts_park (drafts, &fixture->a, "two");
  g_object_unref (drafts);
  g_assert_true (file_has (fixture, "\"two\""));
}

/* Typed before the file is read: both are there, also when the program ends before that. */
static void
test_early (Fixture *fixture, gconstpointer data)
{
  MatoiDrafts *drafts = open_drafts (fixture);

  matoi_drafts_park (drafts, &fixture->a, "before");
  g_object_unref (drafts);
  for (guint i = 0; i < 2; i++)
    {
      drafts = matoi_drafts_new (fixture->path);
      matoi_drafts_park (drafts, &fixture->a, i ? "second" : "first");
      if (i)
        WAIT_UNTIL (matoi_drafts_is_loaded (drafts));
      g_object_unref (drafts);
    }
  drafts = open_drafts (fixture);
  assert_parked (drafts, &fixture->a, "second|first|before");
  g_object_unref (drafts);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* A file that is none of ours is kept aside and does not hinder. */
static void
test_corrupt (Fixture *fixture, gconstpointer data)
{
  static const char *const contents[] = { "{\"incidents\":", "", "[1]", "{\"incidents\":7}",
                                          "\xff\xfe" };

  for (guint i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      g_autofree char *aside = g_strconcat (fixture->path, ".unreadable", NULL);
      MatoiDrafts *drafts;

      g_assert_true (g_file_set_contents (fixture->path, contents[i], -1, NULL));
      drafts = open_drafts (fixture);
      assert_parked (drafts, &fixture->a, "");
      g_assert_true (g_file_test (aside, G_FILE_TEST_EXISTS));
      matoi_drafts_park (drafts, &fixture->a, "new");
      g_object_unref (drafts);
      g_assert_true (file_has (fixture, "new"));
    }
}

/* Nor one that cannot even be read; a folder is one for root, too. */
static void
test_no_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *aside = g_strconcat (fixture->path, ".unreadable", NULL);
  MatoiDrafts *drafts;

  g_assert_cmpint (g_mkdir (fixture->path, 0700), ==, 0);
  drafts = open_drafts (fixture);
  matoi_drafts_park (drafts, &fixture->a, "new");
  g_object_unref (drafts);
  g_assert_true (g_file_test (aside, G_FILE_TEST_IS_DIR));
  g_assert_true (file_has (fixture, "new"));
  g_assert_cmpint (g_rmdir (aside), ==, 0);
}

/* Odd members in a readable file are left out one by one. */
static void
test_odd (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiDrafts) drafts = NULL;
  g_autofree char *id = matoi_id_dup_text (&fixture->a);
  g_autofree char *text =
    g_strdup_printf ("{\"incidents\":{\"zz\":{\"parked\":[\"x\"]},\"%s\":{\"typed\":7,"
                     "\"parked\":[1,null,\"kept\",\"\",{}]}}}",
                     id);

  g_assert_true (g_file_set_contents (fixture->path, text, -1, NULL));
  drafts = open_drafts (fixture);
  assert_parked (drafts, &fixture->a, "kept");
}

/* Two windows show the same incident: each has its own field, the parked lines are shared. */
static void
test_two_windows (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiDrafts) drafts = open_drafts (fixture);
  g_autofree char *line = NULL;

  assert_entered (drafts, &fixture->a, "left", "");
  matoi_drafts_type (drafts, &fixture->a, "left", "in the left window");
  assert_entered (drafts, &fixture->a, "right", "");
  matoi_drafts_type (drafts, &fixture->a, "right", "in the right window");
  matoi_drafts_park (drafts, &fixture->a, "parked");
  assert_parked (drafts, &fixture->a, "parked");

  /* The left one turns to another incident and back. */
  matoi_drafts_leave (drafts, &fixture->a, "left");
  assert_entered (drafts, &fixture->b, "left", "");
  matoi_drafts_leave (drafts, &fixture->b, "left");
  assert_entered (drafts, &fixture->a, "left", "in the left window");
  line = matoi_drafts_remove (drafts, &fixture->a, 0);
  g_assert_cmpstr (line, ==, "parked");
  g_assert_null (matoi_drafts_remove (drafts, &fixture->a, 0));
}

/* A line that was on its way when its field went is recorded: only what followed it is left. */
static void
test_forget (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiDrafts) drafts = open_drafts (fixture);

  assert_entered (drafts, &fixture->a, "field", "");
  matoi_drafts_type (drafts, &fixture->a, "field", "sent, and half");
  matoi_drafts_leave (drafts, &fixture->a, "field");
  matoi_drafts_forget (drafts, &fixture->a, "never typed");
  matoi_drafts_forget (drafts, &fixture->a, "sent,");
  assert_entered (drafts, &fixture->a, "field", " and half");
  matoi_drafts_leave (drafts, &fixture->a, "field");
  matoi_drafts_forget (drafts, &fixture->a, " and half");
  assert_parked (drafts, &fixture->a, "");
}

static void
test_many (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiDrafts) drafts = open_drafts (fixture);
  g_auto (GStrv) lines = NULL;

  for (guint i = 0; i < MATOI_DRAFTS_MAX + 10; i++)
    {
      g_autofree char *line = g_strdup_printf ("line %u", i);

      matoi_drafts_park (drafts, &fixture->a, line);
    }
  lines = matoi_drafts_get (drafts, &fixture->a);
  g_assert_cmpuint (g_strv_length (lines), ==, MATOI_DRAFTS_MAX);
  g_assert_cmpstr (lines[0], ==, "line 59");
}

/* --- texts of a document */

static const char *const heads[] = { "0199", "019a", NULL };

static void
assert_adopted (MatoiDrafts *drafts,
                const MatoiId *incident,
                const char *place,
                gconstpointer field,
                const char *expected)
{
  g_auto (GStrv) typed_on = NULL;
  g_autofree char *text = matoi_drafts_adopt_text (drafts, incident, place, field, &typed_on);

  g_assert_cmpstr (text, ==, expected);
  if (expected)
    g_assert_true (g_strv_equal ((const char *const *) typed_on, heads));
  else
    g_assert_null (typed_on);
}

/* Each field has its own text; what was recorded is none any more. */
static void
test_texts (Fixture *fixture, gconstpointer data)
{
  MatoiDrafts *drafts = open_drafts (fixture);

  matoi_drafts_set_text (drafts, &fixture->a, "section/overview", "one", "決済が", heads);
  matoi_drafts_set_text (drafts, &fixture->a, "section/overview", "one", "決済が落ちた。", heads);
  matoi_drafts_set_text (drafts, &fixture->a, "section/overview", "two", "Theirs.", heads);
  matoi_drafts_set_text (drafts, &fixture->a, "section/impact", "one", "38 min", heads);
  /* A text in a field is that field's. */
  assert_adopted (drafts, &fixture->a, "section/overview", "three", NULL);
  matoi_drafts_leave_text (drafts, &fixture->a, "two");
  assert_adopted (drafts, &fixture->b, "section/overview", "three", NULL);
  assert_adopted (drafts, &fixture->a, "section/overview", "three", "Theirs.");
  assert_adopted (drafts, &fixture->a, "section/overview", "four", NULL);
  /* Something else was recorded; then that. */
  matoi_drafts_clear_text (drafts, &fixture->a, "section/overview", "three", "Theirs, before.");
  WAIT_UNTIL (file_has (fixture, "Theirs."));
  matoi_drafts_clear_text (drafts, &fixture->a, "section/overview", "three", "Theirs.");
  WAIT_UNTIL (!file_has (fixture, "Theirs."));
  g_assert_true (file_has (fixture, "決済が落ちた。"));
  matoi_drafts_leave_text (drafts, &fixture->a, "one");
  matoi_drafts_clear_text (drafts, &fixture->a, "section/overview", "one", "決済が落ちた。");
  g_object_unref (drafts);
  drafts = open_drafts (fixture);
  assert_adopted (drafts, &fixture->a, "section/overview", "five", NULL);
  assert_adopted (drafts, &fixture->a, "section/impact", "five", "38 min");
  g_object_unref (drafts);
}

/* Types on and on, in another process, and notes when it typed what. */
static void
type_on (Fixture *fixture)
{
  g_autoptr (MatoiDrafts) drafts = open_drafts (fixture);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *log = g_strconcat (fixture->path, ".log", NULL);
  FILE *stream = g_fopen (log, "w");

  for (guint i = 0;; i++)
    {
      gint64 until = g_get_monotonic_time () + 2000;

      g_string_append_printf (text, "word%u ", i);
      matoi_drafts_set_text (drafts, &fixture->a, "section/overview", "field", text->str, heads);
      fprintf (stream, "%" G_GINT64_FORMAT " word%u \n", g_get_monotonic_time (), i);
      fflush (stream);
      while (g_get_monotonic_time () < until)
        g_main_context_iteration (NULL, FALSE);
    }
}

/* (transfer full) (nullable): the last word in @log that was typed before @time */
static char *
find_word (const char *log, gint64 time)
{
  g_autofree char *contents = NULL;
  g_auto (GStrv) lines = NULL;
  char *word = NULL;

  g_assert_true (g_file_get_contents (log, &contents, NULL, NULL));
  lines = g_strsplit (contents, "\n", -1);
  for (guint i = 0; lines[i]; i++)
    if (*lines[i] && g_ascii_strtoll (lines[i], NULL, 10) <= time)
      {
        g_free (word);
        word = g_strdup (strchr (lines[i], ' ') + 1);
      }
  return word;
}

/* Killed in the middle of a word, and possibly of a write: all but the last second is there; in one of ten at the very
 * least, for a disk may be busy with other things. */
static void
test_texts_killed (Fixture *fixture, gconstpointer data)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *log = g_strconcat (fixture->path, ".log", NULL);
  const char *argv[] = { self, "--type", fixture->folder, NULL };
  guint n_kept = 0;

  for (guint round = 0; round < 3 || (n_kept == 0 && round < 10); round++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *next = g_strdup_printf ("word%u ", 500 + round * 137);
      g_autofree char *text = NULL, *word = NULL;
      g_auto (GStrv) typed_on = NULL;
      MatoiDrafts *drafts;
      gint64 killed_at;
      GPid pid;

      g_assert_true (g_spawn_async (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL,
                                    NULL, &pid, &error));
      g_assert_no_error (error);
      WAIT_UNTIL (file_has (fixture, next));
      killed_at = g_get_monotonic_time ();
      g_assert_cmpint (kill (pid, SIGKILL), ==, 0);
      g_assert_cmpint (waitpid (pid, NULL, 0), ==, pid);
      g_spawn_close_pid (pid);

      drafts = open_drafts (fixture);
      text = matoi_drafts_adopt_text (drafts, &fixture->a, "section/overview", "x", &typed_on);
      g_assert_nonnull (text);
      g_assert_true (g_str_has_prefix (text, "word0 word1 "));
      g_assert_nonnull (strstr (text, next));
      word = find_word (log, killed_at - G_USEC_PER_SEC);
      g_assert_nonnull (word);
      n_kept += strstr (text, word) != NULL;
      matoi_drafts_clear_text (drafts, &fixture->a, "section/overview", "x", NULL);
      g_object_unref (drafts);
    }
  g_assert_cmpuint (n_kept, >, 0);
}

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/drafts/back", test_back },
    { "/drafts/flush", test_flush },
    { "/drafts/early", test_early },
    { "/drafts/corrupt", test_corrupt },
    { "/drafts/no-file", test_no_file },
    { "/drafts/odd", test_odd },
    { "/drafts/two-windows", test_two_windows },
    { "/drafts/forget", test_forget },
    { "/drafts/many", test_many },
    { "/drafts/texts", test_texts },
    { "/drafts/texts-killed", test_texts_killed },
  };

  if (argc == 3 && g_str_equal (argv[1], "--type"))
    {
      Fixture fixture = { .path = g_build_filename (argv[2], "drafts", NULL) };

      matoi_id_next (&fixture.a, &fixture.a, 1763600000000, 1);
      type_on (&fixture);
    }
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
