/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-clocks.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "matoi-incident-private.h"

/* From due to overdue: long enough to act on the first sign. */
#define GRACE MATOI_MINUTE

/** matoi_clock_free: frees @clock. */
void
matoi_clock_free (MatoiClock *clock)
{
  g_free (clock->id);
  g_free (clock->text);
  g_free (clock->state);
  g_free (clock->role);
  g_free (clock->snooze_reason);
  g_free (clock);
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

/* When @what ("update:public", "update:public#2", "role:ic", "declared",
 * "ic-assigned") happened for the @nth time (0: the last time). */
static gint64
find_moment (const MatoiIncident *incident, const char *what, gboolean last)
{
  const char *hash = what ? strchr (what, '#') : NULL;
  guint nth = hash ? (guint) atoi (hash + 1) : 1;
  g_autoptr (GArray) posts = NULL;
  g_autofree char *audience = NULL;

  if (what == NULL || strcmp (what, "never") == 0)
    return MATOI_TIME_NONE;
  if (strcmp (what, "declared") == 0)
    return incident->declared_at;
  if (strcmp (what, "ic-assigned") == 0 || g_str_has_prefix (what, "role:"))
    {
      const char *role = g_str_has_prefix (what, "role:") ? what + strlen ("role:") : "ic";
      MatoiAssignment *assignment = matoi_incident_find_assignment (incident, role, NULL);

      return assignment ? assignment->from : MATOI_TIME_NONE;
    }
  if (!g_str_has_prefix (what, "update:"))
    return MATOI_TIME_NONE;
  audience = g_strndup (what + strlen ("update:"),
                        (gsize) (hash ? hash - what : (gssize) strlen (what)) - strlen ("update:"));
  posts = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < incident->updates->len; i++)
    {
      const MatoiUpdate *update = g_ptr_array_index (incident->updates, i);

      if (strcmp (update->to, audience) != 0 || strcmp (update->state, "posted") != 0)
        continue;
      g_array_append_val (posts, update->posted_at);
    }
  if (posts->len < nth)
    return MATOI_TIME_NONE;
  /* By when they were posted: a draft may wait while others go out. */
  g_array_sort (posts, compare_times);
  return g_array_index (posts, gint64, last ? posts->len - 1 : nth - 1);
}

/* COM-05: what the last post to the audience of @restarts promised as the time of the next. */
static gint64
find_promise (const MatoiIncident *incident, const char *restarts)
{
  const MatoiUpdate *last = NULL;

  for (guint i = 0; i < incident->updates->len; i++)
    {
      const MatoiUpdate *update = g_ptr_array_index (incident->updates, i);

      if (strcmp (update->state, "posted") == 0 &&
          strcmp (update->to, restarts + strlen ("update:")) == 0 &&
          (last == NULL || update->posted_at >= last->posted_at))
        last = update;
    }
  return last != NULL && last->next_at > last->posted_at ? last->next_at : MATOI_TIME_NONE;
}

static gboolean
applies (const MatoiIncident *incident, const MatoiClockRule *rule)
{
  if (rule->severities[0] == NULL)
    return TRUE;
  return g_strv_contains ((const char *const *) rule->severities, incident->severity);
}

/* A periodic clock without a restart rings at each whole period. */
static gint64
next_ring (gint64 start, gint64 first, gint64 every, gint64 now)
{
  gint64 due = start + (first > 0 ? first : every);

  if (every > 0 && now >= due + GRACE)
    due += ((now - due) / every + 1) * every;
  return due;
}

static void
set_state (MatoiClock *clock, gint64 now, gint64 nag_ms, guint nags)
{
  gint64 late = now - clock->due_at;

  g_free (clock->state);
  clock->state = g_strdup (late < 0 ? "running" : late < GRACE ? "due" : "overdue");
  if (late >= 0 && nag_ms > 0)
    clock->nag = (guint) MIN ((gint64) nags, 1 + late / nag_ms);
}

static void
run_clock (MatoiClock *clock, const MatoiIncident *incident, const MatoiClockRule *rule, gint64 now)
{
  gint64 nag_ms = matoi_policy_get_limit (incident->policy, "nag_minutes", 2) * MATOI_MINUTE;
  gint64 start = find_moment (incident, rule->starts, FALSE);
  gint64 restart = find_moment (incident, rule->restarts, TRUE);
  const MatoiSnooze *snooze = g_hash_table_lookup (incident->snoozes, rule->id);
  gint64 first = rule->first_ms > 0 ? rule->first_ms : rule->every_ms;

  if (strcmp (incident->state, "live") != 0 || incident->security || start == MATOI_TIME_NONE ||
      !applies (incident, rule) ||
      find_moment (incident, rule->satisfied, FALSE) != MATOI_TIME_NONE ||
      (rule->until_ms > 0 && now > start + rule->until_ms))
    return;
  if (restart != MATOI_TIME_NONE && restart >= start && rule->every_ms > 0)
    {
      gint64 promise = g_str_has_prefix (rule->restarts, "update:")
                         ? find_promise (incident, rule->restarts)
                         : MATOI_TIME_NONE;

      start = restart;
      clock->due_at = promise != MATOI_TIME_NONE ? promise : start + rule->every_ms;
    }
  else if (rule->restarts == NULL)
    clock->due_at = next_ring (start, first, rule->every_ms, now);
  else
    clock->due_at = start + first;
  clock->span = MAX (clock->due_at - start, MATOI_MINUTE);
  if (rule->every_ms > 0 && rule->restarts == NULL)
    clock->span = rule->every_ms;
  if (snooze != NULL && snooze->at >= start && snooze->until > clock->due_at)
    {
      clock->due_at = snooze->until;
      clock->span = MAX (snooze->until - snooze->at, MATOI_MINUTE);
      clock->snooze_reason = g_strdup (snooze->reason);
    }
  set_state (clock, now, nag_ms, rule->nags);
}

static MatoiClock *
clock_new (const char *id, const char *text, const char *role)
{
  MatoiClock *clock = g_new0 (MatoiClock, 1);

  clock->id = g_strdup (id);
  clock->text = g_strdup (text);
  clock->role = g_strdup (role);
  clock->state = g_strdup ("off");
  clock->due_at = MATOI_TIME_NONE;
  return clock;
}

/**
 * matoi_incident_clocks:
 * @now: ms UTC
 *
 * Every clock of the process and one for each open ask (COM-01…06, IL-03,
 * DEP-03, DEP-04, IC-13, IC-20). Computed from moments, not counted, so that
 * it is right after a suspend and after the computer's clock was changed.
 *
 * Returns: (transfer full): of MatoiClock
 */
GPtrArray *
matoi_incident_clocks (const MatoiIncident *incident, gint64 now)
{
  GPtrArray *clocks = g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_clock_free);
  GPtrArray *rules = incident->policy ? matoi_policy_get_clocks (incident->policy) : NULL;

  for (guint i = 0; rules != NULL && i < rules->len; i++)
    {
      const MatoiClockRule *rule = g_ptr_array_index (rules, i);
      MatoiClock *clock = clock_new (rule->id, matoi_text (rule->json, "name"), rule->role);

      run_clock (clock, incident, rule, now);
      g_ptr_array_add (clocks, clock);
    }
  for (guint i = 0; i < incident->asks->len; i++)
    {
      const MatoiAsk *ask = g_ptr_array_index (incident->asks, i);
      g_autofree char *id_text = NULL, *id = NULL, *text = NULL;
      MatoiClock *clock;

      if (strcmp (ask->state, "open") != 0 || strcmp (incident->state, "live") != 0)
        continue;
      id_text = matoi_id_dup_text (&ask->id);
      id = g_strconcat ("ask:", id_text, NULL);
      /* Translators: 1: a person, 2: what was asked of them */
      text = g_strdup_printf (_("%1$s: %2$s"), ask->person, ask->text);
      clock = clock_new (id, text, NULL);
      clock->due_at = ask->due_at;
      clock->span = MAX (ask->due_at - ask->asked_at, MATOI_MINUTE);
      set_state (clock, now, 2 * MATOI_MINUTE, 3);
      g_ptr_array_add (clocks, clock);
    }
  return clocks;
}
