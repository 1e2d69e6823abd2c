/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fake-statuspage-private.h"

/* One page with a few components, two of them in a group. */

#define THEN "2026-01-05T09:00:00.000Z"

static void
add_page (FakeStatuspage *self)
{
  JsonObject *page = json_object_new ();

  json_object_set_string_member (page, "id", FAKE_STATUSPAGE_PAGE);
  json_object_set_string_member (page, "name", "Acme Status");
  json_object_set_string_member (page, "subdomain", "acme");
  json_object_set_string_member (page, "url", "https://status.acme.example");
  json_object_set_string_member (page, "time_zone", "UTC");
  json_object_set_string_member (page, "created_at", THEN);
  json_object_set_string_member (page, "updated_at", THEN);
  g_ptr_array_add (self->pages, page);
}

void
fake_statuspage_seed (FakeStatuspage *self)
{
  static const struct
  {
    const char *id, *name, *group;
  } things[] = {
    { "cmgroup00001", "Shop", NULL },
    { "cmcheckout01", "Checkout", "cmgroup00001" },
    { "cmpayments01", "Payments", "cmgroup00001" },
    { "cmlogin00001", "Sign-in", NULL },
    { "cmapi0000001", "API", NULL },
  };

  add_page (self);
  for (guint i = 0; i < G_N_ELEMENTS (things); i++)
    {
      JsonObject *component = json_object_new ();

      json_object_set_string_member (component, "id", things[i].id);
      json_object_set_string_member (component, "page_id", FAKE_STATUSPAGE_PAGE);
      json_object_set_string_member (component, "name", things[i].name);
      if (things[i].group)
        json_object_set_string_member (component, "group_id", things[i].group);
      else
        json_object_set_null_member (component, "group_id");
      json_object_set_boolean_member (component, "group", i == 0);
      json_object_set_string_member (component, "status", "operational");
      json_object_set_int_member (component, "position", i + 1);
      json_object_set_string_member (component, "created_at", THEN);
      json_object_set_string_member (component, "updated_at", THEN);
      json_object_set_boolean_member (component, "showcase", TRUE);
      json_object_set_boolean_member (component, "only_show_if_degraded", FALSE);
      g_ptr_array_add (self->components, component);
    }
  self->subscribers = 1204;
}
