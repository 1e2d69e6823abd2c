/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-parked-lines.h"

#include <glib/gi18n-lib.h>

#include "matoi-line.h"
#include "matoi-ui-text.h"

struct _MatoiParkedLines
{
  GtkWidget parent_instance;
  GtkMenuButton *parked_button;
  GtkPopover *parked_popover;
  GtkListBox *parked_list;
};

G_DEFINE_FINAL_TYPE (MatoiParkedLines, matoi_parked_lines, GTK_TYPE_WIDGET)

enum
{
  RESTORE,
  REMOVE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
on_row_activated (MatoiParkedLines *self, GtkListBoxRow *row)
{
  guint index = (guint) gtk_list_box_row_get_index (row);

  gtk_popover_popdown (self->parked_popover);
  g_signal_emit (self, signals[RESTORE], 0, index);
}

static void
remove_row (GtkWidget *widget)
{
  GtkWidget *row = gtk_widget_get_ancestor (widget, GTK_TYPE_LIST_BOX_ROW);
  GtkWidget *self = gtk_widget_get_ancestor (widget, MATOI_TYPE_PARKED_LINES);

  if (row && self)
    g_signal_emit (self, signals[REMOVE], 0,
                   (guint) gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)));
}

/* Delete on a row does what its button does. */
static gboolean
on_delete (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));

  if (!focus || !gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BOX_ROW))
    return FALSE;
  remove_row (focus);
  return TRUE;
}

static GtkWidget *
create_row (const char *line)
{
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  const MatoiKindLook *look = matoi_ui_get_line_look (matoi_line_kind (line));
  GtkWidget *icon = gtk_image_new_from_icon_name (look->icon), *label = gtk_label_new (line);
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");

  gtk_widget_add_css_class (icon, "dim-label");
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_width_chars (GTK_LABEL (label), 30);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 48);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_tooltip_text (label, line);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Throw Away (Delete)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Throw Away"), -1);
  g_signal_connect (button, "clicked", G_CALLBACK (remove_row), NULL);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), button);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, line, -1);
  return row;
}

/* @lines: the newest first. */
void
matoi_parked_lines_show (MatoiParkedLines *self, const char *const *lines)
{
  guint n = g_strv_length ((char **) lines);
  g_autofree char *label = NULL;
  GtkWidget *row;

  g_return_if_fail (MATOI_IS_PARKED_LINES (self));

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->parked_list))))
    gtk_list_box_remove (self->parked_list, row);
  for (guint i = 0; i < n; i++)
    gtk_list_box_append (self->parked_list, create_row (lines[i]));
  /* Translators: on a button: so many half-typed lines wait. */
  label = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u draft", "%u drafts", n), n);
  gtk_menu_button_set_label (self->parked_button, label);
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
  if (n == 0)
    gtk_popover_popdown (self->parked_popover);
}

static void
matoi_parked_lines_dispose (GObject *object)
{
  matoi_ui_dispose_template (GTK_WIDGET (object), MATOI_TYPE_PARKED_LINES);
  G_OBJECT_CLASS (matoi_parked_lines_parent_class)->dispose (object);
}

static void
matoi_parked_lines_class_init (MatoiParkedLinesClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  GType type = G_TYPE_FROM_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_parked_lines_dispose;
  signals[RESTORE] = g_signal_new ("restore", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[REMOVE] = g_signal_new ("remove", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_UINT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/live/parked-lines.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiParkedLines, parked_button);
  gtk_widget_class_bind_template_child (widget_class, MatoiParkedLines, parked_popover);
  gtk_widget_class_bind_template_child (widget_class, MatoiParkedLines, parked_list);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Delete, 0, on_delete, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Delete, 0, on_delete, NULL);
}

static void
matoi_parked_lines_init (MatoiParkedLines *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
