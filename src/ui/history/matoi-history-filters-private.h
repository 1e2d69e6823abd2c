/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-history-filters.h"

G_BEGIN_DECLS

/* --- matoi-history-filters.c */
void matoi_history_filters_add (MatoiCandidateList *list,
                                const char *insert,
                                const char *note,
                                gboolean more);
/* Also by the word for it, where that is written with other letters than the filter. */
gboolean matoi_history_filters_begins (const char *name, const char *folded);

/* --- matoi-history-filter-values.c: what may stand behind the colon, where @typed does */
void matoi_history_filters_add_values (MatoiCandidateList *list,
                                       MatoiHistoryModel *model,
                                       MatoiContext *context,
                                       const char *filter,
                                       const char *typed);

G_END_DECLS
