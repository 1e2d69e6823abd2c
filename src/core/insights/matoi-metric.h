/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What is counted over many incidents (HIS-01…05, AFT-08). The order is that of pages and reports. */
typedef enum
{
  MATOI_METRIC_INCIDENTS,
  MATOI_METRIC_FALSE_ALARMS,
  MATOI_METRIC_DETECT, /* the four times; see MATOI_TIMES_* in matoi-insights.h */
  MATOI_METRIC_DECLARE,
  MATOI_METRIC_MITIGATE,
  MATOI_METRIC_RESOLVE,
  MATOI_METRIC_IN_SEVERITY,
  MATOI_METRIC_QUIET,
  MATOI_METRIC_WEEKDAYS,
  MATOI_METRIC_SERVICES,
  MATOI_METRIC_CAUSES,
  MATOI_METRIC_EXECUTIVES, /* the five rates */
  MATOI_METRIC_PUBLIC,
  MATOI_METRIC_MEETINGS,
  MATOI_METRIC_POSTMORTEMS,
  MATOI_METRIC_ACTIONS,
  MATOI_METRIC_OPEN_ACTIONS,
  MATOI_METRIC_LOAD,
  MATOI_N_METRICS
} MatoiMetric;

/* A word that does not change, such as "time-to-resolve": in JSON, in links of the help. */
const char *matoi_metric_get_id (MatoiMetric metric);
/* -1: there is none */
int matoi_metric_from_id (const char *id);
/* The heading of a card or a chart, translated. Borrowed. */
const char *matoi_metric_get_name (MatoiMetric metric);
/* How it is counted: one or two translated sentences, for a popover and the help. (transfer full) */
char *matoi_metric_dup_definition (MatoiMetric metric);

G_END_DECLS
