/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-insight-paper.h"
#include "matoi-live.h"

G_BEGIN_DECLS

/* The view "Insights", the manager's (HIS-01…05): key figures and charts over many incidents, each
 * of which opens the incidents it is made of. Read when it is first seen.
 * Signal "said" (const char *text): what was done. */
#define MATOI_TYPE_INSIGHTS_VIEW (matoi_insights_view_get_type ())
G_DECLARE_FINAL_TYPE (MatoiInsightsView, matoi_insights_view, MATOI, INSIGHTS_VIEW, GtkWidget)

void matoi_insights_view_set_live (MatoiInsightsView *self, MatoiLive *live);
/* The view comes to be seen. */
void matoi_insights_view_begin (MatoiInsightsView *self);
/* What is shown, for paper; NULL: nothing is. (transfer full) */
MatoiInsightPaper *matoi_insights_view_new_paper (MatoiInsightsView *self);

G_END_DECLS
