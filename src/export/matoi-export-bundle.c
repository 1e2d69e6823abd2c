/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-export"

#include "config.h"

#include "matoi-export.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-json.h"
#include "matoi-picture-ref.h"

#define SCHEMA   "matoi/export/1"
#define MAX_NAME 512

static JsonObject *
event_to_json (const MatoiEvent *event)
{
  JsonObject *object = json_object_new ();
  char text[MATOI_ID_TEXT_LENGTH + 1];

  matoi_id_to_text (&event->id, text);
  json_object_set_string_member (object, "id", text);
  matoi_id_to_text (&event->incident, text);
  json_object_set_string_member (object, "incident", text);
  matoi_json_set_string (object, "type", event->type);
  json_object_set_int_member (object, "v", event->version);
  matoi_json_set_string (object, "actor", event->actor);
  matoi_json_set_time (object, "occurred_at", event->occurred_at);
  matoi_json_set_time (object, "recorded_at", event->recorded_at);
  matoi_json_set_string (object, "source", event->source);
  matoi_json_set_string (object, "external_id", event->external_id);
  if (event->payload != NULL)
    json_object_set_object_member (object, "payload", json_object_ref (event->payload));
  else
    json_object_set_null_member (object, "payload");
  return object;
}

/* In an order that is the same every time. */
static JsonObject *
pictures_to_json (GHashTable *pictures)
{
  JsonObject *object = json_object_new ();
  g_autoptr (GList) hashes = g_list_sort (g_hash_table_get_keys (pictures), (GCompareFunc) strcmp);

  for (GList *l = hashes; l != NULL; l = l->next)
    {
      GBytes *bytes = g_hash_table_lookup (pictures, l->data);
      gsize size;
      const guchar *data = g_bytes_get_data (bytes, &size);
      g_autofree char *text = g_base64_encode (data, size);

      json_object_set_string_member (object, l->data, text);
    }
  return object;
}

/**
 * matoi_export_bundle:
 * @incident: an incident
 * @pictures_or_null: hash to GBytes: those of its documents
 * @now: ms UTC
 *
 * Matoi's own exchange format: the events are the truth, the policy makes
 * them readable elsewhere, "show" is there for readers that know no events.
 *
 * Returns: (transfer full): an object node
 */
JsonNode *
matoi_export_bundle (const MatoiIncident *incident, GHashTable *pictures_or_null, gint64 now)
{
  JsonObject *bundle;
  JsonArray *events;
  JsonNode *node;

  g_return_val_if_fail (incident != NULL, NULL);

  bundle = json_object_new ();
  json_object_set_string_member (bundle, "schema", SCHEMA);
  if (incident->policy != NULL)
    json_object_set_object_member (bundle, "policy",
                                   json_object_ref (matoi_policy_get_json (incident->policy)));
  else
    json_object_set_null_member (bundle, "policy");
  json_object_set_member (bundle, "show", matoi_export_show (incident, now));
  events = json_array_new ();
  for (guint i = 0; i < incident->events->len; i++)
    json_array_add_object_element (events, event_to_json (g_ptr_array_index (incident->events, i)));
  json_object_set_array_member (bundle, "events", events);
  if (pictures_or_null != NULL && g_hash_table_size (pictures_or_null) > 0)
    json_object_set_object_member (bundle, "pictures", pictures_to_json (pictures_or_null));

  node = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (node, bundle);
  return node;
}

/* Refuses a member with the reason; always FALSE. */
static gboolean
bad_event (GError **error, guint index, const char *member)
{
  /* Translators: %1$u is a position in a list, %2$s the name of a JSON member. */
  g_set_error (
    error, MATOI_ERROR, MATOI_ERROR_INPUT,
    _ ("Event %1$u of the file has no usable “%2$s”. Nothing was imported; export the incident anew."),
      index + 1, member);
  return FALSE;
}

/* A short text that must be there, without control characters. */
static const char *
plain_name (JsonObject *object, const char *name)
{
  const char *text = matoi_json_get_string (object, name);

  if (text == NULL || strlen (text) > MAX_NAME)
    return NULL;
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (g_unichar_iscntrl (g_utf8_get_char (p)))
        return NULL;
    }
  return text;
}

static gboolean
is_null_or_absent (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node == NULL || JSON_NODE_HOLDS_NULL (node);
}

static MatoiEvent *
event_from_json (JsonObject *object, guint index, GError **error)
{
  g_autoptr (MatoiEvent) event = NULL;
  g_autofree char *payload_text = NULL;
  const char *id = matoi_json_get_string (object, "id");
  const char *incident = matoi_json_get_string (object, "incident");
  const char *type = plain_name (object, "type");
  const char *actor = plain_name (object, "actor");
  const char *source = plain_name (object, "source");
  const char *external_id = plain_name (object, "external_id");
  gint64 occurred_at = matoi_json_get_time (object, "occurred_at");
  gint64 recorded_at = matoi_json_get_time (object, "recorded_at");
  gint64 version = matoi_json_get_int (object, "v", 0);
  JsonObject *payload = matoi_json_get_object (object, "payload");
  const char *bad = NULL;
  MatoiId event_id, incident_id;

  if (id == NULL || !matoi_id_from_text (&event_id, id) || matoi_id_is_null (&event_id))
    bad = "id";
  else if (incident == NULL || !matoi_id_from_text (&incident_id, incident))
    bad = "incident";
  else if (type == NULL || *type == '\0')
    bad = "type";
  else if (version < 1 || version > G_MAXINT16)
    bad = "v";
  else if (actor == NULL)
    bad = "actor";
  else if (occurred_at == MATOI_TIME_NONE)
    bad = "occurred_at";
  else if (recorded_at == MATOI_TIME_NONE)
    bad = "recorded_at";
  else if (source == NULL && !is_null_or_absent (object, "source"))
    bad = "source";
  else if (external_id == NULL && !is_null_or_absent (object, "external_id"))
    bad = "external_id";
  else if (payload == NULL && !is_null_or_absent (object, "payload"))
    bad = "payload";
  if (bad == NULL && payload != NULL)
    {
      payload_text = matoi_json_to_text (payload);
      if (strlen (payload_text) > MATOI_EVENT_MAX_PAYLOAD)
        bad = "payload";
    }
  if (bad != NULL)
    {
      bad_event (error, index, bad);
      return NULL;
    }

  event = matoi_event_new (type, actor, occurred_at, recorded_at,
                           payload != NULL ? json_object_ref (payload) : NULL);
  event->id = event_id;
  event->incident = incident_id;
  event->version = (int) version;
  event->source = g_strdup (source);
  event->external_id = g_strdup (external_id);
  return g_steal_pointer (&event);
}

/* All events belong to one incident, and its declaration is among them. */
static gboolean
check_whole (GPtrArray *events, GError **error)
{
  const MatoiEvent *first = events->len > 0 ? g_ptr_array_index (events, 0) : NULL;
  gboolean declared = FALSE;

  for (guint i = 0; i < events->len; i++)
    {
      const MatoiEvent *event = g_ptr_array_index (events, i);

      if (!matoi_id_equal (&event->incident, &first->incident))
        return bad_event (error, i, "incident");
      declared |= g_str_equal (event->type, "incident.declared") &&
                  matoi_id_equal (&event->id, &event->incident);
    }
  if (declared)
    return TRUE;
  g_set_error_literal (
    error, MATOI_ERROR, MATOI_ERROR_INPUT,
    _ ("The file has no declaration among its events, so it is not a whole incident. "
                          "Nothing was imported; export the incident anew."));
  return FALSE;
}

/**
 * matoi_export_read_bundle:
 * @bundle: a parsed document
 * @policy_text: (out) (transfer full) (nullable): the process it was led by
 * @error: MATOI_ERROR_INPUT names the event and the member
 *
 * Checks every event before it gives any of them.
 *
 * Returns: (transfer full) (element-type MatoiEvent): the events, or NULL
 */
GPtrArray *
matoi_export_read_bundle (JsonObject *bundle, char **policy_text, GError **error)
{
  g_autoptr (GPtrArray) events =
    g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_event_unref);
  const char *schema;
  JsonObject *policy;
  JsonArray *array;

  g_return_val_if_fail (bundle != NULL, NULL);
  g_return_val_if_fail (policy_text != NULL, NULL);

  *policy_text = NULL;
  schema = matoi_json_get_string (bundle, "schema");
  array = matoi_json_get_array (bundle, "events");
  if (schema == NULL || !g_str_equal (schema, SCHEMA) || array == NULL)
    {
      /* Translators: %s is the name of a file format. */
      g_set_error (error, MATOI_ERROR, MATOI_ERROR_INPUT,
                   _ ("This is not a file of the format “%s”. Nothing was imported."), SCHEMA);
      return NULL;
    }
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *object = matoi_json_array_get_object (array, i);
      MatoiEvent *event;

      if (object == NULL)
        {
          bad_event (error, i, "id");
          return NULL;
        }
      event = event_from_json (object, i, error);
      if (event == NULL)
        return NULL;
      g_ptr_array_add (events, event);
    }
  if (!check_whole (events, error))
    return NULL;
  policy = matoi_json_get_object (bundle, "policy");
  if (policy != NULL)
    *policy_text = matoi_json_to_text (policy);
  return g_steal_pointer (&events);
}

/* NULL unless @text is the picture with that hash. */
static GBytes *
read_picture (const char *hash, const char *text)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *real = NULL;
  guchar *data;
  gsize size;

  if (text == NULL || strlen (text) / 4 * 3 > MATOI_PICTURE_BYTES_LIMIT + 3)
    return NULL;
  data = g_base64_decode (text, &size);
  bytes = g_bytes_new_take (data, size);
  real = matoi_picture_dup_hash (bytes);
  return g_strcmp0 (real, hash) == 0 && matoi_picture_read_type (bytes) != NULL
           ? g_steal_pointer (&bytes)
           : NULL;
}

/**
 * matoi_export_read_pictures:
 * @bundle: a parsed document
 * @error: MATOI_ERROR_INPUT if one of them is not what it says
 *
 * Returns: (transfer full): hash to GBytes, or NULL
 */
GHashTable *
matoi_export_read_pictures (JsonObject *bundle, GError **error)
{
  g_autoptr (GHashTable) pictures =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  JsonObject *object = matoi_json_get_object (bundle, "pictures");
  g_autoptr (GList) hashes = object != NULL ? json_object_get_members (object) : NULL;

  for (GList *l = hashes; l != NULL; l = l->next)
    {
      GBytes *bytes = read_picture (l->data, matoi_json_get_string (object, l->data));

      if (bytes == NULL)
        {
          g_set_error (
            error, MATOI_ERROR, MATOI_ERROR_INPUT,
            /* Translators: %.16s is the beginning of a long number of hexadecimal digits. */
            _ ("The picture %.16s of the file is not the one it says it is. Nothing was imported; "
               "export the incident anew."),
               (const char *) l->data);
          return NULL;
        }
      g_hash_table_insert (pictures, g_strdup (l->data), bytes);
    }
  return g_steal_pointer (&pictures);
}
