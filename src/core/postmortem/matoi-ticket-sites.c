/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-ticket-private.h"

#include <string.h>

#include "matoi-json.h"

/* The sites tickets are made at, as the settings tell of them. */

/** matoi_ticket_list_sites: see the header. */
const char *const *
matoi_ticket_list_sites (void)
{
  static const char *const sites[] = { "jira", "jira2", NULL };

  return sites;
}

/* (nullable) what the setting @name of @site says. */
const char *
matoi_ticket_get (GHashTable *values, const char *site, const char *name)
{
  g_autofree char *key = g_strconcat (site, ".", name, NULL);
  const char *value = values != NULL ? g_hash_table_lookup (values, key) : NULL;

  return value != NULL && *value != '\0' ? value : NULL;
}

/** matoi_ticket_site_is_on: see the header. */
gboolean
matoi_ticket_site_is_on (GHashTable *values, const char *site)
{
  return matoi_ticket_get (values, site, "base-url") != NULL &&
         g_strcmp0 (matoi_ticket_get (values, site, "use"), "off") != 0;
}

/** matoi_ticket_site_may_see: see the header; off unless somebody allowed it (SEC-13). */
gboolean
matoi_ticket_site_may_see (GHashTable *values, const char *site, const MatoiIncident *incident)
{
  return !incident->security || g_strcmp0 (matoi_ticket_get (values, site, "security"), "on") == 0;
}

/** matoi_ticket_dup_site_name: see the header. */
char *
matoi_ticket_dup_site_name (GHashTable *values, const char *site)
{
  const char *name = matoi_ticket_get (values, site, "name");
  const char *url = matoi_ticket_get (values, site, "base-url");
  g_autoptr (GUri) uri = url != NULL ? g_uri_parse (url, G_URI_FLAGS_NONE, NULL) : NULL;

  if (name != NULL)
    return g_strdup (name);
  return g_strdup (uri != NULL && g_uri_get_host (uri) != NULL ? g_uri_get_host (uri) : site);
}

/* --- addresses */

static gboolean
is_same_text (const char *first, const char *second)
{
  return first != NULL && second != NULL && g_ascii_strcasecmp (first, second) == 0;
}

/* The scheme does not count: people paste what they have. A base with a path is only of that path. */
static gboolean
is_below (GUri *uri, const char *base)
{
  g_autoptr (GUri) root = g_uri_parse (base, G_URI_FLAGS_NONE, NULL);
  g_autofree char *path = NULL;

  if (root == NULL || !is_same_text (g_uri_get_host (uri), g_uri_get_host (root)))
    return FALSE;
  if (is_same_text (g_uri_get_scheme (uri), g_uri_get_scheme (root)) &&
      g_uri_get_port (uri) != g_uri_get_port (root))
    return FALSE;
  path = g_strdup (g_uri_get_path (root));
  while (g_str_has_suffix (path, "/"))
    path[strlen (path) - 1] = '\0';
  return g_str_has_prefix (g_uri_get_path (uri), path) &&
         (g_uri_get_path (uri)[strlen (path)] == '/' ||
          g_uri_get_path (uri)[strlen (path)] == '\0');
}

/* (nullable) (transfer full): the site @url is an address of; the longer path wins. */
char *
matoi_ticket_find_site (GHashTable *values, const char *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_PARSE_RELAXED, NULL);
  const char *const *sites = matoi_ticket_list_sites ();
  const char *found = NULL;
  gsize longest = 0;

  for (guint i = 0; uri != NULL && sites[i] != NULL; i++)
    {
      const char *base = matoi_ticket_get (values, sites[i], "base-url");

      if (base == NULL || !is_below (uri, base) || (found != NULL && strlen (base) <= longest))
        continue;
      found = sites[i];
      longest = strlen (base);
    }
  return g_strdup (found);
}

/* (nullable) (transfer full): where people read the ticket */
static char *
dup_address (GHashTable *values, const char *site, const char *key)
{
  const char *base = site != NULL ? matoi_ticket_get (values, site, "base-url") : NULL;
  const char *slash = base != NULL && g_str_has_suffix (base, "/") ? "" : "/";

  return base != NULL ? g_strconcat (base, slash, "browse/", key, NULL) : NULL;
}

/* (nullable) (transfer full): the only one there is */
static char *
find_only_site (GHashTable *values)
{
  const char *const *sites = matoi_ticket_list_sites ();
  const char *found = NULL;

  for (guint i = 0; sites[i] != NULL; i++)
    {
      if (!matoi_ticket_site_is_on (values, sites[i]))
        continue;
      if (found != NULL)
        return NULL;
      found = sites[i];
    }
  return g_strdup (found);
}

/* (nullable) (transfer full): the key an address names: in its path, or as what is selected on a
 * board. */
static char *
find_key (const char *url)
{
  static const char *const patterns[] = {
    "/browse/([A-Za-z][A-Za-z0-9_]*-[0-9]+)(?=[/?#&]|$)",
    "[?&]selectedIssue=([A-Za-z][A-Za-z0-9_]*-[0-9]+)(?=[#&]|$)",
    "(?:/|=)([A-Z][A-Z0-9_]+-[0-9]+)(?=[/?#&]|$)"
  };

  for (guint i = 0; i < G_N_ELEMENTS (patterns); i++)
    {
      g_autoptr (GRegex) regex = g_regex_new (patterns[i], 0, 0, NULL);
      g_autoptr (GMatchInfo) match = NULL;
      g_autofree char *key = NULL;

      if (!g_regex_match (regex, url, 0, &match))
        continue;
      key = g_match_info_fetch (match, 1);
      return g_ascii_strup (key, -1);
    }
  return NULL;
}

static gboolean
read_address (const char *text, GHashTable *values, char **key, char **url, char **site)
{
  *key = find_key (text);
  if (*key == NULL)
    return FALSE;
  *site = matoi_ticket_find_site (values, text);
  /* The board it was looked at on is nobody else's business. */
  *url = dup_address (values, *site, *key);
  if (*url == NULL)
    *url = g_strdup (text);
  return TRUE;
}

/** matoi_ticket_read: see the header; a key alone is of the only site there is. */
gboolean
matoi_ticket_read (const char *text, GHashTable *values, char **key, char **url, char **site)
{
  g_autofree char *typed = g_strstrip (g_strdup (text));
  g_autofree char *scheme = g_uri_parse_scheme (typed);

  *key = *url = *site = NULL;
  if (g_strcmp0 (scheme, "https") == 0 || g_strcmp0 (scheme, "http") == 0)
    return read_address (typed, values, key, url, site);
  if (*typed == '\0' || strpbrk (typed, " \t\r\n") != NULL)
    return FALSE;
  /* A key is written in capitals, whatever is typed; what another system calls its tickets stays. */
  if (!g_regex_match_simple ("^[A-Za-z][A-Za-z0-9_]*-[0-9]+$", typed, 0, 0))
    {
      *key = g_steal_pointer (&typed);
      return TRUE;
    }
  *key = g_ascii_strup (typed, -1);
  *site = find_only_site (values);
  *url = dup_address (values, *site, *key);
  return TRUE;
}
