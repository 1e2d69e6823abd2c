/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-export"

#include "config.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

#include "matoi-document-pdf-private.h"
#include "matoi-picture-ref.h"

/* Pictures of the record on the pages of a PDF. */

/* No picture that Matoi keeps has more; a file from elsewhere may say so of one. */
#define MAX_PIXELS (40 * 1000 * 1000)
/* A small picture is shown as large as on a screen of that many points an inch. */
#define DOTS_PER_INCH 110.0
#define GAP           4.0
#define LEAST_SCALE   0.65
/* Left for the heading in front of a picture as high as a page. */
#define HEADING 60.0

static void
on_size_prepared (GdkPixbufLoader *loader, int width, int height, gpointer user_data)
{
  if ((gint64) width * height > MAX_PIXELS)
    gdk_pixbuf_loader_set_size (loader, 0, 0);
}

static GdkPixbuf *
decode (GBytes *bytes)
{
  const char *type = matoi_picture_read_type (bytes);
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new_with_mime_type (type, NULL);
  GdkPixbuf *pixbuf;
  gboolean good;

  if (loader == NULL)
    return NULL;
  g_signal_connect (loader, "size-prepared", G_CALLBACK (on_size_prepared), NULL);
  good = gdk_pixbuf_loader_write_bytes (loader, bytes, NULL);
  good = gdk_pixbuf_loader_close (loader, NULL) && good;
  pixbuf = good ? gdk_pixbuf_loader_get_pixbuf (loader) : NULL;
  return pixbuf != NULL ? g_object_ref (pixbuf) : NULL;
}

/* One line of pixels as cairo has them: transparency multiplied in, in the order of the machine. */
static void
convert_line (guint32 *to, const guint8 *from, int width, int n_channels)
{
  for (int x = 0; x < width; x++, from += n_channels)
    {
      guint32 alpha = n_channels == 4 ? from[3] : 255;
      guint32 red = from[0] * alpha / 255, green = from[1] * alpha / 255;
      guint32 blue = from[2] * alpha / 255;

      to[x] = alpha << 24 | red << 16 | green << 8 | blue;
    }
}

static void
bytes_free (void *bytes)
{
  g_bytes_unref (bytes);
}

static cairo_surface_t *
new_surface (GBytes *bytes)
{
  g_autoptr (GdkPixbuf) pixbuf = decode (bytes);
  cairo_surface_t *surface;
  int width, height;

  if (pixbuf == NULL)
    return NULL;
  width = gdk_pixbuf_get_width (pixbuf);
  height = gdk_pixbuf_get_height (pixbuf);
  surface = cairo_image_surface_create (
    gdk_pixbuf_get_has_alpha (pixbuf) ? CAIRO_FORMAT_ARGB32 : CAIRO_FORMAT_RGB24, width, height);
  cairo_surface_flush (surface);
  for (int y = 0; y < height && cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS; y++)
    convert_line ((gpointer) (cairo_image_surface_get_data (surface) +
                              (gsize) y * cairo_image_surface_get_stride (surface)),
                  gdk_pixbuf_read_pixels (pixbuf) + (gsize) y * gdk_pixbuf_get_rowstride (pixbuf),
                  width, gdk_pixbuf_get_n_channels (pixbuf));
  cairo_surface_mark_dirty (surface);
  /* A photo goes in as it is, and stays as small. */
  if (g_str_equal (matoi_picture_read_type (bytes), "image/jpeg"))
    cairo_surface_set_mime_data (surface, CAIRO_MIME_TYPE_JPEG, g_bytes_get_data (bytes, NULL),
                                 g_bytes_get_size (bytes), bytes_free, g_bytes_ref (bytes));
  return surface;
}

/* (nullable) (transfer none): decoded once for both times the pages are laid out. */
static cairo_surface_t *
find_surface (MatoiPages *self, GBytes *bytes)
{
  cairo_surface_t *surface;

  if (bytes == NULL)
    return NULL;
  if (self->images == NULL)
    self->images = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) cairo_surface_destroy);
  surface = g_hash_table_lookup (self->images, bytes);
  if (surface != NULL)
    return surface;
  surface = new_surface (bytes);
  if (surface != NULL)
    g_hash_table_insert (self->images, bytes, surface);
  return surface;
}

static void
add_missing (MatoiPages *self, const MatoiBlock *block)
{
  g_autofree char *text = matoi_document_dup_image_text (self->document, block);
  g_autoptr (GPtrArray) runs = matoi_runs_new ();

  matoi_runs_add (runs, text, MATOI_RUN_FAINT, NULL);
  matoi_pages_add_flow (self, block, runs, MATOI_PAGES_SIZE);
  self->y += 7;
}

/* The caption, in as many lines as it takes; without a place of its own: how high that is. */
static double
add_caption (MatoiPages *self, const MatoiBlock *block, gboolean measure)
{
  g_autofree char *text = matoi_runs_dup_text (block->runs);
  g_autoptr (GPtrArray) runs = matoi_runs_new ();
  double width = self->right - self->left - matoi_block_get_indent (block), height;
  MatoiBlock plain = *block;
  PangoLayout *layout;

  if (*text == '\0')
    return 0;
  matoi_runs_add (runs, text, MATOI_RUN_FAINT, NULL);
  if (!measure)
    {
      plain.item = FALSE;
      matoi_pages_add_flow (self, &plain, runs, MATOI_PAGES_SIZE - 1.5);
      return 0;
    }
  layout = matoi_pages_new_layout (self, runs, MATOI_PAGES_SIZE - 1.5, FALSE, width);
  height = matoi_layout_get_height (layout);
  g_object_unref (layout);
  /* A long one may go on over the page; a picture may not. */
  return MIN (height, 60) + GAP;
}

static void
draw_surface (MatoiPages *self, cairo_surface_t *surface, double x, double scale)
{
  double width = cairo_image_surface_get_width (surface) * scale;
  double height = cairo_image_surface_get_height (surface) * scale;

  cairo_save (self->cr);
  cairo_translate (self->cr, x, self->y);
  cairo_scale (self->cr, scale, scale);
  cairo_set_source_surface (self->cr, surface, 0, 0);
  cairo_paint (self->cr);
  cairo_restore (self->cr);
  /* A screenshot with a white ground needs an edge on white paper. */
  cairo_set_source_rgb (self->cr, 0.87, 0.87, 0.86);
  cairo_set_line_width (self->cr, 0.5);
  cairo_rectangle (self->cr, x, self->y, width, height);
  cairo_stroke (self->cr);
  matoi_pages_set_ink (self);
}

/* How @block is shown: its place on the page with the caption, and how large. NULL: it is not. */
static cairo_surface_t *
measure (MatoiPages *self, const MatoiBlock *block, double *place, double *scale)
{
  cairo_surface_t *surface =
    find_surface (self, matoi_document_find_picture (self->document, block));
  double x = self->left + matoi_block_get_indent (block), caption, width, height;

  if (surface == NULL || cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS)
    return NULL;
  caption = add_caption (self, block, TRUE);
  width = cairo_image_surface_get_width (surface);
  height = cairo_image_surface_get_height (surface);
  *scale = MIN (72 / DOTS_PER_INCH, (self->right - x) / width);
  *scale = MIN (*scale, (self->bottom - self->top - caption - HEADING) / height);
  *place = height * *scale + caption;
  return surface;
}

/* What a heading before it needs below itself. */
double
matoi_pages_measure_image (MatoiPages *self, const MatoiBlock *block)
{
  double place = 0, scale;

  return measure (self, block, &place, &scale) != NULL ? place : 32;
}

/* As wide as the column at most, whole on one page, what it shows below it. */
void
matoi_pages_add_image (MatoiPages *self, const MatoiBlock *block)
{
  double place, scale, room;
  cairo_surface_t *surface = measure (self, block, &place, &scale);

  if (surface == NULL)
    {
      add_missing (self, block);
      return;
    }
  room = self->bottom - self->y - place;
  /* A little smaller, rather than a hole at the foot of the page. */
  if (room < 0 && -room < (1 - LEAST_SCALE) * place && self->y > self->top)
    {
      double height = cairo_image_surface_get_height (surface) * scale;

      scale *= (height + room - 1) / height;
      place += room - 1;
    }
  matoi_pages_require (self, place);
  matoi_pages_draw_marker (self, block, self->left + matoi_block_get_indent (block));
  if (self->drawing)
    draw_surface (self, surface, self->left + matoi_block_get_indent (block), scale);
  self->y += cairo_image_surface_get_height (surface) * scale + GAP;
  add_caption (self, block, FALSE);
  self->y += 7;
}
