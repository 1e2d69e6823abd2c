/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-post-draft.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* All that is in the text; (transfer full). */
char *
matoi_post_draft_dup_text (MatoiPostDraft *draft)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (draft->buffer, &start, &end);
  return gtk_text_buffer_get_text (draft->buffer, &start, &end, FALSE);
}

/* One step, so that one Ctrl+Z brings back what was there. */
static void
replace_text (GtkTextBuffer *buffer, const char *text)
{
  GtkTextIter start, end;

  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, text, -1);
  gtk_text_buffer_end_user_action (buffer);
}

/* Puts the caret where the person has to write: at the first gap. */
static void
go_to_gap (GtkTextBuffer *buffer)
{
  GtkTextIter start, from, to;

  gtk_text_buffer_get_start_iter (buffer, &start);
  if (gtk_text_iter_forward_search (&start, "…", 0, &from, &to, NULL))
    gtk_text_buffer_select_range (buffer, &to, &from);
  else
    {
      gtk_text_buffer_get_end_iter (buffer, &to);
      gtk_text_buffer_place_cursor (buffer, &to);
    }
}

/* Did the person write anything Matoi did not propose? */
gboolean
matoi_post_draft_is_touched (MatoiPostDraft *draft)
{
  g_autofree char *text = matoi_post_draft_dup_text (draft);

  return g_strcmp0 (text, draft->composed) != 0;
}

/* What the rules of posts want to know. Borrows from @draft and @session. */
void
matoi_post_draft_get_post (MatoiPostDraft *draft, MatoiSession *session, MatoiPost *post)
{
  post->incident = matoi_session_get_incident (session);
  post->audience = draft->audience;
  post->stage = draft->stage;
  post->lang = draft->lang;
  post->channel =
    matoi_context_get_setting (matoi_session_get_context (session), "contact.channel");
  post->now = matoi_session_get_now (session);
  post->next_at = draft->next_at;
  post->zone = matoi_session_get_zone (session);
}

static void
take_time_text (MatoiPostDraft *draft, MatoiSession *session)
{
  g_free (draft->time_text);
  draft->time_text = matoi_post_time_text (draft->next_at, matoi_session_get_zone (session));
}

/* Writes the text of the process anew, over what is there; it can be undone in the editor. */
void
matoi_post_draft_fill (MatoiPostDraft *draft, MatoiSession *session)
{
  MatoiPost post;

  matoi_post_draft_get_post (draft, session, &post);
  g_free (draft->composed);
  draft->composed = matoi_post_compose (&post);
  take_time_text (draft, session);
  g_hash_table_remove_all (draft->ticked);
  replace_text (draft->buffer, draft->composed);
  go_to_gap (draft->buffer);
}

/* When the page is opened: a text nobody has touched tells the present state. */
void
matoi_post_draft_renew (MatoiPostDraft *draft, MatoiSession *session)
{
  const MatoiIncident *incident = matoi_session_get_incident (session);

  if (matoi_post_draft_is_touched (draft) || draft->has_source)
    return;
  if (draft->minutes > 0)
    draft->next_at = matoi_session_get_now (session) + draft->minutes * MATOI_MINUTE;
  g_free (draft->stage);
  draft->stage = g_strdup (matoi_post_suggest_stage (incident, draft->audience));
  matoi_post_draft_fill (draft, session);
}

void
matoi_post_draft_set_stage (MatoiPostDraft *draft, MatoiSession *session, const char *stage)
{
  gboolean touched = matoi_post_draft_is_touched (draft);

  g_free (draft->stage);
  draft->stage = g_strdup (stage);
  if (!touched)
    matoi_post_draft_fill (draft, session);
}

void
matoi_post_draft_set_lang (MatoiPostDraft *draft, MatoiSession *session, const char *lang)
{
  gboolean touched = matoi_post_draft_is_touched (draft);

  g_free (draft->lang);
  draft->lang = g_strdup (lang);
  if (!touched)
    matoi_post_draft_fill (draft, session);
}

static void
replace_all (GtkTextBuffer *buffer, const char *from, const char *to)
{
  GtkTextIter at, start, end;

  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_get_start_iter (buffer, &at);
  while (gtk_text_iter_forward_search (&at, from, 0, &start, &end, NULL))
    {
      gtk_text_buffer_delete (buffer, &start, &end);
      gtk_text_buffer_insert (buffer, &start, to, -1);
      at = start;
    }
  gtk_text_buffer_end_user_action (buffer);
}

/* Another promise: the text says so too where it said the old one. */
void
matoi_post_draft_set_time (MatoiPostDraft *draft,
                           MatoiSession *session,
                           gint64 minutes,
                           gint64 next_at)
{
  gboolean touched = matoi_post_draft_is_touched (draft);
  g_autofree char *old = g_steal_pointer (&draft->time_text);

  draft->minutes = minutes;
  draft->next_at = next_at;
  if (!touched)
    {
      matoi_post_draft_fill (draft, session);
      return;
    }
  take_time_text (draft, session);
  if (old != NULL && strcmp (old, draft->time_text) != 0)
    replace_all (draft->buffer, old, draft->time_text);
}

/* Adds a line at the end, ready to be filled in. */
void
matoi_post_draft_add_line (MatoiPostDraft *draft, const char *line)
{
  GtkTextIter end;
  g_autofree char *text = matoi_post_draft_dup_text (draft);

  gtk_text_buffer_begin_user_action (draft->buffer);
  gtk_text_buffer_get_end_iter (draft->buffer, &end);
  if (*text != '\0' && !g_str_has_suffix (text, "\n"))
    gtk_text_buffer_insert (draft->buffer, &end, "\n", -1);
  gtk_text_buffer_insert (draft->buffer, &end, line, -1);
  gtk_text_buffer_end_user_action (draft->buffer);
  if (g_str_has_suffix (line, "…"))
    {
      GtkTextIter gap = end;

      gtk_text_iter_backward_char (&gap);
      gtk_text_buffer_select_range (draft->buffer, &end, &gap);
    }
  else
    gtk_text_buffer_place_cursor (draft->buffer, &end);
}

/* Goes on with @update, a draft that is on the record. */
void
matoi_post_draft_load (MatoiPostDraft *draft, MatoiSession *session, const MatoiUpdate *update)
{
  draft->has_source = TRUE;
  draft->source = update->id;
  if (update->next_at != MATOI_TIME_NONE)
    {
      draft->minutes = 0;
      draft->next_at = update->next_at;
    }
  g_hash_table_remove_all (draft->ticked);
  take_time_text (draft, session);
  replace_text (draft->buffer, update->text);
  go_to_gap (draft->buffer);
}

/* The draft on the record that the text still is, word for word, or NULL. */
const MatoiUpdate *
matoi_post_draft_get_source (MatoiPostDraft *draft, MatoiSession *session)
{
  const MatoiUpdate *update;
  g_autofree char *text = NULL;

  if (!draft->has_source)
    return NULL;
  update = matoi_incident_find_update (matoi_session_get_incident (session), &draft->source);
  if (update == NULL || strcmp (update->state, "posted") == 0)
    return NULL;
  text = matoi_post_draft_dup_text (draft);
  return strcmp (update->text, text) == 0 ? update : NULL;
}

/* What the process proposes to say to @audience now. */
MatoiPostDraft *
matoi_post_draft_new (MatoiSession *session, const char *audience)
{
  MatoiPostDraft *draft = g_new0 (MatoiPostDraft, 1);
  const MatoiIncident *incident = matoi_session_get_incident (session);

  draft->audience = g_strdup (audience);
  draft->stage = g_strdup (matoi_post_suggest_stage (incident, audience));
  draft->lang =
    /* Translators: the code of your language if the process presets are written
     * in it ("en" or "ja"), else "en" */
    g_strdup (C_ ("language of the presets", "en"));
  draft->ticked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  draft->minutes = matoi_post_suggest_minutes (incident, audience);
  draft->next_at = matoi_session_get_now (session) + draft->minutes * MATOI_MINUTE;
  draft->buffer = gtk_text_buffer_new (NULL);
  gtk_text_buffer_set_enable_undo (draft->buffer, TRUE);
  gtk_text_buffer_begin_irreversible_action (draft->buffer);
  matoi_post_draft_fill (draft, session);
  gtk_text_buffer_end_irreversible_action (draft->buffer);
  return draft;
}

void
matoi_post_draft_free (MatoiPostDraft *draft)
{
  g_free (draft->audience);
  g_free (draft->stage);
  g_free (draft->lang);
  g_free (draft->composed);
  g_free (draft->time_text);
  g_free (draft->url);
  g_clear_object (&draft->buffer);
  g_hash_table_unref (draft->ticked);
  g_free (draft);
}
