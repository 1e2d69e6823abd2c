/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-todos-panel.h"

#include <glib/gi18n-lib.h>

#include "matoi-fill.h"
#include "matoi-side.h"
#include "matoi-todo-row.h"
#include "matoi-ui-text.h"

/* So many rows at first, and more with each click: all of them would be laid out for each frame. */
#define PORTION 60
/* So many of those are made before the incident is painted: more than there is room for. */
#define FIRST 10
#define SLICE 10

struct _MatoiTodosPanel
{
  GtkWidget parent_instance;
  GtkListBox *todos_list;
  GtkLabel *todos_count;
  GtkButton *todos_more;
  GtkWidget *todos_empty, *todos_scroller;

  MatoiSession *session; /* (nullable) */
  GHashTable *rows;      /* MatoiId (of the row) -> MatoiTodoRow */
  guint limit;           /* how many rows there may be */
  guint made;            /* how many of them there are by now */
};

G_DEFINE_FINAL_TYPE (MatoiTodosPanel, matoi_todos_panel, GTK_TYPE_WIDGET)

static const MatoiTodo *
find_todo (MatoiTodosPanel *self, gpointer row)
{
  return matoi_incident_find_todo (matoi_session_get_incident (self->session),
                                   matoi_todo_row_get_id (row));
}

/* To do now, then follow-ups, then what is done. */
enum
{
  NOW,
  LATER,
  DONE,
  N_RANKS
};

static int
get_rank (const MatoiTodo *todo)
{
  return todo->done_at != MATOI_TIME_NONE ? DONE : todo->later ? LATER : NOW;
}

/* The rank is kept with the row: to look thousands of TODOs up takes too long. */
static int
get_row_rank (gpointer row)
{
  return GPOINTER_TO_INT (g_object_get_data (row, "matoi-rank"));
}

static int
compare_rows (GtkListBoxRow *a, GtkListBoxRow *b, gpointer user_data)
{
  int by_rank = get_row_rank (a) - get_row_rank (b);

  return by_rank ? by_rank
                 : matoi_id_compare (matoi_todo_row_get_id (MATOI_TODO_ROW (a)),
                                     matoi_todo_row_get_id (MATOI_TODO_ROW (b)));
}

static void
on_toggle (MatoiTodosPanel *self, MatoiTodoRow *row)
{
  const MatoiTodo *todo = find_todo (self, row);
  gboolean done = todo && todo->done_at != MATOI_TIME_NONE;
  MatoiCommand *command =
    matoi_session_new_command (self->session, done ? "todo-reopen" : "todo-done");
  char id[MATOI_ID_TEXT_LENGTH + 1];

  matoi_id_to_text (matoi_todo_row_get_id (row), id);
  matoi_command_set (command, "todo", id);
  matoi_session_send (self->session, command);
}

static void
remove_row (MatoiTodosPanel *self, gpointer row)
{
  g_hash_table_remove (self->rows, matoi_todo_row_get_id (row));
  gtk_list_box_remove (self->todos_list, row);
}

static void
show_count (MatoiTodosPanel *self, int n)
{
  g_autofree char *count = g_strdup_printf ("%d", n);
  /* Translators: for screen readers; %d is a number of things to do. */
  g_autofree char *name = g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE, "%d TODO is open", "%d TODOs are open", (gulong) n), n);

  gtk_widget_set_visible (GTK_WIDGET (self->todos_count), n > 0);
  matoi_side_set_label (self->todos_count, count);
  matoi_side_set_name (GTK_WIDGET (self->todos_count), name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->todos_count), name);
}

/* Those that were taken back are not in the list any more; nor are those beyond the limit, once
 * nobody is in the list. */
static void
remove_others (MatoiTodosPanel *self, GHashTable *wanted)
{
  gboolean calm = matoi_side_is_calm (self->todos_list);
  GtkListBoxRow *row;
  int i = 0;

  while ((row = gtk_list_box_get_row_at_index (self->todos_list, i)))
    if (g_hash_table_contains (wanted, row) || (!calm && find_todo (self, row)))
      i++;
    else
      remove_row (self, row);
}

static MatoiTodoRow *
add_row (MatoiTodosPanel *self, const MatoiTodo *todo)
{
  MatoiTodoRow *row = MATOI_TODO_ROW (matoi_todo_row_new (&todo->id));

  g_signal_connect_object (row, "toggle", G_CALLBACK (on_toggle), self, G_CONNECT_SWAPPED);
  g_hash_table_insert (self->rows, (gpointer) matoi_todo_row_get_id (row), row);
  return row;
}

/* Those of one rank, oldest first, up to the limit. */
static void
show_rank (MatoiTodosPanel *self, int rank, GHashTable *wanted)
{
  const MatoiIncident *incident = matoi_session_get_incident (self->session);
  GTimeZone *zone = matoi_session_get_zone (self->session);

  for (guint i = 0; i < incident->todos->len && g_hash_table_size (wanted) < self->made; i++)
    {
      const MatoiTodo *todo = g_ptr_array_index (incident->todos, i);
      MatoiTodoRow *row, *added = NULL;

      if (get_rank (todo) != rank)
        continue;
      row = g_hash_table_lookup (self->rows, &todo->id);
      if (!row)
        row = added = add_row (self, todo);
      matoi_todo_row_show (row, todo, zone);
      g_object_set_data (G_OBJECT (row), "matoi-rank", GINT_TO_POINTER (rank));
      if (added)
        gtk_list_box_append (self->todos_list, GTK_WIDGET (added));
      g_hash_table_add (wanted, row);
    }
}

static int
count_open (const MatoiIncident *incident)
{
  int n = 0;

  for (guint i = 0; i < incident->todos->len; i++)
    n += ((MatoiTodo *) g_ptr_array_index (incident->todos, i))->done_at == MATOI_TIME_NONE;
  return n;
}

static void
show_more_button (MatoiTodosPanel *self, guint n)
{
  g_autofree char *label = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->todos_more), n > 0);
  if (n == 0)
    return;
  /* Translators: a button; so many more things to do are listed with it. */
  label = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Show %u More", "Show %u More", n), n);
  if (g_strcmp0 (gtk_button_get_label (self->todos_more), label) != 0)
    gtk_button_set_label (self->todos_more, label);
}

static void
show_all (MatoiTodosPanel *self)
{
  const MatoiIncident *incident = matoi_session_get_incident (self->session);
  g_autoptr (GHashTable) wanted = g_hash_table_new (NULL, NULL);
  guint n = incident->todos->len;

  for (int rank = 0; rank < N_RANKS; rank++)
    show_rank (self, rank, wanted);
  remove_others (self, wanted);
  show_more_button (self, n - MIN (n, MAX (self->limit, g_hash_table_size (self->rows))));
  gtk_widget_set_visible (self->todos_empty, n == 0);
  gtk_widget_set_visible (self->todos_scroller, n > 0);
  show_count (self, count_open (incident));
  matoi_side_sort (self->todos_list);
}

/* The focus goes on to the first of the new ones. */
static void
on_more (MatoiTodosPanel *self)
{
  int n = (int) MAX (g_hash_table_size (self->rows), self->limit);
  gboolean focused = gtk_widget_has_focus (GTK_WIDGET (self->todos_more));
  GtkListBoxRow *row;

  matoi_fill_stop (GTK_WIDGET (self));
  self->limit += PORTION;
  self->made = self->limit;
  show_all (self);
  row = gtk_list_box_get_row_at_index (self->todos_list, n);
  if (focused && row)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
on_changed (MatoiTodosPanel *self, GPtrArray *events, gboolean folded_again)
{
  static const char *const prefixes[] = { "todo.", NULL };

  if (matoi_side_concerns (events, folded_again, prefixes))
    show_all (self);
}

static void
on_row_activated (MatoiTodosPanel *self, MatoiTodoRow *row)
{
  on_toggle (self, row);
}

static gboolean
add_rows (GtkWidget *widget)
{
  MatoiTodosPanel *self = MATOI_TODOS_PANEL (widget);

  self->made = MIN (self->made + SLICE, self->limit);
  show_all (self);
  return self->made < self->limit;
}

/* Shows the incident of @session (nullable). */
void
matoi_todos_panel_set_session (MatoiTodosPanel *self, MatoiSession *session)
{
  GtkListBoxRow *row;

  g_return_if_fail (MATOI_IS_TODOS_PANEL (self));

  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  while (self->todos_list && (row = gtk_list_box_get_row_at_index (self->todos_list, 0)))
    remove_row (self, row);
  g_set_object (&self->session, session);
  matoi_fill_stop (GTK_WIDGET (self));
  self->limit = self->made = PORTION;
  if (!session)
    return;
  g_signal_connect_object (session, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "zone-changed", G_CALLBACK (show_all), self, G_CONNECT_SWAPPED);
  if (matoi_session_get_incident (session)->todos->len > FIRST)
    {
      self->made = FIRST;
      matoi_fill_begin (GTK_WIDGET (self), add_rows);
    }
  show_all (self);
}

static void
matoi_todos_panel_dispose (GObject *object)
{
  MatoiTodosPanel *self = MATOI_TODOS_PANEL (object);

  matoi_todos_panel_set_session (self, NULL);
  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_TODOS_PANEL);
  g_clear_pointer (&self->rows, g_hash_table_unref);
  G_OBJECT_CLASS (matoi_todos_panel_parent_class)->dispose (object);
}

static void
matoi_todos_panel_class_init (MatoiTodosPanelClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_todos_panel_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/live/todos-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiTodosPanel, todos_list);
  gtk_widget_class_bind_template_child (widget_class, MatoiTodosPanel, todos_count);
  gtk_widget_class_bind_template_child (widget_class, MatoiTodosPanel, todos_empty);
  gtk_widget_class_bind_template_child (widget_class, MatoiTodosPanel, todos_more);
  gtk_widget_class_bind_template_child (widget_class, MatoiTodosPanel, todos_scroller);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_more);
}

static void
matoi_todos_panel_init (MatoiTodosPanel *self)
{
  self->rows = g_hash_table_new (matoi_id_hash, matoi_id_equal);
  gtk_widget_init_template (GTK_WIDGET (self));
  matoi_side_share_height (self->todos_scroller, self->todos_list, 220, 420);
  matoi_side_keep_calm (self->todos_list);
  gtk_list_box_set_sort_func (self->todos_list, compare_rows, self, NULL);
}
