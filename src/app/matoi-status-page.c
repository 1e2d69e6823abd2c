/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include "matoi-status-page.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-adapter.h"
#include "matoi-context-outbox.h"
#include "matoi-json.h"
#include "matoi-postmortem.h"
#include "matoi-statuspage-link.h"

static void
part_free (gpointer data)
{
  MatoiStatusPart *part = data;

  g_free (part->id);
  g_free (part->name);
  g_free (part->group);
  g_free (part->state);
  g_free (part);
}

/** matoi_status_page_free: frees @page. */
void
matoi_status_page_free (MatoiStatusPage *page)
{
  g_free (page->name);
  g_free (page->url);
  g_free (page->problem);
  g_ptr_array_unref (page->parts);
  g_free (page);
}

/** matoi_status_page_is_used: see the header. */
gboolean
matoi_status_page_is_used (MatoiContext *context)
{
  return matoi_adapter_is_used (context, "statuspage");
}

/** matoi_status_page_propose_status: see the header. */
const char *
matoi_status_page_propose_status (const MatoiIncident *incident)
{
  if (matoi_incident_may_resolve (incident, FALSE))
    return "resolved";
  if (g_strcmp0 (incident->phase, "verify") == 0 || incident->mitigated_at != MATOI_TIME_NONE)
    return "monitoring";
  return incident->public_incident != NULL ? "identified" : "investigating";
}

/** matoi_status_page_notifies: see the header. */
gboolean
matoi_status_page_notifies (MatoiContext *context)
{
  return g_strcmp0 (matoi_context_get_setting (context, "statuspage.notify"), "off") != 0;
}

/* --- words */

static const struct
{
  const char *id, *name;
} words[] = {
  /* Translators: what a status page says of an incident. */
  { "investigating", NC_ ("status page", "Investigating") },
  { "identified", NC_ ("status page", "Identified") },
  { "monitoring", NC_ ("status page", "Monitoring") },
  { "resolved", NC_ ("status page", "Resolved") },
  /* Translators: what a status page says of a part of the service. */
  { "operational", NC_ ("status page", "Operational") },
  { "under_maintenance", NC_ ("status page", "Under Maintenance") },
  { "degraded_performance", NC_ ("status page", "Degraded Performance") },
  { "partial_outage", NC_ ("status page", "Partial Outage") },
  { "major_outage", NC_ ("status page", "Major Outage") },
  /* Translators: how bad a status page says an incident is. */
  { "none", NC_ ("status page", "No Impact") },
  { "minor", NC_ ("status page", "Minor") },
  { "major", NC_ ("status page", "Major") },
  { "critical", NC_ ("status page", "Critical") },
};

static const char *
get_word (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_strcmp0 (words[i].id, id) == 0)
      return g_dpgettext2 (GETTEXT_PACKAGE, "status page", words[i].name);
  return id;
}

/** matoi_status_page_status_name: see the header. */
const char *
matoi_status_page_status_name (const char *status)
{
  return get_word (status);
}

/** matoi_status_page_state_name: see the header. */
const char *
matoi_status_page_state_name (const char *state)
{
  return get_word (state);
}

/** matoi_status_page_impact_name: see the header. */
const char *
matoi_status_page_impact_name (const char *impact)
{
  return get_word (impact);
}

/* --- looking */

/* The ids of the components that stand for the services of @incident. (transfer full) */
static GHashTable *
find_ours (MatoiContext *context, const MatoiIncident *incident)
{
  GHashTable *ours = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const char *text = matoi_context_get_setting (context, "statuspage.components");
  g_autoptr (JsonNode) node = text ? matoi_json_parse (text, -1, 1024 * 1024, 8, NULL) : NULL;
  JsonObject *map = node && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

  for (guint i = 0; map && i < incident->services->len; i++)
    {
      JsonArray *ids = matoi_json_get_array (map, g_ptr_array_index (incident->services, i));

      for (guint j = 0; ids && j < json_array_get_length (ids); j++)
        if (matoi_json_array_get_string (ids, j))
          g_hash_table_add (ours, g_strdup (matoi_json_array_get_string (ids, j)));
    }
  return ours;
}

static void
add_part (MatoiStatusPage *page,
          const char *id,
          const char *name,
          const char *group,
          const char *state,
          gboolean ours)
{
  MatoiStatusPart *part = g_new0 (MatoiStatusPart, 1);

  part->id = g_strdup (id);
  part->name = g_strdup (name);
  part->group = g_strdup (group);
  part->state = g_strdup (state);
  part->ours = ours;
  g_ptr_array_add (page->parts, part);
}

static MatoiStatusPage *
page_new (char *problem)
{
  MatoiStatusPage *page = g_new0 (MatoiStatusPage, 1);

  page->parts = g_ptr_array_new_with_free_func (part_free);
  page->mails = page->others = -1;
  page->problem = problem;
  return page;
}

/* Without a connection: what the settings tell. */
static MatoiStatusPage *
guess_page (GHashTable *ours, char *problem)
{
  MatoiStatusPage *page = page_new (problem);
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, ours);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    add_part (page, id, id, NULL, "", TRUE);
  return page;
}

static MatoiStatusPage *
read_page (const MatoiStatuspageLook *look, GHashTable *ours)
{
  MatoiStatusPage *page;

  if (!look->page)
    return guess_page (ours, matoi_statuspage_answer_dup_text (look->answer));
  page = page_new (NULL);
  page->name = g_strdup (look->name);
  page->url = g_strdup (look->url);
  page->mails = look->mails;
  page->others = look->others;
  for (guint wanted = 0; wanted < 2; wanted++)
    for (guint i = 0; i < look->components->len; i++)
      {
        const MatoiStatuspagePart *part = g_ptr_array_index (look->components, i);
        gboolean is_ours = g_hash_table_contains (ours, part->id);

        if (is_ours == (wanted == 0))
          add_part (page, part->id, part->name, part->group, part->state, is_ours);
      }
  return page;
}

static void
on_looked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MatoiStatuspageLook) look = matoi_statuspage_look_finish (result, &error);

  if (look)
    g_task_return_pointer (task, read_page (look, g_task_get_task_data (task)),
                           (GDestroyNotify) matoi_status_page_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/** matoi_status_page_look_async: see the header. */
void
matoi_status_page_look_async (MatoiContext *context,
                              const MatoiIncident *incident,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (context, cancellable, callback, user_data);
  MatoiAdapter *adapter = matoi_adapter_get (context, "statuspage");
  MatoiLink *link = adapter ? matoi_adapter_get_link (adapter) : NULL;
  GHashTable *ours = find_ours (context, incident);

  g_task_set_source_tag (task, matoi_status_page_look_async);
  g_task_set_task_data (task, ours, (GDestroyNotify) g_hash_table_unref);
  if (link)
    matoi_statuspage_link_look_async (MATOI_STATUSPAGE_LINK (link), cancellable, on_looked,
                                      g_steal_pointer (&task));
  else
    g_task_return_pointer (task,
                           guess_page (ours,
                                       g_strdup (adapter ? matoi_adapter_get_text (adapter)
                                                         : _ ("Statuspage is not connected."))),
                                       (GDestroyNotify) matoi_status_page_free);
}

/** matoi_status_page_look_finish: see the header. */
MatoiStatusPage *
matoi_status_page_look_finish (MatoiContext *context, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- where it stands */

static gboolean
is_about (const MatoiOutboxRow *row, const MatoiId *update)
{
  g_autoptr (JsonNode) node = matoi_json_parse (row->payload, -1, 2 * 1024 * 1024, 16, NULL);
  g_autofree char *id = update ? matoi_id_dup_text (update) : NULL;

  if (!g_str_has_prefix (row->lane, "statuspage/") || !node || !JSON_NODE_HOLDS_OBJECT (node))
    return FALSE;
  return update ? g_strcmp0 (matoi_json_get_string (json_node_get_object (node), "update"), id) == 0
                : strcmp (row->op, "status.postmortem") == 0;
}

static gboolean
is_out (const MatoiIncident *incident, const MatoiId *update)
{
  const MatoiUpdate *one = update ? matoi_incident_find_update (incident, update) : NULL;

  if (update)
    return one && strcmp (one->state, "posted") == 0;
  return incident->postmortem && g_strcmp0 (incident->postmortem->message.state, "posted") == 0;
}

/** matoi_status_page_judge: see the header. */
MatoiPublishState
matoi_status_page_judge (const MatoiIncident *incident,
                         const MatoiId *update,
                         GPtrArray *rows,
                         GTimeZone *zone,
                         char **reason)
{
  MatoiPublishState state = MATOI_PUBLISH_NONE;

  *reason = NULL;
  if (is_out (incident, update))
    return MATOI_PUBLISH_OUT;
  for (guint i = 0; rows && i < rows->len; i++)
    {
      const MatoiOutboxRow *row = g_ptr_array_index (rows, i);

      if (!is_about (row, update))
        continue;
      state = matoi_outbox_get_shelf (row) == MATOI_OUTBOX_PERSON ? MATOI_PUBLISH_PERSON
                                                                  : MATOI_PUBLISH_WAITING;
      g_free (*reason);
      *reason = matoi_outbox_dup_reason (row, zone);
    }
  return state;
}
