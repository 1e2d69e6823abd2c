/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-messages.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-clocks.h"
#include "matoi-messages-private.h"

static int
compare_due (gconstpointer a, gconstpointer b)
{
  const MatoiAsk *x = *(const MatoiAsk *const *) a, *y = *(const MatoiAsk *const *) b;

  return (x->due_at > y->due_at) - (x->due_at < y->due_at);
}

/* Who answers when, the next ones first: more than three nobody listens to. */
static void
add_asks (GString *out, const MatoiIncident *incident, gint64 now)
{
  g_autoptr (GPtrArray) open = g_ptr_array_new ();

  for (guint i = 0; i < incident->asks->len; i++)
    if (strcmp (((MatoiAsk *) g_ptr_array_index (incident->asks, i))->state, "open") == 0)
      g_ptr_array_add (open, g_ptr_array_index (incident->asks, i));
  g_ptr_array_sort (open, compare_due);
  for (guint i = 0; i < MIN (open->len, 3); i++)
    {
      const MatoiAsk *ask = g_ptr_array_index (open, i);
      int minutes = matoi_messages_minutes_until (ask->due_at, now);

      g_string_append_c (out, '\n');
      if (minutes > 0)
        /* Translators: a status line: 1: a person, 2: a number of minutes, 3: what was asked */
        g_string_append_printf (out,
                                ngettext ("%1$s answers in %2$d minute: %3$s",
                                          "%1$s answers in %2$d minutes: %3$s", (gulong) minutes),
                                ask->person, minutes, ask->text);
      else
        /* Translators: a status line: 1: a person, 2: what was asked */
        g_string_append_printf (out, _("%1$s’s answer is overdue: %2$s"), ask->person, ask->text);
    }
}

static void
add_public (GString *out, const MatoiIncident *incident, gint64 now)
{
  const MatoiSeverity *severity = matoi_policy_find_severity (incident->policy, incident->severity);
  gint64 posted_at = MATOI_TIME_NONE;
  int minutes;

  for (guint i = 0; i < incident->updates->len; i++)
    {
      const MatoiUpdate *update = g_ptr_array_index (incident->updates, i);

      if (strcmp (update->to, "public") == 0 && strcmp (update->state, "posted") == 0)
        posted_at =
          posted_at == MATOI_TIME_NONE ? update->posted_at : MAX (posted_at, update->posted_at);
    }
  if (posted_at == MATOI_TIME_NONE)
    {
      if (severity != NULL && severity->public && !incident->security)
        g_string_append_printf (out, "\n%s", _("Nothing has been posted publicly yet."));
      return;
    }
  minutes = (int) (MAX (now - posted_at, 0) / MATOI_MINUTE);
  g_string_append_c (out, '\n');
  /* Translators: a status line: %d is a number of minutes */
  g_string_append_printf (out,
                          ngettext ("Last public post %d minute ago.",
                                    "Last public post %d minutes ago.", (gulong) minutes),
                          minutes);
}

static void
add_next_updates (GString *out, const MatoiIncident *incident, gint64 now)
{
  g_autoptr (GPtrArray) clocks = matoi_incident_clocks (incident, now);

  for (guint i = 0; i < clocks->len; i++)
    {
      const MatoiClock *clock = g_ptr_array_index (clocks, i);
      int minutes;

      if (strcmp (clock->state, "off") == 0 ||
          !matoi_messages_waits_for_update (incident, clock->id, NULL))
        continue;
      minutes = matoi_messages_minutes_until (clock->due_at, now);
      g_string_append_c (out, '\n');
      if (minutes > 0)
        /* Translators: 1: what is due, 2: a number of minutes */
        g_string_append_printf (
          out, ngettext ("%1$s in %2$d minute.", "%1$s in %2$d minutes.", (gulong) minutes),
          clock->text, minutes);
      else
        /* Translators: %s is what is due */
        g_string_append_printf (out, _("%s is due now."), clock->text);
    }
}

/** matoi_status_compose: see the header. */
char *
matoi_status_compose (const MatoiIncident *incident, gint64 now)
{
  GString *out = g_string_new (NULL);
  g_autofree char *cause = matoi_messages_join (incident, "hypothesis", TRUE);
  g_autofree char *actions = matoi_messages_join (incident, "action", FALSE);

  /* Translators: a status line: %s is a severity such as SEV-1 */
  g_string_append_printf (out, _("We are at %s."), matoi_messages_severity (incident));
  if (*cause != '\0')
    {
      g_string_append_c (out, '\n');
      /* Translators: a status line: %s is a hypothesis in the person's words */
      g_string_append_printf (out, _("Believed cause: %s."), cause);
    }
  if (*actions != '\0')
    {
      g_string_append_c (out, '\n');
      /* Translators: a status line: %s is what people do, in their words */
      g_string_append_printf (out, _("In progress: %s."), actions);
    }
  add_asks (out, incident, now);
  add_public (out, incident, now);
  add_next_updates (out, incident, now);
  return g_string_free (out, FALSE);
}
