/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-history-saved-private.h"

#include <glib/gi18n-lib.h>

#include "matoi-history-saved-row.h"
#include "matoi-saved-searches.h"
#include "matoi-side.h"
#include "matoi-ui-text.h"

G_DEFINE_FINAL_TYPE (MatoiHistorySaved, matoi_history_saved, GTK_TYPE_WIDGET)

enum
{
  CHOSEN,
  SAID,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* What was done. */
void
matoi_history_saved_say (MatoiHistorySaved *self, const char *text, gboolean can_undo)
{
  g_signal_emit (self, signals[SAID], 0, text, can_undo);
}

/* --- the list */

static void
on_deleted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiHistorySaved) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (!matoi_context_set_setting_finish (MATOI_CONTEXT (source), result, &error))
    {
      matoi_history_saved_keep_undo (self, NULL, NULL, NULL);
      matoi_history_saved_tell_failure (self, error);
      return;
    }
  if (!self->undo_name)
    return;
  /* Translators: %s is the name of a saved search. */
  text = g_strdup_printf (_ ("“%s” was deleted"), self->undo_name);
  matoi_history_saved_say (self, text, TRUE);
}

static void
on_row_delete (MatoiHistorySaved *self, MatoiHistorySavedRow *row)
{
  const char *name = matoi_history_saved_row_get_name (row);

  matoi_history_saved_keep_undo (self, name, matoi_history_saved_row_get_query (row), NULL);
  matoi_saved_searches_delete_async (self->context, name, on_deleted, g_object_ref (self));
}

static GtkListBoxRow *
get_row (MatoiHistorySaved *self, int index)
{
  return gtk_list_box_get_row_at_index (self->hist_saved_list, index);
}

/* To the first, or to what is there instead. */
static void
focus_first (MatoiHistorySaved *self)
{
  GtkWidget *content = gtk_popover_get_child (self->hist_saved_popover);

  if (get_row (self, 0))
    gtk_widget_grab_focus (GTK_WIDGET (get_row (self, 0)));
  else if (gtk_widget_get_visible (GTK_WIDGET (self->hist_naming)))
    gtk_widget_grab_focus (GTK_WIDGET (self->hist_name));
  else
    {
      /* There is nothing to stand on, and Escape is to lead out. */
      gtk_widget_set_focusable (content, TRUE);
      gtk_widget_grab_focus (content);
    }
}

static gboolean
is_there (GPtrArray *all, GtkListBoxRow *row)
{
  for (guint i = 0; i < all->len; i++)
    if (matoi_history_saved_row_shows (MATOI_HISTORY_SAVED_ROW (row), g_ptr_array_index (all, i)))
      return TRUE;
  return FALSE;
}

/* Also while the window is not the one people work in: then no state flag tells. */
static gboolean
has_keyboard (GtkListBoxRow *row)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (row)));

  return focus && (focus == GTK_WIDGET (row) || gtk_widget_is_ancestor (focus, GTK_WIDGET (row)));
}

/* The keyboard goes on to the one that comes there; FALSE: there is none. */
static gboolean
drop_row (MatoiHistorySaved *self, int index)
{
  GtkListBoxRow *row = get_row (self, index);
  GtkListBoxRow *next = get_row (self, index + 1) ? get_row (self, index + 1)
                        : index > 0               ? get_row (self, index - 1)
                                                  : NULL;
  gboolean focused = has_keyboard (row);

  if (focused && next)
    gtk_widget_grab_focus (GTK_WIDGET (next));
  gtk_list_box_remove (self->hist_saved_list, GTK_WIDGET (row));
  return next || !focused;
}

/* What is there already stays: somebody may be at it. */
static void
show_list (MatoiHistorySaved *self)
{
  g_autoptr (GPtrArray) all = matoi_saved_searches_list (self->context);
  gboolean focused = TRUE;

  for (int i = 0; get_row (self, i);)
    if (is_there (all, get_row (self, i)))
      i++;
    else
      focused &= drop_row (self, i);
  for (int i = 0; i < (int) all->len; i++)
    {
      GtkListBoxRow *row = get_row (self, i);
      GtkWidget *new;

      if (row && matoi_history_saved_row_shows (MATOI_HISTORY_SAVED_ROW (row), all->pdata[i]))
        continue;
      new = matoi_history_saved_row_new (all->pdata[i]);
      g_signal_connect_object (new, "delete", G_CALLBACK (on_row_delete), self, G_CONNECT_SWAPPED);
      gtk_list_box_insert (self->hist_saved_list, new, i);
    }
  gtk_stack_set_visible_child_name (self->hist_saved_stack, all->len > 0 ? "list" : "empty");
  if (!focused)
    focus_first (self);
}

static void
on_row_activated (MatoiHistorySaved *self, GtkListBoxRow *row)
{
  g_autofree char *query =
    g_strdup (matoi_history_saved_row_get_query (MATOI_HISTORY_SAVED_ROW (row)));

  /* At once: the next key must not find it half closed. */
  gtk_widget_set_visible (GTK_WIDGET (self->hist_saved_popover), FALSE);
  g_signal_emit (self, signals[CHOSEN], 0, query);
}

/* --- opening */

static void
on_shown (MatoiHistorySaved *self)
{
  gboolean naming = self->naming && matoi_history_saved_has_text (self);

  self->naming = FALSE;
  gtk_widget_set_focusable (gtk_popover_get_child (self->hist_saved_popover), FALSE);
  show_list (self);
  if (matoi_history_saved_has_text (self))
    matoi_history_saved_begin_naming (self);
  else
    {
      gtk_widget_set_visible (GTK_WIDGET (self->hist_naming), FALSE);
      matoi_history_saved_show_message (self, NULL, FALSE);
    }
  if (naming)
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->hist_name));
      gtk_editable_select_region (GTK_EDITABLE (self->hist_name), 0, -1);
    }
  else
    focus_first (self);
}

/** matoi_history_saved_open: see the header. */
void
matoi_history_saved_open (MatoiHistorySaved *self, gboolean naming)
{
  g_return_if_fail (MATOI_IS_HISTORY_SAVED (self));

  self->naming = naming;
  adw_split_button_popup (self->hist_save);
}

static void
save (GtkWidget *widget, const char *action, GVariant *parameter)
{
  matoi_history_saved_open (MATOI_HISTORY_SAVED (widget), TRUE);
}

/** matoi_history_saved_set_text: see the header. */
void
matoi_history_saved_set_text (MatoiHistorySaved *self, const char *text)
{
  g_free (self->text);
  self->text = g_strdup (text);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "saved.save",
                                 matoi_history_saved_has_text (self));
}

/** matoi_history_saved_set_context: see the header. */
void
matoi_history_saved_set_context (MatoiHistorySaved *self, MatoiContext *context)
{
  self->context = g_object_ref (context);
  g_signal_connect_object (context, "settings-changed", G_CALLBACK (show_list), self,
                           G_CONNECT_SWAPPED);
}

/* --- the object */

static gboolean
on_escape (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  MatoiHistorySaved *self = MATOI_HISTORY_SAVED (widget);

  if (!gtk_widget_get_visible (GTK_WIDGET (self->hist_saved_popover)))
    return FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->hist_saved_popover), FALSE);
  return TRUE;
}

static void
matoi_history_saved_dispose (GObject *object)
{
  MatoiHistorySaved *self = MATOI_HISTORY_SAVED (object);

  if (self->context)
    g_signal_handlers_disconnect_by_data (self->context, self);
  matoi_ui_dispose_template (GTK_WIDGET (object), MATOI_TYPE_HISTORY_SAVED);
  g_clear_object (&self->context);
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->saving_name, g_free);
  g_clear_pointer (&self->saving_text, g_free);
  matoi_history_saved_keep_undo (self, NULL, NULL, NULL);
  G_OBJECT_CLASS (matoi_history_saved_parent_class)->dispose (object);
}

static void
matoi_history_saved_class_init (MatoiHistorySavedClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_history_saved_dispose;
  signals[CHOSEN] = g_signal_new ("chosen", MATOI_TYPE_HISTORY_SAVED, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SAID] = g_signal_new ("said", MATOI_TYPE_HISTORY_SAVED, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/history/history-saved.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiHistorySaved, hist_save);
  gtk_widget_class_bind_template_child (widget_class, MatoiHistorySaved, hist_saved_popover);
  gtk_widget_class_bind_template_child (widget_class, MatoiHistorySaved, hist_naming);
  gtk_widget_class_bind_template_child (widget_class, MatoiHistorySaved, hist_name);
  gtk_widget_class_bind_template_child (widget_class, MatoiHistorySaved, hist_keep);
  gtk_widget_class_bind_template_child (widget_class, MatoiHistorySaved, hist_saved_message);
  gtk_widget_class_bind_template_child (widget_class, MatoiHistorySaved, hist_saved_stack);
  gtk_widget_class_bind_template_child (widget_class, MatoiHistorySaved, hist_saved_list);
  gtk_widget_class_bind_template_callback (widget_class, matoi_history_saved_show_name);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_shown);
  gtk_widget_class_bind_template_callback (widget_class, matoi_history_saved_keep);
  gtk_widget_class_install_action (widget_class, "saved.save", NULL, save);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, on_escape, NULL);
}

static void
matoi_history_saved_init (MatoiHistorySaved *self)
{
  self->text = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "saved.save", FALSE);
  matoi_ui_name_split_button (GTK_WIDGET (self->hist_save), _ ("Save Search"),
                                                               _ ("Saved Searches"));
}
