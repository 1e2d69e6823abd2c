/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-context.h"

G_BEGIN_DECLS

/* Slack, as long as the program runs: tokens, connection, what goes out and comes in. Of all
 * programs on one database one does it at a time; the others wait to take over. Needs a started
 * context. Signal "changed" (): state, text or budget. Main thread. */
#define MATOI_TYPE_SLACK_SERVICE (matoi_slack_service_get_type ())
G_DECLARE_FINAL_TYPE (MatoiSlackService, matoi_slack_service, MATOI, SLACK_SERVICE, GObject)

typedef enum
{
  MATOI_SLACK_SERVICE_OFF, /* no workspace, or no token on this machine */
  MATOI_SLACK_SERVICE_CONNECTING,
  MATOI_SLACK_SERVICE_ONLINE,
  MATOI_SLACK_SERVICE_ELSEWHERE, /* another program on this database does it */
  MATOI_SLACK_SERVICE_OFFLINE,   /* not reached; tried again by itself */
  MATOI_SLACK_SERVICE_REFUSED, /* the token is dead, or of another workspace: a person is needed */
} MatoiSlackServiceState;

MatoiSlackService *matoi_slack_service_new (MatoiContext *context);
/* The one that was made for @context; (transfer none) (nullable) */
MatoiSlackService *matoi_slack_service_get (MatoiContext *context);
void matoi_slack_service_start (MatoiSlackService *self);
void matoi_slack_service_stop (MatoiSlackService *self);
MatoiSlackServiceState matoi_slack_service_get_state (MatoiSlackService *self);
/* A sentence, translated: where it stands and, if somebody is needed, what to do. */
const char *matoi_slack_service_get_text (MatoiSlackService *self);
/* Calls of the history in the last minute, and how many are allowed. */
guint matoi_slack_service_get_calls (MatoiSlackService *self, guint *allowed);
/* Everything once more: after new tokens, a wake-up. */
void matoi_slack_service_restart (MatoiSlackService *self);
/* Nothing waits to go out and everything has come in. */
gboolean matoi_slack_service_is_quiet (MatoiSlackService *self);

G_END_DECLS
