/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-import-choice.h"

#include <glib/gi18n-lib.h>

#include "matoi-directory.h"
#include "matoi-import-filters.h"
#include "matoi-import-list.h"
#include "matoi-import-todos.h"
#include "matoi-side.h"
#include "matoi-ui-text.h"

struct _MatoiImportChoice
{
  GtkWidget parent_instance;
  GtkSearchEntry *cho_search;
  GtkDropDown *cho_author, *cho_reaction;
  GtkListView *cho_said, *cho_told;
  GtkLabel *cho_said_count, *cho_told_count, *cho_nothing, *cho_whole;
  MatoiImportTodos *cho_todos;

  GListStore *items;                    /* (nullable) of MatoiImportItem */
  GPtrArray *with_todos;                /* (nullable) of those, the ones with TODO lines */
  GtkFilterListModel *seen;             /* (nullable) what passes the search */
  GtkFilter *seen_filter, *told_filter; /* (nullable) */
  GPtrArray *reactions;                 /* of char *, as in the list but for the first */
  char *wanted;                         /* folded words of the search */
  char *author;                         /* (nullable) whose only */
  guint update_id;
  gboolean loading;
};

G_DEFINE_FINAL_TYPE (MatoiImportChoice, matoi_import_choice, GTK_TYPE_WIDGET)

static guint changed_signal;

static MatoiImportItem *
get_item (MatoiImportChoice *self, guint i)
{
  g_autoptr (MatoiImportItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

  /* The store keeps it. */
  return item;
}

static guint
count_items (MatoiImportChoice *self)
{
  return self->items ? g_list_model_get_n_items (G_LIST_MODEL (self->items)) : 0;
}

/* --- what is chosen */

GPtrArray *
matoi_import_choice_get_messages (MatoiImportChoice *self)
{
  GPtrArray *messages = g_ptr_array_new ();

  for (guint i = 0; i < count_items (self); i++)
    if (matoi_import_item_is_chosen (get_item (self, i)))
      g_ptr_array_add (messages, matoi_import_item_get_message (get_item (self, i)));
  return messages;
}

guint
matoi_import_choice_count_new (MatoiImportChoice *self)
{
  guint n = 0;

  for (guint i = 0; i < count_items (self); i++)
    n += matoi_import_item_is_chosen (get_item (self, i)) &&
         !matoi_import_item_is_known (get_item (self, i));
  return n;
}

GHashTable *
matoi_import_choice_get_todos (MatoiImportChoice *self)
{
  return matoi_import_todos_get (self->cho_todos);
}

static void
show_counts (MatoiImportChoice *self)
{
  guint seen = self->seen ? g_list_model_get_n_items (G_LIST_MODEL (self->seen)) : 0, told = 0;
  g_autofree char *said = NULL, *chosen = NULL;

  for (guint i = 0; i < count_items (self); i++)
    told += matoi_import_item_is_chosen (get_item (self, i));
  said = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u message", "%u messages", seen), seen);
  chosen = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u entry", "%u entries", told), told);
  matoi_side_set_label (self->cho_said_count, said);
  matoi_side_set_label (self->cho_told_count, chosen);
  gtk_widget_set_visible (GTK_WIDGET (self->cho_nothing), told == 0);
}

static gboolean
update (gpointer user_data)
{
  MatoiImportChoice *self = user_data;

  self->update_id = 0;
  gtk_filter_changed (self->told_filter, GTK_FILTER_CHANGE_DIFFERENT);
  matoi_import_todos_show (self->cho_todos, self->with_todos);
  show_counts (self);
  g_signal_emit (self, changed_signal, 0);
  return G_SOURCE_REMOVE;
}

/* One update for all that is chosen at once. */
static void
on_chosen (MatoiImportChoice *self)
{
  /* Without a filter it is on its way out. */
  if (self->update_id == 0 && self->told_filter)
    self->update_id = g_idle_add (update, self);
}

/* All that are seen, or none at all. */
static void
choose_all (MatoiImportChoice *self)
{
  if (self->seen)
    matoi_import_item_choose_all (G_LIST_MODEL (self->seen), TRUE);
}

static void
choose_none (MatoiImportChoice *self)
{
  if (self->items)
    matoi_import_item_choose_all (G_LIST_MODEL (self->items), FALSE);
}

static void
choose_by_reaction (MatoiImportChoice *self, const char *reaction)
{
  for (guint i = 0; i < count_items (self); i++)
    if (matoi_import_item_has_reaction (get_item (self, i), reaction))
      matoi_import_item_choose (get_item (self, i), TRUE);
}

static void
on_reaction (MatoiImportChoice *self)
{
  guint selected = gtk_drop_down_get_selected (self->cho_reaction);

  if (self->loading || selected == 0 || selected > self->reactions->len)
    return;
  choose_by_reaction (self, g_ptr_array_index (self->reactions, selected - 1));
  /* It is something to do, not a state. */
  gtk_drop_down_set_selected (self->cho_reaction, 0);
}

/* --- what is seen */

/* All of the message the keyboard is on: its line holds the beginning only. */
static void
show_whole (MatoiImportChoice *self)
{
  GtkSelectionModel *model = gtk_list_view_get_model (self->cho_said);
  MatoiImportItem *item =
    model ? gtk_single_selection_get_selected_item (GTK_SINGLE_SELECTION (model)) : NULL;

  gtk_label_set_text (self->cho_whole, item ? matoi_import_item_get_message (item)->text : "");
}

static gboolean
is_seen (gpointer data, gpointer user_data)
{
  MatoiImportChoice *self = user_data;

  return matoi_import_item_matches (data, self->author, self->wanted);
}

static gboolean
is_told (gpointer data, gpointer user_data)
{
  return matoi_import_item_is_chosen (data);
}

static void
on_search (MatoiImportChoice *self)
{
  g_free (self->wanted);
  self->wanted = matoi_directory_fold (gtk_editable_get_text (GTK_EDITABLE (self->cho_search)));
  if (!self->seen_filter)
    return;
  gtk_filter_changed (self->seen_filter, GTK_FILTER_CHANGE_DIFFERENT);
  show_counts (self);
}

/* Escape empties the field first. */
static void
on_stop_search (MatoiImportChoice *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->cho_search)))
    gtk_editable_set_text (GTK_EDITABLE (self->cho_search), "");
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "import.back", NULL);
}

static void
on_author (MatoiImportChoice *self)
{
  guint selected = gtk_drop_down_get_selected (self->cho_author);
  GtkStringObject *object = gtk_drop_down_get_selected_item (self->cho_author);

  if (self->loading)
    return;
  g_clear_pointer (&self->author, g_free);
  if (selected > 0 && object)
    self->author = g_strdup (gtk_string_object_get_string (object));
  on_search (self);
}

/* --- what there is to choose from */

static void
load_items (MatoiImportChoice *self, MatoiSlackReader *reader)
{
  GPtrArray *messages = matoi_slack_reader_get_messages (reader);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  g_clear_object (&self->items);
  g_clear_pointer (&self->with_todos, g_ptr_array_unref);
  self->items = g_list_store_new (MATOI_TYPE_IMPORT_ITEM);
  self->with_todos = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < messages->len; i++)
    {
      MatoiSlackMessage *message = g_ptr_array_index (messages, i);
      MatoiImportItem *item =
        matoi_import_item_new_message (message, matoi_slack_reader_is_known (reader, i));
      g_autoptr (GPtrArray) todos = matoi_slack_message_list_todos (message);

      g_signal_connect_object (item, "notify::chosen", G_CALLBACK (on_chosen), self,
                               G_CONNECT_SWAPPED);
      if (todos->len > 0)
        g_ptr_array_add (self->with_todos, g_object_ref (item));
      g_ptr_array_add (items, item);
    }
  g_list_store_splice (self->items, 0, 0, items->pdata, items->len);
}

void
matoi_import_choice_show (MatoiImportChoice *self,
                          MatoiSlackReader *reader,
                          const char *reaction,
                          GTimeZone *zone)
{
  g_return_if_fail (MATOI_IS_IMPORT_CHOICE (self));

  self->loading = TRUE;
  g_clear_pointer (&self->author, g_free);
  gtk_editable_set_text (GTK_EDITABLE (self->cho_search), "");
  matoi_import_filters_load (self->cho_author, self->cho_reaction, self->reactions,
                             matoi_slack_reader_get_messages (reader));
  load_items (self, reader);
  g_clear_object (&self->seen);
  g_clear_object (&self->seen_filter);
  g_clear_object (&self->told_filter);
  self->seen_filter = GTK_FILTER (gtk_custom_filter_new (is_seen, self, NULL));
  self->told_filter = GTK_FILTER (gtk_custom_filter_new (is_told, self, NULL));
  self->seen = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (self->items)),
                                          g_object_ref (self->seen_filter));
  matoi_import_list_set_up (self->cho_said, g_object_ref (G_LIST_MODEL (self->seen)), zone);
  matoi_import_list_set_up (self->cho_told,
                            G_LIST_MODEL (
                              gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (self->items)),
                                                         g_object_ref (self->told_filter))),
                            zone);
  g_signal_connect_object (gtk_list_view_get_model (self->cho_said), "notify::selected-item",
                           G_CALLBACK (show_whole), self, G_CONNECT_SWAPPED);
  show_whole (self);
  self->loading = FALSE;
  if (reaction)
    choose_by_reaction (self, reaction);
  g_clear_handle_id (&self->update_id, g_source_remove);
  update (self);
}

/* --- the object */

static gboolean
matoi_import_choice_grab_focus (GtkWidget *widget)
{
  if (matoi_ui_is_walking (widget))
    return FALSE;
  return gtk_widget_grab_focus (GTK_WIDGET (MATOI_IMPORT_CHOICE (widget)->cho_search));
}

static void
matoi_import_choice_dispose (GObject *object)
{
  MatoiImportChoice *self = MATOI_IMPORT_CHOICE (object);

  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_IMPORT_CHOICE);
  g_clear_object (&self->seen);
  g_clear_object (&self->seen_filter);
  g_clear_object (&self->told_filter);
  /* Last of all: rows that go may tell of themselves. */
  g_clear_handle_id (&self->update_id, g_source_remove);
  g_clear_object (&self->items);
  g_clear_pointer (&self->with_todos, g_ptr_array_unref);
  g_clear_pointer (&self->reactions, g_ptr_array_unref);
  g_clear_pointer (&self->wanted, g_free);
  g_clear_pointer (&self->author, g_free);
  G_OBJECT_CLASS (matoi_import_choice_parent_class)->dispose (object);
}

static void
matoi_import_choice_class_init (MatoiImportChoiceClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_import_choice_dispose;
  widget_class->grab_focus = matoi_import_choice_grab_focus;
  widget_class->focus = matoi_ui_walk;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (MATOI_TYPE_IMPORT_TODOS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/import/import-choice.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiImportChoice, cho_search);
  gtk_widget_class_bind_template_child (widget_class, MatoiImportChoice, cho_author);
  gtk_widget_class_bind_template_child (widget_class, MatoiImportChoice, cho_reaction);
  gtk_widget_class_bind_template_child (widget_class, MatoiImportChoice, cho_said);
  gtk_widget_class_bind_template_child (widget_class, MatoiImportChoice, cho_told);
  gtk_widget_class_bind_template_child (widget_class, MatoiImportChoice, cho_said_count);
  gtk_widget_class_bind_template_child (widget_class, MatoiImportChoice, cho_told_count);
  gtk_widget_class_bind_template_child (widget_class, MatoiImportChoice, cho_nothing);
  gtk_widget_class_bind_template_child (widget_class, MatoiImportChoice, cho_whole);
  gtk_widget_class_bind_template_child (widget_class, MatoiImportChoice, cho_todos);
  gtk_widget_class_bind_template_callback (widget_class, choose_all);
  gtk_widget_class_bind_template_callback (widget_class, choose_none);
  gtk_widget_class_bind_template_callback (widget_class, on_search);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search);
  gtk_widget_class_bind_template_callback (widget_class, on_author);
  gtk_widget_class_bind_template_callback (widget_class, on_reaction);
}

static void
matoi_import_choice_init (MatoiImportChoice *self)
{
  self->wanted = g_strdup ("");
  self->reactions = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}
