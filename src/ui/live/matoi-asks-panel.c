/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-asks-panel.h"

#include <glib/gi18n-lib.h>

#include "matoi-ask-row.h"
#include "matoi-side.h"
#include "matoi-ui-text.h"

struct _MatoiAsksPanel
{
  GtkWidget parent_instance;
  GtkListBox *asks_list;
  GtkLabel *asks_count;
  GtkWidget *asks_add, *asks_empty, *asks_scroller;

  MatoiSession *session; /* (nullable) */
  GHashTable *rows;      /* MatoiId (of the row) -> MatoiAskRow */
};

G_DEFINE_FINAL_TYPE (MatoiAsksPanel, matoi_asks_panel, GTK_TYPE_WIDGET)

static const MatoiAsk *
find_ask (MatoiAsksPanel *self, MatoiAskRow *row)
{
  return matoi_incident_find_ask (matoi_session_get_incident (self->session),
                                  matoi_ask_row_get_id (row));
}

/* The next one that is due first (DEP-04), what is closed at the end. */
static int
compare_rows (GtkListBoxRow *a, GtkListBoxRow *b, gpointer user_data)
{
  MatoiAsksPanel *self = user_data;
  const MatoiAsk *x = find_ask (self, MATOI_ASK_ROW (a)), *y = find_ask (self, MATOI_ASK_ROW (b));
  gboolean x_open = x && g_strcmp0 (x->state, "open") == 0;
  gboolean y_open = y && g_strcmp0 (y->state, "open") == 0;

  if (x_open != y_open)
    return x_open ? -1 : 1;
  if (!x || !y || x->due_at == y->due_at)
    return matoi_id_compare (matoi_ask_row_get_id (MATOI_ASK_ROW (a)),
                             matoi_ask_row_get_id (MATOI_ASK_ROW (b)));
  return x->due_at < y->due_at ? -1 : 1;
}

static void
remove_row (MatoiAsksPanel *self, MatoiAskRow *row)
{
  g_hash_table_remove (self->rows, matoi_ask_row_get_id (row));
  gtk_list_box_remove (self->asks_list, GTK_WIDGET (row));
}

static gboolean
has_focus_within (gpointer row)
{
  return (gtk_widget_get_state_flags (GTK_WIDGET (row)) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
}

/* Lets rows go that have been closed for a while, unless somebody is in them. */
static void
on_ticked (MatoiAsksPanel *self)
{
  gint64 now = matoi_session_get_now (self->session);
  GtkListBoxRow *row;
  int i = 0;

  while ((row = gtk_list_box_get_row_at_index (self->asks_list, i)))
    {
      const MatoiAsk *ask = find_ask (self, MATOI_ASK_ROW (row));

      if (!ask || (!matoi_ask_row_tick (MATOI_ASK_ROW (row), ask, now) && !has_focus_within (row)))
        remove_row (self, MATOI_ASK_ROW (row));
      else
        i++;
    }
  gtk_widget_set_visible (self->asks_empty, i == 0);
  gtk_widget_set_visible (self->asks_scroller, i > 0);
}

static void
show_count (MatoiAsksPanel *self, int n)
{
  g_autofree char *count = g_strdup_printf ("%d", n);
  /* Translators: for screen readers; %d is a number of questions and tasks. */
  g_autofree char *name = g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE, "%d open question", "%d open questions", (gulong) n), n);

  gtk_widget_set_visible (GTK_WIDGET (self->asks_count), n > 0);
  matoi_side_set_label (self->asks_count, count);
  matoi_side_set_name (GTK_WIDGET (self->asks_count), name);
}

static void
on_changed (MatoiAsksPanel *self, GPtrArray *events, gboolean folded_again)
{
  static const char *const prefixes[] = { "ask.", "incident.", NULL };
  const MatoiIncident *incident = matoi_session_get_incident (self->session);
  gint64 now = matoi_session_get_now (self->session);
  int n_open = 0;

  if (!matoi_side_concerns (events, folded_again, prefixes))
    return;
  for (guint i = 0; i < incident->asks->len; i++)
    {
      const MatoiAsk *ask = g_ptr_array_index (incident->asks, i);
      gboolean open = g_strcmp0 (ask->state, "open") == 0;
      MatoiAskRow *row = g_hash_table_lookup (self->rows, &ask->id);

      n_open += open;
      if (!row && (open || now - ask->closed_at < MATOI_MINUTE))
        {
          row = MATOI_ASK_ROW (matoi_ask_row_new (self->session, &ask->id));
          g_hash_table_insert (self->rows, (gpointer) matoi_ask_row_get_id (row), row);
          gtk_list_box_append (self->asks_list, GTK_WIDGET (row));
        }
      if (row)
        matoi_ask_row_show (row, ask);
    }
  gtk_widget_set_visible (self->asks_add, matoi_session_is_live (self->session));
  show_count (self, n_open);
  on_ticked (self);
  matoi_side_sort (self->asks_list);
}

static void
on_row_activated (MatoiAsksPanel *self, MatoiAskRow *row)
{
  matoi_ask_row_begin_answer (row);
}

/* Shows the incident of @session (nullable). */
void
matoi_asks_panel_set_session (MatoiAsksPanel *self, MatoiSession *session)
{
  GtkListBoxRow *row;

  g_return_if_fail (MATOI_IS_ASKS_PANEL (self));

  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  while (self->asks_list && (row = gtk_list_box_get_row_at_index (self->asks_list, 0)))
    remove_row (self, MATOI_ASK_ROW (row));
  g_set_object (&self->session, session);
  if (!session)
    return;
  g_signal_connect_object (session, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "ticked", G_CALLBACK (on_ticked), self, G_CONNECT_SWAPPED);
  on_changed (self, NULL, TRUE);
}

static void
matoi_asks_panel_dispose (GObject *object)
{
  MatoiAsksPanel *self = MATOI_ASKS_PANEL (object);

  matoi_asks_panel_set_session (self, NULL);
  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_ASKS_PANEL);
  g_clear_pointer (&self->rows, g_hash_table_unref);
  G_OBJECT_CLASS (matoi_asks_panel_parent_class)->dispose (object);
}

static void
matoi_asks_panel_class_init (MatoiAsksPanelClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_asks_panel_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/live/asks-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiAsksPanel, asks_list);
  gtk_widget_class_bind_template_child (widget_class, MatoiAsksPanel, asks_count);
  gtk_widget_class_bind_template_child (widget_class, MatoiAsksPanel, asks_add);
  gtk_widget_class_bind_template_child (widget_class, MatoiAsksPanel, asks_empty);
  gtk_widget_class_bind_template_child (widget_class, MatoiAsksPanel, asks_scroller);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
}

static void
matoi_asks_panel_init (MatoiAsksPanel *self)
{
  self->rows = g_hash_table_new (matoi_id_hash, matoi_id_equal);
  gtk_widget_init_template (GTK_WIDGET (self));
  matoi_side_share_height (self->asks_scroller, self->asks_list, 320, 420);
  matoi_side_keep_calm (self->asks_list);
  gtk_list_box_set_sort_func (self->asks_list, compare_rows, self, NULL);
}
