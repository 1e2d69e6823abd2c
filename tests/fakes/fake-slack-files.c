/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "fake-slack-private.h"

/* Files: sent in three steps, fetched with the token. */

void
fake_file_free (gpointer data)
{
  FakeFile *file = data;

  g_free (file->id);
  g_free (file->name);
  g_free (file->type);
  g_free (file->user);
  g_clear_pointer (&file->bytes, g_bytes_unref);
  json_object_unref (file->info);
  g_free (file);
}

static char *
get_origin (FakeSlack *self)
{
  return g_strndup (self->base, strlen (self->base) - strlen ("/api/"));
}

static FakeFile *
add_file (FakeSlack *self, const char *user, const char *name, const char *type)
{
  FakeFile *file = g_new0 (FakeFile, 1);
  g_autofree char *origin = get_origin (self);
  g_autofree char *escaped = g_uri_escape_string (name, NULL, TRUE);
  g_autofree char *url = NULL;

  file->id = fake_next_id (self, "F");
  file->name = g_strdup (name);
  file->type = g_strdup (type);
  file->user = g_strdup (user);
  file->info = json_object_new ();
  url = g_strdup_printf ("%s/files/%s-%s/%s", origin, self->team_id, file->id, escaped);
  json_object_set_string_member (file->info, "id", file->id);
  json_object_set_string_member (file->info, "name", name);
  json_object_set_string_member (file->info, "title", name);
  json_object_set_string_member (file->info, "mimetype", type);
  json_object_set_string_member (file->info, "filetype",
                                 strrchr (type, '/') ? strrchr (type, '/') + 1 : type);
  json_object_set_string_member (file->info, "user", user);
  json_object_set_string_member (file->info, "mode", "hosted");
  json_object_set_boolean_member (file->info, "is_external", FALSE);
  json_object_set_int_member (file->info, "created", fake_now (self) / 1000);
  json_object_set_string_member (file->info, "url_private", url);
  json_object_set_string_member (file->info, "url_private_download", url);
  g_hash_table_insert (self->files, g_strdup (file->id), file);
  return file;
}

static void
set_bytes (FakeFile *file, GBytes *bytes)
{
  g_clear_pointer (&file->bytes, g_bytes_unref);
  file->bytes = g_bytes_ref (bytes);
  json_object_set_int_member (file->info, "size", (gint64) g_bytes_get_size (bytes));
}

static void
put_files (JsonObject *message, FakeFile *file)
{
  JsonArray *files = json_array_new ();

  json_array_add_object_element (files, fake_copy (file->info));
  json_object_set_array_member (message, "files", files);
  json_object_set_string_member (message, "subtype", "file_share");
  json_object_set_boolean_member (message, "upload", FALSE);
}

const char *
fake_slack_share (FakeSlack *self,
                  FakeChannel *channel,
                  const char *user,
                  const char *text,
                  const char *file_name,
                  const char *mime_type,
                  GBytes *bytes)
{
  FakeFile *file = add_file (self, user, file_name, mime_type);
  g_autoptr (JsonObject) message = fake_new_said (self, user, text ? text : "");

  set_bytes (file, bytes);
  file->done = TRUE;
  put_files (message, file);
  fake_add_message (self, channel, message);
  return json_object_get_string_member (
    g_ptr_array_index (channel->messages, channel->messages->len - 1), "ts");
}

/* --- fetching and sending */

/* Without a token that may read files there is a page for people, as from the service. */
static void
on_fetch (SoupServer *server,
          SoupServerMessage *message,
          const char *path,
          GHashTable *query,
          gpointer user_data)
{
  static const char page[] = "<html><body>Sign in</body></html>";
  FakeSlack *self = user_data;
  g_autoptr (GHashTable) args = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  FakeToken *token = fake_find_token (self, message, args);
  const char *id = strchr (path, '-') ? strchr (path, '-') + 1 : "";
  g_autofree char *bare = g_strndup (id, strcspn (id, "/"));
  FakeFile *file = g_hash_table_lookup (self->files, bare);

  if (!file || !file->bytes)
    {
      soup_server_message_set_status (message, 404, NULL);
      return;
    }
  soup_server_message_set_status (message, 200, NULL);
  if (!token || token->revoked || !g_hash_table_contains (token->scopes, "files:read"))
    {
      soup_server_message_set_response (message, "text/html", SOUP_MEMORY_STATIC, page,
                                        strlen (page));
      return;
    }
  soup_server_message_set_response (message, file->type, SOUP_MEMORY_COPY,
                                    g_bytes_get_data (file->bytes, NULL),
                                    g_bytes_get_size (file->bytes));
}

/* The bytes themselves, or the first part of a form. (transfer full) */
static GBytes *
read_upload (SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  g_autoptr (GBytes) whole =
    soup_message_body_flatten (soup_server_message_get_request_body (message));
  g_autoptr (SoupMultipart) parts = NULL;
  SoupMessageHeaders *part_headers;
  GBytes *part;

  if (g_strcmp0 (soup_message_headers_get_content_type (headers, NULL), "multipart/form-data") != 0)
    return g_steal_pointer (&whole);
  parts = soup_multipart_new_from_message (headers, whole);
  if (!parts || !soup_multipart_get_part (parts, 0, &part_headers, &part))
    return g_steal_pointer (&whole);
  return g_bytes_ref (part);
}

static void
on_upload (SoupServer *server,
           SoupServerMessage *message,
           const char *path,
           GHashTable *query,
           gpointer user_data)
{
  FakeSlack *self = user_data;
  const char *id = strrchr (path, '/') + 1;
  FakeFile *file = g_hash_table_lookup (self->files, id);
  g_autoptr (GBytes) bytes = read_upload (message);

  soup_server_message_set_status (message, file ? 200 : 404, NULL);
  if (file)
    set_bytes (file, bytes);
}

void
fake_serve_files (FakeSlack *self)
{
  soup_server_add_handler (self->server, "/files", on_fetch, self, NULL);
  soup_server_add_handler (self->server, "/upload", on_upload, self, NULL);
}

/* --- methods */

JsonObject *
fake_files_get_url (FakeSlack *self, FakeCall *call)
{
  FakeFile *file =
    add_file (self, call->token->user_id, fake_arg (call, "filename"), "application/octet-stream");
  g_autofree char *origin = get_origin (self);
  g_autofree char *url = g_strdup_printf ("%s/upload/v1/%s", origin, file->id);
  JsonObject *answer = fake_ok ();

  json_object_set_string_member (answer, "upload_url", url);
  json_object_set_string_member (answer, "file_id", file->id);
  return answer;
}

static void
share_completed (FakeSlack *self, FakeCall *call, FakeFile *file)
{
  FakeChannel *channel = fake_find_by_id (self, fake_arg (call, "channel_id"));
  const char *text = fake_arg (call, "initial_comment"), *thread = fake_arg (call, "thread_ts");
  g_autoptr (JsonObject) message = NULL;

  file->done = TRUE;
  if (!channel)
    return;
  message = fake_new_said (self, call->token->user_id, text ? text : "");
  put_files (message, file);
  if (thread)
    json_object_set_string_member (message, "thread_ts", thread);
  fake_add_message (self, channel, message);
}

JsonObject *
fake_files_complete (FakeSlack *self, FakeCall *call)
{
  g_autoptr (JsonNode) node = json_from_string (fake_arg (call, "files"), NULL);
  JsonArray *list = node && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  JsonArray *files;
  JsonObject *answer;

  if (!list)
    return fake_error ("invalid_arguments");
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonObject *each = json_array_get_object_element (list, i);
      FakeFile *file =
        g_hash_table_lookup (self->files,
                             json_object_get_string_member_with_default (each, "id", ""));

      if (!file || !file->bytes || file->done)
        return fake_error ("file_not_found");
    }
  answer = fake_ok ();
  files = json_array_new ();
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonObject *each = json_array_get_object_element (list, i);
      FakeFile *file =
        g_hash_table_lookup (self->files, json_object_get_string_member (each, "id"));

      share_completed (self, call, file);
      json_array_add_object_element (files, fake_copy (file->info));
    }
  json_object_set_array_member (answer, "files", files);
  return answer;
}

JsonObject *
fake_files_info (FakeSlack *self, FakeCall *call)
{
  FakeFile *file = g_hash_table_lookup (self->files, fake_arg (call, "file"));
  JsonObject *answer;

  if (!file || !file->done)
    return fake_error ("file_not_found");
  answer = fake_ok ();
  json_object_set_object_member (answer, "file", fake_copy (file->info));
  return answer;
}
