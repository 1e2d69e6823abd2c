/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The ticket of the action item on a card. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "matoi-action-card-private.h"
#include "matoi-action-look.h"
#include "matoi-action-ticket.h"
#include "matoi-lessons.h"

static void
on_ticket (MatoiActionCard *self, const char *text)
{
  const MatoiAction *action = matoi_action_card_find_action (self);
  g_autofree char *key = NULL, *url = NULL;
  MatoiCommand *command;

  if (!action || !*text)
    {
      self->relinking = FALSE;
      if (action)
        matoi_action_card_show (self, action);
      return;
    }
  if (!matoi_action_read_ticket (text, &key, &url))
    {
      matoi_lessons_show_message (
        self->act_message,
        _ ("There is no ticket key in it. Give the key, such as PAY-123, or the address of the "
           "ticket."));
      matoi_line_entry_fail (self->act_ticket);
      return;
    }
  self->relinking = FALSE;
  command = matoi_action_card_new_command (self, "action-link");
  matoi_command_set (command, "key", key);
  matoi_command_set (command, "url", url);
  matoi_action_card_submit (self, command);
}

static void
on_relink (MatoiActionCard *self)
{
  const MatoiAction *action = matoi_action_card_find_action (self);

  if (!action)
    return;
  self->relinking = TRUE;
  matoi_action_card_show (self, action);
  gtk_widget_grab_focus (GTK_WIDGET (self->act_ticket));
}

static void
on_create (MatoiActionCard *self)
{
  matoi_action_ticket_open (GTK_WIDGET (self), self->session, &self->id);
}

/* Where its ticket stands in the outbox; NULL: nothing of it waits there. */
void
matoi_action_card_set_waiting (MatoiActionCard *self, const MatoiOutboxRow *row)
{
  const MatoiAction *action = matoi_action_card_find_action (self);
  g_autofree char *text =
    row ? matoi_outbox_dup_reason (row, matoi_session_get_zone (self->session)) : NULL;

  g_return_if_fail (MATOI_IS_ACTION_CARD (self));

  if (g_strcmp0 (text, self->waiting_text) == 0 && self->waiting == (row != NULL))
    return;
  self->waiting = row != NULL;
  g_free (self->waiting_text);
  self->waiting_text = g_steal_pointer (&text);
  if (action)
    matoi_action_card_show (self, action);
}

void
matoi_action_card_install_ticket (GtkWidgetClass *class)
{
  gtk_widget_class_bind_template_callback (class, on_create);
  gtk_widget_class_bind_template_callback (class, on_ticket);
  gtk_widget_class_bind_template_callback (class, on_relink);
}
