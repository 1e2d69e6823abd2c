/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-history-view-private.h"

#include "matoi-ui-text.h"

G_DEFINE_FINAL_TYPE (MatoiHistoryView, matoi_history_view, GTK_TYPE_WIDGET)

enum
{
  OPEN,
  SAID,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

void
matoi_history_view_say (MatoiHistoryView *self, const char *text, gboolean can_undo)
{
  g_signal_emit (self, signals[SAID], 0, text, can_undo);
}

void
matoi_history_view_focus_list (MatoiHistoryView *self)
{
  if (!matoi_history_table_focus (self->hist_table))
    gtk_widget_grab_focus (GTK_WIDGET (self->hist_search));
}

/* --- what is shown */

void
matoi_history_view_show_page (MatoiHistoryView *self)
{
  gboolean any = g_list_model_get_n_items (G_LIST_MODEL (self->model)) > 0;

  gtk_stack_set_visible_child_name (self->hist_stack, any ? "list"
                                                      : *matoi_history_view_get_text (self)
                                                        ? "nothing"
                                                        : "empty");
}

void
matoi_history_view_show_preview (MatoiHistoryView *self, gboolean again)
{
  MatoiHistoryItem *item = matoi_history_table_get_item (self->hist_table);
  const char *text = matoi_history_view_get_text (self);

  if (!again && item == self->seen && g_strcmp0 (text, self->seen_text) == 0)
    return;
  self->seen = item;
  g_free (self->seen_text);
  self->seen_text = g_strdup (text);
  matoi_history_preview_show (self->hist_preview, item, text);
}

static void
on_selected (MatoiHistoryView *self)
{
  matoi_history_view_show_preview (self, FALSE);
}

/* --- what can be done */

static void
on_place_chosen (MatoiHistoryView *self, const char *ref, const char *kind, const char *id)
{
  g_signal_emit (self, signals[OPEN], 0, ref, kind, id);
}

static void
open_chosen (GtkWidget *widget, const char *action, GVariant *parameter)
{
  matoi_history_preview_open (MATOI_HISTORY_VIEW (widget)->hist_preview);
}

static void
on_activated (MatoiHistoryView *self)
{
  matoi_history_preview_open (self->hist_preview);
}

static void
open_postmortem (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiHistoryItem *item = matoi_history_table_get_item (MATOI_HISTORY_VIEW (widget)->hist_table);

  if (item)
    gtk_widget_activate_action (widget, "win.open-postmortem", "s",
                                matoi_history_item_get_row (item)->ref);
}

static gboolean
is_replaying (MatoiHistoryView *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->hist_pages), "replay") == 0;
}

gboolean
matoi_history_view_shows_table (MatoiHistoryView *self)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->hist_pages), "table") == 0;
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiHistoryView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MatoiIncident) incident =
    matoi_context_load_finish (MATOI_CONTEXT (source), result, &error);

  if (incident)
    {
      gtk_stack_set_visible_child_name (self->hist_pages, "replay");
      matoi_playback_view_begin (self->hist_playback, incident,
                                 matoi_context_get_zone (self->context));
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_autofree char *text = matoi_ui_dup_error (error);

      matoi_history_view_show_message (self, text, NULL);
    }
}

static void
replay (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiHistoryView *self = MATOI_HISTORY_VIEW (widget);
  MatoiHistoryItem *item = matoi_history_table_get_item (self->hist_table);

  if (!item || !matoi_history_view_shows_table (self))
    return;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  matoi_context_load_async (self->context, &matoi_history_item_get_row (item)->id,
                            self->cancellable, on_loaded, g_object_ref (self));
}

/* Back to the very row. */
static void
on_replay_closed (MatoiHistoryView *self)
{
  gtk_stack_set_visible_child_name (self->hist_pages, "table");
  matoi_history_view_focus_list (self);
}

static void
save (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiHistoryView *self = MATOI_HISTORY_VIEW (widget);

  if (matoi_history_view_shows_table (self))
    matoi_history_saved_open (self->hist_saved, TRUE);
}

static void
on_saved_said (MatoiHistoryView *self, const char *text, gboolean can_undo)
{
  self->can_unlink &= !can_undo;
  matoi_history_view_say (self, text, can_undo);
}

/** matoi_history_view_undo: see the header. */
gboolean
matoi_history_view_undo (MatoiHistoryView *self)
{
  g_return_val_if_fail (MATOI_IS_HISTORY_VIEW (self), FALSE);

  return matoi_history_view_unlink (self) || matoi_history_saved_undo (self->hist_saved);
}

/** matoi_history_view_find: the keyboard to the words; what is there is typed over. */
void
matoi_history_view_find (MatoiHistoryView *self)
{
  if (is_replaying (self))
    matoi_playback_view_end (self->hist_playback);
  gtk_stack_set_visible_child_name (self->hist_pages, "table");
  gtk_widget_grab_focus (GTK_WIDGET (self->hist_search));
  gtk_editable_select_region (GTK_EDITABLE (self->hist_search), 0, -1);
}

static gboolean
matoi_history_view_grab_focus (GtkWidget *widget)
{
  MatoiHistoryView *self = MATOI_HISTORY_VIEW (widget);

  if (matoi_ui_is_walking (widget))
    return FALSE;
  if (is_replaying (self))
    return gtk_widget_child_focus (GTK_WIDGET (self->hist_playback), GTK_DIR_TAB_FORWARD);
  if (!matoi_history_view_shows_table (self))
    return gtk_widget_child_focus (GTK_WIDGET (self->hist_compare), GTK_DIR_TAB_FORWARD);
  return gtk_widget_grab_focus (GTK_WIDGET (self->hist_search));
}

/* --- the object */

/** matoi_history_view_set_live: to be called once. */
void
matoi_history_view_set_live (MatoiHistoryView *self, MatoiLive *live)
{
  g_return_if_fail (MATOI_IS_HISTORY_VIEW (self) && !self->context);

  self->context = g_object_ref (matoi_live_get_context (live));
  self->finder = matoi_finder_new (self->context);
  self->model = matoi_history_model_new ();
  matoi_history_preview_set_context (self->hist_preview, self->context, self->finder);
  matoi_history_saved_set_context (self->hist_saved, self->context);
  matoi_history_table_set_model (self->hist_table, self->context, self->model);
  matoi_history_view_begin_search (self);
  matoi_history_view_begin_reading (self);
}

static void
matoi_history_view_dispose (GObject *object)
{
  MatoiHistoryView *self = MATOI_HISTORY_VIEW (object);

  g_clear_handle_id (&self->later_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  matoi_history_view_end_words (self);
  matoi_history_view_end_pair (self);
  matoi_ui_dispose_template (GTK_WIDGET (object), MATOI_TYPE_HISTORY_VIEW);
  g_clear_object (&self->model);
  g_clear_object (&self->finder);
  g_clear_object (&self->context);
  g_clear_pointer (&self->sought, g_free);
  g_clear_pointer (&self->seen_text, g_free);
  G_OBJECT_CLASS (matoi_history_view_parent_class)->dispose (object);
}

static void
bind (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, MatoiHistoryView, hist_pages);
  gtk_widget_class_bind_template_child (widget_class, MatoiHistoryView, hist_stack);
  gtk_widget_class_bind_template_child (widget_class, MatoiHistoryView, hist_search);
  gtk_widget_class_bind_template_child (widget_class, MatoiHistoryView, hist_count);
  gtk_widget_class_bind_template_child (widget_class, MatoiHistoryView, hist_message);
  gtk_widget_class_bind_template_child (widget_class, MatoiHistoryView, hist_problem);
  gtk_widget_class_bind_template_child (widget_class, MatoiHistoryView, hist_saved);
  gtk_widget_class_bind_template_child (widget_class, MatoiHistoryView, hist_table);
  gtk_widget_class_bind_template_child (widget_class, MatoiHistoryView, hist_preview);
  gtk_widget_class_bind_template_child (widget_class, MatoiHistoryView, hist_playback);
  matoi_history_view_bind_words (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, on_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_place_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_replay_closed);
  gtk_widget_class_bind_template_callback (widget_class, on_saved_said);
  gtk_widget_class_bind_template_callback (widget_class, matoi_history_view_set_words);
  gtk_widget_class_bind_template_callback (widget_class, matoi_history_view_read);
}

static void
matoi_history_view_class_init (MatoiHistoryViewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_history_view_dispose;
  widget_class->grab_focus = matoi_history_view_grab_focus;
  widget_class->focus = matoi_ui_walk;
  g_type_ensure (MATOI_TYPE_HISTORY_PREVIEW);
  g_type_ensure (MATOI_TYPE_HISTORY_SAVED);
  g_type_ensure (MATOI_TYPE_HISTORY_TABLE);
  g_type_ensure (MATOI_TYPE_PLAYBACK_VIEW);
  signals[OPEN] = g_signal_new ("open", MATOI_TYPE_HISTORY_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING);
  signals[SAID] = g_signal_new ("said", MATOI_TYPE_HISTORY_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/history/history-view.ui");
  bind (widget_class);
  matoi_history_view_install_pair (widget_class);
  matoi_history_view_install_link (widget_class);
  gtk_widget_class_install_action (widget_class, "history.open", NULL, open_chosen);
  gtk_widget_class_install_action (widget_class, "history.replay", NULL, replay);
  gtk_widget_class_install_action (widget_class, "history.postmortem", NULL, open_postmortem);
  gtk_widget_class_install_action (widget_class, "history.save", NULL, save);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_r, GDK_CONTROL_MASK, "history.replay",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "history.save",
                                       NULL);
}

static void
matoi_history_view_init (MatoiHistoryView *self)
{
  self->total = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
  matoi_history_view_begin_words (self);
}
