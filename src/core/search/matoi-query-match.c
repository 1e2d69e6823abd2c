/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-query.h"

#include <string.h>

#include "matoi-tokens.h"

/* How the words of a query become a question to the index, and where they stand in a text. */

/* サーバ and サーバー are the same word; so many of them in one term are asked for both ways. */
#define MAX_VOWELS    4
#define LONG_VOWEL    0x30fc
#define SHORTEST_WORD 3
/* In characters, around the first hit. */
#define BEFORE 30
#define AFTER  90

static gboolean
is_katakana (gunichar c)
{
  return (c >= 0x30a1 && c <= 0x30fa) || c == LONG_VOWEL;
}

/* The spellings of @text, folded. (transfer full) of char * */
static GPtrArray *
spell (const char *text)
{
  g_autofree char *folded = matoi_tokens_fold (text);
  GPtrArray *spellings = g_ptr_array_new_with_free_func (g_free);
  GPtrArray *open = g_ptr_array_new ();
  guint run = 0, n_vowels = 0;

  g_ptr_array_add (open, g_string_new (NULL));
  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p), next = g_utf8_get_char (g_utf8_next_char (p));
      gboolean ends = is_katakana (c) && !is_katakana (next);
      guint n = open->len;

      run = is_katakana (c) ? run + 1 : 0;
      /* At the end of the term the short one finds the long one anyway. */
      if (ends && n_vowels < MAX_VOWELS &&
          ((c == LONG_VOWEL && run > SHORTEST_WORD) ||
           (c != LONG_VOWEL && run >= SHORTEST_WORD && next != 0)))
        {
          n_vowels++;
          for (guint i = 0; i < n; i++)
            {
              GString *other = g_string_new (((GString *) g_ptr_array_index (open, i))->str);

              if (c != LONG_VOWEL)
                {
                  g_string_append_unichar (other, c);
                  g_string_append_unichar (other, LONG_VOWEL);
                }
              g_ptr_array_add (open, other);
            }
        }
      for (guint i = 0; i < n; i++)
        g_string_append_unichar (g_ptr_array_index (open, i), c);
    }
  for (guint i = 0; i < open->len; i++)
    g_ptr_array_add (spellings, g_string_free (g_ptr_array_index (open, i), FALSE));
  g_ptr_array_unref (open);
  return spellings;
}

static gboolean
collect (const char *token,
         gsize length,
         gsize start,
         gsize end,
         gboolean beside,
         gpointer user_data)
{
  g_ptr_array_add (user_data, g_strndup (token, length));
  return TRUE;
}

static GPtrArray *
split (const char *text)
{
  GPtrArray *tokens = g_ptr_array_new_with_free_func (g_free);

  matoi_tokens_each (text, strlen (text), MATOI_TOKENS_QUERY, collect, tokens);
  return tokens;
}

/* A single character stands in the index only with the one behind it, or at the end of a run. */
static gboolean
needs_prefix (const MatoiQueryTerm *term, GPtrArray *tokens)
{
  const char *last = tokens->len > 0 ? g_ptr_array_index (tokens, tokens->len - 1) : "";

  return term->prefix || (g_utf8_strlen (last, -1) == 1 && g_utf8_get_char (last) >= 0x0e00);
}

static gboolean
append_term (GString *match, const MatoiQueryTerm *term)
{
  g_autoptr (GPtrArray) spellings = spell (term->text);
  g_autoptr (GString) any = g_string_new (NULL);

  for (guint i = 0; i < spellings->len; i++)
    {
      g_autoptr (GPtrArray) tokens = split (g_ptr_array_index (spellings, i));
      g_autoptr (GString) quoted = g_string_new (g_ptr_array_index (spellings, i));

      if (tokens->len == 0)
        continue;
      g_string_replace (quoted, "\"", " ", 0);
      g_string_append_printf (any, "%s\"%s\"%s", any->len > 0 ? " OR " : "", quoted->str,
                              needs_prefix (term, tokens) ? " *" : "");
    }
  if (any->len > 0)
    g_string_append_printf (match, "(%s)", any->str);
  return any->len > 0;
}

/* (nullable) (transfer full) */
static char *
dup_terms (const MatoiQuery *query, gboolean exclude, const char *between)
{
  g_autoptr (GString) match = g_string_new (NULL);

  for (guint i = 0; i < query->terms->len; i++)
    {
      const MatoiQueryTerm *term = g_ptr_array_index (query->terms, i);
      gsize before = match->len;

      if (term->exclude != exclude)
        continue;
      if (before > 0)
        g_string_append (match, between);
      if (!append_term (match, term))
        g_string_truncate (match, before);
    }
  return match->len > 0 ? g_string_free (g_steal_pointer (&match), FALSE) : NULL;
}

/**
 * matoi_query_dup_match:
 *
 * Returns: (transfer full) (nullable): the words for the index; NULL: there are none that it knows
 */
char *
matoi_query_dup_match (const MatoiQuery *query)
{
  g_autofree char *with = dup_terms (query, FALSE, " AND ");
  g_autofree char *without = with != NULL ? matoi_query_dup_without (query) : NULL;

  return without != NULL ? g_strdup_printf ("(%s) NOT (%s)", with, without)
                         : g_steal_pointer (&with);
}

/**
 * matoi_query_dup_without:
 *
 * Returns: (transfer full) (nullable): what finds everything that must not be there
 */
char *
matoi_query_dup_without (const MatoiQuery *query)
{
  return dup_terms (query, TRUE, " OR ");
}

/* --- where the words stand */

typedef struct
{
  char *token;
  gsize start, end;
} Place;

static void
clear_place (gpointer data)
{
  g_free (((Place *) data)->token);
}

static gboolean
note_place (const char *token,
            gsize length,
            gsize start,
            gsize end,
            gboolean beside,
            gpointer user_data)
{
  Place place = { g_strndup (token, length), start, end };

  /* The last character of a run is found as a beginning of itself. */
  if (beside)
    g_free (place.token);
  else
    g_array_append_val ((GArray *) user_data, place);
  return TRUE;
}

static gboolean
fits (const Place *place, const char *token, gboolean prefix)
{
  return prefix ? g_str_has_prefix (place->token, token) : strcmp (place->token, token) == 0;
}

/* A pair ends in the middle of one that only begins with it. */
static gsize
find_end (const char *text, const Place *last, const char *token)
{
  if (g_utf8_strlen (token, -1) == 1 && g_utf8_strlen (last->token, -1) == 2)
    return last->start + (gsize) (g_utf8_next_char (text + last->start) - (text + last->start));
  return last->end;
}

static void
find_phrase (GArray *places, const char *text, GPtrArray *tokens, gboolean prefix, GArray *hits)
{
  for (guint i = 0; tokens->len > 0 && i + tokens->len <= places->len; i++)
    {
      const Place *first = &g_array_index (places, Place, i), *last = first;
      guint n = 0;

      while (n < tokens->len &&
             fits (last = &g_array_index (places, Place, i + n), g_ptr_array_index (tokens, n),
                   prefix && n + 1 == tokens->len))
        n++;
      if (n == tokens->len)
        {
          MatoiQueryHit hit = { first->start,
                                find_end (text, last, g_ptr_array_index (tokens, n - 1)) };

          g_array_append_val (hits, hit);
        }
    }
}

/* The last character of a run, alone. */
static void
find_tail (GArray *places, const char *text, const char *token, GArray *hits)
{
  for (guint i = 0; i < places->len; i++)
    {
      const Place *place = &g_array_index (places, Place, i);
      const char *second = g_utf8_next_char (place->token);

      if (*second != '\0' && strcmp (second, token) == 0)
        {
          const char *from = g_utf8_find_prev_char (text + place->start, text + place->end);
          MatoiQueryHit hit = { from != NULL ? (gsize) (from - text) : place->start, place->end };

          g_array_append_val (hits, hit);
        }
    }
}

static int
compare_hits (gconstpointer a, gconstpointer b)
{
  const MatoiQueryHit *x = a, *y = b;

  return x->start != y->start ? (x->start < y->start ? -1 : 1)
                              : (x->end > y->end) - (x->end < y->end);
}

/**
 * matoi_query_find_hits:
 *
 * Returns: (transfer full): of MatoiQueryHit, where the words stand in @text, in order, apart
 */
GArray *
matoi_query_find_hits (const MatoiQuery *query, const char *text)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (Place));
  GArray *hits = g_array_new (FALSE, FALSE, sizeof (MatoiQueryHit));
  guint n = 0;

  g_array_set_clear_func (places, clear_place);
  matoi_tokens_each (text, strlen (text), MATOI_TOKENS_INDEX, note_place, places);
  for (guint i = 0; i < query->terms->len; i++)
    {
      const MatoiQueryTerm *term = g_ptr_array_index (query->terms, i);
      g_autoptr (GPtrArray) spellings = spell (term->text);

      for (guint j = 0; !term->exclude && j < spellings->len; j++)
        {
          g_autoptr (GPtrArray) tokens = split (g_ptr_array_index (spellings, j));

          find_phrase (places, text, tokens, needs_prefix (term, tokens), hits);
          if (tokens->len == 1 && g_utf8_strlen (g_ptr_array_index (tokens, 0), -1) == 1 &&
              needs_prefix (term, tokens))
            find_tail (places, text, g_ptr_array_index (tokens, 0), hits);
        }
    }
  g_array_sort (hits, compare_hits);
  for (guint i = 0; i < hits->len; i++)
    {
      MatoiQueryHit hit = g_array_index (hits, MatoiQueryHit, i);
      MatoiQueryHit *last = n > 0 ? &g_array_index (hits, MatoiQueryHit, n - 1) : NULL;

      if (last != NULL && hit.start < last->end)
        last->end = MAX (last->end, hit.end);
      else
        g_array_index (hits, MatoiQueryHit, n++) = hit;
    }
  g_array_set_size (hits, n);
  return hits;
}

/**
 * matoi_query_dup_snippet:
 *
 * Returns: (transfer full): the part of @text around the first hit, on one line; what is left out
 *   is shown by an ellipsis
 */
char *
matoi_query_dup_snippet (const MatoiQuery *query, const char *text)
{
  g_autoptr (GArray) hits = matoi_query_find_hits (query, text);
  const char *from = hits->len > 0 ? text + g_array_index (hits, MatoiQueryHit, 0).start : text;
  const char *to = from;
  g_autofree char *part = NULL;

  for (guint i = 0; i < BEFORE && from > text; i++)
    from = g_utf8_prev_char (from);
  for (guint i = 0; i < AFTER && *to != '\0'; i++)
    to = g_utf8_next_char (to);
  part = g_strndup (from, (gsize) (to - from));
  g_strdelimit (part, "\n\r\t", ' ');
  return g_strconcat (from > text ? "…" : "", part, *to != '\0' ? "…" : "", NULL);
}
