/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-decide-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-json.h"

/* Watching does not make a person a responder (DUR-03, DRL-05). */
static gboolean
is_watching (const char *role)
{
  return strcmp (role, "shadow") == 0 || strcmp (role, "observer") == 0;
}

static gboolean
exclude_by_name (const MatoiRole *a, const MatoiRole *b)
{
  return g_strv_contains ((const char *const *) a->excludes, b->id) ||
         g_strv_contains ((const char *const *) b->excludes, a->id);
}

static gboolean
exclude_each_other (const MatoiRole *a, const MatoiRole *b)
{
  if (exclude_by_name (a, b))
    return TRUE;
  return (a->exclusive && !is_watching (b->id)) || (b->exclusive && !is_watching (a->id));
}

/* IC-04, DEP-07, INV-02: the commander holds no other role. */
static gboolean
check_exclusive (MatoiDecision *d, const MatoiRole *role, const char *person, GError **error)
{
  g_autofree char *text = NULL;

  if (matoi_policy_get_rule (d->policy, "commander-exclusive") != MATOI_RULE_HARD)
    return TRUE;
  for (guint i = 0; i < d->state->assignments->len; i++)
    {
      const MatoiAssignment *held = g_ptr_array_index (d->state->assignments, i);
      const MatoiRole *other = matoi_policy_find_role (d->policy, held->role);

      if (held->to != MATOI_TIME_NONE || strcmp (held->person, person) != 0 || other == NULL ||
          strcmp (other->id, role->id) == 0 || !exclude_each_other (role, other))
        continue;
      /* Mostly it is the deputy who takes over: that role becomes vacant in the same step. Whoever
       * repairs something is asked to let go of that first (IC-04). */
      if (matoi_json_get_boolean (d->args, "handover", FALSE) && !exclude_by_name (role, other))
        {
          JsonObject *payload = json_object_new ();

          json_object_set_string_member (payload, "role", other->id);
          json_object_set_string_member (payload, "person", person);
          matoi_decision_add (d, "role.released", payload);
          continue;
        }
      /* Translators: 1: a person, 2: the role held now, 3: the role that was to be given */
      text = g_strdup_printf (_("%1$s is %2$s and cannot also be %3$s."), person,
                                 matoi_text (other->json, "name"), matoi_text (role->json, "name"));
      return matoi_refuse (
        error, "IC-04", text,
        _("Hand over or release the other role first, or choose another person."));
    }
  return TRUE;
}

/* IC-03: exactly one commander; a change is a handover that is announced (IC-20, DEC-09). */
static gboolean
check_single (MatoiDecision *d, const MatoiRole *role, GError **error)
{
  const char *holder = matoi_incident_get_holder (d->state, role->id);
  g_autofree char *text = NULL;

  if (holder == NULL || role->max != 1 || strcmp (role->id, "ic") != 0 ||
      matoi_json_get_boolean (d->args, "handover", FALSE) ||
      matoi_policy_get_rule (d->policy, "one-commander") == MATOI_RULE_OFF)
    return TRUE;
  /* Translators: 1: a person, 2: a role such as Incident Commander */
  text = g_strdup_printf (_("%1$s is %2$s already; there is exactly one."), holder,
                             matoi_text (role->json, "name"));
  return matoi_refuse (error, "IC-03", text,
                       _("Make it a handover (--handover) and announce it on the call."));
}

static const MatoiRole *
require_role (MatoiDecision *d, GError **error)
{
  const char *id = matoi_decision_require (d, "role", error);
  const MatoiRole *role = id ? matoi_policy_match_role (d->policy, id) : NULL;
  g_autoptr (GString) known = NULL;
  GPtrArray *roles = matoi_policy_get_roles (d->policy);

  if (id == NULL || role != NULL)
    return role;
  known = g_string_new (NULL);
  for (guint i = 0; i < roles->len; i++)
    g_string_append_printf (known, "%s%s", i ? ", " : "",
                            matoi_text (((MatoiRole *) g_ptr_array_index (roles, i))->json,
                                        "name"));
  /* Translators: 1: what was given as a role, 2: the roles that exist */
  matoi_refuse_input (error, _("There is no role “%1$s” here. Roles: %2$s"), id, known->str);
  return NULL;
}

gboolean
matoi_decide_role_assign (MatoiDecision *d, GError **error)
{
  const MatoiRole *role = require_role (d, error);
  const char *person = role ? matoi_decision_require (d, "person", error) : NULL;
  JsonObject *payload;

  if (person == NULL)
    return FALSE;
  if (matoi_incident_holds (d->state, role->id, person))
    return TRUE;
  if (!check_single (d, role, error) || !check_exclusive (d, role, person, error))
    return FALSE;
  payload = matoi_decision_copy (d, "person", "handover", NULL);
  json_object_set_string_member (payload, "role", role->id);
  matoi_decision_add (d, "role.assigned", payload);
  return TRUE;
}

gboolean
matoi_decide_role_release (MatoiDecision *d, GError **error)
{
  const MatoiRole *role = require_role (d, error);
  const char *person = matoi_decision_get (d, "person");
  JsonObject *payload;

  if (role == NULL)
    return FALSE;
  if (person == NULL ? matoi_incident_get_holder (d->state, role->id) == NULL
                     : !matoi_incident_holds (d->state, role->id, person))
    return matoi_refuse_missing (error, _("Nobody of that name holds this role now."));
  payload = matoi_decision_copy (d, "person", NULL);
  json_object_set_string_member (payload, "role", role->id);
  matoi_decision_add (d, "role.released", payload);
  return TRUE;
}

static MatoiSubteam *
find_subteam (const MatoiIncident *incident, const char *name)
{
  for (guint i = 0; i < incident->subteams->len; i++)
    {
      MatoiSubteam *subteam = g_ptr_array_index (incident->subteams, i);

      if (subteam->dissolved_at == MATOI_TIME_NONE && g_strcmp0 (subteam->name, name) == 0)
        return subteam;
    }
  return NULL;
}

/* CPX-01…04: a leader, a task, a time-box and a room; the leader reports to the commander. */
gboolean
matoi_decide_subteam (MatoiDecision *d, GError **error)
{
  static const char *const names[] = { "Alpha", "Bravo",   "Charlie", "Delta",
                                       "Echo",  "Foxtrot", "Golf",    "Hotel" };
  const char *name = matoi_decision_get (d, "name");
  const char *leader = matoi_decision_require (d, "leader", error);
  JsonObject *payload;
  gint64 minutes;

  if (leader == NULL || matoi_decision_require (d, "task", error) == NULL ||
      !matoi_decision_get_minutes (d, &minutes, error))
    return FALSE;
  for (guint i = 0; name == NULL && i < G_N_ELEMENTS (names); i++)
    if (find_subteam (d->state, names[i]) == NULL)
      name = names[i];
  if (name == NULL)
    return matoi_decision_require (d, "name", error) != NULL;
  if (find_subteam (d->state, name) != NULL)
    return matoi_refuse (error, "CPX-02",
                         _("A sub-team of that name is at work already."),
                            _("Choose another name, or dissolve that team first."));
  if (matoi_incident_holds (d->state, "ic", leader))
    return matoi_refuse (error, "IC-04",
                         _("The Incident Commander cannot lead a sub-team."),
                            _("Name another leader, or hand over command first."));
  payload = matoi_decision_copy (d, "leader", "task", "minutes", "room", NULL);
  json_object_set_string_member (payload, "name", name);
  matoi_decision_add (d, "subteam.formed", payload);
  return TRUE;
}

/* CPX-05: only the current leader or the commander moves a person. */
gboolean
matoi_decide_subteam_move (MatoiDecision *d, GError **error)
{
  const char *person = matoi_decision_require (d, "person", error);
  const char *to = matoi_decision_get (d, "to");

  if (person == NULL)
    return FALSE;
  if (to != NULL && find_subteam (d->state, to) == NULL)
    return matoi_refuse_missing (error, _("There is no such sub-team."));
  for (guint i = 0; i < d->state->subteams->len; i++)
    {
      const MatoiSubteam *subteam = g_ptr_array_index (d->state->subteams, i);

      if (subteam->dissolved_at == MATOI_TIME_NONE &&
          g_hash_table_contains (subteam->members, person) &&
          strcmp (subteam->leader, d->command->actor) != 0 && !matoi_decision_is_commander (d))
        return matoi_refuse (error, "CPX-05",
                             _("Only the person’s present leader or the Incident Commander moves "
                                                "them to another team."),
                                _("Ask the present leader."));
    }
  matoi_decision_add (d, "subteam.moved", matoi_decision_copy (d, "person", "to", NULL));
  return TRUE;
}

gboolean
matoi_decide_subteam_dissolve (MatoiDecision *d, GError **error)
{
  MatoiSubteam *subteam = find_subteam (d->state, matoi_decision_get (d, "subteam"));
  JsonObject *payload;
  g_autofree char *id = NULL;

  if (subteam == NULL)
    return matoi_refuse_missing (error, _("There is no such sub-team."));
  id = matoi_id_dup_text (&subteam->id);
  payload = json_object_new ();
  json_object_set_string_member (payload, "subteam", id);
  matoi_decision_add (d, "subteam.dissolved", payload);
  return TRUE;
}
