/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-session.h"

G_BEGIN_DECLS

/* The severities of the process in a row, the present one in its colour. Choosing a worse one
 * raises at once; a lesser one asks for the reason first (SVR-03). */
#define MATOI_TYPE_SEVERITY_BAR (matoi_severity_bar_get_type ())
G_DECLARE_FINAL_TYPE (MatoiSeverityBar, matoi_severity_bar, MATOI, SEVERITY_BAR, GtkWidget)

void matoi_severity_bar_set_session (MatoiSeverityBar *self, MatoiSession *session_or_null);
void matoi_severity_bar_update (MatoiSeverityBar *self);

G_END_DECLS
