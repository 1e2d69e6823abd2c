/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-incident-view-private.h"

#include "matoi-ui-text.h"

/* The least width, and where the columns fold: below NARROW the roster shows faces only. */
#define MIN_WIDTH 880
#define NARROW    1180
#define WIDE      1700

G_DEFINE_FINAL_TYPE (MatoiIncidentView, matoi_incident_view, GTK_TYPE_WIDGET)

/* --- what a button asked for and the process refused: said above the bar, until it is closed */

static void
hide_refusal (MatoiIncidentView *self)
{
  gtk_revealer_set_reveal_child (self->inc_refusal, FALSE);
}

static void
on_refused (MatoiIncidentView *self, const GError *error)
{
  g_autofree char *text = matoi_ui_dup_error (error);

  gtk_label_set_text (self->inc_refusal_text, text);
  gtk_revealer_set_reveal_child (self->inc_refusal, TRUE);
}

/* --- the pages of the centre */

/* Shows the page @name; "timeline" also brings the keyboard back to the entry bar. */
void
matoi_incident_view_show_page (MatoiIncidentView *self, const char *name)
{
  g_return_if_fail (MATOI_IS_INCIDENT_VIEW (self));

  gtk_stack_set_visible_child_name (self->inc_pages, name);
  if (g_strcmp0 (name, "timeline") == 0)
    gtk_widget_grab_focus (GTK_WIDGET (self->inc_entry_bar));
}

static void
show_timeline (MatoiIncidentView *self)
{
  matoi_incident_view_show_page (self, "timeline");
}

/* Who leaves the messages does not see what comes while they fade away. */
static void
on_page_changed (MatoiIncidentView *self)
{
  const char *name = gtk_stack_get_visible_child_name (self->inc_pages);

  if (self->talk)
    matoi_channel_talk_set_watched (self->talk,
                                    g_strcmp0 (name, "channel") == 0 &&
                                      gtk_widget_get_mapped (GTK_WIDGET (self->inc_channel_panel)));
}

/* A line that asks for a page instead of an event. */
static void
on_command (MatoiIncidentView *self, const MatoiCommand *command)
{
  GtkWidget *widget = GTK_WIDGET (self);

  if (g_strcmp0 (command->name, "end") == 0)
    gtk_widget_activate_action (widget, "incident.end", NULL);
  else if (g_strcmp0 (command->name, "page") == 0)
    gtk_widget_activate_action (widget, "incident.page", "s", "ic");
}

/* --- the incident */

/* Whoever goes on writing has read out the card. */
static void
on_recorded (MatoiIncidentView *self)
{
  hide_refusal (self);
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->inc_pages), "announce") == 0 &&
      gtk_widget_get_focus_child (GTK_WIDGET (self->inc_entry_bar)))
    gtk_stack_set_visible_child_name (self->inc_pages, "timeline");
}

static void
on_changed (MatoiIncidentView *self)
{
  gboolean live = matoi_session_is_live (self->session);

  gtk_widget_set_visible (GTK_WIDGET (self->inc_strip), live);
  /* Nothing is next any more. */
  gtk_widget_set_visible (GTK_WIDGET (self->inc_steps), live);
}

/* Shows the incident of @session, or nothing. Lines half typed for another one wait there. */
void
matoi_incident_view_set_session (MatoiIncidentView *self, MatoiSession *session)
{
  g_return_if_fail (MATOI_IS_INCIDENT_VIEW (self));

  if (self->session == session)
    return;
  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  hide_refusal (self);
  matoi_entry_bar_set_session (self->inc_entry_bar, session);
  matoi_incident_header_set_session (self->inc_header, session);
  matoi_contact_strip_set_session (self->inc_strip, session);
  matoi_roster_set_session (self->inc_roster, session);
  matoi_timeline_view_set_session (self->inc_timeline_view, session);
  matoi_update_page_set_session (self->inc_update_page, session);
  matoi_end_page_set_session (self->inc_end_page, session);
  matoi_security_page_set_session (self->inc_security_page, session);
  matoi_subteam_page_set_session (self->inc_subteam_page, session);
  matoi_announce_card_set_session (self->inc_announce_card, session);
  matoi_steps_panel_set_session (self->inc_steps, session);
  matoi_poll_panel_set_session (self->inc_poll, session);
  matoi_asks_panel_set_session (self->inc_asks, session);
  matoi_todos_panel_set_session (self->inc_todos, session);
  matoi_status_panel_set_session (self->inc_status, session);
  matoi_cards_panel_set_session (self->inc_cards, session);
  matoi_channel_talk_set_session (self->talk, session);
  gtk_stack_set_visible_child_name (self->inc_pages, "timeline");
  if (!session)
    return;
  g_signal_connect_object (session, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "refused", G_CALLBACK (on_refused), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "recorded", G_CALLBACK (on_recorded), self, G_CONNECT_SWAPPED);
  on_changed (self);
}

/* (nullable) */
MatoiSession *
matoi_incident_view_get_session (MatoiIncidentView *self)
{
  return self->session;
}

/* Where half-typed lines are kept; once, before an incident is shown. */
void
matoi_incident_view_set_drafts (MatoiIncidentView *self, MatoiDrafts *drafts)
{
  matoi_entry_bar_set_drafts (self->inc_entry_bar, drafts);
}

/* --- folding */

static gboolean
fold (gpointer user_data)
{
  MatoiIncidentView *self = user_data;
  gboolean narrow = self->layout == 0, wide = self->layout == 2;

  self->fold_id = 0;
  matoi_incident_header_set_narrow (self->inc_header, narrow);
  matoi_contact_strip_set_narrow (self->inc_strip, narrow);
  matoi_roster_set_compact (self->inc_roster, narrow);
  gtk_widget_set_size_request (self->inc_roster_column, narrow ? 72 : wide ? 290 : 256, -1);
  gtk_widget_set_size_request (self->inc_side_column, narrow ? 276 : wide ? 400 : 304, -1);
  return G_SOURCE_REMOVE;
}

static void
matoi_incident_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  MatoiIncidentView *self = MATOI_INCIDENT_VIEW (widget);
  int layout = width < NARROW ? 0 : width < WIDE ? 1 : 2;
  int min;

  /* Folding changes what the children ask for: not while they are being placed. */
  if (layout != self->layout)
    {
      self->layout = layout;
      if (self->fold_id == 0)
        self->fold_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, fold, self, NULL);
    }
  gtk_widget_measure (self->inc_content, GTK_ORIENTATION_HORIZONTAL, -1, &min, NULL, NULL, NULL);
  gtk_widget_allocate (self->inc_content, MAX (width, min), height, baseline, NULL);
}

/* Less than the columns ask for before they are folded, else nobody could make the window
 * narrow enough for that. */
static void
matoi_incident_view_measure (GtkWidget *widget,
                             GtkOrientation orientation,
                             int for_size,
                             int *minimum,
                             int *natural,
                             int *minimum_baseline,
                             int *natural_baseline)
{
  MatoiIncidentView *self = MATOI_INCIDENT_VIEW (widget);

  gtk_widget_measure (self->inc_content, orientation, -1, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = MIN (*minimum, MIN_WIDTH);
}

/* --- the keyboard */

static gboolean
matoi_incident_view_grab_focus (GtkWidget *widget)
{
  if (matoi_ui_is_walking (widget))
    return FALSE;
  return gtk_widget_grab_focus (GTK_WIDGET (MATOI_INCIDENT_VIEW (widget)->inc_entry_bar));
}

/* --- the object */

static void
matoi_incident_view_dispose (GObject *object)
{
  MatoiIncidentView *self = MATOI_INCIDENT_VIEW (object);

  g_clear_handle_id (&self->fold_id, g_source_remove);
  if (self->inc_entry_bar)
    matoi_incident_view_set_session (self, NULL);
  g_clear_object (&self->talk);
  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_INCIDENT_VIEW);
  G_OBJECT_CLASS (matoi_incident_view_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, MatoiIncidentView, inc_content);
  gtk_widget_class_bind_template_child (widget_class, MatoiIncidentView, inc_header);
  gtk_widget_class_bind_template_child (widget_class, MatoiIncidentView, inc_strip);
  gtk_widget_class_bind_template_child (widget_class, MatoiIncidentView, inc_roster_column);
  gtk_widget_class_bind_template_child (widget_class, MatoiIncidentView, inc_side_column);
  gtk_widget_class_bind_template_child (widget_class, MatoiIncidentView, inc_roster);
  gtk_widget_class_bind_template_child (widget_class, MatoiIncidentView, inc_pages);
  gtk_widget_class_bind_template_child (widget_class, MatoiIncidentView, inc_timeline_view);
  gtk_widget_class_bind_template_child (widget_class, MatoiIncidentView, inc_update_page);
  gtk_widget_class_bind_template_child (widget_class, MatoiIncidentView, inc_end_page);
  gtk_widget_class_bind_template_child (widget_class, MatoiIncidentView, inc_security_page);
  gtk_widget_class_bind_template_child (widget_class, MatoiIncidentView, inc_subteam_page);
  gtk_widget_class_bind_template_child (widget_class, MatoiIncidentView, inc_announce_card);
  gtk_widget_class_bind_template_child (widget_class, MatoiIncidentView, inc_channel_panel);
  gtk_widget_class_bind_template_child (widget_class, MatoiIncidentView, inc_channel_button);
  gtk_widget_class_bind_template_child (widget_class, MatoiIncidentView, inc_refusal);
  gtk_widget_class_bind_template_child (widget_class, MatoiIncidentView, inc_refusal_text);
  gtk_widget_class_bind_template_child (widget_class, MatoiIncidentView, inc_entry_bar);
  gtk_widget_class_bind_template_child (widget_class, MatoiIncidentView, inc_steps);
  gtk_widget_class_bind_template_child (widget_class, MatoiIncidentView, inc_poll);
  gtk_widget_class_bind_template_child (widget_class, MatoiIncidentView, inc_asks);
  gtk_widget_class_bind_template_child (widget_class, MatoiIncidentView, inc_todos);
  gtk_widget_class_bind_template_child (widget_class, MatoiIncidentView, inc_status);
  gtk_widget_class_bind_template_child (widget_class, MatoiIncidentView, inc_cards);
  gtk_widget_class_bind_template_callback (widget_class, hide_refusal);
  gtk_widget_class_bind_template_callback (widget_class, show_timeline);
  gtk_widget_class_bind_template_callback (widget_class, on_command);
  gtk_widget_class_bind_template_callback (widget_class, on_page_changed);
}

static void
matoi_incident_view_class_init (MatoiIncidentViewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_incident_view_dispose;
  widget_class->grab_focus = matoi_incident_view_grab_focus;
  widget_class->focus = matoi_ui_walk;
  widget_class->measure = matoi_incident_view_measure;
  widget_class->size_allocate = matoi_incident_view_size_allocate;

  g_type_ensure (MATOI_TYPE_ANNOUNCE_CARD);
  g_type_ensure (MATOI_TYPE_ASKS_PANEL);
  g_type_ensure (MATOI_TYPE_CARDS_PANEL);
  g_type_ensure (MATOI_TYPE_CHANNEL_BUTTON);
  g_type_ensure (MATOI_TYPE_CHANNEL_PANEL);
  g_type_ensure (MATOI_TYPE_CONTACT_STRIP);
  g_type_ensure (MATOI_TYPE_END_PAGE);
  g_type_ensure (MATOI_TYPE_ENTRY_BAR);
  g_type_ensure (MATOI_TYPE_INCIDENT_HEADER);
  g_type_ensure (MATOI_TYPE_POLL_PANEL);
  g_type_ensure (MATOI_TYPE_ROSTER);
  g_type_ensure (MATOI_TYPE_SECURITY_PAGE);
  g_type_ensure (MATOI_TYPE_STATUS_PANEL);
  g_type_ensure (MATOI_TYPE_STEPS_PANEL);
  g_type_ensure (MATOI_TYPE_SUBTEAM_PAGE);
  g_type_ensure (MATOI_TYPE_TIMELINE_VIEW);
  g_type_ensure (MATOI_TYPE_TODOS_PANEL);
  g_type_ensure (MATOI_TYPE_UPDATE_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/incident-view.ui");
  bind_children (widget_class);

  matoi_incident_view_add_actions (widget_class);
  matoi_incident_view_add_panes (widget_class);
}

static void
matoi_incident_view_init (MatoiIncidentView *self)
{
  self->layout = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->talk = matoi_channel_talk_new ();
  matoi_channel_panel_set_talk (self->inc_channel_panel, self->talk);
  matoi_channel_button_set_talk (self->inc_channel_button, self->talk);
}
