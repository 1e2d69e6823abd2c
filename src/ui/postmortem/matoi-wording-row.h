/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-hints.h"

G_BEGIN_DECLS

/* One hint on the words: what was found, where, and what to write instead.
 *
 * Signals:
 * "keep": it is right as it stands. */
#define MATOI_TYPE_WORDING_ROW (matoi_wording_row_get_type ())
G_DECLARE_FINAL_TYPE (MatoiWordingRow, matoi_wording_row, MATOI, WORDING_ROW, GtkListBoxRow)

GtkWidget *matoi_wording_row_new (void);
/* @section: its name for people. */
void matoi_wording_row_show (MatoiWordingRow *self,
                             const MatoiHint *hint,
                             const char *section,
                             gboolean may_keep);
/* What names the hint as long as its words are there; another line is the same hint. */
char *matoi_wording_row_dup_key (const MatoiHint *hint, guint occurrence);

const char *matoi_wording_row_get_section (MatoiWordingRow *self);
const char *matoi_wording_row_get_rule (MatoiWordingRow *self);
const char *matoi_wording_row_get_words (MatoiWordingRow *self);
gsize matoi_wording_row_get_offset (MatoiWordingRow *self);
gsize matoi_wording_row_get_length (MatoiWordingRow *self);

G_END_DECLS
