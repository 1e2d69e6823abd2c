/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-message-page.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-earlier-list.h"
#include "matoi-inline.h"
#include "matoi-meeting-slot.h"
#include "matoi-message-parts.h"
#include "matoi-message-text.h"
#include "matoi-post-publish.h"
#include "matoi-side.h"
#include "matoi-status-page.h"
#include "matoi-ui-text.h"

struct _MatoiMessagePage
{
  GtkWidget parent_instance;

  MatoiSession *session; /* (nullable) */
  gboolean showing;
  GtkToggleButton *msg_none, *msg_text;
  GtkWidget *msg_written, *msg_approve, *msg_post_box, *msg_post, *msg_publish;
  MatoiPostPublish *msg_step;
  MatoiMessageParts *msg_parts;
  GtkLabel *msg_apology, *msg_state, *msg_whole, *msg_message, *msg_confidential;
  GtkButton *msg_copy;
  AdwEntryRow *msg_url, *msg_date, *msg_time;
  MatoiEarlierList *msg_earlier;
};

static void matoi_message_page_page_init (MatoiDocumentPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MatoiMessagePage,
                               matoi_message_page,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (MATOI_TYPE_DOCUMENT_PAGE,
                                                      matoi_message_page_page_init))

static const MatoiPostmortem *
get_postmortem (MatoiMessagePage *self)
{
  return self->session ? matoi_session_get_incident (self->session)->postmortem : NULL;
}

static gboolean
is_state (const MatoiExternal *message, const char *state)
{
  return g_strcmp0 (message->state, state) == 0;
}

/* --- what is shown */

static char *
dup_state (MatoiMessagePage *self)
{
  const MatoiPostmortem *postmortem = get_postmortem (self);
  const MatoiExternal *message = &postmortem->message;
  g_autofree char *when = NULL;

  if (!message->state)
    return g_strdup (_ ("Choose: a message to customers, or none. “None” is an answer, too."));
  if (is_state (message, "none"))
    return g_strdup (_ ("No external message: that is decided, and stands in the document."));
  if (is_state (message, "approved"))
    /* Translators: %s is a person. */
    return g_strdup_printf (_ ("Approved, recorded by %s. Support publishes it and gives the "
                               "address here. Changing it makes it a draft again."),
                               message->approved_by);
  if (is_state (message, "posted"))
    {
      when = matoi_meeting_dup_when (message->posted_at, matoi_session_get_zone (self->session));
      /* Translators: 1: a date and time, 2: a link. */
      return g_strdup_printf (_ ("Published %1$s: %2$s"), when, message->url);
    }
  if (strcmp (postmortem->state, "draft") == 0)
    return g_strdup (_ ("A draft. The meeting approves it once the document is in review."));
  return g_strdup (_ ("A draft, until the meeting approves it."));
}

static void
show_whole (MatoiMessagePage *self)
{
  g_autofree char *text = matoi_message_parts_dup_text (self->msg_parts);

  matoi_side_set_label (self->msg_whole,
                        *text ? text : _ ("Nothing is written yet; the whole appears here."));
  gtk_widget_set_sensitive (GTK_WIDGET (self->msg_copy), *text != '\0');
  matoi_inline_show (self->msg_apology,
                     *text ? matoi_message_get_apology_advice (matoi_message_find_apology (text))
                           : NULL);
}

static void
show_choice (MatoiMessagePage *self, const MatoiExternal *message, gboolean editable)
{
  gboolean none = is_state (message, "none");

  self->showing = TRUE;
  gtk_toggle_button_set_active (self->msg_none, none);
  gtk_toggle_button_set_active (self->msg_text, message->state && !none);
  self->showing = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->msg_none), editable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->msg_text), editable);
  gtk_widget_set_visible (self->msg_written, message->state && !none);
}

/* Only what stands on the status page as resolved can have its message there. */
static gboolean
can_publish (MatoiMessagePage *self)
{
  const MatoiIncident *incident = matoi_session_get_incident (self->session);

  return !incident->security && !incident->drill &&
         g_strcmp0 (incident->public_state, "resolved") == 0 &&
         matoi_status_page_is_used (matoi_session_get_context (self->session));
}

static void
leave_step (MatoiMessagePage *self)
{
  matoi_post_publish_end (self->msg_step);
  gtk_widget_set_visible (GTK_WIDGET (self->msg_step), FALSE);
}

static void
refresh (MatoiMessagePage *self)
{
  const MatoiPostmortem *postmortem = get_postmortem (self);
  const MatoiExternal *message;
  gboolean editable;
  g_autofree char *state = NULL;

  if (!postmortem)
    return;
  message = &postmortem->message;
  editable = matoi_meeting_is_open (matoi_session_get_incident (self->session)) &&
             !is_state (message, "posted");
  matoi_message_parts_set_editable (self->msg_parts, editable);
  matoi_message_parts_refresh (self->msg_parts);
  show_choice (self, message, editable);
  state = dup_state (self);
  matoi_side_set_label (self->msg_state, state);
  gtk_widget_set_visible (self->msg_approve, is_state (message, "draft"));
  gtk_widget_set_sensitive (self->msg_approve, strcmp (postmortem->state, "draft") != 0 &&
                                                 strcmp (postmortem->state, "waived") != 0);
  gtk_widget_set_visible (self->msg_post_box, is_state (message, "approved"));
  gtk_widget_set_visible (self->msg_publish, can_publish (self));
  if (!is_state (message, "approved") && !is_state (message, "posted"))
    leave_step (self);
  gtk_widget_set_visible (GTK_WIDGET (self->msg_confidential),
                          matoi_session_get_incident (self->session)->security);
  show_whole (self);
}

/* --- what the person does */

static void
on_choice (MatoiMessagePage *self, GtkToggleButton *button)
{
  const MatoiPostmortem *postmortem = get_postmortem (self);
  const char *choice = button == self->msg_none ? "none" : "text";

  if (self->showing || !postmortem || !gtk_toggle_button_get_active (button))
    return;
  if (postmortem->message.state &&
      is_state (&postmortem->message, "none") == (strcmp (choice, "none") == 0))
    return;
  matoi_message_parts_choose (self->msg_parts, choice);
}

static void
on_typed (MatoiMessagePage *self)
{
  show_whole (self);
}

static void
on_copy (MatoiMessagePage *self)
{
  matoi_side_copy (self->msg_copy, gtk_label_get_text (self->msg_whole));
}

static void
on_approve (MatoiMessagePage *self)
{
  if (!self->session)
    return;
  matoi_message_parts_flush (self->msg_parts);
  matoi_inline_submit (self->session,
                       matoi_session_new_command (self->session, "pm-message-approve"),
                       self->msg_message, self, NULL);
}

/* Without a time: now. */
static gboolean
read_time (MatoiMessagePage *self, gint64 *at)
{
  const char *date = gtk_editable_get_text (GTK_EDITABLE (self->msg_date));
  const char *time = gtk_editable_get_text (GTK_EDITABLE (self->msg_time));

  *at = MATOI_TIME_NONE;
  if (*date == '\0' && *time == '\0')
    return TRUE;
  *at = matoi_meeting_read (date, time, matoi_session_get_now (self->session),
                            matoi_session_get_zone (self->session));
  if (*at != MATOI_TIME_NONE)
    return TRUE;
  matoi_inline_show (self->msg_message, _ ("That is not a date and a time. Write them as "
                                           "2026-11-20 and 10:00. Nothing was changed."));
  return FALSE;
}

static void
on_post (MatoiMessagePage *self)
{
  g_autofree char *url = NULL;
  MatoiCommand *command;
  gint64 at;

  if (!get_postmortem (self) || !is_state (&get_postmortem (self)->message, "approved"))
    return;
  url = matoi_inline_dup_text (GTK_EDITABLE (self->msg_url));
  if (*url == '\0')
    {
      matoi_inline_show (self->msg_message, _ ("Give the address where the message stands."));
      gtk_widget_grab_focus (GTK_WIDGET (self->msg_url));
      return;
    }
  if (!read_time (self, &at))
    return;
  command = matoi_session_new_command (self->session, "pm-message-posted");
  matoi_command_set (command, "url", url);
  if (at != MATOI_TIME_NONE)
    matoi_command_set_int (command, "at", at);
  matoi_inline_submit (self->session, command, self->msg_message, self, NULL);
}

/* The keyboard goes there, and the document with it: only once the step has its place. */
static gboolean
on_step_placed (GtkWidget *step, GdkFrameClock *clock, gpointer user_data)
{
  MatoiMessagePage *self = user_data;

  if (!gtk_widget_get_visible (step) || !get_postmortem (self))
    return G_SOURCE_REMOVE;
  if (gtk_widget_get_height (step) == 0)
    return G_SOURCE_CONTINUE;
  matoi_post_publish_begin (self->msg_step, self->session, NULL);
  matoi_side_bring_into_view (step);
  return G_SOURCE_REMOVE;
}

static void
on_publish (MatoiMessagePage *self)
{
  GtkWidget *step = GTK_WIDGET (self->msg_step);

  if (!get_postmortem (self) || !can_publish (self))
    return;
  if (gtk_widget_get_visible (step))
    matoi_side_bring_into_view (step);
  else
    gtk_widget_add_tick_callback (step, on_step_placed, self, NULL);
  gtk_widget_set_visible (step, TRUE);
}

/* What the button of the step says, while the keyboard is in it. */
static gboolean
on_step_key (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  MatoiMessagePage *self = MATOI_MESSAGE_PAGE (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  if (!focus || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->msg_step)))
    return FALSE;
  matoi_post_publish_act (self->msg_step);
  return TRUE;
}

static void
on_step_left (MatoiMessagePage *self)
{
  leave_step (self);
  if (gtk_widget_get_mapped (self->msg_publish))
    gtk_widget_grab_focus (self->msg_publish);
}

/* --- a page of the document */

static void
on_changed (MatoiMessagePage *self, GPtrArray *events, gboolean folded_again)
{
  gboolean concerned = folded_again;

  for (guint i = 0; !concerned && i < events->len; i++)
    {
      const MatoiEvent *event = g_ptr_array_index (events, i);

      concerned = g_str_has_prefix (event->type, "postmortem.");
    }
  if (concerned)
    refresh (self);
}

static void
matoi_message_page_show (MatoiDocumentPage *page, MatoiSession *session, const char *section)
{
  MatoiMessagePage *self = MATOI_MESSAGE_PAGE (page);

  if (self->session == session)
    return;
  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  leave_step (self);
  g_set_object (&self->session, session);
  matoi_inline_show (self->msg_message, NULL);
  gtk_editable_set_text (GTK_EDITABLE (self->msg_url), "");
  gtk_editable_set_text (GTK_EDITABLE (self->msg_date), "");
  gtk_editable_set_text (GTK_EDITABLE (self->msg_time), "");
  matoi_message_parts_set_session (self->msg_parts, session);
  matoi_earlier_list_set_session (self->msg_earlier, session);
  if (!session)
    return;
  g_signal_connect_object (session, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "zone-changed", G_CALLBACK (refresh), self, G_CONNECT_SWAPPED);
  refresh (self);
}

static void
matoi_message_page_flush (MatoiDocumentPage *page)
{
  matoi_message_parts_flush (MATOI_MESSAGE_PAGE (page)->msg_parts);
}

static void
matoi_message_page_jump (MatoiDocumentPage *page, const char *gate)
{
  MatoiMessagePage *self = MATOI_MESSAGE_PAGE (page);

  if (g_strcmp0 (gate, "pm.message-approved") == 0)
    gtk_widget_grab_focus (self->msg_approve);
  else if (g_strcmp0 (gate, "pm.message-posted") == 0 &&
           gtk_widget_get_visible (self->msg_post_box))
    gtk_widget_grab_focus (GTK_WIDGET (self->msg_url));
  else if (gtk_widget_get_visible (self->msg_written) && g_strcmp0 (gate, "pm.no-message") != 0)
    gtk_widget_grab_focus (GTK_WIDGET (self->msg_parts));
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->msg_none));
}

static void
matoi_message_page_show_text (MatoiDocumentPage *page, gsize offset, gsize length)
{
  matoi_message_parts_select (MATOI_MESSAGE_PAGE (page)->msg_parts, offset, length);
}

static void
matoi_message_page_page_init (MatoiDocumentPageInterface *iface)
{
  iface->show = matoi_message_page_show;
  iface->flush = matoi_message_page_flush;
  iface->jump = matoi_message_page_jump;
  iface->show_text = matoi_message_page_show_text;
}

static void
matoi_message_page_dispose (GObject *object)
{
  MatoiMessagePage *self = MATOI_MESSAGE_PAGE (object);

  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_MESSAGE_PAGE);
  G_OBJECT_CLASS (matoi_message_page_parent_class)->dispose (object);
}

static void
matoi_message_page_class_init (MatoiMessagePageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_message_page_dispose;
  g_type_ensure (MATOI_TYPE_MESSAGE_PARTS);
  g_type_ensure (MATOI_TYPE_EARLIER_LIST);
  g_type_ensure (MATOI_TYPE_POST_PUBLISH);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, on_step_key, NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/postmortem/message-page.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, MatoiMessagePage, name)
  BIND (msg_none);
  BIND (msg_text);
  BIND (msg_written);
  BIND (msg_approve);
  BIND (msg_post_box);
  BIND (msg_post);
  BIND (msg_publish);
  BIND (msg_step);
  BIND (msg_parts);
  BIND (msg_apology);
  BIND (msg_state);
  BIND (msg_whole);
  BIND (msg_message);
  BIND (msg_confidential);
  BIND (msg_copy);
  BIND (msg_url);
  BIND (msg_date);
  BIND (msg_time);
  BIND (msg_earlier);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, on_choice);
  gtk_widget_class_bind_template_callback (widget_class, on_typed);
  gtk_widget_class_bind_template_callback (widget_class, on_copy);
  gtk_widget_class_bind_template_callback (widget_class, on_approve);
  gtk_widget_class_bind_template_callback (widget_class, on_post);
  gtk_widget_class_bind_template_callback (widget_class, on_publish);
  gtk_widget_class_bind_template_callback (widget_class, on_step_left);
}

static void
matoi_message_page_init (MatoiMessagePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  matoi_ui_name_entry_rows (GTK_WIDGET (self));
}
