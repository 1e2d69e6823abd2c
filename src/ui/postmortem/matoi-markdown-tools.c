/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-markdown-tools.h"

#include <string.h>

static char *
dup_selection (GtkTextBuffer *buffer, GtkTextIter *start, GtkTextIter *end)
{
  gtk_text_buffer_get_selection_bounds (buffer, start, end);
  return gtk_text_iter_get_slice (start, end);
}

static gboolean
is_letter (const GtkTextIter *iter)
{
  return g_unichar_isalnum (gtk_text_iter_get_char (iter));
}

/* Without a selection the word that the cursor is in. */
static void
select_word (GtkTextBuffer *buffer)
{
  GtkTextIter start, end;

  GtkTextIter before;

  if (gtk_text_buffer_get_selection_bounds (buffer, &start, &end))
    return;
  /* Not the one before or behind it. */
  before = start;
  if (!gtk_text_iter_backward_char (&before) || !is_letter (&before) || !is_letter (&start))
    return;
  while (!gtk_text_iter_starts_line (&start) && gtk_text_iter_backward_char (&start))
    if (!is_letter (&start))
      {
        gtk_text_iter_forward_char (&start);
        break;
      }
  while (!gtk_text_iter_ends_line (&end) && is_letter (&end))
    gtk_text_iter_forward_char (&end);
  gtk_text_buffer_select_range (buffer, &end, &start);
}

/* Puts @text where the selection is and selects @length letters from @from on. */
static void
replace (GtkTextBuffer *buffer, const char *text, int from, int length)
{
  GtkTextIter start, end;
  int offset;

  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete_selection (buffer, TRUE, TRUE);
  gtk_text_buffer_get_iter_at_mark (buffer, &start, gtk_text_buffer_get_insert (buffer));
  offset = gtk_text_iter_get_offset (&start);
  gtk_text_buffer_insert (buffer, &start, text, -1);
  gtk_text_buffer_get_iter_at_offset (buffer, &start, offset + from);
  gtk_text_buffer_get_iter_at_offset (buffer, &end, offset + from + length);
  gtk_text_buffer_select_range (buffer, &end, &start);
  gtk_text_buffer_end_user_action (buffer);
}

/* Takes the marks in as well if they stand right around the selection. */
static gboolean
widen (GtkTextBuffer *buffer, const char *mark)
{
  GtkTextIter start, end;
  g_autofree char *before = NULL, *after = NULL;
  int length = (int) strlen (mark);

  gtk_text_buffer_get_selection_bounds (buffer, &start, &end);
  {
    GtkTextIter from = start, to = end;

    if (!gtk_text_iter_backward_chars (&from, length) ||
        (gtk_text_iter_forward_chars (&to, length), gtk_text_iter_equal (&to, &end)))
      return FALSE;
    before = gtk_text_iter_get_slice (&from, &start);
    after = gtk_text_iter_get_slice (&end, &to);
    if (!g_str_equal (before, mark) || !g_str_equal (after, mark))
      return FALSE;
    /* One star of two is not what makes it slanted. */
    if (length == 1 && gtk_text_iter_get_char (&to) == (gunichar) *mark)
      return FALSE;
    gtk_text_buffer_select_range (buffer, &to, &from);
  }
  return TRUE;
}

/* Puts @mark ("**", "*", "`") around the selection or word, or takes it away. */
void
matoi_markdown_wrap (GtkTextBuffer *buffer, const char *mark)
{
  GtkTextIter start, end;
  g_autofree char *words = NULL, *text = NULL;
  gboolean selected = gtk_text_buffer_get_selection_bounds (buffer, &start, &end);
  gboolean marked;
  int length = (int) strlen (mark);
  int cursor = gtk_text_iter_get_offset (&start);

  select_word (buffer);
  marked = widen (buffer, mark);
  words = dup_selection (buffer, &start, &end);
  if (marked)
    text = g_strndup (words + length, strlen (words) - 2 * (gsize) length);
  else
    text = g_strconcat (mark, words, mark, NULL);
  replace (buffer, text, marked ? 0 : length,
           (int) g_utf8_strlen (words, -1) - (marked ? 2 * length : 0));
  if (selected)
    return;
  /* What is typed next does not take the place of the word. */
  gtk_text_buffer_get_iter_at_offset (buffer, &start, cursor + (marked ? -length : length));
  gtk_text_buffer_place_cursor (buffer, &start);
}

/* Several lines are a block of code. */
void
matoi_markdown_code (GtkTextBuffer *buffer)
{
  GtkTextIter start, end;
  g_autofree char *words = dup_selection (buffer, &start, &end);
  g_autofree char *text = NULL;

  if (!strchr (words, '\n'))
    {
      matoi_markdown_wrap (buffer, "`");
      return;
    }
  text = g_strconcat (gtk_text_iter_starts_line (&start) ? "" : "\n", "```\n", words,
                      g_str_has_suffix (words, "\n") ? "" : "\n", "```\n", NULL);
  replace (buffer, text, gtk_text_iter_starts_line (&start) ? 4 : 5,
           (int) g_utf8_strlen (words, -1));
}

static gboolean
line_has (const GtkTextIter *line, const char *marker)
{
  GtkTextIter end = *line;
  g_autofree char *text = NULL;

  gtk_text_iter_forward_chars (&end, (int) strlen (marker));
  text = gtk_text_iter_get_slice (line, &end);
  return g_str_equal (text, marker);
}

/* Puts @marker ("- ", "> ") before each line of the selection, or takes it away from all. */
void
matoi_markdown_lines (GtkTextBuffer *buffer, const char *marker)
{
  GtkTextIter start, end, line;
  gboolean all = TRUE;
  int first, last;

  gtk_text_buffer_get_selection_bounds (buffer, &start, &end);
  first = gtk_text_iter_get_line (&start);
  last = gtk_text_iter_get_line (&end);
  /* The line after the last one that is selected is not meant. */
  if (last > first && gtk_text_iter_starts_line (&end))
    last--;
  for (int i = first; i <= last; i++)
    {
      gtk_text_buffer_get_iter_at_line (buffer, &line, i);
      all &= line_has (&line, marker);
    }
  gtk_text_buffer_begin_user_action (buffer);
  for (int i = first; i <= last; i++)
    {
      gtk_text_buffer_get_iter_at_line (buffer, &line, i);
      if (all)
        {
          end = line;
          gtk_text_iter_forward_chars (&end, (int) strlen (marker));
          gtk_text_buffer_delete (buffer, &line, &end);
        }
      else if (!line_has (&line, marker))
        gtk_text_buffer_insert (buffer, &line, marker, -1);
    }
  gtk_text_buffer_end_user_action (buffer);
}

/* What is selected is the text of the link; else @words. The address is selected. */
void
matoi_markdown_link (GtkTextBuffer *buffer, const char *words, const char *address)
{
  GtkTextIter start, end;
  g_autofree char *selected = NULL, *text = NULL;
  gboolean is_address;

  select_word (buffer);
  selected = dup_selection (buffer, &start, &end);
  is_address = strstr (selected, "://") != NULL;
  if (*selected && !is_address)
    words = selected;
  text = g_strdup_printf ("[%s](%s)", words, is_address ? selected : address);
  /* What is still to be typed is selected. */
  if (is_address || !*selected)
    replace (buffer, text, 1, (int) g_utf8_strlen (words, -1));
  else
    replace (buffer, text, (int) g_utf8_strlen (words, -1) + 3, (int) g_utf8_strlen (address, -1));
}

/* The words that say what it shows are selected. */
void
matoi_markdown_picture (GtkTextBuffer *buffer, const char *words, const char *address)
{
  g_autofree char *text = g_strdup_printf ("![%s](%s)", words, address);

  replace (buffer, text, 2, (int) g_utf8_strlen (words, -1));
}

void
matoi_markdown_table (GtkTextBuffer *buffer, const char *head)
{
  GtkTextIter start, end;
  g_autofree char *text = NULL;
  gboolean starts;

  gtk_text_buffer_get_selection_bounds (buffer, &start, &end);
  gtk_text_buffer_place_cursor (buffer, &end);
  starts = gtk_text_iter_starts_line (&end);
  text =
    g_strdup_printf ("%s| %s | %s |\n| --- | --- |\n|  |  |\n", starts ? "" : "\n\n", head, head);
  replace (buffer, text, starts ? 2 : 4, (int) g_utf8_strlen (head, -1));
}

/* --- keys in lists */

/* The blanks and the marker the line begins with ("  - ", "12. "), 0: none; in letters. */
static int
measure_marker (const char *line)
{
  gsize blanks = strspn (line, " \t"), digits = strspn (line + blanks, "0123456789");
  const char *p = line + blanks + digits;

  if (digits > 0 ? *p != '.' && *p != ')' : !*p || !strchr ("-*+", *p))
    return 0;
  return p[1] == ' ' ? (int) (p + 2 - line) : 0;
}

static char *
dup_line (GtkTextBuffer *buffer, GtkTextIter *start, GtkTextIter *cursor)
{
  GtkTextIter end;

  gtk_text_buffer_get_iter_at_mark (buffer, cursor, gtk_text_buffer_get_insert (buffer));
  end = *start = *cursor;
  gtk_text_iter_set_line_offset (start, 0);
  if (!gtk_text_iter_ends_line (&end))
    gtk_text_iter_forward_to_line_end (&end);
  return gtk_text_iter_get_slice (start, &end);
}

/* Right behind the marker of a list Tab makes it a part of the point above; anywhere else the key
 * goes on to the next control. */
gboolean
matoi_markdown_indent (GtkTextBuffer *buffer, gboolean deeper)
{
  GtkTextIter start, cursor, end;
  g_autofree char *line = NULL;
  int marker, blanks;

  if (gtk_text_buffer_get_has_selection (buffer))
    return FALSE;
  line = dup_line (buffer, &start, &cursor);
  marker = measure_marker (line);
  blanks = (int) strspn (line, " ");
  if (marker == 0 || gtk_text_iter_get_line_offset (&cursor) != marker ||
      (deeper ? blanks >= 8 : blanks < 2))
    return FALSE;
  gtk_text_buffer_begin_user_action (buffer);
  end = start;
  gtk_text_iter_forward_chars (&end, 2);
  if (deeper)
    gtk_text_buffer_insert (buffer, &start, "  ", -1);
  else
    gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_end_user_action (buffer);
  return TRUE;
}

/* Enter in a list begins the next point; in an empty one it ends the list. */
gboolean
matoi_markdown_next_line (GtkTextBuffer *buffer)
{
  GtkTextIter start, cursor, end;
  g_autofree char *line = NULL, *next = NULL;
  int marker;

  if (gtk_text_buffer_get_has_selection (buffer))
    return FALSE;
  line = dup_line (buffer, &start, &cursor);
  marker = measure_marker (line);
  if (marker == 0 || gtk_text_iter_get_line_offset (&cursor) < marker)
    return FALSE;
  gtk_text_buffer_begin_user_action (buffer);
  if (!line[marker])
    {
      end = start;
      gtk_text_iter_forward_chars (&end, marker);
      gtk_text_buffer_delete (buffer, &start, &end);
    }
  else
    {
      gsize blanks = strspn (line, " \t");
      guint64 number = g_ascii_strtoull (line + blanks, NULL, 10);

      if (g_ascii_isdigit (line[blanks]))
        next =
          g_strdup_printf ("\n%.*s%" G_GUINT64_FORMAT "%s", (int) blanks, line, number + 1,
                           strchr (line, '.') && strchr (line, '.') < line + marker ? ". " : ") ");
      else
        next = g_strdup_printf ("\n%.*s", marker, line);
      gtk_text_buffer_insert_at_cursor (buffer, next, -1);
    }
  gtk_text_buffer_end_user_action (buffer);
  return TRUE;
}
