/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdio.h>

#include "jira-rig.h"

/* Tickets on their way out and back, against a JIRA in the same process and the same loop.
 *
 * tickets: 200 action items become tickets on a Cloud that takes 100 calls a second: calls and ms,
 * from the order to the last one that is known in the record.
 * poll: how 5,000 tickets stand, first when nothing of it is known, then when nothing has changed:
 * calls, ms, and the longest time the loop did nothing else (both sides together). */

#define ITEMS      200
#define PER_SECOND 100
#define INCIDENTS  50
#define EACH       100
#define TICK_MS    2

static gint64 last_tick, longest;

static gboolean
on_tick (gpointer user_data)
{
  gint64 now = g_get_monotonic_time ();

  longest = MAX (longest, now - last_tick);
  last_tick = now;
  return G_SOURCE_CONTINUE;
}

static void
run_tickets (void)
{
  JiraRig rig;
  gint64 from;
  guint calls;

  jira_rig_set_up (&rig, FAKE_JIRA_CLOUD);
  rig.jira->per_second = PER_SECOND;
  jira_rig_run (&rig);
  calls = rig.jira->log->len;
  jira_rig_ask_many (&rig, ITEMS);
  from = g_get_monotonic_time ();
  jira_rig_run (&rig);
  from = g_get_monotonic_time () - from;
  jira_rig_assert_once (&rig);
  calls = rig.jira->log->len - calls;
  printf ("jira-tickets: %u action items: %.0f ms, %u calls (%.0f ms at the %u a second the site "
          "takes)\n",
          ITEMS, (double) from / 1000, calls, calls * 1000.0 / PER_SECOND, PER_SECOND);
  jira_rig_tear_down (&rig);
}

static void
poll (JiraRig *rig, const char *what)
{
  guint calls = rig->jira->log->len;
  gint64 from = g_get_monotonic_time ();

  last_tick = from;
  longest = 0;
  matoi_link_wake (rig->link);
  while (!matoi_link_is_quiet (rig->link))
    g_main_context_iteration (NULL, TRUE);
  printf ("jira-poll: %u tickets, %s: %.0f ms, %u calls, the loop busy for at most %.0f ms\n",
          INCIDENTS * EACH, what, (double) (g_get_monotonic_time () - from) / 1000,
          rig->jira->log->len - calls, (double) longest / 1000);
}

static void
run_poll (void)
{
  JiraRig rig;
  guint tick;

  jira_rig_set_up (&rig, FAKE_JIRA_CLOUD);
  /* They were told long ago where they come from. */
  sync_rig_set (&rig.sync, "jira.use", "off");
  for (guint i = 0; i < INCIDENTS; i++)
    {
      if (i > 0)
        sync_rig_declare (&rig.sync, "Checkout 5xx");
      jira_rig_link_many (&rig, EACH);
    }
  tick = g_timeout_add (TICK_MS, on_tick, NULL);
  poll (&rig, "all of them new");
  poll (&rig, "nothing new");
  g_source_remove (tick);
  jira_rig_tear_down (&rig);
}

int
main (int argc, char **argv)
{
  setvbuf (stdout, NULL, _IOLBF, 0);
  if (g_strcmp0 (argv[1], "tickets") == 0)
    run_tickets ();
  else if (g_strcmp0 (argv[1], "poll") == 0)
    run_poll ();
  else
    return 2;
  return 0;
}
