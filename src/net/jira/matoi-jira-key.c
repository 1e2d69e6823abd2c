/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "matoi-http.h"
#include "matoi-jira-text.h"

/* Where JIRA's own pages begin: what stands before is the site. */
static const char *const pages[] = { "/browse/",          "/projects/",  "/secure/",
                                     "/issues/",          "/rest/",      "/login",
                                     "/plugins/servlet/", "/dashboards", NULL };

/**
 * matoi_jira_dup_site:
 * @text: what somebody gave as the address of JIRA: of the site, or of any page of it
 *
 * Returns: (transfer full) (nullable): the address of the site, without "/" at its end; NULL:
 *   that is no address a token would be sent to
 */
char *
matoi_jira_dup_site (const char *text)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text ? text : ""));
  g_autofree char *whole = NULL;
  g_autoptr (GUri) uri = NULL;
  g_autoptr (GUri) site = NULL;
  g_autofree char *path = NULL;

  whole = strstr (trimmed, "://") ? g_strdup (trimmed) : g_strconcat ("https://", trimmed, NULL);
  if (!matoi_http_is_address (whole) || !(uri = g_uri_parse (whole, G_URI_FLAGS_ENCODED, NULL)))
    return NULL;
  path = g_strdup (g_uri_get_path (uri));
  for (guint i = 0; pages[i]; i++)
    if (strstr (path, pages[i]))
      *strstr (path, pages[i]) = '\0';
  /* There the site is at the root, and "/jira" is a page of it. */
  if (g_str_has_suffix (g_uri_get_host (uri), ".atlassian.net"))
    *path = '\0';
  while (g_str_has_suffix (path, "/"))
    path[strlen (path) - 1] = '\0';
  site = g_uri_build (G_URI_FLAGS_ENCODED, g_uri_get_scheme (uri), NULL, g_uri_get_host (uri),
                      g_uri_get_port (uri), path, NULL, NULL);
  return g_uri_to_string (site);
}

static gboolean
is_key_char (char c)
{
  return g_ascii_isalnum (c) || c == '_' || c == '-';
}

/* "ABC-123", alone. (transfer full) (nullable) */
static char *
read_key (const char *text, gsize length)
{
  g_autofree char *key = g_strndup (text, length);
  char *dash = strrchr (key, '-');

  for (char *p = key; *p; p++)
    *p = g_ascii_toupper (*p);
  if (!dash || dash == key || !g_ascii_isalpha (*key) || !dash[1] || strlen (key) > 64)
    return NULL;
  if (strspn (dash + 1, "0123456789") != strlen (dash + 1) || dash[1] == '0' ||
      memchr (key, '-', (gsize) (dash - key)))
    return NULL;
  return g_steal_pointer (&key);
}

/**
 * matoi_jira_dup_key:
 * @text: a key such as "OPS-12", or the address of a ticket
 *
 * Returns: (transfer full) (nullable): the key, in capitals
 */
char *
matoi_jira_dup_key (const char *text)
{
  static const char *const places[] = { "/browse/", "selectedIssue=", "/issues/", NULL };
  g_autofree char *trimmed = g_strstrip (g_strdup (text ? text : ""));

  for (guint i = 0; places[i]; i++)
    {
      const char *at = strstr (trimmed, places[i]);
      const char *end;
      char *key;

      if (!at)
        continue;
      at += strlen (places[i]);
      for (end = at; is_key_char (*end); end++)
        ;
      if ((key = read_key (at, (gsize) (end - at))))
        return key;
    }
  return read_key (trimmed, strlen (trimmed));
}

/**
 * matoi_jira_dup_browse_url:
 * @site: as matoi_jira_dup_site() gave it, or as the site names itself
 *
 * Returns: (transfer full): where people see the ticket
 */
char *
matoi_jira_dup_browse_url (const char *site, const char *key)
{
  g_autofree char *escaped = g_uri_escape_string (key, NULL, FALSE);

  return g_strdup_printf ("%s%sbrowse/%s", site, g_str_has_suffix (site, "/") ? "" : "/", escaped);
}
