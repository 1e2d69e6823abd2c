/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "matoi-context.h"

G_BEGIN_DECLS

/* A row that shows one of the organisation's settings and stores what is typed and applied. What
 * does not fit is refused below it. What is typed and not applied is there again when the page is
 * opened again, as long as the program runs. */
void matoi_setting_row_bind (AdwEntryRow *row, MatoiContext *context, const char *key);
/* The same for a row whose text somebody else stores: shows what is stored, keeps what is typed. */
void matoi_setting_row_watch (AdwEntryRow *row, MatoiContext *context, const char *key);
/* What is stored is shown again, whatever was typed. */
void matoi_setting_row_reset (AdwEntryRow *row);
/* What is typed, without blanks around it. (transfer full) */
char *matoi_setting_row_dup_text (AdwEntryRow *row);
/* Whether that may be stored; a sentence below the row says if it may not. */
gboolean matoi_setting_row_check (AdwEntryRow *row);
/* A sentence below a row of a list; (nullable): none any more. */
void matoi_setting_show_problem (GtkWidget *row, const char *text_or_null);
/* For problems with a setting, in the preferences @widget is in; until somebody closes it. */
void matoi_setting_tell_problem (GtkWidget *widget, const char *text);

G_END_DECLS
