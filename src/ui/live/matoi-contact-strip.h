/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-session.h"

G_BEGIN_DECLS

/* Where the incident is talked about, and who can be paged (BEF-04). */
#define MATOI_TYPE_CONTACT_STRIP (matoi_contact_strip_get_type ())
G_DECLARE_FINAL_TYPE (MatoiContactStrip, matoi_contact_strip, MATOI, CONTACT_STRIP, GtkWidget)

void matoi_contact_strip_set_session (MatoiContactStrip *self, MatoiSession *session_or_null);
/* Takes as little room as it can; it also folds of itself when it does not fit. */
void matoi_contact_strip_set_narrow (MatoiContactStrip *self, gboolean narrow);
/* Opens what helps to page @who: the id of a role, or a person. */
void matoi_contact_strip_page (MatoiContactStrip *self, const char *who);

G_END_DECLS
