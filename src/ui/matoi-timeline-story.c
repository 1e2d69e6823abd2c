/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-timeline-story.h"

#include <string.h>

#include "matoi-json.h"

MatoiTimelineStory *
matoi_timeline_story_new (void)
{
  MatoiTimelineStory *self = g_new0 (MatoiTimelineStory, 1);

  self->records = g_array_new (FALSE, FALSE, sizeof (MatoiTimelineRecord));
  self->texts = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  return self;
}

void
matoi_timeline_story_free (MatoiTimelineStory *self)
{
  g_array_unref (self->records);
  g_hash_table_unref (self->texts);
  g_clear_pointer (&self->query, matoi_text_query_free);
  g_free (self);
}

MatoiTimelineRecord *
matoi_timeline_story_get (MatoiTimelineStory *self, guint index)
{
  return &g_array_index (self->records, MatoiTimelineRecord, index);
}

/* --- looking for words */

/* The text of @record for the search; kept, since it takes long to tell. */
static const char *
get_text (MatoiTimelineStory *self, const MatoiTimelineRecord *record)
{
  const char *text = matoi_timeline_record_get_words (record);

  if (text)
    return text;
  text = g_hash_table_lookup (self->texts, record->event);
  if (!text)
    {
      text = matoi_timeline_record_dup_text (record, self->incident);
      g_hash_table_insert (self->texts, record->event, (gpointer) text);
    }
  return text;
}

static gboolean
finds_in_evidence (const MatoiTextQuery *query, guint word, const MatoiEntry *entry)
{
  for (guint i = 0; entry && i < entry->evidence->len; i++)
    {
      const MatoiEvidence *evidence = g_ptr_array_index (entry->evidence, i);

      if (matoi_text_query_finds (query, word, evidence->url) ||
          matoi_text_query_finds (query, word, evidence->query) ||
          matoi_text_query_finds (query, word, evidence->none_reason))
        return TRUE;
    }
  return FALSE;
}

static void
search (MatoiTimelineStory *self, MatoiTimelineRecord *record)
{
  guint n_words = self->query ? matoi_text_query_get_n_words (self->query) : 0;

  record->found = TRUE;
  for (guint i = 0; i < n_words && record->found; i++)
    record->found = matoi_text_query_finds (self->query, i, get_text (self, record)) ||
                    matoi_text_query_finds (self->query, i, record->event->actor) ||
                    finds_in_evidence (self->query, i, record->entry);
}

/* Looks for @filter and for every word of @text from now on. */
void
matoi_timeline_story_narrow (MatoiTimelineStory *self, MatoiTimelineFilter filter, const char *text)
{
  self->filter = filter;
  g_clear_pointer (&self->query, matoi_text_query_free);
  if (text && *text)
    self->query = matoi_text_query_new (text);
  for (guint i = 0; i < self->records->len; i++)
    search (self, matoi_timeline_story_get (self, i));
}

/* Whether something is left out. */
gboolean
matoi_timeline_story_is_narrowed (MatoiTimelineStory *self)
{
  return self->filter != MATOI_TIMELINE_ALL || self->query != NULL;
}

/* --- reading the incident */

/* Reads all of @incident, or nothing. */
void
matoi_timeline_story_read (MatoiTimelineStory *self, const MatoiIncident *incident)
{
  self->incident = incident;
  g_array_set_size (self->records, 0);
  g_hash_table_remove_all (self->texts);
  for (guint i = 0; incident && i < incident->events->len; i++)
    {
      MatoiTimelineRecord record;

      if (!matoi_timeline_record_init (&record, incident, g_ptr_array_index (incident->events, i)))
        continue;
      search (self, &record);
      g_array_append_val (self->records, record);
    }
  /* Nearly in order already: GLib sorts by merging. */
  g_array_sort (self->records, matoi_timeline_record_compare);
}

static guint
find_place (MatoiTimelineStory *self, const MatoiTimelineRecord *wanted)
{
  guint low = 0, high = self->records->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (matoi_timeline_record_compare (matoi_timeline_story_get (self, middle), wanted) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* Adds what @event shows, at *@index; FALSE: nothing. */
gboolean
matoi_timeline_story_add (MatoiTimelineStory *self, MatoiEvent *event, guint *index)
{
  MatoiTimelineRecord record;

  if (!matoi_timeline_record_init (&record, self->incident, event))
    return FALSE;
  search (self, &record);
  *index = find_place (self, &record);
  g_array_insert_val (self->records, *index, record);
  return TRUE;
}

/* --- asking */

/* Whether something else has taken the place of the record @index. */
gboolean
matoi_timeline_story_is_gone (MatoiTimelineStory *self, guint index)
{
  return matoi_timeline_record_is_gone (matoi_timeline_story_get (self, index), self->incident);
}

/* Whether the record @index is what is looked for. */
gboolean
matoi_timeline_story_is_shown (MatoiTimelineStory *self, guint index)
{
  const MatoiTimelineRecord *record = matoi_timeline_story_get (self, index);

  return record->found && (self->filter == MATOI_TIMELINE_ALL || record->filter == self->filter) &&
         !matoi_timeline_story_is_gone (self, index);
}

/* How many records there are, looked for or not. */
guint
matoi_timeline_story_count (MatoiTimelineStory *self)
{
  guint n = 0;

  for (guint i = 0; i < self->records->len; i++)
    n += !matoi_timeline_story_is_gone (self, i);
  return n;
}

gboolean
matoi_timeline_story_find_event (MatoiTimelineStory *self, MatoiEvent *event, guint *index)
{
  MatoiTimelineRecord wanted = { .event = event, .at = event->occurred_at };

  *index = find_place (self, &wanted);
  return *index < self->records->len && matoi_timeline_story_get (self, *index)->event == event;
}

/* Entries are found by their time; a TODO is looked for among all. */
gboolean
matoi_timeline_story_find_id (MatoiTimelineStory *self, const MatoiId *id, guint *index)
{
  const MatoiEntry *entry = self->incident ? matoi_incident_find_entry (self->incident, id) : NULL;

  if (entry)
    return matoi_timeline_story_find_event (self, entry->event, index);
  for (*index = self->records->len; *index > 0;)
    if (matoi_id_equal (&matoi_timeline_story_get (self, --*index)->event->id, id))
      return TRUE;
  return FALSE;
}

/* The record that @event is about, if any. */
gboolean
matoi_timeline_story_find_subject (MatoiTimelineStory *self, const MatoiEvent *event, guint *index)
{
  const char *text = event->payload ? matoi_json_get_string (event->payload, "entry") : NULL;
  MatoiId id;

  if (!text && event->payload && g_str_has_prefix (event->type, "todo."))
    text = matoi_json_get_string (event->payload, "todo");
  if (!text || !matoi_id_from_text (&id, text))
    return FALSE;
  /* What changed at the service also concerns what has corrected the entry since. */
  if (strcmp (event->type, "entry.source") == 0)
    for (const MatoiEntry *entry = self->incident ? matoi_incident_find_entry (self->incident, &id)
                                                  : NULL;
         entry && entry->has_successor;
         entry = matoi_incident_find_entry (self->incident, &entry->successor))
      id = entry->successor;
  return matoi_timeline_story_find_id (self, &id, index);
}
