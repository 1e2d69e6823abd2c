/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "fake-slack-private.h"

/* What goes wrong because a test wants it, and what is too much at a time. */

#define MINUTE 60000

/* --- limits */

static GArray *
get_window (FakeSlack *self, const char *key, gint64 now)
{
  GArray *window = g_hash_table_lookup (self->windows, key);

  if (!window)
    {
      window = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_hash_table_insert (self->windows, g_strdup (key), window);
    }
  while (window->len > 0 && g_array_index (window, gint64, 0) <= now - MINUTE)
    g_array_remove_index (window, 0);
  return window;
}

/* Seconds until the bucket has room. */
static guint
get_pause (FakeSlack *self, const char *key, gint64 now)
{
  guint limit = GPOINTER_TO_UINT (g_hash_table_lookup (self->limits, key));
  GArray *window = get_window (self, key, now);

  if (limit == 0 || window->len < limit)
    return 0;
  if (!self->honest_pause)
    return 1;
  return (guint) ((g_array_index (window, gint64, window->len - limit) + MINUTE - now + 999) /
                  1000);
}

guint
fake_take_turn (FakeSlack *self, FakeCall *call)
{
  gint64 now = fake_now (self);
  gboolean post = g_str_equal (call->method, "chat.postMessage") && fake_arg (call, "channel");
  g_autofree char *place = post ? g_strdup_printf ("%s ", call->method) : NULL;
  g_autofree char *room =
    post ? g_strdup_printf ("%s %s", call->method, fake_arg (call, "channel")) : NULL;
  guint pause = get_pause (self, call->method, now);

  /* One post a second in a channel: "chat.postMessage " is the bucket of each of them. */
  if (post && !g_hash_table_contains (self->limits, room) &&
      g_hash_table_contains (self->limits, place))
    g_hash_table_insert (self->limits, g_strdup (room), g_hash_table_lookup (self->limits, place));
  if (post)
    pause = MAX (pause, get_pause (self, room, now));
  if (pause > 0)
    return pause;
  g_array_append_val (get_window (self, call->method, now), now);
  if (post)
    g_array_append_val (get_window (self, room, now), now);
  return 0;
}

void
fake_slack_set_limits (FakeSlack *self)
{
  static const guint tiers[] = { 0, 1, 20, 50, 100, 0 };

  for (const FakeMethod *method = fake_slack_methods; method->name; method++)
    if (tiers[method->tier] > 0)
      g_hash_table_insert (self->limits, g_strdup (method->name),
                           GUINT_TO_POINTER (tiers[method->tier]));
  g_hash_table_insert (self->limits, g_strdup ("chat.postMessage "), GUINT_TO_POINTER (60));
  self->honest_pause = TRUE;
}

void
fake_answer_limit (SoupServerMessage *message, const char *pause)
{
  static const char body[] = "{\"ok\":false,\"error\":\"ratelimited\"}";

  soup_server_message_set_status (message, 429, NULL);
  soup_server_message_set_response (message, "application/json; charset=utf-8", SOUP_MEMORY_STATIC,
                                    body, strlen (body));
  if (pause)
    soup_message_headers_replace (soup_server_message_get_response_headers (message), "Retry-After",
                                  pause);
}

/* --- faults */

void
fake_slack_fault (FakeSlack *self,
                  const char *method,
                  FakeFaultKind kind,
                  const char *value,
                  guint count)
{
  fake_faults_add (self->faults, method, kind, value, count);
}

void
fake_hang_up (SoupServerMessage *message)
{
  g_autoptr (GIOStream) stream = soup_server_message_steal_connection (message);

  g_io_stream_close (stream, NULL, NULL);
}

static void
set_status (SoupServerMessage *message, const FakeFault *fault)
{
  soup_server_message_set_status (message, (guint) g_ascii_strtoull (fault->value, NULL, 10), NULL);
}

/* TRUE: nothing may be done any more. */
gboolean
fake_spoil_before (SoupServerMessage *message, const FakeFault *fault)
{
  switch (fault->kind)
    {
    case FAKE_DROP_BEFORE:
      fake_hang_up (message);
      return TRUE;
    case FAKE_STATUS_BEFORE:
      set_status (message, fault);
      return TRUE;
    case FAKE_LIMIT:
      fake_answer_limit (message, fault->value);
      return TRUE;
    default:
      return FALSE;
    }
}

/* TRUE: it is answered, badly. */
gboolean
fake_spoil_after (SoupServerMessage *message, const FakeFault *fault, const char *text)
{
  switch (fault->kind)
    {
    case FAKE_DROP_AFTER:
      fake_hang_up (message);
      return TRUE;
    case FAKE_SILENT:
      soup_server_message_pause (message);
      return TRUE;
    case FAKE_STATUS_AFTER:
      set_status (message, fault);
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
