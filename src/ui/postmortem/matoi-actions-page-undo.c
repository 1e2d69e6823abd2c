/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* An action item that was removed comes back as a new one that says the same. */

#include "config.h"

#include "matoi-actions-page-private.h"
#include "matoi-lessons.h"

void
matoi_actions_page_show_removed (MatoiActionsPage *self, MatoiCommand *restore)
{
  g_clear_pointer (&self->restore, matoi_command_free);
  self->restore = restore;
  gtk_widget_set_visible (self->act_removed, restore != NULL);
}

static void
on_restored (gpointer widget, const MatoiReceipt *receipt, const GError *error)
{
  MatoiActionsPage *self = MATOI_ACTIONS_PAGE (widget);
  const MatoiAction *action;
  MatoiActionCard *row;
  MatoiId from, id;

  matoi_lessons_show_refusal (self->act_many, error);
  if (error || !self->session || !matoi_lessons_find_new (receipt, "action.added", &id))
    return;
  action = matoi_incident_find_action (matoi_session_get_incident (self->session), &id);
  if (action && action->from && matoi_id_from_text (&from, action->from))
    matoi_lessons_follow_up (self, self->session, &from, &id);
  row = matoi_actions_page_find_row (self, &id);
  if (row)
    matoi_action_card_focus (row, FALSE);
}

static void
on_undo (MatoiActionsPage *self)
{
  MatoiCommand *command = g_steal_pointer (&self->restore);

  if (command)
    matoi_lessons_submit (self, self->session, command, on_restored);
  matoi_actions_page_show_removed (self, NULL);
}

void
matoi_actions_page_install_undo (GtkWidgetClass *class)
{
  gtk_widget_class_bind_template_callback (class, on_undo);
}
