/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-cli"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "matoi-cli-private.h"
#include "matoi-context-oncall.h"
#include "matoi-directory.h"
#include "matoi-line.h"

/* Who is to be called by hand: "Aiko Tanaka +81 …, Ben Ortiz +81 …". (transfer full); "" */
static char *
list_phones (MatoiCli *cli, const char *whom)
{
  g_autoptr (MatoiDirectory) directory = matoi_directory_load (cli->context);
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < directory->people->len; i++)
    {
      const MatoiPerson *person = g_ptr_array_index (directory->people, i);
      gboolean meant =
        g_strcmp0 (person->name, whom) == 0 ||
        (person->roles != NULL && g_strv_contains ((const char *const *) person->roles, whom));

      if (meant && *person->phone != '\0')
        g_string_append_printf (list, "%s%s %s", list->len > 0 ? ", " : "", person->name,
                                person->phone);
    }
  return g_string_free (list, FALSE);
}

static gboolean
refuse_page (MatoiCli *cli, const char *whom, GError **error)
{
  g_autofree char *phones = list_phones (cli, whom);
  g_autofree char *fix = NULL;

  if (*phones != '\0')
    /* Translators: %s is a list of names with telephone numbers. */
    fix =
      g_strdup_printf (_ ("Call by phone: %s. Then use “matoictl role REF ROLE PERSON”."), phones);
  return matoi_refuse (
    error, "DEC-07",
    _ ("Matoi calls nobody for this incident. Nothing was changed."),
       fix != NULL ? fix : _ ("Call by phone, then use “matoictl role REF ROLE PERSON”."));
}

/* What follows the word after the slash, in any width. (transfer full); "ic" if nothing does */
static char *
dup_whom (const char *line)
{
  const char *p = line;
  g_autofree char *said = NULL, *folded = NULL;

  while (*p != '\0' && *p != '/' && !g_str_has_prefix (p, "／"))
    p = g_utf8_next_char (p);
  while (*p != '\0' && !g_unichar_isspace (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  while (*p != '\0' && g_unichar_isspace (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  said = g_strchomp (g_strdup (p));
  folded = matoi_directory_fold (said);
  return *folded == '\0' || g_str_equal (folded, "ic") ? g_strdup ("ic") : g_steal_pointer (&said);
}

/* Nobody has to ask for leave (CUL-09); where no service calls people, somebody has to. */
static gboolean
page (MatoiCli *cli, const char *ref, MatoiCommand *command, const char *line, GError **error)
{
  g_autoptr (MatoiIncident) incident = matoi_cli_load (cli, ref, error);
  g_autofree char *whom = dup_whom (line);

  if (incident == NULL)
    return FALSE;
  if (!matoi_context_can_page (cli->context, incident))
    return refuse_page (cli, whom, error);
  matoi_command_set (command, "whom", whom);
  return matoi_cli_submit (cli, ref, command, error);
}

/* --at holds, unless the line itself says when. */
static gboolean
say (MatoiCli *cli, char **args, GError **error)
{
  g_autofree char *line = matoi_cli_dup_text (cli, args[1], error);
  g_autoptr (MatoiCommand) command = NULL;
  gint64 typed_at;

  if (line == NULL || !matoi_cli_open (cli, error))
    return FALSE;
  typed_at = cli->at != MATOI_TIME_NONE ? cli->at : matoi_context_get_now (cli->context);
  command = matoi_line_parse (line, matoi_context_get_identity (cli->context), typed_at,
                              matoi_context_get_zone (cli->context), error);
  if (command == NULL)
    return FALSE;
  if (g_str_equal (command->name, "end"))
    return matoi_cli_usage (
      error, _ ("Ending asks for more than a line. Nothing was changed; use “matoictl end REF "
                                      "--outcome recovered”."));
  if (g_str_equal (command->name, "page"))
    return page (cli, args[0], command, line, error);
  return matoi_cli_submit (cli, args[0], command, error);
}

static gboolean
note (MatoiCli *cli, char **args, GError **error)
{
  const MatoiCliOptions *options = &cli->options;
  g_autofree char *text = matoi_cli_dup_text (cli, args[1], error);
  g_autoptr (MatoiCommand) command = NULL;

  if (text == NULL || !matoi_cli_open (cli, error))
    return FALSE;
  command = matoi_cli_command (cli, "note");
  matoi_command_set (command, "kind", options->kind != NULL ? options->kind : "fact");
  matoi_command_set (command, "text", text);
  for (guint i = 0; options->evidence != NULL && options->evidence[i] != NULL; i++)
    matoi_command_add_evidence (command, options->evidence[i], i == 0 ? options->query : NULL,
                                NULL);
  if (options->evidence == NULL && options->query != NULL)
    matoi_command_add_evidence (command, NULL, options->query, NULL);
  return matoi_cli_submit (cli, args[0], command, error);
}

/* strike, confirm and rule-out: the command has the same name in the domain. */
static gboolean
settle (MatoiCli *cli, char **args, GError **error)
{
  g_autoptr (MatoiCommand) command = NULL;

  if (!matoi_cli_open (cli, error))
    return FALSE;
  command = matoi_cli_command (cli, cli->command->name);
  matoi_command_set (command, "reason", cli->options.reason);
  return matoi_cli_set_id (cli, args[0], command, "entry", args[1], error) &&
         matoi_cli_submit (cli, args[0], command, error);
}

static gboolean
evidence (MatoiCli *cli, char **args, GError **error)
{
  const char *none = cli->options.none;
  g_autoptr (MatoiCommand) command = NULL;

  if ((args[2] != NULL) == (none != NULL))
    return matoi_cli_usage (
      error, _ ("Give an address, or with --none the reason why there is no evidence. Nothing was "
                                      "changed."));
  if (!matoi_cli_open (cli, error))
    return FALSE;
  command = matoi_cli_command (cli, "evidence");
  matoi_command_add_evidence (command, args[2], cli->options.query, none);
  return matoi_cli_set_id (cli, args[0], command, "entry", args[1], error) &&
         matoi_cli_submit (cli, args[0], command, error);
}

const MatoiCliCommand matoi_cli_timeline_commands[] = {
  { "say", "REF LINE", N_ ("What the entry bar of the window takes"), "", 2, 2, say,
    N_ ("“/page ic” goes to PagerDuty as soon as the window is open, or by “bridge” or “sync”.") },
  { "note", "REF TEXT", N_ ("Add an entry to the timeline and print its id"), "kind evidence query",
    2, 2, note },
  { "strike", "REF ENTRY --reason TEXT", N_ ("Strike an entry that is wrong"), "reason", 2, 2,
    settle },
  { "confirm", "REF ENTRY", N_ ("A hypothesis was right"), "", 2, 2, settle },
  { "rule-out", "REF ENTRY", N_ ("A hypothesis was wrong"), "", 2, 2, settle },
  { "evidence", "REF ENTRY (URL|--none TEXT)", N_ ("Add the source of an entry"), "none query", 2,
    3, evidence },
  { NULL },
};
