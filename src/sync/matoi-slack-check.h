/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-slack-client.h"
#include "matoi-slack-pump.h"

G_BEGIN_DECLS

/* Whether the tokens work, and what they allow. */
typedef struct
{
  char *scope;  /* Slack's name of a permission that is missing */
  char *effect; /* what does not work without it, for people */
} MatoiSlackMissing;

typedef struct
{
  MatoiSlackSelf *self;  /* (nullable): not accepted */
  char *bot;             /* (nullable): the name of the bot */
  char *problem;         /* (nullable): why not, for people */
  gboolean scopes_known; /* Slack said what the token allows */
  GPtrArray *missing;    /* of MatoiSlackMissing */
  char *events_problem;  /* (nullable): why no socket can be opened */
  gboolean has_events;   /* an app-level token was given and works */
  gint64 clock_skew;     /* ms this machine is ahead of Slack; 0: not known, or none */
} MatoiSlackCheck;
void matoi_slack_check_free (MatoiSlackCheck *check);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MatoiSlackCheck, matoi_slack_check_free)

void matoi_slack_check_async (const char *base_url_or_null,
                              const char *bot_token,
                              const char *app_token_or_null,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
/* (transfer full): also if something is wrong; NULL only if cancelled. */
MatoiSlackCheck *matoi_slack_check_finish (GAsyncResult *result, GError **error);

G_END_DECLS
