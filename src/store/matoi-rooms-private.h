/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-rooms.h"
#include "matoi-store-private.h"

G_BEGIN_DECLS

/* The incident a room belongs to now: the newest live one, or else the newest. */
#define MATOI_ROOM_OWNER(channel)                                                                    \
  "(SELECT w.incident FROM room w LEFT JOIN incident v ON v.uid=w.incident WHERE w.channel=" channel \
  " ORDER BY coalesce(v.state='live',0) DESC, v.declared_at DESC, v.id DESC LIMIT 1)"

/* matoi-rooms-merge.c: two states of a message. */
void matoi_rooms_set_text (char **where, const char *text);
MatoiRoomMessage *matoi_rooms_copy_message (const MatoiRoomMessage *from, const char *channel);
gboolean matoi_rooms_was_edited (const MatoiRoomMessage *old, const MatoiRoomMessage *given);
gboolean matoi_rooms_has_changed (const MatoiRoomMessage *a, const MatoiRoomMessage *b);
void matoi_rooms_merge (MatoiRoomMessage *message, const MatoiRoomMessage *given);

/* Inside a transaction. */
char *matoi_rooms_dup_channel (MatoiDatabase *db, const char *channel, GError **error);
gboolean matoi_rooms_count_change (MatoiDatabase *db, GError **error);
GPtrArray *matoi_rooms_list_span (MatoiStore *store,
                                  const char *channel,
                                  const char *thread_ts_or_null,
                                  const char *from_ts,
                                  const char *to_ts,
                                  GError **error);
gboolean matoi_rooms_redact (MatoiDatabase *db, const MatoiId *event, GError **error);
gboolean matoi_rooms_read_again (MatoiDatabase *db, GError **error);

G_END_DECLS
