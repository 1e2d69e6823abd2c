/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-cli"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-cli-private.h"
#include "matoi-json.h"
#include "matoi-pictures.h"
#include "matoi-postmortem.h"

/* What stands in the document, one thing at a time: "postmortem REF VERB …". args[0] is the
 * reference, args[1] the verb. */

/* --- lists */

/* Begins @name: "add", or about the element of @list that args[3] names. */
static MatoiCommand *
begin_element (MatoiCli *cli, const char *name, GPtrArray *list, char **args, GError **error)
{
  g_autoptr (MatoiCommand) command = matoi_cli_command (cli, name);
  gpointer element;
  g_autofree char *id = NULL;

  element = matoi_cli_find_element (list, args[3], error);
  if (element == NULL)
    return NULL;
  id = matoi_id_dup_text (element);
  matoi_command_set (command, "id", id);
  matoi_command_set_flag (command, "removed", g_str_equal (args[2], "remove"));
  return g_steal_pointer (&command);
}

/* "factor add WHAT", "factor edit ID [WHAT]", "factor remove ID" */
static gboolean
factor (MatoiCli *cli, const MatoiIncident *incident, char **args, GError **error)
{
  const gboolean adds = g_strcmp0 (args[2], "add") == 0;
  g_autoptr (MatoiCommand) command = NULL;

  if (!matoi_cli_need_postmortem (incident, error))
    return FALSE;
  if (args[2] == NULL || args[3] == NULL ||
      !(adds || g_str_equal (args[2], "edit") || g_str_equal (args[2], "remove")))
    return matoi_cli_usage (error, _ ("Say “factor add WHAT --reason WHY”, “factor edit ID [WHAT]” "
                                      "or “factor remove ID”. Nothing was changed."));
  command = adds ? matoi_cli_command (cli, "pm-factor")
                 : begin_element (cli, "pm-factor", incident->postmortem->factors, args, error);
  if (command == NULL ||
      !matoi_cli_set_text (cli, command, "what", adds ? args[3] : args[4], error))
    return FALSE;
  matoi_command_set (command, "why", cli->options.reason);
  matoi_cli_add_evidence (cli, command);
  return matoi_cli_submit (cli, args[0], command, error);
}

/* "learned well|badly|lucky TEXT", "learned edit ID [TEXT]", "learned remove ID" */
static gboolean
learned (MatoiCli *cli, const MatoiIncident *incident, char **args, GError **error)
{
  const gboolean changes = g_strcmp0 (args[2], "edit") == 0 || g_strcmp0 (args[2], "remove") == 0;
  g_autoptr (MatoiCommand) command = NULL;

  if (!matoi_cli_need_postmortem (incident, error))
    return FALSE;
  if (args[2] == NULL || args[3] == NULL)
    return matoi_cli_usage (error, _ ("Say “learned well|badly|lucky TEXT”, “learned edit ID "
                                      "[TEXT]” or “learned remove ID”. Nothing was changed."));
  command = changes ? begin_element (cli, "pm-learned", incident->postmortem->learned, args, error)
                    : matoi_cli_command (cli, "pm-learned");
  if (command == NULL ||
      !matoi_cli_set_text (cli, command, "text", changes ? args[4] : args[3], error))
    return FALSE;
  if (!changes)
    matoi_command_set (command, "side", args[2]);
  matoi_command_set (command, "action", cli->options.action);
  matoi_command_set (command, "waiver", cli->options.reason);
  return matoi_cli_submit (cli, args[0], command, error);
}

/* "impact ROW VALUE", "impact ROW --unknown REASON" */
static gboolean
impact (MatoiCli *cli, const MatoiIncident *incident, char **args, GError **error)
{
  g_autoptr (MatoiCommand) command = matoi_cli_command (cli, "pm-impact");

  if (args[2] == NULL || (args[3] == NULL) == (cli->options.unknown == NULL))
    return matoi_cli_usage (
      error, _ ("Say “impact ROW VALUE” or “impact ROW --unknown REASON”. Nothing was changed."));
  matoi_command_set (command, "row", args[2]);
  matoi_command_set (command, "url", cli->options.url);
  matoi_command_set (command, "unknown_reason", cli->options.unknown);
  return matoi_cli_set_text (cli, command, "value", args[3], error) &&
         matoi_cli_submit (cli, args[0], command, error);
}

/* "tick LIST ITEM", "untick LIST ITEM" */
static gboolean
tick (MatoiCli *cli, const MatoiIncident *incident, char **args, GError **error)
{
  g_autoptr (MatoiCommand) command = matoi_cli_command (cli, "pm-tick");

  if (args[2] == NULL || args[3] == NULL)
    return matoi_cli_usage (
      error,
      _ ("Say which list and which item, such as “tick review depth”. Nothing was changed."));
  matoi_command_set (command, "list", args[2]);
  matoi_command_set (command, "item", args[3]);
  json_object_set_boolean_member (command->args, "on", g_str_equal (args[1], "tick"));
  return matoi_cli_submit (cli, args[0], command, error);
}

/* "dismiss SECTION RULE [TEXT]" */
static gboolean
dismiss (MatoiCli *cli, const MatoiIncident *incident, char **args, GError **error)
{
  g_autoptr (MatoiCommand) command = matoi_cli_command (cli, "pm-dismiss");

  if (args[2] == NULL || args[3] == NULL)
    return matoi_cli_usage (error, _ ("Say “dismiss SECTION RULE TEXT”, as “lint” prints them. "
                                      "Nothing was changed."));
  matoi_command_set (command, "section", args[2]);
  matoi_command_set (command, "rule", args[3]);
  return matoi_cli_set_text (cli, command, "text", args[4], error) &&
         matoi_cli_submit (cli, args[0], command, error);
}

/* --- the document as a whole */

/* "due DAY --reason TEXT" */
static gboolean
due (MatoiCli *cli, const MatoiIncident *incident, char **args, GError **error)
{
  g_autoptr (MatoiCommand) command = matoi_cli_command (cli, "pm-due");
  gint64 at;

  if (args[2] == NULL)
    return matoi_cli_usage (
      error, _ ("Say the day, such as “due 2026-12-01 --reason TEXT”. Nothing was changed."));
  if (!matoi_cli_parse_day (cli, args[2], TRUE, &at, error))
    return FALSE;
  matoi_command_set_int (command, "due_at", at);
  matoi_command_set (command, "reason", cli->options.reason);
  return matoi_cli_submit (cli, args[0], command, error);
}

/* "assign SECTION [PERSON]" */
static gboolean
assign (MatoiCli *cli, const MatoiIncident *incident, char **args, GError **error)
{
  g_autoptr (MatoiCommand) command = matoi_cli_command (cli, "pm-assign");

  if (args[2] == NULL)
    return matoi_cli_usage (
      error, _ ("Say “assign SECTION PERSON”; without a person nobody writes it. Nothing was "
                                      "changed."));
  matoi_command_set (command, "section", args[2]);
  matoi_command_set (command, "person", args[3]);
  return matoi_cli_submit (cli, args[0], command, error);
}

/* --- pictures */

static GBytes *
read_picture (const char *path, GError **error)
{
  g_autoptr (GMappedFile) file = NULL;
  g_autoptr (GError) problem = NULL;

  /* What is no file of its own, such as a device, cannot be mapped. */
  if (g_file_test (path, G_FILE_TEST_EXISTS) && !g_file_test (path, G_FILE_TEST_IS_REGULAR))
    {
      /* Translators: %s is what was given as a file */
      matoi_cli_usage (error, _ ("“%s” is not a file. Nothing was changed."), path);
      return NULL;
    }
  file = g_mapped_file_new (path, FALSE, &problem);
  if (file != NULL)
    return g_mapped_file_get_bytes (file);
  g_set_error (error, MATOI_ERROR,
               g_error_matches (problem, G_FILE_ERROR, G_FILE_ERROR_NOENT) ? MATOI_ERROR_NOT_FOUND
                                                                           : MATOI_ERROR_STORAGE,
               /* Translators: 1: a file, 2: why it cannot be read */
               _ ("“%1$s” cannot be read (%2$s). Nothing was changed."), path, problem->message);
  return NULL;
}

/* "picture FILE": what is printed goes into the text as ![words](picture:…). */
static gboolean
picture (MatoiCli *cli, const MatoiIncident *incident, char **args, GError **error)
{
  g_autoptr (GBytes) file = NULL;
  g_autoptr (MatoiCommand) command = NULL;
  g_autoptr (MatoiCliReceipt) receipt = NULL;
  g_autofree char *reference = NULL, *event = NULL;
  JsonObject *object;

  if (args[2] == NULL)
    return matoi_cli_usage (error, _ ("Name the file with the picture. Nothing was changed."));
  file = read_picture (args[2], error);
  command = file != NULL
              ? matoi_picture_new_command (matoi_context_get_identity (cli->context), file, error)
              : NULL;
  receipt =
    command != NULL ? matoi_context_submit (cli->context, &incident->id, command, error) : NULL;
  if (receipt == NULL)
    return FALSE;
  reference = matoi_picture_dup_reference (command);
  if (!cli->options.json)
    {
      matoi_cli_printf ("%s\n", reference);
      return TRUE;
    }
  if (receipt->events->len > 0)
    event = matoi_id_dup_text (&((MatoiEvent *) g_ptr_array_index (receipt->events, 0))->id);
  object = json_object_new ();
  matoi_json_set_string (object, "ref", receipt->ref);
  matoi_json_set_string (object, "event", event);
  matoi_json_set_string (object, "picture", reference);
  matoi_cli_take_json_object (object);
  return TRUE;
}

const MatoiCliVerb matoi_cli_document_verbs[] = {
  { "factor", factor, 5 },   { "learned", learned, 5 },
  { "impact", impact, 4 },   { "tick", tick, 4 },
  { "untick", tick, 4 },     { "dismiss", dismiss, 5 },
  { "due", due, 3 },         { "assign", assign, 4 },
  { "picture", picture, 3 }, { NULL },
};
