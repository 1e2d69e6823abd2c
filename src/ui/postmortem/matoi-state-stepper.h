/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The states of a postmortem in a row: those behind, the present one in bold, those ahead. */
#define MATOI_TYPE_STATE_STEPPER (matoi_state_stepper_get_type ())
G_DECLARE_FINAL_TYPE (MatoiStateStepper, matoi_state_stepper, MATOI, STATE_STEPPER, GtkWidget)

/* draft in-review reviewed closed waived */
void matoi_state_stepper_set_state (MatoiStateStepper *self, const char *state);
/* Narrow: the word of the present state only. */
void matoi_state_stepper_set_narrow (MatoiStateStepper *self, gboolean narrow);

G_END_DECLS
