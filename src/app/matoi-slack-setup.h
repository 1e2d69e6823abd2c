/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-service-setup.h"
#include "matoi-slack-check.h"

G_BEGIN_DECLS

/* A test of Slack: matoi_service_setup_new (context, "slack"), with two tokens: that of the bot, and
 * (may be missing) the one of the app for events. Reads the settings base-url, team, url; finds team
 * and url. Lines: token workspace bot permissions permission events clock storage. */

/* From what Slack answered; @team and @url (nullable): the workspace of this record so far. */
void matoi_slack_setup_read (MatoiSetupReport *report,
                             const MatoiSlackCheck *check,
                             const char *team,
                             const char *url);
/* The Slack app for a team to paste, as YAML; @polling: without Socket Mode. (transfer full) */
char *matoi_slack_setup_dup_manifest (gboolean polling, GError **error);
/* The name a channel would get by @template (NULL or not fit: by that of the process), with "#".
 * (transfer full) */
char *matoi_slack_setup_dup_example (MatoiContext *context, const char *template_or_null);

G_END_DECLS
