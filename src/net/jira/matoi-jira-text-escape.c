/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "matoi-jira-text-private.h"

/* Words of people in wiki markup: every sign that would mean something there is escaped. */

gboolean
matoi_jira_is_word (gunichar c)
{
  return c != 0 && g_unichar_isalnum (c);
}

static gboolean
is_gap (gunichar c)
{
  return c == 0 || g_unichar_isspace (c);
}

/* "&…;", which would become a sign. */
static gboolean
is_entity (const char *text)
{
  gsize n = strspn (text + 1, "#0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

  return n > 0 && text[1 + n] == ';';
}

/* "(x)" and the like, which would become a picture. */
static gboolean
is_picture (const char *text)
{
  const char *end = strchr (text, ')');

  return end && end - text >= 2 && end - text <= 4 && !memchr (text, ' ', (gsize) (end - text));
}

/* "h1." and "bq." at the beginning of a line; the place of the dot, 0: none. */
static guint
find_block_dot (const char *line)
{
  if (line[0] == 'h' && line[1] >= '1' && line[1] <= '6' && line[2] == '.')
    return 2;
  return strncmp (line, "bq.", 3) == 0 ? 2 : 0;
}

static gboolean
is_mark (gunichar before, char c, gunichar next, gboolean at_start)
{
  switch (c)
    {
    case '{':
    case '}':
    case '[':
    case ']':
    case '|':
      return TRUE;
    case '#':
      return at_start;
    case '*':
    case '_':
    case '-':
    case '+':
    case '^':
    case '~':
      if (at_start)
        return TRUE;
      return !(matoi_jira_is_word (before) && matoi_jira_is_word (next)) &&
             !(is_gap (before) && is_gap (next));
    case '?':
      return before == '?' || next == '?';
    case '!':
      return !is_gap (next);
    default:
      return FALSE;
    }
}

void
matoi_jira_wiki_append (GString *out, const char *text, gboolean at_start)
{
  const char *line = text;
  guint dot = at_start ? find_block_dot (text) : 0;
  gunichar before =
    at_start || out->len == 0 ? 0 : g_utf8_get_char (g_utf8_prev_char (out->str + out->len));

  for (const char *p = text; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gunichar next = g_utf8_get_char (g_utf8_next_char (p));

      if (c == '\\')
        g_string_append (out, "&#92;");
      else if (dot > 0 && p == line + dot)
        g_string_append (out, "&#46;");
      else if ((c == '&' && is_entity (p)))
        g_string_append (out, "&amp;");
      else if ((c == ':' || c == ';') && !matoi_jira_is_word (before) && next && next < 128 &&
               strchr (")(PD|", (int) next))
        g_string_append (out, c == ':' ? "&#58;" : "&#59;");
      else
        {
          if ((c < 128 && is_mark (before, (char) c, next, at_start && p == line)) ||
              (c == '(' && is_picture (p)))
            g_string_append_c (out, '\\');
          g_string_append_unichar (out, c);
        }
      before = c;
    }
}
