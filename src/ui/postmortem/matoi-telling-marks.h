/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-telling-model.h"

G_BEGIN_DECLS

/* The marks the timeline does not show yet (TML-05); each offers the entries that may be it.
 * Signals: "marked" (MatoiTellingItem *, const char *anchor): that is it; "wanted" (const char
 * *anchor): there is none yet, a row is to be added. */
#define MATOI_TYPE_TELLING_MARKS (matoi_telling_marks_get_type ())
G_DECLARE_FINAL_TYPE (MatoiTellingMarks, matoi_telling_marks, MATOI, TELLING_MARKS, GtkWidget)

void matoi_telling_marks_show (MatoiTellingMarks *self,
                               MatoiTellingModel *model,
                               GTimeZone *zone,
                               gboolean editable);
/* Offers what may be @anchor; FALSE: it is not missing. */
gboolean matoi_telling_marks_open (MatoiTellingMarks *self, const char *anchor);

G_END_DECLS
