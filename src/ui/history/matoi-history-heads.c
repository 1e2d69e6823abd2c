/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-history-heads.h"

#include <glib/gi18n-lib.h>

#include "matoi-side.h"

struct _MatoiHistoryHeads
{
  GtkWidget parent_instance;
  GtkWidget *buttons[MATOI_HISTORY_N_COLUMNS];
};

G_DEFINE_FINAL_TYPE (MatoiHistoryHeads, matoi_history_heads, GTK_TYPE_WIDGET)

static guint sort_signal;

/** matoi_history_heads_show_order: see the header. */
void
matoi_history_heads_show_order (MatoiHistoryHeads *self, MatoiHistoryColumn column, gboolean down)
{
  g_return_if_fail (MATOI_IS_HISTORY_HEADS (self));

  for (guint i = 0; i < MATOI_HISTORY_N_COLUMNS; i++)
    {
      const char *title = matoi_history_get_column_title (i);
      g_autofree char *label =
        i != column ? g_strdup (title) : g_strdup_printf ("%s %s", title, down ? "↓" : "↑");
      g_autofree char *name = i != column ? g_strdup_printf (_ ("Sort by “%s”"), title)
                                          : down
        ? g_strdup_printf (_ ("Sorted by “%s”, downwards"), title)
        : g_strdup_printf (_ ("Sorted by “%s”, upwards"), title);

      if (g_strcmp0 (gtk_widget_get_tooltip_text (self->buttons[i]), name) == 0)
        continue;
      gtk_label_set_text (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (self->buttons[i]))), label);
      gtk_widget_set_tooltip_text (self->buttons[i], name);
      matoi_side_set_name (self->buttons[i], name);
    }
}

/** matoi_history_heads_measure: see the header. */
void
matoi_history_heads_measure (MatoiHistoryHeads *self, GtkWidget *list)
{
  g_return_if_fail (MATOI_IS_HISTORY_HEADS (self));

  matoi_history_measure_columns (gtk_button_get_child (GTK_BUTTON (self->buttons[0])), list);
  for (guint i = 0; i < MATOI_HISTORY_N_COLUMNS; i++)
    gtk_widget_set_size_request (self->buttons[i], matoi_history_get_column_width (i), -1);
}

static void
on_clicked (GtkButton *button, MatoiHistoryHeads *self)
{
  for (guint i = 0; i < MATOI_HISTORY_N_COLUMNS; i++)
    if (self->buttons[i] == GTK_WIDGET (button))
      g_signal_emit (self, sort_signal, 0, i);
}

static GtkWidget *
new_button (MatoiHistoryColumn column)
{
  GtkWidget *button = gtk_button_new (), *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  /* As wide as the cells below, however long the word is. */
  gtk_label_set_width_chars (GTK_LABEL (label), 1);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 1);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_set_hexpand (button, column == MATOI_HISTORY_TITLE);
  gtk_widget_add_css_class (button, "flat");
  return button;
}

static void
matoi_history_heads_dispose (GObject *object)
{
  MatoiHistoryHeads *self = MATOI_HISTORY_HEADS (object);

  for (guint i = 0; i < MATOI_HISTORY_N_COLUMNS; i++)
    g_clear_pointer (&self->buttons[i], gtk_widget_unparent);
  G_OBJECT_CLASS (matoi_history_heads_parent_class)->dispose (object);
}

static void
matoi_history_heads_class_init (MatoiHistoryHeadsClass *class)
{
  G_OBJECT_CLASS (class)->dispose = matoi_history_heads_dispose;
  sort_signal = g_signal_new ("sort", MATOI_TYPE_HISTORY_HEADS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                              NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BOX_LAYOUT);
}

static void
matoi_history_heads_init (MatoiHistoryHeads *self)
{
  for (guint i = 0; i < MATOI_HISTORY_N_COLUMNS; i++)
    {
      self->buttons[i] = new_button (i);
      g_signal_connect (self->buttons[i], "clicked", G_CALLBACK (on_clicked), self);
      gtk_widget_set_parent (self->buttons[i], GTK_WIDGET (self));
    }
}
