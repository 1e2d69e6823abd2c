/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-incident.h"

G_BEGIN_DECLS

typedef struct
{
  char *id, *text;
  char *state;         /* running due overdue off */
  gint64 due_at;       /* MATOI_TIME_NONE when off */
  gint64 span;         /* ms from the last start to due_at, for a ring */
  char *role;          /* (nullable) who should act */
  char *snooze_reason; /* (nullable) */
  guint nag;           /* how many reminders should have sounded by now, capped (IC-… calm) */
} MatoiClock;

void matoi_clock_free (MatoiClock *clock);
/* All clocks of the policy and one per open ask ("ask:ID"), a pure function of
 * state and @now: right after suspend and clock changes. (transfer full) of MatoiClock. */
GPtrArray *matoi_incident_clocks (const MatoiIncident *incident, gint64 now);

G_END_DECLS
