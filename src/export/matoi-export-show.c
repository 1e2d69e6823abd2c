/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-export"

#include "config.h"

#include "matoi-export.h"

#include "matoi-clocks.h"
#include "matoi-json.h"

/* An empty text means "not stated", which the contract writes as null. */
static void
set_stated (JsonObject *object, const char *name, const char *value)
{
  matoi_json_set_string (object, name, value != NULL && *value != '\0' ? value : NULL);
}

static void
set_id (JsonObject *object, const char *name, const MatoiId *id)
{
  char text[MATOI_ID_TEXT_LENGTH + 1];

  matoi_id_to_text (id, text);
  json_object_set_string_member (object, name, text);
}

static JsonArray *
add_array (JsonObject *object, const char *name)
{
  JsonArray *array = json_array_new ();

  json_object_set_array_member (object, name, array);
  return array;
}

static JsonObject *
add_object (JsonObject *object, const char *name)
{
  JsonObject *member = json_object_new ();

  json_object_set_object_member (object, name, member);
  return member;
}

static JsonObject *
append_object (JsonArray *array)
{
  JsonObject *element = json_object_new ();

  json_array_add_object_element (array, element);
  return element;
}

static void
show_facts (JsonObject *show, const MatoiIncident *incident)
{
  JsonArray *services;

  matoi_json_set_string (show, "ref", incident->ref);
  set_id (show, "id", &incident->id);
  matoi_json_set_string (show, "title", incident->title);
  matoi_json_set_string (show, "state", incident->state);
  set_stated (show, "phase", incident->phase);
  set_stated (show, "severity", incident->severity);
  set_stated (show, "worst_severity", incident->worst_severity);
  set_stated (show, "final_severity", incident->final_severity);
  matoi_json_set_string (show, "policy",
                         incident->policy != NULL ? matoi_policy_get_id (incident->policy) : NULL);
  json_object_set_boolean_member (show, "security", incident->security);
  json_object_set_boolean_member (show, "drill", incident->drill);
  services = add_array (show, "services");
  for (guint i = 0; i < incident->services->len; i++)
    json_array_add_string_element (services, g_ptr_array_index (incident->services, i));
  set_stated (show, "scope", incident->scope);
  matoi_json_set_time (show, "detected_at", incident->detected_at);
  matoi_json_set_time (show, "started_at", incident->started_at);
  matoi_json_set_time (show, "declared_at", incident->declared_at);
  matoi_json_set_time (show, "mitigated_at", incident->mitigated_at);
  matoi_json_set_time (show, "ended_at", incident->ended_at);
}

/* SVR-05: how long it stood at each level, in minutes with decimals. */
static void
show_minutes (JsonObject *show, const MatoiIncident *incident, gint64 now)
{
  JsonObject *minutes = add_object (show, "minutes_in_severity");

  for (guint i = 0; i < incident->severities->len; i++)
    {
      const char *severity = g_array_index (incident->severities, MatoiSeveritySpan, i).severity;

      if (severity == NULL || json_object_has_member (minutes, severity))
        continue;
      json_object_set_double_member (minutes, severity,
                                     matoi_incident_get_time_in (incident, severity, now) /
                                       (double) MATOI_MINUTE);
    }
}

static void
show_roles (JsonObject *show, const MatoiIncident *incident)
{
  JsonArray *roles = add_array (show, "roles");
  JsonObject *span = add_object (show, "span_of_control");
  JsonArray *offers = add_array (show, "offers");

  for (guint i = 0; i < incident->assignments->len; i++)
    {
      const MatoiAssignment *assignment = g_ptr_array_index (incident->assignments, i);
      JsonObject *role = append_object (roles);

      matoi_json_set_string (role, "role", assignment->role);
      matoi_json_set_string (role, "person", assignment->person);
      matoi_json_set_time (role, "from", assignment->from);
      matoi_json_set_time (role, "to", assignment->to);
    }
  for (guint i = 0; i < incident->offers->len; i++)
    json_array_add_string_element (offers, g_ptr_array_index (incident->offers, i));
  json_object_set_int_member (span, "reports", matoi_incident_count_reports (incident));
  json_object_set_int_member (
    span, "limit",
    incident->policy != NULL ? matoi_policy_get_limit (incident->policy, "span_of_control", 0) : 0);
}

static void
show_evidence (JsonObject *object, GPtrArray *evidence)
{
  JsonArray *array = add_array (object, "evidence");

  for (guint i = 0; evidence != NULL && i < evidence->len; i++)
    {
      const MatoiEvidence *one = g_ptr_array_index (evidence, i);
      JsonObject *element = append_object (array);

      set_stated (element, "url", one->url);
      set_stated (element, "query", one->query);
      set_stated (element, "none_reason", one->none_reason);
    }
}

/* What became of the message an entry was taken from. */
static void
show_source_change (JsonObject *line, const MatoiEntry *entry)
{
  JsonObject *change;

  if (entry->source_text == NULL && !entry->source_deleted)
    {
      json_object_set_null_member (line, "source_changed");
      return;
    }
  change = add_object (line, "source_changed");
  set_stated (change, "text", entry->source_text);
  json_object_set_boolean_member (change, "deleted", entry->source_deleted);
}

static void
show_timeline (JsonObject *show, const MatoiIncident *incident)
{
  JsonArray *timeline = add_array (show, "timeline");

  for (guint i = 0; i < incident->entries->len; i++)
    {
      const MatoiEntry *entry = g_ptr_array_index (incident->entries, i);
      g_autofree char *text = matoi_entry_dup_text (incident, entry);
      JsonObject *line = append_object (timeline);

      set_id (line, "id", &entry->id);
      matoi_json_set_time (line, "occurred_at", entry->occurred_at);
      matoi_json_set_time (line, "recorded_at", entry->recorded_at);
      matoi_json_set_string (line, "kind", entry->kind);
      matoi_json_set_string (line, "text", text);
      set_stated (line, "author", entry->author);
      show_evidence (line, entry->evidence);
      set_stated (line, "source", entry->source);
      json_object_set_boolean_member (line, "struck", entry->struck);
      set_stated (line, "verdict", entry->verdict);
      show_source_change (line, entry);
    }
}

static void
show_work (JsonObject *show, const MatoiIncident *incident)
{
  JsonArray *asks = add_array (show, "asks");
  JsonArray *todos = add_array (show, "todos");

  for (guint i = 0; i < incident->asks->len; i++)
    {
      const MatoiAsk *ask = g_ptr_array_index (incident->asks, i);
      JsonObject *object = append_object (asks);

      set_id (object, "id", &ask->id);
      matoi_json_set_string (object, "person", ask->person);
      matoi_json_set_string (object, "text", ask->text);
      matoi_json_set_time (object, "due_at", ask->due_at);
      matoi_json_set_string (object, "state", ask->state);
    }
  for (guint i = 0; i < incident->todos->len; i++)
    {
      const MatoiTodo *todo = g_ptr_array_index (incident->todos, i);
      JsonObject *object = append_object (todos);

      set_id (object, "id", &todo->id);
      matoi_json_set_string (object, "text", todo->text);
      json_object_set_boolean_member (object, "later", todo->later);
      set_stated (object, "owner", todo->owner);
      matoi_json_set_time (object, "done_at", todo->done_at);
    }
}

static void
show_clocks (JsonObject *show, const MatoiIncident *incident, gint64 now)
{
  json_object_set_array_member (show, "clocks", matoi_export_clocks (incident, now));
}

/**
 * matoi_export_clocks:
 * @incident: an incident
 * @now: ms UTC
 *
 * Returns: (transfer full): the array "clocks" of "show": what is due, and when
 */
JsonArray *
matoi_export_clocks (const MatoiIncident *incident, gint64 now)
{
  g_autoptr (GPtrArray) clocks = matoi_incident_clocks (incident, now);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < clocks->len; i++)
    {
      const MatoiClock *clock = g_ptr_array_index (clocks, i);
      JsonObject *object = append_object (array);

      matoi_json_set_string (object, "id", clock->id);
      matoi_json_set_string (object, "text", clock->text);
      matoi_json_set_time (object, "due_at", clock->due_at);
      matoi_json_set_string (object, "state", clock->state);
    }
  return array;
}

/* The steps of every role that somebody holds now, in the order of the policy. */
static void
show_steps (JsonObject *show, const MatoiIncident *incident)
{
  JsonArray *steps = add_array (show, "steps");
  JsonObject *all = incident->policy != NULL
                      ? matoi_json_get_object (matoi_policy_get_json (incident->policy), "steps")
                      : NULL;
  GPtrArray *roles = all != NULL ? matoi_policy_get_roles (incident->policy) : NULL;

  for (guint i = 0; roles != NULL && i < roles->len; i++)
    {
      const MatoiRole *role = g_ptr_array_index (roles, i);
      JsonArray *list = matoi_json_get_array (all, role->id);

      if (list == NULL || matoi_incident_get_holder (incident, role->id) == NULL)
        continue;
      for (guint j = 0; j < json_array_get_length (list); j++)
        {
          JsonObject *step = matoi_json_array_get_object (list, j);
          const char *id = step != NULL ? matoi_json_get_string (step, "id") : NULL;
          g_autofree char *key = g_strdup_printf ("%s/%s", role->id, id != NULL ? id : "");
          JsonObject *object;

          if (id == NULL)
            continue;
          object = append_object (steps);
          matoi_json_set_string (object, "role", role->id);
          matoi_json_set_string (object, "id", id);
          matoi_json_set_string (object, "text", matoi_text (step, "text"));
          json_object_set_boolean_member (object, "done",
                                          g_hash_table_contains (incident->steps_done, key));
        }
    }
}

static void
show_updates (JsonObject *show, const MatoiIncident *incident)
{
  JsonArray *updates = add_array (show, "updates");

  for (guint i = 0; i < incident->updates->len; i++)
    {
      const MatoiUpdate *update = g_ptr_array_index (incident->updates, i);
      JsonObject *object = append_object (updates);

      matoi_json_set_string (object, "to", update->to);
      matoi_json_set_string (object, "text", update->text);
      matoi_json_set_string (object, "state", update->state);
      matoi_json_set_time (object, "at",
                           update->posted_at != MATOI_TIME_NONE ? update->posted_at : update->at);
      set_stated (object, "url", update->url);
    }
}

/* An added member: who was called, and what came of it for each. */
static void
show_pages (JsonObject *show, const MatoiIncident *incident)
{
  JsonArray *pages = add_array (show, "pages");

  for (guint i = 0; i < incident->pages->len; i++)
    {
      const MatoiPage *page = g_ptr_array_index (incident->pages, i);
      JsonObject *object = append_object (pages);
      JsonArray *results = add_array (object, "results");

      set_id (object, "id", &page->id);
      matoi_json_set_string (object, "whom", page->whom);
      matoi_json_set_time (object, "at", page->asked_at);
      set_stated (object, "by", page->by);
      set_stated (object, "url", page->url);
      for (guint k = 0; k < page->results->len; k++)
        {
          const MatoiPageResult *result = g_ptr_array_index (page->results, k);
          JsonObject *one = append_object (results);

          set_stated (one, "person", result->person);
          matoi_json_set_string (one, "result", result->result);
          set_stated (one, "text", result->text);
          matoi_json_set_time (one, "at", result->at);
        }
    }
}

/**
 * matoi_export_show:
 * @incident: an incident
 * @now: ms UTC; clocks and minutes are counted up to it
 *
 * The machine-readable state of an incident: every documented member is
 * present, absent values are null and lists are never absent.
 *
 * Returns: (transfer full): an object node
 */
JsonNode *
matoi_export_show (const MatoiIncident *incident, gint64 now)
{
  JsonObject *show;
  JsonObject *outbox;
  JsonArray *links;
  JsonNode *node;

  g_return_val_if_fail (incident != NULL, NULL);

  show = json_object_new ();
  show_facts (show, incident);
  show_minutes (show, incident, now);
  show_roles (show, incident);
  show_timeline (show, incident);
  show_work (show, incident);
  show_clocks (show, incident, now);
  show_steps (show, incident);
  show_updates (show, incident);
  show_pages (show, incident);
  json_object_set_object_member (show, "postmortem", matoi_export_postmortem (incident, now));
  json_object_set_array_member (show, "actions", matoi_export_actions (incident));
  links = add_array (show, "links");
  for (guint i = 0; i < incident->links->len; i++)
    {
      const MatoiEvidence *link = g_ptr_array_index (incident->links, i);
      JsonObject *object = append_object (links);

      set_stated (object, "kind", link->query);
      set_stated (object, "url", link->url);
    }
  outbox = add_object (show, "outbox");
  json_object_set_int_member (outbox, "waiting", 0);
  json_object_set_int_member (outbox, "held", 0);

  node = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (node, show);
  return node;
}
