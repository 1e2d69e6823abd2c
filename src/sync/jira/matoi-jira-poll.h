/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-desk.h"
#include "matoi-jira-issues.h"

G_BEGIN_DECLS

/* Asks how the tickets the record knows stand, and records what is different there.
 * Signals:
 * "done" (): all of them were asked for.
 * "trouble" (MatoiJiraAnswer *answer): they could not be; nothing more is asked. */
#define MATOI_TYPE_JIRA_POLL (matoi_jira_poll_get_type ())
G_DECLARE_FINAL_TYPE (MatoiJiraPoll, matoi_jira_poll, MATOI, JIRA_POLL, GObject)

MatoiJiraPoll *
matoi_jira_poll_new (MatoiDesk *desk, MatoiJiraClient *client, const char *site, const char *base);
/* Asks at once, then again and again. */
void matoi_jira_poll_start (MatoiJiraPoll *self);
void matoi_jira_poll_stop (MatoiJiraPoll *self);
/* Somebody has just changed something there: soon. */
void matoi_jira_poll_expect (MatoiJiraPoll *self);
/* The ticket @key, which the record has just come to know, is asked for at once, and no other. */
void matoi_jira_poll_look (MatoiJiraPoll *self, const char *key);
gboolean matoi_jira_poll_is_busy (MatoiJiraPoll *self);
void matoi_jira_poll_set_haste (MatoiJiraPoll *self, guint factor);

G_END_DECLS
