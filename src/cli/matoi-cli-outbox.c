/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-cli"

#include "config.h"

#include <errno.h>
#include <glib/gi18n-lib.h>

#include "matoi-cli-private.h"
#include "matoi-context-outbox.h"
#include "matoi-json.h"

/* What waits to be said at a service. */

static JsonObject *
row_to_json (MatoiCli *cli, const MatoiOutboxRow *row)
{
  JsonObject *object = json_object_new ();
  g_autofree char *event = matoi_id_dup_text (&row->event);
  g_autofree char *summary = matoi_outbox_dup_summary (row);
  g_autofree char *reason = matoi_outbox_dup_reason (row, matoi_context_get_zone (cli->context));
  g_autoptr (JsonNode) payload = json_from_string (row->payload, NULL);

  json_object_set_int_member (object, "id", row->id);
  matoi_json_set_string (object, "ref", row->ref);
  matoi_json_set_string (object, "event", event);
  matoi_json_set_string (object, "lane", row->lane);
  matoi_json_set_string (object, "op", row->op);
  matoi_json_set_string (object, "kind", row->kind);
  matoi_json_set_string (object, "state", row->state);
  matoi_json_set_string (object, "summary", summary);
  matoi_json_set_string (object, "reason", reason);
  matoi_json_set_string (object, "error", row->last_error);
  json_object_set_boolean_member (object, "pings", row->pings);
  json_object_set_int_member (object, "attempts", row->attempts);
  json_object_set_int_member (object, "revision", row->revision);
  matoi_json_set_time (object, "at", row->at);
  matoi_json_set_time (object, "created_at", row->created_at);
  matoi_json_set_time (object, "not_before", row->not_before);
  matoi_json_set_time (object, "sent_at", row->sent_at);
  json_object_set_member (
    object, "payload", payload != NULL ? json_node_copy (payload) : json_node_new (JSON_NODE_NULL));
  return object;
}

static gboolean
list_outbox (MatoiCli *cli, GError **error)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (MatoiCliTable) table = matoi_cli_table_new (6);
  JsonArray *array;

  rows = matoi_context_list_outbox (cli->context, NULL, g_strcmp0 (cli->options.state, "all") == 0,
                                    error);
  if (rows == NULL)
    return FALSE;
  if (cli->options.json)
    {
      array = json_array_new ();
      for (guint i = 0; i < rows->len; i++)
        json_array_add_object_element (array, row_to_json (cli, g_ptr_array_index (rows, i)));
      matoi_cli_take_json_array (array);
      return TRUE;
    }
  if (rows->len == 0)
    {
      matoi_cli_printf ("%s\n", _ ("Nothing waits to be sent."));
      return TRUE;
    }
  for (guint i = 0; i < rows->len; i++)
    {
      const MatoiOutboxRow *row = g_ptr_array_index (rows, i);
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, row->id);
      g_autofree char *at = matoi_cli_dup_time (cli, row->at);
      g_autofree char *summary = matoi_outbox_dup_summary (row);
      g_autofree char *reason =
        matoi_outbox_dup_reason (row, matoi_context_get_zone (cli->context));
      g_autofree char *both = g_strconcat (summary, "\n", reason, NULL);

      matoi_cli_table_add (table, id, row->ref != NULL ? row->ref : "",
                           matoi_outbox_state_name (row->state), at, row->pings ? "@" : "", both,
                           NULL);
    }
  matoi_cli_table_print (table, "");
  return TRUE;
}

static gboolean
parse_id (const char *text, gint64 *id, GError **error)
{
  char *end = NULL;

  errno = 0;
  *id = g_ascii_strtoll (text, &end, 10);
  if (errno == 0 && end != text && *end == '\0' && *id > 0)
    return TRUE;
  /* Translators: %s is what was given as a number */
  return matoi_cli_usage (error, _ ("“%s” is not the number of a message. Nothing was changed; see "
                             "“matoictl outbox list”."),
                                    text);
}

static gboolean
decide (MatoiCli *cli, const char *text, MatoiOutboxDecision decision, GError **error)
{
  JsonObject *object;
  gint64 id;

  if (!parse_id (text, &id, error) ||
      !matoi_context_decide_outbox (cli->context, id, decision, NULL, error))
    return FALSE;
  if (!cli->options.json)
    {
      matoi_cli_printf ("%s\n", decision == MATOI_OUTBOX_RETRY
                        ? _ ("It is sent as soon as the service can be reached.")
                        : _ ("Discarded; the record of the incident keeps it."));
      return TRUE;
    }
  object = json_object_new ();
  json_object_set_int_member (object, "id", id);
  matoi_json_set_string (object, "state", decision == MATOI_OUTBOX_RETRY ? "queued" : "discarded");
  matoi_cli_take_json_object (object);
  return TRUE;
}

static gboolean
outbox (MatoiCli *cli, char **args, GError **error)
{
  guint n = g_strv_length (args);

  if (n == 1 && g_str_equal (args[0], "list"))
    return matoi_cli_open (cli, error) && list_outbox (cli, error);
  if (n == 2 && g_str_equal (args[0], "retry"))
    return matoi_cli_open (cli, error) && decide (cli, args[1], MATOI_OUTBOX_RETRY, error);
  if (n == 2 && g_str_equal (args[0], "drop"))
    return matoi_cli_open (cli, error) && decide (cli, args[1], MATOI_OUTBOX_DISCARD, error);
  return matoi_cli_usage (
    error, _ ("Say “outbox list”, “outbox retry ID” or “outbox drop ID”. Nothing was changed."));
}

const MatoiCliCommand matoi_cli_outbox_commands[] = {
  { "outbox", "list | retry ID | drop ID", N_ ("What waits to be sent, and why"), "state", 1, 2,
    outbox },
  { NULL },
};
