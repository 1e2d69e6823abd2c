/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-meeting-page.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-inline.h"
#include "matoi-json.h"
#include "matoi-meeting-date.h"
#include "matoi-meeting-invite.h"
#include "matoi-meeting-outcome.h"
#include "matoi-meeting-slot.h"
#include "matoi-review-link.h"
#include "matoi-review-ticks.h"
#include "matoi-ui-text.h"

/* How often the clocks of the page are looked at, in seconds; they show minutes. */
#define CLOCK 20

struct _MatoiMeetingPage
{
  GtkWidget parent_instance;

  MatoiSession *session;     /* (nullable) */
  MatoiDirectory *directory; /* (nullable) */
  gboolean people_touched;
  guint clock;
  GtkLabel *mee_state, *mee_message, *mee_others;
  GtkWidget *mee_set, *mee_calendar_buttons;
  MatoiMeetingDate *mee_when;
  MatoiPeopleList *mee_people;
  MatoiReviewLink *mee_review_link;
  MatoiReviewTicks *mee_ticks;
  MatoiMeetingOutcome *mee_outcome;
};

static void matoi_meeting_page_page_init (MatoiDocumentPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MatoiMeetingPage,
                               matoi_meeting_page,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (MATOI_TYPE_DOCUMENT_PAGE,
                                                      matoi_meeting_page_page_init))

static const MatoiPostmortem *
get_postmortem (MatoiMeetingPage *self)
{
  return self->session ? matoi_session_get_incident (self->session)->postmortem : NULL;
}

static gboolean
is_set (MatoiMeetingPage *self)
{
  return get_postmortem (self)->meeting.at != MATOI_TIME_NONE;
}

/* --- what is shown */

/* Whom the process wants besides, which no roster knows. */
static char *
dup_others (MatoiMeetingPage *self)
{
  const MatoiIncident *incident = matoi_session_get_incident (self->session);
  JsonObject *json = incident->policy ? matoi_policy_get_json (incident->policy) : NULL;
  JsonObject *rules = json ? matoi_json_get_object (json, "postmortem") : NULL;
  JsonObject *invitees = rules ? matoi_json_get_object (rules, "invitees") : NULL;
  JsonArray *others = invitees ? matoi_json_get_array (invitees, "others") : NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; others && i < json_array_get_length (others); i++)
    /* Translators: between the items of an enumeration in a sentence. */
    g_string_append_printf (
      text, "%s%s",
      i > 0 ? _ (" · ") : "", matoi_text (matoi_json_array_get_object (others, i), "text"));
  if (text->len == 0)
    return NULL;
  /* Translators: %s are kinds of people, such as “Owners of the services involved”. */
  return g_strdup_printf (_ ("Also think of: %s"), text->str);
}

static void
show_people (MatoiMeetingPage *self)
{
  g_autoptr (GPtrArray) ticks = NULL;

  if (self->people_touched)
    return;
  ticks = matoi_meeting_dup_invitees (self->session, self->directory);
  matoi_people_list_show (self->mee_people, ticks);
}

static void
show_clocks (MatoiMeetingPage *self)
{
  g_autofree char *state =
    matoi_meeting_dup_state (self->session, matoi_session_get_now (self->session));

  matoi_side_set_label (self->mee_state, state);
  matoi_review_link_refresh (self->mee_review_link);
}

static void
refresh (MatoiMeetingPage *self)
{
  const MatoiPostmortem *postmortem = get_postmortem (self);
  gboolean open;

  if (!postmortem)
    return;
  open = matoi_meeting_is_open (matoi_session_get_incident (self->session));
  matoi_meeting_date_refresh (self->mee_when);
  matoi_meeting_date_set_editable (self->mee_when, open);
  show_people (self);
  matoi_people_list_set_editable (self->mee_people, open);
  matoi_review_ticks_refresh (self->mee_ticks);
  matoi_meeting_outcome_refresh (self->mee_outcome);
  gtk_widget_set_visible (self->mee_set, open && !is_set (self));
  gtk_widget_set_visible (self->mee_calendar_buttons, is_set (self));
  show_clocks (self);
}

/* --- recording */

static void
on_recorded (gpointer owner, gboolean recorded)
{
  MatoiMeetingPage *self = owner;

  if (!recorded)
    self->people_touched = TRUE;
  if (self->session)
    refresh (self);
}

static void
record (MatoiMeetingPage *self)
{
  gint64 at, minutes;
  g_autoptr (GPtrArray) ticks = NULL;
  MatoiCommand *command;

  if (!matoi_meeting_date_read (self->mee_when, &at, &minutes))
    return;
  ticks = matoi_people_list_dup_ticks (self->mee_people);
  command = matoi_session_new_command (self->session, "pm-meeting");
  matoi_command_set_int (command, "at", at);
  matoi_command_set_int (command, "minutes", minutes);
  json_object_set_array_member (command->args, "invitees", matoi_meeting_invitees_to_json (ticks));
  self->people_touched = FALSE;
  matoi_inline_submit (self->session, command, self->mee_message, self, on_recorded);
}

static void
on_set (MatoiMeetingPage *self)
{
  if (!self->session)
    return;
  matoi_people_list_flush (self->mee_people);
  record (self);
}

/* Once it is set, every change is recorded. */
static void
on_date (MatoiMeetingPage *self)
{
  if (self->session && is_set (self))
    record (self);
}

static void
on_people (MatoiMeetingPage *self)
{
  self->people_touched = TRUE;
  matoi_inline_show (self->mee_message, NULL);
  on_date (self);
}

static void
on_calendar (MatoiMeetingPage *self)
{
  if (self->session)
    matoi_meeting_open_invitation (self->session, self->mee_message);
}

static void
on_save (MatoiMeetingPage *self)
{
  if (self->session)
    matoi_meeting_save_invitation (self->session, self->mee_message);
}

/* --- a page of the document */

static void
on_changed (MatoiMeetingPage *self, GPtrArray *events, gboolean folded_again)
{
  gboolean concerned = folded_again;

  for (guint i = 0; !concerned && i < events->len; i++)
    {
      const MatoiEvent *event = g_ptr_array_index (events, i);

      concerned =
        g_str_has_prefix (event->type, "postmortem.") || g_str_has_prefix (event->type, "role.");
    }
  if (concerned)
    refresh (self);
}

static gboolean
on_clock (gpointer user_data)
{
  MatoiMeetingPage *self = user_data;

  if (get_postmortem (self))
    show_clocks (self);
  return G_SOURCE_CONTINUE;
}

static void
matoi_meeting_page_show (MatoiDocumentPage *page, MatoiSession *session, const char *section)
{
  MatoiMeetingPage *self = MATOI_MEETING_PAGE (page);
  g_autofree char *others = NULL;

  if (self->session == session)
    return;
  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  self->people_touched = FALSE;
  matoi_inline_show (self->mee_message, NULL);
  matoi_people_list_reset (self->mee_people);
  matoi_people_list_set_directory (self->mee_people, NULL);
  g_clear_pointer (&self->directory, matoi_directory_free);
  matoi_meeting_date_set_session (self->mee_when, session);
  matoi_review_link_set_session (self->mee_review_link, session);
  matoi_review_ticks_set_session (self->mee_ticks, session);
  matoi_meeting_outcome_set_session (self->mee_outcome, session);
  if (!get_postmortem (self))
    return;
  self->directory = matoi_directory_load (matoi_session_get_context (session));
  matoi_people_list_set_directory (self->mee_people, self->directory);
  others = dup_others (self);
  matoi_inline_show (self->mee_others, others);
  g_signal_connect_object (session, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "zone-changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);
}

static void
matoi_meeting_page_flush (MatoiDocumentPage *page)
{
  MatoiMeetingPage *self = MATOI_MEETING_PAGE (page);

  if (!get_postmortem (self))
    return;
  matoi_review_link_flush (self->mee_review_link);
  matoi_meeting_outcome_flush (self->mee_outcome);
  if (!matoi_meeting_is_open (matoi_session_get_incident (self->session)))
    return;
  matoi_people_list_flush (self->mee_people);
  if (matoi_meeting_date_is_touched (self->mee_when) || self->people_touched)
    record (self);
}

static void
matoi_meeting_page_jump (MatoiDocumentPage *page, const char *gate)
{
  MatoiMeetingPage *self = MATOI_MEETING_PAGE (page);

  if (g_strcmp0 (gate, "pm.link") == 0)
    gtk_widget_grab_focus (GTK_WIDGET (self->mee_review_link));
  else if (g_strcmp0 (gate, "pm.meeting-over") == 0 || g_strcmp0 (gate, "pm.attendance") == 0 ||
           g_strcmp0 (gate, "pm.agreed") == 0)
    matoi_meeting_outcome_jump (self->mee_outcome, gate);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->mee_when));
}

static void
matoi_meeting_page_page_init (MatoiDocumentPageInterface *iface)
{
  iface->show = matoi_meeting_page_show;
  iface->flush = matoi_meeting_page_flush;
  iface->jump = matoi_meeting_page_jump;
}

static void
matoi_meeting_page_map (GtkWidget *widget)
{
  MatoiMeetingPage *self = MATOI_MEETING_PAGE (widget);

  GTK_WIDGET_CLASS (matoi_meeting_page_parent_class)->map (widget);
  self->clock = g_timeout_add_seconds (CLOCK, on_clock, self);
  if (self->session)
    refresh (self);
}

static void
matoi_meeting_page_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&MATOI_MEETING_PAGE (widget)->clock, g_source_remove);
  GTK_WIDGET_CLASS (matoi_meeting_page_parent_class)->unmap (widget);
}

static void
matoi_meeting_page_dispose (GObject *object)
{
  MatoiMeetingPage *self = MATOI_MEETING_PAGE (object);

  g_clear_handle_id (&self->clock, g_source_remove);
  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_MEETING_PAGE);
  g_clear_pointer (&self->directory, matoi_directory_free);
  G_OBJECT_CLASS (matoi_meeting_page_parent_class)->dispose (object);
}

static void
matoi_meeting_page_class_init (MatoiMeetingPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_meeting_page_dispose;
  widget_class->map = matoi_meeting_page_map;
  widget_class->unmap = matoi_meeting_page_unmap;
  g_type_ensure (MATOI_TYPE_MEETING_DATE);
  g_type_ensure (MATOI_TYPE_PEOPLE_LIST);
  g_type_ensure (MATOI_TYPE_REVIEW_LINK);
  g_type_ensure (MATOI_TYPE_REVIEW_TICKS);
  g_type_ensure (MATOI_TYPE_MEETING_OUTCOME);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/postmortem/meeting-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiMeetingPage, mee_state);
  gtk_widget_class_bind_template_child (widget_class, MatoiMeetingPage, mee_message);
  gtk_widget_class_bind_template_child (widget_class, MatoiMeetingPage, mee_others);
  gtk_widget_class_bind_template_child (widget_class, MatoiMeetingPage, mee_set);
  gtk_widget_class_bind_template_child (widget_class, MatoiMeetingPage, mee_calendar_buttons);
  gtk_widget_class_bind_template_child (widget_class, MatoiMeetingPage, mee_when);
  gtk_widget_class_bind_template_child (widget_class, MatoiMeetingPage, mee_people);
  gtk_widget_class_bind_template_child (widget_class, MatoiMeetingPage, mee_review_link);
  gtk_widget_class_bind_template_child (widget_class, MatoiMeetingPage, mee_ticks);
  gtk_widget_class_bind_template_child (widget_class, MatoiMeetingPage, mee_outcome);
  gtk_widget_class_bind_template_callback (widget_class, on_set);
  gtk_widget_class_bind_template_callback (widget_class, on_date);
  gtk_widget_class_bind_template_callback (widget_class, on_people);
  gtk_widget_class_bind_template_callback (widget_class, on_calendar);
  gtk_widget_class_bind_template_callback (widget_class, on_save);
}

static void
matoi_meeting_page_init (MatoiMeetingPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
