/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Times in microseconds, in a GArray of gint64; percentiles in milliseconds. */
GArray *times_new (void);
void times_add (GArray *times, gint64 us);
void times_since (GArray *times, gint64 from);
double times_get (GArray *times, double part);

/* The yardstick R: 200 bytes at the end of a file in @folder, each time until they are on the disk. */
GArray *measure_raw (const char *folder, guint rounds);

G_END_DECLS
