/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-http-private.h"

#include "matoi-time.h"

void
matoi_http_reply_free (MatoiHttpReply *reply)
{
  g_free (reply->content_type);
  g_bytes_unref (reply->body);
  g_hash_table_unref (reply->headers);
  g_free (reply);
}

static gint64
read_retry_after (const char *text)
{
  char *end = NULL;
  gint64 seconds = text ? g_ascii_strtoll (text, &end, 10) : -1;

  if (!text || end == text || *end != '\0' || seconds < 0 || seconds > 24 * 60 * 60)
    return -1;
  return seconds * 1000;
}

static gint64
read_date (const char *text)
{
  g_autoptr (GDateTime) date = text ? soup_date_time_new_from_http_string (text) : NULL;

  return date ? g_date_time_to_unix (date) * 1000 : MATOI_TIME_NONE;
}

static void
keep_header (const char *name, const char *value, gpointer user_data)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  if (!g_hash_table_contains (user_data, lower))
    g_hash_table_insert (user_data, g_steal_pointer (&lower), g_strdup (value));
}

/* What was answered to @message; takes @body. */
MatoiHttpReply *
matoi_http_reply_new (SoupMessage *message, GByteArray *body)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  MatoiHttpReply *reply = g_new0 (MatoiHttpReply, 1);

  reply->status = soup_message_get_status (message);
  reply->content_type = g_strdup (soup_message_headers_get_content_type (headers, NULL));
  reply->body = g_byte_array_free_to_bytes (body);
  reply->retry_after = read_retry_after (soup_message_headers_get_one (headers, "Retry-After"));
  reply->server_time = read_date (soup_message_headers_get_one (headers, "Date"));
  reply->headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  soup_message_headers_foreach (headers, keep_header, reply->headers);
  return reply;
}
