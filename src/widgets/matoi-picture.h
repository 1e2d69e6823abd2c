/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A strip of time: bands, marks below them, tick labels, and a line for now. Times are ms UTC.
 * Marks that would cover each other are drawn as one; each kind has a shape of its own. Draws
 * itself again only when something moves by a pixel.
 *
 * Signal "activated" (gint64 at): clicked, or Enter on the keyboard's cursor (arrow keys move it
 * from mark to mark). Signal "cursor-moved" (gint64 at): by the keyboard.
 * Colours are named by style classes "band-N" (N = rank 0…5) and "mark-KIND" (KIND as in
 * the CSS classes "bar-KIND" of style.css), "now" and "tick". */
#define MATOI_TYPE_PICTURE (matoi_picture_get_type ())
G_DECLARE_FINAL_TYPE (MatoiPicture, matoi_picture, MATOI, PICTURE, GtkWidget)

GtkWidget *matoi_picture_new (void);
/* Begins anew: nothing is shown but the time from @from to @to; @now: where the line stands, or
 * G_MININT64 for none. @zone: of the tick labels. */
void matoi_picture_begin (MatoiPicture *self, gint64 from, gint64 to, gint64 now, GTimeZone *zone);
void matoi_picture_add_band (MatoiPicture *self, gint64 from, gint64 to, guint rank);
void matoi_picture_add_mark (MatoiPicture *self, gint64 at, const char *kind);
/* Time goes on: the end, the line, and the last band if it ended at the line. */
void matoi_picture_advance (MatoiPicture *self, gint64 to, gint64 now);
gint64 matoi_picture_get_time_at (MatoiPicture *self, double x);
/* What a screen reader says. */
void matoi_picture_set_summary (MatoiPicture *self, const char *summary);

G_END_DECLS
