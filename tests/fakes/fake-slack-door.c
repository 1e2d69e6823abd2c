/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "fake-slack-private.h"

/* The door: what is asked for is checked as the service checks it, then done, then spoilt as the
 * test wants it. */

/* --- checks */

static gboolean
has_scope (const FakeToken *token, const char *scopes)
{
  g_auto (GStrv) any = g_strsplit (scopes, " ", -1);

  for (guint i = 0; any[i]; i++)
    if (g_hash_table_contains (token->scopes, any[i]))
      return TRUE;
  return FALSE;
}

static JsonObject *
refuse_scope (const FakeToken *token, const char *scopes)
{
  JsonObject *answer = fake_error ("missing_scope");
  g_autofree char **have = (char **) g_hash_table_get_keys_as_array (token->scopes, NULL);
  g_autofree char *provided = g_strjoinv (",", have);
  g_autofree char *needed = g_strdelimit (g_strdup (scopes), " ", ',');

  json_object_set_string_member (answer, "needed", needed);
  json_object_set_string_member (answer, "provided", provided);
  return answer;
}

/* What the scopes for the kind of channel in question begin with; NULL: for any. */
static const char *
get_kind (FakeSlack *self, FakeCall *call)
{
  FakeChannel *channel = fake_find_by_id (self, fake_arg (call, "channel"));
  const char *users = fake_arg (call, "users"), *types = fake_arg (call, "types");

  if (g_str_equal (call->method, "conversations.create"))
    return fake_flag (call, "is_private") ? "groups:" : "channels:";
  if (g_str_equal (call->method, "conversations.open") && users)
    return strchr (users, ',') ? "mpim:" : "im:";
  if (types && strstr (types, "private_channel"))
    return "groups:";
  if (!channel)
    return NULL;
  if (json_object_get_boolean_member (channel->info, "is_im"))
    return "im:";
  if (json_object_get_boolean_member (channel->info, "is_mpim"))
    return "mpim:";
  return fake_is_private (channel) ? "groups:" : "channels:";
}

/* Those of @scopes that begin with @kind, if there are any. (transfer full) */
static char *
narrow (const char *scopes, const char *kind)
{
  g_auto (GStrv) any = g_strsplit (scopes, " ", -1);
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; kind && any[i]; i++)
    if (g_str_has_prefix (any[i], kind))
      g_string_append_printf (out, "%s%s", out->len > 0 ? " " : "", any[i]);
  return g_strdup (out->len > 0 ? out->str : scopes);
}

static JsonObject *
refuse_method (FakeCall *call)
{
  JsonObject *answer = fake_error ("unknown_method");

  json_object_set_string_member (answer, "req_method", call->method);
  return answer;
}

/* As seen: a method answers for what it looks for, where the argument names a thing. */
static JsonObject *
refuse_missing (const char *name)
{
  JsonObject *answer, *metadata;
  JsonArray *messages;
  g_autofree char *text = g_strdup_printf ("[ERROR] missing required field: %s", name);

  if (g_str_equal (name, "channel"))
    return fake_error ("channel_not_found");
  if (g_str_equal (name, "user"))
    return fake_error ("user_not_found");
  if (g_str_equal (name, "name"))
    return fake_error ("invalid_name_required");
  answer = fake_error ("invalid_arguments");
  metadata = json_object_new ();
  messages = json_array_new ();
  json_array_add_string_element (messages, text);
  json_object_set_array_member (metadata, "messages", messages);
  json_object_set_object_member (answer, "response_metadata", metadata);
  return answer;
}

/* (nullable) why the call is not carried out at all. */
static JsonObject *
check (FakeSlack *self, FakeCall *call, const FakeMethod *method)
{
  g_auto (GStrv) required = NULL;
  g_autofree char *scopes = NULL;

  if (!method)
    return refuse_method (call);
  if (method->handler == fake_api_test)
    return NULL;
  if (!call->token)
    return fake_error (fake_arg (call, "token") ? "invalid_auth" : "not_authed");
  if (call->token->revoked)
    return fake_error ("token_revoked");
  if (call->token->app != method->app && method->handler != fake_auth_test)
    return fake_error ("not_allowed_token_type");
  scopes = method->scopes ? narrow (method->scopes, get_kind (self, call)) : NULL;
  if (scopes && !has_scope (call->token, scopes))
    return refuse_scope (call->token, scopes);
  required = g_strsplit (method->required, " ", -1);
  for (guint i = 0; required[i]; i++)
    if (*required[i] && !fake_arg (call, required[i]))
      return refuse_missing (required[i]);
  return NULL;
}

/* --- reading the request */

FakeToken *
fake_find_token (FakeSlack *self, SoupServerMessage *message, GHashTable *args)
{
  const char *header =
    soup_message_headers_get_one (soup_server_message_get_request_headers (message),
                                  "Authorization");
  const char *token = header && g_str_has_prefix (header, "Bearer ")
                        ? header + strlen ("Bearer ")
                        : g_hash_table_lookup (args, "token");

  if (token && !g_hash_table_contains (args, "token"))
    g_hash_table_insert (args, g_strdup ("token"), g_strdup (token));
  return token ? g_hash_table_lookup (self->tokens, token) : NULL;
}

static void
keep_member (JsonObject *object, const char *name, JsonNode *node, gpointer args)
{
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    g_hash_table_insert (args, g_strdup (name), json_node_dup_string (node));
  else if (!JSON_NODE_HOLDS_NULL (node))
    g_hash_table_insert (args, g_strdup (name), json_to_string (node, FALSE));
}

static void
take_all (GHashTable *args, GHashTable *from)
{
  GHashTableIter iter;
  gpointer name, value;

  g_hash_table_iter_init (&iter, from);
  while (g_hash_table_iter_next (&iter, &name, &value))
    g_hash_table_insert (args, g_strdup (name), g_strdup (value));
}

static void
take_part (GHashTable *args, SoupMultipart *parts, int index)
{
  SoupMessageHeaders *headers;
  GBytes *part;
  g_autofree char *disposition = NULL;
  g_autoptr (GHashTable) params = NULL;
  gsize length;
  const char *data;

  soup_multipart_get_part (parts, index, &headers, &part);
  if (!soup_message_headers_get_content_disposition (headers, &disposition, &params))
    return;
  data = g_bytes_get_data (part, &length);
  g_hash_table_insert (args, g_strdup (g_hash_table_lookup (params, "name")),
                       g_strndup (data, length));
}

static GHashTable *
read_args (SoupServerMessage *message, GHashTable *query, const FakeMethod *method)
{
  GHashTable *args = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autofree char *text = g_strndup (body->data ? body->data : "", (gsize) body->length);
  const char *type =
    soup_message_headers_get_content_type (soup_server_message_get_request_headers (message), NULL);

  if (query)
    take_all (args, query);
  if (g_strcmp0 (type, "application/json") == 0)
    {
      g_autoptr (JsonNode) node = json_from_string (text, NULL);

      /* Where only a form is taken, JSON is passed over in silence. */
      if (node && JSON_NODE_HOLDS_OBJECT (node) && !(method && method->form_only))
        json_object_foreach_member (json_node_get_object (node), keep_member, args);
    }
  else if (g_strcmp0 (type, "application/x-www-form-urlencoded") == 0)
    {
      g_autoptr (GHashTable) form = soup_form_decode (text);

      take_all (args, form);
    }
  else if (g_strcmp0 (type, "multipart/form-data") == 0)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
      g_autoptr (SoupMultipart) parts =
        soup_multipart_new_from_message (soup_server_message_get_request_headers (message), bytes);

      for (int i = 0; parts && i < soup_multipart_get_length (parts); i++)
        take_part (args, parts, i);
    }
  return args;
}

/* --- answering */

static void
count_call (FakeSlack *self, FakeCall *call)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->calls, call->method));
  const char *channel = fake_arg (call, "channel");

  g_hash_table_insert (self->calls, g_strdup (call->method), GUINT_TO_POINTER (n + 1));
  g_ptr_array_add (self->log, g_strdup_printf ("%s %s", call->method, channel ? channel : ""));
}

static void
set_headers (FakeSlack *self,
             SoupServerMessage *message,
             const FakeToken *token,
             const FakeMethod *method)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (fake_now (self) / 1000);
  g_autofree char *date = soup_date_time_to_string (now, SOUP_DATE_HTTP);
  g_autofree char *id = fake_next_id (self, "request-");

  soup_message_headers_replace (headers, "Date", date);
  soup_message_headers_replace (headers, "X-Slack-Req-Id", id);
  if (token)
    {
      g_autofree char **names = (char **) g_hash_table_get_keys_as_array (token->scopes, NULL);
      g_autofree char *scopes = g_strjoinv (",", names);

      soup_message_headers_replace (headers, "X-OAuth-Scopes", scopes);
    }
  if (method && method->scopes)
    {
      g_autofree char *accepted = g_strdelimit (g_strdup (method->scopes), " ", ',');

      soup_message_headers_replace (headers, "X-Accepted-OAuth-Scopes", accepted);
    }
}

static void
answer (SoupServerMessage *message, const char *text)
{
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "application/json; charset=utf-8", SOUP_MEMORY_COPY,
                                    text, strlen (text));
}

/* Does it, and answers with it, unless @fault (nullable) wants it otherwise. */
static void
carry_out (FakeSlack *self,
           SoupServerMessage *message,
           FakeCall *call,
           const FakeMethod *method,
           const FakeFault *fault)
{
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *text = NULL;

  object =
    fault && fault->kind == FAKE_ERROR ? fake_error (fault->value) : check (self, call, method);
  if (!object)
    object = method->handler (self, call);
  node = json_node_init_object (json_node_alloc (), object);
  text = json_to_string (node, FALSE);
  if (!fault || !fake_spoil_after (message, fault, text))
    answer (message, text);
}

static void
on_request (SoupServer *server,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer user_data)
{
  FakeSlack *self = user_data;
  const char *name = g_str_has_prefix (path, "/api/") ? path + strlen ("/api/") : path;
  const FakeMethod *method = fake_slack_find_method (name);
  g_autoptr (GHashTable) args = read_args (message, query, method);
  FakeCall call = { name, args, fake_find_token (self, message, args) };
  FakeFault *fault = fake_faults_take (self->faults, name);
  guint pause;

  count_call (self, &call);
  set_headers (self, message, call.token, method);
  pause = fake_take_turn (self, &call);
  if (pause > 0)
    {
      g_autofree char *seconds = g_strdup_printf ("%u", pause);

      fake_answer_limit (message, seconds);
    }
  else if (!fault || !fake_spoil_before (message, fault))
    carry_out (self, message, &call, method, fault);
  g_clear_pointer (&fault, fake_fault_free);
}

void
fake_open_door (FakeSlack *self)
{
  soup_server_add_handler (self->server, "/api", on_request, self, NULL);
}

guint
fake_slack_count (FakeSlack *self, const char *method)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->calls, method));
}
