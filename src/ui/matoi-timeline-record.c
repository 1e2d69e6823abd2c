/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-timeline-record.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-json.h"

/* Events that make no entry, but are a part of the story. */
static const char *const shown[] = {
  "todo.added",       "step.done",       "step.undone", "clock.snoozed",   "subteam.moved",
  "ask.acknowledged", "details.changed", "link.added",  "update.approved", "link.removed",
};

/* Entries of the system that nobody has to read to know what happened. Those of a newer Matoi are
 * not among them: what they say is not known. */
static const char *const noise[] = {
  "role.assigned", "role.released", "ask.extended",      "ask.reassigned",
  "ask.withdrawn", "ask.reopened",  "subteam.dissolved",
};

static gboolean
is_among (const char *const *types, gsize n, const char *type)
{
  for (gsize i = 0; i < n; i++)
    if (strcmp (types[i], type) == 0)
      return TRUE;
  return FALSE;
}

static guint8
find_filter (const MatoiKindLook *look)
{
  static const struct
  {
    const char *look;
    MatoiTimelineFilter filter;
  } filters[] = {
    { "fact", MATOI_TIMELINE_FACTS },
    { "detection", MATOI_TIMELINE_FACTS },
    { "hypothesis", MATOI_TIMELINE_HYPOTHESES },
    { "decision", MATOI_TIMELINE_DECISIONS },
    { "action", MATOI_TIMELINE_ACTIONS },
    { "update", MATOI_TIMELINE_UPDATES },
    { "todo", MATOI_TIMELINE_TODOS },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (filters); i++)
    if (strcmp (look->id, filters[i].look) == 0)
      return (guint8) filters[i].filter;
  return MATOI_TIMELINE_ALL;
}

static const MatoiKindLook *
find_look (const MatoiTimelineRecord *record)
{
  g_autofree char *word = NULL;

  if (record->entry)
    return matoi_ui_get_entry_look (record->entry);
  if (matoi_json_get_boolean (record->event->payload, "later", FALSE))
    return matoi_ui_get_line_look ("later");
  word = g_strndup (record->event->type, strcspn (record->event->type, "."));
  return matoi_ui_get_line_look (word);
}

/** matoi_timeline_record_get_incident: see the header. */
const char *
matoi_timeline_record_get_incident (const MatoiEvent *event)
{
  const char *url = NULL;

  if (event->payload &&
      (strcmp (event->type, "link.added") == 0 || strcmp (event->type, "link.removed") == 0))
    url = matoi_json_get_string (event->payload, "url");
  return url && g_str_has_prefix (url, "matoi:") ? url + strlen ("matoi:") : NULL;
}

/* Whether @event says that another incident was the same, and is the last one about it. */
static gboolean
stands (const MatoiIncident *incident, const MatoiEvent *event)
{
  const char *ref = matoi_timeline_record_get_incident (event);

  if (!ref || strcmp (event->type, "link.added") != 0)
    return FALSE;
  for (guint i = incident->events->len; i > 0; i--)
    {
      const MatoiEvent *other = g_ptr_array_index (incident->events, i - 1);

      if (other == event)
        return TRUE;
      if (g_strcmp0 (matoi_timeline_record_get_incident (other), ref) == 0)
        return FALSE;
    }
  return FALSE;
}

/* Makes @record of @event, which has been folded in. FALSE: it is nothing to be shown. */
gboolean
matoi_timeline_record_init (MatoiTimelineRecord *record,
                            const MatoiIncident *incident,
                            MatoiEvent *event)
{
  memset (record, 0, sizeof *record);
  record->event = event;
  record->entry = matoi_incident_find_entry (incident, &event->id);
  record->at = event->occurred_at;
  if (!record->entry && (!event->payload || !is_among (shown, G_N_ELEMENTS (shown), event->type) ||
                         g_ptr_array_find (incident->not_applied, event, NULL)))
    return FALSE;
  record->look = find_look (record);
  if (record->entry)
    {
      record->noise = strcmp (record->entry->kind, "system") == 0 &&
                      is_among (noise, G_N_ELEMENTS (noise), event->type);
      record->filter = record->noise ? MATOI_TIMELINE_ALL : find_filter (record->look);
      return TRUE;
    }
  if (strcmp (event->type, "todo.added") == 0)
    record->filter = MATOI_TIMELINE_TODOS;
  else
    record->noise = !stands (incident, event);
  return TRUE;
}

/* As the incident orders its entries: by when it happened, then by id. */
int
matoi_timeline_record_compare (gconstpointer a, gconstpointer b)
{
  const MatoiTimelineRecord *x = a, *y = b;

  if (x->at != y->at)
    return x->at < y->at ? -1 : 1;
  return matoi_id_compare (&x->event->id, &y->event->id);
}

/* Whether something else has taken its place: a correction, or nothing. */
gboolean
matoi_timeline_record_is_gone (const MatoiTimelineRecord *record, const MatoiIncident *incident)
{
  if (record->entry)
    return record->entry->has_successor;
  if (record->filter != MATOI_TIMELINE_TODOS)
    return FALSE;
  for (guint i = 0; i < incident->todos_dropped->len; i++)
    {
      const MatoiTodo *todo = g_ptr_array_index (incident->todos_dropped, i);

      if (matoi_id_equal (&todo->id, &record->event->id))
        return TRUE;
    }
  return FALSE;
}

/* The words of a person in it, or NULL where it has to be told by matoi_timeline_record_dup_text (). */
const char *
matoi_timeline_record_get_words (const MatoiTimelineRecord *record)
{
  if (record->entry)
    return strcmp (record->entry->kind, "system") != 0 ? record->entry->text : NULL;
  return strcmp (record->event->type, "todo.added") == 0
           ? matoi_json_get_string (record->event->payload, "text")
           : NULL;
}

static const char *
find_text (JsonObject *lists, const char *list, const char *id)
{
  JsonArray *items = lists && list ? matoi_json_get_array (lists, list) : NULL;

  for (guint i = 0; items && i < json_array_get_length (items); i++)
    {
      JsonObject *item = matoi_json_array_get_object (items, i);

      if (item && g_strcmp0 (matoi_json_get_string (item, "id"), id) == 0)
        return matoi_text (item, "text");
    }
  return NULL;
}

/* What the step @p is about says, in this incident's process. */
static const char *
get_step_text (const MatoiIncident *incident, JsonObject *p)
{
  const char *role = matoi_json_get_string (p, "role"), *step = matoi_json_get_string (p, "step");
  JsonObject *process = incident->policy ? matoi_policy_get_json (incident->policy) : NULL;
  const char *text = NULL;

  if (process)
    {
      text = find_text (matoi_json_get_object (process, "steps"), role, step);
      if (!text)
        text = find_text (matoi_json_get_object (process, "checklists"), role, step);
    }
  return text ? text : step ? step : "?";
}

static const char *
get_clock_name (const MatoiIncident *incident, JsonObject *p)
{
  const char *id = matoi_json_get_string (p, "clock");
  GPtrArray *clocks = incident->policy ? matoi_policy_get_clocks (incident->policy) : NULL;

  for (guint i = 0; clocks && i < clocks->len; i++)
    {
      const MatoiClockRule *rule = g_ptr_array_index (clocks, i);

      if (g_strcmp0 (rule->id, id) == 0)
        return matoi_text (rule->json, "name");
    }
  return id ? id : "?";
}

static char *
dup_snooze (const MatoiIncident *incident, JsonObject *p)
{
  int minutes = (int) CLAMP (matoi_json_get_int (p, "minutes", 0), 0, G_MAXINT);
  const char *reason = matoi_json_get_string (p, "reason");
  g_autofree char *text = NULL;

  if (minutes == 0)
    /* Translators: %s is the name of a clock that had been put off and runs again. */
    return g_strdup_printf (_ ("No longer put off: %s"), get_clock_name (incident, p));
  text =
    /* Translators: %1$s is the name of a clock such as "First public post", %2$d minutes. */
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Put off: %1$s, %2$d minute",
                                  "Put off: %1$s, %2$d minutes", (gulong) minutes),
                     get_clock_name (incident, p), minutes);
  if (!reason || !*reason)
    return g_steal_pointer (&text);
  /* Translators: %1$s is a sentence such as "Put off: First public post, 5 minutes", %2$s why. */
  return g_strdup_printf (_ ("%1$s — %2$s"), text, reason);
}

static char *
dup_seen_before (const char *ref, gboolean removed)
{
  return g_strdup_printf (
    /* Translators: %s is the reference of another incident; that it was the same is taken back. */
    removed ? _ ("Taken back: seen before in %s")
            /* Translators: %s is the reference of another incident, which was the same. */
            : _ ("Seen before in %s"), ref);
}

static char *
dup_acknowledgement (const MatoiIncident *incident, JsonObject *p)
{
  const char *text = matoi_json_get_string (p, "ask");
  const MatoiAsk *ask = NULL;
  MatoiId id;

  if (text && matoi_id_from_text (&id, text))
    ask = matoi_incident_find_ask (incident, &id);
  /* Translators: %s is what somebody was asked; they have said that they are on it. */
  return g_strdup_printf (_ ("Acknowledged: %s"), ask ? ask->text : "?");
}

static char *
dup_event_text (const MatoiIncident *incident, const MatoiEvent *event)
{
  const char *type = event->type, *linked = matoi_timeline_record_get_incident (event);
  JsonObject *p = event->payload;
  const char *person = matoi_json_get_string (p, "person"), *to = matoi_json_get_string (p, "to");
  const char *kind = matoi_json_get_string (p, "kind");

  if (strcmp (type, "step.done") == 0)
    /* Translators: %s is a step of somebody's role. */
    return g_strdup_printf (_ ("Step done: %s"), get_step_text (incident, p));
  if (strcmp (type, "step.undone") == 0)
    /* Translators: %s is a step of somebody's role. */
    return g_strdup_printf (_ ("Step open again: %s"), get_step_text (incident, p));
  if (strcmp (type, "clock.snoozed") == 0)
    return dup_snooze (incident, p);
  if (strcmp (type, "subteam.moved") == 0 && to)
    /* Translators: %1$s is a person, %2$s the sub-team they work in from now on. */
    return g_strdup_printf (_ ("%1$s → sub-team %2$s"), person ? person : "?", to);
  if (strcmp (type, "subteam.moved") == 0)
    /* Translators: %s is a person. */
    return g_strdup_printf (_ ("%s works in no sub-team any more"), person ? person : "?");
  if (strcmp (type, "details.changed") == 0)
    return g_strdup (_ ("The details of the incident were changed"));
  if (linked)
    return dup_seen_before (linked, strcmp (type, "link.removed") == 0);
  if (strcmp (type, "link.added") == 0)
    /* Translators: %s is the kind of a link, or its address. */
    return g_strdup_printf (_ ("Link added: %s"), kind ? kind : matoi_json_get_string (p, "url"));
  if (strcmp (type, "update.approved") == 0)
    return g_strdup (_ ("A status update was approved"));
  return dup_acknowledgement (incident, p);
}

/* One line that tells it, in the language of the interface. (transfer full) */
char *
matoi_timeline_record_dup_text (const MatoiTimelineRecord *record, const MatoiIncident *incident)
{
  const char *words = matoi_timeline_record_get_words (record);

  if (words)
    return g_strdup (words);
  if (record->entry)
    return matoi_entry_dup_text (incident, record->entry);
  return dup_event_text (incident, record->event);
}

/* The TODO with @id, or NULL. They are in the order of their ids, and there may be thousands. */
const MatoiTodo *
matoi_timeline_find_todo (const MatoiIncident *incident, const MatoiId *id)
{
  guint low = 0, high = incident->todos->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const MatoiTodo *todo = g_ptr_array_index (incident->todos, middle);
      int order = matoi_id_compare (&todo->id, id);

      if (order == 0)
        return todo;
      if (order < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return NULL;
}

/* The entry that @entry has taken the place of, or NULL. */
const MatoiEntry *
matoi_timeline_find_original (const MatoiIncident *incident, const MatoiEntry *entry)
{
  const char *text = NULL;
  MatoiId id;

  if (strcmp (entry->event->type, "entry.corrected") == 0 && entry->event->payload)
    text = matoi_json_get_string (entry->event->payload, "entry");
  return text && matoi_id_from_text (&id, text) ? matoi_incident_find_entry (incident, &id) : NULL;
}
