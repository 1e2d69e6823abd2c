/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-picture-marks.h"

static const char *const names[MATOI_N_MARKS] = {
  "severity", "detection", "decision", "update", "action", "fact", "hypothesis", "todo", "system",
};

#define GROUP_WIDTH 7

typedef struct
{
  gint64 at;
  MatoiMarkKind kind;
} Mark;

typedef struct
{
  gint64 at;
  guint n;
  MatoiMarkKind kind;
} Column;

struct _MatoiMarks
{
  GArray *marks;   /* of Mark, in no order */
  GArray *columns; /* of Column: the marks of each pixel */
  GArray *groups;  /* of MatoiMarkGroup, from the left; as of the last placing */
  gint64 from, to;
  int width;
  gboolean stale;
};

MatoiMarks *
matoi_marks_new (void)
{
  MatoiMarks *self = g_new0 (MatoiMarks, 1);

  self->marks = g_array_new (FALSE, FALSE, sizeof (Mark));
  self->columns = g_array_new (FALSE, TRUE, sizeof (Column));
  self->groups = g_array_new (FALSE, FALSE, sizeof (MatoiMarkGroup));
  return self;
}

void
matoi_marks_free (MatoiMarks *self)
{
  g_array_unref (self->marks);
  g_array_unref (self->columns);
  g_array_unref (self->groups);
  g_free (self);
}

void
matoi_marks_clear (MatoiMarks *self)
{
  g_array_set_size (self->marks, 0);
  self->stale = TRUE;
}

/* An unknown one looks like the system's own. */
static MatoiMarkKind
find_kind (const char *name)
{
  for (guint i = 0; i < MATOI_N_MARKS; i++)
    if (g_strcmp0 (names[i], name) == 0)
      return (MatoiMarkKind) i;
  return MATOI_MARK_SYSTEM;
}

static double
get_x (MatoiMarks *self, gint64 at)
{
  return (double) (at - self->from) * self->width / (double) MAX (self->to - self->from, 1);
}

/* The size of a mark: it grows with what it stands for, but slowly. */
static double
get_radius (guint n)
{
  return 3 + MIN (g_bit_storage (n), 7) * 0.2;
}

/* Adds a mark; FALSE: there is no difference to be seen. */
gboolean
matoi_marks_add (MatoiMarks *self, gint64 at, const char *kind)
{
  Mark mark = { at, find_kind (kind) };
  double x;

  g_array_append_val (self->marks, mark);
  if (self->stale || self->groups->len == 0)
    {
      self->stale = TRUE;
      return TRUE;
    }
  x = CLAMP (get_x (self, at), 0, self->width - 1);
  for (guint i = self->groups->len; i > 0; i--)
    {
      MatoiMarkGroup *group = &g_array_index (self->groups, MatoiMarkGroup, i - 1);

      if (x >= group->x + GROUP_WIDTH)
        break;
      if (x >= group->x && group->kind <= mark.kind)
        {
          group->n++;
          return get_radius (group->n) > get_radius (group->n - 1);
        }
    }
  self->stale = TRUE;
  return TRUE;
}

static void
fill_columns (MatoiMarks *self)
{
  g_array_set_size (self->columns, 0);
  g_array_set_size (self->columns, (guint) self->width);
  for (guint i = 0; i < self->marks->len; i++)
    {
      const Mark *mark = &g_array_index (self->marks, Mark, i);
      guint x = (guint) CLAMP (get_x (self, mark->at), 0, self->width - 1);
      Column *column = &g_array_index (self->columns, Column, x);

      if (column->n == 0 || mark->kind < column->kind)
        {
          column->kind = mark->kind;
          column->at = mark->at;
        }
      column->n++;
    }
}

static void
add_column (MatoiMarks *self, guint x, const Column *column)
{
  MatoiMarkGroup *last = NULL;
  MatoiMarkGroup group = { x, column->at, column->n, column->kind };

  if (self->groups->len > 0)
    last = &g_array_index (self->groups, MatoiMarkGroup, self->groups->len - 1);
  if (!last || x >= last->x + GROUP_WIDTH)
    {
      g_array_append_val (self->groups, group);
      return;
    }
  last->n += column->n;
  if (column->kind < last->kind)
    {
      last->kind = column->kind;
      last->at = column->at;
    }
}

/* The groups of what is between @from and @to on @width pixels; what is outside stands at the
 * edge. Works only when something is another by now. */
GArray *
matoi_marks_place (MatoiMarks *self, gint64 from, gint64 to, int width)
{
  if (!self->stale && from == self->from && to == self->to && width == self->width)
    return self->groups;
  self->from = from;
  self->to = to;
  self->width = width;
  self->stale = FALSE;
  fill_columns (self);
  g_array_set_size (self->groups, 0);
  for (guint x = 0; x < self->columns->len; x++)
    if (g_array_index (self->columns, Column, x).n > 0)
      add_column (self, x, &g_array_index (self->columns, Column, x));
  return self->groups;
}

/* The group at @x or a few pixels beside it, as of the last placing; or NULL. */
const MatoiMarkGroup *
matoi_marks_find (MatoiMarks *self, double x)
{
  const MatoiMarkGroup *best = NULL;

  for (guint i = 0; i < self->groups->len; i++)
    {
      const MatoiMarkGroup *group = &g_array_index (self->groups, MatoiMarkGroup, i);

      if (ABS (group->x - x) <= GROUP_WIDTH && (!best || ABS (group->x - x) < ABS (best->x - x)))
        best = group;
    }
  return best;
}

/* --- drawing */

static void
get_colour (GtkWidget *widget, const char *name, GdkRGBA *colour)
{
  GtkStyleContext *style = gtk_widget_get_style_context (widget);

  gtk_style_context_save (style);
  gtk_style_context_add_class (style, name);
  gtk_style_context_get_color (style, colour);
  gtk_style_context_restore (style);
}

/* Reads the colours of @widget's parts. */
void
matoi_picture_colours_read (MatoiPictureColours *colours, GtkWidget *widget)
{
  for (guint i = 0; i < MATOI_N_RANKS; i++)
    {
      g_autofree char *name = g_strdup_printf ("band-%u", i);

      get_colour (widget, name, &colours->bands[i]);
    }
  for (guint i = 0; i < MATOI_N_MARKS; i++)
    {
      g_autofree char *name = g_strconcat ("mark-", names[i], NULL);

      get_colour (widget, name, &colours->marks[i]);
    }
  get_colour (widget, "now", &colours->now);
  get_colour (widget, "tick", &colours->tick);
}

/* The corners of a shape, around 0, 0 with a radius of 1. */
static const double diamond[] = { 0, -1.35, 1.35, 0, 0, 1.35, -1.35, 0 };
static const double square[] = { -0.9, -0.9, 0.9, -0.9, 0.9, 0.9, -0.9, 0.9 };
static const double up[] = { 0, -1.3, 1.3, 1, -1.3, 1 };
static const double down[] = { 0, 1.3, 1.3, -1, -1.3, -1 };
static const double forward[] = { 1.3, 0, -1, 1.3, -1, -1.3 };
static const double house[] = { 0, -1.3, 1.25, -0.4, 0.8, 1.05, -0.8, 1.05, -1.25, -0.4 };

static void
fill_shape (cairo_t *cr, double x, double y, double radius, const double *corners, gsize n)
{
  for (gsize i = 0; i < n; i += 2)
    cairo_line_to (cr, x + radius * corners[i], y + radius * corners[i + 1]);
  cairo_close_path (cr);
  cairo_fill (cr);
}

static void
fill_dot (cairo_t *cr, double x, double y, double radius)
{
  cairo_arc (cr, x, y, radius, 0, 2 * G_PI);
  cairo_fill (cr);
}

/* Draws the mark of @n entries around @x, @y: a shape of its own for each kind, since colour alone
 * tells nothing to many; a larger one for more. */
void
matoi_mark_draw (cairo_t *cr,
                 MatoiMarkKind kind,
                 const GdkRGBA *colour,
                 double x,
                 double y,
                 guint n)
{
  double r = get_radius (n);

  gdk_cairo_set_source_rgba (cr, colour);
  cairo_new_path (cr);
  switch (kind)
    {
    case MATOI_MARK_HYPOTHESIS:
      fill_shape (cr, x, y, r, diamond, G_N_ELEMENTS (diamond));
      break;
    case MATOI_MARK_DECISION:
      fill_shape (cr, x, y, r, square, G_N_ELEMENTS (square));
      break;
    case MATOI_MARK_DETECTION:
      fill_shape (cr, x, y, r, up, G_N_ELEMENTS (up));
      break;
    case MATOI_MARK_SEVERITY:
      fill_shape (cr, x, y, r, down, G_N_ELEMENTS (down));
      break;
    case MATOI_MARK_ACTION:
      fill_shape (cr, x, y, r, forward, G_N_ELEMENTS (forward));
      break;
    case MATOI_MARK_UPDATE:
      fill_shape (cr, x, y, r, house, G_N_ELEMENTS (house));
      break;
    case MATOI_MARK_TODO:
      cairo_set_line_width (cr, 1.8);
      cairo_arc (cr, x, y, r - 0.4, 0, 2 * G_PI);
      cairo_stroke (cr);
      break;
    case MATOI_MARK_SYSTEM:
      fill_dot (cr, x, y, r - 1);
      break;
    case MATOI_MARK_FACT:
    case MATOI_N_MARKS:
    default:
      fill_dot (cr, x, y, r);
      break;
    }
}
