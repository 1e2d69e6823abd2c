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

/* A section of a postmortem as text: words as they are; a list as one item a line. */

static MatoiCommand *
add (MatoiCli *cli, GPtrArray *commands, const char *name)
{
  MatoiCommand *command = matoi_cli_command (cli, name);

  g_ptr_array_add (commands, command);
  return command;
}

static void
remove_element (MatoiCli *cli, GPtrArray *commands, const char *name, const MatoiId *id)
{
  MatoiCommand *command = add (cli, commands, name);
  char text[MATOI_ID_TEXT_LENGTH + 1];

  matoi_id_to_text (id, text);
  matoi_command_set (command, "id", text);
  matoi_command_set_flag (command, "removed", TRUE);
}

/* "WHAT | WHY | URL" */
static gboolean
write_factor (MatoiCli *cli,
              const MatoiIncident *incident,
              GPtrArray *commands,
              char *line,
              GError **error)
{
  g_auto (GStrv) parts = g_strsplit (line, "|", 3);
  MatoiCommand *command = add (cli, commands, "pm-factor");

  matoi_command_set (command, "what", g_strstrip (parts[0]));
  if (parts[1] != NULL)
    matoi_command_set (command, "why", g_strstrip (parts[1]));
  if (parts[1] != NULL && parts[2] != NULL)
    matoi_command_add_evidence (command, g_strstrip (parts[2]), NULL, NULL);
  return TRUE;
}

/* "+ TEXT", "* TEXT", "- TEXT | ACTION or the reason why there is none" */
static gboolean
write_lesson (MatoiCli *cli,
              const MatoiIncident *incident,
              GPtrArray *commands,
              char *line,
              GError **error)
{
  const char *side = *line == '+' ? "well" : *line == '-' ? "badly" : *line == '*' ? "lucky" : NULL;
  char *follow_up = strchr (line, '|');
  MatoiCommand *command;
  MatoiId id;

  if (side == NULL)
    return matoi_cli_usage (
      error, _ ("Begin each line with + (went well), - (did not) or * (was luck). Nothing was "
                               "changed."));
  if (follow_up != NULL)
    *follow_up++ = '\0';
  command = add (cli, commands, "pm-learned");
  matoi_command_set (command, "side", side);
  matoi_command_set (command, "text", g_strstrip (line + 1));
  if (follow_up == NULL)
    return TRUE;
  g_strstrip (follow_up);
  if (matoi_incident_resolve (incident, "action", follow_up, &id, NULL))
    matoi_command_set (command, "action", follow_up);
  else
    matoi_command_set (command, "waiver", follow_up);
  return TRUE;
}

/* "ROW: VALUE" or "ROW: ? WHY IT IS UNKNOWN" */
static gboolean
write_number (MatoiCli *cli,
              const MatoiIncident *incident,
              GPtrArray *commands,
              char *line,
              GError **error)
{
  char *value = strchr (line, ':');
  MatoiCommand *command;

  if (value == NULL)
    return matoi_cli_usage (
      error, _ ("Write each number as “users: 1200”, or “users: ? why it is unknown”. Nothing was "
                               "changed."));
  *value++ = '\0';
  g_strstrip (value);
  command = add (cli, commands, "pm-impact");
  matoi_command_set (command, "row", g_strstrip (line));
  if (*value == '?')
    matoi_command_set (command, "unknown_reason", g_strstrip (value + 1));
  else
    matoi_command_set (command, "value", value);
  return TRUE;
}

/* The list takes the place of the one before. */
static void
remove_old (MatoiCli *cli, GPtrArray *commands, const MatoiIncident *incident, const char *kind)
{
  GPtrArray *factors = incident->postmortem->factors, *learned = incident->postmortem->learned;

  for (guint i = 0; g_str_equal (kind, "factors") && i < factors->len; i++)
    {
      const MatoiFactor *factor = g_ptr_array_index (factors, i);

      if (!factor->removed)
        remove_element (cli, commands, "pm-factor", &factor->id);
    }
  for (guint i = 0; g_str_equal (kind, "learned") && i < learned->len; i++)
    {
      const MatoiLearned *one = g_ptr_array_index (learned, i);

      if (!one->removed)
        remove_element (cli, commands, "pm-learned", &one->id);
    }
}

static const struct
{
  const char *kind;
  gboolean (*write) (MatoiCli *cli,
                     const MatoiIncident *incident,
                     GPtrArray *commands,
                     char *line,
                     GError **error);
} lists[] = {
  { "factors", write_factor },
  { "learned", write_lesson },
  { "impact", write_number },
};

/**
 * matoi_cli_write_commands:
 *
 * Returns: (transfer full): the commands that write @text into @section of
 *   the postmortem of @incident
 */
GPtrArray *
matoi_cli_write_commands (MatoiCli *cli,
                          const MatoiIncident *incident,
                          const char *section,
                          const char *text,
                          GError **error)
{
  g_autoptr (GPtrArray) commands =
    g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_command_free);
  JsonObject *found = incident->postmortem != NULL
                        ? matoi_postmortem_find_template_section (incident, section)
                        : NULL;
  const char *kind = found ? matoi_json_get_string (found, "kind") : "text";
  MatoiCommand *command;

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_auto (GStrv) lines = NULL;

      if (g_strcmp0 (kind, lists[i].kind) != 0)
        continue;
      remove_old (cli, commands, incident, kind);
      lines = g_strsplit (text, "\n", -1);
      for (guint k = 0; lines[k] != NULL; k++)
        if (*g_strstrip (lines[k]) != '\0' &&
            !lists[i].write (cli, incident, commands, lines[k], error))
          return NULL;
      if (commands->len > 0)
        return g_steal_pointer (&commands);
      matoi_cli_usage (error, _ ("There is nothing to write. Nothing was changed."));
      return NULL;
    }
  if (g_strcmp0 (kind, "text") != 0 && g_strcmp0 (kind, "mail") != 0)
    {
      /* Translators: %s is a section such as “timeline” */
      matoi_cli_usage (
        error, _ ("“%s” is not written as text; it comes from the other commands. Nothing was "
                                "changed."),
                  section);
      return NULL;
    }
  command = add (cli, commands, "pm-write");
  matoi_command_set (command, "section", section);
  matoi_command_set (command, "text", text);
  return g_steal_pointer (&commands);
}

/* The three parts (TPL-12): parted by lines of "---", or the first and the last paragraph around
 * the others. */
static GStrv
split_message (const char *text)
{
  g_auto (GStrv) parts = g_regex_split_simple ("(?m)^---+[ \t]*$", text, 0, 0);
  g_auto (GStrv) paragraphs = NULL;
  GPtrArray *three = g_ptr_array_new ();
  guint n;

  if (g_strv_length (parts) >= 3)
    return g_steal_pointer (&parts);
  paragraphs = g_regex_split_simple ("\\n[ \t]*\\n+", text, 0, 0);
  n = g_strv_length (paragraphs);
  g_ptr_array_add (three, g_strdup (n > 0 ? paragraphs[0] : ""));
  if (n >= 3)
    {
      g_autofree char *last = g_strdup (paragraphs[n - 1]);

      g_clear_pointer (&paragraphs[n - 1], g_free);
      g_ptr_array_add (three, g_strjoinv ("\n\n", paragraphs + 1));
      g_ptr_array_add (three, g_steal_pointer (&last));
    }
  g_ptr_array_add (three, NULL);
  return (GStrv) g_ptr_array_free (three, FALSE);
}

/** matoi_cli_message_command: (transfer full): the command that drafts the external message. */
MatoiCommand *
matoi_cli_message_command (MatoiCli *cli, const char *text)
{
  static const char *const names[] = { "summary", "happened", "doing" };
  MatoiCommand *command = matoi_cli_command (cli, "pm-message");
  g_auto (GStrv) parts = split_message (text);

  matoi_command_set (command, "choice", "text");
  for (guint i = 0; i < G_N_ELEMENTS (names) && parts[i] != NULL; i++)
    matoi_command_set (command, names[i], g_strstrip (parts[i]));
  return command;
}
