/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "fake-slack-private.h"

/* Bookmarks of a channel. */

#define MAX_BOOKMARKS 100

static FakeChannel *
find_marked (FakeSlack *self, FakeCall *call)
{
  FakeChannel *channel = fake_find_by_id (self, fake_arg (call, "channel_id"));

  return channel && (!fake_is_private (channel) || fake_is_member (channel, call->token->user_id))
           ? channel
           : NULL;
}

static gboolean
is_link (const char *link)
{
  return link && (g_str_has_prefix (link, "https://") || g_str_has_prefix (link, "http://"));
}

static JsonObject *
answer_bookmark (JsonObject *bookmark)
{
  JsonObject *answer = fake_ok ();

  json_object_set_object_member (answer, "bookmark", fake_copy (bookmark));
  return answer;
}

static void
take_bookmark (FakeSlack *self, FakeCall *call, JsonObject *bookmark)
{
  static const char *const members[] = { "title", "link", "emoji" };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (fake_arg (call, members[i]))
      json_object_set_string_member (bookmark, members[i], fake_arg (call, members[i]));
  json_object_set_int_member (bookmark, "date_updated", fake_now (self) / 1000);
}

JsonObject *
fake_bookmarks_add (FakeSlack *self, FakeCall *call)
{
  FakeChannel *channel = find_marked (self, call);
  const char *type = fake_arg (call, "type");
  JsonObject *bookmark;
  g_autofree char *id = NULL;

  if (!channel)
    return fake_error ("channel_not_found");
  if (!g_str_equal (type, "link"))
    return fake_error ("invalid_bookmark_type");
  if (!is_link (fake_arg (call, "link")))
    return fake_error ("invalid_link");
  if (channel->bookmarks->len >= MAX_BOOKMARKS)
    return fake_error ("too_many_bookmarks");
  bookmark = json_object_new ();
  id = fake_next_id (self, "Bk");
  json_object_set_string_member (bookmark, "id", id);
  json_object_set_string_member (bookmark, "channel_id", channel->id);
  json_object_set_string_member (bookmark, "type", type);
  json_object_set_int_member (bookmark, "date_created", fake_now (self) / 1000);
  json_object_set_string_member (bookmark, "rank", "g");
  json_object_set_null_member (bookmark, "entity_id");
  take_bookmark (self, call, bookmark);
  g_ptr_array_add (channel->bookmarks, bookmark);
  return answer_bookmark (bookmark);
}

JsonObject *
fake_bookmarks_edit (FakeSlack *self, FakeCall *call)
{
  FakeChannel *channel = find_marked (self, call);
  const char *link = fake_arg (call, "link");

  if (channel && link && !is_link (link))
    return fake_error ("invalid_link");
  for (guint i = 0; channel && i < channel->bookmarks->len; i++)
    {
      JsonObject *bookmark = g_ptr_array_index (channel->bookmarks, i);

      if (g_strcmp0 (json_object_get_string_member (bookmark, "id"),
                     fake_arg (call, "bookmark_id")) != 0)
        continue;
      take_bookmark (self, call, bookmark);
      return answer_bookmark (bookmark);
    }
  return fake_error (channel ? "not_found" : "channel_not_found");
}

JsonObject *
fake_bookmarks_list (FakeSlack *self, FakeCall *call)
{
  FakeChannel *channel = find_marked (self, call);
  JsonObject *answer;
  JsonArray *list;

  if (!channel)
    return fake_error ("channel_not_found");
  answer = fake_ok ();
  list = json_array_new ();
  for (guint i = 0; i < channel->bookmarks->len; i++)
    json_array_add_object_element (list, fake_copy (g_ptr_array_index (channel->bookmarks, i)));
  json_object_set_array_member (answer, "bookmarks", list);
  return answer;
}
