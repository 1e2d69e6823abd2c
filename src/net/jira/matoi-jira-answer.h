/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "matoi-http.h"

G_BEGIN_DECLS

/* What an answer of JIRA means for the one who asked. */
typedef enum
{
  MATOI_JIRA_OK,
  MATOI_JIRA_AUTH,     /* the token is dead: nothing more is sent with it */
  MATOI_JIRA_SCOPE,    /* not allowed: never tried again by itself */
  MATOI_JIRA_PLACE,    /* the ticket, project or site is not there, or not for us */
  MATOI_JIRA_CONTENT,  /* refused for what it holds: back to the one who wrote it */
  MATOI_JIRA_WAIT,     /* too much at a time; nothing was done */
  MATOI_JIRA_NOT_DONE, /* certainly nothing was done: may be tried again */
  MATOI_JIRA_UNKNOWN,  /* may or may not have been done: look before it is tried again */
  MATOI_JIRA_BUG,      /* asked for wrongly, or not offered here any more: a mistake of ours */
} MatoiJiraOutcome;

typedef struct
{
  MatoiJiraOutcome outcome;
  guint status;       /* of HTTP; 0: no answer */
  char *code;         /* (nullable) why, such as "http_404", "captcha", "page", "no_answer" */
  char *text;         /* what it means, for people */
  char *said;         /* (nullable) what the site says, in its language: shown, never read */
  GHashTable *fields; /* (nullable) char * id of a field → char * what the site says about it */
  JsonNode *json;     /* (nullable) the whole answer */
  gint64 retry_after; /* ms; -1: not said */
  gboolean whole;     /* of a pause: not for this kind of call alone */
  gboolean near_limit;
  gint64 server_time; /* ms UTC or MATOI_TIME_NONE */
} MatoiJiraAnswer;
void matoi_jira_answer_free (MatoiJiraAnswer *answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MatoiJiraAnswer, matoi_jira_answer_free)

/* @writes: it asked for a change; else what is not known is not done. */
MatoiJiraAnswer *matoi_jira_answer_new (const MatoiHttpReply *reply, gboolean writes);
MatoiJiraAnswer *matoi_jira_answer_new_for_error (const GError *error, gboolean writes);
MatoiJiraAnswer *matoi_jira_answer_copy (const MatoiJiraAnswer *answer);
/* What was sent for. (transfer none) (nullable) */
JsonObject *matoi_jira_answer_get_object (const MatoiJiraAnswer *answer);
void matoi_jira_answer_set (MatoiJiraAnswer *answer, MatoiJiraOutcome outcome, const char *code);
const char *matoi_jira_outcome_text (MatoiJiraOutcome outcome, const char *code_or_null);
/* "errorMessages" and "errors" of @object, which may be NULL. */
char *matoi_jira_read_said (JsonObject *object);
GHashTable *matoi_jira_read_fields (JsonObject *object);

G_END_DECLS
