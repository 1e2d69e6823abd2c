/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* All open action items across incidents, as the morning meeting reads them: 100,000 of 10,000 incidents. */

#include "config.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <time.h>

#include "generate.h"
#include "matoi-store-private.h"
#include "measure.h"

#define INCIDENTS 10000
#define ITEMS     10  /* of each */
#define FIRST     200 /* that are shown before the others are read */
#define BUDGET_MS 50.0
#define ROUNDS    15

static void
add (GPtrArray *commands, MatoiCommand *command, gint64 at)
{
  command->occurred_at = at;
  g_ptr_array_add (commands, command);
}

/* Half of them have a ticket. */
static void
add_items (GPtrArray *commands, guint i, gint64 at)
{
  static const char *const teams[] = { "Payments", "Core", "Search", "Mobile", NULL };

  for (guint k = 0; k < ITEMS; k++)
    {
      g_autofree char *text = g_strdup_printf ("Alert on the queue of region %u before it is full, "
                                               "and page whoever owns step %u",
                                               i % 97, k);
      g_autofree char *due = g_strdup_printf ("2026-%02u-%02u", 1 + (i + k) % 12, 1 + i % 28);
      MatoiCommand *command = matoi_command_new ("action-add", "Kenji Sato");

      matoi_command_set (command, "text", text);
      matoi_command_set (command, "owner_team", teams[(i + k) % 5]);
      matoi_command_set (command, "due_on", (i + k) % 11 ? due : NULL);
      add (commands, command, at + k);
    }
}

static GPtrArray *
new_incident (MatoiPolicy *policy, guint i, gint64 start)
{
  GPtrArray *commands = g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_command_free);
  g_autofree char *title = g_strdup_printf ("Checkout %u: 5xx after a deploy", i);
  MatoiCommand *command = matoi_command_new ("declare", "Aiko Tanaka");

  matoi_command_set (command, "title", title);
  matoi_command_set (command, "severity", i % 3 ? "2" : "1");
  matoi_command_set (command, "policy", matoi_policy_get_hash (policy));
  add (commands, command, start);
  add_items (commands, i, start + 1000);
  command = matoi_command_new ("end", "Aiko Tanaka");
  matoi_command_set (command, "outcome", "recovered");
  matoi_command_set (command, "final_severity", "2");
  matoi_command_set (command, "override", "generated");
  add (commands, command, start + 60 * MATOI_MINUTE);
  return commands;
}

/* What the sites said stands in the rows in the same way as if they had said it one by one. */
#define TICKETS                                                                                   \
  "UPDATE action SET state='ticketed', key='PAY-'||id, url='https://example.atlassian.net/browse" \
  "/PAY-'||id, site='jira', status='In Progress', category='indeterminate',"                      \
  " assignee='Mika Suzuki' WHERE id%2=0"

static MatoiStore *
make_store (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MatoiStore) store = matoi_store_open (path, MATOI_STORE_READ_WRITE, &error);
  g_autoptr (MatoiPolicy) policy = generate_policy ();
  g_autofree MatoiBatch *batches = g_new0 (MatoiBatch, INCIDENTS);
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  gint64 now = matoi_time_now (), from = g_get_monotonic_time ();

  if (store == NULL || !matoi_store_add_policy (store, policy, &error))
    g_error ("%s", error->message);
  for (guint i = 0; i < INCIDENTS; i++)
    {
      batches[i].commands =
        new_incident (policy, i, now - (gint64) (i + 1) * 6 * 60 * MATOI_MINUTE);
      g_ptr_array_add (all, &batches[i]);
    }
  if (!matoi_store_import (store, all, now, NULL, NULL, &error) ||
      !matoi_database_exec (store->db, TICKETS, &error))
    g_error ("%s", error->message);
  for (guint i = 0; i < INCIDENTS; i++)
    g_ptr_array_unref (batches[i].commands);
  g_print ("# generated %u items in %.1f s\n", INCIDENTS * ITEMS,
           (double) (g_get_monotonic_time () - from) / 1e6);
  return g_steal_pointer (&store);
}

/* What the processor did, whoever else is at work beside it. */
static gint64
get_cpu_time (void)
{
  struct timespec spent;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &spent);
  return (gint64) spent.tv_sec * G_USEC_PER_SEC + spent.tv_nsec / 1000;
}

/* What has to be there before anything is painted, and what the number on the switcher costs. */
static void
measure_first (MatoiStore *store)
{
  g_autoptr (GArray) first = times_new ();
  g_autoptr (GArray) counted = times_new ();
  guint n = 0, late = 0;

  for (guint i = 0; i < ROUNDS; i++)
    {
      gint64 from = g_get_monotonic_time ();
      g_autoptr (GPtrArray) rows = matoi_store_list_first_actions (store, FIRST, NULL);

      times_since (first, from);
      n = rows->len;
      from = g_get_monotonic_time ();
      if (!matoi_store_count_overdue (store, "2026-07-01", &late, NULL))
        g_error ("not counted");
      times_since (counted, from);
    }
  g_print ("the first %u of them: median %.2f ms (budget %.0f); %u overdue counted: %.2f ms\n", n,
           times_get (first, 0.5), BUDGET_MS, late, times_get (counted, 0.5));
}

int
main (void)
{
  g_autofree char *folder = g_dir_make_tmp ("matoi-bench-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "follow-ups.db", NULL);
  g_autoptr (MatoiStore) store = make_store (path);
  g_autoptr (GArray) read = times_new ();
  g_autoptr (GArray) spent = times_new ();
  g_autoptr (GArray) freed = times_new ();
  guint n = 0;

  for (guint i = 0; i < ROUNDS; i++)
    {
      gint64 from = g_get_monotonic_time (), cpu = get_cpu_time ();
      GPtrArray *rows = matoi_store_list_actions (store, TRUE, NULL);

      times_since (read, from);
      times_add (spent, get_cpu_time () - cpu);
      n = rows->len;
      from = g_get_monotonic_time ();
      g_ptr_array_unref (rows);
      times_since (freed, from);
    }
  g_print ("all %u open items read: median %.1f ms, %.1f of them at work, freed: %.1f ms\n", n,
           times_get (read, 0.5), times_get (spent, 0.5), times_get (freed, 0.5));
  measure_first (store);
  g_clear_pointer (&store, matoi_store_close);
  generate_drop (g_steal_pointer (&path));
  (void) g_rmdir (folder);
  return EXIT_SUCCESS;
}
