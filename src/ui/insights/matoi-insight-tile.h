/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-insight-figure.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A key figure: a button, which opens the incidents it is made of. */
#define MATOI_TYPE_INSIGHT_TILE (matoi_insight_tile_get_type ())
G_DECLARE_FINAL_TYPE (MatoiInsightTile, matoi_insight_tile, MATOI, INSIGHT_TILE, GtkButton)

GtkWidget *matoi_insight_tile_new (MatoiFigureKind kind, MatoiContext *context);
/* @now stays the caller's, until something else is shown. */
void matoi_insight_tile_show (MatoiInsightTile *self,
                              const MatoiInsights *now,
                              const MatoiInsights *before_or_null);

G_END_DECLS
