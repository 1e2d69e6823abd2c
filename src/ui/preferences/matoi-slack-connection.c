/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-slack-connection.h"

#include <glib/gi18n-lib.h>

#include "matoi-service-look.h"
#include "matoi-setting-row.h"
#include "matoi-slack-setup.h"
#include "matoi-toast.h"
#include "matoi-ui-text.h"

struct _MatoiSlackConnection
{
  AdwPreferencesGroup parent_instance;
  AdwActionRow *slack_state;
  GtkImage *slack_state_icon;
  AdwExpanderRow *slack_manifest;
  AdwComboRow *slack_share;
  GtkTextView *slack_manifest_text;
  AdwEntryRow *slack_bot, *slack_app, *slack_base_url;
  GtkLabel *slack_bot_place, *slack_app_place;
  GtkSpinner *slack_spinner;
  GtkWidget *slack_disconnect;

  MatoiContext *context;
  MatoiServiceSetup *setup;
  MatoiAdapter *service;    /* (nullable) */
  MatoiSetupResult *result; /* (unowned) on the same page */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (MatoiSlackConnection, matoi_slack_connection, ADW_TYPE_PREFERENCES_GROUP)

/* --- telling */

static void
show_problem (MatoiSlackConnection *self, const GError *error)
{
  g_autofree char *text = matoi_ui_dup_error (error);

  matoi_setting_tell_problem (GTK_WIDGET (self), text);
}

/* --- what there is */

static void
show_state (MatoiSlackConnection *self)
{
  const char *team = matoi_context_get_setting (self->context, "slack.team");
  const char *url = matoi_context_get_setting (self->context, "slack.url");
  MatoiAdapterState state =
    self->service ? matoi_adapter_get_state (self->service) : MATOI_ADAPTER_OFF;
  const char *text = team && self->service ? matoi_adapter_get_text (self->service) : NULL;

  /* Before the service has heard of it. */
  if (team && state == MATOI_ADAPTER_OFF)
    {
      state = MATOI_ADAPTER_ONLINE;
      text = url;
    }
  if (!team)
    text = _ ("The record is complete without Slack; nothing is missing.");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->slack_state),
                                 matoi_service_look_get_word (state));
  adw_action_row_set_subtitle (self->slack_state, text ? text : "");
  matoi_service_look_show_icon (self->slack_state_icon, state);
  gtk_widget_set_visible (self->slack_disconnect, team != NULL);
}

static void
show_places (MatoiSlackConnection *self)
{
  matoi_service_look_show_place (self->slack_bot_place,
                                 matoi_service_setup_get_place (self->setup, 0));
  matoi_service_look_show_place (self->slack_app_place,
                                 matoi_service_setup_get_place (self->setup, 1));
}

static void
show_manifest (MatoiSlackConnection *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text =
    matoi_slack_setup_dup_manifest (adw_combo_row_get_selected (self->slack_share) == 1, &error);

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->slack_manifest_text),
                            text ? text : error->message, -1);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->slack_share),
                               adw_combo_row_get_selected (self->slack_share) == 1
                               ? _ ("One bot token for all; channels are asked every ten seconds.")
                               : _ ("What is said arrives at once. It takes both tokens."));
}

static void
copy_manifest (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiSlackConnection *self = MATOI_SLACK_CONNECTION (widget);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->slack_manifest_text);
  g_autofree char *text = NULL;

  g_object_get (buffer, "text", &text, NULL);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  matoi_toast_show (GTK_WIDGET (self), matoi_toast_new (_ ("The manifest is in the clipboard.")));
}

/* --- testing, connecting, disconnecting */

static void
set_busy (MatoiSlackConnection *self, gboolean busy)
{
  gtk_spinner_set_spinning (self->slack_spinner, busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "slack.test", !busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "slack.connect", !busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "slack.disconnect", !busy);
}

static void
on_tested (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiSlackConnection) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MatoiSetupReport) report =
    matoi_service_setup_save_finish (MATOI_SERVICE_SETUP (source), result, &error);
  g_autofree char *text = NULL;

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
  if (!report->saved)
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->slack_bot), "");
  gtk_editable_set_text (GTK_EDITABLE (self->slack_app), "");
  /* Translators: %s is the name of a workspace. */
  text = g_strdup_printf (_ ("Connected to %s."), report->title);
  matoi_toast_show (GTK_WIDGET (self), matoi_toast_new (text));
}

static void
try_out (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiSlackConnection *self = MATOI_SLACK_CONNECTION (widget);
  const char *tokens[] = { gtk_editable_get_text (GTK_EDITABLE (self->slack_bot)),
                           gtk_editable_get_text (GTK_EDITABLE (self->slack_app)), NULL };

  set_busy (self, TRUE);
  if (g_str_equal (action, "slack.connect"))
    matoi_service_setup_save_async (self->setup, tokens, NULL, self->cancellable, on_tested,
                                    g_object_ref (self));
  else
    matoi_service_setup_test_async (self->setup, tokens, NULL, self->cancellable, on_tested,
                                    g_object_ref (self));
}

static void
on_entered (MatoiSlackConnection *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "slack.test", NULL);
}

static void
on_restored (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiSlackConnection) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!matoi_service_setup_change_finish (MATOI_SERVICE_SETUP (source), result, &error) &&
      self->context)
    show_problem (self, error);
}

static void
on_undo (MatoiSlackConnection *self)
{
  if (self->context)
    matoi_service_setup_restore_async (self->setup, NULL, on_restored, g_object_ref (self));
}

static void
on_disconnected (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiSlackConnection) self = user_data;
  g_autoptr (GError) error = NULL;
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
  toast = matoi_toast_new (_ ("Slack is disconnected. What is recorded stays."));
  adw_toast_set_button_label (toast, _ ("_Undo"));
  adw_toast_set_timeout (toast, 0);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (on_undo), self, G_CONNECT_SWAPPED);
  matoi_toast_show (GTK_WIDGET (self), toast);
}

static void
disconnect (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiSlackConnection *self = MATOI_SLACK_CONNECTION (widget);

  set_busy (self, TRUE);
  matoi_service_setup_disconnect_async (self->setup, NULL, on_disconnected, g_object_ref (self));
}

/* --- the widget */

/** matoi_slack_connection_set_context: once; what a test finds is shown in @result. */
void
matoi_slack_connection_set_context (MatoiSlackConnection *self,
                                    MatoiContext *context,
                                    MatoiSetupResult *result)
{
  g_return_if_fail (MATOI_IS_SLACK_CONNECTION (self) && MATOI_IS_CONTEXT (context));

  self->context = g_object_ref (context);
  self->result = result;
  self->setup = matoi_service_setup_new (context, "slack");
  self->service = matoi_adapter_get (context, "slack");
  if (self->service)
    {
      g_object_ref (self->service);
      g_signal_connect_object (self->service, "changed", G_CALLBACK (show_state), self,
                               G_CONNECT_SWAPPED);
    }
  g_signal_connect_object (context, "settings-changed", G_CALLBACK (show_state), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->setup, "changed", G_CALLBACK (show_places), self,
                           G_CONNECT_SWAPPED);
  matoi_setting_row_bind (self->slack_base_url, context, "slack.base-url");
  matoi_service_setup_look (self->setup);
  show_state (self);
  show_places (self);
}

static void
matoi_slack_connection_dispose (GObject *object)
{
  MatoiSlackConnection *self = MATOI_SLACK_CONNECTION (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->setup);
  g_clear_object (&self->service);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (matoi_slack_connection_parent_class)->dispose (object);
}

static void
matoi_slack_connection_class_init (MatoiSlackConnectionClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_slack_connection_dispose;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/matoi/Matoi/preferences/slack-connection.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiSlackConnection, slack_state);
  gtk_widget_class_bind_template_child (widget_class, MatoiSlackConnection, slack_state_icon);
  gtk_widget_class_bind_template_child (widget_class, MatoiSlackConnection, slack_manifest);
  gtk_widget_class_bind_template_child (widget_class, MatoiSlackConnection, slack_share);
  gtk_widget_class_bind_template_child (widget_class, MatoiSlackConnection, slack_manifest_text);
  gtk_widget_class_bind_template_child (widget_class, MatoiSlackConnection, slack_bot);
  gtk_widget_class_bind_template_child (widget_class, MatoiSlackConnection, slack_app);
  gtk_widget_class_bind_template_child (widget_class, MatoiSlackConnection, slack_base_url);
  gtk_widget_class_bind_template_child (widget_class, MatoiSlackConnection, slack_bot_place);
  gtk_widget_class_bind_template_child (widget_class, MatoiSlackConnection, slack_app_place);
  gtk_widget_class_bind_template_child (widget_class, MatoiSlackConnection, slack_spinner);
  gtk_widget_class_bind_template_child (widget_class, MatoiSlackConnection, slack_disconnect);
  gtk_widget_class_install_action (widget_class, "slack.copy-manifest", NULL, copy_manifest);
  gtk_widget_class_install_action (widget_class, "slack.test", NULL, try_out);
  gtk_widget_class_install_action (widget_class, "slack.connect", NULL, try_out);
  gtk_widget_class_install_action (widget_class, "slack.disconnect", NULL, disconnect);
}

static void
matoi_slack_connection_init (MatoiSlackConnection *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  matoi_ui_name_entry_rows (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  g_signal_connect_object (self->slack_share, "notify::selected", G_CALLBACK (show_manifest), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->slack_bot, "entry-activated", G_CALLBACK (on_entered), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->slack_app, "entry-activated", G_CALLBACK (on_entered), self,
                           G_CONNECT_SWAPPED);
  show_manifest (self);
}
