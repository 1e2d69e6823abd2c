/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Sheets that are not as they should be, and files of JSON. */

#include "config.h"

#include <string.h>

#include "matoi-import-file.h"
#include "sheet-rig.h"

#define HEAD "番号,件名,重大度,発生日時,復旧日時\n"

/* --- what is no sheet */

static void
test_refused (SheetRig *rig, gconstpointer data)
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

      g_assert_null (sheet_rig_try (rig, files[i].bytes, files[i].length, NULL, &error));
      g_assert_error (error, MATOI_ERROR, MATOI_ERROR_INPUT);
      g_assert_nonnull (strstr (error->message, "history.csv"));
      g_assert_nonnull (strstr (error->message, "Nothing was imported"));
      if (files[i].line != NULL)
        g_assert_nonnull (strstr (error->message, files[i].line));
    }
  g_assert_cmpuint (sheet_rig_count (rig), ==, 0);
}

static void
test_huge_cell (SheetRig *rig, gconstpointer data)
{
  g_autofree char *filler = g_strnfill (70 * 1024, 'x');
  g_autofree char *text =
    g_strdup_printf (HEAD "1,%s,1,2025-01-01 10:00,2025-01-01 11:00\n", filler);
  g_autoptr (GError) error = NULL;

  g_assert_null (sheet_rig_try (rig, text, -1, NULL, &error));
  g_assert_error (error, MATOI_ERROR, MATOI_ERROR_INPUT);
  g_assert_cmpuint (strlen (error->message), <, 500);
}

/* A person says which encoding it is. */
static void
test_chosen_encoding (SheetRig *rig, gconstpointer data)
{
  gsize length;
  g_autofree char *sjis = g_convert (HEAD "1,決済障害,1,2025-01-01 10:00,2025-01-01 11:00\n", -1,
                                     "CP932", "UTF-8", NULL, &length, NULL);
  const char *const *names = matoi_sheet_list_encodings ();
  g_autoptr (MatoiSheet) right = NULL, wrong = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (sheet_rig_try (rig, sjis, (gssize) length, "UTF-8", &error));
  g_assert_error (error, MATOI_ERROR, MATOI_ERROR_INPUT);
  g_assert_nonnull (strstr (error->message, "UTF-8"));
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (MatoiSheet) any = sheet_rig_try (rig, sjis, (gssize) length, names[i], NULL);

      if (any != NULL)
        g_assert_cmpstr (matoi_sheet_get_encoding (any), ==, names[i]);
    }
  right = sheet_rig_try (rig, sjis, (gssize) length, "Shift_JIS", NULL);
  g_assert_cmpstr (matoi_sheet_get_cell (right, 0, 1), ==, "決済障害");
  g_assert_cmpint (matoi_sheet_get_field (right, 1), ==, MATOI_SHEET_TITLE);
}

/* --- lines that cannot be, each with its own sentence */

static void
test_bad_lines (SheetRig *rig, gconstpointer data)
{
  g_autoptr (MatoiSheet) sheet =
    sheet_rig_read (rig, HEAD "1,Good,1,2025-01-01 10:00,2025-01-01 11:00\n"
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

  report = matoi_sheet_check (sheet, rig->context, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->n_rows, ==, 1);
  g_assert_cmpuint (report->n_refused, ==, 8);
  for (guint i = 0; i < report->refusals->len; i++)
    {
      const MatoiSheetRefusal *refusal = g_ptr_array_index (report->refusals, i);

      g_assert_cmpuint (refusal->line, ==, i + 3);
      g_assert_true (g_str_has_suffix (refusal->text, ".") || strstr (refusal->text, ": "));
    }
  good = matoi_sheet_preview (sheet, rig->context, 0);
  g_assert_cmpstr (good->title, ==, "Good");
  g_assert_null (good->problem);
  g_assert_cmpint (good->ended - good->started, ==, 60 * MATOI_MINUTE);
  bad = matoi_sheet_preview (sheet, rig->context, 3);
  g_assert_nonnull (bad->problem);

  g_assert_null (matoi_sheet_import (sheet, rig->context, TRUE, NULL, NULL, NULL, &error));
  g_assert_error (error, MATOI_ERROR, MATOI_ERROR_INPUT);
  g_assert_cmpuint (sheet_rig_count (rig), ==, 0);
  g_clear_error (&error);
  done = matoi_sheet_import (sheet, rig->context, FALSE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (done->created->len, ==, 1);
}

static void
test_one_column (SheetRig *rig, gconstpointer data)
{
  g_autoptr (MatoiSheet) sheet = sheet_rig_read (rig, "件名\n決済障害\n検索の遅延\n");
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (matoi_sheet_get_n_columns (sheet), ==, 1);
  g_assert_nonnull (matoi_sheet_find_missing (sheet));
  g_assert_null (matoi_sheet_check (sheet, rig->context, NULL, &error));
  g_assert_error (error, MATOI_ERROR, MATOI_ERROR_INPUT);
}

/* The same rows in another order, or without numbers: still the same incidents. */
static void
test_again (SheetRig *rig, gconstpointer data)
{
  static const char *const texts[] = {
    "件名,重大度,発生日時,復旧日時\n決済,1,2025-01-01 10:00,2025-01-01 11:00\n"
    "検索,2,2025-01-02 10:00,2025-01-02 11:00\n",
    "復旧日時,発生日時,重大度,件名\n2025/01/02 11:00,2025/01/02 10:00,2,検索\n"
    "2025/01/01 11:00,2025/01/01 10:00,1,決済\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (MatoiSheet) sheet = sheet_rig_read (rig, texts[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (MatoiSheetReport) report =
        matoi_sheet_import (sheet, rig->context, TRUE, NULL, NULL, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (report->created->len, ==, i == 0 ? 2 : 0);
    }
  g_assert_cmpuint (sheet_rig_count (rig), ==, 2);
}

/* --- JSON, as the window takes it */

#define FACTS(ID)                                                                        \
  "{\"schema\":\"matoi/incident-facts/1\",\"id\":\"" ID "\",\"title\":\"Checkout 5xx\"," \
  "\"started_at\":\"2025-01-01T10:00:00Z\",\"resolved_at\":\"2025-01-01T11:00:00Z\","    \
  "\"severity\":{\"guess\":\"SEV2\"},\"timeline\":[{\"at\":\"2025-01-01T10:05:00Z\","    \
  "\"kind\":\"fact\",\"text\":\"Errors\"}]}"

static MatoiImportFile *
read_file (SheetRig *rig, const char *text, GError **error)
{
  GAsyncResult *result = NULL;
  g_autoptr (GAsyncResult) read = NULL;

  g_assert_true (g_file_set_contents (rig->path, text, -1, NULL));
  matoi_import_file_read_async (rig->context, rig->path, NULL, sheet_rig_take, &result);
  read = sheet_rig_wait (&result);
  return matoi_import_file_read_finish (rig->context, read, error);
}

static gboolean
write_file (SheetRig *rig,
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
  matoi_import_file_write_async (file, rig->context, cancellable, sheet_rig_take, &result);
  written = sheet_rig_wait (&result);
  good = matoi_import_file_write_finish (rig->context, written, &done, error);
  if (good)
    g_assert_cmpuint (done.created->len, ==, n_created);
  matoi_import_result_clear (&done);
  return good;
}

static void
test_json (SheetRig *rig, gconstpointer data)
{
  g_autoptr (MatoiImportFile) file = NULL;
  g_autoptr (MatoiImportFile) same = NULL;
  g_autoptr (GError) error = NULL;

  matoi_context_start (rig->context);
  g_assert_null (read_file (rig, "[" FACTS ("a") ",{\"schema\":\"x\"}]", &error));
  g_assert_error (error, MATOI_ERROR, MATOI_ERROR_INPUT);
  g_clear_error (&error);
  file = read_file (rig, "[" FACTS ("a") "," FACTS ("b") "]", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (matoi_import_file_get_n (file), ==, 2);
  g_assert_cmpstr (matoi_import_file_get_title (file, 0), ==, "Checkout 5xx");
  g_assert_cmpuint (matoi_import_file_get_n_entries (file, 1), ==, 1);
  g_assert_false (write_file (rig, file, TRUE, 0, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_true (write_file (rig, file, FALSE, 2, &error));
  g_assert_no_error (error);
  same = read_file (rig, FACTS ("b"), &error);
  g_assert_true (write_file (rig, same, FALSE, 0, &error));
}

#define TEST(path, func) \
  g_test_add ("/import-csv/" path, SheetRig, NULL, sheet_rig_set_up, func, sheet_rig_tear_down)

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
  TEST ("json", test_json);
  return g_test_run ();
}
