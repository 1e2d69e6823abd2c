/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-context-actions.h"
#include "matoi-evidence.h"
#include "matoi-follow-ups-details.h"

G_BEGIN_DECLS

struct _MatoiFollowUpsDetails
{
  GtkWidget parent_instance;
  GtkWidget *det_box, *det_outbox, *det_retry, *det_form, *det_nudge_frame;
  GtkLabel *det_priority, *det_state, *det_due, *det_text, *det_incident_label, *det_notice,
    *det_why, *det_outbox_text, *det_form_title, *det_form_message, *det_changes_title;
  GtkGrid *det_facts;
  GtkBox *det_changes;
  GtkEntry *det_entry;
  GtkTextView *det_nudge_text;
  GtkButton *det_form_done, *det_form_post;
  GtkWidget *det_ticket, *det_link, *det_nudge, *det_wont;

  MatoiLive *live;
  MatoiContext *context;
  MatoiFollowUpsItem *item; /* (nullable) */
  MatoiId id;               /* of the action item that is shown */
  gint64 waiting;           /* of the step in the outbox that makes its ticket; 0: none */
  MatoiSession *session;    /* (nullable) of its incident, once it is read */
  MatoiFollowUpsForm form;
  gboolean busy;
  GCancellable *cancellable; /* of the incident that is being read */
};

/* --- matoi-follow-ups-details.c */
const MatoiActionRow *matoi_follow_ups_details_get_row (MatoiFollowUpsDetails *self);
/* (nullable): once its incident is read */
const MatoiAction *matoi_follow_ups_details_get_action (MatoiFollowUpsDetails *self);

/* --- matoi-follow-ups-details-facts.c: what is known of it */
void matoi_follow_ups_details_show_facts (MatoiFollowUpsDetails *self, const MatoiActionRow *row);

/* --- matoi-follow-ups-details-changes.c: what the site said of its ticket */
void matoi_follow_ups_details_show_changes (MatoiFollowUpsDetails *self);

/* --- matoi-follow-ups-details-form.c: what is done about it */
void matoi_follow_ups_details_close_form (MatoiFollowUpsDetails *self);
void matoi_follow_ups_details_fill_nudge (MatoiFollowUpsDetails *self);
void matoi_follow_ups_details_install_form (GtkWidgetClass *widget_class);

G_END_DECLS
