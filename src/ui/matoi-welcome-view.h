/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-context.h"

G_BEGIN_DECLS

/* The three questions of the first start: who, how, where. Signal "done": answered or put aside. */
#define MATOI_TYPE_WELCOME_VIEW (matoi_welcome_view_get_type ())
G_DECLARE_FINAL_TYPE (MatoiWelcomeView, matoi_welcome_view, MATOI, WELCOME_VIEW, GtkWidget)

void matoi_welcome_view_set_context (MatoiWelcomeView *self, MatoiContext *context);

G_END_DECLS
