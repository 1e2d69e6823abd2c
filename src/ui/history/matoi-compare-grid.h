/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-brief.h"

G_BEGIN_DECLS

/* Fills @grid, which is emptied first: a line for each aspect, a column for each incident. What
 * both have is marked with a sign, set in bold and said so. Buttons activate compare.open with a
 * reference. */
void matoi_compare_grid_show (GtkGrid *grid,
                              const MatoiBrief *one,
                              const MatoiBrief *other,
                              GTimeZone *zone);

G_END_DECLS
