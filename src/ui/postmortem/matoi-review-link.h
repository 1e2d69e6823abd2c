/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-session.h"

G_BEGIN_DECLS

/* The address where reviewers read the document, and the day they have for it (WRI-11). */
#define MATOI_TYPE_REVIEW_LINK (matoi_review_link_get_type ())
G_DECLARE_FINAL_TYPE (MatoiReviewLink, matoi_review_link, MATOI, REVIEW_LINK, GtkWidget)

void matoi_review_link_set_session (MatoiReviewLink *self, MatoiSession *session_or_null);
void matoi_review_link_refresh (MatoiReviewLink *self);
void matoi_review_link_flush (MatoiReviewLink *self);

G_END_DECLS
