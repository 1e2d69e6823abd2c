/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The tickets of all action items of the document. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "matoi-action-ticket.h"
#include "matoi-action-tickets.h"
#include "matoi-actions-page-private.h"
#include "matoi-lessons.h"
#include "matoi-side.h"

/* Where the ticket of every card stands: the lane of a step ends in the id of its action item. */
void
matoi_actions_page_show_waiting (MatoiActionsPage *self)
{
  for (MatoiActionCard *row = matoi_actions_page_get_first (self); row;
       row = matoi_actions_page_get_next (row))
    {
      const MatoiOutboxRow *found = NULL;
      g_autofree char *id = matoi_id_dup_text (matoi_action_card_get_id (row));

      for (guint i = 0; self->outbox && i < self->outbox->len; i++)
        {
          const MatoiOutboxRow *step = g_ptr_array_index (self->outbox, i);

          if (g_str_equal (step->kind, "ticket") && g_str_has_suffix (step->lane, id))
            found = step;
        }
      matoi_action_card_set_waiting (row, found);
    }
}

static void
on_outbox_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiActionsPage) self = user_data;
  GPtrArray *rows = matoi_context_list_outbox_finish (MATOI_CONTEXT (source), result, NULL);

  if (!rows)
    return;
  g_clear_pointer (&self->outbox, g_ptr_array_unref);
  self->outbox = rows;
  if (self->act_list && self->session)
    {
      matoi_actions_page_show_waiting (self);
      matoi_actions_page_show_create_all (self);
      matoi_steps_box_show (self->act_steps, self->session, self->outbox);
    }
}

void
matoi_actions_page_read_outbox (MatoiActionsPage *self)
{
  if (self->session)
    matoi_context_list_outbox_async (matoi_session_get_context (self->session),
                                     &matoi_session_get_incident (self->session)->id, FALSE, NULL,
                                     on_outbox_listed, g_object_ref (self));
}

/* How many steps for tickets are in the outbox: sites let so many through at a time. */
static guint
count_waiting (MatoiActionsPage *self)
{
  guint n = 0;

  for (guint i = 0; self->outbox && i < self->outbox->len; i++)
    n += g_str_equal (((MatoiOutboxRow *) g_ptr_array_index (self->outbox, i))->kind, "ticket");
  return n;
}

/* Why nothing can be asked for, or how many wait, or how far those are that were asked for. */
void
matoi_actions_page_show_create_all (MatoiActionsPage *self)
{
  const MatoiIncident *incident = matoi_session_get_incident (self->session);
  guint n = matoi_action_tickets_count (self->session);
  g_autofree char *why =
    n ? matoi_action_ticket_dup_obstacle (self->session, incident->actions->pdata[0]) : NULL;
  guint n_waiting = count_waiting (self);
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->act_all_box,
                          (n > 0 || n_waiting > 0) && matoi_lessons_may_act (self->session));
  gtk_widget_set_visible (self->act_all, n > 0);
  gtk_widget_set_sensitive (self->act_all, why == NULL);
  if (n == 0)
    text = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u step for the tickets is in the outbox, on its way.",
                   "%u steps for the tickets are in the outbox, on their way.", n_waiting),
      n_waiting);
  else if (!why)
    text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u action item waits for its ticket.",
                                         "%u action items wait for their tickets.", n),
                            n);
  matoi_side_set_label (self->act_all_why, why ? why : text);
}

static void
on_all (MatoiActionsPage *self)
{
  if (self->session)
    matoi_action_tickets_open (GTK_WIDGET (self), self->session);
}

void
matoi_actions_page_install_tickets (GtkWidgetClass *class)
{
  gtk_widget_class_bind_template_callback (class, on_all);
}
