/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "fake-slack-private.h"

/* The door: what is asked for is checked as the service checks it, then done, then spoilt as the
 * test wants it. */

#define MINUTE 60000

JsonObject *
fake_ok (void)
{
  JsonObject *answer = json_object_new ();

  json_object_set_boolean_member (answer, "ok", TRUE);
  return answer;
}

JsonObject *
fake_error (const char *code)
{
  JsonObject *answer = json_object_new ();

  json_object_set_boolean_member (answer, "ok", FALSE);
  json_object_set_string_member (answer, "error", code);
  return answer;
}

const char *
fake_arg (FakeCall *call, const char *name)
{
  return g_hash_table_lookup (call->args, name);
}

gboolean
fake_flag (FakeCall *call, const char *name)
{
  const char *text = fake_arg (call, name);

  return g_strcmp0 (text, "true") == 0 || g_strcmp0 (text, "1") == 0;
}

gint64
fake_now (FakeSlack *self)
{
  return self->clock != 0 ? self->clock : g_get_real_time () / 1000;
}

char *
fake_next_id (FakeSlack *self, const char *letter)
{
  return g_strdup_printf ("%s%08u", letter, ++self->n_ids);
}

/* Never the same twice, and never back. (transfer full) */
char *
fake_next_ts (FakeSlack *self)
{
  gint64 us = fake_now (self) * 1000;

  self->last_us = MAX (us, self->last_us + 1);
  return g_strdup_printf ("%" G_GINT64_FORMAT ".%06" G_GINT64_FORMAT,
                          self->last_us / G_USEC_PER_SEC, self->last_us % G_USEC_PER_SEC);
}

gint
fake_compare_ts (const char *a, const char *b)
{
  gint64 x = g_ascii_strtoll (a, NULL, 10), y = g_ascii_strtoll (b, NULL, 10);

  if (x != y)
    return x < y ? -1 : 1;
  return g_strcmp0 (strchr (a, '.'), strchr (b, '.'));
}

JsonObject *
fake_copy (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);
  g_autofree char *text = json_to_string (node, FALSE);
  g_autoptr (JsonNode) copy = json_from_string (text, NULL);

  return json_object_ref (json_node_get_object (copy));
}

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

/* (nullable) why the call is not carried out at all. */
static JsonObject *
check (FakeCall *call, const FakeMethod *method)
{
  g_auto (GStrv) required = NULL;

  if (!method)
    {
      JsonObject *answer = fake_error ("unknown_method");

      json_object_set_string_member (answer, "req_method", call->method);
      return answer;
    }
  if (method->handler == fake_api_test)
    return NULL;
  if (!call->token)
    return fake_error (fake_arg (call, "token") ? "invalid_auth" : "not_authed");
  if (call->token->revoked)
    return fake_error ("token_revoked");
  if (call->token->app != method->app)
    return fake_error ("not_allowed_token_type");
  if (method->scopes && !has_scope (call->token, method->scopes))
    return refuse_scope (call->token, method->scopes);
  required = g_strsplit (method->required, " ", -1);
  for (guint i = 0; required[i]; i++)
    if (*required[i] && !fake_arg (call, required[i]))
      /* As seen: a method answers for what it looks for, where the argument names a thing. */
      return fake_error (g_str_equal (required[i], "channel") ? "channel_not_found"
                         : g_str_equal (required[i], "user")  ? "user_not_found"
                         : g_str_equal (required[i], "name")  ? "invalid_name_required"
                                                              : "invalid_arguments");
  return NULL;
}

/* --- reading the request */

static FakeToken *
find_token (FakeSlack *self, SoupServerMessage *message, GHashTable *args)
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

/* --- limits and faults */

static gboolean
is_over_limit (FakeSlack *self, const char *method)
{
  guint limit = GPOINTER_TO_UINT (g_hash_table_lookup (self->limits, method));
  GArray *window = g_hash_table_lookup (self->windows, method);
  gint64 now = fake_now (self);

  if (!window)
    {
      window = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_hash_table_insert (self->windows, g_strdup (method), window);
    }
  while (window->len > 0 && g_array_index (window, gint64, 0) <= now - MINUTE)
    g_array_remove_index (window, 0);
  if (limit > 0 && window->len >= limit)
    return TRUE;
  g_array_append_val (window, now);
  return FALSE;
}

static void
fault_free (gpointer data)
{
  FakeFault *fault = data;

  g_free (fault->method);
  g_free (fault->value);
  g_free (fault);
}

/* (nullable) (transfer full): what is to go wrong with this call. */
static FakeFault *
take_fault (FakeSlack *self, const char *method)
{
  for (guint i = 0; i < self->faults->len; i++)
    {
      FakeFault *fault = g_ptr_array_index (self->faults, i);
      FakeFault *taken;

      if (!g_str_equal (fault->method, "*") && !g_str_equal (fault->method, method))
        continue;
      taken = g_memdup2 (fault, sizeof *fault);
      taken->method = g_strdup (fault->method);
      taken->value = g_strdup (fault->value);
      if (--fault->count == 0)
        g_ptr_array_remove_index (self->faults, i);
      return taken;
    }
  return NULL;
}

/* The next @count calls of @method, after what was ordered before, go wrong. */
void
fake_slack_fault (FakeSlack *self,
                  const char *method,
                  FakeFaultKind kind,
                  const char *value,
                  guint count)
{
  FakeFault *fault = g_new0 (FakeFault, 1);

  fault->method = g_strdup (method);
  fault->kind = kind;
  fault->value = g_strdup (value);
  fault->count = count;
  g_ptr_array_add (self->faults, fault);
}

static void
hang_up (SoupServerMessage *message)
{
  g_autoptr (GIOStream) stream = soup_server_message_steal_connection (message);

  g_io_stream_close (stream, NULL, NULL);
}

/* TRUE: nothing may be done any more. */
static gboolean
spoil_before (SoupServerMessage *message, const FakeFault *fault)
{
  switch (fault->kind)
    {
    case FAKE_DROP_BEFORE:
      hang_up (message);
      return TRUE;
    case FAKE_STATUS_BEFORE:
      soup_server_message_set_status (message, (guint) g_ascii_strtoull (fault->value, NULL, 10),
                                      NULL);
      return TRUE;
    case FAKE_LIMIT:
      soup_server_message_set_status (message, 429, NULL);
      if (fault->value)
        soup_message_headers_replace (soup_server_message_get_response_headers (message),
                                      "Retry-After", fault->value);
      return TRUE;
    default:
      return FALSE;
    }
}

/* TRUE: it is answered, badly. */
static gboolean
spoil_after (SoupServerMessage *message, const FakeFault *fault, const char *text)
{
  switch (fault->kind)
    {
    case FAKE_DROP_AFTER:
      hang_up (message);
      return TRUE;
    case FAKE_SILENT:
      soup_server_message_pause (message);
      return TRUE;
    case FAKE_STATUS_AFTER:
      soup_server_message_set_status (message, (guint) g_ascii_strtoull (fault->value, NULL, 10),
                                      NULL);
      return TRUE;
    case FAKE_HTML:
      soup_server_message_set_status (message, 200, NULL);
      soup_server_message_set_response (message, "text/html", SOUP_MEMORY_STATIC, "<html>", 6);
      return TRUE;
    case FAKE_CUT:
      soup_server_message_set_status (message, 200, NULL);
      soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, text,
                                        strlen (text) / 2);
      return TRUE;
    case FAKE_EMPTY:
      soup_server_message_set_status (message, 200, NULL);
      return TRUE;
    default:
      return FALSE;
    }
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
answer (SoupServerMessage *message, const FakeToken *token, const char *text)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  if (token)
    {
      g_autofree char **names = (char **) g_hash_table_get_keys_as_array (token->scopes, NULL);
      g_autofree char *scopes = g_strjoinv (",", names);

      soup_message_headers_replace (headers, "X-OAuth-Scopes", scopes);
    }
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "application/json; charset=utf-8", SOUP_MEMORY_COPY,
                                    text, strlen (text));
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
  FakeCall call = { name, args, find_token (self, message, args) };
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *text = NULL;
  FakeFault *fault = take_fault (self, name);

  count_call (self, &call);
  if (is_over_limit (self, name))
    {
      soup_server_message_set_status (message, 429, NULL);
      soup_message_headers_replace (soup_server_message_get_response_headers (message),
                                    "Retry-After", "1");
    }
  else if (!fault || !spoil_before (message, fault))
    {
      object =
        fault && fault->kind == FAKE_ERROR ? fake_error (fault->value) : check (&call, method);
      if (!object)
        object = method->handler (self, &call);
      node = json_node_init_object (json_node_alloc (), object);
      text = json_to_string (node, FALSE);
      if (!fault || !spoil_after (message, fault, text))
        answer (message, call.token, text);
    }
  g_clear_pointer (&fault, fault_free);
}

guint
fake_slack_count (FakeSlack *self, const char *method)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->calls, method));
}

/* --- the whole */

static void
token_free (gpointer data)
{
  FakeToken *token = data;

  g_free (token->token);
  g_free (token->user_id);
  g_hash_table_unref (token->scopes);
  g_free (token);
}

static void
channel_free (gpointer data)
{
  FakeChannel *channel = data;

  g_free (channel->id);
  json_object_unref (channel->info);
  g_ptr_array_unref (channel->members);
  g_ptr_array_unref (channel->messages);
  g_ptr_array_unref (channel->pins);
  g_ptr_array_unref (channel->bookmarks);
  g_free (channel);
}

static GHashTable *
new_table (GDestroyNotify free_value)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_value);
}

/* Listens on @port of this machine, 0: any that is free. (transfer full) */
FakeSlack *
fake_slack_new (guint port, GError **error)
{
  g_autoptr (FakeSlack) self = g_new0 (FakeSlack, 1);
  GSList *uris;
  int bound;

  self->team_id = g_strdup ("T00000001");
  self->team_name = g_strdup ("Acme");
  self->tokens = new_table (token_free);
  self->users = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  self->groups = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  self->channels = g_ptr_array_new_with_free_func (channel_free);
  self->faults = g_ptr_array_new_with_free_func (fault_free);
  self->limits = new_table (NULL);
  self->calls = new_table (NULL);
  self->windows = new_table ((GDestroyNotify) g_array_unref);
  self->log = g_ptr_array_new_with_free_func (g_free);
  self->sockets = g_ptr_array_new_with_free_func (g_object_unref);
  self->unacknowledged = new_table (g_free);
  self->ids = new_table (g_free);
  self->max_sockets = 10;
  self->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->server, "/api", on_request, self, NULL);
  if (!soup_server_listen_local (self->server, port, SOUP_SERVER_LISTEN_IPV4_ONLY, error))
    return NULL;
  uris = soup_server_get_uris (self->server);
  bound = g_uri_get_port (uris->data);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  self->base = g_strdup_printf ("http://127.0.0.1:%d/api/", bound);
  self->socket_url = g_strdup_printf ("ws://127.0.0.1:%d/link/", bound);
  fake_slack_listen (self);
  return g_steal_pointer (&self);
}

void
fake_slack_free (FakeSlack *self)
{
  if (self->server)
    {
      for (guint i = 0; i < self->sockets->len; i++)
        g_signal_handlers_disconnect_by_data (g_ptr_array_index (self->sockets, i), self);
      soup_server_disconnect (self->server);
      /* Connections are let go of by what waits in the loop. */
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }
  g_clear_object (&self->server);
  g_ptr_array_unref (self->sockets);
  g_hash_table_unref (self->tokens);
  g_ptr_array_unref (self->users);
  g_ptr_array_unref (self->groups);
  g_ptr_array_unref (self->channels);
  g_ptr_array_unref (self->faults);
  g_hash_table_unref (self->limits);
  g_hash_table_unref (self->calls);
  g_hash_table_unref (self->windows);
  g_ptr_array_unref (self->log);
  g_hash_table_unref (self->unacknowledged);
  g_hash_table_unref (self->ids);
  g_free (self->base);
  g_free (self->socket_url);
  g_free (self->team_id);
  g_free (self->team_name);
  g_free (self);
}
