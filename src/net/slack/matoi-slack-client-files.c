/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "matoi-error.h"
#include "matoi-slack-client-private.h"

#define FILE_SECONDS 60

/* What somebody has put into a room, which takes the same token. */

/** matoi_slack_client_may_fetch: whether @url is of the service the token belongs to; nothing is
 * sent anywhere else, whatever a message says. */
gboolean
matoi_slack_client_may_fetch (MatoiSlackClient *self, const char *url)
{
  g_autoptr (GUri) base = g_uri_parse (self->base_url, G_URI_FLAGS_NONE, NULL);
  g_autoptr (GUri) uri = url != NULL ? g_uri_parse (url, G_URI_FLAGS_NONE, NULL) : NULL;
  g_autofree char *below = NULL;

  if (base == NULL || uri == NULL || g_uri_get_host (uri) == NULL || !matoi_http_is_address (url))
    return FALSE;
  if (g_ascii_strcasecmp (g_uri_get_host (uri), g_uri_get_host (base)) == 0)
    return g_uri_get_port (uri) == g_uri_get_port (base);
  /* files.slack.com is beside slack.com. */
  below = g_strconcat (".", g_uri_get_host (base), NULL);
  return g_str_equal (g_uri_get_scheme (uri), "https") && g_uri_get_port (uri) == -1 &&
         g_str_has_suffix (g_uri_get_host (uri), below);
}

static void
on_reply (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  MatoiHttpReply *reply = matoi_http_send_finish (MATOI_HTTP (source), result, &error);

  if (reply == NULL)
    g_task_return_error (task, error);
  else if (reply->status != 200)
    /* A token without files:read is sent to a page for signing in. */
    g_task_return_new_error (task, MATOI_ERROR, MATOI_ERROR_SERVICE,
                             _ ("Slack did not give out the file (HTTP %u)."), reply->status);
  else
    g_task_return_pointer (task, g_bytes_ref (reply->body), (GDestroyNotify) g_bytes_unref);
  g_clear_pointer (&reply, matoi_http_reply_free);
}

/**
 * matoi_slack_client_fetch_async:
 * @url: of which matoi_slack_client_may_fetch (), else MATOI_ERROR_INPUT
 *
 * Redirects are not followed.
 */
void
matoi_slack_client_fetch_async (MatoiSlackClient *self,
                                const char *url,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autofree char *bearer = g_strconcat ("Bearer ", self->token, NULL);
  const char *headers[] = { "Authorization", bearer, NULL };
  const MatoiHttpRequest request = {
    .method = "GET", .url = url, .headers = headers, .seconds = FILE_SECONDS
  };

  g_return_if_fail (MATOI_IS_SLACK_CLIENT (self));

  g_task_set_source_tag (task, matoi_slack_client_fetch_async);
  if (!matoi_slack_client_may_fetch (self, url))
    {
      g_task_return_new_error (task, MATOI_ERROR, MATOI_ERROR_INPUT, "%s",
                               _ ("The file is not in Slack. It was not fetched."));
      return;
    }
  matoi_http_send_async (self->http, &request, cancellable, on_reply, g_steal_pointer (&task));
}

/** matoi_slack_client_fetch_finish: (transfer full): the file, or NULL with @error. */
GBytes *
matoi_slack_client_fetch_finish (MatoiSlackClient *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
