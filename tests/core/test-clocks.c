/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib.h>

#include "matoi-clocks.h"
#include "world.h"

static void
expect (World *world, const char *id, const char *state, gint64 due_in_minutes)
{
  g_autoptr (GPtrArray) clocks = matoi_incident_clocks (world->incident, world->now);

  for (guint i = 0; i < clocks->len; i++)
    {
      const MatoiClock *clock = g_ptr_array_index (clocks, i);

      if (!g_str_equal (clock->id, id))
        continue;
      g_assert_cmpstr (clock->state, ==, state);
      if (g_str_equal (state, "off"))
        g_assert_cmpint (clock->due_at, ==, MATOI_TIME_NONE);
      else
        g_assert_cmpint (clock->due_at - world->now, ==, due_in_minutes * MATOI_MINUTE);
      g_assert_cmpuint (clock->nag, <=, 3);
      return;
    }
  g_assert_not_reached ();
}

static void
test_executive (void)
{
  World *world = world_new ("pagerduty");

  world_declare (world, "1");
  expect (world, "executive-update", "running", 30);
  world->now += 30 * MATOI_MINUTE;
  expect (world, "executive-update", "due", 0);
  world->now += MATOI_MINUTE;
  expect (world, "executive-update", "overdue", -1);
  world_must (world, world_command ("update", "J", "to", "executives", "text", "x", NULL));
  expect (world, "executive-update", "running", 30);
  /* A suspend of a day is simply a day. */
  world->now += 24 * 60 * MATOI_MINUTE;
  expect (world, "executive-update", "overdue", 30 - 24 * 60);
  world_must (world, world_command ("snooze", "J", "clock", "executive-update", "minutes", 15,
                                    "reason", "on a call", NULL));
  expect (world, "executive-update", "running", 15);
  world->now -= 24 * 60 * MATOI_MINUTE;
  /* The computer's clock set back by a day: right again at once. */
  expect (world, "public-first", "overdue", 5 - 31);
  world_free (world);
}

static void
test_public (void)
{
  World *world = world_new ("pagerduty");

  world_declare (world, "1");
  expect (world, "public-first", "running", 5);
  expect (world, "public-scope", "off", 0);
  world_must (world, world_command ("role-assign", "A", "role", "ic", "person", "A", NULL));
  expect (world, "commander", "off", 0);
  world->now += 2 * MATOI_MINUTE;
  world_must (world,
              world_command ("update", "A", "to", "public", "text", "x", "approve", TRUE, NULL));
  expect (world, "public-first", "off", 0);
  expect (world, "public-scope", "running", 5);
  expect (world, "public-update", "running", 20);
  world->now += 3 * MATOI_MINUTE;
  world_must (world,
              world_command ("update", "A", "to", "public", "text", "y", "approve", TRUE, NULL));
  expect (world, "public-scope", "off", 0);
  expect (world, "public-update", "running", 20);
  world_must (world, world_command ("security", "A", NULL));
  expect (world, "public-update", "off", 0);
  world_free (world);
}

static void
test_asks (void)
{
  World *world = world_new ("light");
  g_autoptr (GPtrArray) clocks = NULL;
  const MatoiClock *clock;

  world_declare (world, "1");
  world_must (world, world_command ("ask", "A", "person", "B", "minutes", 10, "text", "q", NULL));
  world->now += 12 * MATOI_MINUTE;
  clocks = matoi_incident_clocks (world->incident, world->now);
  g_assert_cmpuint (clocks->len, ==, 1);
  clock = g_ptr_array_index (clocks, 0);
  g_assert_true (g_str_has_prefix (clock->id, "ask:"));
  g_assert_cmpstr (clock->state, ==, "overdue");
  g_assert_cmpuint (clock->nag, ==, 2);
  world_free (world);
}

static void
test_lower_severity (void)
{
  World *world = world_new ("pagerduty");

  world_declare (world, "3");
  expect (world, "executive-update", "off", 0);
  world->now += 40 * MATOI_MINUTE;
  world_must (world, world_command ("severity", "A", "to", "1", NULL));
  expect (world, "executive-update", "overdue", -10);
  world_free (world);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clocks/executive", test_executive);
  g_test_add_func ("/clocks/public", test_public);
  g_test_add_func ("/clocks/asks", test_asks);
  g_test_add_func ("/clocks/severity", test_lower_severity);
  return g_test_run ();
}
