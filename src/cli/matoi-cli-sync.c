/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-cli"

#include "config.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "matoi-cli-private.h"
#include "matoi-context-outbox.h"
#include "matoi-json.h"
#include "matoi-slack-service.h"

/* The services without a window: once, or as long as the program runs. */

/* How often it is looked whether everything is done, and how long it may take: a service that lets
 * one wait says so within minutes. */
#define LOOK_MS       150
#define LIMIT_SECONDS 600

typedef struct
{
  MatoiCli *cli;
  MatoiSlackService *service;
  GMainLoop *loop;
  char *said; /* (nullable) what was told last */
  guint n_quiet;
  gint64 until; /* monotonic, µs */
  gboolean once, failed;
} Run;

static const char *
get_state_id (MatoiSlackService *service)
{
  static const char *const ids[] = {
    [MATOI_SLACK_SERVICE_OFF] = "off",         [MATOI_SLACK_SERVICE_CONNECTING] = "connecting",
    [MATOI_SLACK_SERVICE_ONLINE] = "online",   [MATOI_SLACK_SERVICE_ELSEWHERE] = "elsewhere",
    [MATOI_SLACK_SERVICE_OFFLINE] = "offline", [MATOI_SLACK_SERVICE_REFUSED] = "refused",
  };

  return ids[matoi_slack_service_get_state (service)];
}

/* One line for each change, apart from what the command answers. */
static void
tell (Run *run)
{
  const char *text = matoi_slack_service_get_text (run->service);
  g_autofree char *time = NULL, *line = NULL;

  if (g_strcmp0 (text, run->said) == 0)
    return;
  g_free (run->said);
  run->said = g_strdup (text);
  time =
    matoi_time_to_local (matoi_time_now (), "%F %T", matoi_context_get_zone (run->cli->context));
  line = matoi_cli_dup_printable (text);
  fprintf (stderr, "%s  %s\n", time, line);
  fflush (stderr);
}

/* Whether waiting longer helps. */
static gboolean
is_over (Run *run)
{
  switch (matoi_slack_service_get_state (run->service))
    {
    case MATOI_SLACK_SERVICE_OFF:
    case MATOI_SLACK_SERVICE_OFFLINE:
    case MATOI_SLACK_SERVICE_REFUSED:
      run->failed = TRUE;
      return TRUE;
    case MATOI_SLACK_SERVICE_ELSEWHERE:
      return TRUE;
    case MATOI_SLACK_SERVICE_ONLINE:
      run->n_quiet = matoi_slack_service_is_quiet (run->service) ? run->n_quiet + 1 : 0;
      /* Between two things to do there may be a moment without any. */
      return run->n_quiet > 2;
    default:
      return FALSE;
    }
}

static gboolean
on_look (gpointer user_data)
{
  Run *run = user_data;

  if (!is_over (run) && g_get_monotonic_time () < run->until)
    return G_SOURCE_CONTINUE;
  g_main_loop_quit (run->loop);
  return G_SOURCE_CONTINUE;
}

static gboolean
on_signal (gpointer user_data)
{
  g_main_loop_quit (((Run *) user_data)->loop);
  return G_SOURCE_CONTINUE;
}

/* Runs until it is over or somebody stops it. */
static void
run_service (Run *run)
{
  MatoiContext *context = run->cli->context;
  guint sources[3] = { 0 };

  matoi_context_start (context);
  run->loop = g_main_loop_new (NULL, FALSE);
  run->service = matoi_slack_service_new (context);
  run->until = g_get_monotonic_time () + (gint64) LIMIT_SECONDS * G_USEC_PER_SEC;
  if (!run->once)
    g_signal_connect_swapped (run->service, "changed", G_CALLBACK (tell), run);
  sources[0] = g_unix_signal_add (SIGINT, on_signal, run);
  sources[1] = g_unix_signal_add (SIGTERM, on_signal, run);
  if (run->once)
    sources[2] = g_timeout_add (LOOK_MS, on_look, run);
  matoi_slack_service_start (run->service);
  if (!run->once)
    tell (run);
  g_main_loop_run (run->loop);
  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    if (sources[i] != 0)
      g_source_remove (sources[i]);
  g_signal_handlers_disconnect_by_data (run->service, run);
  matoi_slack_service_stop (run->service);
  matoi_context_stop (context);
}

static void
run_clear (Run *run)
{
  g_clear_object (&run->service);
  g_clear_pointer (&run->loop, g_main_loop_unref);
  g_clear_pointer (&run->said, g_free);
}

static gboolean
is_in (const MatoiOutboxRow *row, const char *states)
{
  g_auto (GStrv) list = g_strsplit (states, " ", -1);

  return g_strv_contains ((const char *const *) list, row->state);
}

static JsonObject *
row_to_json (const MatoiOutboxRow *row)
{
  JsonObject *object = json_object_new ();
  g_autofree char *summary = matoi_outbox_dup_summary (row);

  json_object_set_int_member (object, "id", row->id);
  matoi_json_set_string (object, "ref", row->ref);
  matoi_json_set_string (object, "kind", row->kind);
  matoi_json_set_string (object, "summary", summary);
  return object;
}

static void
print_json (Run *run, GPtrArray *sent, guint n_waiting, guint n_held)
{
  JsonObject *object = json_object_new ();
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < sent->len; i++)
    json_array_add_object_element (array, row_to_json (g_ptr_array_index (sent, i)));
  matoi_json_set_string (object, "state", get_state_id (run->service));
  matoi_json_set_string (object, "text", matoi_slack_service_get_text (run->service));
  json_object_set_array_member (object, "sent", array);
  json_object_set_int_member (object, "waiting", n_waiting);
  json_object_set_int_member (object, "held", n_held);
  matoi_cli_take_json_object (object);
}

static void
print_people (Run *run, GPtrArray *sent, guint n_waiting, guint n_held)
{
  matoi_cli_printf ("%s\n", matoi_slack_service_get_text (run->service));
  for (guint i = 0; i < sent->len; i++)
    {
      g_autofree char *summary = matoi_outbox_dup_summary (g_ptr_array_index (sent, i));

      matoi_cli_printf ("  %s\n", summary);
    }
  /* Translators: %u is a number of messages. */
  matoi_cli_printf (ngettext ("%u message was sent.", "%u messages were sent.", sent->len),
                    sent->len);
  if (n_waiting > 0)
    {
      matoi_cli_print (" ");
      /* Translators: %u is a number of messages. */
      matoi_cli_printf (ngettext ("%u still waits.", "%u still wait.", n_waiting), n_waiting);
    }
  if (n_held > 0)
    {
      matoi_cli_print (" ");
      /* Translators: %u is a number of messages. */
      matoi_cli_printf (ngettext ("%u needs a decision: see “matoictl outbox list”.",
                                  "%u need a decision: see “matoictl outbox list”.", n_held),
                        n_held);
    }
  matoi_cli_print ("\n");
}

static void
print_result (Run *run, GPtrArray *before, GPtrArray *now)
{
  g_autoptr (GHashTable) waited = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GPtrArray) sent = g_ptr_array_new ();
  guint n_waiting = 0, n_held = 0;

  for (guint i = 0; i < before->len; i++)
    {
      MatoiOutboxRow *row = g_ptr_array_index (before, i);

      if (is_in (row, "sent discarded"))
        g_hash_table_add (waited, &row->id);
    }
  for (guint i = 0; i < now->len; i++)
    {
      MatoiOutboxRow *row = g_ptr_array_index (now, i);

      if (is_in (row, "sent") && !g_hash_table_contains (waited, &row->id))
        g_ptr_array_add (sent, row);
      n_waiting += is_in (row, "queued sending unknown verifying");
      n_held += is_in (row, "failed held expired");
    }
  if (run->cli->options.json)
    print_json (run, sent, n_waiting, n_held);
  else
    print_people (run, sent, n_waiting, n_held);
}

static gboolean
sync_once (MatoiCli *cli, char **args, GError **error)
{
  Run run = { .cli = cli, .once = TRUE };
  g_autoptr (GPtrArray) before = NULL, now = NULL;

  if (!matoi_cli_open (cli, error))
    return FALSE;
  before = matoi_context_list_outbox (cli->context, NULL, TRUE, error);
  if (before == NULL)
    return FALSE;
  run_service (&run);
  if (run.failed)
    g_set_error_literal (error, MATOI_ERROR, MATOI_ERROR_SERVICE,
                         matoi_slack_service_get_text (run.service));
  else
    now = matoi_context_list_outbox (cli->context, NULL, TRUE, error);
  if (now != NULL)
    print_result (&run, before, now);
  run_clear (&run);
  return now != NULL;
}

static gboolean
bridge (MatoiCli *cli, char **args, GError **error)
{
  Run run = { .cli = cli };

  if (!matoi_cli_open (cli, error))
    return FALSE;
  run_service (&run);
  run_clear (&run);
  return TRUE;
}

const MatoiCliCommand matoi_cli_sync_commands[] = {
  { "sync", "", N_ ("Send what waits, read the rooms once, and end"), "once", 0, 0, sync_once },
  { "bridge", "",
    N_ ("Keep the record and its rooms in step without a window, until it is stopped"), "", 0, 0,
    bridge,
    N_ ("It tells on standard error what becomes of the connection, and ends with Ctrl+C. Of all "
        "programs on one database one speaks with the service; the others wait to take over.") },
  { NULL },
};
