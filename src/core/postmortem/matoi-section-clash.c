/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-postmortem-private.h"

#include <string.h>

#include "matoi-merge.h"

/* Where two people changed the same sentence, the merge keeps what both made of it, and somebody
 * has to choose. The next version names all heads, whoever typed it and wherever: saving itself a
 * second after a comma was put elsewhere is no choice. So a clash is handed on from a version to
 * those typed on it, until
 *   - one of them no longer has all of its sentences: somebody changed or took out one of them, or
 *   - one says "settled": somebody read the text and says that it is right with all of them.
 * It depends on nothing but the versions, as the text does. Everything here is worked out when
 * somebody asks, each version once. */

void
matoi_clash_free (MatoiClash *self)
{
  g_strfreev (self->sentences);
  g_free (self);
}

static int
compare_lengths (gconstpointer a, gconstpointer b)
{
  gsize left = strlen (*(const char *const *) a), right = strlen (*(const char *const *) b);

  return left > right ? -1 : left < right;
}

static MatoiClash *
clash_new (GStrv sentences)
{
  MatoiClash *self = g_new0 (MatoiClash, 1);

  self->sentences = sentences;
  /* The longer first: "It broke" is not taken for the beginning of "It broke at noon". */
  qsort (sentences, g_strv_length (sentences), sizeof (char *), compare_lengths);
  return self;
}

/**
 * matoi_clash_find:
 * @text: a text of the section, as it stands or as it is being typed
 * @at: (out) (optional): the byte where the first of the sentences begins
 * @length: (out) (optional): the bytes up to where the last one ends
 *
 * Returns: whether all of them stand there, each in a place of its own
 */
gboolean
matoi_clash_find (const MatoiClash *self, const char *text, gsize *at, gsize *length)
{
  g_autofree char *rest = g_strdup (text);
  gsize from = G_MAXSIZE, to = 0;

  for (guint i = 0; self->sentences[i] != NULL; i++)
    {
      char *found = strstr (rest, self->sentences[i]);
      gsize size = strlen (self->sentences[i]);

      if (found == NULL || size == 0)
        return FALSE;
      memset (found, '\001', size);
      from = MIN (from, (gsize) (found - rest));
      to = MAX (to, (gsize) (found - rest) + size);
    }
  if (to == 0)
    return FALSE;
  if (at != NULL)
    *at = from;
  if (length != NULL)
    *length = to - from;
  return TRUE;
}

static gboolean
is_parent (const MatoiSectionVersion *version, GPtrArray *of)
{
  for (guint i = 0; i < of->len; i++)
    if (g_ptr_array_find (((MatoiSectionVersion *) g_ptr_array_index (of, i))->parents, version,
                          NULL))
      return TRUE;
  return FALSE;
}

/* Without those that another one was typed on: what was settled there stays settled.
 * (transfer container) */
static GPtrArray *
dup_newest (GPtrArray *versions)
{
  GPtrArray *newest = g_ptr_array_new ();

  for (guint i = 0; i < versions->len; i++)
    if (!is_parent (g_ptr_array_index (versions, i), versions))
      g_ptr_array_add (newest, g_ptr_array_index (versions, i));
  return newest;
}

/* The clashes of @versions and those between them, of which @text (nullable: their merge) still
 * has all sentences. (transfer container) */
static GPtrArray *
collect (MatoiSection *self, GPtrArray *versions, const char *text)
{
  g_autoptr (GPtrArray) newest = dup_newest (versions);
  g_autoptr (GPtrArray) between = g_ptr_array_new ();
  g_autofree char *merged = NULL;
  GPtrArray *clashes = g_ptr_array_new ();

  if (newest->len > 1)
    merged = matoi_section_merge (self, newest, between);
  for (guint i = 0; i < between->len; i++)
    {
      MatoiClash *clash = clash_new (g_ptr_array_index (between, i));

      g_ptr_array_add (self->clashes, clash);
      g_ptr_array_add (clashes, clash);
    }
  for (guint i = 0; i < newest->len; i++)
    {
      GPtrArray *own = ((MatoiSectionVersion *) g_ptr_array_index (newest, i))->clashes;

      for (guint k = 0; own != NULL && k < own->len; k++)
        if (!g_ptr_array_find (clashes, g_ptr_array_index (own, k), NULL))
          g_ptr_array_add (clashes, g_ptr_array_index (own, k));
    }
  for (guint i = clashes->len; i > 0; i--)
    {
      MatoiClash *clash = g_ptr_array_index (clashes, i - 1);

      if (clash->settled || !matoi_clash_find (clash, text != NULL ? text : merged, NULL, NULL))
        g_ptr_array_remove_index (clashes, i - 1);
    }
  return clashes;
}

static void
hand_on (MatoiSection *self, MatoiSectionVersion *version)
{
  if (version->parents->len == 0)
    return;
  version->clashes = collect (self, version->parents, version->text);
  for (guint i = 0; version->settled && i < version->clashes->len; i++)
    ((MatoiClash *) g_ptr_array_index (version->clashes, i))->settled = TRUE;
  if (version->settled || version->clashes->len == 0)
    g_clear_pointer (&version->clashes, g_ptr_array_unref);
}

/* Parents come before what was typed on them. */
static GPtrArray *
ensure_open (const MatoiSection *section)
{
  MatoiSection *self = (MatoiSection *) section; /* a cache, as the merged text */

  for (; self->n_looked_at < self->versions->len; self->n_looked_at++)
    hand_on (self, g_ptr_array_index (self->versions, self->n_looked_at));
  if (self->open == NULL)
    self->open = collect (self, self->heads, matoi_section_get_text (self));
  return self->open;
}

/** matoi_section_is_conflicted: whether somebody has yet to choose between two wordings. */
gboolean
matoi_section_is_conflicted (const MatoiSection *self)
{
  return self != NULL && ensure_open (self)->len > 0;
}

/** matoi_section_get_clashes: of MatoiClash: what is still to be chosen; until the next event. */
GPtrArray *
matoi_section_get_clashes (const MatoiSection *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return ensure_open (self);
}
