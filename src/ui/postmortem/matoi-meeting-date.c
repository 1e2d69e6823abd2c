/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-meeting-date.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "matoi-inline.h"
#include "matoi-json.h"
#include "matoi-meeting-slot.h"
#include "matoi-ui-text.h"

#define DEFAULT_MINUTES 30

struct _MatoiMeetingDate
{
  GtkWidget parent_instance;
  MatoiSession *session; /* (nullable) */
  gint64 suggested;
  gboolean touched, showing;
  AdwEntryRow *mee_date, *mee_time;
  GtkSpinButton *mee_minutes;
  GtkCalendar *mee_picker;
  GtkMenuButton *mee_pick;
  GtkLabel *mee_words, *mee_refusal, *mee_calendar, *mee_length_hint;
};

G_DEFINE_FINAL_TYPE (MatoiMeetingDate, matoi_meeting_date, GTK_TYPE_WIDGET)

enum
{
  EDITED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static const MatoiPostmortem *
get_postmortem (MatoiMeetingDate *self)
{
  return self->session ? matoi_session_get_incident (self->session)->postmortem : NULL;
}

static gint64
parse (MatoiMeetingDate *self)
{
  return matoi_meeting_read (gtk_editable_get_text (GTK_EDITABLE (self->mee_date)),
                             gtk_editable_get_text (GTK_EDITABLE (self->mee_time)),
                             matoi_session_get_now (self->session),
                             matoi_session_get_zone (self->session));
}

/* --- in words */

static char *
dup_deadline (MatoiMeetingDate *self, gint64 at)
{
  gint64 due = get_postmortem (self)->due_at;
  g_autofree char *day = NULL;

  if (due == MATOI_TIME_NONE)
    return NULL;
  /* Translators: a date, see g_date_time_format (): “Monday, 23 November”. */
  day = matoi_time_to_local (due, _ ("%A, %-d %B"), matoi_session_get_zone (self->session));
  if (at <= due)
    /* Translators: %s is a date: the meeting is before it. */
    return g_strdup_printf (_ ("in time: due by %s"), day);
  /* Translators: %s is a date: the meeting is after it. */
  return g_strdup_printf (_ ("after the deadline, %s"), day);
}

static void
show_words (MatoiMeetingDate *self)
{
  GTimeZone *zone = matoi_session_get_zone (self->session);
  gint64 at = parse (self);
  g_autofree char *when = NULL;
  g_autofree char *distance = NULL;
  g_autofree char *deadline = NULL;
  g_autofree char *words = NULL;

  if (at == MATOI_TIME_NONE)
    {
      matoi_side_set_label (self->mee_words,
                            _ ("Write the date as 2026-11-20 and the time as 10:00."));
      return;
    }
  when = matoi_meeting_dup_when (at, zone);
  distance = matoi_meeting_dup_distance (at, matoi_session_get_now (self->session), zone);
  deadline = dup_deadline (self, at);
  words = g_strdup_printf ("%s · %s%s%s", when, distance, deadline ? " · " : "",
                           deadline ? deadline : "");
  matoi_side_set_label (self->mee_words, words);
}

static void
show_length (MatoiMeetingDate *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->mee_length_hint),
                          gtk_spin_button_get_value_as_int (self->mee_minutes) > DEFAULT_MINUTES);
}

/* FALSE, and it says so: not understood, or past. */
gboolean
matoi_meeting_date_read (MatoiMeetingDate *self, gint64 *at, gint64 *minutes)
{
  *at = parse (self);
  gtk_spin_button_update (self->mee_minutes);
  *minutes = gtk_spin_button_get_value_as_int (self->mee_minutes);
  matoi_inline_show (self->mee_refusal, NULL);
  if (*at == MATOI_TIME_NONE)
    matoi_inline_show (
      self->mee_refusal,
      _ ("That is not a date and a time. Write them as 2026-11-20 and 10:00. Nothing was changed."));
  else if (*at <= matoi_session_get_now (self->session))
    matoi_inline_show (self->mee_refusal,
                       _ ("That time is past. Give one to come, or record below that the meeting "
                          "was held. Nothing was changed."));
  else
    return TRUE;
  return FALSE;
}

gboolean
matoi_meeting_date_is_touched (MatoiMeetingDate *self)
{
  return self->touched;
}

/* --- what the person does */

static void
on_typed (MatoiMeetingDate *self)
{
  if (self->showing || !self->session)
    return;
  self->touched = TRUE;
  matoi_inline_show (self->mee_refusal, NULL);
  show_words (self);
  show_length (self);
}

static void
on_entered (MatoiMeetingDate *self)
{
  if (!self->showing && self->session && self->touched)
    g_signal_emit (self, signals[EDITED], 0);
}

static void
on_minutes (MatoiMeetingDate *self)
{
  on_typed (self);
  on_entered (self);
}

static void
on_picked (MatoiMeetingDate *self)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (self->mee_picker);
  g_autofree char *text = g_date_time_format (day, "%Y-%m-%d");

  if (self->showing)
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->mee_date), text);
  gtk_menu_button_popdown (self->mee_pick);
  on_entered (self);
}

/* --- what is recorded */

static const char *
get_calendar (MatoiMeetingDate *self)
{
  const MatoiIncident *incident = matoi_session_get_incident (self->session);
  JsonObject *json = incident->policy ? matoi_policy_get_json (incident->policy) : NULL;
  JsonObject *rules = json ? matoi_json_get_object (json, "postmortem") : NULL;
  const char *name = rules ? matoi_json_get_string (rules, "calendar") : NULL;

  return incident->postmortem->meeting.calendar ? incident->postmortem->meeting.calendar : name;
}

static void
show_time (MatoiMeetingDate *self, gint64 at, gint64 minutes)
{
  GTimeZone *zone = matoi_session_get_zone (self->session);
  g_autofree char *date = matoi_time_to_local (at, "%Y-%m-%d", zone);
  g_autofree char *time = matoi_time_to_local (at, "%H:%M", zone);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (at / 1000);
  g_autoptr (GDateTime) day = g_date_time_to_timezone (utc, zone);

  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->mee_date)), date) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->mee_date), date);
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->mee_time)), time) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->mee_time), time);
  gtk_spin_button_set_value (self->mee_minutes, (double) minutes);
  gtk_calendar_select_day (self->mee_picker, day);
}

void
matoi_meeting_date_refresh (MatoiMeetingDate *self)
{
  const MatoiPostmortem *postmortem = get_postmortem (self);
  const char *calendar;
  gint64 at, minutes;

  if (!postmortem)
    return;
  if (parse (self) == postmortem->meeting.at &&
      gtk_spin_button_get_value_as_int (self->mee_minutes) == postmortem->meeting.minutes)
    self->touched = FALSE;
  self->showing = TRUE;
  at = postmortem->meeting.at != MATOI_TIME_NONE ? postmortem->meeting.at : self->suggested;
  minutes = postmortem->meeting.minutes > 0 ? postmortem->meeting.minutes : DEFAULT_MINUTES;
  if (!self->touched)
    show_time (self, at, minutes);
  calendar = get_calendar (self);
  matoi_side_set_label (self->mee_calendar, calendar ? calendar : _ ("Postmortem Meetings"));
  show_words (self);
  show_length (self);
  self->showing = FALSE;
}

void
matoi_meeting_date_set_editable (MatoiMeetingDate *self, gboolean editable)
{
  gtk_editable_set_editable (GTK_EDITABLE (self->mee_date), editable);
  gtk_editable_set_editable (GTK_EDITABLE (self->mee_time), editable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->mee_minutes), editable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->mee_pick), editable);
}

void
matoi_meeting_date_set_session (MatoiMeetingDate *self, MatoiSession *session)
{
  const MatoiPostmortem *postmortem;
  g_autoptr (GHashTable) days_off = NULL;
  gint64 now;

  g_return_if_fail (MATOI_IS_MEETING_DATE (self));

  g_set_object (&self->session, session);
  self->touched = FALSE;
  matoi_inline_show (self->mee_refusal, NULL);
  postmortem = get_postmortem (self);
  if (!postmortem)
    return;
  now = matoi_session_get_now (session);
  days_off = matoi_context_dup_days_off (matoi_session_get_context (session), now);
  self->suggested =
    matoi_meeting_suggest (now, postmortem->due_at, matoi_session_get_zone (session), days_off);
  matoi_meeting_date_refresh (self);
}

static gboolean
matoi_meeting_date_grab_focus (GtkWidget *widget)
{
  return !matoi_ui_is_walking (widget) &&
         gtk_widget_grab_focus (GTK_WIDGET (MATOI_MEETING_DATE (widget)->mee_date));
}

static void
matoi_meeting_date_dispose (GObject *object)
{
  MatoiMeetingDate *self = MATOI_MEETING_DATE (object);

  g_clear_object (&self->session);
  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_MEETING_DATE);
  G_OBJECT_CLASS (matoi_meeting_date_parent_class)->dispose (object);
}

static void
matoi_meeting_date_class_init (MatoiMeetingDateClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_meeting_date_dispose;
  widget_class->grab_focus = matoi_meeting_date_grab_focus;
  widget_class->focus = matoi_ui_walk;
  signals[EDITED] = g_signal_new ("edited", MATOI_TYPE_MEETING_DATE, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/postmortem/meeting-date.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiMeetingDate, mee_date);
  gtk_widget_class_bind_template_child (widget_class, MatoiMeetingDate, mee_time);
  gtk_widget_class_bind_template_child (widget_class, MatoiMeetingDate, mee_minutes);
  gtk_widget_class_bind_template_child (widget_class, MatoiMeetingDate, mee_picker);
  gtk_widget_class_bind_template_child (widget_class, MatoiMeetingDate, mee_pick);
  gtk_widget_class_bind_template_child (widget_class, MatoiMeetingDate, mee_words);
  gtk_widget_class_bind_template_child (widget_class, MatoiMeetingDate, mee_refusal);
  gtk_widget_class_bind_template_child (widget_class, MatoiMeetingDate, mee_calendar);
  gtk_widget_class_bind_template_child (widget_class, MatoiMeetingDate, mee_length_hint);
  gtk_widget_class_bind_template_callback (widget_class, on_typed);
  gtk_widget_class_bind_template_callback (widget_class, on_entered);
  gtk_widget_class_bind_template_callback (widget_class, on_minutes);
  gtk_widget_class_bind_template_callback (widget_class, on_picked);
}

static void
matoi_meeting_date_init (MatoiMeetingDate *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  matoi_ui_name_entry_rows (GTK_WIDGET (self));
}
