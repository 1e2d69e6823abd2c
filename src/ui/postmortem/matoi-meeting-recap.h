/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-session.h"

G_BEGIN_DECLS

/* Parts of the document in large letters, for a shared screen. Each fills @box anew. */
void matoi_recap_show_timeline (GtkBox *box, MatoiSession *session);
void matoi_recap_show_learned (GtkBox *box, MatoiSession *session);
void matoi_recap_show_factors (GtkBox *box, MatoiSession *session);
void matoi_recap_show_impact (GtkBox *box, MatoiSession *session);
void matoi_recap_show_actions (GtkBox *box, MatoiSession *session);

G_END_DECLS
