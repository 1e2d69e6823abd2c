/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-limiter.h"

#define MINUTE 60000

typedef struct
{
  guint per_minute, burst;       /* per_minute 0: no limit but what the service says */
  guint window_calls, window_ms; /* window_calls 0: no window */
  gint64 blocked_until;
  double tokens;
  gint64 filled_at;
  GArray *taken; /* of gint64: when, within the last minute or still to come */
} Gate;

struct _MatoiLimiter
{
  GHashTable *gates; /* char * → Gate */
};

static void
gate_free (gpointer data)
{
  Gate *gate = data;

  g_array_unref (gate->taken);
  g_free (gate);
}

static Gate *
get_gate (MatoiLimiter *self, const char *key)
{
  Gate *gate = g_hash_table_lookup (self->gates, key);

  if (!gate)
    {
      gate = g_new0 (Gate, 1);
      gate->blocked_until = 0;
      gate->filled_at = G_MININT64;
      gate->taken = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_hash_table_insert (self->gates, g_strdup (key), gate);
    }
  return gate;
}

/* (transfer full) */
MatoiLimiter *
matoi_limiter_new (void)
{
  MatoiLimiter *self = g_new0 (MatoiLimiter, 1);

  self->gates = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, gate_free);
  return self;
}

void
matoi_limiter_free (MatoiLimiter *self)
{
  g_hash_table_unref (self->gates);
  g_free (self);
}

/* At most @per_minute through the gate @key, @burst of them at once. */
void
matoi_limiter_set_rate (MatoiLimiter *self, const char *key, guint per_minute, guint burst)
{
  Gate *gate = get_gate (self, key);

  gate->per_minute = per_minute;
  gate->burst = MAX (burst, 1);
  gate->tokens = gate->burst;
}

/* At most @calls through the gate @key in any @window_ms, and all of them at once if need be: for
 * a service that counts by the minute. */
void
matoi_limiter_set_window (MatoiLimiter *self, const char *key, guint calls, guint window_ms)
{
  Gate *gate = get_gate (self, key);

  gate->window_calls = MAX (calls, 1);
  gate->window_ms = window_ms;
}

/* Whether a rate was set for @key. */
gboolean
matoi_limiter_has_rate (MatoiLimiter *self, const char *key)
{
  const Gate *gate = g_hash_table_lookup (self->gates, key);

  return gate && gate->per_minute > 0;
}

static void
forget_old (Gate *gate, gint64 now)
{
  guint n = 0;

  while (n < gate->taken->len &&
         g_array_index (gate->taken, gint64, n) <= now - MAX (MINUTE, (gint64) gate->window_ms))
    n++;
  if (n > 0)
    g_array_remove_range (gate->taken, 0, n);
}

/**
 * matoi_limiter_take:
 * @now: monotonic, in milliseconds
 *
 * Takes the next place in the row before the gate @key.
 *
 * Returns: in how many milliseconds one may go through; 0: now
 */
gint64
matoi_limiter_take (MatoiLimiter *self, const char *key, gint64 now)
{
  Gate *gate = get_gate (self, key);
  gint64 at = MAX (now, gate->blocked_until);

  forget_old (gate, now);
  if (gate->per_minute > 0)
    {
      double interval = (double) MINUTE / gate->per_minute;

      if (gate->filled_at == G_MININT64)
        gate->filled_at = now;
      gate->tokens = MIN (gate->burst, gate->tokens + (double) (now - gate->filled_at) / interval);
      gate->filled_at = now;
      /* Below nothing it says how many are waiting already. */
      gate->tokens -= 1;
      if (gate->tokens < 0)
        at = MAX (at, now + (gint64) (-gate->tokens * interval));
    }
  if (gate->window_calls > 0 && gate->taken->len >= gate->window_calls)
    at = MAX (at, g_array_index (gate->taken, gint64, gate->taken->len - gate->window_calls) +
                    gate->window_ms + 1);
  g_array_append_val (gate->taken, at);
  return at - now;
}

/* Nobody goes through the gate @key before @until: the service said so. */
void
matoi_limiter_block (MatoiLimiter *self, const char *key, gint64 until)
{
  Gate *gate = get_gate (self, key);

  gate->blocked_until = MAX (gate->blocked_until, until);
}

/* For how many milliseconds from @now on the gate @key is shut by the service; 0: it is open. */
gint64
matoi_limiter_get_pause (MatoiLimiter *self, const char *key, gint64 now)
{
  return MAX (0, get_gate (self, key)->blocked_until - now);
}

/* How many went through the gate @key in the minute before @now. */
guint
matoi_limiter_get_used (MatoiLimiter *self, const char *key, gint64 now)
{
  Gate *gate = get_gate (self, key);
  guint n = 0;

  forget_old (gate, now);
  for (guint i = 0; i < gate->taken->len; i++)
    n += g_array_index (gate->taken, gint64, i) > now - MINUTE &&
         g_array_index (gate->taken, gint64, i) <= now;
  return n;
}
