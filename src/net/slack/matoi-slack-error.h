/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What an answer of Slack means for the one who asked. */
typedef enum
{
  MATOI_SLACK_OK,
  MATOI_SLACK_DONE,     /* it was so already: as good as done */
  MATOI_SLACK_AUTH,     /* the token is dead: nothing more is sent with it */
  MATOI_SLACK_SCOPE,    /* not allowed: never tried again by itself */
  MATOI_SLACK_PLACE,    /* the channel or message is not there, or not for us */
  MATOI_SLACK_CONTENT,  /* refused for what it holds: back to the one who wrote it */
  MATOI_SLACK_WAIT,     /* too much at a time; nothing was done */
  MATOI_SLACK_NOT_DONE, /* certainly nothing was done: may be tried again */
  MATOI_SLACK_UNKNOWN,  /* may or may not have been done: look before it is tried again */
  MATOI_SLACK_BUG,      /* asked for wrongly: a mistake of ours */
} MatoiSlackOutcome;

MatoiSlackOutcome matoi_slack_outcome_of_code (const char *code);
const char *matoi_slack_outcome_text (MatoiSlackOutcome outcome, const char *code);

G_END_DECLS
