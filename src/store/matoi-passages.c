/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-search-private.h"

#include "matoi-postmortem.h"

/* What people wrote into an incident besides entries, TODOs and action items, as it reads now. */

typedef struct
{
  const MatoiIncident *incident;
  GHashTable *seqs; /* MatoiId → gint64 */
  GPtrArray *passages;
} Reader;

static void
passage_free (gpointer data)
{
  MatoiPassage *passage = data;

  g_free (passage->text);
  g_free (passage);
}

static gint64
find_seq (Reader *reader, const MatoiId *id)
{
  const gint64 *seq;

  if (reader->seqs == NULL)
    {
      reader->seqs = g_hash_table_new (matoi_id_hash, matoi_id_equal);
      for (guint i = 0; i < reader->incident->events->len; i++)
        {
          MatoiEvent *event = g_ptr_array_index (reader->incident->events, i);

          g_hash_table_insert (reader->seqs, &event->id, &event->seq);
        }
    }
  seq = g_hash_table_lookup (reader->seqs, id);
  return seq != NULL ? *seq : 0;
}

static void
add (Reader *reader, const char *kind, const MatoiId *id, gint64 at, ...)
{
  MatoiPassage *passage;
  gint64 seq = find_seq (reader, id);
  GString *text = g_string_new (NULL);
  va_list parts;

  va_start (parts, at);
  for (const char *part = va_arg (parts, const char *); part != (const char *) reader;
       part = va_arg (parts, const char *))
    if (part != NULL && *part != '\0')
      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", part);
  va_end (parts);
  /* An event that has not come in yet: it brings the words along. */
  if (seq == 0 || text->len == 0)
    {
      g_string_free (text, TRUE);
      return;
    }
  passage = g_new0 (MatoiPassage, 1);
  passage->seq = seq;
  passage->kind = kind;
  passage->id = *id;
  passage->at = at;
  passage->text = g_string_free (text, FALSE);
  g_ptr_array_add (reader->passages, passage);
}

static void
add_incident (Reader *reader)
{
  const MatoiIncident *incident = reader->incident;
  g_autoptr (GString) services = g_string_new (NULL);

  for (guint i = 0; i < incident->services->len; i++)
    g_string_append_printf (services, "%s%s", i > 0 ? ", " : "",
                            (char *) g_ptr_array_index (incident->services, i));
  add (reader, "incident", &incident->id, incident->declared_at, incident->ref, incident->title,
       incident->codename, services->str, incident->scope, incident->worst_case, reader);
}

static void
add_live (Reader *reader)
{
  const MatoiIncident *incident = reader->incident;

  for (guint i = 0; i < incident->asks->len; i++)
    {
      const MatoiAsk *ask = g_ptr_array_index (incident->asks, i);

      add (reader, "ask", &ask->id, ask->asked_at, ask->text, ask->answer, reader);
    }
  for (guint i = 0; i < incident->updates->len; i++)
    {
      const MatoiUpdate *update = g_ptr_array_index (incident->updates, i);

      add (reader, "update", &update->id, update->at, update->text, reader);
    }
  for (guint i = 0; i < incident->polls->len; i++)
    {
      const MatoiPoll *poll = g_ptr_array_index (incident->polls, i);

      add (reader, "poll", &poll->id, poll->opened_at, poll->text, poll->note, reader);
    }
  for (guint i = 0; i < incident->subteams->len; i++)
    {
      const MatoiSubteam *team = g_ptr_array_index (incident->subteams, i);

      add (reader, "subteam", &team->id, team->formed_at, team->name, team->task, reader);
    }
}

static void
add_sections (Reader *reader)
{
  const MatoiPostmortem *postmortem = reader->incident->postmortem;

  for (guint i = 0; i < postmortem->sections->len; i++)
    {
      const MatoiSection *section = g_ptr_array_index (postmortem->sections, i);
      const MatoiSectionVersion *last;

      if (section->versions->len == 0)
        continue;
      last = g_ptr_array_index (section->versions, section->versions->len - 1);
      add (reader, "section", &last->id, last->event->occurred_at, matoi_section_get_text (section),
           reader);
    }
}

/* The external message has no id of its own: it is that of the event that changed it last. */
static void
add_message (Reader *reader)
{
  const MatoiIncident *incident = reader->incident;
  g_autofree char *text = matoi_external_dup_text (&incident->postmortem->message);

  for (guint i = incident->events->len; text != NULL && i > 0; i--)
    {
      const MatoiEvent *event = g_ptr_array_index (incident->events, i - 1);

      if (!g_str_has_prefix (event->type, "postmortem.message"))
        continue;
      add (reader, "message", &event->id, event->occurred_at, text, reader);
      return;
    }
}

static void
add_document (Reader *reader)
{
  const MatoiPostmortem *postmortem = reader->incident->postmortem;

  add_sections (reader);
  add_message (reader);
  for (guint i = 0; i < postmortem->rows->len; i++)
    {
      const MatoiRow *row = g_ptr_array_index (postmortem->rows, i);

      add (reader, "row", &row->id,
           row->occurred_at != MATOI_TIME_NONE ? row->occurred_at : postmortem->created_at,
           row->text, reader);
    }
  for (guint i = 0; i < postmortem->factors->len; i++)
    {
      const MatoiFactor *factor = g_ptr_array_index (postmortem->factors, i);

      if (!factor->removed)
        add (reader, "factor", &factor->id, postmortem->created_at, factor->what, factor->why,
             reader);
    }
  for (guint i = 0; i < postmortem->learned->len; i++)
    {
      const MatoiLearned *learned = g_ptr_array_index (postmortem->learned, i);

      if (!learned->removed)
        add (reader, "lesson", &learned->id, postmortem->created_at, learned->text, reader);
    }
  for (guint i = 0; i < postmortem->comments->len; i++)
    {
      const MatoiComment *comment = g_ptr_array_index (postmortem->comments, i);

      add (reader, "comment", &comment->id, comment->at, comment->text, reader);
    }
}

/**
 * matoi_passages_of:
 *
 * Returns: (transfer full): of MatoiPassage; pure, from what @incident folds to
 */
GPtrArray *
matoi_passages_of (const MatoiIncident *incident)
{
  Reader reader = { incident, NULL, g_ptr_array_new_with_free_func (passage_free) };

  add_incident (&reader);
  add_live (&reader);
  if (incident->postmortem != NULL)
    add_document (&reader);
  g_clear_pointer (&reader.seqs, g_hash_table_unref);
  return reader.passages;
}
