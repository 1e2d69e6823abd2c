/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-element.h"

G_BEGIN_DECLS

/* One lesson; below one of what did not go well: what follows from it (TPL-09). */
#define MATOI_TYPE_LESSON_ROW (matoi_lesson_row_get_type ())
G_DECLARE_FINAL_TYPE (MatoiLessonRow, matoi_lesson_row, MATOI, LESSON_ROW, MatoiElement)

MatoiElement *
matoi_lesson_row_new (MatoiSession *session, const char *side, const MatoiLearned *one_or_null);
gboolean matoi_lesson_row_wants_follow_up (MatoiLessonRow *self);
void matoi_lesson_row_focus_follow_up (MatoiLessonRow *self);
void matoi_lesson_row_flush (MatoiLessonRow *self);

G_END_DECLS
