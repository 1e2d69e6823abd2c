/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-weight.h"

#include <string.h>

/* How X counts a post (apis.md §3.3): Latin and its neighbours weigh 1, everything else 2, an emoji
 * of however many parts 2, a link 23. */

#define LINK_WEIGHT 23

/* What weighs 1, of a character that is no emoji. */
static gboolean
is_light (gunichar c)
{
  return c <= 4351 || (c >= 8192 && c <= 8205) || (c >= 8208 && c <= 8223) ||
         (c >= 8242 && c <= 8247);
}

/* With a scheme, or a name that ends as names of sites do. Written with its own characters only, so
 * that 「詳細はhttps://example.jp/1をご覧ください」 has a link in it. */
static GRegex *
get_links (void)
{
  static gsize regex;

  if (g_once_init_enter (&regex))
    {
      const char *pattern =
        "(?<![A-Za-z0-9@＠$#＃./_-])"
        "(?:https?://[A-Za-z0-9][A-Za-z0-9.-]*(?::[0-9]+)?"
        "|(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\\.)+"
        "(?:com|net|org|edu|gov|info|io|jp|dev|app|co|me|cloud|uk|de|fr|eu|us)(?![A-Za-z0-9@-]))"
        "(?:/(?:[A-Za-z0-9!*';:=+,.$%#\\[\\]~_@&|()/-]*[A-Za-z0-9=_#/+-])?)?"
        "(?:\\?[A-Za-z0-9!?*'();:&=+$/%#\\[\\]_.,~|@-]*[A-Za-z0-9_&=#/-])?";

      g_once_init_leave (&regex, (gsize) g_regex_new (pattern, G_REGEX_CASELESS | G_REGEX_OPTIMIZE,
                                                      0, NULL));
    }
  return (GRegex *) regex;
}

/* One thing a person sees, and whether it is an emoji. */
static GRegex *
get_clusters (void)
{
  static gsize regex;

  if (g_once_init_enter (&regex))
    g_once_init_leave (&regex, (gsize) g_regex_new ("\\X", G_REGEX_OPTIMIZE, 0, NULL));
  return (GRegex *) regex;
}

static GRegex *
get_emoji (void)
{
  static gsize regex;

  if (g_once_init_enter (&regex))
    g_once_init_leave (&regex, (gsize) g_regex_new (
                                 "\\p{Extended_Pictographic}|\\p{Regional_Indicator}{2}|\\x{20E3}",
                                 G_REGEX_OPTIMIZE, 0, NULL));
  return (GRegex *) regex;
}

static guint
weigh_cluster (const char *text, gsize length)
{
  const gboolean single = g_utf8_strlen (text, (gssize) length) == 1;
  GRegex *emoji = get_emoji ();
  guint weight = 0;

  if (!single && emoji != NULL &&
      g_regex_match_full (emoji, text, (gssize) length, 0, 0, NULL, NULL))
    return 2;
  for (const char *p = text; p < text + length; p = g_utf8_next_char (p))
    weight += is_light (g_utf8_get_char (p)) ? 1 : 2;
  return weight;
}

static guint
weigh (const char *text, gsize length)
{
  g_autoptr (GMatchInfo) match = NULL;
  guint weight = 0;

  for (g_regex_match_full (get_clusters (), text, (gssize) length, 0, 0, &match, NULL);
       g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      int start, end;

      g_match_info_fetch_pos (match, 0, &start, &end);
      weight += weigh_cluster (text + start, (gsize) (end - start));
    }
  return weight;
}

/**
 * matoi_weight_of:
 * @text: UTF-8
 *
 * Returns: what a post of @text weighs on X, of MATOI_WEIGHT_MAX it may
 */
guint
matoi_weight_of (const char *text)
{
  g_autofree char *whole = g_utf8_normalize (text, -1, G_NORMALIZE_NFC);
  g_autoptr (GMatchInfo) match = NULL;
  guint weight = 0;
  int from = 0;

  if (whole == NULL)
    return 0;
  for (g_regex_match (get_links (), whole, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    {
      int start, end;

      g_match_info_fetch_pos (match, 0, &start, &end);
      weight += weigh (whole + from, (gsize) (start - from)) + LINK_WEIGHT;
      from = end;
    }
  return weight + weigh (whole + from, strlen (whole + from));
}
