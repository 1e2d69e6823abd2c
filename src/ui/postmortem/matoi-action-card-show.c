/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How an action item looks in its card, as it is durable. */

#include "config.h"

#include "matoi-action-card-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-action-look.h"
#include "matoi-action-ticket.h"
#include "matoi-lessons.h"
#include "matoi-side.h"

static void
append (GString *text, const char *words)
{
  if (text->len)
    g_string_append (text, " · ");
  g_string_append (text, words);
}

/* What its site says of the ticket, or why there is none yet. */
static void
show_note (MatoiActionCard *self, const MatoiAction *action)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *who = NULL, *due = NULL, *day = matoi_lessons_dup_long_day (action->ticket_due);

  if (action->gone)
    append (text, _ ("The ticket is not there any more. Create or link another one, or record that "
                     "it will not be done."));
  else if (action->key && action->category)
    {
      append (text, action->status ? action->status : "");
      /* Translators: %s is a person. */
      who = action->assignee ? g_strdup_printf (_ ("assigned to %s"), action->assignee)
                             : g_strdup (_ ("assigned to nobody"));
      append (text, who);
      if (*day && g_strcmp0 (action->ticket_due, action->due_on) != 0)
        {
          /* Translators: of a ticket; %s is a day. */
          due = g_strdup_printf (_ ("due there %s"), day);
          append (text, due);
        }
    }
  if (self->waiting && self->waiting_text)
    append (text, self->waiting_text);
  matoi_lessons_show_message (self->act_ticket_note, text->str);
}

/* The button says by its tooltip why it cannot be pressed. */
static void
show_create (MatoiActionCard *self, const MatoiAction *action, gboolean may_ask)
{
  g_autofree char *why = NULL;

  gtk_widget_set_visible (self->act_ticket_create, may_ask && !self->waiting);
  if (!may_ask)
    return;
  why = matoi_action_ticket_dup_obstacle (self->session, action);
  gtk_widget_set_sensitive (self->act_ticket_create, why == NULL);
  gtk_widget_set_tooltip_text (self->act_ticket_create,
                               why ? why : _ ("Look at the ticket first, then create it"));
}

static void
show_ticket (MatoiActionCard *self, const MatoiAction *action, gboolean may_write)
{
  MatoiEvidence link = { action->url, action->key, NULL };
  gboolean is_wont = strcmp (action->state, "wont") == 0;
  gboolean is_open = strcmp (action->state, "open") == 0 || action->gone;

  gtk_widget_set_visible (GTK_WIDGET (self->act_link), action->key != NULL && !self->relinking);
  gtk_widget_set_visible (self->act_ticket_edit,
                          action->key != NULL && !self->relinking && may_write);
  if (action->key)
    matoi_evidence_chip_show (self->act_link, &link);
  gtk_widget_set_visible (GTK_WIDGET (self->act_ticket),
                          !is_wont && (is_open || self->relinking) && may_write);
  if (action->key)
    matoi_line_entry_set_text (self->act_ticket, self->relinking ? action->key : "");
  show_create (self, action, may_write && !is_wont && is_open);
  show_note (self, action);
  gtk_widget_set_visible (self->act_wont, !is_wont && may_write);
  gtk_widget_set_visible (self->act_ticket_box, !is_wont && (may_write || action->key));
}

static void
show_reason (MatoiActionCard *self, const MatoiAction *action, gboolean may_write)
{
  gboolean is_wont = strcmp (action->state, "wont") == 0;
  const char *reason = action->reason ? action->reason : "";
  g_autofree char *text = NULL;

  /* Translators: under an action item; %s is a reason. */
  text = g_strdup_printf (is_wont ? _ ("Will not be done: %s")
                                  /* Translators: under an action item; %s is a reason. */
                                  : _ ("Noted without a ticket: %s"), reason);
  matoi_side_set_label (self->act_why, text);
  gtk_widget_set_visible (self->act_why_box,
                          is_wont || (*reason && strcmp (action->state, "noted") == 0));
  gtk_widget_set_visible (self->act_reopen, is_wont && may_write);
  if (is_wont || !may_write)
    gtk_widget_set_visible (self->act_wont_box, FALSE);
  if (is_wont)
    matoi_line_entry_reset (self->act_wont_reason, "");
}

static void
show_hints (MatoiActionCard *self, const MatoiAction *action)
{
  g_autoptr (GPtrArray) hits = matoi_lessons_check (self->session, action->text, "action");
  g_autofree char *hints = matoi_lessons_dup_hints (hits);

  matoi_lessons_show_message (self->act_hints, hints);
}

/* @action as it is durable; what is being typed stays. */
void
matoi_action_card_show (MatoiActionCard *self, const MatoiAction *action)
{
  MatoiContext *context = matoi_session_get_context (self->session);
  gboolean may_write = matoi_lessons_may_act (self->session);
  g_autofree char *meta = matoi_action_dup_meta (action, matoi_session_get_now (self->session),
                                                 matoi_context_get_zone (context));
  g_autofree char *edit = NULL;

  g_return_if_fail (MATOI_IS_ACTION_CARD (self));

  matoi_side_set_label (self->act_text, action->text);
  matoi_side_set_label (self->act_meta, meta);
  matoi_action_show_priority (self->act_priority, action);
  matoi_action_show_state (self->act_state, action);
  /* Translators: a button that opens the fields of an action item; %s is its text. */
  edit = g_strdup_printf (_ ("Edit “%s”"), action->text);
  matoi_side_set_name (GTK_WIDGET (self->act_edit), edit);
  gtk_widget_set_visible (GTK_WIDGET (self->act_edit), may_write);
  if (!may_write)
    gtk_toggle_button_set_active (self->act_edit, FALSE);
  gtk_widget_set_visible (self->act_drop, !action->key);
  show_ticket (self, action, may_write);
  show_reason (self, action, may_write);
  show_hints (self, action);
  if (self->fields && gtk_toggle_button_get_active (self->act_edit))
    matoi_action_fields_show (self->fields, self->session, action, FALSE);
}
