/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-text.h"

#include <string.h>

/** matoi_text_dup_plain: (transfer full): see the header. */
char *
matoi_text_dup_plain (const char *text)
{
  GString *out = g_string_sized_new (strlen (text));

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (matoi_char_is_plain (c))
        g_string_append_unichar (out, c);
    }
  return g_strstrip (g_string_free (out, FALSE));
}

/** matoi_text_dup_line: (transfer full): see the header. */
char *
matoi_text_dup_line (const char *text)
{
  GString *line = g_string_sized_new (strlen (text));
  gboolean blank = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      /* U+2028 and U+2029 end lines too. */
      if (c == '\n' || c == '\t' || c == '\r' || c == 0x2028 || c == 0x2029)
        blank = TRUE;
      else if (matoi_char_is_plain (c))
        {
          if (blank && line->len > 0 && line->str[line->len - 1] != ' ' && c != ' ')
            g_string_append_c (line, ' ');
          blank = FALSE;
          g_string_append_unichar (line, c);
        }
    }
  return g_strstrip (g_string_free (line, FALSE));
}
