/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sheet-rig.h"

#include <string.h>

#include "matoi-store.h"
#include "test-common.h"

void
sheet_rig_open (SheetRig *rig)
{
  g_autoptr (GError) error = NULL;

  rig->context = matoi_context_new (rig->db, MATOI_STORE_READ_WRITE, &error);
  g_assert_no_error (error);
}

void
sheet_rig_set_up (SheetRig *rig, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  rig->folder = g_dir_make_tmp ("matoi-sheet-XXXXXX", &error);
  g_assert_no_error (error);
  rig->db = g_build_filename (rig->folder, "matoi.db", NULL);
  rig->path = g_build_filename (rig->folder, "history.csv", NULL);
  rig->zone = g_time_zone_new_identifier ("Asia/Tokyo");
  sheet_rig_open (rig);
  g_assert_true (matoi_context_set_setting (rig->context, "timezone", "Asia/Tokyo", &error));
}

void
sheet_rig_tear_down (SheetRig *rig, gconstpointer data)
{
  g_clear_object (&rig->context);
  g_time_zone_unref (rig->zone);
  test_common_remove (rig->folder);
  g_free (rig->folder);
  g_free (rig->db);
  g_free (rig->path);
}

MatoiSheet *
sheet_rig_try (SheetRig *rig,
               const char *bytes,
               gssize length,
               const char *encoding,
               GError **error)
{
  g_assert_true (g_file_set_contents (rig->path, bytes, length, NULL));
  return matoi_sheet_read (rig->path, encoding, rig->zone, error);
}

MatoiSheet *
sheet_rig_read (SheetRig *rig, const char *text)
{
  return sheet_rig_read_as (rig, text, "UTF-8");
}

MatoiSheet *
sheet_rig_read_as (SheetRig *rig, const char *text, const char *encoding)
{
  g_autoptr (GError) error = NULL;
  gsize length = strlen (text);
  g_autofree char *bytes = g_convert (text, -1, encoding, "UTF-8", NULL, &length, &error);
  MatoiSheet *sheet;

  g_assert_no_error (error);
  sheet = sheet_rig_try (rig, bytes, (gssize) length, NULL, &error);
  g_assert_no_error (error);
  return sheet;
}

char *
sheet_rig_make_rows (guint n)
{
  GString *text = g_string_new ("id,title,severity,service,started,detected,resolved\n");

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *day = g_strdup_printf ("2024-%02u-%02u", i % 12 + 1, i / 12 % 28 + 1);

      g_string_append_printf (text,
                              "%u,Trouble %u,%u,service-%u,%s %02u:00,%s %02u:05,%s %02u:%02u\n", i,
                              i, i % 3 + 1, i % 7, day, i % 20, day, i % 20, day, i % 20 + 1,
                              i % 60);
    }
  return g_string_free (text, FALSE);
}

MatoiSheet *
sheet_rig_read_rows (SheetRig *rig, guint n)
{
  g_autofree char *text = sheet_rig_make_rows (n);

  return sheet_rig_read (rig, text);
}

MatoiSheetReport *
sheet_rig_import (SheetRig *rig, MatoiSheet *sheet, gboolean strict)
{
  g_autoptr (GError) error = NULL;
  MatoiSheetReport *report =
    matoi_sheet_import (sheet, rig->context, strict, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return report;
}

guint
sheet_rig_count (SheetRig *rig)
{
  g_autoptr (GPtrArray) rows = matoi_context_list (rig->context, NULL, 0, NULL);

  return rows->len;
}

gboolean
sheet_rig_is_staged (SheetRig *rig)
{
  g_autofree char *path = g_strconcat (rig->db, "-import", NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

gint64
sheet_rig_count_events (SheetRig *rig)
{
  g_autoptr (MatoiStore) store = matoi_store_open (rig->db, MATOI_STORE_READ_ONLY, NULL);

  return matoi_store_get_last_seq (store, NULL);
}

void
sheet_rig_check_count (SheetRig *rig, guint n)
{
  g_assert_cmpuint (sheet_rig_count (rig), ==, n);
  g_assert_true ((n > 0) == (sheet_rig_count_events (rig) > 0));
  g_assert_false (sheet_rig_is_staged (rig));
  sheet_rig_check (rig);
}

void
sheet_rig_check (SheetRig *rig)
{
  MatoiVerification verification = { 0 };
  g_autoptr (GError) error = NULL;

  matoi_context_verify (rig->context, &verification, &error);
  g_assert_no_error (error);
  g_assert_true (verification.ok);
  matoi_context_clear_verification (&verification);
}

void
sheet_rig_take (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

GAsyncResult *
sheet_rig_wait (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return g_steal_pointer (result);
}
