/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-follow-up.h"

#include <glib/gi18n-lib.h>

#include "matoi-action-form.h"
#include "matoi-actions-page.h"
#include "matoi-lessons.h"
#include "matoi-line-entry.h"
#include "matoi-side.h"
#include "matoi-ui-text.h"

struct _MatoiFollowUp
{
  GtkWidget parent_instance;
  GtkImage *fol_icon;
  GtkLabel *fol_text, *fol_message;
  GtkWidget *fol_state, *fol_make, *fol_show, *fol_waive, *fol_reason_box;
  GtkMenuButton *fol_choose;
  MatoiLineEntry *fol_reason;
  GtkBox *fol_form_box;
  MatoiActionForm *form; /* (nullable) while an action item is being written */

  MatoiSession *session; /* (nullable) */
  MatoiId lesson, action;
  gboolean has_action, waived;
};

G_DEFINE_FINAL_TYPE (MatoiFollowUp, matoi_follow_up, GTK_TYPE_WIDGET)

static const MatoiLearned *
find_lesson (MatoiFollowUp *self)
{
  return matoi_lessons_find_learned (matoi_session_get_incident (self->session)->postmortem,
                                     &self->lesson);
}

static void
on_recorded (gpointer widget, const MatoiReceipt *receipt, const GError *error)
{
  MatoiFollowUp *self = MATOI_FOLLOW_UP (widget);

  matoi_lessons_show_refusal (self->fol_message, error);
  if (error)
    matoi_line_entry_fail (self->fol_reason);
}

static MatoiCommand *
new_command (MatoiFollowUp *self)
{
  MatoiCommand *command = matoi_session_new_command (self->session, "pm-learned");

  matoi_lessons_set_id (command, "id", &self->lesson);
  return command;
}

/* --- making one */

static void
close_form (MatoiFollowUp *self)
{
  if (!self->form)
    return;
  gtk_box_remove (self->fol_form_box, GTK_WIDGET (self->form));
  self->form = NULL;
  gtk_widget_set_visible (GTK_WIDGET (self->fol_form_box), FALSE);
  gtk_widget_set_visible (self->fol_state, TRUE);
}

static void
on_form_done (MatoiFollowUp *self)
{
  const MatoiLearned *one = find_lesson (self);

  close_form (self);
  if (one)
    matoi_follow_up_show (self, self->session, one);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    matoi_follow_up_focus (self);
}

static void
on_make (MatoiFollowUp *self)
{
  const MatoiLearned *one = find_lesson (self);

  if (!one || self->form)
    return;
  self->form = MATOI_ACTION_FORM (matoi_action_form_new (TRUE));
  matoi_action_form_set_session (self->form, self->session);
  matoi_action_form_begin (self->form, one->text, "prevent", &self->lesson);
  g_signal_connect_object (self->form, "added", G_CALLBACK (on_form_done), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->form, "cancelled", G_CALLBACK (on_form_done), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (self->fol_form_box, GTK_WIDGET (self->form));
  gtk_widget_set_visible (GTK_WIDGET (self->fol_form_box), TRUE);
  matoi_action_form_focus (self->form);
  gtk_widget_set_visible (self->fol_state, FALSE);
}

/* --- choosing one */

static void
on_chosen (MatoiFollowUp *self, GtkButton *button)
{
  MatoiCommand *command = new_command (self);

  matoi_command_set (command, "action", g_object_get_data (G_OBJECT (button), "matoi-id"));
  matoi_lessons_submit (self, self->session, command, on_recorded);
  gtk_menu_button_popdown (self->fol_choose);
}

static GtkWidget *
make_choice (MatoiFollowUp *self, const MatoiAction *action)
{
  GtkWidget *button = gtk_button_new (), *label = gtk_label_new (action->text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 48);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "lesson-choice");
  matoi_side_set_name (button, action->text);
  g_object_set_data_full (G_OBJECT (button), "matoi-id", matoi_id_dup_text (&action->id), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_chosen), self, G_CONNECT_SWAPPED);
  return button;
}

/* The popover is made when it is opened: the list is as it is then. */
static void
make_choices (GtkMenuButton *menu, gpointer user_data)
{
  MatoiFollowUp *self = user_data;
  const MatoiIncident *incident = matoi_session_get_incident (self->session);
  GtkWidget *popover = gtk_popover_new (), *scroller = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  for (guint i = 0; i < incident->actions->len; i++)
    gtk_box_append (GTK_BOX (box), make_choice (self, g_ptr_array_index (incident->actions, i)));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 320);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  gtk_popover_set_child (GTK_POPOVER (popover), scroller);
  gtk_menu_button_set_popover (menu, popover);
}

/* --- none, with a reason */

static void
on_waive (MatoiFollowUp *self)
{
  gtk_widget_set_visible (self->fol_reason_box, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->fol_reason));
}

static void
on_reason (MatoiFollowUp *self, const char *text)
{
  const MatoiLearned *one = find_lesson (self);
  MatoiCommand *command;

  if (!one)
    return;
  if (!*text)
    {
      /* An empty reason is none; an action item takes its place, or the reason stays. */
      matoi_line_entry_reset (self->fol_reason, one->waiver ? one->waiver : "");
      return;
    }
  command = new_command (self);
  matoi_command_set (command, "waiver", text);
  matoi_lessons_submit (self, self->session, command, on_recorded);
}

static void
on_show (MatoiFollowUp *self)
{
  matoi_actions_page_reveal (GTK_WIDGET (self), self->session, &self->action);
}

/* --- the state, in words */

static void
show_state (MatoiFollowUp *self, const MatoiAction *action, gboolean may_write)
{
  g_autofree char *text = NULL;

  /* Translators: under something that did not go well; %s is the action item that follows. */
  text = action ? g_strdup_printf (_ ("Action item: %s"), action->text)
                : self->waived
    ? g_strdup (_ ("There is no action item, for this reason:"))
    : g_strdup (_ ("Needs an action item, or the reason why there is none."));
  matoi_side_set_label (self->fol_text, text);
  gtk_image_set_from_icon_name (
    self->fol_icon, action || self->waived ? "object-select-symbolic" : "matoi-step-open-symbolic");
  matoi_ui_set_style (GTK_WIDGET (self), "follow-", action || self->waived ? "done" : "missing");
  gtk_widget_set_visible (self->fol_show, action != NULL);
  gtk_widget_set_visible (self->fol_make, !action && may_write);
  gtk_widget_set_visible (self->fol_waive, !action && !self->waived && may_write);
}

/* Shows what follows from @one. */
void
matoi_follow_up_show (MatoiFollowUp *self, MatoiSession *session, const MatoiLearned *one)
{
  const MatoiIncident *incident = matoi_session_get_incident (session);
  const MatoiAction *action =
    one->has_action ? matoi_incident_find_action (incident, &one->action) : NULL;
  gboolean may_write = matoi_lessons_may_write (session);
  const char *reason = one->waiver ? one->waiver : "";

  g_return_if_fail (MATOI_IS_FOLLOW_UP (self));

  g_set_object (&self->session, session);
  self->lesson = one->id;
  self->has_action = action != NULL;
  self->waived = *reason != '\0';
  if (action)
    self->action = action->id;
  show_state (self, action, may_write);
  matoi_line_entry_set_text (self->fol_reason, reason);
  gtk_editable_set_editable (GTK_EDITABLE (self->fol_reason), may_write);
  gtk_widget_set_visible (
    self->fol_reason_box,
    !action && (self->waived || (gtk_widget_get_visible (self->fol_reason_box) && may_write)));
  gtk_widget_set_visible (GTK_WIDGET (self->fol_choose), may_write && incident->actions->len > 0);
  gtk_menu_button_set_label (self->fol_choose, action ? _ ("Choose Another…") : _ ("Choose One…"));
}

/* Neither an action item nor a reason. */
gboolean
matoi_follow_up_is_missing (MatoiFollowUp *self)
{
  return !self->has_action && !self->waived;
}

void
matoi_follow_up_focus (MatoiFollowUp *self)
{
  gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

void
matoi_follow_up_flush (MatoiFollowUp *self)
{
  matoi_line_entry_flush (self->fol_reason);
  if (self->form)
    matoi_action_form_flush (self->form);
}

static void
matoi_follow_up_dispose (GObject *object)
{
  MatoiFollowUp *self = MATOI_FOLLOW_UP (object);

  self->form = NULL;
  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_FOLLOW_UP);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (matoi_follow_up_parent_class)->dispose (object);
}

static void
matoi_follow_up_class_init (MatoiFollowUpClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_follow_up_dispose;
  g_type_ensure (MATOI_TYPE_LINE_ENTRY);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/postmortem/follow-up.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiFollowUp, fol_icon);
  gtk_widget_class_bind_template_child (widget_class, MatoiFollowUp, fol_text);
  gtk_widget_class_bind_template_child (widget_class, MatoiFollowUp, fol_message);
  gtk_widget_class_bind_template_child (widget_class, MatoiFollowUp, fol_state);
  gtk_widget_class_bind_template_child (widget_class, MatoiFollowUp, fol_make);
  gtk_widget_class_bind_template_child (widget_class, MatoiFollowUp, fol_show);
  gtk_widget_class_bind_template_child (widget_class, MatoiFollowUp, fol_waive);
  gtk_widget_class_bind_template_child (widget_class, MatoiFollowUp, fol_choose);
  gtk_widget_class_bind_template_child (widget_class, MatoiFollowUp, fol_reason_box);
  gtk_widget_class_bind_template_child (widget_class, MatoiFollowUp, fol_reason);
  gtk_widget_class_bind_template_child (widget_class, MatoiFollowUp, fol_form_box);
  gtk_widget_class_bind_template_callback (widget_class, on_make);
  gtk_widget_class_bind_template_callback (widget_class, on_waive);
  gtk_widget_class_bind_template_callback (widget_class, on_show);
  gtk_widget_class_bind_template_callback (widget_class, on_reason);
}

static void
matoi_follow_up_init (MatoiFollowUp *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->fol_choose, make_choices, self, NULL);
}
