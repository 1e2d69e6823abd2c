/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The file behind MatoiDrafts: read and written by threads, so that no key waits for a disk. */
typedef struct _MatoiDraftsFile MatoiDraftsFile;

MatoiDraftsFile *matoi_drafts_file_new (const char *path);
void matoi_drafts_file_unref (MatoiDraftsFile *file);

JsonObject *matoi_drafts_file_get_incidents (JsonNode *node);
JsonNode *matoi_drafts_file_read (MatoiDraftsFile *file);
void matoi_drafts_file_read_async (MatoiDraftsFile *file,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
JsonNode *matoi_drafts_file_read_finish (GAsyncResult *result);
void matoi_drafts_file_write_async (MatoiDraftsFile *file, char *text);
void matoi_drafts_file_write (MatoiDraftsFile *file, const char *text);
gboolean matoi_drafts_file_was_written (MatoiDraftsFile *file);

G_END_DECLS
