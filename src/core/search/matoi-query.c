/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-query-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
term_free (gpointer data)
{
  MatoiQueryTerm *term = data;

  g_free (term->text);
  g_free (term);
}

static void
clear_wish (gpointer data)
{
  g_free (((MatoiQueryWish *) data)->text);
}

/** matoi_query_free: (nullable) */
void
matoi_query_free (MatoiQuery *query)
{
  if (query == NULL)
    return;
  g_ptr_array_unref (query->terms);
  g_strfreev (query->severities);
  g_strfreev (query->services);
  g_strfreev (query->states);
  g_strfreev (query->ics);
  g_strfreev (query->kinds);
  g_strfreev (query->policies);
  g_array_unref (query->wishes);
  g_free (query);
}

/** matoi_query_refuse: takes @why; see the header. */
gboolean
matoi_query_refuse (MatoiQueryParser *parser, const char *from, const char *to, char *why)
{
  parser->place->at = (gsize) (from - parser->text);
  parser->place->length = (gsize) (to - from);
  g_set_error_literal (parser->error, MATOI_ERROR, MATOI_ERROR_INPUT, why);
  g_free (why);
  return FALSE;
}

static gboolean
is_blank (const char *p)
{
  return g_unichar_isspace (g_utf8_get_char (p));
}

static void
add_term (MatoiQueryParser *parser, char *text, gboolean prefix, gboolean exclude)
{
  MatoiQueryTerm *term = g_new0 (MatoiQueryTerm, 1);

  term->text = text;
  term->prefix = prefix;
  term->exclude = exclude;
  g_ptr_array_add (parser->query->terms, term);
}

/* "…" or 「…」: what stands between, as it stands. */
static const char *
find_closing (const char *p)
{
  if (*p == '"')
    return "\"";
  if (g_str_has_prefix (p, "“") || g_str_has_prefix (p, "”"))
    return "”";
  return g_str_has_prefix (p, "「") ? "」" : NULL;
}

static gboolean
read_phrase (MatoiQueryParser *parser, const char *closing, gboolean exclude)
{
  const char *begin = parser->p, *from = g_utf8_next_char (begin), *to = strstr (from, closing);

  if (to == NULL)
    return matoi_query_refuse (parser, begin, begin + strlen (begin),
                               /* Translators: %s is a quotation mark. */
                               g_strdup_printf (_ ("The phrase has no end. Close it with %s."),
                                                   closing));
  parser->p = to + strlen (closing);
  if (to > from)
    add_term (parser, g_strndup (from, (gsize) (to - from)), FALSE, exclude);
  return TRUE;
}

/* --- words */

/* A word, up to a blank; TRUE in @filter if it was name:value. */
static gboolean
read_word (MatoiQueryParser *parser, gboolean exclude)
{
  const char *from = parser->p;
  g_autofree char *word = NULL;
  g_autofree char *narrow = NULL;
  char *colon;
  gboolean prefix;

  while (*parser->p != '\0' && !is_blank (parser->p))
    {
      const char *closing = find_closing (parser->p);
      const char *end = closing != NULL && parser->p > from && parser->p[-1] == ':'
                          ? strstr (g_utf8_next_char (parser->p), closing)
                          : NULL;

      /* A value with blanks: ic:"Ben Okafor" */
      parser->p = end != NULL ? end + strlen (closing) : g_utf8_next_char (parser->p);
    }
  word = g_strndup (from, (gsize) (parser->p - from));
  narrow = g_utf8_normalize (word, -1, G_NORMALIZE_NFKC);
  colon = narrow != NULL ? strchr (narrow, ':') : NULL;
  if (colon != NULL && colon > narrow && colon[1] != '/' && !exclude &&
      (colon[1] != '\0' || parser->typing))
    {
      gboolean is_name = TRUE;

      for (const char *p = narrow; p < colon; p++)
        is_name &= g_ascii_isalpha (*p);
      if (is_name)
        {
          g_autofree char *name = g_ascii_strdown (narrow, colon - narrow);
          g_autofree char *value = g_strdup (colon + 1);

          /* Somebody is about to say which. */
          if (*value == '\0' && *parser->p == '\0' && matoi_query_is_filter (name))
            return TRUE;
          g_strdelimit (value, "\"", ' ');
          if (*value != '\0')
            return matoi_query_take_filter (
              parser, &(MatoiQueryFilter){ from, parser->p, g_strstrip (value) }, name);
        }
    }
  prefix = strlen (word) > 1 && g_str_has_suffix (word, "*");
  if (prefix)
    word[strlen (word) - 1] = '\0';
  add_term (parser, g_steal_pointer (&word), prefix, exclude);
  return TRUE;
}

static gboolean
parse (MatoiQueryParser *parser)
{
  while (*parser->p != '\0')
    {
      const char *closing;
      gboolean exclude, ok;

      if (is_blank (parser->p))
        {
          parser->p = g_utf8_next_char (parser->p);
          continue;
        }
      exclude = (*parser->p == '-' || g_str_has_prefix (parser->p, "－")) &&
                *g_utf8_next_char (parser->p) != '\0' && !is_blank (g_utf8_next_char (parser->p));
      if (exclude)
        parser->p = g_utf8_next_char (parser->p);
      closing = find_closing (parser->p);
      ok = closing != NULL ? read_phrase (parser, closing, exclude) : read_word (parser, exclude);
      if (!ok)
        return FALSE;
    }
  return TRUE;
}

/**
 * matoi_query_parse:
 * @text: as it was typed
 * @typing: whether the last word may go on
 * @zone: in which days are meant
 * @place: (out): where it is wrong, if it is
 * @error: MATOI_ERROR_INPUT, for people
 *
 * Returns: (transfer full): or NULL
 */
MatoiQuery *
matoi_query_parse (const char *text,
                   gboolean typing,
                   GTimeZone *zone,
                   MatoiQueryPlace *place,
                   GError **error)
{
  g_autoptr (MatoiQuery) query = g_new0 (MatoiQuery, 1);
  MatoiQueryParser parser = { query, text, text, typing, zone, place, error };

  query->terms = g_ptr_array_new_with_free_func (term_free);
  query->wishes = g_array_new (FALSE, FALSE, sizeof (MatoiQueryWish));
  g_array_set_clear_func (query->wishes, clear_wish);
  query->after = query->before = MATOI_TIME_NONE;
  if (strlen (text) > MATOI_QUERY_MAX_BYTES || !g_utf8_validate (text, -1, NULL))
    {
      matoi_query_refuse (&parser, text, text + strlen (text),
                          g_strdup (_ ("That is too long to be looked for. Use fewer words.")));
      return NULL;
    }
  if (!parse (&parser))
    return NULL;
  /* Nobody has finished the word under the cursor. */
  if (typing && query->terms->len > 0 && parser.p > text &&
      !is_blank (g_utf8_prev_char (parser.p)) &&
      find_closing (g_utf8_prev_char (parser.p)) == NULL && !g_str_has_suffix (text, "」"))
    ((MatoiQueryTerm *) g_ptr_array_index (query->terms, query->terms->len - 1))->prefix = TRUE;
  return g_steal_pointer (&query);
}

/** matoi_query_has_filters: whether more than words is asked for. */
gboolean
matoi_query_has_filters (const MatoiQuery *query)
{
  return query->severities != NULL || query->services != NULL || query->states != NULL ||
         query->ics != NULL || query->kinds != NULL || query->policies != NULL ||
         query->after != MATOI_TIME_NONE || query->before != MATOI_TIME_NONE || query->has_action;
}
