/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "matoi-markdown-private.h"

/* The lines of a table in Markdown. */

/** matoi_table_split_row: (transfer full): see the header. */
GPtrArray *
matoi_table_split_row (const char *p, const char *end)
{
  GPtrArray *cells = g_ptr_array_new_with_free_func (g_free);
  GString *cell = g_string_new (NULL);

  while (p < end && g_ascii_isspace (*p))
    p++;
  while (end > p && g_ascii_isspace (end[-1]))
    end--;
  if (p < end && *p == '|')
    p++;
  for (; p < end; p++)
    {
      if (*p == '\\' && p + 1 < end && p[1] == '|')
        g_string_append_c (cell, *++p);
      else if (*p != '|' || cells->len + 1 >= MATOI_MARKDOWN_MAX_COLUMNS)
        g_string_append_c (cell, *p);
      else
        {
          g_ptr_array_add (cells, g_strstrip (g_strdup (cell->str)));
          g_string_truncate (cell, 0);
        }
    }
  g_strstrip (cell->str);
  if (*cell->str != '\0' || cells->len == 0)
    g_ptr_array_add (cells, g_strdup (cell->str));
  g_string_free (cell, TRUE);
  return cells;
}

/** matoi_table_is_ruler: see the header. */
gboolean
matoi_table_is_ruler (const char *p, const char *end)
{
  gboolean bar = FALSE, dash = FALSE;

  for (; p < end; p++)
    {
      bar |= *p == '|';
      dash |= *p == '-';
      if (strchr ("|-: \t\r", *p) == NULL)
        return FALSE;
    }
  return bar && dash;
}
