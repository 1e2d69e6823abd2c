/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-session.h"

G_BEGIN_DECLS

/* What reviewers say, until it is resolved: of the section that is shown and of all. */
#define MATOI_TYPE_COMMENTS_PANEL (matoi_comments_panel_get_type ())
G_DECLARE_FINAL_TYPE (MatoiCommentsPanel, matoi_comments_panel, MATOI, COMMENTS_PANEL, GtkWidget)

void matoi_comments_panel_set_session (MatoiCommentsPanel *self, MatoiSession *session_or_null);
/* What was typed about another section waits until that one is shown again. */
void matoi_comments_panel_set_section (MatoiCommentsPanel *self, const char *section_or_null);
/* Brings the keyboard to that one, if it is shown. */
void matoi_comments_panel_show_comment (MatoiCommentsPanel *self, const MatoiId *id);

G_END_DECLS
