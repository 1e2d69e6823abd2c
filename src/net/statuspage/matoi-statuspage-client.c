/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-statuspage-client.h"

/* Together never more than sixty in a minute. */
#define PER_MINUTE 50
#define BURST      10

struct _MatoiStatuspageClient
{
  MatoiRest parent_instance;
};

G_DEFINE_FINAL_TYPE (MatoiStatuspageClient, matoi_statuspage_client, MATOI_TYPE_REST)

static void
matoi_statuspage_client_heed (MatoiRest *rest, gconstpointer data, gboolean writes)
{
  const MatoiStatuspageAnswer *answer = data;

  if (answer->retry_after >= 0)
    matoi_rest_pause (rest, writes, answer->retry_after);
}

/**
 * matoi_statuspage_client_call_async:
 * @method: GET POST PUT PATCH
 * @path: see the header
 * @body: (nullable): borrowed
 *
 * See matoi_rest_call_async().
 */
void
matoi_statuspage_client_call_async (MatoiStatuspageClient *self,
                                    const char *method,
                                    const char *path,
                                    JsonObject *body,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  const MatoiRestCall call = { .method = method, .path = path, .body = body };

  matoi_rest_call_async (MATOI_REST (self), &call, cancellable, callback, user_data);
}

/**
 * matoi_statuspage_client_call_finish:
 * @error: G_IO_ERROR_CANCELLED only: everything else is an answer
 *
 * Returns: (transfer full): what came back
 */
MatoiStatuspageAnswer *
matoi_statuspage_client_call_finish (MatoiStatuspageClient *self,
                                     GAsyncResult *result,
                                     GError **error)
{
  return matoi_rest_call_finish (MATOI_REST (self), result, error);
}

static gpointer
matoi_statuspage_client_new_answer (const MatoiHttpReply *reply, gboolean writes)
{
  return matoi_statuspage_answer_new (reply, writes);
}

static gpointer
matoi_statuspage_client_new_answer_for_error (const GError *error, gboolean writes)
{
  return matoi_statuspage_answer_new_for_error (error, writes);
}

static void
matoi_statuspage_client_class_init (MatoiStatuspageClientClass *class)
{
  MatoiRestClass *rest_class = MATOI_REST_CLASS (class);

  rest_class->new_answer = matoi_statuspage_client_new_answer;
  rest_class->new_answer_for_error = matoi_statuspage_client_new_answer_for_error;
  rest_class->free_answer = (GDestroyNotify) matoi_statuspage_answer_free;
  rest_class->heed = matoi_statuspage_client_heed;
}

static void
matoi_statuspage_client_init (MatoiStatuspageClient *self)
{
  matoi_rest_set_rate (MATOI_REST (self), FALSE, PER_MINUTE, BURST);
}

/**
 * matoi_statuspage_client_new:
 * @address: (nullable): of the site, without /v1
 *
 * Returns: (transfer full)
 */
MatoiStatuspageClient *
matoi_statuspage_client_new (MatoiHttp *http, const char *address, const char *token)
{
  MatoiStatuspageClient *self = g_object_new (MATOI_TYPE_STATUSPAGE_CLIENT, NULL);
  g_autofree char *plain = g_strstrip (g_strdup (token));
  g_autofree char *authorization = g_strconcat ("OAuth ", plain, NULL);
  const char *headers[] = { "Authorization", authorization, "Accept", "application/json", NULL };

  matoi_rest_set_up (MATOI_REST (self), http,
                     address != NULL && *address != '\0' ? address : MATOI_STATUSPAGE_ADDRESS,
                     "v1/", headers);
  return self;
}
