/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-session.h"

G_BEGIN_DECLS

/* The timeline with its filters, its search and the picture over time. */
#define MATOI_TYPE_TIMELINE_VIEW (matoi_timeline_view_get_type ())
G_DECLARE_FINAL_TYPE (MatoiTimelineView, matoi_timeline_view, MATOI, TIMELINE_VIEW, GtkWidget)

void matoi_timeline_view_set_session (MatoiTimelineView *self, MatoiSession *session_or_null);
void matoi_timeline_view_scroll_to_end (MatoiTimelineView *self);
void matoi_timeline_view_show_entry (MatoiTimelineView *self, const MatoiId *id);
void matoi_timeline_view_find (MatoiTimelineView *self);
void matoi_timeline_view_focus_list (MatoiTimelineView *self);
void matoi_timeline_view_scroll_to_end (MatoiTimelineView *self);
void matoi_timeline_view_show_entry (MatoiTimelineView *self, const MatoiId *id);
void matoi_timeline_view_find (MatoiTimelineView *self);

G_END_DECLS
