/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-cli"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <langinfo.h>
#include <unistd.h>

#include "matoi-cli-private.h"
#include "matoi-json.h"
#include "matoi-secrets.h"

static void
print_settings (MatoiCli *cli)
{
  const char *const *keys = matoi_context_list_setting_keys ();
  g_autoptr (MatoiCliTable) table = matoi_cli_table_new (2);
  JsonObject *object = json_object_new ();

  for (guint i = 0; keys[i] != NULL; i++)
    {
      const char *value = matoi_context_get_setting (cli->context, keys[i]);

      matoi_cli_table_add (table, keys[i], value != NULL ? value : "", NULL);
      matoi_json_set_string (object, keys[i], value);
    }
  if (cli->options.json)
    matoi_cli_take_json_object (object);
  else
    {
      matoi_cli_table_print (table, "");
      json_object_unref (object);
    }
}

static void
print_setting (MatoiCli *cli, const char *key)
{
  const char *value = matoi_context_get_setting (cli->context, key);
  g_autofree char *printable = matoi_cli_dup_printable (value);
  JsonObject *object;

  if (!cli->options.json)
    {
      matoi_cli_printf ("%s\n", printable);
      return;
    }
  object = json_object_new ();
  matoi_json_set_string (object, "key", key);
  matoi_json_set_string (object, "value", value);
  matoi_cli_take_json_object (object);
}

static gboolean
config (MatoiCli *cli, char **args, GError **error)
{
  guint n = g_strv_length (args);
  g_autofree char *value = NULL;

  if (!matoi_cli_open (cli, error))
    return FALSE;
  if (n == 1 && g_str_equal (args[0], "list"))
    {
      print_settings (cli);
      return TRUE;
    }
  if (n == 2 && g_str_equal (args[0], "get"))
    {
      if (!matoi_context_check_setting (cli->context, args[1], NULL, error))
        return FALSE;
    }
  else if (n == 2 && g_str_equal (args[0], "unset"))
    {
      if (!matoi_context_set_setting (cli->context, args[1], NULL, error))
        return FALSE;
    }
  else if (n == 3 && g_str_equal (args[0], "set"))
    {
      value = matoi_cli_dup_text (cli, args[2], error);
      if (value == NULL || !matoi_context_set_setting (cli->context, args[1], value, error))
        return FALSE;
    }
  else
    return matoi_cli_usage (
      error, _ ("Use it as: matoictl config list, get KEY, set KEY VALUE or unset KEY. Nothing was "
                                      "changed."));
  print_setting (cli, args[1]);
  return TRUE;
}

/* The token comes by standard input only: arguments can be read by others. */
static gboolean
secret (MatoiCli *cli, char **args, GError **error)
{
  g_autofree char *token = NULL;
  JsonObject *object;

  if (!g_str_equal (args[0], "set") || !g_str_equal (args[2], "-"))
    return matoi_cli_usage (
      error, _ ("Use it as: matoictl secret set NAME - and give the token on standard input. "
                                      "Nothing was stored."));
  token = matoi_cli_read_input (cli, error);
  if (token == NULL || !matoi_secrets_set (args[1], token, error))
    return FALSE;
  if (!cli->options.json)
    {
      matoi_cli_printf ("%s\n", _ ("The token is in the Secret Service."));
      return TRUE;
    }
  object = json_object_new ();
  matoi_json_set_string (object, "name", args[1]);
  json_object_set_boolean_member (object, "stored", TRUE);
  matoi_cli_take_json_object (object);
  return TRUE;
}

/* --- doctor */

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

/* Whether each service has both an address and a token; no network is used. */
static void
check_connections (MatoiCli *cli, JsonArray *checks)
{
  static const struct
  {
    const char *id, *setting, *secret;
  } services[] = {
    { "slack", "slack.base-url", "slack-bot" },
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

  matoi_secrets_has ("slack-app", &error);
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

static gboolean
doctor (MatoiCli *cli, char **args, GError **error)
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

const MatoiCliCommand matoi_cli_config_commands[] = {
  { "config", "list | get KEY | set KEY VALUE | unset KEY", N_ ("The organisation's settings"), "",
    1, 3, config },
  { "secret", "set NAME -", N_ ("Keep a token, read from standard input, in the Secret Service"),
    "", 3, 3, secret },
  { "doctor", "", N_ ("Check the database, the settings and the connections"), "", 0, 0, doctor },
  { NULL },
};
