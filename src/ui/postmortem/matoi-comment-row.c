/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-comment-row.h"

#include <glib/gi18n-lib.h>

#include "matoi-side.h"

struct _MatoiCommentRow
{
  GtkListBoxRow parent_instance;
  GtkLabel *author, *when, *text, *scope;
  GtkButton *button;
  MatoiId id;
};

G_DEFINE_FINAL_TYPE (MatoiCommentRow, matoi_comment_row, GTK_TYPE_LIST_BOX_ROW)

static guint toggle_signal;

const MatoiId *
matoi_comment_row_get_id (MatoiCommentRow *self)
{
  return &self->id;
}

static void
show_button (MatoiCommentRow *self, const MatoiComment *comment)
{
  gboolean open = comment->resolved_by == NULL;
  const char *label = open ? _ ("_Resolve") : _ ("_Open Again");
  g_autofree char *name = NULL;

  if (g_strcmp0 (gtk_button_get_label (self->button), label) != 0)
    gtk_button_set_label (self->button, label);
  if (open)
    /* Translators: for screen readers; %1$s is a person, %2$s what they said. */
    name =
      g_strdup_printf (_ ("Resolve the comment of %1$s: %2$s"), comment->author, comment->text);
  else
    /* Translators: for screen readers; %1$s is a person, %2$s what they said. */
    name =
      g_strdup_printf (_ ("Open the comment of %1$s again: %2$s"), comment->author, comment->text);
  matoi_side_set_name (GTK_WIDGET (self->button), name);
}

void
matoi_comment_row_show (MatoiCommentRow *self, MatoiSession *session, const MatoiComment *comment)
{
  g_autofree char *when =
    /* Translators: a day and a time of day, for g_date_time_format (). */
    matoi_time_to_local (comment->at, _ ("%-d %b %H:%M"), matoi_session_get_zone (session));
  g_autofree char *words = NULL;

  g_return_if_fail (MATOI_IS_COMMENT_ROW (self));

  matoi_side_set_label (self->author, comment->author);
  matoi_side_set_label (self->when, when);
  matoi_side_set_label (self->text, comment->text);
  if (comment->resolved_by)
    /* Translators: %s is a person. */
    words = g_strdup_printf (_ ("Resolved by %s"), comment->resolved_by);
  else if (!comment->section)
    words = g_strdup (_ ("On the whole document"));
  matoi_side_set_label (self->scope, words ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->scope), words != NULL);
  if (comment->resolved_by)
    gtk_widget_add_css_class (GTK_WIDGET (self), "closed");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "closed");
  show_button (self, comment);
}

static void
on_clicked (MatoiCommentRow *self)
{
  g_signal_emit (self, toggle_signal, 0);
}

GtkWidget *
matoi_comment_row_new (const MatoiId *id)
{
  MatoiCommentRow *self = g_object_new (MATOI_TYPE_COMMENT_ROW, NULL);

  self->id = *id;
  return GTK_WIDGET (self);
}

/* It is no stop itself: what can be done with it is. */
static gboolean
matoi_comment_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (MATOI_COMMENT_ROW (widget)->button));
}

static void
matoi_comment_row_class_init (MatoiCommentRowClass *class)
{
  GTK_WIDGET_CLASS (class)->grab_focus = matoi_comment_row_grab_focus;
  toggle_signal = g_signal_new ("toggle", MATOI_TYPE_COMMENT_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
}

static GtkLabel *
make_label (const char *style)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (NULL));

  gtk_label_set_xalign (label, 0);
  gtk_widget_add_css_class (GTK_WIDGET (label), style);
  return label;
}

static void
matoi_comment_row_init (MatoiCommentRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *first = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *last = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->author = make_label ("comment-author");
  self->when = make_label ("comment-when");
  self->text = make_label ("comment-text");
  self->scope = make_label ("comment-when");
  self->button = GTK_BUTTON (gtk_button_new_with_mnemonic (""));
  gtk_label_set_ellipsize (self->author, PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (GTK_WIDGET (self->author), TRUE);
  gtk_label_set_ellipsize (self->scope, PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (GTK_WIDGET (self->scope), TRUE);
  gtk_label_set_wrap (self->text, TRUE);
  gtk_label_set_wrap_mode (self->text, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (self->text, GTK_NATURAL_WRAP_NONE);
  gtk_label_set_max_width_chars (self->text, 30);
  gtk_label_set_selectable (self->text, TRUE);
  /* A Tab stop for every comment would be in the way; the pointer selects. */
  gtk_widget_set_focusable (GTK_WIDGET (self->text), FALSE);
  gtk_widget_set_halign (GTK_WIDGET (self->button), GTK_ALIGN_END);
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "flat");
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "comment-button");
  gtk_box_append (GTK_BOX (first), GTK_WIDGET (self->author));
  gtk_box_append (GTK_BOX (first), GTK_WIDGET (self->when));
  gtk_box_append (GTK_BOX (last), GTK_WIDGET (self->scope));
  gtk_box_append (GTK_BOX (last), GTK_WIDGET (self->button));
  gtk_box_append (GTK_BOX (box), first);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->text));
  gtk_box_append (GTK_BOX (box), last);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "comment-row");
  g_signal_connect_swapped (self->button, "clicked", G_CALLBACK (on_clicked), self);
}
