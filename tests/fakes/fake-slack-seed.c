/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "fake-slack-private.h"

/* What there is to begin with, and who belongs together. */

#define ALL_SCOPES                                                                              \
  "channels:manage channels:read channels:history channels:join groups:write groups:read "      \
  "groups:history chat:write chat:write.public pins:read pins:write bookmarks:read "            \
  "bookmarks:write reactions:read reactions:write users:read users:read.email usergroups:read " \
  "emoji:read team:read files:read files:write metadata.message:read im:write mpim:write"

static void
set_group (JsonObject *group, const char *handle, const char *name, const char *users)
{
  g_auto (GStrv) list = g_strsplit (users, ",", -1);
  g_autofree char *count = g_strdup_printf ("%u", g_strv_length (list));
  JsonArray *members = json_array_new ();

  for (guint i = 0; list[i]; i++)
    json_array_add_string_element (members, list[i]);
  json_object_set_string_member (group, "name", name);
  json_object_set_string_member (group, "handle", handle);
  /* A text, as the service has it. */
  json_object_set_string_member (group, "user_count", count);
  json_object_set_array_member (group, "users", members);
}

/* What every group has, and nobody here looks at. */
static void
fill_group (JsonObject *group)
{
  static const char *const numbers[] = { "date_create", "date_update", "date_delete" };
  static const char *const texts[] = { "description", "enterprise_subteam_id" };
  static const char *const nothing[] = { "auto_type", "deleted_by" };
  static const char *const people[] = { "created_by", "updated_by" };
  static const char *const off[] = { "is_external", "auto_provision" };
  JsonObject *prefs = json_object_new ();

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    json_object_set_int_member (group, numbers[i], 0);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    json_object_set_string_member (group, texts[i], "");
  for (guint i = 0; i < G_N_ELEMENTS (nothing); i++)
    json_object_set_null_member (group, nothing[i]);
  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    json_object_set_string_member (group, people[i], "U0ADMIN");
  for (guint i = 0; i < G_N_ELEMENTS (off); i++)
    json_object_set_boolean_member (group, off[i], FALSE);
  json_object_set_boolean_member (group, "is_usergroup", TRUE);
  json_object_set_boolean_member (group, "is_subteam", TRUE);
  json_object_set_array_member (prefs, "channels", json_array_new ());
  json_object_set_array_member (prefs, "groups", json_array_new ());
  json_object_set_object_member (group, "prefs", prefs);
}

const char *
fake_slack_add_group (FakeSlack *self, const char *handle, const char *name, const char *users)
{
  JsonObject *group = json_object_new ();
  g_autofree char *id = g_strdup_printf ("S%08u", self->groups->len + 1);

  json_object_set_string_member (group, "id", id);
  json_object_set_string_member (group, "team_id", self->team_id);
  fill_group (group);
  set_group (group, handle, name, users);
  g_ptr_array_add (self->groups, group);
  return json_object_get_string_member (group, "id");
}

/* What a workspace has to begin with: a bot, an app, three people, a channel and a group. */
void
fake_slack_seed (FakeSlack *self)
{
  JsonObject *bot;
  FakeChannel *general;
  const char *aiko;

  fake_slack_add_token (self, "bot-fake", ALL_SCOPES);
  fake_slack_add_token (self, "app-fake", "connections:write");
  fake_slack_add_user (self, "matoi", "Matoi");
  bot = g_ptr_array_index (self->users, self->users->len - 1);
  json_object_set_string_member (bot, "id", "U0BOT");
  json_object_set_boolean_member (bot, "is_bot", TRUE);
  aiko = fake_slack_add_user (self, "aiko", "田中 愛子");
  general = fake_slack_add_channel (self, "general", FALSE);
  g_ptr_array_add (general->members, g_strdup (aiko));
  g_ptr_array_add (general->members, g_strdup ("U0BOT"));
  g_ptr_array_add (general->members, g_strdup (fake_slack_add_user (self, "ben", "Ben Okafor")));
  g_ptr_array_add (general->members, g_strdup (fake_slack_add_user (self, "mei", "林 芽衣")));
  fake_slack_add_group (self, "sre", "SRE", aiko);
}

/* (transfer full): the ids of names, separated by commas. */
static char *
list_people (FakeSlack *self, const char *names)
{
  g_auto (GStrv) list = g_strsplit (names, " ", -1);

  for (guint i = 0; list[i]; i++)
    {
      const char *id = fake_slack_find_person (self, list[i]);

      g_free (list[i]);
      list[i] = g_strdup (id);
    }
  return g_strjoinv (",", list);
}

void
fake_slack_seed_team (FakeSlack *self)
{
  static const char *const people[][2] = {
    { "sato", "佐藤 健一" },  { "yuki", "中村 由紀" },    { "priya", "Priya Raman" },
    { "tom", "Tom Ellison" }, { "kimura", "木村 拓" },    { "sofia", "Sofía Álvarez" },
    { "ito", "伊藤 さくら" }, { "daniel", "Daniel Kim" }, { "watanabe", "渡辺 誠" },
  };
  static const struct
  {
    const char *name, *members;
    gboolean is_private;
  } rooms[] = {
    { "incidents", "aiko ben mei sato yuki priya tom kimura sofia ito daniel watanabe", FALSE },
    { "ops", "aiko ben sato priya kimura", FALSE },
    { "幹部", "watanabe ito aiko", TRUE },
    { "customer-support", "sofia ito daniel", FALSE },
    { "random", "tom yuki daniel", FALSE },
  };
  g_autofree char *sre = NULL, *oncall = NULL, *database = NULL, *support = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    fake_slack_add_user (self, people[i][0], people[i][1]);
  for (guint i = 0; i < G_N_ELEMENTS (rooms); i++)
    {
      FakeChannel *room = fake_slack_add_channel (self, rooms[i].name, rooms[i].is_private);
      g_auto (GStrv) members = g_strsplit (rooms[i].members, " ", -1);

      g_ptr_array_add (room->members, g_strdup ("U0BOT"));
      for (guint j = 0; members[j]; j++)
        g_ptr_array_add (room->members, g_strdup (fake_slack_find_person (self, members[j])));
    }
  sre = list_people (self, "aiko ben priya kimura");
  oncall = list_people (self, "ben yuki");
  database = list_people (self, "sato kimura");
  support = list_people (self, "sofia ito daniel");
  set_group (g_ptr_array_index (self->groups, 0), "sre", "SRE", sre);
  fake_slack_add_group (self, "oncall", "当番", oncall);
  fake_slack_add_group (self, "database", "Database", database);
  fake_slack_add_group (self, "support", "サポート", support);
}
