/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-command.h"

#include "matoi-json.h"
#include "matoi-time.h"

/** matoi_command_new: (transfer full) a command of @actor that happens now. */
MatoiCommand *
matoi_command_new (const char *name, const char *actor)
{
  MatoiCommand *command = g_new0 (MatoiCommand, 1);

  command->name = g_strdup (name);
  command->actor = g_strdup (actor ? actor : "");
  command->occurred_at = MATOI_TIME_NONE;
  command->args = json_object_new ();
  return command;
}

/** matoi_command_free: frees @command; NULL is fine. */
void
matoi_command_free (MatoiCommand *command)
{
  if (command == NULL)
    return;
  g_free (command->name);
  g_free (command->actor);
  g_free (command->source);
  g_free (command->external_id);
  json_object_unref (command->args);
  g_clear_pointer (&command->attachment, g_bytes_unref);
  g_free (command);
}

/** matoi_command_set: sets a text argument; NULL leaves it out. */
void
matoi_command_set (MatoiCommand *command, const char *arg, const char *value_or_null)
{
  if (value_or_null != NULL)
    json_object_set_string_member (command->args, arg, value_or_null);
}

/** matoi_command_set_int: sets a number (minutes, or a time in ms UTC). */
void
matoi_command_set_int (MatoiCommand *command, const char *arg, gint64 value)
{
  json_object_set_int_member (command->args, arg, value);
}

/** matoi_command_set_flag: sets a switch; FALSE leaves it out. */
void
matoi_command_set_flag (MatoiCommand *command, const char *arg, gboolean value)
{
  if (value)
    json_object_set_boolean_member (command->args, arg, TRUE);
}

/** matoi_command_set_strv: sets a list of texts; NULL leaves it out. */
void
matoi_command_set_strv (MatoiCommand *command, const char *arg, const char *const *values)
{
  JsonArray *array;

  if (values == NULL)
    return;
  array = json_array_new ();
  for (guint i = 0; values[i] != NULL; i++)
    json_array_add_string_element (array, values[i]);
  json_object_set_array_member (command->args, arg, array);
}

/**
 * matoi_command_add_evidence:
 *
 * Adds where an entry's data comes from: a link, a query others can repeat, or
 * the reason why there is none (TML-03, TML-04). Each may be NULL.
 */
void
matoi_command_add_evidence (MatoiCommand *command,
                            const char *url,
                            const char *query,
                            const char *none_reason)
{
  JsonArray *array = matoi_json_get_array (command->args, "evidence");
  JsonObject *evidence = json_object_new ();

  if (array == NULL)
    {
      array = json_array_new ();
      json_object_set_array_member (command->args, "evidence", array);
    }
  matoi_json_set_string (evidence, "url", url);
  matoi_json_set_string (evidence, "query", query);
  matoi_json_set_string (evidence, "none_reason", none_reason);
  json_array_add_object_element (array, evidence);
}

/** matoi_command_set_attachment: gives @command what is too large for a log; takes a reference. */
void
matoi_command_set_attachment (MatoiCommand *command, GBytes *bytes)
{
  g_bytes_ref (bytes);
  g_clear_pointer (&command->attachment, g_bytes_unref);
  command->attachment = bytes;
}
