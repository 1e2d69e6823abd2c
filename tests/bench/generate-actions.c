/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Action items of many incidents, all of which have ended. */

#include "config.h"

#include "generate-actions.h"

#include <stdlib.h>

#include "generate.h"
#include "matoi-store-private.h"

#define ITEMS 10 /* of each incident */

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

/** generate_actions: see the header. */
MatoiStore *
generate_actions (const char *path, guint n_incidents)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MatoiStore) store = matoi_store_open (path, MATOI_STORE_READ_WRITE, &error);
  g_autoptr (MatoiPolicy) policy = generate_policy ();
  g_autofree MatoiBatch *batches = g_new0 (MatoiBatch, n_incidents);
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  gint64 now = matoi_time_now (), from = g_get_monotonic_time ();

  if (store == NULL || !matoi_store_add_policy (store, policy, &error))
    g_error ("%s", error->message);
  for (guint i = 0; i < n_incidents; i++)
    {
      batches[i].commands =
        new_incident (policy, i, now - (gint64) (i + 1) * 6 * 60 * MATOI_MINUTE);
      g_ptr_array_add (all, &batches[i]);
    }
  if (!matoi_store_import (store, all, now, NULL, NULL, &error) ||
      !matoi_database_exec (store->db, TICKETS, &error))
    g_error ("%s", error->message);
  for (guint i = 0; i < n_incidents; i++)
    g_ptr_array_unref (batches[i].commands);
  g_print ("# generated %u items in %.1f s\n", n_incidents * ITEMS,
           (double) (g_get_monotonic_time () - from) / 1e6);
  return g_steal_pointer (&store);
}
