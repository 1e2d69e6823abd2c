/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-cli"

#include "config.h"

#include "matoi-cli-sync.h"

#include <glib/gi18n-lib.h>

#include "matoi-context-outbox.h"
#include "matoi-json.h"

/* What became of the services, and of what waited for them. */

MatoiCliSyncService *
matoi_cli_sync_get (MatoiCliSync *run, guint index)
{
  return &g_array_index (run->services, MatoiCliSyncService, index);
}

const char *
matoi_cli_sync_get_name (MatoiCliSync *run, const MatoiCliSyncService *service)
{
  return matoi_adapter_get_name_of (run->cli->context, matoi_adapter_get_id (service->adapter));
}

static const char *
get_state_id (const MatoiCliSyncService *service)
{
  static const char *const ids[] = {
    [MATOI_ADAPTER_OFF] = "off",         [MATOI_ADAPTER_CONNECTING] = "connecting",
    [MATOI_ADAPTER_ONLINE] = "online",   [MATOI_ADAPTER_ELSEWHERE] = "elsewhere",
    [MATOI_ADAPTER_OFFLINE] = "offline", [MATOI_ADAPTER_REFUSED] = "refused",
  };

  return ids[matoi_adapter_get_state (service->adapter)];
}

gboolean
matoi_cli_sync_has_failed (const MatoiCliSyncService *service)
{
  MatoiAdapterState state = matoi_adapter_get_state (service->adapter);

  return state == MATOI_ADAPTER_OFF || state == MATOI_ADAPTER_OFFLINE ||
         state == MATOI_ADAPTER_REFUSED;
}

const MatoiCliSyncService *
matoi_cli_sync_find_worst (MatoiCliSync *run)
{
  static const int ranks[] = {
    [MATOI_ADAPTER_ONLINE] = 0,     [MATOI_ADAPTER_ELSEWHERE] = 1, [MATOI_ADAPTER_OFF] = 2,
    [MATOI_ADAPTER_CONNECTING] = 3, [MATOI_ADAPTER_OFFLINE] = 4,   [MATOI_ADAPTER_REFUSED] = 5,
  };
  const MatoiCliSyncService *worst = NULL;

  for (guint i = 0; i < run->services->len; i++)
    {
      const MatoiCliSyncService *service = matoi_cli_sync_get (run, i);

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
print_json (MatoiCliSync *run, GPtrArray *sent, guint n_waiting, guint n_held)
{
  const MatoiCliSyncService *worst = matoi_cli_sync_find_worst (run);
  JsonObject *object = json_object_new ();
  JsonArray *array = json_array_new (), *services = json_array_new ();

  for (guint i = 0; i < sent->len; i++)
    json_array_add_object_element (array, row_to_json (g_ptr_array_index (sent, i)));
  for (guint i = 0; i < run->services->len; i++)
    {
      const MatoiCliSyncService *service = matoi_cli_sync_get (run, i);
      JsonObject *entry = json_object_new ();

      matoi_json_set_string (entry, "id", matoi_adapter_get_id (service->adapter));
      matoi_json_set_string (entry, "name", matoi_cli_sync_get_name (run, service));
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
print_people (MatoiCliSync *run, GPtrArray *sent, guint n_waiting, guint n_held)
{
  for (guint i = 0; i < run->services->len; i++)
    {
      const MatoiCliSyncService *service = matoi_cli_sync_get (run, i);

      if (run->services->len > 1)
        matoi_cli_printf ("%s: ", matoi_cli_sync_get_name (run, service));
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

void
matoi_cli_sync_print (MatoiCliSync *run, GPtrArray *before, GPtrArray *now)
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
