/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-jira-setup-private.h"

#include <glib/gi18n-lib.h>

#include "matoi-json.h"

static void
add (MatoiSetupAttempt *attempt,
     const char *id,
     MatoiSetupState state,
     const char *title,
     const char *text,
     const char *fix)
{
  matoi_setup_report_add (attempt->report, id, state, title, text, fix);
}

/* FALSE: it was not told; a line says why. */
static gboolean
check_answer (MatoiSetupAttempt *attempt,
              const char *id,
              const char *title,
              const MatoiJiraList *list)
{
  if (list->answer->outcome == MATOI_JIRA_OK)
    return TRUE;
  add (attempt, id, MATOI_SETUP_WARN, title, list->answer->text, NULL);
  return FALSE;
}

/* (transfer full) (nullable): the setting as an object */
static JsonNode *
read_setting (MatoiSetupAttempt *attempt, const char *key)
{
  const char *text = matoi_setup_attempt_get (attempt, key);
  g_autoptr (JsonNode) node = text != NULL ? json_from_string (text, NULL) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? g_steal_pointer (&node) : NULL;
}

/* --- projects */

/* Names of projects that teams of this site are given to and that are not there, between ", ". */
static char *
dup_lost_projects (MatoiSetupAttempt *attempt)
{
  const char *all = matoi_context_get_setting (attempt->context, "jira.projects");
  g_autoptr (JsonNode) node = all != NULL ? json_from_string (all, NULL) : NULL;
  g_autoptr (GPtrArray) lost = g_ptr_array_new ();
  JsonObjectIter iter;
  JsonNode *entry;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return NULL;
  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, NULL, &entry))
    {
      JsonObject *object = JSON_NODE_HOLDS_OBJECT (entry) ? json_node_get_object (entry) : NULL;
      const char *site = object != NULL ? matoi_json_get_string (object, "site") : NULL;
      const char *key = object != NULL                  ? matoi_json_get_string (object, "project")
                        : JSON_NODE_HOLDS_VALUE (entry) ? json_node_get_string (entry)
                                                        : NULL;

      if (key != NULL && g_strcmp0 (site != NULL ? site : "jira", attempt->kind->id) == 0 &&
          matoi_setup_report_find_choice (attempt->report, "projects", key) == NULL)
        g_ptr_array_add (lost, (gpointer) key);
    }
  g_ptr_array_add (lost, NULL);
  return lost->len > 1 ? g_strjoinv (", ", (char **) lost->pdata) : NULL;
}

static void
judge_project (MatoiSetupAttempt *attempt)
{
  const char *key = matoi_setup_attempt_get (attempt, "project");
  MatoiSetupChoice *project = matoi_setup_report_find_choice (attempt->report, "projects", key);
  g_autofree char *lost = dup_lost_projects (attempt);
  g_autofree char *text = NULL;

  if (project != NULL)
    {
      /* Translators: %1$s is the name of a project, %2$s its key, such as OPS. */
      text = g_strdup_printf (_ ("%1$s (%2$s)"), project->name, project->id);
      add (attempt, "project", MATOI_SETUP_OK, _ ("Project"), text, NULL);
    }
  else if (key == NULL)
    add (attempt, "project", MATOI_SETUP_WARN,
         _ ("Project"),
            _ ("No project is chosen for the tickets of teams without one of their own."),
               _ ("Choose a project."));
  else
    {
      /* Translators: %s is the key of a project, such as OPS. */
      text =
        g_strdup_printf (_ ("There is no project %s, or the account of the token does not see it."),
                            key);
      add (attempt, "project", MATOI_SETUP_WARN,
           _ ("Project"), text,
              _ ("Choose another project, or let an administrator give the account access to it."));
    }
  if (lost == NULL)
    return;
  g_free (text);
  /* Translators: %s is a list of keys of projects. */
  text = g_strdup_printf (_ ("These projects of teams are not there, or not to be seen: %s"), lost);
  add (attempt, "project", MATOI_SETUP_WARN,
       _ ("Projects of Teams"), text,
          _ ("Choose other projects for the teams they belong to; until then their tickets wait."));
}

void
matoi_jira_setup_read_projects (MatoiSetupAttempt *attempt, MatoiJiraList *list)
{
  guint n = list->items->len;
  g_autofree char *text = NULL;

  if (!check_answer (attempt, "projects", _ ("Projects"), list))
    return;
  for (guint i = 0; i < n; i++)
    {
      const MatoiJiraChoice *project = g_ptr_array_index (list->items, i);

      if (project->key != NULL)
        matoi_setup_report_add_choice (attempt->report, "projects", project->key, project->name);
    }
  if (n == 0)
    {
      add (attempt, "projects", MATOI_SETUP_WARN,
           _ ("Projects"),
              _ ("The account of the token sees no project."),
                 _ ("Let an administrator of JIRA give it access to the projects of your teams."));
      return;
    }
  text = g_strdup_printf (
    /* Translators: %u is a number of projects. */
    g_dngettext (GETTEXT_PACKAGE, "The account sees %u project.", "The account sees %u projects.",
                 n),
    n);
  add (attempt, "projects", MATOI_SETUP_OK, _ ("Projects"), text, NULL);
  judge_project (attempt);
}

/* --- kinds of ticket */

void
matoi_jira_setup_read_types (MatoiSetupAttempt *attempt, MatoiJiraList *list)
{
  const char *id = matoi_setup_attempt_get (attempt, "type");
  MatoiSetupChoice *type;

  if (!check_answer (attempt, "type", _ ("Type of Ticket"), list))
    return;
  for (guint i = 0; i < list->items->len; i++)
    {
      const MatoiJiraChoice *choice = g_ptr_array_index (list->items, i);

      if (!choice->subtask)
        matoi_setup_report_add_choice (attempt->report, "types", choice->id, choice->name);
    }
  type = matoi_setup_report_find_choice (attempt->report, "types", id);
  if (type != NULL)
    add (attempt, "type", MATOI_SETUP_OK, _ ("Type of Ticket"), type->name, NULL);
  else
    add (attempt, "type", MATOI_SETUP_WARN,
         _ ("Type of Ticket"), id != NULL
            ? _ ("The project has no tickets of the type that was chosen, or the account may "
                                                                      "not create them.")
            : _ ("No type is chosen for the tickets."),
                 _ ("Choose the type of ticket that action items become, such as Task."));
}

/* --- the create screen */

/* What stands in every ticket of Matoi, or is filled in by JIRA. */
static gboolean
is_filled (const MatoiJiraField *field)
{
  static const char *const filled[] = { "project",  "issuetype", "summary", "description", "labels",
                                        "reporter", "priority",  "duedate", NULL };

  return field->has_default || g_strv_contains (filled, field->id);
}

static gboolean
can_fill (const MatoiJiraField *field, MatoiJiraFlavour flavour)
{
  static const char *const tries[] = { "1", "2026-12-01", NULL };

  if (field->choices->len > 0)
    {
      const MatoiJiraChoice *first = g_ptr_array_index (field->choices, 0);
      g_autoptr (JsonNode) node = matoi_jira_field_new_value (field, flavour, first->id);

      return node != NULL;
    }
  for (const char *const *text = tries; *text != NULL; text++)
    {
      g_autoptr (JsonNode) node = matoi_jira_field_new_value (field, flavour, *text);

      if (node != NULL)
        return TRUE;
    }
  return FALSE;
}

/* Whether what was chosen for it fits. */
static gboolean
is_chosen (MatoiSetupAttempt *attempt, const MatoiJiraField *field, MatoiJiraFlavour flavour)
{
  g_autoptr (JsonNode) all = read_setting (attempt, "fields");
  const char *project = matoi_setup_attempt_get (attempt, "project");
  JsonObject *values =
    all != NULL ? matoi_json_get_object (json_node_get_object (all), project) : NULL;
  const char *text = values != NULL ? matoi_json_get_string (values, field->id) : NULL;
  g_autoptr (JsonNode) node =
    text != NULL && *text != '\0' ? matoi_jira_field_new_value (field, flavour, text) : NULL;

  return node != NULL;
}

static void
add_field (MatoiSetupAttempt *attempt, const MatoiJiraField *field, gboolean unfit)
{
  MatoiSetupChoice *choice =
    matoi_setup_report_add_choice (attempt->report, "fields", field->id, field->name);

  choice->required = TRUE;
  choice->unfit = unfit;
  for (guint i = 0; i < field->choices->len; i++)
    {
      const MatoiJiraChoice *value = g_ptr_array_index (field->choices, i);

      g_ptr_array_add (choice->choices, matoi_setup_choice_new (value->id, value->name));
    }
}

static void
judge_field (MatoiSetupAttempt *attempt,
             const MatoiJiraField *field,
             MatoiJiraFlavour flavour,
             guint *n_open)
{
  const char *name = field->name != NULL ? field->name : field->id;
  gboolean unfit = !can_fill (field, flavour);
  g_autofree char *text = NULL;

  add_field (attempt, field, unfit);
  if (!unfit && is_chosen (attempt, field, flavour))
    return;
  (*n_open)++;
  /* Translators: %s is the name of a field of JIRA. */
  text = g_strdup_printf (unfit ? _ ("JIRA requires “%s”, which Matoi cannot fill in.")
                                : _ ("JIRA requires “%s”, and nothing is chosen for it."), name);
  add (attempt, "fields", MATOI_SETUP_WARN,
       _ ("Required Field"), text,
          unfit
          ? _ ("Let an administrator of JIRA give the field a default, or choose another type or "
                                                "project.")
          : _ ("Choose what every ticket gets; until then no ticket can be created."));
}

/* Without labels a ticket is still found by its property, but not by a search. */
static void
judge_labels (MatoiSetupAttempt *attempt, const MatoiJiraList *list)
{
  for (guint i = 0; i < list->items->len; i++)
    if (g_strcmp0 (((MatoiJiraField *) g_ptr_array_index (list->items, i))->id, "labels") == 0)
      return;
  add (attempt, "fields", MATOI_SETUP_WARN,
       _ ("Labels"),
          _ ("The screen on which tickets are created has no labels, so tickets get none."),
             _ ("Let an administrator of JIRA add the field “Labels” to the screen."));
}

void
matoi_jira_setup_read_fields (MatoiSetupAttempt *attempt,
                              MatoiJiraFlavour flavour,
                              MatoiJiraList *list)
{
  guint n_open = 0;

  if (list->answer->outcome == MATOI_JIRA_PLACE || list->answer->outcome == MATOI_JIRA_SCOPE)
    {
      add (
        attempt, "fields", MATOI_SETUP_WARN,
        _ ("Required Fields"),
          _ ("JIRA does not show this account what it requires of a ticket; if something is missing, "
                                                   "the outbox will name it."),
            NULL);
      return;
    }
  if (!check_answer (attempt, "fields", _ ("Required Fields"), list))
    return;
  for (guint i = 0; i < list->items->len; i++)
    {
      const MatoiJiraField *field = g_ptr_array_index (list->items, i);

      if (field->required && !is_filled (field))
        judge_field (attempt, field, flavour, &n_open);
    }
  judge_labels (attempt, list);
  if (n_open == 0)
    add (attempt, "fields", MATOI_SETUP_OK,
         _ ("Required Fields"), _ ("Everything JIRA requires of a ticket is filled in."), NULL);
}

/* --- priorities */

void
matoi_jira_setup_read_priorities (MatoiSetupAttempt *attempt, MatoiJiraList *list)
{
  g_autoptr (JsonNode) chosen = read_setting (attempt, "priorities");
  g_autoptr (GString) lost = g_string_new (NULL);
  g_autofree char *text = NULL;
  JsonObjectIter iter;
  const char *name;
  JsonNode *id;

  if (!check_answer (attempt, "priorities", _ ("Priorities"), list))
    return;
  for (guint i = 0; i < list->items->len; i++)
    {
      const MatoiJiraChoice *choice = g_ptr_array_index (list->items, i);

      matoi_setup_report_add_choice (attempt->report, "priorities", choice->id, choice->name);
    }
  if (chosen == NULL)
    {
      add (attempt, "priorities", MATOI_SETUP_OK,
           _ ("Priorities"),
              _ ("None is chosen for P0, P1 and so on; tickets get the one the site gives by "
                                                      "itself."),
                 NULL);
      return;
    }
  json_object_iter_init (&iter, json_node_get_object (chosen));
  while (json_object_iter_next (&iter, &name, &id))
    if (!JSON_NODE_HOLDS_VALUE (id) ||
        matoi_setup_report_find_choice (attempt->report, "priorities", json_node_get_string (id)) ==
          NULL)
      g_string_append_printf (lost, "%s%s", lost->len > 0 ? ", " : "", name);
  if (lost->len == 0)
    {
      add (attempt, "priorities", MATOI_SETUP_OK,
           _ ("Priorities"), _ ("Every one that is chosen is there."), NULL);
      return;
    }
  /* Translators: %s is a list such as “P0, P1”. */
  text = g_strdup_printf (_ ("The site does not have what was chosen for %s."), lost->str);
  add (attempt, "priorities", MATOI_SETUP_WARN,
       _ ("Priorities"), text,
          _ ("Choose again; until then such tickets get the priority the site gives by itself."));
}
