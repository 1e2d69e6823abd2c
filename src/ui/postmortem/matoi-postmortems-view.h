/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-drafts.h"
#include "matoi-live.h"

G_BEGIN_DECLS

/* The view "Postmortems": all of them by state and deadline, one of them in the editor, or the
 * questions with which one begins. Made when it is first seen.
 * Signal "title-changed" (): matoi_postmortems_view_get_session () is another one. */
#define MATOI_TYPE_POSTMORTEMS_VIEW (matoi_postmortems_view_get_type ())
G_DECLARE_FINAL_TYPE (MatoiPostmortemsView,
                      matoi_postmortems_view,
                      MATOI,
                      POSTMORTEMS_VIEW,
                      GtkWidget)

void
matoi_postmortems_view_set_live (MatoiPostmortemsView *self, MatoiLive *live, MatoiDrafts *drafts);
/* Reads the list again; when the view comes to be seen, and after news. */
void matoi_postmortems_view_refresh (MatoiPostmortemsView *self);
/* Opens the postmortem of @incident, or asks who is to write it. */
void matoi_postmortems_view_open (MatoiPostmortemsView *self, const MatoiId *incident);
/* The same, at the place where @words were found; see matoi_postmortem_view_show_place ();
 * "item" and an id for an action item. */
void matoi_postmortems_view_open_place (MatoiPostmortemsView *self,
                                        const MatoiId *incident,
                                        const char *kind,
                                        const MatoiId *place,
                                        const char *words);
void matoi_postmortems_view_show_list (MatoiPostmortemsView *self);
/* What was asked for cannot be shown: says so in place. */
void matoi_postmortems_view_show_problem (MatoiPostmortemsView *self, const GError *error);
void matoi_postmortems_view_find (MatoiPostmortemsView *self);
/* Records what is typed. */
void matoi_postmortems_view_flush (MatoiPostmortemsView *self);
MatoiSession *matoi_postmortems_view_get_session (MatoiPostmortemsView *self);

G_END_DECLS
