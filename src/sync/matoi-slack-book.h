/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-slack-client.h"

G_BEGIN_DECLS

/* Who and what the ids of a workspace are: people, groups, channels. Asked for when needed, kept
 * for a day. What the token may not ask stays unknown, without an error.
 * Signal "changed" (): a name has become known or another. */
#define MATOI_TYPE_SLACK_BOOK (matoi_slack_book_get_type ())
G_DECLARE_FINAL_TYPE (MatoiSlackBook, matoi_slack_book, MATOI, SLACK_BOOK, GObject)

MatoiSlackBook *matoi_slack_book_new (MatoiSlackClient *client);
/* Reads people and groups anew, if what is known is older than a day or @always. */
void matoi_slack_book_refresh_async (MatoiSlackBook *self,
                                     gboolean always,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean
matoi_slack_book_refresh_finish (MatoiSlackBook *self, GAsyncResult *result, GError **error);

/* A MatoiSlackNames: @kind '@' a person, '#' a channel, 'S' a group. (nullable) (transfer none);
 * one that is not known is asked for, and "changed" tells. @user_data: the book. */
const char *matoi_slack_book_get_name (char kind, const char *id, gpointer user_data);
/* The id of a person by display name, real name, handle or e-mail, in any width or case; of a
 * group by its handle. (nullable) (transfer none) */
const char *matoi_slack_book_find_person (MatoiSlackBook *self, const char *name);
const char *matoi_slack_book_find_group (MatoiSlackBook *self, const char *handle);
/* Names of all people who are neither bots nor gone, sorted. (transfer full) */
GStrv matoi_slack_book_list_people (MatoiSlackBook *self);

/* The channel behind "#name" (also an id), or the conversation with "@Name". */
void matoi_slack_book_find_room_async (MatoiSlackBook *self,
                                       const char *room,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
/* (transfer full): its id; NULL with @error: MATOI_ERROR_NOT_FOUND in words, or _SERVICE. @answer
 * (out) (nullable) (transfer full): what Slack said, if that was why. */
char *matoi_slack_book_find_room_finish (MatoiSlackBook *self,
                                         GAsyncResult *result,
                                         MatoiSlackAnswer **answer,
                                         GError **error);
/* What an event or answer told: the "channel" or "user" object as Slack gives it. */
void matoi_slack_book_learn_channel (MatoiSlackBook *self, JsonObject *channel);
void matoi_slack_book_learn_person (MatoiSlackBook *self, JsonObject *user);
/* Nobody is asked any more, for good: the token may not be ours tomorrow. Who waits gets what is
 * known. */
void matoi_slack_book_stop (MatoiSlackBook *self);
/* How long a list is believed (a day unless set), and how long nobody is asked about the same id
 * again (ten minutes). */
void matoi_slack_book_set_ages (MatoiSlackBook *self, gint64 fresh_ms, gint64 ask_again_ms);

G_END_DECLS
