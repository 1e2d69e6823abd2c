/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-session.h"

G_BEGIN_DECLS

/* The heading of a postmortem: what it is of, where it stands, the way on and back, and the
 * forms for what is done seldom. Activates the actions of the MatoiPostmortemView. */
#define MATOI_TYPE_POSTMORTEM_HEADER (matoi_postmortem_header_get_type ())
G_DECLARE_FINAL_TYPE (MatoiPostmortemHeader,
                      matoi_postmortem_header,
                      MATOI,
                      POSTMORTEM_HEADER,
                      GtkWidget)

void
matoi_postmortem_header_set_session (MatoiPostmortemHeader *self, MatoiSession *session_or_null);
/* After an event, and now and then: a deadline passes by itself. */
void matoi_postmortem_header_update (MatoiPostmortemHeader *self);
void matoi_postmortem_header_set_narrow (MatoiPostmortemHeader *self, gboolean narrow);
/* Opens a form: "back", "owner", "due" or "waive". */
void matoi_postmortem_header_open (MatoiPostmortemHeader *self, const char *form);
/* A MatoiExportPopover. */
GtkWidget *matoi_postmortem_header_get_export (MatoiPostmortemHeader *self);
GtkToggleButton *matoi_postmortem_header_get_side_button (MatoiPostmortemHeader *self);

G_END_DECLS
