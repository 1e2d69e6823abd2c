/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Where the list of follow-ups comes from, and what it does about news. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "matoi-follow-ups-view-private.h"
#include "matoi-ui-text.h"

/* Of the choice "whose": before the teams. */
#define N_FIXED_PICKS 2
/* More than any window shows: they are seen while the others are still being read. */
#define N_FIRST 200

/* --- reading */

/* The teams one can choose among; the choice stays. */
static void
show_picks (MatoiFollowUpsView *self)
{
  g_autoptr (GPtrArray) teams = matoi_follow_ups_model_list_teams (self->model);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->picks));
  guint pick = gtk_drop_down_get_selected (self->fup_pick);
  g_autofree char *chosen = pick != GTK_INVALID_LIST_POSITION
                              ? g_strdup (gtk_string_list_get_string (self->picks, pick))
                              : NULL;
  gboolean same = n == teams->len + N_FIXED_PICKS;

  for (guint i = 0; same && i < teams->len; i++)
    same =
      g_str_equal (gtk_string_list_get_string (self->picks, i + N_FIXED_PICKS), teams->pdata[i]);
  if (same)
    return;
  g_ptr_array_add (teams, NULL);
  self->picking = TRUE;
  gtk_string_list_splice (self->picks, N_FIXED_PICKS, n - N_FIXED_PICKS,
                          (const char *const *) teams->pdata);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->picks)); i++)
    if (g_strcmp0 (chosen, gtk_string_list_get_string (self->picks, i)) == 0)
      gtk_drop_down_set_selected (self->fup_pick, i);
  self->picking = FALSE;
}

static void
set_day (MatoiFollowUpsView *self)
{
  g_free (self->day);
  self->day = matoi_time_to_local (matoi_context_get_now (self->context), "%Y-%m-%d",
                                   matoi_context_get_zone (self->context));
}

static void
on_counted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiFollowUpsView) self = user_data;
  guint n;

  if (!matoi_context_count_overdue_finish (MATOI_CONTEXT (source), result, &n, NULL) ||
      !self->model || n == self->n_overdue)
    return;
  self->n_overdue = n;
  g_signal_emit_by_name (self, "counted");
  if (self->read_once)
    matoi_follow_ups_view_show_count (self);
}

/* For the switcher, whether or not anybody has looked at the list. */
static void
count_overdue (MatoiFollowUpsView *self)
{
  set_day (self);
  matoi_context_count_overdue_async (self->context, self->cancellable, on_counted,
                                     g_object_ref (self));
}

/* Does somebody work in the list? Then nothing may move under their hands. */
static gboolean
is_in_use (MatoiFollowUpsView *self)
{
  return gtk_widget_get_mapped (GTK_WIDGET (self->fup_list)) &&
         (gtk_event_controller_motion_contains_pointer (
            GTK_EVENT_CONTROLLER_MOTION (self->motion)) ||
          gtk_widget_get_state_flags (GTK_WIDGET (self->fup_list)) & GTK_STATE_FLAG_FOCUS_WITHIN);
}

static void
read_done (MatoiFollowUpsView *self)
{
  gboolean again = self->again;

  self->reading = self->again = FALSE;
  if (again)
    matoi_follow_ups_view_refresh (self);
}

static void
show_problem (MatoiFollowUpsView *self, const GError *error)
{
  g_autofree char *text = NULL, *markup = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  text = matoi_ui_dup_error (error);
  markup = g_markup_escape_text (text, -1);
  adw_status_page_set_description (self->fup_problem, markup);
  gtk_stack_set_visible_child_name (self->fup_stack, "problem");
  read_done (self);
}

static void read_all (MatoiFollowUpsView *self);

/* The beginning of a list nobody has seen yet. */
static void
on_begun (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiFollowUpsView) self = user_data;
  g_autoptr (GPtrArray) rows =
    matoi_context_list_follow_ups_finish (MATOI_CONTEXT (source), result, NULL);

  if (!self->model)
    return;
  if (rows && rows->len >= N_FIRST / 2)
    {
      matoi_follow_ups_view_choose (self);
      matoi_follow_ups_model_begin (self->model, rows);
      matoi_follow_ups_view_show_page (self);
    }
  read_all (self);
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiFollowUpsView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows =
    matoi_context_list_follow_ups_finish (MATOI_CONTEXT (source), result, &error);

  if (!rows)
    {
      show_problem (self, error);
      return;
    }
  if (!self->model)
    return;
  set_day (self);
  if (!self->read_once)
    matoi_follow_ups_view_choose (self);
  /* What somebody asked for is shown where it belongs; what came by itself waits. */
  matoi_follow_ups_model_set_rows (self->model, rows,
                                   self->read_once && !self->asked && is_in_use (self));
  self->asked = self->again && self->asked;
  self->read_once = TRUE;
  show_picks (self);
  matoi_follow_ups_view_show_page (self);
  read_done (self);
}

static void
read_all (MatoiFollowUpsView *self)
{
  matoi_context_list_follow_ups_async (self->context, !self->with_done, self->cancellable,
                                       on_listed, g_object_ref (self));
}

void
matoi_follow_ups_view_refresh (MatoiFollowUpsView *self)
{
  g_return_if_fail (MATOI_IS_FOLLOW_UPS_VIEW (self));

  if (!self->context)
    return;
  if (self->reading)
    {
      self->again = TRUE;
      return;
    }
  self->reading = TRUE;
  self->with_done = gtk_toggle_button_get_active (self->fup_done);
  if (self->read_once || self->with_done)
    read_all (self);
  else
    matoi_context_list_first_follow_ups_async (self->context, N_FIRST, self->cancellable, on_begun,
                                               g_object_ref (self));
}

/* --- news */

static void
on_outbox_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiFollowUpsView) self = user_data;
  g_autoptr (GPtrArray) rows =
    matoi_context_list_outbox_finish (MATOI_CONTEXT (source), result, NULL);

  if (!rows || !self->model)
    return;
  matoi_follow_ups_model_set_outbox (self->model, rows);
  matoi_follow_ups_view_show_details (self);
}

static void
read_outbox (MatoiFollowUpsView *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    matoi_context_list_outbox_async (self->context, NULL, FALSE, self->cancellable,
                                     on_outbox_listed, g_object_ref (self));
}

static gboolean
concerns (const MatoiEvent *event)
{
  return g_str_has_prefix (event->type, "action.") ||
         g_str_has_prefix (event->type, "incident.declared") ||
         g_str_has_prefix (event->type, "details.") || g_str_has_prefix (event->type, "security.");
}

/* What is not seen is read when it comes to be seen; the number on the switcher is seen. */
static void
on_events_recorded (MatoiFollowUpsView *self, GPtrArray *events)
{
  gboolean news = FALSE;

  for (guint i = 0; i < events->len && !news; i++)
    news = concerns (g_ptr_array_index (events, i));
  if (!news)
    return;
  count_overdue (self);
  if (self->read_once || self->reading)
    matoi_follow_ups_view_refresh (self);
}

/* Nobody is in the list any more. */
static gboolean
settle (gpointer user_data)
{
  MatoiFollowUpsView *self = user_data;

  if (self->model && matoi_follow_ups_model_has_news (self->model) && !is_in_use (self))
    {
      matoi_follow_ups_model_settle (self->model);
      matoi_follow_ups_view_show_page (self);
    }
  return G_SOURCE_REMOVE;
}

/* GTK updates what contains the pointer and the focus after it has told that they leave. */
static void
on_leave (MatoiFollowUpsView *self)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, settle, g_object_ref (self), g_object_unref);
}

void
matoi_follow_ups_view_begin (MatoiFollowUpsView *self)
{
  g_return_if_fail (MATOI_IS_FOLLOW_UPS_VIEW (self));

  if (!self->context)
    return;
  self->asked = TRUE;
  matoi_follow_ups_view_refresh (self);
  read_outbox (self);
  matoi_follow_ups_view_show_sync (self);
}

guint
matoi_follow_ups_view_count_overdue (MatoiFollowUpsView *self)
{
  return self->n_overdue;
}

void
matoi_follow_ups_view_tick (MatoiFollowUpsView *self)
{
  g_autofree char *day = NULL;

  if (!self->context)
    return;
  day = matoi_time_to_local (matoi_context_get_now (self->context), "%Y-%m-%d",
                             matoi_context_get_zone (self->context));
  if (g_strcmp0 (day, self->day) != 0)
    {
      count_overdue (self);
      if (self->read_once)
        matoi_follow_ups_view_refresh (self);
    }
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    matoi_follow_ups_view_show_sync (self);
}

/* Once it has its context. */
void
matoi_follow_ups_view_begin_reading (MatoiFollowUpsView *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect_object (self->context, "events-recorded", G_CALLBACK (on_events_recorded), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->context, "outbox-changed", G_CALLBACK (read_outbox), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->context, "settings-changed",
                           G_CALLBACK (matoi_follow_ups_view_show_sync), self, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (self->motion, "leave", G_CALLBACK (on_leave), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (on_leave), self);
  gtk_widget_add_controller (GTK_WIDGET (self->fup_list), focus);
  count_overdue (self);
}
