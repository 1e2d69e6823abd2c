/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-insight-paper.h"
#include "matoi-insights-charts.h"

G_BEGIN_DECLS

/* One chart with its words: title, legend, how it is counted, the same as a table, and as a file.
 * Signals: "said" (const char *text): what was done; "print": it is to go on paper. */
#define MATOI_TYPE_INSIGHT_CARD (matoi_insight_card_get_type ())
G_DECLARE_FINAL_TYPE (MatoiInsightCard, matoi_insight_card, MATOI, INSIGHT_CARD, GtkWidget)

GtkWidget *matoi_insight_card_new (MatoiInsightsChart chart, MatoiContext *context);
/* Puts @control beside the title. */
void matoi_insight_card_add (MatoiInsightCard *self, GtkWidget *control);
/* @insights stay the caller's, until something else is shown. @time: the chosen of the four times. */
void
matoi_insight_card_show (MatoiInsightCard *self, const MatoiInsights *insights, MatoiMetric time);
/* Puts what it shows on @paper. */
void matoi_insight_card_put (MatoiInsightCard *self, MatoiInsightPaper *paper);
/* Writes it as @format ("csv", "png", "svg") to @file, and says so. */
void matoi_insight_card_save (MatoiInsightCard *self, const char *format, GFile *chosen);

G_END_DECLS
