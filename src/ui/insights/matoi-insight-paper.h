/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-chart-data.h"
#include "matoi-insight-figure.h"

G_BEGIN_DECLS

/* Key figures and charts as they were when it was made, for paper. */
typedef struct _MatoiInsightPaper MatoiInsightPaper;

/* @heading: what it is; @span: of when and of what. (transfer full) */
MatoiInsightPaper *matoi_insight_paper_new (const char *heading, const char *span);
void matoi_insight_paper_free (MatoiInsightPaper *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MatoiInsightPaper, matoi_insight_paper_free)
void matoi_insight_paper_add_figure (MatoiInsightPaper *self, const MatoiFigure *figure);
/* @data is kept; @summary: the sentence below it. */
void matoi_insight_paper_add_chart (MatoiInsightPaper *self,
                                    MatoiChartData *data,
                                    const char *title,
                                    const char *subtitle,
                                    const char *summary);
/* How many pages of @width by @height points that takes, at least one. */
guint matoi_insight_paper_lay_out (MatoiInsightPaper *self,
                                   PangoContext *pango,
                                   double width,
                                   double height);
/* One of them, from 0 on; after matoi_insight_paper_lay_out (). */
void matoi_insight_paper_draw (MatoiInsightPaper *self, cairo_t *cr, guint page);

G_END_DECLS
