/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-text-query.h"

#include <string.h>

typedef struct
{
  char *plain;       /* (nullable) UTF-8; has no other forms: memory is searched as it is */
  gunichar *letters; /* folded */
  guint n_letters;
  gboolean leads[256]; /* the bytes the first letter can begin with */
} Word;

struct _MatoiTextQuery
{
  GPtrArray *words; /* of Word */
};

/* Full-width forms of the half-width kana U+FF66 to U+FF9D, in their order. */
static const guint16 kana[] = {
  0x30f2, 0x30a1, 0x30a3, 0x30a5, 0x30a7, 0x30a9, 0x30e3, 0x30e5, 0x30e7, 0x30c3, 0x30fc, 0x30a2,
  0x30a4, 0x30a6, 0x30a8, 0x30aa, 0x30ab, 0x30ad, 0x30af, 0x30b1, 0x30b3, 0x30b5, 0x30b7, 0x30b9,
  0x30bb, 0x30bd, 0x30bf, 0x30c1, 0x30c4, 0x30c6, 0x30c8, 0x30ca, 0x30cb, 0x30cc, 0x30cd, 0x30ce,
  0x30cf, 0x30d2, 0x30d5, 0x30d8, 0x30db, 0x30de, 0x30df, 0x30e0, 0x30e1, 0x30e2, 0x30e4, 0x30e6,
  0x30e8, 0x30e9, 0x30ea, 0x30eb, 0x30ec, 0x30ed, 0x30ef, 0x30f3,
};

/* The kana with the voicing mark that follows it, or 0. */
static gunichar
join_voicing (gunichar letter, gunichar mark)
{
  gboolean h_row = letter >= 0x30cf && letter <= 0x30db && (letter - 0x30cf) % 3 == 0;

  if (mark == 0xff9f)
    return h_row ? letter + 2 : 0;
  if (mark != 0xff9e)
    return 0;
  if (letter == 0x30a6)
    return 0x30f4;
  if (h_row || (letter >= 0x30ab && letter <= 0x30c1 && letter % 2 == 1) || letter == 0x30c4 ||
      letter == 0x30c6 || letter == 0x30c8)
    return letter + 1;
  return 0;
}

/* The letter at *@at in the form that stands for all of its forms; moves *@at behind it. */
static inline gunichar
take_letter (const char **at)
{
  gunichar letter = (guchar) * *at, voiced;

  if (letter < 0x80)
    {
      (*at)++;
      return letter >= 'A' && letter <= 'Z' ? letter + 32 : letter;
    }
  letter = g_utf8_get_char (*at);
  *at = g_utf8_next_char (*at);
  if (letter >= 0xff01 && letter <= 0xff5e)
    {
      letter -= 0xfee0;
      return letter >= 'A' && letter <= 'Z' ? letter + 32 : letter;
    }
  if (letter >= 0xff66 && letter <= 0xff9d)
    {
      letter = kana[letter - 0xff66];
      voiced = **at ? join_voicing (letter, g_utf8_get_char (*at)) : 0;
      if (voiced)
        *at = g_utf8_next_char (*at);
      return voiced ? voiced : letter;
    }
  /* Ideographs and hiragana have no case. */
  if (letter >= 0x3040 && letter < 0xa000)
    return letter;
  return g_unichar_tolower (letter);
}

static void
add_lead (Word *word, gunichar letter)
{
  char bytes[8] = { 0 };

  g_unichar_to_utf8 (letter, bytes);
  word->leads[(guchar) bytes[0]] = TRUE;
}

static gboolean
has_forms (gunichar letter)
{
  return letter < 0x2000 || (letter >= 0x30a0 && letter <= 0x30ff) || letter >= 0xa000;
}

static Word *
word_new (const char *text)
{
  Word *word = g_new0 (Word, 1);
  gboolean forms = FALSE;

  word->letters = g_new (gunichar, strlen (text));
  for (const char *at = text; *at;)
    {
      gunichar letter = take_letter (&at);

      forms |= has_forms (letter);
      word->letters[word->n_letters++] = letter;
    }
  if (!forms)
    word->plain = g_strdup (text);
  add_lead (word, word->letters[0]);
  add_lead (word, g_unichar_toupper (word->letters[0]));
  add_lead (word, g_unichar_totitle (word->letters[0]));
  /* Full-width letters and half-width kana begin with it. */
  word->leads[0xef] = TRUE;
  return word;
}

static void
word_free (Word *word)
{
  g_free (word->plain);
  g_free (word->letters);
  g_free (word);
}

/* @text is what was typed; NULL when there is nothing to look for in it. */
MatoiTextQuery *
matoi_text_query_new (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  MatoiTextQuery *query = g_new0 (MatoiTextQuery, 1);
  char *begin = NULL;

  query->words = g_ptr_array_new_with_free_func ((GDestroyNotify) word_free);
  for (char *at = valid;; at = g_utf8_next_char (at))
    {
      gboolean blank = *at == '\0' || g_unichar_isspace (g_utf8_get_char (at));

      if (!blank && !begin)
        begin = at;
      else if (blank && begin)
        {
          g_autofree char *word = g_strndup (begin, (gsize) (at - begin));

          g_ptr_array_add (query->words, word_new (word));
          begin = NULL;
        }
      if (*at == '\0')
        break;
    }
  if (query->words->len == 0)
    g_clear_pointer (&query, matoi_text_query_free);
  return query;
}

void
matoi_text_query_free (MatoiTextQuery *query)
{
  g_ptr_array_unref (query->words);
  g_free (query);
}

guint
matoi_text_query_get_n_words (const MatoiTextQuery *query)
{
  return query->words->len;
}

static gboolean
is_at (const Word *word, const char *at)
{
  for (guint i = 0; i < word->n_letters; i++)
    if (*at == '\0' || take_letter (&at) != word->letters[i])
      return FALSE;
  return TRUE;
}

/* Whether the word number @word of @query is in @text, which is valid UTF-8. */
gboolean
matoi_text_query_finds (const MatoiTextQuery *query, guint word, const char *text)
{
  const Word *wanted = g_ptr_array_index (query->words, word);

  if (!text)
    return FALSE;
  if (wanted->plain)
    return strstr (text, wanted->plain) != NULL;
  for (const char *at = text; *at; at++)
    if (wanted->leads[(guchar) *at] && is_at (wanted, at))
      return TRUE;
  return FALSE;
}
