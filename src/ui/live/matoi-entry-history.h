/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The lines entered for one incident, for the arrow keys. */
typedef struct
{
  GPtrArray *lines; /* of char *, the oldest first */
  guint at;         /* which one is shown; lines->len: none */
} MatoiEntryHistory;

MatoiEntryHistory *matoi_entry_history_new (void);
void matoi_entry_history_free (MatoiEntryHistory *self);
void matoi_entry_history_add (MatoiEntryHistory *self, const char *line);
gboolean matoi_entry_history_is_at (MatoiEntryHistory *self, const char *text);
void matoi_entry_history_leave (MatoiEntryHistory *self);
const char *matoi_entry_history_walk (MatoiEntryHistory *self, const char *text, int by);

G_END_DECLS
