/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-cli"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

#include "matoi-cli-private.h"
#include "matoi-import-csv.h"
#include "matoi-import.h"
#include "matoi-slack-import.h"

static JsonArray *
refs_to_json (GPtrArray *refs)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < refs->len; i++)
    json_array_add_string_element (array, g_ptr_array_index (refs, i));
  return array;
}

static void
print_refs (const char *heading, GPtrArray *refs)
{
  for (guint i = 0; i < refs->len; i++)
    matoi_cli_printf ("%s  %s\n", heading, (const char *) g_ptr_array_index (refs, i));
}

/* What an import answers. */
void
matoi_cli_print_import (MatoiCli *cli, const MatoiImportResult *result)
{
  JsonObject *object;

  if (!cli->options.json)
    {
      print_refs (_ ("imported "), result->created);
      print_refs (_ ("unchanged"), result->unchanged);
      return;
    }
  object = json_object_new ();
  json_object_set_array_member (object, "created", refs_to_json (result->created));
  json_object_set_array_member (object, "unchanged", refs_to_json (result->unchanged));
  json_object_set_int_member (object, "entries", result->entries);
  matoi_cli_take_json_object (object);
}

static gboolean
import_files (MatoiCli *cli, char **args, MatoiImportResult *result, GError **error)
{
  for (guint i = 0; args[1] != NULL && args[i] != NULL; i++)
    {
      if (!matoi_import_check_file (cli->context, args[i], error))
        return FALSE;
    }
  for (guint i = 0; args[i] != NULL; i++)
    {
      if (!matoi_import_file (cli->context, args[i], matoi_cli_show_progress, NULL, result, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
has_slack_options (const MatoiCliOptions *options)
{
  return options->channels != NULL || options->from != NULL || options->until != NULL ||
         options->reaction != NULL || options->todos || options->into != NULL ||
         options->title != NULL || options->severity != NULL || options->policy != NULL;
}

/* Beside the answer, for people. */
void
matoi_cli_warn (const char *text)
{
  g_autofree char *printable = matoi_cli_dup_printable (text);

  fprintf (stderr, "matoictl: %s\n", printable);
}

/* matoictl import: files of incidents, or one export of Slack. */
gboolean
matoi_cli_import (MatoiCli *cli, char **args, GError **error)
{
  MatoiImportResult result = { NULL };
  gboolean is_slack = FALSE, is_sheet = FALSE, good;

  for (guint i = 0; args[i] != NULL; i++)
    is_slack |= matoi_slack_export_is_one (args[i]);
  for (guint i = 0; args[i] != NULL; i++)
    is_sheet |= matoi_sheet_is_one (args[i]);
  if (is_sheet && (args[1] != NULL || has_slack_options (&cli->options)))
    return matoi_cli_usage (
      error, _ ("A CSV file is imported by itself, without the options for Slack. Nothing was "
                "imported; name it alone."));
  if (is_sheet)
    return matoi_cli_import_sheet (cli, args[0], error);
  if (cli->options.map != NULL || cli->options.dry_run || cli->options.skip_refused)
    return matoi_cli_usage (
      error, _ ("--map, --dry-run and --skip-refused are for a CSV file. Nothing was imported."));
  if (is_slack && args[1] != NULL)
    return matoi_cli_usage (
      error, _ ("An export of Slack is imported by itself. Nothing was imported; name it alone."));
  if (!is_slack && has_slack_options (&cli->options))
    return matoi_cli_usage (error,
                            _ ("These options are for an export of Slack, a ZIP archive or a "
                                      "folder. Nothing was imported."));
  if (!matoi_cli_open (cli, error))
    return FALSE;
  good = is_slack ? matoi_cli_import_slack (cli, args[0], &result, error)
                  : import_files (cli, args, &result, error);
  if (good)
    matoi_cli_print_import (cli, &result);
  matoi_import_result_clear (&result);
  return good;
}
