/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-postmortem.h"
#include "matoi-session.h"

G_BEGIN_DECLS

/* What follows from something that did not go well: an action item, made here or chosen, or the
 * reason why there is none. Says which, in words. */
#define MATOI_TYPE_FOLLOW_UP (matoi_follow_up_get_type ())
G_DECLARE_FINAL_TYPE (MatoiFollowUp, matoi_follow_up, MATOI, FOLLOW_UP, GtkWidget)

void matoi_follow_up_show (MatoiFollowUp *self, MatoiSession *session, const MatoiLearned *one);
gboolean matoi_follow_up_is_missing (MatoiFollowUp *self);
void matoi_follow_up_focus (MatoiFollowUp *self);
void matoi_follow_up_flush (MatoiFollowUp *self);

G_END_DECLS
