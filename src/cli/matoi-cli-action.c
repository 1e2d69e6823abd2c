/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-cli"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-cli-private.h"
#include "matoi-json.h"
#include "matoi-postmortem.h"

/* What is given of an action item; @text may be NULL. */
static gboolean
set_details (MatoiCli *cli, MatoiCommand *command, const char *text, GError **error)
{
  const MatoiCliOptions *options = &cli->options;

  matoi_command_set (command, "priority", options->priority);
  matoi_command_set (command, "kind", options->kind);
  matoi_command_set (command, "owner_team", options->owner_team);
  matoi_command_set (command, "due_on", options->due);
  matoi_command_set (command, "reason", options->reason);
  return matoi_cli_set_text (cli, command, "text", text, error);
}

static gboolean
add_action (MatoiCli *cli, char **args, GError **error)
{
  g_autoptr (MatoiCommand) command = NULL;

  if (!matoi_cli_open (cli, error))
    return FALSE;
  command = matoi_cli_command (cli, "action-add");
  return set_details (cli, command, args[2], error) &&
         matoi_cli_submit (cli, args[0], command, error);
}

static gboolean
link_ticket (MatoiCli *cli, char **args, GError **error)
{
  g_autoptr (MatoiCommand) command = NULL;

  if (!matoi_cli_open (cli, error))
    return FALSE;
  command = matoi_cli_command (cli, "action-link");
  matoi_command_set (command, "key", args[3]);
  matoi_command_set (command, "url", cli->options.url);
  return matoi_cli_set_id (cli, args[0], command, "action", args[2], error) &&
         matoi_cli_submit (cli, args[0], command, error);
}

/* Changes what is given. */
static gboolean
edit_action (MatoiCli *cli, char **args, GError **error)
{
  g_autoptr (MatoiCommand) command = NULL;

  if (!matoi_cli_open (cli, error))
    return FALSE;
  command = matoi_cli_command (cli, "action-edit");
  return set_details (cli, command, args[3], error) &&
         matoi_cli_set_id (cli, args[0], command, "action", args[2], error) &&
         matoi_cli_submit (cli, args[0], command, error);
}

/* "wont ID": it is not done; "reopen ID": it is, after all; "drop ID": it was a slip. */
static gboolean
turn_action (MatoiCli *cli, char **args, GError **error)
{
  g_autofree char *name = g_strconcat ("action-", args[1], NULL);
  g_autoptr (MatoiCommand) command = NULL;

  if (!matoi_cli_open (cli, error))
    return FALSE;
  command = matoi_cli_command (cli, name);
  matoi_command_set (command, "reason", cli->options.reason);
  return matoi_cli_set_id (cli, args[0], command, "action", args[2], error) &&
         matoi_cli_submit (cli, args[0], command, error);
}

static void
print_actions (MatoiCli *cli, const MatoiIncident *incident)
{
  g_autoptr (MatoiCliTable) table = matoi_cli_table_new (7);

  for (guint i = 0; i < incident->actions->len; i++)
    {
      const MatoiAction *action = g_ptr_array_index (incident->actions, i);
      g_autofree char *id = matoi_cli_dup_short_id (&action->id);

      matoi_cli_table_add (table, id, action->priority, matoi_action_state_name (action->state),
                           action->due_on ? action->due_on : "", action->key ? action->key : "",
                           action->owner_team ? action->owner_team : "", action->text, NULL);
    }
  if (incident->actions->len == 0)
    matoi_cli_printf ("%s\n", _ ("There are no action items."));
  matoi_cli_table_print (table, "");
}

static gboolean
list_actions (MatoiCli *cli, char **args, GError **error)
{
  g_autoptr (MatoiIncident) incident = matoi_cli_load (cli, args[0], error);

  if (incident == NULL)
    return FALSE;
  if (cli->options.json)
    matoi_cli_take_json_array (matoi_context_export_actions (cli->context, incident));
  else
    print_actions (cli, incident);
  return TRUE;
}

static gboolean
action (MatoiCli *cli, char **args, GError **error)
{
  static const struct
  {
    const char *name;
    guint n_args;
    gboolean (*run) (MatoiCli *cli, char **args, GError **error);
  } verbs[] = {
    { "add", 3, add_action },
    { "ticket", 2, matoi_cli_make_ticket },
    { "ticket", 3, matoi_cli_make_ticket },
    { "link", 4, link_ticket },
    { "wont", 3, turn_action },
    { "list", 2, list_actions },
    { "edit", 3, edit_action },
    { "edit", 4, edit_action },
    { "reopen", 3, turn_action },
    { "drop", 3, turn_action },
  };

  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (g_str_equal (args[1], verbs[i].name) && g_strv_length (args) == verbs[i].n_args)
      return verbs[i].run (cli, args, error);
  return matoi_cli_usage (
    error,
    _ ("Say “action REF add TEXT”, “ticket ID”, “ticket --all”, “link ID KEY”, “wont ID --reason TEXT”, "
                           "“edit ID [TEXT]”, “reopen ID”, “drop ID” or “list”. Nothing was changed."));
}

static JsonObject *
row_to_json (const MatoiActionRow *row)
{
  JsonObject *object = json_object_new (), *ticket = json_object_new ();
  g_autofree char *id = matoi_id_dup_text (&row->id);

  matoi_json_set_string (object, "ref", row->ref);
  matoi_json_set_string (object, "id", id);
  matoi_json_set_string (object, "text", row->text);
  matoi_json_set_string (object, "priority", row->priority);
  matoi_json_set_string (object, "kind", row->kind);
  matoi_json_set_string (object, "owner_team", row->owner_team);
  matoi_json_set_string (ticket, "key", row->key);
  matoi_json_set_string (ticket, "status", row->status);
  matoi_json_set_string (ticket, "category", row->category);
  matoi_json_set_string (ticket, "url", row->url);
  matoi_json_set_string (ticket, "site", row->site);
  matoi_json_set_string (ticket, "assignee", row->assignee);
  json_object_set_boolean_member (ticket, "gone", row->gone);
  json_object_set_object_member (object, "ticket", ticket);
  matoi_json_set_string (object, "due_on", row->due_on);
  matoi_json_set_string (object, "due", row->due);
  matoi_json_set_string (object, "state", row->state);
  matoi_json_set_string (object, "title", row->title);
  json_object_set_boolean_member (object, "open", row->open);
  matoi_json_set_time (object, "created_at", row->created_at);
  matoi_json_set_time (object, "changed_at", row->changed_at);
  return object;
}

static gboolean
is_overdue (const MatoiActionRow *row, const char *today)
{
  return row->open && row->due != NULL && strcmp (row->due, today) < 0;
}

static gboolean
actions (MatoiCli *cli, char **args, GError **error)
{
  const MatoiCliOptions *options = &cli->options;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (MatoiCliTable) table = matoi_cli_table_new (7);
  g_autoptr (JsonArray) array = json_array_new ();
  g_autofree char *today = NULL;

  if (!matoi_cli_open (cli, error))
    return FALSE;
  rows = matoi_context_list_actions (cli->context, options->open || options->overdue, error);
  if (rows == NULL)
    return FALSE;
  today = matoi_time_to_local (matoi_context_get_now (cli->context), "%Y-%m-%d",
                               matoi_context_get_zone (cli->context));
  for (guint i = 0; i < rows->len; i++)
    {
      const MatoiActionRow *row = g_ptr_array_index (rows, i);
      g_autofree char *id = matoi_cli_dup_short_id (&row->id);

      if (options->overdue && !is_overdue (row, today))
        continue;
      json_array_add_object_element (array, row_to_json (row));
      matoi_cli_table_add (table, row->ref, id, row->priority, matoi_action_state_name (row->state),
                           row->due ? row->due : "", row->key ? row->key : "", row->text, NULL);
    }
  if (options->json)
    matoi_cli_take_json_array (g_steal_pointer (&array));
  else if (json_array_get_length (array) == 0)
    matoi_cli_printf ("%s\n", _ ("There are no action items."));
  else
    matoi_cli_table_print (table, "");
  return TRUE;
}

const MatoiCliCommand matoi_cli_action_commands[] = {
  { "action", "REF add TEXT | REF ticket|link|wont|edit|reopen|drop ID [KEY|TEXT] | REF list",
    N_ ("What is done about it after the incident"),
    "priority kind owner-team due reason url all dry-run", 2, 4, action },
  { "actions", "", N_ ("The action items of all incidents"), "open overdue", 0, 0, actions },
  { NULL },
};
