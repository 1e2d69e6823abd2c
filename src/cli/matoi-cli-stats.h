/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-context-insights.h"

G_BEGIN_DECLS

void matoi_cli_print_stats_json (const MatoiInsights *insights);

G_END_DECLS
