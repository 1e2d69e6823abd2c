/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-export"

#include "config.h"

#include <cairo-pdf.h>
#include <string.h>

#include "matoi-document-pdf-private.h"

/* The document as pages, by Pango and cairo. */

#define MARGIN 51.0 /* 18 mm */

void
matoi_pages_set_ink (MatoiPages *self)
{
  cairo_set_source_rgb (self->cr, 0.1, 0.1, 0.15);
}

gboolean
matoi_pages_has_links (const MatoiPages *self)
{
  return self->sheets == NULL;
}

void
matoi_pages_begin_tag (MatoiPages *self, const char *tag)
{
  if (self->drawing && matoi_pages_has_links (self))
    cairo_tag_begin (self->cr, tag, NULL);
}

void
matoi_pages_end_tag (MatoiPages *self, const char *tag)
{
  if (self->drawing && matoi_pages_has_links (self))
    cairo_tag_end (self->cr, tag);
}

/* Turns to a page of its own. */
static void
begin_sheet (MatoiPages *self)
{
  const cairo_rectangle_t extents = { 0, 0, self->width, self->height };
  cairo_surface_t *sheet = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, &extents);

  g_ptr_array_add (self->sheets, sheet);
  g_clear_pointer (&self->cr, cairo_destroy);
  self->cr = cairo_create (sheet);
}

/* --- what stands on every page */

/* @align: -1 at the left, 0 in the middle, 1 at the right. */
void
matoi_pages_draw_line (MatoiPages *self,
                       const char *text,
                       guint style,
                       double size,
                       double y,
                       double width,
                       int align)
{
  g_autoptr (GPtrArray) runs = matoi_runs_new ();
  PangoLayout *layout;

  matoi_runs_add (runs, text, style, NULL);
  layout = matoi_pages_new_layout (self, runs, size, FALSE, width);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_alignment (layout, align < 0    ? PANGO_ALIGN_LEFT
                                      : align == 0 ? PANGO_ALIGN_CENTER
                                                   : PANGO_ALIGN_RIGHT);
  cairo_move_to (self->cr,
                 align < 0    ? self->left
                 : align == 0 ? (self->width - width) / 2
                              : self->right - width,
                 y);
  pango_cairo_show_layout (self->cr, layout);
  g_object_unref (layout);
}

static void
finish_page (MatoiPages *self)
{
  const MatoiDocument *document = self->document;
  g_autofree char *number = g_strdup_printf ("%u / %u", self->page, self->n_pages);
  g_autofree char *status =
    g_strdup_printf ("%s · %s · %s", document->ref, document->state, document->exported);
  double width = self->right - self->left;

  if (!self->drawing)
    return;
  matoi_pages_set_ink (self);
  matoi_pages_draw_line (self, status, MATOI_RUN_FAINT, 8, self->bottom + 14, width - 60, -1);
  matoi_pages_draw_line (self, number, MATOI_RUN_FAINT, 8, self->bottom + 14, 60, 1);
  if (self->page > 1)
    matoi_pages_draw_line (self, document->title, MATOI_RUN_FAINT, 8, self->top - 28, width - 120,
                           -1);
  if (document->confidential)
    {
      cairo_set_source_rgb (self->cr, 0.65, 0.11, 0.18);
      matoi_pages_draw_line (self, matoi_document_word (document, "Confidential"), MATOI_RUN_BOLD,
                             10, self->top - 30, 116, 1);
    }
  cairo_show_page (self->cr);
}

void
matoi_pages_break (MatoiPages *self)
{
  finish_page (self);
  self->page++;
  self->y = self->top;
  if (self->drawing && self->sheets != NULL)
    begin_sheet (self);
  if (self->drawing)
    matoi_pages_set_ink (self);
}

/* The next @height stays on one page. */
void
matoi_pages_require (MatoiPages *self, double height)
{
  if (self->y + height > self->bottom && self->y > self->top)
    matoi_pages_break (self);
}

static void
add_block (MatoiPages *self, guint index)
{
  const MatoiBlock *block = g_ptr_array_index (self->document->blocks, index);

  if (index > 0 && block->depth == 0 && self->y > self->top)
    {
      const MatoiBlock *before = g_ptr_array_index (self->document->blocks, index - 1);

      self->y += before->depth > 0 ? 5 : 0;
    }
  switch (block->kind)
    {
    case MATOI_BLOCK_HEADING:
      matoi_pages_add_heading (self, block, index);
      break;
    case MATOI_BLOCK_TABLE:
      matoi_pages_add_table (self, block);
      break;
    case MATOI_BLOCK_RULE:
      matoi_pages_add_rule (self);
      break;
    case MATOI_BLOCK_PICTURE:
      matoi_pages_add_picture (self);
      break;
    case MATOI_BLOCK_CONTENTS:
      matoi_pages_add_contents (self);
      break;
    case MATOI_BLOCK_IMAGE:
      matoi_pages_add_image (self, block);
      break;
    case MATOI_BLOCK_TEXT:
    case MATOI_BLOCK_CODE:
    default:
      matoi_pages_add_text (self, block);
      break;
    }
}

static void
add_title (MatoiPages *self)
{
  const MatoiDocument *document = self->document;
  g_autoptr (GPtrArray) title = matoi_runs_new (), status = matoi_runs_new ();
  g_autofree char *text = g_strdup_printf ("%s · %s", document->state, document->exported);
  MatoiBlock plain = { MATOI_BLOCK_TEXT };

  matoi_runs_add (title, document->title, MATOI_RUN_BOLD, NULL);
  plain.level = 1;
  matoi_pages_add_flow (self, &plain, title, 19);
  plain.level = 0;
  self->y += 3;
  matoi_runs_add (status, text, MATOI_RUN_FAINT, NULL);
  matoi_pages_add_flow (self, &plain, status, MATOI_PAGES_SIZE);
  self->y += 4;
  if (document->confidential)
    {
      g_autoptr (GPtrArray) mark = matoi_runs_new ();

      matoi_runs_add (
        mark,
        matoi_document_word (document, "Confidential: a security incident. Do not pass this on."),
        MATOI_RUN_BOLD, NULL);
      cairo_set_source_rgb (self->cr, 0.65, 0.11, 0.18);
      matoi_pages_add_flow (self, &plain, mark, MATOI_PAGES_SIZE);
      matoi_pages_set_ink (self);
    }
  self->y += 6;
}

/* Once over the whole document. */
static void
lay_out (MatoiPages *self, gboolean drawing)
{
  self->drawing = drawing;
  self->page = 1;
  self->heading = self->subheading = 0;
  self->outline = CAIRO_PDF_OUTLINE_ROOT;
  self->y = self->top;
  matoi_pages_set_ink (self);
  /* cairo writes a broken file when a link stands in nothing. */
  matoi_pages_begin_tag (self, "Document");
  add_title (self);
  for (guint i = 0; i < self->document->blocks->len; i++)
    add_block (self, i);
  matoi_pages_end_tag (self, "Document");
  finish_page (self);
  self->n_pages = self->page;
}

/* --- the file */

static cairo_status_t
write_bytes (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static cairo_surface_t *
new_surface (const MatoiDocument *self, GByteArray *bytes, double width, double height)
{
  cairo_surface_t *surface =
    cairo_pdf_surface_create_for_stream (write_bytes, bytes, width, height);
  g_autofree char *date = matoi_time_to_rfc3339 (self->now - self->now % 1000);
  char *fraction = strchr (date, '.');

  if (fraction != NULL)
    strcpy (fraction, "Z");
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, self->title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_SUBJECT, self->state);
  if (self->author != NULL)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_AUTHOR, self->author);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_KEYWORDS, self->keywords);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Matoi");
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, date);
  return surface;
}

static PangoContext *
new_context (const MatoiDocument *self, cairo_t *cr)
{
  PangoContext *context = pango_cairo_create_context (cr);
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  pango_cairo_context_set_resolution (context, 72);
  pango_context_set_round_glyph_positions (context, FALSE);
  pango_context_set_language (context, pango_language_from_string (self->lang));
  cairo_font_options_destroy (options);
  return context;
}

/* Draws the document, on what @self draws on. */
static void
fill (MatoiPages *self)
{
  self->context = new_context (self->document, self->cr);
  self->left = self->top = MARGIN;
  self->right = self->width - MARGIN;
  self->bottom = self->height - MARGIN;
  self->places = g_array_new (FALSE, FALSE, sizeof (guint));
  lay_out (self, FALSE);
  lay_out (self, TRUE);
  g_clear_pointer (&self->places, g_array_unref);
  g_clear_pointer (&self->images, g_hash_table_unref);
  g_clear_object (&self->context);
}

/**
 * matoi_document_to_pdf:
 * @paper: how large the pages are
 * @error: MATOI_ERROR_STORAGE if cairo could not: its reason, in English
 *
 * Returns: (transfer full): the file, or NULL
 */
GBytes *
matoi_document_to_pdf (const MatoiDocument *self, MatoiPaper paper, GError **error)
{
  double width = paper == MATOI_PAPER_LETTER ? 612 : 595.28;
  double height = paper == MATOI_PAPER_LETTER ? 792 : 841.89;
  GByteArray *bytes = g_byte_array_new ();
  cairo_surface_t *surface = new_surface (self, bytes, width, height);
  MatoiPages pages = { self, .width = width, .height = height };
  cairo_status_t status;

  pages.cr = cairo_create (surface);
  fill (&pages);
  status = cairo_status (pages.cr);
  cairo_destroy (pages.cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    return g_byte_array_free_to_bytes (bytes);
  g_byte_array_unref (bytes);
  g_set_error_literal (error, MATOI_ERROR, MATOI_ERROR_STORAGE, cairo_status_to_string (status));
  return NULL;
}

/* --- the same pages, for a printer */

struct _MatoiPrintout
{
  GPtrArray *sheets; /* of cairo_surface_t */
};

/** matoi_document_to_printout: pages of @width by @height points. (transfer full) */
MatoiPrintout *
matoi_document_to_printout (const MatoiDocument *self, double width, double height)
{
  /* The margins alone take 102 points; below that nothing could be laid out. */
  MatoiPages pages = { self, .width = MAX (width, 200), .height = MAX (height, 200) };
  MatoiPrintout *printout = g_new0 (MatoiPrintout, 1);

  printout->sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) cairo_surface_destroy);
  pages.sheets = printout->sheets;
  begin_sheet (&pages);
  fill (&pages);
  cairo_destroy (pages.cr);
  return printout;
}

/** matoi_printout_get_n_pages: at least 1. */
guint
matoi_printout_get_n_pages (const MatoiPrintout *self)
{
  return self->sheets->len;
}

/** matoi_printout_draw: @page, from 0 on, at the origin of @cr; letters stay letters. */
void
matoi_printout_draw (const MatoiPrintout *self, cairo_t *cr, guint page)
{
  g_return_if_fail (page < self->sheets->len);

  cairo_set_source_surface (cr, g_ptr_array_index (self->sheets, page), 0, 0);
  cairo_paint (cr);
}

/** matoi_printout_free: frees @self. */
void
matoi_printout_free (MatoiPrintout *self)
{
  g_ptr_array_unref (self->sheets);
  g_free (self);
}
