/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The lines of the entry bar on their way to the log. */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-entry-private.h"
#include "matoi-line-page.h"
#include "matoi-line.h"
#include "matoi-ui-text.h"

/* How long a line may be on its way before a spinner says so; most take a few milliseconds. */
#define SPINNER_DELAY_MS 300

static void send_first (MatoiEntryBar *self);

/* What was entered for the incident shown. (transfer none) */
MatoiEntryHistory *
matoi_entry_bar_get_history (MatoiEntryBar *self)
{
  const MatoiId *id = &matoi_session_get_incident (self->session)->id;
  MatoiEntryHistory *history = g_hash_table_lookup (self->histories, id);

  if (!history)
    {
      history = matoi_entry_history_new ();
      g_hash_table_insert (self->histories, matoi_id_copy (id), history);
    }
  return history;
}

static gboolean
show_spinner (gpointer user_data)
{
  MatoiEntryBar *self = user_data;

  self->spinner_id = 0;
  gtk_widget_set_visible (GTK_WIDGET (self->bar_spinner), TRUE);
  gtk_spinner_start (self->bar_spinner);
  return G_SOURCE_REMOVE;
}

static void
stop_spinner (MatoiEntryBar *self)
{
  g_clear_handle_id (&self->spinner_id, g_source_remove);
  gtk_spinner_stop (self->bar_spinner);
  gtk_widget_set_visible (GTK_WIDGET (self->bar_spinner), FALSE);
}

void
matoi_entry_bar_forget_lines (MatoiEntryBar *self)
{
  g_queue_clear_full (&self->lines, g_free);
  g_clear_pointer (&self->submitted, g_free);
  stop_spinner (self);
}

/* Takes the first @n characters out of the field; it is no typing. */
static void
delete_first (MatoiEntryBar *self, guint n)
{
  gint64 typed_at = self->typed_at;

  for (GList *link = self->lines.head; link; link = link->next)
    ((MatoiEntryLine *) link->data)->end -= n;
  gtk_editable_delete_text (GTK_EDITABLE (self->bar_text), 0, (int) n);
  /* What follows keeps its own first key. */
  self->typed_at = typed_at;
  matoi_entry_bar_keep (self);
}

/* The line on its way is durable: takes it out of the field and sends the next one. */
static void
accept_line (MatoiEntryBar *self)
{
  g_autofree MatoiEntryLine *done = g_queue_pop_head (&self->lines);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->bar_text));

  stop_spinner (self);
  if (!done || !self->submitted)
    return;
  if (g_str_has_prefix (text, self->submitted))
    delete_first (self, done->end);
  else
    /* Somebody went back into the saved text: what stands there now is theirs to enter again. */
    g_queue_clear_full (&self->lines, g_free);
  g_clear_pointer (&self->submitted, g_free);
  if (self->lines.length > 0)
    send_first (self);
}

/* What was entered behind a line that is refused, and that line: they wait as drafts, each for
 * itself, and what is being typed is not disturbed. */
static void
park_entered (MatoiEntryBar *self)
{
  const MatoiId *incident = &matoi_session_get_incident (self->session)->id;
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->bar_text));
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint from = 0;

  for (GList *link = self->lines.head; link; link = link->next)
    {
      const MatoiEntryLine *line = link->data;

      g_ptr_array_add (lines, g_utf8_substring (text, from, line->end));
      g_array_append_val (times, line->typed_at);
      from = line->end;
    }
  g_queue_clear_full (&self->lines, g_free);
  delete_first (self, from);
  for (guint i = lines->len; i > 0; i--)
    matoi_drafts_park_at (self->drafts, incident, g_ptr_array_index (lines, i - 1),
                          g_array_index (times, gint64, i - 1));
}

/* The line on its way is not recorded: it stays in the field, and @message says why and what
 * to do; Enter tries it again. */
static void
refuse_line (MatoiEntryBar *self, const char *message)
{
  MatoiEntryLine *first = g_queue_peek_head (&self->lines);
  gboolean alone = self->lines.length < 2 && !*matoi_entry_bar_get_typed (self);
  g_autofree char *both = NULL;

  if (first && !alone)
    {
      park_entered (self);
      /* Translators: %s says why a line was not recorded, in whole sentences. */
      both = g_strdup_printf (_ ("%s The line waits under the drafts."), message);
    }
  else if (first && self->typed_at == MATOI_TIME_NONE)
    self->typed_at = first->typed_at;
  matoi_entry_bar_forget_lines (self);
  matoi_entry_bar_keep (self);
  matoi_entry_bar_show_message (self, both ? both : message);
  self->keep_message = both != NULL;
}

/* --- one line; it is not cancelled when another incident is opened or the window is closed:
 * it was entered */

typedef struct
{
  MatoiEntryBar *bar;
  MatoiDrafts *drafts;
  MatoiId incident;
  char *line; /* as it stands in the field */
  guint turn;
} Submission;

static void
submission_free (Submission *submission)
{
  g_object_unref (submission->bar);
  g_object_unref (submission->drafts);
  g_free (submission->line);
  g_free (submission);
}

static void
on_answer (Submission *submission, const GError *error)
{
  MatoiEntryBar *self = submission->bar;
  g_autofree char *message = error ? matoi_ui_dup_error (error) : NULL;
  const char *text;

  if (submission->turn == self->turn && error)
    refuse_line (self, message);
  else if (submission->turn == self->turn)
    accept_line (self);
  else if (!error && self->session &&
           matoi_id_equal (&submission->incident, &matoi_session_get_incident (self->session)->id))
    {
      /* The incident was left and opened again meanwhile: the line stands in front. */
      text = gtk_editable_get_text (GTK_EDITABLE (self->bar_text));
      if (g_str_has_prefix (text, submission->line))
        delete_first (self, (guint) g_utf8_strlen (submission->line, -1));
    }
  else if (!error)
    matoi_drafts_forget (submission->drafts, &submission->incident, submission->line);
}

static void
on_submitted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  MatoiReceipt *receipt = matoi_session_submit_finish (MATOI_SESSION (source), result, &error);

  on_answer (user_data, error);
  g_clear_pointer (&receipt, matoi_context_free_receipt);
  submission_free (user_data);
}

/* The blanks around a line are nobody's words. */
static char *
dup_trimmed (const char *line)
{
  const char *begin = line, *end = line + strlen (line), *before;

  while (*begin && g_unichar_isspace (g_utf8_get_char (begin)))
    begin = g_utf8_next_char (begin);
  while (end > begin && (before = g_utf8_prev_char (end)) >= begin &&
         g_unichar_isspace (g_utf8_get_char (before)))
    end = before;
  return g_strndup (begin, (gsize) (end - begin));
}

static void
open_page (MatoiEntryBar *self, const MatoiCommand *command)
{
  GVariant *parameter;
  const char *action = matoi_line_page_get_action (command, &parameter);

  if (parameter)
    g_variant_ref_sink (parameter);
  if (!gtk_widget_activate_action_variant (GTK_WIDGET (self), action, parameter))
    g_signal_emit_by_name (self, "command", command);
  g_clear_pointer (&parameter, g_variant_unref);
}

/* @away: another incident is about to be shown; what cannot be sent stays among its drafts. */
static void
submit (MatoiEntryBar *self, const char *line, gint64 typed_at, gboolean away)
{
  const char *me = matoi_session_get_identity (self->session);
  g_autofree char *trimmed = dup_trimmed (line), *quoted = NULL, *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (MatoiCommand) command = matoi_line_page_parse (trimmed, me);
  Submission *submission;

  if (command && away)
    return;
  if (command)
    {
      matoi_entry_history_add (matoi_entry_bar_get_history (self), trimmed);
      accept_line (self);
      open_page (self, command);
      return;
    }
  quoted = matoi_candidates_dup_quoted (self->candidates, trimmed);
  /* A time in the line means the clock that is shown beside it. */
  command = matoi_line_parse (quoted, me, typed_at, matoi_session_get_zone (self->session), &error);
  if (!command)
    {
      text = matoi_ui_dup_error (error);
      if (!away)
        refuse_line (self, text);
      return;
    }
  matoi_entry_history_add (matoi_entry_bar_get_history (self), trimmed);
  submission = g_new0 (Submission, 1);
  submission->bar = g_object_ref (self);
  submission->drafts = g_object_ref (self->drafts);
  submission->incident = matoi_session_get_incident (self->session)->id;
  submission->line = g_strdup (line);
  submission->turn = self->turn;
  matoi_session_submit_async (self->session, g_steal_pointer (&command), on_submitted, submission);
}

static void
send_first (MatoiEntryBar *self)
{
  MatoiEntryLine *line = g_queue_peek_head (&self->lines);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->bar_text));
  g_autofree char *copy = NULL;

  g_free (self->submitted);
  self->submitted = g_utf8_substring (text, 0, line->end);
  copy = g_strdup (self->submitted);
  self->spinner_id = g_timeout_add (SPINNER_DELAY_MS, show_spinner, self);
  submit (self, copy, line->typed_at, FALSE);
}

/* What is typed behind the lines on their way is entered. */
void
matoi_entry_bar_enter (MatoiEntryBar *self)
{
  MatoiEntryLine *line;

  if (!self->session)
    return;
  matoi_entry_bar_hide_message (self);
  matoi_entry_bar_stamp (self);
  line = g_new (MatoiEntryLine, 1);
  line->end = (guint) gtk_entry_buffer_get_length (gtk_text_get_buffer (self->bar_text));
  line->typed_at = self->typed_at;
  self->typed_at = MATOI_TIME_NONE;
  g_queue_push_tail (&self->lines, line);
  if (self->lines.length == 1)
    send_first (self);
}

/* Another incident is about to be shown: what was entered and waits for its turn is sent now;
 * the log keeps the order. */
void
matoi_entry_bar_send_all (MatoiEntryBar *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->bar_text));
  g_autofree char *all = g_strdup (text);
  g_autoptr (GArray) waiting = g_array_new (FALSE, FALSE, sizeof (MatoiEntryLine));
  guint from = 0;

  for (GList *link = self->lines.head; link; link = link->next)
    g_array_append_vals (waiting, link->data, 1);
  self->turn++;
  g_clear_pointer (&self->submitted, g_free);
  for (guint i = 0; i < waiting->len; i++)
    {
      const MatoiEntryLine *line = &g_array_index (waiting, MatoiEntryLine, i);
      g_autofree char *one = g_utf8_substring (all, from, line->end);

      /* The first one is on its way already. */
      if (i > 0)
        submit (self, one, line->typed_at, TRUE);
      from = line->end;
    }
}
