/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-history-view.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "matoi-completion.h"
#include "matoi-error.h"
#include "matoi-history-filters.h"
#include "matoi-history-line.h"
#include "matoi-history-preview.h"
#include "matoi-playback-view.h"
#include "matoi-side.h"
#include "matoi-ui-text.h"

struct _MatoiHistoryView
{
  GtkWidget parent_instance;
  MatoiContext *context;
  MatoiFinder *finder;
  MatoiHistoryModel *model;
  GtkSingleSelection *selection;
  MatoiCompletion *completion;
  GCancellable *cancellable; /* of the incident to be played back */
  gboolean read_once, reading, read_again, stale, quiet;
  guint later_id; /* reads what is new */
  MatoiId chosen; /* the incident that is selected */

  GtkStack *hist_pages, *hist_stack;
  GtkSearchEntry *hist_search;
  GtkLabel *hist_count, *hist_message;
  GtkBox *hist_head;
  GtkListView *hist_list;
  AdwStatusPage *hist_problem;
  MatoiHistoryPreview *hist_preview;
  MatoiPlaybackView *hist_playback;
};

G_DEFINE_FINAL_TYPE (MatoiHistoryView, matoi_history_view, GTK_TYPE_WIDGET)

static guint open_signal;

static MatoiHistoryItem *
get_item (MatoiHistoryView *self)
{
  return self->selection ? gtk_single_selection_get_selected_item (self->selection) : NULL;
}

static const char *
get_text (MatoiHistoryView *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->hist_search));
}

/* --- the place in the table */

static GtkWidget *
find_line (MatoiHistoryView *self)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->hist_list)); child;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *line = gtk_widget_get_first_child (child);

      if (MATOI_IS_HISTORY_LINE (line) && gtk_widget_get_child_visible (child) &&
          matoi_history_line_get_item (MATOI_HISTORY_LINE (line)) == get_item (self))
        return child;
    }
  return NULL;
}

static void
focus_list (MatoiHistoryView *self)
{
  GtkWidget *line;

  if (!get_item (self))
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->hist_search));
      return;
    }
  gtk_widget_activate_action (GTK_WIDGET (self->hist_list), "list.scroll-to-item", "u",
                              gtk_single_selection_get_selected (self->selection));
  line = find_line (self);
  gtk_widget_grab_focus (line ? line : GTK_WIDGET (self->hist_list));
}

static void
on_selected (MatoiHistoryView *self)
{
  MatoiHistoryItem *item = get_item (self);

  if (item)
    self->chosen = matoi_history_item_get_row (item)->id;
  matoi_history_preview_show (self->hist_preview, item, get_text (self));
}

/* The one that was chosen if it is there still; else the first, whenever @first is wanted. */
static void
select_again (MatoiHistoryView *self, gboolean first)
{
  guint position = 0;

  if (first || !matoi_history_model_find (self->model, &self->chosen, &position))
    position = 0;
  if (g_list_model_get_n_items (G_LIST_MODEL (self->model)) == 0)
    position = GTK_INVALID_LIST_POSITION;
  gtk_single_selection_set_selected (self->selection, position);
  if (first && position == 0)
    gtk_widget_activate_action (GTK_WIDGET (self->hist_list), "list.scroll-to-item", "u", 0);
  on_selected (self);
}

/* --- what is shown */

static void
show_page (MatoiHistoryView *self)
{
  gboolean any = g_list_model_get_n_items (G_LIST_MODEL (self->model)) > 0;

  gtk_stack_set_visible_child_name (self->hist_stack, any                ? "list"
                                                      : *get_text (self) ? "nothing"
                                                                         : "empty");
}

static void
show_count (MatoiHistoryView *self, const MatoiFound *found)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->model));
  g_autofree char *hits = NULL, *text = NULL;

  if (found)
    {
      hits =
        g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u hit", "%u hits", (gulong) found->total),
                         (guint) found->total);
      /* Translators: %1$s is “142 hits”, %2$d how many milliseconds the search took. */
      text = g_strdup_printf (_ ("%1$s · %2$d ms"), hits, (int) found->ms);
    }
  else
    text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u incident", "%u incidents", n), n);
  matoi_side_set_label (self->hist_count, text);
}

/* Under the words, at the very place (@place nullable); what was found before stays. */
static void
show_message (MatoiHistoryView *self, const char *text, const MatoiQueryPlace *place)
{
  GtkEditable *field = gtk_editable_get_delegate (GTK_EDITABLE (self->hist_search));
  g_autoptr (PangoAttrList) marks = pango_attr_list_new ();
  PangoAttribute *mark = pango_attr_underline_new (PANGO_UNDERLINE_ERROR);

  matoi_side_set_label (self->hist_message, text ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->hist_message), text != NULL);
  mark->start_index = place ? (guint) place->at : 0;
  mark->end_index = place ? (guint) (place->at + place->length) : 0;
  pango_attr_list_insert (marks, mark);
  gtk_text_set_attributes (GTK_TEXT (field), place ? marks : NULL);
}

/* --- looking */

static void
on_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiHistoryView) self = user_data;
  g_autoptr (GError) error = NULL;
  MatoiQueryPlace place = { 0 };
  g_autoptr (MatoiFound) found =
    matoi_finder_search_finish (MATOI_FINDER (source), result, &place, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || !self->model)
    return;
  if (!found)
    {
      g_autofree char *text = matoi_ui_dup_error (error);
      gboolean at_place = g_error_matches (error, MATOI_ERROR, MATOI_ERROR_INPUT);

      show_message (self, at_place ? error->message : text, at_place ? &place : NULL);
      return;
    }
  if (!*get_text (self))
    return;
  show_message (self, NULL, NULL);
  matoi_history_model_narrow (self->model, found->counts);
  select_again (self, TRUE);
  show_page (self);
  show_count (self, found);
}

static void
search (MatoiHistoryView *self)
{
  g_autofree char *text = g_strstrip (g_strdup (get_text (self)));

  if (!self->finder)
    return;
  if (*text)
    {
      matoi_finder_search_async (self->finder, text, TRUE, 1, on_found, g_object_ref (self));
      return;
    }
  show_message (self, NULL, NULL);
  matoi_history_model_narrow (self->model, NULL);
  select_again (self, FALSE);
  if (self->read_once)
    show_page (self);
  show_count (self, NULL);
}

static void
offer (MatoiHistoryView *self)
{
  GtkEditable *field = GTK_EDITABLE (self->hist_search);

  if (self->quiet || !self->model ||
      !(gtk_widget_get_state_flags (GTK_WIDGET (self->hist_search)) & GTK_STATE_FLAG_FOCUS_WITHIN))
    matoi_completion_close (self->completion);
  else
    matoi_completion_take_list (
      self->completion, matoi_history_filters_find (self->model, gtk_editable_get_text (field),
                                                    (guint) gtk_editable_get_position (field)));
}

static void
on_typed (MatoiHistoryView *self)
{
  if (!self->model)
    return;
  search (self);
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

static gboolean
on_search_key (MatoiHistoryView *self, guint key, guint code, GdkModifierType state)
{
  gboolean open = matoi_completion_is_open (self->completion);

  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK))
    return GDK_EVENT_PROPAGATE;
  if (open && (key == GDK_KEY_Down || key == GDK_KEY_Up))
    matoi_completion_move (self->completion, key == GDK_KEY_Down ? 1 : -1);
  else if (open && (key == GDK_KEY_Tab ||
                    (key == GDK_KEY_Return && matoi_completion_has_choice (self->completion))))
    matoi_completion_accept (self->completion);
  else if (open && key == GDK_KEY_Escape)
    matoi_completion_close (self->completion);
  else if (key == GDK_KEY_Down)
    focus_list (self);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static void
on_search_left (MatoiHistoryView *self)
{
  matoi_completion_close (self->completion);
}

static void
on_search_entered (MatoiHistoryView *self)
{
  matoi_completion_close (self->completion);
  focus_list (self);
}

static void
on_search_stopped (MatoiHistoryView *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->hist_search), "");
  focus_list (self);
}

/* --- reading */

static void
on_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiHistoryView) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *rows = matoi_finder_list_finish (MATOI_FINDER (source), result, &error);

  self->reading = FALSE;
  if (!rows)
    {
      g_autofree char *text = matoi_ui_dup_error (error);
      g_autofree char *markup = g_markup_escape_text (text, -1);

      adw_status_page_set_description (self->hist_problem, markup);
      if (!self->read_once)
        gtk_stack_set_visible_child_name (self->hist_stack, "problem");
      return;
    }
  if (!self->model)
    {
      g_ptr_array_unref (rows);
      return;
    }
  self->read_once = TRUE;
  matoi_history_model_take (self->model, rows);
  if (*get_text (self))
    search (self);
  else
    {
      select_again (self, FALSE);
      show_page (self);
      show_count (self, NULL);
    }
  if (self->read_again)
    matoi_history_view_begin (self);
}

static void
read_rows (MatoiHistoryView *self)
{
  self->read_again = self->reading;
  if (self->reading)
    return;
  self->reading = TRUE;
  self->stale = FALSE;
  matoi_finder_list_async (self->finder, on_listed, g_object_ref (self));
}

static gboolean
read_later (gpointer user_data)
{
  MatoiHistoryView *self = user_data;

  self->later_id = 0;
  matoi_history_view_begin (self);
  return G_SOURCE_REMOVE;
}

/* At most once a second, and only while it is looked at. */
static void
on_events_recorded (MatoiHistoryView *self)
{
  self->stale = TRUE;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && self->later_id == 0)
    self->later_id = g_timeout_add_seconds (1, read_later, self);
}

/** matoi_history_view_begin: see the header. */
void
matoi_history_view_begin (MatoiHistoryView *self)
{
  g_return_if_fail (MATOI_IS_HISTORY_VIEW (self));

  if (self->finder && (!self->read_once || self->stale || self->read_again))
    read_rows (self);
}

/* --- the order */

static void
show_order (MatoiHistoryView *self)
{
  gboolean down;
  MatoiHistoryColumn column = matoi_history_model_get_column (self->model, &down);
  guint i = 0;

  for (GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (self->hist_head)); button;
       button = gtk_widget_get_next_sibling (button), i++)
    {
      const char *title = matoi_history_get_column_title (i);
      g_autofree char *label =
        i != column ? g_strdup (title) : g_strdup_printf ("%s %s", title, down ? "↓" : "↑");
      g_autofree char *name = i != column ? g_strdup_printf (_ ("Sort by “%s”"), title)
                                          : down
        ? g_strdup_printf (_ ("Sorted by “%s”, downwards"), title)
        : g_strdup_printf (_ ("Sorted by “%s”, upwards"), title);

      gtk_label_set_text (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), label);
      gtk_widget_set_tooltip_text (button, name);
      matoi_side_set_name (button, name);
    }
}

/* Upwards, downwards, and as it came. */
static void
on_head_clicked (GtkButton *button, MatoiHistoryView *self)
{
  MatoiHistoryColumn column =
    GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "matoi-column"));
  gboolean down;
  gboolean same = matoi_history_model_get_column (self->model, &down) == column;

  matoi_history_model_sort (self->model, same && down ? MATOI_HISTORY_N_COLUMNS : column,
                            same && !down);
  select_again (self, FALSE);
  show_order (self);
}

static void
make_head (MatoiHistoryView *self)
{
  for (guint i = 0; i < MATOI_HISTORY_N_COLUMNS; i++)
    {
      GtkWidget *button = gtk_button_new (), *label = gtk_label_new (NULL);
      int width = matoi_history_get_column_width (i);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_label_set_width_chars (GTK_LABEL (label), 1);
      gtk_button_set_child (GTK_BUTTON (button), label);
      gtk_widget_set_size_request (button, width, -1);
      gtk_widget_set_hexpand (button, width < 0);
      gtk_widget_add_css_class (button, "flat");
      g_object_set_data (G_OBJECT (button), "matoi-column", GUINT_TO_POINTER (i));
      g_signal_connect (button, "clicked", G_CALLBACK (on_head_clicked), self);
      gtk_box_append (self->hist_head, button);
    }
}

/* --- what can be done */

static void
on_place_chosen (MatoiHistoryView *self, const char *ref, const char *kind, const char *id)
{
  g_signal_emit (self, open_signal, 0, ref, kind, id);
}

static void
open_chosen (GtkWidget *widget, const char *action, GVariant *parameter)
{
  matoi_history_preview_open (MATOI_HISTORY_VIEW (widget)->hist_preview);
}

static void
on_activated (MatoiHistoryView *self, guint position)
{
  gtk_single_selection_set_selected (self->selection, position);
  matoi_history_preview_open (self->hist_preview);
}

static void
open_postmortem (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiHistoryItem *item = get_item (MATOI_HISTORY_VIEW (widget));

  if (item)
    gtk_widget_activate_action (widget, "win.open-postmortem", "s",
                                matoi_history_item_get_row (item)->ref);
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

      show_message (self, text, NULL);
    }
}

static void
replay (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiHistoryView *self = MATOI_HISTORY_VIEW (widget);
  MatoiHistoryItem *item = get_item (self);

  if (!item || g_strcmp0 (gtk_stack_get_visible_child_name (self->hist_pages), "table") != 0)
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
  focus_list (self);
}

/** matoi_history_view_find: the keyboard to the words; what is there is typed over. */
void
matoi_history_view_find (MatoiHistoryView *self)
{
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->hist_pages), "replay") == 0)
    {
      matoi_playback_view_end (self->hist_playback);
      gtk_stack_set_visible_child_name (self->hist_pages, "table");
    }
  gtk_widget_grab_focus (GTK_WIDGET (self->hist_search));
  gtk_editable_select_region (GTK_EDITABLE (self->hist_search), 0, -1);
}

static gboolean
matoi_history_view_grab_focus (GtkWidget *widget)
{
  MatoiHistoryView *self = MATOI_HISTORY_VIEW (widget);

  if (matoi_ui_is_walking (widget))
    return FALSE;
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->hist_pages), "replay") == 0)
    return gtk_widget_child_focus (GTK_WIDGET (self->hist_playback), GTK_DIR_TAB_FORWARD);
  return gtk_widget_grab_focus (GTK_WIDGET (self->hist_search));
}

/* --- the object */

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *list_item, gpointer user_data)
{
  MatoiHistoryView *self = user_data;

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

/** matoi_history_view_set_live: to be called once. */
void
matoi_history_view_set_live (MatoiHistoryView *self, MatoiLive *live)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_return_if_fail (MATOI_IS_HISTORY_VIEW (self) && !self->context);

  self->context = g_object_ref (matoi_live_get_context (live));
  self->finder = matoi_finder_new (self->context);
  self->model = matoi_history_model_new ();
  matoi_history_preview_set_context (self->hist_preview, self->context, self->finder);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->model)));
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (on_selected), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), self);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind), self);
  gtk_list_view_set_factory (self->hist_list, factory);
  gtk_list_view_set_model (self->hist_list, GTK_SELECTION_MODEL (self->selection));
  show_order (self);
  g_signal_connect_object (self->context, "events-recorded", G_CALLBACK (on_events_recorded), self,
                           G_CONNECT_SWAPPED);
}

static void
matoi_history_view_dispose (GObject *object)
{
  MatoiHistoryView *self = MATOI_HISTORY_VIEW (object);

  g_clear_handle_id (&self->later_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->completion)
    gtk_widget_unparent (GTK_WIDGET (self->completion));
  self->completion = NULL;
  if (self->selection)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  matoi_ui_dispose_template (GTK_WIDGET (object), MATOI_TYPE_HISTORY_VIEW);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  g_clear_object (&self->finder);
  g_clear_object (&self->context);
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
  gtk_widget_class_bind_template_child (widget_class, MatoiHistoryView, hist_head);
  gtk_widget_class_bind_template_child (widget_class, MatoiHistoryView, hist_list);
  gtk_widget_class_bind_template_child (widget_class, MatoiHistoryView, hist_problem);
  gtk_widget_class_bind_template_child (widget_class, MatoiHistoryView, hist_preview);
  gtk_widget_class_bind_template_child (widget_class, MatoiHistoryView, hist_playback);
  gtk_widget_class_bind_template_callback (widget_class, on_typed);
  gtk_widget_class_bind_template_callback (widget_class, on_search_key);
  gtk_widget_class_bind_template_callback (widget_class, on_search_left);
  gtk_widget_class_bind_template_callback (widget_class, on_search_entered);
  gtk_widget_class_bind_template_callback (widget_class, on_search_stopped);
  gtk_widget_class_bind_template_callback (widget_class, on_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_place_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_replay_closed);
  gtk_widget_class_bind_template_callback (widget_class, read_rows);
}

static void
matoi_history_view_class_init (MatoiHistoryViewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_history_view_dispose;
  widget_class->grab_focus = matoi_history_view_grab_focus;
  widget_class->focus = matoi_ui_walk;
  g_type_ensure (MATOI_TYPE_HISTORY_PREVIEW);
  g_type_ensure (MATOI_TYPE_PLAYBACK_VIEW);
  open_signal = g_signal_new ("open", MATOI_TYPE_HISTORY_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                              NULL, G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/history/history-view.ui");
  bind (widget_class);
  gtk_widget_class_install_action (widget_class, "history.open", NULL, open_chosen);
  gtk_widget_class_install_action (widget_class, "history.replay", NULL, replay);
  gtk_widget_class_install_action (widget_class, "history.postmortem", NULL, open_postmortem);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_r, GDK_CONTROL_MASK, "history.replay",
                                       NULL);
}

static void
matoi_history_view_init (MatoiHistoryView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->completion =
    MATOI_COMPLETION (matoi_completion_new (GTK_WIDGET (self), GTK_WIDGET (self->hist_search)));
  gtk_popover_set_position (GTK_POPOVER (self->completion), GTK_POS_BOTTOM);
  g_signal_connect_object (self->completion, "accepted", G_CALLBACK (on_accepted), self,
                           G_CONNECT_SWAPPED);
  /* The cursor moves after the text has changed. */
  g_signal_connect_object (gtk_editable_get_delegate (GTK_EDITABLE (self->hist_search)),
                           "notify::cursor-position", G_CALLBACK (offer), self, G_CONNECT_SWAPPED);
  make_head (self);
}
