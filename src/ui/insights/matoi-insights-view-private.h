/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "matoi-insight-card.h"
#include "matoi-insight-tile.h"
#include "matoi-insights-choice.h"
#include "matoi-insights-print.h"
#include "matoi-insights-reader.h"
#include "matoi-insights-view.h"

G_BEGIN_DECLS

struct _MatoiInsightsView
{
  GtkWidget parent_instance;
  GtkStack *ins_stack;
  AdwStatusPage *ins_problem;
  MatoiInsightsChoice *ins_choice;
  MatoiInsightsPrint *ins_print;
  GtkMenuButton *ins_report;
  GtkLabel *ins_message;
  GtkFlowBox *ins_tiles, *ins_cards;
  GtkBox *ins_page;

  MatoiContext *context;
  MatoiInsightTile *tiles[MATOI_N_FIGURES];
  MatoiInsightCard *cards[MATOI_INSIGHTS_N_CHARTS];
  GtkDropDown *times;          /* which of the four the charts of times show */
  MatoiInsights *now, *before; /* (nullable) what is shown */
  MatoiInsightsReader *reader;
  guint pause_id;                 /* nothing is read for a while */
  gboolean stale, reading, begun; /* stale: to be read anew when it can be */
};

/* --- matoi-insights-view-paper.c: printing */
void matoi_insights_view_print_card (MatoiInsightsView *self, MatoiInsightCard *card);
void matoi_insights_view_install_paper (GtkWidgetClass *widget_class);
/* After the template. */
void matoi_insights_view_begin_paper (MatoiInsightsView *self);

G_END_DECLS
