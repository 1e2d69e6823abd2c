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

/* --- reading */

static void
print_gate (MatoiCli *cli, const char *state, JsonArray *reasons)
{
  g_autoptr (MatoiCliTable) table = matoi_cli_table_new (3);

  matoi_cli_print_heading (cli, matoi_postmortem_state_name (state));
  for (guint i = 0; i < json_array_get_length (reasons); i++)
    {
      JsonObject *reason = json_array_get_object_element (reasons, i);
      gboolean met = matoi_json_get_boolean (reason, "met", FALSE);
      /* Translators: one after the other; without a blank where that is usual. */
      g_autofree char *line = met ? g_strdup ("")
                                  : g_strdup_printf (C_ ("two sentences", "%1$s %2$s"),
                                                     matoi_json_get_string (reason, "text"),
                                                     matoi_json_get_string (reason, "fix"));

      matoi_cli_table_add (table, met ? "✓" : "·", matoi_json_get_string (reason, "id"), line,
                           NULL);
    }
  matoi_cli_table_print (table, "  ");
}

static gboolean
gates (MatoiCli *cli, const MatoiIncident *incident, char **args, GError **error)
{
  g_autoptr (JsonObject) gates = matoi_context_export_gates (cli->context, incident, args[2]);
  g_autoptr (GList) states = json_object_get_members (gates);

  if (args[2] != NULL && !g_str_equal (args[2], "in-review") &&
      !g_str_equal (args[2], "reviewed") && !g_str_equal (args[2], "closed"))
    return matoi_cli_usage (error, _ ("The state is in-review, reviewed or closed."));
  if (cli->options.json)
    {
      matoi_cli_take_json_object (g_steal_pointer (&gates));
      return TRUE;
    }
  if (states == NULL)
    matoi_cli_printf ("%s\n", _ ("There is no postmortem yet."));
  for (GList *l = states; l != NULL; l = l->next)
    print_gate (cli, l->data, json_object_get_array_member (gates, l->data));
  return TRUE;
}

static void
print_document (MatoiCli *cli, const MatoiIncident *incident)
{
  const MatoiPostmortem *self = incident->postmortem;
  JsonArray *sections = matoi_postmortem_get_template (incident);
  g_autoptr (MatoiCliTable) facts = matoi_cli_table_new (2);
  g_autofree char *due = matoi_cli_dup_time (cli, self->due_at);
  g_autofree char *meeting = matoi_cli_dup_time (cli, self->meeting.at);

  matoi_cli_table_add (facts, _ ("State"), matoi_postmortem_state_name (self->state), NULL);
  matoi_cli_table_add (facts, _ ("Owner"), self->owner, NULL);
  if (*due != '\0')
    matoi_cli_table_add (facts, _ ("Due"), due, NULL);
  if (*meeting != '\0')
    matoi_cli_table_add (facts, _ ("Meeting"), meeting, NULL);
  matoi_cli_table_print (facts, "");
  for (guint i = 0; i < json_array_get_length (sections); i++)
    {
      JsonObject *section = json_array_get_object_element (sections, i);
      const char *id = matoi_json_get_string (section, "id");
      g_autofree char *text =
        matoi_cli_dup_printable (matoi_section_get_text (matoi_postmortem_find_section (self, id)));
      g_autofree char *heading =
        g_strdup_printf ("%s  %s (%s)",
                         matoi_postmortem_section_is_filled (incident, section) ? "✓" : "·",
                         matoi_text (section, "name"), id);

      matoi_cli_print_heading (cli, heading);
      if (*text != '\0')
        matoi_cli_printf ("%s\n", text);
    }
}

static gboolean
show (MatoiCli *cli, const MatoiIncident *incident, char **args, GError **error)
{
  if (cli->options.json)
    matoi_cli_take_json_object (matoi_context_export_postmortem (cli->context, incident));
  else if (incident->postmortem != NULL)
    print_document (cli, incident);
  else
    matoi_cli_printf ("%s\n", _ ("There is no postmortem yet."));
  return TRUE;
}

static gboolean
lint (MatoiCli *cli, const MatoiIncident *incident, char **args, GError **error)
{
  g_autoptr (JsonArray) hints = matoi_context_check_wording (cli->context, incident, error);
  g_autoptr (MatoiCliTable) table = matoi_cli_table_new (4);

  if (hints == NULL)
    return FALSE;
  if (cli->options.json)
    {
      matoi_cli_take_json_array (g_steal_pointer (&hints));
      return TRUE;
    }
  for (guint i = 0; i < json_array_get_length (hints); i++)
    {
      JsonObject *hint = json_array_get_object_element (hints, i);

      matoi_cli_table_add (table, matoi_json_get_string (hint, "section"),
                           matoi_json_get_string (hint, "rule"),
                           matoi_json_get_string (hint, "text"),
                           matoi_json_get_string (hint, "advice"), NULL);
    }
  if (json_array_get_length (hints) == 0)
    matoi_cli_printf ("%s\n", _ ("No words to look at once more."));
  matoi_cli_table_print (table, "");
  return TRUE;
}

/* --- writing */

static gboolean
write_section (MatoiCli *cli, const MatoiIncident *incident, char **args, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) commands = NULL;

  if (args[2] == NULL)
    return matoi_cli_usage (error, _ ("Name the section to write. Nothing was changed."));
  text = matoi_cli_read_file (cli, args[3], error);
  if (text != NULL)
    commands = matoi_cli_write_commands (cli, incident, args[2], text, error);
  return commands != NULL && matoi_cli_submit_all (cli, args[0], commands, error);
}

static gboolean
message (MatoiCli *cli, const MatoiIncident *incident, char **args, GError **error)
{
  g_autoptr (MatoiCommand) command = NULL;
  g_autofree char *text = NULL;

  if (g_strcmp0 (args[2], "none") == 0)
    {
      command = matoi_cli_command (cli, "pm-message");
      matoi_command_set (command, "choice", "none");
    }
  else if (g_strcmp0 (args[2], "approve") == 0)
    command = matoi_cli_command (cli, "pm-message-approve");
  else if (g_strcmp0 (args[2], "posted") == 0 && args[3] != NULL)
    {
      command = matoi_cli_command (cli, "pm-message-posted");
      matoi_command_set (command, "url", args[3]);
    }
  else if (g_strcmp0 (args[2], "write") == 0)
    {
      text = matoi_cli_read_file (cli, args[3], error);
      if (text == NULL)
        return FALSE;
      command = matoi_cli_message_command (cli, text);
    }
  else
    return matoi_cli_usage (error, _ ("Say “message none”, “message write FILE”, “message approve” "
                                      "or “message posted URL”. Nothing was changed."));
  return matoi_cli_submit (cli, args[0], command, error);
}

/* --at is when the meeting is, not when this was typed. */
static gboolean
meet (MatoiCli *cli, const MatoiIncident *incident, char **args, GError **error)
{
  gboolean held = g_str_equal (args[1], "held");
  g_autoptr (MatoiCommand) command = matoi_cli_command (cli, held ? "pm-held" : "pm-meeting");

  command->occurred_at = MATOI_TIME_NONE;
  if (cli->at == MATOI_TIME_NONE && !held)
    return matoi_cli_usage (error, _ ("Say when with --at TIME. Nothing was changed."));
  if (cli->at != MATOI_TIME_NONE)
    matoi_command_set_int (command, "at", cli->at);
  if (cli->options.minutes != 0)
    matoi_command_set_int (command, "minutes", cli->options.minutes);
  if (held)
    {
      g_autoptr (GPtrArray) people = g_ptr_array_new ();

      /* "--attended A B C" is as good as repeating the option. */
      for (char **one = cli->options.attended; one != NULL && *one != NULL; one++)
        g_ptr_array_add (people, *one);
      for (guint i = 2; args[i] != NULL; i++)
        g_ptr_array_add (people, args[i]);
      g_ptr_array_add (people, NULL);
      matoi_command_set_strv (command, "attended", (const char *const *) people->pdata);
    }
  return matoi_cli_submit (cli, args[0], command, error);
}

/* What takes one argument, or none, and nothing else. */
static const struct
{
  const char *verb, *command;
  const char *arg;    /* (nullable) that args[2] is */
  const char *second; /* (nullable) that args[3] is */
  gboolean needed;    /* whether args[2] must be there */
} plain[] = {
  { "agree", "pm-agree", NULL, NULL, FALSE },
  { "comment", "pm-comment", "text", NULL, TRUE },
  { "resolve", "pm-resolve", "comment", NULL, TRUE },
  { "advance", "pm-advance", "to", NULL, TRUE },
  { "reopen", "pm-reopen", "to", NULL, TRUE },
  { "create", "pm-create", NULL, NULL, FALSE },
  { "waive", "pm-waive", NULL, NULL, FALSE },
  { "owner", "pm-owner", "owner", NULL, TRUE },
  { "link", "pm-link", "url", NULL, TRUE },
  { "recording", "pm-recording", "url", NULL, FALSE },
  { "responder", "pm-responder", "role", "person", TRUE },
  { "park", "pm-park", "text", NULL, TRUE },
  { "mailed", "pm-mail", "which", NULL, TRUE },
  { "steps-ticket", "pm-steps-ticket", "project", NULL, FALSE },
};

static gboolean
run_plain (MatoiCli *cli, guint i, char **args, GError **error)
{
  const MatoiCliOptions *options = &cli->options;
  g_autoptr (MatoiCommand) command = matoi_cli_command (cli, plain[i].command);
  g_autofree char *text = NULL;

  if (plain[i].needed && args[2] == NULL)
    /* Translators: %s is a word such as “comment” */
    return matoi_cli_usage (error, _ ("“%s” needs one more word. Nothing was changed."),
                                      plain[i].verb);
  if (args[2] != NULL && plain[i].arg == NULL)
    /* Translators: %s is a word such as “agree” */
    return matoi_cli_usage (error, _ ("“%s” takes nothing more. Nothing was changed."),
                                      plain[i].verb);
  if (args[2] != NULL)
    text = matoi_cli_dup_text (cli, args[2], error);
  if (args[2] != NULL && text == NULL)
    return FALSE;
  if (plain[i].arg != NULL)
    matoi_command_set (command, plain[i].arg, text);
  if (plain[i].second != NULL && args[2] != NULL)
    matoi_command_set (command, plain[i].second, args[3]);
  matoi_command_set (command, "section", options->section);
  matoi_command_set (command, "none_reason", options->none);
  if (options->reason != NULL)
    matoi_command_set (command, "reason", options->reason);
  if (g_str_equal (plain[i].verb, "create"))
    {
      matoi_command_set (command, "owner", options->owner);
      matoi_command_set (command, "template", options->template);
    }
  return matoi_cli_submit (cli, args[0], command, error);
}

static const MatoiCliVerb verbs[] = {
  { "show", show, 2 },       { "gates", gates, 3 },
  { "lint", lint, 2 },       { "write", write_section, 4 },
  { "message", message, 4 }, { "meeting", meet, 2 },
  { "held", meet, -1 },      { NULL },
};

static const MatoiCliVerb *
find_verb (const char *word, int n_args)
{
  const MatoiCliVerb *const lists[] = { verbs, matoi_cli_row_verbs, matoi_cli_document_verbs };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    for (const MatoiCliVerb *one = lists[i]; one->verb != NULL; one++)
      if (g_str_equal (word, one->verb) && (one->max < 0 || n_args <= one->max))
        return one;
  return NULL;
}

static gboolean
postmortem (MatoiCli *cli, char **args, GError **error)
{
  g_autoptr (MatoiIncident) incident = matoi_cli_load (cli, args[0], error);
  const int n = (int) g_strv_length (args);
  const MatoiCliVerb *verb = find_verb (args[1], n);

  if (incident == NULL)
    return FALSE;
  if (verb != NULL)
    return verb->run (cli, incident, args, error);
  for (guint i = 0; i < G_N_ELEMENTS (plain); i++)
    if (g_str_equal (args[1], plain[i].verb) && n <= (plain[i].second != NULL ? 4 : 3))
      return run_plain (cli, i, args, error);
  return matoi_cli_usage (
    error, _ ("“postmortem REF” is followed by show, write, meeting, held, agree, comment, "
                           "resolve, message, gates, advance, reopen, lint, rows, row, impact, "
                           "factor, learned, picture, tick, untick, dismiss, due, assign, create, "
                           "waive, owner, link, recording, responder, park, mailed or "
                           "steps-ticket. Nothing was changed."));
}

/* Translators: the words at the beginning of each line are typed as they stand here; capital words
 * stand for what is to be typed. */
#define DETAILS                                                                                   \
  N_ (                                                                                            \
    "After REF:\n"                                                                                \
    "  show                                 the document\n"                                       \
    "  gates [STATE]                        what stands before each state, and how to mend it\n"  \
    "  lint                                 words to look at once more\n"                         \
    "  dismiss SECTION RULE TEXT            put such a hint aside\n"                              \
    "  write SECTION [FILE|-]               write a section\n"                                    \
    "  assign SECTION [PERSON]              who writes it\n"                                      \
    "  picture FILE                         keep a picture; prints its name for the text\n"       \
    "  rows                                 what the timeline tells, with ids\n"                  \
    "  row ID tell|leave-out|reset          tell an entry, or do not\n"                           \
    "  row add TEXT --at TIME               a row of its own\n"                                   \
    "  impact ROW VALUE                     a number; or --unknown REASON\n"                      \
    "  factor add WHAT --reason WHY         a contributing factor; edit ID, remove ID\n"          \
    "  learned well|badly|lucky TEXT        a lesson; edit ID, remove ID\n"                       \
    "  responder ROLE PERSON                who held a role\n"                                    \
    "  recording URL                        of the call; or --none REASON\n"                      \
    "  tick LIST ITEM, untick LIST ITEM     an item of a check list\n"                            \
    "  link URL                             where reviewers read it\n"                            \
    "  meeting --at TIME                    set the meeting\n"                                    \
    "  held --at TIME --attended PERSON     record it\n"                                          \
    "  agree, park TEXT                     what it said\n"                                       \
    "  comment TEXT, resolve ID             remarks of reviewers\n"                               \
    "  message none|write FILE|approve|posted URL\n"                                              \
    "                                       the message to the outside\n"                         \
    "  mailed done|internal                 a mail was sent\n"                                    \
    "  steps-ticket [PROJECT]               track the open steps as a ticket with sub-tasks\n"    \
    "  advance STATE, reopen STATE          go on, or one step back: in-review reviewed closed\n" \
    "  create, owner PERSON, due DAY, waive begin, hand over, move the deadline, do without")

const MatoiCliCommand matoi_cli_postmortem_commands[] = {
  { "postmortem", "REF VERB [ARGUMENT…]", N_ ("The postmortem: write it, review it, close it"),
    "minutes attended section reason owner template none text evidence anchor learned-later unknown "
    "action url",
    2, -1, postmortem, DETAILS },
  { NULL },
};
