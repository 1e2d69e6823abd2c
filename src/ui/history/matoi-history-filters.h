/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-candidates.h"
#include "matoi-history-model.h"

G_BEGIN_DECLS

/* What may stand at @cursor (in characters) of what is looked for: the names of filters, and after
 * a colon the values that the incidents of @model have, or those @context
 * knows. (transfer full) (nullable) */
MatoiCandidateList *matoi_history_filters_find (MatoiHistoryModel *model,
                                                MatoiContext *context,
                                                const char *line,
                                                guint cursor);

G_END_DECLS
