/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-cli"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

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

static void
print_result (MatoiCli *cli, const MatoiImportResult *result)
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

/* Beside the answer, for people. */
static void
warn (const char *text)
{
  g_autofree char *printable = matoi_cli_dup_printable (text);

  fprintf (stderr, "matoictl: %s\n", printable);
}

/* --- a sheet */

static MatoiSheet *
read_sheet (MatoiCli *cli, const char *path, GError **error)
{
  g_autoptr (MatoiSheet) sheet =
    matoi_sheet_read (path, matoi_context_get_zone (cli->context), error);

  for (guint i = 0; sheet != NULL && cli->options.map != NULL && cli->options.map[i] != NULL; i++)
    if (!matoi_sheet_map (sheet, cli->options.map[i], error))
      return NULL;
  if (sheet != NULL && matoi_sheet_is_ambiguous (sheet))
    warn (_ ("No date tells whether the day or the month stands first; the day was taken."));
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

      warn (line);
    }
  if (report->n_refused == 0)
    return;
  text = g_strdup_printf (
    /* Translators: %u is a number of lines. */
    g_dngettext (GETTEXT_PACKAGE, "%u line cannot be imported.", "%u lines cannot be imported.",
                 report->n_refused),
    report->n_refused);
  warn (text);
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
  print_result (cli, result);
  return TRUE;
}

static gboolean
take_sheet (MatoiCli *cli, const char *path, GError **error)
{
  g_autoptr (MatoiSheet) sheet = NULL;
  MatoiImportResult result = { NULL };
  gboolean good;

  if (!matoi_cli_open (cli, error))
    return FALSE;
  sheet = read_sheet (cli, path, error);
  if (sheet == NULL)
    return FALSE;
  good = cli->options.dry_run ? check_sheet (cli, sheet, error)
                              : import_sheet (cli, sheet, &result, error);
  matoi_import_result_clear (&result);
  return good;
}

/* --- an export of Slack */

/* What --from and --to mean: @ms is the end of the span with @end, and then not in it any more. */
static gboolean
parse_bound (MatoiCli *cli, const char *text, gboolean end, gint64 *ms, GError **error)
{
  *ms = MATOI_TIME_NONE;
  if (text == NULL)
    return TRUE;
  if (!matoi_cli_parse_day (cli, text, end, ms, error))
    return FALSE;
  *ms += end ? 1 : 0;
  return TRUE;
}

/* The channels that were named, or the only one that has messages. */
static gboolean
choose_channels (MatoiCli *cli, MatoiSlackExport *export, GPtrArray *chosen, GError **error)
{
  GPtrArray *channels = matoi_slack_export_get_channels (export);
  g_autofree char *lines = NULL;

  for (guint i = 0; cli->options.channels != NULL && cli->options.channels[i] != NULL; i++)
    {
      MatoiSlackChannel *channel =
        matoi_slack_export_find (export, cli->options.channels[i], error);

      if (channel == NULL)
        return FALSE;
      if (!g_ptr_array_find (chosen, channel, NULL))
        g_ptr_array_add (chosen, channel);
    }
  if (chosen->len > 0)
    return TRUE;
  for (guint i = 0; i < channels->len; i++)
    if (((MatoiSlackChannel *) g_ptr_array_index (channels, i))->n_messages > 0)
      g_ptr_array_add (chosen, g_ptr_array_index (channels, i));
  if (chosen->len == 1)
    return TRUE;
  if (chosen->len == 0)
    return matoi_cli_usage (error, _ ("The export holds no messages. Nothing was imported."));
  lines = matoi_slack_export_describe (export, matoi_context_get_zone (cli->context));
  /* Translators: %s is a list of channels, one a line. */
  return matoi_cli_usage (
    error,
    _ ("The export holds several channels. Nothing was imported; choose with --channel:\n%s"),
       lines);
}

static void
warn_tally (MatoiCli *cli, const MatoiSlackTally *tally)
{
  g_autofree char *todos = NULL;
  g_autofree char *elsewhere = NULL;

  if (tally->n_todos > 0 && !cli->options.todos)
    {
      todos = g_strdup_printf (
        /* Translators: %u is a number of lines. */
        g_dngettext (GETTEXT_PACKAGE,
                     "%u line begins with TODO; import again with --todos to take it as a TODO.",
                     "%u lines begin with TODO; import again with --todos to take them as TODOs.",
                     tally->n_todos),
        tally->n_todos);
      warn (todos);
    }
  if (tally->n_elsewhere > 0)
    {
      elsewhere = g_strdup_printf (
        /* Translators: %u is a number of messages. */
        g_dngettext (GETTEXT_PACKAGE, "%u message is in another incident already, and stays there.",
                     "%u messages are in another incident already, and stay there.",
                     tally->n_elsewhere),
        tally->n_elsewhere);
      warn (elsewhere);
    }
}

static gboolean
import_chosen (MatoiCli *cli, MatoiSlackExport *export, MatoiImportResult *result, GError **error)
{
  const MatoiCliOptions *options = &cli->options;
  g_autoptr (GPtrArray) channels = g_ptr_array_new ();
  g_autoptr (GPtrArray) messages = NULL;
  MatoiSlackChoice choice = { .channels = channels, .reaction = options->reaction };
  MatoiSlackTarget target = { .title = options->title,
                              .severity = options->severity,
                              .policy = options->policy,
                              .todos = options->todos };
  MatoiSlackTally tally = { 0 };
  MatoiId into;

  if (options->into != NULL && !matoi_cli_find (cli, options->into, &into, error))
    return FALSE;
  if (!parse_bound (cli, options->from, FALSE, &choice.from, error) ||
      !parse_bound (cli, options->until, TRUE, &choice.to, error) ||
      !choose_channels (cli, export, channels, error))
    return FALSE;
  messages = matoi_slack_export_read (export, &choice, matoi_cli_show_progress, NULL, NULL, error);
  if (messages == NULL)
    return FALSE;
  target.into = options->into != NULL ? &into : NULL;
  if (!matoi_slack_import (cli->context, messages, &target, result, &tally, error))
    return FALSE;
  if (result->entries > 0)
    warn_tally (cli, &tally);
  return TRUE;
}

static gboolean
import_slack (MatoiCli *cli, const char *path, MatoiImportResult *result, GError **error)
{
  const MatoiCliOptions *options = &cli->options;
  g_autoptr (MatoiSlackExport) export = NULL;
  GPtrArray *problems;

  if (options->into != NULL &&
      (options->title != NULL || options->severity != NULL || options->policy != NULL))
    return matoi_cli_usage (error,
                            _ ("--title, --severity and --policy are for a new incident, --into is "
                               "for one that is there. Nothing was imported."));
  export = matoi_slack_export_open (path, matoi_cli_show_progress, NULL, NULL, error);
  if (export == NULL)
    return FALSE;
  problems = matoi_slack_export_get_problems (export);
  for (guint i = 0; i < problems->len && i < 20; i++)
    warn (g_ptr_array_index (problems, i));
  return import_chosen (cli, export, result, error);
}

static gboolean
has_slack_options (const MatoiCliOptions *options)
{
  return options->channels != NULL || options->from != NULL || options->until != NULL ||
         options->reaction != NULL || options->todos || options->into != NULL ||
         options->title != NULL || options->severity != NULL || options->policy != NULL;
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
    return take_sheet (cli, args[0], error);
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
  good = is_slack ? import_slack (cli, args[0], &result, error)
                  : import_files (cli, args, &result, error);
  if (good)
    print_result (cli, &result);
  matoi_import_result_clear (&result);
  return good;
}
