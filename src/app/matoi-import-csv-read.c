/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include <string.h>

#include "matoi-import-csv-private.h"

/* Sheets come in the encodings of whatever wrote them; none says which. */

static char *
convert (const char *bytes, gsize length, const char *from, gsize *out_length)
{
  char *text = g_convert (bytes, (gssize) length, "UTF-8", from, NULL, out_length, NULL);

  /* A NUL is in no text of a sheet. */
  if (text != NULL && memchr (text, '\0', *out_length) != NULL)
    g_clear_pointer (&text, g_free);
  return text;
}

/* Text of people has kana and kanji; what is read in the wrong encoding has half-width kana, signs
 * and rare characters. */
static gint64
rate (const char *text, gsize length)
{
  gint64 points = 0;

  for (const char *p = text; p < text + length; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c >= 0x3041 && c <= 0x30ff)
        points += 2;
      else if (c >= 0xff61 && c <= 0xff9f)
        points -= 2;
      else if ((c >= 0x80 && c < 0x3000) || (c >= 0xe000 && c < 0xf900))
        points -= 1;
    }
  return points;
}

/* Of UTF-16 without a mark every other byte of what is ASCII is NUL: commas and digits at least. */
static const char *
guess_utf16 (const char *bytes, gsize length)
{
  gsize even = 0, odd = 0;

  for (gsize i = 0; i < length; i++)
    if (bytes[i] == '\0')
      (*(i % 2 == 0 ? &even : &odd))++;
  if (length % 2 != 0 || even + odd == 0)
    return NULL;
  return even > odd ? "UTF-16BE" : "UTF-16LE";
}

static char *
decode_japanese (const char *bytes, gsize length, gsize *out_length, const char **encoding)
{
  gsize sjis_length = 0, euc_length = 0;
  g_autofree char *sjis = convert (bytes, length, "CP932", &sjis_length);
  g_autofree char *euc = convert (bytes, length, "EUC-JP", &euc_length);

  if (sjis == NULL && euc == NULL)
    return NULL;
  if (sjis != NULL && (euc == NULL || rate (sjis, sjis_length) >= rate (euc, euc_length)))
    {
      *encoding = "Shift_JIS";
      *out_length = sjis_length;
      return g_steal_pointer (&sjis);
    }
  *encoding = "EUC-JP";
  *out_length = euc_length;
  return g_steal_pointer (&euc);
}

/* As a person chose; the mark at the beginning, if there is one, says which UTF-16. */
static char *
decode_as (const char *bytes,
           gsize length,
           const char *wanted,
           gsize *out_length,
           const char **encoding)
{
  static const struct
  {
    const char *name, *from;
  } known[] = {
    { "UTF-8", "UTF-8" }, { "Shift_JIS", "CP932" }, { "EUC-JP", "EUC-JP" }, { "UTF-16", "UTF-16LE" }
  };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (strcmp (known[i].name, wanted) == 0)
      {
        gboolean marked = length >= 2 && i == 3 &&
                          ((guint8) bytes[0] ^ (guint8) bytes[1]) == (0xff ^ 0xfe) &&
                          ((guint8) bytes[0] | (guint8) bytes[1]) == 0xff;

        *encoding = known[i].name;
        return convert (bytes, length, marked ? "UTF-16" : known[i].from, out_length);
      }
  return NULL;
}

/** matoi_sheet_list_encodings: see the header. */
const char *const *
matoi_sheet_list_encodings (void)
{
  static const char *const names[] = { "UTF-8", "Shift_JIS", "EUC-JP", "UTF-16", NULL };

  return names;
}

/** matoi_sheet_decode: (nullable): it is no text. */
char *
matoi_sheet_decode (const char *bytes,
                    gsize length,
                    const char *wanted,
                    gsize *out_length,
                    const char **encoding)
{
  const char *utf16 = NULL;

  if (length >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0)
    {
      bytes += 3;
      length -= 3;
    }
  if (wanted != NULL)
    return decode_as (bytes, length, wanted, out_length, encoding);
  if (length >= 2 && memcmp (bytes, "\xff\xfe", 2) == 0)
    utf16 = "UTF-16LE";
  else if (length >= 2 && memcmp (bytes, "\xfe\xff", 2) == 0)
    utf16 = "UTF-16BE";
  if (utf16 != NULL)
    {
      bytes += 2;
      length -= 2;
    }
  else if (memchr (bytes, '\0', length) != NULL)
    utf16 = guess_utf16 (bytes, length);
  else if (g_utf8_validate (bytes, (gssize) length, NULL))
    {
      *encoding = "UTF-8";
      *out_length = length;
      return g_strndup (bytes, length);
    }
  else
    return decode_japanese (bytes, length, out_length, encoding);
  *encoding = "UTF-16";
  return utf16 != NULL ? convert (bytes, length, utf16, out_length) : NULL;
}
