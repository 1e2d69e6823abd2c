/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-slack-import.h"

G_BEGIN_DECLS

/* An export of Slack for a window: read and imported in the background, one thing at a time, from
 * the main thread of a started context. What was given out lives as long as the reader, or until
 * something else is opened or read. */
#define MATOI_TYPE_SLACK_READER (matoi_slack_reader_get_type ())
G_DECLARE_FINAL_TYPE (MatoiSlackReader, matoi_slack_reader, MATOI, SLACK_READER, GObject)

MatoiSlackReader *matoi_slack_reader_new (MatoiContext *context);
/* How far what is being done is; @total may be 0: not known. */
gint64 matoi_slack_reader_get_progress (MatoiSlackReader *self, gint64 *total);

/* Counts what a ZIP or a folder holds. */
void matoi_slack_reader_open_async (MatoiSlackReader *self,
                                    const char *path,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean
matoi_slack_reader_open_finish (MatoiSlackReader *self, GAsyncResult *result, GError **error);
/* (transfer none): see matoi-slack-export.h; NULL before anything is open. */
GPtrArray *matoi_slack_reader_get_channels (MatoiSlackReader *self);
GPtrArray *matoi_slack_reader_get_problems (MatoiSlackReader *self);

/* Reads the messages of @channels (of MatoiSlackChannel) in [@from, @to), ms UTC, each
 * MATOI_TIME_NONE: no bound; and looks which are known already. */
void matoi_slack_reader_read_async (MatoiSlackReader *self,
                                    GPtrArray *channels,
                                    gint64 from,
                                    gint64 to,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean
matoi_slack_reader_read_finish (MatoiSlackReader *self, GAsyncResult *result, GError **error);
/* (transfer none): of MatoiSlackMessage, the oldest first. */
GPtrArray *matoi_slack_reader_get_messages (MatoiSlackReader *self);
gboolean matoi_slack_reader_is_known (MatoiSlackReader *self, guint index);

/* Imports @messages (of those that were read, the oldest first): all or, cancelled, nothing.
 * @target is copied. */
void matoi_slack_reader_import_async (MatoiSlackReader *self,
                                      GPtrArray *messages,
                                      const MatoiSlackTarget *target,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean matoi_slack_reader_import_finish (MatoiSlackReader *self,
                                           GAsyncResult *result,
                                           MatoiImportResult *done,
                                           MatoiSlackTally *tally,
                                           GError **error);

G_END_DECLS
