/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The side column: steps, asks, TODOs, poll, status and phrase cards, by keyboard. */

#include "config.h"

#include "rig.h"

#define ODD "A & B <c> 🚒 مرحبا"

/* --- finding and pressing */

static void
declare (Fixture *fixture)
{
  rig_declare (fixture, ODD);
}

/* A window of the test has no focus of its own on a bare X server; its focus widget counts. */
static void
focus (Fixture *fixture, gpointer widget)
{
  g_assert_nonnull (widget);
  gtk_window_set_focus (GTK_WINDOW (fixture->window), widget);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window)) == widget);
}

static GtkListBoxRow *
get_row (Fixture *fixture, const char *list, int index)
{
  return gtk_list_box_get_row_at_index (GTK_LIST_BOX (rig_get (fixture, list)), index);
}

static guint
count_rows (Fixture *fixture, const char *list)
{
  guint n = 0;

  while (get_row (fixture, list, (int) n))
    n++;
  return n;
}

static const char *
get_row_label (Fixture *fixture, const char *list, int index, const char *id)
{
  GtkWidget *label = rig_find_id (GTK_WIDGET (get_row (fixture, list, index)), id);

  g_assert_nonnull (label);
  return gtk_label_get_text (GTK_LABEL (label));
}

static GtkWidget *
find_button (GtkWidget *widget, const char *label)
{
  GtkWidget *child = GTK_IS_BUTTON (widget) ? gtk_button_get_child (GTK_BUTTON (widget)) : NULL;

  if (child && GTK_IS_LABEL (child) && g_str_equal (gtk_label_get_text (GTK_LABEL (child)), label))
    return widget;
  for (child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, label);

      if (found)
        return found;
    }
  return NULL;
}

static void
enter_line (Fixture *fixture, const char *line)
{
  rig_press (fixture, "<Control>l");
  rig_type (fixture, line);
  rig_enter (fixture);
}

static gboolean
is_label (Fixture *fixture, const char *id, const char *text)
{
  return g_str_equal (rig_get_label (fixture, id), text);
}

static void
take_command (Fixture *fixture)
{
  declare (fixture);
  g_assert_true (gtk_widget_get_visible (rig_get (fixture, "steps_prompt")));
  focus (fixture, rig_get (fixture, "steps_command"));
  rig_enter (fixture);
  WAIT_UNTIL (count_rows (fixture, "steps_list") == 16);
  g_assert_false (gtk_widget_get_visible (rig_get (fixture, "steps_prompt")));
}

/* Acts from another program, at a time of its own. */
static void
send_from_outside (Fixture *fixture, const char *name, const char *text, gint64 ago)
{
  g_autoptr (MatoiContext) other = NULL;
  g_autoptr (MatoiIncident) incident = rig_read_back (fixture, &other);
  g_autoptr (MatoiCommand) command = matoi_command_new (name, "Kenji Sato");
  g_autoptr (GError) error = NULL;
  MatoiReceipt *receipt;

  matoi_command_set (command, "text", text);
  command->occurred_at = matoi_context_get_now (other) - ago;
  receipt = matoi_context_submit (other, &incident->id, command, &error);
  g_assert_no_error (error);
  matoi_context_free_receipt (receipt);
}

/* --- steps */

static void
test_steps (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiIncident) done = NULL, undone = NULL;

  take_command (fixture);
  g_assert_true (is_label (fixture, "steps_count", "0 / 16"));
  focus (fixture, get_row (fixture, "steps_list", 0));
  rig_enter (fixture);
  WAIT_UNTIL (is_label (fixture, "steps_count", "1 / 16"));
  done = rig_read_back (fixture, NULL);
  g_assert_true (g_hash_table_contains (done->steps_done, "ic/ic-announce"));
  gtk_test_accessible_assert_property (get_row (fixture, "steps_list", 0),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Done: Say on the call and in the channel that you "
                                       "command, and who is Deputy and Scribe");
  /* the same key takes it back */
  rig_enter (fixture);
  WAIT_UNTIL (is_label (fixture, "steps_count", "0 / 16"));
  undone = rig_read_back (fixture, NULL);
  g_assert_cmpuint (g_hash_table_size (undone->steps_done), ==, 0);
}

/* A tick in the checklist of one severity counts in that of the next. */
static void
test_checklist (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiIncident) incident = NULL;
  GtkWidget *tab;

  take_command (fixture);
  tab = find_button (rig_get (fixture, "steps_tabs"), "SEV-2 Checklist");
  g_assert_nonnull (tab);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (tab), TRUE);
  g_assert_true (is_label (fixture, "steps_count", "0 / 10"));
  focus (fixture, get_row (fixture, "steps_list", 0));
  rig_enter (fixture);
  WAIT_UNTIL (is_label (fixture, "steps_count", "1 / 10"));
  enter_line (fixture, "/sev 1 more are hit");
  WAIT_UNTIL (is_label (fixture, "steps_count", "1 / 12"));
  g_assert_nonnull (find_button (rig_get (fixture, "steps_tabs"), "SEV-1 Checklist"));
  focus (fixture, get_row (fixture, "steps_list", 0));
  rig_enter (fixture);
  WAIT_UNTIL (is_label (fixture, "steps_count", "0 / 12"));
  incident = rig_read_back (fixture, NULL);
  g_assert_cmpuint (g_hash_table_size (incident->steps_done), ==, 0);
}

/* IC-16: no notice for now is a decision with a reason. */
static void
test_not_needed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiIncident) incident = NULL;
  GtkWidget *button;

  take_command (fixture);
  for (int i = 0; i < 9; i++)
    {
      g_autofree char *count = g_strdup_printf ("%d / 16", i + 1);

      focus (fixture, get_row (fixture, "steps_list", i));
      rig_enter (fixture);
      WAIT_UNTIL (is_label (fixture, "steps_count", count));
    }
  /* two that are done stay in sight */
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (get_row (fixture, "steps_list", 6))));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (get_row (fixture, "steps_list", 7))));
  button = find_button (GTK_WIDGET (get_row (fixture, "steps_list", 9)), "Not Needed");
  focus (fixture, button);
  g_signal_emit_by_name (button, "clicked");
  rig_enter (fixture); /* without a reason */
  rig_type (fixture, "fewer than ten customers");
  rig_enter (fixture);
  WAIT_UNTIL (is_label (fixture, "steps_count", "10 / 16"));
  incident = rig_read_back (fixture, NULL);
  g_assert_cmpuint (rig_count_entries (incident, "decision",
                                       "No public notice for now: fewer than ten customers"),
                    ==, 1);
  g_assert_true (g_hash_table_contains (incident->steps_done, "ic/ic-public"));
}

/* --- asks */

static void
test_asks (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiIncident) asked = NULL, later = NULL, answered = NULL;
  const MatoiAsk *ask;
  gint64 due_at;

  declare (fixture);
  g_assert_true (gtk_widget_get_visible (rig_get (fixture, "asks_empty")));
  enter_line (fixture, "@Kenji 5m Is the wallet path affected?");
  WAIT_UNTIL (count_rows (fixture, "asks_list") == 1);
  g_assert_cmpstr (get_row_label (fixture, "asks_list", 0, "ask_text"), ==,
                   "Is the wallet path affected?");
  asked = rig_read_back (fixture, NULL);
  due_at = ((MatoiAsk *) g_ptr_array_index (asked->asks, 0))->due_at;

  focus (fixture, get_row (fixture, "asks_list", 0));
  rig_press (fixture, "plus");
  WAIT_UNTIL (g_str_equal (get_row_label (fixture, "asks_list", 0, "ask_meta"), "Kenji · 10 min"));
  later = rig_read_back (fixture, NULL);
  g_assert_cmpint (((MatoiAsk *) g_ptr_array_index (later->asks, 0))->due_at, ==,
                   due_at + 5 * MATOI_MINUTE);

  /* nobody in particular is refused in the row, and what was typed stays */
  rig_press (fixture, "r");
  rig_type (fixture, "someone");
  rig_enter (fixture);
  WAIT_UNTIL (gtk_widget_get_visible (
    rig_find_id (GTK_WIDGET (get_row (fixture, "asks_list", 0)), "ask_message")));
  rig_press (fixture, "Escape");

  focus (fixture, get_row (fixture, "asks_list", 0));
  rig_enter (fixture);
  rig_type (fixture, "Yes, since 14:02");
  rig_enter (fixture);
  WAIT_UNTIL (gtk_widget_has_css_class (GTK_WIDGET (get_row (fixture, "asks_list", 0)), "closed"));
  answered = rig_read_back (fixture, NULL);
  ask = g_ptr_array_index (answered->asks, 0);
  g_assert_cmpstr (ask->state, ==, "done");
  g_assert_cmpstr (ask->answer, ==, "Yes, since 14:02");
  g_assert_cmpstr (ask->person, ==, "Kenji");
}

/* --- TODOs */

static void
test_todos (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiIncident) done = NULL, reopened = NULL;

  declare (fixture);
  enter_line (fixture, "+ " ODD);
  WAIT_UNTIL (count_rows (fixture, "todos_list") == 1);
  g_assert_cmpstr (get_row_label (fixture, "todos_list", 0, "todo_text"), ==, ODD);
  g_assert_true (is_label (fixture, "todos_count", "1"));
  focus (fixture, get_row (fixture, "todos_list", 0));
  rig_enter (fixture);
  WAIT_UNTIL (gtk_widget_has_css_class (GTK_WIDGET (get_row (fixture, "todos_list", 0)), "closed"));
  done = rig_read_back (fixture, NULL);
  g_assert_cmpint (((MatoiTodo *) g_ptr_array_index (done->todos, 0))->done_at, !=,
                   MATOI_TIME_NONE);
  rig_enter (fixture);
  WAIT_UNTIL (
    !gtk_widget_has_css_class (GTK_WIDGET (get_row (fixture, "todos_list", 0)), "closed"));
  reopened = rig_read_back (fixture, NULL);
  g_assert_cmpint (((MatoiTodo *) g_ptr_array_index (reopened->todos, 0))->done_at, ==,
                   MATOI_TIME_NONE);
}

/* Follow-ups come after what is to be done now, what is done last; nothing moves under the focus. */
static void
test_todo_order (Fixture *fixture, gconstpointer data)
{
  declare (fixture);
  enter_line (fixture, "/later afterwards");
  WAIT_UNTIL (count_rows (fixture, "todos_list") == 1);
  enter_line (fixture, "+ first");
  WAIT_UNTIL (count_rows (fixture, "todos_list") == 2);
  enter_line (fixture, "+ second");
  WAIT_UNTIL (count_rows (fixture, "todos_list") == 3);
  WAIT_UNTIL (g_str_equal (get_row_label (fixture, "todos_list", 0, "todo_text"), "first"));
  g_assert_cmpstr (get_row_label (fixture, "todos_list", 2, "todo_text"), ==, "afterwards");
  focus (fixture, get_row (fixture, "todos_list", 0));
  rig_enter (fixture);
  WAIT_UNTIL (is_label (fixture, "todos_count", "2"));
  g_assert_cmpstr (get_row_label (fixture, "todos_list", 0, "todo_text"), ==, "first");
  rig_press (fixture, "<Control>l");
  WAIT_UNTIL (g_str_equal (get_row_label (fixture, "todos_list", 2, "todo_text"), "first"));
}

static void
test_many_todos (Fixture *fixture, gconstpointer data)
{
  declare (fixture);
  for (int i = 0; i < 200; i++)
    send_from_outside (fixture, "todo", "one of very many things that have to be done soon", 0);
  WAIT_UNTIL (is_label (fixture, "todos_count", "200"));
  g_assert_cmpint (count_rows (fixture, "todos_list"), ==, 60);
  focus (fixture, rig_get (fixture, "todos_more"));
  rig_press (fixture, "space");
  WAIT_UNTIL (count_rows (fixture, "todos_list") == 120);
  g_assert_cmpint (gtk_widget_get_height (rig_get (fixture, "todos_scroller")), <=, 420);
}

/* --- poll */

static void
test_poll (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiIncident) objected = NULL;
  const MatoiPoll *poll;

  declare (fixture);
  g_assert_false (gtk_widget_get_visible (rig_get (fixture, "inc_poll")));
  gtk_widget_activate_action (rig_get (fixture, "inc_poll"), "incident.poll", NULL);
  rig_enter (fixture); /* without a proposal */
  rig_type (fixture, "roll back");
  rig_press (fixture, "Escape");
  g_assert_false (gtk_widget_get_visible (rig_get (fixture, "inc_poll")));
  gtk_widget_activate_action (rig_get (fixture, "inc_poll"), "incident.poll", NULL);
  rig_type (fixture, " payments");
  rig_enter (fixture);
  WAIT_UNTIL (gtk_widget_get_visible (rig_get (fixture, "poll_open")));
  g_assert_nonnull (
    strstr (rig_get_label (fixture, "poll_phrase"), rig_get_label (fixture, "poll_text")));
  /* first one listens; an objection may come at once */
  g_assert_false (gtk_widget_get_sensitive (rig_get (fixture, "poll_agree")));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (rig_get (fixture, "poll_object")), TRUE);
  rig_type (fixture, "Priya: wait");
  rig_enter (fixture);
  WAIT_UNTIL (!gtk_widget_get_visible (rig_get (fixture, "inc_poll")));
  objected = rig_read_back (fixture, NULL);
  poll = g_ptr_array_index (objected->polls, 0);
  g_assert_cmpstr (poll->outcome, ==, "objection");
  g_assert_cmpstr (poll->note, ==, "Priya: wait");
}

static void
test_poll_agreed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiIncident) agreed = NULL;

  declare (fixture);
  send_from_outside (fixture, "poll", ODD, MATOI_MINUTE);
  WAIT_UNTIL (gtk_widget_get_visible (rig_get (fixture, "inc_poll")));
  g_assert_true (is_label (fixture, "poll_text", ODD));
  WAIT_UNTIL (gtk_widget_get_sensitive (rig_get (fixture, "poll_agree")));
  focus (fixture, rig_get (fixture, "poll_agree"));
  rig_enter (fixture);
  WAIT_UNTIL (!gtk_widget_get_visible (rig_get (fixture, "inc_poll")));
  agreed = rig_read_back (fixture, NULL);
  g_assert_cmpstr (((MatoiPoll *) g_ptr_array_index (agreed->polls, 0))->outcome, ==, "agreed");
}

/* --- what is read aloud */

static void
test_status (Fixture *fixture, gconstpointer data)
{
  GtkWidget *toggle;

  declare (fixture);
  enter_line (fixture, "? the deploy did it.");
  toggle = rig_get (fixture, "status_toggle");
  g_assert_false (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (toggle)));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (toggle), TRUE);
  WAIT_UNTIL (
    strstr (rig_get_label (fixture, "status_text"), "Believed cause: the deploy did it."));
  g_assert_true (g_str_has_prefix (rig_get_label (fixture, "status_text"), "We are at SEV-2."));
}

/* Both languages at once; what only the reader knows stays open. */
static void
test_cards (Fixture *fixture, gconstpointer data)
{
  declare (fixture);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (rig_get (fixture, "cards_toggle")), TRUE);
  g_assert_cmpstr (rig_get_label (fixture, "cards_en"), ==,
                   "This is Aiko Tanaka. I am the Incident Commander on this call. Deputy is …, "
                   "Scribe is …");
  g_assert_nonnull (strstr (rig_get_label (fixture, "cards_ja"), "Aiko Tanakaです。"));
  focus (fixture, get_row (fixture, "cards_list", 0));
  rig_press (fixture, "Down");
  g_assert_nonnull (strstr (rig_get_label (fixture, "cards_en"), "Aiko Tanaka is taking command."));
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *, gconstpointer);
  } tests[] = {
    { "/side/steps", test_steps },
    { "/side/checklist", test_checklist },
    { "/side/not-needed", test_not_needed },
    { "/side/asks", test_asks },
    { "/side/todos", test_todos },
    { "/side/todo-order", test_todo_order },
    { "/side/many-todos", test_many_todos },
    { "/side/poll", test_poll },
    { "/side/poll-agreed", test_poll_agreed },
    { "/side/status", test_status },
    { "/side/cards", test_cards },
  };

  g_autoptr (GSettings) settings = NULL;

  rig_init (&argc, &argv);
  settings = g_settings_new (APP_ID);
  g_settings_set_boolean (settings, "welcomed", TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, rig_set_up, tests[i].test, rig_tear_down);
  return g_test_run ();
}
