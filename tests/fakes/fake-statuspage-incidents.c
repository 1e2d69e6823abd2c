/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "fake-statuspage-private.h"

/* The incidents on the page and what is told about them. */

static const char *const statuses[] = { "investigating", "identified", "monitoring", "resolved",
                                        NULL };
static const char *const states[] = { "operational",    "under_maintenance", "degraded_performance",
                                      "partial_outage", "major_outage",      NULL };
static const char *const impacts[] = { "none", "maintenance", "minor", "major", "critical", NULL };

static const char *
get (JsonObject *object, const char *name)
{
  return json_object_get_string_member_with_default (object, name, NULL);
}

static JsonObject *
get_object (JsonObject *object, const char *name)
{
  JsonNode *node = object ? json_object_get_member (object, name) : NULL;

  return node && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/* --- the checks; FALSE: it is refused */

static gboolean
check_metadata (JsonObject *order)
{
  JsonObject *metadata = get_object (order, "metadata");
  g_autoptr (GList) values = metadata ? json_object_get_values (metadata) : NULL;

  for (GList *value = values; value; value = value->next)
    if (!JSON_NODE_HOLDS_OBJECT (value->data))
      return FALSE;
  return TRUE;
}

static gboolean
check_components (FakeStatuspage *self, FakeStatuspageAsked *asked, JsonObject *order)
{
  JsonObject *components = get_object (order, "components");
  g_autoptr (GList) ids = components ? json_object_get_members (components) : NULL;

  for (GList *id = ids; id; id = id->next)
    {
      const char *state = get (components, id->data);

      if (!fake_statuspage_find (self->components, id->data))
        {
          g_autofree char *text =
            g_strdup_printf ("Component with id %s not found", (char *) id->data);

          fake_statuspage_refuse (asked, 422, text, TRUE);
          return FALSE;
        }
      if (!state || !g_strv_contains (states, state))
        {
          fake_statuspage_refuse (asked, 422, "Status is not included in the list", TRUE);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
check (FakeStatuspage *self, FakeStatuspageAsked *asked, JsonObject *order, gboolean is_new)
{
  const char *name = order ? get (order, "name") : NULL;
  const char *status = order ? get (order, "status") : NULL;
  const char *impact = order ? get (order, "impact_override") : NULL;
  const char *body = order ? get (order, "body") : NULL;

  if (!order || (is_new && (!name || !*name)))
    fake_statuspage_refuse (asked, 422, "Name can't be blank", TRUE);
  else if (name && g_utf8_strlen (name, -1) > 255)
    fake_statuspage_refuse (asked, 422, "Name is too long (maximum is 255 characters)", TRUE);
  else if (body && g_utf8_strlen (body, -1) > 25000)
    fake_statuspage_refuse (asked, 422, "Body is too long (maximum is 25000 characters)", TRUE);
  else if (status && !g_strv_contains (statuses, status))
    fake_statuspage_refuse (asked, 422, "Status is not included in the list", TRUE);
  else if (impact && !g_strv_contains (impacts, impact))
    fake_statuspage_refuse (asked, 422, "Impact override is not included in the list", TRUE);
  else if (!check_metadata (order))
    fake_statuspage_refuse (asked, 422, "Metadata values must be objects", TRUE);
  else
    return check_components (self, asked, order);
  return FALSE;
}

/* --- what an update does */

/* Sets what @order says of the components. (transfer full): what was changed */
static JsonArray *
set_components (FakeStatuspage *self, JsonObject *order)
{
  JsonObject *wanted = get_object (order, "components");
  JsonArray *affected = json_array_new ();
  g_autoptr (GList) ids = wanted ? json_object_get_members (wanted) : NULL;

  for (GList *id = ids; id; id = id->next)
    {
      JsonObject *component = fake_statuspage_find (self->components, id->data);
      JsonObject *change = json_object_new ();

      json_object_set_string_member (change, "code", id->data);
      json_object_set_string_member (change, "name", get (component, "name"));
      json_object_set_string_member (change, "old_status", get (component, "status"));
      json_object_set_string_member (change, "new_status", get (wanted, id->data));
      json_object_set_string_member (component, "status", get (wanted, id->data));
      json_array_add_object_element (affected, change);
    }
  return affected;
}

static const char *
rate (FakeStatuspage *self, JsonObject *incident)
{
  JsonArray *updates = json_object_get_array_member (incident, "incident_updates");
  const char *worst = "none";

  for (guint i = 0; i < json_array_get_length (updates); i++)
    {
      JsonArray *affected =
        json_object_get_array_member (json_array_get_object_element (updates, i),
                                      "affected_components");

      for (guint j = 0; j < json_array_get_length (affected); j++)
        {
          const char *state = get (json_array_get_object_element (affected, j), "new_status");

          if (g_str_equal (state, "major_outage"))
            return "critical";
          if (g_str_equal (state, "partial_outage"))
            worst = "major";
          else if (g_str_equal (state, "degraded_performance") && g_str_equal (worst, "none"))
            worst = "minor";
        }
    }
  return worst;
}

static void
put_first (JsonObject *incident, JsonObject *update)
{
  JsonArray *old = json_object_get_array_member (incident, "incident_updates");
  JsonArray *updates = json_array_new ();

  json_array_add_object_element (updates, update);
  for (guint i = 0; i < json_array_get_length (old); i++)
    json_array_add_element (updates, json_array_dup_element (old, i));
  json_object_set_array_member (incident, "incident_updates", updates);
}

static void
add_update (FakeStatuspage *self, JsonObject *incident, JsonObject *order)
{
  JsonObject *update = json_object_new ();
  g_autofree char *id = fake_statuspage_next_id (self, "up");
  g_autofree char *now = fake_statuspage_now (self);
  gboolean tell =
    json_object_get_boolean_member_with_default (order, "deliver_notifications", TRUE);

  json_object_set_string_member (update, "id", id);
  json_object_set_string_member (update, "incident_id", get (incident, "id"));
  json_object_set_string_member (update, "status", get (incident, "status"));
  json_object_set_string_member (update, "body", get (order, "body"));
  json_object_set_string_member (update, "created_at", now);
  json_object_set_string_member (update, "updated_at", now);
  json_object_set_string_member (update, "display_at", now);
  json_object_set_boolean_member (update, "deliver_notifications", tell);
  json_object_set_array_member (update, "affected_components", set_components (self, order));
  put_first (incident, update);
  self->mails += tell ? 1 : 0;
}

static void
apply (FakeStatuspage *self, JsonObject *incident, JsonObject *order)
{
  static const char *const members[] = { "name", "status", "impact_override", "metadata" };
  g_autofree char *now = fake_statuspage_now (self);

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (json_object_has_member (order, members[i]))
      json_object_set_member (incident, members[i],
                              json_node_copy (json_object_get_member (order, members[i])));
  json_object_set_string_member (incident, "updated_at", now);
  if (get (order, "body"))
    add_update (self, incident, order);
  json_object_set_string_member (
    incident, "impact",
    get (incident, "impact_override") ? get (incident, "impact_override") : rate (self, incident));
  if (g_str_equal (get (incident, "status"), "resolved"))
    json_object_set_string_member (incident, "resolved_at", now);
}

/* --- the calls */

void
fake_statuspage_create (FakeStatuspage *self, FakeStatuspageAsked *asked)
{
  JsonObject *order = get_object (asked->body, "incident"), *incident;
  g_autofree char *id = NULL, *link = NULL, *now = fake_statuspage_now (self);

  if (!check (self, asked, order, TRUE))
    return;
  id = fake_statuspage_next_id (self, "in");
  link = g_strdup_printf ("https://stspg.example/%s", id);
  incident = json_object_new ();
  json_object_set_string_member (incident, "id", id);
  json_object_set_string_member (incident, "page_id", asked->page);
  json_object_set_string_member (incident, "status", "investigating");
  json_object_set_string_member (incident, "impact", "none");
  json_object_set_null_member (incident, "impact_override");
  json_object_set_string_member (incident, "created_at", now);
  json_object_set_null_member (incident, "resolved_at");
  json_object_set_string_member (incident, "shortlink", link);
  json_object_set_object_member (incident, "metadata", json_object_new ());
  json_object_set_array_member (incident, "incident_updates", json_array_new ());
  json_object_set_array_member (incident, "components", json_array_new ());
  g_ptr_array_insert (self->incidents, 0, incident);
  apply (self, incident, order);
  fake_statuspage_answer (asked, 201, json_object_ref (incident));
}

static JsonObject *
find (FakeStatuspage *self, FakeStatuspageAsked *asked)
{
  JsonObject *incident = fake_statuspage_find (self->incidents, asked->id);

  if (!incident)
    fake_statuspage_refuse (asked, 404, "Record not found", FALSE);
  return incident;
}

void
fake_statuspage_update (FakeStatuspage *self, FakeStatuspageAsked *asked)
{
  JsonObject *order = get_object (asked->body, "incident");
  JsonObject *incident = find (self, asked);

  if (!incident || !check (self, asked, order, FALSE))
    return;
  apply (self, incident, order);
  fake_statuspage_answer (asked, 200, json_object_ref (incident));
}

void
fake_statuspage_get_incident (FakeStatuspage *self, FakeStatuspageAsked *asked)
{
  JsonObject *incident = find (self, asked);

  if (incident)
    fake_statuspage_answer (asked, 200, json_object_ref (incident));
}

void
fake_statuspage_list_incidents (FakeStatuspage *self, FakeStatuspageAsked *asked)
{
  JsonArray *list = json_array_new ();

  for (guint i = 0; i < MIN (self->incidents->len, 100); i++)
    json_array_add_object_element (list, json_object_ref (g_ptr_array_index (self->incidents, i)));
  fake_statuspage_answer_list (asked, list);
}

/* --- the postmortem of an incident on the page */

void
fake_statuspage_get_postmortem (FakeStatuspage *self, FakeStatuspageAsked *asked)
{
  JsonObject *postmortem = g_hash_table_lookup (self->postmortems, asked->id);

  if (!find (self, asked))
    return;
  if (postmortem)
    fake_statuspage_answer (asked, 200, json_object_ref (postmortem));
  else
    fake_statuspage_refuse (asked, 404, "Record not found", FALSE);
}

void
fake_statuspage_write_postmortem (FakeStatuspage *self, FakeStatuspageAsked *asked)
{
  JsonObject *order = get_object (asked->body, "postmortem"), *incident = find (self, asked);
  JsonObject *postmortem;

  if (!incident)
    return;
  if (!order || !get (order, "body_draft") || !g_str_equal (get (incident, "status"), "resolved"))
    {
      fake_statuspage_refuse (asked, 400, "The incident is not resolved", FALSE);
      return;
    }
  postmortem = g_hash_table_lookup (self->postmortems, asked->id);
  if (!postmortem)
    {
      postmortem = json_object_new ();
      /* When it was published is told once it was. */
      json_object_set_string_member (postmortem, "body", "");
      g_hash_table_insert (self->postmortems, g_strdup (asked->id), postmortem);
    }
  json_object_set_string_member (postmortem, "body_draft", get (order, "body_draft"));
  fake_statuspage_answer (asked, 200, json_object_ref (postmortem));
}

void
fake_statuspage_publish_postmortem (FakeStatuspage *self, FakeStatuspageAsked *asked)
{
  JsonObject *order = get_object (asked->body, "postmortem");
  JsonObject *postmortem = g_hash_table_lookup (self->postmortems, asked->id);
  g_autofree char *now = fake_statuspage_now (self);
  gboolean tell;

  if (!find (self, asked))
    return;
  if (!postmortem || !order)
    {
      fake_statuspage_refuse (asked, 404, "Record not found", FALSE);
      return;
    }
  tell = json_object_get_boolean_member_with_default (order, "notify_subscribers", FALSE);
  json_object_set_string_member (postmortem, "body", get (postmortem, "body_draft"));
  json_object_set_string_member (postmortem, "published_at", now);
  json_object_set_boolean_member (postmortem, "notify_subscribers", tell);
  self->mails += tell ? 1 : 0;
  fake_statuspage_answer (asked, 200, json_object_ref (postmortem));
}
