/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "fake-faults.h"
#include "fake-pagerduty-private.h"

/* Who there is at the beginning, and orders of another process. */

static JsonObject *
new_thing (FakePagerduty *self, const char *kind, const char *id, const char *name)
{
  JsonObject *thing = json_object_new ();
  g_autofree char *url = g_strconcat (self->base, "/", kind, "s/", id, NULL);

  json_object_set_string_member (thing, "id", id);
  json_object_set_string_member (thing, "type", kind);
  json_object_set_string_member (thing, "summary", name);
  json_object_set_string_member (thing, "self", url);
  json_object_set_string_member (thing, "html_url", url);
  json_object_set_string_member (thing, "name", name);
  return thing;
}

static void
add_user (FakePagerduty *self,
          const char *id,
          const char *name,
          const char *mail,
          const char *phone)
{
  JsonObject *user = new_thing (self, "user", id, name), *method = json_object_new ();
  JsonArray *methods = json_array_new ();

  json_object_set_string_member (user, "email", mail);
  json_object_set_string_member (user, "time_zone", "Asia/Tokyo");
  json_object_set_string_member (user, "role", "user");
  json_object_set_string_member (method, "id", id);
  json_object_set_string_member (method, "type", "phone_contact_method");
  json_object_set_string_member (method, "summary", "Mobile");
  json_object_set_string_member (method, "address", phone);
  json_object_set_int_member (method, "country_code", 81);
  json_array_add_object_element (methods, method);
  json_object_set_array_member (user, "contact_methods", methods);
  g_ptr_array_add (self->users, user);
}

static void
add_oncall (FakePagerduty *self, const char *policy, int level, const char *user, gboolean always)
{
  JsonObject *oncall = json_object_new ();

  json_object_set_object_member (
    oncall, "user",
    fake_pagerduty_refer (self, fake_pagerduty_find (self->users, user), "user_reference"));
  json_object_set_object_member (oncall, "escalation_policy",
                                 fake_pagerduty_refer (self,
                                                       fake_pagerduty_find (self->policies, policy),
                                                       "escalation_policy_reference"));
  json_object_set_int_member (oncall, "escalation_level", level);
  if (always)
    {
      json_object_set_null_member (oncall, "schedule");
      json_object_set_null_member (oncall, "start");
      json_object_set_null_member (oncall, "end");
    }
  else
    {
      g_autoptr (JsonObject) schedule = new_thing (self, "schedule", "PROTA", "Weekly rota");

      json_object_set_object_member (oncall, "schedule",
                                     fake_pagerduty_refer (self, schedule, "schedule_reference"));
      json_object_set_string_member (oncall, "start", "2026-11-16T09:00:00+09:00");
      json_object_set_string_member (oncall, "end", "2036-11-23T09:00:00+09:00");
    }
  g_ptr_array_add (self->oncalls, oncall);
}

static void
add_service (FakePagerduty *self, const char *id, const char *name, const char *policy)
{
  JsonObject *service = new_thing (self, "service", id, name);

  json_object_set_string_member (service, "status", "active");
  json_object_set_object_member (service, "escalation_policy",
                                 fake_pagerduty_refer (self,
                                                       fake_pagerduty_find (self->policies, policy),
                                                       "escalation_policy_reference"));
  g_ptr_array_add (self->services, service);
}

static void
add_policy (FakePagerduty *self, const char *id, const char *name)
{
  JsonObject *policy = new_thing (self, "escalation_policy", id, name);

  json_object_set_array_member (policy, "escalation_rules", json_array_new ());
  g_ptr_array_add (self->policies, policy);
}

void
fake_pagerduty_seed (FakePagerduty *self)
{
  add_user (self, "POPS", "Operations", FAKE_PAGERDUTY_FROM, "300000000");
  add_user (self, "PAIKO", "Aiko Tanaka", "aiko@acme.example", "9011112222");
  add_user (self, "PBEN", "Ben Ortiz", "ben@acme.example", "9033334444");
  add_user (self, "PTARO", "Taro Sato", "taro@acme.example", "9055556666");
  add_user (self, "PMEI", "Mei Lin", "mei@acme.example", "9077778888");
  add_user (self, "PDAVE", "Dave Cole", "dave@acme.example", "9099990000");
  add_policy (self, FAKE_PAGERDUTY_POLICY, "Incident Commanders");
  add_policy (self, FAKE_PAGERDUTY_TRAINEES, "Shadowing");
  add_policy (self, FAKE_PAGERDUTY_PAYMENTS, "Payments");
  add_service (self, FAKE_PAGERDUTY_SERVICE, "Major incidents", FAKE_PAGERDUTY_POLICY);
  add_service (self, "PPAYSVC", "Payments", FAKE_PAGERDUTY_PAYMENTS);
  add_oncall (self, FAKE_PAGERDUTY_POLICY, 1, "PAIKO", FALSE);
  add_oncall (self, FAKE_PAGERDUTY_POLICY, 2, "PBEN", TRUE);
  add_oncall (self, FAKE_PAGERDUTY_POLICY, 3, "PDAVE", TRUE);
  add_oncall (self, FAKE_PAGERDUTY_TRAINEES, 1, "PTARO", TRUE);
  add_oncall (self, FAKE_PAGERDUTY_PAYMENTS, 1, "PMEI", FALSE);
  add_oncall (self, FAKE_PAGERDUTY_PAYMENTS, 2, "PDAVE", TRUE);
}

/* (nullable) */
static JsonObject *
find_user (FakePagerduty *self, const char *name)
{
  for (guint i = 0; i < self->users->len; i++)
    if (g_strcmp0 (json_object_get_string_member (g_ptr_array_index (self->users, i), "name"),
                   name) == 0)
      return g_ptr_array_index (self->users, i);
  return NULL;
}

/* In @list of the newest incident. */
static gboolean
add_person (FakePagerduty *self, const char *list, const char *role, const char *name)
{
  JsonObject *incident = fake_pagerduty_get_last (self), *user = find_user (self, name), *one;
  g_autofree char *now = fake_pagerduty_now ();

  if (!incident || !user)
    return FALSE;
  one = json_object_new ();
  json_object_set_string_member (one, "at", now);
  json_object_set_object_member (one, role, fake_pagerduty_refer (self, user, "user_reference"));
  json_array_add_object_element (json_object_get_array_member (incident, list), one);
  return TRUE;
}

gboolean
fake_pagerduty_acknowledge (FakePagerduty *self, const char *name)
{
  if (!add_person (self, "acknowledgements", "acknowledger", name))
    return FALSE;
  json_object_set_string_member (fake_pagerduty_get_last (self), "status", "acknowledged");
  return TRUE;
}

gboolean
fake_pagerduty_escalate (FakePagerduty *self, const char *name)
{
  JsonObject *incident = fake_pagerduty_get_last (self);

  /* It is with one person at a time. */
  if (incident)
    json_object_set_array_member (incident, "assignments", json_array_new ());
  return add_person (self, "assignments", "assignee", name);
}

gboolean
fake_pagerduty_decline (FakePagerduty *self, const char *name)
{
  JsonObject *incident = fake_pagerduty_get_last (self);
  JsonArray *list =
    incident ? json_object_get_array_member (incident, "incidents_responders") : NULL;

  for (guint i = 0; list && i < json_array_get_length (list); i++)
    {
      JsonObject *one = json_array_get_object_element (list, i);
      JsonObject *user = json_object_get_object_member (one, "user");

      if (g_strcmp0 (json_object_get_string_member_with_default (user, "summary", NULL), name) != 0)
        continue;
      json_object_set_string_member (one, "state", "declined");
      return TRUE;
    }
  return FALSE;
}

/* What people do there. */
static gboolean
do_person (FakePagerduty *self, const char *what, const char *name)
{
  static const struct
  {
    const char *what;
    gboolean (*func) (FakePagerduty *self, const char *name);
  } deeds[] = {
    { "acknowledge", fake_pagerduty_acknowledge },
    { "escalate", fake_pagerduty_escalate },
    { "decline", fake_pagerduty_decline },
  };

  for (guint i = 0; i < G_N_ELEMENTS (deeds); i++)
    if (g_str_equal (what, deeds[i].what))
      return deeds[i].func (self, name);
  return FALSE;
}

/* --- orders */

static gboolean
do_site (FakePagerduty *self, JsonObject *order)
{
  self->revoked = json_object_get_boolean_member_with_default (order, "revoked", self->revoked);
  self->small_plan =
    json_object_get_boolean_member_with_default (order, "small_plan", self->small_plan);
  self->bare_limits =
    json_object_get_boolean_member_with_default (order, "bare_limits", self->bare_limits);
  self->page_size =
    (guint) json_object_get_int_member_with_default (order, "page_size", self->page_size);
  return TRUE;
}

static JsonObject *
dump_counts (GHashTable *counts)
{
  JsonObject *object = json_object_new ();
  GHashTableIter iter;
  gpointer name, n;

  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &name, &n))
    json_object_set_int_member (object, name, GPOINTER_TO_UINT (n));
  return object;
}

static JsonObject *
inspect (FakePagerduty *self)
{
  JsonObject *answer = json_object_new ();
  JsonArray *incidents = json_array_new (), *updates = json_array_new ();
  JsonArray *subscribers = json_array_new ();
  GHashTableIter iter;
  gpointer key;

  for (guint i = 0; i < self->incidents->len; i++)
    json_array_add_object_element (incidents, fake_copy (g_ptr_array_index (self->incidents, i)));
  for (guint i = 0; i < self->updates->len; i++)
    json_array_add_string_element (updates, g_ptr_array_index (self->updates, i));
  g_hash_table_iter_init (&iter, self->subscribers);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    json_array_add_string_element (subscribers, key);
  json_object_set_object_member (answer, "pages", dump_counts (self->pages));
  json_object_set_object_member (answer, "calls", dump_counts (self->calls));
  json_object_set_array_member (answer, "incidents", incidents);
  json_object_set_array_member (answer, "updates", updates);
  json_object_set_array_member (answer, "subscribers", subscribers);
  return answer;
}

static void
on_order (SoupServer *server,
          SoupServerMessage *message,
          const char *path,
          GHashTable *query,
          gpointer user_data)
{
  FakePagerduty *self = user_data;
  const char *what = strrchr (path, '/') + 1;
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autofree char *text = g_strndup (body->data ? body->data : "", (gsize) body->length);
  g_autoptr (JsonNode) node = *text ? json_from_string (text, NULL) : NULL;
  JsonObject *order = node && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  g_autoptr (JsonObject) answer = NULL;
  g_autoptr (JsonNode) out = NULL;
  g_autofree char *words = NULL;
  gboolean done = FALSE;

  if (g_str_equal (what, "inspect"))
    answer = inspect (self);
  else if (order && g_str_equal (what, "fault"))
    done = fake_faults_order (self->faults, order, "call");
  else if (order && g_str_equal (what, "site"))
    done = do_site (self, order);
  else if (order)
    done = do_person (self, what, json_object_get_string_member_with_default (order, "name", NULL));
  if (!answer)
    {
      answer = json_object_new ();
      json_object_set_boolean_member (answer, "ok", done);
    }
  out = json_node_init_object (json_node_alloc (), answer);
  words = json_to_string (out, TRUE);
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, words,
                                    strlen (words));
}

void
fake_pagerduty_control_add (FakePagerduty *self)
{
  g_autofree char *path = g_strconcat ("/__fake", self->prefix, NULL);

  soup_server_add_handler (self->server, path, on_order, self, NULL);
}
