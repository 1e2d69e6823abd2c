/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-cli"

#include "config.h"

#include <glib/gi18n-lib.h>

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

const MatoiCliCommand matoi_cli_config_commands[] = {
  { "config", "list | get KEY | set KEY VALUE | unset KEY", N_ ("The organisation's settings"), "",
    1, 3, config },
  { "secret", "set NAME -", N_ ("Keep a token, read from standard input, in the Secret Service"),
    "", 3, 3, secret },
  { "doctor", "", N_ ("Check the database, the settings and the connections"), "", 0, 0,
    matoi_cli_doctor },
  { NULL },
};
