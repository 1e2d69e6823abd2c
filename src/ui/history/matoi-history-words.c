/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-history-words.h"

#include <glib/gi18n-lib.h>

#include "matoi-history-brief.h"
#include "matoi-history-columns.h"
#include "matoi-postmortem.h"

/** matoi_history_dup_when: from when to when, and how long; the day of the end only if it is another. */
char *
matoi_history_dup_when (const MatoiHistoryRow *row, GTimeZone *zone)
{
  g_autofree char *from = matoi_time_to_local (row->started_at, "%Y-%m-%d %H:%M", zone);
  g_autofree char *day = matoi_time_to_local (row->started_at, "%Y-%m-%d", zone);
  g_autofree char *lasted = matoi_history_dup_duration (row);
  g_autofree char *last_day = NULL, *to = NULL;

  if (row->ended_at == MATOI_TIME_NONE)
    return g_strdup_printf ("%s– (%s)", from, lasted);
  last_day = matoi_time_to_local (row->ended_at, "%Y-%m-%d", zone);
  to = matoi_time_to_local (row->ended_at, g_str_equal (day, last_day) ? "%H:%M" : "%Y-%m-%d %H:%M",
                            zone);
  return g_strdup_printf ("%s–%s (%s)", from, to, lasted);
}

/** matoi_history_dup_who: its services, and who led it; "": neither is known. */
char *
matoi_history_dup_who (const MatoiHistoryRow *row)
{
  g_auto (GStrv) services = g_strsplit (row->services, ",", -1);
  g_autofree char *listed = matoi_history_join (services), *ic = NULL;

  if (!row->ic)
    return g_steal_pointer (&listed);
  /* Translators: who led an incident. */
  ic = g_strdup_printf (_ ("IC %s"), row->ic);
  return *listed ? g_strdup_printf ("%s · %s", listed, ic) : g_steal_pointer (&ic);
}

/** matoi_history_dup_state: what became of its postmortem, and of the action items. */
char *
matoi_history_dup_state (const MatoiHistoryRow *row)
{
  g_autofree char *postmortem =
    /* Translators: the state of a postmortem, such as Draft. */
    g_strdup_printf (_ ("Postmortem: %s"), row->postmortem_state
                                             ? matoi_postmortem_state_name (row->postmortem_state)
                                             : _ ("not begun"));
  g_autofree char *actions =
    /* Translators: %1$d of %2$d action items are done. */
    row->actions > 0
    ? g_strdup_printf (_ ("%1$d of %2$d actions done"), (int) (row->actions - row->actions_open),
                          (int) row->actions)
    : NULL;

  return g_strjoin (" · ", postmortem, actions, NULL);
}
