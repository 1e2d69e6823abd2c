/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-context-insights.h"

G_BEGIN_DECLS

/* The report of a month as a file (AFT-08): which month, in which language, in which format.
 * Signal "said" (const char *text): what was done. */
#define MATOI_TYPE_INSIGHTS_REPORT (matoi_insights_report_get_type ())
G_DECLARE_FINAL_TYPE (MatoiInsightsReport,
                      matoi_insights_report,
                      MATOI,
                      INSIGHTS_REPORT,
                      GtkPopover)

GtkWidget *matoi_insights_report_new (MatoiContext *context);
/* Writes the chosen report to @file, in the background. */
void matoi_insights_report_save (MatoiInsightsReport *self, GFile *file);

G_END_DECLS
