/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* One piece of a document in its place: indented, with the marker of a list before it. As wide
 * as there is room; unlike a GtkBox it never asks a label how wide it were at some height, which
 * lays the text out twenty times. */
#define MATOI_TYPE_PREVIEW_BLOCK (matoi_preview_block_get_type ())
G_DECLARE_FINAL_TYPE (MatoiPreviewBlock, matoi_preview_block, MATOI, PREVIEW_BLOCK, GtkWidget)

/* @marker: (nullable); both are taken. */
GtkWidget *matoi_preview_block_new (int indent, GtkWidget *marker_or_null, GtkWidget *content);
GtkWidget *matoi_preview_block_get_content (MatoiPreviewBlock *self);

G_END_DECLS
