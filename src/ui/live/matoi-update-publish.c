/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-update-page-private.h"

#include <string.h>

#include "matoi-status-page.h"
#include "matoi-ui-text.h"

/* A public update on its way to the status page: kept and approved first, then the last step before
 * the public is shown (IC-17). */

/* Whether the next step is the status page; with a link it was posted by hand already. */
gboolean
matoi_update_page_publishes (MatoiUpdatePage *self)
{
  const MatoiIncident *incident = matoi_session_get_incident (self->session);

  return strcmp (self->draft->audience, "public") == 0 && !incident->drill && !incident->security &&
         gtk_entry_get_text_length (GTK_ENTRY (self->upd_url)) == 0 &&
         matoi_status_page_is_used (matoi_session_get_context (self->session));
}

static void
show_publish (MatoiUpdatePage *self)
{
  MatoiId update = self->draft->source;

  self->publishing = TRUE;
  matoi_update_page_show_page (self);
  matoi_post_publish_begin (self->upd_publish, self->session, &update);
  /* A page that still watches is not what a text of the end belongs on; who leads confirms it there. */
  if (g_strcmp0 (self->draft->stage, "resolved") == 0)
    matoi_post_publish_propose (self->upd_publish, "resolved");
}

/* Back to the text, if it was left. */
void
matoi_update_page_leave_publish (MatoiUpdatePage *self)
{
  if (!self->publishing)
    return;
  self->publishing = FALSE;
  matoi_post_publish_end (self->upd_publish);
  if (!self->draft || !self->session)
    return;
  matoi_update_page_show_page (self);
  matoi_update_page_show_state (self);
}

/* It was seen where it stands: the next post begins anew. */
void
matoi_update_page_published (MatoiUpdatePage *self)
{
  g_autofree char *key = NULL;

  if (!self->draft || !self->session)
    return;
  key = matoi_update_page_dup_key (self->session, self->draft->audience);
  matoi_update_page_leave_publish (self);
  matoi_update_page_forget (self, key);
  g_signal_emit_by_name (self, "done");
}

/* --- kept, then approved */

typedef struct
{
  MatoiUpdatePage *page;
  MatoiPostDraft *draft; /* only compared */
  gboolean drafted;      /* it is on the record */
} Keeping;

static void
keeping_free (Keeping *keeping)
{
  g_object_unref (keeping->page);
  g_free (keeping);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Keeping, keeping_free)

static void go_on (Keeping *keeping);

static void
on_kept (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Keeping) keeping = user_data;
  g_autoptr (GError) error = NULL;
  MatoiSession *session = MATOI_SESSION (source);
  MatoiUpdatePage *self = keeping->page;
  MatoiReceipt *receipt = matoi_session_submit_finish (session, result, &error);
  gboolean is_shown = self->session == session && self->draft && self->draft == keeping->draft;

  self->sending = FALSE;
  if (is_shown && !receipt)
    {
      g_autofree char *text = matoi_ui_dup_error (error);

      matoi_update_page_show_message (self, text, FALSE);
    }
  else if (is_shown)
    {
      if (!keeping->drafted && receipt->events->len > 0)
        {
          keeping->drafted = TRUE;
          self->draft->has_source = TRUE;
          self->draft->source = ((MatoiEvent *) g_ptr_array_index (receipt->events, 0))->id;
        }
      go_on (g_steal_pointer (&keeping));
    }
  g_clear_pointer (&receipt, matoi_context_free_receipt);
  if (self->session && self->draft)
    matoi_update_page_show_state (self);
}

static void
submit (Keeping *keeping, MatoiCommand *command)
{
  MatoiUpdatePage *self = keeping->page;

  self->sending = TRUE;
  matoi_update_page_show_message (self, NULL, FALSE);
  matoi_update_page_show_state (self);
  matoi_session_submit_async (self->session, command, on_kept, keeping);
}

static MatoiCommand *
new_draft (MatoiUpdatePage *self)
{
  g_autofree char *text = matoi_post_draft_dup_text (self->draft);
  MatoiCommand *command = matoi_session_new_command (self->session, "update");

  if (matoi_post_needs_time (self->draft->stage))
    matoi_command_set_int (command, "next_at", self->draft->next_at);
  matoi_command_set (command, "to", self->draft->audience);
  matoi_command_set (command, "text", text);
  matoi_command_set_flag (command, "draft", TRUE);
  return command;
}

/* What is still to be done before it can be shown. */
static void
go_on (Keeping *keeping)
{
  MatoiUpdatePage *self = keeping->page;
  const MatoiUpdate *source = matoi_post_draft_get_source (self->draft, self->session);
  g_autofree char *id = source ? matoi_id_dup_text (&source->id) : NULL;
  MatoiCommand *command;

  if (!source && !keeping->drafted)
    {
      submit (keeping, new_draft (self));
      return;
    }
  keeping->drafted = TRUE;
  if (source && strcmp (source->state, "draft") == 0 &&
      matoi_incident_holds (matoi_session_get_incident (self->session), "ic",
                            matoi_session_get_identity (self->session)))
    {
      command = matoi_session_new_command (self->session, "update-approve");
      matoi_command_set (command, "update", id);
      submit (keeping, command);
      return;
    }
  keeping_free (keeping);
  show_publish (self);
}

/* Shows how the text is going to stand on the status page. */
void
matoi_update_page_publish (MatoiUpdatePage *self)
{
  Keeping *keeping = g_new0 (Keeping, 1);

  keeping->page = g_object_ref (self);
  keeping->draft = self->draft;
  go_on (keeping);
}
