/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The meeting, the message to the outside and the mails. By keyboard, on a real database. */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "matoi-mail-page.h"
#include "matoi-meeting-clock.h"
#include "matoi-meeting-page.h"
#include "matoi-meeting-slot.h"
#include "matoi-meeting-view.h"
#include "matoi-message-page.h"
#include "matoi-message-text.h"
#include "matoi-prose.h"
#include "pm-rig.h"

#define HOUR (60 * MATOI_MINUTE)

static void
end_incident (Fixture *fixture)
{
  rig_declare (fixture, "Checkout A & B <c>");
  rig_submit (fixture, "Aiko Tanaka", "role-assign", "role", "ic", "person", "Ben Okafor", NULL);
  rig_submit (fixture, "Aiko Tanaka", "end", "outcome", "recovered", "final_severity", "1", "owner",
              "Aiko Tanaka", "override", "a test", NULL);
}

static const MatoiPostmortem *
get_postmortem (Document *document)
{
  return document_get_incident (document)->postmortem;
}

/* Over what is there. */
static void
type_into (Document *document, const char *id, const char *text)
{
  GtkWidget *focus;

  gtk_widget_grab_focus (document_get (document, id));
  focus = gtk_window_get_focus (document->window);
  g_assert_true (GTK_IS_TEXT (focus));
  gtk_editable_set_text (GTK_EDITABLE (focus), "");
  g_signal_emit_by_name (focus, "insert-at-cursor", text);
}

static void
write_prose (Document *document, const char *id, const char *text)
{
  GtkWidget *prose = document_get (document, id);
  GtkWidget *focus;

  g_assert_true (gtk_widget_child_focus (prose, GTK_DIR_TAB_FORWARD));
  focus = gtk_window_get_focus (document->window);
  g_assert_true (GTK_IS_TEXT_VIEW (focus));
  g_signal_emit_by_name (focus, "insert-at-cursor", text);
}

/* The tick of a person in the list @id. */
static GtkCheckButton *
find_tick (GtkWidget *widget, const char *person)
{
  if (ADW_IS_ACTION_ROW (widget) &&
      strcmp (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), person) == 0)
    return GTK_CHECK_BUTTON (adw_action_row_get_activatable_widget (ADW_ACTION_ROW (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkCheckButton *found = find_tick (child, person);

      if (found)
        return found;
    }
  return NULL;
}

static const MatoiInvitee *
find_invitee (const MatoiMeeting *meeting, const char *person)
{
  for (guint i = 0; i < meeting->invitees->len; i++)
    {
      const MatoiInvitee *one = g_ptr_array_index (meeting->invitees, i);

      if (strcmp (one->person, person) == 0)
        return one;
    }
  return NULL;
}

/* --- the page */

static void
test_schedule (Fixture *fixture, gconstpointer data)
{
  Document document;
  g_autoptr (MatoiIncident) incident = NULL;
  const MatoiMeeting *meeting;

  end_incident (fixture);
  document_open (fixture, &document, g_object_new (MATOI_TYPE_MEETING_PAGE, NULL), "meeting");
  meeting = &get_postmortem (&document)->meeting;
  g_assert_cmpstr (document_get_label (&document, "mee_state"), ==, "No date yet");

  /* A past date is refused in words, and what was typed stays. */
  type_into (&document, "mee_date", "2020-01-02");
  document_enter (&document);
  document_push (&document, "mee_set");
  WAIT_UNTIL (strstr (document_get_label (&document, "mee_refusal"), "is past"));
  WAIT_UNTIL (document_is_shown (&document, "mee_refusal"));
  g_assert_cmpint (meeting->at, ==, MATOI_TIME_NONE);

  type_into (&document, "mee_date", "2099-01-05");
  type_into (&document, "mee_time", "9:30");
  document_push (&document, "mee_set");
  WAIT_UNTIL (meeting->at != MATOI_TIME_NONE);
  WAIT_UNTIL (!document_is_shown (&document, "mee_set"));
  g_assert_true (find_invitee (meeting, "Aiko Tanaka")->required);
  g_assert_true (find_invitee (meeting, "Ben Okafor")->required);

  /* Who has to come stays, or there is a reason (MTG-01). */
  gtk_check_button_set_active (find_tick (document_get (&document, "mee_people"), "Ben Okafor"),
                               FALSE);
  g_assert_true (find_invitee (meeting, "Ben Okafor")->required);
  g_signal_emit_by_name (gtk_window_get_focus (document.window), "insert-at-cursor", "On leave");
  matoi_document_page_flush (MATOI_DOCUMENT_PAGE (document.page));
  WAIT_UNTIL (!find_invitee (meeting, "Ben Okafor")->required);
  g_assert_cmpstr (find_invitee (meeting, "Ben Okafor")->reason, ==, "On leave");

  matoi_document_page_jump (MATOI_DOCUMENT_PAGE (document.page), "pm.link");
  type_into (&document, "mee_link", "not a link");
  document_enter (&document);
  WAIT_UNTIL (document_is_shown (&document, "mee_link_refusal"));
  type_into (&document, "mee_link", "https://docs.example.com/pm");
  matoi_document_page_flush (MATOI_DOCUMENT_PAGE (document.page));
  WAIT_UNTIL (meeting->link);
  WAIT_UNTIL (strstr (document_get_label (&document, "mee_link_clock"), "before the meeting"));
  document_close (&document);

  incident = rig_read_back (fixture, NULL);
  g_assert_cmpint (incident->postmortem->meeting.minutes, ==, 30);
  g_assert_cmpstr (incident->postmortem->meeting.link, ==, "https://docs.example.com/pm");
}

static void
test_ticks (Fixture *fixture, gconstpointer data)
{
  Document document;
  GtkWidget *tick;

  end_incident (fixture);
  document_open (fixture, &document, g_object_new (MATOI_TYPE_MEETING_PAGE, NULL), "meeting");
  tick = document_get (&document, "depth");
  g_assert_true (gtk_widget_grab_focus (tick));
  gtk_widget_activate (tick);
  WAIT_UNTIL (matoi_postmortem_is_ticked (get_postmortem (&document), "review", "depth"));
  gtk_widget_activate (tick);
  WAIT_UNTIL (!matoi_postmortem_is_ticked (get_postmortem (&document), "review", "depth"));
  document_close (&document);
}

/* --- the meeting itself */

static void
put_in_review (Fixture *fixture)
{
  const char *const sections[] = { "what", "why", "prevent" };

  rig_declare (fixture, "False alarm");
  pm_end (fixture, "false-alarm");
  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    rig_submit (fixture, "Aiko Tanaka", "pm-write", "section", sections[i], "text", "Words.", NULL);
  rig_submit (fixture, "Aiko Tanaka", "pm-advance", "to", "in-review", NULL);
}

static void
on_done (gboolean *done)
{
  *done = TRUE;
}

static void
test_meeting (Fixture *fixture, gconstpointer data)
{
  Document document;
  GtkWidget *view = g_object_new (MATOI_TYPE_MEETING_VIEW, NULL);
  g_autoptr (MatoiIncident) incident = NULL;
  const MatoiMeeting *meeting;
  gboolean done = FALSE;

  put_in_review (fixture);
  document_open (fixture, &document, view, NULL);
  g_signal_connect_swapped (view, "done", G_CALLBACK (on_done), &done);
  matoi_meeting_view_set_session (MATOI_MEETING_VIEW (view), document.session);
  matoi_meeting_view_begin (MATOI_MEETING_VIEW (view));
  meeting = &get_postmortem (&document)->meeting;
  g_assert_nonnull (strstr (document_get_label (&document, "mtg_owner"), "Aiko Tanaka"));

  /* Who owns it does not facilitate best. */
  type_into (&document, "mtg_facilitator", "Aiko Tanaka");
  document_push (&document, "mtg_next");
  WAIT_UNTIL (
    matoi_postmortem_is_ticked (get_postmortem (&document), "facilitator", "Aiko Tanaka"));
  WAIT_UNTIL (!document_is_shown (&document, "mtg_facilitator"));
  document_push (&document, "mtg_back");
  WAIT_UNTIL (document_is_shown (&document, "mtg_facilitator_warning"));

  type_into (&document, "mtg_line", "Why do we have two dashboards?");
  document_enter (&document);
  WAIT_UNTIL (meeting->parked->len == 1);
  WAIT_UNTIL (*gtk_editable_get_text (GTK_EDITABLE (document_get (&document, "mtg_line"))) == '\0');
  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *before = g_strdup (document_get_label (&document, "mtg_item"));

      document_push (&document, "mtg_next");
      WAIT_UNTIL (strcmp (document_get_label (&document, "mtg_item"), before) != 0);
    }
  type_into (&document, "mtg_line", "Alert on pool saturation");
  document_enter (&document);
  WAIT_UNTIL (matoi_session_get_incident (document.session)->actions->len == 1);

  document_push (&document, "mtg_next");
  WAIT_UNTIL (document_is_shown (&document, "out_record"));
  document_push (&document, "out_record");
  WAIT_UNTIL (strstr (document_get_label (&document, "out_refusal"), "who was there"));
  gtk_check_button_set_active (find_tick (document_get (&document, "out_people"), "Aiko Tanaka"),
                               TRUE);
  document_push (&document, "out_agree");
  WAIT_UNTIL (meeting->agreed_by);
  WAIT_UNTIL (!document_is_shown (&document, "out_agree"));
  matoi_meeting_view_flush (MATOI_MEETING_VIEW (view));
  document_push (&document, "mtg_leave");
  WAIT_UNTIL (done);
  document_close (&document);

  incident = rig_read_back (fixture, NULL);
  g_assert_cmpstr (incident->postmortem->meeting.agreed_by, ==, "Aiko Tanaka");
  g_assert_cmpstr (
    ((MatoiParked *) g_ptr_array_index (incident->postmortem->meeting.parked, 0))->text, ==,
    "Why do we have two dashboards?");
  g_assert_cmpstr (((MatoiAction *) g_ptr_array_index (incident->actions, 0))->text, ==,
                   "Alert on pool saturation");
}

/* --- the message */

static void
test_message (Fixture *fixture, gconstpointer data)
{
  Document document;
  const MatoiExternal *message;
  g_autoptr (MatoiIncident) incident = NULL;

  end_incident (fixture);
  document_open (fixture, &document, g_object_new (MATOI_TYPE_MESSAGE_PAGE, NULL), "message");
  message = &get_postmortem (&document)->message;
  g_assert_null (message->state);
  document_push (&document, "msg_text");
  WAIT_UNTIL (g_strcmp0 (message->state, "draft") == 0);
  WAIT_UNTIL (document_is_shown (&document, "msg_parts"));
  write_prose (&document, "msg_summary", "Payments failed for 38 minutes.");
  write_prose (&document, "msg_happened", "A change used too many connections.");
  write_prose (&document, "msg_doing", "We test changes under load.");
  matoi_document_page_flush (MATOI_DOCUMENT_PAGE (document.page));
  WAIT_UNTIL (strcmp (message->summary, "Payments failed for 38 minutes.") == 0 &&
              strcmp (message->happened, "A change used too many connections.") == 0 &&
              strcmp (message->doing, "We test changes under load.") == 0);
  g_assert_nonnull (strstr (document_get_label (&document, "msg_apology"), "sorry"));
  g_assert_nonnull (strstr (document_get_label (&document, "msg_whole"), "too many connections"));
  /* In Draft nobody approves. */
  g_assert_false (gtk_widget_get_sensitive (document_get (&document, "msg_approve")));

  /* A change of mind loses nothing. */
  document_push (&document, "msg_none");
  WAIT_UNTIL (g_strcmp0 (message->state, "none") == 0);
  g_assert_cmpstr (message->doing, ==, "We test changes under load.");
  document_push (&document, "msg_text");
  WAIT_UNTIL (g_strcmp0 (message->state, "draft") == 0);
  document_close (&document);
  incident = rig_read_back (fixture, NULL);
  g_assert_cmpstr (incident->postmortem->message.summary, ==, "Payments failed for 38 minutes.");
}

/* --- the mails */

static void
test_mail (Fixture *fixture, gconstpointer data)
{
  Document document;
  GtkWidget *internal;
  g_autoptr (MatoiIncident) incident = NULL;

  end_incident (fixture);
  document_open (fixture, &document, g_object_new (MATOI_TYPE_MAIL_PAGE, NULL), "mail");
  internal = document_get (&document, "mai_internal");
  write_prose (&document, "mai_prose", "Pools are a product, not a number.");
  matoi_document_page_flush (MATOI_DOCUMENT_PAGE (document.page));
  WAIT_UNTIL (*matoi_section_get_text (
                matoi_postmortem_find_section (get_postmortem (&document), "mail")) != '\0');
  g_assert_nonnull (
    strstr (gtk_label_get_text (GTK_LABEL (rig_find_id (internal, "mai_body"))), "Pools are a"));
  document_push (&document, "mai_ja");
  WAIT_UNTIL (
    strstr (gtk_label_get_text (GTK_LABEL (rig_find_id (internal, "mai_body"))), "学んだこと"));
  gtk_widget_activate (rig_find_id (internal, "mai_sent"));
  WAIT_UNTIL (get_postmortem (&document)->internal_mail_at != MATOI_TIME_NONE);
  document_push (&document, "mai_sent");
  WAIT_UNTIL (get_postmortem (&document)->done_mail_at != MATOI_TIME_NONE);
  document_close (&document);
  incident = rig_read_back (fixture, NULL);
  g_assert_cmpint (incident->postmortem->internal_mail_at, !=, MATOI_TIME_NONE);
}

/* Nothing of a confidential one leaks. */
static void
test_confidential (Fixture *fixture, gconstpointer data)
{
  Document document;
  const char *const words[] = { "Checkout", "Card payments" };

  end_incident (fixture);
  rig_submit (fixture, "Aiko Tanaka", "details", "scope", "Card payments", NULL);
  rig_submit (fixture, "Aiko Tanaka", "security", "codename", "Quiet Heron", NULL);
  document_open (fixture, &document, g_object_new (MATOI_TYPE_MAIL_PAGE, NULL), "mail");
  g_assert_true (document_is_shown (&document, "mai_confidential"));
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_assert_null (strstr (document_get_label (&document, "mai_body"), words[i]));
      g_assert_null (strstr (document_get_label (&document, "mai_subject"), words[i]));
    }
  g_assert_nonnull (strstr (document_get_label (&document, "mai_subject"), "Quiet Heron"));
  document_close (&document);
}

/* --- pure */

static gint64
at (const char *text)
{
  gint64 ms;

  g_assert_true (matoi_time_parse (text, NULL, &ms));
  return ms;
}

static void
test_slot (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Tokyo");
  g_autoptr (GHashTable) off = g_hash_table_new (g_str_hash, g_str_equal);
  gint64 friday = at ("2026-11-20T06:20:00Z"); /* 15:20 in Tokyo */
  g_autofree char *over = matoi_meeting_clock_dup_text (400 * 1000, 5);

  g_hash_table_add (off, (gpointer) "2026-11-23");
  /* A day ahead, at work, and not on a holiday. */
  g_assert_cmpint (matoi_meeting_suggest (friday, MATOI_TIME_NONE, zone, NULL), ==,
                   at ("2026-11-23T01:00:00Z"));
  g_assert_cmpint (matoi_meeting_suggest (friday, MATOI_TIME_NONE, zone, off), ==,
                   at ("2026-11-24T01:00:00Z"));
  /* The deadline does not leave a day. */
  g_assert_cmpint (matoi_meeting_suggest (friday, friday + 2 * HOUR, zone, off), ==,
                   at ("2026-11-20T07:00:00Z"));
  g_assert_cmpint (matoi_meeting_read ("2026-11-24", "10:00", friday, zone), ==,
                   at ("2026-11-24T01:00:00Z"));
  g_assert_cmpint (matoi_meeting_read ("2026年11月24日", "１０時３０分", friday, zone), ==,
                   at ("2026-11-24T01:30:00Z"));
  g_assert_cmpint (matoi_meeting_read ("1/8", "10", friday, zone), ==, at ("2027-01-08T01:00:00Z"));
  g_assert_cmpint (matoi_meeting_read ("2026-02-30", "10:00", friday, zone), ==, MATOI_TIME_NONE);
  g_assert_cmpint (matoi_meeting_read ("soon", "10:00", friday, zone), ==, MATOI_TIME_NONE);
  g_assert_cmpstr (over, ==, "6:40 of 5 min: over");
}

static void
test_apology (void)
{
  g_assert_cmpint (matoi_message_find_apology ("Payments failed."), ==, MATOI_APOLOGY_NONE);
  g_assert_cmpint (matoi_message_find_apology ("We are SORRY that payments failed."), ==,
                   MATOI_APOLOGY_SINCERE);
  g_assert_cmpint (matoi_message_find_apology ("We apologize for any inconvenience."), ==,
                   MATOI_APOLOGY_HOLLOW);
  g_assert_cmpint (matoi_message_find_apology ("決済ができず、深くお詫び申し上げます。"), ==,
                   MATOI_APOLOGY_SINCERE);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *, gconstpointer);
  } tests[] = {
    { "/pm-meeting/schedule", test_schedule }, { "/pm-meeting/ticks", test_ticks },
    { "/pm-meeting/meeting", test_meeting },   { "/pm-meeting/message", test_message },
    { "/pm-meeting/mail", test_mail },         { "/pm-meeting/confidential", test_confidential },
  };

  rig_init (&argc, &argv);
  g_test_add_func ("/pm-meeting/slot", test_slot);
  g_test_add_func ("/pm-meeting/apology", test_apology);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, rig_set_up, tests[i].test, rig_tear_down);
  return g_test_run ();
}
