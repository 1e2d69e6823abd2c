/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-cadence.h"

#include <stdlib.h>
#include <string.h>

#include "matoi-incident-private.h"

/* As a clock: so long after it is due it is not late yet. */
#define GRACE MATOI_MINUTE

typedef struct
{
  const MatoiIncident *incident;
  const MatoiClockRule *rule;
  GArray *posts; /* of Post, by time */
  gint64 end;
  guint *met, *missed;
} Count;

typedef struct
{
  gint64 at, promised; /* promised MATOI_TIME_NONE: nothing */
} Post;

static int
compare_posts (gconstpointer a, gconstpointer b)
{
  gint64 x = ((const Post *) a)->at, y = ((const Post *) b)->at;

  return (x > y) - (x < y);
}

static GArray *
read_posts (const MatoiIncident *incident, const char *audience)
{
  GArray *posts = g_array_new (FALSE, FALSE, sizeof (Post));

  for (guint i = 0; i < incident->updates->len; i++)
    {
      const MatoiUpdate *update = g_ptr_array_index (incident->updates, i);
      Post post = { update->posted_at, update->next_at };

      if (strcmp (update->to, audience) != 0 || strcmp (update->state, "posted") != 0)
        continue;
      if (post.promised <= post.at)
        post.promised = MATOI_TIME_NONE;
      g_array_append_val (posts, post);
    }
  g_array_sort (posts, compare_posts);
  return posts;
}

/* Whether the level of that moment is one of those the clock runs for. */
static gboolean
runs_at (const Count *count, gint64 at, gint64 *since)
{
  const MatoiClockRule *rule = count->rule;
  gboolean runs = rule->severities[0] == NULL;

  *since = MATOI_TIME_NONE;
  for (guint i = 0; rule->severities[0] != NULL && i < count->incident->severities->len; i++)
    {
      const MatoiSeveritySpan *span =
        &g_array_index (count->incident->severities, MatoiSeveritySpan, i);
      gboolean fits;

      if (span->at > at)
        break;
      fits = g_strv_contains ((const char *const *) rule->severities, span->severity);
      if (fits && !runs)
        *since = span->at;
      runs = fits;
    }
  return runs;
}

/* A post that was due at @due: did one come by then? It is nobody's fault that it was due before
 * the incident was at a level that asks for it. */
static void
judge (const Count *count, gint64 due, gint64 period, gint64 posted)
{
  const MatoiSnooze *snooze = g_hash_table_lookup (count->incident->snoozes, count->rule->id);
  gint64 since, last = MATOI_TIME_NONE;

  if (posted > count->end)
    posted = MATOI_TIME_NONE;
  if (snooze != NULL && snooze->at <= due && snooze->until > due)
    due = snooze->until;
  if (!runs_at (count, MIN (due, count->end), &last) &&
      (posted == MATOI_TIME_NONE || !runs_at (count, posted, &last)))
    return;
  since = last != MATOI_TIME_NONE && last + period > due ? last + period : due;
  if (posted != MATOI_TIME_NONE && posted < since + GRACE)
    (*count->met)++;
  else if (posted != MATOI_TIME_NONE || count->end >= since + GRACE)
    (*count->missed)++;
}

static gint64
find_start (const Count *count, const char *audience)
{
  const char *starts = count->rule->starts;

  if (strcmp (starts, "declared") == 0)
    return count->incident->declared_at;
  if (g_str_has_prefix (starts, "update:") && strcmp (starts + strlen ("update:"), audience) == 0)
    return count->posts->len > 0 ? g_array_index (count->posts, Post, 0).at : MATOI_TIME_NONE;
  if (strcmp (starts, "ic-assigned") == 0 || g_str_has_prefix (starts, "role:"))
    {
      const char *role = g_str_has_prefix (starts, "role:") ? starts + strlen ("role:") : "ic";
      gint64 first = MATOI_TIME_NONE;

      for (guint i = 0; i < count->incident->assignments->len; i++)
        {
          const MatoiAssignment *one = g_ptr_array_index (count->incident->assignments, i);

          if (strcmp (one->role, role) == 0 && (first == MATOI_TIME_NONE || one->from < first))
            first = one->from;
        }
      return first;
    }
  return MATOI_TIME_NONE;
}

/* A clock that rings until something has happened once. */
static void
count_once (const Count *count, gint64 start)
{
  const char *hash = strchr (count->rule->satisfied, '#');
  guint nth = hash != NULL ? (guint) atoi (hash + 1) : 1;
  gint64 period = count->rule->first_ms > 0 ? count->rule->first_ms : count->rule->every_ms;
  gint64 posted = MATOI_TIME_NONE;

  if (nth > 0 && count->posts->len >= nth)
    posted = g_array_index (count->posts, Post, nth - 1).at;
  judge (count, start + period, period, posted);
}

/* A clock that starts anew with each post. */
static void
count_rhythm (const Count *count, gint64 start)
{
  const MatoiClockRule *rule = count->rule;
  gint64 until = rule->until_ms > 0 ? start + rule->until_ms : G_MAXINT64;
  gint64 period = rule->first_ms > 0 ? rule->first_ms : rule->every_ms;
  gint64 due = start + period;

  for (guint i = 0; i < count->posts->len && rule->every_ms > 0; i++)
    {
      const Post *post = &g_array_index (count->posts, Post, i);

      /* The one that starts the clock answers nothing. */
      if (post->at < start || (post->at == start && g_str_has_prefix (rule->starts, "update:")))
        continue;
      if (due > until)
        return;
      if (post->at > count->end)
        break;
      judge (count, due, period, post->at);
      period = rule->every_ms;
      due = post->promised != MATOI_TIME_NONE ? post->promised : post->at + rule->every_ms;
    }
  if (due <= until)
    judge (count, due, period, MATOI_TIME_NONE);
}

/** matoi_cadence_is_afterwards: see the header. */
gboolean
matoi_cadence_is_afterwards (const MatoiIncident *incident)
{
  for (guint i = 0; incident->ended_at != MATOI_TIME_NONE && i < incident->events->len; i++)
    {
      const MatoiEvent *event = g_ptr_array_index (incident->events, i);

      if (matoi_id_equal (&event->id, &incident->id))
        return event->recorded_at >= incident->ended_at;
    }
  return FALSE;
}

/** matoi_cadence_count: see the header; nothing while the incident is live, or confidential. */
void
matoi_cadence_count (const MatoiIncident *incident, const char *audience, guint *met, guint *missed)
{
  GPtrArray *rules = incident->policy != NULL ? matoi_policy_get_clocks (incident->policy) : NULL;
  g_autofree char *wanted = g_strconcat ("update:", audience, NULL);
  g_autoptr (GArray) posts = NULL;

  *met = *missed = 0;
  if (rules == NULL || incident->security || incident->ended_at == MATOI_TIME_NONE ||
      matoi_cadence_is_afterwards (incident))
    return;
  posts = read_posts (incident, audience);
  for (guint i = 0; i < rules->len; i++)
    {
      const MatoiClockRule *rule = g_ptr_array_index (rules, i);
      Count count = { incident, rule, posts, incident->ended_at, met, missed };
      gint64 start = find_start (&count, audience);

      if (start == MATOI_TIME_NONE || start > incident->ended_at)
        continue;
      if (rule->restarts != NULL && strcmp (rule->restarts, wanted) == 0)
        count_rhythm (&count, start);
      else if (rule->satisfied != NULL && g_str_has_prefix (rule->satisfied, wanted) &&
               strchr ("#", rule->satisfied[strlen (wanted)]) != NULL)
        count_once (&count, start);
    }
}
