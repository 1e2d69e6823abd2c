/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-session.h"

G_BEGIN_DECLS

/* Where the things are that are missing before the end. */
const MatoiId *matoi_end_find_target (const MatoiIncident *incident, const char *check_id);
gboolean matoi_end_needs_phase (const MatoiIncident *incident);
void matoi_end_go_public (GtkWidget *widget, MatoiSession *session);
char *matoi_end_dup_dissolve (const MatoiIncident *incident);

G_END_DECLS
