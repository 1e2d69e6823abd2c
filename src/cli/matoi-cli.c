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
#include "matoi-json.h"

static const MatoiCliCommand *const groups[] = {
  matoi_cli_incident_commands,   matoi_cli_timeline_commands, matoi_cli_work_commands,
  matoi_cli_postmortem_commands, matoi_cli_action_commands,   matoi_cli_read_commands,
  matoi_cli_search_commands,     matoi_cli_data_commands,     matoi_cli_config_commands,
  matoi_cli_sync_commands,       matoi_cli_outbox_commands,   matoi_cli_stats_commands
};

/* --- failures */

static int
status_of (const GError *error)
{
  if (error->domain == MATOI_ERROR)
    return error->code;
  if (error->domain == G_FILE_ERROR || error->domain == G_IO_ERROR)
    return MATOI_ERROR_STORAGE;
  return MATOI_ERROR_INPUT;
}

static void
print_json_error (const GError *error, int status)
{
  static const char *const codes[] = { "", "rule", "input", "storage", "service", "not-found" };
  GPtrArray *reasons = error->domain == MATOI_ERROR ? matoi_error_get_reasons (error) : NULL;
  JsonObject *outer = json_object_new (), *object = json_object_new ();
  JsonArray *array = json_array_new ();

  matoi_json_set_string (object, "code", codes[CLAMP (status, 1, 5)]);
  matoi_json_set_string (object, "message", error->message);
  for (guint i = 0; reasons != NULL && i < reasons->len; i++)
    {
      const MatoiReason *reason = g_ptr_array_index (reasons, i);
      JsonObject *element = json_object_new ();

      matoi_json_set_string (element, "id", reason->id);
      matoi_json_set_string (element, "text", reason->text);
      matoi_json_set_string (element, "fix", reason->fix);
      json_array_add_object_element (array, element);
    }
  json_object_set_array_member (object, "reasons", array);
  json_object_set_object_member (outer, "error", object);
  matoi_cli_take_json_object (outer);
}

static int
fail (MatoiCli *cli, const GError *error)
{
  int status = status_of (error);
  GPtrArray *reasons = error->domain == MATOI_ERROR ? matoi_error_get_reasons (error) : NULL;
  g_autofree char *message = matoi_cli_dup_printable (error->message);

  if (cli->options.json)
    {
      print_json_error (error, status);
      return status;
    }
  /* The message of a refusal only repeats its reasons; they get a line each. */
  if (reasons == NULL || reasons->len == 0)
    fprintf (stderr, "matoictl: %s\n", message);
  for (guint i = 0; reasons != NULL && i < reasons->len; i++)
    {
      const MatoiReason *reason = g_ptr_array_index (reasons, i);
      /* Translators: one after the other; without a blank where that is usual. */
      g_autofree char *both =
        g_strdup_printf (C_ ("two sentences", "%1$s %2$s"), reason->text, reason->fix);
      g_autofree char *line = g_strdup_printf ("%s: %s", reason->id, both);
      g_autofree char *printable = matoi_cli_dup_printable (g_strdelimit (line, "\n", ' '));

      fprintf (stderr, "- %s\n", printable);
    }
  return status;
}

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
run_command (MatoiCli *cli, char ***args, GError **error)
{
  g_autoptr (GOptionContext) context = NULL;
  g_auto (GStrv) words = NULL;
  int n;

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
  n = (int) g_strv_length (*args) - 1;
  if (n < cli->command->min || (cli->command->max >= 0 && n > cli->command->max))
    /* Translators: %1$s is a command, %2$s its arguments. */
    return matoi_cli_usage (error, _ ("Use it as: matoictl %1$s %2$s. Nothing was changed."),
                                      cli->command->name, cli->command->args);
  return matoi_cli_options_read (cli, error) && cli->command->run (cli, *args + 1, error);
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
  status = error == NULL && run (&cli, &args, &error) ? cli.status : fail (&cli, error);
  g_clear_object (&cli.context);
  matoi_cli_options_clear (&cli.options);
  if (fflush (stdout) != 0 || ferror (stdout))
    {
      fprintf (stderr, "matoictl: %s\n", g_strerror (errno));
      status = status != 0 ? status : MATOI_ERROR_STORAGE;
    }
  return status;
}
