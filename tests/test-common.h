/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Far longer than anything takes, on a machine that builds beside it, too. */
#define WAIT_SECONDS 60

/* Runs the main loop until @condition holds, which is looked at after whatever happens in the loop
 * and every 20 ms; fails when it never does. */
#define WAIT_UNTIL(condition)                                                \
  G_STMT_START                                                               \
  {                                                                          \
    gint64 until_ = g_get_monotonic_time () + WAIT_SECONDS * G_USEC_PER_SEC; \
    guint tick_ = g_timeout_add (20, test_common_on_tick, NULL);             \
    while (!(condition) && g_get_monotonic_time () < until_)                 \
      g_main_context_iteration (NULL, TRUE);                                 \
    g_source_remove (tick_);                                                 \
    g_assert_true (condition);                                               \
  }                                                                          \
  G_STMT_END

gboolean test_common_on_tick (gpointer user_data);

/* Removes @path with everything in it; links are not followed. */
void test_common_remove (const char *path);

G_END_DECLS
