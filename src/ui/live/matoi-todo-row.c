/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-todo-row.h"

#include <glib/gi18n-lib.h>

#include "matoi-side.h"

struct _MatoiTodoRow
{
  GtkListBoxRow parent_instance;
  GtkCheckButton *todo_check;
  GtkLabel *todo_text, *todo_meta;

  MatoiId id;
  gboolean done, showing;
};

G_DEFINE_FINAL_TYPE (MatoiTodoRow, matoi_todo_row, GTK_TYPE_LIST_BOX_ROW)

enum
{
  TOGGLE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* The tick is shown when it is recorded, not when it is clicked. */
static void
on_toggled (MatoiTodoRow *self)
{
  if (self->showing)
    return;
  self->showing = TRUE;
  gtk_check_button_set_active (self->todo_check, self->done);
  self->showing = FALSE;
  g_signal_emit (self, signals[TOGGLE], 0);
}

static char *
dup_meta (const MatoiTodo *todo, GTimeZone *zone)
{
  const char *when = todo->later ? _ ("follow-up") : C_ ("todo", "now");
  g_autofree char *time = NULL;

  if (todo->done_at != MATOI_TIME_NONE)
    {
      /* Translators: a time of day, see strftime (3). */
      time = matoi_time_to_local (todo->done_at, _ ("%H:%M"), zone);
      /* Translators: %s is a time of day. */
      return g_strdup_printf (_ ("done %s"), time);
    }
  time = matoi_time_to_local (todo->created_at, _ ("%H:%M"), zone);
  if (todo->owner && *todo->owner)
    /* Translators: under a TODO: 1: "now" or "follow-up", 2: who does it, 3: since when. */
    return g_strdup_printf (_ ("%1$s · %2$s · %3$s"), when, todo->owner, time);
  /* Translators: under a TODO: 1: "now" or "follow-up", 2: a time of day. */
  return g_strdup_printf (_ ("%1$s · %2$s"), when, time);
}

/* Shows @todo, whose id is this row's. */
void
matoi_todo_row_show (MatoiTodoRow *self, const MatoiTodo *todo, GTimeZone *zone)
{
  g_autofree char *meta = dup_meta (todo, zone), *name = NULL;

  g_return_if_fail (MATOI_IS_TODO_ROW (self));

  self->done = todo->done_at != MATOI_TIME_NONE;
  self->showing = TRUE;
  gtk_check_button_set_active (self->todo_check, self->done);
  self->showing = FALSE;
  matoi_side_set_label (self->todo_text, todo->text);
  matoi_side_set_label (self->todo_meta, meta);
  if (self->done)
    gtk_widget_add_css_class (GTK_WIDGET (self), "closed");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "closed");
  /* Translators: for screen readers: 1: what is to be done, 2: who and when. */
  name = g_strdup_printf (_ ("%1$s, %2$s"), todo->text, meta);
  matoi_side_set_name (GTK_WIDGET (self), name);
}

GtkWidget *
matoi_todo_row_new (const MatoiId *todo)
{
  MatoiTodoRow *self = g_object_new (MATOI_TYPE_TODO_ROW, NULL);

  self->id = *todo;
  return GTK_WIDGET (self);
}

const MatoiId *
matoi_todo_row_get_id (MatoiTodoRow *self)
{
  return &self->id;
}

static void
matoi_todo_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), MATOI_TYPE_TODO_ROW);
  G_OBJECT_CLASS (matoi_todo_row_parent_class)->dispose (object);
}

static void
matoi_todo_row_class_init (MatoiTodoRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_todo_row_dispose;
  signals[TOGGLE] = g_signal_new ("toggle", MATOI_TYPE_TODO_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/live/todo-row.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiTodoRow, todo_check);
  gtk_widget_class_bind_template_child (widget_class, MatoiTodoRow, todo_text);
  gtk_widget_class_bind_template_child (widget_class, MatoiTodoRow, todo_meta);
  gtk_widget_class_bind_template_callback (widget_class, on_toggled);
}

static void
matoi_todo_row_init (MatoiTodoRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  matoi_side_explain_cut (self->todo_text);
  matoi_side_explain_cut (self->todo_meta);
}
