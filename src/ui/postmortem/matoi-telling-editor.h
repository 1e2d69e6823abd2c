/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-telling-item.h"

G_BEGIN_DECLS

/* What can be changed about a row of the timeline: its words, its time, its mark, where it comes
 * from. All of it records itself. Activates "told.edit" to be closed, "told.leave-out". */
#define MATOI_TYPE_TELLING_EDITOR (matoi_telling_editor_get_type ())
G_DECLARE_FINAL_TYPE (MatoiTellingEditor, matoi_telling_editor, MATOI, TELLING_EDITOR, GtkWidget)

GtkWidget *matoi_telling_editor_new (MatoiSession *session, MatoiTellingItem *item);
void matoi_telling_editor_flush (MatoiTellingEditor *self);
/* @part: text evidence time anchor */
gboolean matoi_telling_editor_focus (MatoiTellingEditor *self, const char *part);

G_END_DECLS
