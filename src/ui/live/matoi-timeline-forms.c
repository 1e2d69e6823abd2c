/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "matoi-timeline-view-private.h"
#include "matoi-ui-text.h"

/* A form's command on its way; the form stays until it is recorded. */
typedef struct
{
  MatoiTimelineView *view;
  GtkPopover *form;
  GtkLabel *message;
  MatoiId id;
} Sent;

static void
say (GtkLabel *message, const char *text)
{
  gtk_label_set_text (message, text ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (message), text != NULL);
}

static void
on_sent (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Sent *sent = user_data;
  MatoiTimelineView *self = sent->view;
  g_autoptr (GError) error = NULL;
  MatoiReceipt *receipt = matoi_session_submit_finish (MATOI_SESSION (source), result, &error);

  /* By now it may be another row's form, or the window may be gone. */
  if (self->tl_strike && gtk_widget_get_visible (GTK_WIDGET (sent->form)) &&
      matoi_id_equal (&sent->id, &self->form_id))
    {
      g_autofree char *text = error ? matoi_ui_dup_error (error) : NULL;

      if (receipt)
        gtk_popover_popdown (sent->form);
      else
        say (sent->message, text);
    }
  g_clear_pointer (&receipt, matoi_context_free_receipt);
  g_object_unref (sent->form);
  g_object_unref (sent->message);
  g_object_unref (sent->view);
  g_free (sent);
}

static void
send (MatoiTimelineView *self, MatoiCommand *command, GtkPopover *form, GtkLabel *message)
{
  Sent *sent = g_new0 (Sent, 1);
  g_autofree char *id = matoi_id_dup_text (&self->form_id);

  sent->view = g_object_ref (self);
  sent->form = g_object_ref (form);
  sent->message = g_object_ref (message);
  sent->id = self->form_id;
  matoi_command_set (command, "entry", id);
  matoi_session_submit_async (self->session, command, on_sent, sent);
}

/* --- striking */

/* Asks for the reason beside the row of @entry. */
void
matoi_timeline_view_begin_strike (MatoiTimelineView *self, const MatoiEntry *entry)
{
  self->form_id = entry->id;
  gtk_editable_set_text (self->tl_strike_reason, "");
  say (self->tl_strike_message, NULL);
  matoi_timeline_view_point_at (self, self->tl_strike, &entry->id);
  gtk_widget_grab_focus (GTK_WIDGET (self->tl_strike_reason));
}

static void
on_strike (MatoiTimelineView *self)
{
  g_autofree char *reason = g_strdup (gtk_editable_get_text (self->tl_strike_reason));
  MatoiCommand *command;

  if (!self->session)
    return;
  if (*g_strstrip (reason) == '\0')
    {
      say (self->tl_strike_message, _ ("Give a reason in a few words. Nothing was changed."));
      gtk_widget_grab_focus (GTK_WIDGET (self->tl_strike_reason));
      return;
    }
  command = matoi_session_new_command (self->session, "strike");
  matoi_command_set (command, "reason", reason);
  send (self, command, self->tl_strike, self->tl_strike_message);
}

/* --- correcting */

/* Offers the time and the text of @entry for correction, beside its row. */
void
matoi_timeline_view_begin_edit (MatoiTimelineView *self, const MatoiEntry *entry)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->tl_edit_text);
  g_autofree char *zone =
    matoi_time_to_local (entry->occurred_at, "%Z", matoi_session_get_zone (self->session));
  GtkTextIter end;

  self->form_id = entry->id;
  g_free (self->edit_time);
  self->edit_time = matoi_time_to_local (entry->occurred_at, "%Y-%m-%d %H:%M:%S",
                                         matoi_session_get_zone (self->session));
  gtk_editable_set_text (self->tl_edit_time, self->edit_time);
  gtk_label_set_text (self->tl_edit_zone, zone);
  gtk_text_buffer_set_text (buffer, entry->text, -1);
  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_place_cursor (buffer, &end);
  say (self->tl_edit_message, NULL);
  matoi_timeline_view_point_at (self, self->tl_edit, &entry->id);
  gtk_widget_grab_focus (GTK_WIDGET (self->tl_edit_text));
}

/* Reads the time that was typed: all of it, or a clock of the same day. */
static gboolean
read_time (MatoiTimelineView *self, const char *typed, gint64 *at)
{
  GTimeZone *zone = matoi_session_get_zone (self->session);
  g_autofree char *whole = NULL;

  if (matoi_time_parse (typed, zone, at))
    return TRUE;
  whole = g_strdup_printf ("%.10s %s%s", self->edit_time,
                           strlen (typed) > 1 && typed[1] == ':' ? "0" : "", typed);
  return matoi_time_parse (whole, zone, at);
}

static char *
dup_text (MatoiTimelineView *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->tl_edit_text);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
}

static void
on_edit (MatoiTimelineView *self)
{
  g_autofree char *typed = g_strdup (gtk_editable_get_text (self->tl_edit_time));
  g_autofree char *text = dup_text (self);
  const MatoiEntry *entry;
  MatoiCommand *command;
  gboolean same_time;
  gint64 at;

  if (!self->session)
    return;
  entry = matoi_incident_find_entry (matoi_session_get_incident (self->session), &self->form_id);
  same_time = strcmp (g_strstrip (typed), self->edit_time) == 0;
  if (entry && same_time && strcmp (text, entry->text) == 0)
    {
      gtk_popover_popdown (self->tl_edit);
      return;
    }
  if (*text == '\0')
    {
      say (self->tl_edit_message, _ ("The text is empty. Strike the entry out if it is wrong."));
      return;
    }
  if (!same_time && !read_time (self, typed, &at))
    {
      say (self->tl_edit_message,
           _ ("Matoi cannot read that time. Give it as 14:02 or 2026-11-20 14:02:11."));
      gtk_widget_grab_focus (GTK_WIDGET (self->tl_edit_time));
      return;
    }
  command = matoi_session_new_command (self->session, "correct");
  matoi_command_set (command, "text", text);
  if (!same_time)
    matoi_command_set_int (command, "occurred_at", at);
  send (self, command, self->tl_edit, self->tl_edit_message);
}

static void
save_edit (GtkWidget *widget, const char *action, GVariant *parameter)
{
  on_edit (MATOI_TIMELINE_VIEW (widget));
}

/* What an input method is composing is not entered yet: its keys are not ours. */
static void
on_edit_preedit (MatoiTimelineView *self, const char *preedit)
{
  self->composing = preedit && *preedit;
}

/* Enter saves, as in the entry bar; with Shift it begins a line. */
static gboolean
on_edit_key (GtkEventControllerKey *keys,
             guint key,
             guint code,
             GdkModifierType state,
             MatoiTimelineView *self)
{
  if (self->composing || (state & GDK_SHIFT_MASK) ||
      (key != GDK_KEY_Return && key != GDK_KEY_KP_Enter && key != GDK_KEY_ISO_Enter))
    return GDK_EVENT_PROPAGATE;
  on_edit (self);
  return GDK_EVENT_STOP;
}

/* Back to the row. */
static void
on_form_closed (MatoiTimelineView *self)
{
  matoi_timeline_view_focus_list (self);
}

/* For class_init: the forms' children, callbacks and the action "timeline.save-edit". */
void
matoi_timeline_view_class_init_forms (GtkWidgetClass *class)
{
  gtk_widget_class_bind_template_child (class, MatoiTimelineView, tl_strike);
  gtk_widget_class_bind_template_child (class, MatoiTimelineView, tl_strike_reason);
  gtk_widget_class_bind_template_child (class, MatoiTimelineView, tl_strike_message);
  gtk_widget_class_bind_template_child (class, MatoiTimelineView, tl_edit);
  gtk_widget_class_bind_template_child (class, MatoiTimelineView, tl_edit_time);
  gtk_widget_class_bind_template_child (class, MatoiTimelineView, tl_edit_zone);
  gtk_widget_class_bind_template_child (class, MatoiTimelineView, tl_edit_text);
  gtk_widget_class_bind_template_child (class, MatoiTimelineView, tl_edit_message);
  gtk_widget_class_bind_template_callback (class, on_strike);
  gtk_widget_class_bind_template_callback (class, on_edit);
  gtk_widget_class_bind_template_callback (class, on_edit_key);
  gtk_widget_class_bind_template_callback (class, on_edit_preedit);
  gtk_widget_class_bind_template_callback (class, on_form_closed);
  gtk_widget_class_install_action (class, "timeline.save-edit", NULL, save_edit);
}
