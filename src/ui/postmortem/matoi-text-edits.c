/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-text-edits.h"

#include <string.h>

/* Two texts that differ in more words than that have nothing in common worth looking for. */
#define MAX_DISTANCE 400

typedef struct
{
  const char *text;
  gsize length;
} Word;

/* Bytes of the old text, and what stands in their place. */
typedef struct
{
  gsize from, to;
  const char *text;
  gsize length;
} Edit;

/* A letter of a script without blanks is a word by itself. */
static gboolean
joins (gunichar c)
{
  return g_unichar_isalnum (c) && c < 0x2e80;
}

/* Letters in a row, blanks in a row, and everything else one by one. (transfer full) of Word */
static GArray *
split (const char *text, gsize length)
{
  GArray *words = g_array_new (FALSE, FALSE, sizeof (Word));
  const char *end = text + length;

  for (const char *p = text; p < end;)
    {
      Word word = { p, 0 };
      gunichar c = g_utf8_get_char (p);
      gboolean letters = joins (c), blanks = c == ' ' || c == '\t';

      do
        p = g_utf8_next_char (p);
      while (p < end &&
             (letters ? joins (g_utf8_get_char (p)) : blanks && (*p == ' ' || *p == '\t')));
      word.length = (gsize) (p - word.text);
      g_array_append_val (words, word);
    }
  return words;
}

static gboolean
equal (GArray *old, int i, GArray *new, int j)
{
  const Word *a = &g_array_index (old, Word, i);
  const Word *b = &g_array_index (new, Word, j);

  return a->length == b->length && memcmp (a->text, b->text, a->length) == 0;
}

/* How far each diagonal came at each distance (Myers); NULL when they are too far apart. */
static GPtrArray *
trace (GArray *old, GArray *new)
{
  g_autoptr (GPtrArray) steps = g_ptr_array_new_with_free_func (g_free);
  g_autofree int *reach = g_new0 (int, 2 * MAX_DISTANCE + 3);
  int *v = reach + MAX_DISTANCE + 1;

  for (int d = 0; d <= MAX_DISTANCE; d++)
    {
      g_ptr_array_add (steps, g_memdup2 (reach, (2 * MAX_DISTANCE + 3) * sizeof (int)));
      for (int k = -d; k <= d; k += 2)
        {
          int x = k == -d || (k != d && v[k - 1] < v[k + 1]) ? v[k + 1] : v[k - 1] + 1;

          while (x < (int) old->len && x - k < (int) new->len &&x - k >= 0 &&
                 equal (old, x, new, x - k))
            x++;
          v[k] = x;
          if (x >= (int) old->len && x - k >= (int) new->len)
            return g_steal_pointer (&steps);
        }
    }
  return NULL;
}

static void
add_edit (GArray *edits, const Edit *edit)
{
  Edit *last = edits->len > 0 ? &g_array_index (edits, Edit, edits->len - 1) : NULL;

  /* They come from the end; what touches is one. */
  if (last && edit->to == last->from && edit->text + edit->length == last->text)
    {
      last->from = edit->from;
      last->text = edit->text;
      last->length += edit->length;
    }
  else
    g_array_append_val (edits, *edit);
}

/* Goes the way back from the end. @at: where the words begin in the old text. */
static void
follow (GArray *edits, GPtrArray *steps, GArray *old, GArray *new, const char *at, const char *text)
{
  int x = (int) old->len, y = (int) new->len;

  for (guint d = steps->len; d-- > 0;)
    {
      const int *v = (const int *) g_ptr_array_index (steps, d) + MAX_DISTANCE + 1;
      int k = x - y;
      gboolean inserted = k == -(int) d || (k != (int) d && v[k - 1] < v[k + 1]);
      int before = inserted ? k + 1 : k - 1;
      Edit edit = { 0 };

      if (d == 0)
        break;
      /* Back over what they share, to where this step led. */
      while (x > (inserted ? v[before] : v[before] + 1))
        {
          x--;
          y--;
        }
      if (inserted)
        y--;
      else
        x--;
      edit.from =
        x < (int) old->len ? (gsize) (g_array_index (old, Word, x).text - at) : (gsize) (text - at);
      edit.to = edit.from + (inserted ? 0 : g_array_index (old, Word, x).length);
      edit.text = y < (int) new->len
                    ? g_array_index (new, Word, y).text
                    : (new->len > 0 ? g_array_index (new, Word, new->len - 1).text +
                                        g_array_index (new, Word, new->len - 1).length
                                    : "");
      edit.length = inserted ? g_array_index (new, Word, y).length : 0;
      add_edit (edits, &edit);
    }
}

static gsize
common_prefix (const char *a, const char *b)
{
  const char *start = a;

  while (*a != '\0' && *a == *b)
    {
      a++;
      b++;
    }
  /* Not between the bytes of a letter. */
  while (a > start && ((guchar) *a & 0xc0) == 0x80)
    a--;
  return (gsize) (a - start);
}

static gsize
common_suffix (const char *a, gsize length_a, const char *b, gsize length_b)
{
  gsize n = 0;

  while (n < length_a && n < length_b && a[length_a - n - 1] == b[length_b - n - 1])
    n++;
  while (n > 0 && ((guchar) a[length_a - n] & 0xc0) == 0x80)
    n--;
  return n;
}

/* (transfer full) of Edit, the last first */
static GArray *
find_edits (const char *old, const char *new)
{
  GArray *edits = g_array_new (FALSE, FALSE, sizeof (Edit));
  gsize prefix = common_prefix (old, new);
  gsize old_length = strlen (old) - prefix, new_length = strlen (new) - prefix;
  gsize suffix = common_suffix (old + prefix, old_length, new + prefix, new_length);
  g_autoptr (GArray) words = NULL, others = NULL;
  g_autoptr (GPtrArray) steps = NULL;
  Edit whole = { prefix, prefix + old_length - suffix, new + prefix, new_length - suffix };

  if (whole.from == whole.to || whole.length == 0)
    {
      g_array_append_val (edits, whole);
      return edits;
    }
  words = split (old + prefix, old_length - suffix);
  others = split (new + prefix, new_length - suffix);
  steps = trace (words, others);
  if (steps)
    follow (edits, steps, words, others, old, old + prefix + old_length - suffix);
  else
    g_array_append_val (edits, whole);
  return edits;
}

static void
apply_edit (GtkTextBuffer *buffer, const char *old, const Edit *edit)
{
  int from = (int) g_utf8_pointer_to_offset (old, old + edit->from);
  int to = from + (int) g_utf8_strlen (old + edit->from, (gssize) (edit->to - edit->from));
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_offset (buffer, &start, from);
  if (to > from)
    {
      gtk_text_buffer_get_iter_at_offset (buffer, &end, to);
      gtk_text_buffer_delete (buffer, &start, &end);
    }
  if (edit->length > 0)
    gtk_text_buffer_insert (buffer, &start, edit->text, (int) edit->length);
}

static GtkTextMark *
keep_place (GtkTextBuffer *buffer, GtkTextMark *mark)
{
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_mark (buffer, &iter, mark);
  /* What comes in right at the cursor comes in behind it. */
  return gtk_text_buffer_create_mark (buffer, NULL, &iter, TRUE);
}

void
matoi_text_edits_apply (GtkTextBuffer *buffer, const char *old, const char *new)
{
  g_autoptr (GArray) edits = NULL;
  GtkTextMark *cursor, *bound;
  GtkTextIter at, to;

  g_return_if_fail (GTK_IS_TEXT_BUFFER (buffer) && old && new);

  if (g_str_equal (old, new))
    return;
  edits = find_edits (old, new);
  cursor = keep_place (buffer, gtk_text_buffer_get_insert (buffer));
  bound = keep_place (buffer, gtk_text_buffer_get_selection_bound (buffer));
  gtk_text_buffer_begin_user_action (buffer);
  for (guint i = 0; i < edits->len; i++)
    apply_edit (buffer, old, &g_array_index (edits, Edit, i));
  gtk_text_buffer_end_user_action (buffer);
  gtk_text_buffer_get_iter_at_mark (buffer, &at, cursor);
  gtk_text_buffer_get_iter_at_mark (buffer, &to, bound);
  gtk_text_buffer_select_range (buffer, &at, &to);
  gtk_text_buffer_delete_mark (buffer, cursor);
  gtk_text_buffer_delete_mark (buffer, bound);
}
