/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-similar-private.h"

#include <string.h>

#include "matoi-tokens.h"

/* Which parts of a text tell what an incident is about, and how they read. */

#define MAX_TEXT 8192
#define MAX_RUN  90 /* bytes of a word that is shown */

/* Words that tell nothing in whatever incident. */
static const char *const empty_words[] = {
  "about", "after",  "all",   "and",  "are",  "because", "been",  "before", "but",  "can",
  "did",   "does",   "down",  "due",  "for",  "from",    "had",   "has",    "have", "into",
  "its",   "more",   "not",   "now",  "off",  "one",     "our",   "out",    "over", "should",
  "since", "some",   "than",  "that", "the",  "then",    "there", "these",  "they", "this",
  "too",   "under",  "until", "was",  "were", "when",    "which", "while",  "will", "with",
  "would", "during", "where", "who",  "why",  "you",     "very",  "only",   "also", "still",
};

static void
clear_term (gpointer data)
{
  g_free (((MatoiSimilarTerm *) data)->token);
}

/** matoi_similar_text_init: empty. */
void
matoi_similar_text_init (MatoiSimilarText *self)
{
  self->text = g_string_new (NULL);
  self->places = g_array_new (FALSE, FALSE, sizeof (MatoiSimilarPlace));
  self->terms = g_array_new (FALSE, TRUE, sizeof (MatoiSimilarTerm));
  g_array_set_clear_func (self->terms, clear_term);
  self->by_token = g_hash_table_new (g_str_hash, g_str_equal);
}

/** matoi_similar_text_clear: frees what is inside. */
void
matoi_similar_text_clear (MatoiSimilarText *self)
{
  g_hash_table_unref (self->by_token);
  g_array_unref (self->terms);
  g_array_unref (self->places);
  g_string_free (self->text, TRUE);
}

static gboolean
is_hiragana (gunichar c)
{
  return c >= 0x3041 && c <= 0x309f;
}

/* Numbers, endings and particles stand everywhere. */
static gboolean
tells (const char *token)
{
  gboolean letters = FALSE;
  guint n = 0;

  for (const char *p = token; *p != '\0'; p = g_utf8_next_char (p), n++)
    {
      gunichar c = g_utf8_get_char (p);

      if (is_hiragana (c))
        return FALSE;
      letters = letters || !g_unichar_isdigit (c);
    }
  if (!letters || n < ((guchar) *token < 0x80 ? 3 : 2))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (empty_words); i++)
    if (strcmp (empty_words[i], token) == 0)
      return FALSE;
  return TRUE;
}

static int
need_term (MatoiSimilarText *self, const char *token)
{
  gpointer known = g_hash_table_lookup (self->by_token, token);
  MatoiSimilarTerm term = { .token = NULL };

  if (known != NULL)
    return GPOINTER_TO_INT (known) - 1;
  if (!tells (token))
    return -1;
  term.token = g_strdup (token);
  g_array_append_val (self->terms, term);
  g_hash_table_insert (self->by_token, term.token, GUINT_TO_POINTER (self->terms->len));
  return (int) self->terms->len - 1;
}

typedef struct
{
  MatoiSimilarText *self;
  gsize from;
} Taker;

static gboolean
take (const char *token, gsize length, gsize start, gsize end, gboolean beside, gpointer user_data)
{
  Taker *taker = user_data;
  g_autofree char *text = g_strndup (token, length);
  MatoiSimilarPlace place = { need_term (taker->self, text), taker->from + start,
                              taker->from + end };

  g_array_append_val (taker->self->places, place);
  return TRUE;
}

/** matoi_similar_text_take: adds @text, as far as there is room. */
void
matoi_similar_text_take (MatoiSimilarText *self, const char *text)
{
  gsize length = strlen (text), room = MAX_TEXT - MIN (MAX_TEXT, self->text->len);
  Taker taker = { self, self->text->len };

  if (length > room)
    {
      const char *end = g_utf8_find_prev_char (text, text + room);

      length = end != NULL ? (gsize) (end - text) : 0;
    }
  matoi_tokens_each (text, length, MATOI_TOKENS_QUERY, take, &taker);
  g_string_append_len (self->text, text, (gssize) length);
  g_string_append_c (self->text, '\n');
}

/* --- how they read */

typedef struct
{
  char *text, *folded;
  double weight;
} Run;

static void
clear_run (gpointer data)
{
  g_free (((Run *) data)->text);
  g_free (((Run *) data)->folded);
}

static char *
dup_folded (const MatoiSimilarText *self, gsize start, gsize end)
{
  g_autofree char *part = g_strndup (self->text->str + start, end - start);

  return matoi_tokens_fold (part);
}

/* Whether a sentence, or a part of one, ends between @from and @to. */
static gboolean
has_pause (const MatoiSimilarText *self, gsize from, gsize to)
{
  static const char *const signs[] = { "; ", ": ", ", ", ". ", "! ", "? ", "。",
                                       "、", "，", "．", "；", "：", "！", "？" };
  g_autofree char *between = to > from ? g_strndup (self->text->str + from, to - from) : NULL;

  for (guint i = 0; between != NULL && i < G_N_ELEMENTS (signs); i++)
    if (strstr (between, signs[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* The last place of the longest common run that begins at @first. */
static guint
find_last (const MatoiSimilarText *self, guint first, const char *pool)
{
  gsize start = g_array_index (self->places, MatoiSimilarPlace, first).start;
  guint last = first;

  for (guint i = first + 1; i < self->places->len; i++)
    {
      const MatoiSimilarPlace *place = &g_array_index (self->places, MatoiSimilarPlace, i);
      gsize end = place->end;
      g_autofree char *folded = NULL;

      if (end - start > MAX_RUN || has_pause (self, place[-1].end, place->start) ||
          memchr (self->text->str + start, '\n', end - start) != NULL)
        break;
      folded = dup_folded (self, start, end);
      if (strstr (pool, folded) == NULL)
        break;
      last = i;
    }
  return last;
}

/* A particle at the end belongs to what follows, and so does a word that tells nothing. */
static gsize
trim (const MatoiSimilarText *self, guint first, guint *last, const gboolean *shared)
{
  static const char particles[] = "のをがはにでとへもや";
  gsize end;

  while (*last > first)
    {
      const MatoiSimilarPlace *place = &g_array_index (self->places, MatoiSimilarPlace, *last);
      const char *text = self->text->str;

      if ((place->term >= 0 && shared[place->term]) || (guchar) text[place->start] >= 0x80)
        break;
      (*last)--;
    }
  end = g_array_index (self->places, MatoiSimilarPlace, *last).end;
  for (;;)
    {
      const char *p = g_utf8_prev_char (self->text->str + end);
      g_autofree char *sign = g_strndup (p, (gsize) (self->text->str + end - p));

      if (strstr (particles, sign) == NULL)
        return end;
      end = (gsize) (p - self->text->str);
    }
}

static void
add_run (const MatoiSimilarText *self,
         const gboolean *shared,
         guint first,
         guint last,
         GArray *runs)
{
  gsize start = g_array_index (self->places, MatoiSimilarPlace, first).start;
  gsize end = trim (self, first, &last, shared);
  Run run = { g_strndup (self->text->str + start, end - start), dup_folded (self, start, end), 0 };

  for (guint i = first; i <= last; i++)
    {
      int term = g_array_index (self->places, MatoiSimilarPlace, i).term;

      if (term >= 0 && shared[term])
        run.weight += g_array_index (self->terms, MatoiSimilarTerm, term).weight;
    }
  g_array_append_val (runs, run);
}

static int
compare_runs (gconstpointer a, gconstpointer b)
{
  double x = ((const Run *) a)->weight, y = ((const Run *) b)->weight;

  return (x < y) - (x > y);
}

/** matoi_similar_text_join: see the header. */
GStrv
matoi_similar_text_join (const MatoiSimilarText *self,
                         const gboolean *shared,
                         const char *pool,
                         guint limit)
{
  g_autoptr (GArray) runs = g_array_new (FALSE, FALSE, sizeof (Run));
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_autoptr (GPtrArray) taken = g_ptr_array_new ();

  g_array_set_clear_func (runs, clear_run);
  for (guint i = 0; i < self->places->len; i++)
    {
      int term = g_array_index (self->places, MatoiSimilarPlace, i).term;
      guint last;

      if (term < 0 || !shared[term])
        continue;
      last = find_last (self, i, pool);
      add_run (self, shared, i, last, runs);
      i = last;
    }
  g_array_sort (runs, compare_runs);
  for (guint i = 0; i < runs->len && taken->len < limit; i++)
    {
      const Run *run = &g_array_index (runs, Run, i);
      gboolean known = FALSE;

      for (guint j = 0; j < taken->len && !known; j++)
        known = strstr (g_ptr_array_index (taken, j), run->folded) != NULL;
      if (known)
        continue;
      g_ptr_array_add (taken, run->folded);
      g_strv_builder_add (words, run->text);
    }
  return g_strv_builder_end (words);
}
