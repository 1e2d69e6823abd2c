/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <pango/pangocairo.h>

#include "matoi-document-private.h"

G_BEGIN_DECLS

/* Pages being filled; lengths in points. The document is laid out twice: once to learn on which
 * page each heading is, then to be drawn. */
typedef struct
{
  const MatoiDocument *document;
  cairo_t *cr;
  PangoContext *context;
  double width, height, left, right, top, bottom;
  double y;
  guint page, n_pages;
  gboolean drawing;
  guint heading;      /* how many of level 2 were met */
  guint subheading;   /* how many of level 3 */
  int outline;        /* the last of level 2, as cairo numbers the outline */
  GArray *places;     /* of guint: the page of each */
  GHashTable *images; /* GBytes to cairo_surface_t: the pictures that were decoded */
  GPtrArray *sheets;  /* (nullable) of cairo_surface_t: each page by itself, for a printer */
} MatoiPages;

/* A text on its way over pages, line by line. */
typedef struct
{
  PangoLayout *layout;
  PangoLayoutIter *iter;
  GPtrArray *runs; /* (not owned) */
  const char *tag; /* what it is, such as "P" or "TD" */
  gboolean done;
  int n_left;
} MatoiFlow;

/* matoi-document-flow.c */
PangoLayout *matoi_pages_new_layout (MatoiPages *self,
                                     GPtrArray *runs,
                                     double size,
                                     gboolean bold,
                                     double width);
void matoi_flow_init (MatoiFlow *self, PangoLayout *layout, GPtrArray *runs);
void matoi_flow_clear (MatoiFlow *self);
/* Draws as many lines as fit from @y to @bottom; returns where the next would begin. */
double matoi_flow_draw (MatoiFlow *self,
                        MatoiPages *pages,
                        double x,
                        double y,
                        double bottom,
                        gboolean at_least_one);
/* The height of what it would draw. */
double matoi_flow_measure (MatoiFlow *self, double room);
guint matoi_flow_count_fitting (PangoLayout *layout, double room);
double matoi_layout_get_height (PangoLayout *layout);
double matoi_layout_get_lines_height (PangoLayout *layout, guint n_lines);

/* matoi-document-pdf.c */
#define MATOI_PAGES_SIZE 10.0 /* of the letters */
void matoi_pages_break (MatoiPages *self);
void matoi_pages_require (MatoiPages *self, double height);
void matoi_pages_set_ink (MatoiPages *self);
/* Whether what is drawn may be clicked: in a file, not on paper. */
gboolean matoi_pages_has_links (const MatoiPages *self);
/* What is drawn between them is a @tag such as "P": for those who have the file read aloud. */
void matoi_pages_begin_tag (MatoiPages *self, const char *tag);
void matoi_pages_end_tag (MatoiPages *self, const char *tag);
/* @align: -1 at the left, 0 in the middle, 1 at the right; cut where it is too long. */
void matoi_pages_draw_line (MatoiPages *self,
                            const char *text,
                            guint style,
                            double size,
                            double y,
                            double width,
                            int align);

/* matoi-document-pdf-text.c */
double matoi_block_get_indent (const MatoiBlock *block);
/* The bullet or the number of an item whose text begins at @x. */
void matoi_pages_draw_marker (MatoiPages *self, const MatoiBlock *block, double x);
void matoi_pages_add_flow (MatoiPages *self, const MatoiBlock *block, GPtrArray *runs, double size);
void matoi_pages_add_text (MatoiPages *self, const MatoiBlock *block);

/* matoi-document-pdf-image.c */
void matoi_pages_add_image (MatoiPages *self, const MatoiBlock *block);
double matoi_pages_measure_image (MatoiPages *self, const MatoiBlock *block);

/* matoi-document-pdf-parts.c */
void matoi_pages_add_heading (MatoiPages *self, const MatoiBlock *block, guint index);
void matoi_pages_add_contents (MatoiPages *self);
void matoi_pages_add_picture (MatoiPages *self);
void matoi_pages_add_rule (MatoiPages *self);

/* matoi-document-pdf-table.c */
void matoi_pages_add_table (MatoiPages *self, const MatoiBlock *block);
double matoi_pages_measure_table_head (MatoiPages *self, const MatoiBlock *block);

G_END_DECLS
