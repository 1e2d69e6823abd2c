/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "matoi-error.h"
#include "matoi-row-text.h"
#include "matoi-side.h"
#include "matoi-timeline-view-private.h"

/* What the keys and the menu can do with the selected row. */
typedef struct
{
  MatoiTimelineRecord record;
  gboolean any;        /* a row of one entry or TODO is selected */
  gboolean entry;      /* in a person's words, not struck: it can be corrected or struck */
  gboolean struck;     /* and can be restored */
  gboolean hypothesis; /* that holds */
  gboolean original;   /* it has taken the place of another one */
  const MatoiTodo *todo;
} Selected;

static Selected
get_selected (MatoiTimelineView *self)
{
  MatoiTimelineItem *item = matoi_timeline_view_get_selected (self);
  Selected selected = { 0 };
  const MatoiEntry *entry;

  if (!item || !self->session || matoi_timeline_item_get_n_folded (item) > 0 ||
      !matoi_timeline_item_get_record (item, &selected.record))
    return selected;
  selected.any = TRUE;
  entry = selected.record.entry;
  if (!entry)
    {
      selected.todo = matoi_timeline_find_todo (matoi_session_get_incident (self->session),
                                                matoi_timeline_item_get_id (item));
      return selected;
    }
  selected.entry = g_strcmp0 (entry->kind, "system") != 0 && !entry->struck;
  selected.struck = entry->struck && !entry->has_successor;
  selected.hypothesis = selected.entry && g_strcmp0 (entry->kind, "hypothesis") == 0;
  selected.original =
    matoi_timeline_find_original (matoi_session_get_incident (self->session), entry) != NULL;
  return selected;
}

/* Keys that do nothing for the selected row are left to others. */
void
matoi_timeline_view_update_actions (MatoiTimelineView *self)
{
  Selected s = get_selected (self);
  GtkWidget *widget = GTK_WIDGET (self);
  const char *verdict = s.hypothesis ? s.record.entry->verdict : NULL;

  gtk_widget_action_set_enabled (widget, "timeline.strike", s.entry);
  gtk_widget_action_set_enabled (widget, "timeline.restore", s.struck);
  gtk_widget_action_set_enabled (widget, "timeline.edit", s.entry);
  gtk_widget_action_set_enabled (widget, "timeline.confirm",
                                 s.hypothesis && g_strcmp0 (verdict, "confirmed") != 0);
  gtk_widget_action_set_enabled (widget, "timeline.rule-out",
                                 s.hypothesis && g_strcmp0 (verdict, "ruled-out") != 0);
  gtk_widget_action_set_enabled (widget, "timeline.unsettle", verdict != NULL);
  gtk_widget_action_set_enabled (widget, "timeline.todo-done",
                                 s.todo && s.todo->done_at == MATOI_TIME_NONE);
  gtk_widget_action_set_enabled (widget, "timeline.copy", s.any);
  gtk_widget_action_set_enabled (widget, "timeline.show-original", s.original);
}

/* --- writing */

static void
send (MatoiTimelineView *self, const char *name, const char *what)
{
  MatoiTimelineItem *item = matoi_timeline_view_get_selected (self);
  g_autofree char *id = NULL;
  MatoiCommand *command;

  if (!item || !self->session)
    return;
  id = matoi_id_dup_text (matoi_timeline_item_get_id (item));
  command = matoi_session_new_command (self->session, name);
  matoi_command_set (command, what, id);
  matoi_session_send (self->session, command);
}

/* "timeline.confirm" sends the command "confirm", and so on. */
static void
send_entry (GtkWidget *widget, const char *action, GVariant *parameter)
{
  send (MATOI_TIMELINE_VIEW (widget), strchr (action, '.') + 1, "entry");
}

static void
todo_done (GtkWidget *widget, const char *action, GVariant *parameter)
{
  send (MATOI_TIMELINE_VIEW (widget), "todo-done", "todo");
}

static void
strike (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiTimelineView *self = MATOI_TIMELINE_VIEW (widget);
  Selected selected = get_selected (self);

  if (selected.entry)
    matoi_timeline_view_begin_strike (self, selected.record.entry);
}

static void
edit (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiTimelineView *self = MATOI_TIMELINE_VIEW (widget);
  Selected selected = get_selected (self);

  if (selected.entry)
    matoi_timeline_view_begin_edit (self, selected.record.entry);
}

/* The key is pressed on any row: where nothing can be edited it says so. */
static void
try_edit (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiTimelineView *self = MATOI_TIMELINE_VIEW (widget);
  Selected selected = get_selected (self);
  g_autoptr (GError) error = NULL;

  if (selected.entry)
    matoi_timeline_view_begin_edit (self, selected.record.entry);
  if (selected.entry || !selected.any)
    return;
  error = g_error_new_literal (MATOI_ERROR, MATOI_ERROR_INPUT,
                               selected.todo
                               ? _ ("The text of a TODO cannot be changed. Mark it as done and "
                                      "add another one.")
                               : selected.struck
                               ? _ ("This entry is struck out. Restore it to correct it.")
                               : _ ("Matoi wrote this entry itself: only what a person wrote "
                                      "can be corrected."));
  g_signal_emit_by_name (self->session, "refused", error);
}

/* --- reading */

static void
copy_text (MatoiTimelineView *self, const char *text)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
}

static void
copy (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiTimelineView *self = MATOI_TIMELINE_VIEW (widget);
  Selected selected = get_selected (self);
  g_autofree char *line = NULL;

  if (!selected.any)
    return;
  line = matoi_row_text_dup_line (&selected.record, matoi_session_get_incident (self->session),
                                  matoi_session_get_zone (self->session));
  copy_text (self, line);
}

static void
copy_link (GtkWidget *widget, const char *action, GVariant *parameter)
{
  copy_text (MATOI_TIMELINE_VIEW (widget), g_variant_get_string (parameter, NULL));
}

static void
open_link (GtkWidget *widget, const char *action, GVariant *parameter)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  gtk_show_uri (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                g_variant_get_string (parameter, NULL), GDK_CURRENT_TIME);
}

/* Opens or closes a fold, or shows what an entry said before. */
static void
toggle_item (MatoiTimelineView *self, MatoiTimelineItem *item)
{
  /* What opens must not scroll away from under the pointer. */
  g_clear_handle_id (&self->settle_id, g_source_remove);
  self->at_end = FALSE;
  matoi_timeline_model_toggle (self->model, item);
}

static void
focus_list (GtkWidget *widget, const char *action, GVariant *parameter)
{
  matoi_timeline_view_focus_list (MATOI_TIMELINE_VIEW (widget));
}

static void
toggle (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiTimelineView *self = MATOI_TIMELINE_VIEW (widget);
  MatoiTimelineRow *row = NULL;
  MatoiId id;

  if (matoi_id_from_text (&id, g_variant_get_string (parameter, NULL)))
    row = matoi_timeline_view_find_row (self, &id);
  if (row)
    toggle_item (self, matoi_timeline_row_get_item (row));
}

static void
show_original (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiTimelineView *self = MATOI_TIMELINE_VIEW (widget);
  MatoiTimelineItem *item = matoi_timeline_view_get_selected (self);

  if (item)
    toggle_item (self, item);
}

static void
on_row_activated (MatoiTimelineView *self, guint position)
{
  g_autoptr (MatoiTimelineItem) item = g_list_model_get_item (G_LIST_MODEL (self->model), position);

  if (item && (matoi_timeline_item_get_n_folded (item) > 0 || get_selected (self).original))
    toggle_item (self, item);
}

/* --- the keys, while a row has the focus */

/* The keys of the list. */
void
matoi_timeline_view_init_actions (MatoiTimelineView *self)
{
  GtkShortcutController *keys = GTK_SHORTCUT_CONTROLLER (gtk_shortcut_controller_new ());

  matoi_side_add_key (keys, "Delete", "timeline.strike", NULL);
  matoi_side_add_key (keys, "c", "timeline.confirm", NULL);
  matoi_side_add_key (keys, "r", "timeline.rule-out", NULL);
  matoi_side_add_key (keys, "e", "timeline.try-edit", NULL);
  matoi_side_add_key (keys, "<Control>c", "timeline.copy", NULL);
  matoi_side_add_key (keys, "Menu", "timeline.menu", "");
  matoi_side_add_key (keys, "<Shift>F10", "timeline.menu", "");
  gtk_widget_add_controller (GTK_WIDGET (self->inc_timeline), GTK_EVENT_CONTROLLER (keys));
}

/* For class_init: the actions "timeline.…". */
void
matoi_timeline_view_class_init_actions (GtkWidgetClass *class)
{
  gtk_widget_class_bind_template_callback (class, on_row_activated);
  gtk_widget_class_install_action (class, "timeline.strike", NULL, strike);
  gtk_widget_class_install_action (class, "timeline.restore", NULL, send_entry);
  gtk_widget_class_install_action (class, "timeline.confirm", NULL, send_entry);
  gtk_widget_class_install_action (class, "timeline.rule-out", NULL, send_entry);
  gtk_widget_class_install_action (class, "timeline.unsettle", NULL, send_entry);
  gtk_widget_class_install_action (class, "timeline.todo-done", NULL, todo_done);
  gtk_widget_class_install_action (class, "timeline.edit", NULL, edit);
  gtk_widget_class_install_action (class, "timeline.try-edit", NULL, try_edit);
  gtk_widget_class_install_action (class, "timeline.copy", NULL, copy);
  gtk_widget_class_install_action (class, "timeline.copy-link", "s", copy_link);
  gtk_widget_class_install_action (class, "timeline.open-link", "s", open_link);
  gtk_widget_class_install_action (class, "timeline.focus-list", NULL, focus_list);
  gtk_widget_class_install_action (class, "timeline.toggle", "s", toggle);
  gtk_widget_class_install_action (class, "timeline.show-original", NULL, show_original);
}
