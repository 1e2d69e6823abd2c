/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-cli"

#include "config.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>

#include "matoi-adapter.h"
#include "matoi-cli-sync.h"
#include "matoi-context-outbox.h"

/* The services without a window: once, or as long as the program runs. */

/* How often it is looked whether everything is done, and how long it may take: a service that lets
 * one wait says so within minutes. */
#define LOOK_MS       150
#define LIMIT_SECONDS 600

/* One line for each change, apart from what the command answers. */
static void
tell (MatoiCliSync *run, MatoiCliSyncService *service)
{
  const char *text = matoi_adapter_get_text (service->adapter);
  g_autofree char *time = NULL, *line = NULL, *name = NULL;

  /* What was never set up is no news. */
  if (g_strcmp0 (text, service->said) == 0 ||
      (service->said == NULL && matoi_adapter_get_state (service->adapter) == MATOI_ADAPTER_OFF))
    return;
  g_free (service->said);
  service->said = g_strdup (text);
  time =
    matoi_time_to_local (matoi_time_now (), "%F %T", matoi_context_get_zone (run->cli->context));
  name = matoi_cli_dup_printable (matoi_cli_sync_get_name (run, service));
  line = matoi_cli_dup_printable (text);
  fprintf (stderr, "%s  %s: %s\n", time, name, line);
  fflush (stderr);
}

static void
on_changed (MatoiAdapter *adapter, MatoiCliSync *run)
{
  for (guint i = 0; i < run->services->len; i++)
    if (matoi_cli_sync_get (run, i)->adapter == adapter)
      tell (run, matoi_cli_sync_get (run, i));
}

/* Whether waiting longer helps. */
static gboolean
is_over (MatoiCliSyncService *service)
{
  if (matoi_cli_sync_has_failed (service) ||
      matoi_adapter_get_state (service->adapter) == MATOI_ADAPTER_ELSEWHERE)
    return TRUE;
  service->n_quiet = matoi_adapter_is_quiet (service->adapter) ? service->n_quiet + 1 : 0;
  /* Between two things to do there may be a moment without any. */
  return service->n_quiet > 2;
}

static gboolean
on_look (gpointer user_data)
{
  MatoiCliSync *run = user_data;
  gboolean over = TRUE;

  for (guint i = 0; i < run->services->len; i++)
    over = is_over (matoi_cli_sync_get (run, i)) && over;
  if (over || g_get_monotonic_time () >= run->until)
    g_main_loop_quit (run->loop);
  return G_SOURCE_CONTINUE;
}

static gboolean
on_signal (gpointer user_data)
{
  g_main_loop_quit (((MatoiCliSync *) user_data)->loop);
  return G_SOURCE_CONTINUE;
}

static void
service_clear (MatoiCliSyncService *service)
{
  g_clear_object (&service->adapter);
  g_clear_pointer (&service->said, g_free);
}

/* Once: those that are used now; else all, as they may be set up later. */
static void
begin (MatoiCliSync *run)
{
  MatoiContext *context = run->cli->context;

  matoi_context_start (context);
  matoi_adapters_start (context);
  run->services = g_array_new (FALSE, TRUE, sizeof (MatoiCliSyncService));
  g_array_set_clear_func (run->services, (GDestroyNotify) service_clear);
  for (const char *const *id = matoi_adapters_list (); *id != NULL; id++)
    {
      MatoiAdapter *adapter = matoi_adapter_get (context, *id);
      MatoiCliSyncService service = { .adapter = adapter };

      if (adapter == NULL || (run->once && !matoi_adapter_is_used (context, *id)))
        continue;
      g_object_ref (adapter);
      g_array_append_val (run->services, service);
    }
}

/* Runs until it is over or somebody stops it. */
static void
run_services (MatoiCliSync *run)
{
  guint sources[3] = { 0 };

  begin (run);
  run->loop = g_main_loop_new (NULL, FALSE);
  run->until = g_get_monotonic_time () + (gint64) LIMIT_SECONDS * G_USEC_PER_SEC;
  for (guint i = 0; !run->once && i < run->services->len; i++)
    {
      g_signal_connect (matoi_cli_sync_get (run, i)->adapter, "changed", G_CALLBACK (on_changed),
                        run);
      tell (run, matoi_cli_sync_get (run, i));
    }
  sources[0] = g_unix_signal_add (SIGINT, on_signal, run);
  sources[1] = g_unix_signal_add (SIGTERM, on_signal, run);
  if (run->once)
    sources[2] = g_timeout_add (LOOK_MS, on_look, run);
  g_main_loop_run (run->loop);
  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    if (sources[i] != 0)
      g_source_remove (sources[i]);
  for (guint i = 0; i < run->services->len; i++)
    g_signal_handlers_disconnect_by_data (matoi_cli_sync_get (run, i)->adapter, run);
  matoi_adapters_stop (run->cli->context);
  matoi_context_stop (run->cli->context);
}

static void
run_clear (MatoiCliSync *run)
{
  g_clear_pointer (&run->services, g_array_unref);
  g_clear_pointer (&run->loop, g_main_loop_unref);
}

/* FALSE with @error: nothing could be done anywhere. */
static gboolean
check_services (MatoiCliSync *run, GError **error)
{
  const MatoiCliSyncService *worst = matoi_cli_sync_find_worst (run);
  guint n_failed = 0;

  for (guint i = 0; i < run->services->len; i++)
    n_failed += matoi_cli_sync_has_failed (matoi_cli_sync_get (run, i));
  if (n_failed > 0 && n_failed < run->services->len)
    run->cli->status = MATOI_ERROR_SERVICE;
  if (worst != NULL && n_failed < run->services->len)
    return TRUE;
  g_set_error_literal (
    error, MATOI_ERROR, MATOI_ERROR_SERVICE,
    worst != NULL
      ? matoi_adapter_get_text (worst->adapter)
      : _ ("No service is connected, so there is nothing to send or to read. Connect one in "
                     "Preferences."));
  return FALSE;
}

static gboolean
sync_once (MatoiCli *cli, char **args, GError **error)
{
  MatoiCliSync run = { .cli = cli, .once = TRUE };
  g_autoptr (GPtrArray) before = NULL, now = NULL;

  if (!matoi_cli_open (cli, error))
    return FALSE;
  before = matoi_context_list_outbox (cli->context, NULL, TRUE, error);
  if (before == NULL)
    return FALSE;
  run_services (&run);
  if (check_services (&run, error))
    now = matoi_context_list_outbox (cli->context, NULL, TRUE, error);
  if (now != NULL)
    matoi_cli_sync_print (&run, before, now);
  run_clear (&run);
  return now != NULL;
}

static gboolean
bridge (MatoiCli *cli, char **args, GError **error)
{
  MatoiCliSync run = { .cli = cli };

  if (!matoi_cli_open (cli, error))
    return FALSE;
  run_services (&run);
  run_clear (&run);
  return TRUE;
}

const MatoiCliCommand matoi_cli_sync_commands[] = {
  { "sync", "", N_ ("Send what waits at every service, read what is new there once, and end"),
    "once", 0, 0, sync_once },
  { "bridge", "",
    N_ ("Keep the record and the services in step without a window, until it is stopped"), "", 0, 0,
    bridge,
    N_ ("It tells on standard error what becomes of the connections, and ends with Ctrl+C. Of all "
        "programs on one database one speaks with each service; the others wait to take over.") },
  { NULL },
};
