/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* An incident is led from its declaration to its end by keyboard, once in each language; and
 * every view shows what nobody expects in a title or a name. */

#include "config.h"

#include <locale.h>
#include <string.h>

#include "matoi-entry-bar.h"
#include "matoi-incident-view.h"
#include "tour.h"

#define ME "Aiko Tanaka"

/* What one of them types, and what they see. */
typedef struct
{
  const char *locale;
  const char *title, *deputy, *expert, *successor;
  const char *deputy_line;
  const char *guess_line, *guess, *guess_label;
  const char *decision_line, *decision;
  const char *ask_line, *ask, *answer;
  const char *todo_line, *todo;
  const char *severity_line, *reason;
  const char *phase_line;
  const char *poll_line, *poll, *poll_close_line;
  const char *update_line, *update;
  const char *handover_line;
  const char *end_line, *proof, *excuse;
  const char *severity_title; /* on the page of the end */
} Words;

static const Words english = {
  .locale = "en_US.UTF-8",
  .title = "Checkout 5xx spike",
  .deputy = "Ben Okafor",
  .expert = "Kenji",
  .successor = "Mei Lin",
  .deputy_line = "/role deputy Ben Okafor",
  .guess_line = "? The deploy changed the pool size https://grafana.example.com/d/1",
  .guess = "The deploy changed the pool size",
  .guess_label = "Hypothesis",
  .decision_line = "! Roll back payments",
  .decision = "Roll back payments",
  .ask_line = "@Kenji 10m Is the wallet path affected?",
  .ask = "Is the wallet path affected?",
  .answer = "No, only cards",
  .todo_line = "+ Tell support what to answer",
  .todo = "Tell support what to answer",
  .severity_line = "/sev 1 wallet payments fail too",
  .reason = "wallet payments fail too",
  .phase_line = "/phase stabilise",
  .poll_line = "/poll roll back now",
  .poll = "roll back now",
  .poll_close_line = "/poll-close agreed",
  .update_line = "/update public",
  .update = "Some card payments fail. We are working on it and will post again within 20 minutes.",
  .handover_line = "/handover ic Mei Lin",
  .end_line = "/end",
  .proof = "No errors since 15:10",
  .excuse = "follows in the postmortem",
  .severity_title = "Final severity",
};

static const Words japanese = {
  .locale = "ja_JP.UTF-8",
  .title = "決済APIの5xxが急増",
  .deputy = "大川勉",
  .expert = "佐藤",
  .successor = "林芽衣",
  .deputy_line = "/役割 補佐 大川勉",
  .guess_line = "？デプロイでプール数が変わった https://grafana.example.com/d/1",
  .guess = "デプロイでプール数が変わった",
  .guess_label = "推測",
  .decision_line = "！決済を切り戻す",
  .decision = "決済を切り戻す",
  .ask_line = "＠佐藤 １０分 ウォレットに影響はある？",
  .ask = "ウォレットに影響はある？",
  .answer = "ない。カードのみ",
  .todo_line = "＋サポートへ回答文を渡す",
  .todo = "サポートへ回答文を渡す",
  .severity_line = "/重大度 1 ウォレット決済も失敗",
  .reason = "ウォレット決済も失敗",
  .phase_line = "/フェーズ 安定化",
  .poll_line = "/意見確認 今すぐ切り戻す",
  .poll = "今すぐ切り戻す",
  .poll_close_line = "/意見確認終了 agreed",
  .update_line = "/状況報告 public",
  .update = "一部のカード決済に失敗しています。対応中です。20分以内に続報をお知らせします。",
  .handover_line = "/引き継ぎ ic 林芽衣",
  .end_line = "/終了",
  .proof = "15:10以降エラーなし",
  .excuse = "ポストモーテムで扱う",
  .severity_title = "最終重大度",
};

/* --- what a person does */

static const MatoiIncident *
get_incident (Fixture *fixture)
{
  MatoiIncidentView *view = MATOI_INCIDENT_VIEW (rig_get (fixture, "win_view"));

  return matoi_session_get_incident (matoi_incident_view_get_session (view));
}

static const char *
get_centre (Fixture *fixture)
{
  return gtk_stack_get_visible_child_name (GTK_STACK (rig_get (fixture, "inc_pages")));
}

/* Enters a line and waits until the process has taken it. */
static void
enter_line (Fixture *fixture, const char *line)
{
  MatoiEntryBar *bar = MATOI_ENTRY_BAR (rig_get (fixture, "inc_entry_bar"));

  rig_press (fixture, "<Control>l");
  rig_type (fixture, line);
  rig_enter (fixture);
  WAIT_UNTIL (*matoi_entry_bar_get_text (bar) == '\0' || *matoi_entry_bar_get_message (bar));
  g_assert_cmpstr (matoi_entry_bar_get_message (bar), ==, "");
}

static void
focus (Fixture *fixture, gpointer widget)
{
  g_assert_nonnull (widget);
  gtk_window_set_focus (GTK_WINDOW (fixture->window), widget);
}

static void
press_button (Fixture *fixture, const char *id)
{
  focus (fixture, rig_get (fixture, id));
  g_assert_true (gtk_widget_is_sensitive (rig_get (fixture, id)));
  rig_enter (fixture);
}

static void
type_into (Fixture *fixture, const char *id, const char *text)
{
  gtk_widget_grab_focus (rig_get (fixture, id));
  rig_type (fixture, text);
}

static GtkWidget *
get_row (Fixture *fixture, const char *list, int index)
{
  return GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (rig_get (fixture, list)), index));
}

static const char *
get_holder (const MatoiIncident *incident, const char *role)
{
  for (guint i = incident->assignments->len; i > 0; i--)
    {
      const MatoiAssignment *assignment = g_ptr_array_index (incident->assignments, i - 1);

      if (g_str_equal (assignment->role, role) && assignment->to == MATOI_TIME_NONE)
        return assignment->person;
    }
  return NULL;
}

static gboolean
is_held (Fixture *fixture, const char *role, const char *person)
{
  return g_strcmp0 (get_holder (get_incident (fixture), role), person) == 0;
}

static const char *
get_verdict (const MatoiIncident *incident, const char *text)
{
  for (guint i = 0; i < incident->entries->len; i++)
    {
      const MatoiEntry *entry = g_ptr_array_index (incident->entries, i);

      if (g_strcmp0 (entry->text, text) == 0)
        return entry->verdict;
    }
  return NULL;
}

/* --- one after the other */

static void
take_command (Fixture *fixture, const Words *words)
{
  g_assert_cmpstr (get_centre (fixture), ==, "announce");
  press_button (fixture, "ann_take");
  WAIT_UNTIL (is_held (fixture, "ic", ME));
  rig_press (fixture, "Escape");
  g_assert_cmpstr (get_centre (fixture), ==, "timeline");
  enter_line (fixture, words->deputy_line);
  WAIT_UNTIL (is_held (fixture, "deputy", words->deputy));
}

static void
find_the_cause (Fixture *fixture, const Words *words)
{
  rig_press (fixture, "<Control>l");
  rig_type (fixture, words->guess_line);
  g_assert_cmpstr (rig_get_label (fixture, "bar_kind"), ==, words->guess_label);
  rig_enter (fixture);
  WAIT_UNTIL (rig_rows_with (fixture, words->guess) == 1);
  gtk_widget_grab_focus (rig_get (fixture, "inc_timeline"));
  rig_press (fixture, "End");
  rig_press (fixture, "c");
  WAIT_UNTIL (g_strcmp0 (get_verdict (get_incident (fixture), words->guess), "confirmed") == 0);
  enter_line (fixture, words->decision_line);
  WAIT_UNTIL (rig_rows_with (fixture, words->decision) == 1);
}

static void
share_the_work (Fixture *fixture, const Words *words)
{
  enter_line (fixture, words->ask_line);
  WAIT_UNTIL (get_row (fixture, "asks_list", 0));
  focus (fixture, get_row (fixture, "asks_list", 0));
  rig_enter (fixture);
  rig_type (fixture, words->answer);
  rig_enter (fixture);
  WAIT_UNTIL (gtk_widget_has_css_class (get_row (fixture, "asks_list", 0), "closed"));

  enter_line (fixture, words->todo_line);
  WAIT_UNTIL (get_row (fixture, "todos_list", 0));
  focus (fixture, get_row (fixture, "todos_list", 0));
  rig_enter (fixture);
  WAIT_UNTIL (gtk_widget_has_css_class (get_row (fixture, "todos_list", 0), "closed"));
}

static void
change_the_state (Fixture *fixture, const Words *words)
{
  enter_line (fixture, words->severity_line);
  WAIT_UNTIL (g_str_equal (get_incident (fixture)->severity, "1"));
  enter_line (fixture, words->phase_line);
  WAIT_UNTIL (g_str_equal (get_incident (fixture)->phase, "stabilise"));
  enter_line (fixture, words->poll_line);
  WAIT_UNTIL (gtk_widget_get_visible (rig_get (fixture, "inc_poll")));
  enter_line (fixture, words->poll_close_line);
  WAIT_UNTIL (!gtk_widget_get_visible (rig_get (fixture, "inc_poll")));
}

static void
tell_customers (Fixture *fixture, const Words *words)
{
  rig_press (fixture, "<Control>l");
  rig_type (fixture, words->update_line);
  rig_enter (fixture);
  WAIT_UNTIL (g_str_equal (get_centre (fixture), "update"));
  focus (fixture, rig_get (fixture, "upd_text"));
  g_signal_emit_by_name (rig_get (fixture, "upd_text"), "select-all", TRUE);
  g_signal_emit_by_name (rig_get (fixture, "upd_text"), "delete-from-cursor", GTK_DELETE_CHARS, 1);
  g_signal_emit_by_name (rig_get (fixture, "upd_text"), "insert-at-cursor", words->update);
  rig_press (fixture, "<Control>Return");
  /* The time that is promised is not in the text yet: it says which, and takes it. */
  WAIT_UNTIL (g_str_equal (get_centre (fixture), "timeline") ||
              gtk_widget_get_mapped (rig_get (fixture, "upd_message")));
  if (g_str_equal (get_centre (fixture), "update"))
    {
      g_autofree char *promise = g_strdup_printf (" (%s)", rig_get_label (fixture, "ptm_at"));

      g_test_message ("not yet: %s", rig_get_label (fixture, "upd_message"));
      g_signal_emit_by_name (rig_get (fixture, "upd_text"), "insert-at-cursor", promise);
      rig_press (fixture, "<Control>Return");
    }
  WAIT_UNTIL (g_str_equal (get_centre (fixture), "timeline"));
}

/* Handed over by mistake, and taken back by the key for it. */
static void
hand_over_and_undo (Fixture *fixture, const Words *words)
{
  enter_line (fixture, words->handover_line);
  WAIT_UNTIL (is_held (fixture, "ic", words->successor));
  /* An empty field would take the key here; in the program the window is asked first. */
  gtk_widget_grab_focus (rig_get (fixture, "inc_timeline"));
  rig_press (fixture, "<Control>z");
  WAIT_UNTIL (is_held (fixture, "ic", ME));
}

static void
end_it (Fixture *fixture, const Words *words)
{
  GtkWidget *button = rig_get (fixture, "end_button");

  rig_press (fixture, "<Control>l");
  rig_type (fixture, words->end_line);
  rig_enter (fixture);
  WAIT_UNTIL (g_str_equal (get_centre (fixture), "end"));
  g_assert_cmpstr (rig_get_label (fixture, "end_severity_title"), ==, words->severity_title);
  g_test_message ("missing: %s", rig_get_label (fixture, "end_summary"));
  g_assert_false (gtk_widget_get_sensitive (button));
  /* The key does no more than the button. */
  rig_press (fixture, "<Control>Return");
  g_assert_cmpstr (get_centre (fixture), ==, "end");

  type_into (fixture, "end_proof", words->proof);
  type_into (fixture, "end_proof_link", "https://grafana.example.com/d/2");
  rig_enter (fixture);
  WAIT_UNTIL (rig_count_entries (get_incident (fixture), "fact", words->proof) == 1);
  type_into (fixture, "own_entry", words->deputy);
  type_into (fixture, "end_override", words->excuse);
  WAIT_UNTIL (gtk_widget_get_sensitive (button));
  rig_press (fixture, "<Control>Return");
  WAIT_UNTIL (g_str_equal (get_incident (fixture)->state, "ended"));
  WAIT_UNTIL (g_str_equal (get_centre (fixture), "timeline"));
}

/* What a second program finds. */
static void
check_disk (Fixture *fixture, const Words *words)
{
  g_autoptr (MatoiIncident) incident = rig_read_back (fixture, NULL);
  const MatoiAsk *ask = g_ptr_array_index (incident->asks, 0);
  const MatoiTodo *todo = g_ptr_array_index (incident->todos, 0);
  const MatoiPoll *poll = g_ptr_array_index (incident->polls, 0);
  const MatoiUpdate *update = g_ptr_array_index (incident->updates, 0);

  g_assert_cmpstr (incident->title, ==, words->title);
  g_assert_cmpstr (incident->state, ==, "ended");
  g_assert_cmpstr (incident->outcome, ==, "recovered");
  g_assert_cmpstr (incident->severity, ==, "1");
  g_assert_cmpstr (incident->worst_severity, ==, "1");
  g_assert_cmpstr (incident->final_severity, ==, "1");
  g_assert_cmpstr (incident->phase, ==, "stabilise");
  g_assert_cmpstr (incident->owner, ==, words->deputy);
  g_assert_cmpuint (incident->not_applied->len, ==, 0);
  g_assert_cmpuint (rig_count_entries (incident, "hypothesis", words->guess), ==, 1);
  g_assert_cmpstr (get_verdict (incident, words->guess), ==, "confirmed");
  g_assert_cmpuint (rig_count_entries (incident, "decision", words->decision), ==, 1);
  g_assert_cmpuint (incident->asks->len, ==, 1);
  g_assert_cmpstr (ask->person, ==, words->expert);
  g_assert_cmpstr (ask->text, ==, words->ask);
  g_assert_cmpstr (ask->answer, ==, words->answer);
  g_assert_cmpint (ask->due_at - ask->asked_at, ==, 10 * MATOI_MINUTE);
  g_assert_cmpuint (incident->todos->len, ==, 1);
  g_assert_cmpstr (todo->text, ==, words->todo);
  g_assert_cmpint (todo->done_at, !=, MATOI_TIME_NONE);
  g_assert_cmpstr (poll->text, ==, words->poll);
  g_assert_cmpstr (poll->outcome, ==, "agreed");
  g_assert_cmpuint (incident->updates->len, ==, 1);
  g_assert_cmpstr (update->to, ==, "public");
  g_assert_cmpstr (update->state, ==, "posted");
  g_assert_cmpstr (update->approved_by, ==, ME);
  g_assert_true (g_str_has_prefix (update->text, words->update));
}

static void
lead_set_up (Fixture *fixture, gconstpointer data)
{
  const Words *words = data;

  /* The window’s texts are looked up as it is made. */
  if (!setlocale (LC_ALL, words->locale))
    g_test_message ("there is no locale %s", words->locale);
  rig_set_up (fixture, NULL);
}

static void
lead_tear_down (Fixture *fixture, gconstpointer data)
{
  rig_tear_down (fixture, NULL);
  setlocale (LC_ALL, english.locale);
}

static void
test_lead (Fixture *fixture, gconstpointer data)
{
  const Words *words = data;

  if (g_strcmp0 (setlocale (LC_ALL, NULL), words->locale) != 0)
    {
      g_test_skip ("the locale is missing");
      return;
    }
  rig_declare (fixture, words->title);
  take_command (fixture, words);
  find_the_cause (fixture, words);
  share_the_work (fixture, words);
  change_the_state (fixture, words);
  tell_customers (fixture, words);
  hand_over_and_undo (fixture, words);
  end_it (fixture, words);
  check_disk (fixture, words);
}

/* --- odd titles, names and words everywhere; a warning of GTK or Pango is a failure */

static void
on_view (Fixture *fixture, const char *view, GtkWidget *root, gpointer user_data)
{
  const TourTexts *texts = user_data;
  GtkWidget *content;
  int min;

  if (g_str_equal (view, "live"))
    g_assert_cmpstr (rig_get_label (fixture, "inc_title"), ==, texts->title);
  if (root != GTK_WIDGET (fixture->window))
    return;
  /* Nothing that somebody writes makes the columns wider than the window. */
  content = rig_get (fixture, "inc_content");
  gtk_widget_measure (content, GTK_ORIENTATION_HORIZONTAL, -1, &min, NULL, NULL, NULL);
  if (min > gtk_widget_get_width (root))
    {
      g_autofree char *widest = tour_dup_widest (content);

      g_test_message ("in “%s”, too wide:%s", view, widest);
      g_test_fail ();
    }
}

static void
test_odd (Fixture *fixture, gconstpointer data)
{
  tour_all (fixture, data, on_view, (gpointer) data);
}

static const TourTexts markup = {
  .title = "A & B <c>",
  .codename = "<i>Blue</i> & Grey",
  .me = ME,
  .other = "Ben & <b>Co",
  .third = "Kenji <sato@example.com>",
  .service = "pay&ments<1>",
  .team = "W&W <team>",
  .words = "A & B <c> &amp; </b> %s %n \\ “quoted”",
};

static const TourTexts right_to_left = {
  .title = "عطل في الدفع (5xx) & <b>",
  .codename = "طائر أزرق",
  .me = ME,
  .other = "أحمد",
  .third = "דוד",
  .service = "الدفع",
  .team = "المحفظة",
  .words = "تعطل نصف الخوادم 123 abc عند الساعة 14:05",
};

static const TourTexts emoji = {
  .title = "🔥 5xx 🚒👩‍🚒 e\xCC\x81 ﷽",
  .codename = "🐦‍⬛ 🌊",
  .me = ME,
  .other = "👩‍💻 Ben",
  .third = "👨‍👩‍👧‍👦",
  .service = "💳",
  .team = "🏦",
  .words = "🙂\xE2\x80\x8D 1️⃣ ﷽ 🇯🇵 ｆｕｌｌ　ｗｉｄｔｈ",
};

#define LONG_WORD "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
#define LONG_TITLE \
  "All card payments of all customers in all regions fail, " LONG_WORD " 決済がすべての地域で失敗"
#define LONG_TEXT LONG_TITLE ", and nobody knows yet why that may be so"

static const TourTexts very_long = {
  .title = LONG_TITLE,
  .codename = "Grey " LONG_WORD,
  .me = ME,
  .other = "Ben " LONG_WORD,
  .third = "Kenji-" LONG_WORD,
  .service = LONG_WORD,
  .team = "Team-" LONG_WORD,
  .words = LONG_TEXT " " LONG_TEXT " " LONG_TEXT,
};

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    const TourTexts *texts;
  } odd[] = {
    { "/ui/live/odd/markup", &markup },
    { "/ui/live/odd/right-to-left", &right_to_left },
    { "/ui/live/odd/emoji", &emoji },
    { "/ui/live/odd/very-long", &very_long },
  };
  g_autoptr (GSettings) settings = NULL;

  rig_init (&argc, &argv);
  settings = g_settings_new (APP_ID);
  g_settings_set_boolean (settings, "welcomed", TRUE);

  g_test_add ("/ui/live/lead/en", Fixture, &english, lead_set_up, test_lead, lead_tear_down);
  g_test_add ("/ui/live/lead/ja", Fixture, &japanese, lead_set_up, test_lead, lead_tear_down);
  for (guint i = 0; i < G_N_ELEMENTS (odd); i++)
    g_test_add (odd[i].path, Fixture, odd[i].texts, rig_set_up, test_odd, rig_tear_down);
  return g_test_run ();
}
