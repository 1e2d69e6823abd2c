/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-session.h"

G_BEGIN_DECLS

/* Of an incident that has ended without a postmortem: who is to write it and in which form, or why
 * it is waived (PM-01…04). Who shows it follows the session: it has begun when there is one.
 * Signal "done" (): somebody turned back, or it was waived. */
#define MATOI_TYPE_POSTMORTEM_START (matoi_postmortem_start_get_type ())
G_DECLARE_FINAL_TYPE (MatoiPostmortemStart,
                      matoi_postmortem_start,
                      MATOI,
                      POSTMORTEM_START,
                      GtkWidget)

void matoi_postmortem_start_set_session (MatoiPostmortemStart *self, MatoiSession *session_or_null);

G_END_DECLS
