/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-cli"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "matoi-cli-private.h"
#include "matoi-slack-import.h"

/* What --from and --to mean: @ms is the end of the span with @end, and then not in it any more. */
static gboolean
parse_bound (MatoiCli *cli, const char *text, gboolean end, gint64 *ms, GError **error)
{
  *ms = MATOI_TIME_NONE;
  if (text == NULL)
    return TRUE;
  if (!matoi_cli_parse_day (cli, text, end, ms, error))
    return FALSE;
  *ms += end ? 1 : 0;
  return TRUE;
}

/* The channels that were named, or the only one that has messages. */
static gboolean
choose_channels (MatoiCli *cli, MatoiSlackExport *export, GPtrArray *chosen, GError **error)
{
  GPtrArray *channels = matoi_slack_export_get_channels (export);
  g_autofree char *lines = NULL;

  for (guint i = 0; cli->options.channels != NULL && cli->options.channels[i] != NULL; i++)
    {
      MatoiSlackChannel *channel =
        matoi_slack_export_find (export, cli->options.channels[i], error);

      if (channel == NULL)
        return FALSE;
      if (!g_ptr_array_find (chosen, channel, NULL))
        g_ptr_array_add (chosen, channel);
    }
  if (chosen->len > 0)
    return TRUE;
  for (guint i = 0; i < channels->len; i++)
    if (((MatoiSlackChannel *) g_ptr_array_index (channels, i))->n_messages > 0)
      g_ptr_array_add (chosen, g_ptr_array_index (channels, i));
  if (chosen->len == 1)
    return TRUE;
  if (chosen->len == 0)
    return matoi_cli_usage (error, _ ("The export holds no messages. Nothing was imported."));
  lines = matoi_slack_export_describe (export, matoi_context_get_zone (cli->context));
  /* Translators: %s is a list of channels, one a line. */
  return matoi_cli_usage (
    error,
    _ ("The export holds several channels. Nothing was imported; choose with --channel:\n%s"),
       lines);
}

static void
warn_tally (MatoiCli *cli, const MatoiSlackTally *tally)
{
  g_autofree char *todos = NULL;
  g_autofree char *elsewhere = NULL;

  if (tally->n_todos > 0 && !cli->options.todos)
    {
      todos = g_strdup_printf (
        /* Translators: %u is a number of lines. */
        g_dngettext (GETTEXT_PACKAGE,
                     "%u line begins with TODO; import again with --todos to take it as a TODO.",
                     "%u lines begin with TODO; import again with --todos to take them as TODOs.",
                     tally->n_todos),
        tally->n_todos);
      matoi_cli_warn (todos);
    }
  if (tally->n_elsewhere > 0)
    {
      elsewhere = g_strdup_printf (
        /* Translators: %u is a number of messages. */
        g_dngettext (GETTEXT_PACKAGE, "%u message is in another incident already, and stays there.",
                     "%u messages are in another incident already, and stay there.",
                     tally->n_elsewhere),
        tally->n_elsewhere);
      matoi_cli_warn (elsewhere);
    }
}

static gboolean
import_chosen (MatoiCli *cli, MatoiSlackExport *export, MatoiImportResult *result, GError **error)
{
  const MatoiCliOptions *options = &cli->options;
  g_autoptr (GPtrArray) channels = g_ptr_array_new ();
  g_autoptr (GPtrArray) messages = NULL;
  MatoiSlackChoice choice = { .channels = channels, .reaction = options->reaction };
  MatoiSlackTarget target = { .title = options->title,
                              .severity = options->severity,
                              .policy = options->policy,
                              .todos = options->todos };
  MatoiSlackTally tally = { 0 };
  MatoiId into;

  if (options->into != NULL && !matoi_cli_find (cli, options->into, &into, error))
    return FALSE;
  if (!parse_bound (cli, options->from, FALSE, &choice.from, error) ||
      !parse_bound (cli, options->until, TRUE, &choice.to, error) ||
      !choose_channels (cli, export, channels, error))
    return FALSE;
  messages = matoi_slack_export_read (export, &choice, matoi_cli_show_progress, NULL, NULL, error);
  if (messages == NULL)
    return FALSE;
  target.into = options->into != NULL ? &into : NULL;
  if (!matoi_slack_import (cli->context, messages, &target, result, &tally, error))
    return FALSE;
  if (result->entries > 0)
    warn_tally (cli, &tally);
  return TRUE;
}

/* matoictl import EXPORT.zip */
gboolean
matoi_cli_import_slack (MatoiCli *cli, const char *path, MatoiImportResult *result, GError **error)
{
  const MatoiCliOptions *options = &cli->options;
  g_autoptr (MatoiSlackExport) export = NULL;
  GPtrArray *problems;

  if (options->into != NULL &&
      (options->title != NULL || options->severity != NULL || options->policy != NULL))
    return matoi_cli_usage (error,
                            _ ("--title, --severity and --policy are for a new incident, --into is "
                               "for one that is there. Nothing was imported."));
  export = matoi_slack_export_open (path, matoi_cli_show_progress, NULL, NULL, error);
  if (export == NULL)
    return FALSE;
  problems = matoi_slack_export_get_problems (export);
  for (guint i = 0; i < problems->len && i < 20; i++)
    matoi_cli_warn (g_ptr_array_index (problems, i));
  return import_chosen (cli, export, result, error);
}
