/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-captured-pane-private.h"

#include <string.h>

#include "matoi-telling-list.h"

/* Telling and leaving out, one by one or many at once. */

static void
add_told (MatoiCapturedPane *self, GPtrArray *commands, MatoiTellingItem *item, gboolean told)
{
  MatoiCommand *command = matoi_telling_item_new_told (item, self->session, told);

  if (command)
    g_ptr_array_add (commands, command);
}

static void
send (MatoiCapturedPane *self, GPtrArray *commands)
{
  if (commands->len > 0 && self->editable)
    matoi_session_send_all (self->session, commands);
}

/* Those shown of @kind; of all, where that names one kind. */
static void
choose (MatoiCapturedPane *self, const char *which, gboolean told)
{
  g_autoptr (GPtrArray) commands =
    g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_command_free);
  gboolean selected = strcmp (which, "selected") == 0;
  GListModel *list = selected || strcmp (which, "all") == 0
                       ? G_LIST_MODEL (self->selection)
                       : matoi_telling_model_get_all (self->model);

  matoi_telling_list_complete (self->cap_list);
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (MatoiTellingItem) item = g_list_model_get_item (list, i);

      if (selected ? gtk_selection_model_is_selected (GTK_SELECTION_MODEL (list), i)
                   : matoi_captured_pane_is_of_kind (item, which))
        /* Nothing taken back is told together with everything else. */
        if (!told || !item->gone || selected)
          add_told (self, commands, item, told);
    }
  send (self, commands);
}

void
matoi_captured_pane_tell (GtkWidget *widget, const char *name, GVariant *target)
{
  choose (MATOI_CAPTURED_PANE (widget), g_variant_get_string (target, NULL), TRUE);
}

void
matoi_captured_pane_leave_out (GtkWidget *widget, const char *name, GVariant *target)
{
  choose (MATOI_CAPTURED_PANE (widget), g_variant_get_string (target, NULL), FALSE);
}

static MatoiTellingItem *
get_item (MatoiCapturedPane *self, GVariant *target)
{
  MatoiId id;

  return self->model && matoi_id_from_text (&id, g_variant_get_string (target, NULL))
           ? matoi_telling_model_find (self->model, &id)
           : NULL;
}

void
matoi_captured_pane_toggle (GtkWidget *widget, const char *name, GVariant *target)
{
  MatoiCapturedPane *self = MATOI_CAPTURED_PANE (widget);
  MatoiTellingItem *item = get_item (self, target);
  g_autoptr (GPtrArray) commands =
    g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_command_free);

  if (!item)
    return;
  add_told (self, commands, item, !item->told);
  send (self, commands);
}

void
matoi_captured_pane_settle (GtkWidget *widget, const char *name, GVariant *target)
{
  MatoiCapturedPane *self = MATOI_CAPTURED_PANE (widget);
  MatoiTellingItem *item = get_item (self, target);

  if (item && self->editable)
    matoi_telling_item_settle (item, self->session, strcmp (name, "captured.confirm") == 0);
}

/* Space: all that are selected are told, or none of them if they were. */
static void
toggle_selected (MatoiCapturedPane *self)
{
  GListModel *list = G_LIST_MODEL (self->selection);
  gboolean any_left = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (list) && !any_left; i++)
    if (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (list), i))
      {
        g_autoptr (MatoiTellingItem) item = g_list_model_get_item (list, i);

        any_left = !item->told && !item->guess;
      }
  choose (self, "selected", any_left);
}

gboolean
matoi_captured_pane_on_space (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  MatoiCapturedPane *self = user_data;
  GtkRoot *root = gtk_widget_get_root (widget);

  /* A button within a row wants its Space. */
  if (!self->selection || GTK_IS_BUTTON (gtk_root_get_focus (root)))
    return FALSE;
  toggle_selected (self);
  return TRUE;
}

gboolean
matoi_captured_pane_on_delete (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  MatoiCapturedPane *self = user_data;

  if (self->selection)
    choose (self, "selected", FALSE);
  return TRUE;
}
