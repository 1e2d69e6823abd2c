/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-brief.h"

#include <string.h>

#include "matoi-context-similar.h"
#include "matoi-postmortem.h"
#include "matoi-text.h"

static void
clear_span (gpointer data)
{
  g_free (((MatoiBriefSpan *) data)->label);
}

static void
person_free (gpointer data)
{
  MatoiBriefPerson *person = data;

  g_free (person->role);
  g_free (person->person);
  g_free (person);
}

static void
action_free (gpointer data)
{
  g_free (((MatoiBriefAction *) data)->text);
  g_free (data);
}

static void
entry_free (gpointer data)
{
  MatoiBriefEntry *entry = data;

  g_free (entry->kind);
  g_free (entry->text);
  g_free (entry);
}

/** matoi_brief_free: (nullable) */
void
matoi_brief_free (MatoiBrief *self)
{
  if (self == NULL)
    return;
  g_free (self->ref);
  g_free (self->title);
  g_free (self->severity);
  g_free (self->summary);
  g_array_unref (self->spans);
  g_array_unref (self->marks);
  g_ptr_array_unref (self->people);
  g_ptr_array_unref (self->actions);
  g_ptr_array_unref (self->entries);
  g_strfreev (self->services);
  g_strfreev (self->causes);
  g_strfreev (self->seen_before);
  g_free (self);
}

/* --- when */

static const MatoiSeverity *
find_severity (const MatoiIncident *incident, const char *id)
{
  return incident->policy != NULL && id != NULL ? matoi_policy_find_severity (incident->policy, id)
                                                : NULL;
}

static gint64
get_start (const MatoiIncident *incident)
{
  if (incident->started_at != MATOI_TIME_NONE)
    return incident->started_at;
  return incident->detected_at != MATOI_TIME_NONE ? incident->detected_at : incident->declared_at;
}

/* The same as matoi-insights-cells.c counts. */
static void
read_times (MatoiBrief *self, const MatoiIncident *incident)
{
  gint64 begin =
    incident->detected_at != MATOI_TIME_NONE ? incident->detected_at : incident->declared_at;
  const struct
  {
    gint64 from, to;
  } times[MATOI_BRIEF_N_TIMES] = {
    [MATOI_BRIEF_DETECT] = { incident->started_at, incident->detected_at },
    [MATOI_BRIEF_DECLARE] = { incident->detected_at, incident->declared_at },
    [MATOI_BRIEF_MITIGATE] = { begin, incident->mitigated_at },
    [MATOI_BRIEF_RESOLVE] = { begin, incident->ended_at },
  };

  for (guint i = 0; i < MATOI_BRIEF_N_TIMES; i++)
    self->times[i] = times[i].from == MATOI_TIME_NONE || times[i].to == MATOI_TIME_NONE
                       ? MATOI_TIME_NONE
                       : MAX (times[i].to - times[i].from, 0);
}

static void
read_spans (MatoiBrief *self, const MatoiIncident *incident)
{
  for (guint i = 0; i < incident->severities->len; i++)
    {
      const MatoiSeveritySpan *span = &g_array_index (incident->severities, MatoiSeveritySpan, i);
      const MatoiSeverity *severity = find_severity (incident, span->severity);
      MatoiBriefSpan one = { g_strdup (severity != NULL ? severity->label : span->severity),
                             severity != NULL ? severity->rank : 0, span->at, self->to };

      if (i > 0)
        g_array_index (self->spans, MatoiBriefSpan, i - 1).to = span->at;
      g_array_append_val (self->spans, one);
    }
}

static const char *
get_mark (const MatoiEntry *entry)
{
  static const char *const kinds[] = { "fact", "hypothesis", "decision", "action", "update" };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (entry->kind, kinds[i]) == 0)
      return kinds[i];
  return entry->event != NULL && g_str_has_prefix (entry->event->type, "severity.") ? "severity"
                                                                                    : "system";
}

static void
read_marks (MatoiBrief *self, const MatoiIncident *incident)
{
  for (guint i = 0; i < incident->entries->len; i++)
    {
      const MatoiEntry *entry = g_ptr_array_index (incident->entries, i);
      MatoiBriefMark mark = { entry->occurred_at, get_mark (entry) };

      if (!entry->struck && !entry->has_successor && mark.at >= self->from && mark.at <= self->to)
        g_array_append_val (self->marks, mark);
    }
}

/* --- who and what */

static gboolean
has_person (const MatoiBrief *self, const char *role, const char *person)
{
  for (guint i = 0; i < self->people->len; i++)
    {
      const MatoiBriefPerson *one = g_ptr_array_index (self->people, i);

      if (strcmp (one->role, role) == 0 && strcmp (one->person, person) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
read_people (MatoiBrief *self, const MatoiIncident *incident)
{
  for (guint i = 0; i < incident->assignments->len; i++)
    {
      const MatoiAssignment *held = g_ptr_array_index (incident->assignments, i);
      const MatoiRole *role =
        incident->policy != NULL ? matoi_policy_find_role (incident->policy, held->role) : NULL;
      const char *name = role != NULL ? matoi_text (role->json, "name") : held->role;
      MatoiBriefPerson *one;

      if (has_person (self, name, held->person))
        continue;
      one = g_new0 (MatoiBriefPerson, 1);
      one->role = g_strdup (name);
      one->person = g_strdup (held->person);
      g_ptr_array_add (self->people, one);
    }
}

static void
read_actions (MatoiBrief *self, const MatoiIncident *incident)
{
  for (guint i = 0; i < incident->actions->len; i++)
    {
      const MatoiAction *action = g_ptr_array_index (incident->actions, i);
      MatoiBriefAction *one = g_new0 (MatoiBriefAction, 1);

      one->text = g_strdup (action->text);
      one->open = matoi_action_is_open (action);
      one->state = matoi_action_state_name (action->state);
      g_ptr_array_add (self->actions, one);
    }
}

static void
read_entries (MatoiBrief *self, const MatoiIncident *incident)
{
  for (guint i = 0; i < incident->entries->len; i++)
    {
      const MatoiEntry *entry = g_ptr_array_index (incident->entries, i);
      gboolean key =
        g_strcmp0 (entry->kind, "decision") == 0 || (g_strcmp0 (entry->kind, "hypothesis") == 0 &&
                                                     g_strcmp0 (entry->verdict, "confirmed") == 0);
      MatoiBriefEntry *one;

      if (!key || entry->struck || entry->has_successor)
        continue;
      one = g_new0 (MatoiBriefEntry, 1);
      one->id = entry->id;
      one->at = entry->occurred_at;
      one->kind = g_strdup (entry->kind);
      one->text = g_strdup (entry->text);
      g_ptr_array_add (self->entries, one);
    }
}

static void
read_lists (MatoiBrief *self, const MatoiIncident *incident)
{
  g_autoptr (GStrvBuilder) services = g_strv_builder_new (), causes = g_strv_builder_new (),
                           seen = g_strv_builder_new ();
  const MatoiPostmortem *postmortem = incident->postmortem;

  for (guint i = 0; i < incident->services->len; i++)
    g_strv_builder_add (services, g_ptr_array_index (incident->services, i));
  for (guint i = 0; postmortem != NULL && i < postmortem->factors->len; i++)
    {
      const MatoiFactor *factor = g_ptr_array_index (postmortem->factors, i);

      if (!factor->removed && factor->what != NULL && *factor->what != '\0')
        g_strv_builder_add (causes, factor->what);
    }
  for (guint i = 0; i < incident->links->len; i++)
    {
      const char *ref = matoi_link_get_seen_before (g_ptr_array_index (incident->links, i));

      if (ref != NULL)
        g_strv_builder_add (seen, ref);
    }
  self->services = g_strv_builder_end (services);
  self->causes = g_strv_builder_end (causes);
  self->seen_before = g_strv_builder_end (seen);
}

/* The first words of the document, else the scope, else what was told last. */
static char *
dup_summary (const MatoiIncident *incident)
{
  JsonArray *template = incident->postmortem ? matoi_postmortem_get_template (incident) : NULL;

  for (guint i = 0; template != NULL && i < json_array_get_length (template); i++)
    {
      JsonObject *section = json_array_get_object_element (template, i);
      const char *id = json_object_get_string_member_with_default (section, "id", "");
      const char *kind = json_object_get_string_member_with_default (section, "kind", "text");
      const char *text =
        matoi_section_get_text (matoi_postmortem_find_section (incident->postmortem, id));

      if (strcmp (kind, "text") == 0 && *text != '\0')
        return matoi_text_dup_plain (text);
    }
  if (incident->scope != NULL && *incident->scope != '\0')
    return g_strdup (incident->scope);
  for (guint i = incident->updates->len; i > 0; i--)
    {
      const MatoiUpdate *update = g_ptr_array_index (incident->updates, i - 1);

      if (g_strcmp0 (update->state, "posted") == 0)
        return g_strdup (update->text);
    }
  return g_strdup ("");
}

/** matoi_brief_new: see the header. */
MatoiBrief *
matoi_brief_new (const MatoiIncident *incident, gint64 now)
{
  MatoiBrief *self = g_new0 (MatoiBrief, 1);
  const MatoiSeverity *severity;

  g_return_val_if_fail (incident != NULL, NULL);

  severity = incident->policy != NULL ? matoi_postmortem_get_severity (incident) : NULL;
  self->id = incident->id;
  self->ref = g_strdup (incident->ref);
  self->title = g_strdup (matoi_incident_get_public_title (incident));
  self->severity = g_strdup (severity != NULL ? severity->label : incident->severity);
  self->rank = severity != NULL ? severity->rank : 0;
  self->drill = incident->drill;
  self->security = incident->security;
  self->live = incident->ended_at == MATOI_TIME_NONE;
  self->from = get_start (incident);
  self->to = MAX (self->live ? now : incident->ended_at, self->from);
  self->spans = g_array_new (FALSE, TRUE, sizeof (MatoiBriefSpan));
  g_array_set_clear_func (self->spans, clear_span);
  self->marks = g_array_new (FALSE, TRUE, sizeof (MatoiBriefMark));
  self->people = g_ptr_array_new_with_free_func (person_free);
  self->actions = g_ptr_array_new_with_free_func (action_free);
  self->entries = g_ptr_array_new_with_free_func (entry_free);
  read_times (self, incident);
  read_spans (self, incident);
  read_marks (self, incident);
  read_people (self, incident);
  read_actions (self, incident);
  read_entries (self, incident);
  read_lists (self, incident);
  self->summary = dup_summary (incident);
  self->postmortem_state =
    incident->postmortem != NULL ? matoi_postmortem_state_name (incident->postmortem->state) : NULL;
  return self;
}
