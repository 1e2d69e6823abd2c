/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-fold-private.h"

#include "matoi-json.h"

/* Roles and sub-teams; see matoi-fold.c for the rules. */

static gboolean
fold_role_assigned (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  const char *role = matoi_json_get_string (p, "role");
  const char *person = matoi_json_get_string (p, "person");
  const MatoiRole *rule = NULL;
  MatoiAssignment *assignment;

  if (role == NULL || person == NULL || matoi_incident_holds (self, role, person))
    return FALSE;
  if (self->policy != NULL)
    rule = matoi_policy_find_role (self->policy, role);
  if (rule != NULL && rule->max == 1)
    {
      /* One holder (IC-03): of two cockpits that assigned at once, the later id wins. */
      assignment = matoi_incident_find_assignment (self, role, NULL);
      if (assignment != NULL)
        assignment->to = event->occurred_at;
    }
  assignment = g_new0 (MatoiAssignment, 1);
  assignment->id = event->id;
  assignment->role = g_strdup (role);
  assignment->person = g_strdup (person);
  assignment->from = event->occurred_at;
  assignment->to = MATOI_TIME_NONE;
  g_ptr_array_add (self->assignments, assignment);
  return matoi_fold_add_system (self, event, NULL);
}

static gboolean
fold_role_released (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  const char *role = matoi_json_get_string (p, "role");
  const char *person = matoi_json_get_string (p, "person");
  MatoiAssignment *assignment = NULL;

  if (role != NULL)
    assignment = matoi_incident_find_assignment (self, role, person);
  if (assignment == NULL)
    return FALSE;
  assignment->to = event->occurred_at;
  return matoi_fold_add_system (self, event, NULL);
}

static gboolean
fold_subteam_formed (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  MatoiSubteam *subteam;

  if (matoi_json_get_string (p, "name") == NULL || matoi_json_get_string (p, "leader") == NULL)
    return FALSE;
  subteam = g_new0 (MatoiSubteam, 1);
  subteam->id = event->id;
  subteam->name = g_strdup (matoi_json_get_string (p, "name"));
  subteam->leader = g_strdup (matoi_json_get_string (p, "leader"));
  subteam->task = g_strdup (matoi_json_get_string (p, "task"));
  subteam->room = g_strdup (matoi_json_get_string (p, "room"));
  subteam->formed_at = event->occurred_at;
  subteam->due_at = event->occurred_at + matoi_fold_read_minutes (p);
  subteam->dissolved_at = MATOI_TIME_NONE;
  subteam->members = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_ptr_array_add (self->subteams, subteam);
  return matoi_fold_add_system (self, event, subteam->task);
}

static gboolean
fold_subteam_moved (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  const char *person = matoi_json_get_string (p, "person");
  const char *to = matoi_json_get_string (p, "to");

  if (person == NULL)
    return FALSE;
  for (guint i = 0; i < self->subteams->len; i++)
    {
      MatoiSubteam *subteam = g_ptr_array_index (self->subteams, i);

      g_hash_table_remove (subteam->members, person);
      if (g_strcmp0 (to, subteam->name) == 0 && subteam->dissolved_at == MATOI_TIME_NONE)
        g_hash_table_add (subteam->members, g_strdup (person));
    }
  return TRUE;
}

static gboolean
fold_subteam_dissolved (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  MatoiId id;
  MatoiSubteam *subteam =
    matoi_fold_read_id (p, "subteam", &id) ? matoi_find_by_id (self->subteams, &id) : NULL;

  if (subteam == NULL || subteam->dissolved_at != MATOI_TIME_NONE)
    return FALSE;
  subteam->dissolved_at = event->occurred_at;
  return matoi_fold_add_system (self, event, subteam->name);
}

const MatoiFolder matoi_fold_people[] = {
  { "role.assigned", fold_role_assigned },         { "role.released", fold_role_released },
  { "subteam.formed", fold_subteam_formed },       { "subteam.moved", fold_subteam_moved },
  { "subteam.dissolved", fold_subteam_dissolved }, { NULL },
};
