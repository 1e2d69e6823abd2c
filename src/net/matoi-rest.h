/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "matoi-http.h"

G_BEGIN_DECLS

/* Calls of one service that speaks JSON, with one token: each waits for its turn, is sent once,
 * and comes back with what is to be made of the answer. In one main context. What an answer means
 * is the matter of the client of each service, which is one of these. */
#define MATOI_TYPE_REST (matoi_rest_get_type ())
G_DECLARE_DERIVABLE_TYPE (MatoiRest, matoi_rest, MATOI, REST, GObject)

struct _MatoiRestClass
{
  GObjectClass parent_class;

  /* What came back, for the one who asked; @writes: it asked for a change. (transfer full) */
  gpointer (*new_answer) (const MatoiHttpReply *reply, gboolean writes);
  gpointer (*new_answer_for_error) (const GError *error, gboolean writes);
  GDestroyNotify free_answer;
  /* What an answer says about the calls after it: pauses. */
  void (*heed) (MatoiRest *self, gconstpointer answer, gboolean writes);
  /* (nullable): the answer while the service wants a pause of so many ms; NULL: calls wait */
  gpointer (*new_paused) (gint64 pause);
  guint read_seconds, write_seconds; /* a whole exchange; 0: as MatoiHttp has it */
  gboolean counts_writes;            /* the service counts what changes something by itself */
};

typedef struct
{
  const char *method;       /* GET POST PUT PATCH DELETE */
  const char *path;         /* below the address, its parts escaped */
  const char *const *query; /* (nullable) name, value, …, NULL */
  JsonObject *body;         /* (nullable) */
  gboolean reads;           /* changes nothing, though it is no GET */
} MatoiRestCall;

void matoi_rest_call_async (MatoiRest *self,
                            const MatoiRestCall *call,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
gpointer matoi_rest_call_finish (MatoiRest *self, GAsyncResult *result, GError **error);

/* --- for the clients */
/* @below: "rest/api/3/"; @headers: name, value, …, NULL, sent with every call; may be secret. */
void matoi_rest_set_up (MatoiRest *self,
                        MatoiHttp *http,
                        const char *address,
                        const char *below,
                        const char *const *headers);
void matoi_rest_set_rate (MatoiRest *self, gboolean writes, guint calls_per_minute, guint at_once);
/* Nothing more of that kind leaves for so many ms. */
void matoi_rest_pause (MatoiRest *self, gboolean writes, gint64 pause);
/* Every wait is @factor times shorter. */
void matoi_rest_set_haste (MatoiRest *self, guint factor);

/* --- for their answers */
typedef enum
{
  MATOI_REST_NOT_DONE, /* certainly not: may be tried again */
  MATOI_REST_UNKNOWN,  /* may or may not have been carried out */
  MATOI_REST_ADDRESS,  /* nobody can be asked there */
} MatoiRestLoss;

/* What became of a call that was not answered. */
MatoiRestLoss matoi_rest_judge_loss (const GError *error, gboolean writes);
/* (transfer full) (nullable): it is no JSON */
JsonNode *matoi_rest_read_json (const MatoiHttpReply *reply);
/* What a service says in its own words: without anything but text, @n_max characters at most.
 * (transfer full) */
char *matoi_rest_dup_said (const char *text, guint n_max);

G_END_DECLS
