/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-pagerduty-page.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-adapter.h"
#include "matoi-choice-row.h"
#include "matoi-json.h"
#include "matoi-map-group.h"
#include "matoi-pick-list.h"
#include "matoi-pick-row.h"
#include "matoi-service-form.h"

struct _MatoiPagerdutyPage
{
  AdwPreferencesPage parent_instance;
  MatoiContext *context;
  MatoiServiceForm *form;
  AdwPreferencesGroup *paging;
  MatoiPickRow *service, *policy, *trainees;
  MatoiMapGroup *services, *told;
  MatoiSetupReport *people; /* (nullable) its list "people", "user ID" or "team ID": to be told */
};

G_DEFINE_FINAL_TYPE (MatoiPagerdutyPage, matoi_pagerduty_page, ADW_TYPE_PREFERENCES_PAGE)

/* --- our services */

static void
on_service_picked (MatoiPagerdutyPage *self, MatoiPickRow *picked)
{
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (picked), ADW_TYPE_EXPANDER_ROW);
  const char *service = matoi_pick_row_get_id (g_object_get_data (G_OBJECT (row), "matoi-service"));
  const char *policy = matoi_pick_row_get_id (g_object_get_data (G_OBJECT (row), "matoi-policy"));
  g_autoptr (JsonObject) value = json_object_new ();

  if (service)
    json_object_set_string_member (value, "service", service);
  if (policy)
    json_object_set_string_member (value, "policy", policy);
  matoi_map_group_store (self->services, gtk_widget_get_name (row),
                         service || policy ? json_node_init_object (json_node_alloc (), value)
                                           : NULL);
}

static GtkWidget *
new_service (MatoiMapGroup *group, const char *owner, const char *title, gpointer data)
{
  GtkWidget *row = adw_expander_row_new ();
  MatoiPickRow *service = matoi_pick_row_new (_ ("Service in PagerDuty"), _ ("None"));
  MatoiPickRow *policy = matoi_pick_row_new (_ ("Escalation Policy"), _ ("That of the Service"));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_widget_set_name (GTK_WIDGET (service), "owner_service");
  gtk_widget_set_name (GTK_WIDGET (policy), "owner_policy");
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), GTK_WIDGET (service));
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), GTK_WIDGET (policy));
  g_object_set_data (G_OBJECT (row), "matoi-service", service);
  g_object_set_data (G_OBJECT (row), "matoi-policy", policy);
  g_signal_connect_object (service, "picked", G_CALLBACK (on_service_picked), data,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (policy, "picked", G_CALLBACK (on_service_picked), data,
                           G_CONNECT_SWAPPED);
  return row;
}

static void
show_service (MatoiMapGroup *group,
              GtkWidget *row,
              const char *owner,
              JsonNode *value,
              gpointer data)
{
  MatoiPagerdutyPage *self = data;
  JsonObject *object =
    value && JSON_NODE_HOLDS_OBJECT (value) ? json_node_get_object (value) : NULL;
  MatoiPickRow *service = g_object_get_data (G_OBJECT (row), "matoi-service");
  MatoiPickRow *policy = g_object_get_data (G_OBJECT (row), "matoi-policy");
  const char *name;

  matoi_pick_row_show (service, matoi_service_form_get_list (self->form, "services"),
                       object ? matoi_json_get_string (object, "service") : NULL);
  matoi_pick_row_show (policy, matoi_service_form_get_list (self->form, "policies"),
                       object ? matoi_json_get_string (object, "policy") : NULL);
  name = matoi_pick_row_get_name (service);
  if (!name)
    name = matoi_pick_row_get_name (policy);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row),
                                 name ? name : _ ("Cannot be paged from Matoi"));
}

static const MatoiMapRows service_rows = { "pagerduty.services", NULL, FALSE, new_service,
                                           show_service };

/* --- who is told */

static void
on_told_changed (MatoiPagerdutyPage *self, MatoiPickList *row)
{
  GPtrArray *ids = matoi_pick_list_get_ids (row);
  g_autoptr (JsonArray) array = json_array_new ();

  for (guint i = 0; i < ids->len; i++)
    {
      g_auto (GStrv) parts = g_strsplit (g_ptr_array_index (ids, i), " ", 2);
      JsonObject *one = json_object_new ();

      json_object_set_string_member (one, "id", parts[1]);
      json_object_set_string_member (one, "type", parts[0]);
      json_array_add_object_element (array, one);
    }
  matoi_map_group_store (self->told, gtk_widget_get_name (GTK_WIDGET (row)),
                         ids->len > 0 ? json_node_init_array (json_node_alloc (), array) : NULL);
}

static GtkWidget *
new_told (MatoiMapGroup *group, const char *owner, const char *title, gpointer data)
{
  MatoiPickList *row = matoi_pick_list_new (title, _ ("Nobody"), _ ("Add a Person or a Team"));

  g_signal_connect_object (row, "changed", G_CALLBACK (on_told_changed), data, G_CONNECT_SWAPPED);
  return GTK_WIDGET (row);
}

static void
show_told (MatoiMapGroup *group, GtkWidget *row, const char *owner, JsonNode *value, gpointer data)
{
  MatoiPagerdutyPage *self = data;
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  JsonArray *array = value && JSON_NODE_HOLDS_ARRAY (value) ? json_node_get_array (value) : NULL;
  g_auto (GStrv) list = NULL;

  for (guint i = 0; array && i < json_array_get_length (array); i++)
    {
      JsonObject *one = matoi_json_array_get_object (array, i);
      const char *id = one ? matoi_json_get_string (one, "id") : NULL;
      const char *type = one ? matoi_json_get_string (one, "type") : NULL;
      g_autofree char *both = id ? g_strconcat (type ? type : "user", " ", id, NULL) : NULL;

      if (both)
        g_strv_builder_add (ids, both);
    }
  list = g_strv_builder_end (ids);
  matoi_pick_list_show (MATOI_PICK_LIST (row),
                        self->people ? matoi_setup_report_get_list (self->people, "people") : NULL,
                        (const char *const *) list);
}

static const char *const severities[] = { "1", "2", "3", "4", "5", NULL };
static const MatoiMapRows told_rows = { "pagerduty.subscribers", severities, FALSE, new_told,
                                        show_told };

static void
add_people (MatoiPagerdutyPage *self, const char *list, const char *type)
{
  GPtrArray *from = matoi_service_form_get_list (self->form, list);

  for (guint i = 0; from && i < from->len; i++)
    {
      const MatoiSetupChoice *choice = g_ptr_array_index (from, i);
      g_autofree char *id = g_strconcat (type, " ", choice->id, NULL);

      matoi_setup_report_add_choice (self->people, "people", id, choice->name);
    }
}

/* --- the page */

static void
show (MatoiPagerdutyPage *self)
{
  gboolean set_up = matoi_adapter_is_set_up (self->context, "pagerduty");
  GPtrArray *policies = matoi_service_form_get_list (self->form, "policies");

  gtk_widget_set_visible (GTK_WIDGET (self->paging), set_up);
  gtk_widget_set_visible (GTK_WIDGET (self->services), set_up);
  gtk_widget_set_visible (GTK_WIDGET (self->told), set_up);
  if (!set_up)
    return;
  matoi_pick_row_set_choices (self->service, matoi_service_form_get_list (self->form, "services"));
  matoi_pick_row_set_choices (self->policy, policies);
  matoi_pick_row_set_choices (self->trainees, policies);
  matoi_map_group_refresh (self->services);
  matoi_map_group_refresh (self->told);
}

static void
on_asked (MatoiPagerdutyPage *self)
{
  g_clear_pointer (&self->people, matoi_setup_report_free);
  self->people = matoi_setup_report_new ();
  add_people (self, "teams", "team");
  add_people (self, "users", "user");
  show (self);
}

static MatoiPickRow *
add_pick (MatoiPagerdutyPage *self, const char *title, const char *none, const char *key)
{
  MatoiPickRow *row = matoi_pick_row_new (title, none);

  matoi_pick_row_bind (row, self->context, key);
  adw_preferences_group_add (self->paging, GTK_WIDGET (row));
  return row;
}

static void
add_paging (MatoiPagerdutyPage *self)
{
  self->paging = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->paging, _ ("Whom to Page"));
  adw_preferences_group_set_description (
    self->paging,
    _ ("Paging the Incident Commander calls the one on call and the backup at once. Nobody is ever "
       "paged a second time by itself."));
  self->service =
    add_pick (self, _ ("Service the Incidents Are Opened On"), _ ("Choose…"), "pagerduty.service");
  self->policy =
    add_pick (self, _ ("Escalation Policy of the Commanders"), _ ("Choose…"), "pagerduty.policy");
  self->trainees =
    add_pick (self, _ ("Escalation Policy of Those in Training"), _ ("None"), "pagerduty."
                                                                              "trainees");
  adw_preferences_group_add (
    self->paging,
    matoi_switch_row_new (
      self->context, _ ("Also for Security Incidents"),
                        _ ("PagerDuty then learns of them; otherwise people are called by phone."),
                           "pagerduty.security", FALSE));
}

static void
add (MatoiPagerdutyPage *self, gpointer group)
{
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self), ADW_PREFERENCES_GROUP (group));
}

static void
matoi_pagerduty_page_dispose (GObject *object)
{
  MatoiPagerdutyPage *self = MATOI_PAGERDUTY_PAGE (object);

  g_clear_pointer (&self->people, matoi_setup_report_free);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (matoi_pagerduty_page_parent_class)->dispose (object);
}

static void
matoi_pagerduty_page_class_init (MatoiPagerdutyPageClass *class)
{
  G_OBJECT_CLASS (class)->dispose = matoi_pagerduty_page_dispose;
}

static void
matoi_pagerduty_page_init (MatoiPagerdutyPage *self)
{
}

/** matoi_pagerduty_page_new: see the header. */
MatoiPagerdutyPage *
matoi_pagerduty_page_new (MatoiContext *context)
{
  MatoiPagerdutyPage *self = g_object_new (MATOI_TYPE_PAGERDUTY_PAGE, NULL);
  MatoiSetupResult *result = g_object_new (MATOI_TYPE_SETUP_RESULT, NULL);

  self->context = g_object_ref (context);
  self->form = matoi_service_form_new (context, "pagerduty", result);
  add (self, self->form);
  add (self, result);
  add_paging (self);
  add (self, self->paging);
  self->services = matoi_map_group_new (
    context, &service_rows, self,
    _ ("Services of Ours"),
       _ ("What “page another service” calls. Without a policy it is that of the service."));
  add (self, self->services);
  self->told = matoi_map_group_new (
    context, &told_rows, self,
    _ ("Stakeholders"),
       _ ("Who gets the status updates of an incident from PagerDuty, by severity."));
  add (self, self->told);
  g_signal_connect_object (self->form, "asked", G_CALLBACK (on_asked), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "settings-changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
  matoi_service_form_ask (self->form);
  return self;
}
