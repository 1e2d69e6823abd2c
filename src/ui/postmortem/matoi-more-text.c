/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-more-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-lessons.h"
#include "matoi-prose.h"
#include "matoi-section-writer.h"
#include "matoi-ui-text.h"
#include "matoi-wording-watch.h"

struct _MatoiMoreText
{
  GtkWidget parent_instance;
  GtkWidget *mor_open, *mor_box, *mor_frame;
  GtkLabel *mor_message;
  MatoiProse *prose;

  MatoiSession *session;      /* (nullable) */
  MatoiWordingWatch *watch;   /* (nullable) of session */
  char *section;              /* (nullable) */
  GStrv heads;                /* (nullable) the versions of what is shown */
  MatoiSectionWriter *writer; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (MatoiMoreText, matoi_more_text, GTK_TYPE_WIDGET)

static const MatoiSection *
find_section (MatoiMoreText *self)
{
  const MatoiPostmortem *postmortem = matoi_session_get_incident (self->session)->postmortem;

  return postmortem ? matoi_postmortem_find_section (postmortem, self->section) : NULL;
}

static GPtrArray *
dup_hits (MatoiMoreText *self)
{
  return matoi_wording_watch_dup_hits (self->watch, self->section, NULL, NULL);
}

/* The places of hints hold for the text that is recorded. */
static void
on_checked (MatoiMoreText *self)
{
  g_autoptr (GPtrArray) hits = dup_hits (self);

  if (matoi_prose_is_saved (self->prose))
    matoi_prose_set_hits (self->prose, hits);
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
  self->heads = matoi_section_dup_heads (section);
}

static void
on_answered (MatoiMoreText *self, const GError *refusal)
{
  matoi_lessons_show_refusal (self->mor_message, refusal);
  if (refusal)
    matoi_prose_fail (self->prose);
  else
    matoi_more_text_update (self);
}

static void
on_save (MatoiMoreText *self, const char *text)
{
  if (self->session && matoi_lessons_may_write (self->session))
    matoi_section_writer_write (self->writer, text, (const char *const *) self->heads);
}

/* What was asked to be recorded is, whoever is shown by then. */
static void
leave (MatoiMoreText *self)
{
  if (self->writer)
    g_signal_handlers_disconnect_by_data (self->writer, self);
  g_clear_object (&self->writer);
  if (self->watch)
    g_signal_handlers_disconnect_by_data (self->watch, self);
  g_clear_object (&self->watch);
  g_clear_object (&self->session);
  g_clear_pointer (&self->section, g_free);
  g_clear_pointer (&self->heads, g_strfreev);
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
  leave (self);
  if (!session)
    return;
  self->session = g_object_ref (session);
  self->section = g_strdup (section);
  self->writer = matoi_section_writer_new (session, NULL, section);
  g_signal_connect_swapped (self->writer, "answered", G_CALLBACK (on_answered), self);
  self->watch = matoi_wording_watch_get (session);
  g_signal_connect_swapped (self->watch, "checked", G_CALLBACK (on_checked), self);
  found = find_section (self);
  matoi_lessons_show_message (self->mor_message, NULL);
  gtk_widget_set_visible (self->mor_box, FALSE);
  matoi_prose_reset (self->prose, found ? matoi_section_get_text (found) : "");
  matoi_more_text_update (self);
  on_checked (self);
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
  g_autoptr (GPtrArray) hits = self->session ? dup_hits (self) : NULL;

  if (!hits || !matoi_lessons_find_hit (hits, offset, length))
    return FALSE;
  matoi_prose_select (self->prose, offset, length);
  return TRUE;
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

  leave (self);
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
