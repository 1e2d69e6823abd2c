/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-export"

#include "config.h"

#include "matoi-document-private.h"

#include <string.h>

/* The document as one page: its style and its picture inside, nothing from elsewhere, nothing
 * that runs. */

static const char style[] =
  "body{margin:0 auto;padding:2rem 1.5rem 4rem;max-width:52rem;color:#241f31;background:#fff;"
  "color-scheme:light;line-break:strict;"
  "font:16px/1.6 'Noto Sans','Noto Sans CJK JP','Hiragino Sans','Yu Gothic',sans-serif}"
  "h1,h2,h3,h4,h5,h6{word-break:auto-phrase;text-wrap:balance}"
  "h1{font-size:1.7rem;line-height:1.3;margin:0 0 .3rem}"
  "h2{font-size:1.25rem;margin:2.2rem 0 .6rem;padding-bottom:.2rem;border-bottom:1px solid #deddda}"
  "h3,h4,h5,h6{font-size:1.05rem;margin:1.4rem 0 .4rem}"
  "p,ul,ol,table,pre,blockquote,figure{margin:.6rem 0}"
  ".status{color:#5e5c64;margin:0}.faint{color:#5e5c64}"
  ".mark{color:#a51d2d;border:2px solid;border-radius:6px;padding:.4rem .8rem;font-weight:bold}"
  "table{border-collapse:collapse;width:100%;font-size:.92rem}"
  "th,td{text-align:left;vertical-align:top;padding:.35rem .6rem;border-bottom:1px solid #deddda;"
  "overflow-wrap:anywhere}thead th{background:#f6f5f4}"
  "tbody th{font-weight:bold}.n{white-space:nowrap;overflow-wrap:normal}"
  "code{font-family:'Noto Sans Mono CJK JP','DejaVu Sans Mono',monospace;font-size:.9em;"
  "background:#f6f5f4;padding:0 .2em}"
  "pre{background:#f6f5f4;padding:.7rem 1rem;white-space:pre-wrap;overflow-wrap:anywhere}"
  "pre code{padding:0}blockquote{border-left:3px solid #c0bfbc;padding-left:1rem;color:#5e5c64}"
  "a{color:#1a5fb4;overflow-wrap:anywhere}figure svg{width:100%;height:auto}"
  "figure img{max-width:100%;height:auto;border:1px solid #deddda}"
  "nav ol{columns:2;margin:.4rem 0}"
  ".ground{display:none}"
  "@media screen and (prefers-color-scheme:dark){body{color:#eeeeec;background:#1e1e1e;"
  "color-scheme:dark}h2,th,td{border-color:#4a484d}.status,.faint,blockquote{color:#b0aeb5}"
  "thead th,code,pre{background:#2d2d30}blockquote{border-color:#77767b}a{color:#8ab8f0}"
  ".mark{color:#ff9e9e}svg text{fill:#deddda}figure img{background:#fff;border-color:#4a484d}}"
  "footer{margin-top:3rem;font-size:.85rem}"
  "@media print{body{padding:0;max-width:none;font-size:10.5pt}"
  "h1,h2,h3,h4,h5,h6{break-after:avoid}tr,figure,nav,li{break-inside:avoid}"
  "footer{margin-top:.3rem;break-before:avoid}p,pre{orphans:2;widows:2}thead{display:table-header-group}a{color:inherit}"
  ".ground{display:block;position:fixed;top:45%;left:0;right:0;text-align:center;font-size:60pt;"
  "font-weight:bold;color:#a51d2d;opacity:.1;transform:rotate(-30deg)}";

/* Without line breaks as elements. */
static void
append_plain (GString *out, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  g_string_append (out, escaped);
}

/* A number as SVG wants it, whatever the locale. */
static const char *
number (double value, char buffer[G_ASCII_DTOSTR_BUF_SIZE])
{
  return g_ascii_formatd (buffer, G_ASCII_DTOSTR_BUF_SIZE, "%.1f", value);
}

static void
append_shape (GString *out, const MatoiShape *shape)
{
  static const char *const anchors[] = { "start", "middle", "end" };
  char x[G_ASCII_DTOSTR_BUF_SIZE], y[G_ASCII_DTOSTR_BUF_SIZE];
  char width[G_ASCII_DTOSTR_BUF_SIZE], height[G_ASCII_DTOSTR_BUF_SIZE];

  if (shape->text == NULL)
    {
      g_string_append_printf (out,
                              "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" fill=\"#%06x\"/>",
                              number (shape->x, x), number (shape->y, y),
                              number (shape->width, width), number (shape->height, height),
                              shape->colour);
      return;
    }
  g_string_append_printf (
    out, "<text x=\"%s\" y=\"%s\" fill=\"#%06x\" font-size=\"12\" text-anchor=\"%s\">",
    number (shape->x, x), number (shape->y, y), shape->colour, anchors[shape->anchor + 1]);
  append_plain (out, shape->text);
  g_string_append (out, "</text>");
}

static void
append_picture (GString *out, const MatoiDocument *self)
{
  g_autoptr (GPtrArray) shapes = matoi_document_dup_shapes (self);
  g_autofree char *words = matoi_document_dup_picture_text (self);
  g_autofree char *caption = matoi_document_dup_picture_caption (self);

  g_string_append_printf (out,
                          "<figure><svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" "
                          "viewBox=\"0 0 %d %d\"><title>",
                          (int) MATOI_SHAPES_WIDTH, (int) MATOI_SHAPES_HEIGHT);
  append_plain (out, words);
  g_string_append (out, "</title>");
  for (guint i = 0; i < shapes->len; i++)
    append_shape (out, g_ptr_array_index (shapes, i));
  g_string_append_printf (out, "</svg><figcaption class=\"faint\">%s</figcaption></figure>\n",
                          caption);
}

static void
append_contents (GString *out, const MatoiDocument *self)
{
  guint n = 0;

  g_string_append_printf (out, "<nav><strong>%s</strong>\n<ol>\n",
                          matoi_document_word (self, "Contents"));
  for (guint i = 0; i < self->blocks->len; i++)
    {
      const MatoiBlock *block = g_ptr_array_index (self->blocks, i);

      if (block->kind != MATOI_BLOCK_HEADING || block->level != 2)
        continue;
      g_string_append_printf (out, "<li><a href=\"#s%u\">", ++n);
      matoi_document_append_runs (out, block->runs);
      g_string_append (out, "</a></li>\n");
    }
  g_string_append (out, "</ol></nav>\n");
}

/* --- lists: open ones are <ul> or <ol>, each with an open <li> */

typedef struct
{
  GString *out;
  guint n_open;
  gboolean ordered[MATOI_MARKDOWN_MAX_DEPTH];
  guint n_headings;
} Page;

static void
close_lists (Page *page, guint depth)
{
  while (page->n_open > depth)
    g_string_append_printf (page->out, "</li></%s>\n", page->ordered[--page->n_open] ? "ol" : "ul");
}

static void
enter_lists (Page *page, const MatoiBlock *block)
{
  guint depth = block->depth;
  gboolean ordered = block->number > 0;

  close_lists (page, depth);
  if (block->item && page->n_open == depth && page->ordered[depth - 1] != ordered)
    close_lists (page, depth - 1);
  if (block->item && page->n_open == depth && depth > 0)
    g_string_append (page->out, "</li>\n<li>");
  while (page->n_open < depth)
    {
      gboolean last = page->n_open + 1 == depth;

      page->ordered[page->n_open++] = last && ordered;
      if (last && ordered)
        g_string_append_printf (page->out, "<ol start=\"%u\">\n<li>", block->number);
      else
        g_string_append (page->out, "<ul>\n<li>");
    }
}

static void
append_block (Page *page, const MatoiDocument *self, const MatoiBlock *block)
{
  GString *out = page->out;

  enter_lists (page, block);
  if (block->quote)
    g_string_append (out, "<blockquote>");
  switch (block->kind)
    {
    case MATOI_BLOCK_HEADING:
      g_string_append_printf (out, "<h%u", block->level);
      if (block->level == 2)
        g_string_append_printf (out, " id=\"s%u\"", ++page->n_headings);
      g_string_append_c (out, '>');
      matoi_document_append_runs (out, block->runs);
      g_string_append_printf (out, "</h%u>\n", block->level);
      break;
    case MATOI_BLOCK_IMAGE:
      matoi_document_append_figure (out, self, block);
      break;
    case MATOI_BLOCK_TEXT:
      g_string_append (out, block->depth > 0 ? "" : "<p>");
      matoi_document_append_runs (out, block->runs);
      g_string_append (out, block->depth > 0 ? "\n" : "</p>\n");
      break;
    case MATOI_BLOCK_CODE:
      {
        g_autofree char *text = matoi_runs_dup_text (block->runs);

        g_string_append (out, "<pre><code>");
        append_plain (out, text);
        g_string_append (out, "</code></pre>\n");
      }
      break;
    case MATOI_BLOCK_TABLE:
      matoi_document_append_table (out, block);
      break;
    case MATOI_BLOCK_RULE:
      g_string_append (out, "<hr>\n");
      break;
    case MATOI_BLOCK_PICTURE:
      append_picture (out, self);
      break;
    case MATOI_BLOCK_CONTENTS:
      append_contents (out, self);
      break;
    default:
      break;
    }
  if (block->quote)
    g_string_append (out, "</blockquote>\n");
}

static void
append_status (GString *out, const MatoiDocument *self)
{
  append_plain (out, self->state);
  g_string_append (out, " · ");
  append_plain (out, self->exported);
  if (self->confidential)
    g_string_append_printf (out, " · <strong>%s</strong>",
                            matoi_document_word (self, "Confidential"));
}

/* A text for a style sheet, inside HTML. */
static void
append_quoted (GString *out, const char *text)
{
  g_string_append_c (out, '"');
  for (const char *p = text; *p != '\0'; p++)
    if (g_ascii_isalnum (*p) || (guchar) *p >= 0x80 || strchr (" .,:()+-", *p) != NULL)
      g_string_append_c (out, *p);
    else
      g_string_append_printf (out, "\\%02x ", (guchar) *p);
  g_string_append_c (out, '"');
}

/* What stands on every page that is printed, where a browser can do that; else at the end. */
static void
append_page_style (GString *out, const MatoiDocument *self)
{
  g_autofree char *status =
    g_strdup_printf ("%s · %s · %s", self->ref, self->state, self->exported);

  g_string_append (out, "@page{margin:18mm 16mm 20mm;@bottom-left{font-size:8pt;color:#5e5c64;"
                        "white-space:nowrap;content:");
  append_quoted (out, status);
  g_string_append (out, "}@bottom-right{font-size:8pt;color:#5e5c64;"
                        "content:counter(page) \" / \" counter(pages)}");
  if (self->confidential)
    {
      g_string_append (out, "@top-right{font-size:10pt;font-weight:bold;color:#a51d2d;content:");
      append_quoted (out, matoi_document_word (self, "Confidential"));
      g_string_append_c (out, '}');
    }
  g_string_append_c (out, '}');
}

/**
 * matoi_document_to_html:
 *
 * Returns: (transfer full): one file, to be read and to be printed
 */
char *
matoi_document_to_html (const MatoiDocument *self)
{
  GString *out = g_string_new ("<!DOCTYPE html>\n<html lang=\"");
  Page page = { out };

  g_string_append_printf (
    out,
    "%s\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" "
    "content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'\">\n"
    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
    "<meta name=\"referrer\" content=\"no-referrer\">\n<title>",
    self->lang);
  append_plain (out, self->title);
  g_string_append_printf (out, "</title>\n<style>%s", style);
  append_page_style (out, self);
  g_string_append (out, "}</style>\n</head>\n<body>\n<header>\n<h1>");
  append_plain (out, self->title);
  g_string_append (out, "</h1>\n<p class=\"status\">");
  append_status (out, self);
  g_string_append (out, "</p>\n");
  if (self->confidential)
    g_string_append_printf (
      out, "<p class=\"mark\">%s</p>\n",
      matoi_document_word (self, "Confidential: a security incident. Do not pass this on."));
  g_string_append (out, "</header>\n<main>\n");
  for (guint i = 0; i < self->blocks->len; i++)
    append_block (&page, self, g_ptr_array_index (self->blocks, i));
  close_lists (&page, 0);
  g_string_append (out, "</main>\n<footer class=\"faint\">");
  append_plain (out, self->ref);
  g_string_append (out, " · ");
  append_status (out, self);
  g_string_append (out, "</footer>\n");
  if (self->confidential)
    g_string_append_printf (out, "<div class=\"ground\" aria-hidden=\"true\">%s</div>\n",
                            matoi_document_word (self, "Confidential"));
  g_string_append (out, "</body>\n</html>\n");
  return g_string_free (out, FALSE);
}
