/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-preferences.h"

#include <glib/gi18n-lib.h>

#include "matoi-connections-page.h"
#include "matoi-policy-row.h"
#include "matoi-setting-row.h"
#include "matoi-team-page.h"

struct _MatoiPreferences
{
  AdwPreferencesWindow parent_instance;
  AdwEntryRow *pref_identity, *pref_timezone, *pref_holidays, *pref_channel, *pref_call,
    *pref_phone, *pref_pin, *pref_executives;
  GtkSwitch *pref_local_time, *pref_notifications, *pref_sound;
  AdwComboRow *pref_appearance;
  MatoiPolicyRow *pref_policy;
  AdwPreferencesGroup *pref_clocks;
  MatoiTeamPage *pref_team;
  MatoiConnectionsPage *pref_connections;

  GSettings *settings;
};

G_DEFINE_FINAL_TYPE (MatoiPreferences, matoi_preferences, ADW_TYPE_PREFERENCES_WINDOW)

/* In the order of the choices in preferences.ui. */
static const char *const appearances[] = { "system", "light", "dark" };

static gboolean
get_appearance (GValue *value, GVariant *variant, gpointer user_data)
{
  for (guint i = 0; i < G_N_ELEMENTS (appearances); i++)
    if (g_strcmp0 (appearances[i], g_variant_get_string (variant, NULL)) == 0)
      g_value_set_uint (value, i);
  return TRUE;
}

static GVariant *
set_appearance (const GValue *value, const GVariantType *type, gpointer user_data)
{
  guint chosen = g_value_get_uint (value);

  return chosen < G_N_ELEMENTS (appearances) ? g_variant_new_string (appearances[chosen]) : NULL;
}

static void
bind_settings (MatoiPreferences *self)
{
  g_settings_bind (self->settings, "local-time", self->pref_local_time, "active",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "notifications", self->pref_notifications, "active",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "notification-sound", self->pref_sound, "active",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind_with_mapping (self->settings, "appearance", self->pref_appearance, "selected",
                                G_SETTINGS_BIND_DEFAULT, get_appearance, set_appearance, NULL,
                                NULL);
}

static void
bind_rows (MatoiPreferences *self, MatoiContext *context)
{
  const struct
  {
    AdwEntryRow *row;
    const char *key;
  } rows[] = {
    { self->pref_identity, "identity" }, { self->pref_timezone, "timezone" },
    { self->pref_holidays, "holidays" }, { self->pref_channel, "contact.channel" },
    { self->pref_call, "contact.call" }, { self->pref_phone, "contact.phone" },
    { self->pref_pin, "contact.pin" },   { self->pref_executives, "contact.executives" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    matoi_setting_row_bind (rows[i].row, context, rows[i].key);
}

/* The preferences of the organisation behind @context and of the person in front of it. */
MatoiPreferences *
matoi_preferences_new (MatoiContext *context)
{
  MatoiPreferences *self;

  g_return_val_if_fail (MATOI_IS_CONTEXT (context), NULL);

  self = g_object_new (MATOI_TYPE_PREFERENCES, NULL);
  bind_settings (self);
  bind_rows (self, context);
  matoi_policy_row_set_context (self->pref_policy, context, self->pref_clocks);
  matoi_team_page_set_context (self->pref_team, context);
  matoi_connections_page_set_context (self->pref_connections, context);
  return self;
}

/* The page @name, or that of the service with this id. */
void
matoi_preferences_show_page (MatoiPreferences *self, const char *name)
{
  AdwPreferencesWindow *window = ADW_PREFERENCES_WINDOW (self);

  g_return_if_fail (MATOI_IS_PREFERENCES (self));

  if (matoi_connections_page_open (self->pref_connections, name))
    {
      adw_preferences_window_set_visible_page_name (window, "connections");
      return;
    }
  adw_preferences_window_close_subpage (window);
  adw_preferences_window_set_visible_page_name (window, name);
}

static void
matoi_preferences_dispose (GObject *object)
{
  g_clear_object (&MATOI_PREFERENCES (object)->settings);
  G_OBJECT_CLASS (matoi_preferences_parent_class)->dispose (object);
}

static void
matoi_preferences_class_init (MatoiPreferencesClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_preferences_dispose;
  g_type_ensure (MATOI_TYPE_CONNECTIONS_PAGE);
  g_type_ensure (MATOI_TYPE_POLICY_ROW);
  g_type_ensure (MATOI_TYPE_TEAM_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/preferences/preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiPreferences, pref_identity);
  gtk_widget_class_bind_template_child (widget_class, MatoiPreferences, pref_timezone);
  gtk_widget_class_bind_template_child (widget_class, MatoiPreferences, pref_holidays);
  gtk_widget_class_bind_template_child (widget_class, MatoiPreferences, pref_channel);
  gtk_widget_class_bind_template_child (widget_class, MatoiPreferences, pref_call);
  gtk_widget_class_bind_template_child (widget_class, MatoiPreferences, pref_phone);
  gtk_widget_class_bind_template_child (widget_class, MatoiPreferences, pref_pin);
  gtk_widget_class_bind_template_child (widget_class, MatoiPreferences, pref_executives);
  gtk_widget_class_bind_template_child (widget_class, MatoiPreferences, pref_local_time);
  gtk_widget_class_bind_template_child (widget_class, MatoiPreferences, pref_notifications);
  gtk_widget_class_bind_template_child (widget_class, MatoiPreferences, pref_sound);
  gtk_widget_class_bind_template_child (widget_class, MatoiPreferences, pref_appearance);
  gtk_widget_class_bind_template_child (widget_class, MatoiPreferences, pref_policy);
  gtk_widget_class_bind_template_child (widget_class, MatoiPreferences, pref_clocks);
  gtk_widget_class_bind_template_child (widget_class, MatoiPreferences, pref_team);
  gtk_widget_class_bind_template_child (widget_class, MatoiPreferences, pref_connections);
}

static void
matoi_preferences_init (MatoiPreferences *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->settings = g_settings_new (APP_ID);
}
