/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-completion-row.h"

#include <adwaita.h>

struct _MatoiCompletionRow
{
  GtkListBoxRow parent_instance;
  AdwAvatar *compl_avatar;
  GtkImage *compl_icon;
  GtkLabel *compl_title, *compl_hint, *compl_note;
};

G_DEFINE_FINAL_TYPE (MatoiCompletionRow, matoi_completion_row, GTK_TYPE_LIST_BOX_ROW)

static void
set_label (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text);
  gtk_widget_set_visible (GTK_WIDGET (label), *text != '\0');
}

void
matoi_completion_row_show (MatoiCompletionRow *self, const MatoiCandidate *candidate)
{
  g_autofree char *all = NULL;

  g_return_if_fail (MATOI_IS_COMPLETION_ROW (self) && candidate);

  gtk_widget_set_visible (GTK_WIDGET (self->compl_avatar), candidate->person);
  gtk_widget_set_visible (GTK_WIDGET (self->compl_icon), candidate->icon != NULL);
  if (candidate->person)
    adw_avatar_set_text (self->compl_avatar, candidate->title);
  if (candidate->icon)
    gtk_image_set_from_icon_name (self->compl_icon, candidate->icon);
  gtk_label_set_text (self->compl_title, candidate->title);
  set_label (self->compl_hint, candidate->hint);
  set_label (self->compl_note, candidate->note);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->compl_note),
                               *candidate->note ? candidate->note : NULL);
  all = g_strjoin (" ", candidate->title, candidate->hint, candidate->note, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  g_strstrip (all), -1);
}

GtkWidget *
matoi_completion_row_new (void)
{
  return g_object_new (MATOI_TYPE_COMPLETION_ROW, NULL);
}

static void
matoi_completion_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), MATOI_TYPE_COMPLETION_ROW);
  G_OBJECT_CLASS (matoi_completion_row_parent_class)->dispose (object);
}

static void
matoi_completion_row_class_init (MatoiCompletionRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_completion_row_dispose;
  g_type_ensure (ADW_TYPE_AVATAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/live/completion-row.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiCompletionRow, compl_avatar);
  gtk_widget_class_bind_template_child (widget_class, MatoiCompletionRow, compl_icon);
  gtk_widget_class_bind_template_child (widget_class, MatoiCompletionRow, compl_title);
  gtk_widget_class_bind_template_child (widget_class, MatoiCompletionRow, compl_hint);
  gtk_widget_class_bind_template_child (widget_class, MatoiCompletionRow, compl_note);
}

static void
matoi_completion_row_init (MatoiCompletionRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
