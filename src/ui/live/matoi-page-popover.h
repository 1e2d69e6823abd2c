/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-session.h"

G_BEGIN_DECLS

/* Who can be called for a role, with their numbers, and the record that it was done (DEC-07,
 * DEC-08b). Matoi itself pages nobody. */
#define MATOI_TYPE_PAGE_POPOVER (matoi_page_popover_get_type ())
G_DECLARE_FINAL_TYPE (MatoiPagePopover, matoi_page_popover, MATOI, PAGE_POPOVER, GtkPopover)

GtkWidget *matoi_page_popover_new (void);
void matoi_page_popover_begin (MatoiPagePopover *self, MatoiSession *session, const char *who);

G_END_DECLS
