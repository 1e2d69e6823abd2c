/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "matoi-merge-private.h"

/* Cuts a text into the sentences that are merged. */

struct _MatoiUnitPool
{
  GStringChunk *chunk;
  GHashTable *known; /* text -> the same text */
};

typedef struct
{
  MatoiUnitPool *pool;
  GArray *units;
  char fence; /* of the code block we are in, or 0 */
  guint fence_length;
} Splitter;

/** matoi_unit_pool_new: (transfer full): where the texts of units live. */
MatoiUnitPool *
matoi_unit_pool_new (void)
{
  MatoiUnitPool *pool = g_new0 (MatoiUnitPool, 1);

  pool->chunk = g_string_chunk_new (4096);
  pool->known = g_hash_table_new (g_str_hash, g_str_equal);
  return pool;
}

/** matoi_unit_pool_free: frees @pool and with it the texts of all units. */
void
matoi_unit_pool_free (MatoiUnitPool *pool)
{
  g_hash_table_unref (pool->known);
  g_string_chunk_free (pool->chunk);
  g_free (pool);
}

static const char *
keep (MatoiUnitPool *pool, const char *text, gsize length)
{
  g_autofree char *copy = g_strndup (text, length);
  const char *known = g_hash_table_lookup (pool->known, copy);

  if (known != NULL)
    return known;
  known = g_string_chunk_insert (pool->chunk, copy);
  g_hash_table_add (pool->known, (char *) known);
  return known;
}

static guint
count_breaks (const char *gap)
{
  guint count = 0;

  for (; *gap != '\0'; gap++)
    count += *gap == '\n';
  return count;
}

/** matoi_gap_compare: orders what stands between units: how far it sets them apart. */
int
matoi_gap_compare (const char *a, const char *b)
{
  guint breaks_a = count_breaks (a), breaks_b = count_breaks (b);
  gsize length_a = strlen (a), length_b = strlen (b);

  if (breaks_a != breaks_b)
    return breaks_a < breaks_b ? -1 : 1;
  if (length_a != length_b)
    return length_a < length_b ? -1 : 1;
  return strcmp (a, b);
}

/* How many blanks follow at @p. Those at the begin of a line belong to that line. */
static gsize
measure_gap (const char *p)
{
  gsize length = strspn (p, " \t\r\n");
  gsize cut = length;

  while (cut > 0 && p[cut - 1] != '\n')
    cut--;
  return cut > 0 && p[length] != '\0' ? cut : length;
}

static void
add (Splitter *self, const char *from, gsize length, gsize gap, gboolean starts, gboolean whole)
{
  MatoiUnit unit = { keep (self->pool, from, length), keep (self->pool, from + length, gap), starts,
                     whole };

  g_array_append_val (self->units, unit);
}

/* After @p come the marks that close what the sentence was in; @quoted if some did. */
static const char *
skip_closers (const char *p, gboolean *quoted)
{
  *quoted = FALSE;
  while (*p != '\0')
    {
      gunichar c = g_utf8_get_char (p);

      if (c < 0x80 ? strchr (")]}\"'*_!?.", (int) c) == NULL
                   : g_utf8_strchr ("」』）】〉》］｝”’。｡！？", -1, c) == NULL)
        break;
      *quoted |= c >= 0x80 && g_utf8_strchr ("。｡！？", -1, c) == NULL;
      p = g_utf8_next_char (p);
    }
  return p;
}

/* 「直った？」と言った。 is one sentence; a quotation ends one only if the next begins after it. */
static gboolean
goes_on (const char *p)
{
  return strchr (" \t\r\n", *p) == NULL &&
         g_utf8_strchr ("「『（【〈《　", -1, g_utf8_get_char (p)) == NULL;
}

/* Whether a sentence can begin at @p, after a blank: not in the middle of one with "e.g. this". */
static gboolean
begins_sentence (const char *p)
{
  p += strspn (p, " \t");
  return *p != '\0' && !g_unichar_islower (g_utf8_get_char (p));
}

/* The end of the sentence that begins at @p, at most @end. */
static const char *
find_sentence_end (const char *p, const char *end)
{
  while (p < end)
    {
      gunichar c = g_utf8_get_char (p);
      const char *after = g_utf8_next_char (p);
      gboolean quoted;

      if (c == 0x3002 || c == 0xff61 || c == 0xff01 || c == 0xff1f) /* 。｡！？ */
        {
          after = MIN (skip_closers (after, &quoted), end);
          if (after >= end || !quoted || !goes_on (after))
            return after;
        }
      if (c == '.' || c == '!' || c == '?')
        {
          after = MIN (skip_closers (after, &quoted), end);
          if (after >= end || ((*after == ' ' || *after == '\t') && begins_sentence (after)))
            return after;
        }
      p = after;
    }
  return end;
}

/* The bytes of "- ", "12. ", "> " … at the begin of a line, 0 for none. */
static gsize
measure_marker (const char *line)
{
  const char *p = line;
  gsize length = strspn (p, " \t"), digits;

  /* Quotations in quotations: as many as somebody cares to type. */
  for (; p[length] == '>'; length = strspn (p, " \t"))
    p += length + 1;
  digits = strspn (p + length, "0123456789");
  if (digits > 0 && digits < 10 && (p[length + digits] == '.' || p[length + digits] == ')'))
    length += digits;
  else if (p[length] == '\0' || strchr ("-*+", p[length]) == NULL)
    return (gsize) (p - line);
  length++;
  if (p[length] != ' ' && p[length] != '\t')
    return (gsize) (p - line);
  return (gsize) (p - line) + length + strspn (p + length, " \t");
}

/* Opens or closes a code block. Returns whether the line is a part of one. */
static gboolean
follow_fence (Splitter *self, const char *line)
{
  const char *p = line + strspn (line, " ");
  guint length = 0;

  if (*p == '`' || *p == '~')
    while (p[length] == *p)
      length++;
  if (self->fence == 0)
    {
      if (length < 3)
        return FALSE;
      self->fence = *p;
      self->fence_length = length;
    }
  else if (length >= self->fence_length && *p == self->fence &&
           strspn (p + length, " \t\r") == strcspn (p + length, "\n"))
    self->fence = 0;
  return TRUE;
}

static gboolean
is_rule (const char *p, const char *end)
{
  gsize length = strspn (p, "-=*_ \t\r");

  return length >= (gsize) (end - p) && length >= 3;
}

/* A heading, a row of a table, indented code, a line across. */
static gboolean
is_whole_line (const char *line, const char *end)
{
  const char *p = line + strspn (line, " ");

  if (*p == '#' || *p == '|' || is_rule (p, end))
    return TRUE;
  if ((*line == '\t' || p - line >= 4) && measure_marker (line) == 0)
    return TRUE;
  /* the row under the heads of a table without outer lines */
  return strspn (p, "-:| \t\r") >= (gsize) (end - p) && memchr (p, '|', (gsize) (end - p)) != NULL;
}

static const char *
split_line (Splitter *self, const char *line)
{
  const char *stop = line + strcspn (line, "\n");
  const char *end = stop;
  const char *p = line;
  gboolean first = TRUE;
  gsize gap;

  while (end > line && strchr (" \t\r", end[-1]) != NULL)
    end--;
  if (follow_fence (self, line) || is_whole_line (line, end))
    {
      gap = measure_gap (end);
      add (self, line, (gsize) (end - line), gap, TRUE, TRUE);
      return end + gap;
    }
  while (p < end)
    {
      gsize marker = first ? measure_marker (p) : 0;
      const char *after = find_sentence_end (MIN (p + marker, end), end);

      gap = measure_gap (after);
      add (self, p, (gsize) (after - p), gap, first && marker > 0, FALSE);
      p = after + gap;
      first = FALSE;
    }
  return p;
}

/**
 * matoi_unit_pool_split:
 * @pool: keeps the texts
 * @text: UTF-8, Markdown
 * @lead: (out): the blanks before the first unit
 *
 * Returns: (transfer full): of MatoiUnit; @lead and every text and gap in turn are @text
 */
GArray *
matoi_unit_pool_split (MatoiUnitPool *pool, const char *text, const char **lead)
{
  Splitter self = { pool, g_array_new (FALSE, FALSE, sizeof (MatoiUnit)), 0, 0 };
  gsize blanks = strspn (text, " \t\r\n");
  const char *p = text + measure_gap (text);

  /* the indentation of the first line is a part of it */
  if (text[blanks] != '\0' && memchr (text, '\n', blanks) == NULL)
    p = text;
  *lead = keep (pool, text, (gsize) (p - text));
  while (*p != '\0')
    p = split_line (&self, p);
  return self.units;
}
