/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-action-ticket.h"
#include "matoi-follow-ups-details-private.h"
#include "matoi-follow-ups-row.h"
#include "matoi-follow-ups-text.h"
#include "matoi-lessons.h"
#include "matoi-side.h"
#include "matoi-ui-text.h"

G_DEFINE_FINAL_TYPE (MatoiFollowUpsDetails, matoi_follow_ups_details, GTK_TYPE_WIDGET)

const MatoiActionRow *
matoi_follow_ups_details_get_row (MatoiFollowUpsDetails *self)
{
  return self->item ? matoi_follow_ups_item_get_row (self->item) : NULL;
}

const MatoiAction *
matoi_follow_ups_details_get_action (MatoiFollowUpsDetails *self)
{
  return self->session
           ? matoi_incident_find_action (matoi_session_get_incident (self->session), &self->id)
           : NULL;
}

/* --- where its ticket stands */

static void
show_outbox (MatoiFollowUpsDetails *self, const MatoiOutboxRow *waiting)
{
  g_autofree char *title = NULL, *reason = NULL, *text = NULL;

  self->waiting = waiting ? waiting->id : 0;
  gtk_widget_set_visible (self->det_outbox, waiting != NULL);
  if (!waiting)
    return;
  title = matoi_outbox_dup_title (waiting);
  reason = matoi_outbox_dup_reason (waiting, matoi_context_get_zone (self->context));
  text = g_strdup_printf ("%s\n%s", title, reason);
  matoi_side_set_label (self->det_outbox_text, text);
  gtk_widget_set_visible (self->det_retry, matoi_outbox_can (waiting, MATOI_OUTBOX_RETRY));
  matoi_ui_set_style (self->det_outbox, "fup-calm",
                      matoi_outbox_get_shelf (waiting) == MATOI_OUTBOX_PERSON ? NULL : "");
}

static void
on_retried (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiFollowUpsDetails) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (!matoi_context_decide_outbox_finish (MATOI_CONTEXT (source), result, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      text = matoi_ui_dup_error (error);
      if (self->det_outbox_text)
        matoi_side_set_label (self->det_outbox_text, text);
    }
}

static void
on_retry (MatoiFollowUpsDetails *self)
{
  if (self->waiting)
    matoi_context_decide_outbox_async (self->context, self->waiting, MATOI_OUTBOX_RETRY, NULL, NULL,
                                       on_retried, g_object_ref (self));
}

/* What somebody has to know about the ticket before they speak of it. */
static void
show_notice (MatoiFollowUpsDetails *self, const MatoiActionRow *row)
{
  const char *text = NULL;

  if (matoi_follow_ups_item_is_over (self->item))
    text = _ ("Nothing is left to do about it any more; it goes from the list when you leave it.");
  else if (row->gone)
    text = _ ("The ticket is not there any more: somebody deleted it, or this account may not see "
              "it. The action item is open again. Create another ticket, link the right one, or "
              "record that it will not be done.");
  matoi_lessons_show_message (self->det_notice, text);
}

char *
matoi_follow_ups_details_dup_no_ticket (MatoiFollowUpsDetails *self)
{
  const MatoiAction *action = matoi_follow_ups_details_get_action (self);

  if (!action)
    return NULL;
  return matoi_action_ticket_dup_obstacle (self->session, action);
}

static void
show_buttons (MatoiFollowUpsDetails *self, const MatoiActionRow *row)
{
  gboolean may_ticket = row->open && (!row->key || row->gone) && !self->waiting;
  g_autofree char *why = may_ticket ? matoi_follow_ups_details_dup_no_ticket (self) : NULL;

  gtk_widget_set_visible (gtk_widget_get_parent (self->det_ticket), may_ticket);
  gtk_widget_set_sensitive (self->det_ticket, !why);
  matoi_lessons_show_message (self->det_why, why);
  gtk_widget_set_visible (gtk_widget_get_parent (self->det_nudge), row->open);
  gtk_widget_set_visible (gtk_widget_get_parent (self->det_wont), row->open);
}

/* --- showing */

static void
show_row (MatoiFollowUpsDetails *self, const MatoiActionRow *row)
{
  g_autofree char *today = matoi_time_to_local (matoi_context_get_now (self->context), "%Y-%m-%d",
                                                matoi_context_get_zone (self->context));
  g_autofree char *due = row->open ? matoi_follow_ups_dup_due (row->due, today) : g_strdup ("");
  g_autofree char *incident = g_strdup_printf ("%s · %s", row->ref, row->title);

  matoi_follow_ups_show_priority (self->det_priority, row->priority);
  matoi_follow_ups_show_state (self->det_state, self->item);
  matoi_side_set_label (self->det_due, due);
  matoi_ui_set_style (GTK_WIDGET (self->det_due), "due-",
                      row->due && row->open && strcmp (row->due, today) < 0 ? "late" : NULL);
  matoi_side_set_label (self->det_text, row->text);
  matoi_side_set_label (self->det_incident_label, incident);
  matoi_follow_ups_details_show_facts (self, row);
  show_notice (self, row);
  show_buttons (self, row);
  matoi_follow_ups_details_show_changes (self);
}

static void
on_session_changed (MatoiFollowUpsDetails *self)
{
  const MatoiActionRow *row = matoi_follow_ups_details_get_row (self);

  if (!row)
    return;
  show_buttons (self, row);
  matoi_follow_ups_details_show_changes (self);
}

static void
set_session (MatoiFollowUpsDetails *self, MatoiSession *session)
{
  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  if (session)
    g_signal_connect_object (session, "changed", G_CALLBACK (on_session_changed), self,
                             G_CONNECT_SWAPPED);
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiFollowUpsDetails) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MatoiSession) session = matoi_live_open_finish (MATOI_LIVE (source), result, &error);
  const MatoiActionRow *row = matoi_follow_ups_details_get_row (self);

  if (!session || !self->det_box || !row ||
      !matoi_id_equal (&matoi_session_get_incident (session)->id, &row->incident))
    return;
  set_session (self, session);
  on_session_changed (self);
  if (self->form == MATOI_FOLLOW_UPS_NUDGE)
    matoi_follow_ups_details_fill_nudge (self);
}

static void
open_incident (MatoiFollowUpsDetails *self, const MatoiActionRow *row)
{
  if (self->session &&
      matoi_id_equal (&matoi_session_get_incident (self->session)->id, &row->incident))
    return;
  set_session (self, NULL);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  matoi_live_open_async (self->live, &row->incident, self->cancellable, on_opened,
                         g_object_ref (self));
}

static void
on_item_changed (MatoiFollowUpsDetails *self)
{
  show_row (self, matoi_follow_ups_item_get_row (self->item));
}

void
matoi_follow_ups_details_show (MatoiFollowUpsDetails *self,
                               MatoiFollowUpsItem *item,
                               const MatoiOutboxRow *waiting)
{
  const MatoiActionRow *row = item ? matoi_follow_ups_item_get_row (item) : NULL;

  g_return_if_fail (MATOI_IS_FOLLOW_UPS_DETAILS (self));

  if (self->item != item)
    {
      if (self->item)
        g_signal_handlers_disconnect_by_data (self->item, self);
      g_set_object (&self->item, item);
      if (item)
        g_signal_connect_object (item, "changed", G_CALLBACK (on_item_changed), self,
                                 G_CONNECT_SWAPPED);
    }
  gtk_widget_set_visible (self->det_box, row != NULL);
  if (!row)
    {
      matoi_follow_ups_details_close_form (self);
      return;
    }
  if (!matoi_id_equal (&self->id, &row->id))
    matoi_follow_ups_details_close_form (self);
  self->id = row->id;
  open_incident (self, row);
  show_outbox (self, waiting);
  show_row (self, row);
}

void
matoi_follow_ups_details_ask_ticket (MatoiFollowUpsDetails *self)
{
  if (matoi_follow_ups_details_get_action (self))
    matoi_action_ticket_open (GTK_WIDGET (self), self->session, &self->id);
}

void
matoi_follow_ups_details_set_live (MatoiFollowUpsDetails *self, MatoiLive *live)
{
  g_return_if_fail (MATOI_IS_FOLLOW_UPS_DETAILS (self));

  g_set_object (&self->live, live);
  g_set_object (&self->context, matoi_live_get_context (live));
}

/* --- the object */

static void
matoi_follow_ups_details_dispose (GObject *object)
{
  MatoiFollowUpsDetails *self = MATOI_FOLLOW_UPS_DETAILS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  set_session (self, NULL);
  if (self->item)
    g_signal_handlers_disconnect_by_data (self->item, self);
  g_clear_object (&self->item);
  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_FOLLOW_UPS_DETAILS);
  g_clear_object (&self->live);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (matoi_follow_ups_details_parent_class)->dispose (object);
}

static void
bind (GtkWidgetClass *class)
{
  gtk_widget_class_bind_template_child (class, MatoiFollowUpsDetails, det_box);
  gtk_widget_class_bind_template_child (class, MatoiFollowUpsDetails, det_outbox);
  gtk_widget_class_bind_template_child (class, MatoiFollowUpsDetails, det_retry);
  gtk_widget_class_bind_template_child (class, MatoiFollowUpsDetails, det_priority);
  gtk_widget_class_bind_template_child (class, MatoiFollowUpsDetails, det_state);
  gtk_widget_class_bind_template_child (class, MatoiFollowUpsDetails, det_due);
  gtk_widget_class_bind_template_child (class, MatoiFollowUpsDetails, det_text);
  gtk_widget_class_bind_template_child (class, MatoiFollowUpsDetails, det_incident_label);
  gtk_widget_class_bind_template_child (class, MatoiFollowUpsDetails, det_notice);
  gtk_widget_class_bind_template_child (class, MatoiFollowUpsDetails, det_why);
  gtk_widget_class_bind_template_child (class, MatoiFollowUpsDetails, det_outbox_text);
  gtk_widget_class_bind_template_child (class, MatoiFollowUpsDetails, det_facts);
  gtk_widget_class_bind_template_child (class, MatoiFollowUpsDetails, det_changes_title);
  gtk_widget_class_bind_template_child (class, MatoiFollowUpsDetails, det_changes);
  gtk_widget_class_bind_template_child (class, MatoiFollowUpsDetails, det_ticket);
  gtk_widget_class_bind_template_child (class, MatoiFollowUpsDetails, det_link);
  gtk_widget_class_bind_template_child (class, MatoiFollowUpsDetails, det_nudge);
  gtk_widget_class_bind_template_child (class, MatoiFollowUpsDetails, det_wont);
  gtk_widget_class_bind_template_callback (class, on_retry);
}

static void
matoi_follow_ups_details_class_init (MatoiFollowUpsDetailsClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_follow_ups_details_dispose;
  g_signal_new ("said", MATOI_TYPE_FOLLOW_UPS_DETAILS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
  g_signal_new ("closed", MATOI_TYPE_FOLLOW_UPS_DETAILS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/matoi/Matoi/followups/follow-ups-details.ui");
  bind (widget_class);
  matoi_follow_ups_details_install_form (widget_class);
}

static void
matoi_follow_ups_details_init (MatoiFollowUpsDetails *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
