/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-meeting-line.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-inline.h"
#include "matoi-ui-text.h"

struct _MatoiMeetingLine
{
  GtkWidget parent_instance;
  MatoiSession *session; /* (nullable) */
  char *section;         /* (nullable) */
  char *sent;            /* (nullable) being recorded */
  GtkToggleButton *mtg_park, *mtg_action, *mtg_note;
  GtkEntry *mtg_line;
  GtkLabel *mtg_line_message;
};

G_DEFINE_FINAL_TYPE (MatoiMeetingLine, matoi_meeting_line, GTK_TYPE_WIDGET)

static void
on_recorded (gpointer owner, gboolean recorded)
{
  MatoiMeetingLine *self = owner;
  g_autofree char *typed = matoi_inline_dup_text (GTK_EDITABLE (self->mtg_line));

  /* What is typed meanwhile is the next one. */
  if (recorded && g_strcmp0 (typed, self->sent) == 0)
    gtk_editable_set_text (GTK_EDITABLE (self->mtg_line), "");
  g_clear_pointer (&self->sent, g_free);
}

static void
on_entered (MatoiMeetingLine *self)
{
  g_autofree char *text = matoi_inline_dup_text (GTK_EDITABLE (self->mtg_line));
  MatoiCommand *command;

  if (!self->session || *text == '\0' || self->sent)
    return;
  if (gtk_toggle_button_get_active (self->mtg_action))
    command = matoi_session_new_command (self->session, "action-add");
  else if (gtk_toggle_button_get_active (self->mtg_note))
    command = matoi_session_new_command (self->session, "pm-comment");
  else
    command = matoi_session_new_command (self->session, "pm-park");
  matoi_command_set (command, "text", text);
  if (gtk_toggle_button_get_active (self->mtg_note) && self->section)
    matoi_command_set (command, "section", self->section);
  self->sent = g_steal_pointer (&text);
  matoi_inline_submit (self->session, command, self->mtg_line_message, self, on_recorded);
}

static void
on_what (MatoiMeetingLine *self)
{
  const char *text;

  if (gtk_toggle_button_get_active (self->mtg_action))
    text = _ ("What was decided: a verb, what it covers, how we know it is done");
  else if (gtk_toggle_button_get_active (self->mtg_note))
    text = _ ("A note on what is talked about, for whoever edits the section");
  else
    text = _ ("Put it aside for later: one line into the parking lot");
  gtk_entry_set_placeholder_text (self->mtg_line, text);
  matoi_inline_show (self->mtg_line_message, NULL);
}

static void
on_typed (MatoiMeetingLine *self)
{
  matoi_inline_show (self->mtg_line_message, NULL);
}

void
matoi_meeting_line_begin (MatoiMeetingLine *self, const char *what, const char *text)
{
  GtkToggleButton *button = strcmp (what, "action") == 0 ? self->mtg_action
                            : strcmp (what, "note") == 0 ? self->mtg_note
                                                         : self->mtg_park;

  gtk_toggle_button_set_active (button, TRUE);
  if (text)
    {
      gtk_editable_set_text (GTK_EDITABLE (self->mtg_line), text);
      gtk_widget_grab_focus (GTK_WIDGET (self->mtg_line));
      gtk_editable_set_position (GTK_EDITABLE (self->mtg_line), -1);
    }
}

void
matoi_meeting_line_set_section (MatoiMeetingLine *self, const char *section)
{
  g_free (self->section);
  self->section = g_strdup (section);
}

void
matoi_meeting_line_set_session (MatoiMeetingLine *self, MatoiSession *session)
{
  g_return_if_fail (MATOI_IS_MEETING_LINE (self));

  if (self->session == session)
    return;
  g_set_object (&self->session, session);
  g_clear_pointer (&self->sent, g_free);
  gtk_editable_set_text (GTK_EDITABLE (self->mtg_line), "");
  matoi_inline_show (self->mtg_line_message, NULL);
}

static gboolean
matoi_meeting_line_grab_focus (GtkWidget *widget)
{
  return !matoi_ui_is_walking (widget) &&
         gtk_widget_grab_focus (GTK_WIDGET (MATOI_MEETING_LINE (widget)->mtg_line));
}

static void
matoi_meeting_line_dispose (GObject *object)
{
  MatoiMeetingLine *self = MATOI_MEETING_LINE (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->section, g_free);
  g_clear_pointer (&self->sent, g_free);
  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_MEETING_LINE);
  G_OBJECT_CLASS (matoi_meeting_line_parent_class)->dispose (object);
}

static void
matoi_meeting_line_class_init (MatoiMeetingLineClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_meeting_line_dispose;
  widget_class->grab_focus = matoi_meeting_line_grab_focus;
  widget_class->focus = matoi_ui_walk;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/postmortem/meeting-line.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiMeetingLine, mtg_park);
  gtk_widget_class_bind_template_child (widget_class, MatoiMeetingLine, mtg_action);
  gtk_widget_class_bind_template_child (widget_class, MatoiMeetingLine, mtg_note);
  gtk_widget_class_bind_template_child (widget_class, MatoiMeetingLine, mtg_line);
  gtk_widget_class_bind_template_child (widget_class, MatoiMeetingLine, mtg_line_message);
  gtk_widget_class_bind_template_callback (widget_class, on_entered);
  gtk_widget_class_bind_template_callback (widget_class, on_what);
  gtk_widget_class_bind_template_callback (widget_class, on_typed);
}

static void
matoi_meeting_line_init (MatoiMeetingLine *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  on_what (self);
}
