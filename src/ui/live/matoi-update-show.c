/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-update-page-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

const char *const matoi_audience_ids[MATOI_N_AUDIENCES] = { "channel", "executives", "public",
                                                            "company" };
const char *const matoi_lang_ids[MATOI_N_LANGS] = { "en", "ja", "both" };

/* What a draft is kept under. */
char *
matoi_update_page_dup_key (MatoiSession *session, const char *audience)
{
  g_autofree char *id = matoi_id_dup_text (&matoi_session_get_incident (session)->id);

  return g_strdup_printf ("%s/%s", id, audience);
}

void
matoi_update_page_show_guide (MatoiUpdatePage *self)
{
  g_autofree char *text = matoi_post_draft_dup_text (self->draft);
  g_autofree char *count = NULL;
  glong n = g_utf8_strlen (text, -1);
  MatoiPost post;

  matoi_post_draft_get_post (self->draft, self->session, &post);
  matoi_post_guide_show (self->upd_guide, &post, text, self->draft->ticked);
  count = g_strdup_printf (
    /* Translators: the length of a post. */
    g_dngettext (GETTEXT_PACKAGE, "%ld character", "%ld characters", (gulong) n), n);
  gtk_label_set_text (self->upd_count, count);
  gtk_widget_set_visible (GTK_WIDGET (self->upd_x), strcmp (self->draft->audience, "public") == 0);
  matoi_post_x_show (self->upd_x, self->session, text);
}

void
matoi_update_page_text_changed (MatoiUpdatePage *self)
{
  if (!self->draft || !self->session)
    return;
  matoi_update_page_show_guide (self);
  matoi_update_page_show_state (self);
  if (!self->sending)
    matoi_update_page_show_message (self, NULL, FALSE);
}

static void
show_stages (MatoiUpdatePage *self)
{
  GtkStringList *names = gtk_string_list_new (NULL);
  guint selected = 0;

  g_strfreev (self->stages);
  self->stages =
    matoi_post_stages (matoi_session_get_incident (self->session), self->draft->audience);
  for (guint i = 0; self->stages[i]; i++)
    {
      gtk_string_list_append (names, matoi_post_stage_name (self->stages[i]));
      if (strcmp (self->stages[i], self->draft->stage) == 0)
        selected = i;
    }
  gtk_drop_down_set_model (self->upd_stage, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->upd_stage, selected);
  g_object_unref (names);
}

void
matoi_update_page_show_draft (MatoiUpdatePage *self)
{
  self->showing = TRUE;
  for (guint i = 0; i < MATOI_N_AUDIENCES; i++)
    gtk_toggle_button_set_active (self->audiences[i],
                                  strcmp (matoi_audience_ids[i], self->draft->audience) == 0);
  for (guint i = 0; i < MATOI_N_LANGS; i++)
    gtk_toggle_button_set_active (self->langs[i],
                                  strcmp (matoi_lang_ids[i], self->draft->lang) == 0);
  show_stages (self);
  matoi_post_time_show (self->upd_time, self->draft->minutes, self->draft->next_at);
  gtk_widget_set_visible (GTK_WIDGET (self->upd_time), matoi_post_needs_time (self->draft->stage));
  gtk_editable_set_text (GTK_EDITABLE (self->upd_url), self->draft->url ? self->draft->url : "");
  self->showing = FALSE;
  matoi_update_page_show_guide (self);
  matoi_update_page_show_state (self);
}

/* SEC-07: of a security incident only the responders hear. */
gboolean
matoi_update_page_is_closed (MatoiUpdatePage *self, const char *audience)
{
  return matoi_session_get_incident (self->session)->security && strcmp (audience, "channel") != 0;
}

void
matoi_update_page_show_page (MatoiUpdatePage *self)
{
  gboolean closed = matoi_update_page_is_closed (self, self->draft->audience);

  gtk_stack_set_visible_child_name (self->upd_stack, closed             ? "nothing"
                                                     : self->publishing ? "publish"
                                                                        : "compose");
  gtk_widget_set_visible (self->upd_foot, !closed && !self->publishing);
  matoi_post_queue_show (self->upd_queue, self->session,
                         self->draft->has_source ? &self->draft->source : NULL);
}

static void
keep_url (MatoiUpdatePage *self)
{
  if (!self->draft)
    return;
  g_free (self->draft->url);
  self->draft->url = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->upd_url)));
}

void
matoi_update_page_leave_draft (MatoiUpdatePage *self)
{
  if (!self->draft)
    return;
  keep_url (self);
  g_signal_handlers_disconnect_by_data (self->draft->buffer, self);
  self->draft = NULL;
}

/* Goes to what is being written to @audience; what was written so far stays as it is. */
void
matoi_update_page_show_audience (MatoiUpdatePage *self, const char *audience)
{
  g_autofree char *key = matoi_update_page_dup_key (self->session, audience);
  MatoiPostDraft *draft = g_hash_table_lookup (self->drafts, key);

  matoi_update_page_leave_publish (self);
  matoi_update_page_leave_draft (self);
  if (!draft)
    {
      draft = matoi_post_draft_new (self->session, audience);
      g_hash_table_insert (self->drafts, g_steal_pointer (&key), draft);
    }
  else
    matoi_post_draft_renew (draft, self->session);
  self->draft = draft;
  gtk_text_view_set_buffer (self->upd_text, draft->buffer);
  g_signal_connect_swapped (draft->buffer, "changed", G_CALLBACK (matoi_update_page_text_changed),
                            self);
  matoi_update_page_show_message (self, NULL, FALSE);
  matoi_update_page_show_draft (self);
  matoi_update_page_show_page (self);
}

void
matoi_update_page_focus_text (MatoiUpdatePage *self)
{
  if (matoi_update_page_is_closed (self, self->draft->audience))
    gtk_widget_grab_focus (self->upd_private);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->upd_text));
}

/* The draft under @key is on the record. */
void
matoi_update_page_forget (MatoiUpdatePage *self, const char *key)
{
  MatoiPostDraft *draft = g_hash_table_lookup (self->drafts, key);
  g_autofree char *audience = draft ? g_strdup (draft->audience) : NULL;
  gboolean is_shown = draft && draft == self->draft;

  if (is_shown)
    matoi_update_page_leave_draft (self);
  g_hash_table_remove (self->drafts, key);
  if (is_shown && self->session)
    matoi_update_page_show_audience (self, audience);
}
