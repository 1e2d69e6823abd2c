/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fake-jira.h"
#include "matoi-jira-link.h"
#include "matoi-postmortem.h"
#include "sync-rig.h"

G_BEGIN_DECLS

/* A JIRA on this machine, and a database that is connected to it; its connection in haste. */
#define JIRA_RIG_HASTE 100

typedef struct
{
  SyncRig sync;
  SoupServer *server;
  FakeJira *jira;
  MatoiLink *link;
  GPtrArray *actions; /* of char *: ids of action items, in the order they were added */
} JiraRig;

/* An incident is declared; the project is OPS. */
void jira_rig_set_up (JiraRig *self, FakeJiraProfile profile);
void jira_rig_tear_down (JiraRig *self);
/* With @token; it is not started. */
void jira_rig_make (JiraRig *self, const char *token);
/* As after a kill. */
void jira_rig_kill (JiraRig *self);
/* An action item of the incident, with priority P1. */
void jira_rig_add (JiraRig *self, const char *text);
/* Asks for a ticket of action item @index; more arguments of the command, NULL. */
void jira_rig_ask (JiraRig *self, guint index, ...) G_GNUC_NULL_TERMINATED;
/* Both, @n times, at once. */
void jira_rig_ask_many (JiraRig *self, guint n);
/* Adds @n action items whose tickets are there already. */
void jira_rig_link_many (JiraRig *self, guint n);
/* Starts it, and waits until nothing is left to be done. */
void jira_rig_run (JiraRig *self);
/* Waits until it has polled again. */
void jira_rig_poll (JiraRig *self);
/* Action item @index, of @incident. */
const MatoiAction *jira_rig_get_action (JiraRig *self, const MatoiIncident *incident, guint index);
/* The ticket of action item @index. */
FakeTicket *jira_rig_get_ticket (JiraRig *self, guint index);
/* There is one ticket for each action item, and the record knows which. */
void jira_rig_assert_once (JiraRig *self);
/* The state of the row that creates the ticket of action item @index, and, if it is not NULL, what
 * people read about it has @part in it. */
void jira_rig_assert_row (JiraRig *self, guint index, const char *state, const char *part_or_null);

G_END_DECLS
