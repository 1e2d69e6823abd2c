/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-telling-row-private.h"

#include <glib/gi18n-lib.h>

#include "matoi-moment.h"
#include "matoi-telling-list.h"

#define LEAST_WIDTH 260

G_DEFINE_FINAL_TYPE (MatoiTellingRow, matoi_telling_row, GTK_TYPE_WIDGET)

GtkWidget *
matoi_telling_row_new (void)
{
  return g_object_new (MATOI_TYPE_TELLING_ROW, NULL);
}

/* (nullable) */
MatoiTellingItem *
matoi_telling_row_get_item (MatoiTellingRow *self)
{
  return self->item;
}

static void
on_edit (MatoiTellingRow *self)
{
  matoi_telling_row_ask_to_edit (self, self->item && self->item->open ? "close" : "text");
}

/* --- opened and closed */

static void
close_editor (MatoiTellingRow *self)
{
  if (!self->editor)
    return;
  matoi_telling_editor_flush (self->editor);
  gtk_box_remove (GTK_BOX (self->content), GTK_WIDGET (self->editor));
  self->editor = NULL;
}

static void
show_editor (MatoiTellingRow *self)
{
  if (!self->item->open || !self->editable)
    {
      close_editor (self);
      return;
    }
  if (!self->editor)
    {
      self->editor = MATOI_TELLING_EDITOR (matoi_telling_editor_new (self->session, self->item));
      gtk_box_append (GTK_BOX (self->content), GTK_WIDGET (self->editor));
    }
}

void
matoi_telling_row_flush (MatoiTellingRow *self)
{
  if (self->editor)
    matoi_telling_editor_flush (self->editor);
}

gboolean
matoi_telling_row_edit (MatoiTellingRow *self, const char *part)
{
  return self->editor && matoi_telling_editor_focus (self->editor, part);
}

/* --- the whole */

/* Reads the whole row out in one go: GTK leaves rows of a list without a name. */
static void
name_row (MatoiTellingRow *self, const char *local)
{
  GtkWidget *row = gtk_widget_get_parent (GTK_WIDGET (self));
  /* Translators: read out for a row of the timeline: 1: a time, 2: the kind, 3: the words. */
  g_autofree char *name =
    g_strdup_printf (_ ("%1$s, %2$s: %3$s"), local, matoi_telling_item_get_kind_name (self->item),
                        self->item->text);
  g_autofree char *all =
    self->item->sourced ? g_strdup (name) : g_strdup_printf ("%s. %s", name, _ ("No Evidence Yet"));

  gtk_accessible_update_property (GTK_ACCESSIBLE (row ? row : GTK_WIDGET (self)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, all, -1);
}

static void
show_item (MatoiTellingRow *self)
{
  MatoiTellingItem *item = self->item;
  g_autofree char *local =
    matoi_moment_dup_local (item->occurred_at, matoi_session_get_zone (self->session));
  g_autofree char *utc = matoi_moment_dup_utc (item->occurred_at);

  gtk_label_set_text (self->local, local);
  gtk_label_set_text (self->utc, utc);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->utc), utc);
  matoi_telling_list_show_chip (self->chip, item);
  gtk_label_set_text (self->text, item->text);
  gtk_widget_set_visible (GTK_WIDGET (self->text), !item->open || !self->editable);
  matoi_telling_row_show_day (self);
  matoi_telling_row_show_word (self, &self->anchor, "telling-anchor",
                               item->anchor ? matoi_postmortem_anchor_name (item->anchor) : NULL);
  /* Translators: a mark on what the responders did not know at the time. */
  matoi_telling_row_show_word (self, &self->later, "kind-update",
                               item->learned_later ? _ ("Learned later") : NULL);
  /* Translators: a mark on what is not told as it was captured. */
  matoi_telling_row_show_word (self, &self->changed, "kind-severity",
                               item->changed ? _ ("Changed") : NULL);
  matoi_telling_row_show_captured (self);
  matoi_telling_row_show_evidence (self);
  matoi_telling_row_show_missing (self);
  gtk_widget_set_visible (self->edit, self->editable);
  gtk_button_set_icon_name (GTK_BUTTON (self->edit),
                            item->open ? "go-up-symbolic" : "document-edit-symbolic");
  show_editor (self);
  name_row (self, local);
}

void
matoi_telling_row_show (MatoiTellingRow *self,
                        MatoiTellingItem *item,
                        MatoiSession *session,
                        gboolean editable)
{
  g_return_if_fail (MATOI_IS_TELLING_ROW (self));

  if (self->item != item)
    {
      close_editor (self);
      if (self->item)
        g_signal_handlers_disconnect_by_data (self->item, self);
      g_set_object (&self->item, item);
      if (item)
        g_signal_connect_swapped (item, "changed", G_CALLBACK (show_item), self);
    }
  g_set_object (&self->session, session);
  self->editable = editable;
  if (item)
    show_item (self);
}

/* --- the object */

static void
matoi_telling_row_dispose (GObject *object)
{
  MatoiTellingRow *self = MATOI_TELLING_ROW (object);

  if (self->whole)
    matoi_telling_row_show (self, NULL, NULL, FALSE);
  g_clear_pointer (&self->whole, gtk_widget_unparent);
  G_OBJECT_CLASS (matoi_telling_row_parent_class)->dispose (object);
}

static void
matoi_telling_row_class_init (MatoiTellingRowClass *class)
{
  G_OBJECT_CLASS (class)->dispose = matoi_telling_row_dispose;
}

static void
make_meta (MatoiTellingRow *self)
{
  self->meta = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->chip = matoi_telling_list_new_chip ();
  self->edit = gtk_button_new_from_icon_name ("document-edit-symbolic");
  gtk_widget_set_hexpand (self->edit, TRUE);
  gtk_widget_set_halign (self->edit, GTK_ALIGN_END);
  gtk_widget_add_css_class (self->edit, "flat");
  gtk_widget_add_css_class (self->edit, "telling-edit");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->edit), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Edit This Row"), -1);
  g_signal_connect_swapped (self->edit, "clicked", G_CALLBACK (on_edit), self);
  gtk_box_append (GTK_BOX (self->meta), self->chip);
  gtk_box_append (GTK_BOX (self->meta), self->edit);
}

static void
matoi_telling_row_init (MatoiTellingRow *self)
{
  GtkWidget *body = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *times = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->whole = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (body, "telling-row");
  self->local = matoi_telling_row_new_label ("telling-local");
  self->utc = matoi_telling_row_new_label ("telling-utc");
  gtk_box_append (GTK_BOX (times), GTK_WIDGET (self->local));
  gtk_box_append (GTK_BOX (times), GTK_WIDGET (self->utc));
  gtk_widget_add_css_class (times, "telling-times");
  self->content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_widget_set_hexpand (self->content, TRUE);
  make_meta (self);
  self->text = matoi_telling_row_new_wrapped ("telling-text");
  gtk_box_append (GTK_BOX (self->content), self->meta);
  gtk_box_append (GTK_BOX (self->content), GTK_WIDGET (self->text));
  gtk_box_append (GTK_BOX (body), times);
  gtk_box_append (GTK_BOX (body), self->content);
  gtk_box_append (GTK_BOX (self->whole), body);
  matoi_telling_list_lay_out_row (GTK_WIDGET (self), self->whole, LEAST_WIDTH);
}
