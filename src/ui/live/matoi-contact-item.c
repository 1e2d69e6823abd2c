/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-contact-item.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-side.h"
#include "matoi-ui-text.h"

/* Shown of a text; the rest is in the tooltip. */
#define MAX_CHARS 30

struct _MatoiContactItem
{
  GtkWidget parent_instance;
  GtkWidget *main, *copy;
  GtkLabel *label;
  char *what, *uri; /* uri (nullable) */
};

G_DEFINE_FINAL_TYPE (MatoiContactItem, matoi_contact_item, GTK_TYPE_WIDGET)

/* --- copying */

static void
on_copy (GtkWidget *button)
{
  matoi_side_copy (button, g_object_get_data (G_OBJECT (button), "matoi-text"));
}

/* See the header. */
void
matoi_copy_button_set_text (GtkWidget *button, const char *text)
{
  g_object_set_data_full (G_OBJECT (button), "matoi-text", g_strdup (text), g_free);
}

/* See the header; @label is what the button is called, such as "Copy the channel". */
GtkWidget *
matoi_copy_button_new (const char *label, const char *text)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("edit-copy-symbolic");

  matoi_copy_button_set_text (button, text);
  gtk_widget_set_tooltip_text (button, label);
  matoi_side_set_name (button, label);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "copy-button");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect (button, "clicked", G_CALLBACK (on_copy), NULL);
  return button;
}

/* --- opening */

/* See the header. */
char *
matoi_contact_dup_uri (const char *text, gboolean is_phone)
{
  GString *number;

  if (g_str_has_prefix (text, "https://") || g_str_has_prefix (text, "http://"))
    return g_strdup (text);
  if (!is_phone)
    return NULL;
  number = g_string_new ("tel:");
  for (const char *p = text; *p; p++)
    if (g_ascii_isdigit (*p) || (*p == '+' && number->len == 4))
      g_string_append_c (number, *p);
  return g_string_free (number, number->len < 7);
}

static void
on_clicked (MatoiContactItem *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (self->uri && GTK_IS_WINDOW (root))
    gtk_show_uri (GTK_WINDOW (root), self->uri, GDK_CURRENT_TIME);
  else
    on_copy (self->copy);
}

/* Shows @text; @uri: what is opened. */
void
matoi_contact_item_show (MatoiContactItem *self, const char *text, const char *uri)
{
  const char *shown = text;
  g_autofree char *words = NULL, *tooltip = NULL;

  g_return_if_fail (MATOI_IS_CONTACT_ITEM (self) && text != NULL);

  if (g_str_has_prefix (shown, "https://"))
    shown += strlen ("https://");
  gtk_label_set_text (self->label, shown);
  /* Only what is very long is cut: a number with its end missing is no use. */
  gtk_label_set_ellipsize (self->label, g_utf8_strlen (shown, -1) > MAX_CHARS
                                          ? PANGO_ELLIPSIZE_END
                                          : PANGO_ELLIPSIZE_NONE);
  g_free (self->uri);
  self->uri = g_strdup (uri);
  matoi_copy_button_set_text (self->copy, text);
  /* Translators: %1$s is such as "Channel" or "Phone", %2$s its address. */
  words = g_strdup_printf (_("%1$s: %2$s"), self->what, text);
  tooltip = g_strdup_printf ("%s\n%s", words, uri ? _("Open") : _("Copy"));
  gtk_widget_set_tooltip_text (self->main, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->main), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
}

/* Leaves only the icon; the words are in the tooltip then. */
void
matoi_contact_item_set_short (MatoiContactItem *self, gboolean is_short)
{
  g_return_if_fail (MATOI_IS_CONTACT_ITEM (self));

  gtk_widget_set_visible (GTK_WIDGET (self->label), !is_short);
}

static void
matoi_contact_item_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (matoi_contact_item_parent_class)->dispose (object);
}

static void
matoi_contact_item_finalize (GObject *object)
{
  MatoiContactItem *self = MATOI_CONTACT_ITEM (object);

  g_free (self->what);
  g_free (self->uri);
  G_OBJECT_CLASS (matoi_contact_item_parent_class)->finalize (object);
}

static void
matoi_contact_item_class_init (MatoiContactItemClass *class)
{
  G_OBJECT_CLASS (class)->dispose = matoi_contact_item_dispose;
  G_OBJECT_CLASS (class)->finalize = matoi_contact_item_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BOX_LAYOUT);
}

static void
matoi_contact_item_init (MatoiContactItem *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "contact-item");
}

/* @what: translated, such as "Channel". */
GtkWidget *
matoi_contact_item_new (const char *icon, const char *what)
{
  MatoiContactItem *self = g_object_new (MATOI_TYPE_CONTACT_ITEM, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 7);
  g_autofree char *copy = NULL;

  self->what = g_strdup (what);
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_max_width_chars (self->label, MAX_CHARS);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (icon));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->label));
  self->main = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->main), box);
  gtk_widget_add_css_class (self->main, "flat");
  g_signal_connect_object (self->main, "clicked", G_CALLBACK (on_clicked), self, G_CONNECT_SWAPPED);
  gtk_widget_set_parent (self->main, GTK_WIDGET (self));
  /* Translators: the name of a button: %s is such as "Channel" or "Phone". */
  copy = g_strdup_printf (_("Copy: %s"), what);
  self->copy = matoi_copy_button_new (copy, "");
  gtk_widget_set_parent (self->copy, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}
