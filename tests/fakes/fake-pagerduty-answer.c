/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fake-pagerduty-private.h"

/* What all of it is made of. */

static const char *
get (JsonObject *object, const char *name)
{
  return json_object_get_string_member_with_default (object, name, NULL);
}

char *
fake_pagerduty_now (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  return g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");
}

JsonObject *
fake_pagerduty_find (GPtrArray *list, const char *id)
{
  for (guint i = 0; id && i < list->len; i++)
    if (g_strcmp0 (get (g_ptr_array_index (list, i), "id"), id) == 0)
      return g_ptr_array_index (list, i);
  return NULL;
}

JsonObject *
fake_pagerduty_refer (FakePagerduty *self, JsonObject *object, const char *type)
{
  static const char *const copied[] = { "id", "summary", "self", "html_url" };
  JsonObject *reference = json_object_new ();

  for (guint i = 0; i < G_N_ELEMENTS (copied); i++)
    if (get (object, copied[i]))
      json_object_set_string_member (reference, copied[i], get (object, copied[i]));
  json_object_set_string_member (reference, "type", type);
  return reference;
}

const char *
fake_pagerduty_query (const FakePagerdutyAsked *asked, const char *name)
{
  for (guint i = 0; i + 1 < asked->query->len; i += 2)
    if (g_str_equal (g_ptr_array_index (asked->query, i), name))
      return g_ptr_array_index (asked->query, i + 1);
  return NULL;
}

void
fake_pagerduty_answer (FakePagerdutyAsked *asked,
                       guint status,
                       const char *name,
                       JsonObject *object)
{
  asked->status = status;
  asked->answer = json_object_new ();
  json_object_set_object_member (asked->answer, name, object);
}

void
fake_pagerduty_refuse (FakePagerdutyAsked *asked,
                       guint status,
                       int code,
                       const char *message,
                       const char *more)
{
  JsonObject *error = json_object_new ();
  JsonArray *errors = json_array_new ();

  json_object_set_string_member (error, "message", message);
  json_object_set_int_member (error, "code", code);
  if (more)
    json_array_add_string_element (errors, more);
  json_object_set_array_member (error, "errors", errors);
  fake_pagerduty_answer (asked, status, "error", error);
}

void
fake_pagerduty_page (FakePagerduty *self,
                     FakePagerdutyAsked *asked,
                     const char *name,
                     GPtrArray *items)
{
  const char *limit_text = fake_pagerduty_query (asked, "limit");
  const char *offset_text = fake_pagerduty_query (asked, "offset");
  guint limit = limit_text ? (guint) g_ascii_strtoull (limit_text, NULL, 10) : 25;
  guint offset = offset_text ? (guint) g_ascii_strtoull (offset_text, NULL, 10) : 0;
  JsonArray *page = json_array_new ();

  if (self->page_size > 0)
    limit = self->page_size;
  for (guint i = offset; i < items->len && i < offset + limit; i++)
    json_array_add_object_element (page, fake_copy (g_ptr_array_index (items, i)));
  asked->status = 200;
  asked->answer = json_object_new ();
  json_object_set_array_member (asked->answer, name, page);
  json_object_set_int_member (asked->answer, "limit", limit);
  json_object_set_int_member (asked->answer, "offset", offset);
  json_object_set_boolean_member (asked->answer, "more", offset + limit < items->len);
  json_object_set_null_member (asked->answer, "total");
}
