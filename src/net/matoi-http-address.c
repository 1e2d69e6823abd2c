/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <libsoup/soup.h>

#include "matoi-http.h"

static gboolean
is_this_machine (const char *host)
{
  return g_strcmp0 (host, "127.0.0.1") == 0 || g_strcmp0 (host, "::1") == 0 ||
         g_strcmp0 (host, "localhost") == 0;
}

/**
 * matoi_http_is_address:
 * @url: what somebody gave as the address of a service
 *
 * Returns: whether Matoi would send a token there: by TLS, or to this machine.
 */
gboolean
matoi_http_is_address (const char *url)
{
  g_autoptr (GUri) uri = url ? g_uri_parse (url, SOUP_HTTP_URI_FLAGS, NULL) : NULL;

  if (!uri || !g_uri_get_host (uri) || !*g_uri_get_host (uri) || g_uri_get_userinfo (uri))
    return FALSE;
  return g_str_equal (g_uri_get_scheme (uri), "https") ||
         (g_str_equal (g_uri_get_scheme (uri), "http") && is_this_machine (g_uri_get_host (uri)));
}

/**
 * matoi_http_encode_form:
 * @pairs: name, value, name, value …, NULL
 *
 * Returns: (transfer full): them as application/x-www-form-urlencoded
 */
char *
matoi_http_encode_form (const char *const *pairs)
{
  GString *text = g_string_new (NULL);

  for (const char *const *pair = pairs; *pair; pair += 2)
    {
      g_autofree char *name = g_uri_escape_string (pair[0], NULL, FALSE);
      g_autofree char *value = g_uri_escape_string (pair[1], NULL, FALSE);

      g_string_append_printf (text, "%s%s=%s", text->len > 0 ? "&" : "", name, value);
    }
  return g_string_free (text, FALSE);
}
