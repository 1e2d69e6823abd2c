/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "matoi-context-actions.h"
#include "matoi-session.h"

G_BEGIN_DECLS

/* What a ticket is going to say, word for word, before anybody gets to see it (ACT-01…08); most of it
 * may be changed here. */
#define MATOI_TYPE_ACTION_TICKET (matoi_action_ticket_get_type ())
G_DECLARE_FINAL_TYPE (MatoiActionTicket, matoi_action_ticket, MATOI, ACTION_TICKET, AdwWindow)

/* Opens the preview for an action item of @session above the window of @asker, and asks for the
 * ticket when it is confirmed. */
void matoi_action_ticket_open (GtkWidget *asker, MatoiSession *session, const MatoiId *action);
/* Why none can be asked for: JIRA is not set up, or may not see this incident (SEC-13). (nullable)
 * (transfer full) */
char *matoi_action_ticket_dup_obstacle (MatoiSession *session, const MatoiAction *action);

/* "PAY", "JIRA" … in a line. (transfer full) */
char *matoi_action_ticket_dup_place (MatoiContext *context, const MatoiTicketDraft *draft);
/* What of @draft stands in the way, or is left out, one a line. (nullable) (transfer full) */
char *matoi_action_ticket_dup_problems (const MatoiTicketDraft *draft, gboolean hard_only);

G_END_DECLS
