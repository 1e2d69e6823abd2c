/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-window-private.h"

#include <glib/gi18n-lib.h>

#include "matoi-ui-text.h"

const MatoiIncident *
matoi_window_get_incident (MatoiWindow *self)
{
  MatoiSession *session = matoi_incident_view_get_session (self->win_view);

  return session ? matoi_session_get_incident (session) : NULL;
}

/* Whether @view is the one in front. */
gboolean
matoi_window_shows (MatoiWindow *self, const char *view)
{
  return g_strcmp0 (adw_view_stack_get_visible_child_name (self->win_views), view) == 0;
}

/* --- the pages of Live */

void
matoi_window_show_page (MatoiWindow *self, const char *name)
{
  gboolean loading = g_strcmp0 (name, "loading") == 0;

  gtk_spinner_set_spinning (self->win_spinner, loading);
  gtk_stack_set_visible_child_name (self->win_stack, name);
  matoi_window_show_title (self);
}

/* A page instead of the window's contents; @text says what happened, what is safe and what to do. */
void
matoi_window_show_problem (MatoiWindow *self, const char *title, const GError *problem)
{
  g_autofree char *text = matoi_ui_dup_error (problem);
  g_autofree char *markup = g_markup_escape_text (text, -1);

  adw_status_page_set_title (self->win_error, title);
  adw_status_page_set_description (self->win_error, markup);
  matoi_window_show_page (self, "error");
}

/* The keyboard stays with the view that is in front. */
static void
focus_live (MatoiWindow *self, GtkWidget *widget)
{
  if (matoi_window_shows (self, MATOI_VIEW_LIVE))
    gtk_widget_grab_focus (widget);
}

/* What Live shows when nothing else was asked for. */
void
matoi_window_show_default_page (MatoiWindow *self)
{
  if (!self->asked && !g_settings_get_boolean (self->settings, "welcomed") &&
      !matoi_context_get_setting (self->context, "identity"))
    {
      matoi_window_show_page (self, "welcome");
      focus_live (self, GTK_WIDGET (self->win_welcome));
    }
  else if (matoi_window_get_incident (self))
    {
      matoi_window_show_page (self, "incident");
      focus_live (self, GTK_WIDGET (self->win_view));
    }
  else
    matoi_window_show_page (self, "empty");
}

static void
on_welcomed (MatoiWindow *self)
{
  g_settings_set_boolean (self->settings, "welcomed", TRUE);
  matoi_window_show_default_page (self);
}

/* --- from view to view */

void
matoi_window_focus_view (MatoiWindow *self)
{
  if (matoi_window_shows (self, MATOI_VIEW_POSTMORTEMS))
    gtk_widget_grab_focus (GTK_WIDGET (self->win_postmortems));
  else if (matoi_window_shows (self, MATOI_VIEW_FOLLOW_UPS))
    gtk_widget_grab_focus (GTK_WIDGET (self->win_follow_ups));
  else if (matoi_window_shows (self, MATOI_VIEW_INSIGHTS))
    gtk_widget_grab_focus (GTK_WIDGET (self->win_insights));
  else if (matoi_window_shows (self, MATOI_VIEW_HISTORY))
    gtk_widget_grab_focus (GTK_WIDGET (self->win_history));
  else
    gtk_widget_child_focus (GTK_WIDGET (self->win_stack), GTK_DIR_TAB_FORWARD);
}

/* Brings @view to the front. */
void
matoi_window_show_view (MatoiWindow *self, const char *view)
{
  adw_view_stack_set_visible_child_name (self->win_views, view);
}

static void
show_view (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiWindow *self = MATOI_WINDOW (widget);
  const char *view = g_variant_get_string (parameter, NULL);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (!self->context)
    return;
  /* The button in the header may have led there, or it is what was in front the last time: then
   * the keyboard is still outside. */
  if (matoi_window_shows (self, view) && focus &&
      gtk_widget_is_ancestor (focus, adw_view_stack_get_visible_child (self->win_views)))
    return;
  matoi_window_show_view (self, view);
  matoi_window_focus_view (self);
}

static void
show_sidebar_button (MatoiWindow *self)
{
  gtk_toggle_button_set_active (self->win_sidebar_button,
                                matoi_window_shows (self, MATOI_VIEW_LIVE) &&
                                  adw_flap_get_reveal_flap (self->win_flap));
}

/* The keys one asks for are those of what is in front. */
static void
show_keys (MatoiWindow *self)
{
  GtkShortcutsWindow *keys =
    gtk_application_window_get_help_overlay (GTK_APPLICATION_WINDOW (self));

  if (keys)
    g_object_set (keys, "section-name",
                  matoi_window_shows (self, MATOI_VIEW_POSTMORTEMS)  ? "postmortem"
                  : matoi_window_shows (self, MATOI_VIEW_FOLLOW_UPS) ? "follow-ups"
                  : matoi_window_shows (self, MATOI_VIEW_HISTORY)    ? "history"
                  : matoi_window_shows (self, MATOI_VIEW_INSIGHTS)   ? "insights"
                                                                     : "lead",
                  NULL);
}

static void
on_view_changed (MatoiWindow *self)
{
  /* The window is going. */
  if (!self->settings)
    return;
  matoi_window_take_undo_off (self);
  if (self->context && matoi_window_shows (self, MATOI_VIEW_POSTMORTEMS))
    matoi_postmortems_view_refresh (self->win_postmortems);
  else
    /* Whoever leaves a document has finished the sentence. */
    matoi_postmortems_view_flush (self->win_postmortems);
  if (matoi_window_shows (self, MATOI_VIEW_FOLLOW_UPS))
    matoi_follow_ups_view_begin (self->win_follow_ups);
  if (matoi_window_shows (self, MATOI_VIEW_INSIGHTS))
    matoi_insights_view_begin (self->win_insights);
  if (matoi_window_shows (self, MATOI_VIEW_HISTORY))
    matoi_history_view_begin (self->win_history);
  g_settings_set_string (self->settings, "last-view",
                         adw_view_stack_get_visible_child_name (self->win_views));
  show_sidebar_button (self);
  show_keys (self);
  matoi_window_show_title (self);
}

/* Only once: from within the list the keyboard would go on to the next incident, and open it. */
static void
focus_list (MatoiWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (!focus || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->win_list)))
    gtk_widget_child_focus (GTK_WIDGET (self->win_list), GTK_DIR_TAB_FORWARD);
}

/* What is just coming into sight cannot take the keyboard before it is there. */
static void
on_list_mapped (MatoiWindow *self)
{
  if (self->focus_list)
    focus_list (self);
  self->focus_list = FALSE;
}

/* The list of incidents belongs to Live: asked for elsewhere, it leads there. */
static void
show_sidebar (MatoiWindow *self, gboolean reveal)
{
  if (reveal)
    matoi_window_show_view (self, MATOI_VIEW_LIVE);
  self->focus_list = reveal && !gtk_widget_get_mapped (GTK_WIDGET (self->win_list));
  adw_flap_set_reveal_flap (self->win_flap, reveal);
  if (reveal)
    focus_list (self);
  else
    gtk_widget_child_focus (GTK_WIDGET (self->win_stack), GTK_DIR_TAB_FORWARD);
}

static void
toggle_sidebar (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiWindow *self = MATOI_WINDOW (widget);

  show_sidebar (self, !matoi_window_shows (self, MATOI_VIEW_LIVE) ||
                        !adw_flap_get_reveal_flap (self->win_flap));
}

static void
on_sidebar_toggled (MatoiWindow *self)
{
  gboolean active = gtk_toggle_button_get_active (self->win_sidebar_button);

  if (active && !matoi_window_shows (self, MATOI_VIEW_LIVE))
    show_sidebar (self, TRUE);
  else if (matoi_window_shows (self, MATOI_VIEW_LIVE))
    adw_flap_set_reveal_flap (self->win_flap, active);
}

/* --- what leads to Live */

static void
declare (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiWindow *self = MATOI_WINDOW (widget);

  g_clear_pointer (&self->former_view, g_free);
  if (!matoi_window_shows (self, MATOI_VIEW_LIVE))
    self->former_view = g_strdup (adw_view_stack_get_visible_child_name (self->win_views));
  matoi_window_show_view (self, MATOI_VIEW_LIVE);
  if (adw_flap_get_folded (self->win_flap))
    adw_flap_set_reveal_flap (self->win_flap, FALSE);
  matoi_window_show_page (self, "declare");
  matoi_declare_view_begin (self->win_declare);
}

/* Back to where it was begun. */
static void
on_declare_cancelled (MatoiWindow *self)
{
  g_autofree char *former = g_steal_pointer (&self->former_view);

  matoi_window_show_default_page (self);
  if (!former || !matoi_window_shows (self, MATOI_VIEW_LIVE))
    return;
  matoi_window_show_view (self, former);
  matoi_window_focus_view (self);
}

static void
on_filed (MatoiWindow *self, const char *text)
{
  on_declare_cancelled (self);
  matoi_window_show_toast (self, text, NULL, NULL);
}

static void
focus_entry (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiWindow *self = MATOI_WINDOW (widget);

  matoi_window_show_view (self, MATOI_VIEW_LIVE);
  if (matoi_window_get_incident (self))
    matoi_window_show_default_page (self);
}

static void
move (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiWindow *self = MATOI_WINDOW (widget);

  matoi_window_show_view (self, MATOI_VIEW_LIVE);
  if (!matoi_incident_list_move (self->win_list,
                                 g_strcmp0 (action, "win.next-incident") == 0 ? 1 : -1))
    gtk_widget_error_bell (widget);
}

static void
find (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiWindow *self = MATOI_WINDOW (widget);

  if (matoi_window_shows (self, MATOI_VIEW_POSTMORTEMS))
    matoi_postmortems_view_find (self->win_postmortems);
  else if (matoi_window_shows (self, MATOI_VIEW_FOLLOW_UPS))
    matoi_follow_ups_view_find (self->win_follow_ups);
  else if (matoi_window_shows (self, MATOI_VIEW_HISTORY))
    matoi_history_view_find (self->win_history);
  else
    gtk_widget_activate_action (GTK_WIDGET (self->win_view), "incident.find", NULL);
}

static void
on_insights_said (MatoiWindow *self, const char *text)
{
  matoi_window_show_toast (self, text, NULL, NULL);
}

/* --- */

/* Connects what the views tell; after the template. */
void
matoi_window_begin_views (MatoiWindow *self)
{
  g_signal_connect_swapped (self->win_welcome, "done", G_CALLBACK (on_welcomed), self);
  g_signal_connect_swapped (self->win_declare, "cancelled", G_CALLBACK (on_declare_cancelled),
                            self);
  g_signal_connect_swapped (self->win_declare, "filed", G_CALLBACK (on_filed), self);
  g_signal_connect_swapped (self->win_postmortems, "title-changed",
                            G_CALLBACK (matoi_window_follow_document), self);
  g_signal_connect_swapped (self->win_follow_ups, "counted",
                            G_CALLBACK (matoi_window_show_overdue_items), self);
  g_signal_connect_swapped (self->win_insights, "said", G_CALLBACK (on_insights_said), self);
  g_signal_connect_swapped (self->win_views, "notify::visible-child", G_CALLBACK (on_view_changed),
                            self);
  g_signal_connect_swapped (self->win_flap, "notify::reveal-flap", G_CALLBACK (show_sidebar_button),
                            self);
  g_signal_connect_data (self->win_list, "map", G_CALLBACK (on_list_mapped), self, NULL,
                         G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_swapped (self->win_sidebar_button, "toggled", G_CALLBACK (on_sidebar_toggled),
                            self);
}

void
matoi_window_install_views (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.declare", NULL, declare);
  gtk_widget_class_install_action (widget_class, "win.show-view", "s", show_view);
  gtk_widget_class_install_action (widget_class, "win.find", NULL, find);
  gtk_widget_class_install_action (widget_class, "win.focus-entry", NULL, focus_entry);
  gtk_widget_class_install_action (widget_class, "win.next-incident", NULL, move);
  gtk_widget_class_install_action (widget_class, "win.previous-incident", NULL, move);
  gtk_widget_class_install_action (widget_class, "win.toggle-sidebar", NULL, toggle_sidebar);
}
