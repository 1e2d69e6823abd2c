/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-action-card.h"
#include "matoi-action-form.h"
#include "matoi-action-labels.h"
#include "matoi-action-offers.h"
#include "matoi-actions-page.h"
#include "matoi-more-text.h"
#include "matoi-steps-box.h"

G_BEGIN_DECLS

struct _MatoiActionsPage
{
  GtkWidget parent_instance;
  GtkBox *act_list;
  GtkLabel *act_many, *act_empty;
  GtkWidget *act_new, *act_removed, *act_undo, *act_all, *act_all_box;
  GtkLabel *act_all_why;
  MatoiActionForm *act_form;
  MatoiActionOffers *act_offers;
  MatoiActionLabels *act_labels;
  MatoiStepsBox *act_steps;
  MatoiMoreText *act_more;

  MatoiSession *session; /* (nullable) */
  MatoiCommand *restore; /* (nullable) what brings the last removed one back */
  GPtrArray *outbox;     /* (nullable) of MatoiOutboxRow: what waits of this incident */
};

/* --- matoi-actions-page.c: its cards, one for each action item; each (nullable) */
MatoiActionCard *matoi_actions_page_get_first (MatoiActionsPage *self);
MatoiActionCard *matoi_actions_page_get_next (MatoiActionCard *row);
MatoiActionCard *matoi_actions_page_find_row (MatoiActionsPage *self, const MatoiId *id);

/* --- matoi-actions-page-undo.c: removing, and taking that back */
/* Takes @restore (nullable), which brings the one back that was removed. */
void matoi_actions_page_show_removed (MatoiActionsPage *self, MatoiCommand *restore);
void matoi_actions_page_install_undo (GtkWidgetClass *class);

/* --- matoi-actions-page-tickets.c */
void matoi_actions_page_show_waiting (MatoiActionsPage *self);
void matoi_actions_page_read_outbox (MatoiActionsPage *self);
void matoi_actions_page_show_create_all (MatoiActionsPage *self);
void matoi_actions_page_install_tickets (GtkWidgetClass *class);

G_END_DECLS
