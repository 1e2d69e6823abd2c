/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-cli"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-cli-private.h"
#include "matoi-context-actions.h"
#include "matoi-json.h"

/* Tickets of action items: shown as they would be, and asked for. */

/* --- what it would be */

static JsonObject *
draft_to_json (const MatoiAction *action, const MatoiTicketDraft *draft)
{
  JsonObject *object = matoi_ticket_draft_to_json (draft);
  JsonArray *problems = json_array_new ();
  g_autofree char *id = matoi_id_dup_text (&action->id);

  matoi_json_set_string (object, "id", id);
  json_object_set_boolean_member (object, "ready", matoi_ticket_draft_is_ready (draft));
  for (guint i = 0; i < draft->problems->len; i++)
    {
      const MatoiCheck *check = g_ptr_array_index (draft->problems, i);
      JsonObject *problem = json_object_new ();

      matoi_json_set_string (problem, "id", check->id);
      matoi_json_set_string (problem, "text", check->text);
      matoi_json_set_string (problem, "fix", check->fix);
      json_object_set_boolean_member (problem, "hard", check->hard);
      json_array_add_object_element (problems, problem);
    }
  json_object_set_array_member (object, "problems", problems);
  return object;
}

static void
print_problems (const MatoiTicketDraft *draft, gboolean hard_only)
{
  for (guint i = 0; i < draft->problems->len; i++)
    {
      const MatoiCheck *check = g_ptr_array_index (draft->problems, i);

      if (check->hard || !hard_only)
        matoi_cli_printf ("%s: %s %s\n", check->id, check->text, check->fix);
    }
}

static void
print_draft (MatoiCli *cli, const MatoiTicketDraft *draft)
{
  g_autoptr (MatoiCliTable) table = matoi_cli_table_new (2);
  g_autofree char *site =
    *draft->site != '\0' ? matoi_context_dup_site_name (cli->context, draft->site) : g_strdup ("–");
  g_autofree char *labels = g_strjoinv (" ", draft->labels);

  matoi_cli_print_heading (cli, draft->summary);
  matoi_cli_table_add (table, _ ("Site"), site, NULL);
  matoi_cli_table_add (table, _ ("Project"), draft->project ? draft->project : "–", NULL);
  matoi_cli_table_add (table, _ ("Labels"), labels, NULL);
  matoi_cli_table_add (table, _ ("Priority"), draft->priority ? draft->priority : "–", NULL);
  matoi_cli_table_add (table, _ ("Due"), draft->due ? draft->due : "–", NULL);
  matoi_cli_table_print (table, "");
  matoi_cli_printf ("\n%s", draft->description);
  if (!g_str_has_suffix (draft->description, "\n"))
    matoi_cli_print ("\n");
  print_problems (draft, FALSE);
  matoi_cli_print ("\n");
}

/* --- which */

/* Of MatoiAction: the one that is named, or all that want one and were not asked for. */
static GPtrArray *
find_actions (MatoiCli *cli, const MatoiIncident *incident, const char *text, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  MatoiId id;

  if (text != NULL)
    {
      if (!matoi_incident_resolve (incident, "action", text, &id, error))
        return NULL;
      g_ptr_array_add (found, matoi_incident_find_action (incident, &id));
      return g_steal_pointer (&found);
    }
  for (guint i = 0; i < incident->actions->len; i++)
    {
      MatoiAction *action = g_ptr_array_index (incident->actions, i);

      if (matoi_action_wants_ticket (action) &&
          (action->gone || action->asked_at == MATOI_TIME_NONE))
        g_ptr_array_add (found, action);
    }
  return g_steal_pointer (&found);
}

static void
show_drafts (MatoiCli *cli, const MatoiIncident *incident, GPtrArray *actions)
{
  g_autoptr (JsonArray) array = json_array_new ();

  for (guint i = 0; i < actions->len; i++)
    {
      const MatoiAction *action = g_ptr_array_index (actions, i);
      g_autoptr (MatoiTicketDraft) draft =
        matoi_context_draft_ticket (cli->context, incident, action);

      if (cli->options.json)
        json_array_add_object_element (array, draft_to_json (action, draft));
      else
        print_draft (cli, draft);
    }
  if (cli->options.json)
    matoi_cli_take_json_array (g_steal_pointer (&array));
}

/* Those that lack something are left, and named; the others do not wait for them. */
static GPtrArray *
make_commands (MatoiCli *cli, const MatoiIncident *incident, GPtrArray *actions)
{
  GPtrArray *commands = g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_command_free);

  for (guint i = 0; i < actions->len; i++)
    {
      const MatoiAction *action = g_ptr_array_index (actions, i);
      g_autoptr (MatoiTicketDraft) draft =
        matoi_context_draft_ticket (cli->context, incident, action);
      MatoiCommand *command;

      if (!matoi_ticket_draft_is_ready (draft))
        {
          cli->status = MATOI_ERROR_RULE;
          if (!cli->options.json)
            {
              matoi_cli_printf ("%s\n", draft->summary);
              print_problems (draft, TRUE);
            }
          continue;
        }
      command = matoi_context_new_ticket (cli->context, &action->id, NULL);
      command->occurred_at = cli->at;
      g_ptr_array_add (commands, command);
    }
  return commands;
}

static gboolean
ask_for_all (MatoiCli *cli,
             const char *ref,
             const MatoiIncident *incident,
             GPtrArray *actions,
             GError **error)
{
  g_autoptr (GPtrArray) commands = make_commands (cli, incident, actions);

  if (commands->len > 0)
    return matoi_cli_submit_all (cli, ref, commands, error);
  if (cli->options.json)
    {
      JsonObject *object = json_object_new ();

      matoi_json_set_string (object, "ref", incident->ref);
      json_object_set_null_member (object, "event");
      matoi_cli_take_json_object (object);
    }
  else if (actions->len == 0)
    matoi_cli_printf ("%s\n", _ ("No action item waits for a ticket."));
  return TRUE;
}

static gboolean
ask_for_one (MatoiCli *cli, const char *ref, const MatoiAction *action, GError **error)
{
  g_autoptr (MatoiCommand) command = matoi_context_new_ticket (cli->context, &action->id, NULL);

  command->occurred_at = cli->at;
  return matoi_cli_submit (cli, ref, command, error);
}

/* "ticket ID", or "ticket --all". */
gboolean
matoi_cli_make_ticket (MatoiCli *cli, char **args, GError **error)
{
  g_autoptr (MatoiIncident) incident = NULL;
  g_autoptr (GPtrArray) actions = NULL;

  if ((args[2] == NULL) != cli->options.all)
    return matoi_cli_usage (error, _ ("Name one action item, or say --all. Nothing was changed."));
  incident = matoi_cli_load (cli, args[0], error);
  actions = incident != NULL ? find_actions (cli, incident, args[2], error) : NULL;
  if (actions == NULL)
    return FALSE;
  if (cli->options.dry_run)
    {
      show_drafts (cli, incident, actions);
      return TRUE;
    }
  if (!matoi_context_has_tickets (cli->context))
    {
      g_set_error_literal (error, MATOI_ERROR, MATOI_ERROR_SERVICE,
                           _ ("No ticket system is connected. Nothing was changed; make the ticket "
                             "there and record its key with “action REF link ID KEY”."));
      return FALSE;
    }
  return args[2] != NULL ? ask_for_one (cli, args[0], g_ptr_array_index (actions, 0), error)
                         : ask_for_all (cli, args[0], incident, actions, error);
}
