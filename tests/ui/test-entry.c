/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The entry bar by keyboard: suggestions, history, half-typed lines, and what does not work. */

#include "config.h"

#include <signal.h>
#include <string.h>
#include <sys/resource.h>

#include "matoi-application.h"
#include "matoi-completion.h"
#include "matoi-entry-bar.h"
#include "matoi-json.h"
#include "matoi-kana.h"
#include "rig.h"

static MatoiEntryBar *
get_bar (Fixture *fixture)
{
  return MATOI_ENTRY_BAR (rig_get (fixture, "inc_entry_bar"));
}

static const char *
get_text (Fixture *fixture)
{
  return matoi_entry_bar_get_text (get_bar (fixture));
}

static MatoiCompletion *
get_completion (Fixture *fixture)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (get_bar (fixture))); child;
       child = gtk_widget_get_next_sibling (child))
    if (MATOI_IS_COMPLETION (child))
      return MATOI_COMPLETION (child);
  g_assert_not_reached ();
}

/* The titles that are offered, in order, separated by "|"; "" when the list is closed. */
static char *
dup_offered (Fixture *fixture)
{
  GtkWidget *completion = GTK_WIDGET (get_completion (fixture));
  GString *offered = g_string_new (NULL);
  GtkWidget *list = rig_find_id (completion, "compl_list");

  if (!gtk_widget_get_visible (completion))
    return g_string_free (offered, FALSE);
  for (GtkWidget *row = gtk_widget_get_first_child (list); row;
       row = gtk_widget_get_next_sibling (row))
    if (gtk_widget_get_visible (row))
      g_string_append_printf (offered, "%s%s", offered->len ? "|" : "",
                              gtk_label_get_text (GTK_LABEL (rig_find_id (row, "compl_title"))));
  return g_string_free (offered, FALSE);
}

static void
assert_offered (Fixture *fixture, const char *expected)
{
  g_autofree char *offered = dup_offered (fixture);

  g_assert_cmpstr (offered, ==, expected);
}

/* Types @text into the empty field. */
static void
type_anew (Fixture *fixture, const char *text)
{
  matoi_entry_bar_reset (get_bar (fixture), "");
  rig_type (fixture, text);
}

static MatoiReceipt *declared;

static void
on_declared (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  declared = matoi_context_submit_finish (MATOI_CONTEXT (source), result, &error);
  g_assert_no_error (error);
}

/* An incident of the person in front of the screen, opened, with the keyboard in the bar. */
static void
begin (Fixture *fixture, const char *title)
{
  g_autoptr (MatoiCommand) command = matoi_command_new ("declare", "Aiko Tanaka");
  g_autoptr (GError) error = NULL;

  WAIT_UNTIL (g_strcmp0 (rig_get_page (fixture), "loading") != 0);
  matoi_command_set (command, "title", title);
  matoi_command_set (command, "severity", "2");
  matoi_context_prepare_declare (fixture->context, command, NULL, &error);
  g_assert_no_error (error);
  matoi_context_submit_async (fixture->context, NULL, command, NULL, on_declared, NULL);
  WAIT_UNTIL (declared);
  matoi_window_open_reference (fixture->window, declared->ref);
  g_clear_pointer (&declared, matoi_context_free_receipt);
  WAIT_UNTIL (g_strcmp0 (rig_get_page (fixture), "incident") == 0);
  WAIT_UNTIL (g_strcmp0 (rig_get_label (fixture, "inc_title"), title) == 0);
  gtk_test_widget_wait_for_draw (GTK_WIDGET (fixture->window));
  rig_press (fixture, "<Control>l");
}

static void
enter (Fixture *fixture, const char *line)
{
  rig_type (fixture, line);
  rig_press (fixture, "Escape"); /* closes the list, if there is one */
  if (!*get_text (fixture))
    rig_press (fixture, "<Control>Down"); /* there was none: the line was put aside */
  rig_enter (fixture);
  WAIT_UNTIL (!*get_text (fixture));
}

static const char *
get_parked (Fixture *fixture)
{
  GtkWidget *parked = rig_get (fixture, "bar_parked");

  if (!gtk_widget_get_visible (parked))
    return "";
  return gtk_menu_button_get_label (GTK_MENU_BUTTON (rig_find_id (parked, "parked_button")));
}

/* --- the tests */

static void
test_commands (Fixture *fixture, gconstpointer data)
{
  begin (fixture, "Commands");
  assert_offered (fixture, "");
  rig_type (fixture, "no / command");
  assert_offered (fixture, "");
  type_anew (fixture, "/sev");
  assert_offered (fixture, "/sev");
  type_anew (fixture, "/ph");
  assert_offered (fixture, "/phase");
  g_assert_true (gtk_widget_has_focus (rig_get (fixture, "bar_text")));

  /* Full-width, in Japanese, by its reading, and by the reading in Latin letters. */
  type_anew (fixture, "／ＰＨ");
  assert_offered (fixture, "/phase");
  type_anew (fixture, "/重大");
  assert_offered (fixture, "/sev");
  type_anew (fixture, "/じゅう");
  assert_offered (fixture, "/sev");
  type_anew (fixture, "/juu");
  assert_offered (fixture, "/sev");
  type_anew (fixture, "/報");
  assert_offered (fixture, "/update");
  type_anew (fixture, "/こうし");
  assert_offered (fixture, "/update");
  type_anew (fixture, "/しゅうそ");
  assert_offered (fixture, "/end");
  type_anew (fixture, "/フェ");
  assert_offered (fixture, "/phase");
  type_anew (fixture, "14:05 /ph");
  assert_offered (fixture, "/phase");

  /* Tab takes the first one; what may follow it is offered next. */
  rig_press (fixture, "Tab");
  g_assert_cmpstr (get_text (fixture), ==, "14:05 /phase ");
  assert_offered (fixture, "Size up|Stabilise|Update|Verify");
  rig_type (fixture, "v");
  rig_press (fixture, "Down");
  rig_enter (fixture); /* accepts, does not enter */
  g_assert_cmpstr (get_text (fixture), ==, "14:05 /phase Verify");
  g_assert_cmpstr (matoi_entry_bar_get_message (get_bar (fixture)), ==, "");

  /* Escape closes the list and leaves the text. */
  type_anew (fixture, "/");
  g_assert_true (matoi_completion_is_open (get_completion (fixture)));
  rig_press (fixture, "Escape");
  assert_offered (fixture, "");
  g_assert_cmpstr (get_text (fixture), ==, "/");
  rig_type (fixture, "q");
  assert_offered (fixture, "");
}

static void
test_arguments (Fixture *fixture, gconstpointer data)
{
  g_autofree char *roles = NULL;

  begin (fixture, "Arguments");
  type_anew (fixture, "/sev ");
  assert_offered (fixture, "SEV-1|SEV-2|SEV-3|SEV-4|SEV-5");
  type_anew (fixture, "/sev 3");
  assert_offered (fixture, "SEV-3");
  type_anew (fixture, "/sev 3 because ");
  assert_offered (fixture, "");
  type_anew (fixture, "/update ");
  assert_offered (fixture, "channel|executives|public|company");
  type_anew (fixture, "/update 公");
  assert_offered (fixture, "public");
  type_anew (fixture, "/update cust");
  assert_offered (fixture, "public");
  type_anew (fixture, "/role dep");
  assert_offered (fixture, "Deputy");
  type_anew (fixture, "/role 補佐");
  assert_offered (fixture, "Deputy");
  rig_press (fixture, "Tab");
  g_assert_cmpstr (get_text (fixture), ==, "/role Deputy ");
  assert_offered (fixture, "Aiko Tanaka"); /* declared it */
  rig_type (fixture, "ai");
  rig_press (fixture, "Tab");
  g_assert_cmpstr (get_text (fixture), ==, "/role Deputy Aiko Tanaka");
  rig_enter (fixture);
  WAIT_UNTIL (!*get_text (fixture));
  g_assert_cmpuint (rig_rows_with (fixture, "Deputy: Aiko Tanaka"), ==, 1);
}

/* People: by a part of the name, with blanks in it, those of the incident and of the team. */
static void
test_people (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiIncident) incident = NULL;
  const MatoiAsk *ask;

  begin (fixture, "People");
  enter (fixture, "/role scribe Mei Lin");
  enter (fixture, "/role sme 佐藤 健二");
  enter (fixture, "/role observer A & B <c>");
  type_anew (fixture, "@");
  assert_offered (fixture, "Mei Lin|佐藤 健二|A & B <c>|Aiko Tanaka");
  rig_type (fixture, "lin");
  assert_offered (fixture, "Mei Lin");
  type_anew (fixture, "＠佐");
  assert_offered (fixture, "佐藤 健二");
  type_anew (fixture, "@mel"); /* letters in between */
  assert_offered (fixture, "Mei Lin");
  rig_press (fixture, "Down");
  rig_press (fixture, "Up");
  rig_press (fixture, "Tab");
  g_assert_cmpstr (get_text (fixture), ==, "@Mei Lin ");
  assert_offered (fixture, "");
  rig_type (fixture, "10m is it growing?");
  assert_offered (fixture, "");
  g_assert_cmpstr (rig_get_label (fixture, "bar_kind"), ==, "Ask");
  rig_enter (fixture);
  WAIT_UNTIL (!*get_text (fixture));

  /* A whole name that is typed by hand, and one in quotation marks. */
  enter (fixture, "/ask aiko tanaka 5 look");
  enter (fixture, "@\"Nobody Known\" 5m look");
  incident = rig_read_back (fixture, NULL);
  g_assert_cmpuint (incident->asks->len, ==, 3);
  ask = g_ptr_array_index (incident->asks, 0);
  g_assert_cmpstr (ask->person, ==, "Mei Lin");
  g_assert_cmpstr (ask->text, ==, "is it growing?");
  ask = g_ptr_array_index (incident->asks, 1);
  g_assert_cmpstr (ask->person, ==, "aiko tanaka");
  ask = g_ptr_array_index (incident->asks, 2);
  g_assert_cmpstr (ask->person, ==, "Nobody Known");
}

static gboolean setting_is_done;

static void
on_setting (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  matoi_context_set_setting_finish (MATOI_CONTEXT (source), result, &error);
  g_assert_no_error (error);
  setting_is_done = TRUE;
}

static void
test_directory (Fixture *fixture, gconstpointer data)
{
  begin (fixture, "Directory");
  type_anew (fixture, "@");
  assert_offered (fixture, "Aiko Tanaka");
  setting_is_done = FALSE;
  matoi_context_set_setting_async (
    fixture->context, "directory.people",
    "[{\"name\":\"山田 花子\",\"reading\":\"やまだ はなこ\"},{\"name\":\"Yuki Ito\"}]", NULL,
    on_setting, NULL);
  WAIT_UNTIL (setting_is_done);
  type_anew (fixture, "@");
  assert_offered (fixture, "Aiko Tanaka|山田 花子|Yuki Ito");
  type_anew (fixture, "@yama");
  assert_offered (fixture, "山田 花子");
  type_anew (fixture, "@はなこ");
  assert_offered (fixture, "山田 花子");
  type_anew (fixture, "@ｙｕ");
  assert_offered (fixture, "Yuki Ito");
}

static void
test_history (Fixture *fixture, gconstpointer data)
{
  begin (fixture, "History");
  rig_press (fixture, "Up");
  g_assert_cmpstr (get_text (fixture), ==, "");
  enter (fixture, "one");
  enter (fixture, "! two");
  rig_press (fixture, "Up");
  g_assert_cmpstr (get_text (fixture), ==, "! two");
  g_assert_cmpstr (rig_get_label (fixture, "bar_kind"), ==, "Decision");
  rig_press (fixture, "Up");
  g_assert_cmpstr (get_text (fixture), ==, "one");
  rig_press (fixture, "Up");
  g_assert_cmpstr (get_text (fixture), ==, "one");
  rig_press (fixture, "Down");
  rig_press (fixture, "Down");
  g_assert_cmpstr (get_text (fixture), ==, "");
  /* What is changed is not swept away. */
  rig_press (fixture, "Up");
  rig_type (fixture, "!");
  rig_press (fixture, "Up");
  g_assert_cmpstr (get_text (fixture), ==, "! two!");
}

/* A line from before that is only looked at is no draft; one that is changed is. */
static void
test_recalled (Fixture *fixture, gconstpointer data)
{
  begin (fixture, "Recalled");
  enter (fixture, "one");
  rig_press (fixture, "Up");
  g_assert_cmpstr (get_text (fixture), ==, "one");
  rig_press (fixture, "Escape");
  g_assert_cmpstr (get_text (fixture), ==, "");
  g_assert_cmpstr (get_parked (fixture), ==, "");
  rig_press (fixture, "Up");
  gtk_widget_activate_action (GTK_WIDGET (get_bar (fixture)), "incident.prefill", "s", "> x");
  g_assert_cmpstr (get_parked (fixture), ==, "");
  type_anew (fixture, "");
  rig_press (fixture, "Up");
  rig_type (fixture, "!");
  rig_press (fixture, "Escape");
  g_assert_cmpstr (get_parked (fixture), ==, "1 draft");
  /* Typed by hand, it is one as well. */
  rig_type (fixture, "one");
  rig_press (fixture, "Escape");
  g_assert_cmpstr (get_parked (fixture), ==, "2 drafts");
}

static void
test_stack (Fixture *fixture, gconstpointer data)
{
  GtkWidget *list;

  begin (fixture, "Stack");
  g_assert_cmpstr (get_parked (fixture), ==, "");
  rig_type (fixture, "? half");
  rig_press (fixture, "Escape");
  g_assert_cmpstr (get_text (fixture), ==, "");
  g_assert_cmpstr (get_parked (fixture), ==, "1 draft");
  g_assert_cmpstr (rig_get_label (fixture, "bar_kind"), ==, "Fact");
  rig_type (fixture, "> other");
  rig_press (fixture, "<Control>Up");
  g_assert_cmpstr (get_parked (fixture), ==, "2 drafts");
  enter (fixture, "urgent");
  rig_press (fixture, "<Control>Down");
  g_assert_cmpstr (get_text (fixture), ==, "> other");
  g_assert_cmpstr (get_parked (fixture), ==, "1 draft");

  /* From the list; the field is not lost, it takes the place. */
  list = rig_get (fixture, "parked_list");
  g_signal_emit_by_name (list, "row-activated", gtk_widget_get_first_child (list));
  g_assert_cmpstr (get_text (fixture), ==, "? half");
  g_assert_cmpstr (get_parked (fixture), ==, "1 draft");
  g_assert_true (gtk_widget_has_focus (rig_get (fixture, "bar_text")));

  /* Delete in the list. */
  gtk_menu_button_popup (GTK_MENU_BUTTON (rig_get (fixture, "parked_button")));
  WAIT_UNTIL (gtk_widget_get_mapped (list));
  gtk_widget_grab_focus (gtk_widget_get_first_child (list));
  rig_press (fixture, "Delete");
  g_assert_cmpstr (get_parked (fixture), ==, "");
}

/* A page or a panel asks for a line: what is half typed is put aside. */
static void
test_prefill (Fixture *fixture, gconstpointer data)
{
  begin (fixture, "Prefill");
  rig_type (fixture, "half a fact");
  gtk_widget_activate_action (GTK_WIDGET (get_bar (fixture)), "incident.prefill", "s",
                              "/handover ic ");
  g_assert_cmpstr (get_text (fixture), ==, "/handover ic ");
  g_assert_cmpstr (get_parked (fixture), ==, "1 draft");
  assert_offered (fixture, "Aiko Tanaka");
  gtk_widget_activate_action (GTK_WIDGET (get_bar (fixture)), "incident.prefill", "s",
                              "/handover ic ");
  g_assert_cmpstr (get_parked (fixture), ==, "1 draft");
  rig_press (fixture, "Escape");
  g_assert_cmpstr (get_text (fixture), ==, "/handover ic ");
}

/* The time of the first key is shown, and the one that is written in the line. */
static void
test_time (Fixture *fixture, gconstpointer data)
{
  GtkWidget *time;
  g_autofree char *before = NULL;

  begin (fixture, "Time");
  time = rig_get (fixture, "bar_time");
  g_assert_false (gtk_widget_get_visible (time));
  g_signal_emit_by_name (rig_get (fixture, "bar_text"), "preedit-changed", "か");
  g_assert_true (gtk_widget_get_visible (time));
  g_signal_emit_by_name (rig_get (fixture, "bar_text"), "preedit-changed", "");
  rig_type (fixture, "回");
  g_assert_true (gtk_widget_get_visible (time));
  before = g_strdup (rig_get_label (fixture, "bar_time"));
  g_assert_cmpuint (strlen (before), ==, 8);
  rig_type (fixture, "復");
  g_assert_cmpstr (rig_get_label (fixture, "bar_time"), ==, before);
  type_anew (fixture, "00:00 begun");
  g_assert_cmpstr (rig_get_label (fixture, "bar_time"), ==, "00:00:00");
  type_anew (fixture, "");
  g_assert_false (gtk_widget_get_visible (time));
}

static gboolean
file_has (const char *path, const char *text)
{
  g_autofree char *contents = NULL;

  return g_file_get_contents (path, &contents, NULL, NULL) && strstr (contents, text);
}

/* Killed in the middle of a word: the next window has it, in its field and on the stack. */
static void
test_crash (Fixture *fixture, gconstpointer data)
{
  MatoiWindow *first = fixture->window;
  g_autofree char *copy = g_strconcat (fixture->db, ".copy", NULL), *contents = NULL;
  g_autofree char *path = g_build_filename (fixture->folder, "drafts", NULL);
  gsize length = 0;

  begin (fixture, "Crash");
  rig_type (fixture, "! parked");
  rig_press (fixture, "Escape");
  rig_type (fixture, "? half 決");
  /* What a crash would leave is what is on the disk while the window is still there. */
  WAIT_UNTIL (file_has (path, "? half 決") && file_has (path, "! parked"));
  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  g_assert_true (g_file_set_contents (copy, contents, (gssize) length, NULL));
  g_clear_object (&fixture->drafts);
  fixture->drafts = matoi_drafts_new (copy);
  fixture->window = matoi_window_new (rig_application, fixture->live, fixture->drafts, NULL);
  gtk_window_present (GTK_WINDOW (fixture->window));
  WAIT_UNTIL (g_strcmp0 (rig_get_page (fixture), "incident") == 0);
  WAIT_UNTIL (g_strcmp0 (get_text (fixture), "? half 決") == 0);
  g_assert_cmpstr (get_parked (fixture), ==, "1 draft");
  gtk_window_destroy (GTK_WINDOW (first));
}

/* The first key was pressed before the crash: that is when it happened. */
static void
test_crash_time (Fixture *fixture, gconstpointer data)
{
  MatoiWindow *first = fixture->window;
  g_autofree char *copy = g_strconcat (fixture->db, ".copy", NULL), *contents = NULL, *old = NULL;
  g_autofree char *path = g_build_filename (fixture->folder, "drafts", NULL), *key = NULL;
  gint64 typed_at = g_get_real_time () / 1000 - 7 * 60 * 1000;
  g_autoptr (GRegex) regex = g_regex_new ("\"first_key\":[0-9]+", 0, 0, NULL);
  g_autoptr (MatoiIncident) incident = NULL;
  guint n = 0;

  begin (fixture, "Crash time");
  rig_type (fixture, "! parked");
  rig_press (fixture, "Escape");
  rig_type (fixture, "? half");
  WAIT_UNTIL (file_has (path, "? half") && file_has (path, "! parked"));
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  key = g_strdup_printf ("\"first_key\":%" G_GINT64_FORMAT, typed_at);
  old = g_regex_replace_literal (regex, contents, -1, 0, key, 0, NULL);
  g_assert_nonnull (strstr (old, key));
  g_assert_true (g_file_set_contents (copy, old, -1, NULL));
  g_clear_object (&fixture->drafts);
  fixture->drafts = matoi_drafts_new (copy);
  fixture->window = matoi_window_new (rig_application, fixture->live, fixture->drafts, NULL);
  gtk_window_present (GTK_WINDOW (fixture->window));
  WAIT_UNTIL (g_strcmp0 (rig_get_page (fixture), "incident") == 0);
  WAIT_UNTIL (g_strcmp0 (get_text (fixture), "? half") == 0);
  rig_press (fixture, "<Control>l");
  rig_type (fixture, " and on");
  rig_enter (fixture);
  WAIT_UNTIL (!*get_text (fixture));
  rig_press (fixture, "<Control>Down");
  g_assert_cmpstr (get_text (fixture), ==, "! parked");
  rig_enter (fixture);
  WAIT_UNTIL (!*get_text (fixture));
  rig_type (fixture, "new");
  rig_enter (fixture);
  WAIT_UNTIL (!*get_text (fixture));
  incident = rig_read_back (fixture, NULL);
  for (guint i = 0; i < incident->entries->len; i++)
    {
      const MatoiEntry *entry = g_ptr_array_index (incident->entries, i);

      if (g_strcmp0 (entry->text, "half and on") != 0 && g_strcmp0 (entry->text, "parked") != 0)
        g_assert_cmpint (entry->occurred_at, >, typed_at);
      else
        {
          g_assert_cmpint (entry->occurred_at, ==, typed_at);
          n++;
        }
    }
  g_assert_cmpuint (n, ==, 2);
  gtk_window_destroy (GTK_WINDOW (first));
}

/* Where the keyboard is: one of @ids, or "" for somewhere else. */
static const char *
get_place (Fixture *fixture, const char *const *ids)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));

  for (guint i = 0; ids[i]; i++)
    if (focus && (focus == rig_get (fixture, ids[i]) ||
                  gtk_widget_is_ancestor (focus, rig_get (fixture, ids[i]))))
      return ids[i];
  return "";
}

/* The places that Tab or Shift+Tab come through on the way around, as a set of their numbers. */
static guint
walk (Fixture *fixture, const char *const *ids, GtkDirectionType direction)
{
  GtkWidget *window = GTK_WIDGET (fixture->window), *start;
  guint seen = 0, n = 0;

  rig_press (fixture, "<Control>l");
  start = gtk_window_get_focus (GTK_WINDOW (window));
  do
    {
      const char *place;

      g_signal_emit_by_name (window, "move-focus", direction);
      place = get_place (fixture, ids);
      for (guint i = 0; ids[i]; i++)
        if (g_str_equal (ids[i], place))
          seen |= 1u << i;
      g_assert_cmpuint (++n, <, 200);
    }
  while (gtk_window_get_focus (GTK_WINDOW (window)) != start);
  return seen;
}

static void
test_walk (Fixture *fixture, gconstpointer data)
{
  static const char *const ids[] = { "inc_header",    "inc_strip", "inc_roster", "inc_timeline",
                                     "inc_entry_bar", "inc_steps", NULL };

  begin (fixture, "Walk");
  enter (fixture, "one");
  g_assert_cmphex (walk (fixture, ids, GTK_DIR_TAB_FORWARD), ==, 0x3f);
  g_assert_cmphex (walk (fixture, ids, GTK_DIR_TAB_BACKWARD), ==, 0x3f);
}

/* The same on a page which chooses where to begin. */
static void
test_walk_page (Fixture *fixture, gconstpointer data)
{
  static const char *const ids[] = { "inc_roster", "sub_leader", "inc_entry_bar", NULL };

  begin (fixture, "Walk on a page");
  gtk_widget_activate_action (GTK_WIDGET (get_bar (fixture)), "incident.subteam", NULL);
  g_assert_cmpstr (get_place (fixture, ids), ==, "sub_leader");
  g_assert_cmphex (walk (fixture, ids, GTK_DIR_TAB_FORWARD), ==, 7);
  g_assert_cmphex (walk (fixture, ids, GTK_DIR_TAB_BACKWARD), ==, 7);
}

/* A line is entered and another incident is opened before the answer: it is recorded in the
 * first one, once, and what was typed behind it waits there. */
static void
test_switch (Fixture *fixture, gconstpointer data)
{
  MatoiSession *session, *other;
  g_autoptr (GPtrArray) sessions = NULL;
  guint n;

  begin (fixture, "First");
  begin (fixture, "Second");
  sessions = matoi_live_dup_sessions (fixture->live);
  g_assert_cmpuint (sessions->len, ==, 2);
  session = g_ptr_array_index (sessions, 0);
  other = g_ptr_array_index (sessions, 1);
  matoi_entry_bar_set_session (get_bar (fixture), session);
  n = matoi_session_get_incident (session)->entries->len;
  rig_press (fixture, "<Control>l");
  rig_type (fixture, "entered");
  rig_enter (fixture);
  rig_type (fixture, "! entered too");
  rig_enter (fixture);
  rig_type (fixture, "? half");
  matoi_entry_bar_set_session (get_bar (fixture), other);
  g_assert_cmpstr (get_text (fixture), ==, "");
  rig_type (fixture, "for the second");
  WAIT_UNTIL (matoi_session_get_incident (session)->entries->len == n + 2);
  matoi_entry_bar_set_session (get_bar (fixture), session);
  WAIT_UNTIL (g_strcmp0 (get_text (fixture), "? half") == 0);
  g_assert_cmpuint (rig_count_entries (matoi_session_get_incident (session), "fact", "entered"), ==,
                    1);
  g_assert_cmpuint (
    rig_count_entries (matoi_session_get_incident (session), "decision", "entered too"), ==, 1);

  /* There and back before the answer. */
  matoi_entry_bar_reset (get_bar (fixture), "");
  rig_type (fixture, "quick");
  rig_enter (fixture);
  matoi_entry_bar_set_session (get_bar (fixture), other);
  g_assert_cmpstr (get_text (fixture), ==, "for the second");
  matoi_entry_bar_set_session (get_bar (fixture), session);
  WAIT_UNTIL (!*get_text (fixture));
  g_assert_cmpuint (rig_count_entries (matoi_session_get_incident (session), "fact", "quick"), ==,
                    1);
}

/* A refused line that others follow does not run into them. */
static void
test_refused (Fixture *fixture, gconstpointer data)
{
  begin (fixture, "Refused");
  rig_type (fixture, "/role ic Nobody At All");
  rig_press (fixture, "Escape");
  if (!*get_text (fixture))
    rig_press (fixture, "<Control>Down");
  rig_enter (fixture);
  WAIT_UNTIL (!*get_text (fixture));
  rig_type (fixture, "/role ic Somebody Else");
  rig_press (fixture, "Escape");
  if (!*get_text (fixture))
    rig_press (fixture, "<Control>Down");
  rig_enter (fixture); /* there is one already */
  rig_type (fixture, "and on");
  WAIT_UNTIL (*matoi_entry_bar_get_message (get_bar (fixture)));
  g_assert_cmpstr (get_text (fixture), ==, "and on");
  g_assert_cmpstr (get_parked (fixture), ==, "1 draft");
  rig_type (fixture, "!");
  g_assert_cmpstr (matoi_entry_bar_get_message (get_bar (fixture)), !=, "");
  rig_enter (fixture);
  WAIT_UNTIL (!*get_text (fixture));
  g_assert_cmpstr (matoi_entry_bar_get_message (get_bar (fixture)), ==, "");
  g_assert_cmpuint (rig_rows_with (fixture, "and on!"), ==, 1);
  rig_press (fixture, "<Control>Down");
  g_assert_cmpstr (get_text (fixture), ==, "/role ic Somebody Else");
}

static void
set_file_limit (rlim_t limit)
{
  struct rlimit limits;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limits), ==, 0);
  limits.rlim_cur = limit;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limits), ==, 0);
}

/* The disk is full: the text stays, and Enter tries again once there is room. */
static void
test_full (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiIncident) incident = NULL;

  begin (fixture, "Full");
  signal (SIGXFSZ, SIG_IGN);
  set_file_limit (1024);
  rig_type (fixture, "typed while the disk is full");
  rig_enter (fixture);
  WAIT_UNTIL (*matoi_entry_bar_get_message (get_bar (fixture)));
  g_test_message ("%s", matoi_entry_bar_get_message (get_bar (fixture)));
  g_assert_cmpstr (get_text (fixture), ==, "typed while the disk is full");
  set_file_limit (RLIM_INFINITY);
  rig_enter (fixture);
  WAIT_UNTIL (!*get_text (fixture));
  g_assert_cmpstr (matoi_entry_bar_get_message (get_bar (fixture)), ==, "");
  incident = rig_read_back (fixture, NULL);
  g_assert_cmpuint (rig_count_entries (incident, "fact", "typed while the disk is full"), ==, 1);
}

/* Lines that ask for a page open it and are taken out of the field. */
static void
test_pages (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *line, *page;
  } rows[] = {
    { "/end", "end" },
    { "/終了", "end" },
    { "/update", "update" },
    { "/update pub", "update" },
    { "/subteam", "subteam" },
    { "/security", "security" },
    { "/更新 公開", "update" },
    { "/収束させる", "end" },
    { "/報告 お客様", "update" },
    { "/しゅうそく", "end" },
    { "/update customers and the public", "update" },
  };

  begin (fixture, "Pages");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GtkStack *pages = GTK_STACK (rig_get (fixture, "inc_pages"));

      g_test_message ("%s", rows[i].line);
      rig_press (fixture, "<Control>l");
      rig_type (fixture, rows[i].line);
      rig_enter (fixture);
      g_assert_cmpstr (gtk_stack_get_visible_child_name (pages), ==, rows[i].page);
      g_assert_cmpstr (get_text (fixture), ==, "");
      g_assert_cmpstr (get_parked (fixture), ==, "");
    }
}

/* F6 leads around the parts of the window, and to the rows of the timeline at once. */
static void
test_panes (Fixture *fixture, gconstpointer data)
{
  static const char *const ids[] = { "inc_header",    "inc_roster_column", "inc_timeline",
                                     "inc_entry_bar", "inc_side_column",   NULL };
  const guint n = G_N_ELEMENTS (ids) - 1;

  begin (fixture, "Panes");
  enter (fixture, "one");
  rig_type (fixture, "half");
  for (guint i = 1; i <= 2 * n; i++)
    {
      rig_press (fixture, "F6");
      g_assert_cmpstr (get_place (fixture, ids), ==, ids[(3 + i) % n]);
    }
  for (guint i = 1; i <= 2 * n; i++)
    {
      rig_press (fixture, "<Shift>F6");
      g_assert_cmpstr (get_place (fixture, ids), ==, ids[(3 + 2 * n - i) % n]);
    }
  rig_type (fixture, "!");
  g_assert_cmpstr (get_text (fixture), ==, "half!");
}

/* Tab completes what can be nothing else, list or not; then it goes on. */
static void
test_tab (Fixture *fixture, gconstpointer data)
{
  begin (fixture, "Tab");
  rig_type (fixture, "/pha");
  rig_press (fixture, "Escape");
  assert_offered (fixture, "");
  rig_press (fixture, "Tab");
  g_assert_cmpstr (get_text (fixture), ==, "/phase ");
  type_anew (fixture, "/role deputy Aiko Tanaka");
  rig_press (fixture, "Escape");
  rig_press (fixture, "Tab");
  g_assert_cmpstr (get_text (fixture), ==, "/role deputy Aiko Tanaka");
  g_assert_false (gtk_widget_has_focus (rig_get (fixture, "bar_text")));
  rig_press (fixture, "<Control>l");
  type_anew (fixture, "/s");
  rig_press (fixture, "Escape");
  rig_press (fixture, "Tab"); /* several */
  g_assert_cmpstr (get_text (fixture), ==, "/s");
  g_assert_false (gtk_widget_has_focus (rig_get (fixture, "bar_text")));
}

/* The list is as high as its rows, just above the field. */
static void
test_height (Fixture *fixture, gconstpointer data)
{
  GtkWidget *list;
  GdkSurface *surface;
  int all, bottom;

  begin (fixture, "Height");
  list = GTK_WIDGET (get_completion (fixture));
  rig_type (fixture, "/");
  gtk_test_widget_wait_for_draw (list);
  surface = gtk_native_get_surface (GTK_NATIVE (list));
  all = gdk_surface_get_height (surface);
  bottom = gdk_popup_get_position_y (GDK_POPUP (surface)) + all;
  rig_type (fixture, "ro");
  /* It is told at once; the display server answers. */
  g_assert_cmpint (gdk_popup_get_position_y (GDK_POPUP (surface)), >, bottom - all / 2);
  WAIT_UNTIL (gdk_surface_get_height (surface) < all / 2);
  g_assert_cmpint (
    gdk_popup_get_position_y (GDK_POPUP (surface)) + gdk_surface_get_height (surface), ==, bottom);
}

/* A window beyond the screen: there is no place for a list, and GDK does not complain. */
static void
test_off_screen (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);

  begin (fixture, "Off screen");
  gtk_widget_set_size_request (window, -1, 4000);
  WAIT_UNTIL (gtk_widget_get_height (window) > 3900);
  gtk_test_widget_wait_for_draw (window);
  rig_type (fixture, "/ph");
  assert_offered (fixture, "");
  rig_press (fixture, "Tab");
  g_assert_cmpstr (get_text (fixture), ==, "/phase ");
}

/* What people answered, what is done, and an incident that is not over after all. */
static void
test_work (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiIncident) incident = NULL;
  const MatoiAsk *ask;

  begin (fixture, "Work");
  enter (fixture, "@\"Mei Lin\" 10m is it growing?");
  enter (fixture, "@\"Mei Lin\" 10m count them");
  enter (fixture, "+ Call the vendor");
  enter (fixture, "+ Write it up");
  type_anew (fixture, "/done ");
  assert_offered (fixture, "Call the vendor|Write it up");
  type_anew (fixture, "/answer ");
  assert_offered (fixture, "Mei Lin|Mei Lin");
  rig_press (fixture, "Tab");
  g_assert_cmpstr (get_text (fixture), ==, "/answer Mei Lin ");
  rig_type (fixture, "40 of them");
  rig_enter (fixture);
  WAIT_UNTIL (!*get_text (fixture));
  enter (fixture, "/回答 growing no");
  enter (fixture, "/完了 vendor");
  incident = rig_read_back (fixture, NULL);
  ask = g_ptr_array_index (incident->asks, 1);
  g_assert_cmpstr (ask->state, ==, "done");
  g_assert_cmpstr (ask->answer, ==, "40 of them");
  ask = g_ptr_array_index (incident->asks, 0);
  g_assert_cmpstr (ask->answer, ==, "no");
  g_assert_cmpint (((MatoiTodo *) g_ptr_array_index (incident->todos, 0))->done_at, !=,
                   MATOI_TIME_NONE);
  g_assert_cmpint (((MatoiTodo *) g_ptr_array_index (incident->todos, 1))->done_at, ==,
                   MATOI_TIME_NONE);
}

/* A codename in the line is put into the page; only the button there makes it secret. */
static void
test_security (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiIncident) incident = NULL;
  GtkStack *pages;

  begin (fixture, "Security");
  pages = GTK_STACK (rig_get (fixture, "inc_pages"));
  rig_type (fixture, "/セキュリティ　Quiet Lantern ");
  rig_enter (fixture);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (pages), ==, "security");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (rig_get (fixture, "sec_codename"))), ==,
                   "Quiet Lantern");
  g_assert_cmpstr (get_text (fixture), ==, "");
  enter (fixture, "a fact");
  incident = rig_read_back (fixture, NULL);
  g_assert_false (incident->security);
}

/* Undo of what was entered here takes it back on the disk. */
static void
test_undo (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiContext) other = NULL;
  g_autoptr (GError) error = NULL;
  MatoiVerification verification = { 0 };
  g_autoptr (MatoiIncident) incident = NULL;
  const MatoiEntry *entry;

  begin (fixture, "Undo");
  enter (fixture, "a slip");
  enter (fixture, "+ a task");
  gtk_widget_activate_action (GTK_WIDGET (get_bar (fixture)), "incident.undo", NULL);
  gtk_widget_activate_action (GTK_WIDGET (get_bar (fixture)), "incident.undo", NULL);
  {
    g_autoptr (GPtrArray) sessions = matoi_live_dup_sessions (fixture->live);
    const MatoiIncident *seen = matoi_session_get_incident (g_ptr_array_index (sessions, 0));

    WAIT_UNTIL (seen->todos->len == 0);
    WAIT_UNTIL (((MatoiEntry *) g_ptr_array_index (seen->entries, seen->entries->len - 1))->struck);
  }
  incident = rig_read_back (fixture, &other);
  /* The rows on the disk are what the log says, without the task. */
  g_assert_true (matoi_context_verify (other, &verification, &error));
  g_assert_no_error (error);
  g_assert_true (verification.ok);
  matoi_context_clear_verification (&verification);
  g_assert_cmpuint (incident->todos->len, ==, 0);
  g_assert_cmpuint (incident->todos_dropped->len, ==, 1);
  entry = g_ptr_array_index (incident->entries, incident->entries->len - 1);
  g_assert_true (entry->struck);
}

static void
test_kana (void)
{
  static const struct
  {
    const char *kana, *typed;
    gboolean fits;
  } rows[] = {
    { "じゅうだいど", "", TRUE },
    { "じゅうだいど", "j", TRUE },
    { "じゅうだいど", "ju", TRUE },
    { "じゅうだいど", "zyuud", TRUE },
    { "じゅうだいど", "jyuudaido", TRUE },
    { "じゅうだいど", "juudaidox", FALSE },
    { "しゅうりょう", "shuuryou", TRUE },
    { "しゅうりょう", "syu", TRUE },
    { "しゅうりょう", "su", FALSE },
    { "さっぽろ", "sappo", TRUE },
    { "さっぽろ", "sapo", FALSE },
    { "けんいち", "ken'", FALSE },
    { "けんいち", "kennichi", TRUE },
    { "けんいち", "kenichi", TRUE },
    { "ふぇーず", "fe-zu", TRUE },
    { "ふぇーず", "fezu", TRUE },
    { "つじ", "tsuji", TRUE },
    { "つじ", "tuzi", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s %s", rows[i].kana, rows[i].typed);
      g_assert_cmpint (matoi_kana_begins_with (rows[i].kana, rows[i].typed), ==, rows[i].fits);
    }
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/ui/entry/commands", test_commands },
    { "/ui/entry/arguments", test_arguments },
    { "/ui/entry/people", test_people },
    { "/ui/entry/directory", test_directory },
    { "/ui/entry/history", test_history },
    { "/ui/entry/stack", test_stack },
    { "/ui/entry/prefill", test_prefill },
    { "/ui/entry/time", test_time },
    { "/ui/entry/crash", test_crash },
    { "/ui/entry/switch", test_switch },
    { "/ui/entry/refused", test_refused },
    { "/ui/entry/full", test_full },
    { "/ui/entry/pages", test_pages },
    { "/ui/entry/undo", test_undo },
    { "/ui/entry/recalled", test_recalled },
    { "/ui/entry/crash-time", test_crash_time },
    { "/ui/entry/walk", test_walk },
    { "/ui/entry/walk-page", test_walk_page },
    { "/ui/entry/security", test_security },
    { "/ui/entry/panes", test_panes },
    { "/ui/entry/tab", test_tab },
    { "/ui/entry/height", test_height },
    { "/ui/entry/off-screen", test_off_screen },
    { "/ui/entry/work", test_work },
  };

  g_autoptr (GSettings) settings = NULL;

  rig_init (&argc, &argv);
  settings = g_settings_new (APP_ID);
  g_settings_set_boolean (settings, "welcomed", TRUE);
  g_test_add_func ("/ui/entry/kana", test_kana);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, rig_set_up, tests[i].test, rig_tear_down);
  return g_test_run ();
}
