/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-mail-card.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-directory.h"
#include "matoi-inline.h"
#include "matoi-meeting-slot.h"
#include "matoi-postmortem.h"
#include "matoi-ui-text.h"

struct _MatoiMailCard
{
  GtkWidget parent_instance;
  MatoiSession *session; /* (nullable) */
  const char *which;     /* static */
  const char *lang;      /* static */
  char *words;           /* (nullable) */
  AdwEntryRow *mai_to;
  GtkLabel *mai_subject, *mai_body, *mai_state, *mai_message;
  GtkButton *mai_open, *mai_copy, *mai_sent;
};

G_DEFINE_FINAL_TYPE (MatoiMailCard, matoi_mail_card, GTK_TYPE_WIDGET)

/* The addresses of who was in it or invited, as far as the team's directory has them. */
static char *
dup_recipients (MatoiMailCard *self)
{
  const MatoiIncident *incident = matoi_session_get_incident (self->session);
  g_autoptr (MatoiDirectory) directory =
    matoi_directory_load (matoi_session_get_context (self->session));
  g_autoptr (GPtrArray) invitees = matoi_postmortem_suggest_invitees (incident);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < invitees->len; i++)
    {
      const MatoiInvitee *one = g_ptr_array_index (invitees, i);
      const MatoiPerson *person = matoi_directory_find_person (directory, one->person);

      if (person && *person->email)
        g_string_append_printf (text, "%s%s", text->len ? ", " : "", person->email);
    }
  return g_strdup (text->str);
}

/* Blanks after a comma are for people. */
static gboolean
compose (MatoiMailCard *self, char **subject, char **body, char **uri)
{
  g_autofree char *to = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->mai_to)));
  g_auto (GStrv) parts = g_strsplit (to, " ", -1);
  g_autofree char *recipients = g_strjoinv ("", parts);

  return matoi_context_compose_mail (matoi_session_get_context (self->session),
                                     matoi_session_get_incident (self->session), self->which,
                                     self->lang, self->words, recipients, subject, body, uri);
}

static void
show_state (MatoiMailCard *self)
{
  const MatoiPostmortem *postmortem = matoi_session_get_incident (self->session)->postmortem;
  gint64 at =
    strcmp (self->which, "done") == 0 ? postmortem->done_mail_at : postmortem->internal_mail_at;
  g_autofree char *when = NULL;
  g_autofree char *text = NULL;

  if (at != MATOI_TIME_NONE)
    {
      when = matoi_meeting_dup_when (at, matoi_session_get_zone (self->session));
      /* Translators: of a mail; %s is a date and time. */
      text = g_strdup_printf (_ ("Sent %s"), when);
    }
  matoi_side_set_label (self->mai_state, text ? text : _ ("Not sent yet"));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->mai_state), gtk_label_get_text (self->mai_state));
  gtk_button_set_label (self->mai_sent,
                        at != MATOI_TIME_NONE ? _ ("I Sent It Again") : _ ("I Sent It"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->mai_sent), strcmp (postmortem->state, "waived") != 0);
}

/* @lang: "en" or "ja"; @words: what was learned. */
void
matoi_mail_card_show (MatoiMailCard *self, const char *lang, const char *words)
{
  g_autofree char *subject = NULL;
  g_autofree char *body = NULL;
  g_autofree char *uri = NULL;
  g_autofree char *kept = g_strdup (words);

  g_return_if_fail (MATOI_IS_MAIL_CARD (self));

  self->lang = g_strcmp0 (lang, "ja") == 0 ? "ja" : "en";
  g_free (self->words);
  self->words = g_steal_pointer (&kept);
  if (!self->session || !matoi_session_get_incident (self->session)->postmortem)
    return;
  compose (self, &subject, &body, &uri);
  matoi_side_set_label (self->mai_subject, subject);
  matoi_side_set_label (self->mai_body, body);
  show_state (self);
}

static void
on_copy (MatoiMailCard *self)
{
  matoi_side_copy (self->mai_copy, gtk_label_get_text (self->mai_body));
}

static void
on_launched (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiMailCard) self = user_data;

  if (!g_app_info_launch_default_for_uri_finish (result, NULL))
    matoi_inline_show (self->mai_message, _ ("No program for mail opened. The text is copied: "
                                             "paste it where mail is written."));
}

/* The text is copied in any case: what a program makes of a link is its own affair. */
static void
on_open (MatoiMailCard *self)
{
  g_autofree char *subject = NULL;
  g_autofree char *body = NULL;
  g_autofree char *uri = NULL;
  g_autoptr (GdkAppLaunchContext) context = NULL;
  gboolean whole;

  if (!self->session)
    return;
  whole = compose (self, &subject, &body, &uri);
  matoi_side_copy (self->mai_copy, body);
  matoi_inline_show (self->mai_message,
                     whole ? NULL
                           : _ ("The mail is too long for a link. Its text is copied: paste it "
                                "into the mail that opens."));
  context = gdk_display_get_app_launch_context (gtk_widget_get_display (GTK_WIDGET (self)));
  g_app_info_launch_default_for_uri_async (uri, G_APP_LAUNCH_CONTEXT (context), NULL, on_launched,
                                           g_object_ref (self));
}

static void
on_sent (MatoiMailCard *self)
{
  MatoiCommand *command;

  if (!self->session)
    return;
  command = matoi_session_new_command (self->session, "pm-mail");
  matoi_command_set (command, "which", self->which);
  matoi_inline_submit (self->session, command, self->mai_message, self, NULL);
}

void
matoi_mail_card_set_session (MatoiMailCard *self, MatoiSession *session, const char *which)
{
  g_autofree char *to = NULL;

  g_return_if_fail (MATOI_IS_MAIL_CARD (self));

  g_set_object (&self->session, session);
  self->which = g_strcmp0 (which, "done") == 0 ? "done" : "internal";
  matoi_inline_show (self->mai_message, NULL);
  to = session ? dup_recipients (self) : NULL;
  gtk_editable_set_text (GTK_EDITABLE (self->mai_to), to ? to : "");
}

static gboolean
matoi_mail_card_grab_focus (GtkWidget *widget)
{
  return !matoi_ui_is_walking (widget) &&
         gtk_widget_grab_focus (GTK_WIDGET (MATOI_MAIL_CARD (widget)->mai_open));
}

static void
matoi_mail_card_dispose (GObject *object)
{
  MatoiMailCard *self = MATOI_MAIL_CARD (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->words, g_free);
  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_MAIL_CARD);
  G_OBJECT_CLASS (matoi_mail_card_parent_class)->dispose (object);
}

static void
matoi_mail_card_class_init (MatoiMailCardClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_mail_card_dispose;
  widget_class->grab_focus = matoi_mail_card_grab_focus;
  widget_class->focus = matoi_ui_walk;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/postmortem/mail-card.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiMailCard, mai_to);
  gtk_widget_class_bind_template_child (widget_class, MatoiMailCard, mai_subject);
  gtk_widget_class_bind_template_child (widget_class, MatoiMailCard, mai_body);
  gtk_widget_class_bind_template_child (widget_class, MatoiMailCard, mai_state);
  gtk_widget_class_bind_template_child (widget_class, MatoiMailCard, mai_message);
  gtk_widget_class_bind_template_child (widget_class, MatoiMailCard, mai_open);
  gtk_widget_class_bind_template_child (widget_class, MatoiMailCard, mai_copy);
  gtk_widget_class_bind_template_child (widget_class, MatoiMailCard, mai_sent);
  gtk_widget_class_bind_template_callback (widget_class, on_open);
  gtk_widget_class_bind_template_callback (widget_class, on_copy);
  gtk_widget_class_bind_template_callback (widget_class, on_sent);
}

static void
matoi_mail_card_init (MatoiMailCard *self)
{
  self->which = "internal";
  self->lang = "en";
  gtk_widget_init_template (GTK_WIDGET (self));
  matoi_ui_name_entry_rows (GTK_WIDGET (self));
}
