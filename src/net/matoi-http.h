/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Requests to one service and their answers; knows neither service nor incident. Always
 * encrypted, except on this very machine. Never sends anything twice by itself. In the main
 * context of the thread that made it. */
#define MATOI_TYPE_HTTP (matoi_http_get_type ())
G_DECLARE_FINAL_TYPE (MatoiHttp, matoi_http, MATOI, HTTP, GObject)

/* Why there is no answer. The texts are for people and hold no more of an address than its host. */
typedef enum
{
  MATOI_HTTP_ERROR_NOT_SENT, /* certainly not carried out: offline, refused, no such host, no trust */
  MATOI_HTTP_ERROR_UNKNOWN, /* it was on its way: may or may not have been carried out */
  MATOI_HTTP_ERROR_ADDRESS, /* nobody could send that: not an https address */
} MatoiHttpError;
#define MATOI_HTTP_ERROR (matoi_http_error_quark ())
GQuark matoi_http_error_quark (void);

/* No answer is read further than that. */
#define MATOI_HTTP_MAX_BODY (32 * 1024 * 1024)

typedef struct
{
  const char *method; /* GET POST PUT … */
  const char *url;
  const char *const *headers; /* (nullable) name, value, name, value …, NULL */
  const char *content_type;   /* (nullable) */
  GBytes *body;               /* (nullable) */
  guint seconds;              /* the whole exchange; 0: 30 */
} MatoiHttpRequest;

typedef struct
{
  guint status;
  char *content_type; /* (nullable) without parameters */
  GBytes *body;
  gint64 retry_after;  /* ms; -1: not said, or not to be understood */
  gint64 server_time;  /* ms UTC, of the Date header; MATOI_TIME_NONE: not said */
  GHashTable *headers; /* of char *, names in lower case; only the first of each */
} MatoiHttpReply;
void matoi_http_reply_free (MatoiHttpReply *reply);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MatoiHttpReply, matoi_http_reply_free)

MatoiHttp *matoi_http_new (void);
gboolean matoi_http_set_trust_file (MatoiHttp *self, const char *path, GError **error);
gboolean matoi_http_is_address (const char *url);
void matoi_http_send_async (MatoiHttp *self,
                            const MatoiHttpRequest *request,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
MatoiHttpReply *matoi_http_send_finish (MatoiHttp *self, GAsyncResult *result, GError **error);
char *matoi_http_encode_form (const char *const *pairs);

G_END_DECLS
