/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-window-private.h"

#include <glib/gi18n-lib.h>

#include "matoi-preferences.h"
#include "matoi-ui-text.h"

/* From this width on the list stands beside the incident. */
#define LIST_WIDTH 1560

G_DEFINE_FINAL_TYPE (MatoiWindow, matoi_window, ADW_TYPE_APPLICATION_WINDOW)

/* --- the clock: one timer for everything that counts, on whole seconds of the big one */

static gboolean
on_tick (gpointer user_data)
{
  MatoiWindow *self = user_data;

  self->tick_id = 0;
  matoi_live_tick (self->live);
  matoi_incident_list_tick (self->win_list, matoi_context_get_now (self->context));
  if (matoi_outstanding_count_overdue (self->outstanding) !=
      adw_view_stack_page_get_badge_number (self->win_postmortems_page))
    matoi_window_show_badges (self);
  matoi_follow_ups_view_tick (self->win_follow_ups);
  matoi_window_schedule_tick (self);
  return G_SOURCE_REMOVE;
}

/* Moves the clocks on when the next second of the incident in front begins. */
void
matoi_window_schedule_tick (MatoiWindow *self)
{
  const MatoiIncident *incident = matoi_window_get_incident (self);
  gint64 start = incident ? matoi_ui_get_start (incident) : 0;
  gint64 past = (matoi_context_get_now (self->context) - start) % 1000;
  gboolean runs = incident && incident->ended_at == MATOI_TIME_NONE;
  guint wait = (guint) (1000 - (past < 0 ? past + 1000 : past));

  g_clear_handle_id (&self->tick_id, g_source_remove);
  /* Without a running clock in front only the list's minutes are left to count. */
  self->tick_id =
    runs ? g_timeout_add (wait, on_tick, self) : g_timeout_add_seconds (15, on_tick, self);
}

/* Says @text above everything until the next news arrive. */
void
matoi_window_show_message (MatoiWindow *self, const char *text)
{
  g_return_if_fail (MATOI_IS_WINDOW (self));

  gtk_label_set_text (self->win_banner_text, text);
  gtk_revealer_set_reveal_child (self->win_banner, TRUE);
}

static void
new_window (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiWindow *self = MATOI_WINDOW (widget);
  const MatoiIncident *incident = matoi_window_get_incident (self);
  MatoiWindow *window = matoi_window_new (gtk_window_get_application (GTK_WINDOW (self)),
                                          self->live, self->drafts, NULL);

  if (incident)
    matoi_window_open_reference (window, incident->ref);
  gtk_window_present (GTK_WINDOW (window));
}

static void
show_preferences (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiWindow *self = MATOI_WINDOW (widget);

  if (!self->preferences)
    {
      g_set_weak_pointer (&self->preferences, GTK_WINDOW (matoi_preferences_new (self->context)));
      gtk_window_set_transient_for (self->preferences, GTK_WINDOW (self));
    }
  if (parameter)
    matoi_preferences_show_page (MATOI_PREFERENCES (self->preferences),
                                 g_variant_get_string (parameter, NULL));
  gtk_window_present (self->preferences);
}

/* --- the window */

static void
on_local_time_changed (MatoiWindow *self)
{
  g_autoptr (GTimeZone) zone =
    matoi_ui_dup_zone (self->context, g_settings_get_boolean (self->settings, "local-time"));

  matoi_live_set_zone (self->live, zone);
}

/* Whoever travels with a laptop changes the zone while an incident is live. */
static void
watch_zone (MatoiWindow *self)
{
  g_autoptr (GFile) file = g_file_new_for_path ("/etc/localtime");

  self->zone_monitor = g_file_monitor_file (file, G_FILE_MONITOR_NONE, NULL, NULL);
  if (self->zone_monitor)
    g_signal_connect_object (self->zone_monitor, "changed", G_CALLBACK (on_local_time_changed),
                             self, G_CONNECT_SWAPPED);
}

static gboolean
fold_list (gpointer user_data)
{
  MatoiWindow *self = user_data;
  gboolean wide = gtk_widget_get_width (GTK_WIDGET (self)) >= LIST_WIDTH;

  self->fold_id = 0;
  adw_flap_set_fold_policy (self->win_flap,
                            wide ? ADW_FLAP_FOLD_POLICY_NEVER : ADW_FLAP_FOLD_POLICY_ALWAYS);
  return G_SOURCE_REMOVE;
}

/* Beside the incident the list has room in a wide window only; else it lies over it when asked for. */
static void
matoi_window_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  MatoiWindow *self = MATOI_WINDOW (widget);
  gboolean wide = width >= LIST_WIDTH;

  GTK_WIDGET_CLASS (matoi_window_parent_class)->size_allocate (widget, width, height, baseline);
  if (wide == (adw_flap_get_fold_policy (self->win_flap) == ADW_FLAP_FOLD_POLICY_ALWAYS) &&
      self->fold_id == 0)
    self->fold_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, fold_list, self, NULL);
}

static void
save_size (MatoiWindow *self)
{
  int width, height;
  gboolean maximized = gtk_window_is_maximized (GTK_WINDOW (self));

  g_settings_set_boolean (self->settings, "window-maximized", maximized);
  if (maximized)
    return;
  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set_int (self->settings, "window-width", width);
  g_settings_set_int (self->settings, "window-height", height);
}

static gboolean
matoi_window_close_request (GtkWindow *window)
{
  MatoiWindow *self = MATOI_WINDOW (window);

  save_size (self);
  /* What was typed is on its way before the window goes; the context finishes what was asked. */
  matoi_postmortems_view_flush (self->win_postmortems);
  return GTK_WINDOW_CLASS (matoi_window_parent_class)->close_request (window);
}

static void
matoi_window_dispose (GObject *object)
{
  MatoiWindow *self = MATOI_WINDOW (object);

  g_clear_handle_id (&self->tick_id, g_source_remove);
  g_clear_handle_id (&self->fold_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->loading_cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->loading_cancellable);
  if (self->context)
    g_signal_handlers_disconnect_by_data (self->context, self);
  g_clear_object (&self->context);
  if (self->document)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
  g_clear_object (&self->outstanding);
  g_clear_object (&self->live);
  g_clear_object (&self->toast);
  if (self->preferences)
    gtk_window_destroy (self->preferences);
  g_clear_weak_pointer (&self->preferences);
  if (self->import)
    gtk_window_destroy (self->import);
  g_clear_weak_pointer (&self->import);
  if (self->import_history)
    gtk_window_destroy (self->import_history);
  g_clear_weak_pointer (&self->import_history);
  g_clear_object (&self->drafts);
  g_clear_object (&self->zone_monitor);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->former_view, g_free);
  g_clear_pointer (&self->outbox_view, g_free);
  g_clear_pointer (&self->told_ref, g_free);
  g_clear_pointer (&self->wanted_kind, g_free);
  g_clear_pointer (&self->live_rows, g_ptr_array_unref);
  G_OBJECT_CLASS (matoi_window_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, MatoiWindow, win_switchers);
  gtk_widget_class_bind_template_child (widget_class, MatoiWindow, win_switcher);
  gtk_widget_class_bind_template_child (widget_class, MatoiWindow, win_narrow_switcher);
  gtk_widget_class_bind_template_child (widget_class, MatoiWindow, win_views);
  gtk_widget_class_bind_template_child (widget_class, MatoiWindow, win_live_page);
  gtk_widget_class_bind_template_child (widget_class, MatoiWindow, win_postmortems_page);
  gtk_widget_class_bind_template_child (widget_class, MatoiWindow, win_postmortems);
  gtk_widget_class_bind_template_child (widget_class, MatoiWindow, win_follow_ups_page);
  gtk_widget_class_bind_template_child (widget_class, MatoiWindow, win_follow_ups);
  gtk_widget_class_bind_template_child (widget_class, MatoiWindow, win_history);
  gtk_widget_class_bind_template_child (widget_class, MatoiWindow, win_insights);
  gtk_widget_class_bind_template_child (widget_class, MatoiWindow, win_sidebar_button);
  gtk_widget_class_bind_template_child (widget_class, MatoiWindow, win_flap);
  gtk_widget_class_bind_template_child (widget_class, MatoiWindow, win_stack);
  gtk_widget_class_bind_template_child (widget_class, MatoiWindow, win_spinner);
  gtk_widget_class_bind_template_child (widget_class, MatoiWindow, win_error);
  gtk_widget_class_bind_template_child (widget_class, MatoiWindow, win_banner);
  gtk_widget_class_bind_template_child (widget_class, MatoiWindow, win_banner_text);
  gtk_widget_class_bind_template_child (widget_class, MatoiWindow, win_list);
  gtk_widget_class_bind_template_child (widget_class, MatoiWindow, win_view);
  gtk_widget_class_bind_template_child (widget_class, MatoiWindow, win_declare);
  gtk_widget_class_bind_template_child (widget_class, MatoiWindow, win_toasts);
  gtk_widget_class_bind_template_child (widget_class, MatoiWindow, win_welcome);
  gtk_widget_class_bind_template_child (widget_class, MatoiWindow, win_outbox);
}

static void
matoi_window_class_init (MatoiWindowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_window_dispose;
  GTK_WINDOW_CLASS (class)->close_request = matoi_window_close_request;
  widget_class->size_allocate = matoi_window_size_allocate;
  g_type_ensure (MATOI_TYPE_DECLARE_VIEW);
  g_type_ensure (MATOI_TYPE_FOLLOW_UPS_VIEW);
  g_type_ensure (MATOI_TYPE_HISTORY_VIEW);
  g_type_ensure (MATOI_TYPE_INCIDENT_LIST);
  g_type_ensure (MATOI_TYPE_INCIDENT_VIEW);
  g_type_ensure (MATOI_TYPE_INSIGHTS_VIEW);
  g_type_ensure (MATOI_TYPE_OUTBOX_VIEW);
  g_type_ensure (MATOI_TYPE_POSTMORTEMS_VIEW);
  g_type_ensure (MATOI_TYPE_WELCOME_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/matoi/Matoi/window.ui");
  bind_children (widget_class);

  matoi_window_install_views (widget_class);
  matoi_window_install_jumps (widget_class);
  matoi_window_install_undo (widget_class);
  matoi_window_install_outbox (widget_class);
  matoi_window_install_import (widget_class);
  gtk_widget_class_install_action (widget_class, "win.preferences", NULL, show_preferences);
  gtk_widget_class_install_action (widget_class, "win.preferences-page", "s", show_preferences);
  gtk_widget_class_install_action (widget_class, "win.new-window", NULL, new_window);
}

static void
matoi_window_init (MatoiWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->settings = g_settings_new (APP_ID);
  self->cancellable = g_cancellable_new ();
  gtk_window_set_default_size (GTK_WINDOW (self),
                               g_settings_get_int (self->settings, "window-width"),
                               g_settings_get_int (self->settings, "window-height"));
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));

  matoi_window_begin_views (self);
  matoi_window_begin_jumps (self);
  matoi_window_show_page (self, "loading");
}

static void
disable_actions (MatoiWindow *self)
{
  const char *names[] = {
    "win.declare",         "win.focus-entry", "win.next-incident", "win.previous-incident",
    "win.preferences",     "win.new-window",  "win.show-view",     "win.open-incident",
    "win.open-postmortem", "win.outbox",      "win.import-slack",  "win.open-follow-up",
    "win.import-history"
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), names[i], FALSE);
}

/* Where the last window was left. What begins with questions begins in Live. */
static void
show_last_view (MatoiWindow *self)
{
  g_autofree char *view = g_settings_get_string (self->settings, "last-view");

  if (g_settings_get_boolean (self->settings, "welcomed") &&
      adw_view_stack_get_child_by_name (self->win_views, view))
    matoi_window_show_view (self, view);
}

/* Opens a window on the incidents of @live, keeping half-typed lines in @drafts; with NULL one
 * that tells of @problem. */
MatoiWindow *
matoi_window_new (GtkApplication *application,
                  MatoiLive *live_or_null,
                  MatoiDrafts *drafts,
                  const GError *problem)
{
  MatoiWindow *self = g_object_new (MATOI_TYPE_WINDOW, "application", application, NULL);

  if (!live_or_null)
    {
      disable_actions (self);
      adw_flap_set_reveal_flap (self->win_flap, FALSE);
      matoi_window_show_problem (self, _ ("The Database Cannot Be Opened"), problem);
      return self;
    }
  self->live = g_object_ref (live_or_null);
  self->context = g_object_ref (matoi_live_get_context (live_or_null));
  self->drafts = g_object_ref (drafts);
  matoi_incident_view_set_drafts (self->win_view, drafts);
  matoi_postmortems_view_set_live (self->win_postmortems, self->live, drafts);
  matoi_follow_ups_view_set_live (self->win_follow_ups, self->live);
  matoi_history_view_set_live (self->win_history, self->live);
  matoi_insights_view_set_live (self->win_insights, self->live);
  matoi_declare_view_set_context (self->win_declare, self->context);
  matoi_welcome_view_set_context (self->win_welcome, self->context);
  matoi_window_begin_outbox (self);
  on_local_time_changed (self);
  g_signal_connect_object (self->settings, "changed::local-time",
                           G_CALLBACK (on_local_time_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->context, "settings-changed", G_CALLBACK (on_local_time_changed),
                           self, G_CONNECT_SWAPPED);
  watch_zone (self);
  matoi_window_begin_incidents (self);
  show_last_view (self);
  matoi_window_schedule_tick (self);
  return self;
}
