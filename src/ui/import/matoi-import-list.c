/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-import-list.h"

#include <glib/gi18n-lib.h>

#include "matoi-side.h"
#include "matoi-text.h"

/* The rows of both panes and of the channels: made once, filled again and again while one scrolls. */

#define MAX_SHOWN 160

typedef struct
{
  GtkWidget *check;
  GtkLabel *who, *when, *known, *text;
  GBinding *binding; /* (nullable) while it is filled */
} Row;

static GtkLabel *
add_label (GtkWidget *box, const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (style)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static void
on_setup (GtkListItemFactory *factory, GtkListItem *item, gpointer zone)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  Row *row = g_new0 (Row, 1);

  row->check = gtk_check_button_new ();
  /* The row has the keyboard and does the same. */
  gtk_widget_set_focusable (row->check, FALSE);
  gtk_widget_set_valign (row->check, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), row->check);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (words), head);
  gtk_widget_set_hexpand (words, TRUE);
  row->who = add_label (head, "import-who");
  gtk_label_set_ellipsize (row->who, PANGO_ELLIPSIZE_END);
  row->when = add_label (head, "import-when");
  row->known = add_label (head, "import-known");
  row->text = add_label (words, NULL);
  /* One line each, and not more of it than is seen: thousands are scrolled without a pause. */
  gtk_label_set_single_line_mode (row->text, TRUE);
  gtk_label_set_ellipsize (row->text, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (box, "import-row");
  g_object_set_data_full (G_OBJECT (item), "matoi-row", row, g_free);
  gtk_list_item_set_child (item, box);
}

/* As much as may fit into a line. */
static char *
dup_start (const char *text)
{
  const char *end = text;

  for (guint n = 0; *end && n < MAX_SHOWN; n++)
    end = g_utf8_next_char (end);
  return g_strndup (text, (gsize) (end - text));
}

static void
show_message (Row *row, MatoiImportItem *item, GTimeZone *zone)
{
  const MatoiSlackMessage *message = matoi_import_item_get_message (item);
  g_autofree char *time = matoi_time_to_local (message->at, "%F %H:%M", zone);
  g_autofree char *start = dup_start (message->text);
  g_autofree char *line = matoi_text_dup_line (start);

  gtk_label_set_text (row->who, message->author);
  gtk_label_set_text (row->when, time);
  gtk_label_set_text (row->text, line);
  gtk_widget_set_tooltip_text (GTK_WIDGET (row->text), message->text);
  /* Translators: of a message: it is in the record of an incident. */
  gtk_label_set_text (row->known, matoi_import_item_is_known (item) ? _ ("imported already") : "");
}

static void
show_channel (Row *row, MatoiImportItem *item, GTimeZone *zone)
{
  const MatoiSlackChannel *channel = matoi_import_item_get_channel (item);
  g_autofree char *first = matoi_time_to_local (channel->first, "%F", zone);
  g_autofree char *last = matoi_time_to_local (channel->last, "%F", zone);
  g_autofree char *count = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u message",
                                                         "%u messages", channel->n_messages),
                                            channel->n_messages);
  /* Translators: of a channel: %1$s is how many messages, %2$s and %3$s the first and last day. */
  g_autofree char *text = g_strdup_printf (_ ("%1$s, %2$s to %3$s"), count, first, last);

  gtk_label_set_text (row->who, channel->name);
  gtk_label_set_text (row->text, text);
}

static void
on_bind (GtkListItemFactory *factory, GtkListItem *list_item, gpointer zone)
{
  MatoiImportItem *item = gtk_list_item_get_item (list_item);
  Row *row = g_object_get_data (G_OBJECT (list_item), "matoi-row");
  GtkWidget *box = gtk_list_item_get_child (list_item), *cell = gtk_widget_get_parent (box);
  g_autofree char *name = NULL;

  if (matoi_import_item_get_message (item))
    show_message (row, item, zone);
  else
    show_channel (row, item, zone);
  row->binding = g_object_bind_property (item, "chosen", row->check, "active",
                                         G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  name = g_strjoin (", ", gtk_label_get_text (row->who), gtk_label_get_text (row->when),
                    gtk_label_get_text (row->text), NULL);
  matoi_side_set_name (row->check, name);
  if (cell)
    matoi_side_set_name (cell, name);
}

static void
on_unbind (GtkListItemFactory *factory, GtkListItem *list_item, gpointer zone)
{
  Row *row = g_object_get_data (G_OBJECT (list_item), "matoi-row");

  g_clear_pointer (&row->binding, g_binding_unbind);
}

static void
toggle (GtkListView *view, guint position)
{
  GtkSelectionModel *model = gtk_list_view_get_model (view);
  g_autoptr (MatoiImportItem) item = g_list_model_get_item (G_LIST_MODEL (model), position);

  if (item)
    matoi_import_item_choose (item, !matoi_import_item_is_chosen (item));
}

static gboolean
on_space (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  GtkSingleSelection *model =
    GTK_SINGLE_SELECTION (gtk_list_view_get_model (GTK_LIST_VIEW (widget)));

  if (gtk_single_selection_get_selected (model) == GTK_INVALID_LIST_POSITION)
    return FALSE;
  toggle (GTK_LIST_VIEW (widget), gtk_single_selection_get_selected (model));
  return TRUE;
}

static void
add_space (GtkListView *view)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  /* Before the list, which would select. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (keys),
    gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_space, 0),
                      gtk_callback_action_new (on_space, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (view), keys);
}

void
matoi_import_list_set_up (GtkListView *view, GListModel *model, GTimeZone *zone)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkSingleSelection *selection = gtk_single_selection_new (model);

  gtk_single_selection_set_autoselect (selection, FALSE);
  g_signal_connect_data (factory, "setup", G_CALLBACK (on_setup), NULL, NULL, 0);
  g_signal_connect_data (factory, "bind", G_CALLBACK (on_bind), g_time_zone_ref (zone),
                         (GClosureNotify) (gpointer) g_time_zone_unref, 0);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind), NULL);
  gtk_list_view_set_model (view, GTK_SELECTION_MODEL (selection));
  g_object_unref (selection);
  if (!gtk_list_view_get_factory (view))
    {
      add_space (view);
      g_signal_connect (view, "activate", G_CALLBACK (toggle), NULL);
    }
  gtk_list_view_set_factory (view, factory);
  g_object_unref (factory);
}
