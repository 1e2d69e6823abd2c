/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-cli"

#include "config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "matoi-cli-private.h"

static const MatoiCliCommand *const groups[] = {
  matoi_cli_incident_commands,   matoi_cli_timeline_commands, matoi_cli_work_commands,
  matoi_cli_postmortem_commands, matoi_cli_action_commands,   matoi_cli_read_commands,
  matoi_cli_search_commands,     matoi_cli_data_commands,     matoi_cli_config_commands,
  matoi_cli_sync_commands,       matoi_cli_outbox_commands,   matoi_cli_stats_commands
};

/* --- which command */

static const MatoiCliCommand *
find_command (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      for (const MatoiCliCommand *one = groups[i]; one->name != NULL; one++)
        {
          if (g_str_equal (one->name, name))
            return one;
        }
    }
  return NULL;
}

static guint
edit_distance (const char *a, const char *b)
{
  gsize n = strlen (b);
  g_autofree guint *row = g_new (guint, n + 1);

  for (gsize j = 0; j <= n; j++)
    row[j] = j;
  for (gsize i = 0; a[i] != '\0'; i++)
    {
      guint corner = row[0]++;

      for (gsize j = 0; j < n; j++)
        {
          guint here = MIN (corner + (a[i] != b[j]), MIN (row[j], row[j + 1]) + 1);

          corner = row[j + 1];
          row[j + 1] = here;
        }
    }
  return row[n];
}

static gboolean
refuse_command (const char *name, GError **error)
{
  const char *nearest = NULL;
  guint best = 3;

  for (guint i = 0; strlen (name) < 64 && i < G_N_ELEMENTS (groups); i++)
    {
      for (const MatoiCliCommand *one = groups[i]; one->name != NULL; one++)
        {
          guint distance = edit_distance (name, one->name);

          if (distance < best)
            {
              best = distance;
              nearest = one->name;
            }
        }
    }
  if (nearest != NULL)
    /* Translators: %1$s is what was typed, %2$s a command. */
    return matoi_cli_usage (error, _ ("There is no command “%1$s”. Did you mean “%2$s”?"), name,
                                      nearest);
  /* Translators: %s is what was typed. */
  return matoi_cli_usage (error, _ ("There is no command “%s”. “matoictl --help” lists them."),
                                    name);
}

static void
print_overview (void)
{
  g_autoptr (MatoiCliTable) table = matoi_cli_table_new (2);
  MatoiCliOptions options = { NULL };
  g_autoptr (GOptionContext) context = matoi_cli_options_new (&options, NULL);
  g_autofree char *help = g_option_context_get_help (context, TRUE, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    {
      for (const MatoiCliCommand *one = groups[i]; one->name != NULL; one++)
        matoi_cli_table_add (table, one->name, _ (one->summary), NULL);
    }
  matoi_cli_print (help);
  matoi_cli_printf ("%s\n", _ ("Commands:"));
  matoi_cli_table_print (table, "  ");
  matoi_cli_printf ("\n%s\n", _ ("“matoictl COMMAND --help” tells more about one of them."));
}

/* --- the run */

static gboolean
set_first_locale (int category, const char *const *names)
{
  for (guint i = 0; names[i] != NULL; i++)
    {
      if (setlocale (category, names[i]) != NULL)
        return TRUE;
    }
  return FALSE;
}

/* gettext looks at LANGUAGE only under a locale other than "C", and words need
 * UTF-8; the asked-for language must work even if its locale was never made. */
static void
set_up_locale (const char *lang)
{
  static const char *const japanese[] = { "ja_JP.UTF-8", "en_US.UTF-8", "C.UTF-8", NULL };
  static const char *const english[] = { "en_US.UTF-8", "C.UTF-8", NULL };
  static const char *const neutral[] = { "C.UTF-8", "en_US.UTF-8", NULL };
  const char *folder = g_getenv ("MATOI_LOCALEDIR");

  setlocale (LC_ALL, "");
  if (lang != NULL)
    {
      g_setenv ("LANGUAGE", lang, TRUE);
      set_first_locale (LC_ALL, g_str_equal (lang, "ja") ? japanese : english);
    }
  else if (g_strcmp0 (nl_langinfo (CODESET), "UTF-8") != 0)
    set_first_locale (LC_CTYPE, neutral);
  setlocale (LC_NUMERIC, "C");
  bindtextdomain (GETTEXT_PACKAGE, folder != NULL && *folder != '\0' ? folder : LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

/* The two options that decide how even a usage error looks. */
static void
look_ahead (MatoiCli *cli, char **args, char **lang)
{
  for (guint i = 1; args[i] != NULL && strcmp (args[i], "--") != 0; i++)
    {
      if (strcmp (args[i], "--json") == 0)
        cli->options.json = TRUE;
      else if (strcmp (args[i], "--lang") == 0 && args[i + 1] != NULL)
        *lang = args[i + 1];
      else if (g_str_has_prefix (args[i], "--lang="))
        *lang = args[i] + strlen ("--lang=");
    }
}

static gboolean
check_args (char **args, GError **error)
{
  for (guint i = 0; args[i] != NULL; i++)
    {
      if (!g_utf8_validate (args[i], -1, NULL))
        return matoi_cli_usage (error, _ ("An argument is not UTF-8 text. Nothing was changed."));
    }
  return TRUE;
}

/* Cuts @args off at "--"; what stands behind it is words, whatever they begin with. */
static char **
cut_words (char **args)
{
  char **words = NULL;

  for (guint i = 0; args[i] != NULL; i++)
    {
      if (words != NULL || strcmp (args[i], "--") != 0)
        continue;
      words = g_strdupv (args + i + 1);
      for (guint k = i; args[k] != NULL; k++)
        g_clear_pointer (&args[k], g_free);
      break;
    }
  return words;
}

static void
append_words (char ***args, char **words)
{
  guint n = g_strv_length (*args), n_words = words != NULL ? g_strv_length (words) : 0;

  *args = g_renew (char *, *args, n + n_words + 1);
  for (guint i = 0; i < n_words; i++)
    (*args)[n + i] = g_strdup (words[i]);
  (*args)[n + n_words] = NULL;
}

static gboolean
check_words (const MatoiCliCommand *command, char **args, GError **error)
{
  int n = (int) g_strv_length (args);

  if (n < command->min || (command->max >= 0 && n > command->max))
    /* Translators: %1$s is a command, %2$s its arguments. */
    return matoi_cli_usage (error, _ ("Use it as: matoictl %1$s %2$s. Nothing was changed."),
                                      command->name, command->args);
  for (int i = 0; i < n; i++)
    {
      if (args[i][strspn (args[i], " \t\r\n")] == '\0')
        /* Translators: %1$s is a command, %2$s its arguments. */
        return matoi_cli_usage (
          error, _ ("An argument is empty. Use it as: matoictl %1$s %2$s. Nothing was changed."),
                    command->name, command->args);
    }
  return TRUE;
}

static gboolean
run_command (MatoiCli *cli, char ***args, GError **error)
{
  g_autoptr (GOptionContext) context = NULL;
  g_auto (GStrv) words = NULL;

  cli->command = find_command ((*args)[1]);
  if (cli->command == NULL)
    return refuse_command ((*args)[1], error);
  /* The name of the command becomes the program's place in the list. */
  g_free ((*args)[0]);
  memmove (*args, *args + 1, g_strv_length (*args) * sizeof (char *));
  words = cut_words (*args);
  context = matoi_cli_options_new (&cli->options, cli->command);
  g_option_context_set_summary (context, _ (cli->command->summary));
  if (cli->command->details != NULL)
    g_option_context_set_description (context, _ (cli->command->details));
  if (!g_option_context_parse_strv (context, args, error))
    {
      if (g_error_matches (*error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION))
        matoi_cli_add_hint (error, _ ("Put “--” before a text that begins with “-”."));
      return FALSE;
    }
  matoi_cli_unshield (&cli->options, *args);
  if (cli->options.help)
    {
      g_autofree char *help = g_option_context_get_help (context, TRUE, NULL);

      matoi_cli_print (help);
      return TRUE;
    }
  append_words (args, words);
  return check_words (cli->command, *args + 1, error) && matoi_cli_options_read (cli, error) &&
         cli->command->run (cli, *args + 1, error);
}

static gboolean
run (MatoiCli *cli, char ***args, GError **error)
{
  g_autoptr (GOptionContext) context = matoi_cli_options_new (&cli->options, NULL);

  g_option_context_set_strict_posix (context, TRUE);
  if (!check_args (*args, error) || !g_option_context_parse_strv (context, args, error))
    return FALSE;
  if (cli->options.lang != NULL && !g_str_equal (cli->options.lang, "en") &&
      !g_str_equal (cli->options.lang, "ja"))
    return matoi_cli_usage (error, _ ("The language is “en” or “ja”."));
  if (cli->options.version)
    matoi_cli_printf ("matoictl %s\n", PACKAGE_VERSION);
  else if ((*args)[1] != NULL)
    return run_command (cli, args, error);
  else if (cli->options.help)
    print_overview ();
  else
    return matoi_cli_usage (error, _ ("Name a command. “matoictl --help” lists them."));
  return TRUE;
}

int
matoi_cli_main (int argc, char **argv)
{
  MatoiCli cli = { .at = MATOI_TIME_NONE };
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) args = g_strdupv (argv);
  char *lang = NULL;
  int status;

  g_set_prgname ("matoictl");
  look_ahead (&cli, argv, &lang);
  set_up_locale (lang);
  cli.options.speed = 1;
  cli.colour = isatty (STDOUT_FILENO) && g_getenv ("NO_COLOR") == NULL &&
               g_strcmp0 (g_getenv ("TERM"), "dumb") != 0;
  matoi_cli_shield (args);
  if (lang != NULL && !g_str_equal (lang, "en") && !g_str_equal (lang, "ja"))
    matoi_cli_usage (&error, _("The language is “en” or “ja”."));
  status = error == NULL && run (&cli, &args, &error) ? cli.status : matoi_cli_fail (&cli, error);
  g_clear_object (&cli.context);
  matoi_cli_options_clear (&cli.options);
  if (fflush (stdout) != 0 || ferror (stdout))
    {
      fprintf (stderr, "matoictl: %s\n", g_strerror (errno));
      status = status != 0 ? status : MATOI_ERROR_STORAGE;
    }
  return status;
}
