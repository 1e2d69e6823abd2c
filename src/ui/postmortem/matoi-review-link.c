/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-review-link.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-inline.h"
#include "matoi-meeting-slot.h"
#include "matoi-ui-text.h"

#define NOTICE (24 * 60 * MATOI_MINUTE)

struct _MatoiReviewLink
{
  GtkWidget parent_instance;
  MatoiSession *session; /* (nullable) */
  gboolean touched, showing;
  AdwEntryRow *mee_link;
  GtkLabel *mee_link_clock, *mee_link_late, *mee_link_refusal, *mee_link_text;
};

G_DEFINE_FINAL_TYPE (MatoiReviewLink, matoi_review_link, GTK_TYPE_WIDGET)

static const MatoiMeeting *
get_meeting (MatoiReviewLink *self)
{
  return &matoi_session_get_incident (self->session)->postmortem->meeting;
}

/* --- the clock */

static char *
dup_posted (MatoiReviewLink *self)
{
  const MatoiMeeting *meeting = get_meeting (self);
  g_autofree char *when =
    matoi_meeting_dup_when (meeting->link_at, matoi_session_get_zone (self->session));
  g_autofree char *ahead = NULL;

  if (meeting->at == MATOI_TIME_NONE || meeting->at <= meeting->link_at)
    /* Translators: %s is a date and time. */
    return g_strdup_printf (_ ("Posted %s"), when);
  ahead = matoi_ui_dup_minutes (meeting->at - meeting->link_at);
  /* Translators: 1: a date and time, 2: a duration such as “26 h”. */
  return g_strdup_printf (_ ("Posted %1$s, %2$s before the meeting"), when, ahead);
}

static char *
dup_clock (MatoiReviewLink *self)
{
  const MatoiMeeting *meeting = get_meeting (self);
  gint64 now = matoi_session_get_now (self->session);
  g_autofree char *when = NULL;
  g_autofree char *left = NULL;

  if (meeting->link)
    return dup_posted (self);
  if (meeting->at == MATOI_TIME_NONE)
    return g_strdup (_ ("Set the meeting first: reviewers want the link 24 hours before."));
  when = matoi_meeting_dup_when (meeting->at - NOTICE, matoi_session_get_zone (self->session));
  if (meeting->at - NOTICE <= now)
    /* Translators: %s is a date and time. */
    return g_strdup_printf (_ ("It was to be posted by %s. Post it now, even if unfinished."),
                               when);
  left = matoi_ui_dup_minutes (meeting->at - NOTICE - now);
  /* Translators: 1: a date and time, 2: a duration such as “3 h”. */
  return g_strdup_printf (_ ("Post it by %1$s: %2$s left, even if it is not finished."), when,
                             left);
}

static char *
dup_late (MatoiReviewLink *self)
{
  const MatoiMeeting *meeting = get_meeting (self);

  if (meeting->at == MATOI_TIME_NONE)
    return NULL;
  if (meeting->link && meeting->at - meeting->link_at >= NOTICE)
    return NULL;
  if (!meeting->link && meeting->at - NOTICE > matoi_session_get_now (self->session))
    return NULL;
  return g_strdup (_ ("That is less than 24 hours before the meeting. Say so in the channel, and "
                      "give people ten minutes to read at the start."));
}

/* --- the text for the channel */

static char *
dup_text (MatoiReviewLink *self)
{
  const MatoiIncident *incident = matoi_session_get_incident (self->session);
  const MatoiMeeting *meeting = get_meeting (self);
  g_autofree char *typed = matoi_inline_dup_text (GTK_EDITABLE (self->mee_link));
  const char *link = *typed ? typed : meeting->link ? meeting->link : "…";
  g_autofree char *when = NULL;

  if (meeting->at == MATOI_TIME_NONE)
    /* Translators: for a chat channel. 1: a reference, 2: a title, 3: a link. */
    return g_strdup_printf (_ ("The postmortem %1$s “%2$s” is ready for comments: %3$s"),
                               incident->ref, matoi_incident_get_public_title (incident), link);
  when = matoi_meeting_dup_when (meeting->at, matoi_session_get_zone (self->session));
  return g_strdup_printf (
    /* Translators: for a chat channel. 1: a reference, 2: a title, 3: a date and time, 4: a link. */
    _ ("Please read and comment on the postmortem %1$s “%2$s” before the meeting on %3$s. Everybody "
       "who is interested is welcome: %4$s"),
      incident->ref, matoi_incident_get_public_title (incident), when, link);
}

static void
on_copy (MatoiReviewLink *self, GtkButton *button)
{
  if (self->session)
    matoi_side_copy (button, gtk_label_get_text (self->mee_link_text));
}

/* --- */

static void
show_text (MatoiReviewLink *self)
{
  g_autofree char *text = dup_text (self);

  matoi_side_set_label (self->mee_link_text, text);
}

void
matoi_review_link_refresh (MatoiReviewLink *self)
{
  const MatoiIncident *incident = self->session ? matoi_session_get_incident (self->session) : NULL;
  const char *link;
  g_autofree char *clock = NULL;
  g_autofree char *late = NULL;

  if (!incident || !incident->postmortem)
    return;
  link = incident->postmortem->meeting.link ? incident->postmortem->meeting.link : "";
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->mee_link)), link) == 0)
    self->touched = FALSE;
  self->showing = TRUE;
  if (!self->touched)
    gtk_editable_set_text (GTK_EDITABLE (self->mee_link), link);
  self->showing = FALSE;
  gtk_editable_set_editable (GTK_EDITABLE (self->mee_link),
                             strcmp (incident->postmortem->state, "waived") != 0 &&
                               strcmp (incident->postmortem->state, "closed") != 0);
  clock = dup_clock (self);
  late = dup_late (self);
  matoi_side_set_label (self->mee_link_clock, clock);
  matoi_inline_show (self->mee_link_late, late);
  show_text (self);
}

/* Records the address that is typed. */
void
matoi_review_link_flush (MatoiReviewLink *self)
{
  g_autofree char *url = matoi_inline_dup_text (GTK_EDITABLE (self->mee_link));
  MatoiCommand *command;

  if (!self->session || !self->touched || *url == '\0')
    return;
  self->touched = FALSE;
  command = matoi_session_new_command (self->session, "pm-link");
  matoi_command_set (command, "url", url);
  matoi_inline_submit (self->session, command, self->mee_link_refusal, self, NULL);
}

static void
on_typed (MatoiReviewLink *self)
{
  if (self->showing || !self->session)
    return;
  self->touched = TRUE;
  matoi_inline_show (self->mee_link_refusal, NULL);
  show_text (self);
}

void
matoi_review_link_set_session (MatoiReviewLink *self, MatoiSession *session)
{
  g_return_if_fail (MATOI_IS_REVIEW_LINK (self));

  g_set_object (&self->session, session);
  self->touched = FALSE;
  matoi_inline_show (self->mee_link_refusal, NULL);
  matoi_review_link_refresh (self);
}

static gboolean
matoi_review_link_grab_focus (GtkWidget *widget)
{
  return !matoi_ui_is_walking (widget) &&
         gtk_widget_grab_focus (GTK_WIDGET (MATOI_REVIEW_LINK (widget)->mee_link));
}

static void
matoi_review_link_dispose (GObject *object)
{
  MatoiReviewLink *self = MATOI_REVIEW_LINK (object);

  g_clear_object (&self->session);
  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_REVIEW_LINK);
  G_OBJECT_CLASS (matoi_review_link_parent_class)->dispose (object);
}

static void
matoi_review_link_class_init (MatoiReviewLinkClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_review_link_dispose;
  widget_class->grab_focus = matoi_review_link_grab_focus;
  widget_class->focus = matoi_ui_walk;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/postmortem/review-link.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiReviewLink, mee_link);
  gtk_widget_class_bind_template_child (widget_class, MatoiReviewLink, mee_link_clock);
  gtk_widget_class_bind_template_child (widget_class, MatoiReviewLink, mee_link_late);
  gtk_widget_class_bind_template_child (widget_class, MatoiReviewLink, mee_link_refusal);
  gtk_widget_class_bind_template_child (widget_class, MatoiReviewLink, mee_link_text);
  gtk_widget_class_bind_template_callback (widget_class, on_typed);
  gtk_widget_class_bind_template_callback (widget_class, on_copy);
  gtk_widget_class_bind_template_callback (widget_class, matoi_review_link_flush);
}

static void
matoi_review_link_init (MatoiReviewLink *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  matoi_ui_name_entry_rows (GTK_WIDGET (self));
}
