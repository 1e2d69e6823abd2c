/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-owner-form.h"

#include <glib/gi18n-lib.h>

#include "matoi-inline.h"
#include "matoi-postmortem.h"
#include "matoi-roster-picker.h"
#include "matoi-ui-text.h"

struct _MatoiOwnerForm
{
  GtkWidget parent_instance;
  GtkLabel *title, *hint, *message;
  MatoiRosterPicker *picker;
  GtkWidget *me, *nobody;

  MatoiSession *session; /* (nullable) */
  gboolean of_section;
  char *section; /* (nullable) */
  gboolean busy;
};

G_DEFINE_FINAL_TYPE (MatoiOwnerForm, matoi_owner_form, GTK_TYPE_WIDGET)

static guint done_signal;

/* Offers the people of the incident and of the directory of @session. */
void
matoi_owner_form_begin (MatoiOwnerForm *self, MatoiSession *session)
{
  const MatoiPostmortem *postmortem = matoi_session_get_incident (session)->postmortem;
  const MatoiSection *section =
    self->section ? matoi_postmortem_find_section (postmortem, self->section) : NULL;
  const char *now = self->of_section ? (section ? section->assignee : NULL) : postmortem->owner;
  g_autoptr (MatoiDirectory) directory = NULL;

  g_return_if_fail (MATOI_IS_OWNER_FORM (self));

  g_set_object (&self->session, session);
  directory = matoi_directory_load (matoi_session_get_context (session));
  matoi_roster_picker_begin (self->picker, session, directory, NULL);
  matoi_roster_picker_set_name (self->picker, "");
  gtk_widget_set_visible (self->me, !matoi_session_is_me (session, now) &&
                                      *matoi_session_get_identity (session));
  gtk_widget_set_visible (self->nobody, self->of_section && now != NULL);
  matoi_inline_show (self->message, NULL);
}

/* Which section somebody is asked to write. */
void
matoi_owner_form_set_section (MatoiOwnerForm *self, const char *section)
{
  g_return_if_fail (MATOI_IS_OWNER_FORM (self));

  g_free (self->section);
  self->section = g_strdup (section);
}

static void
on_recorded (gpointer owner, gboolean recorded)
{
  MatoiOwnerForm *self = owner;

  self->busy = FALSE;
  if (self->picker && recorded)
    g_signal_emit (self, done_signal, 0);
}

static void
submit (MatoiOwnerForm *self, const char *person)
{
  MatoiCommand *command;

  if (self->busy || !self->session)
    return;
  command = matoi_session_new_command (self->session, self->of_section ? "pm-assign" : "pm-owner");
  if (self->of_section)
    matoi_command_set (command, "section", self->section);
  if (person)
    matoi_command_set (command, self->of_section ? "person" : "owner", person);
  self->busy = TRUE;
  matoi_inline_submit (self->session, command, self->message, self, on_recorded);
}

static void
on_chosen (MatoiOwnerForm *self, const char *person)
{
  submit (self, person);
}

static void
on_me (MatoiOwnerForm *self)
{
  submit (self, matoi_session_get_identity (self->session));
}

static void
on_nobody (MatoiOwnerForm *self)
{
  submit (self, NULL);
}

static gboolean
matoi_owner_form_grab_focus (GtkWidget *widget)
{
  if (matoi_ui_is_walking (widget))
    return FALSE;
  return gtk_widget_grab_focus (GTK_WIDGET (MATOI_OWNER_FORM (widget)->picker));
}

GtkWidget *
matoi_owner_form_new (void)
{
  return g_object_new (MATOI_TYPE_OWNER_FORM, NULL);
}

GtkWidget *
matoi_owner_form_new_for_section (void)
{
  MatoiOwnerForm *self = g_object_new (MATOI_TYPE_OWNER_FORM, NULL);

  self->of_section = TRUE;
  gtk_label_set_text (self->title, _ ("Who Writes This Section?"));
  gtk_widget_set_visible (GTK_WIDGET (self->hint), FALSE);
  matoi_roster_picker_set_prompt (self->picker, _ ("Who writes this section"));
  return GTK_WIDGET (self);
}

static void
matoi_owner_form_dispose (GObject *object)
{
  MatoiOwnerForm *self = MATOI_OWNER_FORM (object);
  GtkWidget *child;

  self->picker = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);
  g_clear_object (&self->session);
  g_clear_pointer (&self->section, g_free);
  G_OBJECT_CLASS (matoi_owner_form_parent_class)->dispose (object);
}

static void
matoi_owner_form_class_init (MatoiOwnerFormClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_owner_form_dispose;
  widget_class->grab_focus = matoi_owner_form_grab_focus;
  widget_class->focus = matoi_ui_walk;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  done_signal = g_signal_new ("done", MATOI_TYPE_OWNER_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 0);
}

static GtkLabel *
make_label (const char *text, const char *style)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (text));

  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_xalign (label, 0);
  gtk_label_set_max_width_chars (label, 36);
  gtk_widget_add_css_class (GTK_WIDGET (label), style);
  return label;
}

static void
matoi_owner_form_init (MatoiOwnerForm *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 9);
  gtk_widget_add_css_class (GTK_WIDGET (self), "reason-form");
  self->title = make_label (_("Who Owns the Postmortem?"), "heading");
  self->hint = make_label (_("One person, never a team. Tell them yourself."), "dim-label");
  self->picker = g_object_new (MATOI_TYPE_ROSTER_PICKER, NULL);
  matoi_roster_picker_set_prompt (self->picker, _ ("The new owner"));
  self->message = make_label (NULL, "form-message");
  gtk_widget_set_visible (GTK_WIDGET (self->message), FALSE);
  self->me = gtk_button_new_with_mnemonic (_ ("_Me"));
  self->nobody = gtk_button_new_with_mnemonic (_ ("_Nobody"));
  gtk_box_append (GTK_BOX (buttons), self->me);
  gtk_box_append (GTK_BOX (buttons), self->nobody);
  gtk_widget_set_parent (GTK_WIDGET (self->title), GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->hint), GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->picker), GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->message), GTK_WIDGET (self));
  gtk_widget_set_parent (buttons, GTK_WIDGET (self));
  g_signal_connect_swapped (self->picker, "chosen", G_CALLBACK (on_chosen), self);
  g_signal_connect_swapped (self->me, "clicked", G_CALLBACK (on_me), self);
  g_signal_connect_swapped (self->nobody, "clicked", G_CALLBACK (on_nobody), self);
}
