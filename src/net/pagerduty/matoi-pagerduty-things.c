/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-pagerduty-things.h"

#include <string.h>

#include "matoi-json.h"
#include "matoi-time.h"

static gint64
get_time (JsonObject *object, const char *name)
{
  const char *text = matoi_json_get_string (object, name);
  gint64 at;

  return text != NULL && matoi_time_parse (text, NULL, &at) ? at : MATOI_TIME_NONE;
}

/* --- people */

void
matoi_pagerduty_person_free (MatoiPagerdutyPerson *person)
{
  g_free (person->id);
  g_free (person->name);
  g_free (person->email);
  g_free (person->phone);
  g_free (person);
}

/* The number to call; "+81 9012345678". */
static char *
dup_phone (JsonObject *user)
{
  JsonArray *methods = matoi_json_get_array (user, "contact_methods");

  for (guint i = 0; methods != NULL && i < json_array_get_length (methods); i++)
    {
      JsonObject *method = matoi_json_array_get_object (methods, i);
      const char *type = method != NULL ? matoi_json_get_string (method, "type") : NULL;
      const char *address = method != NULL ? matoi_json_get_string (method, "address") : NULL;
      gint64 country = method != NULL ? matoi_json_get_int (method, "country_code", 0) : 0;

      if (g_strcmp0 (type, "phone_contact_method") != 0 || address == NULL || *address == '\0')
        continue;
      return country > 0 ? g_strdup_printf ("+%" G_GINT64_FORMAT " %s", country, address)
                         : g_strdup (address);
    }
  return NULL;
}

/** matoi_pagerduty_person_new: (nullable) (transfer full): see the header. */
MatoiPagerdutyPerson *
matoi_pagerduty_person_new (JsonObject *object)
{
  const char *id = object != NULL ? matoi_json_get_string (object, "id") : NULL;
  MatoiPagerdutyPerson *person;
  const char *name;

  if (id == NULL || *id == '\0')
    return NULL;
  name = matoi_json_get_string (object, "name");
  if (name == NULL)
    name = matoi_json_get_string (object, "summary");
  person = g_new0 (MatoiPagerdutyPerson, 1);
  person->id = g_strdup (id);
  person->name = g_strdup (name != NULL && *name != '\0' ? name : id);
  person->email = g_strdup (matoi_json_get_string (object, "email"));
  person->phone = dup_phone (object);
  return person;
}

void
matoi_pagerduty_oncall_free (MatoiPagerdutyOncall *oncall)
{
  matoi_pagerduty_person_free (oncall->person);
  g_free (oncall->policy);
  g_free (oncall);
}

/** matoi_pagerduty_oncall_new: (nullable) (transfer full): NULL: nobody is named. */
MatoiPagerdutyOncall *
matoi_pagerduty_oncall_new (JsonObject *object)
{
  MatoiPagerdutyPerson *person =
    matoi_pagerduty_person_new (matoi_json_get_object (object, "user"));
  JsonObject *policy = matoi_json_get_object (object, "escalation_policy");
  MatoiPagerdutyOncall *oncall;

  if (person == NULL)
    return NULL;
  oncall = g_new0 (MatoiPagerdutyOncall, 1);
  oncall->person = person;
  oncall->policy = g_strdup (policy != NULL ? matoi_json_get_string (policy, "id") : NULL);
  oncall->level = (guint) CLAMP (matoi_json_get_int (object, "escalation_level", 1), 1, 1000);
  oncall->until = get_time (object, "end");
  return oncall;
}

/* --- incidents */

static void
responder_free (gpointer data)
{
  MatoiPagerdutyResponder *responder = data;

  g_free (responder->id);
  g_free (responder->name);
  g_free (responder);
}

void
matoi_pagerduty_incident_free (MatoiPagerdutyIncident *incident)
{
  g_free (incident->id);
  g_free (incident->status);
  g_free (incident->url);
  g_free (incident->key);
  g_free (incident->service);
  g_free (incident->title);
  g_ptr_array_unref (incident->responders);
  g_free (incident);
}

/** matoi_pagerduty_incident_find: (nullable) (transfer none) */
const MatoiPagerdutyResponder *
matoi_pagerduty_incident_find (const MatoiPagerdutyIncident *incident, const char *person_id)
{
  for (guint i = 0; i < incident->responders->len; i++)
    {
      const MatoiPagerdutyResponder *one = g_ptr_array_index (incident->responders, i);

      if (strcmp (one->id, person_id) == 0)
        return one;
    }
  return NULL;
}

/* @user: a reference; it is a person, and not a service that acknowledges. */
static MatoiPagerdutyResponder *
need_responder (MatoiPagerdutyIncident *incident, JsonObject *user)
{
  MatoiPagerdutyPerson *person = matoi_pagerduty_person_new (user);
  const char *type = user != NULL ? matoi_json_get_string (user, "type") : NULL;
  MatoiPagerdutyResponder *responder = NULL;

  if (person != NULL && (type == NULL || g_str_has_prefix (type, "user")))
    responder = (MatoiPagerdutyResponder *) matoi_pagerduty_incident_find (incident, person->id);
  if (person != NULL && responder == NULL && (type == NULL || g_str_has_prefix (type, "user")))
    {
      responder = g_new0 (MatoiPagerdutyResponder, 1);
      responder->id = g_strdup (person->id);
      responder->name = g_strdup (person->name);
      responder->called_at = responder->assigned_at = MATOI_TIME_NONE;
      g_ptr_array_add (incident->responders, responder);
    }
  g_clear_pointer (&person, matoi_pagerduty_person_free);
  return responder;
}

static void
set_called (MatoiPagerdutyResponder *responder, gint64 at, gboolean assigned)
{
  if (responder->called_at == MATOI_TIME_NONE || at > responder->called_at)
    responder->called_at = at;
  if (assigned)
    responder->assigned_at = at;
}

static void
read_responders (MatoiPagerdutyIncident *incident, JsonObject *object)
{
  static const struct
  {
    const char *list, *user, *at;
  } lists[] = {
    { "assignments", "assignee", "at" },
    { "incidents_responders", "user", "requested_at" },
    { "acknowledgements", "acknowledger", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      JsonArray *list = matoi_json_get_array (object, lists[i].list);

      for (guint j = 0; list != NULL && j < json_array_get_length (list); j++)
        {
          JsonObject *item = matoi_json_array_get_object (list, j);
          const char *state = item != NULL ? matoi_json_get_string (item, "state") : NULL;
          MatoiPagerdutyResponder *responder =
            item != NULL ? need_responder (incident, matoi_json_get_object (item, lists[i].user))
                         : NULL;

          if (responder == NULL)
            continue;
          if (lists[i].at != NULL)
            set_called (responder, get_time (item, lists[i].at), i == 0);
          else
            responder->acknowledged = TRUE;
          if (g_strcmp0 (state, "joined") == 0)
            responder->acknowledged = TRUE;
          responder->declined |= g_strcmp0 (state, "declined") == 0;
        }
    }
}

/** matoi_pagerduty_incident_new: (nullable) (transfer full): NULL: it has no id. */
MatoiPagerdutyIncident *
matoi_pagerduty_incident_new (JsonObject *object)
{
  const char *id = object != NULL ? matoi_json_get_string (object, "id") : NULL;
  const char *status = object != NULL ? matoi_json_get_string (object, "status") : NULL;
  MatoiPagerdutyIncident *incident;
  JsonObject *service;

  if (id == NULL || *id == '\0')
    return NULL;
  service = matoi_json_get_object (object, "service");
  incident = g_new0 (MatoiPagerdutyIncident, 1);
  incident->id = g_strdup (id);
  incident->status = g_strdup (status != NULL ? status : "");
  incident->url = g_strdup (matoi_json_get_string (object, "html_url"));
  incident->key = g_strdup (matoi_json_get_string (object, "incident_key"));
  incident->title = g_strdup (matoi_json_get_string (object, "title"));
  incident->service = g_strdup (service != NULL ? matoi_json_get_string (service, "id") : NULL);
  incident->number =
    matoi_json_get_int (object, "incident_number", matoi_json_get_int (object, "number", 0));
  incident->responders = g_ptr_array_new_with_free_func (responder_free);
  read_responders (incident, object);
  return incident;
}

/** matoi_pagerduty_incident_is_open: whether people are still called to it. */
gboolean
matoi_pagerduty_incident_is_open (const MatoiPagerdutyIncident *incident)
{
  return strcmp (incident->status, "triggered") == 0 ||
         strcmp (incident->status, "acknowledged") == 0;
}
