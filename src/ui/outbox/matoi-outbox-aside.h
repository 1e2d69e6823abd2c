/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "matoi-context-outbox.h"

G_BEGIN_DECLS

/* What is being discarded: set aside first, so that it does not go, and discarded for good when
 * the time for undo is over. One at a time.
 * Signals: "changed" (); "problem" (const char *text). */
#define MATOI_TYPE_OUTBOX_ASIDE (matoi_outbox_aside_get_type ())
G_DECLARE_FINAL_TYPE (MatoiOutboxAside, matoi_outbox_aside, MATOI, OUTBOX_ASIDE, GObject)

MatoiOutboxAside *matoi_outbox_aside_new (MatoiContext *context);
void matoi_outbox_aside_put (MatoiOutboxAside *self, const MatoiOutboxRow *row);
gboolean matoi_outbox_aside_holds (MatoiOutboxAside *self, gint64 id);
/* It is @row of what is there now: perhaps it would go after all. */
void matoi_outbox_aside_check (MatoiOutboxAside *self, const MatoiOutboxRow *row);
gboolean matoi_outbox_aside_undo (MatoiOutboxAside *self);
void matoi_outbox_aside_settle (MatoiOutboxAside *self);

G_END_DECLS
