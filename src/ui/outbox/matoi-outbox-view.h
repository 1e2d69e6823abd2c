/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-context-outbox.h"
#include "matoi-incident.h"

G_BEGIN_DECLS

/* What waits to be said at a service, and what a person may do about it.
 * Signals: "closed" (); "said" (const char *text, gboolean can_undo): what was done. */
#define MATOI_TYPE_OUTBOX_VIEW (matoi_outbox_view_get_type ())
G_DECLARE_FINAL_TYPE (MatoiOutboxView, matoi_outbox_view, MATOI, OUTBOX_VIEW, GtkWidget)

void matoi_outbox_view_set_context (MatoiOutboxView *self, MatoiContext *context);
/* Is about to be shown; from inside @incident (nullable), whose own are shown first. */
void matoi_outbox_view_begin (MatoiOutboxView *self, const MatoiIncident *incident);
/* Takes the last discard back; FALSE: there is none any more. */
gboolean matoi_outbox_view_undo (MatoiOutboxView *self);
/* What was discarded is discarded for good: the way back is over. */
void matoi_outbox_view_settle (MatoiOutboxView *self);

G_END_DECLS
