/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-context.h"

G_BEGIN_DECLS

/* What a workspace gave out: a ZIP or a folder with lists of people and channels and, for each
 * channel, a file a day. Works in any thread; nothing is written. */
typedef struct _MatoiSlackExport MatoiSlackExport;

typedef struct
{
  char *id;     /* "C0123", or the folder where the list has none; not for people */
  char *name;   /* as people call it: "incidents", or the names in a conversation of few */
  char *folder; /* in the export */
  gboolean direct;
  guint n_messages;   /* words of people and programs; no joins and the like */
  gint64 first, last; /* ms UTC; MATOI_TIME_NONE: it is empty */
} MatoiSlackChannel;

typedef struct
{
  const MatoiSlackChannel *channel; /* (unowned) of the export */
  char *ts;                         /* its id in the channel */
  char *thread_ts;                  /* (nullable) of the message it replies to */
  gint64 at;                        /* ms UTC */
  char *author;
  char *text;       /* as a person reads it */
  char *permalink;  /* (nullable) */
  GPtrArray *files; /* (nullable) of char *: where the files are */
  GStrv reactions;  /* (nullable) names such as "pushpin" */
} MatoiSlackMessage;

/* What is taken; everything may be left at 0. */
typedef struct
{
  GPtrArray *channels;  /* of MatoiSlackChannel */
  gint64 from, to;      /* ms UTC, @to itself no more; MATOI_TIME_NONE: no bound */
  const char *reaction; /* (nullable) only those with it, such as "pushpin" */
} MatoiSlackChoice;

gboolean matoi_slack_export_is_one (const char *path);
MatoiSlackExport *matoi_slack_export_open (const char *path,
                                           MatoiProgress progress,
                                           gpointer user_data,
                                           GCancellable *cancellable,
                                           GError **error);
void matoi_slack_export_free (MatoiSlackExport *self);
GPtrArray *matoi_slack_export_get_channels (MatoiSlackExport *self);
GPtrArray *matoi_slack_export_get_problems (MatoiSlackExport *self);
MatoiSlackChannel *
matoi_slack_export_find (MatoiSlackExport *self, const char *text, GError **error);
GPtrArray *matoi_slack_export_read (MatoiSlackExport *self,
                                    const MatoiSlackChoice *choice,
                                    MatoiProgress progress,
                                    gpointer user_data,
                                    GCancellable *cancellable,
                                    GError **error);
char *matoi_slack_export_describe (MatoiSlackExport *self, GTimeZone *zone);

void matoi_slack_message_free (MatoiSlackMessage *message);
gint64 matoi_slack_message_get_thread_time (const MatoiSlackMessage *message);
GPtrArray *matoi_slack_message_list_todos (const MatoiSlackMessage *message);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MatoiSlackExport, matoi_slack_export_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MatoiSlackMessage, matoi_slack_message_free)

G_END_DECLS
