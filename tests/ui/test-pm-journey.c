/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A whole postmortem from Draft to Closed with nothing but a keyboard, on a real database; once in
 * each language (meson.build). What has no key, or is not reached by Tab, fails it. */

#include "config.h"

#include <string.h>

#include "keys.h"
#include "matoi-gate-row.h"
#include "matoi-gates-panel.h"
#include "matoi-json.h"
#include "pm-rig.h"

#define HOUR (60 * MATOI_MINUTE)

/* What is typed, in the language of the window. */
typedef struct
{
  const char *title, *overview, *happened, *factor, *why, *resolution, *business, *unknown, *row,
    *no_evidence, *well, *badly, *waiver, *follow_up, *action, *team, *no_recording, *summary,
    *doing, *mail, *back;
} Words;

static const Words english = {
  .title = "Checkout 5xx: pool exhausted",
  .overview = "A deploy raised the connection pool; card payments failed for 38 minutes.",
  .happened = "At 13:58 each worker could open 64 connections instead of 8.",
  .factor = "The pool is sized per worker",
  .why = "Nobody sees the product of hosts, workers and pool.",
  .resolution = "The deploy was rolled back on all hosts.",
  .business = "Two shops asked what had happened",
  .unknown = "The queue keeps no count",
  .row = "The pool was set to 64",
  .no_evidence = "Heard on the call",
  .well = "The monitor fired within two minutes",
  .badly = "The rollback went host by host",
  .waiver = "The new tool does it at once",
  .follow_up = "Roll back on all hosts at once when 5xx is above 5 %",
  .action = "Alert on pool saturation at 80 %",
  .team = "payments",
  .no_recording = "The call was not recorded",
  .summary = "Card payments failed for 38 minutes. We are sorry.",
  .doing = "We test changes of this kind under load from now on.",
  .mail = "A limit per worker is a limit times workers.",
  .back = "A number was wrong",
};

static const Words japanese = {
  .title = "決済5xx：接続プールの枯渇",
  .overview = "デプロイで接続プールが増え、カード決済が38分間失敗した。",
  .happened = "13:58から、ワーカーごとに8ではなく64の接続を開けるようになった。",
  .factor = "プールの上限がワーカーごとに決まる",
  .why = "台数・ワーカー数・プールの積を誰も見ていない。",
  .resolution = "全台でデプロイを切り戻した。",
  .business = "2社から問い合わせがあった",
  .unknown = "キューは件数を残さない",
  .row = "プールの上限を64にした",
  .no_evidence = "通話で聞いた",
  .well = "モニターが2分以内に発報した",
  .badly = "切り戻しが一台ずつだった",
  .waiver = "新しいツールでは一度に切り戻せる",
  .follow_up = "5xxが5 %を超えたら全台を一度に切り戻す",
  .action = "プール使用率が80 %を超えたら通知する",
  .team = "決済",
  .no_recording = "通話は録音していない",
  .summary = "38分間、カード決済ができませんでした。深くお詫び申し上げます。",
  .doing = "今後、この種の変更は負荷をかけて試験します。",
  .mail = "ワーカーごとの上限は、ワーカー数を掛けた上限になる。",
  .back = "数字が間違っていた",
};

static const Words *words;

typedef struct
{
  Fixture *fixture;
  gint64 meeting; /* when it begins */
} Journey;

/* --- looking */

static gboolean
is_filled (Fixture *fixture, const char *section)
{
  const MatoiIncident *incident = pm_get_incident (fixture);

  return matoi_postmortem_section_is_filled (
    incident, matoi_postmortem_find_template_section (incident, section));
}

static gboolean
is_met (Fixture *fixture, const char *to, const char *gate)
{
  g_autoptr (GPtrArray) checks = matoi_postmortem_gates (pm_get_incident (fixture), to,
                                                         matoi_context_get_now (fixture->context));

  for (guint i = 0; i < checks->len; i++)
    {
      const MatoiCheck *check = g_ptr_array_index (checks, i);

      if (g_str_equal (check->id, gate))
        return check->met;
    }
  return TRUE;
}

static gboolean
is_at_gates (Fixture *fixture)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));

  return focus && gtk_widget_get_ancestor (focus, MATOI_TYPE_GATES_PANEL) &&
         GTK_IS_LIST_BOX_ROW (focus);
}

/* The list of what is missing has the keyboard: from row to row, and Enter leads to its place. */
static void
follow_gate (Fixture *fixture, const char *gate)
{
  GtkWidget *row;

  for (guint i = 0; i < 12; i++)
    {
      row = gtk_window_get_focus (GTK_WINDOW (fixture->window));
      if (MATOI_IS_GATE_ROW (row) &&
          g_str_equal (matoi_gate_row_get_gate (MATOI_GATE_ROW (row)), gate))
        {
          rig_press (fixture, "Return");
          return;
        }
      rig_press (fixture, "Down");
    }
  g_error ("%s is not among what is missing", gate);
}

/* --- the incident, before anybody writes about it */

static void
end_incident (Fixture *fixture)
{
  const char *const notes[][2] = { { "detection", words->well },
                                   { "hypothesis", words->factor },
                                   { "action", words->resolution } };

  rig_declare (fixture, words->title);
  for (guint i = 0; i < G_N_ELEMENTS (notes); i++)
    rig_submit (fixture, "Aiko Tanaka", "note", "kind", notes[i][0], "text", notes[i][1], NULL);
  pm_end (fixture, "recovered");
}

/* --- from section to section */

/* Alt+Down until the section is shown. */
static void
go_to (Fixture *fixture, const char *section)
{
  const MatoiIncident *incident = pm_get_incident (fixture);
  const char *title =
    matoi_text (matoi_postmortem_find_template_section (incident, section), "name");

  /* A form that was just recorded may have taken the keyboard with it. */
  WAIT_UNTIL (gtk_window_get_focus (GTK_WINDOW (fixture->window)));
  for (guint i = 0; i < 2 * 12 && !keys_says (fixture, "pmv_section_title", title); i++)
    rig_press (fixture, i < 12 ? "<Alt>Down" : "<Alt>Up");
  g_assert_true (keys_says (fixture, "pmv_section_title", title));
}

static void
write_text (Fixture *fixture, const char *section, const char *text)
{
  go_to (fixture, section);
  keys_fill (fixture, "pmv_pages/pro_view", text);
  rig_press (fixture, "<Alt>Down");
  WAIT_UNTIL (is_filled (fixture, section));
}

static void
write_meeting (Journey *journey)
{
  Fixture *fixture = journey->fixture;
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree char *day = NULL;

  journey->meeting = matoi_context_get_now (fixture->context) + 48 * HOUR;
  journey->meeting -= journey->meeting % HOUR;
  day = matoi_time_to_local (journey->meeting, "%Y-%m-%d", utc);
  go_to (fixture, "meeting");
  keys_fill (fixture, "mee_date", day);
  day = (g_free (day), matoi_time_to_local (journey->meeting, "%H:%M", utc));
  keys_fill (fixture, "mee_time", day);
  keys_push (fixture, "mee_set");
  WAIT_UNTIL (pm_get_postmortem (fixture)->meeting.at == journey->meeting);
  keys_fill (fixture, "mee_link", "https://docs.example.com/pm");
  rig_press (fixture, "Return");
  WAIT_UNTIL (pm_get_postmortem (fixture)->meeting.link);
}

static void
write_factors (Fixture *fixture)
{
  go_to (fixture, "factors");
  keys_fill (fixture, "fac_list/fac_what/pro_view", words->factor);
  keys_fill (fixture, "fac_list/fac_why/pro_view", words->why);
  WAIT_UNTIL (pm_get_postmortem (fixture)->factors->len == 1);
  keys_fill (fixture, "fac_list/evi_add", "https://grafana.example.com/d/pay");
  rig_press (fixture, "Return");
  WAIT_UNTIL (
    ((MatoiFactor *) g_ptr_array_index (pm_get_postmortem (fixture)->factors, 0))->evidence->len ==
    1);
  WAIT_UNTIL (is_filled (fixture, "factors"));
}

static void
write_impact (Fixture *fixture)
{
  static const char *const numbers[][2] = { { "visible-minutes", "38" },
                                            { "late", "1200" },
                                            { "accounts", "0" },
                                            { "users", "310" },
                                            { "enquiries", "12" } };

  go_to (fixture, "impact");
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *path = g_strdup_printf ("imp_stated/%s/imp_value", numbers[i][0]);

      keys_fill (fixture, path, numbers[i][1]);
      rig_press (fixture, "Return");
      WAIT_UNTIL (matoi_postmortem_find_impact (pm_get_postmortem (fixture), numbers[i][0]));
    }
  keys_push (fixture, "imp_stated/lost/imp_unknown");
  keys_fill (fixture, "imp_stated/lost/imp_reason", words->unknown);
  rig_press (fixture, "Return");
  WAIT_UNTIL (matoi_postmortem_find_impact (pm_get_postmortem (fixture), "lost"));
  keys_fill (fixture, "imp_stated/business/imp_long", words->business);
  rig_press (fixture, "Return");
  WAIT_UNTIL (is_filled (fixture, "impact"));
}

static void
write_responders (Fixture *fixture)
{
  go_to (fixture, "responders");
  keys_push (fixture, "res_named/scribe/res_change");
  keys_fill (fixture, "res_named/scribe/picker_entry", "Mei Lin");
  rig_press (fixture, "Return");
  WAIT_UNTIL (is_filled (fixture, "responders"));
  keys_fill (fixture, "res_recording_none", words->no_recording);
  rig_press (fixture, "Return");
  WAIT_UNTIL (pm_get_postmortem (fixture)->recording_none);
}

/* One row more, which marks where it began; then evidence for it, a reason for another. */
static void
write_timeline (Fixture *fixture)
{
  go_to (fixture, "timeline");
  g_assert_false (is_met (fixture, "in-review", "pm.anchor.factor-began"));
  keys_push (fixture, "tel_marks/factor-began");
  /* Of what is offered nothing shows it: the last choice adds a row. */
  WAIT_UNTIL (GTK_IS_BUTTON (gtk_window_get_focus (GTK_WINDOW (fixture->window))) &&
              gtk_widget_get_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)),
                                       GTK_TYPE_POPOVER));
  while (gtk_widget_get_next_sibling (gtk_window_get_focus (GTK_WINDOW (fixture->window))))
    rig_press (fixture, "Tab");
  rig_press (fixture, "Return");
  WAIT_UNTIL (keys_is_at (fixture, "tel_add_time"));
  rig_press (fixture, "Return");
  keys_fill (fixture, "tel_add_text", words->row);
  rig_press (fixture, "Return");
  WAIT_UNTIL (keys_is_at (fixture, "tel_link"));
  WAIT_UNTIL (is_met (fixture, "in-review", "pm.anchor.factor-began"));
  keys_type (fixture, "https://ci.example.com/1");
  rig_press (fixture, "Return");
  rig_press (fixture, "Escape");
  WAIT_UNTIL (!keys_is_shown (fixture, "tel_link"));
  /* The others from the list of what is missing: each opens where it is mended. */
  for (guint i = 0; i < 4 && !is_met (fixture, "in-review", "pm.evidence"); i++)
    {
      guint rows = pm_get_postmortem (fixture)->rows->len;

      keys_push (fixture, "pmh_advance");
      WAIT_UNTIL (is_at_gates (fixture));
      follow_gate (fixture, "pm.evidence");
      WAIT_UNTIL (keys_is_at (fixture, "tel_link"));
      keys_fill (fixture, "tel_none", words->no_evidence);
      rig_press (fixture, "Return");
      WAIT_UNTIL (pm_get_postmortem (fixture)->rows->len > rows);
      rig_press (fixture, "Escape");
    }
  WAIT_UNTIL (is_met (fixture, "in-review", "pm.evidence"));
  WAIT_UNTIL (is_filled (fixture, "timeline"));
}

static const MatoiLearned *
find_lesson (Fixture *fixture, const char *text)
{
  GPtrArray *learned = pm_get_postmortem (fixture)->learned;

  for (guint i = 0; i < learned->len; i++)
    if (strcmp (((MatoiLearned *) g_ptr_array_index (learned, i))->text, text) == 0)
      return g_ptr_array_index (learned, i);
  return NULL;
}

/* One of what did not go well becomes an action item, the other needs none. */
static void
write_learned (Fixture *fixture)
{
  go_to (fixture, "learned");
  keys_push (fixture, "lea_add_well");
  keys_type (fixture, words->well);
  WAIT_UNTIL (find_lesson (fixture, words->well));
  keys_push (fixture, "lea_add_badly");
  keys_type (fixture, words->badly);
  WAIT_UNTIL (find_lesson (fixture, words->badly));
  keys_push (fixture, "lea_badly/fol_make");
  keys_fill (fixture, "lea_badly/act_text", words->follow_up);
  keys_fill (fixture, "lea_badly/tea_text", words->team);
  keys_push (fixture, "lea_badly/act_add");
  WAIT_UNTIL (find_lesson (fixture, words->badly)->has_action);
  keys_push (fixture, "lea_add_badly");
  keys_type (fixture, words->unknown);
  WAIT_UNTIL (find_lesson (fixture, words->unknown));
  g_assert_false (is_filled (fixture, "learned"));
  keys_push (fixture, "lea_badly/fol_waive");
  keys_type (fixture, words->waiver);
  rig_press (fixture, "Return");
  WAIT_UNTIL (is_filled (fixture, "learned"));
}

static void
write_actions (Fixture *fixture)
{
  go_to (fixture, "actions");
  keys_fill (fixture, "act_new/act_text", words->action);
  keys_fill (fixture, "act_new/tea_text", words->team);
  keys_push (fixture, "act_new/act_add");
  WAIT_UNTIL (pm_get_incident (fixture)->actions->len == 2);
}

static void
write_message (Fixture *fixture, gboolean has_message)
{
  go_to (fixture, "message");
  if (!has_message)
    {
      keys_push (fixture, "msg_none");
      WAIT_UNTIL (is_filled (fixture, "message"));
      return;
    }
  keys_push (fixture, "msg_text");
  keys_fill (fixture, "msg_summary/pro_view", words->summary);
  keys_fill (fixture, "msg_happened/pro_view", words->overview);
  keys_fill (fixture, "msg_doing/pro_view", words->doing);
  rig_press (fixture, "<Alt>Down");
  WAIT_UNTIL (is_filled (fixture, "message"));
}

/* --- the states */

static void
press_too_early (Fixture *fixture, const char *button, const char *state)
{
  keys_push (fixture, button);
  WAIT_UNTIL (is_at_gates (fixture));
  g_assert_true (pm_is_in (fixture, state));
  pm_assert_on_disk (fixture, state);
}

static void
advance (Fixture *fixture, const char *button, const char *state)
{
  g_autoptr (GPtrArray) checks = matoi_postmortem_gates (pm_get_incident (fixture), state,
                                                         matoi_context_get_now (fixture->context));

  for (guint i = 0; i < checks->len; i++)
    if (!((MatoiCheck *) g_ptr_array_index (checks, i))->met)
      g_error ("%s is missing", ((MatoiCheck *) g_ptr_array_index (checks, i))->id);
  keys_push (fixture, button);
  WAIT_UNTIL (pm_is_in (fixture, state));
  pm_assert_on_disk (fixture, state);
}

static void
agree (Fixture *fixture)
{
  go_to (fixture, "meeting");
  keys_push (fixture, "out_agree");
  WAIT_UNTIL (pm_get_postmortem (fixture)->meeting.agreed_by);
}

static void
hold_meeting (Journey *journey)
{
  Fixture *fixture = journey->fixture;

  matoi_context_set_now (fixture->context, journey->meeting + 2 * HOUR);
  go_to (fixture, "meeting");
  /* On the shared screen, and back to the document. */
  keys_push (fixture, "mee_mode");
  WAIT_UNTIL (keys_is_at (fixture, "mtg_agenda"));
  keys_fill (fixture, "mtg_line", words->unknown);
  rig_press (fixture, "Return");
  WAIT_UNTIL (pm_get_postmortem (fixture)->meeting.parked->len == 1);
  keys_push (fixture, "mtg_leave");
  WAIT_UNTIL (keys_is_shown (fixture, "pmv_section_title"));
  keys_push (fixture, "out_people/Aiko Tanaka");
  keys_push (fixture, "out_record");
  WAIT_UNTIL (pm_get_postmortem (fixture)->meeting.attended->len == 1);
  WAIT_UNTIL (is_met (fixture, "reviewed", "pm.meeting-over"));
  agree (fixture);
}

static void
file_tickets (Fixture *fixture)
{
  static const char *const tickets[] = { "PAY-881", "PAY-882" };

  go_to (fixture, "actions");
  for (guint i = 0; i < G_N_ELEMENTS (tickets); i++)
    {
      const MatoiAction *action;

      keys_fill (fixture, "act_list/act_ticket", tickets[i]);
      rig_press (fixture, "Return");
      action = g_ptr_array_index (pm_get_incident (fixture)->actions, i);
      WAIT_UNTIL (g_strcmp0 (action->key, tickets[i]) == 0);
      WAIT_UNTIL (i == 1 || keys_is_shown (fixture, "act_list/act_ticket"));
    }
  WAIT_UNTIL (is_met (fixture, "closed", "pm.actions"));
}

static void
send_mail (Fixture *fixture)
{
  go_to (fixture, "mail");
  keys_push (fixture, "mai_internal/mai_sent");
  WAIT_UNTIL (is_met (fixture, "closed", "pm.mail"));
}

static void
step_back (Fixture *fixture, const char *state)
{
  keys_push (fixture, "pmh_back");
  WAIT_UNTIL (keys_is_at (fixture, "rea_text"));
  keys_type (fixture, words->back);
  rig_press (fixture, "Return");
  WAIT_UNTIL (pm_is_in (fixture, state));
  pm_assert_on_disk (fixture, state);
  WAIT_UNTIL (!keys_is_shown (fixture, "rea_text"));
}

/* --- the ways */

static void
open_document (Fixture *fixture)
{
  end_incident (fixture);
  rig_press (fixture, "<Control>2");
  WAIT_UNTIL (keys_is_at (fixture, "pml_list"));
  rig_press (fixture, "Return");
  WAIT_UNTIL (pm_is_open (fixture));
  pm_assert_on_disk (fixture, "draft");
}

/* Everything that Draft asks for. */
static void
write_document (Journey *journey, gboolean has_message)
{
  Fixture *fixture = journey->fixture;

  write_meeting (journey);
  write_text (fixture, "overview", words->overview);
  write_text (fixture, "what-happened", words->happened);
  write_factors (fixture);
  write_text (fixture, "resolution", words->resolution);
  write_impact (fixture);
  write_responders (fixture);
  write_timeline (fixture);
  write_learned (fixture);
  write_actions (fixture);
  write_message (fixture, has_message);
  go_to (fixture, "mail");
  keys_fill (fixture, "mai_words/pro_view", words->mail);
  rig_press (fixture, "<Alt>Up");
}

static void
assert_document (Fixture *fixture)
{
  g_autoptr (MatoiIncident) read = rig_read_back (fixture, NULL);
  const MatoiPostmortem *document = read->postmortem;
  const MatoiFactor *factor = g_ptr_array_index (document->factors, 0);
  const char *reason;

  g_assert_cmpstr (matoi_section_get_text (
                     matoi_postmortem_find_section (document, "what-happened")),
                   ==, words->happened);
  g_assert_cmpstr (factor->what, ==, words->factor);
  g_assert_cmpstr (factor->why, ==, words->why);
  g_assert_cmpstr (matoi_postmortem_find_impact (document, "late")->value, ==, "1200");
  g_assert_cmpstr (matoi_postmortem_find_impact (document, "lost")->unknown_reason, ==,
                   words->unknown);
  g_assert_cmpstr (matoi_postmortem_find_responder (read, "scribe", &reason), ==, "Mei Lin");
  g_assert_cmpstr (document->recording_none, ==, words->no_recording);
  g_assert_cmpstr (((MatoiAction *) g_ptr_array_index (read->actions, 1))->text, ==, words->action);
  g_assert_cmpstr (matoi_section_get_text (matoi_postmortem_find_section (document, "mail")), ==,
                   words->mail);
}

/* Nothing goes outside: straight from In Review to Closed. */
static void
test_without_message (Fixture *fixture, gconstpointer data)
{
  Journey journey = { fixture, 0 };

  open_document (fixture);
  press_too_early (fixture, "pmh_advance", "draft");
  write_document (&journey, FALSE);
  advance (fixture, "pmh_advance", "in-review");
  press_too_early (fixture, "pmh_close", "in-review");
  hold_meeting (&journey);
  file_tickets (fixture);
  press_too_early (fixture, "pmh_close", "in-review");
  send_mail (fixture);
  advance (fixture, "pmh_close", "closed");
  assert_document (fixture);
}

/* Approved in the meeting, published, and one step back on the way. */
static void
test_with_message (Fixture *fixture, gconstpointer data)
{
  Journey journey = { fixture, 0 };
  g_autoptr (MatoiIncident) read = NULL;

  open_document (fixture);
  write_document (&journey, TRUE);
  advance (fixture, "pmh_advance", "in-review");
  hold_meeting (&journey);
  press_too_early (fixture, "pmh_advance", "in-review");
  go_to (fixture, "message");
  keys_push (fixture, "msg_approve");
  WAIT_UNTIL (is_met (fixture, "reviewed", "pm.message-approved"));
  advance (fixture, "pmh_advance", "reviewed");
  step_back (fixture, "in-review");
  /* What may be changed again has to be agreed again. */
  agree (fixture);
  advance (fixture, "pmh_advance", "reviewed");
  file_tickets (fixture);
  send_mail (fixture);
  press_too_early (fixture, "pmh_advance", "reviewed");
  follow_gate (fixture, "pm.message-posted");
  WAIT_UNTIL (keys_is_at (fixture, "msg_url"));
  keys_type (fixture, "https://status.example.com/incidents/1");
  rig_press (fixture, "Return");
  WAIT_UNTIL (is_met (fixture, "closed", "pm.message-posted"));
  advance (fixture, "pmh_advance", "closed");
  assert_document (fixture);
  read = rig_read_back (fixture, NULL);
  g_assert_cmpstr (read->postmortem->message.summary, ==, words->summary);
  g_assert_cmpstr (read->postmortem->message.url, ==, "https://status.example.com/incidents/1");
}

int
main (int argc, char **argv)
{
  rig_init (&argc, &argv);
  g_object_set (gtk_settings_get_default (), "gtk-cursor-blink", FALSE, NULL);
  words = g_str_has_prefix (g_getenv ("LC_ALL"), "ja") ? &japanese : &english;
  g_test_add ("/pm-journey/without-message", Fixture, NULL, rig_set_up, test_without_message,
              rig_tear_down);
  g_test_add ("/pm-journey/with-message", Fixture, NULL, rig_set_up, test_with_message,
              rig_tear_down);
  return g_test_run ();
}
