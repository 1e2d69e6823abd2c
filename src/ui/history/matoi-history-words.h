/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-finder.h"

G_BEGIN_DECLS

/* What is said of an incident in sentences, where a column is too narrow. (transfer full) */
char *matoi_history_dup_when (const MatoiHistoryRow *row, GTimeZone *zone);
char *matoi_history_dup_who (const MatoiHistoryRow *row);
char *matoi_history_dup_state (const MatoiHistoryRow *row);

G_END_DECLS
