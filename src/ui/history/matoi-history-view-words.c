/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-history-filters.h"
#include "matoi-history-view-private.h"

/* --- what may stand there */

static gboolean
is_typed_in (MatoiHistoryView *self)
{
  return gtk_widget_get_state_flags (GTK_WIDGET (self->hist_search)) & GTK_STATE_FLAG_FOCUS_WITHIN;
}

static void
offer (MatoiHistoryView *self)
{
  GtkEditable *field = GTK_EDITABLE (self->hist_search);

  if (self->quiet || !self->model || !is_typed_in (self))
    matoi_completion_close (self->completion);
  else
    matoi_completion_take_list (
      self->completion,
      matoi_history_filters_find (self->model, self->context, gtk_editable_get_text (field),
                                  (guint) gtk_editable_get_position (field)));
}

static void
on_accepted (MatoiHistoryView *self, const char *insert, guint start, guint end)
{
  GtkEditable *field = GTK_EDITABLE (self->hist_search);
  int at = (int) start;

  self->quiet = TRUE;
  gtk_editable_delete_text (field, at, (int) end);
  gtk_editable_insert_text (field, insert, -1, &at);
  gtk_editable_set_position (field, at);
  self->quiet = FALSE;
  offer (self);
}

/* --- keys; those the input method waits for are its own */

static gboolean
is_open (MatoiHistoryView *self)
{
  return !self->composing && matoi_completion_is_open (self->completion);
}

static gboolean
on_down (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  MatoiHistoryView *self = user_data;

  if (is_open (self))
    matoi_completion_move (self->completion, 1);
  else if (!self->composing)
    matoi_history_view_focus_list (self);
  return !self->composing;
}

static gboolean
on_up (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  MatoiHistoryView *self = user_data;

  if (!is_open (self))
    return FALSE;
  matoi_completion_move (self->completion, -1);
  return TRUE;
}

static gboolean
on_tab (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  MatoiHistoryView *self = user_data;

  return is_open (self) && matoi_completion_accept (self->completion);
}

static gboolean
on_return (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  MatoiHistoryView *self = user_data;

  return is_open (self) && matoi_completion_has_choice (self->completion) &&
         matoi_completion_accept (self->completion);
}

static gboolean
on_escape (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  MatoiHistoryView *self = user_data;

  if (!is_open (self))
    return FALSE;
  matoi_completion_close (self->completion);
  return TRUE;
}

static gboolean
on_alt_down (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  MatoiHistoryView *self = user_data;

  matoi_completion_close (self->completion);
  matoi_history_saved_open (self->hist_saved, FALSE);
  return TRUE;
}

static void
add_keys (MatoiHistoryView *self)
{
  static const struct
  {
    const char *trigger;
    GtkShortcutFunc func;
  } keys[] = {
    { "Down|KP_Down", on_down }, { "Up|KP_Up", on_up },
    { "Tab", on_tab },           { "Return|KP_Enter|ISO_Enter", on_return },
    { "Escape", on_escape },     { "<Alt>Down", on_alt_down },
  };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string (keys[i].trigger),
                        gtk_callback_action_new (keys[i].func, self, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self->hist_search), controller);
}

/* --- typing */

static void
on_typed (MatoiHistoryView *self)
{
  const char *text = matoi_history_view_get_text (self);

  matoi_history_saved_set_text (self->hist_saved, text);
  if (self->model)
    matoi_history_view_search (self, TRUE);
}

static void
on_search_left (MatoiHistoryView *self)
{
  self->composing = FALSE;
  matoi_completion_close (self->completion);
}

static void
on_search_entered (MatoiHistoryView *self)
{
  matoi_completion_close (self->completion);
  matoi_history_view_focus_list (self);
}

static void
on_search_stopped (MatoiHistoryView *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->hist_search), "");
  matoi_history_view_focus_list (self);
}

static void
on_preedit (MatoiHistoryView *self, const char *preedit)
{
  self->composing = preedit && *preedit;
}

/* In place of what is there; the keyboard is behind them. */
void
matoi_history_view_set_words (MatoiHistoryView *self, const char *text)
{
  self->quiet = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->hist_search), text);
  gtk_widget_grab_focus (GTK_WIDGET (self->hist_search));
  gtk_editable_set_position (GTK_EDITABLE (self->hist_search), -1);
  self->quiet = FALSE;
  matoi_completion_close (self->completion);
}

void
matoi_history_view_bind_words (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, on_typed);
  gtk_widget_class_bind_template_callback (widget_class, on_search_left);
  gtk_widget_class_bind_template_callback (widget_class, on_search_entered);
  gtk_widget_class_bind_template_callback (widget_class, on_search_stopped);
}

void
matoi_history_view_begin_words (MatoiHistoryView *self)
{
  GtkEditable *delegate = gtk_editable_get_delegate (GTK_EDITABLE (self->hist_search));

  self->completion =
    MATOI_COMPLETION (matoi_completion_new (GTK_WIDGET (self), GTK_WIDGET (self->hist_search)));
  gtk_popover_set_position (GTK_POPOVER (self->completion), GTK_POS_BOTTOM);
  g_signal_connect_object (self->completion, "accepted", G_CALLBACK (on_accepted), self,
                           G_CONNECT_SWAPPED);
  /* The cursor moves after the text has changed. */
  g_signal_connect_object (delegate, "notify::cursor-position", G_CALLBACK (offer), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (delegate, "preedit-changed", G_CALLBACK (on_preedit), self,
                           G_CONNECT_SWAPPED);
  add_keys (self);
}

void
matoi_history_view_end_words (MatoiHistoryView *self)
{
  if (self->completion)
    gtk_widget_unparent (GTK_WIDGET (self->completion));
  self->completion = NULL;
}
