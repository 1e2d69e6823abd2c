/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-told-pane-private.h"

#include "matoi-telling-list.h"

/* Rows that are left out, added, and made a mark of. */

/* --- leaving out */

/* The row after it, or the one before, gets the keyboard. */
static void
leave_item_out (MatoiToldPane *self, MatoiTellingItem *item)
{
  MatoiCommand *command =
    self->editable ? matoi_telling_item_new_told (item, self->session, FALSE) : NULL;
  guint position, length = g_list_model_get_n_items (matoi_told_pane_get_told (self));

  if (!command)
    return;
  if (matoi_telling_find (matoi_told_pane_get_told (self), item, &position) && length > 1)
    {
      guint next = position + 1 < length ? position + 1 : position - 1;

      gtk_single_selection_set_selected (self->selection, next);
      matoi_telling_list_focus (self->tel_list, next);
    }
  if (self->open == item)
    matoi_told_pane_close_open (self);
  matoi_session_send (self->session, command);
}

void
matoi_told_pane_leave_out (GtkWidget *widget, const char *name, GVariant *target)
{
  MatoiToldPane *self = MATOI_TOLD_PANE (widget);
  MatoiTellingItem *item;
  MatoiId id;

  item = self->model && matoi_id_from_text (&id, g_variant_get_string (target, NULL))
           ? matoi_telling_model_find (self->model, &id)
           : NULL;
  if (item)
    leave_item_out (self, item);
}

/* Whether the keyboard is on a row, not on something within one. */
static gboolean
is_on_row (MatoiToldPane *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  return focus && gtk_widget_get_parent (focus) == GTK_WIDGET (self->tel_list);
}

gboolean
matoi_told_pane_on_delete (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  MatoiToldPane *self = user_data;
  MatoiTellingItem *item =
    is_on_row (self) ? gtk_single_selection_get_selected_item (self->selection) : NULL;

  if (item)
    leave_item_out (self, item);
  return item != NULL;
}

gboolean
matoi_told_pane_on_edit_key (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  MatoiToldPane *self = user_data;
  MatoiTellingItem *item =
    is_on_row (self) ? gtk_single_selection_get_selected_item (self->selection) : NULL;

  if (item)
    matoi_told_pane_edit (self, item, "text");
  return item != NULL;
}

/* --- adding */

static void
add_row (MatoiToldPane *self, const char *anchor)
{
  gtk_widget_set_visible (GTK_WIDGET (self->tel_adding), TRUE);
  matoi_telling_add_begin (self->tel_adding, anchor);
}

void
matoi_told_pane_on_add (MatoiToldPane *self)
{
  if (self->session && self->editable)
    add_row (self, NULL);
}

void
matoi_told_pane_on_add_cancelled (MatoiToldPane *self)
{
  gtk_widget_grab_focus (self->tel_add_row);
  gtk_widget_set_visible (GTK_WIDGET (self->tel_adding), FALSE);
}

void
matoi_told_pane_show_added (MatoiToldPane *self)
{
  MatoiTellingItem *item =
    self->has_added ? matoi_telling_model_find (self->model, &self->added) : NULL;

  if (!item)
    return;
  self->has_added = FALSE;
  /* What comes next is to say where it is known from. */
  matoi_told_pane_edit (self, item, "evidence");
}

void
matoi_told_pane_on_added (MatoiToldPane *self, const char *id)
{
  self->has_added = matoi_id_from_text (&self->added, id);
  gtk_widget_grab_focus (GTK_WIDGET (self->tel_list));
  gtk_widget_set_visible (GTK_WIDGET (self->tel_adding), FALSE);
  matoi_told_pane_show_added (self);
}

/* --- marks */

void
matoi_told_pane_on_marked (MatoiToldPane *self, MatoiTellingItem *item, const char *anchor)
{
  MatoiCommand *command;

  if (!self->editable)
    return;
  command = matoi_telling_item_new_command (item, self->session);
  json_object_set_boolean_member (command->args, "told", TRUE);
  matoi_command_set (command, "anchor", anchor);
  matoi_session_send (self->session, command);
}

void
matoi_told_pane_on_wanted (MatoiToldPane *self, const char *anchor)
{
  if (self->editable)
    add_row (self, anchor);
}

void
matoi_told_pane_find_anchor (MatoiToldPane *self, const char *anchor)
{
  g_return_if_fail (MATOI_IS_TOLD_PANE (self));

  if (!matoi_telling_marks_open (self->tel_marks, anchor))
    matoi_told_pane_focus (self);
}
