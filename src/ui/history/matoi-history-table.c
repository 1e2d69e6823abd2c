/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-history-table.h"

#include "matoi-history-heads.h"
#include "matoi-history-line.h"
#include "matoi-ui-text.h"

struct _MatoiHistoryTable
{
  GtkWidget parent_instance;
  MatoiContext *context;
  MatoiHistoryModel *model;
  GtkSingleSelection *selection;
  GtkEventController *motion; /* (not owned) of the list */
  MatoiId chosen;             /* the incident that is selected */

  MatoiHistoryHeads *hist_head;
  GtkListView *hist_list;
  GtkRevealer *hist_news;
};

G_DEFINE_FINAL_TYPE (MatoiHistoryTable, matoi_history_table, GTK_TYPE_WIDGET)

enum
{
  SELECTED,
  ACTIVATED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/** matoi_history_table_get_item: see the header. */
MatoiHistoryItem *
matoi_history_table_get_item (MatoiHistoryTable *self)
{
  return self->selection ? gtk_single_selection_get_selected_item (self->selection) : NULL;
}

/* --- the place in the table */

static GtkWidget *
find_line (MatoiHistoryTable *self)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->hist_list)); child;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *line = gtk_widget_get_first_child (child);

      if (MATOI_IS_HISTORY_LINE (line) && gtk_widget_get_child_visible (child) &&
          matoi_history_line_get_item (MATOI_HISTORY_LINE (line)) ==
            matoi_history_table_get_item (self))
        return child;
    }
  return NULL;
}

/** matoi_history_table_focus: see the header. */
gboolean
matoi_history_table_focus (MatoiHistoryTable *self)
{
  GtkWidget *line;

  g_return_val_if_fail (MATOI_IS_HISTORY_TABLE (self), FALSE);

  if (!matoi_history_table_get_item (self))
    return FALSE;
  gtk_widget_activate_action (GTK_WIDGET (self->hist_list), "list.scroll-to-item", "u",
                              gtk_single_selection_get_selected (self->selection));
  line = find_line (self);
  return gtk_widget_grab_focus (line ? line : GTK_WIDGET (self->hist_list));
}

/** matoi_history_table_select: see the header. */
void
matoi_history_table_select (MatoiHistoryTable *self, gboolean first)
{
  guint position = 0;

  g_return_if_fail (MATOI_IS_HISTORY_TABLE (self));

  if (first || !matoi_history_model_find (self->model, &self->chosen, &position))
    position = 0;
  if (g_list_model_get_n_items (G_LIST_MODEL (self->model)) == 0)
    position = GTK_INVALID_LIST_POSITION;
  gtk_single_selection_set_selected (self->selection, position);
  if (first && position == 0)
    gtk_widget_activate_action (GTK_WIDGET (self->hist_list), "list.scroll-to-item", "u", 0);
}

/** matoi_history_table_choose: see the header. */
gboolean
matoi_history_table_choose (MatoiHistoryTable *self, const MatoiId *incident)
{
  guint position;

  g_return_val_if_fail (MATOI_IS_HISTORY_TABLE (self), FALSE);

  if (!matoi_history_model_find (self->model, incident, &position))
    return FALSE;
  gtk_single_selection_set_selected (self->selection, position);
  gtk_widget_activate_action (GTK_WIDGET (self->hist_list), "list.scroll-to-item", "u", position);
  return TRUE;
}

/** matoi_history_table_is_used: see the header. */
gboolean
matoi_history_table_is_used (MatoiHistoryTable *self)
{
  return gtk_event_controller_motion_contains_pointer (
           GTK_EVENT_CONTROLLER_MOTION (self->motion)) ||
         gtk_widget_get_state_flags (GTK_WIDGET (self->hist_list)) & GTK_STATE_FLAG_FOCUS_WITHIN;
}

/** matoi_history_table_show_news: see the header. */
void
matoi_history_table_show_news (MatoiHistoryTable *self)
{
  gtk_revealer_set_reveal_child (self->hist_news, matoi_history_model_has_news (self->model));
}

/** matoi_history_table_settle: see the header. */
void
matoi_history_table_settle (MatoiHistoryTable *self)
{
  gboolean focused =
    gtk_widget_get_state_flags (GTK_WIDGET (self->hist_news)) & GTK_STATE_FLAG_FOCUS_WITHIN;

  matoi_history_model_settle (self->model);
  matoi_history_table_select (self, FALSE);
  if (focused)
    matoi_history_table_focus (self);
  matoi_history_table_show_news (self);
}

static void
on_selected (MatoiHistoryTable *self)
{
  MatoiHistoryItem *item = matoi_history_table_get_item (self);

  if (item)
    self->chosen = matoi_history_item_get_row (item)->id;
  g_signal_emit (self, signals[SELECTED], 0);
}

static void
on_activated (MatoiHistoryTable *self, guint position)
{
  gtk_single_selection_set_selected (self->selection, position);
  g_signal_emit (self, signals[ACTIVATED], 0);
}

/* In GTK 4.8 Tab goes through every line of a list, of which there may be ten thousand: here it
 * leads on, as the arrows lead from line to line. */
static gboolean
matoi_history_table_focus_next (GtkWidget *widget, GtkDirectionType direction)
{
  MatoiHistoryTable *self = MATOI_HISTORY_TABLE (widget);
  gboolean within =
    gtk_widget_get_state_flags (GTK_WIDGET (self->hist_list)) & GTK_STATE_FLAG_FOCUS_WITHIN;

  /* GTK begins where the keyboard was the last time, which would leave the heads out. */
  if (!(gtk_widget_get_state_flags (widget) & GTK_STATE_FLAG_FOCUS_WITHIN) &&
      direction == GTK_DIR_TAB_FORWARD &&
      gtk_widget_child_focus (GTK_WIDGET (self->hist_head), direction))
    return TRUE;
  if (within && direction == GTK_DIR_TAB_BACKWARD)
    return gtk_widget_child_focus (GTK_WIDGET (self->hist_head), direction);
  if (within && direction == GTK_DIR_TAB_FORWARD)
    return gtk_revealer_get_reveal_child (self->hist_news) &&
           gtk_widget_child_focus (GTK_WIDGET (self->hist_news), direction);
  return matoi_ui_walk (widget, direction);
}

/* --- the order */

static void
show_order (MatoiHistoryTable *self)
{
  gboolean down;
  MatoiHistoryColumn column = matoi_history_model_get_column (self->model, &down);

  matoi_history_heads_show_order (self->hist_head, column, down);
}

/* What is selected is still the same incident, wherever it is now. */
static void
on_arranged (MatoiHistoryTable *self)
{
  matoi_history_table_select (self, FALSE);
  matoi_history_table_show_news (self);
}

/* Upwards, downwards, and as it came. */
static void
on_sort (MatoiHistoryTable *self, guint column)
{
  gboolean down;
  gboolean same = matoi_history_model_get_column (self->model, &down) == column;

  matoi_history_model_sort (self->model, same && down ? MATOI_HISTORY_N_COLUMNS : column,
                            same && !down);
  on_arranged (self);
  show_order (self);
}

/* The letters may change while it is shown. */
static void
measure_columns (MatoiHistoryTable *self)
{
  matoi_history_heads_measure (self->hist_head, GTK_WIDGET (self->hist_list));
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->hist_list)); row;
       row = gtk_widget_get_next_sibling (row))
    if (gtk_widget_get_first_child (row))
      gtk_widget_queue_resize (gtk_widget_get_first_child (row));
}

static void
matoi_history_table_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (matoi_history_table_parent_class)->root (widget);
  measure_columns (MATOI_HISTORY_TABLE (widget));
}

static void
matoi_history_table_system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  GTK_WIDGET_CLASS (matoi_history_table_parent_class)->system_setting_changed (widget, setting);
  if (setting != GTK_SYSTEM_SETTING_ICON_THEME)
    measure_columns (MATOI_HISTORY_TABLE (widget));
}

/* --- the lines */

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  MatoiHistoryTable *self = user_data;

  gtk_list_item_set_child (list_item, matoi_history_line_new (self->context));
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  matoi_history_line_set_item (MATOI_HISTORY_LINE (gtk_list_item_get_child (list_item)),
                               gtk_list_item_get_item (list_item));
}

static void
on_unbind (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  matoi_history_line_set_item (MATOI_HISTORY_LINE (gtk_list_item_get_child (list_item)), NULL);
}

/** matoi_history_table_set_model: see the header. */
void
matoi_history_table_set_model (MatoiHistoryTable *self,
                               MatoiContext *context,
                               MatoiHistoryModel *model)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_return_if_fail (MATOI_IS_HISTORY_TABLE (self) && !self->model);

  self->context = g_object_ref (context);
  self->model = g_object_ref (model);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (model)));
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (on_selected), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (model, "ranked", G_CALLBACK (on_arranged), self, G_CONNECT_SWAPPED);
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), self);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind), self);
  gtk_list_view_set_factory (self->hist_list, factory);
  gtk_list_view_set_model (self->hist_list, GTK_SELECTION_MODEL (self->selection));
  show_order (self);
}

static void
matoi_history_table_dispose (GObject *object)
{
  MatoiHistoryTable *self = MATOI_HISTORY_TABLE (object);

  if (self->selection)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  matoi_ui_dispose_template (GTK_WIDGET (object), MATOI_TYPE_HISTORY_TABLE);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (matoi_history_table_parent_class)->dispose (object);
}

static void
matoi_history_table_class_init (MatoiHistoryTableClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_history_table_dispose;
  widget_class->focus = matoi_history_table_focus_next;
  widget_class->root = matoi_history_table_root;
  widget_class->system_setting_changed = matoi_history_table_system_setting_changed;
  signals[SELECTED] = g_signal_new ("selected", MATOI_TYPE_HISTORY_TABLE, G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ACTIVATED] = g_signal_new ("activated", MATOI_TYPE_HISTORY_TABLE, G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (MATOI_TYPE_HISTORY_HEADS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/history/history-table.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiHistoryTable, hist_head);
  gtk_widget_class_bind_template_child (widget_class, MatoiHistoryTable, hist_list);
  gtk_widget_class_bind_template_child (widget_class, MatoiHistoryTable, hist_news);
  gtk_widget_class_bind_template_callback (widget_class, on_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_sort);
  gtk_widget_class_bind_template_callback (widget_class, matoi_history_table_settle);
}

static void
matoi_history_table_init (MatoiHistoryTable *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->motion = gtk_event_controller_motion_new ();
  gtk_widget_add_controller (GTK_WIDGET (self->hist_list), self->motion);
}
