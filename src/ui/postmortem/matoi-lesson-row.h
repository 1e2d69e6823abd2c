/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-postmortem.h"
#include "matoi-session.h"

G_BEGIN_DECLS

/* One lesson; below one of what did not go well: what follows from it (TPL-09).
 * Signals: "settled": it was recorded or refused; "vanish": a new one is not wanted. */
#define MATOI_TYPE_LESSON_ROW (matoi_lesson_row_get_type ())
G_DECLARE_FINAL_TYPE (MatoiLessonRow, matoi_lesson_row, MATOI, LESSON_ROW, GtkWidget)

GtkWidget *
matoi_lesson_row_new (MatoiSession *session, const char *side, const MatoiLearned *one_or_null);
const MatoiId *matoi_lesson_row_get_id (MatoiLessonRow *self);
gboolean matoi_lesson_row_is_new (MatoiLessonRow *self);
gboolean matoi_lesson_row_is_pending (MatoiLessonRow *self);
gboolean matoi_lesson_row_was_removed_here (MatoiLessonRow *self);
gboolean matoi_lesson_row_wants_follow_up (MatoiLessonRow *self);
void matoi_lesson_row_update (MatoiLessonRow *self, const MatoiLearned *one_or_null);
void matoi_lesson_row_flush (MatoiLessonRow *self);
void matoi_lesson_row_focus (MatoiLessonRow *self, gboolean follow_up);
gboolean matoi_lesson_row_select (MatoiLessonRow *self, gsize offset, gsize length);

G_END_DECLS
