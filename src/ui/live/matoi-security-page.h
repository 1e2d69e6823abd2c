/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-session.h"

G_BEGIN_DECLS

/* The one-way switch to a security incident, then its checklist (SEC-01…11).
 * Signal "done" (). */
#define MATOI_TYPE_SECURITY_PAGE (matoi_security_page_get_type ())
G_DECLARE_FINAL_TYPE (MatoiSecurityPage, matoi_security_page, MATOI, SECURITY_PAGE, GtkWidget)

void matoi_security_page_set_session (MatoiSecurityPage *self, MatoiSession *session_or_null);
void matoi_security_page_begin (MatoiSecurityPage *self);
void matoi_security_page_begin_as (MatoiSecurityPage *self, const char *codename);

G_END_DECLS
