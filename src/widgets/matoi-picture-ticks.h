/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The clock below a MatoiPicture: short lines within @area, and times under them. */
void matoi_ticks_draw (GtkWidget *widget,
                       GtkSnapshot *snapshot,
                       const graphene_rect_t *area,
                       gint64 from,
                       gint64 to,
                       GTimeZone *zone,
                       const GdkRGBA *colour);

G_END_DECLS
