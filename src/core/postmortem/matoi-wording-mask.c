/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "matoi-wording-private.h"

/* What was quoted from a machine is nobody's wording: code and links are left out. */

/* Longer code is in a block of its own. */
#define MAX_CODE 2000

static void
blank (char *from, const char *to)
{
  for (; from < to; from++)
    if (*from != '\n')
      *from = ' ';
}

/* From the ` at @p to the end of the code it opens; @p if it opens none. */
static char *
find_code_end (char *p)
{
  gsize ticks = strspn (p, "`");

  for (char *q = p + ticks; *q != '\0' && q - p < MAX_CODE; q++)
    {
      gsize closing = *q == '`' ? strspn (q, "`") : 0;

      if (closing == ticks)
        return q + closing;
      if (closing > 0)
        q += closing - 1;
      else if (q[0] == '\n' && q[1] == '\n')
        break;
    }
  return p;
}

static gboolean
is_line_start (const char *text, const char *p)
{
  while (p > text && p[-1] == ' ')
    p--;
  return p == text || p[-1] == '\n';
}

/* The end of the code block that the fence at @p opens. */
static char *
find_fence_end (char *p)
{
  gsize length = strspn (p, (char[]){ *p, '\0' });

  for (char *line = strchr (p, '\n'); line != NULL; line = strchr (line, '\n'))
    {
      char *q = line + 1 + strspn (line + 1, " ");

      line++;
      if (*q == *p && strspn (q, (char[]){ *p, '\0' }) >= length)
        return q + strcspn (q, "\n");
    }
  return p + strlen (p);
}

/* What was seen of the lines so far. */
typedef struct
{
  gboolean after_blank; /* also the first line */
  gboolean in_code;
  gsize content; /* the column where the text of the open point of a list begins */
} Lines;

/* The bytes of "- ", "12. " … at @p, 0 for none. */
static gsize
measure_point (const char *p)
{
  gsize digits = strspn (p, "0123456789");
  gsize length = digits + 1;

  if (digits > 0 ? p[digits] != '.' && p[digits] != ')' : *p != '-' && *p != '*' && *p != '+')
    return 0;
  return p[length] == ' ' ? length + 1 : 0;
}

/* Whether the line at @p is indented code. In a paragraph and below a point of a list what is
 * indented is text. */
static gboolean
is_indented_code (Lines *lines, const char *p)
{
  gsize bytes = strspn (p, " \t"), columns = 0, point;
  gboolean after_blank = lines->after_blank;

  for (gsize i = 0; i < bytes; i++)
    columns += p[i] == '\t' ? 4 - columns % 4 : 1;
  lines->after_blank = p[bytes] == '\0' || p[bytes] == '\n' || p[bytes] == '\r';
  if (lines->after_blank)
    return FALSE;
  lines->in_code = (after_blank || lines->in_code) && columns >= lines->content + 4;
  if (lines->in_code)
    return TRUE;
  point = measure_point (p + bytes);
  if (point > 0)
    lines->content = columns + point;
  else if (after_blank && columns < lines->content)
    lines->content = columns < 2 ? 0 : columns;
  return FALSE;
}

/** matoi_wording_dup_masked: (transfer full): see the header. */
char *
matoi_wording_dup_masked (const char *text)
{
  char *masked = g_strdup (text);
  char *p = masked;
  Lines lines = { .after_blank = TRUE };

  while (*p != '\0')
    {
      char *end = p;

      if ((p == masked || p[-1] == '\n') && is_indented_code (&lines, p))
        end = p + strcspn (p, "\n");
      else if ((g_str_has_prefix (p, "```") || g_str_has_prefix (p, "~~~")) &&
               is_line_start (masked, p))
        end = find_fence_end (p);
      else if (*p == '`')
        end = find_code_end (p);
      else if (g_str_has_prefix (p, "https://") || g_str_has_prefix (p, "http://"))
        for (; *end != '\0' && strchr (" \t\n<>()[]\"", *end) == NULL && (guchar) *end < 0x80;)
          end++;
      else if (g_str_has_prefix (p, "]("))
        end = p + 1 + strcspn (p + 1, ")\n");
      blank (p, end);
      p = end > p ? end : p + 1;
      /* the rest of a row of ticks that closes nowhere */
      while (end == p - 1 && p[-1] == '`' && *p == '`')
        p++;
    }
  return masked;
}
