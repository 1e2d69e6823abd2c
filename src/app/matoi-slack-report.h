/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-slack-check.h"

G_BEGIN_DECLS

/* What a test of the connection to Slack found, line by line, for people. */

typedef enum
{
  MATOI_SLACK_LINE_OK,
  MATOI_SLACK_LINE_WARN, /* works, but not everything */
  MATOI_SLACK_LINE_FAIL, /* does not work */
} MatoiSlackLineState;

typedef struct
{
  const char *id; /* token workspace bot permissions permission events clock storage */
  MatoiSlackLineState state;
  char *title, *text;
  const char *fix; /* (nullable): what to do about it, translated */
} MatoiSlackLine;

typedef struct
{
  gboolean works;             /* the token is accepted, and of the right workspace */
  gboolean connected;         /* and kept: see matoi_slack_setup_connect_async () */
  char *team_id, *team, *url; /* (nullable) of the workspace the token is for */
  gboolean has_events;        /* the app-level token works */
  GPtrArray *lines;           /* of MatoiSlackLine */
} MatoiSlackReport;

MatoiSlackReport *matoi_slack_report_new (void);
void matoi_slack_report_free (MatoiSlackReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MatoiSlackReport, matoi_slack_report_free)
void matoi_slack_report_add (MatoiSlackReport *report,
                             const char *id,
                             MatoiSlackLineState state,
                             const char *title,
                             const char *text,
                             const char *fix_or_null);
MatoiSlackLineState matoi_slack_report_get_state (const MatoiSlackReport *report);
/* From what Slack answered; @team and @url (nullable): the workspace of this record so far. */
MatoiSlackReport *
matoi_slack_report_read (const MatoiSlackCheck *check, const char *team, const char *url);

G_END_DECLS
