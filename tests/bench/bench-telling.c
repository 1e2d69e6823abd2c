/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The timeline of a postmortem with 2,000 rows, from being asked for to the frame that shows it.
 * Beside it the yardstick: GTK's own list with the same words, a label in each row, twice. */

#include "config.h"

#include "generate.h"
#include "matoi-postmortem.h"
#include "matoi-telling-page.h"
#include "stage.h"

/* Of events, of which not all make an entry. */
#define ENTRIES 2250
#define ROUNDS  12
#define WARM_UP 2

static void
send (MatoiContext *context, const MatoiId *incident, const char *name, const char *const *args)
{
  g_autoptr (MatoiCommand) command = matoi_command_new (name, "Aiko Tanaka");
  g_autoptr (GError) error = NULL;
  MatoiReceipt *receipt;

  for (guint i = 0; args[i]; i += 2)
    matoi_command_set (command, args[i], args[i + 1]);
  receipt = matoi_context_submit (context, incident, command, &error);
  if (receipt == NULL)
    g_error ("%s", error->message);
  matoi_context_free_receipt (receipt);
}

/* An incident of that many entries which is over, with its postmortem; every entry is told. */
static MatoiSession *
open_session (MatoiContext *context)
{
  static const char *const over[] = { "outcome",     "recovered", "final_severity", "1", "owner",
                                      "Aiko Tanaka", "override",  "a benchmark",    NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = matoi_context_list (context, "live", 1, &error);
  MatoiIncident *incident;
  MatoiId id;

  if (rows == NULL || rows->len == 0)
    g_error ("%s", error ? error->message : "no incident");
  id = ((MatoiIncidentRow *) g_ptr_array_index (rows, 0))->id;
  send (context, &id, "end", over);
  incident = matoi_store_load (matoi_context_get_store (context), &id, &error);
  if (incident == NULL || incident->postmortem == NULL)
    g_error ("%s", error ? error->message : "no postmortem");
  matoi_context_start (context);
  return matoi_session_new (context, incident);
}

/* --- a frame */

static void
on_painted (GdkFrameClock *clock, gboolean *painted)
{
  *painted = TRUE;
}

static void
wait_for_frame (GtkWidget *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);
  gboolean painted = FALSE;
  gulong id = g_signal_connect_after (clock, "after-paint", G_CALLBACK (on_painted), &painted);

  gtk_widget_queue_draw (window);
  while (!painted)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (clock, id);
}

static GtkWidget *
open_window (void)
{
  GtkWidget *window = adw_window_new ();

  gtk_window_set_default_size (GTK_WINDOW (window), 720, 760);
  adw_window_set_content (ADW_WINDOW (window), gtk_label_new (NULL));
  gtk_window_present (GTK_WINDOW (window));
  while (!gtk_widget_get_mapped (window) || !gtk_widget_get_frame_clock (window))
    g_main_context_iteration (NULL, TRUE);
  wait_for_frame (window);
  return window;
}

/* --- the page */

static gint64
measure_page (MatoiSession *session)
{
  GtkWidget *window = open_window (), *page;
  gint64 from = g_get_monotonic_time ();

  page = g_object_new (MATOI_TYPE_TELLING_PAGE, NULL);
  adw_window_set_content (ADW_WINDOW (window), page);
  matoi_document_page_show (MATOI_DOCUMENT_PAGE (page), session, "timeline");
  wait_for_frame (window);
  from = g_get_monotonic_time () - from;
  gtk_window_destroy (GTK_WINDOW (window));
  return from;
}

/* --- the yardstick */

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_list_item_set_child (item, label);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)),
                      gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

static GtkWidget *
make_plain_list (GPtrArray *lines)
{
  GtkStringList *words = gtk_string_list_new (NULL);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  for (guint i = 0; i < lines->len; i++)
    gtk_string_list_append (words, ((const MatoiLine *) g_ptr_array_index (lines, i))->text);
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), NULL);
  gtk_widget_set_hexpand (scroller, TRUE);
  gtk_scrolled_window_set_child (
    GTK_SCROLLED_WINDOW (scroller),
    gtk_list_view_new (GTK_SELECTION_MODEL (gtk_single_selection_new (G_LIST_MODEL (words))),
                       factory));
  return scroller;
}

static gint64
measure_plain (const MatoiIncident *incident)
{
  GtkWidget *window = open_window (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gint64 from = g_get_monotonic_time ();
  g_autoptr (GPtrArray) lines = matoi_postmortem_dup_timeline (incident);

  gtk_box_append (GTK_BOX (box), make_plain_list (lines));
  gtk_box_append (GTK_BOX (box), make_plain_list (lines));
  adw_window_set_content (ADW_WINDOW (window), box);
  wait_for_frame (window);
  from = g_get_monotonic_time () - from;
  gtk_window_destroy (GTK_WINDOW (window));
  return from;
}

static void
run (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MatoiContext) context = matoi_context_new (path, MATOI_STORE_READ_WRITE, &error);
  g_autoptr (GArray) page = times_new (), plain = times_new ();
  g_autoptr (MatoiSession) session = NULL;

  if (context == NULL)
    g_error ("%s", error->message);
  session = open_session (context);
  for (guint i = 0; i < ROUNDS + WARM_UP; i++)
    {
      gint64 plain_us = measure_plain (matoi_session_get_incident (session));
      gint64 page_us = measure_page (session);

      if (i < WARM_UP)
        continue;
      times_add (plain, plain_us);
      times_add (page, page_us);
    }
  g_print ("a postmortem's timeline of %u entries: painted p50 %.0f ms, max %.0f (150 wanted); two "
           "plain lists p50 %.0f ms, max %.0f\n",
           matoi_session_get_incident (session)->entries->len, times_get (page, 0.5),
           times_get (page, 1), times_get (plain, 0.5), times_get (plain, 1));
}

int
main (void)
{
  g_autoptr (GtkApplication) application = NULL;
  g_autofree char *cached = NULL;
  char *path;

  if (!stage_begin ("the timeline"))
    return 77;
  cached = generate_cached_incident (ENTRIES);
  path = generate_copy (cached);
  application = stage_new_application ();
  run (path);
  generate_drop (path);
  return 0;
}
