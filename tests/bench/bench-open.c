/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Opening an incident of 5,000 entries in a window that is open on 10,000 others: by its reference, from the list, and
 * from the history by Enter, until a frame shows the end of its timeline. Yardsticks: how long the bare incident takes
 * to be read and folded, and a frame in which nothing moves. */

#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <adwaita.h>

#include "generate.h"
#include "measure.h"
#include "xserver.h"

#include "matoi-application.h"
#include "matoi-history-item.h"
#include "matoi-window.h"

#define PATIENCE_MS 20000
#define ENTRIES     5000
#define BIG         3
#define ROUNDS      12
#define PAUSE_MS    400
#define BUDGET_MS   100.0

typedef struct
{
  MatoiId id;
  char *ref, *text; /* (owned) the last line but one */
} Incident;

typedef struct
{
  MatoiContext *context;
  MatoiLive *live;
  MatoiDrafts *drafts;
  GtkWindow *window;
  GtkListView *timeline, *history;
  GtkWidget *list; /* of incidents */
  Incident incidents[BIG];
  guint next;
  const char *wanted; /* (nullable) the line that is waited for */
  guint position;     /* in the history */
  gboolean painted;
  gint64 frame_began, frame_longest;
} Bench;

/* --- three incidents of 5,000 entries beside the others */

static const char *
get_line (GPtrArray *commands)
{
  MatoiCommand *command = g_ptr_array_index (commands, ENTRIES);

  return json_object_get_string_member (command->args, "text");
}

static void
add_incidents (Bench *bench, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MatoiStore) store = matoi_store_open (path, MATOI_STORE_READ_WRITE, &error);
  g_autoptr (MatoiPolicy) policy = generate_policy ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  if (!store || !matoi_store_add_policy (store, policy, &error))
    g_error ("%s", error->message);
  for (guint i = 0; i < BIG; i++)
    {
      gint64 start = matoi_time_now () - (i + 2) * 24 * 60 * MATOI_MINUTE;
      /* Ended ones: those that are live are kept open behind the one that is shown. */
      g_autoptr (GPtrArray) commands = generate_incident (rand, policy, i + 1, ENTRIES, start);
      g_autoptr (MatoiReceipt) receipt =
        matoi_store_submit (store, NULL, commands, matoi_time_now (), &error);

      if (!receipt)
        g_error ("%s", error->message);
      bench->incidents[i].id = receipt->incident;
      bench->incidents[i].ref = g_strdup (receipt->ref);
      bench->incidents[i].text = g_strdup (get_line (commands));
    }
}

/* --- finding */

static GtkWidget *
find_id (GtkWidget *widget, const char *id)
{
  if (g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget)), id) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_id (child, id);

      if (found)
        return found;
    }
  return NULL;
}

static const char *
get_text (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    return gtk_label_get_text (GTK_LABEL (widget));
  if (GTK_IS_INSCRIPTION (widget))
    return gtk_inscription_get_text (GTK_INSCRIPTION (widget));
  return NULL;
}

static gboolean
shows (GtkWidget *widget, const char *text)
{
  const char *own = gtk_widget_get_mapped (widget) ? get_text (widget) : NULL;

  if (own && strstr (own, text))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_mapped (child) && shows (child, text))
      return TRUE;
  return FALSE;
}

static guint
get_n_items (GtkListView *list)
{
  GtkSelectionModel *model = gtk_list_view_get_model (list);

  return model ? g_list_model_get_n_items (G_LIST_MODEL (model)) : 0;
}

/* --- waiting */

static gboolean
on_time (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
run_for (guint ms)
{
  gboolean over = FALSE;

  g_timeout_add (ms, on_time, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

static void
on_before_paint (Bench *bench)
{
  bench->frame_began = g_get_monotonic_time ();
}

static void
on_after_paint (Bench *bench)
{
  bench->frame_longest = MAX (bench->frame_longest, g_get_monotonic_time () - bench->frame_began);
  if (bench->wanted)
    bench->painted |= shows (GTK_WIDGET (bench->timeline), bench->wanted);
}

static void
wait_for_frame (Bench *bench, const char *what)
{
  gboolean late = FALSE;
  guint id = g_timeout_add (PATIENCE_MS, on_time, &late);

  bench->painted = FALSE;
  while (!bench->painted && !late)
    g_main_context_iteration (NULL, TRUE);
  if (late)
    {
      g_printerr ("gave up waiting for %s\n", what);
      exit (1);
    }
  g_source_remove (id);
}

/* --- opening */

typedef void (*Way) (Bench *bench, const Incident *incident);

static void
open_by_reference (Bench *bench, const Incident *incident)
{
  matoi_window_open_reference (MATOI_WINDOW (bench->window), incident->ref);
}

static void
open_from_list (Bench *bench, const Incident *incident)
{
  g_signal_emit_by_name (bench->list, "chosen", &incident->id);
}

static void
open_from_history (Bench *bench, const Incident *incident)
{
  g_signal_emit_by_name (bench->history, "activate", bench->position);
}

static gboolean
find_position (Bench *bench, const MatoiId *id)
{
  GListModel *model = G_LIST_MODEL (gtk_list_view_get_model (bench->history));
  guint n = get_n_items (bench->history);

  for (bench->position = 0; bench->position < n; bench->position++)
    {
      g_autoptr (MatoiHistoryItem) item = g_list_model_get_item (model, bench->position);

      if (matoi_id_equal (&item->row->id, id))
        return TRUE;
    }
  return FALSE;
}

static void
find_in_history (Bench *bench, const Incident *incident)
{
  gtk_widget_activate_action (GTK_WIDGET (bench->window), "win.show-view", "s", "history");
  while (!find_position (bench, &incident->id))
    g_main_context_iteration (NULL, TRUE);
}

/* What this thread has worked so far, in microseconds: that does not depend on what else runs. */
static gint64
get_work (void)
{
  struct timespec spent;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &spent);
  return (gint64) spent.tv_sec * G_USEC_PER_SEC + spent.tv_nsec / 1000;
}

static void
measure_way (Bench *bench, const char *what, Way before, Way way)
{
  g_autoptr (GArray) times = times_new (), works = times_new ();
  gint64 longest = 0;

  for (guint i = 0; i < ROUNDS; i++)
    {
      const Incident *incident = &bench->incidents[bench->next++ % BIG];
      gint64 from, work;

      if (before)
        before (bench, incident);
      run_for (PAUSE_MS);
      from = g_get_monotonic_time ();
      work = get_work ();
      bench->wanted = incident->text;
      bench->frame_longest = 0;
      way (bench, incident);
      wait_for_frame (bench, what);
      times_since (times, from);
      times_add (works, get_work () - work);
      bench->wanted = NULL;
      run_for (PAUSE_MS);
      longest = MAX (longest, bench->frame_longest);
    }
  g_print (
    "%-22s painted p50 %6.1f ms, p95 %6.1f (budget %.0f), of it %.1f ms work of the window's thread; the longest frame %.1f ms\n",
    what, times_get (times, 0.5), times_get (times, 0.95), BUDGET_MS, times_get (works, 0.5),
    (double) longest / 1000);
}

/* --- the yardstick */

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  gboolean *done = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MatoiSession) session = matoi_live_open_finish (MATOI_LIVE (source), result, &error);

  if (!session)
    g_error ("%s", error->message);
  *done = TRUE;
}

static void
measure_reading (Bench *bench)
{
  g_autoptr (GArray) times = times_new ();

  for (guint i = 0; i < BIG; i++)
    {
      gint64 from = g_get_monotonic_time ();
      gboolean done = FALSE;

      matoi_live_open_async (bench->live, &bench->incidents[i].id, NULL, on_read, &done);
      while (!done)
        g_main_context_iteration (NULL, TRUE);
      times_since (times, from);
    }
  g_print (
    "read and folded, each for the first time: p50 %.1f ms, p95 %.1f; they are kept, so this comes on top\n",
    times_get (times, 0.5), times_get (times, 0.95));
}

/* --- all together */

static void
find_parts (Bench *bench)
{
  GtkWidget *window = GTK_WIDGET (bench->window);

  bench->timeline = GTK_LIST_VIEW (find_id (window, "inc_timeline"));
  bench->list = find_id (window, "win_list");
  gtk_widget_activate_action (window, "win.show-view", "s", "history");
  run_for (1500);
  bench->history = GTK_LIST_VIEW (find_id (window, "hist_list"));
  g_assert (bench->timeline && bench->list && bench->history);
  gtk_widget_activate_action (window, "win.show-view", "s", "live");
  run_for (500);
}

static void
open_window (Bench *bench, GtkApplication *application, const char *path)
{
  g_autofree char *beside = g_strconcat (path, "-drafts", NULL);
  g_autoptr (GError) error = NULL;
  GdkFrameClock *clock;

  bench->context = matoi_context_new (path, MATOI_STORE_READ_WRITE, &error);
  if (!bench->context)
    g_error ("%s", error->message);
  matoi_context_set_identity (bench->context, "Aiko Tanaka");
  matoi_context_start (bench->context);
  bench->live = matoi_live_new (bench->context);
  bench->drafts = matoi_drafts_new (beside);
  bench->window = GTK_WINDOW (matoi_window_new (application, bench->live, bench->drafts, NULL));
  gtk_window_set_default_size (bench->window, 1280, 800);
  gtk_window_present (bench->window);
  run_for (2000);
  clock = gtk_widget_get_frame_clock (GTK_WIDGET (bench->window));
  g_signal_connect_swapped (clock, "before-paint", G_CALLBACK (on_before_paint), bench);
  g_signal_connect_data (clock, "after-paint", G_CALLBACK (on_after_paint), bench, NULL,
                         G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

static void
run (GtkApplication *application, const char *path)
{
  Bench bench = { NULL };

  add_incidents (&bench, path);
  open_window (&bench, application, path);
  find_parts (&bench);
  measure_reading (&bench);
  measure_way (&bench, "by its reference:", NULL, open_by_reference);
  measure_way (&bench, "from the list:", NULL, open_from_list);
  measure_way (&bench, "from the history:", find_in_history, open_from_history);
  gtk_window_destroy (bench.window);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_object_unref (bench.drafts);
  g_object_unref (bench.live);
  g_object_unref (bench.context);
  for (guint i = 0; i < BIG; i++)
    {
      g_free (bench.incidents[i].ref);
      g_free (bench.incidents[i].text);
    }
}

int
main (int argc, char **argv)
{
  g_autoptr (GtkApplication) application = NULL;
  g_autoptr (GSettings) settings = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *cached = NULL;
  char *path;

  if (xserver_start () == 0)
    {
      g_print ("Xvfb is not installed: the opening was not measured\n");
      return 77;
    }
  g_setenv ("GTK_A11Y", "none", TRUE);
  /* Nobody answers there, and a bus started for this program would outlive it. */
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "disabled:", TRUE);
  cached = generate_cached (generate_get_size ());
  path = generate_copy (cached);
  gtk_init ();
  application = GTK_APPLICATION (
    g_object_new (MATOI_TYPE_APPLICATION, "application-id", APP_ID ".Bench", "flags",
                  G_APPLICATION_NON_UNIQUE, "resource-base-path", "/io/github/matoi/Matoi", NULL));
  if (!g_application_register (G_APPLICATION (application), NULL, &error))
    g_error ("%s", error->message);
  settings = g_settings_new (APP_ID);
  g_settings_set_boolean (settings, "welcomed", TRUE);
  run (application, path);
  generate_drop (path);
  return 0;
}
