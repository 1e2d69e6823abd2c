/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-drafts.h"
#include "matoi-session.h"

G_BEGIN_DECLS

/* Where a line is typed and recorded. One line is on its way at a time; lines typed meanwhile
 * wait in the field. What is half typed is kept in MatoiDrafts. A line that asks for a page of
 * the window, such as "/end" or "/page ic", activates its action ("incident.end" …).
 * Signal "command" (MatoiCommand *): there is no such action around the bar. */
#define MATOI_TYPE_ENTRY_BAR (matoi_entry_bar_get_type ())
G_DECLARE_FINAL_TYPE (MatoiEntryBar, matoi_entry_bar, MATOI, ENTRY_BAR, GtkWidget)

void matoi_entry_bar_set_session (MatoiEntryBar *self, MatoiSession *session_or_null);
void matoi_entry_bar_set_drafts (MatoiEntryBar *self, MatoiDrafts *drafts);
void matoi_entry_bar_prefill (MatoiEntryBar *self, const char *text);
void matoi_entry_bar_reset (MatoiEntryBar *self, const char *text);
const char *matoi_entry_bar_get_text (MatoiEntryBar *self);
const char *matoi_entry_bar_get_message (MatoiEntryBar *self);

G_END_DECLS
