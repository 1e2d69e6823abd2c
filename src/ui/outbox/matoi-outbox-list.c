/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-outbox-list.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-outbox-aside.h"
#include "matoi-outbox-line.h"
#include "matoi-ui-text.h"

struct _MatoiOutboxList
{
  GtkWidget parent_instance;
  GtkListBox *list;

  MatoiContext *context;
  MatoiOutboxAside *aside;
  GHashTable *lines; /* gint64 * (of the line) -> MatoiOutboxLine */
};

G_DEFINE_FINAL_TYPE (MatoiOutboxList, matoi_outbox_list, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  SAID,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* --- what is done */

static void
say (MatoiOutboxList *self, const char *text, gboolean can_undo)
{
  g_signal_emit (self, signals[SAID], 0, text, can_undo);
}

typedef struct
{
  MatoiOutboxList *self; /* (owned) */
  gint64 id;
  gboolean edit;
} Deed;

static void
on_decided (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Deed *deed = user_data;
  g_autoptr (MatoiOutboxList) self = deed->self;
  g_autoptr (GError) error = NULL;
  MatoiOutboxLine *line = self->lines ? g_hash_table_lookup (self->lines, &deed->id) : NULL;
  g_autofree char *text = NULL;

  if (matoi_context_decide_outbox_finish (MATOI_CONTEXT (source), result, &error))
    {
      if (line && deed->edit)
        matoi_outbox_line_end_edit (line);
      return;
    }
  text = matoi_ui_dup_error (error);
  if (line)
    matoi_outbox_line_show_problem (line, text);
  else
    say (self, text, FALSE);
}

static void
decide (MatoiOutboxList *self,
        MatoiOutboxLine *line,
        MatoiOutboxDecision decision,
        const char *text)
{
  Deed *deed = g_new0 (Deed, 1);

  deed->self = g_object_ref (self);
  deed->id = *matoi_outbox_line_get_id (line);
  deed->edit = decision == MATOI_OUTBOX_EDIT;
  matoi_context_decide_outbox_async (self->context, deed->id, decision, text, NULL, on_decided,
                                     deed);
}

static void
on_send (MatoiOutboxList *self, MatoiOutboxLine *line)
{
  decide (self, line, MATOI_OUTBOX_RETRY, NULL);
}

static void
on_edit (MatoiOutboxList *self, const char *words, MatoiOutboxLine *line)
{
  decide (self, line, MATOI_OUTBOX_EDIT, words);
}

static void
on_discard (MatoiOutboxList *self, MatoiOutboxLine *line)
{
  const MatoiOutboxRow *row = matoi_outbox_line_get_row (line);
  g_autofree char *title = matoi_outbox_dup_title (row), *text = NULL;

  if (strcmp (row->op, "channel.open") == 0)
    text = g_strdup (_ ("The channel will not be opened; what was for it waits for you"));
  else
    /* Translators: %s is such as “Message to #incidents”. */
    text = g_strdup_printf (_ ("Discarded: %s"), title);
  matoi_outbox_aside_put (self->aside, row);
  say (self, text, TRUE);
}

/* --- the lines */

/* The keyboard goes on to a neighbour, not to nowhere. */
static void
remove_line (MatoiOutboxList *self, MatoiOutboxLine *line)
{
  int index = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (line));
  gboolean focused = gtk_widget_get_focus_child (GTK_WIDGET (self->list)) == GTK_WIDGET (line) &&
                     gtk_widget_get_mapped (GTK_WIDGET (self));
  GtkListBoxRow *next;

  g_hash_table_remove (self->lines, matoi_outbox_line_get_id (line));
  next = gtk_list_box_get_row_at_index (self->list, index + 1);
  if (!next && index > 0)
    next = gtk_list_box_get_row_at_index (self->list, index - 1);
  if (focused && next)
    gtk_widget_grab_focus (GTK_WIDGET (next));
  else if (focused)
    gtk_widget_child_focus (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self))),
                            GTK_DIR_TAB_BACKWARD);
  gtk_list_box_remove (self->list, GTK_WIDGET (line));
}

/* Whoever types loses nothing: their line stays until they are done. */
static void
remove_others (MatoiOutboxList *self, GHashTable *wanted, gboolean all)
{
  GtkListBoxRow *row;
  int i = 0;

  while ((row = gtk_list_box_get_row_at_index (self->list, i)))
    if (g_hash_table_contains (wanted, row) ||
        (!all && matoi_outbox_line_is_edited (MATOI_OUTBOX_LINE (row))))
      i++;
    else
      remove_line (self, MATOI_OUTBOX_LINE (row));
}

static MatoiOutboxLine *
add_line (MatoiOutboxList *self, gint64 id)
{
  MatoiOutboxLine *line = MATOI_OUTBOX_LINE (matoi_outbox_line_new (id));

  g_signal_connect_object (line, "send", G_CALLBACK (on_send), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (line, "edit", G_CALLBACK (on_edit), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (line, "discard", G_CALLBACK (on_discard), self, G_CONNECT_SWAPPED);
  g_hash_table_insert (self->lines, (gpointer) matoi_outbox_line_get_id (line), line);
  return line;
}

/* Oldest first; of what was sent the latest. */
static int
compare_lines (GtkListBoxRow *a, GtkListBoxRow *b, gpointer user_data)
{
  const MatoiOutboxRow *one = matoi_outbox_line_get_row (MATOI_OUTBOX_LINE (a));
  const MatoiOutboxRow *other = matoi_outbox_line_get_row (MATOI_OUTBOX_LINE (b));

  if (one->sent_at != other->sent_at && one->sent_at != MATOI_TIME_NONE)
    return one->sent_at < other->sent_at ? 1 : -1;
  return (one->id > other->id) - (one->id < other->id);
}

/* SEC-03: a confidential room is read inside its incident only. */
static gboolean
is_discreet (const MatoiOutboxRow *row, const MatoiId *inside)
{
  return g_str_has_prefix (row->lane, "slack/private/") &&
         !(inside && matoi_id_equal (&row->incident, inside));
}

/* A pin or a reaction goes and is discarded with its message, and needs no line of its own. */
static gboolean
follows (MatoiOutboxList *self, GPtrArray *rows, guint index)
{
  const MatoiOutboxRow *row = g_ptr_array_index (rows, index);

  for (guint i = index; i > 0 && strcmp (row->kind, "channel") != 0; i--)
    {
      const MatoiOutboxRow *head = g_ptr_array_index (rows, i - 1);

      if (!matoi_id_equal (&head->event, &row->event))
        return FALSE;
      if (strcmp (head->lane, row->lane) == 0 && strcmp (head->kind, row->kind) == 0 &&
          (matoi_outbox_aside_holds (self->aside, head->id) ||
           (matoi_outbox_get_shelf (head) == matoi_outbox_get_shelf (row) &&
            g_strcmp0 (head->last_error, row->last_error) == 0)))
        return TRUE;
    }
  return FALSE;
}

gboolean
matoi_outbox_list_belongs (MatoiOutboxList *self,
                           GPtrArray *rows,
                           guint index,
                           MatoiOutboxShelf shelf,
                           const MatoiId *only)
{
  const MatoiOutboxRow *row = g_ptr_array_index (rows, index);

  return matoi_outbox_get_shelf (row) == shelf &&
         !matoi_outbox_aside_holds (self->aside, row->id) &&
         (!only || matoi_id_equal (&row->incident, only)) &&
         (shelf == MATOI_OUTBOX_OVER || !follows (self, rows, index));
}

guint
matoi_outbox_list_show (MatoiOutboxList *self,
                        GPtrArray *rows,
                        MatoiOutboxShelf shelf,
                        const MatoiId *only,
                        const MatoiId *inside,
                        gboolean all_anew)
{
  g_autoptr (GHashTable) wanted = g_hash_table_new (NULL, NULL);
  guint n = 0;

  for (guint i = 0; rows && i < rows->len; i++)
    {
      const MatoiOutboxRow *row = g_ptr_array_index (rows, i);
      MatoiOutboxLine *line = g_hash_table_lookup (self->lines, &row->id), *added = NULL;
      gboolean belongs = matoi_outbox_list_belongs (self, rows, i, shelf, only);

      matoi_outbox_aside_check (self->aside, row);
      n += belongs;
      if (!line && (!belongs || n > MATOI_OUTBOX_LIST_MAX))
        continue;
      if (!line)
        line = added = add_line (self, row->id);
      matoi_outbox_line_show (line, rows, row, is_discreet (row, inside), self->context);
      if (added)
        gtk_list_box_append (self->list, GTK_WIDGET (added));
      if (belongs)
        g_hash_table_add (wanted, line);
    }
  remove_others (self, wanted, all_anew);
  return n;
}

gboolean
matoi_outbox_list_is_empty (MatoiOutboxList *self)
{
  return gtk_list_box_get_row_at_index (self->list, 0) == NULL;
}

gboolean
matoi_outbox_list_undo (MatoiOutboxList *self)
{
  return self->aside && matoi_outbox_aside_undo (self->aside);
}

void
matoi_outbox_list_settle (MatoiOutboxList *self)
{
  if (self->aside)
    matoi_outbox_aside_settle (self->aside);
}

/* --- the object */

static void
on_problem (MatoiOutboxList *self, const char *text)
{
  say (self, text, FALSE);
}

static void
on_aside_changed (MatoiOutboxList *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

void
matoi_outbox_list_set_context (MatoiOutboxList *self, MatoiContext *context)
{
  g_return_if_fail (MATOI_IS_OUTBOX_LIST (self) && !self->context);

  self->context = g_object_ref (context);
  self->aside = matoi_outbox_aside_new (context);
  g_signal_connect_object (self->aside, "changed", G_CALLBACK (on_aside_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->aside, "problem", G_CALLBACK (on_problem), self,
                           G_CONNECT_SWAPPED);
}

static void
matoi_outbox_list_dispose (GObject *object)
{
  MatoiOutboxList *self = MATOI_OUTBOX_LIST (object);

  matoi_outbox_list_settle (self);
  if (self->list)
    gtk_widget_unparent (GTK_WIDGET (self->list));
  self->list = NULL;
  g_clear_object (&self->aside);
  g_clear_object (&self->context);
  g_clear_pointer (&self->lines, g_hash_table_unref);
  G_OBJECT_CLASS (matoi_outbox_list_parent_class)->dispose (object);
}

static void
matoi_outbox_list_class_init (MatoiOutboxListClass *class)
{
  GType type = G_TYPE_FROM_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_outbox_list_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
  signals[CHANGED] =
    g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SAID] = g_signal_new ("said", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                2, G_TYPE_STRING, G_TYPE_BOOLEAN);
}

static void
matoi_outbox_list_init (MatoiOutboxList *self)
{
  self->lines = g_hash_table_new (g_int64_hash, g_int64_equal);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_list_box_set_sort_func (self->list, compare_lines, self, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Outbox"), -1);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "page-list");
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "outbox-list");
  gtk_widget_set_parent (GTK_WIDGET (self->list), GTK_WIDGET (self));
}
