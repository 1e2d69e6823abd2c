/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "matoi-session.h"

G_BEGIN_DECLS

/* What is left of the process of the postmortem as a ticket with sub-tasks, word for word, before
 * anybody gets to see it (ACT-11). */
#define MATOI_TYPE_STEPS_WINDOW (matoi_steps_window_get_type ())
G_DECLARE_FINAL_TYPE (MatoiStepsWindow, matoi_steps_window, MATOI, STEPS_WINDOW, AdwWindow)

/* Opens it above the window of @asker. */
void matoi_steps_window_open (GtkWidget *asker, MatoiSession *session);

G_END_DECLS
