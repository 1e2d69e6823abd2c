/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-window.h"

G_BEGIN_DECLS

void matoi_help_show (MatoiWindow *window);
void matoi_help_show_files (MatoiWindow *window);

G_END_DECLS
