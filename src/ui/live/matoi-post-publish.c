/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-post-publish-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-inline.h"
#include "matoi-postmortem.h"
#include "matoi-ui-text.h"

G_DEFINE_FINAL_TYPE (MatoiPostPublish, matoi_post_publish, GTK_TYPE_WIDGET)

enum
{
  BACK,
  DONE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
on_looked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiPostPublish) self = user_data;
  MatoiStatusPage *page = matoi_status_page_look_finish (MATOI_CONTEXT (source), result, NULL);

  if (!page)
    return;
  g_clear_pointer (&self->page, matoi_status_page_free);
  self->page = page;
  if (!self->session)
    return;
  matoi_post_publish_show_page (self);
  if (!self->is_message)
    matoi_post_publish_show_parts (self);
}

static void
look (MatoiPostPublish *self)
{
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  matoi_status_page_look_async (matoi_session_get_context (self->session),
                                matoi_session_get_incident (self->session), self->cancellable,
                                on_looked, g_object_ref (self));
}

/* --- what the person does */

static void
on_status (MatoiPostPublish *self)
{
  if (!self->session)
    return;
  matoi_post_publish_show_recovered (self);
  matoi_post_publish_choose_parts (self);
}

static void
on_back (MatoiPostPublish *self)
{
  g_signal_emit (self, signals[BACK], 0);
}

static void
on_close (MatoiPostPublish *self)
{
  g_signal_emit (self, signals[DONE], 0);
}

static void
on_asked (gpointer owner, gboolean recorded)
{
  MatoiPostPublish *self = owner;

  self->sending = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->pub_primary), TRUE);
  if (!recorded || !self->session)
    return;
  self->asked = TRUE;
  self->anew = FALSE;
  matoi_post_publish_watch (self);
}

/* It leaves the house: here, and nowhere else. */
void
matoi_post_publish_act (MatoiPostPublish *self)
{
  MatoiCommand *command;

  g_return_if_fail (MATOI_IS_POST_PUBLISH (self));

  if (self->asked)
    {
      on_close (self);
      return;
    }
  if (!self->session || self->sending)
    return;
  self->sending = TRUE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->pub_primary), FALSE);
  command = matoi_post_publish_new_command (self);
  json_object_set_boolean_member (command->args, "notify",
                                  gtk_switch_get_active (self->pub_notify));
  matoi_inline_submit (self->session, command, self->pub_message, self, on_asked);
}

static void
on_primary (MatoiPostPublish *self)
{
  matoi_post_publish_act (self);
}

/* --- the session */

/* Nothing is shown any more. */
void
matoi_post_publish_end (MatoiPostPublish *self)
{
  g_return_if_fail (MATOI_IS_POST_PUBLISH (self));

  g_cancellable_cancel (self->cancellable);
  if (self->session)
    {
      g_signal_handlers_disconnect_by_data (self->session, self);
      g_signal_handlers_disconnect_by_data (matoi_session_get_context (self->session), self);
    }
  g_clear_object (&self->session);
  self->asked = self->sending = self->anew = FALSE;
}

static gboolean
was_asked (MatoiPostPublish *self)
{
  const MatoiIncident *incident = matoi_session_get_incident (self->session);
  const MatoiUpdate *update = matoi_post_publish_get_update (self);

  if (self->is_message)
    return incident->postmortem && incident->postmortem->message.asked;
  return update && update->public_state;
}

/* Somebody else may publish it meanwhile: then it is shown where it stands, instead of once more. */
static void
on_changed (MatoiPostPublish *self)
{
  if (!self->asked && !self->sending && !self->anew && was_asked (self))
    self->asked = TRUE;
  matoi_post_publish_watch (self);
}

/* Shows what is about to be published of the incident of @session, or where that stands. */
void
matoi_post_publish_begin (MatoiPostPublish *self, MatoiSession *session, const MatoiId *update)
{
  g_return_if_fail (MATOI_IS_POST_PUBLISH (self));

  matoi_post_publish_end (self);
  self->session = g_object_ref (session);
  self->is_message = update == NULL;
  if (update)
    self->update = *update;
  g_signal_connect_object (session, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (matoi_session_get_context (session), "outbox-changed",
                           G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_clear_pointer (&self->page, matoi_status_page_free);
  matoi_inline_show (self->pub_message, NULL);
  matoi_post_publish_show_text (self);
  matoi_post_publish_show_form (self);
  self->asked = was_asked (self);
  if (self->asked)
    matoi_post_publish_watch (self);
  else
    look (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->is_message ? (GtkWidget *) self->pub_notify
                                                      : (GtkWidget *) self->pub_status));
}

/* Once more, whatever became of it. */
static void
on_anew (MatoiPostPublish *self)
{
  if (!self->session)
    return;
  self->asked = FALSE;
  self->anew = TRUE;
  matoi_post_publish_show_form (self);
  look (self);
  /* The keyboard was on what is not there any more. */
  gtk_widget_grab_focus (GTK_WIDGET (self->pub_primary));
}

/* --- the widget */

static void
matoi_post_publish_dispose (GObject *object)
{
  MatoiPostPublish *self = MATOI_POST_PUBLISH (object);

  matoi_post_publish_end (self);
  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_POST_PUBLISH);
  g_clear_pointer (&self->page, matoi_status_page_free);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (matoi_post_publish_parent_class)->dispose (object);
}

static void
matoi_post_publish_finalize (GObject *object)
{
  g_object_unref (MATOI_POST_PUBLISH (object)->cancellable);
  G_OBJECT_CLASS (matoi_post_publish_parent_class)->finalize (object);
}

static void
matoi_post_publish_class_init (MatoiPostPublishClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_post_publish_dispose;
  G_OBJECT_CLASS (class)->finalize = matoi_post_publish_finalize;
  signals[BACK] = g_signal_new ("back", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  signals[DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  g_type_ensure (MATOI_TYPE_POST_X);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/live/post-publish.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, MatoiPostPublish, name)
  BIND (pub_stack);
  BIND (pub_title);
  BIND (pub_problem);
  BIND (pub_text);
  BIND (pub_message);
  BIND (pub_choices);
  BIND (pub_parts_title);
  BIND (pub_recovered_row);
  BIND (pub_name);
  BIND (pub_x);
  BIND (pub_parts);
  BIND (pub_status);
  BIND (pub_impact);
  BIND (pub_notify_row);
  BIND (pub_notify);
  BIND (pub_recovered);
  BIND (pub_primary);
  BIND (pub_state);
  BIND (pub_reason);
  BIND (pub_link);
  BIND (pub_outbox);
  BIND (pub_anew);
  BIND (pub_close);
  BIND (pub_spinner);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, on_status);
  gtk_widget_class_bind_template_callback (widget_class, on_back);
  gtk_widget_class_bind_template_callback (widget_class, on_close);
  gtk_widget_class_bind_template_callback (widget_class, on_anew);
  gtk_widget_class_bind_template_callback (widget_class, on_primary);
}

static void
matoi_post_publish_init (MatoiPostPublish *self)
{
  self->rows = g_ptr_array_new ();
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  matoi_ui_name_entry_rows (GTK_WIDGET (self));
  matoi_post_publish_fill_choices (self);
}
