/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-context-insights.h"
#include "matoi-insight-paper.h"

G_BEGIN_DECLS

/* On paper, by the system's print dialog. */

/* What is shown, or the report of a month; both are kept until it is printed. @name: of the job and
 * of a file it goes to. (transfer full) */
GtkPrintOperation *matoi_insight_print_new_paper (MatoiInsightPaper *paper, const char *name);
GtkPrintOperation *matoi_insight_print_new_report (MatoiReportText *text, const char *name);
/* Asks where to; @widget has a signal "said", which tells if nothing could be printed. */
void matoi_insight_print_run (GtkPrintOperation *operation, GtkWidget *widget);
/* Reads the report of @query, named by its month, and prints it. Until then @cancellable stops
 * it. */
void matoi_insight_print_report (GtkWidget *widget,
                                 MatoiContext *context,
                                 const MatoiReportQuery *query,
                                 GCancellable *cancellable);

G_END_DECLS
