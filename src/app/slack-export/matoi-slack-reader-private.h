/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-slack-reader.h"
#include "matoi-worker-private.h"

G_BEGIN_DECLS

struct _MatoiSlackReader
{
  GObject parent_instance;
  MatoiContext *context;
  MatoiSlackExport *export; /* (nullable) */
  GPtrArray *messages;      /* (nullable) of MatoiSlackMessage; they live as long as the export */
  gboolean *known;          /* of each message */
  int done, total;          /* atomic */
};

/* matoi-slack-reader.c */
void matoi_slack_reader_on_progress (gint64 done, gint64 total, gpointer user_data);
GTask *matoi_slack_reader_begin (MatoiSlackReader *self,
                                 gpointer tag,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);

G_END_DECLS
