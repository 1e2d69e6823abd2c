/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-roster-items.h"

G_BEGIN_DECLS

/* What can be done about one row of the roster: assign, hand over, take, release, page, move.
 * A refusal is shown in it and nothing typed is lost; closes itself when it is recorded. */
#define MATOI_TYPE_ROSTER_POPOVER (matoi_roster_popover_get_type ())
G_DECLARE_FINAL_TYPE (MatoiRosterPopover, matoi_roster_popover, MATOI, ROSTER_POPOVER, GtkPopover)

GtkWidget *matoi_roster_popover_new (void);
/* Begins anew with @item_or_null (copied); NULL: any role for anybody. */
void matoi_roster_popover_begin (MatoiRosterPopover *self,
                                 MatoiSession *session,
                                 MatoiDirectory *directory,
                                 const MatoiRosterItem *item_or_null);
/* The incident has changed: @item_or_null of the same key, NULL: it is gone. */
void matoi_roster_popover_update (MatoiRosterPopover *self, const MatoiRosterItem *item_or_null);
void matoi_roster_popover_end (MatoiRosterPopover *self);
const char *matoi_roster_popover_get_key (MatoiRosterPopover *self);

G_END_DECLS
