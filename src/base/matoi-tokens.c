/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-tokens.h"

#include <string.h>

/* In bytes; what is longer is cut into pieces that are found as well. */
#define MAX_WORD 256
/* A character with more marks than that is not one. */
#define MAX_CLUSTER 64

typedef enum
{
  APART,
  WORD, /* written with blanks between words */
  PAIR, /* written without */
} Kind;

typedef struct
{
  MatoiTokensMode mode;
  MatoiTokenFunc func;
  gpointer user_data;
  gboolean enough;

  GString *word;
  gsize word_start, word_end;
  /* The last character of the run that goes on; 0: there is none. */
  gunichar last;
  gsize last_start, last_end;
  gboolean paired; /* it is in a pair already */
} Reader;

/* --- one character */

static gboolean
is_east_asian (gunichar c)
{
  if (c < 0x1100)
    return FALSE;
  if (c >= 0x3041 && c <= 0x30ff)
    return c != 0x3099 && c != 0x309a && c != 0x309b && c != 0x309c && c != 0x30a0 && c != 0x30fb;
  return (c >= 0x4e00 && c <= 0x9fff) || (c >= 0x3400 && c <= 0x4dbf) ||
         (c >= 0x3005 && c <= 0x3007) || (c >= 0x31f0 && c <= 0x31ff) ||
         (c >= 0xac00 && c <= 0xd7a3) || (c >= 0x1100 && c <= 0x11ff) ||
         (c >= 0xf900 && c <= 0xfaff) || (c >= 0x20000 && c <= 0x3ffff);
}

static Kind
find_kind (gunichar c)
{
  if (c < 0x80)
    return g_ascii_isalnum ((char) c) ? WORD : APART;
  if (is_east_asian (c))
    return PAIR;
  /* Thai, Lao, Burmese, Khmer; and signs, of which one may look for a single one. */
  if ((c >= 0x0e00 && c <= 0x0eff) || (c >= 0x1000 && c <= 0x109f) || (c >= 0x1780 && c <= 0x17ff))
    return g_unichar_isalnum (c) || g_unichar_ismark (c) ? PAIR : APART;
  if (g_unichar_type (c) == G_UNICODE_OTHER_SYMBOL)
    return PAIR;
  return g_unichar_isalnum (c) || g_unichar_ismark (c) ? WORD : APART;
}

/* Marks that change the character before them, the half-width ones of kana too. */
static gboolean
joins (gunichar c)
{
  return c >= 0x300 && (g_unichar_ismark (c) || c == 0xff9e || c == 0xff9f);
}

/* Accents of letters are not looked at, but が is not か. */
static gboolean
drops_marks (gunichar base)
{
  return base < 0x0590 || (base >= 0x1e00 && base <= 0x1fff);
}

static char *
drop_marks (const char *text)
{
  g_autofree char *apart = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);
  GString *bare = g_string_new (NULL);

  for (const char *p = apart; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_ismark (g_utf8_get_char (p)))
      g_string_append_unichar (bare, g_utf8_get_char (p));
  return g_string_free (bare, FALSE);
}

/* What nobody sees and nobody types: which picture of a character is meant, where a line may break. */
static gboolean
is_unseen (gunichar c)
{
  return (c >= 0xfe00 && c <= 0xfe0f) || (c >= 0xe0100 && c <= 0xe01ef) ||
         g_unichar_type (c) == G_UNICODE_FORMAT;
}

/* In place. */
static void
drop_unseen (char *text)
{
  char *to = text;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!is_unseen (g_utf8_get_char (p)))
      {
        gsize n = (gsize) (g_utf8_next_char (p) - p);

        memmove (to, p, n);
        to += n;
      }
  *to = '\0';
}

/* The folded form of one character with its marks. (transfer full) */
static char *
fold_cluster (const char *cluster, gsize length)
{
  g_autofree char *whole = g_utf8_normalize (cluster, (gssize) length, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *folded = whole != NULL ? g_utf8_casefold (whole, -1) : NULL;

  if (folded == NULL)
    return g_strdup ("");
  drop_unseen (folded);
  return drops_marks (g_utf8_get_char (folded)) ? drop_marks (folded) : g_steal_pointer (&folded);
}

/* --- tokens */

static void
give (Reader *reader, const char *token, gsize length, gsize start, gsize end, gboolean beside)
{
  if (!reader->enough && length > 0)
    reader->enough = !reader->func (token, length, start, end, beside, reader->user_data);
}

static void
end_word (Reader *reader)
{
  give (reader, reader->word->str, reader->word->len, reader->word_start, reader->word_end, FALSE);
  g_string_truncate (reader->word, 0);
}

static void
end_run (Reader *reader)
{
  char token[8];

  if (reader->last != 0 && (!reader->paired || reader->mode == MATOI_TOKENS_INDEX))
    give (reader, token, (gsize) g_unichar_to_utf8 (reader->last, token), reader->last_start,
          reader->last_end, reader->paired);
  reader->last = 0;
  reader->paired = FALSE;
}

static void
take (Reader *reader, gunichar c, gsize start, gsize end)
{
  Kind kind = find_kind (c);
  char token[16];
  int length;

  /* The voice of a character that has none. */
  if (c == 0x3099 || c == 0x309a)
    return;
  if (kind != WORD || reader->word->len > MAX_WORD)
    end_word (reader);
  if (kind != PAIR)
    end_run (reader);
  if (kind == WORD)
    {
      if (reader->word->len == 0)
        reader->word_start = start;
      reader->word_end = end;
      if (c < 0x80)
        g_string_append_c (reader->word, (char) c);
      else
        g_string_append_unichar (reader->word, c);
    }
  if (kind != PAIR)
    return;
  if (reader->last != 0)
    {
      length = g_unichar_to_utf8 (reader->last, token);
      length += g_unichar_to_utf8 (c, token + length);
      give (reader, token, (gsize) length, reader->last_start, end, FALSE);
      reader->paired = TRUE;
    }
  reader->last = c;
  reader->last_start = start;
  reader->last_end = end;
}

/* Where the character at @p with its marks ends; @c is what it is if it has none. */
static const char *
find_cluster (const char *p, const char *end, gunichar *c)
{
  const char *next;

  /* Most of English: what follows is no mark. */
  if ((guchar) *p < 0x80 && (p + 1 == end || (guchar) p[1] < 0x80))
    {
      *c = (guchar) *p;
      return p + 1;
    }
  *c = g_utf8_get_char_validated (p, end - p);
  if (*c == (gunichar) -1 || *c == (gunichar) -2)
    {
      *c = 0;
      return p + 1;
    }
  next = g_utf8_next_char (p);
  while (next < end && next - p < MAX_CLUSTER)
    {
      gunichar mark = g_utf8_get_char_validated (next, end - next);

      if (mark == (gunichar) -1 || mark == (gunichar) -2 || !joins (mark))
        break;
      next = g_utf8_next_char (next);
      *c = 0xffffffff;
    }
  return next;
}

/* Most text needs no tables. */
static gboolean
is_plain (gunichar c)
{
  return c < 0x80 || (c >= 0x3041 && c <= 0x30fe) || (c >= 0x4e00 && c <= 0x9fff);
}

/**
 * matoi_tokens_each:
 * @text: UTF-8; bytes that are none are taken for blanks
 * @length: in bytes
 *
 * Tells @func each token of @text in order. In any thread.
 *
 * Returns: FALSE if @func had enough
 */
gboolean
matoi_tokens_each (const char *text,
                   gsize length,
                   MatoiTokensMode mode,
                   MatoiTokenFunc func,
                   gpointer user_data)
{
  g_autoptr (GString) word = g_string_sized_new (MAX_WORD);
  Reader reader = { .mode = mode, .func = func, .user_data = user_data, .word = word };
  const char *end = text + length;

  for (const char *p = text; p < end && !reader.enough;)
    {
      gunichar c;
      const char *next = find_cluster (p, end, &c);
      gsize from = (gsize) (p - text), to = (gsize) (next - text);

      if (is_plain (c))
        take (&reader, c < 0x80 ? (guchar) g_ascii_tolower ((char) c) : c, from, to);
      else
        {
          g_autofree char *folded = fold_cluster (p, (gsize) (next - p));

          for (const char *q = folded; *q != '\0'; q = g_utf8_next_char (q))
            take (&reader, g_utf8_get_char (q), from, to);
        }
      p = next;
    }
  end_word (&reader);
  end_run (&reader);
  return !reader.enough;
}

/**
 * matoi_tokens_fold:
 *
 * Returns: (transfer full): @text with widths, cases and accents made one, for a scan
 */
char *
matoi_tokens_fold (const char *text)
{
  const char *end = text + strlen (text);
  GString *all = g_string_sized_new ((gsize) (end - text));

  for (const char *p = text; p < end;)
    {
      gunichar c;
      const char *next = find_cluster (p, end, &c);

      if (c != 0 && is_plain (c))
        g_string_append_unichar (all, c < 0x80 ? (guchar) g_ascii_tolower ((char) c) : c);
      else if (c != 0)
        {
          g_autofree char *folded = fold_cluster (p, (gsize) (next - p));

          g_string_append (all, folded);
        }
      p = next;
    }
  return g_string_free (all, FALSE);
}
