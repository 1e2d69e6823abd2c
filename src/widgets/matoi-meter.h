/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A segmented bar: @value of @limit segments are filled; from @warning on it is marked. Has the
 * accessible role "meter"; whoever uses it sets its label. */
#define MATOI_TYPE_METER (matoi_meter_get_type ())
G_DECLARE_FINAL_TYPE (MatoiMeter, matoi_meter, MATOI, METER, GtkWidget)

GtkWidget *matoi_meter_new (void);
void matoi_meter_show (MatoiMeter *self, guint value, guint warning, guint limit);

G_END_DECLS
