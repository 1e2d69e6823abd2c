/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-json.h"
#include "matoi-pagerduty-things.h"

/* What PagerDuty is asked to do. */

/* In characters; more is refused. */
#define MAX_TITLE 1024

/* (transfer full) */
static char *
dup_path (const char *before, const char *id, const char *after)
{
  g_autofree char *part = g_uri_escape_string (id, NULL, FALSE);

  return g_strconcat (before, part, after, NULL);
}

/* {"id": …, "type": …} (transfer full) */
static JsonObject *
new_reference (const char *id, const char *type)
{
  JsonObject *reference = json_object_new ();

  json_object_set_string_member (reference, "id", id);
  json_object_set_string_member (reference, "type", type);
  return reference;
}

static void
call (MatoiPagerdutyClient *client,
      const char *method,
      const char *path,
      JsonObject *body,
      GCancellable *cancellable,
      GAsyncReadyCallback callback,
      gpointer user_data)
{
  const MatoiRestCall order = { .method = method, .path = path, .body = body };

  matoi_pagerduty_client_call_async (client, &order, cancellable, callback, user_data);
}

static JsonObject *
new_incident (const MatoiPagerdutyDraft *draft)
{
  JsonObject *incident = json_object_new (), *body = json_object_new ();
  g_autofree char *title =
    g_utf8_substring (draft->title, 0, MIN (g_utf8_strlen (draft->title, -1), MAX_TITLE));
  JsonArray *assignments;

  json_object_set_string_member (incident, "type", "incident");
  json_object_set_string_member (incident, "title", title);
  json_object_set_object_member (incident, "service",
                                 new_reference (draft->service, "service_reference"));
  json_object_set_string_member (incident, "urgency", "high");
  json_object_set_string_member (incident, "incident_key", draft->key);
  json_object_set_string_member (body, "type", "incident_body");
  json_object_set_string_member (body, "details", draft->details);
  json_object_set_object_member (incident, "body", body);
  if (draft->assignees == NULL && draft->policy != NULL)
    json_object_set_object_member (incident, "escalation_policy",
                                   new_reference (draft->policy, "escalation_policy_reference"));
  if (draft->assignees == NULL)
    return incident;
  assignments = json_array_new ();
  for (guint i = 0; draft->assignees[i] != NULL; i++)
    {
      JsonObject *assignment = json_object_new ();

      json_object_set_object_member (assignment, "assignee",
                                     new_reference (draft->assignees[i], "user_reference"));
      json_array_add_object_element (assignments, assignment);
    }
  json_object_set_array_member (incident, "assignments", assignments);
  return incident;
}

/** matoi_pagerduty_create: see the header. */
void
matoi_pagerduty_create (MatoiPagerdutyClient *client,
                        const MatoiPagerdutyDraft *draft,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (JsonObject) body = json_object_new ();

  json_object_set_object_member (body, "incident", new_incident (draft));
  call (client, "POST", "incidents", body, cancellable, callback, user_data);
}

/** matoi_pagerduty_get_incident: see the header. */
void
matoi_pagerduty_get_incident (MatoiPagerdutyClient *client,
                              const char *id,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autofree char *path = dup_path ("incidents/", id, NULL);

  call (client, "GET", path, NULL, cancellable, callback, user_data);
}

/** matoi_pagerduty_find_incident: see the header. */
void
matoi_pagerduty_find_incident (MatoiPagerdutyClient *client,
                               const char *key,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  const char *query[] = { "incident_key", key,          "statuses[]", "triggered", "statuses[]",
                          "acknowledged", "date_range", "all",        NULL };
  const MatoiRestCall order = { .method = "GET", .path = "incidents", .query = query };

  matoi_pagerduty_client_call_async (client, &order, cancellable, callback, user_data);
}

/** matoi_pagerduty_request: see the header. */
void
matoi_pagerduty_request (MatoiPagerdutyClient *client,
                         const char *incident,
                         const char *requester,
                         const char *const *people,
                         const char *message,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autofree char *path = dup_path ("incidents/", incident, "/responder_requests");
  g_autoptr (JsonObject) body = json_object_new ();
  JsonArray *targets = json_array_new ();

  for (; *people != NULL; people++)
    {
      JsonObject *target = json_object_new ();

      json_object_set_object_member (target, "responder_request_target",
                                     new_reference (*people, "user_reference"));
      json_array_add_object_element (targets, target);
    }
  json_object_set_string_member (body, "requester_id", requester);
  json_object_set_string_member (body, "message", message);
  json_object_set_array_member (body, "responder_request_targets", targets);
  call (client, "POST", path, body, cancellable, callback, user_data);
}

/** matoi_pagerduty_set_status: see the header. */
void
matoi_pagerduty_set_status (MatoiPagerdutyClient *client,
                            const char *incident,
                            const char *status,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autofree char *path = dup_path ("incidents/", incident, NULL);
  g_autoptr (JsonObject) body = json_object_new ();
  JsonObject *change = json_object_new ();

  json_object_set_string_member (change, "type", "incident_reference");
  json_object_set_string_member (change, "status", status);
  json_object_set_object_member (body, "incident", change);
  call (client, "PUT", path, body, cancellable, callback, user_data);
}

/** matoi_pagerduty_subscribe: see the header. */
void
matoi_pagerduty_subscribe (MatoiPagerdutyClient *client,
                           const char *incident,
                           JsonArray *subscribers,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autofree char *path = dup_path ("incidents/", incident, "/status_updates/subscribers");
  g_autoptr (JsonObject) body = json_object_new ();
  JsonArray *list = json_array_new ();

  for (guint i = 0; i < json_array_get_length (subscribers); i++)
    {
      JsonObject *one = matoi_json_array_get_object (subscribers, i);
      const char *type = one != NULL ? matoi_json_get_string (one, "type") : NULL;
      JsonObject *subscriber;

      if (one == NULL || matoi_json_get_string (one, "id") == NULL)
        continue;
      subscriber = json_object_new ();
      json_object_set_string_member (subscriber, "subscriber_id",
                                     matoi_json_get_string (one, "id"));
      json_object_set_string_member (subscriber, "subscriber_type", type != NULL ? type : "user");
      json_array_add_object_element (list, subscriber);
    }
  json_object_set_array_member (body, "subscribers", list);
  call (client, "POST", path, body, cancellable, callback, user_data);
}

/** matoi_pagerduty_post_status: see the header. */
void
matoi_pagerduty_post_status (MatoiPagerdutyClient *client,
                             const char *incident,
                             const char *message,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autofree char *path = dup_path ("incidents/", incident, "/status_updates");
  g_autoptr (JsonObject) body = json_object_new ();

  json_object_set_string_member (body, "message", message);
  call (client, "POST", path, body, cancellable, callback, user_data);
}

/** matoi_pagerduty_add_note: see the header. */
void
matoi_pagerduty_add_note (MatoiPagerdutyClient *client,
                          const char *incident,
                          const char *text,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autofree char *path = dup_path ("incidents/", incident, "/notes");
  g_autoptr (JsonObject) body = json_object_new ();
  JsonObject *note = json_object_new ();

  json_object_set_string_member (note, "content", text);
  json_object_set_object_member (body, "note", note);
  call (client, "POST", path, body, cancellable, callback, user_data);
}

/** matoi_pagerduty_get_user: see the header. */
void
matoi_pagerduty_get_user (MatoiPagerdutyClient *client,
                          const char *id,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  const char *query[] = { "include[]", "contact_methods", NULL };
  g_autofree char *path = dup_path ("users/", id, NULL);
  const MatoiRestCall order = { .method = "GET", .path = path, .query = query };

  matoi_pagerduty_client_call_async (client, &order, cancellable, callback, user_data);
}

/** matoi_pagerduty_get_abilities: "abilities" of the answer are names. */
void
matoi_pagerduty_get_abilities (MatoiPagerdutyClient *client,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  call (client, "GET", "abilities", NULL, cancellable, callback, user_data);
}
