/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "fake-slack-private.h"

/* Who there is, and who is calling. */

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

/* From now on the token may do this and no more. */
void
fake_slack_set_scopes (FakeSlack *self, const char *text, const char *scopes)
{
  FakeToken *token = g_hash_table_lookup (self->tokens, text);
  g_auto (GStrv) list = g_strsplit (scopes, " ", -1);

  if (!token)
    return;
  g_hash_table_remove_all (token->scopes);
  for (guint i = 0; list[i]; i++)
    if (*list[i])
      g_hash_table_add (token->scopes, g_strdup (list[i]));
}

static void
send_simple (FakeSlack *self, const char *type, JsonObject *tokens)
{
  g_autoptr (JsonObject) event = json_object_new ();

  json_object_set_string_member (event, "type", type);
  if (tokens)
    json_object_set_object_member (event, "tokens", tokens);
  fake_slack_send_event (self, event);
}

void
fake_slack_uninstall (FakeSlack *self)
{
  JsonObject *tokens = json_object_new ();
  JsonArray *bots = json_array_new ();
  GHashTableIter iter;
  gpointer token;

  json_array_add_string_element (bots, "U0BOT");
  json_object_set_array_member (tokens, "oauth", json_array_new ());
  json_object_set_array_member (tokens, "bot", bots);
  g_hash_table_iter_init (&iter, self->tokens);
  while (g_hash_table_iter_next (&iter, NULL, &token))
    ((FakeToken *) token)->revoked = TRUE;
  send_simple (self, "tokens_revoked", tokens);
  send_simple (self, "app_uninstalled", NULL);
}

void
fake_slack_revoke (FakeSlack *self, const char *text)
{
  FakeToken *token = g_hash_table_lookup (self->tokens, text);

  if (token)
    token->revoked = TRUE;
}

const char *
fake_slack_find_person (FakeSlack *self, const char *name)
{
  static const char *const members[] = { "id", "name", "real_name" };

  for (guint i = 0; name && i < self->users->len; i++)
    {
      JsonObject *user = g_ptr_array_index (self->users, i);

      for (guint j = 0; j < G_N_ELEMENTS (members); j++)
        if (g_strcmp0 (json_object_get_string_member (user, members[j]), name) == 0)
          return json_object_get_string_member (user, "id");
    }
  return NULL;
}

/* Pictures of @sizes, separated by spaces. (transfer full) */
JsonObject *
fake_new_icons (const char *sizes)
{
  g_auto (GStrv) list = g_strsplit (sizes, " ", -1);
  JsonObject *icons = json_object_new ();

  for (guint i = 0; list[i]; i++)
    {
      g_autofree char *name = g_strconcat ("image_", list[i], NULL);
      g_autofree char *url = g_strdup_printf ("https://acme.example/matoi-%s.png", list[i]);

      json_object_set_string_member (icons, name, url);
    }
  return icons;
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
  g_autofree char *bot = g_strconcat ("B", call->token->user_id, NULL);

  json_object_set_string_member (answer, "url", "https://acme.example/");
  json_object_set_string_member (answer, "team", self->team_name);
  json_object_set_string_member (answer, "team_id",
                                 call->token->team_id ? call->token->team_id : self->team_id);
  json_object_set_string_member (answer, "user", "matoi");
  json_object_set_string_member (answer, "user_id", call->token->user_id);
  json_object_set_string_member (answer, "bot_id", bot);
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
  json_object_set_string_member (team, "email_domain", "acme.example");
  json_object_set_object_member (team, "icon", fake_new_icons ("34 44 68 88 102 132 230"));
  json_object_set_object_member (answer, "team", team);
  return answer;
}

JsonObject *
fake_bots_info (FakeSlack *self, FakeCall *call)
{
  const char *id = fake_arg (call, "bot");
  JsonObject *answer, *bot;

  if (!id || *id != 'B' || !fake_find_user (self, id + 1))
    return fake_error ("bot_not_found");
  answer = fake_ok ();
  bot = json_object_new ();
  json_object_set_string_member (bot, "id", id);
  json_object_set_boolean_member (bot, "deleted", FALSE);
  json_object_set_string_member (bot, "name", "Matoi");
  json_object_set_int_member (bot, "updated", fake_now (self) / 1000);
  json_object_set_string_member (bot, "app_id", "A00000001");
  json_object_set_string_member (bot, "user_id", id + 1);
  json_object_set_object_member (bot, "icons", fake_new_icons ("36 48 72"));
  json_object_set_object_member (answer, "bot", bot);
  return answer;
}

JsonObject *
fake_users_list (FakeSlack *self, FakeCall *call)
{
  JsonObject *answer = fake_ok ();

  json_object_set_int_member (answer, "cache_ts", fake_now (self) / 1000);
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
