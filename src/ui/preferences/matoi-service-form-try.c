/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-service-form-private.h"

#include <glib/gi18n-lib.h>

#include "matoi-setting-row.h"
#include "matoi-toast.h"
#include "matoi-ui-text.h"

/* Trying out, connecting, disconnecting. */

/* --- telling */

static void
show_problem (MatoiServiceForm *self, const GError *error)
{
  g_autofree char *text = matoi_ui_dup_error (error);

  matoi_setting_tell_problem (GTK_WIDGET (self), text);
}

/* --- asking */

static void
set_busy (MatoiServiceForm *self, gboolean busy)
{
  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "service.test", !busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "service.connect", !busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "service.disconnect", !busy);
}

/* Shows in every row what does not fit. */
static gboolean
check_fields (MatoiServiceForm *self)
{
  gboolean fits = TRUE;

  for (guint i = 0; i < MATOI_SERVICE_MAX_FIELDS && self->fields[i]; i++)
    fits = matoi_setting_row_check (self->fields[i]) && fits;
  return fits;
}

static void
add_value (GPtrArray *settings, const char *key, const char *value)
{
  g_ptr_array_add (settings, g_strdup (key));
  g_ptr_array_add (settings, g_strdup (value ? value : ""));
}

/* (transfer full) pairs, ended by NULL: what stands in the rows */
static GPtrArray *
list_settings (MatoiServiceForm *self)
{
  GPtrArray *settings = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < MATOI_SERVICE_MAX_FIELDS && self->fields[i]; i++)
    {
      g_autofree char *value = matoi_setting_row_dup_text (self->fields[i]);

      add_value (settings, self->kind->fields[i].key, value);
    }
  if (self->certificate)
    add_value (settings, "ca-file", matoi_certificate_row_get_path (self->certificate));
  if (self->page)
    add_value (settings, "page", matoi_pick_row_get_id (self->page));
  g_ptr_array_add (settings, NULL);
  return settings;
}

static void
tell_connected (MatoiServiceForm *self)
{
  const char *title = self->report->title ? self->report->title : self->kind->name;
  g_autofree char *text = NULL;

  for (guint i = 0; i < MATOI_SERVICE_MAX_FIELDS && self->fields[i]; i++)
    matoi_setting_row_reset (self->fields[i]);
  gtk_editable_set_text (GTK_EDITABLE (self->token), "");
  matoi_service_form_show (self);
  /* Translators: %s is the name of a workspace. */
  text = g_strdup_printf (_ ("Connected to %s."), title);
  matoi_toast_show (GTK_WIDGET (self), matoi_toast_new (text));
}

static void
on_tested (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiServiceForm) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MatoiSetupReport) report =
    matoi_service_setup_save_finish (MATOI_SERVICE_SETUP (source), result, &error);

  /* The window was closed meanwhile. */
  if (!self->context)
    return;
  set_busy (self, FALSE);
  if (!report)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        show_problem (self, error);
      return;
    }
  matoi_setup_result_show (self->result, report);
  if (!report->works)
    return;
  matoi_service_form_take (self, g_steal_pointer (&report));
  if (self->report->saved)
    tell_connected (self);
}

/** matoi_service_form_try: see the private header. */
void
matoi_service_form_try (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiServiceForm *self = MATOI_SERVICE_FORM (widget);
  const char *tokens[] = { gtk_editable_get_text (GTK_EDITABLE (self->token)), NULL };
  g_autoptr (GPtrArray) settings = NULL;

  if (!check_fields (self))
    return;
  settings = list_settings (self);
  set_busy (self, TRUE);
  if (g_str_equal (action, "service.connect"))
    matoi_service_setup_save_async (self->setup, tokens, (const char *const *) settings->pdata,
                                    self->cancellable, on_tested, g_object_ref (self));
  else
    matoi_service_setup_test_async (self->setup, tokens, (const char *const *) settings->pdata,
                                    self->cancellable, on_tested, g_object_ref (self));
}

static void
on_asked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiServiceForm) self = user_data;
  g_autoptr (MatoiSetupReport) report =
    matoi_service_setup_test_finish (MATOI_SERVICE_SETUP (source), result, NULL);

  if (self->context && report && report->works && !self->report)
    matoi_service_form_take (self, g_steal_pointer (&report));
}

/** matoi_service_form_ask: see the header; the state above says if the service is not reached. */
void
matoi_service_form_ask (MatoiServiceForm *self)
{
  g_return_if_fail (MATOI_IS_SERVICE_FORM (self));

  if (!self->report && matoi_adapter_is_used (self->context, self->kind->id))
    matoi_service_setup_test_async (self->setup, NULL, NULL, self->cancellable, on_asked,
                                    g_object_ref (self));
}

/* --- disconnecting */

static void
on_restored (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiServiceForm) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!matoi_service_setup_change_finish (MATOI_SERVICE_SETUP (source), result, &error) &&
      self->context)
    show_problem (self, error);
}

static void
on_undo (MatoiServiceForm *self)
{
  if (self->context)
    matoi_service_setup_restore_async (self->setup, NULL, on_restored, g_object_ref (self));
}

static void
on_disconnected (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiServiceForm) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  AdwToast *toast;

  if (!self->context)
    return;
  set_busy (self, FALSE);
  matoi_setup_result_show (self->result, NULL);
  if (!matoi_service_setup_change_finish (MATOI_SERVICE_SETUP (source), result, &error))
    {
      show_problem (self, error);
      return;
    }
  /* Translators: %s is the name of a service, such as JIRA. */
  text = g_strdup_printf (_ ("%s is disconnected. What is recorded stays."), self->kind->name);
  toast = matoi_toast_new (text);
  adw_toast_set_button_label (toast, _ ("_Undo"));
  adw_toast_set_timeout (toast, 0);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (on_undo), self, G_CONNECT_SWAPPED);
  matoi_toast_show (GTK_WIDGET (self), toast);
}

/** matoi_service_form_disconnect: see the private header. */
void
matoi_service_form_disconnect (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiServiceForm *self = MATOI_SERVICE_FORM (widget);

  set_busy (self, TRUE);
  matoi_service_setup_disconnect_async (self->setup, NULL, on_disconnected, g_object_ref (self));
}
