/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-context-actions.h"
#include "matoi-declare-view-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
set_busy (MatoiDeclareView *self, gboolean busy)
{
  self->busy = busy;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "declare.submit", !busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "declare.false-alarm", !busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "declare.file-ticket", !busy);
}

static void
finish (MatoiDeclareView *self)
{
  MatoiReceipt *receipt = g_steal_pointer (&self->receipt);

  set_busy (self, FALSE);
  matoi_declare_view_clear (self);
  g_signal_emit_by_name (self, "declared", receipt);
  matoi_context_free_receipt (receipt);
}

/* It is declared in any case; if it could not be ended too, it is shown as it is: live. */
static void
on_ended (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MatoiDeclareView *self = user_data;
  MatoiReceipt *receipt = matoi_context_submit_finish (MATOI_CONTEXT (source), result, NULL);

  if (self->context)
    finish (self);
  g_clear_pointer (&receipt, matoi_context_free_receipt);
  g_object_unref (self);
}

/* DEC-12: a false alarm is practice, and stays in the record. */
static void
end_false_alarm (MatoiDeclareView *self)
{
  g_autoptr (MatoiCommand) command =
    matoi_command_new ("end", matoi_context_get_identity (self->context));

  matoi_command_set (command, "outcome", "false-alarm");
  matoi_command_set (command, "override", _("It was no incident, as the first check showed."));
  matoi_context_submit_async (self->context, &self->receipt->incident, command, NULL, on_ended,
                              g_object_ref (self));
}

static void
on_declared (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MatoiDeclareView *self = user_data;
  g_autoptr (GError) error = NULL;
  MatoiReceipt *receipt = matoi_context_submit_finish (MATOI_CONTEXT (source), result, &error);

  /* Without a context the window is closed; what was declared is on disk all the same. */
  if (!self->context)
    g_clear_pointer (&receipt, matoi_context_free_receipt);
  else if (!receipt)
    {
      set_busy (self, FALSE);
      matoi_declare_view_show_error (self, error);
    }
  else
    {
      self->receipt = receipt;
      if (self->false_alarm)
        end_false_alarm (self);
      else
        finish (self);
    }
  g_object_unref (self);
}

/* The command of what is on the form; NULL: something is missing, and is said. (transfer full) */
static MatoiCommand *
make_command (MatoiDeclareView *self)
{
  g_autoptr (MatoiCommand) command =
    matoi_command_new ("declare", matoi_context_get_identity (self->context));
  MatoiDeclareFields fields = matoi_declare_view_get_fields (self);
  g_autoptr (GError) error = NULL;

  matoi_declare_fill (command, &fields);
  if (!json_object_has_member (command->args, "title"))
    {
      matoi_declare_view_show_message (
        self, _("The incident has no title yet. Say in a few words what is wrong, as "
                            "customers see it."));
      gtk_widget_grab_focus (GTK_WIDGET (self->dec_title));
      return NULL;
    }
  if (!matoi_declare_fill_start (command, &fields, matoi_context_get_now (self->context),
                                 matoi_context_get_zone (self->context)))
    {
      matoi_declare_view_show_message (
        self, _("“When it began” is not a time. Write 14:05, 2026-11-20 14:05, or a "
                            "number of minutes such as 20."));
      gtk_widget_grab_focus (GTK_WIDGET (self->dec_began));
      return NULL;
    }
  matoi_declare_view_show_message (self, NULL);
  matoi_channel_choice_fill (self->dec_channel, self->context, command,
                             matoi_policy_choice_get_id (self->dec_policy));
  if (!matoi_context_prepare_declare (self->context, command,
                                      matoi_policy_choice_get_id (self->dec_policy), &error))
    {
      matoi_declare_view_show_error (self, error);
      return NULL;
    }
  return g_steal_pointer (&command);
}

/* SEV-5: the process calls it ordinary work, and offers the ticket in place of the incident. */
static gboolean
is_ticket_only (MatoiDeclareView *self)
{
  MatoiPolicy *policy =
    matoi_context_get_policy (self->context, matoi_policy_choice_get_id (self->dec_policy), NULL);
  MatoiDeclareFields fields = matoi_declare_view_get_fields (self);

  if (!policy || !matoi_context_is_ticket_only (policy, fields.severity))
    return FALSE;
  matoi_declare_view_show_message (
    self,
    _ ("This severity is ordinary work and no incident: file it as a ticket. If customers are "
             "affected, choose another severity."));
  gtk_menu_button_popup (self->dec_not);
  return TRUE;
}

/* Declares what is on the form; by the other action, as a false alarm. */
void
matoi_declare_view_submit (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiDeclareView *self = MATOI_DECLARE_VIEW (widget);
  g_autoptr (MatoiCommand) command = NULL;

  if (self->busy)
    return;
  gtk_popover_popdown (self->dec_not_popover);
  self->false_alarm = strcmp (action, "declare.false-alarm") == 0;
  if (!self->false_alarm && is_ticket_only (self))
    return;
  command = make_command (self);
  if (!command)
    return;
  set_busy (self, TRUE);
  matoi_context_submit_async (self->context, NULL, command, NULL, on_declared, g_object_ref (self));
}

/* --- DET-04: ordinary work */

static gboolean
has_ticket (const MatoiReceipt *receipt)
{
  for (guint i = 0; i < receipt->events->len; i++)
    if (strcmp (((MatoiEvent *) g_ptr_array_index (receipt->events, i))->type,
                "action.ticket-asked") == 0)
      return TRUE;
  return FALSE;
}

static void
on_filed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiDeclareView) self = user_data;
  g_autoptr (GError) error = NULL;
  MatoiReceipt *receipt = matoi_context_submit_finish (MATOI_CONTEXT (source), result, &error);

  if (self->context)
    set_busy (self, FALSE);
  if (self->context && !receipt)
    matoi_declare_view_show_error (self, error);
  else if (self->context)
    {
      MatoiDeclareFields fields = matoi_declare_view_get_fields (self);
      g_autofree char *text = matoi_declare_dup_ticket (&fields);
      gboolean asked = has_ticket (receipt);

      if (!asked)
        gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
      matoi_declare_view_clear (self);
      g_signal_emit_by_name (
        self, "filed",
        asked ? _ ("The ticket is on its way. The check is in the record, and nobody was called.")
              : _ ("The check is in the record and its text is copied: paste it into a ticket."));
    }
  g_clear_pointer (&receipt, matoi_context_free_receipt);
}

void
matoi_declare_view_file_ticket (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiDeclareView *self = MATOI_DECLARE_VIEW (widget);
  MatoiDeclareFields fields = matoi_declare_view_get_fields (self);
  g_autofree char *text = matoi_declare_dup_ticket (&fields);
  g_autoptr (MatoiCommand) command = NULL;

  if (self->busy)
    return;
  gtk_popover_popdown (self->dec_not_popover);
  command = make_command (self);
  if (!command)
    return;
  set_busy (self, TRUE);
  matoi_context_file_ticket_async (self->context, command, text, NULL, NULL, on_filed,
                                   g_object_ref (self));
}
