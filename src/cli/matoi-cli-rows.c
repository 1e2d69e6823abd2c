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

/* What the timeline of the document tells: "postmortem REF rows" and "row". */

void
matoi_cli_add_evidence (MatoiCli *cli, MatoiCommand *command)
{
  for (char **url = cli->options.evidence; url != NULL && *url != NULL; url++)
    matoi_command_add_evidence (command, *url, NULL, NULL);
}

/* A text argument that may be "-". */
gboolean
matoi_cli_set_text (MatoiCli *cli,
                    MatoiCommand *command,
                    const char *name,
                    const char *arg,
                    GError **error)
{
  g_autofree char *text = arg != NULL ? matoi_cli_dup_text (cli, arg, error) : NULL;

  if (arg != NULL && text == NULL)
    return FALSE;
  matoi_command_set (command, name, text);
  return TRUE;
}

/* The element of @list that @text is the id, or a part of the id, of; each begins with its id. */
gpointer
matoi_cli_find_element (GPtrArray *list, const char *text, GError **error)
{
  gpointer found = NULL;
  guint n = 0;

  for (guint i = 0; i < list->len; i++)
    {
      g_autofree char *id = matoi_id_dup_text (g_ptr_array_index (list, i));

      if (strlen (text) >= 4 && strstr (id, text) != NULL)
        {
          found = g_ptr_array_index (list, i);
          n++;
        }
    }
  if (n == 1)
    return found;
  g_set_error (
    error, MATOI_ERROR, n > 1 ? MATOI_ERROR_INPUT : MATOI_ERROR_NOT_FOUND,
    /* Translators: %s is an id */
    n > 1 ? _ ("“%s” fits several ids. Give more characters of it.")
          : _ ("There is nothing with the id “%s” in this postmortem. Nothing was changed."), text);
  return NULL;
}

gboolean
matoi_cli_need_postmortem (const MatoiIncident *incident, GError **error)
{
  if (incident->postmortem != NULL)
    return TRUE;
  g_set_error_literal (error, MATOI_ERROR, MATOI_ERROR_NOT_FOUND,
                       _ ("There is no postmortem yet. Nothing was changed."));
  return FALSE;
}

static JsonObject *
line_to_json (const MatoiLine *line)
{
  JsonObject *object = json_object_new ();
  g_autofree char *entry = line->entry != NULL ? matoi_id_dup_text (&line->entry->id) : NULL;
  g_autofree char *row = line->row != NULL ? matoi_id_dup_text (&line->row->id) : NULL;

  matoi_json_set_string (object, "entry", entry);
  matoi_json_set_string (object, "row", row);
  matoi_json_set_time (object, "at", line->occurred_at);
  json_object_set_boolean_member (object, "told", line->told);
  matoi_json_set_string (object, "text", line->text);
  matoi_json_set_string (object, "anchor", line->anchor);
  json_object_set_boolean_member (object, "sourced", line->sourced);
  json_object_set_boolean_member (object, "learned_later", line->learned_later);
  return object;
}

static gboolean
rows (MatoiCli *cli, const MatoiIncident *incident, char **args, GError **error)
{
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (JsonArray) array = json_array_new ();
  g_autoptr (MatoiCliTable) table = matoi_cli_table_new (5);

  if (!matoi_cli_need_postmortem (incident, error))
    return FALSE;
  lines = matoi_postmortem_dup_timeline (incident);
  for (guint i = 0; i < lines->len; i++)
    {
      const MatoiLine *line = g_ptr_array_index (lines, i);
      g_autofree char *at = matoi_cli_dup_time (cli, line->occurred_at);
      g_autofree char *id =
        matoi_cli_dup_short_id (line->entry != NULL ? &line->entry->id : &line->row->id);
      g_autofree char *text = matoi_cli_dup_printable (line->text);

      json_array_add_object_element (array, line_to_json (line));
      matoi_cli_table_add (table, id, line->told ? "✓" : "·", at,
                           line->anchor != NULL ? matoi_postmortem_anchor_name (line->anchor) : "",
                           g_strdelimit (text, "\n", ' '), NULL);
    }
  if (cli->options.json)
    matoi_cli_take_json_array (g_steal_pointer (&array));
  else
    matoi_cli_table_print (table, "");
  return TRUE;
}

/* What a row has already, since a row is recorded as a whole. */
static void
keep_row (MatoiCommand *command, const MatoiRow *row)
{
  matoi_command_set (command, "text", row->text);
  matoi_command_set (command, "anchor", row->anchor);
  matoi_command_set (command, "none_reason", row->none_reason);
  matoi_command_set_flag (command, "learned_later", row->learned_later);
  if (row->occurred_at != MATOI_TIME_NONE)
    matoi_command_set_int (command, "occurred_at", row->occurred_at);
  for (guint i = 0; i < row->evidence->len; i++)
    {
      const MatoiEvidence *evidence = g_ptr_array_index (row->evidence, i);

      matoi_command_add_evidence (command, evidence->url, evidence->query, evidence->none_reason);
    }
}

static const MatoiRow *
find_row_of (const MatoiPostmortem *self, const MatoiId *entry)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      const MatoiRow *row = g_ptr_array_index (self->rows, i);

      if (row->has_entry && matoi_id_equal (&row->entry, entry))
        return row;
    }
  return NULL;
}

/* Names in @command the entry, or the row of its own, that @text is the id of. */
static gboolean
refer (MatoiCommand *command, const MatoiIncident *incident, const char *text, GError **error)
{
  g_autoptr (GError) not_entry = NULL;
  g_autofree char *full = NULL;
  const MatoiRow *row;
  MatoiId id;

  if (matoi_incident_resolve (incident, "entry", text, &id, &not_entry))
    {
      full = matoi_id_dup_text (&id);
      row = find_row_of (incident->postmortem, &id);
      matoi_command_set (command, "entry", full);
    }
  else
    {
      row = matoi_cli_find_element (incident->postmortem->rows, text, error);
      if (row == NULL)
        return FALSE;
      full = matoi_id_dup_text (&row->id);
      matoi_command_set (command, "row", full);
    }
  if (row != NULL)
    keep_row (command, row);
  return TRUE;
}

/* "row add TEXT --at TIME", "row ID [tell|leave-out|reset]" */
static gboolean
row (MatoiCli *cli, const MatoiIncident *incident, char **args, GError **error)
{
  static const char *const doings[] = { "tell", "leave-out", "reset", NULL };
  const MatoiCliOptions *options = &cli->options;
  const gboolean adds = g_strcmp0 (args[2], "add") == 0;
  const char *doing = args[2] != NULL && args[3] != NULL ? args[3] : "tell";
  g_autoptr (MatoiCommand) command = matoi_cli_command (cli, "pm-row");

  command->occurred_at = MATOI_TIME_NONE;
  if (!matoi_cli_need_postmortem (incident, error))
    return FALSE;
  if (args[2] == NULL || (adds ? args[3] == NULL : !g_strv_contains (doings, doing)))
    return matoi_cli_usage (error, _ ("Say “row add TEXT --at TIME”, or “row ID” with tell, "
                                      "leave-out or reset. Nothing was changed."));
  if (!adds && !refer (command, incident, args[2], error))
    return FALSE;
  if (!matoi_cli_set_text (cli, command, "text", adds ? args[3] : options->text, error))
    return FALSE;
  if (cli->at != MATOI_TIME_NONE)
    matoi_command_set_int (command, "occurred_at", cli->at);
  json_object_set_boolean_member (command->args, "told", adds || !g_str_equal (doing, "leave-out"));
  matoi_command_set_flag (command, "reset", !adds && g_str_equal (doing, "reset"));
  matoi_command_set (command, "anchor", options->anchor);
  matoi_command_set (command, "none_reason", options->none);
  matoi_command_set_flag (command, "learned_later", options->learned_later);
  matoi_cli_add_evidence (cli, command);
  return matoi_cli_submit (cli, args[0], command, error);
}

const MatoiCliVerb matoi_cli_row_verbs[] = {
  { "rows", rows, 2 },
  { "row", row, 4 },
  { NULL },
};
