/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-poll-panel.h"

#include <glib/gi18n-lib.h>

#include "matoi-json.h"
#include "matoi-messages.h"
#include "matoi-ring.h"
#include "matoi-side.h"
#include "matoi-ui-text.h"

/* IC-11: how long to listen when the process does not say. */
#define PAUSE_SECONDS 12

struct _MatoiPollPanel
{
  GtkWidget parent_instance;
  GtkWidget *poll_form, *poll_open, *poll_start, *poll_agree;
  GtkToggleButton *poll_object;
  GtkEntry *poll_entry, *poll_note;
  MatoiRing *poll_ring;
  GtkLabel *poll_seconds, *poll_text, *poll_phrase, *poll_message;

  MatoiSession *session; /* (nullable) */
  MatoiId shown;         /* the poll that is shown */
  gboolean asking;       /* the form was asked for */
  gboolean focus_next;   /* the poll that comes next was started here */
};

G_DEFINE_FINAL_TYPE (MatoiPollPanel, matoi_poll_panel, GTK_TYPE_WIDGET)

/* The latest poll without an outcome, or NULL. */
static const MatoiPoll *
find_open (MatoiPollPanel *self)
{
  const MatoiIncident *incident = matoi_session_get_incident (self->session);

  for (guint i = matoi_session_is_live (self->session) ? incident->polls->len : 0; i > 0; i--)
    {
      const MatoiPoll *poll = g_ptr_array_index (incident->polls, i - 1);

      if (!poll->outcome)
        return poll;
    }
  return NULL;
}

static void
show_message (MatoiPollPanel *self, const char *text)
{
  gtk_label_set_text (self->poll_message, text);
  gtk_widget_set_visible (GTK_WIDGET (self->poll_message), *text != '\0');
}

/* --- the pause */

static gint64
get_pause (MatoiPollPanel *self)
{
  const MatoiIncident *incident = matoi_session_get_incident (self->session);

  return 1000 * matoi_policy_get_limit (incident->policy, "poll_pause_seconds", PAUSE_SECONDS);
}

/* Counts down; then it may be decided. An objection may come at any time. */
static void
on_ticked (MatoiPollPanel *self)
{
  const MatoiPoll *poll = find_open (self);
  g_autofree char *seconds = NULL;
  gint64 pause, left;
  gboolean over;

  if (!poll)
    return;
  pause = get_pause (self);
  left = CLAMP (poll->opened_at + pause - matoi_session_get_now (self->session), 0, pause);
  over = left == 0;
  seconds = over ? g_strdup ("✓") : g_strdup_printf ("%d", (int) ((left + 999) / 1000));
  matoi_side_set_label (self->poll_seconds, seconds);
  matoi_ring_show (self->poll_ring, over ? MATOI_RING_OFF : MATOI_RING_RUNNING,
                   (double) left / (double) pause);
  if (over == gtk_widget_get_sensitive (self->poll_agree))
    return;
  gtk_widget_set_sensitive (self->poll_agree, over);
  /* Translators: a tooltip on the button that decides. */
  gtk_widget_set_tooltip_text (self->poll_agree, over ? NULL : _ ("First listen for objections."));
}

/* --- what is shown */

/* What to say, in the language of the interface; the phrase cards have both. */
static char *
dup_phrase (MatoiPollPanel *self, const MatoiPoll *poll)
{
  const MatoiIncident *incident = matoi_session_get_incident (self->session);
  JsonArray *cards = matoi_json_get_array (matoi_policy_get_json (incident->policy), "cards");

  for (guint i = 0; cards && i < json_array_get_length (cards); i++)
    {
      JsonObject *card = matoi_json_array_get_object (cards, i);

      if (g_strcmp0 (matoi_json_get_string (card, "id"), "poll") == 0)
        /* The same text as in the core, so that it is translated once. */
        return matoi_card_compose (incident, card, C_ ("language of the presets", "en"), NULL, NULL,
                                   matoi_session_get_now (self->session),
                                   matoi_session_get_zone (self->session));
    }
  /* Translators: to be read aloud; %s is a proposal in the person's words. */
  return g_strdup_printf (_ ("I propose: “%s”. Are there strong objections?"), poll->text);
}

static void
show_poll (MatoiPollPanel *self, const MatoiPoll *poll)
{
  g_autofree char *phrase = dup_phrase (self, poll);

  if (!matoi_id_equal (&poll->id, &self->shown))
    {
      gtk_toggle_button_set_active (self->poll_object, FALSE);
      gtk_editable_set_text (GTK_EDITABLE (self->poll_note), "");
      self->shown = poll->id;
    }
  matoi_side_set_label (self->poll_text, poll->text);
  matoi_side_set_label (self->poll_phrase, phrase);
  on_ticked (self);
}

static void
show_state (MatoiPollPanel *self)
{
  const MatoiPoll *poll = find_open (self);

  if (poll)
    show_poll (self, poll);
  gtk_widget_set_visible (self->poll_open, poll != NULL);
  gtk_widget_set_visible (self->poll_form, poll == NULL && self->asking);
  gtk_widget_set_visible (GTK_WIDGET (self), poll != NULL || self->asking);
  if (poll && self->focus_next)
    {
      self->focus_next = FALSE;
      gtk_widget_grab_focus (GTK_WIDGET (self->poll_object));
    }
}

static void
on_changed (MatoiPollPanel *self, GPtrArray *events, gboolean folded_again)
{
  static const char *const prefixes[] = { "poll.", "incident.", NULL };

  if (matoi_side_concerns (events, folded_again, prefixes))
    show_state (self);
}

/* --- starting one */

static void
on_typed (MatoiPollPanel *self)
{
  g_autofree char *text =
    g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->poll_entry))));

  gtk_widget_set_sensitive (self->poll_start, *text != '\0');
  show_message (self, "");
}

static void
on_started (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiPollPanel) self = user_data;
  g_autoptr (GError) error = NULL;
  MatoiReceipt *receipt = matoi_session_submit_finish (MATOI_SESSION (source), result, &error);
  g_autofree char *text = receipt ? NULL : matoi_ui_dup_error (error);

  if (self->session != MATOI_SESSION (source))
    g_debug ("a poll was answered for another incident");
  else if (receipt)
    {
      self->asking = FALSE;
      gtk_editable_set_text (GTK_EDITABLE (self->poll_entry), "");
      show_state (self);
    }
  else
    {
      self->focus_next = FALSE;
      show_message (self, text);
    }
  g_clear_pointer (&receipt, matoi_context_free_receipt);
}

static void
on_start (MatoiPollPanel *self)
{
  MatoiCommand *command;

  if (!gtk_widget_get_sensitive (self->poll_start))
    return;
  command = matoi_session_new_command (self->session, "poll");
  matoi_command_set (command, "text", gtk_editable_get_text (GTK_EDITABLE (self->poll_entry)));
  self->focus_next = TRUE;
  matoi_session_submit_async (self->session, command, on_started, g_object_ref (self));
}

/* What was typed is kept for the next time. */
static void
on_cancel (MatoiPollPanel *self)
{
  self->asking = FALSE;
  show_message (self, "");
  show_state (self);
}

/* Opens the form, or shows the poll that is open, and moves the focus there. */
void
matoi_poll_panel_begin (MatoiPollPanel *self)
{
  g_return_if_fail (MATOI_IS_POLL_PANEL (self));

  if (!self->session || !matoi_session_is_live (self->session))
    return;
  self->asking = find_open (self) == NULL;
  show_state (self);
  gtk_widget_grab_focus (self->asking ? GTK_WIDGET (self->poll_entry)
                                      : GTK_WIDGET (self->poll_object));
}

/* --- closing it */

static void
send_close (MatoiPollPanel *self, const char *outcome, const char *note)
{
  MatoiCommand *command = matoi_session_new_command (self->session, "poll-close");
  char id[MATOI_ID_TEXT_LENGTH + 1];

  matoi_id_to_text (&self->shown, id);
  matoi_command_set (command, "poll", id);
  matoi_command_set (command, "outcome", outcome);
  matoi_command_set (command, "note", note);
  matoi_session_send (self->session, command);
}

static void
close_poll (GtkWidget *widget, const char *action, GVariant *parameter)
{
  send_close (MATOI_POLL_PANEL (widget), g_variant_get_string (parameter, NULL), NULL);
}

static void
on_object (MatoiPollPanel *self)
{
  if (gtk_toggle_button_get_active (self->poll_object))
    gtk_widget_grab_focus (GTK_WIDGET (self->poll_note));
}

static void
on_objection (MatoiPollPanel *self)
{
  const char *note = gtk_editable_get_text (GTK_EDITABLE (self->poll_note));

  send_close (self, "objection", *note ? note : NULL);
}

/* --- the panel */

/* Shows the incident of @session (nullable). */
void
matoi_poll_panel_set_session (MatoiPollPanel *self, MatoiSession *session)
{
  g_return_if_fail (MATOI_IS_POLL_PANEL (self));

  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  self->asking = self->focus_next = FALSE;
  if (!session)
    return;
  show_message (self, "");
  gtk_editable_set_text (GTK_EDITABLE (self->poll_entry), "");
  g_signal_connect_object (session, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "ticked", G_CALLBACK (on_ticked), self, G_CONNECT_SWAPPED);
  show_state (self);
}

static gboolean
on_escape (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  MatoiPollPanel *self = MATOI_POLL_PANEL (widget);

  if (gtk_toggle_button_get_active (self->poll_object))
    gtk_toggle_button_set_active (self->poll_object, FALSE);
  else if (self->asking)
    on_cancel (self);
  else
    return FALSE;
  return TRUE;
}

static void
matoi_poll_panel_dispose (GObject *object)
{
  MatoiPollPanel *self = MATOI_POLL_PANEL (object);

  matoi_poll_panel_set_session (self, NULL);
  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_POLL_PANEL);
  G_OBJECT_CLASS (matoi_poll_panel_parent_class)->dispose (object);
}

static void
matoi_poll_panel_class_init (MatoiPollPanelClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_poll_panel_dispose;
  g_type_ensure (MATOI_TYPE_RING);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/live/poll-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiPollPanel, poll_form);
  gtk_widget_class_bind_template_child (widget_class, MatoiPollPanel, poll_open);
  gtk_widget_class_bind_template_child (widget_class, MatoiPollPanel, poll_start);
  gtk_widget_class_bind_template_child (widget_class, MatoiPollPanel, poll_agree);
  gtk_widget_class_bind_template_child (widget_class, MatoiPollPanel, poll_object);
  gtk_widget_class_bind_template_child (widget_class, MatoiPollPanel, poll_entry);
  gtk_widget_class_bind_template_child (widget_class, MatoiPollPanel, poll_note);
  gtk_widget_class_bind_template_child (widget_class, MatoiPollPanel, poll_ring);
  gtk_widget_class_bind_template_child (widget_class, MatoiPollPanel, poll_seconds);
  gtk_widget_class_bind_template_child (widget_class, MatoiPollPanel, poll_text);
  gtk_widget_class_bind_template_child (widget_class, MatoiPollPanel, poll_phrase);
  gtk_widget_class_bind_template_child (widget_class, MatoiPollPanel, poll_message);
  gtk_widget_class_bind_template_callback (widget_class, on_start);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel);
  gtk_widget_class_bind_template_callback (widget_class, on_typed);
  gtk_widget_class_bind_template_callback (widget_class, on_object);
  gtk_widget_class_bind_template_callback (widget_class, on_objection);
  gtk_widget_class_install_action (widget_class, "poll.close", "s", close_poll);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, on_escape, NULL);
}

static void
matoi_poll_panel_init (MatoiPollPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
