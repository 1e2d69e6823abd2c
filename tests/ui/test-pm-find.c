/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Words are found in the text of a section, by keyboard, in both languages. */

#include "config.h"

#include <string.h>

#include "matoi-find-bar.h"
#include "rig.h"

typedef struct
{
  GtkWidget *window;
  MatoiProse *prose;
  MatoiFindBar *bar;
  GtkEditable *words;
  GtkLabel *count;
} Desk;

static void
set_up (Desk *desk, gconstpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  desk->window = gtk_window_new ();
  desk->prose = MATOI_PROSE (matoi_prose_new ("What", 0));
  desk->bar = g_object_new (MATOI_TYPE_FIND_BAR, NULL);
  matoi_find_bar_set_prose (desk->bar, desk->prose);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (desk->bar));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (desk->prose));
  gtk_window_set_child (GTK_WINDOW (desk->window), box);
  desk->words = GTK_EDITABLE (rig_find_id (GTK_WIDGET (desk->bar), "fin_words"));
  desk->count = GTK_LABEL (rig_find_id (GTK_WIDGET (desk->bar), "fin_count"));
  matoi_prose_reset (desk->prose, data);
  gtk_window_present (GTK_WINDOW (desk->window));
  gtk_test_widget_wait_for_draw (desk->window);
}

static void
tear_down (Desk *desk, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (desk->window));
}

static char *
dup_selection (Desk *desk, int *line)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (matoi_prose_get_view (desk->prose));
  GtkTextIter start, end;

  gtk_text_buffer_get_selection_bounds (buffer, &start, &end);
  *line = gtk_text_iter_get_line (&start);
  return gtk_text_iter_get_slice (&start, &end);
}

#define ASSERT_AT(words_, line_)                        \
  G_STMT_START                                          \
  {                                                     \
    int at;                                             \
    g_autofree char *found = dup_selection (desk, &at); \
                                                        \
    g_assert_cmpstr (found, ==, words_);                \
    g_assert_cmpint (at, ==, line_);                    \
  }                                                     \
  G_STMT_END

static void
test_find (Desk *desk, gconstpointer data)
{
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (desk->bar)));
  matoi_find_bar_open (desk->bar);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (desk->bar)));
  gtk_editable_set_text (desk->words, "プール");
  WAIT_UNTIL (g_str_equal (gtk_label_get_text (desk->count), "1 / 3"));
  ASSERT_AT ("プール", 0);
  gtk_widget_activate_action (GTK_WIDGET (desk->bar), "find.next", NULL);
  ASSERT_AT ("プール", 1);
  gtk_widget_activate_action (GTK_WIDGET (desk->bar), "find.next", NULL);
  gtk_widget_activate_action (GTK_WIDGET (desk->bar), "find.next", NULL);
  ASSERT_AT ("プール", 0);
  gtk_widget_activate_action (GTK_WIDGET (desk->bar), "find.previous", NULL);
  ASSERT_AT ("プール", 2);
  gtk_editable_set_text (desk->words, "pool");
  WAIT_UNTIL (g_str_equal (gtk_label_get_text (desk->count), "1 / 1"));
  ASSERT_AT ("Pool", 2);
  gtk_editable_set_text (desk->words, "nowhere");
  WAIT_UNTIL (!gtk_widget_get_sensitive (rig_find_id (GTK_WIDGET (desk->bar), "fin_next")));
  g_assert_true (matoi_prose_is_saved (desk->prose));
  matoi_find_bar_close (desk->bar);
  g_assert_false (matoi_find_bar_is_open (desk->bar));
}

/* What is selected is what is looked for. */
static void
test_selected (Desk *desk, gconstpointer data)
{
  matoi_prose_select (desk->prose, 0, strlen ("プール"));
  matoi_find_bar_open (desk->bar);
  g_assert_cmpstr (gtk_editable_get_text (desk->words), ==, "プール");
  WAIT_UNTIL (g_str_equal (gtk_label_get_text (desk->count), "1 / 3"));
}

int
main (int argc, char **argv)
{
  static const char text[] = "プールの上限が上がった。\n次のプール。\nPool とプール。";

  rig_init (&argc, &argv);
  g_test_add ("/pm-find/words", Desk, text, set_up, test_find, tear_down);
  g_test_add ("/pm-find/selected", Desk, text, set_up, test_selected, tear_down);
  return g_test_run ();
}
