/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-preview-block.h"

#define MIN_WIDTH     140
#define NATURAL_WIDTH 800
#define GAP           6

struct _MatoiPreviewBlock
{
  GtkWidget parent_instance;
  int indent;
  GtkWidget *marker; /* (nullable) stands before the indented content */
  GtkWidget *content;
};

G_DEFINE_FINAL_TYPE (MatoiPreviewBlock, matoi_preview_block, GTK_TYPE_WIDGET)

/** matoi_preview_block_new: (transfer floating): see the header. */
GtkWidget *
matoi_preview_block_new (int indent, GtkWidget *marker, GtkWidget *content)
{
  MatoiPreviewBlock *self = g_object_new (MATOI_TYPE_PREVIEW_BLOCK, NULL);

  self->indent = indent;
  self->marker = marker;
  self->content = content;
  if (marker)
    gtk_widget_set_parent (marker, GTK_WIDGET (self));
  gtk_widget_set_parent (content, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}

/** matoi_preview_block_get_content: (transfer none): what was given. */
GtkWidget *
matoi_preview_block_get_content (MatoiPreviewBlock *self)
{
  return self->content;
}

static GtkSizeRequestMode
matoi_preview_block_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
matoi_preview_block_measure (GtkWidget *widget,
                             GtkOrientation orientation,
                             int for_size,
                             int *minimum,
                             int *natural,
                             int *minimum_baseline,
                             int *natural_baseline)
{
  MatoiPreviewBlock *self = MATOI_PREVIEW_BLOCK (widget);
  int height = 0;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = self->indent + MIN_WIDTH;
      *natural = NATURAL_WIDTH;
      return;
    }
  gtk_widget_measure (self->content, orientation,
                      for_size < 0 ? NATURAL_WIDTH : MAX (for_size - self->indent, MIN_WIDTH), NULL,
                      natural, NULL, NULL);
  if (self->marker)
    gtk_widget_measure (self->marker, orientation, -1, NULL, &height, NULL, NULL);
  /* a picture would shrink to nothing in what scrolls */
  *natural = MAX (*natural, height);
  *minimum = *natural;
}

static void
matoi_preview_block_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  MatoiPreviewBlock *self = MATOI_PREVIEW_BLOCK (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int room = MAX (width - self->indent, MIN_WIDTH), least, natural;
  GtkAllocation place = { rtl ? 0 : self->indent, 0, room, height };

  /* what cannot be narrower hangs over rather than complains */
  gtk_widget_measure (self->content, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  place.width = MAX (place.width, least);
  gtk_widget_size_allocate (self->content, &place, -1);
  if (!self->marker)
    return;
  gtk_widget_measure (self->marker, GTK_ORIENTATION_HORIZONTAL, -1, &least, &natural, NULL, NULL);
  place.width = natural;
  place.x = rtl ? width - self->indent + GAP : self->indent - GAP - natural;
  gtk_widget_measure (self->marker, GTK_ORIENTATION_VERTICAL, -1, &least, &natural, NULL, NULL);
  place.height = natural;
  gtk_widget_size_allocate (self->marker, &place, -1);
}

static void
matoi_preview_block_dispose (GObject *object)
{
  MatoiPreviewBlock *self = MATOI_PREVIEW_BLOCK (object);

  g_clear_pointer (&self->marker, gtk_widget_unparent);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  G_OBJECT_CLASS (matoi_preview_block_parent_class)->dispose (object);
}

static void
matoi_preview_block_class_init (MatoiPreviewBlockClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_preview_block_dispose;
  widget_class->get_request_mode = matoi_preview_block_get_request_mode;
  widget_class->measure = matoi_preview_block_measure;
  widget_class->size_allocate = matoi_preview_block_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "piece");
}

static void
matoi_preview_block_init (MatoiPreviewBlock *self)
{
}
