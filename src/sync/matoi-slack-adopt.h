/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-command.h"
#include "matoi-rooms.h"

G_BEGIN_DECLS

/* How what was said in a room becomes a part of the record: the one place that says so, for a
 * person's choice, a reaction, and lines that begin with TODO. Pure. */

/* @kind: of an entry (fact hypothesis decision action update detection), or "todo": each line that
 * begins with TODO, or else all of it. @base_url: of the workspace, such as
 * "https://acme.slack.com/". (transfer full) of MatoiCommand; empty: it says nothing. */
GPtrArray *
matoi_slack_adopt (const MatoiRoomMessage *message, const char *kind, const char *base_url_or_null);
/* What the record is told when a message that was taken (see matoi_store_list_taken ()) was edited
 * or deleted. (transfer full) (nullable): nothing */
MatoiCommand *matoi_slack_adopt_change (const MatoiRoomMessage *message, const MatoiTaken *taken);
/* Where a message can be read in Slack. (transfer full) (nullable): without @base_url */
char *matoi_slack_dup_permalink (const MatoiRoomMessage *message, const char *base_url_or_null);

G_END_DECLS
