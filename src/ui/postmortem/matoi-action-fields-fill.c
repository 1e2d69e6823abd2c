/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What of the fields of an action item is recorded, and what is still missing. */

#include "config.h"

#include "matoi-action-fields-private.h"

#include <glib/gi18n-lib.h>

#include "matoi-json.h"

const char *const matoi_action_kinds[MATOI_ACTION_KINDS] = { "prevent", "mitigate", "process",
                                                             "detect" };
const char *const matoi_action_priorities[MATOI_ACTION_PRIORITIES] = { "P0", "P1", "P2", "P3" };

/* ACT-03: whether tickets are made for it; none named in the process: for all. */
gboolean
matoi_action_fields_gets_ticket (MatoiActionFields *self, const char *priority)
{
  MatoiPolicy *policy = matoi_session_get_incident (self->session)->policy;
  JsonArray *list =
    policy ? matoi_json_get_array (matoi_policy_get_json (policy), "ticket_priorities") : NULL;

  for (guint i = 0; list && i < json_array_get_length (list); i++)
    if (g_strcmp0 (matoi_json_array_get_string (list, i), priority) == 0)
      return TRUE;
  return !list || json_array_get_length (list) == 0;
}

const char *
matoi_action_fields_get_priority (MatoiActionFields *self)
{
  return matoi_action_priorities[MIN (gtk_drop_down_get_selected (self->act_priority),
                                      MATOI_ACTION_PRIORITIES - 1)];
}

static const char *
get_kind (MatoiActionFields *self)
{
  return matoi_action_kinds[MIN (gtk_drop_down_get_selected (self->act_kind),
                                 MATOI_ACTION_KINDS - 1)];
}

static gboolean
set_if_new (MatoiCommand *command, const char *arg, const char *value, const char *before)
{
  if (g_strcmp0 (value, before ? before : "") == 0)
    return FALSE;
  matoi_command_set (command, arg, value);
  return TRUE;
}

/* Below the line it needs a reason before it is recorded. */
static gboolean
fill_priority (MatoiActionFields *self, MatoiCommand *command, const char *before)
{
  const char *priority = matoi_action_fields_get_priority (self);
  g_autofree char *typed = matoi_line_entry_dup_text (self->act_reason);
  const char *reason = *typed ? typed : self->is_noted ? self->reason : NULL;

  if (g_strcmp0 (priority, before) == 0)
    return FALSE;
  if (!matoi_action_fields_gets_ticket (self, priority))
    {
      if (before && !reason)
        return FALSE;
      matoi_command_set (command, "reason", reason);
    }
  matoi_command_set (command, "priority", priority);
  return TRUE;
}

/* Puts what differs from @before, or all, into @command; FALSE: nothing does. */
gboolean
matoi_action_fields_fill (MatoiActionFields *self, MatoiCommand *command, const MatoiAction *before)
{
  g_autofree char *text = matoi_line_entry_dup_text (self->act_text);
  g_autofree char *team = matoi_team_entry_dup_team (self->act_team);
  g_autofree char *day = matoi_day_entry_dup_day (self->act_due);
  gboolean any = fill_priority (self, command, before ? before->priority : NULL);

  /* An action item always says something. */
  if (*text)
    any |= set_if_new (command, "text", text, before ? before->text : NULL);
  any |= set_if_new (command, "kind", get_kind (self), before ? before->kind : NULL);
  any |= set_if_new (command, "owner_team", team, before ? before->owner_team : NULL);
  if (day && *day)
    any |= set_if_new (command, "due_on", day, before ? before->due_on : NULL);
  return any;
}

/* (transfer full) */
char *
matoi_action_fields_dup_text (MatoiActionFields *self)
{
  return matoi_line_entry_dup_text (self->act_text);
}

/* What is missing before a new one can be recorded, with the keyboard put there. (nullable) */
const char *
matoi_action_fields_get_problem (MatoiActionFields *self)
{
  g_autofree char *text = matoi_line_entry_dup_text (self->act_text);
  g_autofree char *team = matoi_team_entry_dup_team (self->act_team);
  g_autofree char *reason = matoi_line_entry_dup_text (self->act_reason);

  if (!*text)
    return _ ("Say what is to be done.");
  if (!matoi_action_fields_gets_ticket (self, matoi_action_fields_get_priority (self)) && !*reason)
    return _ ("Say why it is noted without a ticket, or give it a higher priority.");
  if (!*team)
    return _ ("Say which team owns it.");
  if (!matoi_day_entry_is_valid (self->act_due))
    return _ ("Write the day as 2026-12-06.");
  return NULL;
}
