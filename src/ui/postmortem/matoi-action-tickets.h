/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "matoi-session.h"

G_BEGIN_DECLS

/* All tickets of a postmortem at once: which are made, where, with what words, and which are not and
 * why, before anybody gets to see them (ACT-01). */
#define MATOI_TYPE_ACTION_TICKETS (matoi_action_tickets_get_type ())
G_DECLARE_FINAL_TYPE (MatoiActionTickets, matoi_action_tickets, MATOI, ACTION_TICKETS, AdwWindow)

/* Opens it above the window of @asker. */
void matoi_action_tickets_open (GtkWidget *asker, MatoiSession *session);
/* How many action items of @session wait for a ticket that could be asked for here. */
guint matoi_action_tickets_count (MatoiSession *session);

G_END_DECLS
