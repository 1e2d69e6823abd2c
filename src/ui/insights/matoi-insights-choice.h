/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-context-insights.h"

G_BEGIN_DECLS

/* What the figures are of: the period, a service, a severity, and weeks or months.
 * Signal "changed" (). */
#define MATOI_TYPE_INSIGHTS_CHOICE (matoi_insights_choice_get_type ())
G_DECLARE_FINAL_TYPE (MatoiInsightsChoice, matoi_insights_choice, MATOI, INSIGHTS_CHOICE, GtkWidget)

/* Fills @query as of now; its lists stay valid until something else is chosen. FALSE: the two days
 * that were typed are no period. */
gboolean matoi_insights_choice_get_query (MatoiInsightsChoice *self,
                                          MatoiContext *context,
                                          MatoiInsightQuery *query);
/* Whether neither of the two days was typed yet. */
gboolean matoi_insights_choice_is_empty (MatoiInsightsChoice *self);
/* All of it in words, such as “Last 6 months · payments · All severities · By week”.
 * (transfer full) */
char *matoi_insights_choice_dup_words (MatoiInsightsChoice *self);
/* Services and severities to choose among are those that occur in @insights; nothing is taken away
 * while it is chosen. */
void matoi_insights_choice_offer (MatoiInsightsChoice *self, const MatoiInsights *insights);

G_END_DECLS
