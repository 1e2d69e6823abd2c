/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-session.h"

G_BEGIN_DECLS

/* What a postmortem can be written as. A confidential one asks first (SEC-13).
 * Signal "chosen" (const char *what, gboolean both): a format of matoi_context_export_async (),
 * or "print"; @both: headings in English and Japanese. */
#define MATOI_TYPE_EXPORT_POPOVER (matoi_export_popover_get_type ())
G_DECLARE_FINAL_TYPE (MatoiExportPopover, matoi_export_popover, MATOI, EXPORT_POPOVER, GtkPopover)

GtkWidget *matoi_export_popover_new (void);
void matoi_export_popover_set_session (MatoiExportPopover *self, MatoiSession *session_or_null);
/* As if @what was chosen in it. */
void matoi_export_popover_ask (MatoiExportPopover *self, const char *what);

G_END_DECLS
