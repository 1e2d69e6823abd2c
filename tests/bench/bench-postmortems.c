/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The list of 10,000 postmortems in the real window: until it is painted, and until a word has narrowed it down. */

#include "config.h"

#include <glib/gstdio.h>
#include <stdlib.h>

#include "generate.h"
#include "stage.h"

#define DEFAULT_POSTMORTEMS 10000
#define BUDGET_MS           100.0
#define ROUNDS              7

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
measure (Stage *stage, guint n)
{
  GtkWidget *window = GTK_WIDGET (stage->window);
  g_autoptr (GArray) shown = times_new ();
  gint64 from = g_get_monotonic_time (), first, whole, narrowed;
  GtkListView *list;

  stage_show_view (stage, "postmortems");
  list = GTK_LIST_VIEW (stage_find (window, "pml_list"));
  first = stage_wait_for_lines (stage, list, 20, G_MAXUINT, from);
  whole = stage_wait_for_lines (stage, list, n, G_MAXUINT, from);
  for (guint i = 0; i < ROUNDS; i++)
    {
      stage_show_view (stage, "live");
      run_for (100);
      from = g_get_monotonic_time ();
      stage_show_view (stage, "postmortems");
      times_add (shown, stage_wait_for_lines (stage, list, n, G_MAXUINT, from));
    }
  from = g_get_monotonic_time ();
  gtk_editable_set_text (GTK_EDITABLE (stage_find (window, "pml_search")), "checkout 123:");
  narrowed = stage_wait_for_lines (stage, list, 1, 20, from);
  g_print ("the list of %u postmortems: the first screen is painted after %.0f ms, all of "
           "them are there after %.0f, again p50 %.0f ms (budget %.0f); "
           "narrowed down by words %.0f ms\n",
           n, (double) first / 1000, (double) whole / 1000, times_get (shown, 0.5), BUDGET_MS,
           (double) narrowed / 1000);
}

int
main (void)
{
  const char *wanted = g_getenv ("MATOI_BENCH_POSTMORTEMS");
  guint n = wanted ? (guint) atoi (wanted) : DEFAULT_POSTMORTEMS;
  g_autofree char *folder = NULL, *path = NULL;
  g_autoptr (GError) error = NULL;
  Stage stage;

  if (!stage_begin ("the list"))
    return 77;
  folder = g_dir_make_tmp ("matoi-bench-XXXXXX", &error);
  if (!folder)
    g_error ("%s", error->message);
  path = g_build_filename (folder, "matoi.db", NULL);
  generate_postmortems (path, n);
  stage_open (&stage, path);
  stage_show (&stage);
  measure (&stage, n);
  stage_end (&stage);
  generate_drop (g_steal_pointer (&path));
  g_rmdir (folder);
  return 0;
}
