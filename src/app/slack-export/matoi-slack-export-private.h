/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-slack-emoji.h"
#include "matoi-slack-export.h"

G_BEGIN_DECLS

struct _MatoiSlackExport
{
  char *path;
  char *prefix;           /* "" or the folder that everything lies in, with "/" */
  guint n_days;           /* files */
  GHashTable *people;     /* id to name, both char * */
  GHashTable *by_folder;  /* to MatoiSlackChannel (unowned) */
  GHashTable *by_id;      /* the same */
  GPtrArray *channels;    /* of MatoiSlackChannel: in the lists, or with messages */
  GPtrArray *problems;    /* of char *: sentences about files that cannot be read */
  GHashTable *hosts;      /* of the workspace, by what files say: to a count */
  char *host;             /* (nullable) the one that is named most */
  MatoiSlackEmoji *emoji; /* (nullable) */
};

/* matoi-slack-export.c */
const char *matoi_slack_export_get_inside (MatoiSlackExport *self, const char *name);
gboolean matoi_slack_export_is_day (const char *inside);
JsonNode *
matoi_slack_export_parse (const char *bytes, gsize length, const char *problem, char **why);

/* matoi-slack-export-lists.c */
void matoi_slack_lists_take (MatoiSlackExport *self, const char *base, JsonArray *list);
MatoiSlackChannel *matoi_slack_lists_need_channel (MatoiSlackExport *self, const char *folder);
void matoi_slack_lists_complete (MatoiSlackExport *self);
void matoi_slack_channel_free (MatoiSlackChannel *channel);

/* matoi-slack-message.c */
void matoi_slack_message_count_hosts (MatoiSlackExport *self, JsonObject *message);
MatoiSlackMessage *matoi_slack_message_new (MatoiSlackExport *self,
                                            const MatoiSlackChannel *channel,
                                            JsonObject *object);

G_END_DECLS
