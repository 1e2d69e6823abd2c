/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The files that come with Matoi, as an installed program finds them. */

#include "config.h"

#include <glib/gstdio.h>

#include "matoi-context.h"

static void
test_wording (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MatoiWording) wording = matoi_context_load_wording (&error);
  g_autoptr (GPtrArray) hits = NULL;

  g_assert_no_error (error);
  hits = matoi_wording_check (wording, "an outage", "document", NULL, NULL);
  g_assert_cmpuint (hits->len, ==, 1);
}

static void
test_missing_wording (void)
{
  g_autofree char *before = g_strdup (g_getenv ("MATOI_DATADIR"));
  g_autofree char *folder = g_dir_make_tmp ("matoi-documents-XXXXXX", NULL);
  g_autofree char *wording = g_build_filename (folder, "wording", NULL);
  g_autofree char *en = g_build_filename (wording, "en.json", NULL);
  g_autofree char *ja = g_build_filename (wording, "ja.json", NULL);
  g_autoptr (GError) error = NULL;

  g_setenv ("MATOI_DATADIR", folder, TRUE);
  g_assert_null (matoi_context_load_wording (&error));
  g_assert_error (error, MATOI_ERROR, MATOI_ERROR_STORAGE);
  g_clear_error (&error);
  /* one that a person broke */
  g_assert_cmpint (g_mkdir (wording, 0700), ==, 0);
  g_assert_true (g_file_set_contents (en, "{\n\"schema\": 7}", -1, NULL));
  g_assert_true (g_file_set_contents (ja, "{}", -1, NULL));
  g_assert_null (matoi_context_load_wording (&error));
  g_assert_error (error, MATOI_ERROR, MATOI_ERROR_INPUT);
  g_assert_true (g_str_has_prefix (error->message, "en.json:2:"));
  g_setenv ("MATOI_DATADIR", before, TRUE);
  g_remove (en);
  g_remove (ja);
  g_rmdir (wording);
  g_rmdir (folder);
}

/* A team has its own rules for one language; they are read once, and again when the folder is
 * another one. */
static void
test_own_wording (void)
{
  static const char own[] = "{\"schema\":\"matoi/wording/1\",\"rules\":[{\"id\":\"x\",\"scopes\":"
                            "[\"document\"],\"words\":[\"glitch\"],\"advice\":{\"en\":\"a\","
                            "\"ja\":\"b\"}}]}";
  g_autofree char *folder = g_dir_make_tmp ("matoi-documents-XXXXXX", NULL);
  g_autofree char *en = g_build_filename (folder, "en.json", NULL);
  g_autofree char *db = g_build_filename (folder, "matoi.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (MatoiContext) context = matoi_context_new (db, MATOI_STORE_READ_WRITE, &error);
  MatoiWording *ours, *theirs;
  g_autoptr (GPtrArray) hits = NULL;

  g_assert_no_error (error);
  ours = matoi_context_get_wording (context, &error);
  g_assert_no_error (error);
  g_assert_true (matoi_context_get_wording (context, &error) == ours);
  g_assert_false (matoi_context_check_setting (context, "wording", "somewhere", &error));
  g_assert_error (error, MATOI_ERROR, MATOI_ERROR_INPUT);
  g_clear_error (&error);
  g_assert_false (matoi_context_check_setting (context, "wording", folder, &error));
  g_assert_error (error, MATOI_ERROR, MATOI_ERROR_INPUT);
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (en, own, -1, NULL));
  g_assert_true (matoi_context_set_setting (context, "wording", folder, &error));
  g_assert_no_error (error);
  theirs = matoi_context_get_wording (context, &error);
  g_assert_no_error (error);
  g_assert_true (theirs != ours);
  hits =
    matoi_wording_check (theirs, "an outage, a glitch, ヒューマンエラー", "document", NULL, NULL);
  g_assert_cmpuint (hits->len, ==, 2);
  g_remove (en);
  g_clear_object (&context);
  g_remove (db);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/documents/wording", test_wording);
  g_test_add_func ("/documents/missing-wording", test_missing_wording);
  g_test_add_func ("/documents/own-wording", test_own_wording);
  return g_test_run ();
}
