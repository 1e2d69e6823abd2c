/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A key in a section of 200 kB, from the key until it is painted, beside a bare GtkTextView with
 * the same text in the same run. */

#include "config.h"

#include <stdlib.h>

#include "matoi-prose.h"
#include "stage.h"

#define TEXT_BYTES (200 * 1000)
#define KEYS       120
/* What a person has until the next picture of the screen. */
#define BUDGET_MS 16.0

typedef struct
{
  GtkWidget *window;
  GtkTextView *view;
  gint64 typed, painted;
} Subject;

static char *
make_text (void)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; text->len < TEXT_BYTES; i++)
    g_string_append_printf (
      text,
      "## %u. What was seen\n\nDeploy `payments %u` raised the **per-worker pool** from 8 to 64; "
      "see [the graph](https://graphs.example/d/%u).\n- db-pay-2 allows 1,200 connections\n"
      "- 決済の5xxが%u分続いた。\n\n```sql\nSELECT count(*) FROM pg_stat_activity;\n```\n\n",
      i, i, i, i);
  return g_string_free (text, FALSE);
}

static void
on_after_paint (Subject *subject)
{
  if (subject->typed != 0 && subject->painted == 0)
    subject->painted = g_get_monotonic_time ();
}

/* (transfer full): the times from a key until its letter is painted */
static GArray *
measure (GtkWidget *child, GtkTextView *view)
{
  Subject subject = { gtk_window_new (), view, 0, 0 };
  GArray *times = times_new ();
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter middle;

  gtk_window_set_default_size (GTK_WINDOW (subject.window), 900, 800);
  gtk_window_set_child (GTK_WINDOW (subject.window), child);
  gtk_window_present (GTK_WINDOW (subject.window));
  run_for (4000);
  g_signal_connect_swapped (gtk_widget_get_frame_clock (subject.window), "after-paint",
                            G_CALLBACK (on_after_paint), &subject);
  gtk_text_buffer_get_iter_at_line (buffer, &middle, gtk_text_buffer_get_line_count (buffer) / 2);
  gtk_text_iter_forward_to_line_end (&middle);
  gtk_text_buffer_place_cursor (buffer, &middle);
  gtk_widget_grab_focus (GTK_WIDGET (view));
  gtk_text_view_scroll_to_mark (view, gtk_text_buffer_get_insert (buffer), 0.1, FALSE, 0, 0);
  run_for (1500);
  for (guint i = 0; i < KEYS; i++)
    {
      subject.painted = 0;
      subject.typed = g_get_monotonic_time ();
      g_signal_emit_by_name (view, "insert-at-cursor", i % 6 == 5 ? " " : "k");
      while (subject.painted == 0)
        g_main_context_iteration (NULL, TRUE);
      times_add (times, subject.painted - subject.typed);
      subject.typed = 0;
      /* As fast as people type at best. */
      run_for (60);
    }
  gtk_window_destroy (GTK_WINDOW (subject.window));
  run_for (100);
  return times;
}

static void
report (const char *name, GArray *times)
{
  g_print ("%s: key to painted p50 %.2f ms, p95 %.2f, max %.2f\n", name, times_get (times, 0.5),
           times_get (times, 0.95), times_get (times, 1));
}

int
main (void)
{
  g_autofree char *text = make_text ();
  g_autoptr (GtkApplication) application = NULL;
  g_autoptr (GArray) bare = NULL, prose = NULL;
  GtkWidget *widget, *scroller;

  if (!stage_begin ("the editor"))
    return 77;
  application = stage_new_application ();
  widget = gtk_text_view_new ();
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (widget), GTK_WRAP_WORD_CHAR);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget)), text, -1);
  scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), widget);
  bare = measure (scroller, GTK_TEXT_VIEW (widget));
  report ("GtkTextView", bare);

  widget = matoi_prose_new ("A section", 0);
  matoi_prose_reset (MATOI_PROSE (widget), text);
  prose = measure (widget, matoi_prose_get_view (MATOI_PROSE (widget)));
  report ("MatoiProse", prose);
  g_print ("MatoiProse / GtkTextView: %.2f; budget %.0f ms: %s\n",
           times_get (prose, 0.5) / times_get (bare, 0.5), BUDGET_MS,
           times_get (prose, 0.5) <= BUDGET_MS ? "met" : "MISSED");
  return times_get (prose, 0.5) <= BUDGET_MS ? EXIT_SUCCESS : EXIT_FAILURE;
}
