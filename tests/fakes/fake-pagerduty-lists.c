/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "fake-pagerduty-private.h"

/* What can only be read. */

static const char *
get (JsonObject *object, const char *name)
{
  return json_object_get_string_member_with_default (object, name, NULL);
}

/* What is not asked for is only referred to, which nobody here reads. (transfer full) */
static JsonObject *
show_user (const FakePagerdutyAsked *asked, JsonObject *user)
{
  JsonObject *copy = fake_copy (user);

  if (g_strcmp0 (fake_pagerduty_query (asked, "include[]"), "contact_methods") != 0)
    json_object_set_array_member (copy, "contact_methods", json_array_new ());
  return copy;
}

void
fake_pagerduty_list_users (FakePagerduty *self, FakePagerdutyAsked *asked)
{
  const char *wanted = fake_pagerduty_query (asked, "query");
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);

  for (guint i = 0; i < self->users->len; i++)
    {
      JsonObject *user = g_ptr_array_index (self->users, i);

      if (!wanted || strstr (get (user, "name"), wanted) || strstr (get (user, "email"), wanted))
        g_ptr_array_add (found, show_user (asked, user));
    }
  fake_pagerduty_page (self, asked, "users", found);
}

void
fake_pagerduty_get_user (FakePagerduty *self, FakePagerdutyAsked *asked)
{
  JsonObject *user = fake_pagerduty_find (self->users, asked->path[1]);

  if (user)
    fake_pagerduty_answer (asked, 200, "user", show_user (asked, user));
  else
    fake_pagerduty_refuse (asked, 404, 2100, "Not Found", NULL);
}

void
fake_pagerduty_list_services (FakePagerduty *self, FakePagerdutyAsked *asked)
{
  fake_pagerduty_page (self, asked, "services", self->services);
}

void
fake_pagerduty_list_policies (FakePagerduty *self, FakePagerdutyAsked *asked)
{
  fake_pagerduty_page (self, asked, "escalation_policies", self->policies);
}

static gboolean
is_wanted (const FakePagerdutyAsked *asked, const char *policy)
{
  gboolean any = TRUE;

  for (guint i = 0; i + 1 < asked->query->len; i += 2)
    if (g_str_equal (g_ptr_array_index (asked->query, i), "escalation_policy_ids[]"))
      {
        any = FALSE;
        if (g_str_equal (g_ptr_array_index (asked->query, i + 1), policy))
          return TRUE;
      }
  return any;
}

void
fake_pagerduty_list_oncalls (FakePagerduty *self, FakePagerdutyAsked *asked)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  for (guint i = 0; i < self->oncalls->len; i++)
    {
      JsonObject *oncall = g_ptr_array_index (self->oncalls, i);

      if (is_wanted (asked,
                     get (json_object_get_object_member (oncall, "escalation_policy"), "id")))
        g_ptr_array_add (found, oncall);
    }
  fake_pagerduty_page (self, asked, "oncalls", found);
}

void
fake_pagerduty_list_priorities (FakePagerduty *self, FakePagerdutyAsked *asked)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);

  for (guint i = 1; i <= 5; i++)
    {
      JsonObject *priority = json_object_new ();
      g_autofree char *id = g_strdup_printf ("PPRIO%u", i), *name = g_strdup_printf ("P%u", i);

      json_object_set_string_member (priority, "id", id);
      json_object_set_string_member (priority, "type", "priority");
      json_object_set_string_member (priority, "summary", name);
      json_object_set_string_member (priority, "name", name);
      g_ptr_array_add (list, priority);
    }
  fake_pagerduty_page (self, asked, "priorities", list);
}

void
fake_pagerduty_list_teams (FakePagerduty *self, FakePagerdutyAsked *asked)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  JsonObject *team = json_object_new ();

  json_object_set_string_member (team, "id", "PBOARD");
  json_object_set_string_member (team, "type", "team");
  json_object_set_string_member (team, "summary", "Executives");
  json_object_set_string_member (team, "name", "Executives");
  g_ptr_array_add (list, team);
  fake_pagerduty_page (self, asked, "teams", list);
}

void
fake_pagerduty_list_abilities (FakePagerduty *self, FakePagerdutyAsked *asked)
{
  JsonArray *abilities = json_array_new ();

  json_array_add_string_element (abilities, "teams");
  json_array_add_string_element (abilities, "urgencies");
  if (!self->small_plan)
    json_array_add_string_element (abilities, "coordinated_responding");
  asked->status = 200;
  asked->answer = json_object_new ();
  json_object_set_array_member (asked->answer, "abilities", abilities);
}
