/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-line-page.h"

#include <string.h>

#include "matoi-candidates.h"
#include "matoi-json.h"
#include "matoi-line.h"

/* The word after the slash, and what follows; FALSE for what is no command. */
static gboolean
split (const char *line, char **word, char **rest)
{
  g_autoptr (GRegex) regex =
    g_regex_new ("^\\s*(?:\\S*[0-9:m分]\\s+)?[/／](\\S+)\\s*(.*?)\\s*$", G_REGEX_DOTALL, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  if (!g_regex_match (regex, line, 0, &match))
    return FALSE;
  *word = g_match_info_fetch (match, 1);
  *rest = g_match_info_fetch (match, 2);
  return TRUE;
}

MatoiCommand *
matoi_line_page_parse (const char *line, const char *actor)
{
  g_autofree char *word = NULL, *rest = NULL;
  const MatoiLineCommand *form;
  MatoiCommand *command;
  const char *audience;

  if (!split (line, &word, &rest))
    return NULL;
  form = matoi_line_find_command (word);
  if (!form)
    return NULL;
  if (strcmp (form->command, "update") == 0)
    {
      audience = matoi_candidates_match_audience (rest);
      if (*rest && !audience)
        return NULL;
      command = matoi_command_new ("update", actor);
      matoi_command_set (command, "to", audience);
      return command;
    }
  if (strcmp (form->command, "page") == 0)
    {
      command = matoi_command_new ("page", actor);
      matoi_command_set (command, "who", *rest ? rest : NULL);
      return command;
    }
  if (strcmp (form->command, "security") == 0)
    {
      /* There is no way back: a line alone does not do it. */
      command = matoi_command_new ("security", actor);
      matoi_command_set (command, "codename", *rest ? rest : NULL);
      return command;
    }
  if (strcmp (form->command, "end") == 0 || (!*rest && strcmp (form->command, "subteam") == 0))
    return matoi_command_new (form->command, actor);
  return NULL;
}

const char *
matoi_line_page_get_action (const MatoiCommand *command, GVariant **parameter)
{
  const char *to = matoi_json_get_string (command->args, "to");
  const char *who = matoi_json_get_string (command->args, "who");
  const char *codename = matoi_json_get_string (command->args, "codename");

  *parameter = NULL;
  if (strcmp (command->name, "update") == 0)
    {
      *parameter = g_variant_new_string (to ? to : "channel");
      return "incident.compose";
    }
  if (strcmp (command->name, "page") == 0)
    {
      *parameter = g_variant_new_string (who ? who : "ic");
      return "incident.page";
    }
  if (strcmp (command->name, "subteam") == 0)
    return "incident.subteam";
  if (strcmp (command->name, "security") == 0 && codename)
    {
      *parameter = g_variant_new_string (codename);
      return "incident.codename";
    }
  return strcmp (command->name, "security") == 0 ? "incident.security" : "incident.end";
}
