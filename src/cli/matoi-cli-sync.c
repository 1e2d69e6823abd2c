/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-cli"

#include "config.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "matoi-adapter.h"
#include "matoi-cli-private.h"
#include "matoi-context-outbox.h"
#include "matoi-json.h"

/* The services without a window: once, or as long as the program runs. */

/* How often it is looked whether everything is done, and how long it may take: a service that lets
 * one wait says so within minutes. */
#define LOOK_MS       150
#define LIMIT_SECONDS 600

/* One service that is used. */
typedef struct
{
  MatoiAdapter *adapter;
  char *said; /* (nullable) what was told last */
  guint n_quiet;
} Service;

typedef struct
{
  MatoiCli *cli;
  GArray *services; /* of Service */
  GMainLoop *loop;
  gint64 until; /* monotonic, µs */
  gboolean once;
} Run;

static Service *
get_service (Run *run, guint index)
{
  return &g_array_index (run->services, Service, index);
}

static const char *
get_name (Run *run, const Service *service)
{
  return matoi_adapter_get_name_of (run->cli->context, matoi_adapter_get_id (service->adapter));
}

static const char *
get_state_id (const Service *service)
{
  static const char *const ids[] = {
    [MATOI_ADAPTER_OFF] = "off",         [MATOI_ADAPTER_CONNECTING] = "connecting",
    [MATOI_ADAPTER_ONLINE] = "online",   [MATOI_ADAPTER_ELSEWHERE] = "elsewhere",
    [MATOI_ADAPTER_OFFLINE] = "offline", [MATOI_ADAPTER_REFUSED] = "refused",
  };

  return ids[matoi_adapter_get_state (service->adapter)];
}

/* One line for each change, apart from what the command answers. */
static void
tell (Run *run, Service *service)
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
  name = matoi_cli_dup_printable (get_name (run, service));
  line = matoi_cli_dup_printable (text);
  fprintf (stderr, "%s  %s: %s\n", time, name, line);
  fflush (stderr);
}

static void
on_changed (MatoiAdapter *adapter, Run *run)
{
  for (guint i = 0; i < run->services->len; i++)
    if (get_service (run, i)->adapter == adapter)
      tell (run, get_service (run, i));
}

static gboolean
has_failed (const Service *service)
{
  MatoiAdapterState state = matoi_adapter_get_state (service->adapter);

  return state == MATOI_ADAPTER_OFF || state == MATOI_ADAPTER_OFFLINE ||
         state == MATOI_ADAPTER_REFUSED;
}

/* Whether waiting longer helps. */
static gboolean
is_over (Service *service)
{
  if (has_failed (service) || matoi_adapter_get_state (service->adapter) == MATOI_ADAPTER_ELSEWHERE)
    return TRUE;
  service->n_quiet = matoi_adapter_is_quiet (service->adapter) ? service->n_quiet + 1 : 0;
  /* Between two things to do there may be a moment without any. */
  return service->n_quiet > 2;
}

static gboolean
on_look (gpointer user_data)
{
  Run *run = user_data;
  gboolean over = TRUE;

  for (guint i = 0; i < run->services->len; i++)
    over = is_over (get_service (run, i)) && over;
  if (over || g_get_monotonic_time () >= run->until)
    g_main_loop_quit (run->loop);
  return G_SOURCE_CONTINUE;
}

static gboolean
on_signal (gpointer user_data)
{
  g_main_loop_quit (((Run *) user_data)->loop);
  return G_SOURCE_CONTINUE;
}

static void
service_clear (Service *service)
{
  g_clear_object (&service->adapter);
  g_clear_pointer (&service->said, g_free);
}

/* Once: those that are used now; else all, as they may be set up later. */
static void
begin (Run *run)
{
  MatoiContext *context = run->cli->context;

  matoi_context_start (context);
  matoi_adapters_start (context);
  run->services = g_array_new (FALSE, TRUE, sizeof (Service));
  g_array_set_clear_func (run->services, (GDestroyNotify) service_clear);
  for (const char *const *id = matoi_adapters_list (); *id != NULL; id++)
    {
      MatoiAdapter *adapter = matoi_adapter_get (context, *id);
      Service service = { .adapter = adapter };

      if (adapter == NULL || (run->once && !matoi_adapter_is_used (context, *id)))
        continue;
      g_object_ref (adapter);
      g_array_append_val (run->services, service);
    }
}

/* Runs until it is over or somebody stops it. */
static void
run_services (Run *run)
{
  guint sources[3] = { 0 };

  begin (run);
  run->loop = g_main_loop_new (NULL, FALSE);
  run->until = g_get_monotonic_time () + (gint64) LIMIT_SECONDS * G_USEC_PER_SEC;
  for (guint i = 0; !run->once && i < run->services->len; i++)
    {
      g_signal_connect (get_service (run, i)->adapter, "changed", G_CALLBACK (on_changed), run);
      tell (run, get_service (run, i));
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
    g_signal_handlers_disconnect_by_data (get_service (run, i)->adapter, run);
  matoi_adapters_stop (run->cli->context);
  matoi_context_stop (run->cli->context);
}

static void
run_clear (Run *run)
{
  g_clear_pointer (&run->services, g_array_unref);
  g_clear_pointer (&run->loop, g_main_loop_unref);
}

/* (nullable): the one that needs somebody most; NULL: no service is used. */
static const Service *
find_worst (Run *run)
{
  static const int ranks[] = {
    [MATOI_ADAPTER_ONLINE] = 0,     [MATOI_ADAPTER_ELSEWHERE] = 1, [MATOI_ADAPTER_OFF] = 2,
    [MATOI_ADAPTER_CONNECTING] = 3, [MATOI_ADAPTER_OFFLINE] = 4,   [MATOI_ADAPTER_REFUSED] = 5,
  };
  const Service *worst = NULL;

  for (guint i = 0; i < run->services->len; i++)
    {
      const Service *service = get_service (run, i);

      if (worst == NULL || ranks[matoi_adapter_get_state (service->adapter)] >
                             ranks[matoi_adapter_get_state (worst->adapter)])
        worst = service;
    }
  return worst;
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
  const Service *worst = find_worst (run);
  JsonObject *object = json_object_new ();
  JsonArray *array = json_array_new (), *services = json_array_new ();

  for (guint i = 0; i < sent->len; i++)
    json_array_add_object_element (array, row_to_json (g_ptr_array_index (sent, i)));
  for (guint i = 0; i < run->services->len; i++)
    {
      const Service *service = get_service (run, i);
      JsonObject *entry = json_object_new ();

      matoi_json_set_string (entry, "id", matoi_adapter_get_id (service->adapter));
      matoi_json_set_string (entry, "name", get_name (run, service));
      matoi_json_set_string (entry, "state", get_state_id (service));
      matoi_json_set_string (entry, "text", matoi_adapter_get_text (service->adapter));
      json_array_add_object_element (services, entry);
    }
  matoi_json_set_string (object, "state", get_state_id (worst));
  matoi_json_set_string (object, "text", matoi_adapter_get_text (worst->adapter));
  json_object_set_array_member (object, "sent", array);
  json_object_set_int_member (object, "waiting", n_waiting);
  json_object_set_int_member (object, "held", n_held);
  json_object_set_array_member (object, "services", services);
  matoi_cli_take_json_object (object);
}

static void
print_people (Run *run, GPtrArray *sent, guint n_waiting, guint n_held)
{
  for (guint i = 0; i < run->services->len; i++)
    {
      const Service *service = get_service (run, i);

      if (run->services->len > 1)
        matoi_cli_printf ("%s: ", get_name (run, service));
      matoi_cli_printf ("%s\n", matoi_adapter_get_text (service->adapter));
    }
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

/* FALSE with @error: nothing could be done anywhere. */
static gboolean
check_services (Run *run, GError **error)
{
  const Service *worst = find_worst (run);
  guint n_failed = 0;

  for (guint i = 0; i < run->services->len; i++)
    n_failed += has_failed (get_service (run, i));
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
  Run run = { .cli = cli, .once = TRUE };
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
