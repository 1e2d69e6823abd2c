/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-session.h"

G_BEGIN_DECLS

/* Another deadline, and why. Signal "done" (): it is recorded, or given up. */
#define MATOI_TYPE_DUE_FORM (matoi_due_form_get_type ())
G_DECLARE_FINAL_TYPE (MatoiDueForm, matoi_due_form, MATOI, DUE_FORM, GtkWidget)

GtkWidget *matoi_due_form_new (void);
void matoi_due_form_begin (MatoiDueForm *self, MatoiSession *session);

G_END_DECLS
