/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "fake-slack-private.h"

/* Who there is, and who is calling. */

#define ALL_SCOPES                                                                              \
  "channels:manage channels:read channels:history channels:join groups:write groups:read "      \
  "groups:history chat:write chat:write.public pins:read pins:write bookmarks:read "            \
  "bookmarks:write reactions:read reactions:write users:read users:read.email usergroups:read " \
  "emoji:read team:read files:read files:write metadata.message:read"

JsonObject *
fake_find_user (FakeSlack *self, const char *id)
{
  for (guint i = 0; id && i < self->users->len; i++)
    {
      JsonObject *user = g_ptr_array_index (self->users, i);

      if (g_str_equal (json_object_get_string_member (user, "id"), id))
        return user;
    }
  return NULL;
}

/* Its id; borrowed. */
const char *
fake_slack_add_user (FakeSlack *self, const char *name, const char *real_name)
{
  JsonObject *user = json_object_new (), *profile = json_object_new ();
  g_autofree char *id = fake_next_id (self, "U");
  g_autofree char *mail = g_strdup_printf ("%s@acme.example", name);

  json_object_set_string_member (user, "id", id);
  json_object_set_string_member (user, "team_id", self->team_id);
  json_object_set_string_member (user, "name", name);
  json_object_set_boolean_member (user, "deleted", FALSE);
  json_object_set_string_member (user, "real_name", real_name);
  json_object_set_string_member (user, "tz", "Asia/Tokyo");
  json_object_set_boolean_member (user, "is_bot", FALSE);
  json_object_set_string_member (profile, "real_name", real_name);
  json_object_set_string_member (profile, "display_name", real_name);
  json_object_set_string_member (profile, "email", mail);
  json_object_set_object_member (user, "profile", profile);
  g_ptr_array_add (self->users, user);
  return json_object_get_string_member (user, "id");
}

/* @scopes: separated by spaces. */
FakeToken *
fake_slack_add_token (FakeSlack *self, const char *text, const char *scopes)
{
  FakeToken *token = g_new0 (FakeToken, 1);
  g_auto (GStrv) list = g_strsplit (scopes, " ", -1);

  token->token = g_strdup (text);
  token->app = g_str_has_prefix (text, "app-");
  token->user_id = g_strdup ("U0BOT");
  token->scopes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; list[i]; i++)
    if (*list[i])
      g_hash_table_add (token->scopes, g_strdup (list[i]));
  g_hash_table_insert (self->tokens, g_strdup (text), token);
  return token;
}

void
fake_slack_revoke (FakeSlack *self, const char *text)
{
  FakeToken *token = g_hash_table_lookup (self->tokens, text);

  if (token)
    token->revoked = TRUE;
}

/* What a workspace has to begin with: a bot, an app, three people, a channel and a group. */
void
fake_slack_seed (FakeSlack *self)
{
  JsonObject *bot, *group = json_object_new ();
  JsonArray *members = json_array_new ();
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
  json_object_set_string_member (group, "id", "S00000001");
  json_object_set_string_member (group, "name", "SRE");
  json_object_set_string_member (group, "handle", "sre");
  json_object_set_string_member (group, "user_count", "1");
  json_array_add_string_element (members, aiko);
  json_object_set_array_member (group, "users", members);
  g_ptr_array_add (self->groups, group);
}

JsonObject *
fake_api_test (FakeSlack *self, FakeCall *call)
{
  return fake_arg (call, "error") ? fake_error (fake_arg (call, "error")) : fake_ok ();
}

JsonObject *
fake_auth_test (FakeSlack *self, FakeCall *call)
{
  JsonObject *answer = fake_ok ();

  json_object_set_string_member (answer, "url", "https://acme.example/");
  json_object_set_string_member (answer, "team", self->team_name);
  json_object_set_string_member (answer, "team_id", self->team_id);
  json_object_set_string_member (answer, "user", "matoi");
  json_object_set_string_member (answer, "user_id", call->token->user_id);
  json_object_set_string_member (answer, "bot_id", "B00000001");
  json_object_set_boolean_member (answer, "is_enterprise_install", FALSE);
  return answer;
}

JsonObject *
fake_auth_revoke (FakeSlack *self, FakeCall *call)
{
  JsonObject *answer = fake_ok ();
  gboolean test = fake_flag (call, "test");

  call->token->revoked = !test;
  json_object_set_boolean_member (answer, "revoked", !test);
  return answer;
}

JsonObject *
fake_team_info (FakeSlack *self, FakeCall *call)
{
  JsonObject *answer = fake_ok (), *team = json_object_new ();

  json_object_set_string_member (team, "id", self->team_id);
  json_object_set_string_member (team, "name", self->team_name);
  json_object_set_string_member (team, "domain", "acme");
  json_object_set_object_member (answer, "team", team);
  return answer;
}

JsonObject *
fake_users_list (FakeSlack *self, FakeCall *call)
{
  JsonObject *answer = fake_ok ();

  fake_page (self, call, answer, "members", self->users, 1000);
  return answer;
}

static JsonObject *
answer_user (JsonObject *user, const char *missing)
{
  JsonObject *answer;

  if (!user)
    return fake_error (missing);
  answer = fake_ok ();
  json_object_set_object_member (answer, "user", fake_copy (user));
  return answer;
}

JsonObject *
fake_users_info (FakeSlack *self, FakeCall *call)
{
  return answer_user (fake_find_user (self, fake_arg (call, "user")), "user_not_found");
}

JsonObject *
fake_users_lookup (FakeSlack *self, FakeCall *call)
{
  for (guint i = 0; i < self->users->len; i++)
    {
      JsonObject *user = g_ptr_array_index (self->users, i);
      JsonObject *profile = json_object_get_object_member (user, "profile");

      if (g_strcmp0 (json_object_get_string_member (profile, "email"), fake_arg (call, "email")) ==
            0 &&
          !json_object_get_boolean_member (user, "deleted"))
        return answer_user (user, NULL);
    }
  return fake_error ("users_not_found");
}

JsonObject *
fake_groups_list (FakeSlack *self, FakeCall *call)
{
  JsonObject *answer = fake_ok ();
  JsonArray *list = json_array_new ();

  for (guint i = 0; i < self->groups->len; i++)
    {
      JsonObject *group = fake_copy (g_ptr_array_index (self->groups, i));

      if (!fake_flag (call, "include_users"))
        json_object_remove_member (group, "users");
      json_array_add_object_element (list, group);
    }
  json_object_set_array_member (answer, "usergroups", list);
  return answer;
}

JsonObject *
fake_groups_users (FakeSlack *self, FakeCall *call)
{
  for (guint i = 0; i < self->groups->len; i++)
    {
      JsonObject *group = g_ptr_array_index (self->groups, i), *answer;

      if (g_strcmp0 (json_object_get_string_member (group, "id"), fake_arg (call, "usergroup")) !=
          0)
        continue;
      answer = fake_ok ();
      json_object_set_array_member (answer, "users",
                                    json_array_ref (json_object_get_array_member (group, "users")));
      return answer;
    }
  return fake_error ("no_such_subteam");
}

JsonObject *
fake_emoji_list (FakeSlack *self, FakeCall *call)
{
  JsonObject *answer = fake_ok (), *emoji = json_object_new ();

  json_object_set_string_member (emoji, "matoi", "https://acme.example/matoi.png");
  json_object_set_string_member (emoji, "flag-on-the-roof", "alias:matoi");
  json_object_set_object_member (answer, "emoji", emoji);
  return answer;
}
