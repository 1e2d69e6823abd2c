/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "fake-slack-private.h"

/* What was said, in pages. */

#define MAX_PAGE 1000

/* --- cursors: what they are nobody needs to know; they end like real ones, which have to be
 * escaped in a form */

static char *
new_cursor (FakeSlack *self, const char *place)
{
  g_autofree char *text = g_strdup_printf ("next:%s:%" G_GINT64_FORMAT, place, fake_now (self));
  gsize length = strlen (text);

  if (length % 3 == 0)
    {
      g_autofree char *longer = g_strconcat (text, " ", NULL);

      return g_base64_encode ((const guchar *) longer, length + 1);
    }
  return g_base64_encode ((const guchar *) text, length);
}

/* (nullable) (transfer full): what it stands for, unless it is too old or none of ours. */
static char *
read_cursor (FakeSlack *self, const char *cursor)
{
  gsize length;
  g_autofree guchar *bytes = g_base64_decode (cursor, &length);
  g_autofree char *text = g_strndup ((const char *) bytes, length);
  g_auto (GStrv) parts = g_strsplit (text, ":", 3);

  if (g_strv_length (parts) != 3 || !g_str_equal (parts[0], "next"))
    return NULL;
  if (self->cursor_life > 0 &&
      g_ascii_strtoll (parts[2], NULL, 10) < fake_now (self) - self->cursor_life)
    return NULL;
  return g_strdup (parts[1]);
}

/* FALSE: the call names a cursor that is not known. @place (out) (nullable) */
static gboolean
take_cursor (FakeSlack *self, FakeCall *call, char **place)
{
  const char *cursor = fake_arg (call, "cursor");

  *place = NULL;
  if (!cursor || !*cursor)
    return TRUE;
  if (self->stale_cursors)
    {
      self->stale_cursors = FALSE;
      return FALSE;
    }
  *place = read_cursor (self, cursor);
  return *place != NULL;
}

/* 0: not understood. */
static guint
get_limit (FakeSlack *self, FakeCall *call, guint fallback)
{
  const char *asked = fake_arg (call, "limit");
  guint64 limit = fallback;

  if (asked && *asked && !g_ascii_string_to_unsigned (asked, 10, 0, G_MAXUINT, &limit, NULL))
    return 0;
  if (limit == 0)
    limit = fallback;
  limit = MIN (limit, MAX_PAGE);
  return self->page_size > 0 ? MIN ((guint) limit, self->page_size) : (guint) limit;
}

static void
end_page (JsonObject *answer, const char *cursor)
{
  JsonObject *more = json_object_new ();

  json_object_set_string_member (more, "next_cursor", cursor);
  json_object_set_object_member (answer, "response_metadata", more);
}

/* Turns @answer into a refusal. */
static void
refuse (JsonObject *answer, const char *code)
{
  json_object_set_boolean_member (answer, "ok", FALSE);
  json_object_set_string_member (answer, "error", code);
}

/* Lists, by how many were told so far. */
void
fake_page (FakeSlack *self,
           FakeCall *call,
           JsonObject *answer,
           const char *member,
           GPtrArray *items,
           guint fallback_limit)
{
  guint limit = get_limit (self, call, fallback_limit), from, end;
  JsonArray *array;
  g_autofree char *place = NULL, *number = NULL, *next = NULL;

  if (!take_cursor (self, call, &place))
    {
      refuse (answer, "invalid_cursor");
      return;
    }
  if (limit == 0)
    {
      refuse (answer, "invalid_limit");
      return;
    }
  from = place ? (guint) g_ascii_strtoull (place, NULL, 10) : 0;
  end = MIN (items->len, from + limit);
  array = json_array_new ();
  for (guint i = from; i < end; i++)
    json_array_add_object_element (array, json_object_ref (g_ptr_array_index (items, i)));
  json_object_set_array_member (answer, member, array);
  number = g_strdup_printf ("%u", end);
  next = end < items->len ? new_cursor (self, number) : g_strdup ("");
  end_page (answer, next);
}

/* --- which messages */

static gboolean
is_ts (const char *text)
{
  return !text || !*text || g_regex_match_simple ("^\\d+(\\.\\d{1,6})?$", text, 0, 0);
}

static gboolean
is_within (FakeCall *call, const char *ts)
{
  const char *oldest = fake_arg (call, "oldest"), *latest = fake_arg (call, "latest");
  gboolean inclusive = fake_flag (call, "inclusive");
  int order = oldest && *oldest ? fake_compare_ts (ts, oldest) : 1;

  if (order < 0 || (order == 0 && !inclusive))
    return FALSE;
  order = latest && *latest ? fake_compare_ts (ts, latest) : -1;
  return order < 0 || (order == 0 && inclusive);
}

/* (nullable) the code of why it may not be read. */
static const char *
check_reading (FakeCall *call, FakeChannel *channel)
{
  if (!channel)
    return "channel_not_found";
  if (!fake_is_member (channel, call->token->user_id))
    return "not_in_channel";
  if (!is_ts (fake_arg (call, "oldest")))
    return "invalid_ts_oldest";
  if (!is_ts (fake_arg (call, "latest")))
    return "invalid_ts_latest";
  return NULL;
}

static JsonObject *
tell_message (FakeCall *call, JsonObject *message)
{
  JsonObject *copy = fake_copy (message);

  /* Unless it is asked for, only the kind of the metadata is told. */
  if (json_object_has_member (copy, "metadata") && !fake_flag (call, "include_all_metadata"))
    json_object_remove_member (json_object_get_object_member (copy, "metadata"), "event_payload");
  return copy;
}

static gboolean
is_in_history (JsonObject *message)
{
  const char *ts = json_object_get_string_member (message, "ts");

  return g_str_equal (json_object_get_string_member_with_default (message, "thread_ts", ts), ts) ||
         g_strcmp0 (json_object_get_string_member_with_default (message, "subtype", NULL),
                    "thread_broadcast") == 0;
}

static gboolean
is_in_thread (JsonObject *message, const char *parent)
{
  return g_strcmp0 (json_object_get_string_member_with_default (message, "thread_ts", NULL),
                    parent) == 0;
}

/* --- pages of messages, by the ts after which they go on: what is said or deleted meanwhile does
 * not move them */

static JsonObject *
answer_page (FakeSlack *self,
             FakeCall *call,
             GPtrArray *items, /* borrowed messages, in the order of the answer */
             const char *place,
             gboolean backwards)
{
  guint limit = get_limit (self, call, 100), n = 0;
  JsonArray *array = json_array_new ();
  JsonObject *answer = fake_ok ();
  const char *last = NULL;
  gboolean more = FALSE, empty = place && *place == 'e';
  g_autofree char *spot = NULL, *next = NULL;

  for (guint i = 0; i < items->len && !more; i++)
    {
      JsonObject *message = g_ptr_array_index (items, i);
      const char *ts = json_object_get_string_member (message, "ts");
      int order = place ? fake_compare_ts (ts, place + 1) : 0;

      if (place && (backwards ? order >= 0 : order <= 0))
        continue;
      more = n == limit || empty;
      if (more)
        break;
      json_array_add_object_element (array, tell_message (call, message));
      last = ts;
      n++;
    }
  json_object_set_array_member (answer, "messages", array);
  json_object_set_boolean_member (answer, "has_more", more);
  if (more && empty)
    spot = g_strconcat ("m", place + 1, NULL);
  else if (more)
    spot = g_strconcat (self->empty_pages ? "e" : "m", last, NULL);
  next = more ? new_cursor (self, spot) : g_strdup ("");
  end_page (answer, next);
  return answer;
}

static GPtrArray *
pick_history (FakeCall *call, FakeChannel *channel)
{
  GPtrArray *items = g_ptr_array_new ();

  for (guint i = channel->messages->len; i-- > 0;)
    {
      JsonObject *message = g_ptr_array_index (channel->messages, i);

      if (is_in_history (message) &&
          is_within (call, json_object_get_string_member (message, "ts")))
        g_ptr_array_add (items, message);
    }
  return items;
}

/* The pages begin at the old end, each with its newest first. */
static JsonObject *
answer_from_oldest (FakeSlack *self, FakeCall *call, GPtrArray *newest_first, const char *place)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  JsonObject *answer;
  JsonArray *page, *turned = json_array_new ();

  for (guint i = newest_first->len; i-- > 0;)
    g_ptr_array_add (items, g_ptr_array_index (newest_first, i));
  answer = answer_page (self, call, items, place, FALSE);
  page = json_object_get_array_member (answer, "messages");
  for (guint i = json_array_get_length (page); i-- > 0;)
    json_array_add_element (turned, json_array_dup_element (page, i));
  json_object_set_array_member (answer, "messages", turned);
  return answer;
}

/* Answers in threads are not part of it; the newest comes first. */
JsonObject *
fake_conversations_history (FakeSlack *self, FakeCall *call)
{
  FakeChannel *channel = fake_find_visible (self, call);
  const char *problem = check_reading (call, channel), *oldest = fake_arg (call, "oldest");
  g_autofree char *place = NULL;
  g_autoptr (GPtrArray) items = NULL;
  gboolean latest = fake_arg (call, "latest") && *fake_arg (call, "latest");
  JsonObject *answer;

  if (!problem && !take_cursor (self, call, &place))
    problem = "invalid_cursor";
  if (!problem && get_limit (self, call, 100) == 0)
    problem = "invalid_limit";
  if (problem)
    return fake_error (problem);
  items = pick_history (call, channel);
  if (self->from_oldest && oldest && *oldest && !latest)
    answer = answer_from_oldest (self, call, items, place);
  else
    answer = answer_page (self, call, items, place, TRUE);
  json_object_set_int_member (answer, "pin_count", channel->pins->len);
  json_object_set_null_member (answer, "channel_actions_ts");
  json_object_set_int_member (answer, "channel_actions_count", 0);
  return answer;
}

static void
put_first (JsonObject *answer, JsonObject *message)
{
  JsonArray *page = json_object_get_array_member (answer, "messages"), *whole = json_array_new ();

  json_array_add_object_element (whole, message);
  for (guint i = 0; i < json_array_get_length (page); i++)
    json_array_add_element (whole, json_array_dup_element (page, i));
  json_object_set_array_member (answer, "messages", whole);
}

/* The parent, on every page, then its answers, the oldest first. Asked for the ts of an answer,
 * it gives only that one. */
JsonObject *
fake_conversations_replies (FakeSlack *self, FakeCall *call)
{
  FakeChannel *channel = fake_find_visible (self, call);
  const char *problem = check_reading (call, channel), *ts = fake_arg (call, "ts");
  JsonObject *parent = problem ? NULL : fake_find_message (channel, ts), *answer;
  g_autofree char *place = NULL;
  g_autoptr (GPtrArray) items = g_ptr_array_new ();

  if (!problem && !take_cursor (self, call, &place))
    problem = "invalid_cursor";
  if (!problem && !parent)
    problem = "thread_not_found";
  if (problem)
    return fake_error (problem);
  for (guint i = 0; i < channel->messages->len; i++)
    {
      JsonObject *message = g_ptr_array_index (channel->messages, i);

      if (message != parent && is_in_thread (message, ts) &&
          is_within (call, json_object_get_string_member (message, "ts")))
        g_ptr_array_add (items, message);
    }
  answer = answer_page (self, call, items, place, FALSE);
  put_first (answer, tell_message (call, parent));
  return answer;
}
