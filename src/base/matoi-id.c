/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-id.h"

#include <string.h>

#define CLOCK_BITS 16
#define CLOCK_MAX  ((gint64) 0x7fffffffffff) /* 47 bits of ms: the year 6429 */

/* Crockford's base 32: no I, L, O, U, so that it can be read out on a call. */
static const char crockford[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

static guint64
get_big_endian (const guint8 *bytes)
{
  guint64 value;

  memcpy (&value, bytes, sizeof value);
  return GUINT64_FROM_BE (value);
}

static void
set_big_endian (guint8 *bytes, guint64 value)
{
  value = GUINT64_TO_BE (value);
  memcpy (bytes, &value, sizeof value);
}

/**
 * matoi_id_next:
 * @last: (nullable): the highest id seen so far
 * @now_ms: the wall clock, ms UTC
 * @replica: who makes it
 *
 * Fills @id with an id greater than @last, even if the wall clock went back.
 * @id and @last may be the same.
 */
void
matoi_id_next (MatoiId *id, const MatoiId *last, gint64 now_ms, guint64 replica)
{
  guint64 stamp = (guint64) CLAMP (now_ms, 0, CLOCK_MAX) << CLOCK_BITS;

  if (last != NULL)
    {
      guint64 seen = get_big_endian (last->bytes);

      if (seen >= stamp && seen < G_MAXUINT64)
        stamp = seen + 1;
    }
  set_big_endian (id->bytes, stamp);
  set_big_endian (id->bytes + 8, replica);
}

/** matoi_id_get_ms: when @id was made, ms UTC, as far as its maker's clock was right. */
gint64
matoi_id_get_ms (const MatoiId *id)
{
  return (gint64) (get_big_endian (id->bytes) >> CLOCK_BITS);
}

/** matoi_id_compare: the total order of the log, for two `MatoiId *`. */
int
matoi_id_compare (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, sizeof (MatoiId));
}

/** matoi_id_hash: for hash tables with `MatoiId *` keys. */
guint
matoi_id_hash (gconstpointer id)
{
  const MatoiId *self = id;
  guint64 stamp = get_big_endian (self->bytes) ^ get_big_endian (self->bytes + 8);

  stamp *= G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  return (guint) (stamp >> 32);
}

/** matoi_id_equal: for hash tables with `MatoiId *` keys. */
gboolean
matoi_id_equal (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, sizeof (MatoiId)) == 0;
}

/** matoi_id_is_null: whether @id is all zeros, which stands for "none". */
gboolean
matoi_id_is_null (const MatoiId *id)
{
  static const MatoiId null_id;

  return memcmp (id, &null_id, sizeof null_id) == 0;
}

/** matoi_id_copy: (transfer full) freed with g_free (). */
MatoiId *
matoi_id_copy (const MatoiId *id)
{
  return g_memdup2 (id, sizeof *id);
}

/** matoi_id_to_text: writes 32 lower-case hexadecimal digits and a NUL. */
void
matoi_id_to_text (const MatoiId *id, char text[MATOI_ID_TEXT_LENGTH + 1])
{
  static const char digits[] = "0123456789abcdef";

  for (guint i = 0; i < sizeof id->bytes; i++)
    {
      text[2 * i] = digits[id->bytes[i] >> 4];
      text[2 * i + 1] = digits[id->bytes[i] & 15];
    }
  text[MATOI_ID_TEXT_LENGTH] = '\0';
}

/** matoi_id_dup_text: (transfer full) the same text, freed with g_free (). */
char *
matoi_id_dup_text (const MatoiId *id)
{
  char text[MATOI_ID_TEXT_LENGTH + 1];

  matoi_id_to_text (id, text);
  return g_strdup (text);
}

/** matoi_id_from_text: reads exactly 32 hexadecimal digits; FALSE, and @id unchanged, for all else. */
gboolean
matoi_id_from_text (MatoiId *id, const char *text)
{
  MatoiId read;

  if (text == NULL || strlen (text) != MATOI_ID_TEXT_LENGTH)
    return FALSE;
  for (guint i = 0; i < sizeof read.bytes; i++)
    {
      int high = g_ascii_xdigit_value (text[2 * i]);
      int low = g_ascii_xdigit_value (text[2 * i + 1]);

      if (high < 0 || low < 0)
        return FALSE;
      read.bytes[i] = (guint8) (high << 4 | low);
    }
  *id = read;
  return TRUE;
}

/**
 * matoi_reference_new:
 * @start: when the incident began, in the organisation's time zone
 * @seed: anything random
 * @n_characters: of the suffix: 2, or 3 after a clash
 *
 * Makes a reference that can be said on a call, such as "INC-261120-K7".
 *
 * Returns: (transfer full)
 */
char *
matoi_reference_new (GDateTime *start, guint64 seed, guint n_characters)
{
  g_autofree char *day = g_date_time_format (start, "%y%m%d");
  GString *reference = g_string_new ("INC-");

  g_string_append (reference, day);
  g_string_append_c (reference, '-');
  for (guint i = 0; i < n_characters; i++)
    {
      g_string_append_c (reference, crockford[seed & 31]);
      seed >>= 5;
    }
  return g_string_free (reference, FALSE);
}

/* Half-width, upper case, one kind of dash; everything else is dropped. */
static char *
fold_reference (const char *text)
{
  g_autofree char *narrow = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  GString *folded = g_string_new (NULL);

  for (const char *at = narrow ? narrow : ""; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (c < 128 && g_ascii_isalnum ((char) c))
        g_string_append_c (folded, g_ascii_toupper ((char) c));
      else if (g_unichar_type (c) == G_UNICODE_DASH_PUNCTUATION || c == 0x2212 || c == 0x30fc)
        g_string_append_c (folded, '-');
      else if (!g_unichar_isspace (c) && c != '#')
        g_string_append_unichar (folded, c);
    }
  return g_string_free (folded, FALSE);
}

/**
 * matoi_reference_normalise:
 * @text: (nullable): what a person typed
 *
 * Full-width to ASCII, upper case, O, I and L of the suffix as the digits they
 * are read as, and "INC-" put in front where it is missing. It does not check
 * that such an incident exists.
 *
 * Returns: (transfer full)
 */
char *
matoi_reference_normalise (const char *text)
{
  g_autofree char *folded = fold_reference (text ? text : "");
  const char *rest = folded;
  char *suffix;

  if (g_str_has_prefix (rest, "INC-"))
    rest += 4;
  else if (g_str_has_prefix (rest, "INC") && g_ascii_isdigit (rest[3]))
    rest += 3;
  suffix = strrchr (rest, '-');
  for (char *at = suffix ? suffix + 1 : (char *) rest; *at != '\0'; at++)
    {
      if (*at == 'O')
        *at = '0';
      else if (*at == 'I' || *at == 'L')
        *at = '1';
    }
  return g_strconcat ("INC-", rest, NULL);
}
