/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-cli"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "matoi-cli-private.h"
#include "matoi-import-csv.h"

static MatoiSheet *
read_sheet (MatoiCli *cli, const char *path, GError **error)
{
  g_autoptr (MatoiSheet) sheet =
    matoi_sheet_read (path, NULL, matoi_context_get_zone (cli->context), error);

  for (guint i = 0; sheet != NULL && cli->options.map != NULL && cli->options.map[i] != NULL; i++)
    if (!matoi_sheet_map (sheet, cli->options.map[i], error))
      return NULL;
  if (sheet != NULL && matoi_sheet_is_ambiguous (sheet))
    matoi_cli_warn (
      _ ("No date tells whether the day or the month stands first; the day was taken."));
  return g_steal_pointer (&sheet);
}

static void
warn_refused (const MatoiSheetReport *report)
{
  g_autofree char *text = NULL;

  for (guint i = 0; i < report->refusals->len; i++)
    {
      const MatoiSheetRefusal *refusal = g_ptr_array_index (report->refusals, i);
      /* Translators: %1$u is the number of a line in a file, %2$s a sentence: what is wrong there. */
      g_autofree char *line = g_strdup_printf (_ ("Line %1$u: %2$s"), refusal->line, refusal->text);

      matoi_cli_warn (line);
    }
  if (report->n_refused == 0)
    return;
  text = g_strdup_printf (
    /* Translators: %u is a number of lines. */
    g_dngettext (GETTEXT_PACKAGE, "%u line cannot be imported.", "%u lines cannot be imported.",
                 report->n_refused),
    report->n_refused);
  matoi_cli_warn (text);
}

/* What is refused as numbers for programs: beside what import always answers. */
static void
print_check (MatoiCli *cli, const MatoiSheetReport *report)
{
  JsonArray *refused = json_array_new ();
  JsonObject *object;

  for (guint i = 0; i < report->refusals->len; i++)
    {
      const MatoiSheetRefusal *refusal = g_ptr_array_index (report->refusals, i);

      object = json_object_new ();
      json_object_set_int_member (object, "line", refusal->line);
      json_object_set_string_member (object, "text", refusal->text);
      json_array_add_object_element (refused, object);
    }
  object = json_object_new ();
  json_object_set_array_member (object, "created", json_array_new ());
  json_object_set_array_member (object, "unchanged", json_array_new ());
  json_object_set_int_member (object, "entries", 0);
  json_object_set_int_member (object, "rows", report->n_rows);
  json_object_set_int_member (object, "known", report->n_known);
  json_object_set_array_member (object, "refused", refused);
  matoi_cli_take_json_object (object);
}

static gboolean
check_sheet (MatoiCli *cli, MatoiSheet *sheet, GError **error)
{
  g_autoptr (MatoiSheetReport) report = matoi_sheet_check (sheet, cli->context, NULL, error);

  if (report == NULL)
    return FALSE;
  if (cli->options.json)
    {
      print_check (cli, report);
      return TRUE;
    }
  for (guint i = 0; i < matoi_sheet_get_n_columns (sheet); i++)
    matoi_cli_printf ("%s = %s\n", matoi_sheet_get_column (sheet, i),
                      matoi_sheet_field_get_name (matoi_sheet_get_field (sheet, i)));
  warn_refused (report);
  matoi_cli_printf (
    /* Translators: 1: a number of incidents, 2: how many of them are in the database already */
    g_dngettext (GETTEXT_PACKAGE, "%1$u incident can be imported; known already: %2$u.\n",
                 "%1$u incidents can be imported; known already: %2$u.\n", report->n_rows),
    report->n_rows, report->n_known);
  return TRUE;
}

static gboolean
import_sheet (MatoiCli *cli, MatoiSheet *sheet, MatoiImportResult *result, GError **error)
{
  g_autoptr (MatoiSheetReport) report =
    matoi_sheet_import (sheet, cli->context, !cli->options.skip_refused, matoi_cli_show_progress,
                        NULL, NULL, error);

  if (report == NULL)
    return FALSE;
  warn_refused (report);
  result->created = g_steal_pointer (&report->created);
  result->unchanged = g_steal_pointer (&report->unchanged);
  result->entries = report->entries;
  report->created = g_ptr_array_new ();
  report->unchanged = g_ptr_array_new ();
  matoi_cli_print_import (cli, result);
  return TRUE;
}

/* matoictl import FILE.csv */
gboolean
matoi_cli_import_sheet (MatoiCli *cli, const char *path, GError **error)
{
  g_autoptr (MatoiSheet) sheet = NULL;
  MatoiImportResult result = { NULL };
  gboolean good;

  if (!matoi_cli_open (cli, error))
    return FALSE;
  sheet = read_sheet (cli, path, error);
  if (sheet == NULL)
    return FALSE;
  if (matoi_sheet_find_missing (sheet) != NULL)
    matoi_cli_warn (
      _ ("A column is chosen with --map COLUMN=FIELD, such as --map Headline=title."));
  good = cli->options.dry_run ? check_sheet (cli, sheet, error)
                              : import_sheet (cli, sheet, &result, error);
  matoi_import_result_clear (&result);
  return good;
}
