/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-context-insights.h"

G_BEGIN_DECLS

/* Reads the figures of a span, then those of the span before it; one reading at a time. */
#define MATOI_TYPE_INSIGHTS_READER (matoi_insights_reader_get_type ())
G_DECLARE_FINAL_TYPE (MatoiInsightsReader, matoi_insights_reader, MATOI, INSIGHTS_READER, GObject)

/* @now, @before (nullable): the callee's; or @now is NULL, and @error says why. */
typedef void (*MatoiInsightsRead) (MatoiInsights *now,
                                   MatoiInsights *before,
                                   const GError *error,
                                   gpointer user_data);

/* @read is not called any more once it was stopped. (transfer full) */
MatoiInsightsReader *
matoi_insights_reader_new (MatoiContext *context, MatoiInsightsRead read, gpointer user_data);
/* The lists of @query stay the caller's until it was read or stopped. */
void matoi_insights_reader_read (MatoiInsightsReader *self, const MatoiInsightQuery *query);
void matoi_insights_reader_stop (MatoiInsightsReader *self);

G_END_DECLS
