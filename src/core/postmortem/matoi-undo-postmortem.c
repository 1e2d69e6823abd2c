/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-postmortem-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-incident-private.h"
#include "matoi-json.h"

/* What of a document is taken back by saying what stood there before. States, meetings and what
 * has left the house are not here; the words of a section have an undo of their own. */

/* The event of the same type before @event whose @member is the same; the newest. */
static const MatoiEvent *
find_before (const MatoiUndo *undo, const MatoiEvent *event, const char *member, const char *value)
{
  return matoi_undo_find_before (undo->incident, event, event->type, member, value);
}

/* The event @id itself. */
static const MatoiEvent *
find_event (const MatoiUndo *undo, const char *id)
{
  for (guint i = 0; i < undo->incident->events->len; i++)
    {
      const MatoiEvent *event = g_ptr_array_index (undo->incident->events, i);
      char text[MATOI_ID_TEXT_LENGTH + 1];

      matoi_id_to_text (&event->id, text);
      if (strcmp (text, id) == 0 && event->payload != NULL)
        return event;
    }
  return NULL;
}

/* A command with what @payload says. */
static MatoiCommand *
add_again (MatoiUndo *undo, const char *name, JsonObject *payload)
{
  MatoiCommand *command = matoi_undo_add (undo, name);
  JsonObjectIter iter;
  const char *member;
  JsonNode *node;

  json_object_iter_init (&iter, payload);
  while (json_object_iter_next (&iter, &member, &node))
    json_object_set_member (command->args, member, json_node_copy (node));
  return command;
}

static void
undo_row (MatoiUndo *undo, const MatoiEvent *event, JsonObject *p)
{
  const char *entry = matoi_json_get_string (p, "entry"), *row = matoi_json_get_string (p, "row");
  const MatoiEvent *before = NULL;
  g_autofree char *id = matoi_id_dup_text (&event->id);
  MatoiCommand *command;

  if (entry != NULL)
    before = find_before (undo, event, "entry", entry);
  else if (row != NULL)
    before = find_before (undo, event, "row", row);
  if (before == NULL && row != NULL)
    before = find_event (undo, row);
  command = add_again (undo, "pm-row", before != NULL ? before->payload : p);
  if (entry == NULL)
    matoi_command_set (command, "row", row != NULL ? row : id);
  if (before == NULL)
    matoi_command_set_flag (command, "reset", TRUE);
}

static void
undo_keyed (MatoiUndo *undo,
            const MatoiEvent *event,
            JsonObject *p,
            const char *name,
            const char *member)
{
  const char *key = matoi_json_get_string (p, member);
  const MatoiEvent *before = find_before (undo, event, member, key);

  if (before != NULL)
    add_again (undo, name, before->payload);
  else
    matoi_command_set (matoi_undo_add (undo, name), member, key);
}

static void
undo_impact (MatoiUndo *undo, const MatoiEvent *event, JsonObject *p)
{
  undo_keyed (undo, event, p, "pm-impact", "row");
}

static void
undo_assigned (MatoiUndo *undo, const MatoiEvent *event, JsonObject *p)
{
  undo_keyed (undo, event, p, "pm-assign", "section");
}

/* What was added goes; what was changed or removed is again as it was. */
static void
undo_element (MatoiUndo *undo, const MatoiEvent *event, JsonObject *p, const char *name)
{
  const char *id = matoi_json_get_string (p, "id");
  g_autofree char *own = matoi_id_dup_text (&event->id);
  const MatoiEvent *before = id != NULL ? find_before (undo, event, "id", id) : NULL;
  MatoiCommand *command;

  if (id != NULL && before == NULL)
    before = find_event (undo, id);
  command = before != NULL ? add_again (undo, name, before->payload) : matoi_undo_add (undo, name);
  matoi_command_set (command, "id", id != NULL ? id : own);
  if (before == NULL)
    matoi_command_set_flag (command, "removed", TRUE);
}

static void
undo_factor (MatoiUndo *undo, const MatoiEvent *event, JsonObject *p)
{
  undo_element (undo, event, p, "pm-factor");
}

static void
undo_learned (MatoiUndo *undo, const MatoiEvent *event, JsonObject *p)
{
  undo_element (undo, event, p, "pm-learned");
}

static void
undo_switch (MatoiUndo *undo, JsonObject *p, const char *name)
{
  MatoiCommand *command = add_again (undo, name, p);

  json_object_set_boolean_member (command->args, "on", !matoi_json_get_boolean (p, "on", TRUE));
}

static void
undo_tick (MatoiUndo *undo, const MatoiEvent *event, JsonObject *p)
{
  undo_switch (undo, p, "pm-tick");
}

static void
undo_dismissed (MatoiUndo *undo, const MatoiEvent *event, JsonObject *p)
{
  undo_switch (undo, p, "pm-dismiss");
}

static void
undo_action_added (MatoiUndo *undo, const MatoiEvent *event, JsonObject *p)
{
  const MatoiAction *action = matoi_incident_find_action (undo->incident, &event->id);
  g_autofree char *id = matoi_id_dup_text (&event->id);

  if (action != NULL && action->key == NULL)
    matoi_command_set (matoi_undo_add (undo, "action-drop"), "action", id);
}

/* Another ticket: the one before it again. The first one stays until another is linked. */
static void
undo_action_ticketed (MatoiUndo *undo, const MatoiEvent *event, JsonObject *p)
{
  const char *key = matoi_json_get_string (p, "key");
  const MatoiEvent *before =
    find_before (undo, event, "action", matoi_json_get_string (p, "action"));
  MatoiId id;
  const MatoiAction *action =
    matoi_fold_read_id (p, "action", &id) ? matoi_incident_find_action (undo->incident, &id) : NULL;

  if (action != NULL && before != NULL && g_strcmp0 (action->key, key) == 0)
    add_again (undo, "action-link", before->payload);
}

static void
undo_action_wont (MatoiUndo *undo, const MatoiEvent *event, JsonObject *p)
{
  MatoiId id;
  const MatoiAction *action =
    matoi_fold_read_id (p, "action", &id) ? matoi_incident_find_action (undo->incident, &id) : NULL;

  if (action != NULL && strcmp (action->state, "wont") == 0)
    matoi_command_set (matoi_undo_add (undo, "action-reopen"), "action",
                       matoi_json_get_string (p, "action"));
}

static void
undo_resolved (MatoiUndo *undo, const MatoiEvent *event, JsonObject *p)
{
  MatoiCommand *command = matoi_undo_add (undo, "pm-resolve");

  matoi_command_set (command, "comment", matoi_json_get_string (p, "comment"));
  if (!matoi_json_get_boolean (p, "open", FALSE))
    matoi_command_set_flag (command, "open", TRUE);
}

const MatoiUndoRule matoi_undo_postmortem[] = {
  { "postmortem.row", undo_row },
  { "postmortem.impact", undo_impact },
  { "postmortem.assigned", undo_assigned },
  { "postmortem.factor", undo_factor },
  { "postmortem.learned", undo_learned },
  { "postmortem.tick", undo_tick },
  { "postmortem.resolved", undo_resolved },
  { "action.added", undo_action_added },
  { "action.ticketed", undo_action_ticketed },
  { "action.wont", undo_action_wont },
  { "postmortem.dismissed", undo_dismissed },
  { NULL },
};
