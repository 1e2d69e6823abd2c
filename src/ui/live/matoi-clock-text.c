/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-clock-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-json.h"

/* Less than this, or a fifth of the whole, is "soon": time to begin writing. */
#define SOON (5 * MATOI_MINUTE)

static gboolean
is_state (const MatoiClock *clock, const char *state)
{
  return g_strcmp0 (clock->state, state) == 0;
}

static gboolean
is_soon (const MatoiClock *clock, gint64 now)
{
  return is_state (clock, "due") ||
         (is_state (clock, "running") && clock->due_at - now < MIN (SOON, clock->span / 5));
}

/* The ring for @clock at @now: @fraction of its time is left. A clock that is due soon already
 * looks due. */
MatoiRingState
matoi_clock_get_ring (const MatoiClock *clock, gint64 now, double *fraction)
{
  *fraction = clock->span > 0 ? (double) (clock->due_at - now) / (double) clock->span : 0;
  if (is_state (clock, "off"))
    return MATOI_RING_OFF;
  if (is_state (clock, "overdue"))
    return MATOI_RING_OVERDUE;
  return is_soon (clock, now) ? MATOI_RING_DUE : MATOI_RING_RUNNING;
}

/* The end of the CSS class "time-…" for the words of @clock: "running", "due" or "overdue". */
const char *
matoi_clock_get_style (const MatoiClock *clock, gint64 now)
{
  if (is_state (clock, "overdue"))
    return "overdue";
  return is_soon (clock, now) ? "due" : "running";
}

static char *
dup_digits (gint64 ms)
{
  gint64 seconds = MAX (ms, 0) / 1000;

  if (seconds >= 3600)
    /* Translators: a time in hours and minutes, as short as can be. */
    return g_strdup_printf (_("%1$d:%2$02d h"), (int) (seconds / 3600), (int) (seconds / 60 % 60));
  return g_strdup_printf ("%02d:%02d", (int) (seconds / 60), (int) (seconds % 60));
}

/* The time that is left of @clock at @now, in words: "11:48 left", "due now", "01:10 overdue".
 * (transfer full) */
char *
matoi_clock_dup_words (const MatoiClock *clock, gint64 now)
{
  g_autofree char *digits = NULL;

  if (is_state (clock, "off"))
    /* Translators: of a clock that does not run. */
    return g_strdup (_("not running"));
  if (is_state (clock, "due"))
    /* Translators: of a clock. */
    return g_strdup (_("due now"));
  digits = dup_digits (ABS (clock->due_at - now + (is_state (clock, "running") ? 999 : 0)));
  if (is_state (clock, "overdue"))
    /* Translators: of a clock: %s is a time such as "01:10" or "1:05 h". */
    return g_strdup_printf (_("%s overdue"), digits);
  /* Translators: of a clock: %s is a time such as "11:48" or "1:05 h". */
  return g_strdup_printf (_("%s left"), digits);
}

static const MatoiClockRule *
find_rule (const MatoiIncident *incident, const char *id)
{
  GPtrArray *rules = incident->policy ? matoi_policy_get_clocks (incident->policy) : NULL;

  for (guint i = 0; rules && i < rules->len; i++)
    {
      const MatoiClockRule *rule = g_ptr_array_index (rules, i);

      if (g_strcmp0 (rule->id, id) == 0)
        return rule;
    }
  return NULL;
}

/* Who is waiting for the update that stops @clock: "public", "executives", "company", "channel";
 * or NULL if no update does. */
const char *
matoi_clock_get_audience (const MatoiIncident *incident, const MatoiClock *clock)
{
  static const char *const audiences[] = { "public", "executives", "company", "channel" };
  const MatoiClockRule *rule = find_rule (incident, clock->id);
  const char *what = rule ? (rule->satisfied ? rule->satisfied : rule->restarts) : NULL;

  if (!what || !g_str_has_prefix (what, "update:"))
    return NULL;
  what += strlen ("update:");
  for (guint i = 0; i < G_N_ELEMENTS (audiences); i++)
    if (g_str_has_prefix (what, audiences[i]))
      return audiences[i];
  return NULL;
}

/* The smaller, the sooner somebody must act: what is due or nearly so, then advice that was not
 * taken, which may stand for long, then what has time. */
static int
get_rank (const MatoiIncident *incident, const MatoiClock *clock, gint64 now)
{
  const MatoiClockRule *rule = find_rule (incident, clock->id);
  gboolean advice = !rule || rule->nags == 0;

  if (is_state (clock, "overdue"))
    return advice ? 1 : 0;
  return is_soon (clock, now) ? 0 : 2;
}

typedef struct
{
  const MatoiIncident *incident;
  gint64 now;
} Order;

static int
compare (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const MatoiClock *first = *(const MatoiClock *const *) a;
  const MatoiClock *second = *(const MatoiClock *const *) b;
  const Order *order = user_data;
  int by_rank =
    get_rank (order->incident, first, order->now) - get_rank (order->incident, second, order->now);

  if (by_rank != 0)
    return by_rank;
  if (first->due_at != second->due_at)
    return first->due_at < second->due_at ? -1 : 1;
  return g_strcmp0 (first->id, second->id);
}

/* Those of @clocks which run, without the asks, the most urgent one first. (transfer container)
 * of MatoiClock, owned by @clocks. */
GPtrArray *
matoi_clocks_sort (const MatoiIncident *incident, GPtrArray *clocks, gint64 now)
{
  GPtrArray *sorted = g_ptr_array_new ();
  Order order = { incident, now };

  for (guint i = 0; clocks && i < clocks->len; i++)
    {
      MatoiClock *clock = g_ptr_array_index (clocks, i);

      if (!is_state (clock, "off") && !g_str_has_prefix (clock->id, "ask:"))
        g_ptr_array_add (sorted, clock);
    }
  g_ptr_array_sort_with_data (sorted, compare, &order);
  return sorted;
}
