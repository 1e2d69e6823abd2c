/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-desk.h"
#include "matoi-rooms.h"
#include "matoi-slack-book.h"
#include "matoi-slack-pump.h"

G_BEGIN_DECLS

/* What is said in the rooms of incidents comes in: the history of each room is the truth, an event
 * of the socket only a reason to look at once.
 *
 * Signals:
 * "said" (MatoiRoomRow *room, MatoiRoomMessage *message): somebody (not we) said something new
 *   that is not older than two minutes; told once, after it was kept; for the commands.
 * "changed" (const char *channel): what is known of a room has changed.
 * "trouble" (MatoiSlackAnswer *answer): the token is dead.
 * "caught-up" (): every room has been read to its end. */
#define MATOI_TYPE_SLACK_INBOX (matoi_slack_inbox_get_type ())
G_DECLARE_FINAL_TYPE (MatoiSlackInbox, matoi_slack_inbox, MATOI, SLACK_INBOX, GObject)

MatoiSlackInbox *matoi_slack_inbox_new (MatoiDesk *desk,
                                        MatoiSlackClient *client,
                                        MatoiSlackBook *book,
                                        const MatoiSlackSelf *self);
void matoi_slack_inbox_start (MatoiSlackInbox *self);
void matoi_slack_inbox_stop (MatoiSlackInbox *self);
/* Reads every room to its end, now: after a start, a "hello", a wake-up. */
void matoi_slack_inbox_catch_up (MatoiSlackInbox *self);
/* Whether a socket tells of news: without one, rooms of live incidents are asked every 10 s, with
 * one every 60 s. */
void matoi_slack_inbox_set_live (MatoiSlackInbox *self, gboolean live);
/* Keeps what an event tells; the callback comes once it is durable, so that it may be
 * acknowledged. @event: the "event" of an Events API payload; @event_id (nullable). */
void matoi_slack_inbox_take_event_async (MatoiSlackInbox *self,
                                         const char *event_id,
                                         JsonObject *event,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
gboolean
matoi_slack_inbox_take_event_finish (MatoiSlackInbox *self, GAsyncResult *result, GError **error);
/* A person chose a message for the timeline: as "note" of @kind, or "todo". */
void matoi_slack_inbox_adopt_async (MatoiSlackInbox *self,
                                    const char *channel,
                                    const char *ts,
                                    const char *kind,
                                    const char *actor,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean
matoi_slack_inbox_adopt_finish (MatoiSlackInbox *self, GAsyncResult *result, GError **error);
/* A command that keeps the picture in @file (transfer full), or NULL with @error; in any thread. */
typedef MatoiCommand *(*MatoiSlackPictureFunc) (const char *actor, GBytes *file, GError **error);
/* Who makes those, for all inboxes; NULL: pictures of messages are not kept. */
void matoi_slack_inbox_set_picture_func (MatoiSlackPictureFunc func);
/* Whether Slack gives out no more than 15 messages a minute (property "capped"): rooms are read
 * slowly then, and somebody should be told. */
gboolean matoi_slack_inbox_is_capped (MatoiSlackInbox *self);
/* Whether older messages of the room are still to come while newer ones are here; "changed". */
gboolean matoi_slack_inbox_has_gap (MatoiSlackInbox *self, const char *channel);
/* How often rooms are asked; ms: those of live incidents while no socket tells, and others. */
void matoi_slack_inbox_set_pace (MatoiSlackInbox *self, guint live_ms, guint quiet_ms);
/* At most @calls in any @window_ms, instead of what slack.shared-by leaves of 50 a minute. */
void matoi_slack_inbox_set_budget (MatoiSlackInbox *self, guint calls, guint window_ms);
/* Calls of conversations.history and .replies in the last minute, and how many this Matoi allows
 * itself. */
guint matoi_slack_inbox_get_calls (MatoiSlackInbox *self, guint *allowed);

G_END_DECLS
