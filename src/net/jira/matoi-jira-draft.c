/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdio.h>
#include <string.h>

#include "matoi-jira-text.h"
#include "matoi-jira-things.h"
#include "matoi-json.h"

/* A ticket that is to be, as each kind of JIRA takes it. */

/* --- values of fields */

static JsonNode *
new_object_value (const char *name, const char *text)
{
  JsonObject *object = json_object_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_object_set_string_member (object, name, text);
  json_node_take_object (node, object);
  return node;
}

static JsonNode *
new_string_value (const char *text)
{
  JsonNode *node = json_node_new (JSON_NODE_VALUE);

  json_node_set_string (node, text);
  return node;
}

static JsonNode *
new_number_value (const char *text)
{
  char *end = NULL;
  double number = g_ascii_strtod (text, &end);
  JsonNode *node;

  if (end == text || *end != '\0' || number - number != 0)
    return NULL;
  node = json_node_new (JSON_NODE_VALUE);
  if (number == (double) (gint64) number)
    json_node_set_int (node, (gint64) number);
  else
    json_node_set_double (node, number);
  return node;
}

static JsonNode *
new_date_value (const char *text)
{
  int year, month, day, n = 0;

  if (strlen (text) != 10 || sscanf (text, "%4d-%2d-%2d%n", &year, &month, &day, &n) != 3 ||
      n != 10 || !g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return NULL;
  return new_string_value (text);
}

/* A long text is a document on Cloud. */
static JsonNode *
new_text_value (MatoiJiraFlavour flavour, const char *text, const char *more_url, guint max_length)
{
  g_autofree char *wiki = NULL;
  JsonNode *node;

  if (flavour == MATOI_JIRA_DC)
    {
      wiki = matoi_jira_text_to_wiki (text, more_url, max_length);
      return new_string_value (wiki);
    }
  node = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (node, matoi_jira_text_to_adf (text, more_url, max_length));
  return node;
}

static gboolean
has_choice (const MatoiJiraField *field, const char *id)
{
  if (field->choices->len == 0)
    return TRUE;
  for (guint i = 0; i < field->choices->len; i++)
    if (g_strcmp0 (((MatoiJiraChoice *) g_ptr_array_index (field->choices, i))->id, id) == 0)
      return TRUE;
  return FALSE;
}

static JsonNode *
new_value (const MatoiJiraField *field,
           MatoiJiraFlavour flavour,
           const char *type,
           const char *text)
{
  static const char *const by_id[] = { "option",     "priority",      "component",
                                       "version",    "issuetype",     "project",
                                       "resolution", "securitylevel", NULL };

  if (!type)
    return NULL;
  if (g_strv_contains (by_id, type))
    return has_choice (field, text) ? new_object_value ("id", text) : NULL;
  if (g_str_equal (type, "user"))
    return new_object_value (flavour == MATOI_JIRA_CLOUD ? "id" : "name", text);
  if (g_str_equal (type, "number"))
    return new_number_value (text);
  if (g_str_equal (type, "date"))
    return new_date_value (text);
  if (g_str_equal (type, "string"))
    return g_strcmp0 (field->id, "description") == 0 || g_strcmp0 (field->id, "environment") == 0 ||
               (field->custom && g_str_has_suffix (field->custom, ":textarea"))
             ? new_text_value (flavour, text, NULL, 0)
             : new_string_value (text);
  return NULL;
}

JsonNode *
matoi_jira_field_new_value (const MatoiJiraField *field, MatoiJiraFlavour flavour, const char *text)
{
  JsonNode *node, *item;
  JsonArray *array;

  if (g_strcmp0 (field->type, "array") != 0)
    return new_value (field, flavour, field->type, text);
  item = new_value (field, flavour, field->items, text);
  if (!item)
    return NULL;
  array = json_array_new ();
  json_array_add_element (array, item);
  node = json_node_new (JSON_NODE_ARRAY);
  json_node_take_array (node, array);
  return node;
}

/* --- the draft */

static gboolean
is_on_screen (const MatoiJiraDraft *draft, const char *id)
{
  for (guint i = 0; draft->screen && i < draft->screen->len; i++)
    if (g_strcmp0 (((MatoiJiraField *) g_ptr_array_index (draft->screen, i))->id, id) == 0)
      return TRUE;
  return draft->screen == NULL;
}

/**
 * matoi_jira_dup_mark_label:
 *
 * Returns: (transfer full): the label that says which ticket it is
 */
char *
matoi_jira_dup_mark_label (const char *mark)
{
  return g_strconcat (MATOI_JIRA_LABEL "-", mark, NULL);
}

static void
add_label (JsonArray *labels, const char *text)
{
  g_autofree char *label = matoi_jira_dup_label (text);

  for (guint i = 0; label && i < json_array_get_length (labels); i++)
    if (g_strcmp0 (matoi_json_array_get_string (labels, i), label) == 0)
      return;
  if (label)
    json_array_add_string_element (labels, label);
}

static JsonArray *
new_labels (const MatoiJiraDraft *draft)
{
  JsonArray *labels = json_array_new ();
  g_autofree char *mark = matoi_jira_dup_mark_label (draft->mark);

  add_label (labels, MATOI_JIRA_LABEL);
  add_label (labels, mark);
  for (const char *const *label = draft->labels; label && *label; label++)
    add_label (labels, *label);
  return labels;
}

static void
set_reference (JsonObject *fields, const char *name, const char *member, const char *text)
{
  json_object_set_member (fields, name, new_object_value (member, text));
}

/* Without labels nobody finds it by them: the tag is seen in the summary then. */
static char *
dup_summary (const MatoiJiraDraft *draft)
{
  return matoi_jira_dup_summary (draft->summary,
                                 is_on_screen (draft, "labels") ? NULL : draft->tag);
}

static JsonObject *
new_fields (const MatoiJiraDraft *draft, MatoiJiraFlavour flavour)
{
  JsonObject *fields = json_object_new ();
  g_autofree char *summary = dup_summary (draft);

  set_reference (fields, "project", "key", draft->project);
  set_reference (fields, "issuetype", "id", draft->type_id);
  json_object_set_string_member (fields, "summary", summary);
  if (draft->description && *draft->description && is_on_screen (draft, "description"))
    json_object_set_member (fields, "description",
                            new_text_value (flavour, draft->description, draft->more_url,
                                            draft->max_length));
  if (is_on_screen (draft, "labels"))
    json_object_set_array_member (fields, "labels", new_labels (draft));
  if (draft->priority_id && is_on_screen (draft, "priority"))
    set_reference (fields, "priority", "id", draft->priority_id);
  if (draft->assignee_id && is_on_screen (draft, "assignee"))
    set_reference (fields, "assignee", flavour == MATOI_JIRA_CLOUD ? "id" : "name",
                   draft->assignee_id);
  if (draft->due && is_on_screen (draft, "duedate"))
    json_object_set_string_member (fields, "duedate", draft->due);
  /* Never without: it would be another kind of ticket, and some screens do not name it. */
  if (draft->parent)
    set_reference (fields, "parent", "key", draft->parent);
  return fields;
}

static void
add_more (JsonObject *fields, const MatoiJiraDraft *draft)
{
  g_autoptr (GList) names = draft->fields ? json_object_get_members (draft->fields) : NULL;

  for (GList *name = names; name; name = name->next)
    if (!json_object_has_member (fields, name->data) && is_on_screen (draft, name->data))
      json_object_set_member (fields, name->data,
                              json_node_copy (json_object_get_member (draft->fields, name->data)));
}

static JsonArray *
new_properties (const MatoiJiraDraft *draft)
{
  JsonObject *property = json_object_new (), *value = json_object_new ();
  JsonArray *properties = json_array_new ();

  json_object_set_string_member (value, "idem", draft->mark);
  if (draft->tag)
    json_object_set_string_member (value, "ref", draft->tag);
  json_object_set_string_member (property, "key", MATOI_JIRA_PROPERTY);
  json_object_set_object_member (property, "value", value);
  json_array_add_object_element (properties, property);
  return properties;
}

/**
 * matoi_jira_draft_to_json:
 *
 * Returns: (transfer full): the body that creates the ticket; what the screen does not have is
 *   not in it
 */
JsonObject *
matoi_jira_draft_to_json (const MatoiJiraDraft *draft, MatoiJiraFlavour flavour)
{
  JsonObject *body = json_object_new (), *fields = new_fields (draft, flavour);

  add_more (fields, draft);
  json_object_set_object_member (body, "fields", fields);
  json_object_set_array_member (body, "properties", new_properties (draft));
  return body;
}

/** matoi_jira_draft_list_left_out: see the header. */
GPtrArray *
matoi_jira_draft_list_left_out (const MatoiJiraDraft *draft)
{
  const struct
  {
    const char *id;
    gboolean given;
  } table[] = {
    { "description", draft->description && *draft->description },
    { "labels", TRUE },
    { "priority", draft->priority_id != NULL },
    { "assignee", draft->assignee_id != NULL },
    { "duedate", draft->due != NULL },
  };
  g_autoptr (GList) names = draft->fields ? json_object_get_members (draft->fields) : NULL;
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    if (table[i].given && !is_on_screen (draft, table[i].id))
      g_ptr_array_add (ids, g_strdup (table[i].id));
  for (GList *name = names; name; name = name->next)
    if (!is_on_screen (draft, name->data))
      g_ptr_array_add (ids, g_strdup (name->data));
  return ids;
}

/** matoi_jira_draft_list_missing: see the header. */
GPtrArray *
matoi_jira_draft_list_missing (const MatoiJiraDraft *draft)
{
  g_autoptr (JsonObject) body = matoi_jira_draft_to_json (draft, MATOI_JIRA_DC);
  JsonObject *fields = matoi_json_get_object (body, "fields");
  GPtrArray *missing = g_ptr_array_new ();

  for (guint i = 0; draft->screen && i < draft->screen->len; i++)
    {
      MatoiJiraField *field = g_ptr_array_index (draft->screen, i);

      if (field->required && !field->has_default && !json_object_has_member (fields, field->id) &&
          /* The account of the token. */
          !g_str_equal (field->id, "reporter"))
        g_ptr_array_add (missing, field);
    }
  return missing;
}

/**
 * matoi_jira_dup_jql_for_mark:
 *
 * Returns: (transfer full): finds the ticket with that mark once it is in the index
 */
char *
matoi_jira_dup_jql_for_mark (const char *mark)
{
  g_autofree char *label = matoi_jira_dup_mark_label (mark);
  g_autofree char *quoted = matoi_jira_dup_jql_string (label);

  return g_strconcat ("labels = ", quoted, NULL);
}

/**
 * matoi_jira_dup_jql_for_recent:
 *
 * Returns: (transfer full): what the account of the token has created in @project lately, for
 *   sites whose screens have no labels
 */
char *
matoi_jira_dup_jql_for_recent (const char *project, guint minutes)
{
  g_autofree char *quoted = matoi_jira_dup_jql_string (project);

  return g_strdup_printf ("project = %s AND reporter = currentUser() AND created >= -%um", quoted,
                          minutes);
}
