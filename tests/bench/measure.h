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
/* What this thread has worked so far, in microseconds: that does not depend on what else runs. */
gint64 times_get_work (void);

/* Lets the main context run: for so long, or until @check holds. After a minute without, the program says that it gave
 * up waiting for @what, and ends. */
typedef gboolean (*RunCheck) (gpointer user_data);
void run_for (guint ms);
void run_until (RunCheck check, gpointer user_data, const char *what);

/* The yardstick R: 200 bytes at the end of a file in @folder, each time until they are on the disk. */
GArray *measure_raw (const char *folder, guint rounds);

G_END_DECLS
