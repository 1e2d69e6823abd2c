/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-intents.h"
#include "matoi-rooms.h"
#include "matoi-slack-pump.h"
#include "sync-rig.h"

G_BEGIN_DECLS

/* A pump between them, in haste, for whatever a test wants to be done. */
typedef struct
{
  SyncRig rig;
  const char *token;
  MatoiSlackClient *client;
  MatoiSlackBook *book;
  MatoiSlackPump *pump;
  GPtrArray *plan; /* of MatoiIntent: follows from the next event */
  guint n_trouble, n_idle;
  MatoiSlackOutcome trouble;
  guint haste;
} PumpRig;

/* An incident is declared, from which nothing follows. */
void pump_rig_set_up (PumpRig *self, guint haste);
void pump_rig_tear_down (PumpRig *self);
/* With @token; it is not started. */
void pump_rig_make (PumpRig *self, const char *base, const char *token);
void pump_rig_drop (PumpRig *self);
/* As after a kill: nothing that was under way is finished. */
void pump_rig_kill (PumpRig *self);
/* The outbox gets what was planned. */
void pump_rig_plan (PumpRig *self, const char *lane, const char *op, const char *payload);
MatoiIntent *pump_rig_get_planned (PumpRig *self, guint index);
void pump_rig_submit (PumpRig *self);
void pump_rig_say (PumpRig *self, const char *lane, const char *room, const char *text);
/* Starts the pump and waits until nothing is left to be done. */
void pump_rig_run (PumpRig *self);
/* The @index-th row ever. (transfer full) */
MatoiOutboxRow *pump_rig_get_row (PumpRig *self, guint index);
void pump_rig_assert_state (PumpRig *self, guint index, const char *state, const char *error);
/* Of each row of the outbox: one message if it is sent, none if it was never begun, never two. */
void pump_rig_assert_once (PumpRig *self);
/* The texts of @channel that carry a key are @lines, each with its "\n". */
void pump_rig_assert_said (PumpRig *self, FakeChannel *channel, const char *lines);
void pump_rig_set_clock (PumpRig *self, gint64 now);

/* In #general, or in a room that is made for the incident. */
#define PUMP_RIG_GENERAL "slack/channel/#general"
#define PUMP_RIG_ROOM    "slack/room/x"
JsonObject *pump_rig_get_message (FakeChannel *channel, guint index);
const char *pump_rig_get_text (FakeChannel *channel, guint index);
FakeChannel *pump_rig_get_general (PumpRig *pump);
void pump_rig_say_general (PumpRig *pump, const char *text);
/* Says each of the texts, NULL; nothing else is planned for them: the outbox gets them now. */
void pump_rig_post_general (PumpRig *pump, ...) G_GNUC_NULL_TERMINATED;
/* Opening, topic, bookmark, first message with pin and reaction, invitation. */
void pump_rig_plan_room (PumpRig *pump, const char *name, gboolean is_private);
guint pump_rig_count_channels (PumpRig *pump, const char *prefix);
/* (transfer full) of MatoiRoomRow */
GPtrArray *pump_rig_list_rooms (PumpRig *pump);

G_END_DECLS
