/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-choice-row.h"

#include <glib/gi18n-lib.h>

#include "matoi-setting-row.h"
#include "matoi-ui-text.h"

/* What a widget is bound to. */
typedef struct
{
  MatoiContext *context;
  char *key, *default_value;
  const MatoiChoice *choices; /* NULL: a switch or a number */
  gboolean showing;           /* what changes is set by the program */
} Binding;

static void
binding_free (Binding *binding)
{
  g_object_unref (binding->context);
  g_free (binding->key);
  g_free (binding->default_value);
  g_free (binding);
}

static const char *
get_value (const Binding *self)
{
  const char *value = matoi_context_get_setting (self->context, self->key);

  return value ? value : self->default_value;
}

static guint
find_choice (const Binding *self, const char *value)
{
  for (guint i = 0; self->choices[i].title; i++)
    if (g_strcmp0 (self->choices[i].value, value) == 0)
      return i;
  return 0;
}

static void
show_stored (GtkWidget *widget)
{
  Binding *self = g_object_get_data (G_OBJECT (widget), "matoi-binding");

  self->showing = TRUE;
  if (self->choices)
    adw_combo_row_set_selected (ADW_COMBO_ROW (widget), find_choice (self, get_value (self)));
  else if (GTK_IS_SPIN_BUTTON (widget))
    gtk_spin_button_set_value (GTK_SPIN_BUTTON (widget),
                               (double) g_ascii_strtoll (get_value (self), NULL, 10));
  else
    gtk_switch_set_active (GTK_SWITCH (widget), g_strcmp0 (get_value (self), "on") == 0);
  self->showing = FALSE;
}

static void
on_stored (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) widget = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (matoi_context_set_setting_finish (MATOI_CONTEXT (source), result, &error))
    return;
  show_stored (widget);
  text = matoi_ui_dup_error (error);
  matoi_setting_tell_problem (widget, text);
}

static void
on_changed (GtkWidget *widget)
{
  Binding *self = g_object_get_data (G_OBJECT (widget), "matoi-binding");
  g_autofree char *number = NULL;
  const char *value;

  if (self->showing)
    return;
  if (GTK_IS_SPIN_BUTTON (widget))
    value = number =
      g_strdup_printf ("%d", gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (widget)));
  else if (self->choices)
    value = self->choices[adw_combo_row_get_selected (ADW_COMBO_ROW (widget))].value;
  else
    value = gtk_switch_get_active (GTK_SWITCH (widget)) ? "on" : "off";
  if (g_strcmp0 (value, get_value (self)) != 0)
    matoi_context_set_setting_async (self->context, self->key, value, NULL, on_stored,
                                     g_object_ref (widget));
}

static void
bind (GtkWidget *widget,
      MatoiContext *context,
      const char *key,
      const MatoiChoice *choices,
      const char *default_value,
      const char *signal)
{
  Binding *self = g_new0 (Binding, 1);

  self->context = g_object_ref (context);
  self->key = g_strdup (key);
  self->choices = choices;
  self->default_value = g_strdup (default_value);
  g_object_set_data_full (G_OBJECT (widget), "matoi-binding", self, (GDestroyNotify) binding_free);
  show_stored (widget);
  g_signal_connect (widget, signal, G_CALLBACK (on_changed), NULL);
  g_signal_connect_object (context, "settings-changed", G_CALLBACK (show_stored), widget,
                           G_CONNECT_SWAPPED);
}

/** matoi_choice_row_bind: see the header; @key: one of matoi_context_list_setting_keys (). */
void
matoi_choice_row_bind (AdwComboRow *row,
                       MatoiContext *context,
                       const char *key,
                       const MatoiChoice *choices,
                       const char *default_value)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  g_return_if_fail (ADW_IS_COMBO_ROW (row) && MATOI_IS_CONTEXT (context));

  for (guint i = 0; choices[i].title; i++)
    gtk_string_list_append (titles, _ (choices[i].title));
  adw_combo_row_set_model (row, G_LIST_MODEL (titles));
  bind (GTK_WIDGET (row), context, key, choices, default_value, "notify::selected");
}

/** matoi_switch_bind: see the header; the setting is "on" or "off". */
void
matoi_switch_bind (GtkSwitch *widget,
                   MatoiContext *context,
                   const char *key,
                   gboolean default_value)
{
  g_return_if_fail (GTK_IS_SWITCH (widget) && MATOI_IS_CONTEXT (context));

  bind (GTK_WIDGET (widget), context, key, NULL, default_value ? "on" : "off", "notify::active");
}

/* Whoever scrolls the page with the pointer above the number does not mean the number. */
static void
ignore_wheel (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_SCROLL (controller))
        gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_NONE);
    }
}

/** matoi_number_bind: see the header. */
void
matoi_number_bind (GtkSpinButton *widget, MatoiContext *context, const char *key, int default_value)
{
  g_autofree char *number = g_strdup_printf ("%d", default_value);

  g_return_if_fail (GTK_IS_SPIN_BUTTON (widget) && MATOI_IS_CONTEXT (context));

  ignore_wheel (GTK_WIDGET (widget));
  bind (GTK_WIDGET (widget), context, key, NULL, number, "value-changed");
}

/** matoi_switch_row_new: see the header; (transfer floating) */
GtkWidget *
matoi_switch_row_new (MatoiContext *context,
                      const char *title,
                      const char *subtitle,
                      const char *key,
                      gboolean default_value)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *widget = gtk_switch_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_valign (widget, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  /* Found by its setting, whatever the language. */
  gtk_widget_set_name (widget, key);
  matoi_switch_bind (GTK_SWITCH (widget), context, key, default_value);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), widget);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), widget);
  return row;
}
