/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-jira-page.h"

#include <glib/gi18n-lib.h>

#include "matoi-adapter.h"
#include "matoi-choice-row.h"
#include "matoi-jira-fields.h"
#include "matoi-jira-labels.h"
#include "matoi-json.h"
#include "matoi-map-group.h"
#include "matoi-pick-row.h"
#include "matoi-service-form.h"

struct _MatoiJiraPage
{
  AdwPreferencesPage parent_instance;
  MatoiContext *context;
  char *site;
  MatoiServiceForm *form;
  MatoiJiraScreens *screens;
  MatoiPickRow *project, *type;
  AdwPreferencesGroup *tickets;
  MatoiMapGroup *owners, *priorities;
  MatoiMapRows priority_rows;
  MatoiJiraFields *fields;
};

G_DEFINE_FINAL_TYPE (MatoiJiraPage, matoi_jira_page, ADW_TYPE_PREFERENCES_PAGE)

static char *
dup_key (MatoiJiraPage *self, const char *key)
{
  return g_strconcat (self->site, ".", key, NULL);
}

static const char *
get_setting (MatoiJiraPage *self, const char *key)
{
  g_autofree char *full = dup_key (self, key);

  return matoi_context_get_setting (self->context, full);
}

/* --- where the items of a team or a service go */

/* (nullable): it goes where everything goes. (transfer none) */
static const char *
get_text (JsonNode *value, const char *name)
{
  return value && JSON_NODE_HOLDS_OBJECT (value)
           ? matoi_json_get_string (json_node_get_object (value), name)
           : NULL;
}

static const char *
get_site (JsonNode *value)
{
  const char *site = get_text (value, "site");

  return site ? site : "jira";
}

static void
on_owner_picked (MatoiPickRow *picked, GtkWidget *row)
{
  MatoiJiraPage *self = g_object_get_data (G_OBJECT (row), "matoi-page");
  MatoiPickRow *project = g_object_get_data (G_OBJECT (row), "matoi-project");
  MatoiPickRow *type = g_object_get_data (G_OBJECT (row), "matoi-type");
  const char *owner = g_object_get_data (G_OBJECT (row), "matoi-owner");
  JsonObject *value;
  JsonNode *node;

  if (!matoi_pick_row_get_id (project))
    {
      matoi_map_group_store (self->owners, owner, NULL);
      return;
    }
  value = json_object_new ();
  if (!g_str_equal (self->site, "jira"))
    json_object_set_string_member (value, "site", self->site);
  json_object_set_string_member (value, "project", matoi_pick_row_get_id (project));
  /* The types of another project are others. */
  if (picked == type && matoi_pick_row_get_id (type))
    json_object_set_string_member (value, "type", matoi_pick_row_get_id (type));
  node = json_node_init_object (json_node_alloc (), value);
  json_object_unref (value);
  matoi_map_group_store (self->owners, owner, node);
}

static GtkWidget *
new_owner (MatoiMapGroup *group, const char *owner, const char *title, gpointer data)
{
  GtkWidget *row = adw_expander_row_new ();
  MatoiPickRow *project = matoi_pick_row_new (_ ("Project"), _ ("As Everything Else"));
  MatoiPickRow *type = matoi_pick_row_new (_ ("Ticket Type"), _ ("As Everything Else"));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_widget_set_name (GTK_WIDGET (project), "owner_project");
  gtk_widget_set_name (GTK_WIDGET (type), "owner_type");
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), GTK_WIDGET (project));
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), GTK_WIDGET (type));
  g_object_set_data (G_OBJECT (row), "matoi-page", data);
  g_object_set_data (G_OBJECT (row), "matoi-project", project);
  g_object_set_data (G_OBJECT (row), "matoi-type", type);
  g_object_set_data_full (G_OBJECT (row), "matoi-owner", g_strdup (owner), g_free);
  g_signal_connect_object (project, "picked", G_CALLBACK (on_owner_picked), row, 0);
  g_signal_connect_object (type, "picked", G_CALLBACK (on_owner_picked), row, 0);
  return row;
}

static char *
dup_subtitle (MatoiJiraPage *self, JsonNode *value, const char *type)
{
  const char *project = get_text (value, "project");

  if (!project)
    return g_strdup (_ ("As everything else"));
  if (g_strcmp0 (get_site (value), self->site) != 0)
    /* Translators: the key of a project, and what another JIRA is called. */
    return g_strdup_printf (_ ("%1$s, in %2$s"), project,
                               matoi_adapter_get_name_of (self->context, get_site (value)));
  return type ? g_strdup_printf ("%s · %s", project, type) : g_strdup (project);
}

static void
show_owner (MatoiMapGroup *group, GtkWidget *row, const char *owner, JsonNode *value, gpointer data)
{
  MatoiJiraPage *self = data;
  MatoiPickRow *type = g_object_get_data (G_OBJECT (row), "matoi-type");
  gboolean here = g_str_equal (get_site (value), self->site);
  const char *project = here ? get_text (value, "project") : NULL;
  g_autofree char *subtitle = NULL;

  matoi_pick_row_show (g_object_get_data (G_OBJECT (row), "matoi-project"),
                       matoi_service_form_get_list (self->form, "projects"), project);
  matoi_pick_row_show (type, project ? matoi_jira_screens_get_types (self->screens, project) : NULL,
                       project ? get_text (value, "type") : NULL);
  gtk_widget_set_visible (GTK_WIDGET (type), project != NULL);
  subtitle = dup_subtitle (self, value, matoi_pick_row_get_name (type));
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), subtitle);
}

static const MatoiMapRows owner_rows = { "jira.projects", NULL, TRUE, new_owner, show_owner };

/* --- priorities */

static void
on_priority_picked (MatoiPickRow *row, MatoiJiraPage *self)
{
  const char *id = matoi_pick_row_get_id (row);

  matoi_map_group_store (self->priorities, gtk_widget_get_name (GTK_WIDGET (row)),
                         id ? json_node_init_string (json_node_alloc (), id) : NULL);
}

static GtkWidget *
new_priority (MatoiMapGroup *group, const char *owner, const char *title, gpointer data)
{
  MatoiPickRow *row = matoi_pick_row_new (title, _ ("As JIRA Decides"));

  g_signal_connect_object (row, "picked", G_CALLBACK (on_priority_picked), data, 0);
  return GTK_WIDGET (row);
}

static void
show_priority (MatoiMapGroup *group,
               GtkWidget *row,
               const char *owner,
               JsonNode *value,
               gpointer data)
{
  MatoiJiraPage *self = data;

  matoi_pick_row_show (MATOI_PICK_ROW (row), matoi_service_form_get_list (self->form, "priorities"),
                       value && json_node_get_value_type (value) == G_TYPE_STRING
                         ? json_node_get_string (value)
                         : NULL);
}

/* --- the page */

/* What can be chosen once the site has been asked. */
static void
show (MatoiJiraPage *self)
{
  gboolean set_up = matoi_adapter_is_set_up (self->context, self->site);
  const char *project = get_setting (self, "project");

  gtk_widget_set_visible (GTK_WIDGET (self->tickets), set_up);
  gtk_widget_set_visible (GTK_WIDGET (self->owners), set_up);
  gtk_widget_set_visible (GTK_WIDGET (self->priorities), set_up);
  if (!set_up)
    return;
  matoi_pick_row_set_choices (self->project, matoi_service_form_get_list (self->form, "projects"));
  matoi_pick_row_set_choices (
    self->type, project ? matoi_jira_screens_get_types (self->screens, project) : NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->type), project != NULL);
  matoi_map_group_refresh (self->owners);
  matoi_map_group_refresh (self->priorities);
  matoi_jira_fields_refresh (self->fields);
}

static void
on_asked (MatoiJiraPage *self)
{
  matoi_jira_screens_forget (self->screens);
  show (self);
}

static AdwPreferencesGroup *
new_tickets (MatoiJiraPage *self)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  g_autofree char *project = dup_key (self, "project");
  g_autofree char *type = dup_key (self, "type");
  g_autofree char *labels = dup_key (self, "labels");
  g_autofree char *security = dup_key (self, "security");

  adw_preferences_group_set_title (group, _ ("New Tickets"));
  self->project = matoi_pick_row_new (_ ("Project"), _ ("Choose…"));
  matoi_pick_row_bind (self->project, self->context, project);
  adw_preferences_group_add (group, GTK_WIDGET (self->project));
  self->type = matoi_pick_row_new (_ ("Ticket Type"), _ ("Choose…"));
  matoi_pick_row_bind (self->type, self->context, type);
  adw_preferences_group_add (group, GTK_WIDGET (self->type));
  matoi_jira_labels_add (group, self->context, labels);
  adw_preferences_group_add (
    group,
    matoi_switch_row_new (self->context,
                          _ ("Also for Security Incidents"),
                             _ ("Whoever may see the project can then read what is confidential."),
                                security, FALSE));
  return group;
}

static void
add (MatoiJiraPage *self, gpointer group)
{
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self), ADW_PREFERENCES_GROUP (group));
}

static void
add_groups (MatoiJiraPage *self)
{
  static const char *const priorities[] = { "P0", "P1", "P2", NULL };
  MatoiSetupResult *result = g_object_new (MATOI_TYPE_SETUP_RESULT, NULL);

  self->form = matoi_service_form_new (self->context, self->site, result);
  add (self, self->form);
  add (self, result);
  self->tickets = new_tickets (self);
  add (self, self->tickets);
  self->fields = matoi_jira_fields_new (self->context, self->site, self->screens);
  add (self, self->fields);
  self->owners = matoi_map_group_new (
    self->context, &owner_rows, self,
    _ ("By Team or Service"),
       _ ("Where the action items of a team or a service go, if not to the project above."));
  add (self, self->owners);
  self->priority_rows =
    (MatoiMapRows){ dup_key (self, "priorities"), priorities, FALSE, new_priority, show_priority };
  self->priorities =
    matoi_map_group_new (self->context, &self->priority_rows, self,
                         _ ("Priorities"),
                            _ ("What the priorities of action items are called in this JIRA."));
  add (self, self->priorities);
}

static void
matoi_jira_page_dispose (GObject *object)
{
  MatoiJiraPage *self = MATOI_JIRA_PAGE (object);

  g_clear_object (&self->screens);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (matoi_jira_page_parent_class)->dispose (object);
}

static void
matoi_jira_page_finalize (GObject *object)
{
  MatoiJiraPage *self = MATOI_JIRA_PAGE (object);

  g_free ((char *) self->priority_rows.key);
  g_free (self->site);
  G_OBJECT_CLASS (matoi_jira_page_parent_class)->finalize (object);
}

static void
matoi_jira_page_class_init (MatoiJiraPageClass *class)
{
  G_OBJECT_CLASS (class)->dispose = matoi_jira_page_dispose;
  G_OBJECT_CLASS (class)->finalize = matoi_jira_page_finalize;
}

static void
matoi_jira_page_init (MatoiJiraPage *self)
{
}

/** matoi_jira_page_new: see the header. */
MatoiJiraPage *
matoi_jira_page_new (MatoiContext *context, const char *site)
{
  MatoiJiraPage *self = g_object_new (MATOI_TYPE_JIRA_PAGE, NULL);

  self->context = g_object_ref (context);
  self->site = g_strdup (site);
  self->screens = matoi_jira_screens_new (context, site);
  add_groups (self);
  g_signal_connect_object (self->form, "asked", G_CALLBACK (on_asked), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->screens, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "settings-changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
  matoi_service_form_ask (self->form);
  return self;
}
