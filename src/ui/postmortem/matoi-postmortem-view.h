/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-drafts.h"
#include "matoi-session.h"

G_BEGIN_DECLS

/* One postmortem: its heading with the states, the sections, the page of one of them, and what is
 * missing. Installs the actions
 * postmortem.show (s section) · postmortem.jump (s gate) · postmortem.show-text ((suu) section,
 * offset, length) · postmortem.advance (s state) · postmortem.back · postmortem.meeting ·
 * postmortem.export (s format) · postmortem.print. */
#define MATOI_TYPE_POSTMORTEM_VIEW (matoi_postmortem_view_get_type ())
G_DECLARE_FINAL_TYPE (MatoiPostmortemView, matoi_postmortem_view, MATOI, POSTMORTEM_VIEW, GtkWidget)

void matoi_postmortem_view_set_session (MatoiPostmortemView *self, MatoiSession *session_or_null);
MatoiSession *matoi_postmortem_view_get_session (MatoiPostmortemView *self);
void matoi_postmortem_view_set_drafts (MatoiPostmortemView *self, MatoiDrafts *drafts);
void matoi_postmortem_view_show_section (MatoiPostmortemView *self, const char *section);
/* The place where @words, a query of the history, were found: @kind and @id as in MatoiSearchHit, and
 * "item" for an action item;
 * they are selected there, or their card has the keyboard. */
void matoi_postmortem_view_show_place (MatoiPostmortemView *self,
                                       const char *kind,
                                       const MatoiId *id,
                                       const char *words);
/* Brings the keyboard to the sections, for whoever has just opened it. */
void matoi_postmortem_view_begin (MatoiPostmortemView *self);
/* Asks every page to record what is typed. */
void matoi_postmortem_view_flush (MatoiPostmortemView *self);

G_END_DECLS
