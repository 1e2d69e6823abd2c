/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-earlier-list.h"

#include <glib/gi18n-lib.h>

#include "matoi-earlier-messages.h"
#include "matoi-inline.h"
#include "matoi-ui-text.h"

struct _MatoiEarlierList
{
  GtkWidget parent_instance;
  MatoiSession *session;     /* (nullable) */
  GCancellable *cancellable; /* (nullable) while it looks */
  gboolean filled;
  GtkExpander *expander;
  GtkListBox *list;
  GtkLabel *state;
};

G_DEFINE_FINAL_TYPE (MatoiEarlierList, matoi_earlier_list, GTK_TYPE_WIDGET)

static GtkWidget *
make_label (const char *text, const char *style, gboolean selectable)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), selectable);
  if (style)
    gtk_widget_add_css_class (label, style);
  return label;
}

static void
add_message (MatoiEarlierList *self, const MatoiEarlierMessage *message)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  g_autofree char *day =
    message->posted_at != MATOI_TIME_NONE
      ? matoi_time_to_local (message->posted_at, "%Y-%m-%d", matoi_session_get_zone (self->session))
      : NULL;
  g_autofree char *heading =
    g_strdup_printf ("%s · %s%s%s", message->ref, message->title, day ? " · " : "", day ? day : "");

  gtk_box_append (GTK_BOX (box), make_label (heading, "meeting-by", FALSE));
  gtk_box_append (GTK_BOX (box), make_label (message->text, NULL, TRUE));
  gtk_widget_add_css_class (row, "parked");
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_append (self->list, row);
}

static void
on_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiEarlierList) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found =
    matoi_context_list_messages_finish (MATOI_CONTEXT (source), result, &error);
  g_autofree char *problem = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || !self->session)
    return;
  g_clear_object (&self->cancellable);
  self->filled = found != NULL;
  for (guint i = 0; found && i < found->len; i++)
    add_message (self, g_ptr_array_index (found, i));
  problem = found ? NULL : matoi_ui_dup_error (error);
  matoi_inline_show (
    self->state, problem ? problem : found && found->len == 0 ? _ ("There are none yet.") : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->list), found && found->len > 0);
}

static void
on_expanded (MatoiEarlierList *self)
{
  if (!gtk_expander_get_expanded (self->expander) || !self->session || self->filled ||
      self->cancellable)
    return;
  self->cancellable = g_cancellable_new ();
  matoi_inline_show (self->state, _ ("Looking…"));
  matoi_context_list_messages_async (matoi_session_get_context (self->session),
                                     &matoi_session_get_incident (self->session)->id,
                                     self->cancellable, on_found, g_object_ref (self));
}

void
matoi_earlier_list_set_session (MatoiEarlierList *self, MatoiSession *session)
{
  GtkListBoxRow *row;

  g_return_if_fail (MATOI_IS_EARLIER_LIST (self));

  if (self->cancellable)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_set_object (&self->session, session);
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)))
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  self->filled = FALSE;
  gtk_expander_set_expanded (self->expander, FALSE);
  matoi_inline_show (self->state, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->list), FALSE);
}

static void
matoi_earlier_list_dispose (GObject *object)
{
  MatoiEarlierList *self = MATOI_EARLIER_LIST (object);

  if (self->cancellable)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  if (self->expander)
    gtk_widget_unparent (GTK_WIDGET (self->expander));
  self->expander = NULL;
  G_OBJECT_CLASS (matoi_earlier_list_parent_class)->dispose (object);
}

static void
matoi_earlier_list_class_init (MatoiEarlierListClass *class)
{
  G_OBJECT_CLASS (class)->dispose = matoi_earlier_list_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
}

static void
matoi_earlier_list_init (MatoiEarlierList *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  self->expander = GTK_EXPANDER (gtk_expander_new (_ ("Earlier messages, as examples")));
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  self->state = GTK_LABEL (make_label ("", "meeting-note", FALSE));
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Earlier messages, as examples"), -1);
  gtk_widget_set_visible (GTK_WIDGET (self->state), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->list), FALSE);
  gtk_widget_set_margin_top (box, 8);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->state));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  gtk_expander_set_child (self->expander, box);
  g_signal_connect_swapped (self->expander, "notify::expanded", G_CALLBACK (on_expanded), self);
  gtk_widget_set_parent (GTK_WIDGET (self->expander), GTK_WIDGET (self));
}
