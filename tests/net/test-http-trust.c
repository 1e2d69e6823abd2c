/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <libsoup/soup.h>
#include <locale.h>

#include "matoi-error.h"
#include "matoi-http.h"
#include "test-common.h"
#include "test-net.h"

/* A company's own authority: whoever it vouches for is trusted by its file, and by nothing else. */

static void
on_request (SoupServer *server,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer user_data)
{
  (*(guint *) user_data)++;
  soup_server_message_set_status (message, 204, NULL);
}

static MatoiHttpReply *
get (MatoiHttp *http, const char *url, GError **error)
{
  const MatoiHttpRequest request = { .method = "GET", .url = url };
  g_autoptr (GAsyncResult) result = NULL;

  matoi_http_send_async (http, &request, NULL, test_net_on_result, &result);
  while (!result)
    g_main_context_iteration (NULL, TRUE);
  return matoi_http_send_finish (http, result, error);
}

static void
check (const char *certificate_file, const char *key_file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsCertificate) certificate =
    g_tls_certificate_new_from_files (certificate_file, key_file, &error);
  g_autoptr (SoupServer) server = soup_server_new (NULL, NULL);
  g_autoptr (MatoiHttp) stranger = matoi_http_new (), friend = matoi_http_new ();
  g_autoptr (MatoiHttpReply) refused = NULL, reply = NULL;
  g_autofree char *url = NULL;
  guint n_requests = 0;

  soup_server_add_handler (server, NULL, on_request, &n_requests, NULL);
  test_net_set_certificate (server, certificate);
  url = g_strdup_printf ("https://127.0.0.1:%u/", test_net_open (server, 0, &error));
  g_assert_no_error (error);

  refused = get (stranger, url, &error);
  g_assert_null (refused);
  g_assert_error (error, MATOI_HTTP_ERROR, MATOI_HTTP_ERROR_NOT_SENT);
  g_clear_error (&error);
  g_assert_cmpuint (n_requests, ==, 0);

  g_assert_false (matoi_http_set_trust_file (friend, "/dev/null", &error));
  g_assert_error (error, MATOI_ERROR, MATOI_ERROR_INPUT);
  g_clear_error (&error);
  g_assert_false (matoi_http_set_trust_file (friend, "/nowhere/ca.pem", &error));
  g_assert_error (error, MATOI_ERROR, MATOI_ERROR_INPUT);
  g_clear_error (&error);
  g_assert_true (matoi_http_set_trust_file (friend, certificate_file, &error));
  g_assert_no_error (error);
  reply = get (friend, url, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (reply->status, ==, 204);
  g_assert_cmpuint (n_requests, ==, 1);
  g_clear_object (&stranger);
  g_clear_object (&friend);
  test_net_close (&server);
}

static void
test_trust (void)
{
  g_autofree char *dir = g_dir_make_tmp ("matoi-trust-XXXXXX", NULL);
  g_autofree char *certificate_file = NULL, *key_file = NULL;

  if (test_net_make_certificate (dir, &certificate_file, &key_file))
    check (certificate_file, key_file);
  else
    g_test_skip ("openssl is not here");
  test_common_remove (dir);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/http/trust", test_trust);
  return g_test_run ();
}
