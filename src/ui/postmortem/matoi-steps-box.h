/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-session.h"

G_BEGIN_DECLS

/* ACT-11: what is left of the process as tickets: asks for them, or shows which they are. */
#define MATOI_TYPE_STEPS_BOX (matoi_steps_box_get_type ())
G_DECLARE_FINAL_TYPE (MatoiStepsBox, matoi_steps_box, MATOI, STEPS_BOX, GtkWidget)

/* @outbox: (nullable) of MatoiOutboxRow: what waits of the incident. */
void matoi_steps_box_show (MatoiStepsBox *self, MatoiSession *session_or_null, GPtrArray *outbox);

G_END_DECLS
