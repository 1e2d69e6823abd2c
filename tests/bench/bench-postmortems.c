/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The list of 10,000 postmortems in the real window: until it is painted, and until a word has narrowed it down. */

#include "config.h"

#include <glib/gstdio.h>
#include <stdlib.h>

#include <adwaita.h>

#include "generate.h"
#include "measure.h"
#include "xserver.h"

#include "matoi-application.h"
#include "matoi-window.h"

#define DEFAULT_POSTMORTEMS 10000
#define PATIENCE_MS         60000
#define BUDGET_MS           100.0
#define ROUNDS              7

typedef struct
{
  GtkWindow *window;
  GtkListView *list;
  GtkDropDown *pick;
  GtkEditable *search;
  guint least, most; /* how many lines are waited for */
  gboolean painted;
} Bench;

/* --- finding */

static guint
get_n_items (GtkListView *list)
{
  GtkSelectionModel *model = gtk_list_view_get_model (list);

  return model ? g_list_model_get_n_items (G_LIST_MODEL (model)) : 0;
}

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
on_after_paint (Bench *bench)
{
  guint n =
    bench->list && gtk_widget_get_mapped (GTK_WIDGET (bench->list)) ? get_n_items (bench->list) : 0;

  bench->painted |= n >= bench->least && n <= bench->most;
}

/* Until a frame shows from @least to @most lines; the milliseconds since @from. */
static double
wait_for_lines (Bench *bench, guint least, guint most, gint64 from)
{
  gboolean late = FALSE;
  guint id = g_timeout_add (PATIENCE_MS, on_time, &late);

  bench->least = least;
  bench->most = most;
  bench->painted = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (bench->window));
  while (!bench->painted && !late)
    g_main_context_iteration (NULL, TRUE);
  if (late)
    {
      g_printerr ("gave up waiting for the list\n");
      exit (1);
    }
  g_source_remove (id);
  return (double) (g_get_monotonic_time () - from) / 1000;
}

/* --- the database: every incident has ended, and has a postmortem */

static GPtrArray *
new_incident (MatoiPolicy *policy, guint i, gint64 start)
{
  GPtrArray *commands = g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_command_free);
  g_autofree char *title = g_strdup_printf ("Checkout %u: 5xx after a deploy, region %u", i, i % 7);
  MatoiCommand *command = matoi_command_new ("declare", "Aiko Tanaka");

  command->occurred_at = start;
  matoi_command_set (command, "title", title);
  matoi_command_set (command, "severity", i % 3 ? "2" : "1");
  matoi_command_set (command, "policy", matoi_policy_get_hash (policy));
  g_ptr_array_add (commands, command);
  command = matoi_command_new ("role-assign", "Aiko Tanaka");
  command->occurred_at = start + 1000;
  matoi_command_set (command, "role", "ic");
  matoi_command_set (command, "person", "Aiko Tanaka");
  g_ptr_array_add (commands, command);
  command = matoi_command_new ("end", "Aiko Tanaka");
  command->occurred_at = start + 60 * MATOI_MINUTE;
  matoi_command_set (command, "outcome", "recovered");
  matoi_command_set (command, "final_severity", i % 3 ? "2" : "1");
  matoi_command_set (command, "owner", i % 40 ? "Kenji Sato" : "Aiko Tanaka");
  matoi_command_set (command, "override", "generated");
  g_ptr_array_add (commands, command);
  return commands;
}

static void
generate_postmortems (const char *path, guint n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MatoiStore) store = matoi_store_open (path, MATOI_STORE_READ_WRITE, &error);
  g_autoptr (MatoiPolicy) policy = generate_policy ();
  g_autofree MatoiBatch *batches = g_new0 (MatoiBatch, n);
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  gint64 now = matoi_time_now (), from = g_get_monotonic_time ();

  if (!store || !matoi_store_add_policy (store, policy, &error))
    g_error ("%s", error->message);
  for (guint i = 0; i < n; i++)
    {
      batches[i].commands =
        new_incident (policy, i, now - (gint64) (i + 1) * 6 * 60 * MATOI_MINUTE);
      g_ptr_array_add (all, &batches[i]);
    }
  if (!matoi_store_import (store, all, now, NULL, NULL, &error))
    g_error ("%s", error->message);
  for (guint i = 0; i < n; i++)
    g_ptr_array_unref (batches[i].commands);
  g_print ("generated %u postmortems in %.1f s\n", n,
           (double) (g_get_monotonic_time () - from) / 1e6);
}

/* --- all together */

static void
find_parts (Bench *bench)
{
  GtkWidget *window = GTK_WIDGET (bench->window);

  bench->list = GTK_LIST_VIEW (find_id (window, "pml_list"));
  bench->pick = GTK_DROP_DOWN (find_id (window, "pml_pick"));
  bench->search = GTK_EDITABLE (find_id (window, "pml_search"));
  g_assert (bench->list && bench->pick && bench->search);
}

static void
measure (Bench *bench, guint n)
{
  g_autoptr (GArray) shown = times_new ();
  double first, whole, narrowed;
  gint64 from = g_get_monotonic_time ();

  gtk_widget_activate_action (GTK_WIDGET (bench->window), "win.show-view", "s", "postmortems");
  find_parts (bench);
  first = wait_for_lines (bench, 20, G_MAXUINT, from);
  whole = wait_for_lines (bench, n, G_MAXUINT, from);
  for (guint i = 0; i < ROUNDS; i++)
    {
      gtk_widget_activate_action (GTK_WIDGET (bench->window), "win.show-view", "s", "live");
      run_for (100);
      from = g_get_monotonic_time ();
      gtk_widget_activate_action (GTK_WIDGET (bench->window), "win.show-view", "s", "postmortems");
      times_add (shown, (gint64) (wait_for_lines (bench, n, G_MAXUINT, from) * 1000));
    }
  from = g_get_monotonic_time ();
  gtk_editable_set_text (bench->search, "checkout 123:");
  narrowed = wait_for_lines (bench, 1, 20, from);
  g_print ("the list of %u postmortems: the first screen is painted after %.0f ms, all of "
           "them are there after %.0f, again p50 %.0f ms (budget %.0f); "
           "narrowed down by words %.0f ms\n",
           n, first, whole, times_get (shown, 0.5), BUDGET_MS, narrowed);
}

static void
run (GtkApplication *application, const char *path, guint n)
{
  g_autofree char *beside = g_strconcat (path, "-drafts", NULL);
  g_autoptr (GError) error = NULL;
  MatoiContext *context = matoi_context_new (path, MATOI_STORE_READ_WRITE, &error);
  MatoiLive *live;
  MatoiDrafts *drafts;
  Bench bench = { NULL };

  if (!context)
    g_error ("%s", error->message);
  matoi_context_set_identity (context, "Aiko Tanaka");
  matoi_context_start (context);
  live = matoi_live_new (context);
  drafts = matoi_drafts_new (beside);
  bench.window = GTK_WINDOW (matoi_window_new (application, live, drafts, NULL));
  gtk_window_set_default_size (bench.window, 1280, 800);
  gtk_window_present (bench.window);
  run_for (1500);
  g_signal_connect_data (gtk_widget_get_frame_clock (GTK_WIDGET (bench.window)), "after-paint",
                         G_CALLBACK (on_after_paint), &bench, NULL,
                         G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  measure (&bench, n);
  gtk_window_destroy (bench.window);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_object_unref (drafts);
  g_object_unref (live);
  g_object_unref (context);
}

int
main (int argc, char **argv)
{
  const char *wanted = g_getenv ("MATOI_BENCH_POSTMORTEMS");
  guint n = wanted ? (guint) atoi (wanted) : DEFAULT_POSTMORTEMS;
  g_autoptr (GtkApplication) application = NULL;
  g_autoptr (GSettings) settings = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = NULL, *path = NULL;

  if (xserver_start () == 0)
    {
      g_print ("Xvfb is not installed: the list was not measured\n");
      return 77;
    }
  g_setenv ("GTK_A11Y", "none", TRUE);
  /* Nobody answers there, and a bus started for this program would outlive it. */
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "disabled:", TRUE);
  folder = g_dir_make_tmp ("matoi-bench-XXXXXX", &error);
  if (!folder)
    g_error ("%s", error->message);
  path = g_build_filename (folder, "matoi.db", NULL);
  generate_postmortems (path, n);
  gtk_init ();
  application = GTK_APPLICATION (
    g_object_new (MATOI_TYPE_APPLICATION, "application-id", APP_ID ".Bench", "flags",
                  G_APPLICATION_NON_UNIQUE, "resource-base-path", "/io/github/matoi/Matoi", NULL));
  if (!g_application_register (G_APPLICATION (application), NULL, &error))
    g_error ("%s", error->message);
  settings = g_settings_new (APP_ID);
  g_settings_set_boolean (settings, "welcomed", TRUE);
  run (application, path, n);
  generate_drop (g_steal_pointer (&path));
  g_rmdir (folder);
  return 0;
}
