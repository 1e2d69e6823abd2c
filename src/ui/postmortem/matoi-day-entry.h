/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A day, typed or picked from a calendar, and told again as people write it here.
 * Signal "save" (const char *day): YYYY-MM-DD, to be recorded. */
#define MATOI_TYPE_DAY_ENTRY (matoi_day_entry_get_type ())
G_DECLARE_FINAL_TYPE (MatoiDayEntry, matoi_day_entry, MATOI, DAY_ENTRY, GtkWidget)

void matoi_day_entry_set_day (MatoiDayEntry *self, const char *durable);
void matoi_day_entry_reset (MatoiDayEntry *self, const char *day, const char *otherwise_or_null);
char *matoi_day_entry_dup_day (MatoiDayEntry *self);
gboolean matoi_day_entry_is_valid (MatoiDayEntry *self);
void matoi_day_entry_fail (MatoiDayEntry *self);
void matoi_day_entry_flush (MatoiDayEntry *self);

G_END_DECLS
