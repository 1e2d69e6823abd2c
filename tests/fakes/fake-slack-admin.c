/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fake-slack-private.h"

/* What an administrator, or the service itself, does; those who listen are told. */

static void
announce (FakeSlack *self, FakeChannel *channel, const char *kind, const char *user)
{
  JsonObject *event = json_object_new ();
  g_autofree char *type =
    g_strdup_printf ("%s_%s", fake_is_private (channel) ? "group" : "channel", kind);

  json_object_set_string_member (event, "type", type);
  if (user)
    json_object_set_string_member (event, "user", user);
  fake_announce (self, channel, event);
}

gboolean
fake_slack_rename (FakeSlack *self, FakeChannel *channel, const char *name)
{
  JsonObject *event, *info;
  g_autofree char *text = NULL;
  const char *former = json_object_get_string_member (channel->info, "name");

  if (fake_has_name (self, name))
    return FALSE;
  text = g_strdup_printf ("has renamed the channel from \"%s\" to \"%s\"", former, name);
  json_array_add_string_element (json_object_get_array_member (channel->info, "previous_names"),
                                 former);
  json_object_set_string_member (channel->info, "name", name);
  json_object_set_string_member (channel->info, "name_normalized", name);
  event = json_object_new ();
  info = json_object_new ();
  json_object_set_string_member (event, "type",
                                 fake_is_private (channel) ? "group_rename" : "channel_rename");
  json_object_set_string_member (info, "id", channel->id);
  json_object_set_string_member (info, "name", name);
  json_object_set_string_member (info, "name_normalized", name);
  json_object_set_int_member (info, "created",
                              json_object_get_int_member (channel->info, "created"));
  json_object_set_object_member (event, "channel", info);
  fake_announce (self, channel, event);
  fake_tell (self, channel, "U0ADMIN", "name", text);
  return TRUE;
}

gboolean
fake_slack_archive (FakeSlack *self, FakeChannel *channel, gboolean archived)
{
  if (fake_is_archived (channel) == archived)
    return FALSE;
  if (archived)
    fake_tell (self, channel, "U0ADMIN", "archive", "archived the channel");
  json_object_set_boolean_member (channel->info, "is_archived", archived);
  announce (self, channel, archived ? "archive" : "unarchive", "U0ADMIN");
  return TRUE;
}

gboolean
fake_slack_kick (FakeSlack *self, FakeChannel *channel, const char *user)
{
  return fake_remove_member (self, channel, user);
}

gboolean
fake_slack_join (FakeSlack *self, FakeChannel *channel, const char *user)
{
  if (fake_is_member (channel, user))
    return FALSE;
  fake_add_member (self, channel, user, TRUE);
  return TRUE;
}

const char *
fake_slack_move (FakeSlack *self, FakeChannel *channel)
{
  g_autoptr (JsonObject) event = json_object_new ();
  g_autofree char *former = g_steal_pointer (&channel->id);
  g_autofree char *ts = fake_next_ts (self);

  channel->id = fake_next_id (self, "C");
  json_object_set_string_member (channel->info, "id", channel->id);
  json_object_set_string_member (event, "type", "channel_id_changed");
  json_object_set_string_member (event, "old_channel_id", former);
  json_object_set_string_member (event, "new_channel_id", channel->id);
  json_object_set_string_member (event, "event_ts", ts);
  fake_slack_send_event (self, event);
  return channel->id;
}

gboolean
fake_slack_unfurl (FakeSlack *self, FakeChannel *channel, const char *ts)
{
  JsonObject *message = fake_find_message (channel, ts), *preview;
  g_autoptr (JsonObject) before = message ? fake_copy (message) : NULL;
  JsonArray *attachments;

  if (!message)
    return FALSE;
  attachments = json_array_new ();
  preview = json_object_new ();
  json_object_set_int_member (preview, "id", 1);
  json_object_set_string_member (preview, "title", "A page");
  json_object_set_string_member (preview, "fallback", "A page");
  json_array_add_object_element (attachments, preview);
  json_object_set_array_member (message, "attachments", attachments);
  fake_announce_change (self, channel, before, message);
  return TRUE;
}
