/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-import.h"

G_BEGIN_DECLS

/* A file of matoi_import_read_records () for the window: read and checked first, looked at, then
 * written, with a started context. */
typedef struct _MatoiImportFile MatoiImportFile;

/* @cancellable (nullable). Finished: (transfer full), or NULL with MATOI_ERROR_INPUT that names the
 * file and the member. */
void matoi_import_file_read_async (MatoiContext *context,
                                   const char *path,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
MatoiImportFile *
matoi_import_file_read_finish (MatoiContext *context, GAsyncResult *result, GError **error);
void matoi_import_file_free (MatoiImportFile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MatoiImportFile, matoi_import_file_free)

guint matoi_import_file_get_n (const MatoiImportFile *self);
/* Of record @i, from 0 on; borrowed. */
const char *matoi_import_file_get_title (const MatoiImportFile *self, guint i);
gint64 matoi_import_file_get_at (const MatoiImportFile *self, guint i); /* ms UTC, when declared */
guint matoi_import_file_get_n_entries (const MatoiImportFile *self, guint i);

/* All of it, in one transaction on the worker; cancelled, nothing is left behind. @self must live
 * until the callback. */
void matoi_import_file_write_async (MatoiImportFile *self,
                                    MatoiContext *context,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
/* @done (out): clear it with matoi_import_result_clear (), also after an error */
gboolean matoi_import_file_write_finish (MatoiContext *context,
                                         GAsyncResult *result,
                                         MatoiImportResult *done,
                                         GError **error);
/* Records done so far; in any thread. */
guint matoi_import_file_get_progress (MatoiImportFile *self);

G_END_DECLS
