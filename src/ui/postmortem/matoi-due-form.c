/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-due-form.h"

#include <glib/gi18n-lib.h>

#include "matoi-inline.h"
#include "matoi-postmortem.h"
#include "matoi-text.h"
#include "matoi-ui-text.h"

struct _MatoiDueForm
{
  GtkWidget parent_instance;
  GtkCalendar *calendar;
  GtkEntry *reason;
  GtkLabel *message;
  GtkWidget *submit;

  MatoiSession *session; /* (nullable) */
  gboolean busy;
};

G_DEFINE_FINAL_TYPE (MatoiDueForm, matoi_due_form, GTK_TYPE_WIDGET)

static guint done_signal;

GtkWidget *
matoi_due_form_new (void)
{
  return g_object_new (MATOI_TYPE_DUE_FORM, NULL);
}

/* Deadlines are days of the organisation. */
static GTimeZone *
get_zone (MatoiDueForm *self)
{
  return matoi_context_get_zone (matoi_session_get_context (self->session));
}

/* Shows the deadline of the postmortem of @session; a reason that was typed is still there. */
void
matoi_due_form_begin (MatoiDueForm *self, MatoiSession *session)
{
  const MatoiPostmortem *postmortem = matoi_session_get_incident (session)->postmortem;
  gint64 at = postmortem->due_at;
  g_autoptr (GDateTime) utc = NULL;
  g_autoptr (GDateTime) day = NULL;

  g_return_if_fail (MATOI_IS_DUE_FORM (self));

  g_set_object (&self->session, session);
  if (at == MATOI_TIME_NONE)
    at = matoi_session_get_now (session);
  utc = g_date_time_new_from_unix_utc (at / 1000);
  day = g_date_time_to_timezone (utc, get_zone (self));
  gtk_calendar_select_day (self->calendar, day);
  matoi_inline_show (self->message, NULL);
}

/* The end of the chosen day. */
static gint64
get_chosen (MatoiDueForm *self)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (self->calendar);
  g_autoptr (GDateTime) end =
    g_date_time_new (get_zone (self), g_date_time_get_year (day), g_date_time_get_month (day),
                     g_date_time_get_day_of_month (day), 23, 59, 59);

  return g_date_time_to_unix (end) * 1000 + 999;
}

static void
on_recorded (gpointer owner, gboolean recorded)
{
  MatoiDueForm *self = owner;

  self->busy = FALSE;
  if (!self->calendar || !recorded)
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->reason), "");
  g_signal_emit (self, done_signal, 0);
}

static void
submit (MatoiDueForm *self)
{
  g_autofree char *reason =
    matoi_text_dup_line (gtk_editable_get_text (GTK_EDITABLE (self->reason)));
  MatoiCommand *command;

  if (self->busy || !self->session)
    return;
  if (!*reason)
    {
      matoi_inline_show (self->message, _ ("Say why in a few words; it goes on the timeline."));
      gtk_widget_grab_focus (GTK_WIDGET (self->reason));
      return;
    }
  command = matoi_session_new_command (self->session, "pm-due");
  matoi_command_set_int (command, "due_at", get_chosen (self));
  matoi_command_set (command, "reason", reason);
  self->busy = TRUE;
  matoi_inline_submit (self->session, command, self->message, self, on_recorded);
}

static void
cancel (MatoiDueForm *self)
{
  g_signal_emit (self, done_signal, 0);
}

static gboolean
matoi_due_form_grab_focus (GtkWidget *widget)
{
  if (matoi_ui_is_walking (widget))
    return FALSE;
  return gtk_widget_grab_focus (GTK_WIDGET (MATOI_DUE_FORM (widget)->calendar));
}

static void
matoi_due_form_dispose (GObject *object)
{
  MatoiDueForm *self = MATOI_DUE_FORM (object);
  GtkWidget *child;

  self->calendar = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (matoi_due_form_parent_class)->dispose (object);
}

static void
matoi_due_form_class_init (MatoiDueFormClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_due_form_dispose;
  widget_class->grab_focus = matoi_due_form_grab_focus;
  widget_class->focus = matoi_ui_walk;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  done_signal = g_signal_new ("done", MATOI_TYPE_DUE_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 0);
}

static void
matoi_due_form_init (MatoiDueForm *self)
{
  GtkWidget *title = gtk_label_new (_("Move the Deadline"));
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *back = gtk_button_new_with_mnemonic (_ ("_Back"));
  GtkWidget *children[5];
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 9);
  gtk_widget_add_css_class (GTK_WIDGET (self), "reason-form");
  gtk_widget_add_css_class (title, "heading");
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  self->calendar = GTK_CALENDAR (gtk_calendar_new ());
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->calendar), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Last day"), -1);
  self->reason = GTK_ENTRY (gtk_entry_new ());
  gtk_entry_set_placeholder_text (self->reason, _ ("Why?"));
  gtk_entry_set_max_length (self->reason, 2000);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->reason), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Reason"), -1);
  self->message = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->message, TRUE);
  gtk_label_set_xalign (self->message, 0);
  gtk_label_set_max_width_chars (self->message, 36);
  gtk_widget_add_css_class (GTK_WIDGET (self->message), "form-message");
  gtk_widget_set_visible (GTK_WIDGET (self->message), FALSE);
  self->submit = gtk_button_new_with_mnemonic (_ ("_Move"));
  gtk_widget_add_css_class (self->submit, "suggested-action");
  gtk_widget_set_halign (buttons, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (buttons), back);
  gtk_box_append (GTK_BOX (buttons), self->submit);
  children[0] = title;
  children[1] = GTK_WIDGET (self->calendar);
  children[2] = GTK_WIDGET (self->reason);
  children[3] = GTK_WIDGET (self->message);
  children[4] = buttons;
  for (guint i = 0; i < G_N_ELEMENTS (children); i++)
    gtk_widget_set_parent (children[i], GTK_WIDGET (self));
  g_signal_connect_swapped (self->reason, "activate", G_CALLBACK (submit), self);
  g_signal_connect_swapped (self->submit, "clicked", G_CALLBACK (submit), self);
  g_signal_connect_swapped (back, "clicked", G_CALLBACK (cancel), self);
}
