/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-session.h"

G_BEGIN_DECLS

/* The commander's loop (IC-05): a button for each phase, the present one with its word. */
#define MATOI_TYPE_PHASE_STEPPER (matoi_phase_stepper_get_type ())
G_DECLARE_FINAL_TYPE (MatoiPhaseStepper, matoi_phase_stepper, MATOI, PHASE_STEPPER, GtkWidget)

void matoi_phase_stepper_set_session (MatoiPhaseStepper *self, MatoiSession *session_or_null);
void matoi_phase_stepper_update (MatoiPhaseStepper *self);
/* Words for the other phases too, where there is room for them. */
void matoi_phase_stepper_set_wordy (MatoiPhaseStepper *self, gboolean wordy);

G_END_DECLS
