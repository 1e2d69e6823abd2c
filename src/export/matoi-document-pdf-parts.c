/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-export"

#include "config.h"

#include <cairo-pdf.h>

#include "matoi-document-pdf-private.h"

/* Headings, the list of them, and the picture. */

/* What has to follow a heading on its page. */
static double
measure_start (MatoiPages *self, guint index)
{
  const MatoiBlock *block;

  if (index >= self->document->blocks->len)
    return 0;
  block = g_ptr_array_index (self->document->blocks, index);
  switch (block->kind)
    {
    case MATOI_BLOCK_TABLE:
      return matoi_pages_measure_table_head (self, block);
    case MATOI_BLOCK_HEADING:
      return 60;
    case MATOI_BLOCK_IMAGE:
      return matoi_pages_measure_image (self, block);
    case MATOI_BLOCK_PICTURE:
      return 90;
    default:
      return 32;
    }
}

/* Headings of level 2 are in the contents; they and those of level 3 in the outline of the file. */
static void
mark_heading (MatoiPages *self, const MatoiBlock *block)
{
  gboolean section = block->level == 2;
  g_autofree char *name = section ? g_strdup_printf ("s%u", self->heading++)
                                  : g_strdup_printf ("t%u", self->subheading++);
  char x[G_ASCII_DTOSTR_BUF_SIZE], y[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *destination =
    g_strdup_printf ("name='%s' x=%s y=%s", name, g_ascii_formatd (x, sizeof x, "%.1f", self->left),
                     g_ascii_formatd (y, sizeof y, "%.1f", MAX (self->y - 8, 0)));
  g_autofree char *link = g_strdup_printf ("dest='%s'", name);
  g_autofree char *text = matoi_runs_dup_text (block->runs);
  int outline;

  if (!self->drawing && section)
    g_array_append_val (self->places, self->page);
  if (!self->drawing || !matoi_pages_has_links (self))
    return;
  cairo_tag_begin (self->cr, CAIRO_TAG_DEST, destination);
  cairo_tag_end (self->cr, CAIRO_TAG_DEST);
  outline = cairo_pdf_surface_add_outline (cairo_get_target (self->cr),
                                           section ? CAIRO_PDF_OUTLINE_ROOT : self->outline, text,
                                           link, section ? CAIRO_PDF_OUTLINE_FLAG_OPEN : 0);
  if (section)
    self->outline = outline;
}

/* Adds a heading, on the page of what follows it. */
void
matoi_pages_add_heading (MatoiPages *self, const MatoiBlock *block, guint index)
{
  double size = block->level == 2 ? 14 : block->level == 3 ? 11.5 : MATOI_PAGES_SIZE + 0.5;
  PangoLayout *layout =
    matoi_pages_new_layout (self, block->runs, size, TRUE,
                            self->right - self->left - matoi_block_get_indent (block));
  double height = matoi_layout_get_height (layout), space = block->level == 2 ? 14 : 6;
  static const char *const tags[] = { "H1", "H1", "H2", "H3", "H4", "H5", "H6" };
  MatoiFlow flow;

  matoi_pages_require (self, space + MIN (height, 200) + 6 + measure_start (self, index + 1));
  self->y += self->y > self->top ? space : 0;
  if (block->level <= 3)
    mark_heading (self, block);
  matoi_flow_init (&flow, layout, block->runs);
  flow.tag = tags[MIN (block->level, 6)];
  while (!flow.done)
    {
      self->y = matoi_flow_draw (&flow, self, self->left + matoi_block_get_indent (block), self->y,
                                 self->bottom, FALSE);
      if (!flow.done)
        matoi_pages_break (self);
    }
  matoi_flow_clear (&flow);
  self->y += block->level == 2 ? 5 : 2;
}

/* A line of the contents, in a column that begins at @x. */
static void
draw_entry (MatoiPages *self, const MatoiBlock *block, guint n, double x, double y, double width)
{
  g_autofree char *text = matoi_runs_dup_text (block->runs);
  g_autofree char *link = g_strdup_printf ("dest='s%u'", n);
  g_autofree char *page = g_strdup_printf ("%u", g_array_index (self->places, guint, n));
  double left = self->left, right = self->right;

  self->left = x;
  self->right = x + width;
  matoi_pages_begin_tag (self, "P");
  if (matoi_pages_has_links (self))
    cairo_tag_begin (self->cr, CAIRO_TAG_LINK, link);
  matoi_pages_draw_line (self, text, 0, MATOI_PAGES_SIZE, y, width - 34, -1);
  matoi_pages_draw_line (self, page, 0, MATOI_PAGES_SIZE, y, 30, 1);
  if (matoi_pages_has_links (self))
    cairo_tag_end (self->cr, CAIRO_TAG_LINK);
  matoi_pages_end_tag (self, "P");
  self->left = left;
  self->right = right;
}

#define ENTRY 17.0
#define GAP   28.0

/* In two columns, so that it stays on the first page. */
void
matoi_pages_add_contents (MatoiPages *self)
{
  GPtrArray *blocks = self->document->blocks;
  double width = (self->right - self->left - GAP) / 2;
  guint n = 0, total = 0, half;

  for (guint i = 0; i < blocks->len; i++)
    total += ((MatoiBlock *) g_ptr_array_index (blocks, i))->level == 2;
  half = (total + 1) / 2;
  matoi_pages_require (self, 28 + MIN (half * ENTRY, 400));
  self->y += 6;
  if (self->drawing)
    matoi_pages_draw_line (self, matoi_document_word (self->document, "Contents"), MATOI_RUN_BOLD,
                           11.5, self->y, 300, -1);
  self->y += 22;
  for (guint i = 0; i < blocks->len && self->drawing; i++)
    {
      const MatoiBlock *block = g_ptr_array_index (blocks, i);

      if (block->kind != MATOI_BLOCK_HEADING || block->level != 2)
        continue;
      if (n < self->places->len)
        draw_entry (self, block, n, self->left + (n < half ? 0 : width + GAP),
                    self->y + (n % half) * ENTRY, width);
      n++;
    }
  self->y += half * ENTRY + 8;
}

static void
draw_shape (MatoiPages *self, const MatoiShape *shape, double scale)
{
  g_autoptr (GPtrArray) runs = NULL;
  PangoLayout *layout;
  int width, baseline;

  cairo_set_source_rgb (self->cr, (shape->colour >> 16) / 255.0, (shape->colour >> 8 & 255) / 255.0,
                        (shape->colour & 255) / 255.0);
  if (shape->text == NULL)
    {
      cairo_rectangle (self->cr, self->left + shape->x * scale, self->y + shape->y * scale,
                       shape->width * scale, shape->height * scale);
      cairo_fill (self->cr);
      return;
    }
  runs = matoi_runs_new ();
  matoi_runs_add (runs, shape->text, 0, NULL);
  layout = matoi_pages_new_layout (self, runs, 12 * scale, FALSE, -1);
  pango_layout_get_size (layout, &width, NULL);
  baseline = pango_layout_get_baseline (layout);
  cairo_move_to (self->cr,
                 self->left + shape->x * scale -
                   (shape->anchor + 1) / 2.0 * (double) width / PANGO_SCALE,
                 self->y + shape->y * scale - (double) baseline / PANGO_SCALE);
  pango_cairo_show_layout (self->cr, layout);
  g_object_unref (layout);
}

void
matoi_pages_add_picture (MatoiPages *self)
{
  g_autoptr (GPtrArray) shapes = matoi_document_dup_shapes (self->document);
  g_autofree char *caption = matoi_document_dup_picture_caption (self->document);
  double scale = (self->right - self->left) / MATOI_SHAPES_WIDTH;

  matoi_pages_require (self, MATOI_SHAPES_HEIGHT * scale + 20);
  if (self->drawing)
    {
      for (guint i = 0; i < shapes->len; i++)
        draw_shape (self, g_ptr_array_index (shapes, i), scale);
      matoi_pages_set_ink (self);
      matoi_pages_draw_line (self, caption, MATOI_RUN_FAINT, 8,
                             self->y + MATOI_SHAPES_HEIGHT * scale, self->right - self->left, -1);
    }
  self->y += MATOI_SHAPES_HEIGHT * scale + 18;
}

void
matoi_pages_add_rule (MatoiPages *self)
{
  matoi_pages_require (self, 12);
  if (self->drawing)
    {
      cairo_rectangle (self->cr, self->left, self->y + 5, self->right - self->left, 0.5);
      cairo_fill (self->cr);
    }
  self->y += 12;
}
