/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-postmortem-header.h"

#include <glib/gi18n-lib.h>

#include "matoi-due-form.h"
#include "matoi-export-popover.h"
#include "matoi-owner-form.h"
#include "matoi-postmortem-words.h"
#include "matoi-postmortem.h"
#include "matoi-reason-form.h"
#include "matoi-side.h"
#include "matoi-state-stepper.h"
#include "matoi-ui-text.h"

struct _MatoiPostmortemHeader
{
  GtkWidget parent_instance;
  GtkLabel *pmh_severity, *pmv_title, *pmh_subtitle, *pmh_overdue;
  GtkWidget *pmh_lock;
  MatoiStateStepper *pmh_stepper;
  GtkButton *pmh_back, *pmh_close, *pmh_advance;
  GtkMenuButton *pmh_export, *pmh_menu;
  GtkToggleButton *pmh_side;

  MatoiSession *session; /* (nullable) */
  GtkWidget *export;
  GtkWidget *reason_popover, *due_popover, *owner_popover; /* each (nullable) not opened yet */
  MatoiReasonForm *reason;
};

G_DEFINE_FINAL_TYPE (MatoiPostmortemHeader, matoi_postmortem_header, GTK_TYPE_WIDGET)

GtkToggleButton *
matoi_postmortem_header_get_side_button (MatoiPostmortemHeader *self)
{
  return self->pmh_side;
}

/* --- what it says */

static void
show_title (MatoiPostmortemHeader *self)
{
  const MatoiIncident *incident = matoi_session_get_incident (self->session);
  const MatoiSeverity *severity = matoi_postmortem_get_severity (incident);
  const char *title = matoi_incident_get_public_title (incident);
  g_autofree char *subtitle = matoi_postmortem_dup_subtitle (self->session);
  g_autofree char *overdue = matoi_postmortem_dup_overdue (self->session);

  matoi_ui_show_severity (self->pmh_severity, severity ? severity->label : NULL,
                          severity ? severity->rank : 0);
  matoi_side_set_label (self->pmv_title, title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->pmv_title), title);
  matoi_side_set_label (self->pmh_subtitle, subtitle);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->pmh_subtitle), subtitle);
  matoi_side_set_label (self->pmh_overdue, overdue);
  gtk_widget_set_visible (GTK_WIDGET (self->pmh_overdue), *overdue != '\0');
  gtk_widget_set_visible (self->pmh_lock, incident->security);
}

/* A button that is pressed too early leads to what is missing: it is never grey. */
static void
show_buttons (MatoiPostmortemHeader *self)
{
  const MatoiIncident *incident = matoi_session_get_incident (self->session);
  const MatoiPostmortem *postmortem = incident->postmortem;
  const char *next = matoi_postmortem_get_next (incident);
  const char *previous = matoi_postmortem_get_previous (incident);
  gboolean shortcut = g_strcmp0 (postmortem->state, "in-review") == 0 &&
                      g_strcmp0 (postmortem->message.state, "none") == 0;
  g_autofree char *back = NULL;

  matoi_state_stepper_set_state (self->pmh_stepper, postmortem->state);
  gtk_widget_set_visible (GTK_WIDGET (self->pmh_advance), next != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->pmh_close), shortcut);
  gtk_widget_set_visible (GTK_WIDGET (self->pmh_back), previous != NULL);
  if (next)
    gtk_button_set_label (self->pmh_advance, matoi_postmortem_get_step_label (next));
  if (!previous)
    return;
  /* Translators: a button; %s is a state such as Draft. */
  back = g_strdup_printf (_ ("Back to %s…"), matoi_postmortem_state_name (previous));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->pmh_back), back);
  matoi_side_set_name (GTK_WIDGET (self->pmh_back), back);
}

void
matoi_postmortem_header_update (MatoiPostmortemHeader *self)
{
  g_return_if_fail (MATOI_IS_POSTMORTEM_HEADER (self));

  if (!self->session || !matoi_session_get_incident (self->session)->postmortem)
    return;
  show_title (self);
  show_buttons (self);
}

void
matoi_postmortem_header_set_narrow (MatoiPostmortemHeader *self, gboolean narrow)
{
  g_return_if_fail (MATOI_IS_POSTMORTEM_HEADER (self));

  matoi_state_stepper_set_narrow (self->pmh_stepper, narrow);
}

void
matoi_postmortem_header_set_session (MatoiPostmortemHeader *self, MatoiSession *session)
{
  g_return_if_fail (MATOI_IS_POSTMORTEM_HEADER (self));

  if (self->session == session)
    return;
  g_set_object (&self->session, session);
  matoi_export_popover_set_session (MATOI_EXPORT_POPOVER (self->export), session);
  g_clear_pointer (&self->reason_popover, gtk_widget_unparent);
  g_clear_pointer (&self->due_popover, gtk_widget_unparent);
  g_clear_pointer (&self->owner_popover, gtk_widget_unparent);
  matoi_postmortem_header_update (self);
}

/* --- forms */

/* Under @anchor; the keyboard is in the form, and goes back when it is closed. */
static void
pop_up (MatoiPostmortemHeader *self, GtkWidget *popover, GtkWidget *anchor, GtkWidget *form)
{
  graphene_rect_t bounds;

  if (gtk_widget_compute_bounds (anchor, GTK_WIDGET (self), &bounds))
    gtk_popover_set_pointing_to (
      GTK_POPOVER (popover), &(GdkRectangle){ (int) bounds.origin.x, (int) bounds.origin.y,
                                              (int) bounds.size.width, (int) bounds.size.height });
  gtk_popover_popup (GTK_POPOVER (popover));
  gtk_widget_grab_focus (form);
}

static void
open_reason (MatoiPostmortemHeader *self, const MatoiReasonTask *task, GtkWidget *anchor)
{
  if (!self->reason_popover)
    {
      self->reason_popover = matoi_reason_popover_new (&self->reason);
      gtk_widget_set_parent (self->reason_popover, GTK_WIDGET (self));
    }
  matoi_reason_form_begin (self->reason, self->session, task);
  pop_up (self, self->reason_popover, anchor, GTK_WIDGET (self->reason));
}

static void
open_back (MatoiPostmortemHeader *self)
{
  const MatoiIncident *incident = matoi_session_get_incident (self->session);
  const char *previous = matoi_postmortem_get_previous (incident);
  g_autofree char *title = NULL;

  if (!previous)
    return;
  /* Translators: a heading and a button; %s is a state such as Draft. */
  title = g_strdup_printf (_ ("Back to %s"), matoi_postmortem_state_name (previous));
  open_reason (self, &(MatoiReasonTask){ "pm-reopen", "to", previous, title, title, 0 },
               GTK_WIDGET (self->pmh_back));
}

static void
open_waive (MatoiPostmortemHeader *self)
{
  open_reason (self, &(MatoiReasonTask){ "pm-waive", NULL, NULL,
                                         _ ("Waive the Postmortem"), _ ("Waive"), 0 },
                                         GTK_WIDGET (self->pmh_menu));
}

static GtkWidget *
make_popover (MatoiPostmortemHeader *self, GtkWidget *form)
{
  GtkWidget *popover = gtk_popover_new ();

  gtk_popover_set_child (GTK_POPOVER (popover), form);
  g_signal_connect_object (form, "done", G_CALLBACK (gtk_popover_popdown), popover,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_parent (popover, GTK_WIDGET (self));
  return popover;
}

void
matoi_postmortem_header_open (MatoiPostmortemHeader *self, const char *form)
{
  g_return_if_fail (MATOI_IS_POSTMORTEM_HEADER (self));

  if (!self->session || !matoi_session_get_incident (self->session)->postmortem)
    return;
  if (g_str_equal (form, "back"))
    open_back (self);
  else if (g_str_equal (form, "waive"))
    open_waive (self);
  else if (g_str_equal (form, "due"))
    {
      if (!self->due_popover)
        self->due_popover = make_popover (self, matoi_due_form_new ());
      matoi_due_form_begin (
        MATOI_DUE_FORM (gtk_popover_get_child (GTK_POPOVER (self->due_popover))), self->session);
      pop_up (self, self->due_popover, GTK_WIDGET (self->pmh_menu),
              gtk_popover_get_child (GTK_POPOVER (self->due_popover)));
    }
  else
    {
      if (!self->owner_popover)
        self->owner_popover = make_popover (self, matoi_owner_form_new ());
      matoi_owner_form_begin (MATOI_OWNER_FORM (
                                gtk_popover_get_child (GTK_POPOVER (self->owner_popover))),
                              self->session);
      pop_up (self, self->owner_popover, GTK_WIDGET (self->pmh_menu),
              gtk_popover_get_child (GTK_POPOVER (self->owner_popover)));
    }
}

GtkWidget *
matoi_postmortem_header_get_export (MatoiPostmortemHeader *self)
{
  return self->export;
}

static void
on_advance (MatoiPostmortemHeader *self)
{
  const char *next = matoi_postmortem_get_next (matoi_session_get_incident (self->session));

  if (next)
    gtk_widget_activate_action (GTK_WIDGET (self), "postmortem.advance", "s", next);
}

/* --- the object */

static void
matoi_postmortem_header_dispose (GObject *object)
{
  MatoiPostmortemHeader *self = MATOI_POSTMORTEM_HEADER (object);

  g_clear_pointer (&self->reason_popover, gtk_widget_unparent);
  g_clear_pointer (&self->due_popover, gtk_widget_unparent);
  g_clear_pointer (&self->owner_popover, gtk_widget_unparent);
  g_clear_object (&self->session);
  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_POSTMORTEM_HEADER);
  G_OBJECT_CLASS (matoi_postmortem_header_parent_class)->dispose (object);
}

static void
matoi_postmortem_header_class_init (MatoiPostmortemHeaderClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_postmortem_header_dispose;
  widget_class->focus = matoi_ui_walk;
  g_type_ensure (MATOI_TYPE_STATE_STEPPER);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/matoi/Matoi/postmortem/postmortem-header.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiPostmortemHeader, pmh_severity);
  gtk_widget_class_bind_template_child (widget_class, MatoiPostmortemHeader, pmv_title);
  gtk_widget_class_bind_template_child (widget_class, MatoiPostmortemHeader, pmh_subtitle);
  gtk_widget_class_bind_template_child (widget_class, MatoiPostmortemHeader, pmh_overdue);
  gtk_widget_class_bind_template_child (widget_class, MatoiPostmortemHeader, pmh_lock);
  gtk_widget_class_bind_template_child (widget_class, MatoiPostmortemHeader, pmh_stepper);
  gtk_widget_class_bind_template_child (widget_class, MatoiPostmortemHeader, pmh_back);
  gtk_widget_class_bind_template_child (widget_class, MatoiPostmortemHeader, pmh_close);
  gtk_widget_class_bind_template_child (widget_class, MatoiPostmortemHeader, pmh_advance);
  gtk_widget_class_bind_template_child (widget_class, MatoiPostmortemHeader, pmh_export);
  gtk_widget_class_bind_template_child (widget_class, MatoiPostmortemHeader, pmh_menu);
  gtk_widget_class_bind_template_child (widget_class, MatoiPostmortemHeader, pmh_side);
  gtk_widget_class_bind_template_callback (widget_class, on_advance);
}

static void
matoi_postmortem_header_init (MatoiPostmortemHeader *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->export = matoi_export_popover_new ();
  gtk_menu_button_set_popover (self->pmh_export, self->export);
}
