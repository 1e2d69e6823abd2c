/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-link.h"
#include "matoi-slack-commands.h"

G_BEGIN_DECLS

/* The connection to one workspace with one pair of tokens: who we are there, what goes out, what
 * comes in, the answers to commands; and what to do when Slack is away or does not want us. A
 * MatoiLink, whose "changed" also tells of the budget. */
#define MATOI_TYPE_SLACK_LINK (matoi_slack_link_get_type ())
G_DECLARE_FINAL_TYPE (MatoiSlackLink, matoi_slack_link, MATOI, SLACK_LINK, MatoiLink)

MatoiLink *
matoi_slack_link_new (MatoiDesk *desk, const char *bot_token, const char *app_token_or_null);
/* Calls of the history in the last minute, and how many are allowed. */
guint matoi_slack_link_get_calls (MatoiSlackLink *self, guint *allowed);

G_END_DECLS
