/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-postmortem-list.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "matoi-postmortem-row.h"
#include "matoi-postmortem-shelves.h"
#include "matoi-ui-text.h"

/* Of the incidents without a postmortem only those that ended lately are somebody's work. */
#define N_ENDED 200

struct _MatoiPostmortemList
{
  GtkWidget parent_instance;
  GtkSearchEntry *pml_search;
  GtkDropDown *pml_pick;
  GtkStack *pml_stack;
  GtkListView *pml_list;
  AdwStatusPage *pml_nothing, *pml_problem;

  MatoiContext *context;
  MatoiPostmortemShelves *shelves;
  GtkSingleSelection *selection;
  GPtrArray *written; /* (nullable) of MatoiIncidentRow, while the others are being read */
  MatoiPick pick;     /* of the reading that is under way */
  gboolean reading, again, with_closed;
  gboolean focus_wanted; /* there was no row yet that could have taken it */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (MatoiPostmortemList, matoi_postmortem_list, GTK_TYPE_WIDGET)

static guint chosen_signal;

static MatoiPick
get_pick (MatoiPostmortemList *self)
{
  return (MatoiPick) gtk_drop_down_get_selected (self->pml_pick);
}

/* --- the place in the list */

static MatoiPostmortemRow *
find_row (MatoiPostmortemList *self, gpointer item)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->pml_list)); child;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *row = gtk_widget_get_first_child (child);

      if (MATOI_IS_POSTMORTEM_ROW (row) && gtk_widget_get_child_visible (child) &&
          matoi_postmortem_row_get_item (MATOI_POSTMORTEM_ROW (row)) == item)
        return MATOI_POSTMORTEM_ROW (row);
    }
  return NULL;
}

/* The first line that is no heading, unless one is selected. */
static void
select_something (MatoiPostmortemList *self)
{
  GListModel *model = matoi_postmortem_shelves_get_model (self->shelves);

  if (gtk_single_selection_get_selected (self->selection) != GTK_INVALID_LIST_POSITION)
    return;
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (MatoiPostmortemItem) item = g_list_model_get_item (model, i);

      if (!matoi_postmortem_item_is_heading (item))
        {
          gtk_single_selection_set_selected (self->selection, i);
          return;
        }
    }
}

/* Brings the keyboard to the selected line. */
static void
focus_line (MatoiPostmortemList *self)
{
  MatoiPostmortemRow *row;
  guint position;

  select_something (self);
  position = gtk_single_selection_get_selected (self->selection);
  if (position == GTK_INVALID_LIST_POSITION)
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->pml_search));
      return;
    }
  row = find_row (self, gtk_single_selection_get_selected_item (self->selection));
  if (!row)
    {
      gtk_widget_activate_action (GTK_WIDGET (self->pml_list), "list.scroll-to-item", "u",
                                  position);
      row = find_row (self, gtk_single_selection_get_selected_item (self->selection));
    }
  if (row)
    gtk_widget_grab_focus (gtk_widget_get_parent (GTK_WIDGET (row)));
}

static gboolean
matoi_postmortem_list_grab_focus (GtkWidget *widget)
{
  MatoiPostmortemList *self = MATOI_POSTMORTEM_LIST (widget);

  if (matoi_ui_is_walking (widget))
    return FALSE;
  /* What is shown may be from before: the lines come with what is being read. */
  self->focus_wanted =
    self->reading || g_strcmp0 (gtk_stack_get_visible_child_name (self->pml_stack), "reading") == 0;
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->pml_stack), "list") == 0)
    focus_line (self);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->pml_search));
  return TRUE;
}

/* See the header. */
void
matoi_postmortem_list_find (MatoiPostmortemList *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->pml_search));
}

/* --- what is shown */

static void
show_page (MatoiPostmortemList *self)
{
  gboolean searched = *gtk_editable_get_text (GTK_EDITABLE (self->pml_search)) != '\0';
  gboolean any = matoi_postmortem_shelves_count (self->shelves) > 0;

  gtk_stack_set_visible_child_name (self->pml_stack,
                                    any                                              ? "list"
                                    : searched || get_pick (self) != MATOI_PICK_OPEN ? "nothing"
                                                                                     : "empty");
  adw_status_page_set_description (self->pml_nothing,
                                   searched ? _ ("No postmortem fits these words and this choice.")
                                            : _ ("There is none of these at the moment."));
  /* Who has begun to type stays there. */
  if (self->focus_wanted && any && !searched &&
      gtk_widget_get_state_flags (GTK_WIDGET (self->pml_search)) & GTK_STATE_FLAG_FOCUS_WITHIN)
    focus_line (self);
  self->focus_wanted = self->focus_wanted && !any && self->again;
}

static void
on_filter (MatoiPostmortemList *self)
{
  if (!self->shelves ||
      g_strcmp0 (gtk_stack_get_visible_child_name (self->pml_stack), "reading") == 0)
    return;
  matoi_postmortem_shelves_pick (self->shelves, get_pick (self),
                                 gtk_editable_get_text (GTK_EDITABLE (self->pml_search)));
  show_page (self);
}

static void
on_picked (MatoiPostmortemList *self)
{
  if (matoi_pick_needs_closed (get_pick (self)) && !self->with_closed)
    matoi_postmortem_list_refresh (self);
  else
    on_filter (self);
}

static void
show_all (MatoiPostmortemList *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->pml_search), "");
  gtk_drop_down_set_selected (self->pml_pick, MATOI_PICK_ALL);
}

static void
on_search_entered (MatoiPostmortemList *self)
{
  on_filter (self);
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->pml_stack), "list") == 0)
    focus_line (self);
}

static void
on_search_stopped (MatoiPostmortemList *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->pml_search), "");
  on_search_entered (self);
}

static void
on_activated (MatoiPostmortemList *self, guint position)
{
  g_autoptr (MatoiPostmortemItem) item =
    g_list_model_get_item (matoi_postmortem_shelves_get_model (self->shelves), position);

  if (!item)
    return;
  if (matoi_postmortem_item_get_shelf (item) == MATOI_SHELF_MORE)
    show_all (self);
  else if (!matoi_postmortem_item_is_heading (item))
    {
      gtk_single_selection_set_selected (self->selection, position);
      g_signal_emit (self, chosen_signal, 0, &matoi_postmortem_item_get_row (item)->id);
    }
}

/* --- reading */

static void
reading_done (MatoiPostmortemList *self)
{
  gboolean again = self->again;

  self->reading = self->again = FALSE;
  g_clear_pointer (&self->written, g_ptr_array_unref);
  if (again)
    matoi_postmortem_list_refresh (self);
}

static void
show_problem (MatoiPostmortemList *self, const GError *error)
{
  g_autofree char *text = NULL, *markup = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  text = matoi_ui_dup_error (error);
  markup = g_markup_escape_text (text, -1);
  adw_status_page_set_description (self->pml_problem, markup);
  gtk_stack_set_visible_child_name (self->pml_stack, "problem");
  reading_done (self);
}

static void
on_listed_ended (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiPostmortemList) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) ended = matoi_context_list_finish (MATOI_CONTEXT (source), result, &error);

  if (!ended)
    {
      show_problem (self, error);
      return;
    }
  if (!self->shelves)
    return;
  self->with_closed = matoi_pick_needs_closed (self->pick);
  matoi_postmortem_shelves_set_rows (self->shelves, self->written, self->with_closed, ended);
  matoi_postmortem_shelves_pick (self->shelves, get_pick (self),
                                 gtk_editable_get_text (GTK_EDITABLE (self->pml_search)));
  show_page (self);
  reading_done (self);
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiPostmortemList) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *rows = matoi_context_list_postmortems_finish (MATOI_CONTEXT (source), result, &error);

  if (!rows)
    {
      show_problem (self, error);
      return;
    }
  g_clear_pointer (&self->written, g_ptr_array_unref);
  self->written = rows;
  matoi_context_list_async (self->context, "ended", N_ENDED, self->cancellable, on_listed_ended,
                            g_object_ref (self));
}

/* Reads them again: one reading at a time. */
void
matoi_postmortem_list_refresh (MatoiPostmortemList *self)
{
  g_return_if_fail (MATOI_IS_POSTMORTEM_LIST (self));

  if (!self->context)
    return;
  if (self->reading)
    {
      self->again = TRUE;
      return;
    }
  self->reading = TRUE;
  self->pick = get_pick (self);
  matoi_context_list_postmortems_async (self->context, matoi_pick_needs_closed (self->pick),
                                        self->cancellable, on_listed, g_object_ref (self));
}

/* --- the rows */

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  MatoiPostmortemList *self = user_data;

  gtk_list_item_set_child (list_item, matoi_postmortem_row_new (self->context));
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  MatoiPostmortemItem *item = gtk_list_item_get_item (list_item);
  gboolean heading = matoi_postmortem_item_is_heading (item);
  gboolean more = matoi_postmortem_item_get_shelf (item) == MATOI_SHELF_MORE;

  gtk_list_item_set_selectable (list_item, !heading);
  gtk_list_item_set_activatable (list_item, !heading || more);
  matoi_postmortem_row_set_item (MATOI_POSTMORTEM_ROW (gtk_list_item_get_child (list_item)), item);
}

static void
on_unbind (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  matoi_postmortem_row_set_item (MATOI_POSTMORTEM_ROW (gtk_list_item_get_child (list_item)), NULL);
}

/* Where the postmortems are; once. */
void
matoi_postmortem_list_set_context (MatoiPostmortemList *self, MatoiContext *context)
{
  GtkListItemFactory *factory;

  g_return_if_fail (MATOI_IS_POSTMORTEM_LIST (self) && !self->context);

  self->context = g_object_ref (context);
  self->shelves = matoi_postmortem_shelves_new (context);
  self->selection =
    gtk_single_selection_new (g_object_ref (matoi_postmortem_shelves_get_model (self->shelves)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  factory = gtk_signal_list_item_factory_new ();
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), self);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind), self);
  gtk_list_view_set_factory (self->pml_list, factory);
  g_object_unref (factory);
  gtk_list_view_set_model (self->pml_list, GTK_SELECTION_MODEL (self->selection));
}

/* --- the object */

static void
matoi_postmortem_list_dispose (GObject *object)
{
  MatoiPostmortemList *self = MATOI_POSTMORTEM_LIST (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_POSTMORTEM_LIST);
  g_clear_object (&self->selection);
  g_clear_object (&self->shelves);
  g_clear_pointer (&self->written, g_ptr_array_unref);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (matoi_postmortem_list_parent_class)->dispose (object);
}

static void
matoi_postmortem_list_class_init (MatoiPostmortemListClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_postmortem_list_dispose;
  widget_class->grab_focus = matoi_postmortem_list_grab_focus;
  widget_class->focus = matoi_ui_walk;
  chosen_signal = g_signal_new ("chosen", MATOI_TYPE_POSTMORTEM_LIST, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/matoi/Matoi/postmortem/postmortem-list.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiPostmortemList, pml_search);
  gtk_widget_class_bind_template_child (widget_class, MatoiPostmortemList, pml_pick);
  gtk_widget_class_bind_template_child (widget_class, MatoiPostmortemList, pml_stack);
  gtk_widget_class_bind_template_child (widget_class, MatoiPostmortemList, pml_list);
  gtk_widget_class_bind_template_child (widget_class, MatoiPostmortemList, pml_nothing);
  gtk_widget_class_bind_template_child (widget_class, MatoiPostmortemList, pml_problem);
  gtk_widget_class_bind_template_callback (widget_class, on_filter);
  gtk_widget_class_bind_template_callback (widget_class, matoi_postmortem_list_find);
  gtk_widget_class_bind_template_callback (widget_class, on_picked);
  gtk_widget_class_bind_template_callback (widget_class, on_search_entered);
  gtk_widget_class_bind_template_callback (widget_class, on_search_stopped);
  gtk_widget_class_bind_template_callback (widget_class, on_activated);
  gtk_widget_class_bind_template_callback (widget_class, show_all);
  gtk_widget_class_bind_template_callback (widget_class, matoi_postmortem_list_refresh);
}

static void
matoi_postmortem_list_init (MatoiPostmortemList *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  /* Whoever types in the list looks for something. */
  gtk_search_entry_set_key_capture_widget (self->pml_search, GTK_WIDGET (self->pml_stack));
}
