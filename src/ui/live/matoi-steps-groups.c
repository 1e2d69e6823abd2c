/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-steps-groups.h"

#include <glib/gi18n-lib.h>

#include "matoi-json.h"

/* IC-16: what was put off is asked again. */
#define ASK_AGAIN_MINUTES 20

static void
group_free (gpointer data)
{
  MatoiStepGroup *group = data;

  g_free (group->id);
  g_free (group->label);
  g_free (group);
}

static void
add (GPtrArray *groups, const char *id, char *label, gboolean checklist)
{
  MatoiStepGroup *group = g_new0 (MatoiStepGroup, 1);

  group->id = g_strdup (id);
  group->label = label;
  group->checklist = checklist;
  g_ptr_array_add (groups, group);
}

/* The lists of the person in front of the screen: one for each role they hold, and for the
 * commander the checklist of the severity (§9). In a security incident its checklist, in place of
 * the one that has notices on it, for everybody with a role (SEC-08). (transfer full) of
 * MatoiStepGroup */
GPtrArray *
matoi_step_groups_of (MatoiSession *session)
{
  const MatoiIncident *incident = matoi_session_get_incident (session);
  GPtrArray *groups = g_ptr_array_new_with_free_func (group_free);
  GPtrArray *roles = incident->policy ? matoi_policy_get_roles (incident->policy) : NULL;
  const char *me = matoi_session_get_identity (session);

  /* What is left to be done afterwards stands in the postmortem. */
  if (!matoi_session_is_live (session))
    return groups;
  for (guint i = 0; roles && *me && i < roles->len; i++)
    {
      const MatoiRole *role = g_ptr_array_index (roles, i);
      const MatoiSeverity *severity;

      if (!matoi_incident_holds (incident, role->id, me))
        continue;
      add (groups, role->id, g_strdup (matoi_text (role->json, "name")), FALSE);
      severity = matoi_policy_find_severity (incident->policy, incident->severity);
      if (g_strcmp0 (role->id, "ic") == 0 && severity && !incident->security)
        /* Translators: the name of a list of steps; %s is a severity such as SEV-1. Short. */
        add (groups, severity->id, g_strdup_printf (_ ("%s Checklist"), severity->label), TRUE);
    }
  if (incident->security && groups->len > 0)
    /* Translators: the name of a list of steps, that of a security incident. Short. */
    add (groups, MATOI_STEPS_SECURITY, g_strdup (C_ ("list of steps", "Security")), TRUE);
  return groups;
}

/* Are these the same lists, with the same names? */
gboolean
matoi_step_groups_equal (GPtrArray *a, GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    {
      const MatoiStepGroup *x = g_ptr_array_index (a, i), *y = g_ptr_array_index (b, i);

      if (g_strcmp0 (x->id, y->id) != 0 || g_strcmp0 (x->label, y->label) != 0 ||
          x->checklist != y->checklist)
        return FALSE;
    }
  return TRUE;
}

/* The steps of @group in their order; (nullable) */
JsonArray *
matoi_step_group_get_steps (const MatoiStepGroup *group, const MatoiIncident *incident)
{
  JsonObject *lists = matoi_json_get_object (matoi_policy_get_json (incident->policy),
                                             group->checklist ? "checklists" : "steps");

  return lists ? matoi_json_get_array (lists, group->id) : NULL;
}

static gboolean
is_ticked (const MatoiIncident *incident, const char *list, const char *step)
{
  g_autofree char *key = g_strdup_printf ("%s/%s", list, step);

  return g_hash_table_contains (incident->steps_done, key);
}

/* A tick in a checklist survives a change of severity: the same item has the same id in each. */
gboolean
matoi_step_group_is_done (const MatoiStepGroup *group,
                          const MatoiIncident *incident,
                          const char *step)
{
  GPtrArray *severities;

  if (is_ticked (incident, group->id, step))
    return TRUE;
  severities = group->checklist ? matoi_policy_get_severities (incident->policy) : NULL;
  for (guint i = 0; severities && i < severities->len; i++)
    if (is_ticked (incident, ((MatoiSeverity *) g_ptr_array_index (severities, i))->id, step))
      return TRUE;
  return FALSE;
}

static void
add_command (GPtrArray *commands,
             MatoiSession *session,
             const char *name,
             const char *list,
             const char *step)
{
  MatoiCommand *command = matoi_session_new_command (session, name);

  matoi_command_set (command, "role", list);
  matoi_command_set (command, "step", step);
  g_ptr_array_add (commands, command);
}

/* The commands that tick @step, or take its tick off wherever it was set. (transfer full) */
GPtrArray *
matoi_step_group_toggle (const MatoiStepGroup *group, MatoiSession *session, const char *step)
{
  const MatoiIncident *incident = matoi_session_get_incident (session);
  GPtrArray *commands = g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_command_free);
  GPtrArray *severities;

  if (!matoi_step_group_is_done (group, incident, step))
    add_command (commands, session, "step-done", group->id, step);
  else if (!group->checklist || g_strcmp0 (group->id, MATOI_STEPS_SECURITY) == 0)
    add_command (commands, session, "step-undo", group->id, step);
  else
    {
      severities = matoi_policy_get_severities (incident->policy);
      for (guint i = 0; i < severities->len; i++)
        {
          const char *id = ((MatoiSeverity *) g_ptr_array_index (severities, i))->id;

          if (is_ticked (incident, id, step))
            add_command (commands, session, "step-undo", id, step);
        }
    }
  return commands;
}

static gboolean
waits_for_first_notice (const MatoiIncident *incident, const char *clock)
{
  GPtrArray *rules = matoi_policy_get_clocks (incident->policy);

  for (guint i = 0; i < rules->len; i++)
    {
      const MatoiClockRule *rule = g_ptr_array_index (rules, i);

      if (g_strcmp0 (rule->id, clock) == 0)
        return g_strcmp0 (rule->satisfied, "update:public") == 0;
    }
  return FALSE;
}

/* IC-16: deciding against a notice takes a reason, is a decision on the timeline, ticks @step,
 * and its clock asks again. (transfer full) of MatoiCommand */
GPtrArray *
matoi_step_group_skip_notice (const MatoiStepGroup *group,
                              MatoiSession *session,
                              const char *step,
                              const char *reason)
{
  GPtrArray *clocks = matoi_session_get_clocks (session);
  GPtrArray *commands = matoi_step_group_toggle (group, session, step);
  MatoiCommand *command = matoi_session_new_command (session, "note");
  /* Translators: a decision on the timeline; %s is the reason in the person's words. */
  g_autofree char *text = g_strdup_printf (_ ("No public notice for now: %s"), reason);

  matoi_command_set (command, "kind", "decision");
  matoi_command_set (command, "text", text);
  g_ptr_array_insert (commands, 0, command);
  for (guint i = 0; i < clocks->len; i++)
    {
      const MatoiClock *clock = g_ptr_array_index (clocks, i);

      if (g_strcmp0 (clock->state, "off") == 0 ||
          !waits_for_first_notice (matoi_session_get_incident (session), clock->id))
        continue;
      command = matoi_session_new_command (session, "snooze");
      matoi_command_set (command, "clock", clock->id);
      matoi_command_set_int (command, "minutes", ASK_AGAIN_MINUTES);
      matoi_command_set (command, "reason", reason);
      g_ptr_array_add (commands, command);
    }
  return commands;
}
