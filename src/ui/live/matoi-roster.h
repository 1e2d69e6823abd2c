/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-session.h"

G_BEGIN_DECLS

/* Who holds which role, who is missing, how many report to the commander (IC-18). */
#define MATOI_TYPE_ROSTER (matoi_roster_get_type ())
G_DECLARE_FINAL_TYPE (MatoiRoster, matoi_roster, MATOI, ROSTER, GtkWidget)

void matoi_roster_set_session (MatoiRoster *self, MatoiSession *session_or_null);
/* Faces only, in a column of 64 pixels; the words are in the tooltips. */
void matoi_roster_set_compact (MatoiRoster *self, gboolean compact);

G_END_DECLS
