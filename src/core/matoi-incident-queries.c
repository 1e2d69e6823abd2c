/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "matoi-incident-private.h"

/* What is asked of an incident; nothing here changes it. */

gpointer
matoi_find_by_id (GPtrArray *array, const MatoiId *id)
{
  for (guint i = 0; i < array->len; i++)
    {
      /* Every element begins with its MatoiId. */
      const MatoiId *element = g_ptr_array_index (array, i);

      if (matoi_id_equal (element, id))
        return (gpointer) element;
    }
  return NULL;
}

/** matoi_incident_find_entry: (nullable) (transfer none): the timeline entry with that id. */
MatoiEntry *
matoi_incident_find_entry (const MatoiIncident *incident, const MatoiId *id)
{
  return g_hash_table_lookup (incident->entry_index, id);
}

/** matoi_incident_find_ask: (nullable) (transfer none): the ask with that id. */
MatoiAsk *
matoi_incident_find_ask (const MatoiIncident *incident, const MatoiId *id)
{
  return matoi_find_by_id (incident->asks, id);
}

/** matoi_incident_find_todo: (nullable) (transfer none): the TODO with that id. */
MatoiTodo *
matoi_incident_find_todo (const MatoiIncident *incident, const MatoiId *id)
{
  return matoi_find_by_id (incident->todos, id);
}

/** matoi_incident_find_update: (nullable) (transfer none): the update with that id. */
MatoiUpdate *
matoi_incident_find_update (const MatoiIncident *incident, const MatoiId *id)
{
  return matoi_find_by_id (incident->updates, id);
}

/* The current assignment of @role, to @person if given. */
MatoiAssignment *
matoi_incident_find_assignment (const MatoiIncident *incident, const char *role, const char *person)
{
  for (guint i = 0; i < incident->assignments->len; i++)
    {
      MatoiAssignment *assignment = g_ptr_array_index (incident->assignments, i);

      if (assignment->to == MATOI_TIME_NONE && strcmp (assignment->role, role) == 0 &&
          (person == NULL || strcmp (assignment->person, person) == 0))
        return assignment;
    }
  return NULL;
}

/** matoi_incident_get_holder: (nullable): who holds @role now; the first of several. */
const char *
matoi_incident_get_holder (const MatoiIncident *incident, const char *role)
{
  const MatoiAssignment *assignment = matoi_incident_find_assignment (incident, role, NULL);

  return assignment ? assignment->person : NULL;
}

/** matoi_incident_holds: whether @person holds @role now. */
gboolean
matoi_incident_holds (const MatoiIncident *incident, const char *role, const char *person)
{
  return matoi_incident_find_assignment (incident, role, person) != NULL;
}

static gboolean
is_in_subteam (const MatoiIncident *incident, const char *person)
{
  for (guint i = 0; i < incident->subteams->len; i++)
    {
      const MatoiSubteam *subteam = g_ptr_array_index (incident->subteams, i);

      if (subteam->dissolved_at == MATOI_TIME_NONE &&
          g_hash_table_contains (subteam->members, person))
        return TRUE;
    }
  return FALSE;
}

/**
 * matoi_incident_count_reports:
 *
 * Persons who report to the commander directly (IC-18): each once, members of
 * a sub-team not at all, its leader instead (CPX-02); observers and shadows
 * never (DUR-03).
 */
guint
matoi_incident_count_reports (const MatoiIncident *incident)
{
  g_autoptr (GHashTable) people = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; incident->policy != NULL && i < incident->assignments->len; i++)
    {
      const MatoiAssignment *assignment = g_ptr_array_index (incident->assignments, i);
      const MatoiRole *role = matoi_policy_find_role (incident->policy, assignment->role);

      if (assignment->to == MATOI_TIME_NONE && role != NULL && role->reports &&
          !is_in_subteam (incident, assignment->person))
        g_hash_table_add (people, assignment->person);
    }
  for (guint i = 0; i < incident->subteams->len; i++)
    {
      MatoiSubteam *subteam = g_ptr_array_index (incident->subteams, i);

      if (subteam->dissolved_at == MATOI_TIME_NONE)
        g_hash_table_add (people, subteam->leader);
    }
  return g_hash_table_size (people);
}

/** matoi_incident_get_public_title: the codename of a confidential incident, else its title (SEC-03, SEC-04). */
const char *
matoi_incident_get_public_title (const MatoiIncident *incident)
{
  if (!incident->security)
    return incident->title;
  return incident->codename ? incident->codename : incident->ref;
}

/** matoi_incident_get_time_in: ms spent in @severity until the end or @now (SVR-05, TPL-06). */
gint64
matoi_incident_get_time_in (const MatoiIncident *incident, const char *severity, gint64 now)
{
  gint64 end = incident->ended_at != MATOI_TIME_NONE ? incident->ended_at : now;
  gint64 total = 0;

  for (guint i = 0; i < incident->severities->len; i++)
    {
      const MatoiSeveritySpan *span = &g_array_index (incident->severities, MatoiSeveritySpan, i);
      gint64 until = end;

      if (i + 1 < incident->severities->len)
        until = MIN (end, g_array_index (incident->severities, MatoiSeveritySpan, i + 1).at);
      if (strcmp (span->severity, severity) == 0 && until > span->at)
        total += until - span->at;
    }
  return total;
}
