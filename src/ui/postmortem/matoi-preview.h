/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-session.h"

G_BEGIN_DECLS

/* What Markdown looks like to a reader: drawn from cmark's tree, never from raw HTML. It scrolls
 * by itself, builds only what is looked at, and keeps its place when the text changes a little. */
#define MATOI_TYPE_PREVIEW (matoi_preview_get_type ())
G_DECLARE_FINAL_TYPE (MatoiPreview, matoi_preview, MATOI, PREVIEW, GtkWidget)

/* Asked once for every picture of the record that is shown, by its name ("picture:…"): answer
 * with matoi_preview_set_picture (), at any time. */
typedef void (*MatoiPreviewLoader) (MatoiPreview *self, const char *picture, gpointer user_data);

GtkWidget *matoi_preview_new (void);
void matoi_preview_set_text (MatoiPreview *self, const char *markdown);
/* Where the pictures are: in the record of that incident. */
void matoi_preview_set_session (MatoiPreview *self, MatoiSession *session_or_null);
/* Or anywhere else. */
void matoi_preview_set_loader (MatoiPreview *self,
                               MatoiPreviewLoader loader_or_null,
                               gpointer user_data,
                               GDestroyNotify destroy);
/* NULL: it cannot be shown. */
void
matoi_preview_set_picture (MatoiPreview *self, const char *picture, GdkTexture *texture_or_null);

G_END_DECLS
