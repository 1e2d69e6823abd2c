/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include "matoi-context-oncall.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-adapter.h"
#include "matoi-directory.h"
#include "matoi-intents.h"
#include "matoi-json.h"
#include "matoi-pagerduty-duty.h"

static void
person_free (gpointer data)
{
  MatoiOncallPerson *person = data;

  g_free (person->name);
  g_free (person->phone);
  g_free (person);
}

/** matoi_oncall_free: NULL is fine. */
void
matoi_oncall_free (MatoiOncall *oncall)
{
  if (oncall == NULL)
    return;
  g_ptr_array_unref (oncall->people);
  g_free (oncall);
}

static gboolean
read_role (const char *text, MatoiOncallRole *role)
{
  static const char *const roles[] = { "primary", "backup", "trainee" };

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    if (g_strcmp0 (roles[i], text) == 0)
      {
        *role = (MatoiOncallRole) i;
        return TRUE;
      }
  return FALSE;
}

static MatoiOncallPerson *
read_person (JsonObject *object, MatoiDirectory *directory)
{
  const char *name = object != NULL ? matoi_json_get_string (object, "name") : NULL;
  const MatoiPerson *known = name != NULL ? matoi_directory_find_person (directory, name) : NULL;
  const char *phone = object != NULL ? matoi_json_get_string (object, "phone") : NULL;
  MatoiOncallPerson *person;
  MatoiOncallRole role;

  if (name == NULL || !read_role (matoi_json_get_string (object, "role"), &role))
    return NULL;
  if (phone == NULL && known != NULL && *known->phone != '\0')
    phone = known->phone;
  person = g_new0 (MatoiOncallPerson, 1);
  person->role = role;
  person->name = g_strdup (name);
  person->phone = g_strdup (phone);
  person->until = matoi_json_get_time (object, "until");
  return person;
}

/** matoi_context_dup_oncall: see the header. */
MatoiOncall *
matoi_context_dup_oncall (MatoiContext *self)
{
  const char *text = matoi_context_get_setting (self, MATOI_PAGERDUTY_ONCALL);
  g_autoptr (JsonNode) node =
    text != NULL ? matoi_json_parse (text, -1, 1024 * 1024, 16, NULL) : NULL;
  JsonObject *object =
    node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonArray *people = object != NULL ? matoi_json_get_array (object, "people") : NULL;
  g_autoptr (MatoiDirectory) directory = NULL;
  MatoiOncall *oncall;

  if (people == NULL || !matoi_adapter_is_set_up (self, "pagerduty"))
    return NULL;
  directory = matoi_directory_load (self);
  oncall = g_new0 (MatoiOncall, 1);
  oncall->as_of = matoi_json_get_time (object, "as_of");
  oncall->people = g_ptr_array_new_with_free_func (person_free);
  for (guint i = 0; i < json_array_get_length (people); i++)
    {
      MatoiOncallPerson *person = read_person (matoi_json_array_get_object (people, i), directory);

      if (person != NULL)
        g_ptr_array_add (oncall->people, person);
    }
  return oncall;
}

/** matoi_oncall_role_name: see the header. */
const char *
matoi_oncall_role_name (MatoiOncallRole role)
{
  switch (role)
    {
    case MATOI_ONCALL_PRIMARY:
      /* Translators: who is called first. */
      return _ ("Primary");
    case MATOI_ONCALL_BACKUP:
      /* Translators: who is called beside the one who is called first. */
      return _ ("Backup");
    case MATOI_ONCALL_TRAINEE:
    default:
      /* Translators: who is called to learn it. */
      return _ ("Trainee");
    }
}

/** matoi_context_can_page: see the header. */
gboolean
matoi_context_can_page (MatoiContext *self, const MatoiIncident *incident)
{
  static const char *const keys[] = { "pagerduty.from", "pagerduty.use", "pagerduty.security" };
  g_autoptr (GHashTable) values = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    g_hash_table_insert (values, (gpointer) keys[i],
                         (gpointer) matoi_context_get_setting (self, keys[i]));
  return matoi_intent_can_page (incident, values);
}

/* (transfer full) (nullable) */
static JsonNode *
parse_services (MatoiContext *self)
{
  const char *text = matoi_context_get_setting (self, "pagerduty.services");
  JsonNode *node = text != NULL ? matoi_json_parse (text, -1, 64 * 1024, 16, NULL) : NULL;

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    return node;
  g_clear_pointer (&node, json_node_unref);
  return NULL;
}

/** matoi_context_knows_oncall: see the header. */
gboolean
matoi_context_knows_oncall (MatoiContext *self, const char *whom)
{
  g_autoptr (JsonNode) node = parse_services (self);
  const char *policy = matoi_context_get_setting (self, "pagerduty.policy");

  if (strcmp (whom, "ic") == 0)
    return policy != NULL && *policy != '\0';
  return node != NULL && matoi_json_get_object (json_node_get_object (node), whom) != NULL;
}

/** matoi_context_list_paged_services: see the header. */
GStrv
matoi_context_list_paged_services (MatoiContext *self)
{
  g_autoptr (JsonNode) node = parse_services (self);
  g_autoptr (GList) names =
    node != NULL ? json_object_get_members (json_node_get_object (node)) : NULL;
  GStrvBuilder *builder = g_strv_builder_new ();
  GStrv list;

  for (GList *name = names; name != NULL; name = name->next)
    g_strv_builder_add (builder, name->data);
  list = g_strv_builder_end (builder);
  g_strv_builder_unref (builder);
  return list;
}

/** matoi_context_get_page_problem: see the header. */
const char *
matoi_context_get_page_problem (MatoiContext *self)
{
  MatoiAdapter *adapter = matoi_adapter_get (self, "pagerduty");

  if (adapter == NULL)
    return NULL;
  switch (matoi_adapter_get_state (adapter))
    {
    case MATOI_ADAPTER_OFFLINE:
    case MATOI_ADAPTER_REFUSED:
      return matoi_adapter_get_text (adapter);
    default:
      return NULL;
    }
}
