/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-session.h"

G_BEGIN_DECLS

/* What a reviewer goes through (WRI-10): the "checklist" of the process, a tick each. */
#define MATOI_TYPE_REVIEW_TICKS (matoi_review_ticks_get_type ())
G_DECLARE_FINAL_TYPE (MatoiReviewTicks, matoi_review_ticks, MATOI, REVIEW_TICKS, GtkWidget)

void matoi_review_ticks_set_session (MatoiReviewTicks *self, MatoiSession *session_or_null);
void matoi_review_ticks_refresh (MatoiReviewTicks *self);

G_END_DECLS
