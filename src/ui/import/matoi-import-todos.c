/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-import-todos.h"

#include <glib/gi18n-lib.h>

/* More is no choice any more: those beyond are taken with the rest. */
#define MAX_ROWS 200

struct _MatoiImportTodos
{
  GtkWidget parent_instance;
  GtkWidget *box;
  GtkLabel *heading;
  GtkListBox *list;
  GHashTable *left; /* set of ids that are not wanted */
  GHashTable *all;  /* set of ids of what is chosen */
  char *shown;      /* (nullable) the ids in the list */
};

G_DEFINE_FINAL_TYPE (MatoiImportTodos, matoi_import_todos, GTK_TYPE_WIDGET)

static void
on_toggled (GtkCheckButton *check, gpointer user_data)
{
  MatoiImportTodos *self = user_data;
  const char *id = g_object_get_data (G_OBJECT (check), "matoi-todo");

  if (gtk_check_button_get_active (check))
    g_hash_table_remove (self->left, id);
  else
    g_hash_table_add (self->left, g_strdup (id));
}

static void
add_row (MatoiImportTodos *self, const char *id, const char *text)
{
  GtkWidget *check = gtk_check_button_new (), *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_tooltip_text (label, text);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (check), label);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), !g_hash_table_contains (self->left, id));
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  g_object_set_data_full (G_OBJECT (check), "matoi-todo", g_strdup (id), g_free);
  g_signal_connect_object (check, "toggled", G_CALLBACK (on_toggled), self, 0);
  gtk_list_box_append (self->list, check);
}

typedef struct
{
  char *id, *text;
} Todo;

static void
todo_free (Todo *todo)
{
  g_free (todo->id);
  g_free (todo->text);
  g_free (todo);
}

static GPtrArray *
list_todos (GPtrArray *items)
{
  GPtrArray *todos = g_ptr_array_new_with_free_func ((GDestroyNotify) todo_free);

  for (guint i = 0; i < items->len; i++)
    {
      MatoiImportItem *item = g_ptr_array_index (items, i);
      const MatoiSlackMessage *message = matoi_import_item_get_message (item);
      g_autoptr (GPtrArray) lines = NULL;

      if (!matoi_import_item_is_chosen (item))
        continue;
      lines = matoi_slack_message_list_todos (message);
      for (guint j = 0; j < lines->len; j++)
        {
          Todo *todo = g_new0 (Todo, 1);

          todo->id = matoi_slack_dup_todo_id (message, j);
          todo->text = g_strdup (g_ptr_array_index (lines, j));
          g_ptr_array_add (todos, todo);
        }
    }
  return todos;
}

void
matoi_import_todos_show (MatoiImportTodos *self, GPtrArray *items)
{
  g_autoptr (GPtrArray) todos = list_todos (items);
  GString *key = g_string_new (NULL);
  g_autofree char *heading = NULL;
  GtkListBoxRow *row;

  g_hash_table_remove_all (self->all);
  for (guint i = 0; i < todos->len; i++)
    {
      const Todo *todo = g_ptr_array_index (todos, i);

      g_hash_table_add (self->all, g_strdup (todo->id));
      g_string_append_printf (key, "%s\n", todo->id);
    }
  /* What is the same stays as it is, with the keyboard in it. */
  if (g_strcmp0 (key->str, self->shown) != 0)
    {
      while ((row = gtk_list_box_get_row_at_index (self->list, 0)))
        gtk_list_box_remove (self->list, GTK_WIDGET (row));
      for (guint i = 0; i < MIN (todos->len, MAX_ROWS); i++)
        add_row (self, ((Todo *) g_ptr_array_index (todos, i))->id,
                 ((Todo *) g_ptr_array_index (todos, i))->text);
    }
  g_free (self->shown);
  self->shown = g_string_free (key, FALSE);
  heading = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u line becomes a TODO, if marked",
                                          "%u lines become TODOs, if marked", todos->len),
                             todos->len);
  gtk_label_set_text (self->heading, heading);
  gtk_widget_set_visible (GTK_WIDGET (self), todos->len > 0);
}

GHashTable *
matoi_import_todos_get (MatoiImportTodos *self)
{
  GHashTable *wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, self->all);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!g_hash_table_contains (self->left, id))
      g_hash_table_add (wanted, g_strdup (id));
  return wanted;
}

static void
matoi_import_todos_dispose (GObject *object)
{
  MatoiImportTodos *self = MATOI_IMPORT_TODOS (object);

  if (self->box)
    gtk_widget_unparent (self->box);
  self->box = NULL;
  g_clear_pointer (&self->left, g_hash_table_unref);
  g_clear_pointer (&self->all, g_hash_table_unref);
  g_clear_pointer (&self->shown, g_free);
  G_OBJECT_CLASS (matoi_import_todos_parent_class)->dispose (object);
}

static void
matoi_import_todos_class_init (MatoiImportTodosClass *class)
{
  G_OBJECT_CLASS (class)->dispose = matoi_import_todos_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
}

static void
matoi_import_todos_init (MatoiImportTodos *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->left = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->all = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  self->heading = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->heading, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->heading), "page-section-title");
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "import-todos");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("TODO lines"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 150);
  gtk_widget_add_css_class (scroller, "import-pane");
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->heading));
  gtk_box_append (GTK_BOX (self->box), scroller);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
