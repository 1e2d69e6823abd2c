/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib.h>

#include "matoi-limiter.h"

static void
test_unlimited (void)
{
  g_autoptr (MatoiLimiter) limiter = matoi_limiter_new ();

  for (gint64 i = 0; i < 100; i++)
    g_assert_cmpint (matoi_limiter_take (limiter, "auth.test", 1000), ==, 0);
  g_assert_false (matoi_limiter_has_rate (limiter, "auth.test"));
}

/* Three at once, then one a second; whoever comes later waits behind. */
static void
test_burst (void)
{
  g_autoptr (MatoiLimiter) limiter = matoi_limiter_new ();
  const gint64 expected[] = { 0, 0, 0, 1000, 2000, 3000 };

  matoi_limiter_set_rate (limiter, "post", 60, 3);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpint (matoi_limiter_take (limiter, "post", 5000), ==, expected[i]);
  g_assert_cmpint (matoi_limiter_take (limiter, "post", 6000), ==, 3000);
  /* After a quiet minute all three may go at once again, and no more than three. */
  for (guint i = 0; i < 3; i++)
    g_assert_cmpint (matoi_limiter_take (limiter, "post", 120000), ==, 0);
  g_assert_cmpint (matoi_limiter_take (limiter, "post", 120000), ==, 1000);
  g_assert_cmpint (matoi_limiter_take (limiter, "other", 120000), ==, 0);
}

/* All of a minute at once, and then none until the first of them is a minute old. */
static void
test_window (void)
{
  g_autoptr (MatoiLimiter) limiter = matoi_limiter_new ();

  matoi_limiter_set_window (limiter, "reading", 3, 60000);
  for (gint64 i = 0; i < 3; i++)
    g_assert_cmpint (matoi_limiter_take (limiter, "reading", 1000 + i), ==, 0);
  g_assert_cmpuint (matoi_limiter_get_used (limiter, "reading", 1002), ==, 3);
  g_assert_cmpint (matoi_limiter_take (limiter, "reading", 2000), ==, 59001);
  g_assert_cmpint (matoi_limiter_take (limiter, "reading", 2000), ==, 59002);
  /* With fewer allowed from now on, whoever comes waits behind the last one. */
  matoi_limiter_set_window (limiter, "reading", 1, 60000);
  g_assert_cmpint (matoi_limiter_take (limiter, "reading", 2000), ==, 119003);
  g_assert_cmpint (matoi_limiter_take (limiter, "other", 2000), ==, 0);
}

static void
test_never_above_rate (void)
{
  g_autoptr (MatoiLimiter) limiter = matoi_limiter_new ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (261121);
  g_autoptr (GArray) sent = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 now = 0;

  matoi_limiter_set_rate (limiter, "history", 50, 5);
  for (guint i = 0; i < 2000; i++)
    {
      gint64 at = now + matoi_limiter_take (limiter, "history", now);

      g_array_append_val (sent, at);
      now += g_rand_int_range (rand, 0, 1500);
    }
  for (guint i = 55; i < sent->len; i++)
    g_assert_cmpint (g_array_index (sent, gint64, i) - g_array_index (sent, gint64, i - 55), >=,
                     60000 - 1);
}

static void
test_block (void)
{
  g_autoptr (MatoiLimiter) limiter = matoi_limiter_new ();

  matoi_limiter_block (limiter, "history", 9000);
  matoi_limiter_block (limiter, "history", 4000);
  g_assert_cmpint (matoi_limiter_get_pause (limiter, "history", 2000), ==, 7000);
  g_assert_cmpint (matoi_limiter_take (limiter, "history", 2000), ==, 7000);
  g_assert_cmpint (matoi_limiter_take (limiter, "replies", 2000), ==, 0);
  g_assert_cmpint (matoi_limiter_get_pause (limiter, "history", 9000), ==, 0);
}

static void
test_used (void)
{
  g_autoptr (MatoiLimiter) limiter = matoi_limiter_new ();

  matoi_limiter_set_rate (limiter, "history", 60, 1);
  for (guint i = 0; i < 3; i++)
    matoi_limiter_take (limiter, "history", 1000);
  g_assert_cmpuint (matoi_limiter_get_used (limiter, "history", 1000), ==, 1);
  g_assert_cmpuint (matoi_limiter_get_used (limiter, "history", 3000), ==, 3);
  g_assert_cmpuint (matoi_limiter_get_used (limiter, "history", 61500), ==, 2);
  g_assert_cmpuint (matoi_limiter_get_used (limiter, "history", 70000), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/limiter/unlimited", test_unlimited);
  g_test_add_func ("/limiter/burst", test_burst);
  g_test_add_func ("/limiter/window", test_window);
  g_test_add_func ("/limiter/never-above-rate", test_never_above_rate);
  g_test_add_func ("/limiter/block", test_block);
  g_test_add_func ("/limiter/used", test_used);
  return g_test_run ();
}
