/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-context.h"
#include "matoi-rooms.h"

G_BEGIN_DECLS

/* What was said in the rooms of an incident, and how it gets into the record. Rooms and messages
 * are as matoi-rooms.h tells; signal "rooms-changed" of the context: something was said, edited or
 * deleted, or a room was found, here or by another program. */

typedef struct
{
  GPtrArray *rooms;    /* of MatoiRoomRow, the incident's own first */
  GPtrArray *messages; /* of MatoiRoomMessage of all of them, oldest first */
  gboolean more;       /* older ones are there */
} MatoiRoomTalk;
void matoi_room_talk_free (MatoiRoomTalk *talk);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MatoiRoomTalk, matoi_room_talk_free)

/* The newest @limit. (transfer full) */
void matoi_context_list_talk_async (MatoiContext *self,
                                    const MatoiId *incident,
                                    guint limit,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
MatoiRoomTalk *
matoi_context_list_talk_finish (MatoiContext *self, GAsyncResult *result, GError **error);

/* What takes a message into the record, for matoi_session_send_all (): @kind is one of an entry, or
 * "todo". The entry is by whoever wrote the message, at its time, with its address as evidence;
 * twice changes nothing. (transfer full) of MatoiCommand, or NULL with MATOI_ERROR_NOT_FOUND: it
 * is gone, _INPUT: it has no words. */
GPtrArray *matoi_context_adopt_message (MatoiContext *self,
                                        const MatoiRoomMessage *message,
                                        const char *kind,
                                        GError **error);
/* Where a message can be read at the service. (transfer full) (nullable): that is not known */
char *matoi_context_dup_message_url (MatoiContext *self, const MatoiRoomMessage *message);
/* Where a room can be read at the service. (transfer full) (nullable): that is not known */
char *matoi_context_dup_room_url (MatoiContext *self, const MatoiRoomRow *room);

G_END_DECLS
