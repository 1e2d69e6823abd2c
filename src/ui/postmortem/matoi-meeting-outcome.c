/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-meeting-outcome.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-inline.h"
#include "matoi-json.h"
#include "matoi-meeting-invite.h"
#include "matoi-meeting-slot.h"
#include "matoi-people-list.h"
#include "matoi-ui-text.h"

#define DEFAULT_MINUTES 30

struct _MatoiMeetingOutcome
{
  GtkWidget parent_instance;
  MatoiSession *session;     /* (nullable) */
  MatoiDirectory *directory; /* (nullable) */
  gint64 proposed_at, proposed_minutes;
  gboolean touched, showing;
  AdwEntryRow *out_date, *out_time;
  GtkSpinButton *out_minutes;
  MatoiPeopleList *out_people;
  GtkWidget *out_record, *out_agree;
  GtkLabel *out_state, *out_refusal, *out_agreed;
};

G_DEFINE_FINAL_TYPE (MatoiMeetingOutcome, matoi_meeting_outcome, GTK_TYPE_WIDGET)

static const MatoiPostmortem *
get_postmortem (MatoiMeetingOutcome *self)
{
  return self->session ? matoi_session_get_incident (self->session)->postmortem : NULL;
}

static gboolean
is_held (MatoiMeetingOutcome *self)
{
  return get_postmortem (self)->meeting.held_at != MATOI_TIME_NONE;
}

static gint64
parse (MatoiMeetingOutcome *self)
{
  return matoi_meeting_read (gtk_editable_get_text (GTK_EDITABLE (self->out_date)),
                             gtk_editable_get_text (GTK_EDITABLE (self->out_time)),
                             matoi_session_get_now (self->session),
                             matoi_session_get_zone (self->session));
}

/* --- what is recorded */

static void
show_time (MatoiMeetingOutcome *self)
{
  const MatoiMeeting *meeting = &get_postmortem (self)->meeting;
  GTimeZone *zone = matoi_session_get_zone (self->session);
  gint64 now = matoi_session_get_now (self->session);
  gint64 at = meeting->held_at, minutes = meeting->held_minutes;
  g_autofree char *date = NULL;
  g_autofree char *time = NULL;

  if (at == MATOI_TIME_NONE && self->proposed_at != MATOI_TIME_NONE)
    {
      at = self->proposed_at;
      minutes = self->proposed_minutes;
    }
  else if (at == MATOI_TIME_NONE)
    {
      at = meeting->at != MATOI_TIME_NONE && meeting->at <= now
             ? meeting->at
             : now - DEFAULT_MINUTES * MATOI_MINUTE;
      minutes = meeting->minutes;
    }
  date = matoi_time_to_local (at, "%Y-%m-%d", zone);
  time = matoi_time_to_local (at, "%H:%M", zone);
  gtk_editable_set_text (GTK_EDITABLE (self->out_date), date);
  gtk_editable_set_text (GTK_EDITABLE (self->out_time), time);
  gtk_spin_button_set_value (self->out_minutes, minutes > 0 ? (double) minutes : DEFAULT_MINUTES);
}

static void
show_agreement (MatoiMeetingOutcome *self)
{
  const MatoiPostmortem *postmortem = get_postmortem (self);
  const MatoiMeeting *meeting = &postmortem->meeting;
  g_autofree char *text = NULL;

  if (meeting->agreed_by)
    {
      g_autofree char *when =
        matoi_meeting_dup_when (meeting->agreed_at, matoi_session_get_zone (self->session));

      /* Translators: 1: a person, 2: a date and time. */
      text = g_strdup_printf (_ ("The content is agreed: recorded by %1$s, %2$s"),
                                 meeting->agreed_by, when);
    }
  else if (strcmp (postmortem->state, "draft") == 0)
    text = g_strdup (_ ("The content can be agreed once the document is in review."));
  else
    text = g_strdup (_ ("Ask everybody whether the timeline, the factors and the action items are "
                        "right. Then record it."));
  matoi_side_set_label (self->out_agreed, text);
  gtk_widget_set_visible (self->out_agree, !meeting->agreed_by);
  gtk_widget_set_sensitive (self->out_agree, strcmp (postmortem->state, "in-review") == 0);
}

static void
show_editable (MatoiMeetingOutcome *self)
{
  gboolean open = matoi_meeting_is_open (matoi_session_get_incident (self->session));

  gtk_editable_set_editable (GTK_EDITABLE (self->out_date), open);
  gtk_editable_set_editable (GTK_EDITABLE (self->out_time), open);
  gtk_widget_set_sensitive (GTK_WIDGET (self->out_minutes), open);
  matoi_people_list_set_editable (self->out_people, open);
  gtk_widget_set_visible (self->out_record, open && !is_held (self));
}

void
matoi_meeting_outcome_refresh (MatoiMeetingOutcome *self)
{
  g_autoptr (GPtrArray) people = NULL;
  g_autofree char *state = NULL;

  if (!get_postmortem (self))
    return;
  self->showing = TRUE;
  if (!self->touched)
    {
      people = matoi_meeting_dup_attendance (self->session);
      matoi_people_list_show (self->out_people, people);
      show_time (self);
    }
  self->showing = FALSE;
  state = matoi_meeting_dup_state (self->session, matoi_session_get_now (self->session));
  matoi_side_set_label (self->out_state, state);
  show_agreement (self);
  show_editable (self);
}

/* --- recording */

static GStrv
dup_attended (MatoiMeetingOutcome *self)
{
  g_autoptr (GPtrArray) ticks = matoi_people_list_dup_ticks (self->out_people);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < ticks->len; i++)
    {
      const MatoiTick *tick = g_ptr_array_index (ticks, i);

      if (tick->ticked)
        g_strv_builder_add (builder, tick->name);
    }
  return g_strv_builder_end (builder);
}

static void
on_recorded (gpointer owner, gboolean recorded)
{
  MatoiMeetingOutcome *self = owner;

  if (!recorded)
    {
      self->touched = TRUE;
      return;
    }
  self->proposed_at = MATOI_TIME_NONE;
  if (self->session && !self->touched)
    matoi_meeting_outcome_refresh (self);
}

static void
record (MatoiMeetingOutcome *self)
{
  gint64 at = parse (self);
  g_auto (GStrv) attended = NULL;
  MatoiCommand *command;

  gtk_spin_button_update (self->out_minutes);
  if (at == MATOI_TIME_NONE)
    {
      matoi_inline_show (self->out_refusal, _ ("That is not a date and a time. Write them as "
                                               "2026-11-20 and 10:00. Nothing was changed."));
      return;
    }
  attended = dup_attended (self);
  if (attended[0] == NULL && !is_held (self))
    {
      matoi_inline_show (self->out_refusal, _ ("Tick who was there first. Nothing was recorded."));
      gtk_widget_grab_focus (GTK_WIDGET (self->out_people));
      return;
    }
  self->touched = FALSE;
  command = matoi_session_new_command (self->session, "pm-held");
  json_object_set_int_member (command->args, "at", at);
  matoi_command_set_int (command, "minutes", gtk_spin_button_get_value_as_int (self->out_minutes));
  matoi_command_set_strv (command, "attended", (const char *const *) attended);
  matoi_inline_submit (self->session, command, self->out_refusal, self, on_recorded);
}

/* Once it is recorded every change is, too. */
static void
on_edited (MatoiMeetingOutcome *self)
{
  if (self->showing || !self->session)
    return;
  self->touched = TRUE;
  matoi_inline_show (self->out_refusal, NULL);
  if (is_held (self))
    record (self);
}

static void
on_typed (MatoiMeetingOutcome *self)
{
  if (self->showing || !self->session)
    return;
  self->touched = TRUE;
  matoi_inline_show (self->out_refusal, NULL);
}

static void
on_entered (MatoiMeetingOutcome *self)
{
  if (self->session && self->touched && is_held (self))
    record (self);
}

static void
on_record (MatoiMeetingOutcome *self)
{
  if (self->session)
    {
      matoi_people_list_flush (self->out_people);
      record (self);
    }
}

static void
on_agree (MatoiMeetingOutcome *self)
{
  if (self->session)
    matoi_inline_submit (self->session, matoi_session_new_command (self->session, "pm-agree"),
                         self->out_refusal, self, NULL);
}

/* Ticks of a meeting that nobody said was held are a note for later, not a record. */
void
matoi_meeting_outcome_flush (MatoiMeetingOutcome *self)
{
  if (!get_postmortem (self) || !matoi_meeting_is_open (matoi_session_get_incident (self->session)))
    return;
  matoi_people_list_flush (self->out_people);
  on_entered (self);
}

void
matoi_meeting_outcome_propose (MatoiMeetingOutcome *self, gint64 at, gint64 minutes)
{
  self->proposed_at = at;
  self->proposed_minutes = minutes;
  if (!self->session || is_held (self))
    return;
  self->showing = TRUE;
  show_time (self);
  self->showing = FALSE;
}

void
matoi_meeting_outcome_jump (MatoiMeetingOutcome *self, const char *gate)
{
  if (g_strcmp0 (gate, "pm.agreed") == 0)
    gtk_widget_grab_focus (gtk_widget_get_sensitive (self->out_agree) ? self->out_agree
                                                                      : self->out_record);
  else if (g_strcmp0 (gate, "pm.attendance") == 0)
    gtk_widget_grab_focus (GTK_WIDGET (self->out_people));
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->out_date));
}

void
matoi_meeting_outcome_set_session (MatoiMeetingOutcome *self, MatoiSession *session)
{
  g_return_if_fail (MATOI_IS_MEETING_OUTCOME (self));

  g_set_object (&self->session, session);
  self->touched = FALSE;
  self->proposed_at = MATOI_TIME_NONE;
  matoi_people_list_reset (self->out_people);
  matoi_inline_show (self->out_refusal, NULL);
  matoi_people_list_set_directory (self->out_people, NULL);
  g_clear_pointer (&self->directory, matoi_directory_free);
  if (!session)
    return;
  self->directory = matoi_directory_load (matoi_session_get_context (session));
  matoi_people_list_set_directory (self->out_people, self->directory);
  matoi_meeting_outcome_refresh (self);
}

static void
matoi_meeting_outcome_dispose (GObject *object)
{
  MatoiMeetingOutcome *self = MATOI_MEETING_OUTCOME (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->directory, matoi_directory_free);
  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_MEETING_OUTCOME);
  G_OBJECT_CLASS (matoi_meeting_outcome_parent_class)->dispose (object);
}

static void
matoi_meeting_outcome_class_init (MatoiMeetingOutcomeClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_meeting_outcome_dispose;
  g_type_ensure (MATOI_TYPE_PEOPLE_LIST);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/matoi/Matoi/postmortem/meeting-outcome.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiMeetingOutcome, out_date);
  gtk_widget_class_bind_template_child (widget_class, MatoiMeetingOutcome, out_time);
  gtk_widget_class_bind_template_child (widget_class, MatoiMeetingOutcome, out_minutes);
  gtk_widget_class_bind_template_child (widget_class, MatoiMeetingOutcome, out_people);
  gtk_widget_class_bind_template_child (widget_class, MatoiMeetingOutcome, out_record);
  gtk_widget_class_bind_template_child (widget_class, MatoiMeetingOutcome, out_agree);
  gtk_widget_class_bind_template_child (widget_class, MatoiMeetingOutcome, out_state);
  gtk_widget_class_bind_template_child (widget_class, MatoiMeetingOutcome, out_refusal);
  gtk_widget_class_bind_template_child (widget_class, MatoiMeetingOutcome, out_agreed);
  gtk_widget_class_bind_template_callback (widget_class, on_edited);
  gtk_widget_class_bind_template_callback (widget_class, on_typed);
  gtk_widget_class_bind_template_callback (widget_class, on_entered);
  gtk_widget_class_bind_template_callback (widget_class, on_record);
  gtk_widget_class_bind_template_callback (widget_class, on_agree);
}

static void
matoi_meeting_outcome_init (MatoiMeetingOutcome *self)
{
  self->proposed_at = MATOI_TIME_NONE;
  gtk_widget_init_template (GTK_WIDGET (self));
  matoi_ui_name_entry_rows (GTK_WIDGET (self));
}
