/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-jira-text-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-plain.h"

/* What the sentence about the cut needs, without the address. */
#define SENTENCE 160

/* How far back a cut looks for the end of a word. */
#define WORD 80

static guint
length_of (const char *text, const char *end)
{
  guint n = 0;

  for (; text < end; text = g_utf8_next_char (text))
    n += g_utf8_get_char (text) > 0xffff ? 2 : 1;
  return n;
}

/**
 * matoi_jira_text_length:
 *
 * Returns: the length of @text as JIRA counts it, in UTF-16 units
 */
guint
matoi_jira_text_length (const char *text)
{
  return length_of (text, text + strlen (text));
}

/* Whether @at is in the middle of what a reader sees as one sign. */
static gboolean
is_inside_sign (const char *text, const char *at)
{
  gunichar next = g_utf8_get_char (at);
  gunichar before = at > text ? g_utf8_get_char (g_utf8_prev_char (at)) : 0;

  return g_unichar_ismark (next) || next == 0x200d || before == 0x200d ||
         (next >= 0x1f3fb && next <= 0x1f3ff) || (next >= 0xe0020 && next <= 0xe007f);
}

/* The end of as much of @text as fits into @room, at a blank if one is near. */
static const char *
find_cut (const char *text, guint room)
{
  const char *end = text, *word;
  guint n = 0;

  for (; *end; end = g_utf8_next_char (end))
    {
      n += g_utf8_get_char (end) > 0xffff ? 2 : 1;
      if (n > room)
        break;
    }
  if (!*end)
    return end;
  while (end > text && is_inside_sign (text, end))
    end = g_utf8_prev_char (end);
  word = end;
  for (guint i = 0; i < WORD && word > text; i++, word = g_utf8_prev_char (word))
    if (g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (word))))
      return word;
  return end;
}

/* --- cutting blocks */

static guint
measure_runs (GPtrArray *runs)
{
  guint n = 1;

  for (guint i = 0; i < runs->len; i++)
    {
      const MatoiRun *run = g_ptr_array_index (runs, i);

      n += matoi_jira_text_length (run->text) + (run->url ? (guint) strlen (run->url) : 0);
    }
  return n;
}

static guint
measure_row (GPtrArray *row)
{
  guint n = 1;

  for (guint i = 0; i < row->len; i++)
    n += measure_runs (g_ptr_array_index (row, i));
  return n;
}

static guint
measure (const MatoiBlock *block)
{
  guint n = measure_runs (block->runs);

  for (guint i = 0; block->rows && i < block->rows->len; i++)
    n += measure_row (g_ptr_array_index (block->rows, i));
  return n;
}

static void
cut_runs (GPtrArray *runs, guint room)
{
  for (guint i = 0; i < runs->len; i++)
    {
      MatoiRun *run = g_ptr_array_index (runs, i);
      guint url = run->url ? (guint) strlen (run->url) : 0;
      guint n = matoi_jira_text_length (run->text);

      if (url + n < room)
        {
          room -= url + n;
          continue;
        }
      if (room > url)
        run->text[find_cut (run->text, room - url) - run->text] = '\0';
      g_ptr_array_set_size (runs, (gint) (room > url && *run->text ? i + 1 : i));
      return;
    }
}

static void
cut_rows (GPtrArray *rows, guint room)
{
  for (guint i = 0; i < rows->len; i++)
    {
      guint n = measure_row (g_ptr_array_index (rows, i));

      if (n > room)
        {
          g_ptr_array_set_size (rows, (gint) i);
          return;
        }
      room -= n;
    }
}

static void
add_notice (GPtrArray *blocks, const char *more_url)
{
  GPtrArray *runs = matoi_blocks_add (blocks, MATOI_BLOCK_TEXT)->runs;

  if (!matoi_url_is_safe (more_url))
    {
      matoi_runs_add (runs, _ ("The text is longer than JIRA takes; it is cut here."),
                               MATOI_RUN_ITALIC, NULL);
      return;
    }
  /* Translators: an address follows, where the whole text can be read. */
  matoi_runs_add (runs, _ ("The text is longer than JIRA takes. The whole of it:"),
                           MATOI_RUN_ITALIC, NULL);
  matoi_runs_add (runs, " ", 0, NULL);
  matoi_runs_add (runs, more_url, 0, more_url);
}

gboolean
matoi_jira_blocks_cut (GPtrArray *blocks, guint max_length, const char *more_url)
{
  guint reserve = SENTENCE + (more_url ? 2 * (guint) strlen (more_url) : 0);
  guint room = max_length > reserve ? max_length - reserve : 0, whole = 0;

  for (guint i = 0; i < blocks->len && whole <= max_length; i++)
    whole += measure (g_ptr_array_index (blocks, i));
  if (whole <= max_length)
    return FALSE;
  for (guint i = 0; i < blocks->len; i++)
    {
      MatoiBlock *block = g_ptr_array_index (blocks, i);
      guint n = measure (block);

      if (n <= room)
        {
          room -= n;
          continue;
        }
      cut_runs (block->runs, room);
      if (block->rows)
        cut_rows (block->rows, room);
      if (block->runs->len > 0 || (block->rows && block->rows->len > 0))
        i++;
      g_ptr_array_set_size (blocks, (gint) i);
      break;
    }
  add_notice (blocks, more_url);
  return TRUE;
}

/* --- words */

const char *
matoi_jira_find_address (const char *text, const char **end)
{
  const char *https = strstr (text, "https://"), *http = strstr (text, "http://");
  const char *begin = https && (!http || https < http) ? https : http;

  if (!begin)
    return NULL;
  /* It ends at a blank, and before Japanese, which is written without. */
  for (*end = begin; **end > ' ' && (guchar) * *end < 0x7f && !strchr ("<>\"\\`|", **end); (*end)++)
    ;
  while (*end > begin && strchr (".,;:!?)]}'*_~", (*end)[-1]))
    (*end)--;
  return begin;
}

/* On one line, without what only a terminal obeys. (transfer full) */
static char *
dup_line (const char *text)
{
  g_autofree char *plain = matoi_plain_dup (text);
  g_autoptr (GString) line = g_string_sized_new (strlen (plain));
  gboolean blank = FALSE;

  for (const char *p = plain; *p; p = g_utf8_next_char (p))
    if (g_unichar_isspace (g_utf8_get_char (p)))
      blank = line->len > 0;
    else
      {
        if (blank)
          g_string_append_c (line, ' ');
        blank = FALSE;
        g_string_append_len (line, p, g_utf8_next_char (p) - p);
      }
  return g_string_free (g_steal_pointer (&line), FALSE);
}

/**
 * matoi_jira_dup_summary:
 * @text: of any length, with any line ends
 * @tag: (nullable): which ticket it is, such as "INC-42/AI-3"; put behind it in brackets
 *
 * Returns: (transfer full): one line that JIRA takes as a summary; the tag is never cut
 */
char *
matoi_jira_dup_summary (const char *text, const char *tag)
{
  g_autofree char *line = dup_line (text);
  g_autofree char *short_tag = tag ? dup_line (tag) : NULL;
  g_autofree char *end = NULL;
  guint room;

  if (short_tag && matoi_jira_text_length (short_tag) < MATOI_JIRA_MAX_SUMMARY / 2)
    end = g_strdup_printf (" [%s]", short_tag);
  room = MATOI_JIRA_MAX_SUMMARY - (end ? matoi_jira_text_length (end) : 0);
  if (matoi_jira_text_length (line) > room)
    {
      line[find_cut (line, room - 1) - line] = '\0';
      g_strchomp (line);
      return g_strconcat (line, "…", end, NULL);
    }
  return g_strconcat (line, end, NULL);
}

/**
 * matoi_jira_dup_label:
 *
 * Returns: (transfer full) (nullable): @text as JIRA takes it for a label, which has no blanks;
 *   NULL: nothing is left of it
 */
char *
matoi_jira_dup_label (const char *text)
{
  g_autofree char *line = dup_line (text);
  g_autoptr (GString) label = g_string_new (NULL);

  line[find_cut (line, MATOI_JIRA_MAX_LABEL) - line] = '\0';
  for (const char *p = g_strchomp (line); *p; p = g_utf8_next_char (p))
    if (g_unichar_isspace (g_utf8_get_char (p)))
      g_string_append_c (label, '-');
    else
      g_string_append_len (label, p, g_utf8_next_char (p) - p);
  return label->len > 0 ? g_string_free (g_steal_pointer (&label), FALSE) : NULL;
}

/**
 * matoi_jira_dup_jql_string:
 *
 * Returns: (transfer full): @text in quotes, so that nothing in it is read as a question
 */
char *
matoi_jira_dup_jql_string (const char *text)
{
  g_autofree char *line = dup_line (text);
  g_autoptr (GString) out = g_string_new ("\"");

  for (const char *p = line; *p; p++)
    {
      if (*p == '"' || *p == '\\')
        g_string_append_c (out, '\\');
      g_string_append_c (out, *p);
    }
  g_string_append_c (out, '"');
  return g_string_free (g_steal_pointer (&out), FALSE);
}
