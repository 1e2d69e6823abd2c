/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-slack-events.h"
#include "matoi-slack-inbox.h"
#include "sync-rig.h"

G_BEGIN_DECLS

/* A room of an incident at the Slack on this machine, and what reads it. */
typedef struct
{
  SyncRig rig;
  FakeChannel *channel;
  char *base; /* of the Slack that is asked */
  const char *aiko, *ben;
  MatoiSlackBook *book;
  MatoiSlackInbox *inbox;
  MatoiSlackEvents *events; /* (nullable) */
  guint n_caught_up, n_said, n_kept, n_trouble, n_capped, n_hellos;
  char *said;      /* the last one */
  gboolean beside; /* the Slack is another rig's */
} InboxRig;

/* An incident with its room, in which nothing was said; the inbox stands still. */
void inbox_rig_set_up (InboxRig *self, gconstpointer data);
void inbox_rig_tear_down (InboxRig *self, gconstpointer data);
/* Reads everything to its end. */
void inbox_rig_catch_up (InboxRig *self);
/* Connects a socket, as the program does; listen: waits until it is open. */
void inbox_rig_connect (InboxRig *self);
void inbox_rig_listen (InboxRig *self);
/* A second one on a database of its own, at the same Slack and the same room. */
void inbox_rig_set_up_beside (InboxRig *self, InboxRig *other);
/* The room was there before the incident, which is of interest from @since on. */
void inbox_rig_share_room (InboxRig *self, gint64 since);
/* At another Slack, seeded alike; its #general is the room. */
void inbox_rig_set_up_at (InboxRig *self, const char *base_url);
const char *inbox_rig_say (InboxRig *self, const char *text, const char *thread_or_null);
/* What is known of the room, oldest first; replies too. (transfer full) of MatoiRoomMessage */
GPtrArray *inbox_rig_list (InboxRig *self);
/* (transfer full) (nullable) */
MatoiRoomMessage *inbox_rig_get (InboxRig *self, const char *ts);
MatoiRoomRow *inbox_rig_get_room (InboxRig *self);
/* Fails unless what is known of the room is what Slack holds. */
void inbox_rig_check_same (InboxRig *self);
/* How many entries the incident has that were taken from messages. */
guint inbox_rig_count_entries (InboxRig *self);
/* An event as the socket would bring it; waits until it is durable. */
void inbox_rig_send (InboxRig *self, const char *event_id, const char *json);

G_END_DECLS
