/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-export"

#include "config.h"

#include <math.h>

#include "matoi-document-pdf-private.h"

/* Tables over as many pages as they need; each begins with the head again. */

#define SIZE    8.5
#define PADDING 4.0
/* No word makes a column wider than this; nor is it narrower than that, if it has as much to say. */
#define LONG_WORD  110.0
#define SHORT_LINE 52.0
/* A table as low as this is not parted. */
#define WHOLE 200.0
/* So many rows tell how wide the columns should be. */
#define SAMPLE 200

typedef struct
{
  const MatoiBlock *block;
  guint n_columns;
  double widths[MATOI_MARKDOWN_MAX_COLUMNS];
} Table;

static double
get_natural_width (MatoiPages *self, GPtrArray *runs, gboolean head)
{
  PangoLayout *layout = matoi_pages_new_layout (self, runs, SIZE, head, -1);
  int width;

  pango_layout_get_size (layout, &width, NULL);
  g_object_unref (layout);
  return ceil ((double) width / PANGO_SCALE) + 2 * PADDING + 1;
}

/* What a column would like, in points: for its longest line, for one in the middle, for a word. */
typedef struct
{
  double natural, mean, least;
} Wish;

static double
get_word_width (MatoiPages *self, GPtrArray *runs)
{
  PangoLayout *layout = matoi_pages_new_layout (self, runs, SIZE, FALSE, -1);
  int width;

  pango_layout_set_wrap (layout, PANGO_WRAP_WORD);
  pango_layout_set_width (layout, 0);
  pango_layout_get_size (layout, &width, NULL);
  g_object_unref (layout);
  return MIN (ceil ((double) width / PANGO_SCALE) + 2 * PADDING + 1, LONG_WORD);
}

/* Wide columns share @rest by how much stands in them; none is too narrow for a word. */
static void
share_rest (Table *table, const Wish *wishes, gboolean *settled, double rest, double most)
{
  double weights = 0;
  gboolean again = TRUE;

  while (again)
    {
      again = FALSE;
      weights = 0;
      for (guint i = 0; i < table->n_columns; i++)
        weights += settled[i] ? 0 : sqrt (wishes[i].mean);
      for (guint i = 0; i < table->n_columns && !again; i++)
        {
          double least = MIN (wishes[i].least, most);

          if (settled[i] || rest * sqrt (wishes[i].mean) / weights >= least)
            continue;
          settled[i] = again = TRUE;
          table->widths[i] = least;
          rest -= least;
        }
    }
  for (guint i = 0; i < table->n_columns; i++)
    if (!settled[i])
      table->widths[i] = rest * sqrt (wishes[i].mean) / weights;
}

/* Narrow columns get what they want, wide ones share the rest. */
static void
share_width (Table *table, const Wish *wishes, double total)
{
  gboolean settled[MATOI_MARKDOWN_MAX_COLUMNS] = { FALSE };
  double rest = total;
  guint left = table->n_columns;
  gboolean again = TRUE;

  while (again && left > 0)
    {
      double share = rest / left;

      again = FALSE;
      for (guint i = 0; i < table->n_columns; i++)
        if (!settled[i] && wishes[i].natural <= share)
          {
            settled[i] = again = TRUE;
            table->widths[i] = wishes[i].natural;
            rest -= wishes[i].natural;
            left--;
          }
    }
  if (left > 0)
    {
      share_rest (table, wishes, settled, rest, total / table->n_columns);
      return;
    }
  /* Two columns are a list of facts; more of them spread. */
  for (guint i = 0; i < table->n_columns && table->n_columns > 2; i++)
    table->widths[i] += rest * wishes[i].natural / (total - rest);
  if (table->n_columns <= 2)
    table->widths[table->n_columns - 1] += rest;
}

static void
table_init (Table *table, MatoiPages *self, const MatoiBlock *block)
{
  Wish wishes[MATOI_MARKDOWN_MAX_COLUMNS] = { { 0 } };
  guint n = MIN (block->rows->len, SAMPLE);
  GPtrArray *head = g_ptr_array_index (block->rows, 0);

  table->block = block;
  table->n_columns = MIN (head->len, MATOI_MARKDOWN_MAX_COLUMNS);
  for (guint i = 0; i < n; i++)
    {
      GPtrArray *row = g_ptr_array_index (block->rows, i);

      for (guint j = 0; j < MIN (row->len, table->n_columns); j++)
        {
          GPtrArray *runs = g_ptr_array_index (row, j);
          double width = get_natural_width (self, runs, i == 0);

          wishes[j].natural = MAX (wishes[j].natural, width);
          wishes[j].mean += width / n;
          wishes[j].least = MAX (wishes[j].least, get_word_width (self, runs));
        }
    }
  for (guint j = 0; j < table->n_columns; j++)
    wishes[j].least = MAX (wishes[j].least, MIN (wishes[j].natural, SHORT_LINE));
  share_width (table, wishes, self->right - self->left);
}

/* --- rows */

typedef struct
{
  MatoiFlow cells[MATOI_MARKDOWN_MAX_COLUMNS];
  guint n;
  double height;
} Row;

static void
row_init (Row *row, Table *table, MatoiPages *self, guint index)
{
  GPtrArray *cells = g_ptr_array_index (table->block->rows, index);

  row->n = MIN (cells->len, table->n_columns);
  row->height = 0;
  for (guint i = 0; i < row->n; i++)
    {
      GPtrArray *runs = g_ptr_array_index (cells, i);
      PangoLayout *layout = matoi_pages_new_layout (self, runs, SIZE, index == 0,
                                                    MAX (table->widths[i] - 2 * PADDING, 8));

      matoi_flow_init (&row->cells[i], layout, runs);
      row->cells[i].tag = index == 0 ? "TH" : "TD";
      row->height = MAX (row->height, matoi_layout_get_height (layout) + 2 * PADDING);
    }
}

static void
row_clear (Row *row)
{
  for (guint i = 0; i < row->n; i++)
    matoi_flow_clear (&row->cells[i]);
}

static void
draw_line (MatoiPages *self, double y)
{
  if (!self->drawing)
    return;
  cairo_set_source_rgb (self->cr, 0.8, 0.8, 0.8);
  cairo_rectangle (self->cr, self->left, y, self->right - self->left, 0.5);
  cairo_fill (self->cr);
  cairo_set_source_rgb (self->cr, 0.1, 0.1, 0.15);
}

/* What fits of it on this page; TRUE: all of it is drawn. */
static gboolean
draw_part (Row *row, Table *table, MatoiPages *self, gboolean at_least_one)
{
  double x = self->left, end = self->y;
  gboolean done = TRUE;

  matoi_pages_begin_tag (self, "TR");
  for (guint i = 0; i < row->n; i++)
    {
      double y = matoi_flow_draw (&row->cells[i], self, x + PADDING, self->y + PADDING,
                                  self->bottom - PADDING, at_least_one);

      end = MAX (end, y + PADDING);
      done &= row->cells[i].done;
      x += table->widths[i];
    }
  matoi_pages_end_tag (self, "TR");
  self->y = end;
  draw_line (self, self->y);
  return done;
}

static void
draw_head (Table *table, MatoiPages *self)
{
  Row row;

  if (!matoi_document_has_head (table->block))
    {
      draw_line (self, self->y);
      return;
    }
  row_init (&row, table, self, 0);
  if (self->drawing)
    {
      cairo_set_source_rgb (self->cr, 0.95, 0.95, 0.945);
      cairo_rectangle (self->cr, self->left, self->y, self->right - self->left, row.height);
      cairo_fill (self->cr);
      cairo_set_source_rgb (self->cr, 0.1, 0.1, 0.15);
    }
  draw_part (&row, table, self, TRUE);
  row_clear (&row);
}

static void
break_page (Table *table, MatoiPages *self)
{
  matoi_pages_break (self);
  draw_head (table, self);
}

static double
measure_row (Table *table, MatoiPages *self, guint index)
{
  double height;
  Row row;

  if (index == 0 && !matoi_document_has_head (table->block))
    return 0;
  row_init (&row, table, self, index);
  height = row.height;
  row_clear (&row);
  return height;
}

static void
add_row (Table *table, MatoiPages *self, guint index)
{
  double page = self->bottom - self->top;
  gboolean fresh = FALSE;
  double room = self->bottom - self->y;
  Row row;

  row_init (&row, table, self, index);
  /* The last one does not stand on a page alone. */
  if (index > 1 && index + 2 == table->block->rows->len && row.height < page / 4 &&
      row.height + measure_row (table, self, index + 1) > room)
    room = 0;
  if (row.height > room && (row.height < page / 2 || room < 60))
    {
      break_page (table, self);
      fresh = TRUE;
    }
  while (!draw_part (&row, table, self, fresh))
    {
      break_page (table, self);
      fresh = TRUE;
    }
  row_clear (&row);
}

/** matoi_pages_add_table: adds @block, the first row of which is the head. */
void
matoi_pages_add_table (MatoiPages *self, const MatoiBlock *block)
{
  Table table;

  table_init (&table, self, block);
  if (table.n_columns == 0)
    return;
  if (self->y + matoi_pages_measure_table_head (self, block) > self->bottom)
    matoi_pages_break (self);
  matoi_pages_begin_tag (self, "Table");
  draw_head (&table, self);
  for (guint i = 1; i < block->rows->len; i++)
    add_row (&table, self, i);
  matoi_pages_end_tag (self, "Table");
  self->y += 8;
}

/** matoi_pages_measure_table_head: what must stay together: the head and two rows, or a low table. */
double
matoi_pages_measure_table_head (MatoiPages *self, const MatoiBlock *block)
{
  double height = 0, least = 0;
  Table table;

  table_init (&table, self, block);
  for (guint i = 0; i < block->rows->len && table.n_columns > 0; i++)
    {
      height += MIN (measure_row (&table, self, i), 120);
      least = i <= 2 ? MIN (height, WHOLE) : least;
      if (height > WHOLE)
        return least;
    }
  return height;
}
