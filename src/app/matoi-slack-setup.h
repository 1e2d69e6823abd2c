/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-context.h"
#include "matoi-secrets.h"
#include "matoi-slack-report.h"

G_BEGIN_DECLS

/* Connects the record to a workspace, and tries the connection out. Tokens are read and kept in a
 * thread of their own; where there is no Secret Service, in memory until the program ends. In the
 * main context; to connect and to disconnect the context must be started.
 * Signal "changed" (): which tokens there are. */
#define MATOI_TYPE_SLACK_SETUP (matoi_slack_setup_get_type ())
G_DECLARE_FINAL_TYPE (MatoiSlackSetup, matoi_slack_setup, MATOI, SLACK_SETUP, GObject)

MatoiSlackSetup *matoi_slack_setup_new (MatoiContext *context);
/* Looks which tokens there are; "changed" tells. */
void matoi_slack_setup_look (MatoiSlackSetup *self);
MatoiSecretPlace matoi_slack_setup_get_bot (MatoiSlackSetup *self);
MatoiSecretPlace matoi_slack_setup_get_app (MatoiSlackSetup *self);
/* (nullable): why no token can be looked for or kept; as last looked. */
const char *matoi_slack_setup_get_problem (MatoiSlackSetup *self);

/* Asks Slack. A token that is NULL is the one that is kept. Changes nothing. */
void matoi_slack_setup_test_async (MatoiSlackSetup *self,
                                   const char *bot_or_null,
                                   const char *app_or_null,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
/* (transfer full): also if nothing works; NULL only if cancelled. */
MatoiSlackReport *
matoi_slack_setup_test_finish (MatoiSlackSetup *self, GAsyncResult *result, GError **error);

/* The same, and if the token is accepted and of the right workspace, keeps the tokens and sets the
 * workspace; report->connected tells. NULL with @error: cancelled, or the settings were not stored. */
void matoi_slack_setup_connect_async (MatoiSlackSetup *self,
                                      const char *bot_or_null,
                                      const char *app_or_null,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
MatoiSlackReport *
matoi_slack_setup_connect_finish (MatoiSlackSetup *self, GAsyncResult *result, GError **error);

/* No workspace, no tokens; everything that is recorded or waits is kept. */
void matoi_slack_setup_disconnect_async (MatoiSlackSetup *self,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
/* Takes the last disconnecting back, without asking Slack. */
void matoi_slack_setup_restore_async (MatoiSlackSetup *self,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
/* Of both: FALSE with @error: not everything was done. */
gboolean
matoi_slack_setup_change_finish (MatoiSlackSetup *self, GAsyncResult *result, GError **error);

/* The Slack app for a team to paste, as YAML; @polling: without Socket Mode. (transfer full) */
char *matoi_slack_setup_dup_manifest (gboolean polling, GError **error);
/* The name a channel would get by @template (NULL or not fit: by that of the process), with "#".
 * (transfer full) */
char *matoi_slack_setup_dup_example (MatoiContext *context, const char *template_or_null);

G_END_DECLS
