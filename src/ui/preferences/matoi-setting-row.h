/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "matoi-context.h"

G_BEGIN_DECLS

/* One of the organisation's settings in an entry row: shows what is stored, stores what is
 * applied, and says under the row what is wrong with a value that is refused. */
void matoi_setting_row_bind (AdwEntryRow *row, MatoiContext *context, const char *key);

/* Says what is wrong in the preferences @widget is in, until somebody closes it. */
void matoi_setting_tell_problem (GtkWidget *widget, const char *text);

G_END_DECLS
