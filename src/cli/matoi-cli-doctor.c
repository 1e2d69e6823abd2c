/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-cli"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <langinfo.h>
#include <string.h>
#include <unistd.h>

#include "matoi-adapter.h"
#include "matoi-cli-private.h"
#include "matoi-json.h"
#include "matoi-secrets.h"
#include "matoi-service-setup.h"

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

/* --- the services: asked, not guessed */

/* The first of the tokens of each; the other, if there is one, may be missing. */
static const struct
{
  const char *id, *secret;
} services[] = {
  { "slack", "slack-bot" },       { "jira", "jira" },
  { "jira2", "jira2" },           { "pagerduty", "pagerduty" },
  { "statuspage", "statuspage" },
};

typedef struct
{
  GMainLoop *loop;
  MatoiSetupReport *report; /* (nullable) */
} Test;

static void
on_tested (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Test *test = user_data;

  test->report = matoi_service_setup_test_finish (MATOI_SERVICE_SETUP (source), result, NULL);
  g_main_loop_quit (test->loop);
}

static gboolean
on_late (gpointer user_data)
{
  g_cancellable_cancel (user_data);
  return G_SOURCE_CONTINUE;
}

/* NULL: no answer in time. */
static MatoiSetupReport *
test_service (MatoiCli *cli, const char *id)
{
  g_autoptr (MatoiServiceSetup) setup = matoi_service_setup_new (cli->context, id);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Test test = { .loop = loop };
  guint late = g_timeout_add_seconds (SERVICE_SECONDS, on_late, cancellable);

  matoi_service_setup_test_async (setup, NULL, NULL, cancellable, on_tested, &test);
  g_main_loop_run (loop);
  g_source_remove (late);
  return test.report;
}

static void
add_line (MatoiCli *cli, JsonArray *checks, const char *service, const MatoiSetupLine *line)
{
  static const char *const states[] = {
    [MATOI_SETUP_OK] = "ok",
    [MATOI_SETUP_WARN] = "warn",
    [MATOI_SETUP_FAIL] = "fail",
  };
  const char *fix = line->fix;
  g_autofree char *id = g_strconcat (service, "-", line->id, NULL);
  g_autofree char *text = g_strdup_printf ("%s: %s", line->title, line->text);

  if (fix == NULL && line->state != MATOI_SETUP_OK)
    fix = _ ("Mend this, then try “Test Connection” in Preferences or “matoictl doctor” again.");
  add_check (checks, id, states[line->state], text, fix);
  if (line->state == MATOI_SETUP_FAIL && cli->status == 0)
    cli->status = MATOI_ERROR_SERVICE;
}

/* What can be said without asking; FALSE: it is to be asked. */
static gboolean
check_whether_used (MatoiCli *cli, JsonArray *checks, const char *id, const char *secret)
{
  g_autoptr (GError) error = NULL;
  gboolean set_up = matoi_adapter_is_set_up (cli->context, id);
  gboolean off = set_up && !matoi_adapter_is_used (cli->context, id);
  gboolean has_token = !off && matoi_secrets_has (secret, &error);

  /* The token of Slack tells which workspace it is for. */
  if (has_token && (set_up || g_str_equal (id, "slack")))
    return FALSE;
  if (off)
    add_check (checks, id, "ok", _ ("turned off"), NULL);
  else if (!set_up)
    add_check (checks, id, "ok", _ ("not set up"), NULL);
  else
    add_check (checks, id, "warn",
               error != NULL ? error->message
                             : _ ("There is no token."),
                                  _ ("Store the token with “matoictl secret set NAME -”."));
  return TRUE;
}

static void
check_service (MatoiCli *cli, JsonArray *checks, const char *id, const char *secret)
{
  g_autoptr (MatoiSetupReport) report = NULL;
  g_autofree char *text = NULL, *fix = NULL;

  if (check_whether_used (cli, checks, id, secret))
    return;
  report = test_service (cli, id);
  if (report == NULL)
    {
      /* Translators: %s is the name of a service, such as Slack. */
      text = g_strdup_printf (_ ("%s did not answer in time."),
                                 matoi_adapter_get_name_of (cli->context, id));
      /* Translators: %s is the name of a setting. */
      fix = g_strdup_printf (_ ("Check the network, and the setting %s.base-url."), id);
      add_check (checks, id, "fail", text, fix);
      if (cli->status == 0)
        cli->status = MATOI_ERROR_SERVICE;
      return;
    }
  if (!matoi_adapter_is_set_up (cli->context, id) && report->works)
    add_check (checks, id, "warn",
               _ ("There is a token, but no workspace is connected."),
                  _ ("Connect it in Preferences, or with “matoictl config set slack.team ID”."));
  for (guint i = 0; i < report->lines->len; i++)
    add_line (cli, checks, id, g_ptr_array_index (report->lines, i));
}

/* A second JIRA is there only for those who have two. */
static void
check_services (MatoiCli *cli, JsonArray *checks)
{
  for (guint i = 0; i < G_N_ELEMENTS (services); i++)
    if (!g_str_equal (services[i].id, "jira2") ||
        matoi_adapter_is_set_up (cli->context, services[i].id))
      check_service (cli, checks, services[i].id, services[i].secret);
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
      check_services (cli, checks);
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
