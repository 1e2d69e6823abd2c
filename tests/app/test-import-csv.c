/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Sheets that are not as they should be, and imports that do not come to their end. */

#include "config.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "matoi-import-csv.h"
#include "matoi-import-file.h"
#include "test-common.h"

#define HEAD "番号,件名,重大度,発生日時,復旧日時\n"

typedef struct
{
  char *folder, *db, *path;
  GTimeZone *zone;
  MatoiContext *context;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("matoi-import-csv-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->db = g_build_filename (fixture->folder, "matoi.db", NULL);
  fixture->path = g_build_filename (fixture->folder, "history.csv", NULL);
  fixture->zone = g_time_zone_new_identifier ("Asia/Tokyo");
  fixture->context = matoi_context_new (fixture->db, MATOI_STORE_READ_WRITE, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->context);
  g_time_zone_unref (fixture->zone);
  test_common_remove (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->db);
  g_free (fixture->path);
}

static MatoiSheet *
try_read (Fixture *fixture, const char *bytes, gssize length, const char *encoding, GError **error)
{
  g_assert_true (g_file_set_contents (fixture->path, bytes, length, NULL));
  return matoi_sheet_read (fixture->path, encoding, fixture->zone, error);
}

static MatoiSheet *
read_text (Fixture *fixture, const char *text)
{
  g_autoptr (GError) error = NULL;
  MatoiSheet *sheet = try_read (fixture, text, -1, NULL, &error);

  g_assert_no_error (error);
  return sheet;
}

static guint
count_incidents (Fixture *fixture)
{
  g_autoptr (GPtrArray) rows = matoi_context_list (fixture->context, NULL, 0, NULL);

  return rows->len;
}

/* --- what is no sheet */

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  static const char with_nul[] = HEAD "1,決済\0障害,1,2025-01-01 10:00,2025-01-01 11:00\n";
  static const struct
  {
    const char *bytes;
    gssize length;
    const char *line; /* (nullable) what the sentence names */
  } files[] = {
    { "", 0, NULL },
    { "title\n", -1, NULL },
    { with_nul, sizeof with_nul - 1, NULL },
    { HEAD "1,\"決済,1,2025-01-01 10:00,2025-01-01 11:00\n2,検索,1\n", -1, "2" },
    { HEAD "1,決\"済,1,2025-01-01 10:00,2025-01-01 11:00\n", -1, "2" },
    { HEAD "1,\"決済\"x,1,2025-01-01 10:00,2025-01-01 11:00\n", -1, "2" },
    { "\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR", 16, NULL },
    { "title,start\n\xff\xff\xfe\xfe,\x80\x81\n", -1, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (try_read (fixture, files[i].bytes, files[i].length, NULL, &error));
      g_assert_error (error, MATOI_ERROR, MATOI_ERROR_INPUT);
      g_assert_nonnull (strstr (error->message, "history.csv"));
      g_assert_nonnull (strstr (error->message, "Nothing was imported"));
      if (files[i].line != NULL)
        g_assert_nonnull (strstr (error->message, files[i].line));
    }
  g_assert_cmpuint (count_incidents (fixture), ==, 0);
}

static void
test_huge_cell (Fixture *fixture, gconstpointer data)
{
  g_autofree char *filler = g_strnfill (70 * 1024, 'x');
  g_autofree char *text =
    g_strdup_printf (HEAD "1,%s,1,2025-01-01 10:00,2025-01-01 11:00\n", filler);
  g_autoptr (GError) error = NULL;

  g_assert_null (try_read (fixture, text, -1, NULL, &error));
  g_assert_error (error, MATOI_ERROR, MATOI_ERROR_INPUT);
  g_assert_cmpuint (strlen (error->message), <, 500);
}

/* A person says which encoding it is. */
static void
test_chosen_encoding (Fixture *fixture, gconstpointer data)
{
  gsize length;
  g_autofree char *sjis = g_convert (HEAD "1,決済障害,1,2025-01-01 10:00,2025-01-01 11:00\n", -1,
                                     "CP932", "UTF-8", NULL, &length, NULL);
  const char *const *names = matoi_sheet_list_encodings ();
  g_autoptr (MatoiSheet) right = NULL, wrong = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (try_read (fixture, sjis, (gssize) length, "UTF-8", &error));
  g_assert_error (error, MATOI_ERROR, MATOI_ERROR_INPUT);
  g_assert_nonnull (strstr (error->message, "UTF-8"));
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (MatoiSheet) any = try_read (fixture, sjis, (gssize) length, names[i], NULL);

      if (any != NULL)
        g_assert_cmpstr (matoi_sheet_get_encoding (any), ==, names[i]);
    }
  right = try_read (fixture, sjis, (gssize) length, "Shift_JIS", NULL);
  g_assert_cmpstr (matoi_sheet_get_cell (right, 0, 1), ==, "決済障害");
  g_assert_cmpint (matoi_sheet_get_field (right, 1), ==, MATOI_SHEET_TITLE);
}

/* --- lines that cannot be, each with its own sentence */

static void
test_bad_lines (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiSheet) sheet =
    read_text (fixture, HEAD "1,Good,1,2025-01-01 10:00,2025-01-01 11:00\n"
                             "1,Same number,1,2025-01-02 10:00,2025-01-02 11:00\n"
                             "3,A comma, in it,1,2025-01-03 10:00,2025-01-03 11:00\n"
                             "4,,1,2025-01-04 10:00,2025-01-04 11:00\n"
                             "5,No time,1,soon,2025-01-05 11:00\n"
                             "6,Backwards,1,2025-01-06 12:00,2025-01-06 11:00\n"
                             "7,What level,purple,2025-01-07 10:00,2025-01-07 11:00\n"
                             "8,Later,1,2125-01-08 10:00,2125-01-08 11:00\n"
                             "9,Short\n");
  g_autoptr (MatoiSheetReport) report = NULL;
  g_autoptr (MatoiSheetReport) done = NULL;
  g_autoptr (MatoiSheetLine) good = NULL, bad = NULL;
  g_autoptr (GError) error = NULL;

  report = matoi_sheet_check (sheet, fixture->context, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->n_rows, ==, 1);
  g_assert_cmpuint (report->n_refused, ==, 8);
  for (guint i = 0; i < report->refusals->len; i++)
    {
      const MatoiSheetRefusal *refusal = g_ptr_array_index (report->refusals, i);

      g_assert_cmpuint (refusal->line, ==, i + 3);
      g_assert_true (g_str_has_suffix (refusal->text, ".") || strstr (refusal->text, ": "));
    }
  good = matoi_sheet_preview (sheet, fixture->context, 0);
  g_assert_cmpstr (good->title, ==, "Good");
  g_assert_null (good->problem);
  g_assert_cmpint (good->ended - good->started, ==, 60 * MATOI_MINUTE);
  bad = matoi_sheet_preview (sheet, fixture->context, 3);
  g_assert_nonnull (bad->problem);

  g_assert_null (matoi_sheet_import (sheet, fixture->context, TRUE, NULL, NULL, NULL, &error));
  g_assert_error (error, MATOI_ERROR, MATOI_ERROR_INPUT);
  g_assert_cmpuint (count_incidents (fixture), ==, 0);
  g_clear_error (&error);
  done = matoi_sheet_import (sheet, fixture->context, FALSE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (done->created->len, ==, 1);
}

static void
test_one_column (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiSheet) sheet = read_text (fixture, "件名\n決済障害\n検索の遅延\n");
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (matoi_sheet_get_n_columns (sheet), ==, 1);
  g_assert_nonnull (matoi_sheet_find_missing (sheet));
  g_assert_null (matoi_sheet_check (sheet, fixture->context, NULL, &error));
  g_assert_error (error, MATOI_ERROR, MATOI_ERROR_INPUT);
}

/* The same rows in another order, or without numbers: still the same incidents. */
static void
test_again (Fixture *fixture, gconstpointer data)
{
  static const char *const texts[] = {
    "件名,重大度,発生日時,復旧日時\n決済,1,2025-01-01 10:00,2025-01-01 11:00\n"
    "検索,2,2025-01-02 10:00,2025-01-02 11:00\n",
    "復旧日時,発生日時,重大度,件名\n2025/01/02 11:00,2025/01/02 10:00,2,検索\n"
    "2025/01/01 11:00,2025/01/01 10:00,1,決済\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (MatoiSheet) sheet = read_text (fixture, texts[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (MatoiSheetReport) report =
        matoi_sheet_import (sheet, fixture->context, TRUE, NULL, NULL, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (report->created->len, ==, i == 0 ? 2 : 0);
    }
  g_assert_cmpuint (count_incidents (fixture), ==, 2);
}

/* --- killed half-way */

static char *
make_rows (guint n)
{
  GString *text = g_string_new (HEAD);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%u,決済の失敗 %u,%u,2025-01-%02u 10:%02u,2025-01-%02u 12:00\n",
                            i, i, i % 3 + 1, i % 28 + 1, i % 60, i % 28 + 1);
  return g_string_free (text, FALSE);
}

static void
kill_half_way (gint64 done, gint64 total, gpointer user_data)
{
  if (done == total / 2)
    kill (getpid (), SIGKILL);
}

static void
import_and_die (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (MatoiContext) context =
    matoi_context_new (g_getenv ("MATOI_TEST_DB"), MATOI_STORE_READ_WRITE, NULL);
  g_autoptr (MatoiSheet) sheet = matoi_sheet_read (g_getenv ("MATOI_TEST_CSV"), NULL, zone, NULL);

  matoi_sheet_import (sheet, context, TRUE, kill_half_way, NULL, NULL, NULL);
}

static void
test_killed (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = make_rows (300);
  g_autoptr (MatoiSheet) sheet = read_text (fixture, text);
  g_autoptr (MatoiSheetReport) report = NULL;
  g_autoptr (GError) error = NULL;
  MatoiVerification verification = { 0 };

  g_clear_object (&fixture->context);
  g_setenv ("MATOI_TEST_DB", fixture->db, TRUE);
  g_setenv ("MATOI_TEST_CSV", fixture->path, TRUE);
  g_test_trap_subprocess ("/import-csv/subprocess/die", 0, 0);
  g_assert_false (g_test_trap_has_passed ());

  fixture->context = matoi_context_new (fixture->db, MATOI_STORE_READ_WRITE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_incidents (fixture), ==, 0);
  report = matoi_sheet_import (sheet, fixture->context, TRUE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->created->len, ==, 300);
  g_assert_true (matoi_context_verify (fixture->context, &verification, &error));
  g_assert_true (verification.ok);
  matoi_context_clear_verification (&verification);
}

/* --- JSON, as the window takes it */

static void
on_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return g_steal_pointer (result);
}

#define FACTS(ID)                                                                        \
  "{\"schema\":\"matoi/incident-facts/1\",\"id\":\"" ID "\",\"title\":\"Checkout 5xx\"," \
  "\"started_at\":\"2025-01-01T10:00:00Z\",\"resolved_at\":\"2025-01-01T11:00:00Z\","    \
  "\"severity\":{\"guess\":\"SEV2\"},\"timeline\":[{\"at\":\"2025-01-01T10:05:00Z\","    \
  "\"kind\":\"fact\",\"text\":\"Errors\"}]}"

static MatoiImportFile *
read_file (Fixture *fixture, const char *text, GError **error)
{
  GAsyncResult *result = NULL;
  g_autoptr (GAsyncResult) read = NULL;

  g_assert_true (g_file_set_contents (fixture->path, text, -1, NULL));
  matoi_import_file_read_async (fixture->context, fixture->path, NULL, on_done, &result);
  read = wait_for (&result);
  return matoi_import_file_read_finish (fixture->context, read, error);
}

static gboolean
write_file (Fixture *fixture,
            MatoiImportFile *file,
            gboolean cancelled,
            guint n_created,
            GError **error)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GAsyncResult *result = NULL;
  g_autoptr (GAsyncResult) written = NULL;
  MatoiImportResult done = { NULL };
  gboolean good;

  if (cancelled)
    g_cancellable_cancel (cancellable);
  matoi_import_file_write_async (file, fixture->context, cancellable, on_done, &result);
  written = wait_for (&result);
  good = matoi_import_file_write_finish (fixture->context, written, &done, error);
  if (good)
    g_assert_cmpuint (done.created->len, ==, n_created);
  matoi_import_result_clear (&done);
  return good;
}

static void
test_json (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiImportFile) file = NULL;
  g_autoptr (MatoiImportFile) same = NULL;
  g_autoptr (GError) error = NULL;

  matoi_context_start (fixture->context);
  g_assert_null (read_file (fixture, "[" FACTS ("a") ",{\"schema\":\"x\"}]", &error));
  g_assert_error (error, MATOI_ERROR, MATOI_ERROR_INPUT);
  g_clear_error (&error);
  file = read_file (fixture, "[" FACTS ("a") "," FACTS ("b") "]", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (matoi_import_file_get_n (file), ==, 2);
  g_assert_cmpstr (matoi_import_file_get_title (file, 0), ==, "Checkout 5xx");
  g_assert_cmpuint (matoi_import_file_get_n_entries (file, 1), ==, 1);
  g_assert_false (write_file (fixture, file, TRUE, 0, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_true (write_file (fixture, file, FALSE, 2, &error));
  g_assert_no_error (error);
  same = read_file (fixture, FACTS ("b"), &error);
  g_assert_true (write_file (fixture, same, FALSE, 0, &error));
}

#define TEST(path, func) g_test_add ("/import-csv/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("refused", test_refused);
  TEST ("huge-cell", test_huge_cell);
  TEST ("chosen-encoding", test_chosen_encoding);
  TEST ("bad-lines", test_bad_lines);
  TEST ("one-column", test_one_column);
  TEST ("again", test_again);
  TEST ("killed", test_killed);
  g_test_add_func ("/import-csv/subprocess/die", import_and_die);
  TEST ("json", test_json);
  return g_test_run ();
}
