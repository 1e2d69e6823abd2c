/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-history-view-private.h"
#include "matoi-ui-text.h"

static void
show_problem (MatoiHistoryView *self, const GError *error)
{
  g_autofree char *text = matoi_ui_dup_error (error);
  g_autofree char *markup = g_markup_escape_text (text, -1);

  adw_status_page_set_description (self->hist_problem, markup);
  if (!self->read_once)
    gtk_stack_set_visible_child_name (self->hist_stack, "problem");
}

/* Nothing comes or moves where somebody points, or among what somebody has found. */
static gboolean
is_calm (MatoiHistoryView *self)
{
  return self->read_once && self->news &&
         (*matoi_history_view_get_text (self) || matoi_history_table_is_used (self->hist_table));
}

static void
take (MatoiHistoryView *self, GPtrArray *rows)
{
  gboolean calm = is_calm (self);

  self->read_once = TRUE;
  matoi_history_model_take (self->model, rows, calm);
  if (*matoi_history_view_get_text (self))
    {
      self->arranging |= !calm;
      matoi_history_view_search (self, FALSE);
    }
  else
    {
      if (!calm)
        matoi_history_table_select (self->hist_table, FALSE);
      matoi_history_view_show_page (self);
      matoi_history_view_show_preview (self, !self->news);
      matoi_history_view_show_count (self, NULL);
    }
  matoi_history_table_show_news (self->hist_table);
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiHistoryView) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *rows = matoi_finder_list_finish (MATOI_FINDER (source), result, &error);

  self->reading = FALSE;
  if (!self->model)
    {
      g_clear_pointer (&rows, g_ptr_array_unref);
      return;
    }
  if (rows)
    take (self, rows);
  else
    show_problem (self, error);
  self->news = TRUE;
  if (rows && self->read_again)
    matoi_history_view_read (self);
}

void
matoi_history_view_read (MatoiHistoryView *self)
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
  if (self->stale)
    matoi_history_view_read (self);
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

  /* Who comes back finds it in its order. */
  self->news = FALSE;
  if (self->finder && (!self->read_once || self->stale))
    matoi_history_view_read (self);
  else if (self->finder)
    matoi_history_table_settle (self->hist_table);
}

void
matoi_history_view_begin_reading (MatoiHistoryView *self)
{
  g_signal_connect_object (self->context, "events-recorded", G_CALLBACK (on_events_recorded), self,
                           G_CONNECT_SWAPPED);
}
