/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-session.h"

G_BEGIN_DECLS

/* Another owner of the postmortem: one person (PM-04). Signal "done" (): it is recorded. */
#define MATOI_TYPE_OWNER_FORM (matoi_owner_form_get_type ())
G_DECLARE_FINAL_TYPE (MatoiOwnerForm, matoi_owner_form, MATOI, OWNER_FORM, GtkWidget)

GtkWidget *matoi_owner_form_new (void);
/* Who writes @section instead of who owns all of it. */
GtkWidget *matoi_owner_form_new_for_section (void);
void matoi_owner_form_set_section (MatoiOwnerForm *self, const char *section);
void matoi_owner_form_begin (MatoiOwnerForm *self, MatoiSession *session);

G_END_DECLS
