/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-context.h"

G_BEGIN_DECLS

/* The page a new incident is declared on. Signals: "declared" (MatoiReceipt *) when it is
 * durable, "cancelled". */
#define MATOI_TYPE_DECLARE_VIEW (matoi_declare_view_get_type ())
G_DECLARE_FINAL_TYPE (MatoiDeclareView, matoi_declare_view, MATOI, DECLARE_VIEW, GtkWidget)

void matoi_declare_view_set_context (MatoiDeclareView *self, MatoiContext *context);
void matoi_declare_view_begin (MatoiDeclareView *self);

G_END_DECLS
