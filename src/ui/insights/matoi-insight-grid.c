/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-insight-grid.h"

#include "matoi-side.h"

struct _MatoiInsightGrid
{
  GtkWidget parent_instance;
  GtkWidget *scroller;
  GtkColumnView *view;
  GPtrArray *table; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (MatoiInsightGrid, matoi_insight_grid, GTK_TYPE_WIDGET)

static const char *
get_cell (MatoiInsightGrid *self, guint row, guint column)
{
  GPtrArray *cells = row < self->table->len ? g_ptr_array_index (self->table, row) : NULL;

  return cells && column < cells->len ? g_ptr_array_index (cells, column) : "";
}

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);
  gboolean first = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (factory), "matoi-column")) == 0;

  gtk_label_set_xalign (GTK_LABEL (label), first ? 0 : 1);
  gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (item, label);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  guint column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (factory), "matoi-column"));

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)),
                      get_cell (user_data, gtk_list_item_get_position (item) + 1, column));
}

static void
add_column (MatoiInsightGrid *self, guint column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) it = NULL;

  g_object_set_data (G_OBJECT (factory), "matoi-column", GUINT_TO_POINTER (column));
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), self);
  it = gtk_column_view_column_new (get_cell (self, 0, column), factory);
  gtk_column_view_column_set_expand (it, column == 0);
  gtk_column_view_append_column (self->view, it);
}

/* Whether only the numbers are others, so that the place in the table stays. */
static gboolean
has_head (MatoiInsightGrid *self, GPtrArray *head)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);
  guint n = g_list_model_get_n_items (columns);

  for (guint i = 0; n == head->len && i < n; i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      if (g_strcmp0 (gtk_column_view_column_get_title (column), g_ptr_array_index (head, i)) != 0)
        return FALSE;
    }
  return n == head->len;
}

static void
make_columns (MatoiInsightGrid *self, GPtrArray *head)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);

  while (g_list_model_get_n_items (columns) > 0)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, 0);

      gtk_column_view_remove_column (self->view, column);
    }
  for (guint i = 0; i < head->len; i++)
    add_column (self, i);
}

/** matoi_insight_grid_show: see the header. */
void
matoi_insight_grid_show (MatoiInsightGrid *self, GPtrArray *table, const char *name)
{
  g_autoptr (GtkStringList) rows = gtk_string_list_new (NULL);

  g_return_if_fail (MATOI_IS_INSIGHT_GRID (self) && table->len > 0);

  gtk_column_view_set_model (self->view, NULL);
  g_ptr_array_ref (table);
  g_clear_pointer (&self->table, g_ptr_array_unref);
  self->table = table;
  if (!has_head (self, g_ptr_array_index (table, 0)))
    make_columns (self, g_ptr_array_index (table, 0));
  for (guint i = 1; i < table->len; i++)
    gtk_string_list_append (rows, get_cell (self, i, 0));
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (gtk_single_selection_new (
                                           G_LIST_MODEL (g_steal_pointer (&rows)))));
  matoi_side_set_name (GTK_WIDGET (self->view), name);
}

static void
on_activate (MatoiInsightGrid *self, guint position)
{
  g_signal_emit_by_name (self, "activated", position);
}

static void
matoi_insight_grid_dispose (GObject *object)
{
  MatoiInsightGrid *self = MATOI_INSIGHT_GRID (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_pointer (&self->table, g_ptr_array_unref);
  G_OBJECT_CLASS (matoi_insight_grid_parent_class)->dispose (object);
}

static void
matoi_insight_grid_class_init (MatoiInsightGridClass *class)
{
  G_OBJECT_CLASS (class)->dispose = matoi_insight_grid_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
  g_signal_new ("activated", MATOI_TYPE_INSIGHT_GRID, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
matoi_insight_grid_init (MatoiInsightGrid *self)
{
  self->scroller = gtk_scrolled_window_new ();
  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "data-table");
  gtk_widget_set_name (GTK_WIDGET (self->view), "insight_table");
  g_signal_connect_swapped (self->view, "activate", G_CALLBACK (on_activate), self);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->view));
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (self->scroller), 150);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}
