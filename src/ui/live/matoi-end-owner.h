/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-session.h"

G_BEGIN_DECLS

/* Who owns the postmortem: one person, with suggestions and their reasons (END-08, END-09).
 * Signal "changed" (): another name is in the field. */
#define MATOI_TYPE_END_OWNER (matoi_end_owner_get_type ())
G_DECLARE_FINAL_TYPE (MatoiEndOwner, matoi_end_owner, MATOI, END_OWNER, GtkWidget)

void matoi_end_owner_show (MatoiEndOwner *self, const MatoiIncident *incident);
char *matoi_end_owner_dup_person (MatoiEndOwner *self);
void matoi_end_owner_reset (MatoiEndOwner *self, const char *person_or_null);

G_END_DECLS
