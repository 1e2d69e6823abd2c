/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-incident-view-private.h"

#include <string.h>

/* What the buttons, menus and keys of an incident ask for. */

static void
compose (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiIncidentView *self = MATOI_INCIDENT_VIEW (widget);

  matoi_incident_view_show_page (self, "update");
  matoi_update_page_begin (self->inc_update_page, g_variant_get_string (parameter, NULL));
}

/* The pages that are opened by an action of their own name. */
static void
open_page (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiIncidentView *self = MATOI_INCIDENT_VIEW (widget);
  const char *name = strchr (action, '.') + 1;

  if (!self->session)
    return;
  if (g_strcmp0 (name, "poll") == 0)
    {
      matoi_poll_panel_begin (self->inc_poll);
      return;
    }
  matoi_incident_view_show_page (self, name);
  if (g_strcmp0 (name, "end") == 0)
    matoi_end_page_begin (self->inc_end_page);
  else if (g_strcmp0 (name, "security") == 0)
    matoi_security_page_begin (self->inc_security_page);
  else if (g_strcmp0 (name, "subteam") == 0)
    matoi_subteam_page_begin (self->inc_subteam_page);
}

/* There and back. */
static void
open_channel (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiIncidentView *self = MATOI_INCIDENT_VIEW (widget);

  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->inc_pages), "channel") == 0)
    {
      matoi_incident_view_show_page (self, "timeline");
      return;
    }
  if (!matoi_channel_talk_has_room (self->talk))
    {
      gtk_widget_error_bell (widget);
      return;
    }
  gtk_stack_set_visible_child_name (self->inc_pages, "channel");
  matoi_channel_panel_begin (self->inc_channel_panel);
}

static void
open_security (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiIncidentView *self = MATOI_INCIDENT_VIEW (widget);

  if (!self->session)
    return;
  matoi_incident_view_show_page (self, "security");
  matoi_security_page_begin_as (self->inc_security_page, g_variant_get_string (parameter, NULL));
}

static void
find (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiIncidentView *self = MATOI_INCIDENT_VIEW (widget);

  gtk_stack_set_visible_child_name (self->inc_pages, "timeline");
  matoi_timeline_view_find (self->inc_timeline_view);
}

static void
show_entry (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiIncidentView *self = MATOI_INCIDENT_VIEW (widget);
  gboolean from_channel;
  MatoiId id;

  if (!matoi_id_from_text (&id, g_variant_get_string (parameter, NULL)))
    return;
  from_channel = g_strcmp0 (gtk_stack_get_visible_child_name (self->inc_pages), "channel") == 0;
  gtk_stack_set_visible_child_name (self->inc_pages, "timeline");
  matoi_timeline_view_show_entry (self->inc_timeline_view, &id);
  /* The keyboard goes along. */
  if (from_channel)
    matoi_timeline_view_focus_list (self->inc_timeline_view);
}

static void
prefill (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiIncidentView *self = MATOI_INCIDENT_VIEW (widget);

  matoi_entry_bar_prefill (self->inc_entry_bar, g_variant_get_string (parameter, NULL));
}

static void
undo (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiIncidentView *self = MATOI_INCIDENT_VIEW (widget);

  if (self->session && matoi_session_can_undo (self->session))
    matoi_session_undo (self->session);
  else
    gtk_widget_error_bell (widget);
}

static void
page_somebody (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiIncidentView *self = MATOI_INCIDENT_VIEW (widget);

  matoi_contact_strip_page (self->inc_strip, g_variant_get_string (parameter, NULL));
}

static void
back (GtkWidget *widget, const char *action, GVariant *parameter)
{
  matoi_incident_view_show_page (MATOI_INCIDENT_VIEW (widget), "timeline");
}

void
matoi_incident_view_add_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "incident.compose", "s", compose);
  gtk_widget_class_install_action (widget_class, "incident.end", NULL, open_page);
  gtk_widget_class_install_action (widget_class, "incident.security", NULL, open_page);
  gtk_widget_class_install_action (widget_class, "incident.codename", "s", open_security);
  gtk_widget_class_install_action (widget_class, "incident.subteam", NULL, open_page);
  gtk_widget_class_install_action (widget_class, "incident.announce", NULL, open_page);
  gtk_widget_class_install_action (widget_class, "incident.poll", NULL, open_page);
  gtk_widget_class_install_action (widget_class, "incident.channel", NULL, open_channel);
  gtk_widget_class_install_action (widget_class, "incident.timeline", NULL, back);
  gtk_widget_class_install_action (widget_class, "incident.find", NULL, find);
  gtk_widget_class_install_action (widget_class, "incident.show-entry", "s", show_entry);
  gtk_widget_class_install_action (widget_class, "incident.prefill", "s", prefill);
  gtk_widget_class_install_action (widget_class, "incident.page", "s", page_somebody);
  gtk_widget_class_install_action (widget_class, "incident.undo", NULL, undo);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "incident.timeline", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_m, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "incident.channel", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_k, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "incident.page", "s", "ic");
}
