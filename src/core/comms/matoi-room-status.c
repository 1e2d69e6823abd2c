/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "matoi-clocks.h"
#include "matoi-intents-private.h"
#include "matoi-messages-private.h"

/* How an incident stands, for its own room (SCR-02, IC-15). */

/* In characters; the room itself has the whole text. */
#define MAX_WORDS 200

/* Without a day as long as all happens on one: what only the clock changes is no news. */
char *
matoi_maker_dup_time (const MatoiMaker *self, gint64 at)
{
  GTimeZone *zone = self->settings->zone;
  g_autofree char *first = matoi_time_to_local (self->incident->declared_at, "%F", zone);
  g_autofree char *day = matoi_time_to_local (at, "%F", zone);

  return matoi_time_to_local (at, strcmp (first, day) == 0 ? "%H:%M %Z" : "%F %H:%M %Z", zone);
}

void
matoi_maker_add_time (const MatoiMaker *self, GString *text, const char *label, gint64 at)
{
  g_autofree char *time = at != MATOI_TIME_NONE ? matoi_maker_dup_time (self, at) : NULL;

  matoi_maker_append (self, text, label, time);
}

/* What the responders or the customers were told last. */
static void
add_last_update (const MatoiMaker *self, GString *text)
{
  GPtrArray *updates = self->incident->updates;
  const MatoiUpdate *last = NULL;
  g_autofree char *time = NULL, *words = NULL, *line = NULL;

  for (guint i = 0; i < updates->len; i++)
    {
      const MatoiUpdate *one = g_ptr_array_index (updates, i);

      if (strcmp (one->state, "posted") == 0 &&
          (strcmp (one->to, "channel") == 0 || strcmp (one->to, "public") == 0) &&
          (last == NULL || one->posted_at >= last->posted_at))
        last = one;
    }
  if (last == NULL)
    return;
  time = matoi_maker_dup_time (self, last->posted_at);
  words = g_utf8_substring (last->text, 0, MIN (g_utf8_strlen (last->text, -1), MAX_WORDS));
  g_strdelimit (words, "\n\t", ' ');
  line = self->incident->security ? g_strdup (time) : g_strconcat (time, " ", words, NULL);
  matoi_maker_append (self, text, "answer-update", line);
}

static void
add_next_update (const MatoiMaker *self, GString *text)
{
  g_autoptr (GPtrArray) clocks = matoi_incident_clocks (self->incident, self->settings->now);
  gint64 due = G_MAXINT64;

  for (guint i = 0; i < clocks->len; i++)
    {
      const MatoiClock *clock = g_ptr_array_index (clocks, i);

      if (strcmp (clock->state, "off") != 0 &&
          matoi_messages_waits_for_update (self->incident, clock->id, NULL))
        due = MIN (due, clock->due_at);
    }
  if (due != G_MAXINT64)
    matoi_maker_add_time (self, text, due > self->settings->now ? "answer-next" : "answer-late",
                          due);
}

static void
add_counts (const MatoiMaker *self, GString *text)
{
  const MatoiIncident *incident = self->incident;
  g_autofree char *asks = NULL, *todos = NULL;
  guint n_asks = 0, n_todos = 0;

  for (guint i = 0; i < incident->asks->len; i++)
    n_asks += strcmp (((MatoiAsk *) g_ptr_array_index (incident->asks, i))->state, "open") == 0;
  for (guint i = 0; i < incident->todos->len; i++)
    {
      const MatoiTodo *todo = g_ptr_array_index (incident->todos, i);

      n_todos += todo->done_at == MATOI_TIME_NONE && !todo->later;
    }
  asks = n_asks > 0 ? g_strdup_printf ("%u", n_asks) : NULL;
  todos = n_todos > 0 ? g_strdup_printf ("%u", n_todos) : NULL;
  matoi_maker_append (self, text, "answer-asks", asks);
  matoi_maker_append (self, text, "answer-todos", todos);
}

char *
matoi_maker_dup_status (const MatoiMaker *self)
{
  const MatoiIncident *incident = self->incident;
  gboolean live = strcmp (incident->state, "live") == 0;
  g_autofree char *phase = matoi_maker_dup_phase (self, incident->phase);
  GString *text = g_string_new (matoi_messages_severity (incident));

  g_string_append_printf (text, " · %s · %s", incident->ref,
                          matoi_incident_get_public_title (incident));
  if (!live)
    matoi_maker_add_time (self, text, "answer-over", incident->ended_at);
  else
    matoi_maker_append (self, text, "phase", phase);
  matoi_maker_append (self, text, "commander", matoi_incident_get_holder (incident, "ic"));
  if (!incident->security)
    matoi_maker_append (self, text, "impact", incident->scope);
  matoi_maker_add_time (self, text, "answer-declared", incident->declared_at);
  add_last_update (self, text);
  if (live)
    {
      add_next_update (self, text);
      add_counts (self, text);
    }
  return g_string_free (text, FALSE);
}
