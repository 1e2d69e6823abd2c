/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-context-insights.h"

G_BEGIN_DECLS

typedef enum
{
  MATOI_FIGURE_RESOLVE_WORST, /* by the worst severity there is, then the next one */
  MATOI_FIGURE_RESOLVE_NEXT,
  MATOI_FIGURE_DECLARE,
  MATOI_FIGURE_POSTMORTEMS,
  MATOI_FIGURE_OPEN_ACTIONS,
  MATOI_FIGURE_EXECUTIVES,
  MATOI_N_FIGURES
} MatoiFigureKind;

/* One of the key figures, in words. */
typedef struct
{
  char *title, *value, *note; /* value "—": too few; note: the change, or the reason */
  int tone;                   /* 1: better than before, -1: worse, or late; 0: neither */
  MatoiMetric metric;
  GPtrArray *rows; /* owned by the insights */
} MatoiFigure;

/* @before (nullable): of the span before. */
void matoi_figure_fill (MatoiFigure *self,
                        MatoiFigureKind kind,
                        const MatoiInsights *now,
                        const MatoiInsights *before);
void matoi_figure_clear (MatoiFigure *self);

G_END_DECLS
