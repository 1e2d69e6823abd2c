/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-merge.h"

#include <string.h>

#include "matoi-merge-private.h"

/* Three-way merge of the text of one section. Each side is seen as the sentences it took out of
 * the base, what it put in their place, and what it put between them; the result has every
 * sentence that somebody typed, and lacks only those that somebody took out. */

#define NOWHERE G_MAXUINT
/* So many conflicts are named, and so many sentences of either side: two people who each wrote a
 * whole text anew differ in all of it. */
#define MAX_WORDINGS  64
#define MAX_SENTENCES 8

enum
{
  BASE,
  A,
  B,
  N_TEXTS
};

/* A unit of the result, and where it stands in each text it comes from. */
typedef struct
{
  const MatoiUnit *unit;
  guint at[N_TEXTS];
} Piece;

typedef struct
{
  GArray *texts[N_TEXTS]; /* of MatoiUnit */
  GArray *edits[N_TEXTS]; /* of MatoiEdit, for A and B: one for each unit of the base, and one */
  GArray *out;            /* of Piece */
  guint conflicts;
  GPtrArray *wordings; /* (nullable) of GStrv: the sentences of each conflict */
} Merge;

static const MatoiUnit *
unit_at (const Merge *self, int text, guint index)
{
  return &g_array_index (self->texts[text], MatoiUnit, index);
}

static void
emit (Merge *self, const MatoiUnit *unit, guint base, guint a, guint b)
{
  Piece piece = { unit, { base, a, b } };

  g_array_append_val (self->out, piece);
}

static void
emit_range (Merge *self, int text, MatoiRange range)
{
  for (guint i = range.from; i < range.to; i++)
    emit (self, unit_at (self, text, i), NOWHERE, text == A ? i : NOWHERE, text == B ? i : NOWHERE);
}

/* Which of two things typed at the same place comes first; the same from either side. What goes
 * on in the paragraph is before what begins a new one. */
static gboolean
is_first (const Merge *self, MatoiRange a, MatoiRange b)
{
  const char *gap_a = a.from > 0 ? unit_at (self, A, a.from - 1)->gap : "";
  const char *gap_b = b.from > 0 ? unit_at (self, B, b.from - 1)->gap : "";
  int order = matoi_gap_compare (gap_a, gap_b);

  for (guint i = 0; order == 0; i++)
    {
      if (a.from + i >= a.to || b.from + i >= b.to)
        return a.to - a.from <= b.to - b.from;
      order = strcmp (unit_at (self, A, a.from + i)->text, unit_at (self, B, b.from + i)->text);
    }
  return order < 0;
}

static void
emit_both (Merge *self, MatoiRange a, MatoiRange b)
{
  gboolean first = is_first (self, a, b);

  if (first)
    emit_range (self, A, a);
  emit_range (self, B, b);
  if (!first)
    emit_range (self, A, a);
}

/* A fence or a row of a table makes no sense shared between two blocks. */
static gboolean
has_block (const Merge *self, int text, MatoiRange range)
{
  for (guint i = range.from; i < range.to; i++)
    if (unit_at (self, text, i)->whole_line)
      return TRUE;
  return FALSE;
}

/* The two ranges as one: what they share stands once, everything else stays.
 * Returns whether they were the same. */
static gboolean
emit_union (Merge *self, MatoiRange a, MatoiRange b)
{
  g_autoptr (GArray) matches =
    matoi_merge_match (self->texts[A], a, self->texts[B], b); /* of MatoiMatch */
  gboolean same = matches->len == a.to - a.from && matches->len == b.to - b.from;
  gboolean inside = matches->len == MIN (a.to - a.from, b.to - b.from);
  MatoiRange left = a, right = b;

  if (!inside && (has_block (self, A, a) || has_block (self, B, b)))
    {
      emit_both (self, a, b);
      return FALSE;
    }
  for (guint i = 0; i < matches->len; i++)
    {
      MatoiMatch match = g_array_index (matches, MatoiMatch, i);

      emit_both (self, (MatoiRange){ left.from, match.left },
                 (MatoiRange){ right.from, match.right });
      emit (self, unit_at (self, A, match.left), NOWHERE, match.left, match.right);
      left.from = match.left + 1;
      right.from = match.right + 1;
    }
  emit_both (self, left, right);
  return same;
}

/* The first sentences of @range in @text that are not in @known (nullable). */
static guint
add_wording (const Merge *self,
             GStrvBuilder *builder,
             int text,
             MatoiRange range,
             GHashTable *known)
{
  guint n = 0;

  for (guint i = range.from; i < range.to && n < MAX_SENTENCES; i++)
    if (known == NULL || !g_hash_table_contains (known, unit_at (self, text, i)->text))
      {
        g_strv_builder_add (builder, unit_at (self, text, i)->text);
        n++;
      }
  return n;
}

/* (transfer full): a set */
static GHashTable *
list_texts (const Merge *self, int text, MatoiRange range)
{
  GHashTable *texts = g_hash_table_new (NULL, NULL);

  for (guint i = range.from; i < range.to; i++)
    g_hash_table_add (texts, (char *) unit_at (self, text, i)->text);
  return texts;
}

/* Both changed one sentence of the base: notes what each made of it and the other did not. */
static void
note_conflict (Merge *self, MatoiRange a, MatoiRange b)
{
  g_autoptr (GStrvBuilder) builder = NULL;
  g_autoptr (GHashTable) in_a = NULL;
  g_autoptr (GHashTable) in_b = NULL;

  self->conflicts++;
  if (self->wordings == NULL || self->wordings->len >= MAX_WORDINGS)
    return;
  builder = g_strv_builder_new ();
  in_a = list_texts (self, A, a);
  in_b = list_texts (self, B, b);
  /* Else they say the same in another order, or one says it more often. */
  if (add_wording (self, builder, A, a, in_b) + add_wording (self, builder, B, b, in_a) == 0)
    add_wording (self, builder, A, a, NULL);
  g_ptr_array_add (self->wordings, g_strv_builder_end (builder));
}

static void
merge_units (Merge *self)
{
  for (guint i = 0; i <= self->texts[BASE]->len; i++)
    {
      const MatoiEdit *a = &g_array_index (self->edits[A], MatoiEdit, i);
      const MatoiEdit *b = &g_array_index (self->edits[B], MatoiEdit, i);

      emit_union (self, a->before, b->before);
      if (i == self->texts[BASE]->len)
        break;
      if (a->kept && b->kept)
        emit (self, unit_at (self, BASE, i), i, a->at, b->at);
      else if (!emit_union (self, a->instead, b->instead) && !a->kept && !b->kept)
        note_conflict (self, a->instead, b->instead);
    }
}

/* --- what stands between two units */

/* What @piece and the next one have between them in @text, or NULL if they are no neighbours there. */
static const char *
get_joint (const Merge *self, int text, const Piece *piece, const Piece *next)
{
  if (piece->at[text] == NOWHERE || next->at[text] != piece->at[text] + 1)
    return NULL;
  return unit_at (self, text, piece->at[text])->gap;
}

static const char *
choose (const char *base, const char *a, const char *b)
{
  if (base != NULL && strcmp (base, a) == 0)
    return b;
  if (base != NULL && strcmp (base, b) == 0)
    return a;
  return matoi_gap_compare (a, b) >= 0 ? a : b;
}

/* The weaker or the stronger of what stood after @piece and before @next where they come from. */
static const char *
guess_joint (const Merge *self, const Piece *piece, const Piece *next)
{
  gboolean weaker = piece->at[BASE] == NOWHERE && next->at[BASE] == NOWHERE;
  const char *best = NULL;

  for (int text = BASE; text < N_TEXTS; text++)
    {
      guint after = piece->at[text], before = next->at[text];
      const char *gaps[] = {
        after != NOWHERE && after + 1 < self->texts[text]->len ? unit_at (self, text, after)->gap
                                                               : NULL,
        before != NOWHERE && before > 0 ? unit_at (self, text, before - 1)->gap : NULL,
      };

      for (guint i = 0; i < G_N_ELEMENTS (gaps); i++)
        if (gaps[i] != NULL && (best == NULL || (matoi_gap_compare (gaps[i], best) < 0) == weaker))
          best = gaps[i];
    }
  return best != NULL ? best : "\n\n";
}

/* Whether they stood on lines of their own in any text they come from. */
static gboolean
must_break (const Merge *self, const Piece *piece, const Piece *next)
{
  for (int text = BASE; text < N_TEXTS; text++)
    if ((piece->at[text] != NOWHERE && unit_at (self, text, piece->at[text])->whole_line) ||
        (next->at[text] != NOWHERE && unit_at (self, text, next->at[text])->starts_line))
      return TRUE;
  return FALSE;
}

static void
append_joint (const Merge *self, GString *out, const Piece *piece, const Piece *next)
{
  const char *base = get_joint (self, BASE, piece, next);
  const char *a = get_joint (self, A, piece, next);
  const char *b = get_joint (self, B, piece, next);
  const char *gap = a != NULL && b != NULL ? choose (base, a, b) : a != NULL ? a : b;

  if (gap == NULL)
    {
      gap = guess_joint (self, piece, next);
      if (*gap == '\0' && (guchar) out->str[out->len - 1] < 0x80)
        gap = " ";
    }
  g_string_append (out, gap);
  if (strchr (gap, '\n') == NULL && must_break (self, piece, next))
    g_string_append_c (out, '\n');
}

static char *
join (const Merge *self, const char *const leads[N_TEXTS])
{
  GString *out = g_string_new (choose (leads[BASE], leads[A], leads[B]));
  const char *ends[N_TEXTS];

  for (guint i = 0; i < self->out->len; i++)
    {
      const Piece *piece = &g_array_index (self->out, Piece, i);

      g_string_append (out, piece->unit->text);
      if (i + 1 < self->out->len)
        append_joint (self, out, piece, piece + 1);
    }
  for (int text = BASE; text < N_TEXTS; text++)
    ends[text] =
      self->texts[text]->len > 0 ? unit_at (self, text, self->texts[text]->len - 1)->gap : "";
  if (self->out->len > 0)
    g_string_append (out, choose (ends[BASE], ends[A], ends[B]));
  return g_string_free (out, FALSE);
}

static char *
merge3 (const char *base, const char *a, const char *b, guint *conflicts, GPtrArray *wordings)
{
  /* Always the same one first: what is ambiguous is decided alike from either side. */
  gboolean in_order = a != NULL && b != NULL && strcmp (a, b) <= 0;
  const char *sources[N_TEXTS] = { base, in_order ? a : b, in_order ? b : a };
  const char *leads[N_TEXTS];
  Merge self = { .wordings = wordings };
  MatoiUnitPool *pool;
  char *merged;

  if (conflicts != NULL)
    *conflicts = 0;
  if (strcmp (a, b) == 0 || strcmp (b, base) == 0)
    return g_strdup (a);
  if (strcmp (a, base) == 0)
    return g_strdup (b);

  pool = matoi_unit_pool_new ();
  for (int text = BASE; text < N_TEXTS; text++)
    self.texts[text] = matoi_unit_pool_split (pool, sources[text], &leads[text]);
  for (int text = A; text < N_TEXTS; text++)
    self.edits[text] = matoi_merge_diff (self.texts[BASE], self.texts[text]);
  self.out = g_array_new (FALSE, FALSE, sizeof (Piece));
  merge_units (&self);
  merged = join (&self, leads);
  if (conflicts != NULL)
    *conflicts = self.conflicts;

  for (int text = BASE; text < N_TEXTS; text++)
    {
      g_array_unref (self.texts[text]);
      g_clear_pointer (&self.edits[text], g_array_unref);
    }
  g_array_unref (self.out);
  matoi_unit_pool_free (pool);
  return merged;
}

/**
 * matoi_merge3:
 * @base: the text both began with (UTF-8)
 * @a: what one made of it
 * @b: what the other made of it
 * @conflicts: (out) (optional): how many sentences both changed, each in another way
 *
 * Sentence by sentence, where a line of a table, of code or a heading counts as one. Whatever
 * was typed on either side is in the result; where both changed the same sentence both versions
 * are. The result does not depend on which side is @a.
 *
 * Returns: (transfer full): the text
 */
char *
matoi_merge3 (const char *base, const char *a, const char *b, guint *conflicts)
{
  g_return_val_if_fail (base != NULL && a != NULL && b != NULL, NULL);

  return merge3 (base, a, b, conflicts, NULL);
}

/** matoi_merge3_full: as matoi_merge3 (), and adds the sentences of each conflict to @conflicts. */
char *
matoi_merge3_full (const char *base, const char *a, const char *b, GPtrArray *conflicts)
{
  g_return_val_if_fail (base != NULL && a != NULL && b != NULL && conflicts != NULL, NULL);

  return merge3 (base, a, b, NULL, conflicts);
}
