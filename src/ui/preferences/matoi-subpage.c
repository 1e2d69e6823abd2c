/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-subpage.h"

#include <glib/gi18n-lib.h>

struct _MatoiSubpage
{
  GtkWidget parent_instance;
  GtkWidget *header;
};

G_DEFINE_FINAL_TYPE (MatoiSubpage, matoi_subpage, GTK_TYPE_WIDGET)

static void
go_back (GtkWidget *widget, const char *action, GVariant *parameter)
{
  GtkWidget *window = gtk_widget_get_ancestor (widget, ADW_TYPE_PREFERENCES_WINDOW);

  if (window)
    adw_preferences_window_close_subpage (ADW_PREFERENCES_WINDOW (window));
}

static void
matoi_subpage_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (matoi_subpage_parent_class)->dispose (object);
}

static void
matoi_subpage_class_init (MatoiSubpageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_subpage_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_install_action (widget_class, "subpage.back", NULL, go_back);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "subpage.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "subpage.back",
                                       NULL);
}

static void
matoi_subpage_init (MatoiSubpage *self)
{
  GtkWidget *back = gtk_button_new_from_icon_name ("go-previous-symbolic");
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  self->header = adw_header_bar_new ();
  gtk_actionable_set_action_name (GTK_ACTIONABLE (back), "subpage.back");
  gtk_widget_set_tooltip_text (back, _ ("Back"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (back), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Back"), -1);
  gtk_widget_set_name (back, "subpage_back");
  adw_header_bar_pack_start (ADW_HEADER_BAR (self->header), back);
  gtk_widget_set_parent (self->header, GTK_WIDGET (self));
}

/** matoi_subpage_new: see the header. */
MatoiSubpage *
matoi_subpage_new (const char *title, AdwPreferencesPage *page)
{
  MatoiSubpage *self = g_object_new (MATOI_TYPE_SUBPAGE, NULL);

  g_return_val_if_fail (ADW_IS_PREFERENCES_PAGE (page), NULL);

  adw_header_bar_set_title_widget (ADW_HEADER_BAR (self->header),
                                   adw_window_title_new (title, NULL));
  gtk_widget_set_vexpand (GTK_WIDGET (page), TRUE);
  gtk_widget_set_parent (GTK_WIDGET (page), GTK_WIDGET (self));
  return self;
}
