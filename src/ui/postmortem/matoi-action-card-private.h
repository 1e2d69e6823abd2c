/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-action-card.h"
#include "matoi-action-fields.h"
#include "matoi-evidence.h"
#include "matoi-line-entry.h"

G_BEGIN_DECLS

struct _MatoiActionCard
{
  GtkWidget parent_instance;
  GtkLabel *act_priority, *act_text, *act_meta, *act_state, *act_hints, *act_why, *act_message,
    *act_ticket_note;
  GtkToggleButton *act_edit;
  GtkWidget *act_ticket_box, *act_wont, *act_reopen, *act_why_box, *act_wont_box, *act_drop;
  GtkWidget *act_ticket_edit, *act_ticket_create;
  MatoiLineEntry *act_ticket, *act_wont_reason;
  MatoiEvidenceChip *act_link;
  GtkBox *act_details;
  GtkWidget *act_details_box;
  MatoiActionFields *fields; /* (nullable) made when it is opened */

  MatoiSession *session;
  MatoiId id;
  MatoiCommand *restore; /* (nullable) what adds it again, once it is removed here */
  gboolean relinking;    /* the ticket it has is being changed */
  gboolean waiting;      /* its ticket is in the outbox */
  char *waiting_text;    /* (nullable) where it stands there */
};

/* --- matoi-action-card.c */
/* (nullable): as the session has it now */
const MatoiAction *matoi_action_card_find_action (MatoiActionCard *self);
/* (transfer full): about its action item */
MatoiCommand *matoi_action_card_new_command (MatoiActionCard *self, const char *name);
/* Takes @command; what it was refused for is shown here. */
void matoi_action_card_submit (MatoiActionCard *self, MatoiCommand *command);

/* --- matoi-action-card-ticket.c: its ticket */
void matoi_action_card_install_ticket (GtkWidgetClass *class);

G_END_DECLS
