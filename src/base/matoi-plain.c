/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-plain.h"

#include <string.h>

/** matoi_char_is_plain: see the header. */
gboolean
matoi_char_is_plain (gunichar c)
{
  if (c == '\n' || c == '\t')
    return TRUE;
  return !g_unichar_iscntrl (c) && !(c >= 0x202a && c <= 0x202e) && !(c >= 0x2066 && c <= 0x2069);
}

/** matoi_plain_dup: (transfer full): see the header. */
char *
matoi_plain_dup (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *plain = g_string_sized_new (strlen (valid));

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    if (matoi_char_is_plain (g_utf8_get_char (p)))
      g_string_append_len (plain, p, g_utf8_next_char (p) - p);
  return g_string_free (plain, FALSE);
}

/** matoi_text_is_blank: see the header. */
gboolean
matoi_text_is_blank (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (!g_unichar_isspace (g_utf8_get_char (text)))
      return FALSE;
  return TRUE;
}
