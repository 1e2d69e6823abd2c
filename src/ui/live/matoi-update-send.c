/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-update-page-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-context-channel.h"
#include "matoi-plain.h"
#include "matoi-ui-text.h"

typedef enum
{
  MODE_RECORD,  /* it is out: write that down */
  MODE_APPROVE, /* the same by the commander, which approves it */
  MODE_ASK,     /* only a draft, for the commander to approve */
} Mode;

/* What is on its way; the page, the incident and the draft may change meanwhile. */
typedef struct
{
  MatoiUpdatePage *page;
  char *key; /* of the draft */
  gboolean is_draft;
  MatoiCommand *next; /* (nullable) what follows when this is recorded */
} Sending;

static void
sending_free (Sending *sending)
{
  g_clear_pointer (&sending->next, matoi_command_free);
  g_free (sending->key);
  g_object_unref (sending->page);
  g_free (sending);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sending, sending_free)

/* IC-17: a public post goes out by the commander's word. */
static Mode
get_mode (MatoiUpdatePage *self)
{
  const MatoiIncident *incident = matoi_session_get_incident (self->session);
  const MatoiUpdate *source = matoi_post_draft_get_source (self->draft, self->session);

  if (strcmp (self->draft->audience, "public") != 0 ||
      matoi_policy_get_rule (incident->policy, "public-approval") != MATOI_RULE_HARD ||
      (source && strcmp (source->state, "approved") == 0))
    return MODE_RECORD;
  return matoi_incident_holds (incident, "ic", matoi_session_get_identity (self->session))
           ? MODE_APPROVE
           : MODE_ASK;
}

/* An error in the foot; @hint: news, not an error. */
void
matoi_update_page_show_message (MatoiUpdatePage *self, const char *text, gboolean hint)
{
  gtk_label_set_text (self->upd_message, text ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->upd_message), text && *text);
  if (hint)
    gtk_widget_add_css_class (GTK_WIDGET (self->upd_message), "page-hint");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->upd_message), "page-hint");
}

static char *
dup_ask_state (const char *ic, const MatoiUpdate *source)
{
  if (!ic)
    return g_strdup (_ ("A public post needs the Incident Commander’s approval, and nobody is in "
                        "command yet."));
  if (source)
    /* Translators: %s is the Incident Commander. */
    return g_strdup_printf (_ ("Waiting for %s to approve it."), ic);
  /* Translators: %s is the Incident Commander. */
  return g_strdup_printf (_ ("%s approves public posts. Until then it is kept as a draft."), ic);
}

/* Who posts it is never left open. NULL: somebody does it by hand, or has (there is an address). */
static char *
dup_posted_state (MatoiUpdatePage *self)
{
  g_autofree char *room = NULL;
  gboolean own, ask;

  if (gtk_entry_get_text_length (GTK_ENTRY (self->upd_url)) > 0)
    return NULL;
  room = matoi_context_dup_update_room (matoi_session_get_context (self->session),
                                        matoi_session_get_incident (self->session),
                                        self->draft->audience, &own, &ask);
  if (!room)
    return NULL;
  if (ask)
    return g_strdup (_ ("It goes to the outbox, where somebody releases it for Slack; that "
                        "restarts the clock."));
  if (own)
    return g_strdup (
      _ ("Matoi posts it in the incident’s channel at once; that restarts the clock."));
  /* Translators: %s is the name of a channel. */
  return g_strdup_printf (_ ("Matoi posts it in %s at once; that restarts the clock."), room);
}

static char *
dup_state (MatoiUpdatePage *self, Mode mode, const MatoiUpdate *source)
{
  const MatoiIncident *incident = matoi_session_get_incident (self->session);

  if (mode == MODE_ASK)
    return dup_ask_state (matoi_incident_get_holder (incident, "ic"), source);
  if (mode == MODE_APPROVE)
    return g_strdup (_ ("Copy it, post it, then record it here. You lead the incident, so that "
                        "approves it."));
  if (source && source->approved_by)
    /* Translators: %s is who approved a post. */
    return g_strdup_printf (_ ("Approved by %s. Copy it, post it, then record it here."),
                               source->approved_by);
  return g_strdup (_ ("Copy it, post it, then record it here; that restarts the clock."));
}

/* Which buttons there are and what they say. */
void
matoi_update_page_show_state (MatoiUpdatePage *self)
{
  const char *const labels[] = { _ ("Record as Posted"), _ ("Approve and Record"),
                                                            _ ("Ask for Approval") };
  const MatoiUpdate *source;
  g_autofree char *text = NULL, *state = NULL;
  const char *label;
  gboolean ready;
  Mode mode;

  if (!self->draft || !self->session)
    return;
  mode = get_mode (self);
  source = matoi_post_draft_get_source (self->draft, self->session);
  text = matoi_post_draft_dup_text (self->draft);
  state = mode == MODE_RECORD ? dup_posted_state (self) : NULL;
  label = state ? _ ("Post") : labels[mode];
  if (mode != MODE_ASK && matoi_update_page_publishes (self))
    {
      label = mode == MODE_APPROVE ? _ ("Approve and Publish…") : _ ("Publish…");
      state =
        g_strdup (_ ("Next you see how it stands on the status page and who is told. "
                           "Nothing goes out before that; with a link it counts as posted by hand."));
    }
  if (!state)
    state = dup_state (self, mode, source);
  ready = *g_strstrip (text) != '\0' && !self->sending;

  if (strcmp (gtk_label_get_text (self->upd_state), state) != 0)
    gtk_label_set_text (self->upd_state, state);
  if (g_strcmp0 (gtk_button_get_label (self->upd_primary), label) != 0)
    gtk_button_set_label (self->upd_primary, label);
  gtk_widget_set_sensitive (GTK_WIDGET (self->upd_primary), ready && !(mode == MODE_ASK && source));
  gtk_widget_set_sensitive (GTK_WIDGET (self->upd_save), ready && !source);
  gtk_widget_set_sensitive (GTK_WIDGET (self->upd_copy), ready);
  gtk_widget_set_visible (GTK_WIDGET (self->upd_save), mode != MODE_ASK);
  gtk_widget_set_sensitive (GTK_WIDGET (self->upd_url), mode != MODE_ASK);
  gtk_text_view_set_editable (self->upd_text, !self->sending);
}

static void on_sent (GObject *source, GAsyncResult *result, gpointer user_data);

static void
send (MatoiUpdatePage *self, MatoiCommand *command, MatoiCommand *next, gboolean is_draft)
{
  Sending *sending = g_new0 (Sending, 1);

  sending->page = g_object_ref (self);
  sending->key = matoi_update_page_dup_key (self->session, self->draft->audience);
  sending->is_draft = is_draft;
  sending->next = next;
  self->sending = TRUE;
  matoi_update_page_show_message (self, NULL, FALSE);
  matoi_update_page_show_state (self);
  matoi_session_submit_async (self->session, command, on_sent, sending);
}

static void
on_draft_saved (MatoiUpdatePage *self, const char *key, GPtrArray *events)
{
  MatoiPostDraft *draft = g_hash_table_lookup (self->drafts, key);

  if (!draft || events->len == 0)
    return;
  draft->has_source = TRUE;
  draft->source = ((MatoiEvent *) g_ptr_array_index (events, 0))->id;
  if (draft == self->draft)
    matoi_update_page_show_message (self, _ ("The draft is saved."), TRUE);
}

static void
on_sent (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Sending) sending = user_data;
  g_autoptr (GError) error = NULL;
  MatoiSession *session = MATOI_SESSION (source);
  MatoiUpdatePage *self = sending->page;
  MatoiReceipt *receipt = matoi_session_submit_finish (session, result, &error);
  gboolean is_shown = self->session == session;

  if (receipt && sending->next)
    {
      MatoiCommand *next = g_steal_pointer (&sending->next);

      matoi_context_free_receipt (receipt);
      matoi_session_submit_async (session, next, on_sent, g_steal_pointer (&sending));
      return;
    }
  self->sending = FALSE;
  if (!receipt)
    {
      g_autofree char *text = matoi_ui_dup_error (error);

      if (is_shown)
        matoi_update_page_show_message (self, text, FALSE);
    }
  else if (sending->is_draft)
    on_draft_saved (self, sending->key, receipt->events);
  else
    {
      matoi_update_page_forget (self, sending->key);
      if (is_shown && gtk_widget_get_mapped (GTK_WIDGET (self)))
        g_signal_emit_by_name (self, "done");
    }
  g_clear_pointer (&receipt, matoi_context_free_receipt);
  if (self->session)
    matoi_update_page_show_state (self);
}

static MatoiCommand *
update_command (MatoiUpdatePage *self, const char *name)
{
  MatoiCommand *command = matoi_session_new_command (self->session, name);

  if (matoi_post_needs_time (self->draft->stage))
    matoi_command_set_int (command, "next_at", self->draft->next_at);
  return command;
}

/* Keeps the text as a draft on the record, where others find it too. */
void
matoi_update_page_save (MatoiUpdatePage *self)
{
  g_autofree char *text = NULL;
  MatoiCommand *command;

  if (!self->draft || self->sending ||
      matoi_post_draft_get_source (self->draft, self->session) != NULL)
    return;
  text = matoi_post_draft_dup_text (self->draft);
  if (matoi_text_is_blank (text))
    return;
  command = update_command (self, "update");
  matoi_command_set (command, "to", self->draft->audience);
  matoi_command_set (command, "text", text);
  matoi_command_set_flag (command, "draft", TRUE);
  send (self, command, NULL, TRUE);
}

/* COM-05: no post without the time of the next one. */
static gboolean
check_time (MatoiUpdatePage *self)
{
  g_autofree char *message = NULL;

  if (!matoi_post_needs_time (self->draft->stage) ||
      matoi_post_guide_is_met (self->upd_guide, "next-update"))
    return TRUE;
  /* Translators: %s is a time such as “14:40 JST”. */
  message =
    g_strdup_printf (_ ("Say in the text when the next update comes: %s."), self->draft->time_text);
  matoi_update_page_show_message (self, message, FALSE);
  return FALSE;
}

/* What Matoi posts by itself nobody reads once more while pasting it. A second time it counts. */
static gboolean
check_blanks (MatoiUpdatePage *self, const char *text)
{
  const char *message =
    _ ("There is still a “…” in the text. Fill it in, or post it as it is by pressing again.");
  g_autofree char *posted = dup_posted_state (self);

  if (!posted || !strstr (text, "…") ||
      strcmp (gtk_label_get_text (self->upd_message), message) == 0)
    return TRUE;
  matoi_update_page_show_message (self, message, FALSE);
  return FALSE;
}

static void
set_url (MatoiUpdatePage *self, MatoiCommand *command)
{
  g_autofree char *url = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->upd_url)));

  if (*g_strstrip (url) != '\0')
    matoi_command_set (command, "url", url);
}

static void
record (MatoiUpdatePage *self, Mode mode)
{
  const MatoiUpdate *source = matoi_post_draft_get_source (self->draft, self->session);
  MatoiCommand *command = update_command (self, source ? "update-post" : "update");

  set_url (self, command);
  if (source)
    {
      g_autofree char *id = matoi_id_dup_text (&source->id);
      MatoiCommand *approve = NULL;

      matoi_command_set (command, "update", id);
      if (mode == MODE_APPROVE)
        {
          approve = matoi_session_new_command (self->session, "update-approve");
          matoi_command_set (approve, "update", id);
        }
      send (self, approve ? approve : command, approve ? command : NULL, FALSE);
    }
  else
    {
      g_autofree char *text = matoi_post_draft_dup_text (self->draft);

      matoi_command_set (command, "to", self->draft->audience);
      matoi_command_set (command, "text", text);
      if (mode == MODE_APPROVE)
        matoi_command_set_flag (command, "approve", TRUE);
      send (self, command, NULL, FALSE);
    }
}

/* What the button says: records the post, or asks for it to be approved. */
void
matoi_update_page_act (MatoiUpdatePage *self)
{
  g_autofree char *text = NULL;
  Mode mode;

  if (self->publishing)
    {
      matoi_post_publish_act (self->upd_publish);
      return;
    }
  if (!self->draft || self->sending || !gtk_widget_get_sensitive (GTK_WIDGET (self->upd_primary)))
    return;
  text = matoi_post_draft_dup_text (self->draft);
  if (matoi_text_is_blank (text) || !check_time (self))
    return;
  mode = get_mode (self);
  if (mode == MODE_RECORD && !check_blanks (self, text))
    return;
  if (mode == MODE_ASK)
    matoi_update_page_save (self);
  else if (matoi_update_page_publishes (self))
    matoi_update_page_publish (self);
  else
    record (self, mode);
}
