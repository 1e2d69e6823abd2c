/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-export"

#include "config.h"

#include <string.h>

#include "matoi-document-pdf-private.h"

/* Paragraphs, items of lists, quotations and code. */

#define INDENT 16.0
/* No single layout is longer: the time Pango needs grows faster than the text. */
#define MAX_LAYOUT 8192

double
matoi_block_get_indent (const MatoiBlock *block)
{
  return INDENT * block->depth + (block->quote ? 12 : 0);
}

void
matoi_pages_draw_marker (MatoiPages *self, const MatoiBlock *block, double x)
{
  g_autofree char *number = block->number > 0 ? g_strdup_printf ("%u.", block->number) : NULL;
  g_autoptr (GPtrArray) runs = matoi_runs_new ();
  PangoLayout *layout;
  int width;

  if (!block->item || !self->drawing)
    return;
  matoi_runs_add (runs, number != NULL ? number : "•", 0, NULL);
  layout = matoi_pages_new_layout (self, runs, MATOI_PAGES_SIZE, FALSE, -1);
  pango_layout_get_size (layout, &width, NULL);
  cairo_move_to (self->cr, x - 4 - (double) width / PANGO_SCALE, self->y);
  pango_cairo_show_layout (self->cr, layout);
  g_object_unref (layout);
}

/* Behind a piece of code, before it is drawn. */
static void
draw_box (MatoiPages *self, double x, double height)
{
  if (!self->drawing || height <= 0)
    return;
  cairo_set_source_rgb (self->cr, 0.945, 0.94, 0.935);
  cairo_rectangle (self->cr, x - 6, self->y - 3, self->right - x + 12, height + 6);
  cairo_fill (self->cr);
  matoi_pages_set_ink (self);
}

static void
draw_bar (MatoiPages *self, double x, double from)
{
  if (!self->drawing)
    return;
  cairo_set_source_rgb (self->cr, 0.75, 0.75, 0.74);
  cairo_rectangle (self->cr, x, from, 2, self->y - from);
  cairo_fill (self->cr);
  matoi_pages_set_ink (self);
}

/* Never a single line at the foot or at the head of a page, where it can be helped. */
static double
choose_bottom (MatoiPages *self, PangoLayout *layout)
{
  guint n = (guint) pango_layout_get_line_count (layout);
  guint fits = matoi_flow_count_fitting (layout, self->bottom - self->y);

  if (fits >= n)
    return self->bottom;
  if (fits < 2 && self->y > self->top)
    {
      matoi_pages_break (self);
      return self->bottom;
    }
  if (n - fits == 1 && fits > 2)
    return self->y + matoi_layout_get_lines_height (layout, fits - 1) + 0.5;
  return self->bottom;
}

/* Adds @runs as a paragraph like @block. */
void
matoi_pages_add_flow (MatoiPages *self, const MatoiBlock *block, GPtrArray *runs, double size)
{
  double x = self->left + matoi_block_get_indent (block), bottom;
  PangoLayout *layout = matoi_pages_new_layout (self, runs, size, FALSE, self->right - x);
  gboolean fresh = FALSE;
  MatoiFlow flow;

  bottom = choose_bottom (self, layout);
  matoi_flow_init (&flow, layout, runs);
  flow.tag = block->level == 1 ? "H1" : "P";
  matoi_pages_draw_marker (self, block, x);
  while (!flow.done)
    {
      double from = self->y;

      if (block->kind == MATOI_BLOCK_CODE)
        draw_box (self, x, matoi_flow_measure (&flow, bottom - self->y));
      self->y = matoi_flow_draw (&flow, self, x, self->y, bottom, fresh);
      if (block->quote)
        draw_bar (self, x - 10, from);
      if (!flow.done)
        matoi_pages_break (self);
      bottom = self->bottom;
      fresh = TRUE;
    }
  matoi_flow_clear (&flow);
}

/* @runs in pieces of a bearable length. (transfer full) of GPtrArray */
static GPtrArray *
split_runs (GPtrArray *runs)
{
  GPtrArray *pieces = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  GPtrArray *piece = matoi_runs_new ();
  gsize length = 0;

  g_ptr_array_add (pieces, piece);
  for (guint i = 0; i < runs->len; i++)
    {
      const MatoiRun *run = g_ptr_array_index (runs, i);

      for (const char *p = run->text; *p != '\0';)
        {
          gsize rest = strlen (p);
          const char *end =
            rest > MAX_LAYOUT ? g_utf8_find_prev_char (p, p + MAX_LAYOUT) : p + rest;
          g_autofree char *part = g_strndup (p, (gsize) (end - p));

          if (length + strlen (part) > MAX_LAYOUT && length > 0)
            {
              g_ptr_array_add (pieces, piece = matoi_runs_new ());
              length = 0;
            }
          matoi_runs_add (piece, part, run->style, run->url);
          length += strlen (part);
          p = end;
        }
    }
  return pieces;
}

/* Adds a paragraph or a piece of code, of any length. */
void
matoi_pages_add_text (MatoiPages *self, const MatoiBlock *block)
{
  g_autoptr (GPtrArray) pieces = split_runs (block->runs);
  MatoiBlock rest = *block;

  self->y += block->kind == MATOI_BLOCK_CODE ? 3 : 0;
  for (guint i = 0; i < pieces->len; i++)
    {
      matoi_pages_add_flow (self, &rest, g_ptr_array_index (pieces, i),
                            block->kind == MATOI_BLOCK_CODE ? MATOI_PAGES_SIZE - 1
                                                            : MATOI_PAGES_SIZE);
      rest.item = FALSE;
    }
  self->y += block->depth > 0 ? 3 : block->kind == MATOI_BLOCK_CODE ? 10 : 7;
}
