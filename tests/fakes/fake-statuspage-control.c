/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "fake-faults.h"
#include "fake-statuspage-private.h"

/* Lets another process order faults and look at the page: POST /__fake/statuspage/WHAT with JSON. */

static gboolean
do_site (FakeStatuspage *self, JsonObject *order)
{
  const char *gone = json_object_get_string_member_with_default (order, "delete_component", NULL);

  self->revoked = json_object_get_boolean_member_with_default (order, "revoked", self->revoked);
  self->too_calm = json_object_get_boolean_member_with_default (order, "too_calm", self->too_calm);
  self->clock = json_object_get_int_member_with_default (order, "clock", self->clock);
  self->per_minute =
    (guint) json_object_get_int_member_with_default (order, "per_minute", self->per_minute);
  self->subscribers =
    (guint) json_object_get_int_member_with_default (order, "subscribers", self->subscribers);
  if (gone)
    fake_statuspage_delete_component (self, gone);
  return TRUE;
}

static JsonArray *
copy_all (GPtrArray *things)
{
  JsonArray *list = json_array_new ();

  for (guint i = 0; i < things->len; i++)
    json_array_add_object_element (list, json_object_ref (g_ptr_array_index (things, i)));
  return list;
}

static JsonObject *
inspect (FakeStatuspage *self)
{
  JsonObject *answer = json_object_new (), *calls = json_object_new ();
  JsonObject *postmortems = json_object_new ();
  GHashTableIter iter;
  gpointer name, value;

  json_object_set_array_member (answer, "incidents", copy_all (self->incidents));
  json_object_set_array_member (answer, "components", copy_all (self->components));
  g_hash_table_iter_init (&iter, self->postmortems);
  while (g_hash_table_iter_next (&iter, &name, &value))
    json_object_set_object_member (postmortems, name, json_object_ref (value));
  json_object_set_object_member (answer, "postmortems", postmortems);
  json_object_set_int_member (answer, "mails", self->mails);
  g_hash_table_iter_init (&iter, self->calls);
  while (g_hash_table_iter_next (&iter, &name, &value))
    json_object_set_int_member (calls, name, GPOINTER_TO_UINT (value));
  json_object_set_object_member (answer, "calls", calls);
  return answer;
}

static void
on_order (SoupServer *server,
          SoupServerMessage *message,
          const char *path,
          GHashTable *query,
          gpointer user_data)
{
  FakeStatuspage *self = user_data;
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
fake_statuspage_control_add (FakeStatuspage *self)
{
  g_autofree char *path = g_strconcat ("/__fake", self->prefix, NULL);

  soup_server_add_handler (self->server, path, on_order, self, NULL);
}
