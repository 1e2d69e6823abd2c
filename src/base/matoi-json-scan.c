/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-json-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

static gboolean scan_value (MatoiJsonScan *scan);

static gboolean
fail (MatoiJsonScan *scan, const char *problem)
{
  if (scan->problem == NULL)
    scan->problem = problem;
  return FALSE;
}

static char
peek (MatoiJsonScan *scan)
{
  return scan->at < scan->end ? *scan->at : '\0';
}

static void
skip_space (MatoiJsonScan *scan)
{
  while (scan->at < scan->end && strchr (" \t\r\n", *scan->at) != NULL)
    scan->at++;
}

static gboolean
take (MatoiJsonScan *scan, char c)
{
  if (peek (scan) != c)
    return FALSE;
  scan->at++;
  return TRUE;
}

static gboolean
scan_hex4 (MatoiJsonScan *scan, gunichar *value)
{
  *value = 0;
  for (guint i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (peek (scan));

      if (digit < 0)
        return FALSE;
      *value = *value << 4 | (gunichar) digit;
      scan->at++;
    }
  return TRUE;
}

/* What follows a backslash. */
static gboolean
scan_escape (MatoiJsonScan *scan)
{
  gunichar unit, low;
  char c = peek (scan);

  if (c != '\0' && strchr ("\"\\/bfnrt", c) != NULL)
    {
      scan->at++;
      return TRUE;
    }
  if (!take (scan, 'u') || !scan_hex4 (scan, &unit) || unit == 0)
    return fail (scan, _("a string has an escape that is not allowed"));
  if (unit < 0xd800 || unit > 0xdfff)
    return TRUE;
  if (unit > 0xdbff || !take (scan, '\\') || !take (scan, 'u') || !scan_hex4 (scan, &low) ||
      low < 0xdc00 || low > 0xdfff)
    return fail (scan, _("a string has half a surrogate pair"));
  return TRUE;
}

static gboolean
scan_string (MatoiJsonScan *scan)
{
  if (!take (scan, '"'))
    return fail (scan, _("a string was expected here"));
  while (scan->at < scan->end)
    {
      guchar c = (guchar) *scan->at++;

      if (c == '"')
        return TRUE;
      if (c < ' ')
        return fail (scan, _("a string has a control character or a line break in it"));
      if (c == '\\' && !scan_escape (scan))
        return FALSE;
    }
  return fail (scan, _("the text ends inside a string"));
}

static gboolean
scan_digits (MatoiJsonScan *scan)
{
  if (!g_ascii_isdigit (peek (scan)))
    return fail (scan, _("this is not a number"));
  while (g_ascii_isdigit (peek (scan)))
    scan->at++;
  return TRUE;
}

/* Numbers that would come back as other numbers are refused. */
static gboolean
check_number (MatoiJsonScan *scan, const char *start, gboolean is_integer)
{
  g_autofree char *text = g_strndup (start, (gsize) (scan->at - start));

  errno = 0;
  if (is_integer)
    g_ascii_strtoll (text, NULL, 10);
  else if (!isfinite (g_ascii_strtod (text, NULL)))
    errno = ERANGE;
  else
    errno = 0;
  return errno == 0 || fail (scan, _("this number is too large"));
}

static gboolean
scan_number (MatoiJsonScan *scan)
{
  const char *start = scan->at;
  gboolean is_integer = TRUE;

  take (scan, '-');
  if (!take (scan, '0') && !scan_digits (scan))
    return FALSE;
  if (take (scan, '.'))
    {
      is_integer = FALSE;
      if (!scan_digits (scan))
        return FALSE;
    }
  if (take (scan, 'e') || take (scan, 'E'))
    {
      is_integer = FALSE;
      if (!take (scan, '+'))
        take (scan, '-');
      if (!scan_digits (scan))
        return FALSE;
    }
  return check_number (scan, start, is_integer);
}

static gboolean
scan_word (MatoiJsonScan *scan)
{
  static const char *const words[] = { "true", "false", "null" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      gsize length = strlen (words[i]);

      if ((gsize) (scan->end - scan->at) >= length && memcmp (scan->at, words[i], length) == 0)
        {
          scan->at += length;
          return TRUE;
        }
    }
  return fail (scan, _("a value was expected here"));
}

/* If the wanted path goes on with the step @text (a member's name or "[N]"),
 * returns what is left of the path after it, else NULL. */
static const char *
follow_path (const char *want, const char *text, gsize length)
{
  if (want == NULL)
    return NULL;
  if (*want == '.' && *text != '[')
    want++;
  if (strncmp (want, text, length) != 0)
    return NULL;
  want += length;
  return *want == '\0' || *want == '.' || *want == '[' || *text == '[' ? want : NULL;
}

/* Scans the value of one member or element; @rest is its part of the path. */
static gboolean
scan_child (MatoiJsonScan *scan, const char *mark, const char *rest)
{
  const char *want = scan->want;
  gboolean ok;

  skip_space (scan);
  if (rest != NULL)
    scan->found = mark ? mark : scan->at;
  scan->want = rest;
  ok = scan_value (scan);
  /* Once inside the right child, no later one can be meant. */
  scan->want = rest ? NULL : want;
  return ok;
}

static gboolean
scan_object (MatoiJsonScan *scan)
{
  scan->at++;
  skip_space (scan);
  if (take (scan, '}'))
    return TRUE;
  do
    {
      const char *name, *rest;

      skip_space (scan);
      name = scan->at;
      if (!scan_string (scan))
        return FALSE;
      rest = follow_path (scan->want, name + 1, (gsize) (scan->at - name - 2));
      skip_space (scan);
      if (!take (scan, ':'))
        return fail (scan, _("a colon is missing after the name of a member"));
      if (!scan_child (scan, name, rest))
        return FALSE;
      skip_space (scan);
    }
  while (take (scan, ','));
  return take (scan, '}') || fail (scan, _("a comma or a closing brace is missing"));
}

static gboolean
scan_array (MatoiJsonScan *scan)
{
  guint index = 0;

  scan->at++;
  skip_space (scan);
  if (take (scan, ']'))
    return TRUE;
  do
    {
      char step[16];

      g_snprintf (step, sizeof step, "[%u]", index++);
      if (!scan_child (scan, NULL, follow_path (scan->want, step, strlen (step))))
        return FALSE;
      skip_space (scan);
    }
  while (take (scan, ','));
  return take (scan, ']') || fail (scan, _("a comma or a closing bracket is missing"));
}

static gboolean
scan_value (MatoiJsonScan *scan)
{
  char c = peek (scan);
  gboolean ok;

  if (c == '"')
    return scan_string (scan);
  if (c == '-' || g_ascii_isdigit (c))
    return scan_number (scan);
  if (c != '{' && c != '[')
    return scan_word (scan);
  /* This bounds our own recursion and that of json-glib. */
  if (++scan->depth > scan->max_depth)
    return fail (scan, _("objects and lists are nested too deeply"));
  ok = c == '{' ? scan_object (scan) : scan_array (scan);
  scan->depth--;
  return ok;
}

/**
 * matoi_json_scan:
 * @scan: with start = at, end, max_depth and want set
 *
 * Checks that the text is exactly one JSON value. On failure @scan->problem
 * says why and @scan->at where.
 */
gboolean
matoi_json_scan (MatoiJsonScan *scan)
{
  skip_space (scan);
  if (!scan_value (scan))
    return FALSE;
  skip_space (scan);
  return scan->at == scan->end || fail (scan, _("something follows the end of the value"));
}

/** matoi_json_scan_line: the 1-based line that @at stands in. */
guint
matoi_json_scan_line (const MatoiJsonScan *scan, const char *at)
{
  guint line = 1;

  for (const char *c = scan->start; c < at; c++)
    line += *c == '\n';
  return line;
}
