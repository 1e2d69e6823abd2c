/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-text-count.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Kana, Han and what belongs to them. */
static gboolean
is_wide (gunichar c)
{
  return c >= 0x2e80 && (g_unichar_iswide (c) || (c >= 0xff61 && c <= 0xff9f));
}

/* The address behind a link is not read. */
static const char *
skip_address (const char *p)
{
  if (p[0] == ']' && p[1] == '(')
    {
      const char *end = strpbrk (p, ")\n");

      return end ? end : p + strlen (p);
    }
  return p;
}

/**
 * matoi_text_count:
 * @text: UTF-8
 * @letters: (out): whether what is returned are letters, as in Japanese
 */
guint
matoi_text_count (const char *text, gboolean *letters)
{
  guint words = 0, narrow = 0, wide = 0;
  gboolean in_word = FALSE;

  for (const char *p = text; *p; p = g_utf8_next_char (p))
    {
      gunichar c;

      p = skip_address (p);
      if (!*p)
        break;
      c = g_utf8_get_char (p);
      if (is_wide (c))
        {
          wide += !g_unichar_isspace (c);
          in_word = FALSE;
        }
      else if (g_unichar_isalnum (c))
        {
          narrow++;
          words += !in_word;
          in_word = TRUE;
        }
      else if (g_unichar_isspace (c) || !strchr ("'.-/:_@", c < 0x80 ? (int) c : '\''))
        in_word = FALSE;
      else if (!g_unichar_isspace (c) && c >= 0x80)
        narrow++;
    }
  /* A few names in Latin letters make no English of it; nor one quotation Japanese. */
  *letters = wide * 3 > narrow;
  return *letters ? wide + narrow : words;
}

char *
matoi_text_dup_count (const char *text)
{
  gboolean letters;
  guint n = matoi_text_count (text, &letters);

  /* Nothing is neither: the language of the window says what will be counted. */
  if (n == 0)
    matoi_text_count (_ ("Write here. It saves itself."), &letters);
  if (letters)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'u character", "%'u characters", n), n);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'u word", "%'u words", n), n);
}
