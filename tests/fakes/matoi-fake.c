/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The services by hand: a Slack on this machine, to try the whole program with. */

#include "config.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>

#include "fake-control.h"
#include "fake-jira.h"
#include "fake-pagerduty.h"
#include "fake-statuspage.h"

static const char summary[] =
  "A Slack on this machine, with people, rooms and groups in English and Japanese. It is in\n"
  "memory only: when it ends, everything is gone. Nothing leaves this machine.";

static const char description[] =
  "Its first line is where it listens (\"slack BASE\"), the second the tokens it takes, the third\n"
  "where it is given orders. Then it says how Matoi is connected.\n"
  "\n"
  "Orders: POST JSON to CONTROL followed by one of these; GET CONTROLinspect shows what it holds.\n"
  "  say        {\"channel\":\"general\",\"user\":\"U00000002\",\"text\":\"…\",\"thread_ts\":\"…\"}\n"
  "  edit       {\"channel\":…,\"ts\":…,\"text\":…}          delete  {\"channel\":…,\"ts\":…}\n"
  "  react      {\"channel\":…,\"ts\":…,\"user\":…,\"name\":\"pushpin\",\"add\":true}\n"
  "  play       {\"file\":PATH,\"speed\":10}, or a script itself; see scripts/README.md\n"
  "  cut        {\"on\":true}: no network, {\"on\":false}: it is back\n"
  "  fault      {\"method\":\"chat.postMessage\",\"kind\":KIND,\"value\":…,\"count\":1}; KIND: drop-before\n"
  "             drop-after status-before status-after html cut empty limit error silent\n"
  "  limit      {\"method\":…,\"per_minute\":20}             limits  {}: those of the documentation\n"
  "  channel    {\"channel\":…} and name, archived, kick, join, move, unfurl\n"
  "  add-channel {\"name\":…,\"private\":false}\n"
  "  sockets    {\"disconnect\":\"refresh_requested\"}, {\"break\":true}, {\"freeze\":true}, {\"retry\":true},\n"
  "             {\"close\":1006}, {\"frame\":TEXT}\n"
  "  token      {\"token\":…,\"scopes\":…,\"team\":…}        scopes  {\"token\":…,\"scopes\":…}\n"
  "  revoke     {\"token\":…}                            uninstall {}\n"
  "  clock      {\"ms\":…}                               switches {\"page_size\":15,\"empty_pages\":true,\n"
  "             \"from_oldest\":…,\"tell_joins\":…,\"ascii_names\":…,\"no_rewriting\":…,\"no_hello\":…,\n"
  "             \"mute\":…,\"stale_cursors\":…,\"cursor_life\":ms,\"max_sockets\":10,\"split_over\":4000,\"retries\":…,\"repeat\":0}\n"
  "\n"
  "JIRA, PagerDuty and Statuspage listen on the same port. Their orders: POST JSON to the same host at\n"
  "/__fake/jira/ (or jira-dc/ pagerduty/ statuspage/) followed by one of these; inspect as above.\n"
  "  fault      {\"call\":\"POST incidents\",\"kind\":KIND,\"value\":…,\"count\":1}\n"
  "  site       jira: {\"revoked\":true,\"index_lag\":ms,\"clock\":ms,\"page_size\":50,\"per_second\":10,\n"
  "             \"language\":\"ja\",\"no_labels\":…,\"no_priority\":…,\"no_due\":…,\"locked_meta\":…,\n"
  "             \"bulk_backwards\":…,\"required_field\":ID,\"refused_summary\":TEXT,\"delete_project\":KEY}\n"
  "             pagerduty: {\"revoked\":…,\"small_plan\":true,\"bare_limits\":…,\"page_size\":25}\n"
  "             statuspage: {\"revoked\":…,\"too_calm\":true,\"clock\":ms,\"per_minute\":60,\n"
  "             \"subscribers\":340,\"delete_component\":ID}\n"
  "  ticket     jira: {\"key\":\"OPS-1\",\"status\":…,\"assignee\":…,\"due\":…,\"move\":\"PAY\",\"delete\":true}\n"
  "  acknowledge pagerduty: {\"name\":\"Aiko Tanaka\"}: answers the newest page\n"
  "  escalate   pagerduty: {\"name\":…}: it comes to them   decline  pagerduty: {\"name\":…}\n"
  "\n"
  "For example: curl -d '{\"on\":true}' CONTROLcut";

typedef struct
{
  int port, control_port;
  double speed;
  gboolean limits, small;
  char **scripts;
} Options;

static void
print_connecting (FakeSlack *slack, const char *control)
{
  g_print ("slack %s\n", slack->base);
  g_print ("tokens bot-fake app-fake\n");
  g_print ("control %s\n\n", control);
  g_print ("To connect Matoi (a database of its own keeps yours as it is):\n"
           "  export MATOI_SECRET_SLACK_BOT=bot-fake MATOI_SECRET_SLACK_APP=app-fake\n"
           "  matoictl --db /tmp/matoi-try.db config set slack.base-url %s\n"
           "  matoictl --db /tmp/matoi-try.db config set slack.team %s\n"
           "  matoi --db /tmp/matoi-try.db\n\n",
           slack->base, slack->team_id);
  g_print ("People:");
  for (guint i = 0; i < slack->users->len; i++)
    {
      JsonObject *user = g_ptr_array_index (slack->users, i);

      if (!json_object_get_boolean_member (user, "is_bot"))
        g_print (" @%s (%s)", json_object_get_string_member (user, "name"),
                 json_object_get_string_member (user, "real_name"));
    }
  g_print ("\nGroups:");
  for (guint i = 0; i < slack->groups->len; i++)
    g_print (" @%s",
             json_object_get_string_member (g_ptr_array_index (slack->groups, i), "handle"));
  g_print ("\nRooms:");
  for (guint i = 0; i < slack->channels->len; i++)
    {
      FakeChannel *channel = g_ptr_array_index (slack->channels, i);

      g_print (" #%s", json_object_get_string_member (channel->info, "name"));
    }
  g_print ("\n");
  fflush (stdout);
}

static gboolean
read_options (Options *options, int *argc, char ***argv, GError **error)
{
  const GOptionEntry entries[] = {
    { "port", 'p', 0, G_OPTION_ARG_INT, &options->port, "Listen there (default: any that is free)",
      "PORT" },
    { "control-port", 'c', 0, G_OPTION_ARG_INT, &options->control_port,
      "Take orders there (default: any that is free)", "PORT" },
    { "script", 's', 0, G_OPTION_ARG_FILENAME_ARRAY, &options->scripts,
      "People talk by this script, as soon as there is the room; may be given again", "FILE" },
    { "speed", 0, 0, G_OPTION_ARG_DOUBLE, &options->speed,
      "So many times as fast as the scripts say (default: 1)", "N" },
    { "limits", 'l', 0, G_OPTION_ARG_NONE, &options->limits,
      "Answer 429 to more calls a minute than are documented", NULL },
    { "small", 0, 0, G_OPTION_ARG_NONE, &options->small,
      "Only the three people and the one room the tests begin with", NULL },
    { NULL }
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("[PORT]");

  g_option_context_set_summary (context, summary);
  g_option_context_set_description (context, description);
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, argc, argv, error))
    return FALSE;
  if (*argc > 1)
    options->port = atoi ((*argv)[1]);
  return TRUE;
}

static gboolean
begin (FakeSlack *slack, const Options *options, GError **error)
{
  g_autofree char *control = NULL;

  fake_slack_seed (slack);
  if (!options->small)
    fake_slack_seed_team (slack);
  slack->tell_joins = TRUE;
  fake_slack_set_retries (slack, TRUE);
  if (options->limits)
    fake_slack_set_limits (slack);
  fake_control_add (slack);
  control = fake_control_listen (slack, (guint) options->control_port, error);
  if (!control)
    return FALSE;
  print_connecting (slack, control);
  for (char **script = options->scripts; script && *script; script++)
    if (!fake_slack_play_file (slack, *script, options->speed, error))
      {
        g_prefix_error (error, "%s: ", *script);
        return FALSE;
      }
  return TRUE;
}

/* On the same port; its orders come to /__fake and its own path. (transfer full) */
static FakeJira *
add_jira (FakeSlack *slack, const char *path, FakeJiraProfile profile, const char *credentials)
{
  FakeJira *jira = fake_jira_new (slack->server, path, profile);

  fake_jira_seed (jira);
  fake_jira_control_add (jira);
  g_print ("JIRA: %s (%s)\n", jira->base, credentials);
  fflush (stdout);
  return jira;
}

/* The same for Statuspage. (transfer full) */
static FakeStatuspage *
add_statuspage (FakeSlack *slack)
{
  FakeStatuspage *site = fake_statuspage_new (slack->server, "/statuspage");

  fake_statuspage_control_add (site);
  g_print ("Statuspage: %s (%s, page %s)\n", site->base, FAKE_STATUSPAGE_TOKEN,
           FAKE_STATUSPAGE_PAGE);
  fflush (stdout);
  return site;
}

/* The same for PagerDuty. (transfer full) */
static FakePagerduty *
add_pagerduty (FakeSlack *slack)
{
  FakePagerduty *pagerduty = fake_pagerduty_new (slack->server, "/pagerduty");

  fake_pagerduty_seed (pagerduty);
  fake_pagerduty_control_add (pagerduty);
  g_print ("PagerDuty: %s (%s as %s)\n", pagerduty->base, FAKE_PAGERDUTY_TOKEN,
           FAKE_PAGERDUTY_FROM);
  fflush (stdout);
  return pagerduty;
}

int
main (int argc, char **argv)
{
  Options options = { .speed = 1 };
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GError) error = NULL;
  g_autoptr (FakeSlack) slack = NULL;
  g_autoptr (FakePagerduty) pagerduty = NULL;
  g_autoptr (FakeJira) cloud = NULL;
  g_autoptr (FakeJira) dc = NULL;
  g_autoptr (FakeStatuspage) statuspage = NULL;

  setlocale (LC_ALL, "");
  if (!read_options (&options, &argc, &argv, &error) ||
      !(slack = fake_slack_new ((guint) options.port, &error)) || !begin (slack, &options, &error))
    {
      g_printerr ("matoi-fake: %s\n", error->message);
      g_strfreev (options.scripts);
      return 1;
    }
  cloud = add_jira (slack, "/jira", FAKE_JIRA_CLOUD, FAKE_JIRA_EMAIL ", " FAKE_JIRA_TOKEN);
  dc = add_jira (slack, "/jira-dc", FAKE_JIRA_DC, FAKE_JIRA_DC_TOKEN);
  statuspage = add_statuspage (slack);
  pagerduty = add_pagerduty (slack);
  g_main_loop_run (loop);
  g_strfreev (options.scripts);
  return 0;
}
