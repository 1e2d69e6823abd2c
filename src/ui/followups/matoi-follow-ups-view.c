/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "matoi-follow-ups-view-private.h"
#include "matoi-side.h"
#include "matoi-ui-text.h"

/* Of the choice "whose": the others are teams. */
#define PICK_ALL  0
#define PICK_MINE 1

G_DEFINE_FINAL_TYPE (MatoiFollowUpsView, matoi_follow_ups_view, GTK_TYPE_WIDGET)

/* --- the place in the list */

MatoiFollowUpsItem *
matoi_follow_ups_view_get_item (MatoiFollowUpsView *self)
{
  MatoiFollowUpsItem *item =
    self->selection ? gtk_single_selection_get_selected_item (self->selection) : NULL;

  return item && matoi_follow_ups_item_get_row (item) ? item : NULL;
}

static gboolean
shows (MatoiFollowUpsView *self, const char *page)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->fup_stack), page) == 0;
}

static gboolean
matoi_follow_ups_view_grab_focus (GtkWidget *widget)
{
  MatoiFollowUpsView *self = MATOI_FOLLOW_UPS_VIEW (widget);

  if (matoi_ui_is_walking (widget))
    return FALSE;
  self->focus_wanted = self->reading || shows (self, "reading");
  if (shows (self, "list"))
    matoi_follow_ups_view_focus_list (self);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->fup_search));
  return TRUE;
}

void
matoi_follow_ups_view_find (MatoiFollowUpsView *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->fup_search));
}

static gboolean
matoi_follow_ups_view_focus (GtkWidget *widget, GtkDirectionType direction)
{
  MatoiFollowUpsView *self = MATOI_FOLLOW_UPS_VIEW (widget);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));

  if ((direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD) && focus &&
      gtk_widget_is_ancestor (focus, GTK_WIDGET (self->fup_list)))
    return matoi_follow_ups_view_leave_list (self, direction);
  return matoi_ui_walk (widget, direction);
}

/* --- the one that is chosen */

void
matoi_follow_ups_view_show_details (MatoiFollowUpsView *self)
{
  MatoiFollowUpsItem *item = matoi_follow_ups_view_get_item (self);
  const MatoiActionRow *row = item ? matoi_follow_ups_item_get_row (item) : NULL;

  if (!self->fup_details)
    return;
  matoi_follow_ups_details_show (self->fup_details, item,
                                 row ? matoi_follow_ups_model_find_waiting (self->model, &row->id)
                                     : NULL);
}

/* Beside the list where there is room; else in its place, when they are asked for. */
static void
show_beside (MatoiFollowUpsView *self)
{
  gboolean any = shows (self, "list");

  gtk_widget_set_visible (self->fup_separator, any);
  gtk_widget_set_visible (GTK_WIDGET (self->fup_details), any);
}

/* --- what is shown */

void
matoi_follow_ups_view_show_count (MatoiFollowUpsView *self)
{
  guint n_shown, n = matoi_follow_ups_model_count (self->model, &n_shown);
  g_autofree char *text = NULL, *late = NULL, *all = NULL;

  /* As long as only the beginning was read nobody knows. */
  if (!self->read_once)
    return;
  if (n_shown == n)
    text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u item", "%u items", n), n);
  else
    /* Translators: %1$u of all %2$u action items are shown. */
    text = g_strdup_printf (_ ("%1$u of %2$u items"), n_shown, n);
  if (self->n_overdue)
    late = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, " · %u overdue", " · %u overdue",
                                         self->n_overdue),
                            self->n_overdue);
  all = g_strconcat (text, late, NULL);
  matoi_side_set_label (self->fup_count, all);
}

static gboolean
is_narrowed (MatoiFollowUpsView *self)
{
  return *gtk_editable_get_text (GTK_EDITABLE (self->fup_search)) ||
         gtk_drop_down_get_selected (self->fup_pick) != PICK_ALL;
}

void
matoi_follow_ups_view_show_page (MatoiFollowUpsView *self)
{
  gboolean any = g_list_model_get_n_items (G_LIST_MODEL (self->model)) > 0;
  gboolean narrowed = is_narrowed (self);

  gtk_stack_set_visible_child_name (self->fup_stack, any ? "list" : narrowed ? "nothing" : "empty");
  if (any)
    matoi_follow_ups_view_unfold (self);
  gtk_widget_set_visible (self->fup_news, matoi_follow_ups_model_has_news (self->model));
  matoi_follow_ups_view_show_count (self);
  show_beside (self);
  /* Who has begun to type stays there. */
  if (self->focus_wanted && any && !narrowed &&
      gtk_widget_get_state_flags (GTK_WIDGET (self->fup_search)) & GTK_STATE_FLAG_FOCUS_WITHIN)
    matoi_follow_ups_view_focus_list (self);
  else if (any)
    matoi_follow_ups_view_select_something (self);
  self->focus_wanted = FALSE;
  matoi_follow_ups_view_show_details (self);
}

void
matoi_follow_ups_view_choose (MatoiFollowUpsView *self)
{
  guint pick = gtk_drop_down_get_selected (self->fup_pick);
  const char *team = pick > PICK_MINE && pick != GTK_INVALID_LIST_POSITION
                       ? gtk_string_list_get_string (self->picks, pick)
                       : NULL;

  matoi_follow_ups_model_choose (
    self->model,
    matoi_follow_ups_choice_new (
      gtk_editable_get_text (GTK_EDITABLE (self->fup_search)),
      pick == PICK_MINE ? matoi_context_get_identity (self->context) : NULL, team),
    gtk_toggle_button_get_active (self->fup_teams));
}

static void
on_filter (MatoiFollowUpsView *self)
{
  if (!self->model || !self->read_once)
    return;
  matoi_follow_ups_view_choose (self);
  matoi_follow_ups_view_show_page (self);
}

static void
on_picked (MatoiFollowUpsView *self)
{
  if (!self->picking)
    on_filter (self);
}

static void
on_done_toggled (MatoiFollowUpsView *self)
{
  self->asked = TRUE;
  matoi_follow_ups_view_refresh (self);
}

static void
on_search_entered (MatoiFollowUpsView *self)
{
  on_filter (self);
  if (shows (self, "list"))
    matoi_follow_ups_view_focus_list (self);
}

static void
on_search_stopped (MatoiFollowUpsView *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->fup_search), "");
  on_search_entered (self);
}

static void
show_all (MatoiFollowUpsView *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->fup_search), "");
  gtk_drop_down_set_selected (self->fup_pick, PICK_ALL);
  on_search_entered (self);
}

static void
show_done (MatoiFollowUpsView *self)
{
  gtk_toggle_button_set_active (self->fup_done, TRUE);
}

static void
show_news (MatoiFollowUpsView *self)
{
  gboolean focused = gtk_widget_is_focus (self->fup_news);

  matoi_follow_ups_model_settle (self->model);
  if (focused)
    matoi_follow_ups_view_focus_list (self);
  matoi_follow_ups_view_show_page (self);
}

static void
on_activated (MatoiFollowUpsView *self, guint position)
{
  gtk_single_selection_set_selected (self->selection, position);
  gtk_widget_activate_action (GTK_WIDGET (self), "followups.open", NULL);
}

/* --- the object */

void
matoi_follow_ups_view_set_live (MatoiFollowUpsView *self, MatoiLive *live)
{
  g_return_if_fail (MATOI_IS_FOLLOW_UPS_VIEW (self) && !self->live);

  self->live = g_object_ref (live);
  self->context = g_object_ref (matoi_live_get_context (live));
  self->model = matoi_follow_ups_model_new (self->context);
  matoi_follow_ups_view_make_list (self);
  matoi_follow_ups_details_set_live (self->fup_details, live);
  matoi_follow_ups_view_begin_reading (self);
  matoi_follow_ups_view_begin_actions (self);
}

static void
matoi_follow_ups_view_dispose (GObject *object)
{
  MatoiFollowUpsView *self = MATOI_FOLLOW_UPS_VIEW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->context)
    g_signal_handlers_disconnect_by_data (self->context, self);
  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_FOLLOW_UPS_VIEW);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  g_clear_object (&self->live);
  g_clear_object (&self->context);
  g_clear_pointer (&self->day, g_free);
  g_clear_pointer (&self->undo, g_free);
  G_OBJECT_CLASS (matoi_follow_ups_view_parent_class)->dispose (object);
}

static void
bind (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, MatoiFollowUpsView, fup_leaflet);
  gtk_widget_class_bind_template_child (widget_class, MatoiFollowUpsView, fup_box);
  gtk_widget_class_bind_template_child (widget_class, MatoiFollowUpsView, fup_separator);
  gtk_widget_class_bind_template_child (widget_class, MatoiFollowUpsView, fup_search);
  gtk_widget_class_bind_template_child (widget_class, MatoiFollowUpsView, fup_pick);
  gtk_widget_class_bind_template_child (widget_class, MatoiFollowUpsView, fup_teams);
  gtk_widget_class_bind_template_child (widget_class, MatoiFollowUpsView, fup_done);
  gtk_widget_class_bind_template_child (widget_class, MatoiFollowUpsView, fup_count);
  gtk_widget_class_bind_template_child (widget_class, MatoiFollowUpsView, fup_sync);
  gtk_widget_class_bind_template_child (widget_class, MatoiFollowUpsView, fup_news);
  gtk_widget_class_bind_template_child (widget_class, MatoiFollowUpsView, fup_stack);
  gtk_widget_class_bind_template_child (widget_class, MatoiFollowUpsView, fup_list);
  gtk_widget_class_bind_template_child (widget_class, MatoiFollowUpsView, fup_problem);
  gtk_widget_class_bind_template_child (widget_class, MatoiFollowUpsView, fup_details);
  gtk_widget_class_bind_template_callback (widget_class, on_filter);
  gtk_widget_class_bind_template_callback (widget_class, on_picked);
  gtk_widget_class_bind_template_callback (widget_class, on_done_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_search_entered);
  gtk_widget_class_bind_template_callback (widget_class, on_search_stopped);
  gtk_widget_class_bind_template_callback (widget_class, on_activated);
  gtk_widget_class_bind_template_callback (widget_class, show_all);
  gtk_widget_class_bind_template_callback (widget_class, show_done);
  gtk_widget_class_bind_template_callback (widget_class, show_news);
  gtk_widget_class_bind_template_callback (widget_class, matoi_follow_ups_view_refresh);
}

static void
matoi_follow_ups_view_class_init (MatoiFollowUpsViewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_follow_ups_view_dispose;
  widget_class->grab_focus = matoi_follow_ups_view_grab_focus;
  widget_class->focus = matoi_follow_ups_view_focus;
  g_type_ensure (MATOI_TYPE_FOLLOW_UPS_DETAILS);
  g_signal_new ("counted", MATOI_TYPE_FOLLOW_UPS_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
  g_signal_new ("said", MATOI_TYPE_FOLLOW_UPS_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/matoi/Matoi/followups/follow-ups-view.ui");
  bind (widget_class);
  matoi_follow_ups_view_install_actions (widget_class);
}

static void
matoi_follow_ups_view_init (MatoiFollowUpsView *self)
{
  static const char *const picks[] = {
    /* Translators: whose action items to show. */
    N_ ("Everybody’s"),
    /* Translators: whose action items to show: those assigned to me. */
    N_ ("Mine"),
  };

  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->motion = gtk_event_controller_motion_new ();
  gtk_widget_add_controller (GTK_WIDGET (self->fup_list), self->motion);
  self->picks = gtk_string_list_new (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (picks); i++)
    gtk_string_list_append (self->picks, _ (picks[i]));
  gtk_drop_down_set_model (self->fup_pick, G_LIST_MODEL (self->picks));
  g_object_unref (self->picks);
}
