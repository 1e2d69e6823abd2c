/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-announce-card.h"
#include "matoi-asks-panel.h"
#include "matoi-cards-panel.h"
#include "matoi-channel-button.h"
#include "matoi-channel-panel.h"
#include "matoi-contact-strip.h"
#include "matoi-end-page.h"
#include "matoi-entry-bar.h"
#include "matoi-incident-header.h"
#include "matoi-incident-view.h"
#include "matoi-poll-panel.h"
#include "matoi-roster.h"
#include "matoi-security-page.h"
#include "matoi-status-panel.h"
#include "matoi-steps-panel.h"
#include "matoi-subteam-page.h"
#include "matoi-timeline-view.h"
#include "matoi-todos-panel.h"
#include "matoi-update-page.h"

G_BEGIN_DECLS

struct _MatoiIncidentView
{
  GtkWidget parent_instance;
  GtkWidget *inc_content;
  MatoiIncidentHeader *inc_header;
  MatoiContactStrip *inc_strip;
  GtkWidget *inc_roster_column, *inc_side_column;
  MatoiRoster *inc_roster;
  GtkStack *inc_pages;
  MatoiTimelineView *inc_timeline_view;
  MatoiUpdatePage *inc_update_page;
  MatoiEndPage *inc_end_page;
  MatoiSecurityPage *inc_security_page;
  MatoiSubteamPage *inc_subteam_page;
  MatoiAnnounceCard *inc_announce_card;
  MatoiChannelPanel *inc_channel_panel;
  MatoiChannelButton *inc_channel_button;
  GtkRevealer *inc_refusal;
  GtkLabel *inc_refusal_text;
  MatoiEntryBar *inc_entry_bar;
  MatoiStepsPanel *inc_steps;
  MatoiPollPanel *inc_poll;
  MatoiAsksPanel *inc_asks;
  MatoiTodosPanel *inc_todos;
  MatoiStatusPanel *inc_status;
  MatoiCardsPanel *inc_cards;

  MatoiSession *session; /* (nullable) */
  MatoiChannelTalk *talk;
  int layout; /* -1 not known, 0 narrow, 1 normal, 2 wide */
  guint fold_id;
};

/* matoi-incident-view-actions.c */
void matoi_incident_view_add_actions (GtkWidgetClass *widget_class);

/* matoi-incident-view-panes.c */
void matoi_incident_view_add_panes (GtkWidgetClass *widget_class);

G_END_DECLS
