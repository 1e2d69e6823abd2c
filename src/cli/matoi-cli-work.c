/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-cli"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-cli-private.h"
#include "matoi-messages.h"
#include "matoi-status-page.h"

static gboolean
ask (MatoiCli *cli, char **args, GError **error)
{
  g_autofree char *text = matoi_cli_dup_text (cli, args[3], error);
  g_autoptr (MatoiCommand) command = NULL;
  gint64 minutes;

  if (text == NULL || !matoi_cli_parse_minutes (args[2], &minutes, error) ||
      !matoi_cli_open (cli, error))
    return FALSE;
  command = matoi_cli_command (cli, "ask");
  matoi_command_set (command, "person", args[1]);
  matoi_command_set_int (command, "minutes", minutes);
  matoi_command_set (command, "text", text);
  return matoi_cli_submit (cli, args[0], command, error);
}

static gboolean
answer (MatoiCli *cli, char **args, GError **error)
{
  g_autofree char *text = matoi_cli_dup_text (cli, args[2], error);
  g_autoptr (MatoiCommand) command = NULL;

  if (text == NULL || !matoi_cli_open (cli, error))
    return FALSE;
  command = matoi_cli_command (cli, "answer");
  matoi_command_set (command, "text", text);
  return matoi_cli_set_id (cli, args[0], command, "ask", args[1], error) &&
         matoi_cli_submit (cli, args[0], command, error);
}

static gboolean
extend (MatoiCli *cli, char **args, GError **error)
{
  g_autoptr (MatoiCommand) command = NULL;
  gint64 minutes;

  if (!matoi_cli_parse_minutes (args[2], &minutes, error) || !matoi_cli_open (cli, error))
    return FALSE;
  command = matoi_cli_command (cli, "extend");
  matoi_command_set_int (command, "minutes", minutes);
  return matoi_cli_set_id (cli, args[0], command, "ask", args[1], error) &&
         matoi_cli_submit (cli, args[0], command, error);
}

static gboolean
todo (MatoiCli *cli, char **args, GError **error)
{
  gboolean add = g_str_equal (args[1], "add");
  g_autoptr (MatoiCommand) command = NULL;
  g_autofree char *text = NULL;

  if (!add && !g_str_equal (args[1], "done"))
    return matoi_cli_usage (
      error, _ ("Say “todo REF add TEXT” or “todo REF done ID”. Nothing was changed."));
  if (!matoi_cli_open (cli, error))
    return FALSE;
  if (!add)
    {
      command = matoi_cli_command (cli, "todo-done");
      return matoi_cli_set_id (cli, args[0], command, "todo", args[2], error) &&
             matoi_cli_submit (cli, args[0], command, error);
    }
  text = matoi_cli_dup_text (cli, args[2], error);
  if (text == NULL)
    return FALSE;
  command = matoi_cli_command (cli, "todo");
  matoi_command_set (command, "text", text);
  matoi_command_set (command, "owner", cli->options.owner);
  matoi_command_set_flag (command, "later", cli->options.later);
  return matoi_cli_submit (cli, args[0], command, error);
}

/* The text the process proposes for the next post to this audience. */
static char *
propose_text (MatoiCli *cli, const char *ref, const char *to, GError **error)
{
  g_autoptr (MatoiIncident) incident = matoi_cli_load (cli, ref, error);
  const char *key = to;
  guint n_public = 0;
  /* The same text as in the core, so that it is translated once. */
  const char *lang = C_ ("language of the presets", "en");

  if (incident == NULL)
    return NULL;
  for (guint i = 0; i < incident->updates->len; i++)
    n_public +=
      g_str_equal (((MatoiUpdate *) g_ptr_array_index (incident->updates, i))->to, "public");
  if (g_str_equal (to, "public"))
    key = n_public == 0 ? "public.investigating" : n_public == 1 ? "public.scope" : "public.update";
  else if (g_str_equal (to, "channel"))
    return matoi_status_compose (incident, matoi_context_get_now (cli->context));
  return matoi_message_compose (incident, key, lang, matoi_context_get_now (cli->context),
                                matoi_context_get_zone (cli->context));
}

static MatoiCommand *
add (MatoiCli *cli, GPtrArray *commands, const char *name)
{
  MatoiCommand *command = matoi_cli_command (cli, name);

  matoi_command_set (command, "to", cli->options.to);
  g_ptr_array_add (commands, command);
  return command;
}

/* "ID=STATE", as often as it was given. */
static gboolean
set_components (MatoiCli *cli, MatoiCommand *command, GError **error)
{
  JsonObject *components = json_object_new ();

  json_object_set_object_member (command->args, "components", components);
  for (char **one = cli->options.components; one != NULL && *one != NULL; one++)
    {
      const char *state = strchr (*one, '=');
      g_autofree char *id = state != NULL ? g_strndup (*one, (gsize) (state - *one)) : NULL;

      if (id == NULL || *id == '\0' || state[1] == '\0')
        return matoi_cli_usage (error, _ ("Write a component as ID=STATE, for example --component "
                    "cmcheckout01=partial_outage. Nothing was changed."));
      json_object_set_string_member (components, id, state + 1);
    }
  return TRUE;
}

/* The text, the approval and the way to the status page: all of it or nothing (IC-17). */
static gboolean
publish (MatoiCli *cli, const char *ref, const char *text, GError **error)
{
  const MatoiCliOptions *options = &cli->options;
  g_autoptr (MatoiIncident) incident = matoi_cli_load (cli, ref, error);
  g_autoptr (GPtrArray) commands =
    g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_command_free);
  MatoiCommand *command;

  if (incident == NULL)
    return FALSE;
  if (!matoi_status_page_is_used (cli->context))
    {
      g_set_error_literal (error, MATOI_ERROR, MATOI_ERROR_SERVICE,
                           _ ("No status page is connected. Nothing was changed; publish it there "
                             "and record where it stands with --url."));
      return FALSE;
    }
  if (text != NULL)
    {
      command = add (cli, commands, "update");
      matoi_command_set (command, "text", text);
      matoi_command_set_flag (command, "draft", TRUE);
    }
  if (options->approve)
    add (cli, commands, "update-approve");
  command = add (cli, commands, "update-publish");
  matoi_command_set (command, "status",
                     options->status != NULL ? options->status
                                             : matoi_status_page_propose_status (incident));
  matoi_command_set_flag (command, "recovered", options->recovered);
  json_object_set_boolean_member (command->args, "notify",
                                  !options->no_notify && matoi_status_page_notifies (cli->context));
  return set_components (cli, command, error) && matoi_cli_submit_all (cli, ref, commands, error);
}

static gboolean
check_update (const MatoiCliOptions *options, GError **error)
{
  if (options->to == NULL)
    return matoi_cli_usage (
      error, _ ("Say who is to read it with --to channel, executives, public or company. Nothing "
                                      "was changed."));
  if (options->text != NULL && options->text[strspn (options->text, " \t\r\n")] == '\0')
    return matoi_cli_usage (error, _ ("The text is empty. Nothing was changed."));
  if (options->publish && (options->draft || options->url != NULL))
    return matoi_cli_usage (error, _ ("What is published is neither a draft nor posted by hand: "
                                      "leave out --draft and --url. Nothing was changed."));
  if (!options->publish && (options->status != NULL || options->components != NULL ||
                            options->recovered || options->no_notify))
    return matoi_cli_usage (error, _ ("--status, --component, --recovered and --no-notify belong "
                                      "to --publish. Nothing was changed."));
  if (options->text == NULL && !options->draft && !options->approve && !options->publish)
    return matoi_cli_usage (
      error, _ ("Give the text with --text, or --draft for a proposal. Nothing was changed."));
  return TRUE;
}

static gboolean
update (MatoiCli *cli, char **args, GError **error)
{
  const MatoiCliOptions *options = &cli->options;
  g_autoptr (MatoiCommand) command = NULL;
  g_autofree char *text = NULL;

  if (!check_update (options, error) || !matoi_cli_open (cli, error))
    return FALSE;
  if (options->text != NULL)
    text = g_strdup (options->text);
  else if (options->draft)
    text = propose_text (cli, args[0], options->to, error);
  if (text == NULL && (options->text != NULL || options->draft))
    return FALSE;
  if (options->publish)
    return publish (cli, args[0], text, error);
  command = matoi_cli_command (cli, "update");
  matoi_command_set (command, "to", options->to);
  matoi_command_set (command, "text", text);
  matoi_command_set (command, "url", options->url);
  matoi_command_set_flag (command, "draft", options->draft);
  matoi_command_set_flag (command, "approve", options->approve);
  return matoi_cli_submit (cli, args[0], command, error);
}

const MatoiCliCommand matoi_cli_work_commands[] = {
  { "ask", "REF PERSON MINUTES TEXT", N_ ("Give a task to a person for some minutes"), "", 4, 4,
    ask },
  { "answer", "REF ASK TEXT", N_ ("What came of a task"), "", 3, 3, answer },
  { "extend", "REF ASK MINUTES", N_ ("Give a task more minutes"), "", 3, 3, extend },
  { "todo", "REF add TEXT | REF done ID", N_ ("Work to do now or after the incident"),
    "later owner", 3, 3, todo },
  { "update", "REF --to AUDIENCE", N_ ("Record or draft a status post"),
    "to text draft approve url publish status component recovered no-notify", 1, 1, update },
  { NULL },
};
