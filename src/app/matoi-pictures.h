/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-session.h"

G_BEGIN_DECLS

/* Pictures kept inside the record of an incident, for the texts of its postmortem: a section
 * shows one by ![what is seen](picture:0123456789abcdef). Nothing else of the file is kept: it
 * is decoded and written anew, so what a camera or a phone put into it stays outside. */

#define MATOI_PICTURE_MAX_FILE   (64 * 1024 * 1024) /* bytes that are looked at */
#define MATOI_PICTURE_MAX_PIXELS (40 * 1000 * 1000)
#define MATOI_PICTURE_MAX_WIDTH  2400
#define MATOI_PICTURE_MAX_BYTES  (4 * 1024 * 1024) /* of what is kept */

/* A command that records the picture in @file (PNG, JPEG, GIF or WebP); takes its time: not for
 * the main thread. (transfer full); NULL with MATOI_ERROR_INPUT, in words. */
MatoiCommand *matoi_picture_new_command (const char *actor, GBytes *file, GError **error);
/* What stands between the parentheses for the picture of @command. (transfer full) */
char *matoi_picture_dup_reference (const MatoiCommand *command);

/* Decodes in a thread of its own, then records. The answer comes after "changed". */
void matoi_session_add_picture_async (MatoiSession *self,
                                      GBytes *file,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
/* (transfer full) "picture:…", once it is durable. */
char *matoi_session_add_picture_finish (MatoiSession *self, GAsyncResult *result, GError **error);

/* The bytes of a PNG or a JPEG; MATOI_ERROR_NOT_FOUND: not in the record, or erased. */
void matoi_context_load_picture_async (MatoiContext *self,
                                       const MatoiId *incident,
                                       const char *reference,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
GBytes *
matoi_context_load_picture_finish (MatoiContext *self, GAsyncResult *result, GError **error);

G_END_DECLS
