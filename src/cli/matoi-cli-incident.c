/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-cli"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "matoi-cli-private.h"
#include "matoi-context-actions.h"
#include "matoi-json.h"

static gboolean
set_time (MatoiCli *cli, MatoiCommand *command, const char *arg, const char *text, GError **error)
{
  gint64 ms;

  if (text == NULL)
    return TRUE;
  if (!matoi_cli_parse_time (cli, text, &ms, error))
    return FALSE;
  matoi_command_set_int (command, arg, ms);
  return TRUE;
}

static gboolean
declare (MatoiCli *cli, char **args, GError **error)
{
  const MatoiCliOptions *options = &cli->options;
  g_autoptr (MatoiCommand) command = NULL;
  g_autoptr (MatoiCliReceipt) receipt = NULL;
  g_autofree char *id = NULL;
  JsonObject *object;

  if (options->title == NULL)
    return matoi_cli_usage (error,
                            _ ("Say what is wrong with --title TEXT. Nothing was declared."));
  if (!matoi_cli_open (cli, error))
    return FALSE;
  command = matoi_cli_command (cli, "declare");
  matoi_command_set (command, "title", options->title);
  matoi_command_set (command, "channel", options->room);
  matoi_command_set (command, "severity", options->severity);
  matoi_command_set (command, "scope", options->scope);
  matoi_command_set (command, "detected_by", options->detected_by);
  matoi_command_set_strv (command, "services", (const char *const *) options->services);
  matoi_command_set_flag (command, "security", options->security);
  matoi_command_set_flag (command, "drill", options->drill);
  for (guint i = 0; options->evidence != NULL && options->evidence[i] != NULL; i++)
    matoi_command_add_evidence (command, options->evidence[i], NULL, NULL);
  if (!set_time (cli, command, "started_at", options->started, error) ||
      !set_time (cli, command, "detected_at", options->detected, error) ||
      !matoi_context_prepare_declare (cli->context, command, options->policy, error))
    return FALSE;
  /* DET-04: what is no incident is a ticket, and a record of the check. */
  receipt =
    options->not_an_incident
      ? matoi_context_file_ticket (cli->context, command, options->text, options->owner_team, error)
      : matoi_context_submit (cli->context, NULL, command, error);
  if (receipt == NULL)
    return FALSE;
  if (!options->json)
    {
      matoi_cli_printf ("%s\n", receipt->ref);
      return TRUE;
    }
  object = json_object_new ();
  matoi_json_set_string (object, "ref", receipt->ref);
  id = matoi_id_dup_text (&receipt->incident);
  matoi_json_set_string (object, "id", id);
  matoi_cli_take_json_object (object);
  return TRUE;
}

static gboolean
severity (MatoiCli *cli, char **args, GError **error)
{
  g_autoptr (MatoiCommand) command = NULL;

  if (!matoi_cli_open (cli, error))
    return FALSE;
  command = matoi_cli_command (cli, "severity");
  matoi_command_set (command, "to", args[1]);
  matoi_command_set (command, "reason", cli->options.reason);
  return matoi_cli_submit (cli, args[0], command, error);
}

static gboolean
phase (MatoiCli *cli, char **args, GError **error)
{
  g_autoptr (MatoiCommand) command = NULL;

  if (!matoi_cli_open (cli, error))
    return FALSE;
  command = matoi_cli_command (cli, "phase");
  matoi_command_set (command, "to", args[1]);
  return matoi_cli_submit (cli, args[0], command, error);
}

static gboolean
role (MatoiCli *cli, char **args, GError **error)
{
  g_autoptr (MatoiCommand) command = NULL;

  if (args[2] == NULL && !cli->options.release)
    return matoi_cli_usage (error, _ ("Name the person who takes the role. Nothing was changed."));
  if (!matoi_cli_open (cli, error))
    return FALSE;
  command = matoi_cli_command (cli, cli->options.release ? "role-release" : "role-assign");
  matoi_command_set (command, "role", args[1]);
  matoi_command_set (command, "person", args[2]);
  if (!cli->options.release)
    matoi_command_set_flag (command, "handover", cli->options.handover);
  return matoi_cli_submit (cli, args[0], command, error);
}

static gboolean
details (MatoiCli *cli, char **args, GError **error)
{
  const MatoiCliOptions *options = &cli->options;
  g_autoptr (MatoiCommand) command = NULL;

  if (!matoi_cli_open (cli, error))
    return FALSE;
  command = matoi_cli_command (cli, "details");
  matoi_command_set (command, "title", options->title);
  matoi_command_set (command, "scope", options->scope);
  matoi_command_set (command, "worst_case", options->worst_case);
  matoi_command_set_strv (command, "services", (const char *const *) options->services);
  if (!set_time (cli, command, "started_at", options->started, error) ||
      !set_time (cli, command, "detected_at", options->detected, error) ||
      !set_time (cli, command, "mitigated_at", options->mitigated, error))
    return FALSE;
  if (json_object_get_size (command->args) == 0)
    return matoi_cli_usage (
      error, _ ("Say what to change, for example with --scope TEXT. Nothing was changed."));
  return matoi_cli_submit (cli, args[0], command, error);
}

static gboolean
end (MatoiCli *cli, char **args, GError **error)
{
  const MatoiCliOptions *options = &cli->options;
  g_autoptr (MatoiCommand) command = NULL;

  if (options->outcome == NULL)
    return matoi_cli_usage (
      error, _ ("Say how it ended with --outcome recovered, recovering or false-alarm. Nothing was "
                               "changed."));
  if (!matoi_cli_open (cli, error))
    return FALSE;
  command = matoi_cli_command (cli, "end");
  matoi_command_set (command, "outcome", options->outcome);
  matoi_command_set (command, "final_severity", options->final_severity);
  matoi_command_set (command, "owner", options->owner);
  matoi_command_set (command, "override", options->override);
  return matoi_cli_submit (cli, args[0], command, error);
}

static gboolean
reopen (MatoiCli *cli, char **args, GError **error)
{
  g_autoptr (MatoiCommand) command = NULL;

  if (!matoi_cli_open (cli, error))
    return FALSE;
  command = matoi_cli_command (cli, "reopen");
  matoi_command_set (command, "reason", cli->options.reason);
  return matoi_cli_submit (cli, args[0], command, error);
}

const MatoiCliCommand matoi_cli_incident_commands[] = {
  { "declare", "--title TEXT", N_ ("Declare an incident and print its reference"),
    "title severity scope service policy detected-by evidence security drill room started "
    "detected not-an-incident text owner-team",
    0, 0, declare },
  { "severity", "REF LEVEL", N_ ("Change how bad it is"), "reason", 2, 2, severity },
  { "phase", "REF size-up|stabilise|update|verify", N_ ("Move to a phase"), "", 2, 2, phase },
  { "role", "REF ROLE PERSON", N_ ("Give a role to a person, or take it back"), "release handover",
    2, 3, role },
  { "details", "REF", N_ ("Change the facts of the incident"),
    "title scope worst-case service started detected mitigated", 1, 1, details },
  { "end", "REF --outcome OUTCOME", N_ ("End it, after every check"),
    "outcome final-severity owner override", 1, 1, end },
  { "reopen", "REF --reason TEXT", N_ ("Open an ended incident again"), "reason", 1, 1, reopen },
  { NULL },
};
