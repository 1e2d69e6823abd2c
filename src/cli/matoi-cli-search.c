/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-cli"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "matoi-cli-private.h"
#include "matoi-context-search.h"
#include "matoi-json.h"

#define DEFAULT_LIMIT 50

static JsonObject *
hit_to_json (const MatoiSearchHit *hit, const char *snippet)
{
  JsonObject *object = json_object_new ();
  g_autofree char *id = matoi_id_dup_text (&hit->id);

  matoi_json_set_string (object, "ref", hit->ref);
  matoi_json_set_string (object, "entry", id);
  matoi_json_set_string (object, "kind", hit->kind);
  matoi_json_set_time (object, "occurred_at", hit->at);
  matoi_json_set_string (object, "snippet", snippet);
  return object;
}

static void
print_hits (MatoiCli *cli, const MatoiQuery *query, GPtrArray *hits, gint64 total, gint64 ms)
{
  g_autoptr (JsonArray) array = json_array_new ();
  g_autoptr (MatoiCliTable) table = matoi_cli_table_new (4);

  for (guint i = 0; i < hits->len; i++)
    {
      const MatoiSearchHit *hit = g_ptr_array_index (hits, i);
      g_autofree char *snippet = matoi_query_dup_snippet (query, hit->text);
      g_autofree char *at = matoi_cli_dup_time (cli, hit->at);

      json_array_add_object_element (array, hit_to_json (hit, snippet));
      matoi_cli_table_add (table, hit->ref, at, hit->title, snippet, NULL);
    }
  if (cli->options.json)
    {
      g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
      JsonObject *object = json_object_new ();

      json_object_set_int_member (object, "total", total);
      json_object_set_int_member (object, "ms", ms);
      json_object_set_array_member (object, "hits", g_steal_pointer (&array));
      json_node_take_object (node, object);
      matoi_cli_print_json (node);
      return;
    }
  matoi_cli_table_print (table, "");
  /* Translators: how much was found, below the list of it. */
  matoi_cli_printf (g_dngettext (GETTEXT_PACKAGE, "%u place\n", "%u places\n", (gulong) total),
                    (guint) total);
}

static gboolean
search (MatoiCli *cli, char **args, GError **error)
{
  g_autofree char *text = g_strjoinv (" ", args);
  g_autoptr (MatoiQuery) query = NULL;
  g_autoptr (GPtrArray) hits = NULL;
  MatoiQueryPlace place = { 0, 0 };
  gint64 begin, total = 0;
  guint limit = cli->options.limit > 0 ? (guint) cli->options.limit : DEFAULT_LIMIT;

  if (!matoi_cli_open (cli, error))
    return FALSE;
  query = matoi_context_parse_query (cli->context, text, &place, error);
  if (query == NULL)
    return FALSE;
  begin = g_get_monotonic_time ();
  hits = matoi_context_search (cli->context, query, limit, &total, error);
  if (hits == NULL)
    return FALSE;
  if (matoi_context_has_built_index (cli->context))
    matoi_cli_warn (_ ("The search index was damaged and has been built anew."));
  print_hits (cli, query, hits, total, (g_get_monotonic_time () - begin) / 1000);
  return TRUE;
}

const MatoiCliCommand matoi_cli_search_commands[] = {
  { "search", N_ ("QUERY…"),
    N_ ("What anybody ever wrote: words, “phrases”, -without, sev:1,2 service: state: ic: kind: "
        "policy: after: before: has:action"),
    "limit", 1, 64, search },
  { NULL },
};
