/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-captured-pane-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-captured-row.h"
#include "matoi-telling-list.h"

G_DEFINE_FINAL_TYPE (MatoiCapturedPane, matoi_captured_pane, GTK_TYPE_WIDGET)

/* The kinds to choose from, as in the list of the template. */
static const char *const kinds[] = { "all",      "left-out", "fact",   "hypothesis",
                                     "decision", "action",   "update", "system" };

/* --- what is shown */

gboolean
matoi_captured_pane_is_of_kind (MatoiTellingItem *item, const char *kind)
{
  if (strcmp (kind, "left-out") == 0)
    return !item->told;
  return strcmp (kind, "all") == 0 || strcmp (kind, item->kind) == 0;
}

static gboolean
is_found (gpointer object, gpointer user_data)
{
  MatoiCapturedPane *self = user_data;
  MatoiTellingItem *item = object;
  guint kind = self->cap_kinds ? gtk_drop_down_get_selected (self->cap_kinds) : 0;

  if (kind < G_N_ELEMENTS (kinds) && !matoi_captured_pane_is_of_kind (item, kinds[kind]))
    return FALSE;
  for (guint word = 0; self->query && word < matoi_text_query_get_n_words (self->query); word++)
    if (!matoi_text_query_finds (self->query, word, item->text) &&
        !matoi_text_query_finds (self->query, word, item->captured) &&
        !matoi_text_query_finds (self->query, word, item->author))
      return FALSE;
  return TRUE;
}

static void
on_filter (MatoiCapturedPane *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->cap_search));

  g_clear_pointer (&self->query, matoi_text_query_free);
  if (*text)
    self->query = matoi_text_query_new (text);
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
}

static void
on_search_stopped (MatoiCapturedPane *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->cap_search), "");
  matoi_captured_pane_focus (self, NULL);
}

static void
on_search_entered (MatoiCapturedPane *self)
{
  matoi_captured_pane_focus (self, NULL);
}

static void
show_count (MatoiCapturedPane *self)
{
  guint told = g_list_model_get_n_items (matoi_telling_model_get_told (self->model));
  guint all = g_list_model_get_n_items (matoi_telling_model_get_all (self->model));
  /* Translators: beside the heading “Captured”: so many of so many entries are told. */
  g_autofree char *text = g_strdup_printf (_ ("%1$u of %2$u told"), told, all);

  gtk_label_set_text (self->cap_count, text);
}

static void
on_activated (MatoiCapturedPane *self, guint position)
{
  g_autoptr (MatoiTellingItem) item =
    g_list_model_get_item (G_LIST_MODEL (self->selection), position);
  g_autofree char *id = item ? matoi_id_dup_text (&item->id) : NULL;

  if (id)
    gtk_widget_activate_action (GTK_WIDGET (self), "captured.toggle", "s", id);
}

static void
on_selected (MatoiCapturedPane *self)
{
  g_autoptr (GtkBitset) set =
    gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  guint n = (guint) gtk_bitset_get_size (set);
  g_autofree char *text =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u selected", "%u selected", n), n);

  gtk_label_set_text (self->cap_selected, text);
  gtk_widget_set_visible (self->cap_many, n > 1 && self->editable);
}

/* --- the list */

static void
on_setup (MatoiCapturedPane *self, GtkListItem *list_item)
{
  gtk_list_item_set_child (list_item, matoi_captured_row_new ());
}

static void
show_row (MatoiCapturedPane *self, MatoiCapturedRow *row, MatoiTellingItem *item)
{
  matoi_captured_row_show (row, item, matoi_session_get_zone (self->session),
                           matoi_ui_get_start (matoi_session_get_incident (self->session)),
                           self->editable);
}

static void
on_bind (MatoiCapturedPane *self, GtkListItem *list_item)
{
  show_row (self, MATOI_CAPTURED_ROW (gtk_list_item_get_child (list_item)),
            gtk_list_item_get_item (list_item));
}

static void
on_unbind (MatoiCapturedPane *self, GtkListItem *list_item)
{
  matoi_captured_row_show (MATOI_CAPTURED_ROW (gtk_list_item_get_child (list_item)), NULL, NULL, 0,
                           FALSE);
}

/* The rows there are are shown again: times or rights have changed. */
static void
show_rows (MatoiCapturedPane *self)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->cap_list)); child;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *row = gtk_widget_get_first_child (child);

      if (MATOI_IS_CAPTURED_ROW (row) && matoi_captured_row_get_item (MATOI_CAPTURED_ROW (row)))
        show_row (self, MATOI_CAPTURED_ROW (row),
                  matoi_captured_row_get_item (MATOI_CAPTURED_ROW (row)));
    }
}

void
matoi_captured_pane_show (MatoiCapturedPane *self,
                          MatoiTellingModel *model,
                          MatoiSession *session,
                          gboolean editable)
{
  gboolean begins;

  g_return_if_fail (MATOI_IS_CAPTURED_PANE (self));

  self->editable = editable;
  gtk_widget_set_visible (self->cap_more, editable);
  begins = g_set_object (&self->session, session);
  if (begins)
    gtk_editable_set_text (GTK_EDITABLE (self->cap_search), "");
  if (!self->model)
    {
      self->model = g_object_ref (model);
      self->found = gtk_filter_list_model_new (g_object_ref (matoi_telling_model_get_all (model)),
                                               g_object_ref (self->filter));
      self->selection = gtk_multi_selection_new (
        matoi_telling_list_new_model (self->cap_list, g_object_ref (G_LIST_MODEL (self->found))));
      g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (on_selected), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (model, "reloaded", G_CALLBACK (show_count), self, G_CONNECT_SWAPPED);
      gtk_list_view_set_model (self->cap_list, GTK_SELECTION_MODEL (self->selection));
    }
  if (begins)
    matoi_telling_list_begin (self->cap_list);
  if (session)
    show_rows (self);
  show_count (self);
}

void
matoi_captured_pane_find (MatoiCapturedPane *self)
{
  g_return_if_fail (MATOI_IS_CAPTURED_PANE (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->cap_search));
  gtk_editable_select_region (GTK_EDITABLE (self->cap_search), 0, -1);
}

void
matoi_captured_pane_focus (MatoiCapturedPane *self, MatoiTellingItem *item)
{
  g_autoptr (GtkBitset) set = NULL;
  guint position = 0;

  g_return_if_fail (MATOI_IS_CAPTURED_PANE (self));

  if (!self->selection)
    return;
  matoi_telling_list_complete (self->cap_list);
  set = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  if (item && !matoi_telling_find (G_LIST_MODEL (self->selection), item, &position))
    {
      gtk_editable_set_text (GTK_EDITABLE (self->cap_search), "");
      gtk_drop_down_set_selected (self->cap_kinds, 0);
      on_filter (self);
      matoi_telling_find (G_LIST_MODEL (self->selection), item, &position);
    }
  else if (!item && !gtk_bitset_is_empty (set))
    position = gtk_bitset_get_minimum (set);
  if (position < g_list_model_get_n_items (G_LIST_MODEL (self->selection)))
    {
      gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, TRUE);
      matoi_telling_list_focus (self->cap_list, position);
    }
}

/* --- the object */

static gboolean
matoi_captured_pane_grab_focus (GtkWidget *widget)
{
  if (matoi_ui_is_walking (widget))
    return FALSE;
  matoi_captured_pane_focus (MATOI_CAPTURED_PANE (widget), NULL);
  return TRUE;
}

static void
matoi_captured_pane_dispose (GObject *object)
{
  MatoiCapturedPane *self = MATOI_CAPTURED_PANE (object);

  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_CAPTURED_PANE);
  g_clear_object (&self->selection);
  g_clear_object (&self->found);
  g_clear_object (&self->filter);
  g_clear_object (&self->model);
  g_clear_object (&self->session);
  g_clear_pointer (&self->query, matoi_text_query_free);
  G_OBJECT_CLASS (matoi_captured_pane_parent_class)->dispose (object);
}

static void
matoi_captured_pane_class_init (MatoiCapturedPaneClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_captured_pane_dispose;
  widget_class->grab_focus = matoi_captured_pane_grab_focus;
  widget_class->focus = matoi_ui_walk;
  gtk_widget_class_install_action (widget_class, "captured.tell", "s", matoi_captured_pane_tell);
  gtk_widget_class_install_action (widget_class, "captured.leave-out", "s",
                                   matoi_captured_pane_leave_out);
  gtk_widget_class_install_action (widget_class, "captured.toggle", "s",
                                   matoi_captured_pane_toggle);
  gtk_widget_class_install_action (widget_class, "captured.confirm", "s",
                                   matoi_captured_pane_settle);
  gtk_widget_class_install_action (widget_class, "captured.rule-out", "s",
                                   matoi_captured_pane_settle);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/matoi/Matoi/postmortem/captured-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiCapturedPane, cap_count);
  gtk_widget_class_bind_template_child (widget_class, MatoiCapturedPane, cap_selected);
  gtk_widget_class_bind_template_child (widget_class, MatoiCapturedPane, cap_more);
  gtk_widget_class_bind_template_child (widget_class, MatoiCapturedPane, cap_many);
  gtk_widget_class_bind_template_child (widget_class, MatoiCapturedPane, cap_search);
  gtk_widget_class_bind_template_child (widget_class, MatoiCapturedPane, cap_kinds);
  gtk_widget_class_bind_template_child (widget_class, MatoiCapturedPane, cap_list);
  gtk_widget_class_bind_template_callback (widget_class, on_filter);
  gtk_widget_class_bind_template_callback (widget_class, on_search_stopped);
  gtk_widget_class_bind_template_callback (widget_class, on_search_entered);
  gtk_widget_class_bind_template_callback (widget_class, on_activated);
}

static void
matoi_captured_pane_init (MatoiCapturedPane *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  self->filter = GTK_FILTER (gtk_custom_filter_new (is_found, self, NULL));
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (on_unbind), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->cap_list, factory);
  g_object_unref (factory);
  matoi_telling_list_add_shortcut (self->cap_list, "space|KP_Space", matoi_captured_pane_on_space,
                                   self);
  matoi_telling_list_add_shortcut (self->cap_list, "Delete|BackSpace",
                                   matoi_captured_pane_on_delete, self);
}
