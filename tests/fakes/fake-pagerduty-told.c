/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fake-pagerduty-private.h"

/* Those who are told: subscribers, status updates, notes. */

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

void
fake_pagerduty_subscribe (FakePagerduty *self, FakePagerdutyAsked *asked)
{
  JsonObject *incident = fake_pagerduty_need_incident (self, asked);
  JsonArray *list = get_array (asked->body, "subscribers"), *done;

  if (!incident)
    return;
  done = json_array_new ();
  for (guint i = 0; list && i < json_array_get_length (list); i++)
    {
      JsonObject *one = json_array_get_object_element (list, i), *result = json_object_new ();
      const char *id = get (one, "subscriber_id"), *type = get (one, "subscriber_type");
      char *key = g_strconcat (get (incident, "id"), "/", type, "/", id, NULL);

      json_object_set_string_member (result, "account_id", "PACME");
      json_object_set_string_member (result, "subscribable_id", get (incident, "id"));
      json_object_set_string_member (result, "subscribable_type", "incident");
      json_object_set_string_member (result, "subscriber_id", id);
      json_object_set_string_member (result, "subscriber_type", type);
      json_object_set_string_member (
        result, "result", g_hash_table_add (self->subscribers, key) ? "success" : "duplicate");
      json_array_add_object_element (done, result);
    }
  asked->status = 200;
  asked->answer = json_object_new ();
  json_object_set_array_member (asked->answer, "subscriptions", done);
}

void
fake_pagerduty_list_subscribers (FakePagerduty *self, FakePagerdutyAsked *asked)
{
  JsonObject *incident = fake_pagerduty_need_incident (self, asked);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  GHashTableIter iter;
  gpointer key;

  if (!incident)
    return;
  g_hash_table_iter_init (&iter, self->subscribers);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      g_auto (GStrv) parts = g_strsplit (key, "/", 3);
      JsonObject *one = json_object_new ();

      json_object_set_string_member (one, "subscriber_id", parts[2]);
      json_object_set_string_member (one, "subscriber_type", parts[1]);
      json_object_set_boolean_member (one, "has_indirect_subscription", FALSE);
      json_object_set_null_member (one, "subscribed_via");
      if (g_strcmp0 (parts[0], get (incident, "id")) == 0)
        g_ptr_array_add (found, one);
      else
        json_object_unref (one);
    }
  fake_pagerduty_page (self, asked, "subscribers", found);
  json_object_set_string_member (asked->answer, "account_id", "PACME");
}

void
fake_pagerduty_post_status (FakePagerduty *self, FakePagerdutyAsked *asked)
{
  JsonObject *incident = fake_pagerduty_need_incident (self, asked), *update;
  const char *message = get (asked->body, "message");
  g_autofree char *id = NULL;

  if (!incident)
    return;
  if (!message || !*message)
    {
      fake_pagerduty_refuse (asked, 400, 2001, "Invalid Input Provided", "Message is required");
      return;
    }
  id = g_strdup_printf ("PUPD%u", ++self->n_ids);
  g_ptr_array_add (self->updates, g_strconcat (get (incident, "id"), " ", message, NULL));
  update = json_object_new ();
  json_object_set_string_member (update, "id", id);
  json_object_set_string_member (update, "message", message);
  set_now (update, "created_at");
  json_object_set_object_member (update, "sender",
                                 fake_pagerduty_refer (self, asked->user, "user_reference"));
  fake_pagerduty_answer (asked, 200, "status_update", update);
}

void
fake_pagerduty_post_note (FakePagerduty *self, FakePagerdutyAsked *asked)
{
  JsonObject *incident = fake_pagerduty_need_incident (self, asked), *note;
  const char *content = get (get_object (asked->body, "note"), "content");
  g_autofree char *id = g_strdup_printf ("PNOTE%u", ++self->n_ids);

  if (!incident)
    return;
  note = json_object_new ();
  json_object_set_string_member (note, "id", id);
  json_object_set_string_member (note, "content", content ? content : "");
  set_now (note, "created_at");
  json_object_set_object_member (note, "user",
                                 fake_pagerduty_refer (self, asked->user, "user_reference"));
  fake_pagerduty_answer (asked, 200, "note", note);
}
