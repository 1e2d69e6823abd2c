/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-action-labels.h"

#include <glib/gi18n-lib.h>

#include "matoi-context-actions.h"
#include "matoi-side.h"
#include "matoi-ui-text.h"

struct _MatoiActionLabels
{
  GtkWidget parent_instance;
  GtkLabel *lab_labels, *lab_search;
};

G_DEFINE_FINAL_TYPE (MatoiActionLabels, matoi_action_labels, GTK_TYPE_WIDGET)

static void
on_copy_labels (MatoiActionLabels *self, GtkButton *button)
{
  matoi_side_copy (button, gtk_label_get_text (self->lab_labels));
}

static void
on_copy_search (MatoiActionLabels *self, GtkButton *button)
{
  matoi_side_copy (button, gtk_label_get_text (self->lab_search));
}

/* What the tickets of this incident get and how they are found; hidden when there are no labels. */
void
matoi_action_labels_show (MatoiActionLabels *self, MatoiSession *session)
{
  const MatoiIncident *incident = session ? matoi_session_get_incident (session) : NULL;
  MatoiContext *context = session ? matoi_session_get_context (session) : NULL;
  g_auto (GStrv) labels = incident ? matoi_context_dup_ticket_labels (context, incident) : NULL;
  g_autofree char *search = incident ? matoi_context_dup_ticket_search (context, incident) : NULL;
  g_autofree char *text = labels ? g_strjoinv (" ", labels) : g_strdup ("");

  g_return_if_fail (MATOI_IS_ACTION_LABELS (self));

  gtk_widget_set_visible (GTK_WIDGET (self), *text && search);
  matoi_side_set_label (self->lab_labels, text);
  matoi_side_set_label (self->lab_search, search ? search : "");
}

static void
matoi_action_labels_dispose (GObject *object)
{
  matoi_ui_dispose_template (GTK_WIDGET (object), MATOI_TYPE_ACTION_LABELS);
  G_OBJECT_CLASS (matoi_action_labels_parent_class)->dispose (object);
}

static void
matoi_action_labels_class_init (MatoiActionLabelsClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_action_labels_dispose;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/matoi/Matoi/postmortem/action-labels.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiActionLabels, lab_labels);
  gtk_widget_class_bind_template_child (widget_class, MatoiActionLabels, lab_search);
  gtk_widget_class_bind_template_callback (widget_class, on_copy_labels);
  gtk_widget_class_bind_template_callback (widget_class, on_copy_search);
}

static void
matoi_action_labels_init (MatoiActionLabels *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
