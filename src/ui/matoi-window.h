/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "matoi-drafts.h"
#include "matoi-live.h"

G_BEGIN_DECLS

/* The cockpit: the list of incidents and the one that is open. */
#define MATOI_TYPE_WINDOW (matoi_window_get_type ())
G_DECLARE_FINAL_TYPE (MatoiWindow, matoi_window, MATOI, WINDOW, AdwApplicationWindow)

MatoiWindow *matoi_window_new (GtkApplication *application,
                               MatoiLive *live_or_null,
                               MatoiDrafts *drafts,
                               const GError *problem);
void matoi_window_open_reference (MatoiWindow *self, const char *ref);
void matoi_window_show_message (MatoiWindow *self, const char *text);
void matoi_window_show_toast (MatoiWindow *self,
                              const char *text,
                              const char *button_or_null,
                              const char *action_or_null);

G_END_DECLS
