/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "matoi-http.h"

G_BEGIN_DECLS

/* What an answer of PagerDuty means for the one who asked. */
typedef enum
{
  MATOI_PAGERDUTY_OK,
  MATOI_PAGERDUTY_AUTH,     /* the key is dead: nothing more is sent with it */
  MATOI_PAGERDUTY_SENDER,   /* the address we act as is missing, wrong or not known there */
  MATOI_PAGERDUTY_PLAN,     /* the account has not paid for it */
  MATOI_PAGERDUTY_SCOPE,    /* not allowed: never tried again by itself */
  MATOI_PAGERDUTY_PLACE,    /* the incident, service or policy is not there */
  MATOI_PAGERDUTY_CONTENT,  /* refused for what it holds */
  MATOI_PAGERDUTY_WAIT,     /* too much at a time; nothing was done */
  MATOI_PAGERDUTY_NOT_DONE, /* certainly nothing was done: may be tried again */
  MATOI_PAGERDUTY_UNKNOWN,  /* may or may not have been done: look before anything else */
} MatoiPagerdutyOutcome;

typedef struct
{
  MatoiPagerdutyOutcome outcome;
  guint status;       /* of HTTP; 0: no answer */
  gint64 code;        /* of PagerDuty's error, such as 2016; 0: none */
  char *text;         /* what it means, for people */
  char *said;         /* (nullable) what PagerDuty says, in English: shown, never read */
  JsonNode *json;     /* (nullable) the whole answer */
  gint64 retry_after; /* ms; -1: not said */
  gint64 server_time; /* ms UTC, by PagerDuty's clock; MATOI_TIME_NONE: not said */
  gboolean unreached; /* no answer came */
} MatoiPagerdutyAnswer;
void matoi_pagerduty_answer_free (MatoiPagerdutyAnswer *answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MatoiPagerdutyAnswer, matoi_pagerduty_answer_free)

/* @writes: it asked for a change; else what is not known is not done. */
MatoiPagerdutyAnswer *matoi_pagerduty_answer_new (const MatoiHttpReply *reply, gboolean writes);
MatoiPagerdutyAnswer *matoi_pagerduty_answer_new_for_error (const GError *error, gboolean writes);
/* What was sent for: the object @name of the answer. (transfer none) (nullable) */
JsonObject *matoi_pagerduty_answer_get (const MatoiPagerdutyAnswer *answer, const char *name);
/* The list @name of the answer. (transfer none) (nullable) */
JsonArray *matoi_pagerduty_answer_get_list (const MatoiPagerdutyAnswer *answer, const char *name);
/* A sentence for people; borrowed. */
const char *matoi_pagerduty_outcome_text (MatoiPagerdutyOutcome outcome, gint64 code);

/* Reasons of our own, where nothing was asked for at all. */
#define MATOI_PAGERDUTY_NO_SERVICE  "no-service"  /* nobody has said on which one to open it */
#define MATOI_PAGERDUTY_NOBODY      "nobody"      /* is on call, or goes by that name */
#define MATOI_PAGERDUTY_NO_INCIDENT "no-incident" /* is open there */
/* Why it was not done, to be written down in any language: "plan/2014/Required abilities…". (transfer full) */
char *matoi_pagerduty_answer_dup_reason (const MatoiPagerdutyAnswer *answer);
/* Such a reason, or one of our own, for people; NULL: it is none of these. (transfer full) */
char *matoi_pagerduty_dup_reason_text (const char *reason);

G_END_DECLS
