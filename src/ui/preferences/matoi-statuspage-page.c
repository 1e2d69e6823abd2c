/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-statuspage-page.h"

#include <glib/gi18n-lib.h>

#include "matoi-adapter.h"
#include "matoi-choice-row.h"
#include "matoi-json.h"
#include "matoi-map-group.h"
#include "matoi-pick-list.h"
#include "matoi-service-form.h"

struct _MatoiStatuspagePage
{
  AdwPreferencesPage parent_instance;
  MatoiContext *context;
  MatoiServiceForm *form;
  AdwPreferencesGroup *publishing;
  MatoiMapGroup *components;
};

G_DEFINE_FINAL_TYPE (MatoiStatuspagePage, matoi_statuspage_page, ADW_TYPE_PREFERENCES_PAGE)

/* --- what belongs to which service */

static void
on_changed (MatoiStatuspagePage *self, MatoiPickList *row)
{
  GPtrArray *ids = matoi_pick_list_get_ids (row);
  g_autoptr (JsonArray) array = json_array_new ();

  for (guint i = 0; i < ids->len; i++)
    json_array_add_string_element (array, g_ptr_array_index (ids, i));
  matoi_map_group_store (self->components, gtk_widget_get_name (GTK_WIDGET (row)),
                         ids->len > 0 ? json_node_init_array (json_node_alloc (), array) : NULL);
}

static GtkWidget *
new_row (MatoiMapGroup *group, const char *owner, const char *title, gpointer data)
{
  MatoiPickList *row =
    matoi_pick_list_new (title, _ ("No component of the page"), _ ("Add a Component"));

  g_signal_connect_object (row, "changed", G_CALLBACK (on_changed), data, G_CONNECT_SWAPPED);
  return GTK_WIDGET (row);
}

static void
show_row (MatoiMapGroup *group, GtkWidget *row, const char *owner, JsonNode *value, gpointer data)
{
  MatoiStatuspagePage *self = data;
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  JsonArray *array = value && JSON_NODE_HOLDS_ARRAY (value) ? json_node_get_array (value) : NULL;
  g_auto (GStrv) list = NULL;

  for (guint i = 0; array && i < json_array_get_length (array); i++)
    if (matoi_json_array_get_string (array, i))
      g_strv_builder_add (ids, matoi_json_array_get_string (array, i));
  list = g_strv_builder_end (ids);
  matoi_pick_list_show (MATOI_PICK_LIST (row),
                        matoi_service_form_get_list (self->form, "components"),
                        (const char *const *) list);
}

static const MatoiMapRows rows = { "statuspage.components", NULL, FALSE, new_row, show_row };

/* --- the page */

static void
show (MatoiStatuspagePage *self)
{
  gboolean set_up = matoi_adapter_is_set_up (self->context, "statuspage");

  gtk_widget_set_visible (GTK_WIDGET (self->publishing), set_up);
  gtk_widget_set_visible (GTK_WIDGET (self->components), set_up);
  if (set_up)
    matoi_map_group_refresh (self->components);
}

static void
add (MatoiStatuspagePage *self, gpointer group)
{
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self), ADW_PREFERENCES_GROUP (group));
}

static void
add_publishing (MatoiStatuspagePage *self)
{
  self->publishing = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->publishing, _ ("Publishing"));
  adw_preferences_group_set_description (
    self->publishing,
    _ ("Only what was approved is published, and nothing of a security incident, ever."));
  adw_preferences_group_add (
    self->publishing,
    matoi_switch_row_new (self->context, _ ("Notify the Subscribers"),
                                            _ ("What is proposed; it is asked every time, with "
                                               "their number."),
                                               "statuspage.notify", TRUE));
}

static void
matoi_statuspage_page_dispose (GObject *object)
{
  g_clear_object (&MATOI_STATUSPAGE_PAGE (object)->context);
  G_OBJECT_CLASS (matoi_statuspage_page_parent_class)->dispose (object);
}

static void
matoi_statuspage_page_class_init (MatoiStatuspagePageClass *class)
{
  G_OBJECT_CLASS (class)->dispose = matoi_statuspage_page_dispose;
}

static void
matoi_statuspage_page_init (MatoiStatuspagePage *self)
{
}

/** matoi_statuspage_page_new: see the header. */
MatoiStatuspagePage *
matoi_statuspage_page_new (MatoiContext *context)
{
  MatoiStatuspagePage *self = g_object_new (MATOI_TYPE_STATUSPAGE_PAGE, NULL);
  MatoiSetupResult *result = g_object_new (MATOI_TYPE_SETUP_RESULT, NULL);

  self->context = g_object_ref (context);
  self->form = matoi_service_form_new (context, "statuspage", result);
  add (self, self->form);
  add (self, result);
  add_publishing (self);
  add (self, self->publishing);
  self->components =
    matoi_map_group_new (context, &rows, self,
                         _ ("Components"),
                            _ ("Which components of the page a service of ours affects."));
  add (self, self->components);
  g_signal_connect_object (self->form, "asked", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "settings-changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
  matoi_service_form_ask (self->form);
  return self;
}
