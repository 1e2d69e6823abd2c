/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-markdown.h"

#include <string.h>

#include "matoi-plain.h"

/* --- runs */

static void
run_free (MatoiRun *run)
{
  g_free (run->text);
  g_free (run->url);
  g_free (run);
}

/** matoi_runs_new: (transfer full): see the header. */
GPtrArray *
matoi_runs_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) run_free);
}

/** matoi_url_is_safe: see the header. */
gboolean
matoi_url_is_safe (const char *url)
{
  static const char *const schemes[] = { "https://", "http://", "mailto:" };

  if (url == NULL || !g_utf8_validate (url, -1, NULL))
    return FALSE;
  for (const char *p = url; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c <= ' ' || strchr ("<>\"\\`|", (int) MIN (c, 127)) != NULL || !matoi_char_is_plain (c))
        return FALSE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (g_ascii_strncasecmp (url, schemes[i], strlen (schemes[i])) == 0)
      return TRUE;
  return FALSE;
}

/** matoi_runs_add: see the header. */
void
matoi_runs_add (GPtrArray *runs, const char *text, guint style, const char *url_or_null)
{
  const char *url = matoi_url_is_safe (url_or_null) ? url_or_null : NULL;
  MatoiRun *last = runs->len > 0 ? g_ptr_array_index (runs, runs->len - 1) : NULL;
  MatoiRun *run;

  if (text == NULL || *text == '\0')
    return;
  if (last != NULL && last->style == style && g_strcmp0 (last->url, url) == 0)
    {
      g_autofree char *more = matoi_plain_dup (text);
      gsize old = strlen (last->text), length = strlen (more);

      last->text = g_realloc (last->text, old + length + 1);
      memcpy (last->text + old, more, length + 1);
      return;
    }
  run = g_new0 (MatoiRun, 1);
  run->text = matoi_plain_dup (text);
  run->style = style;
  run->url = g_strdup (url);
  g_ptr_array_add (runs, run);
}

/** matoi_runs_dup_text: (transfer full): see the header. */
char *
matoi_runs_dup_text (GPtrArray *runs)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < runs->len; i++)
    g_string_append (text, ((MatoiRun *) g_ptr_array_index (runs, i))->text);
  return g_string_free (text, FALSE);
}

/* --- blocks */

static void
block_free (MatoiBlock *block)
{
  g_ptr_array_unref (block->runs);
  g_clear_pointer (&block->rows, g_ptr_array_unref);
  g_free (block->picture);
  g_free (block);
}

/** matoi_blocks_new: (transfer full): see the header. */
GPtrArray *
matoi_blocks_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) block_free);
}

/** matoi_blocks_add: (transfer none): see the header. */
MatoiBlock *
matoi_blocks_add (GPtrArray *blocks, MatoiBlockKind kind)
{
  MatoiBlock *block = g_new0 (MatoiBlock, 1);

  block->kind = kind;
  block->runs = matoi_runs_new ();
  if (kind == MATOI_BLOCK_TABLE)
    block->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_ptr_array_add (blocks, block);
  return block;
}

/** matoi_block_add_row: (transfer none): the cells of a new row of a table. */
GPtrArray *
matoi_block_add_row (MatoiBlock *self)
{
  GPtrArray *row = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

  g_ptr_array_add (self->rows, row);
  return row;
}

/** matoi_row_add_cell: (transfer none): the runs of a new cell of @row. */
GPtrArray *
matoi_row_add_cell (GPtrArray *row, const char *text_or_null)
{
  GPtrArray *runs = matoi_runs_new ();

  matoi_runs_add (runs, text_or_null, 0, NULL);
  g_ptr_array_add (row, runs);
  return runs;
}
