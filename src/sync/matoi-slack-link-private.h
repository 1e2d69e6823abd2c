/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-slack-events.h"
#include "matoi-slack-link.h"

G_BEGIN_DECLS

struct _MatoiSlackLink
{
  MatoiLink parent_instance;
  MatoiDesk *desk;
  char *team;
  MatoiHttp *http;
  MatoiSlackClient *client;
  MatoiSlackEvents *events; /* (nullable): without a token of the app, rooms are asked instead */
  MatoiSlackBook *book;
  MatoiSlackPump *pump;         /* from here on: once we know who we are */
  MatoiSlackInbox *inbox;       /* (nullable) */
  MatoiSlackCommands *commands; /* (nullable) */
  char *user_id;                /* (nullable) who the parts above were made for */
  gboolean caught_up;           /* since it was last asked for */
};

/* matoi-slack-link.c */
void matoi_slack_link_tell_online (MatoiSlackLink *self);

/* matoi-slack-link-parts.c: what goes out, what comes in, the answers to commands. */
void matoi_slack_link_begin (MatoiSlackLink *self, const MatoiSlackSelf *us);
void matoi_slack_link_rest (MatoiSlackLink *self);
void matoi_slack_link_drop_parts (MatoiSlackLink *self);

/* matoi-slack-link-events.c: what Socket Mode brings. */
void matoi_slack_link_connect_events (MatoiSlackLink *self, MatoiSlackClient *app);

G_END_DECLS
