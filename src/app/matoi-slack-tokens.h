/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "matoi-secrets.h"

G_BEGIN_DECLS

/* The two tokens of Slack, read and kept in a thread of their own. */
typedef struct
{
  char *bot, *app; /* (nullable) */
  MatoiSecretPlace bot_place, app_place;
  char *problem; /* (nullable): why it is not known, or only kept for this run */
} MatoiSlackTokens;

MatoiSlackTokens *matoi_slack_tokens_new (const char *bot_or_null, const char *app_or_null);
void matoi_slack_tokens_free (MatoiSlackTokens *tokens);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MatoiSlackTokens, matoi_slack_tokens_free)

typedef enum
{
  MATOI_SLACK_TOKENS_LOOK,   /* fills in what is NULL */
  MATOI_SLACK_TOKENS_KEEP,   /* keeps what is not NULL, in memory if there is no other way */
  MATOI_SLACK_TOKENS_FORGET, /* fills in what is NULL, then forgets both */
} MatoiSlackTokensTask;

/* Takes @tokens over. */
void matoi_slack_tokens_run_async (MatoiSlackTokens *tokens,
                                   MatoiSlackTokensTask what,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
/* (transfer full): @tokens, with what was found; NULL only if cancelled. */
MatoiSlackTokens *matoi_slack_tokens_run_finish (GAsyncResult *result, GError **error);

G_END_DECLS
