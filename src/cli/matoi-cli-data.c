/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-cli"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "matoi-cli-private.h"
#include "matoi-import.h"
#include "matoi-json.h"
#include "matoi-replay.h"

/* On a terminal only, beside the output, on one line. */
void
matoi_cli_show_progress (gint64 done, gint64 total, gpointer user_data)
{
  if (isatty (STDERR_FILENO) && total > 100 && (done % 100 == 0 || done == total))
    fprintf (stderr, "\r%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT "%s", done, total,
             done == total ? "\n" : "");
}

static gboolean
write_out (MatoiCli *cli, const char *format, GBytes *bytes, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  if (cli->options.output != NULL)
    return matoi_cli_write_file (cli->options.output, bytes, error);
  if (g_str_equal (format, "pdf") && isatty (STDOUT_FILENO))
    return matoi_cli_usage (error, _ ("A terminal cannot show a PDF; name a file with -o."));
  if (fwrite (data, 1, length, stdout) == length)
    return TRUE;
  g_set_error_literal (error, MATOI_ERROR, MATOI_ERROR_STORAGE,
                       _ ("The document could not be written to the end. The incident is safe; "
                          "make room, and export again."));
  return FALSE;
}

static GBytes *
export_as (MatoiCli *cli, const MatoiIncident *incident, const char *format, GError **error)
{
  gboolean both = cli->options.both;
  char *text;

  if (!g_str_equal (format, "markdown") || incident->postmortem != NULL || both)
    return matoi_context_export (cli->context, incident, format, both, error);
  /* What is told of an incident that has no postmortem yet. */
  text = matoi_context_export_markdown (cli->context, incident);
  return g_bytes_new_take (text, strlen (text));
}

static gboolean
export_document (MatoiCli *cli, char **args, GError **error)
{
  static const char *const formats[] = { "markdown", "html", "pdf", "json", "csv", "ics", NULL };
  const char *format = cli->options.format != NULL ? cli->options.format : "markdown";
  g_autoptr (MatoiIncident) incident = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (!g_strv_contains (formats, format))
    /* Translators: %s is what was typed. */
    return matoi_cli_usage (error,
                            _ ("“%s” is not a kind of document Matoi writes; choose markdown, "
                               "html, pdf, ics, json or csv."),
                               format);
  incident = matoi_cli_load (cli, args[0], error);
  bytes = incident != NULL ? export_as (cli, incident, format, error) : NULL;
  if (bytes == NULL || !write_out (cli, format, bytes, error))
    return FALSE;
  if (incident->security)
    fprintf (stderr, "%s\n",
             _ ("This incident is confidential: keep the document among those who work on it."));
  return TRUE;
}

static gboolean
verify (MatoiCli *cli, char **args, GError **error)
{
  MatoiVerification result = { 0 };
  g_autofree char *bad = NULL;
  JsonObject *object;

  if (args[0] != NULL)
    {
      if (!g_file_test (args[0], G_FILE_TEST_EXISTS))
        {
          g_set_error (error, MATOI_ERROR, MATOI_ERROR_NOT_FOUND,
                       /* Translators: %s is the name of a file. */
                       _ ("There is no file “%s”. Nothing was changed."), args[0]);
          return FALSE;
        }
      cli->context = matoi_context_new (args[0], MATOI_STORE_READ_ONLY, error);
    }
  else if (!matoi_cli_open (cli, error))
    return FALSE;
  if (cli->context == NULL || !matoi_context_verify (cli->context, &result, error))
    return FALSE;
  bad = matoi_id_is_null (&result.first_bad) ? NULL : matoi_id_dup_text (&result.first_bad);
  if (cli->options.json)
    {
      object = json_object_new ();
      json_object_set_int_member (object, "events", result.events);
      json_object_set_boolean_member (object, "ok", result.ok);
      matoi_json_set_string (object, "first_bad", bad);
      matoi_cli_take_json_object (object);
    }
  else if (result.ok)
    {
      g_autofree char *count = g_strdup_printf ("%" G_GINT64_FORMAT, result.events);

      /* Translators: %s is a number. */
      matoi_cli_printf (_ ("%s events, all in order."), count);
      matoi_cli_print ("\n");
    }
  else
    matoi_cli_printf ("%s %s\n", result.problem != NULL ? result.problem : "",
                      bad != NULL ? bad : "");
  cli->status = result.ok ? 0 : MATOI_ERROR_STORAGE;
  matoi_context_clear_verification (&result);
  return TRUE;
}

/* What has no incident answers with the file it worked on. */
static void
print_done (MatoiCli *cli, const char *path, const char *sentence)
{
  JsonObject *object;

  if (!cli->options.json)
    {
      matoi_cli_printf ("%s\n", sentence);
      return;
    }
  object = json_object_new ();
  matoi_json_set_string (object, "file", path);
  matoi_cli_take_json_object (object);
}

static gboolean
rebuild (MatoiCli *cli, char **args, GError **error)
{
  if (!matoi_cli_open (cli, error) ||
      !matoi_context_rebuild (cli->context, matoi_cli_show_progress, NULL, error))
    return FALSE;
  print_done (cli, matoi_context_get_path (cli->context),
              _ ("The lists were written anew from the log."));
  return TRUE;
}

static gboolean
backup (MatoiCli *cli, char **args, GError **error)
{
  if (!matoi_cli_open (cli, error) || !matoi_context_backup (cli->context, args[0], error))
    return FALSE;
  print_done (cli, args[0], _ ("The backup is written."));
  return TRUE;
}

/* Never opens the database: it may be the damaged one. */
static gboolean
restore (MatoiCli *cli, char **args, GError **error)
{
  if (!matoi_context_restore (cli->options.db, args[0], error))
    return FALSE;
  print_done (cli, args[0], _ ("The backup is in place; the former database is kept beside it."));
  return TRUE;
}

static void
print_replayed (const char *ref, gint64 at, const char *text, gpointer user_data)
{
  MatoiCli *cli = user_data;
  g_autofree char *printable = matoi_cli_dup_printable (text);
  JsonObject *object;

  if (cli->options.json)
    {
      g_autofree char *line = NULL;

      object = json_object_new ();
      matoi_json_set_string (object, "ref", ref);
      matoi_json_set_time (object, "at", at);
      matoi_json_set_string (object, "text", text);
      line = matoi_json_to_text (object);
      matoi_cli_printf ("%s\n", line);
      json_object_unref (object);
    }
  else
    matoi_cli_printf ("%s\t%s\n", ref, printable);
  fflush (stdout);
}

static gboolean
replay (MatoiCli *cli, char **args, GError **error)
{
  g_autoptr (JsonObject) facts = NULL;

  if (!matoi_cli_open (cli, error))
    return FALSE;
  facts = matoi_import_read_file (args[0], error);
  return facts != NULL &&
         matoi_replay_run (cli->context, facts, cli->options.speed, print_replayed, cli, error);
}

const MatoiCliCommand matoi_cli_data_commands[] = {
  { "import", "FILE…", N_ ("Take in incidents or an export of Slack; twice changes nothing"),
    "channel from until reaction todos into title severity policy map dry-run skip-refused", 1, -1,
    matoi_cli_import,
    N_ ("A ZIP archive or a folder is an export of a Slack workspace: each message of the channels "
        "and the span becomes an entry, in a new incident or the one of --into. Without --channel, "
        "its channels are listed. A CSV file has an incident a line; --map, --dry-run and "
        "--skip-refused are for such a file, the other options for an export of Slack.") },
  { "export", "REF", N_ ("Write an incident as a document"), "format output both", 1, 1,
    export_document },
  { "replay", "FILE", N_ ("Play a past incident into a new drill"), "speed", 1, 1, replay },
  { "verify", "[FILE]", N_ ("Check the log and what was made from it"), "", 0, 1, verify },
  { "rebuild", "", N_ ("Write the lists anew from the log"), "", 0, 0, rebuild },
  { "backup", "FILE", N_ ("Copy the database while it is in use"), "", 1, 1, backup },
  { "restore", "FILE", N_ ("Put a backup in the place of the database"), "", 1, 1, restore },
  { NULL },
};
