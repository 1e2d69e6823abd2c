/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-slack-inbox.h"

G_BEGIN_DECLS

/* Answers what people ask for in the room of an incident: !ic, !status, !todo … Two Matois on one
 * app never answer the same message: whoever sets the mark of the bot on it first does. */
#define MATOI_TYPE_SLACK_COMMANDS (matoi_slack_commands_get_type ())
G_DECLARE_FINAL_TYPE (MatoiSlackCommands, matoi_slack_commands, MATOI, SLACK_COMMANDS, GObject)

MatoiSlackCommands *matoi_slack_commands_new (MatoiDesk *desk,
                                              MatoiSlackClient *client,
                                              MatoiSlackBook *book,
                                              MatoiSlackInbox *inbox);
void matoi_slack_commands_start (MatoiSlackCommands *self);
void matoi_slack_commands_stop (MatoiSlackCommands *self);
/* How often the status is told, how long another Matoi that has claimed a message is left to answer
 * it, and the pause before a call is tried again; ms. */
void matoi_slack_commands_set_pace (MatoiSlackCommands *self,
                                    guint stalk_ms,
                                    guint settle_ms,
                                    guint retry_ms);

G_END_DECLS
