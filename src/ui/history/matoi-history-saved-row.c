/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-history-saved-row.h"

#include <glib/gi18n-lib.h>

#include "matoi-side.h"

struct _MatoiHistorySavedRow
{
  GtkListBoxRow parent_instance;
  char *name, *query;
};

G_DEFINE_FINAL_TYPE (MatoiHistorySavedRow, matoi_history_saved_row, GTK_TYPE_LIST_BOX_ROW)

static guint delete_signal;

const char *
matoi_history_saved_row_get_name (MatoiHistorySavedRow *self)
{
  return self->name;
}

const char *
matoi_history_saved_row_get_query (MatoiHistorySavedRow *self)
{
  return self->query;
}

/** matoi_history_saved_row_shows: whether it is that one, as it is now. */
gboolean
matoi_history_saved_row_shows (MatoiHistorySavedRow *self, const MatoiSavedSearch *search)
{
  return g_str_equal (self->name, search->name) && g_str_equal (self->query, search->query);
}

static void
delete_it (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_signal_emit (widget, delete_signal, 0);
}

static GtkWidget *
new_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 36);
  gtk_widget_add_css_class (label, style);
  matoi_side_explain_cut (GTK_LABEL (label));
  return label;
}

static void
build (MatoiHistorySavedRow *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  /* Translators: %s is the name of a saved search. */
  g_autofree char *what = g_strdup_printf (_ ("Delete “%s”"), self->name);
  g_autofree char *whole = g_strdup_printf ("%s: %s", self->name, self->query);

  gtk_box_append (GTK_BOX (words), new_label (self->name, "history-saved-name"));
  gtk_box_append (GTK_BOX (words), new_label (self->query, "dim-label"));
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_set_tooltip_text (button, what);
  matoi_side_set_name (button, what);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "saved-row.delete");
  gtk_box_append (GTK_BOX (line), words);
  gtk_box_append (GTK_BOX (line), button);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), line);
  matoi_side_set_name (GTK_WIDGET (self), whole);
}

static void
matoi_history_saved_row_finalize (GObject *object)
{
  MatoiHistorySavedRow *self = MATOI_HISTORY_SAVED_ROW (object);

  g_free (self->name);
  g_free (self->query);
  G_OBJECT_CLASS (matoi_history_saved_row_parent_class)->finalize (object);
}

static void
matoi_history_saved_row_class_init (MatoiHistorySavedRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = matoi_history_saved_row_finalize;
  delete_signal = g_signal_new ("delete", MATOI_TYPE_HISTORY_SAVED_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_install_action (widget_class, "saved-row.delete", NULL, delete_it);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "saved-row.delete", NULL);
}

static void
matoi_history_saved_row_init (MatoiHistorySavedRow *self)
{
}

/** matoi_history_saved_row_new: @search is copied. */
GtkWidget *
matoi_history_saved_row_new (const MatoiSavedSearch *search)
{
  MatoiHistorySavedRow *self = g_object_new (MATOI_TYPE_HISTORY_SAVED_ROW, NULL);

  self->name = g_strdup (search->name);
  self->query = g_strdup (search->query);
  build (self);
  return GTK_WIDGET (self);
}
