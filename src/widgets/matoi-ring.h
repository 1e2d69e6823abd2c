/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  MATOI_RING_OFF,     /* an empty, thin circle */
  MATOI_RING_RUNNING, /* the arc that is left */
  MATOI_RING_DUE,     /* the same, and a mark in the middle */
  MATOI_RING_OVERDUE, /* full, and an exclamation mark: told apart without colour */
} MatoiRingState;

/* A clock as a ring: @fraction (0…1) of its time is left. Draws itself again only when it would
 * look different. The words beside it are the accessible name; the ring is presentation. */
#define MATOI_TYPE_RING (matoi_ring_get_type ())
G_DECLARE_FINAL_TYPE (MatoiRing, matoi_ring, MATOI, RING, GtkWidget)

GtkWidget *matoi_ring_new (void);
void matoi_ring_show (MatoiRing *self, MatoiRingState state, double fraction);

G_END_DECLS
