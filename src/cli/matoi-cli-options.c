/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-cli"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-cli-private.h"

#define COMMON "db json lang as at help version"
/* Stands before an argument such as "-5m text" while options are parsed. */
#define SHIELD '\x01'

#define OPTION(member) G_STRUCT_OFFSET (MatoiCliOptions, member)

static const struct
{
  const char *name;
  char letter;
  GOptionArg arg;
  gsize offset;
  const char *description, *value;
  const char *key; /* (nullable) of an option whose name means two things: what commands list */
} all[] = {
  { "db", 0, G_OPTION_ARG_FILENAME, OPTION (db), N_ ("The database to use"), N_ ("FILE") },
  { "json", 0, G_OPTION_ARG_NONE, OPTION (json), N_ ("Write one JSON document"), NULL },
  { "lang", 0, G_OPTION_ARG_STRING, OPTION (lang), N_ ("The language of the output"), "en|ja" },
  { "as", 0, G_OPTION_ARG_STRING, OPTION (as), N_ ("Who acts"), N_ ("PERSON") },
  { "at", 0, G_OPTION_ARG_STRING, OPTION (at), N_ ("When it happened"), N_ ("TIME") },
  { "help", 'h', G_OPTION_ARG_NONE, OPTION (help), N_ ("Show help"), NULL },
  { "version", 0, G_OPTION_ARG_NONE, OPTION (version), N_ ("Show the version"), NULL },
  { "title", 0, G_OPTION_ARG_STRING, OPTION (title), N_ ("What is wrong, in one line"),
    N_ ("TEXT") },
  { "severity", 0, G_OPTION_ARG_STRING, OPTION (severity), N_ ("How bad it is"), N_ ("LEVEL") },
  { "scope", 0, G_OPTION_ARG_STRING, OPTION (scope), N_ ("Who or what is affected"), N_ ("TEXT") },
  { "worst-case", 0, G_OPTION_ARG_STRING, OPTION (worst_case), N_ ("What could still happen"),
    N_ ("TEXT") },
  { "service", 0, G_OPTION_ARG_STRING_ARRAY, OPTION (services),
    N_ ("An affected service; may be repeated"), N_ ("NAME") },
  { "policy", 0, G_OPTION_ARG_STRING, OPTION (policy), N_ ("The process to follow"),
    "pagerduty|small-team|light" },
  { "detected-by", 0, G_OPTION_ARG_STRING, OPTION (detected_by), N_ ("Who noticed it"),
    "monitor|customer|staff" },
  { "evidence", 0, G_OPTION_ARG_STRING_ARRAY, OPTION (evidence),
    N_ ("Where the data is; may be repeated"), "URL" },
  { "security", 0, G_OPTION_ARG_NONE, OPTION (security), N_ ("A confidential security incident"),
    NULL },
  { "drill", 0, G_OPTION_ARG_NONE, OPTION (drill), N_ ("An exercise"), NULL },
  { "kind", 0, G_OPTION_ARG_STRING, OPTION (kind), N_ ("The kind of entry"),
    "fact|hypothesis|decision|action|update|detection, prevent|mitigate|process|detect" },
  { "query", 0, G_OPTION_ARG_STRING, OPTION (query), N_ ("The query that shows it"), N_ ("TEXT") },
  { "reason", 0, G_OPTION_ARG_STRING, OPTION (reason), N_ ("Why"), N_ ("TEXT") },
  { "none", 0, G_OPTION_ARG_STRING, OPTION (none), N_ ("Why there is no evidence"), N_ ("TEXT") },
  { "release", 0, G_OPTION_ARG_NONE, OPTION (release), N_ ("The person gives the role back"),
    NULL },
  { "handover", 0, G_OPTION_ARG_NONE, OPTION (handover), N_ ("The role passes from its holder"),
    NULL },
  { "later", 0, G_OPTION_ARG_NONE, OPTION (later), N_ ("For after the incident"), NULL },
  { "owner", 0, G_OPTION_ARG_STRING, OPTION (owner), N_ ("Who takes care of it"), N_ ("PERSON") },
  { "to", 0, G_OPTION_ARG_STRING, OPTION (to), N_ ("Who is to read it"),
    "channel|executives|public|company" },
  { "text", 0, G_OPTION_ARG_STRING, OPTION (text), N_ ("The text, or - for standard input"),
    N_ ("TEXT") },
  { "draft", 0, G_OPTION_ARG_NONE, OPTION (draft),
    N_ ("Keep it as a draft; without a text one is proposed"), NULL },
  { "approve", 0, G_OPTION_ARG_NONE, OPTION (approve),
    N_ ("The commander approves it, or the last draft"), NULL },
  { "url", 0, G_OPTION_ARG_STRING, OPTION (url), N_ ("Where it was posted"), "URL" },
  { "publish", 0, G_OPTION_ARG_NONE, OPTION (publish),
    N_ ("Publish the approved public update on the status page"), NULL },
  { "status", 0, G_OPTION_ARG_STRING, OPTION (status),
    N_ ("What the status page says; otherwise by how far the team is"),
    "investigating|identified|monitoring|resolved" },
  { "component", 0, G_OPTION_ARG_STRING_ARRAY, OPTION (components),
    N_ ("The state of a part of the status page; may be repeated"), N_ ("ID=STATE") },
  { "recovered", 0, G_OPTION_ARG_NONE, OPTION (recovered),
    N_ ("The commander confirms that it is over for everybody"), NULL },
  { "no-notify", 0, G_OPTION_ARG_NONE, OPTION (no_notify), N_ ("Subscribers get no message"),
    NULL },
  { "outcome", 0, G_OPTION_ARG_STRING, OPTION (outcome), N_ ("How it ended"),
    "recovered|recovering|false-alarm" },
  { "final-severity", 0, G_OPTION_ARG_STRING, OPTION (final_severity), N_ ("How bad it was"),
    N_ ("LEVEL") },
  { "override", 0, G_OPTION_ARG_STRING, OPTION (override),
    N_ ("Why to go on in spite of what is missing"), N_ ("TEXT") },
  { "state", 0, G_OPTION_ARG_STRING, OPTION (state), N_ ("Which incidents"), "live|ended|all" },
  { "refs", 0, G_OPTION_ARG_NONE, OPTION (refs), N_ ("Only the references, one a line"), NULL },
  { "limit", 0, G_OPTION_ARG_INT, OPTION (limit), N_ ("How many at most"), "N" },
  { "format", 0, G_OPTION_ARG_STRING, OPTION (format), N_ ("The kind of document"),
    "markdown|html|pdf|ics|json|csv" },
  { "both", 0, G_OPTION_ARG_NONE, OPTION (both), N_ ("Headings in English and in Japanese"), NULL },
  { "output", 'o', G_OPTION_ARG_FILENAME, OPTION (output), N_ ("Write to a file"), N_ ("FILE") },
  { "speed", 0, G_OPTION_ARG_DOUBLE, OPTION (speed), N_ ("How many times faster than it was"),
    "N" },
  { "section", 0, G_OPTION_ARG_STRING, OPTION (section), N_ ("Which part of the document"),
    N_ ("SECTION") },
  { "template", 0, G_OPTION_ARG_STRING, OPTION (template), N_ ("The set of sections"),
    "pagerduty|pivot|sre|short" },
  { "minutes", 0, G_OPTION_ARG_INT, OPTION (minutes), N_ ("How long it takes"), "N" },
  { "attended", 0, G_OPTION_ARG_STRING_ARRAY, OPTION (attended),
    N_ ("Who was there; may be repeated"), N_ ("PERSON") },
  { "priority", 0, G_OPTION_ARG_STRING, OPTION (priority), N_ ("How much it matters"), "P0|P1|P2" },
  { "owner-team", 0, G_OPTION_ARG_STRING, OPTION (owner_team), N_ ("The team that does it"),
    N_ ("TEAM") },
  { "anchor", 0, G_OPTION_ARG_STRING, OPTION (anchor), N_ ("What the row marks"),
    "factor-began|page|public|key-action|impact-ended" },
  { "learned-later", 0, G_OPTION_ARG_NONE, OPTION (learned_later),
    N_ ("Nobody knew it at the time"), NULL },
  { "unknown", 0, G_OPTION_ARG_STRING, OPTION (unknown), N_ ("Why nobody can know the number"),
    N_ ("TEXT") },
  { "action", 0, G_OPTION_ARG_STRING, OPTION (action), N_ ("The action item that came of it"),
    "ID" },
  { "due", 0, G_OPTION_ARG_STRING, OPTION (due), N_ ("The day it is due"), N_ ("DAY") },
  { "open", 0, G_OPTION_ARG_NONE, OPTION (open), N_ ("Only what is still to do"), NULL },
  { "overdue", 0, G_OPTION_ARG_NONE, OPTION (overdue), N_ ("Only what is late"), NULL },
  { "all", 0, G_OPTION_ARG_NONE, OPTION (all), N_ ("All that have none yet"), NULL },
  { "dry-run", 0, G_OPTION_ARG_NONE, OPTION (dry_run), N_ ("Only show what it would be"), NULL },
  { "not-an-incident", 0, G_OPTION_ARG_NONE, OPTION (not_an_incident),
    N_ ("Nobody is called: it becomes an ordinary ticket"), NULL },
  { "started", 0, G_OPTION_ARG_STRING, OPTION (started), N_ ("When it began"), N_ ("TIME") },
  { "detected", 0, G_OPTION_ARG_STRING, OPTION (detected), N_ ("When it was noticed"),
    N_ ("TIME") },
  { "mitigated", 0, G_OPTION_ARG_STRING, OPTION (mitigated), N_ ("When the main effect was gone"),
    N_ ("TIME") },
  { "channel", 0, G_OPTION_ARG_STRING_ARRAY, OPTION (channels),
    N_ ("The channel in Slack; may be repeated"), N_ ("NAME") },
  { "channel", 0, G_OPTION_ARG_STRING, OPTION (room),
    N_ ("Where it is led in Slack, if not where the settings say"), "own|none|#NAME", "room" },
  { "from", 0, G_OPTION_ARG_STRING, OPTION (from), N_ ("The first day, or a time"), N_ ("DAY") },
  { "to", 0, G_OPTION_ARG_STRING, OPTION (until), N_ ("The last day, or a time"), N_ ("DAY"),
    "until" },
  { "reaction", 0, G_OPTION_ARG_STRING, OPTION (reaction),
    N_ ("Only messages with this reaction, such as pushpin"), N_ ("NAME") },
  { "once", 0, G_OPTION_ARG_NONE, OPTION (once), N_ ("What this command does anyway"), NULL },
  { "todos", 0, G_OPTION_ARG_NONE, OPTION (todos), N_ ("Lines that begin with TODO become TODOs"),
    NULL },
  { "by", 0, G_OPTION_ARG_STRING, OPTION (by), N_ ("What a row stands for"), "month|week" },
  { "month", 0, G_OPTION_ARG_STRING, OPTION (month), N_ ("The month of the report"), "2026-10" },
  { "report", 0, G_OPTION_ARG_FILENAME, OPTION (report),
    N_ ("Write the report of a month; its ending says as what"), "FILE.{md,html,pdf,csv}" },
  { "map", 0, G_OPTION_ARG_STRING_ARRAY, OPTION (map),
    N_ ("What a column of a CSV file is; may be repeated"), N_ ("COLUMN=FIELD") },
  { "skip-refused", 0, G_OPTION_ARG_NONE, OPTION (skip_refused),
    N_ ("Import the other lines of a CSV file all the same"), NULL },
  { "into", 0, G_OPTION_ARG_STRING, OPTION (into), N_ ("The incident to add to"), "REF" },
};

static gboolean
is_in (const char *names, const char *name)
{
  g_auto (GStrv) list = g_strsplit (names, " ", -1);

  return g_strv_contains ((const char *const *) list, name);
}

/* The parser for the common options and those of @command (NULL: none). */
GOptionContext *
matoi_cli_options_new (MatoiCliOptions *options, const MatoiCliCommand *command)
{
  g_autofree char *usage = command != NULL ? g_strjoin (" ", command->name, command->args, NULL)
                                           : g_strdup (_ ("COMMAND [ARGUMENT…]"));
  GOptionContext *context = g_option_context_new (usage);
  GOptionEntry entries[G_N_ELEMENTS (all) + 1] = { { NULL } };
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      if (!is_in (COMMON, all[i].name) &&
          (command == NULL ||
           !is_in (command->options, all[i].key != NULL ? all[i].key : all[i].name)))
        continue;
      entries[n].long_name = all[i].name;
      entries[n].short_name = all[i].letter;
      entries[n].arg = all[i].arg;
      entries[n].arg_data = G_STRUCT_MEMBER_P (options, all[i].offset);
      entries[n].description = all[i].description;
      entries[n].arg_description = all[i].value;
      n++;
    }
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_set_help_enabled (context, FALSE);
  return context;
}

void
matoi_cli_options_clear (MatoiCliOptions *options)
{
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      gpointer member = G_STRUCT_MEMBER_P (options, all[i].offset);

      if (all[i].arg == G_OPTION_ARG_STRING || all[i].arg == G_OPTION_ARG_FILENAME)
        g_clear_pointer ((char **) member, g_free);
      else if (all[i].arg == G_OPTION_ARG_STRING_ARRAY)
        g_clear_pointer ((char ***) member, g_strfreev);
    }
}

/* "-5m text" and "- text" are words of a person, not options. */
void
matoi_cli_shield (char **args)
{
  for (guint i = 1; args[i] != NULL && strcmp (args[i], "--") != 0; i++)
    {
      char *old = args[i];

      if (old[0] != '-' || !(g_ascii_isdigit (old[1]) || old[1] == ' '))
        continue;
      args[i] = g_strdup_printf ("%c%s", SHIELD, old);
      g_free (old);
    }
}

/* "-" stands for standard input wherever a text of a person is asked for. */
gboolean
matoi_cli_options_read (MatoiCli *cli, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      char **text = (char **) G_STRUCT_MEMBER_P (&cli->options, all[i].offset);

      if (all[i].arg != G_OPTION_ARG_STRING || g_strcmp0 (all[i].value, "TEXT") != 0 ||
          g_strcmp0 (*text, "-") != 0)
        continue;
      g_free (*text);
      *text = matoi_cli_read_input (cli, error);
      if (*text == NULL)
        return FALSE;
    }
  return TRUE;
}

static void
unshield_one (char *text)
{
  if (text != NULL && text[0] == SHIELD)
    memmove (text, text + 1, strlen (text));
}

void
matoi_cli_unshield (MatoiCliOptions *options, char **args)
{
  for (guint i = 0; args[i] != NULL; i++)
    unshield_one (args[i]);
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      gpointer member = G_STRUCT_MEMBER_P (options, all[i].offset);

      if (all[i].arg == G_OPTION_ARG_STRING || all[i].arg == G_OPTION_ARG_FILENAME)
        unshield_one (*(char **) member);
      else if (all[i].arg == G_OPTION_ARG_STRING_ARRAY)
        for (char **one = *(char ***) member; one != NULL && *one != NULL; one++)
          unshield_one (*one);
    }
}
