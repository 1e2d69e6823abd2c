/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is done about the follow-up that is chosen, each in a form of one field. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "matoi-follow-ups-details-private.h"
#include "matoi-lessons.h"
#include "matoi-plain.h"
#include "matoi-side.h"
#include "matoi-ui-text.h"

static void
say (MatoiFollowUpsDetails *self, const char *text, gboolean can_undo)
{
  g_signal_emit_by_name (self, "said", text, can_undo);
}

void
matoi_follow_ups_details_close_form (MatoiFollowUpsDetails *self)
{
  if (self->form == MATOI_FOLLOW_UPS_NO_FORM || !self->det_form)
    return;
  self->form = MATOI_FOLLOW_UPS_NO_FORM;
  gtk_editable_set_text (GTK_EDITABLE (self->det_entry), "");
  gtk_widget_set_visible (self->det_form, FALSE);
}

static void
leave_form (MatoiFollowUpsDetails *self)
{
  matoi_follow_ups_details_close_form (self);
  g_signal_emit_by_name (self, "closed");
}

static void
on_form_cancel (MatoiFollowUpsDetails *self)
{
  leave_form (self);
}

static void
on_form_changed (MatoiFollowUpsDetails *self)
{
  matoi_lessons_show_message (self->det_form_message, NULL);
}

/* --- recording */

static void
on_submitted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiFollowUpsDetails) self = user_data;
  g_autoptr (GError) error = NULL;
  MatoiReceipt *receipt = matoi_context_submit_finish (MATOI_CONTEXT (source), result, &error);
  MatoiFollowUpsForm form = self->form;

  self->busy = FALSE;
  if (!self->det_form)
    g_clear_pointer (&receipt, matoi_context_free_receipt);
  else if (!receipt)
    matoi_lessons_show_refusal (self->det_form_message, error);
  else
    {
      if (form == MATOI_FOLLOW_UPS_WONT)
        say (self, _ ("The action item will not be done"), TRUE);
      else if (form == MATOI_FOLLOW_UPS_LINK)
        say (self, _ ("The ticket is linked"), FALSE);
      else if (form == MATOI_FOLLOW_UPS_NUDGE)
        say (self, _ ("The words are in the outbox, on their way"), FALSE);
      leave_form (self);
    }
  g_clear_pointer (&receipt, matoi_context_free_receipt);
}

/* @command: (transfer full) */
static void
submit (MatoiFollowUpsDetails *self, MatoiCommand *command)
{
  const MatoiActionRow *row = matoi_follow_ups_details_get_row (self);

  self->busy = TRUE;
  matoi_context_submit_async (self->context, &row->incident, command, NULL, on_submitted,
                              g_object_ref (self));
  matoi_command_free (command);
}

static MatoiCommand *
new_command (MatoiFollowUpsDetails *self, const char *name)
{
  MatoiCommand *command = matoi_command_new (name, matoi_context_get_identity (self->context));

  matoi_lessons_set_id (command, "action", &self->id);
  return command;
}

static void
record (MatoiFollowUpsDetails *self)
{
  gboolean link = self->form == MATOI_FOLLOW_UPS_LINK;
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->det_entry));
  MatoiCommand *command;

  if (matoi_text_is_blank (text))
    {
      matoi_lessons_show_message (
        self->det_form_message,
        link ? _ ("Give the key of the ticket, such as PAY-123, or paste its address.")
             : _ ("Say why: the postmortem tells it to whoever asks later."));
      gtk_widget_grab_focus (GTK_WIDGET (self->det_entry));
      return;
    }
  command = new_command (self, link ? "action-link" : "action-wont");
  matoi_command_set (command, link ? "key" : "reason", text);
  submit (self, command);
}

/* --- the nudge */

static char *
dup_nudge (MatoiFollowUpsDetails *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->det_nudge_text);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static void
copy_nudge (MatoiFollowUpsDetails *self)
{
  g_autofree char *text = dup_nudge (self);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  say (self, _ ("The words are copied"), FALSE);
  leave_form (self);
}

static void
on_post (MatoiFollowUpsDetails *self)
{
  g_autofree char *text = dup_nudge (self);

  if (self->busy || matoi_text_is_blank (text))
    return;
  submit (self, matoi_context_new_nudge (self->context, text, NULL));
}

/* Where it would be posted is said on the button, once it is known. */
void
matoi_follow_ups_details_fill_nudge (MatoiFollowUpsDetails *self)
{
  gboolean ask = FALSE;
  g_autofree char *room =
    self->session ? matoi_context_dup_nudge_room (self->context,
                                                  matoi_session_get_incident (self->session), &ask)
                  : NULL;
  g_autofree char *label = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->det_form_post), room != NULL);
  if (!room)
    return;
  /* Translators: a button; %s is a room such as #inc-checkout. */
  label = g_strdup_printf (ask ? _ ("Put in the Outbox for %s") :
                               /* Translators: a button; %s is a room such as #inc-checkout. */
                           _ ("Post in %s"), room);
  gtk_button_set_label (self->det_form_post, label);
}

static void
write_nudge (MatoiFollowUpsDetails *self)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  const char *lang = matoi_context_get_setting (self->context, "lang");
  g_autofree char *text = NULL;

  g_ptr_array_add (rows, (gpointer) matoi_follow_ups_details_get_row (self));
  text = matoi_follow_up_dup_nudge (rows, lang ? lang
                                               : _ ("en"), matoi_context_get_zone (self->context),
                                                    matoi_context_get_now (self->context));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->det_nudge_text), text, -1);
  matoi_follow_ups_details_fill_nudge (self);
}

/* --- the form */

static void
on_form_done (MatoiFollowUpsDetails *self)
{
  if (self->busy || !matoi_follow_ups_details_get_row (self))
    return;
  if (self->form == MATOI_FOLLOW_UPS_NUDGE)
    copy_nudge (self);
  else if (self->form != MATOI_FOLLOW_UPS_NO_FORM)
    record (self);
}

static const char *
get_title (MatoiFollowUpsForm form)
{
  return form == MATOI_FOLLOW_UPS_LINK ? _ ("A ticket that exists: its key or its address")
                                       : form == MATOI_FOLLOW_UPS_WONT
    ? _ ("Why it will not be done")
    : _ ("Words to send; nobody is told yet");
}

static const char *
get_button (MatoiFollowUpsForm form)
{
  return form == MATOI_FOLLOW_UPS_LINK ? _ ("_Link")
                                       : form == MATOI_FOLLOW_UPS_WONT
    ? _ ("_Record")
    : _ ("C_opy");
}

void
matoi_follow_ups_details_begin (MatoiFollowUpsDetails *self, MatoiFollowUpsForm form)
{
  gboolean nudge = form == MATOI_FOLLOW_UPS_NUDGE;

  g_return_if_fail (MATOI_IS_FOLLOW_UPS_DETAILS (self));

  if (!matoi_follow_ups_details_get_row (self) || self->busy)
    return;
  self->form = form;
  matoi_lessons_show_message (self->det_form_message, NULL);
  gtk_editable_set_text (GTK_EDITABLE (self->det_entry), "");
  matoi_side_set_label (self->det_form_title, get_title (form));
  matoi_side_set_name (GTK_WIDGET (self->det_entry), get_title (form));
  matoi_side_set_name (GTK_WIDGET (self->det_nudge_text), get_title (form));
  gtk_button_set_label (self->det_form_done, get_button (form));
  gtk_button_set_use_underline (self->det_form_done, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->det_entry), !nudge);
  gtk_widget_set_visible (self->det_nudge_frame, nudge);
  gtk_widget_set_visible (GTK_WIDGET (self->det_form_post), FALSE);
  if (nudge)
    write_nudge (self);
  gtk_widget_set_visible (self->det_form, TRUE);
  gtk_widget_grab_focus (nudge ? GTK_WIDGET (self->det_form_done) : GTK_WIDGET (self->det_entry));
}

static gboolean
on_escape (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  MatoiFollowUpsDetails *self = MATOI_FOLLOW_UPS_DETAILS (widget);

  if (self->form == MATOI_FOLLOW_UPS_NO_FORM)
    g_signal_emit_by_name (self, "closed");
  else
    leave_form (self);
  return TRUE;
}

void
matoi_follow_ups_details_install_form (GtkWidgetClass *class)
{
  gtk_widget_class_bind_template_child (class, MatoiFollowUpsDetails, det_form);
  gtk_widget_class_bind_template_child (class, MatoiFollowUpsDetails, det_form_title);
  gtk_widget_class_bind_template_child (class, MatoiFollowUpsDetails, det_form_message);
  gtk_widget_class_bind_template_child (class, MatoiFollowUpsDetails, det_entry);
  gtk_widget_class_bind_template_child (class, MatoiFollowUpsDetails, det_nudge_frame);
  gtk_widget_class_bind_template_child (class, MatoiFollowUpsDetails, det_nudge_text);
  gtk_widget_class_bind_template_child (class, MatoiFollowUpsDetails, det_form_done);
  gtk_widget_class_bind_template_child (class, MatoiFollowUpsDetails, det_form_post);
  gtk_widget_class_bind_template_callback (class, on_form_done);
  gtk_widget_class_bind_template_callback (class, on_form_cancel);
  gtk_widget_class_bind_template_callback (class, on_form_changed);
  gtk_widget_class_bind_template_callback (class, on_post);
  gtk_widget_class_add_binding (class, GDK_KEY_Escape, 0, on_escape, NULL);
}
