/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-export"

#include "config.h"

#include <string.h>

#include "matoi-document-pdf-private.h"

/* Text for the pages of a PDF: Pango breaks the lines, by the rules of the language. */

#define FAMILY "Noto Sans CJK JP, Source Han Sans JP, Noto Sans, DejaVu Sans, sans-serif"
#define MONO   "Noto Sans Mono CJK JP, DejaVu Sans Mono, monospace"
/* In a longer text nobody minds the last line. */
#define MAX_MENDED 12

static void
add_attribute (PangoAttrList *list, PangoAttribute *attribute, guint start, guint end)
{
  attribute->start_index = start;
  attribute->end_index = end;
  pango_attr_list_insert (list, attribute);
}

static void
add_attributes (PangoAttrList *list, const MatoiRun *run, guint start, guint end)
{
  if ((run->style & MATOI_RUN_BOLD) != 0)
    add_attribute (list, pango_attr_weight_new (PANGO_WEIGHT_BOLD), start, end);
  if ((run->style & MATOI_RUN_ITALIC) != 0)
    add_attribute (list, pango_attr_style_new (PANGO_STYLE_ITALIC), start, end);
  if ((run->style & MATOI_RUN_STRIKE) != 0)
    add_attribute (list, pango_attr_strikethrough_new (TRUE), start, end);
  if ((run->style & MATOI_RUN_FAINT) != 0)
    add_attribute (list, pango_attr_foreground_new (0x5e5e, 0x5c5c, 0x6464), start, end);
  if ((run->style & MATOI_RUN_CODE) != 0)
    {
      add_attribute (list, pango_attr_family_new (MONO), start, end);
      add_attribute (list, pango_attr_scale_new (0.92), start, end);
      add_attribute (list, pango_attr_background_new (0xf1f1, 0xf0f0, 0xefef), start, end);
    }
  if (run->url != NULL)
    {
      add_attribute (list, pango_attr_foreground_new (0x1a1a, 0x5f5f, 0xb4b4), start, end);
      add_attribute (list, pango_attr_underline_new (PANGO_UNDERLINE_SINGLE), start, end);
    }
}

/* How many signs stand in the last line. */
static glong
count_last_line (PangoLayout *layout)
{
  PangoLayoutLine *line =
    pango_layout_get_line_readonly (layout, pango_layout_get_line_count (layout) - 1);

  return g_utf8_strlen (pango_layout_get_text (layout) + line->start_index, line->length);
}

static gboolean
is_hiragana (gunichar c)
{
  return g_unichar_get_script (c) == G_UNICODE_SCRIPT_HIRAGANA;
}

/* Whether each line ends with a phrase: in Japanese mostly where kana end and other signs begin. */
static gboolean
breaks_at_phrases (PangoLayout *layout)
{
  const char *text = pango_layout_get_text (layout);

  for (int i = 1; i < pango_layout_get_line_count (layout); i++)
    {
      const char *next = text + pango_layout_get_line_readonly (layout, i)->start_index;
      gunichar after = g_utf8_get_char (next);
      gunichar before = next > text ? g_utf8_get_char (g_utf8_prev_char (next)) : ' ';

      if (is_hiragana (after) ||
          (g_unichar_iswide (before) && !is_hiragana (before) && !g_unichar_ispunct (before)))
        return FALSE;
    }
  return TRUE;
}

/* A sign or two in a line of their own look lost, mostly in Japanese: the lines before give some.
 * Headings are looked at more closely. */
static void
set_width (PangoLayout *layout, double width, double size)
{
  const gboolean heading = size > MATOI_PAGES_SIZE;
  int n;

  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  n = pango_layout_get_line_count (layout);
  if (n < 2 || n > MAX_MENDED)
    return;
  for (int i = 0; i <= (heading ? 9 : 3); i++)
    {
      pango_layout_set_width (layout, (int) ((width - i * size) * PANGO_SCALE));
      if (pango_layout_get_line_count (layout) == n && count_last_line (layout) > 2 &&
          (!heading || breaks_at_phrases (layout)))
        return;
    }
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
}

/* @width: in points, or -1 for a single line. (transfer full) */
PangoLayout *
matoi_pages_new_layout (MatoiPages *self, GPtrArray *runs, double size, gboolean bold, double width)
{
  PangoLayout *layout = pango_layout_new (self->context);
  PangoFontDescription *font = pango_font_description_from_string (FAMILY);
  PangoAttrList *attributes = pango_attr_list_new ();
  g_autoptr (GString) text = g_string_new (NULL);

  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_font_description_set_weight (font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  for (guint i = 0; i < runs->len; i++)
    {
      const MatoiRun *run = g_ptr_array_index (runs, i);
      guint start = (guint) text->len;

      g_string_append (text, run->text);
      add_attributes (attributes, run, start, (guint) text->len);
    }
  /* A hyphen in a broken address would be read as a part of it. */
  add_attribute (attributes, pango_attr_insert_hyphens_new (FALSE), 0, (guint) text->len);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, text->str, (int) text->len);
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  /* The fonts are tall already. */
  pango_layout_set_line_spacing (layout, 1.05f);
  if (width >= 0)
    set_width (layout, width, size);
  pango_attr_list_unref (attributes);
  pango_font_description_free (font);
  return layout;
}

double
matoi_layout_get_height (PangoLayout *layout)
{
  int height;

  pango_layout_get_size (layout, NULL, &height);
  return (double) height / PANGO_SCALE;
}

/* Takes @layout. */
void
matoi_flow_init (MatoiFlow *self, PangoLayout *layout, GPtrArray *runs)
{
  self->layout = layout;
  self->iter = pango_layout_get_iter (layout);
  self->runs = runs;
  self->tag = "P";
  self->done = FALSE;
  self->n_left = pango_layout_get_line_count (layout);
}

void
matoi_flow_clear (MatoiFlow *self)
{
  g_clear_pointer (&self->iter, pango_layout_iter_free);
  g_clear_object (&self->layout);
}

/* How many whole lines fit into @room. */
guint
matoi_flow_count_fitting (PangoLayout *layout, double room)
{
  PangoLayoutIter *iter = pango_layout_get_iter (layout);
  guint n = 0;
  int end;

  do
    {
      pango_layout_iter_get_line_yrange (iter, NULL, &end);
      if ((double) end / PANGO_SCALE > room)
        break;
      n++;
    }
  while (pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
  return n;
}

double
matoi_flow_measure (MatoiFlow *self, double room)
{
  PangoLayoutIter *iter = self->done ? NULL : pango_layout_iter_copy (self->iter);
  int begin = 0, end = 0, last = 0;

  if (iter == NULL)
    return 0;
  pango_layout_iter_get_line_yrange (iter, &begin, NULL);
  last = begin;
  do
    {
      pango_layout_iter_get_line_yrange (iter, NULL, &end);
      if ((double) (end - begin) / PANGO_SCALE > room + 0.5)
        break;
      last = end;
    }
  while (pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
  return (double) (last - begin) / PANGO_SCALE;
}

/* The height of its first lines. */
double
matoi_layout_get_lines_height (PangoLayout *layout, guint n_lines)
{
  PangoLayoutIter *iter = pango_layout_get_iter (layout);
  int end = 0;

  do
    pango_layout_iter_get_line_yrange (iter, NULL, &end);
  while (--n_lines > 0 && pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
  return (double) end / PANGO_SCALE;
}

/* A place on the page that leads to @url. */
static void
add_link (MatoiPages *pages, const char *url, double x, double y, double width, double height)
{
  g_auto (GStrv) parts = g_strsplit (url, "'", -1);
  g_autofree char *escaped = g_strjoinv ("%27", parts);
  char numbers[4][G_ASCII_DTOSTR_BUF_SIZE];
  const double values[] = { x, y, width, height };
  g_autofree char *attributes = NULL;

  if (!matoi_pages_has_links (pages))
    return;
  for (guint i = 0; i < 4; i++)
    g_ascii_formatd (numbers[i], G_ASCII_DTOSTR_BUF_SIZE, "%.2f", values[i]);
  attributes = g_strdup_printf ("rect=[%s %s %s %s] uri='%s'", numbers[0], numbers[1], numbers[2],
                                numbers[3], escaped);
  cairo_tag_begin (pages->cr, CAIRO_TAG_LINK, attributes);
  cairo_tag_end (pages->cr, CAIRO_TAG_LINK);
}

static void
add_links (MatoiFlow *self, MatoiPages *pages, PangoLayoutLine *line, double x, double y, double h)
{
  int start = 0;

  for (guint i = 0; i < self->runs->len; i++)
    {
      const MatoiRun *run = g_ptr_array_index (self->runs, i);
      int end = start + (int) strlen (run->text);
      int from = MAX (start, line->start_index);
      int to = MIN (end, line->start_index + line->length);
      g_autofree int *ranges = NULL;
      int n = 0;

      start = end;
      if (run->url == NULL || from >= to)
        continue;
      pango_layout_line_get_x_ranges (line, from, to, &ranges, &n);
      for (int j = 0; j < n; j++)
        add_link (pages, run->url, x + (double) ranges[2 * j] / PANGO_SCALE, y,
                  (double) (ranges[2 * j + 1] - ranges[2 * j]) / PANGO_SCALE, h);
    }
}

double
matoi_flow_draw (MatoiFlow *self,
                 MatoiPages *pages,
                 double x,
                 double y,
                 double bottom,
                 gboolean at_least_one)
{
  const char *tag = self->done ? NULL : self->tag;

  if (tag != NULL)
    matoi_pages_begin_tag (pages, tag);
  while (!self->done)
    {
      PangoLayoutLine *line = pango_layout_iter_get_line_readonly (self->iter);
      int top, end, baseline = pango_layout_iter_get_baseline (self->iter);
      double height;

      pango_layout_iter_get_line_yrange (self->iter, &top, &end);
      height = (double) (end - top) / PANGO_SCALE;
      /* half a point: sums of lengths are not exact */
      if (y + height > bottom + 0.5 && !at_least_one)
        break;
      at_least_one = FALSE;
      if (pages->drawing)
        {
          cairo_move_to (pages->cr, x, y + (double) (baseline - top) / PANGO_SCALE);
          pango_cairo_show_layout_line (pages->cr, line);
          add_links (self, pages, line, x, y, height);
        }
      y += height;
      self->n_left--;
      self->done = !pango_layout_iter_next_line (self->iter);
    }
  if (tag != NULL)
    matoi_pages_end_tag (pages, tag);
  return y;
}
