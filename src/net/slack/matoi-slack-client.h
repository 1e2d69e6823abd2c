/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "matoi-http.h"
#include "matoi-slack-error.h"

G_BEGIN_DECLS

/* Calls of Slack's Web API with one token: each waits for its turn, is sent once, and comes back
 * with what is to be made of the answer. In one main context. */
#define MATOI_TYPE_SLACK_CLIENT (matoi_slack_client_get_type ())
G_DECLARE_FINAL_TYPE (MatoiSlackClient, matoi_slack_client, MATOI, SLACK_CLIENT, GObject)

#define MATOI_SLACK_BASE_URL "https://slack.com/api/"

typedef struct
{
  MatoiSlackOutcome outcome;
  char *code;         /* (nullable) Slack's, or of HTTP */
  char *text;         /* what it means, for people */
  JsonObject *json;   /* (nullable) the whole answer */
  gint64 retry_after; /* ms; of MATOI_SLACK_WAIT */
  char *needed;       /* (nullable) the permission that is missing */
  char *scopes;       /* (nullable) those the token has */
  gint64 server_time; /* ms UTC or MATOI_TIME_NONE */
} MatoiSlackAnswer;
MatoiSlackAnswer *matoi_slack_answer_copy (const MatoiSlackAnswer *answer);
void matoi_slack_answer_free (MatoiSlackAnswer *answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MatoiSlackAnswer, matoi_slack_answer_free)

MatoiSlackClient *
matoi_slack_client_new (MatoiHttp *http, const char *base_url_or_null, const char *token);
void matoi_slack_client_call_async (MatoiSlackClient *self,
                                    const char *method,
                                    const char *const *args,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
MatoiSlackAnswer *
matoi_slack_client_call_finish (MatoiSlackClient *self, GAsyncResult *result, GError **error);
/* Every pause is @factor times shorter; answers are waited for as long as ever. */
void matoi_slack_client_set_haste (MatoiSlackClient *self, guint factor);
/* How long an answer is waited for, in seconds; 0: as long as is good for each method. */
void matoi_slack_client_set_patience (MatoiSlackClient *self, guint seconds);

/* Calls of conversations.history and .replies, all together: no more than @calls in any @window_ms.
 * The colleagues' Matois use the same app, and Slack counts them all together. */
void matoi_slack_client_set_reading (MatoiSlackClient *self, guint calls, guint window_ms);
/* How many there were in the last minute. */
guint matoi_slack_client_get_reading (MatoiSlackClient *self);

/* Files are only asked for where the token belongs: at the service itself. */
gboolean matoi_slack_client_may_fetch (MatoiSlackClient *self, const char *url);
void matoi_slack_client_fetch_async (MatoiSlackClient *self,
                                     const char *url,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
GBytes *
matoi_slack_client_fetch_finish (MatoiSlackClient *self, GAsyncResult *result, GError **error);

G_END_DECLS
