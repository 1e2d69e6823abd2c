/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-context.h"
#include "matoi-secrets.h"
#include "matoi-setup-report.h"

G_BEGIN_DECLS

/* Connects the record to a service ("slack", "jira", "jira2", "pagerduty", "statuspage"), and tries
 * the connection out. Tokens are read and kept in a thread of their own; where there is no Secret
 * Service, in memory until the program ends. In the main context; to save and to disconnect the
 * context must be started. What each service's test tells: matoi-slack-setup.h, -jira-setup.h,
 * -pagerduty-setup.h, -statuspage-setup.h.
 * What then speaks with the service is matoi-adapter.h (a MatoiService is one of our own, in the
 * directory). Signal "changed" (): which tokens there are. */
#define MATOI_TYPE_SERVICE_SETUP (matoi_service_setup_get_type ())
G_DECLARE_FINAL_TYPE (MatoiServiceSetup, matoi_service_setup, MATOI, SERVICE_SETUP, GObject)

MatoiServiceSetup *matoi_service_setup_new (MatoiContext *context, const char *id);
const char *matoi_service_setup_get_id (MatoiServiceSetup *self);
/* Looks which tokens there are; "changed" tells. */
void matoi_service_setup_look (MatoiServiceSetup *self);
/* Where token number @index is: 0; of Slack also 1, that of the app. As last looked. */
MatoiSecretPlace matoi_service_setup_get_place (MatoiServiceSetup *self, guint index);
/* (nullable): why no token can be looked for or kept; as last looked. */
const char *matoi_service_setup_get_problem (MatoiServiceSetup *self);

/* Asks the service. Changes nothing.
 * @tokens_or_null: (nullable) as many as the service has, NULL-terminated; "" or NULL: the one that
 *   is kept
 * @settings_or_null: (nullable) key without "ID.", value, …, NULL: tried instead of those that are
 *   stored; "": none */
void matoi_service_setup_test_async (MatoiServiceSetup *self,
                                     const char *const *tokens_or_null,
                                     const char *const *settings_or_null,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
/* (transfer full): also if nothing works; NULL only if cancelled. */
MatoiSetupReport *
matoi_service_setup_test_finish (MatoiServiceSetup *self, GAsyncResult *result, GError **error);

/* The same, and if it works, keeps the tokens and stores the settings, all at once;
 * report->saved tells. NULL with @error: cancelled, or the settings do not fit or were not stored:
 * then nothing was changed. */
void matoi_service_setup_save_async (MatoiServiceSetup *self,
                                     const char *const *tokens_or_null,
                                     const char *const *settings_or_null,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
MatoiSetupReport *
matoi_service_setup_save_finish (MatoiServiceSetup *self, GAsyncResult *result, GError **error);

/* Not set up, no tokens; everything that is recorded or waits, and every other setting, is kept. */
void matoi_service_setup_disconnect_async (MatoiServiceSetup *self,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
/* Takes the last disconnecting back, without asking the service. */
void matoi_service_setup_restore_async (MatoiServiceSetup *self,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
/* Of both: FALSE with @error: not everything was done. */
gboolean
matoi_service_setup_change_finish (MatoiServiceSetup *self, GAsyncResult *result, GError **error);

G_END_DECLS
