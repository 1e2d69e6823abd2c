/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-slack-client.h"

G_BEGIN_DECLS

/* Socket Mode: a hint that something happened, at least once, in no order, and not always. What
 * is true stands in the history of the channel.
 *
 * Signals:
 * "hello" (): a connection is open; something may have been missed before it.
 * "envelope" (const char *id, JsonObject *envelope): to be kept first, then acknowledged.
 * "state-changed" (). */
#define MATOI_TYPE_SLACK_EVENTS (matoi_slack_events_get_type ())
G_DECLARE_FINAL_TYPE (MatoiSlackEvents, matoi_slack_events, MATOI, SLACK_EVENTS, GObject)

typedef enum
{
  MATOI_SLACK_EVENTS_OFF,
  MATOI_SLACK_EVENTS_CONNECTING,
  MATOI_SLACK_EVENTS_OPEN,
  MATOI_SLACK_EVENTS_CROWDED, /* too many others on this app: tried again, slowly */
  MATOI_SLACK_EVENTS_REFUSED, /* switched off for this app, or the token is dead */
} MatoiSlackEventsState;

MatoiSlackEvents *matoi_slack_events_new (MatoiHttp *http, MatoiSlackClient *client);
void matoi_slack_events_start (MatoiSlackEvents *self);
void matoi_slack_events_stop (MatoiSlackEvents *self);
void matoi_slack_events_hurry (MatoiSlackEvents *self);
void matoi_slack_events_acknowledge (MatoiSlackEvents *self, const char *id);
MatoiSlackEventsState matoi_slack_events_get_state (MatoiSlackEvents *self);
const char *matoi_slack_events_get_problem (MatoiSlackEvents *self);
void matoi_slack_events_set_pace (MatoiSlackEvents *self, guint first_ms, guint longest_ms);

G_END_DECLS
