/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-export"

#include "config.h"

#include <string.h>

#include "matoi-export.h"
#include "matoi-json.h"
#include "matoi-postmortem.h"

static void
set_id (JsonObject *object, const char *name, const MatoiId *id)
{
  char text[MATOI_ID_TEXT_LENGTH + 1];

  matoi_id_to_text (id, text);
  json_object_set_string_member (object, name, text);
}

static JsonObject *
append (JsonArray *array)
{
  JsonObject *object = json_object_new ();

  json_array_add_object_element (array, object);
  return object;
}

static void
set_evidence (JsonObject *object, GPtrArray *evidence)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < evidence->len; i++)
    {
      const MatoiEvidence *one = g_ptr_array_index (evidence, i);
      JsonObject *item = append (array);

      matoi_json_set_string (item, "url", one->url);
      matoi_json_set_string (item, "query", one->query);
      matoi_json_set_string (item, "none_reason", one->none_reason);
    }
  json_object_set_array_member (object, "evidence", array);
}

static JsonObject *
show_meeting (const MatoiMeeting *meeting)
{
  JsonObject *object = json_object_new ();
  JsonArray *attended = json_array_new (), *invitees = json_array_new ();

  matoi_json_set_time (object, "at", meeting ? meeting->at : MATOI_TIME_NONE);
  if (meeting != NULL && meeting->at != MATOI_TIME_NONE)
    json_object_set_int_member (object, "minutes", meeting->minutes);
  else
    json_object_set_null_member (object, "minutes");
  matoi_json_set_time (object, "held_at", meeting ? meeting->held_at : MATOI_TIME_NONE);
  for (guint i = 0; meeting != NULL && i < meeting->attended->len; i++)
    json_array_add_string_element (attended, g_ptr_array_index (meeting->attended, i));
  for (guint i = 0; meeting != NULL && i < meeting->invitees->len; i++)
    {
      const MatoiInvitee *invitee = g_ptr_array_index (meeting->invitees, i);
      JsonObject *item = append (invitees);

      matoi_json_set_string (item, "person", invitee->person);
      json_object_set_boolean_member (item, "required", invitee->required);
    }
  json_object_set_array_member (object, "attended", attended);
  json_object_set_array_member (object, "invitees", invitees);
  return object;
}

static JsonObject *
show_message (const MatoiExternal *message)
{
  JsonObject *object = json_object_new ();
  g_autofree char *text = message ? matoi_external_dup_text (message) : NULL;

  matoi_json_set_string (object, "state", message ? message->state : NULL);
  matoi_json_set_string (object, "text", text);
  matoi_json_set_string (object, "url", message ? message->url : NULL);
  return object;
}

static JsonArray *
show_comments (const MatoiPostmortem *self)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; self != NULL && i < self->comments->len; i++)
    {
      const MatoiComment *comment = g_ptr_array_index (self->comments, i);
      JsonObject *object = append (array);

      set_id (object, "id", &comment->id);
      matoi_json_set_string (object, "section", comment->section);
      matoi_json_set_string (object, "text", comment->text);
      matoi_json_set_string (object, "author", comment->author);
      matoi_json_set_time (object, "at", comment->at);
      matoi_json_set_string (object, "resolved_by", comment->resolved_by);
      matoi_json_set_time (object, "resolved_at", comment->resolved_at);
    }
  return array;
}

/* What the document tells, ascending. */
static JsonArray *
show_timeline (const MatoiIncident *incident)
{
  g_autoptr (GPtrArray) lines = matoi_postmortem_dup_timeline (incident);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < lines->len; i++)
    {
      const MatoiLine *line = g_ptr_array_index (lines, i);
      JsonObject *object;

      if (!line->told)
        continue;
      object = append (array);
      set_id (object, "id", line->entry != NULL ? &line->entry->id : &line->row->id);
      matoi_json_set_time (object, "occurred_at", line->occurred_at);
      matoi_json_set_string (object, "text", line->text);
      matoi_json_set_string (object, "anchor", line->anchor);
      json_object_set_boolean_member (object, "sourced", line->sourced);
      json_object_set_boolean_member (object, "learned_later", line->learned_later);
    }
  return array;
}

static JsonArray *
show_impact (const MatoiIncident *incident, gint64 now)
{
  JsonArray *rows = matoi_postmortem_get_list (incident, "impact");
  JsonArray *array = json_array_new ();

  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);
      const MatoiImpact *impact =
        matoi_postmortem_find_impact (incident->postmortem, matoi_json_get_string (row, "id"));
      gboolean computed = matoi_json_get_string (row, "computed") != NULL;
      g_autofree char *text = computed ? matoi_postmortem_dup_impact (incident, row, now) : NULL;
      JsonObject *object = append (array);

      matoi_json_set_string (object, "id", matoi_json_get_string (row, "id"));
      matoi_json_set_string (object, "name", matoi_text (row, "name"));
      matoi_json_set_string (object, "value", impact ? impact->value : text);
      matoi_json_set_string (object, "unknown_reason", impact ? impact->unknown_reason : NULL);
      matoi_json_set_string (object, "url", impact ? impact->url : NULL);
    }
  return array;
}

static JsonArray *
show_factors (const MatoiPostmortem *self)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < self->factors->len; i++)
    {
      const MatoiFactor *factor = g_ptr_array_index (self->factors, i);
      JsonObject *object;

      if (factor->removed)
        continue;
      object = append (array);
      set_id (object, "id", &factor->id);
      matoi_json_set_string (object, "what", factor->what);
      matoi_json_set_string (object, "why", factor->why);
      set_evidence (object, factor->evidence);
    }
  return array;
}

static JsonArray *
show_learned (const MatoiPostmortem *self)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < self->learned->len; i++)
    {
      const MatoiLearned *one = g_ptr_array_index (self->learned, i);
      JsonObject *object;

      if (one->removed)
        continue;
      object = append (array);
      set_id (object, "id", &one->id);
      matoi_json_set_string (object, "side", one->side);
      matoi_json_set_string (object, "text", one->text);
      if (one->has_action)
        set_id (object, "action", &one->action);
      else
        json_object_set_null_member (object, "action");
      matoi_json_set_string (object, "waiver", one->waiver);
    }
  return array;
}

/* By id: the text of a written section, or what a list of another kind holds. */
static JsonObject *
show_sections (const MatoiIncident *incident, gint64 now)
{
  const MatoiPostmortem *self = incident->postmortem;
  JsonArray *sections = matoi_postmortem_get_template (incident);
  JsonObject *object = json_object_new ();

  for (guint i = 0; self != NULL && i < json_array_get_length (sections); i++)
    {
      JsonObject *section = json_array_get_object_element (sections, i);
      const char *id = matoi_json_get_string (section, "id");
      const char *kind = matoi_json_get_string (section, "kind");

      if (g_strcmp0 (kind, "timeline") == 0)
        json_object_set_array_member (object, id, show_timeline (incident));
      else if (g_strcmp0 (kind, "impact") == 0)
        json_object_set_array_member (object, id, show_impact (incident, now));
      else if (g_strcmp0 (kind, "factors") == 0)
        json_object_set_array_member (object, id, show_factors (self));
      else if (g_strcmp0 (kind, "learned") == 0)
        json_object_set_array_member (object, id, show_learned (self));
      else if (g_strcmp0 (kind, "text") == 0 || g_strcmp0 (kind, "mail") == 0)
        json_object_set_string_member (
          object, id, matoi_section_get_text (matoi_postmortem_find_section (self, id)));
    }
  return object;
}

static JsonArray *
show_gate (const MatoiIncident *incident, const char *state, gint64 now)
{
  g_autoptr (GPtrArray) checks = matoi_postmortem_gates (incident, state, now);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < checks->len; i++)
    {
      const MatoiCheck *check = g_ptr_array_index (checks, i);
      JsonObject *object = append (array);

      matoi_json_set_string (object, "id", check->id);
      json_object_set_boolean_member (object, "met", check->met);
      matoi_json_set_string (object, "text", check->text);
      matoi_json_set_string (object, "fix", check->fix);
    }
  return array;
}

/**
 * matoi_export_gates:
 * @state_or_null: one state, or all that can be entered
 *
 * Returns: (transfer full): by state, every reason with met or not (§12.2)
 */
JsonObject *
matoi_export_gates (const MatoiIncident *incident, const char *state_or_null, gint64 now)
{
  static const char *const states[] = { "in-review", "reviewed", "closed" };
  JsonObject *object = json_object_new ();

  for (guint i = 0; incident->postmortem != NULL && i < G_N_ELEMENTS (states); i++)
    if (state_or_null == NULL || strcmp (state_or_null, states[i]) == 0)
      json_object_set_array_member (object, states[i], show_gate (incident, states[i], now));
  return object;
}

/** matoi_export_postmortem: (transfer full): "postmortem" of "show". */
JsonObject *
matoi_export_postmortem (const MatoiIncident *incident, gint64 now)
{
  const MatoiPostmortem *self = incident->postmortem;
  JsonObject *object = json_object_new ();

  matoi_json_set_string (object, "state", self ? self->state : NULL);
  matoi_json_set_string (object, "owner",
                         self && *self->owner != '\0' ? self->owner : incident->owner);
  matoi_json_set_time (object, "due_at", self ? self->due_at : MATOI_TIME_NONE);
  json_object_set_object_member (object, "meeting", show_meeting (self ? &self->meeting : NULL));
  json_object_set_object_member (object, "sections", show_sections (incident, now));
  json_object_set_object_member (object, "message", show_message (self ? &self->message : NULL));
  json_object_set_array_member (object, "comments", show_comments (self));
  json_object_set_object_member (object, "gates", matoi_export_gates (incident, NULL, now));
  return object;
}

/** matoi_export_actions: (transfer full): "actions" of "show". */
JsonArray *
matoi_export_actions (const MatoiIncident *incident)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < incident->actions->len; i++)
    {
      const MatoiAction *action = g_ptr_array_index (incident->actions, i);
      JsonObject *object = append (array), *ticket = json_object_new ();

      set_id (object, "id", &action->id);
      matoi_json_set_string (object, "text", action->text);
      matoi_json_set_string (object, "priority", action->priority);
      matoi_json_set_string (object, "kind", action->kind);
      matoi_json_set_string (object, "owner_team", action->owner_team);
      matoi_json_set_string (ticket, "key", action->key);
      matoi_json_set_string (ticket, "status", action->status);
      matoi_json_set_string (ticket, "category", action->category);
      matoi_json_set_string (ticket, "url", action->url);
      json_object_set_object_member (object, "ticket", ticket);
      matoi_json_set_string (object, "due_on", action->due_on);
      matoi_json_set_string (object, "state", action->state);
    }
  return array;
}
