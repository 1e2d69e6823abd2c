/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include "matoi-replay.h"

#include <glib/gi18n-lib.h>

#include "matoi-export.h"
#include "matoi-json.h"

/* Which command makes such an event; its arguments have the names of the payload. A sub-team is
 * dissolved by its name, which that event does not hold. */
static const struct
{
  const char *type, *command;
} makers[] = {
  { "incident.declared", "declare" },
  { "entry.added", "note" },
  { "entry.struck", "strike" },
  { "entry.settled", "confirm" },
  { "entry.evidence", "evidence" },
  { "entry.corrected", "correct" },
  { "entry.source", "source-changed" },
  { "severity.changed", "severity" },
  { "severity.final", "final-severity" },
  { "phase.changed", "phase" },
  { "role.assigned", "role-assign" },
  { "role.released", "role-release" },
  { "responder.offered", "offer" },
  { "ask.opened", "ask" },
  { "ask.answered", "answer" },
  { "ask.extended", "extend" },
  { "ask.acknowledged", "ack" },
  { "ask.reassigned", "reassign" },
  { "todo.added", "todo" },
  { "todo.done", "todo-done" },
  { "step.done", "step-done" },
  { "step.undone", "step-undo" },
  { "poll.opened", "poll" },
  { "poll.closed", "poll-close" },
  { "update.drafted", "update" },
  { "update.approved", "update-approve" },
  { "update.posted", "update-post" },
  { "subteam.formed", "subteam" },
  { "security.enabled", "security" },
  { "details.changed", "details" },
  { "link.added", "link" },
  { "link.removed", "unlink" },
  { "incident.ended", "end" },
  { "incident.reopened", "reopen" },
  { "entry.restored", "restore" },
  { "entry.unsettled", "unsettle" },
  { "ask.withdrawn", "ask-withdraw" },
  { "ask.reopened", "ask-reopen" },
  { "todo.dropped", "todo-drop" },
  { "todo.reopened", "todo-reopen" },
  { "subteam.moved", "subteam-move" },
  { "clock.snoozed", "snooze" },
};

static const char *
find_command (const MatoiEvent *event)
{
  if (g_str_equal (event->type, "entry.settled") &&
      g_strcmp0 (matoi_json_get_string (event->payload, "verdict"), "ruled-out") == 0)
    return "rule-out";
  for (guint i = 0; i < G_N_ELEMENTS (makers); i++)
    if (g_str_equal (event->type, makers[i].type))
      return makers[i].command;
  return NULL;
}

/* NULL if nothing is to be played for @event. */
static MatoiCommand *
make_command (const MatoiEvent *event)
{
  const char *name = event->payload != NULL ? find_command (event) : NULL;
  MatoiCommand *command;
  JsonObjectIter iter;
  const char *member;
  JsonNode *value;

  if (name == NULL)
    return NULL;
  command = matoi_command_new (name, event->actor);
  json_object_iter_init (&iter, event->payload);
  while (json_object_iter_next (&iter, &member, &value))
    json_object_set_member (command->args, member, json_node_copy (value));
  command->occurred_at = event->occurred_at;
  command->external_id = matoi_id_dup_text (&event->id);
  if (g_str_equal (name, "declare") && json_object_has_member (command->args, "ref"))
    json_object_remove_member (command->args, "ref");
  else if (g_str_equal (name, "update"))
    {
      matoi_command_set_flag (command, "draft",
                              g_strcmp0 (matoi_json_get_string (event->payload, "state"),
                                         "posted") != 0);
      matoi_command_set_flag (command, "approve",
                              matoi_json_get_string (event->payload, "approved_by") != NULL);
    }
  else if (g_str_equal (name, "end") && matoi_json_get_string (command->args, "override") == NULL)
    matoi_command_set (command, "override", "replay");
  return command;
}

/**
 * matoi_replay_read_bundle:
 * @bundle: Matoi's own JSON
 * @policy_id: (out) (transfer full) (nullable): the process it was led by
 * @error: MATOI_ERROR_INPUT names the event
 *
 * Returns: (transfer full) (element-type MatoiCommand): what would make its events again, in
 *   their order; the first is "declare", and each has the id of its event as external id
 */
GPtrArray *
matoi_replay_read_bundle (JsonObject *bundle, char **policy_id, GError **error)
{
  g_autofree char *policy_text = NULL;
  g_autoptr (GPtrArray) events = matoi_export_read_bundle (bundle, &policy_text, error);
  g_autoptr (GPtrArray) commands = NULL;

  if (events == NULL)
    return NULL;
  *policy_id = policy_text != NULL
                 ? g_strdup (matoi_json_get_string (matoi_json_get_object (bundle, "policy"), "id"))
                 : NULL;
  commands = g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_command_free);
  for (guint i = 0; i < events->len; i++)
    {
      const MatoiEvent *event = g_ptr_array_index (events, i);
      MatoiCommand *command = make_command (event);

      /* The declaration has the lowest id, but nobody vouches for the order of the file. */
      if (command != NULL && matoi_id_equal (&event->id, &event->incident))
        g_ptr_array_insert (commands, 0, command);
      else if (command != NULL && !g_str_equal (command->name, "declare"))
        g_ptr_array_add (commands, command);
      else
        g_clear_pointer (&command, matoi_command_free);
    }
  if (commands->len > 0 &&
      g_str_equal (((MatoiCommand *) g_ptr_array_index (commands, 0))->name, "declare"))
    return g_steal_pointer (&commands);
  g_set_error_literal (
    error, MATOI_ERROR, MATOI_ERROR_INPUT,
    _ ("The declaration of this incident was erased, so it cannot be played. Nothing was "
                          "written."));
  return NULL;
}
