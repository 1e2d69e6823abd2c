/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-wording.h"

G_BEGIN_DECLS

/* A text that saves itself: the one way in which longer words are typed into a postmortem.
 * GtkSourceView with Markdown, undo, hints on wording and, where the system has it, spelling.
 *
 * Signals:
 * "save" (const char *text): typing has paused (or gone on for a second): to be recorded. The owner records it
 *   and then calls matoi_prose_set_text () with what is durable, or matoi_prose_fail ().
 * "typed": after every change by the person. */
#define MATOI_TYPE_PROSE (matoi_prose_get_type ())
G_DECLARE_FINAL_TYPE (MatoiProse, matoi_prose, MATOI, PROSE, GtkWidget)

/* @lines: the least height; 0: as high as there is room (the editor of a section). */
GtkWidget *matoi_prose_new (const char *accessible_label, guint lines);
void matoi_prose_set_label (MatoiProse *self, const char *accessible_label);
void matoi_prose_set_placeholder (MatoiProse *self, const char *text);
/* What is durable now. What the person typed since is kept: both are merged by sentence. */
void matoi_prose_set_text (MatoiProse *self, const char *text);
/* Forgets what was typed: another text is shown from now on. */
void matoi_prose_reset (MatoiProse *self, const char *text);
char *matoi_prose_dup_text (MatoiProse *self);
gboolean matoi_prose_is_saved (MatoiProse *self);
void matoi_prose_flush (MatoiProse *self);
/* It could not be recorded: the text stays, and is offered again with the next change or flush. */
void matoi_prose_fail (MatoiProse *self);
void matoi_prose_set_editable (MatoiProse *self, gboolean editable);
void matoi_prose_select (MatoiProse *self, gsize offset, gsize length);
/* Something durable has come in and waits until the input method has done: the text is not typed on
 * it yet. */
gboolean matoi_prose_is_waiting (MatoiProse *self);
/* An input method is at it: letters are being chosen. */
gboolean matoi_prose_is_composing (MatoiProse *self);
/* Says in words, below the text, what could not be done; NULL or the next key takes it away. */
void matoi_prose_show_problem (MatoiProse *self, const char *text_or_null);
GtkTextView *matoi_prose_get_view (MatoiProse *self);
/* Puts @text in as if it was typed, in place of the selection. */
void matoi_prose_insert (MatoiProse *self, const char *text);
/* Marks these in the text; (nullable) of MatoiWordingHit. */
void matoi_prose_set_hits (MatoiProse *self, GPtrArray *hits);

G_END_DECLS
