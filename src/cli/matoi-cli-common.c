/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the commands have in common: the database, times, ids, texts and answers. */

#define G_LOG_DOMAIN "matoi-cli"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "matoi-cli-private.h"
#include "matoi-json.h"

#define INPUT_LIMIT (1024 * 1024)

/* Refuses what was typed; always FALSE. */
gboolean
matoi_cli_usage (GError **error, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, MATOI_ERROR, MATOI_ERROR_INPUT, text);
  return FALSE;
}

/* Puts @hint behind the message of @error. */
void
matoi_cli_add_hint (GError **error, const char *hint)
{
  g_autofree char *message = g_strdup_printf ("%s. %s", (*error)->message, hint);

  g_free ((*error)->message);
  (*error)->message = g_steal_pointer (&message);
}

/* Opens the database once; --as and --at hold for the whole run. */
gboolean
matoi_cli_open (MatoiCli *cli, GError **error)
{
  MatoiStoreFlags flags = MATOI_STORE_READ_WRITE;
  const char *path = cli->options.db;

  if (cli->context != NULL)
    return TRUE;
  /* A file one may only read can still be looked at. */
  if (path != NULL && g_file_test (path, G_FILE_TEST_EXISTS) && access (path, W_OK) != 0)
    flags = MATOI_STORE_READ_ONLY;
  cli->context = matoi_context_new (path, flags, error);
  if (cli->context == NULL)
    return FALSE;
  if (cli->options.as != NULL)
    matoi_context_set_identity (cli->context, cli->options.as);
  return cli->options.at == NULL || matoi_cli_parse_time (cli, cli->options.at, &cli->at, error);
}

gboolean
matoi_cli_parse_time (MatoiCli *cli, const char *text, gint64 *ms, GError **error)
{
  GTimeZone *zone = matoi_context_get_zone (cli->context);
  const char *clock = strpbrk (text, "Tt ");
  g_autofree char *stated = NULL;

  if (matoi_time_parse (text, zone, ms))
    {
      if (strpbrk (clock, "Zz+-") != NULL)
        return TRUE;
      stated = matoi_time_to_local (*ms, "%Y-%m-%dT%H:%M:%S%:z", zone);
      /* Translators: 1: the time that was typed, 2: the same with its zone. */
      return matoi_cli_usage (
        error, _ ("“%1$s” does not say in which zone. Nothing was changed; write it as %2$s."),
                  text, stated);
    }
  /* Translators: %s is what was typed. */
  return matoi_cli_usage (
    error, _ ("“%s” is not a time. Nothing was changed; write it as 2026-11-20T14:05:00+09:00."),
              text);
}

/* A day in the organisation's zone, its first moment or, with @end, its last; or a time. */
gboolean
matoi_cli_parse_day (MatoiCli *cli, const char *text, gboolean end, gint64 *ms, GError **error)
{
  int year, month, day, used = 0;
  g_autoptr (GDateTime) midnight = NULL, bound = NULL;

  if (sscanf (text, "%4d-%2d-%2d%n", &year, &month, &day, &used) == 3 && text[used] == '\0')
    midnight = g_date_time_new (matoi_context_get_zone (cli->context), year, month, day, 0, 0, 0);
  else if (strpbrk (text, "Tt ") != NULL)
    return matoi_cli_parse_time (cli, text, ms, error);
  if (midnight == NULL)
    /* Translators: %s is what was typed. */
    return matoi_cli_usage (
      error, _ ("“%s” is not a day. Nothing was changed; write it as 2026-11-20."), text);
  bound = g_date_time_add_days (midnight, end ? 1 : 0);
  *ms = g_date_time_to_unix (bound) * 1000 - (end ? 1 : 0);
  return TRUE;
}

gboolean
matoi_cli_parse_minutes (const char *text, gint64 *minutes, GError **error)
{
  guint64 value;

  if (!g_ascii_string_to_unsigned (text, 10, 1, 7 * 24 * 60, &value, NULL))
    /* Translators: %s is what was typed. */
    return matoi_cli_usage (
      error, _ ("“%s” is not a number of minutes from 1 to 10080. Nothing was changed."), text);
  *minutes = value;
  return TRUE;
}

gboolean
matoi_cli_find (MatoiCli *cli, const char *ref, MatoiId *id, GError **error)
{
  return matoi_cli_open (cli, error) && matoi_context_resolve (cli->context, ref, id, error);
}

MatoiIncident *
matoi_cli_load (MatoiCli *cli, const char *ref, GError **error)
{
  MatoiId id;

  return matoi_cli_find (cli, ref, &id, error) ? matoi_context_load (cli->context, &id, error)
                                               : NULL;
}

/* A command of the person who runs this, at --at. The database must be open. */
MatoiCommand *
matoi_cli_command (MatoiCli *cli, const char *name)
{
  MatoiCommand *command = matoi_command_new (name, matoi_context_get_identity (cli->context));

  command->occurred_at = cli->at;
  return command;
}

/* Finds the incident, submits and prints what came of it; all or nothing. */
gboolean
matoi_cli_submit_all (MatoiCli *cli, const char *ref, GPtrArray *commands, GError **error)
{
  g_autoptr (MatoiCliReceipt) receipt = NULL;
  MatoiId id;

  if (!matoi_cli_find (cli, ref, &id, error))
    return FALSE;
  receipt = matoi_context_submit_all (cli->context, &id, commands, error);
  if (receipt == NULL)
    return FALSE;
  matoi_cli_print_receipt (cli, receipt);
  return TRUE;
}

gboolean
matoi_cli_submit (MatoiCli *cli, const char *ref, MatoiCommand *command, GError **error)
{
  g_autoptr (GPtrArray) commands = g_ptr_array_new ();

  g_ptr_array_add (commands, command);
  return matoi_cli_submit_all (cli, ref, commands, error);
}

/* Sets the argument @what of @command to the full id that @text stands for. */
gboolean
matoi_cli_set_id (MatoiCli *cli,
                  const char *ref,
                  MatoiCommand *command,
                  const char *what,
                  const char *text,
                  GError **error)
{
  g_autoptr (MatoiIncident) incident = matoi_cli_load (cli, ref, error);
  char full[MATOI_ID_TEXT_LENGTH + 1];
  MatoiId id;

  if (incident == NULL || !matoi_incident_resolve (incident, what, text, &id, error))
    return FALSE;
  matoi_id_to_text (&id, full);
  matoi_command_set (command, what, full);
  return TRUE;
}

/* The member that names what an event made. */
static const char *
made_by (const MatoiEvent *event)
{
  if (g_str_equal (event->type, "entry.added"))
    return "entry";
  if (g_str_equal (event->type, "todo.added"))
    return "todo";
  if (g_str_equal (event->type, "ask.opened"))
    return "ask";
  return "event";
}

void
matoi_cli_print_receipt (MatoiCli *cli, const MatoiReceipt *receipt)
{
  const MatoiEvent *first =
    receipt->events->len > 0 ? g_ptr_array_index (receipt->events, 0) : NULL;
  gboolean named = cli->command != NULL && (g_str_equal (cli->command->name, "note") ||
                                            g_str_equal (cli->command->name, "say"));
  g_autofree char *id = first != NULL ? matoi_id_dup_text (&first->id) : NULL;
  JsonObject *object;

  if (!cli->options.json)
    {
      matoi_cli_printf ("%s\n", id != NULL ? id : _ ("Nothing to do: it is so already."));
      return;
    }
  object = json_object_new ();
  matoi_json_set_string (object, "ref", receipt->ref);
  matoi_json_set_string (object, named && first != NULL ? made_by (first) : "event", id);
  matoi_cli_take_json_object (object);
}

/* All of standard input, as text. */
char *
matoi_cli_read_input (MatoiCli *cli, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  char buffer[8192];
  size_t n;

  if (cli->read_stdin)
    {
      matoi_cli_usage (error,
                       _ ("Standard input can stand for one text only. Nothing was changed."));
      return NULL;
    }
  cli->read_stdin = TRUE;
  while ((n = fread (buffer, 1, sizeof buffer, stdin)) > 0 && text->len <= INPUT_LIMIT)
    g_string_append_len (text, buffer, n);
  if (text->len > INPUT_LIMIT)
    {
      matoi_cli_usage (
        error, _ ("Standard input is larger than 1 MB. Nothing was changed; shorten the text."));
      return NULL;
    }
  if (!g_utf8_validate (text->str, text->len, NULL))
    {
      matoi_cli_usage (error, _ ("Standard input is not UTF-8 text. Nothing was changed."));
      return NULL;
    }
  while (text->len > 0 && (text->str[text->len - 1] == '\n' || text->str[text->len - 1] == '\r'))
    g_string_truncate (text, text->len - 1);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* The text of a file; without one, or with "-": of standard input. (transfer full) */
char *
matoi_cli_read_file (MatoiCli *cli, const char *path_or_null, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  char *text = NULL;
  gsize length;

  if (path_or_null == NULL || g_str_equal (path_or_null, "-"))
    return matoi_cli_read_input (cli, error);
  if (!g_file_get_contents (path_or_null, &text, &length, &local_error))
    g_set_error (
      error, MATOI_ERROR,
      g_error_matches (local_error, G_FILE_ERROR, G_FILE_ERROR_NOENT) ? MATOI_ERROR_NOT_FOUND
                                                                      : MATOI_ERROR_STORAGE,
      /* Translators: 1: a file, 2: why it cannot be read */
      _ ("“%1$s” cannot be read (%2$s). Nothing was changed."), path_or_null, local_error->message);
  else if (!g_utf8_validate (text, (gssize) length, NULL))
    /* Translators: %s is a file */
    matoi_cli_usage (error, _ ("“%s” is not UTF-8 text. Nothing was changed."), path_or_null);
  else
    return text;
  g_free (text);
  return NULL;
}

/* "-" is standard input. (transfer full) */
char *
matoi_cli_dup_text (MatoiCli *cli, const char *arg, GError **error)
{
  return g_str_equal (arg, "-") ? matoi_cli_read_input (cli, error) : g_strdup (arg);
}
