/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What can be done about the follow-up that is chosen. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "matoi-follow-ups-view-private.h"
#include "matoi-lessons.h"
#include "matoi-side.h"

static const MatoiActionRow *
get_row (MatoiFollowUpsView *self)
{
  MatoiFollowUpsItem *item = matoi_follow_ups_view_get_item (self);

  return item ? matoi_follow_ups_item_get_row (item) : NULL;
}

static void
say (MatoiFollowUpsView *self, const char *text)
{
  g_signal_emit_by_name (self, "said", text, FALSE);
}

/* In a narrow window the details take the place of the list; in a wide one the keyboard stays where
 * it is. */
static void
reveal_details (MatoiFollowUpsView *self)
{
  if (adw_leaflet_get_folded (self->fup_leaflet))
    adw_leaflet_set_visible_child (self->fup_leaflet, GTK_WIDGET (self->fup_details));
}

static void
open_postmortem (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiFollowUpsView *self = MATOI_FOLLOW_UPS_VIEW (widget);
  const MatoiActionRow *row = get_row (self);
  g_autofree char *id = row ? matoi_id_dup_text (&row->id) : NULL;

  if (row)
    gtk_widget_activate_action (widget, "win.open-follow-up", "(ss)", row->ref, id);
}

static void
open_ticket (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiFollowUpsView *self = MATOI_FOLLOW_UPS_VIEW (widget);
  const MatoiActionRow *row = get_row (self);

  if (row && row->url)
    gtk_show_uri (GTK_WINDOW (gtk_widget_get_root (widget)), row->url, GDK_CURRENT_TIME);
  else if (row)
    say (self, row->key ? _ ("Matoi does not know the address of this ticket")
                        : _ ("This action item has no ticket yet"));
}

static void
ask_ticket (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiFollowUpsView *self = MATOI_FOLLOW_UPS_VIEW (widget);
  const MatoiActionRow *row = get_row (self);
  g_autofree char *why = NULL;

  if (!row)
    return;
  reveal_details (self);
  why = matoi_follow_ups_details_dup_no_ticket (self->fup_details);
  if (why)
    say (self, why);
  else
    matoi_follow_ups_details_ask_ticket (self->fup_details);
}

static void
begin_form (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiFollowUpsView *self = MATOI_FOLLOW_UPS_VIEW (widget);
  const MatoiActionRow *row = get_row (self);
  MatoiFollowUpsForm form = g_str_has_suffix (action, "link")   ? MATOI_FOLLOW_UPS_LINK
                            : g_str_has_suffix (action, "wont") ? MATOI_FOLLOW_UPS_WONT
                                                                : MATOI_FOLLOW_UPS_NUDGE;

  if (!row)
    return;
  if (!row->open && form != MATOI_FOLLOW_UPS_LINK)
    {
      say (self, _ ("Nothing is left to do about this one"));
      return;
    }
  reveal_details (self);
  matoi_follow_ups_details_begin (self->fup_details, form);
}

static void
copy_key (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiFollowUpsView *self = MATOI_FOLLOW_UPS_VIEW (widget);
  const MatoiActionRow *row = get_row (self);
  g_autofree char *text = NULL;

  if (!row)
    return;
  if (!row->key)
    {
      say (self, _ ("This action item has no ticket yet"));
      return;
    }
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), row->key);
  /* Translators: %s is the key of a ticket. */
  text = g_strdup_printf (_ ("%s is copied"), row->key);
  say (self, text);
}

/* --- undo: "won't do" is taken back by doing it after all */

static void
on_undone (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiFollowUpsView) self = user_data;
  MatoiReceipt *receipt = matoi_context_submit_finish (MATOI_CONTEXT (source), result, NULL);

  if (self->context)
    say (self, receipt ? _ ("Taken back: it is to be done after all")
                       : _ ("It could not be taken back. Open the postmortem to see why."));
  g_clear_pointer (&receipt, matoi_context_free_receipt);
}

gboolean
matoi_follow_ups_view_undo (MatoiFollowUpsView *self)
{
  g_autofree MatoiId *id = g_steal_pointer (&self->undo);
  g_autoptr (MatoiCommand) command = NULL;

  if (!id)
    return FALSE;
  command = matoi_command_new ("action-reopen", matoi_context_get_identity (self->context));
  matoi_lessons_set_id (command, "action", id);
  matoi_context_submit_async (self->context, &self->undo_incident, command, NULL, on_undone,
                              g_object_ref (self));
  return TRUE;
}

static void
on_said (MatoiFollowUpsView *self, const char *text, gboolean can_undo)
{
  const MatoiActionRow *row = get_row (self);

  g_clear_pointer (&self->undo, g_free);
  if (can_undo && row)
    {
      self->undo = matoi_id_copy (&row->id);
      self->undo_incident = row->incident;
    }
  g_signal_emit_by_name (self, "said", text, self->undo != NULL);
}

static void
on_closed (MatoiFollowUpsView *self)
{
  adw_leaflet_set_visible_child (self->fup_leaflet, self->fup_box);
  matoi_follow_ups_view_focus_list (self);
}

static void
show_details (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiFollowUpsView *self = MATOI_FOLLOW_UPS_VIEW (widget);

  reveal_details (self);
  gtk_widget_child_focus (GTK_WIDGET (self->fup_details), GTK_DIR_TAB_FORWARD);
}

/* GTK stops at a heading, which cannot be selected: the arrows go on to the next item. */
static void
move (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiFollowUpsView *self = MATOI_FOLLOW_UPS_VIEW (widget);
  GListModel *model = G_LIST_MODEL (self->model);
  guint n = g_list_model_get_n_items (model);
  guint step = g_str_has_suffix (action, "next") ? 1 : G_MAXUINT;

  for (guint i = gtk_single_selection_get_selected (self->selection) + step; i < n; i += step)
    {
      g_autoptr (MatoiFollowUpsItem) item = g_list_model_get_item (model, i);

      if (!matoi_follow_ups_item_get_row (item))
        continue;
      gtk_single_selection_set_selected (self->selection, i);
      matoi_follow_ups_view_focus_list (self);
      return;
    }
}

/* Single letters belong to the list: elsewhere they are typed. */
void
matoi_follow_ups_view_begin_actions (MatoiFollowUpsView *self)
{
  static const struct
  {
    const char *trigger, *action;
  } keys[] = {
    { "t", "followups.ticket" },    { "l", "followups.link" },        { "w", "followups.wont" },
    { "n", "followups.nudge" },     { "r", "followups.refresh" },     { "c", "followups.copy" },
    { "o", "followups.browse" },    { "space", "followups.details" }, { "Down", "followups.next" },
    { "Up", "followups.previous" },
  };
  GtkShortcutController *controller = GTK_SHORTCUT_CONTROLLER (gtk_shortcut_controller_new ());

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (controller), GTK_PHASE_CAPTURE);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    matoi_side_add_key (controller, keys[i].trigger, keys[i].action, NULL);
  gtk_widget_add_controller (GTK_WIDGET (self->fup_list), GTK_EVENT_CONTROLLER (controller));
  g_signal_connect_object (self->fup_details, "said", G_CALLBACK (on_said), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->fup_details, "closed", G_CALLBACK (on_closed), self,
                           G_CONNECT_SWAPPED);
}

void
matoi_follow_ups_view_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "followups.open", NULL, open_postmortem);
  gtk_widget_class_install_action (widget_class, "followups.browse", NULL, open_ticket);
  gtk_widget_class_install_action (widget_class, "followups.ticket", NULL, ask_ticket);
  gtk_widget_class_install_action (widget_class, "followups.link", NULL, begin_form);
  gtk_widget_class_install_action (widget_class, "followups.wont", NULL, begin_form);
  gtk_widget_class_install_action (widget_class, "followups.nudge", NULL, begin_form);
  gtk_widget_class_install_action (widget_class, "followups.copy", NULL, copy_key);
  gtk_widget_class_install_action (widget_class, "followups.details", NULL, show_details);
  gtk_widget_class_install_action (widget_class, "followups.next", NULL, move);
  gtk_widget_class_install_action (widget_class, "followups.previous", NULL, move);
  gtk_widget_class_install_action (widget_class, "followups.refresh", NULL,
                                   matoi_follow_ups_view_ask_sites);
}
