/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-more-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-lessons.h"
#include "matoi-prose.h"
#include "matoi-ui-text.h"

struct _MatoiMoreText
{
  GtkWidget parent_instance;
  GtkWidget *mor_open, *mor_box, *mor_frame;
  GtkLabel *mor_message;
  MatoiProse *prose;

  MatoiSession *session; /* (nullable) */
  char *section;         /* (nullable) */
  GStrv heads;           /* (nullable) the versions of what is shown */
  MatoiSession *asked;   /* (nullable) (not owned) where it is being recorded */
  gboolean busy, again;  /* again: more was typed while it was being recorded */
};

G_DEFINE_FINAL_TYPE (MatoiMoreText, matoi_more_text, GTK_TYPE_WIDGET)

static const MatoiSection *
find_section (MatoiMoreText *self)
{
  const MatoiPostmortem *postmortem = matoi_session_get_incident (self->session)->postmortem;

  return postmortem ? matoi_postmortem_find_section (postmortem, self->section) : NULL;
}

static void
show_open (MatoiMoreText *self, gboolean open)
{
  gboolean may_write = matoi_lessons_may_write (self->session);

  gtk_widget_set_visible (self->mor_box, open);
  gtk_widget_set_visible (self->mor_open, !open && may_write);
  gtk_widget_set_visible (GTK_WIDGET (self), open || may_write);
  matoi_prose_set_editable (self->prose, may_write);
}

/* Shows what is durable now, below what is being typed. */
void
matoi_more_text_update (MatoiMoreText *self)
{
  const MatoiSection *section;
  const char *text;

  g_return_if_fail (MATOI_IS_MORE_TEXT (self));

  if (!self->session)
    return;
  section = find_section (self);
  text = section ? matoi_section_get_text (section) : "";
  show_open (self, gtk_widget_get_visible (self->mor_box) || *text);
  matoi_prose_set_text (self->prose, text);
  g_strfreev (self->heads);
  self->heads = section ? matoi_section_dup_heads (section) : NULL;
  matoi_lessons_mark (self->session, self->prose);
}

static void
on_recorded (gpointer widget, const MatoiReceipt *receipt, const GError *error)
{
  MatoiMoreText *self = MATOI_MORE_TEXT (widget);

  /* Another document is shown by now. */
  if (!self->busy || self->asked != self->session)
    return;
  self->busy = FALSE;
  matoi_lessons_show_refusal (self->mor_message, error);
  if (error)
    matoi_prose_fail (self->prose);
  else
    matoi_more_text_update (self);
  if (self->again)
    {
      self->again = FALSE;
      matoi_prose_flush (self->prose);
    }
}

static void
on_save (MatoiMoreText *self, const char *text)
{
  MatoiCommand *command;

  if (!self->session || !matoi_lessons_may_write (self->session))
    return;
  if (self->busy)
    {
      self->again = TRUE;
      return;
    }
  command = matoi_session_new_command (self->session, "pm-write");
  matoi_command_set (command, "section", self->section);
  matoi_command_set (command, "text", text);
  if (self->heads)
    matoi_command_set_strv (command, "heads", (const char *const *) self->heads);
  self->busy = TRUE;
  self->asked = self->session;
  matoi_lessons_submit (self, self->session, command, on_recorded);
}

/* Shows the words of @section. */
void
matoi_more_text_show (MatoiMoreText *self, MatoiSession *session, const char *section)
{
  const MatoiSection *found;

  g_return_if_fail (MATOI_IS_MORE_TEXT (self));

  if (self->session == session && g_strcmp0 (self->section, section) == 0)
    {
      matoi_more_text_update (self);
      return;
    }
  g_set_object (&self->session, session);
  g_free (self->section);
  self->section = g_strdup (section);
  g_clear_pointer (&self->heads, g_strfreev);
  self->busy = self->again = FALSE;
  if (!session)
    return;
  found = find_section (self);
  matoi_lessons_show_message (self->mor_message, NULL);
  gtk_widget_set_visible (self->mor_box, FALSE);
  matoi_prose_reset (self->prose, found ? matoi_section_get_text (found) : "");
  matoi_more_text_update (self);
}

/* What is typed is asked to be recorded now. */
void
matoi_more_text_flush (MatoiMoreText *self)
{
  if (self->session)
    matoi_prose_flush (self->prose);
}

/* Selects these bytes if a hint is about them. */
gboolean
matoi_more_text_select (MatoiMoreText *self, gsize offset, gsize length)
{
  return self->session && matoi_lessons_select (self->session, self->prose, offset, length);
}

static void
on_open (MatoiMoreText *self)
{
  show_open (self, TRUE);
  matoi_lessons_focus (GTK_WIDGET (self->prose));
}

static void
matoi_more_text_dispose (GObject *object)
{
  MatoiMoreText *self = MATOI_MORE_TEXT (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->section, g_free);
  g_clear_pointer (&self->heads, g_strfreev);
  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_MORE_TEXT);
  G_OBJECT_CLASS (matoi_more_text_parent_class)->dispose (object);
}

static void
matoi_more_text_class_init (MatoiMoreTextClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_more_text_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/postmortem/more-text.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiMoreText, mor_open);
  gtk_widget_class_bind_template_child (widget_class, MatoiMoreText, mor_box);
  gtk_widget_class_bind_template_child (widget_class, MatoiMoreText, mor_frame);
  gtk_widget_class_bind_template_child (widget_class, MatoiMoreText, mor_message);
  gtk_widget_class_bind_template_callback (widget_class, on_open);
}

static void
matoi_more_text_init (MatoiMoreText *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->prose = MATOI_PROSE (matoi_prose_new (_ ("More about it"), 5));
  gtk_widget_set_hexpand (GTK_WIDGET (self->prose), TRUE);
  gtk_box_append (GTK_BOX (self->mor_frame), GTK_WIDGET (self->prose));
  g_signal_connect_object (self->prose, "save", G_CALLBACK (on_save), self, G_CONNECT_SWAPPED);
}
