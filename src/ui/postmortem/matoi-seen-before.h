/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-session.h"

G_BEGIN_DECLS

/* The incidents that were the same as this one (WRI-09, HIS): below the head of its postmortem, a
 * row each; nothing where there are none. They are linked in History. */
#define MATOI_TYPE_SEEN_BEFORE (matoi_seen_before_get_type ())
G_DECLARE_FINAL_TYPE (MatoiSeenBefore, matoi_seen_before, MATOI, SEEN_BEFORE, GtkWidget)

/* @session: nullable. */
void matoi_seen_before_set_session (MatoiSeenBefore *self, MatoiSession *session);

G_END_DECLS
