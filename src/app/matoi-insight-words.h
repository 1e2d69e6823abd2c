/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-insights.h"

G_BEGIN_DECLS

/* How figures read, everywhere alike. */

/* "41 min", "2 h 10 min", "3 d 4 h". (transfer full) */
char *matoi_insight_dup_duration (gint64 ms);
/* "Mon"; 0 is Monday. (transfer full) */
char *matoi_insight_dup_weekday (guint weekday);
/* Whole, rounded down: 100 only if none was missed. */
guint matoi_insight_get_percent (const MatoiRate *rate);

G_END_DECLS
