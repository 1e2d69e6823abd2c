/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-session.h"

G_BEGIN_DECLS

/* What the heading of a postmortem says. Each (transfer full). */
char *matoi_postmortem_dup_subtitle (MatoiSession *session);
char *matoi_postmortem_dup_overdue (MatoiSession *session);
char *matoi_postmortem_dup_day (MatoiSession *session, gint64 at);
/* The button that leads to @state. */
const char *matoi_postmortem_get_step_label (const char *state);

G_END_DECLS
