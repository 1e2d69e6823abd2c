/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-told-pane-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-telling-list.h"
#include "matoi-telling-row.h"

G_DEFINE_FINAL_TYPE (MatoiToldPane, matoi_told_pane, GTK_TYPE_WIDGET)

GListModel *
matoi_told_pane_get_told (MatoiToldPane *self)
{
  return matoi_telling_model_get_told (self->model);
}

static MatoiTellingRow *
find_row (MatoiToldPane *self, MatoiTellingItem *item)
{
  GtkWidget *row = matoi_telling_list_find_row (self->tel_list, item);

  return row ? MATOI_TELLING_ROW (row) : NULL;
}

static gboolean
on_settled (gpointer user_data)
{
  MatoiToldPane *self = user_data;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  self->view_id = 0;
  if (focus && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->tel_list)) &&
      gtk_widget_get_ancestor (focus, MATOI_TYPE_TELLING_ROW))
    matoi_telling_list_bring_into_view (self->tel_list, focus);
  return G_SOURCE_REMOVE;
}

/* Where it stands is known once it is laid out. */
static void
on_focus_moved (MatoiToldPane *self)
{
  if (self->open && self->view_id == 0)
    self->view_id = g_idle_add (on_settled, self);
}

static void
matoi_told_pane_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (matoi_told_pane_parent_class)->root (widget);
  g_signal_connect_object (gtk_widget_get_root (widget), "notify::focus-widget",
                           G_CALLBACK (on_focus_moved), widget, G_CONNECT_SWAPPED);
}

static void
matoi_told_pane_unroot (GtkWidget *widget)
{
  g_signal_handlers_disconnect_by_func (gtk_widget_get_root (widget), on_focus_moved, widget);
  GTK_WIDGET_CLASS (matoi_told_pane_parent_class)->unroot (widget);
}

/* --- editing in place */

void
matoi_told_pane_close_open (MatoiToldPane *self)
{
  g_autoptr (MatoiTellingItem) item = g_steal_pointer (&self->open);

  if (item)
    matoi_telling_item_set_open (item, FALSE);
}

static gboolean
focus_part (MatoiToldPane *self)
{
  MatoiTellingRow *row = self->open ? find_row (self, self->open) : NULL;

  return row && self->part && matoi_telling_row_edit (row, self->part);
}

static gboolean
on_laid_out (gpointer user_data)
{
  MatoiToldPane *self = user_data;

  self->focus_id = 0;
  focus_part (self);
  g_clear_pointer (&self->part, g_free);
  return G_SOURCE_REMOVE;
}

/* Opens @item and puts the keyboard on its @part: text evidence time anchor. */
void
matoi_told_pane_edit (MatoiToldPane *self, MatoiTellingItem *item, const char *part)
{
  guint position;

  g_return_if_fail (MATOI_IS_TOLD_PANE (self));

  if (!matoi_telling_find (matoi_told_pane_get_told (self), item, &position))
    return;
  matoi_telling_list_complete (self->tel_list);
  gtk_single_selection_set_selected (self->selection, position);
  if (!self->editable)
    {
      matoi_telling_list_focus (self->tel_list, position);
      return;
    }
  if (self->open != item)
    {
      matoi_told_pane_close_open (self);
      self->open = g_object_ref (item);
      matoi_telling_item_set_open (item, TRUE);
    }
  gtk_widget_activate_action (GTK_WIDGET (self->tel_list), "list.scroll-to-item", "u", position);
  g_free (self->part);
  self->part = g_strdup (part);
  /* A row far away is there only after the list was laid out. */
  if (!focus_part (self) && self->focus_id == 0)
    self->focus_id = g_idle_add (on_laid_out, self);
}

static void
edit (GtkWidget *widget, const char *name, GVariant *target)
{
  MatoiToldPane *self = MATOI_TOLD_PANE (widget);
  const char *text, *part;
  MatoiTellingItem *item;
  guint position;
  MatoiId id;

  g_variant_get (target, "(&s&s)", &text, &part);
  item = self->model && matoi_id_from_text (&id, text) ? matoi_telling_model_find (self->model, &id)
                                                       : NULL;
  if (!item)
    return;
  if (strcmp (part, "close") != 0)
    {
      matoi_told_pane_edit (self, item, part);
      return;
    }
  /* The keyboard first: it must not fall out of what is closed. */
  if (matoi_telling_find (matoi_told_pane_get_told (self), item, &position))
    matoi_telling_list_focus (self->tel_list, position);
  matoi_told_pane_close_open (self);
}

static void
on_activated (MatoiToldPane *self, guint position)
{
  g_autoptr (MatoiTellingItem) item =
    g_list_model_get_item (matoi_told_pane_get_told (self), position);

  if (item)
    matoi_told_pane_edit (self, item, "text");
}

/* --- showing */

static void
on_reloaded (MatoiToldPane *self)
{
  GListModel *told = matoi_told_pane_get_told (self);
  guint n = g_list_model_get_n_items (told), unsourced = 0;
  g_autofree char *text = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (MatoiTellingItem) item = g_list_model_get_item (told, i);

      unsourced += !item->sourced;
    }
  if (unsourced > 0)
    /* Translators: rows of the timeline that do not say where they are known from. */
    text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u without evidence",
                                         "%u without evidence", unsourced),
                            unsourced);
  gtk_label_set_text (self->tel_unsourced, text ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->tel_unsourced), text != NULL);
  gtk_stack_set_visible_child_name (self->tel_stack, n > 0 ? "rows" : "empty");
  if (self->open && !self->open->told)
    matoi_told_pane_close_open (self);
  matoi_told_pane_show_added (self);
}

static void
on_setup (MatoiToldPane *self, GtkListItem *list_item)
{
  gtk_list_item_set_child (list_item, matoi_telling_row_new ());
}

static void
on_bind (MatoiToldPane *self, GtkListItem *list_item)
{
  matoi_telling_row_show (MATOI_TELLING_ROW (gtk_list_item_get_child (list_item)),
                          gtk_list_item_get_item (list_item), self->session, self->editable);
}

static void
on_unbind (MatoiToldPane *self, GtkListItem *list_item)
{
  matoi_telling_row_show (MATOI_TELLING_ROW (gtk_list_item_get_child (list_item)), NULL, NULL,
                          FALSE);
}

/* The rows there are are shown again: times or rights have changed. */
static void
show_rows (MatoiToldPane *self)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->tel_list)); child;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *row = gtk_widget_get_first_child (child);

      if (MATOI_IS_TELLING_ROW (row) && matoi_telling_row_get_item (MATOI_TELLING_ROW (row)))
        matoi_telling_row_show (MATOI_TELLING_ROW (row),
                                matoi_telling_row_get_item (MATOI_TELLING_ROW (row)), self->session,
                                self->editable);
    }
}

static void
set_model (MatoiToldPane *self, MatoiTellingModel *model)
{
  self->model = g_object_ref (model);
  self->selection = gtk_single_selection_new (
    matoi_telling_list_new_model (self->tel_list, g_object_ref (matoi_told_pane_get_told (self))));
  g_signal_connect_object (model, "reloaded", G_CALLBACK (on_reloaded), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_model (self->tel_list, GTK_SELECTION_MODEL (self->selection));
}

void
matoi_told_pane_show (MatoiToldPane *self,
                      MatoiTellingModel *model,
                      MatoiSession *session,
                      gboolean editable)
{
  gboolean begins = self->session != session;

  g_return_if_fail (MATOI_IS_TOLD_PANE (self));

  self->editable = editable;
  if (self->session != session)
    {
      matoi_told_pane_close_open (self);
      gtk_widget_set_visible (GTK_WIDGET (self->tel_adding), FALSE);
      g_set_object (&self->session, session);
    }
  matoi_telling_add_set_session (self->tel_adding, session);
  gtk_widget_set_visible (self->tel_add_row, editable);
  if (!self->model)
    set_model (self, model);
  if (begins)
    matoi_telling_list_begin (self->tel_list);
  matoi_telling_marks_show (self->tel_marks, model,
                            session ? matoi_session_get_zone (session) : NULL, editable);
  if (session)
    show_rows (self);
}

void
matoi_told_pane_flush (MatoiToldPane *self)
{
  MatoiTellingRow *row = self->open ? find_row (self, self->open) : NULL;

  if (row)
    matoi_telling_row_flush (row);
}

void
matoi_told_pane_focus (MatoiToldPane *self)
{
  guint position = self->selection ? gtk_single_selection_get_selected (self->selection)
                                   : GTK_INVALID_LIST_POSITION;

  if (position != GTK_INVALID_LIST_POSITION)
    matoi_telling_list_focus (self->tel_list, position);
  else
    gtk_widget_grab_focus (self->tel_add_row);
}

gboolean
matoi_told_pane_find_unsourced (MatoiToldPane *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (matoi_told_pane_get_told (self)); i++)
    {
      g_autoptr (MatoiTellingItem) item =
        g_list_model_get_item (matoi_told_pane_get_told (self), i);

      if (!item->sourced)
        {
          matoi_told_pane_edit (self, item, "evidence");
          return TRUE;
        }
    }
  return FALSE;
}

/* --- the object */

static gboolean
matoi_told_pane_grab_focus (GtkWidget *widget)
{
  if (matoi_ui_is_walking (widget))
    return FALSE;
  matoi_told_pane_focus (MATOI_TOLD_PANE (widget));
  return TRUE;
}

static void
matoi_told_pane_dispose (GObject *object)
{
  MatoiToldPane *self = MATOI_TOLD_PANE (object);

  g_clear_handle_id (&self->focus_id, g_source_remove);
  g_clear_handle_id (&self->view_id, g_source_remove);
  if (self->tel_list)
    matoi_told_pane_close_open (self);
  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_TOLD_PANE);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  g_clear_object (&self->session);
  g_clear_pointer (&self->part, g_free);
  G_OBJECT_CLASS (matoi_told_pane_parent_class)->dispose (object);
}

static void
matoi_told_pane_class_init (MatoiToldPaneClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_told_pane_dispose;
  widget_class->grab_focus = matoi_told_pane_grab_focus;
  widget_class->focus = matoi_ui_walk;
  widget_class->root = matoi_told_pane_root;
  widget_class->unroot = matoi_told_pane_unroot;
  g_type_ensure (MATOI_TYPE_TELLING_MARKS);
  g_type_ensure (MATOI_TYPE_TELLING_ADD);
  gtk_widget_class_install_action (widget_class, "told.edit", "(ss)", edit);
  gtk_widget_class_install_action (widget_class, "told.leave-out", "s", matoi_told_pane_leave_out);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/postmortem/told-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiToldPane, tel_unsourced);
  gtk_widget_class_bind_template_child (widget_class, MatoiToldPane, tel_add_row);
  gtk_widget_class_bind_template_child (widget_class, MatoiToldPane, tel_marks);
  gtk_widget_class_bind_template_child (widget_class, MatoiToldPane, tel_adding);
  gtk_widget_class_bind_template_child (widget_class, MatoiToldPane, tel_stack);
  gtk_widget_class_bind_template_child (widget_class, MatoiToldPane, tel_list);
  gtk_widget_class_bind_template_callback_full (widget_class, "on_add",
                                                G_CALLBACK (matoi_told_pane_on_add));
  gtk_widget_class_bind_template_callback_full (widget_class, "on_added",
                                                G_CALLBACK (matoi_told_pane_on_added));
  gtk_widget_class_bind_template_callback_full (widget_class, "on_add_cancelled",
                                                G_CALLBACK (matoi_told_pane_on_add_cancelled));
  gtk_widget_class_bind_template_callback_full (widget_class, "on_marked",
                                                G_CALLBACK (matoi_told_pane_on_marked));
  gtk_widget_class_bind_template_callback_full (widget_class, "on_wanted",
                                                G_CALLBACK (matoi_told_pane_on_wanted));
  gtk_widget_class_bind_template_callback (widget_class, on_activated);
}

static void
matoi_told_pane_init (MatoiToldPane *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (on_unbind), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->tel_list, factory);
  g_object_unref (factory);
  matoi_telling_list_add_shortcut (self->tel_list, "Delete|KP_Delete", matoi_told_pane_on_delete,
                                   self);
  matoi_telling_list_add_shortcut (self->tel_list, "F2", matoi_told_pane_on_edit_key, self);
}
