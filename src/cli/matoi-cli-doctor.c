/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-cli"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <langinfo.h>
#include <string.h>
#include <unistd.h>

#include "matoi-cli-private.h"
#include "matoi-json.h"
#include "matoi-secrets.h"
#include "matoi-slack-setup.h"

/* matoictl doctor: what is in order here, and what to do about the rest. */

/* How long a service may take to answer. */
#define SERVICE_SECONDS 15

static void
add_check (JsonArray *checks, const char *id, const char *state, const char *text, const char *fix)
{
  JsonObject *check = json_object_new ();

  matoi_json_set_string (check, "id", id);
  matoi_json_set_string (check, "state", state);
  matoi_json_set_string (check, "text", text);
  matoi_json_set_string (check, "fix", fix);
  json_array_add_object_element (checks, check);
}

/* What to do about a database that cannot be opened or read. */
static const char *
fix_for_database (MatoiCli *cli)
{
  g_autofree char *path =
    cli->options.db != NULL ? g_strdup (cli->options.db) : matoi_context_dup_default_path (NULL);

  if (path == NULL)
    return _ ("Name a file with --db or in the environment variable MATOI_DB.");
  if (matoi_context_is_newer (path))
    return _ ("Update Matoi on this computer. Nothing is wrong with the database.");
  if (!g_file_test (path, G_FILE_TEST_EXISTS) || access (path, R_OK) != 0)
    return _ ("Check the folder and the owner of the file, or name another one with --db.");
  return _ ("Restore a backup with “matoictl restore FILE”.");
}

static void
check_database (MatoiCli *cli, JsonArray *checks)
{
  g_autoptr (GError) error = NULL;
  MatoiVerification result = { 0 };

  if (!matoi_cli_open (cli, &error) || !matoi_context_verify (cli->context, &result, &error))
    {
      add_check (checks, "database", "fail", error->message, fix_for_database (cli));
      cli->status = MATOI_ERROR_STORAGE;
    }
  else if (!result.ok)
    {
      add_check (checks, "database", "fail", result.problem,
                 _ ("Keep a copy of the file, then try “matoictl rebuild” or restore a backup."));
      cli->status = MATOI_ERROR_STORAGE;
    }
  else
    add_check (checks, "database", "ok", matoi_context_get_path (cli->context), NULL);
  matoi_context_clear_verification (&result);
}

static void
check_policy (MatoiCli *cli, JsonArray *checks)
{
  g_autofree char *problem = matoi_context_dup_policy_problem (cli->context);
  g_autoptr (GError) error = NULL;
  MatoiPolicy *policy = matoi_context_get_policy (cli->context, NULL, &error);

  if (policy == NULL)
    add_check (checks, "policy", "fail", error->message, _ ("Install Matoi anew."));
  else if (problem != NULL)
    add_check (checks, "policy", "warn", problem,
               _ ("Mend the file; until then “pagerduty” is used."));
  else
    add_check (checks, "policy", "ok", matoi_policy_get_id (policy), NULL);
}

static void
check_contact (MatoiCli *cli, JsonArray *checks)
{
  if (matoi_context_get_setting (cli->context, "contact.channel") != NULL &&
      matoi_context_get_setting (cli->context, "contact.call") != NULL)
    add_check (checks, "contact", "ok", matoi_context_get_setting (cli->context, "contact.channel"),
               NULL);
  else
    add_check (checks, "contact", "warn",
               _ ("Where people meet is not set."),
                  _ ("Set contact.channel and contact.call with “matoictl config set”."));
}

/* --- Slack: asked, not guessed */

typedef struct
{
  GMainLoop *loop;
  MatoiSlackReport *report;
} Test;

static void
on_tested (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Test *test = user_data;

  test->report = matoi_slack_setup_test_finish (MATOI_SLACK_SETUP (source), result, NULL);
  g_main_loop_quit (test->loop);
}

static gboolean
on_late (gpointer user_data)
{
  g_cancellable_cancel (user_data);
  return G_SOURCE_CONTINUE;
}

/* NULL: no answer in time. */
static MatoiSlackReport *
test_slack (MatoiCli *cli)
{
  g_autoptr (MatoiSlackSetup) setup = matoi_slack_setup_new (cli->context);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Test test = { .loop = loop };
  guint late = g_timeout_add_seconds (SERVICE_SECONDS, on_late, cancellable);

  matoi_slack_setup_test_async (setup, NULL, NULL, cancellable, on_tested, &test);
  g_main_loop_run (loop);
  g_source_remove (late);
  return test.report;
}

static void
add_line (MatoiCli *cli, JsonArray *checks, const MatoiSlackLine *line)
{
  static const char *const states[] = {
    [MATOI_SLACK_LINE_OK] = "ok",
    [MATOI_SLACK_LINE_WARN] = "warn",
    [MATOI_SLACK_LINE_FAIL] = "fail",
  };
  const char *fix = line->fix;
  g_autofree char *id = g_strconcat ("slack-", line->id, NULL);
  g_autofree char *text = g_strdup_printf ("%s: %s", line->title, line->text);

  if (fix == NULL && line->state != MATOI_SLACK_LINE_OK)
    fix = _ ("Mend this, then try “Test Connection” in Preferences or “matoictl doctor” again.");
  add_check (checks, id, states[line->state], text, fix);
  if (line->state == MATOI_SLACK_LINE_FAIL && cli->status == 0)
    cli->status = MATOI_ERROR_SERVICE;
}

static void
check_slack (MatoiCli *cli, JsonArray *checks)
{
  const char *team = matoi_context_get_setting (cli->context, "slack.team");
  g_autoptr (MatoiSlackReport) report = NULL;
  g_autoptr (GError) error = NULL;

  if (!matoi_secrets_has ("slack-bot", &error))
    {
      if (team == NULL)
        add_check (checks, "slack", "ok", _ ("not set up"), NULL);
      else
        add_check (checks, "slack", "warn",
                   error != NULL ? error->message
                                 : _ ("There is no token."),
                                      _ ("Store the token with “matoictl secret set NAME -”."));
      return;
    }
  report = test_slack (cli);
  if (report == NULL)
    {
      add_check (checks, "slack", "fail",
                 _ ("Slack did not answer in time."),
                    _ ("Check the network, and the setting slack.base-url."));
      if (cli->status == 0)
        cli->status = MATOI_ERROR_SERVICE;
      return;
    }
  if (team == NULL && report->works)
    add_check (checks, "slack", "warn",
               _ ("There is a token, but no workspace is connected."),
                  _ ("Connect it in Preferences, or with “matoictl config set slack.team ID”."));
  for (guint i = 0; i < report->lines->len; i++)
    add_line (cli, checks, g_ptr_array_index (report->lines, i));
}

/* Whether each other service has both an address and a token; no network is used. */
static void
check_connections (MatoiCli *cli, JsonArray *checks)
{
  static const struct
  {
    const char *id, *setting, *secret;
  } services[] = {
    { "jira", "jira.base-url", "jira" },
    { "pagerduty", "pagerduty.base-url", "pagerduty" },
    { "statuspage", "statuspage.base-url", "statuspage" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (services); i++)
    {
      const char *address = matoi_context_get_setting (cli->context, services[i].setting);
      g_autoptr (GError) error = NULL;

      if (address == NULL)
        add_check (checks, services[i].id, "ok", _ ("not set up"), NULL);
      else if (matoi_secrets_has (services[i].secret, &error))
        add_check (checks, services[i].id, "ok", address, NULL);
      else
        add_check (checks, services[i].id, "warn",
                   error != NULL ? error->message
                                 : _ ("There is no token."),
                                      _ ("Store the token with “matoictl secret set NAME -”."));
    }
}

static void
check_secrets (JsonArray *checks)
{
  g_autoptr (GError) error = NULL;
  const char *const *name = matoi_secrets_list_names ();

  /* One that stands in the environment is found without asking the service. */
  while (*name != NULL && matoi_secrets_find (*name, &error) == MATOI_SECRET_GIVEN)
    name++;
  if (error == NULL)
    add_check (checks, "secret-service", "ok", _ ("It answers."), NULL);
  else
    add_check (
      checks, "secret-service", "warn",
      _ ("No Secret Service answers, so no tokens can be kept. Everything works without it but "
                       "Slack, JIRA, PagerDuty and Statuspage."),
        _ ("To use those, start a keyring such as GNOME Keyring or KeePassXC, or set variables such "
                       "as MATOI_SECRET_SLACK_BOT for one run."));
}

/** matoi_cli_doctor: one line for each check; what is wrong decides the exit status. */
gboolean
matoi_cli_doctor (MatoiCli *cli, char **args, GError **error)
{
  g_autoptr (JsonArray) checks = json_array_new ();
  g_autoptr (MatoiCliTable) table = matoi_cli_table_new (4);
  gboolean utf8 = g_strcmp0 (nl_langinfo (CODESET), "UTF-8") == 0;

  check_database (cli, checks);
  add_check (checks, "locale", utf8 ? "ok" : "warn", nl_langinfo (CODESET),
             utf8 ? NULL : _ ("Choose a UTF-8 locale, for example LANG=C.UTF-8."));
  check_secrets (checks);
  if (cli->context != NULL)
    {
      check_policy (cli, checks);
      check_contact (cli, checks);
      check_slack (cli, checks);
      check_connections (cli, checks);
    }
  if (cli->options.json)
    {
      matoi_cli_take_json_array (g_steal_pointer (&checks));
      return TRUE;
    }
  for (guint i = 0; i < json_array_get_length (checks); i++)
    {
      JsonObject *check = json_array_get_object_element (checks, i);
      const char *fix = matoi_json_get_string (check, "fix");

      matoi_cli_table_add (table, matoi_cli_state_name (matoi_json_get_string (check, "state")),
                           matoi_json_get_string (check, "id"),
                           matoi_json_get_string (check, "text"), fix != NULL ? fix : "", NULL);
    }
  matoi_cli_table_print (table, "");
  return TRUE;
}
