/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-live.h"

G_BEGIN_DECLS

/* Watches the clocks of every live incident. Signals, at most one of each for an incident and a
 * tick, so that hours of sleep end in one reminder and not in a burst:
 * "remind" (MatoiSession *, const char *text): something is newly due, or due for a longer time;
 *   @text names what, a line each, and gives nothing of a confidential incident away;
 * "settle" (MatoiSession *): nothing is due there any more. */
#define MATOI_TYPE_REMINDERS (matoi_reminders_get_type ())
G_DECLARE_FINAL_TYPE (MatoiReminders, matoi_reminders, MATOI, REMINDERS, GObject)

MatoiReminders *matoi_reminders_new (MatoiLive *live);

G_END_DECLS
