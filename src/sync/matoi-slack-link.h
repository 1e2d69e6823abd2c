/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-slack-commands.h"

G_BEGIN_DECLS

/* The connection to one workspace with one pair of tokens: who we are there, what goes out, what
 * comes in, the answers to commands; and what to do when Slack is away or does not want us.
 * Signal "changed" (): state, text or budget. */
#define MATOI_TYPE_SLACK_LINK (matoi_slack_link_get_type ())
G_DECLARE_FINAL_TYPE (MatoiSlackLink, matoi_slack_link, MATOI, SLACK_LINK, GObject)

typedef enum
{
  MATOI_SLACK_LINK_CONNECTING,
  MATOI_SLACK_LINK_ONLINE,
  MATOI_SLACK_LINK_OFFLINE, /* tried again by itself */
  MATOI_SLACK_LINK_REFUSED, /* a person has to give another token */
} MatoiSlackLinkState;

MatoiSlackLink *matoi_slack_link_new (MatoiDesk *desk,
                                      const char *base_url_or_null,
                                      const char *team,
                                      const char *bot_token,
                                      const char *app_token_or_null);
void matoi_slack_link_start (MatoiSlackLink *self);
void matoi_slack_link_stop (MatoiSlackLink *self);
void matoi_slack_link_hurry (MatoiSlackLink *self);
void matoi_slack_link_wake (MatoiSlackLink *self);
MatoiSlackLinkState matoi_slack_link_get_state (MatoiSlackLink *self);
const char *matoi_slack_link_get_text (MatoiSlackLink *self);
guint matoi_slack_link_get_calls (MatoiSlackLink *self, guint *allowed);
gboolean matoi_slack_link_is_quiet (MatoiSlackLink *self);
MatoiSlackInbox *matoi_slack_link_get_inbox (MatoiSlackLink *self);
void matoi_slack_link_set_pace (MatoiSlackLink *self, guint probe_ms);

G_END_DECLS
