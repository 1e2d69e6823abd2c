/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* "From the Channel": what is said in the room of an incident, taken into the record by keyboard. */

#include "config.h"

#include "matoi-context-rooms.h"
#include "rig.h"

#define ODD "A & B <c> 🚒 مرحبا"

/* --- what another program hears in the room */

static void
put_room (Fixture *fixture)
{
  g_autoptr (MatoiContext) other = NULL;
  g_autoptr (MatoiIncident) incident = rig_read_back (fixture, &other);
  g_autoptr (GError) error = NULL;
  MatoiRoomRow room = {
    .channel = (char *) "C1", .name = (char *) "inc-1", .incident = incident->id, .own = TRUE
  };

  g_assert_true (matoi_store_put_room (matoi_context_get_store (other), &room, &error));
  g_assert_no_error (error);
}

/* One of the last minute: @second 1 … 9. */
static void
hear (Fixture *fixture, guint second, const char *text, const char *edited_ts, gboolean deleted)
{
  g_autoptr (GPtrArray) messages = g_ptr_array_new ();
  g_autoptr (GPtrArray) changes = NULL;
  g_autoptr (MatoiContext) other = NULL;
  g_autoptr (MatoiIncident) incident = rig_read_back (fixture, &other);
  g_autofree char *ts =
    g_strdup_printf ("%" G_GINT64_FORMAT ".00000%u", incident->declared_at / 1000, second);
  g_autoptr (GError) error = NULL;
  MatoiRoomMessage message = { .ts = ts,
                               .author = (char *) "Mei Lin",
                               .text = (char *) text,
                               .raw = (char *) "{}",
                               .edited_ts = (char *) edited_ts,
                               .deleted = deleted,
                               .at = incident->declared_at };

  g_ptr_array_add (messages, &message);
  changes =
    matoi_store_put_messages (matoi_context_get_store (other), "C1", messages, NULL, &error);
  g_assert_no_error (error);
}

/* --- what is seen */

static const char *
get_page (Fixture *fixture)
{
  return gtk_stack_get_visible_child_name (GTK_STACK (rig_get (fixture, "inc_pages")));
}

static GtkListBoxRow *
get_row (Fixture *fixture, int index)
{
  return gtk_list_box_get_row_at_index (GTK_LIST_BOX (rig_get (fixture, "chn_list")), index);
}

static gboolean
row_says (Fixture *fixture, int index, const char *id, const char *text)
{
  GtkListBoxRow *row = get_row (fixture, index);
  GtkWidget *label = row ? rig_find_id (GTK_WIDGET (row), id) : NULL;

  return label && gtk_widget_get_mapped (label) &&
         g_str_equal (gtk_label_get_text (GTK_LABEL (label)), text);
}

static gboolean
is_selected (Fixture *fixture, int index)
{
  GtkListBoxRow *row = get_row (fixture, index);

  return row && gtk_list_box_row_is_selected (row) &&
         gtk_window_get_focus (GTK_WINDOW (fixture->window)) == GTK_WIDGET (row);
}

static gboolean
shows_button (Fixture *fixture, const char *new)
{
  GtkWidget *label = rig_get (fixture, "chb_new");

  return gtk_widget_get_visible (rig_get (fixture, "inc_channel_button")) &&
         gtk_widget_get_visible (label) == (new != NULL) &&
         (!new || g_str_equal (gtk_label_get_text (GTK_LABEL (label)), new));
}

static gboolean
timeline_says (Fixture *fixture, const char *text)
{
  GtkWidget *label = rig_find_id (rig_get (fixture, "inc_timeline"), "row_change_text");

  return label && gtk_widget_get_mapped (label) &&
         g_str_equal (gtk_label_get_text (GTK_LABEL (label)), text);
}

static guint
count_on_disk (Fixture *fixture, const char *kind, const char *text)
{
  g_autoptr (MatoiIncident) incident = rig_read_back (fixture, NULL);

  return rig_count_entries (incident, kind, text);
}

static void
open_panel (Fixture *fixture)
{
  rig_press (fixture, "<Control><Shift>m");
  g_assert_cmpstr (get_page (fixture), ==, "channel");
}

static void
begin (Fixture *fixture)
{
  rig_declare (fixture, "Checkout is down");
  put_room (fixture);
  WAIT_UNTIL (shows_button (fixture, NULL));
  hear (fixture, 1, "5xx at 3 %", NULL, FALSE);
  hear (fixture, 2, ODD, NULL, FALSE);
  hear (fixture, 3, "TODO renew it", NULL, FALSE);
  WAIT_UNTIL (shows_button (fixture, "3 new"));
}

/* Without a room there is nothing to go to. */
static void
test_no_room (Fixture *fixture, gconstpointer data)
{
  rig_declare (fixture, "Checkout is down");
  g_assert_false (gtk_widget_get_visible (rig_get (fixture, "inc_channel_button")));
  rig_press (fixture, "<Control><Shift>m");
  g_assert_cmpstr (get_page (fixture), !=, "channel");
}

static void
test_take (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiIncident) incident = NULL;
  const MatoiEntry *last;

  begin (fixture);
  open_panel (fixture);
  WAIT_UNTIL (is_selected (fixture, 2));
  g_assert_true (row_says (fixture, 2, "chn_text", "TODO renew it"));
  rig_press (fixture, "o");
  WAIT_UNTIL (row_says (fixture, 2, "chn_taken_text", "A TODO"));
  rig_press (fixture, "Up");
  g_assert_true (is_selected (fixture, 1));
  rig_press (fixture, "d");
  WAIT_UNTIL (row_says (fixture, 1, "chn_taken_text", "In the Timeline"));
  g_assert_true (is_selected (fixture, 1));
  rig_press (fixture, "Up");
  rig_press (fixture, "t");
  WAIT_UNTIL (row_says (fixture, 0, "chn_taken_text", "In the Timeline"));

  incident = rig_read_back (fixture, NULL);
  g_assert_cmpuint (rig_count_entries (incident, "decision", ODD), ==, 1);
  g_assert_cmpuint (rig_count_entries (incident, "fact", "5xx at 3 %"), ==, 1);
  g_assert_cmpuint (incident->todos->len, ==, 1);
  g_assert_cmpstr (((MatoiTodo *) g_ptr_array_index (incident->todos, 0))->text, ==, "renew it");
  last = g_ptr_array_index (incident->entries, incident->entries->len - 1);
  g_assert_cmpstr (last->author, ==, "Mei Lin");
  g_assert_cmpstr (last->source, ==, "slack");
  g_assert_cmpuint (last->evidence->len, ==, 1);
  g_assert_cmpstr (((MatoiEvidence *) g_ptr_array_index (last->evidence, 0))->query, ==, "Slack");

  /* It is there already: the way to it. */
  rig_press (fixture, "t");
  g_assert_cmpstr (get_page (fixture), ==, "timeline");
  g_assert_cmpuint (count_on_disk (fixture, "fact", "5xx at 3 %"), ==, 1);
  WAIT_UNTIL (shows_button (fixture, NULL));
  /* And back to where one was. */
  open_panel (fixture);
  g_assert_true (is_selected (fixture, 0));
}

/* What is taken by mistake is taken back by the usual key, and can be taken again otherwise. */
static void
test_undo (Fixture *fixture, gconstpointer data)
{
  begin (fixture);
  open_panel (fixture);
  WAIT_UNTIL (is_selected (fixture, 2));
  rig_press (fixture, "o");
  WAIT_UNTIL (row_says (fixture, 2, "chn_taken_text", "A TODO"));
  rig_press (fixture, "<Control>z");
  WAIT_UNTIL (!row_says (fixture, 2, "chn_taken_text", "A TODO"));
  rig_press (fixture, "o");
  WAIT_UNTIL (row_says (fixture, 2, "chn_taken_text", "A TODO"));
  rig_press (fixture, "<Control>z");
  WAIT_UNTIL (!row_says (fixture, 2, "chn_taken_text", "A TODO"));
  rig_press (fixture, "h");
  WAIT_UNTIL (row_says (fixture, 2, "chn_taken_text", "In the Timeline"));
  g_assert_cmpuint (count_on_disk (fixture, "hypothesis", "TODO renew it"), ==, 1);
}

/* Edits and deletions arrive; the record keeps its words, and says so. */
static void
test_changes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiIncident) incident = NULL;
  g_autofree char *id = NULL;

  begin (fixture);
  open_panel (fixture);
  WAIT_UNTIL (is_selected (fixture, 2));
  rig_press (fixture, "Up");
  rig_press (fixture, "Up");
  rig_press (fixture, "t");
  WAIT_UNTIL (row_says (fixture, 0, "chn_taken_text", "In the Timeline"));
  hear (fixture, 1, "5xx at 4 %", "1", FALSE);
  WAIT_UNTIL (row_says (fixture, 0, "chn_text", "5xx at 4 %"));
  g_assert_true (row_says (fixture, 0, "chn_edited_text", "Edited"));
  hear (fixture, 3, "", NULL, TRUE);
  WAIT_UNTIL (row_says (fixture, 2, "chn_text", "This message was deleted in Slack."));
  g_assert_true (is_selected (fixture, 0));
  hear (fixture, 4, "one more", NULL, FALSE);
  WAIT_UNTIL (row_says (fixture, 3, "chn_text", "one more"));
  g_assert_true (is_selected (fixture, 0));

  incident = rig_read_back (fixture, NULL);
  id = matoi_id_dup_text (
    &((MatoiEntry *) g_ptr_array_index (incident->entries, incident->entries->len - 1))->id);
  rig_press (fixture, "Escape");
  g_assert_cmpstr (get_page (fixture), ==, "timeline");
  rig_submit (fixture, "Mei Lin", "source-changed", "entry", id, "text", "5xx at 4 %", NULL);
  WAIT_UNTIL (timeline_says (fixture, "Edited in Slack: 5xx at 4 %"));
  g_assert_cmpuint (rig_rows_with (fixture, "5xx at 3 %"), ==, 1);
  hear (fixture, 5, "while nobody looks", NULL, FALSE);
  WAIT_UNTIL (shows_button (fixture, "1 new"));
}

int
main (int argc, char **argv)
{
  rig_init (&argc, &argv);
  g_test_add ("/ui/channel/no-room", Fixture, NULL, rig_set_up, test_no_room, rig_tear_down);
  g_test_add ("/ui/channel/take", Fixture, NULL, rig_set_up, test_take, rig_tear_down);
  g_test_add ("/ui/channel/undo", Fixture, NULL, rig_set_up, test_undo, rig_tear_down);
  g_test_add ("/ui/channel/changes", Fixture, NULL, rig_set_up, test_changes, rig_tear_down);
  return g_test_run ();
}
