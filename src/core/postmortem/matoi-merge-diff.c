/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "matoi-merge-private.h"

/* Which units two texts share: first those that occur once in each, which are surely the same,
 * then between them the longest common subsequence. */

/* Above that many pairs a stretch without any unique unit counts as rewritten: 8 MB and some
 * milliseconds. */
#define MAX_CELLS (4 * 1000 * 1000)

typedef struct
{
  GArray *left, *right; /* of MatoiUnit */
  GArray *matches;      /* of MatoiMatch */
} Diff;

static const char *
text_at (GArray *units, guint index)
{
  return g_array_index (units, MatoiUnit, index).text;
}

static gboolean
equal (const Diff *self, guint left, guint right)
{
  return text_at (self->left, left) == text_at (self->right, right);
}

static void
match (Diff *self, guint left, guint right)
{
  MatoiMatch one = { left, right };

  g_array_append_val (self->matches, one);
}

/* The longest common subsequence of two short stretches; of equally long ones the first, so
 * that both sides of a merge choose alike. */
static void
match_table (Diff *self, MatoiRange left, MatoiRange right)
{
  gsize rows = left.to - left.from, columns = right.to - right.from;
  g_autofree guint16 *lengths = NULL;
  gsize i = 0, j = 0;

  if (rows == 0 || columns == 0 || rows * columns > MAX_CELLS || MIN (rows, columns) >= G_MAXUINT16)
    return;
  lengths = g_new0 (guint16, (rows + 1) * (columns + 1));
#define LENGTH(row, column) lengths[(row) * (columns + 1) + (column)]
  for (gsize row = rows; row-- > 0;)
    for (gsize column = columns; column-- > 0;)
      LENGTH (row, column) = equal (self, left.from + (guint) row, right.from + (guint) column)
                               ? (guint16) (LENGTH (row + 1, column + 1) + 1)
                               : MAX (LENGTH (row + 1, column), LENGTH (row, column + 1));
  while (i < rows && j < columns)
    {
      if (equal (self, left.from + (guint) i, right.from + (guint) j))
        match (self, left.from + (guint) i++, right.from + (guint) j++);
      else if (LENGTH (i + 1, j) >= LENGTH (i, j + 1))
        i++;
      else
        j++;
    }
#undef LENGTH
}

typedef struct
{
  guint left, right, count_left, count_right;
} Place;

/* Units that occur once on each side, in the order of the left one. */
static GArray *
find_unique (Diff *self, MatoiRange left, MatoiRange right)
{
  g_autoptr (GHashTable) places = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  GArray *found = g_array_new (FALSE, FALSE, sizeof (MatoiMatch));

  for (guint i = left.from; i < left.to; i++)
    {
      Place *place = g_hash_table_lookup (places, text_at (self->left, i));

      if (place == NULL)
        {
          place = g_new0 (Place, 1);
          g_hash_table_insert (places, (char *) text_at (self->left, i), place);
        }
      place->left = i;
      place->count_left++;
    }
  for (guint i = right.from; i < right.to; i++)
    {
      Place *place = g_hash_table_lookup (places, text_at (self->right, i));

      if (place == NULL)
        continue;
      place->right = i;
      place->count_right++;
    }
  for (guint i = left.from; i < left.to; i++)
    {
      Place *place = g_hash_table_lookup (places, text_at (self->left, i));
      MatoiMatch one = { i, place->right };

      if (place->count_left == 1 && place->count_right == 1)
        g_array_append_val (found, one);
    }
  return found;
}

/* The longest run of @found that ascends on the right side too. (transfer full) */
static GArray *
keep_ascending (GArray *found)
{
  GArray *run = g_array_new (FALSE, TRUE, sizeof (MatoiMatch));
  g_autofree guint *tails = g_new (guint, found->len + 1); /* by length, the index of the last */
  g_autofree guint *previous = g_new (guint, found->len + 1);
  guint length = 0;

  for (guint i = 0; i < found->len; i++)
    {
      guint right = g_array_index (found, MatoiMatch, i).right;
      guint low = 0, high = length;

      while (low < high)
        {
          guint middle = (low + high) / 2;

          if (g_array_index (found, MatoiMatch, tails[middle]).right < right)
            low = middle + 1;
          else
            high = middle;
        }
      previous[i] = low > 0 ? tails[low - 1] : G_MAXUINT;
      tails[low] = i;
      length = MAX (length, low + 1);
    }
  g_array_set_size (run, length);
  for (guint i = length > 0 ? tails[length - 1] : G_MAXUINT, n = length; n > 0; i = previous[i])
    g_array_index (run, MatoiMatch, --n) = g_array_index (found, MatoiMatch, i);
  return run;
}

static void
match_stretch (Diff *self, MatoiRange left, MatoiRange right)
{
  g_autoptr (GArray) found = NULL;
  g_autoptr (GArray) run = NULL;
  guint tail = 0;

  while (left.from < left.to && right.from < right.to && equal (self, left.from, right.from))
    match (self, left.from++, right.from++);
  while (left.from < left.to && right.from < right.to && equal (self, left.to - 1, right.to - 1))
    {
      left.to--;
      right.to--;
      tail++;
    }
  if (left.from < left.to && right.from < right.to)
    {
      found = find_unique (self, left, right);
      run = keep_ascending (found);
    }
  if (run == NULL || run->len == 0)
    match_table (self, left, right);
  else
    {
      MatoiRange l = left, r = right;

      for (guint i = 0; i <= run->len; i++)
        {
          MatoiMatch anchor = { left.to, right.to };

          if (i < run->len)
            anchor = g_array_index (run, MatoiMatch, i);
          l.to = anchor.left;
          r.to = anchor.right;
          match_stretch (self, l, r);
          if (i < run->len)
            match (self, anchor.left, anchor.right);
          l.from = anchor.left + 1;
          r.from = anchor.right + 1;
        }
    }
  for (guint i = 0; i < tail; i++)
    match (self, left.to + i, right.to + i);
}

/** matoi_merge_match: (transfer full): of MatoiMatch; see the header. */
GArray *
matoi_merge_match (GArray *left, MatoiRange in_left, GArray *right, MatoiRange in_right)
{
  Diff self = { left, right, g_array_new (FALSE, FALSE, sizeof (MatoiMatch)) };

  match_stretch (&self, in_left, in_right);
  return self.matches;
}

/* What stands between two matches: as many as before are the same ones changed, else the first
 * of the old ones stands for all. */
static void
note_changes (GArray *edits, MatoiRange base, MatoiRange text)
{
  guint old = base.to - base.from;
  gboolean paired = old == text.to - text.from;

  if (old == 0)
    {
      g_array_index (edits, MatoiEdit, base.from).before = text;
      return;
    }
  for (guint i = 0; i < old; i++)
    {
      MatoiEdit *edit = &g_array_index (edits, MatoiEdit, base.from + i);

      if (paired)
        edit->instead = (MatoiRange){ text.from + i, text.from + i + 1 };
      else if (i == 0)
        edit->instead = text;
    }
}

/**
 * matoi_merge_diff:
 * @base: of MatoiUnit
 * @text: of MatoiUnit, of the same pool
 *
 * Returns: (transfer full): of MatoiEdit: how @text came from @base
 */
GArray *
matoi_merge_diff (GArray *base, GArray *text)
{
  g_autoptr (GArray) matches =
    matoi_merge_match (base, (MatoiRange){ 0, base->len }, text, (MatoiRange){ 0, text->len });
  GArray *edits = g_array_new (FALSE, TRUE, sizeof (MatoiEdit));
  MatoiRange old = { 0, 0 }, new = { 0, 0 };

  g_array_set_size (edits, base->len + 1);
  for (guint i = 0; i <= matches->len; i++)
    {
      MatoiMatch one = { base->len, text->len };

      if (i < matches->len)
        one = g_array_index (matches, MatoiMatch, i);
      old.to = one.left;
      new.to = one.right;
      note_changes (edits, old, new);
      if (i < matches->len)
        {
          g_array_index (edits, MatoiEdit, one.left).kept = TRUE;
          g_array_index (edits, MatoiEdit, one.left).at = one.right;
        }
      old.from = one.left + 1;
      new.from = one.right + 1;
    }
  return edits;
}
