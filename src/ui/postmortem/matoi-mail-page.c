/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-mail-page.h"

#include <glib/gi18n-lib.h>

#include "matoi-inline.h"
#include "matoi-mail-card.h"
#include "matoi-meeting-slot.h"
#include "matoi-prose.h"
#include "matoi-ui-text.h"

struct _MatoiMailPage
{
  GtkWidget parent_instance;

  MatoiSession *session; /* (nullable) */
  char *section;         /* (nullable) the one of the template */
  MatoiProse *prose;
  GtkBox *mai_words;
  GtkToggleButton *mai_en, *mai_ja;
  GtkLabel *mai_confidential, *mai_refusal;
  MatoiMailCard *mai_done, *mai_internal;
};

static void matoi_mail_page_page_init (MatoiDocumentPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MatoiMailPage,
                               matoi_mail_page,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (MATOI_TYPE_DOCUMENT_PAGE,
                                                      matoi_mail_page_page_init))

static const MatoiPostmortem *
get_postmortem (MatoiMailPage *self)
{
  return self->session ? matoi_session_get_incident (self->session)->postmortem : NULL;
}

static const char *
get_words (MatoiMailPage *self)
{
  return matoi_section_get_text (
    matoi_postmortem_find_section (get_postmortem (self), self->section));
}

static void
show_mails (MatoiMailPage *self)
{
  const char *lang = gtk_toggle_button_get_active (self->mai_ja) ? "ja" : "en";
  g_autofree char *words = matoi_prose_dup_text (self->prose);

  matoi_mail_card_show (self->mai_done, lang, NULL);
  matoi_mail_card_show (self->mai_internal, lang, words);
}

static void
refresh (MatoiMailPage *self)
{
  const MatoiIncident *incident;

  if (!get_postmortem (self))
    return;
  incident = matoi_session_get_incident (self->session);
  matoi_prose_set_text (self->prose, get_words (self));
  matoi_prose_set_editable (self->prose, matoi_meeting_is_open (incident));
  gtk_widget_set_visible (GTK_WIDGET (self->mai_confidential), incident->security);
  show_mails (self);
}

static void
on_recorded (gpointer owner, gboolean recorded)
{
  MatoiMailPage *self = owner;

  if (!recorded)
    matoi_prose_fail (self->prose);
  else if (get_postmortem (self))
    matoi_prose_set_text (self->prose, get_words (self));
}

static void
on_save (MatoiMailPage *self, const char *text)
{
  MatoiCommand *command;

  if (!get_postmortem (self))
    return;
  command = matoi_session_new_command (self->session, "pm-write");
  matoi_command_set (command, "section", self->section);
  matoi_command_set (command, "text", text);
  matoi_inline_submit (self->session, command, self->mai_refusal, self, on_recorded);
}

static void
on_language (MatoiMailPage *self, GtkToggleButton *button)
{
  if (get_postmortem (self) && gtk_toggle_button_get_active (button))
    show_mails (self);
}

static void
on_changed (MatoiMailPage *self, GPtrArray *events, gboolean folded_again)
{
  gboolean concerned = folded_again;

  for (guint i = 0; !concerned && i < events->len; i++)
    {
      const MatoiEvent *event = g_ptr_array_index (events, i);

      concerned =
        g_str_has_prefix (event->type, "postmortem.") || g_str_has_prefix (event->type, "action.");
    }
  if (concerned)
    refresh (self);
}

static void
matoi_mail_page_show (MatoiDocumentPage *page, MatoiSession *session, const char *section)
{
  MatoiMailPage *self = MATOI_MAIL_PAGE (page);

  if (self->session == session && g_strcmp0 (self->section, section) == 0)
    return;
  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  g_free (self->section);
  self->section = g_strdup (section);
  matoi_inline_show (self->mai_refusal, NULL);
  matoi_mail_card_set_session (self->mai_done, session, "done");
  matoi_mail_card_set_session (self->mai_internal, session, "internal");
  matoi_prose_reset (self->prose, get_postmortem (self) ? get_words (self) : "");
  if (!session)
    return;
  g_signal_connect_object (session, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "zone-changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);
}

static void
matoi_mail_page_flush (MatoiDocumentPage *page)
{
  MatoiMailPage *self = MATOI_MAIL_PAGE (page);

  if (self->session)
    matoi_prose_flush (self->prose);
}

static void
matoi_mail_page_jump (MatoiDocumentPage *page, const char *gate)
{
  gtk_widget_grab_focus (GTK_WIDGET (MATOI_MAIL_PAGE (page)->mai_internal));
}

static void
matoi_mail_page_show_text (MatoiDocumentPage *page, gsize offset, gsize length)
{
  matoi_prose_select (MATOI_MAIL_PAGE (page)->prose, offset, length);
}

static void
matoi_mail_page_page_init (MatoiDocumentPageInterface *iface)
{
  iface->show = matoi_mail_page_show;
  iface->flush = matoi_mail_page_flush;
  iface->jump = matoi_mail_page_jump;
  iface->show_text = matoi_mail_page_show_text;
}

static void
matoi_mail_page_dispose (GObject *object)
{
  MatoiMailPage *self = MATOI_MAIL_PAGE (object);

  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  g_clear_pointer (&self->section, g_free);
  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_MAIL_PAGE);
  G_OBJECT_CLASS (matoi_mail_page_parent_class)->dispose (object);
}

static void
matoi_mail_page_class_init (MatoiMailPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_mail_page_dispose;
  g_type_ensure (MATOI_TYPE_MAIL_CARD);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/postmortem/mail-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiMailPage, mai_words);
  gtk_widget_class_bind_template_child (widget_class, MatoiMailPage, mai_en);
  gtk_widget_class_bind_template_child (widget_class, MatoiMailPage, mai_ja);
  gtk_widget_class_bind_template_child (widget_class, MatoiMailPage, mai_confidential);
  gtk_widget_class_bind_template_child (widget_class, MatoiMailPage, mai_refusal);
  gtk_widget_class_bind_template_child (widget_class, MatoiMailPage, mai_done);
  gtk_widget_class_bind_template_child (widget_class, MatoiMailPage, mai_internal);
  gtk_widget_class_bind_template_callback (widget_class, on_language);
}

static void
matoi_mail_page_init (MatoiMailPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->prose = MATOI_PROSE (matoi_prose_new (_ ("What We Learned"), 4));
  gtk_widget_set_name (GTK_WIDGET (self->prose), "mai_prose");
  gtk_widget_add_css_class (GTK_WIDGET (self->prose), "message-prose");
  g_signal_connect_swapped (self->prose, "save", G_CALLBACK (on_save), self);
  g_signal_connect_swapped (self->prose, "typed", G_CALLBACK (show_mails), self);
  gtk_box_append (self->mai_words, GTK_WIDGET (self->prose));
  if (g_strcmp0 (C_ ("language of the presets", "en"), "ja") == 0)
    gtk_toggle_button_set_active (self->mai_ja, TRUE);
}
