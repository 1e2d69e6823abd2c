/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-rest.h"

G_BEGIN_DECLS

#define MATOI_STATUSPAGE_ADDRESS "https://api.statuspage.io"

/* What an answer of Statuspage means for the one who asked. */
typedef enum
{
  MATOI_STATUSPAGE_OK,
  MATOI_STATUSPAGE_AUTH,     /* the token is dead: nothing more is sent with it */
  MATOI_STATUSPAGE_REFUSED,  /* not allowed, not there, or not as it is written: never by itself */
  MATOI_STATUSPAGE_WAIT,     /* too much at a time; nothing was done */
  MATOI_STATUSPAGE_NOT_DONE, /* certainly nothing was done: may be tried again */
  MATOI_STATUSPAGE_UNKNOWN,  /* may or may not have been done: look before it is tried again */
} MatoiStatuspageOutcome;

typedef struct
{
  MatoiStatuspageOutcome outcome;
  guint status;       /* of HTTP; 0: no answer */
  char *text;         /* what it means, for people */
  char *said;         /* (nullable) what the site says: shown, never read */
  JsonNode *json;     /* (nullable) */
  gint64 retry_after; /* ms; -1: not said */
} MatoiStatuspageAnswer;
void matoi_statuspage_answer_free (MatoiStatuspageAnswer *answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MatoiStatuspageAnswer, matoi_statuspage_answer_free)

/* @writes: it asked for a change; else what is not known is not done. (transfer full) */
MatoiStatuspageAnswer *matoi_statuspage_answer_new (const MatoiHttpReply *reply, gboolean writes);
MatoiStatuspageAnswer *matoi_statuspage_answer_new_for_error (const GError *error, gboolean writes);
MatoiStatuspageAnswer *matoi_statuspage_answer_copy (const MatoiStatuspageAnswer *answer);
/* The whole answer as an object, or as a list. (transfer none) (nullable) */
JsonObject *matoi_statuspage_answer_get_object (const MatoiStatuspageAnswer *answer);
JsonArray *matoi_statuspage_answer_get_list (const MatoiStatuspageAnswer *answer);
/* What it means and what the site says, for people. (transfer full) */
char *matoi_statuspage_answer_dup_text (const MatoiStatuspageAnswer *answer);

/* Calls of Statuspage with one token; sixty a minute are allowed. */
#define MATOI_TYPE_STATUSPAGE_CLIENT (matoi_statuspage_client_get_type ())
G_DECLARE_FINAL_TYPE (MatoiStatuspageClient,
                      matoi_statuspage_client,
                      MATOI,
                      STATUSPAGE_CLIENT,
                      MatoiRest)

/* @address (nullable): MATOI_STATUSPAGE_ADDRESS */
MatoiStatuspageClient *
matoi_statuspage_client_new (MatoiHttp *http, const char *address, const char *token);
/* @path: below v1/, its parts escaped */
void matoi_statuspage_client_call_async (MatoiStatuspageClient *self,
                                         const char *method,
                                         const char *path,
                                         JsonObject *body_or_null,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
MatoiStatuspageAnswer *matoi_statuspage_client_call_finish (MatoiStatuspageClient *self,
                                                            GAsyncResult *result,
                                                            GError **error);

G_END_DECLS
