/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-cli"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "matoi-cli-private.h"
#include "matoi-json.h"

static gboolean
show (MatoiCli *cli, char **args, GError **error)
{
  g_autoptr (MatoiIncident) incident = matoi_cli_load (cli, args[0], error);
  g_autoptr (JsonNode) node = NULL;

  if (incident == NULL)
    return FALSE;
  if (!cli->options.json)
    {
      matoi_cli_show_incident (cli, incident);
      return TRUE;
    }
  node = matoi_context_export_show (cli->context, incident);
  matoi_cli_print_json (node);
  return TRUE;
}

/* Outside the incident itself a confidential one has only its codename (SEC-03). */
static const char *
public_title (const MatoiIncidentRow *row)
{
  return row->security && row->codename != NULL ? row->codename : row->title;
}

static JsonObject *
row_to_json (const MatoiIncidentRow *row)
{
  JsonObject *object = json_object_new ();
  JsonArray *services = json_array_new ();
  g_autofree char *id = matoi_id_dup_text (&row->id);
  g_auto (GStrv) names = g_strsplit (row->services != NULL ? row->services : "", ",", -1);

  matoi_json_set_string (object, "ref", row->ref);
  matoi_json_set_string (object, "id", id);
  matoi_json_set_string (object, "title", public_title (row));
  matoi_json_set_string (object, "state", row->state);
  matoi_json_set_string (object, "severity", row->severity);
  for (guint i = 0; names[i] != NULL; i++)
    {
      if (*g_strstrip (names[i]) != '\0')
        json_array_add_string_element (services, names[i]);
    }
  json_object_set_array_member (object, "services", services);
  matoi_json_set_time (object, "started_at", row->started_at);
  matoi_json_set_time (object, "ended_at", row->ended_at);
  matoi_json_set_string (object, "ic", row->ic != NULL && *row->ic != '\0' ? row->ic : NULL);
  matoi_json_set_string (object, "postmortem_state", row->postmortem_state);
  json_object_set_int_member (object, "actions_open", row->actions_open);
  return object;
}

static void
print_rows (MatoiCli *cli, GPtrArray *rows)
{
  g_autoptr (MatoiCliTable) table = matoi_cli_table_new (6);

  if (rows->len == 0)
    {
      matoi_cli_printf ("%s\n", _ ("There are no such incidents."));
      return;
    }
  matoi_cli_table_add (table, _ ("Reference"),
                                 _ ("State"), _ ("Severity"), _ ("Declared"), _ ("Commander"),
                                                                                 _ ("Title"), NULL);
  for (guint i = 0; i < rows->len; i++)
    {
      const MatoiIncidentRow *row = g_ptr_array_index (rows, i);
      g_autofree char *declared = matoi_cli_dup_time (cli, row->declared_at);

      matoi_cli_table_add (table, row->ref, matoi_cli_state_name (row->state),
                           row->severity_label != NULL ? row->severity_label : "", declared,
                           row->ic != NULL ? row->ic : "", public_title (row), NULL);
    }
  matoi_cli_table_print (table, "");
}

static gboolean
list (MatoiCli *cli, char **args, GError **error)
{
  const char *state = cli->options.state;
  g_autoptr (GPtrArray) rows = NULL;
  JsonArray *array;

  if (state != NULL && !g_str_equal (state, "live") && !g_str_equal (state, "ended") &&
      !g_str_equal (state, "all"))
    return matoi_cli_usage (error, _ ("The state is live, ended or all."));
  if (cli->options.limit < 0)
    return matoi_cli_usage (error, _ ("The limit is a number from 0, which means all."));
  if (!matoi_cli_open (cli, error))
    return FALSE;
  rows = matoi_context_list (cli->context, g_strcmp0 (state, "all") == 0 ? NULL : state,
                             cli->options.limit, error);
  if (rows == NULL)
    return FALSE;
  if (cli->options.refs)
    {
      for (guint i = 0; i < rows->len; i++)
        matoi_cli_printf ("%s\n", ((MatoiIncidentRow *) g_ptr_array_index (rows, i))->ref);
      return TRUE;
    }
  if (!cli->options.json)
    {
      print_rows (cli, rows);
      return TRUE;
    }
  array = json_array_new ();
  for (guint i = 0; i < rows->len; i++)
    json_array_add_object_element (array, row_to_json (g_ptr_array_index (rows, i)));
  matoi_cli_take_json_array (array);
  return TRUE;
}

/* Adds the clocks of one incident to @out, each with its reference if @named. */
static gboolean
add_clocks (MatoiCli *cli, const MatoiId *id, gboolean named, JsonArray *out, GError **error)
{
  g_autoptr (MatoiIncident) incident = matoi_context_load (cli->context, id, error);
  g_autoptr (JsonArray) clocks = NULL;

  if (incident == NULL)
    return FALSE;
  clocks = matoi_context_export_clocks (cli->context, incident);
  for (guint i = 0; i < json_array_get_length (clocks); i++)
    {
      JsonObject *clock = json_array_get_object_element (clocks, i);

      if (named)
        matoi_json_set_string (clock, "ref", incident->ref);
      json_array_add_object_element (out, json_object_ref (clock));
    }
  return TRUE;
}

static gboolean
collect_clocks (MatoiCli *cli, const char *ref, JsonArray *out, GError **error)
{
  g_autoptr (GPtrArray) rows = NULL;
  MatoiId id;

  if (ref != NULL)
    return matoi_cli_find (cli, ref, &id, error) && add_clocks (cli, &id, FALSE, out, error);
  if (!matoi_cli_open (cli, error))
    return FALSE;
  rows = matoi_context_list (cli->context, "live", 0, error);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const MatoiIncidentRow *row = g_ptr_array_index (rows, i);

      if (!add_clocks (cli, &row->id, TRUE, out, error))
        return FALSE;
    }
  return rows != NULL;
}

static gboolean
clocks (MatoiCli *cli, char **args, GError **error)
{
  g_autoptr (JsonArray) array = json_array_new ();
  g_autoptr (MatoiCliTable) table = NULL;

  if (!collect_clocks (cli, args[0], array, error))
    return FALSE;
  if (cli->options.json)
    {
      matoi_cli_take_json_array (g_steal_pointer (&array));
      return TRUE;
    }
  table = matoi_cli_table_new (4);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *clock = json_array_get_object_element (array, i);
      const char *ref = matoi_json_get_string (clock, "ref");
      const char *state = matoi_json_get_string (clock, "state");
      g_autofree char *due = matoi_cli_dup_time (cli, matoi_json_get_time (clock, "due_at"));

      if (g_strcmp0 (state, "off") != 0)
        matoi_cli_table_add (table, ref != NULL ? ref : "", matoi_cli_state_name (state), due,
                             matoi_json_get_string (clock, "text"), NULL);
    }
  matoi_cli_table_print (table, "");
  return TRUE;
}

const MatoiCliCommand matoi_cli_read_commands[] = {
  { "show", "REF", N_ ("Everything about an incident"), "", 1, 1, show },
  { "list", "", N_ ("The incidents, newest first"), "state refs limit", 0, 0, list },
  { "clocks", "[REF]", N_ ("What is due, and when"), "", 0, 1, clocks },
  { NULL },
};
