/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fake-pagerduty-private.h"

/* Incidents, and who is called to them. */

static const char *
get (JsonObject *object, const char *name)
{
  return object ? json_object_get_string_member_with_default (object, name, NULL) : NULL;
}

static JsonObject *
get_object (JsonObject *object, const char *name)
{
  JsonNode *node = object ? json_object_get_member (object, name) : NULL;

  return node && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static JsonArray *
get_array (JsonObject *object, const char *name)
{
  JsonNode *node = object ? json_object_get_member (object, name) : NULL;

  return node && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static void
set_now (JsonObject *object, const char *name)
{
  g_autofree char *now = fake_pagerduty_now ();

  json_object_set_string_member (object, name, now);
}

/* A telephone rings. */
static void
page_person (FakePagerduty *self, JsonObject *user)
{
  const char *name = get (user, "name");
  guint n = fake_pagerduty_count_pages (self, name);

  g_hash_table_insert (self->pages, g_strdup (name), GUINT_TO_POINTER (n + 1));
}

static void
assign (FakePagerduty *self, JsonObject *incident, JsonObject *user)
{
  JsonObject *assignment = json_object_new ();

  set_now (assignment, "at");
  json_object_set_object_member (assignment, "assignee",
                                 fake_pagerduty_refer (self, user, "user_reference"));
  json_array_add_object_element (get_array (incident, "assignments"), assignment);
  page_person (self, user);
}

static void
assign_policy (FakePagerduty *self, JsonObject *incident, const char *policy)
{
  for (guint i = 0; i < self->oncalls->len; i++)
    {
      JsonObject *oncall = g_ptr_array_index (self->oncalls, i);
      const char *id = get (get_object (oncall, "user"), "id");

      if (g_strcmp0 (get (get_object (oncall, "escalation_policy"), "id"), policy) == 0 &&
          json_object_get_int_member (oncall, "escalation_level") == 1)
        assign (self, incident, fake_pagerduty_find (self->users, id));
    }
}

static gboolean
is_open (JsonObject *incident)
{
  return g_strcmp0 (get (incident, "status"), "resolved") != 0;
}

static gboolean
is_taken (FakePagerduty *self, const char *key, const char *service)
{
  for (guint i = 0; key && i < self->incidents->len; i++)
    {
      JsonObject *incident = g_ptr_array_index (self->incidents, i);

      if (is_open (incident) && g_strcmp0 (get (incident, "incident_key"), key) == 0 &&
          g_strcmp0 (get (get_object (incident, "service"), "id"), service) == 0)
        return TRUE;
    }
  return FALSE;
}

static JsonObject *
new_incident (FakePagerduty *self, JsonObject *order, JsonObject *service)
{
  JsonObject *incident = json_object_new ();
  guint number = ++self->n_ids;
  g_autofree char *id = g_strdup_printf ("PINC%u", number);
  g_autofree char *url = g_strconcat (self->base, "/incidents/", id, NULL);
  g_autofree char *summary = g_strdup_printf ("[#%u] %s", number, get (order, "title"));

  json_object_set_string_member (incident, "id", id);
  json_object_set_string_member (incident, "type", "incident");
  json_object_set_string_member (incident, "summary", summary);
  json_object_set_string_member (incident, "self", url);
  json_object_set_string_member (incident, "html_url", url);
  json_object_set_int_member (incident, "incident_number", number);
  json_object_set_string_member (incident, "title", get (order, "title"));
  json_object_set_string_member (incident, "status", "triggered");
  json_object_set_string_member (incident, "urgency",
                                 get (order, "urgency") ? get (order, "urgency") : "high");
  json_object_set_string_member (incident, "incident_key",
                                 get (order, "incident_key") ? get (order, "incident_key") : id);
  set_now (incident, "created_at");
  json_object_set_object_member (incident, "service",
                                 fake_pagerduty_refer (self, service, "service_reference"));
  json_object_set_array_member (incident, "assignments", json_array_new ());
  json_object_set_array_member (incident, "acknowledgements", json_array_new ());
  json_object_set_array_member (incident, "incidents_responders", json_array_new ());
  if (get_object (order, "body"))
    json_object_set_object_member (incident, "body", fake_copy (get_object (order, "body")));
  return incident;
}

void
fake_pagerduty_create (FakePagerduty *self, FakePagerdutyAsked *asked)
{
  JsonObject *order = get_object (asked->body, "incident"), *service, *incident;
  JsonArray *people = get_array (order, "assignments");
  const char *policy = get (get_object (order, "escalation_policy"), "id");
  const char *service_id = get (get_object (order, "service"), "id");

  service = fake_pagerduty_find (self->services, service_id);
  if (!order || !get (order, "title") || g_strcmp0 (get (order, "type"), "incident") != 0 ||
      !service || (policy && !fake_pagerduty_find (self->policies, policy)))
    {
      fake_pagerduty_refuse (asked, 400, 2001, "Invalid Input Provided",
                             service ? "Title cannot be empty." : "Service not found");
      return;
    }
  if (is_taken (self, get (order, "incident_key"), service_id))
    {
      fake_pagerduty_refuse (
        asked, 400, 2002, "Arguments Caused Error",
        "Open incident with matching dedup key already exists on this service");
      return;
    }
  incident = new_incident (self, order, service);
  for (guint i = 0; people && i < json_array_get_length (people); i++)
    {
      JsonObject *one = json_array_get_object_element (people, i);
      JsonObject *user =
        fake_pagerduty_find (self->users, get (get_object (one, "assignee"), "id"));

      if (user)
        assign (self, incident, user);
    }
  if (!people)
    assign_policy (self, incident,
                   policy ? policy : get (get_object (service, "escalation_policy"), "id"));
  g_ptr_array_add (self->incidents, incident);
  fake_pagerduty_answer (asked, 201, "incident", fake_copy (incident));
}

void
fake_pagerduty_list (FakePagerduty *self, FakePagerdutyAsked *asked)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  const char *key = fake_pagerduty_query (asked, "incident_key");
  gboolean open = fake_pagerduty_query (asked, "statuses[]") != NULL;

  for (guint i = 0; i < self->incidents->len; i++)
    {
      JsonObject *incident = g_ptr_array_index (self->incidents, i);

      if ((!key || g_strcmp0 (key, get (incident, "incident_key")) == 0) &&
          (!open || is_open (incident)))
        g_ptr_array_add (found, incident);
    }
  fake_pagerduty_page (self, asked, "incidents", found);
}

JsonObject *
fake_pagerduty_need_incident (FakePagerduty *self, FakePagerdutyAsked *asked)
{
  JsonObject *incident = fake_pagerduty_find (self->incidents, asked->path[1]);

  if (!incident)
    fake_pagerduty_refuse (asked, 404, 2100, "Not Found", NULL);
  return incident;
}

void
fake_pagerduty_get (FakePagerduty *self, FakePagerdutyAsked *asked)
{
  JsonObject *incident = fake_pagerduty_need_incident (self, asked);

  if (incident)
    fake_pagerduty_answer (asked, 200, "incident", fake_copy (incident));
}

void
fake_pagerduty_put (FakePagerduty *self, FakePagerdutyAsked *asked)
{
  JsonObject *incident = fake_pagerduty_need_incident (self, asked);
  const char *status = get (get_object (asked->body, "incident"), "status");

  if (!incident)
    return;
  if (!is_open (incident))
    {
      fake_pagerduty_refuse (asked, 400, 2001, "Invalid Input Provided",
                             "Incident Already Resolved");
      return;
    }
  if (status)
    json_object_set_string_member (incident, "status", status);
  if (!is_open (incident))
    json_object_set_array_member (incident, "assignments", json_array_new ());
  fake_pagerduty_answer (asked, 200, "incident", fake_copy (incident));
}

/* Called to it, and not only told of it. */
static JsonObject *
request_person (FakePagerduty *self,
                FakePagerdutyAsked *asked,
                JsonObject *incident,
                JsonObject *user)
{
  JsonObject *responder = json_object_new ();

  json_object_set_string_member (responder, "state", "pending");
  json_object_set_object_member (responder, "user",
                                 fake_pagerduty_refer (self, user, "user_reference"));
  json_object_set_object_member (responder, "incident",
                                 fake_pagerduty_refer (self, incident, "incident_reference"));
  set_now (responder, "updated_at");
  set_now (responder, "requested_at");
  json_object_set_string_member (responder, "message", get (asked->body, "message"));
  json_object_set_object_member (responder, "requester",
                                 fake_pagerduty_refer (self, asked->user, "user_reference"));
  json_array_add_object_element (get_array (incident, "incidents_responders"),
                                 json_object_ref (responder));
  page_person (self, user);
  return responder;
}

static JsonObject *
request_target (FakePagerduty *self,
                FakePagerdutyAsked *asked,
                JsonObject *incident,
                JsonObject *user)
{
  JsonObject *target = json_object_new (), *outer = json_object_new ();
  JsonArray *responders = json_array_new ();

  json_array_add_object_element (responders, request_person (self, asked, incident, user));
  json_object_set_string_member (target, "type", "user");
  json_object_set_string_member (target, "id", get (user, "id"));
  json_object_set_array_member (target, "incidents_responders", responders);
  json_object_set_object_member (outer, "responder_request_target", target);
  return outer;
}

void
fake_pagerduty_request (FakePagerduty *self, FakePagerdutyAsked *asked)
{
  JsonObject *incident = fake_pagerduty_need_incident (self, asked), *answer;
  JsonArray *targets = get_array (asked->body, "responder_request_targets");
  JsonArray *done;

  if (!incident)
    return;
  if (self->small_plan)
    {
      fake_pagerduty_refuse (asked, 402, 2014, "Required abilities are unavailable",
                             "coordinated_responding");
      return;
    }
  if (!targets || !get (asked->body, "message") ||
      !fake_pagerduty_find (self->users, get (asked->body, "requester_id")))
    {
      fake_pagerduty_refuse (asked, 400, 2001, "Invalid Input Provided", "Requester is invalid");
      return;
    }
  done = json_array_new ();
  for (guint i = 0; i < json_array_get_length (targets); i++)
    {
      JsonObject *one = json_array_get_object_element (targets, i);
      JsonObject *user =
        fake_pagerduty_find (self->users, get (get_object (one, "responder_request_target"), "id"));

      if (user)
        json_array_add_object_element (done, request_target (self, asked, incident, user));
    }
  answer = json_object_new ();
  json_object_set_object_member (answer, "incident",
                                 fake_pagerduty_refer (self, incident, "incident_reference"));
  json_object_set_object_member (answer, "requester",
                                 fake_pagerduty_refer (self, asked->user, "user_reference"));
  set_now (answer, "requested_at");
  json_object_set_string_member (answer, "message", get (asked->body, "message"));
  json_object_set_array_member (answer, "responder_request_targets", done);
  fake_pagerduty_answer (asked, 200, "responder_request", answer);
}
