/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-clocks.h"
#include "matoi-ring.h"

G_BEGIN_DECLS

/* How a clock looks: its ring, its words, and which of many matters most. */
MatoiRingState matoi_clock_get_ring (const MatoiClock *clock, gint64 now, double *fraction);
char *matoi_clock_dup_words (const MatoiClock *clock, gint64 now);
const char *matoi_clock_get_style (const MatoiClock *clock, gint64 now); /* of "time-…" */
const char *matoi_clock_get_audience (const MatoiIncident *incident, const MatoiClock *clock);
GPtrArray *matoi_clocks_sort (const MatoiIncident *incident, GPtrArray *clocks, gint64 now);

G_END_DECLS
