/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-roster-people.h"

#include <glib/gi18n-lib.h>

#include "matoi-json.h"

/* More than any other reason: who offers help is free now. */
#define OFFERED 100

typedef struct
{
  const MatoiIncident *incident;
  MatoiDirectory *directory;
  const char *role; /* (nullable) */
  GPtrArray *list;
  GHashTable *seen; /* set of names */
} People;

static void
candidate_free (gpointer data)
{
  MatoiRosterCandidate *candidate = data;

  g_free (candidate->name);
  g_free (candidate->note);
  g_free (candidate->folded);
  g_free (candidate->folded_reading);
  g_free (candidate);
}

static void
append_part (GString *text, const char *part)
{
  g_string_append_printf (text, "%s%s", text->len ? " · " : "", part);
}

/* The roles held now; gives how busy they keep. */
static int
append_roles (const People *people, const char *name, GString *text)
{
  int load = 0;

  for (guint i = 0; i < people->incident->assignments->len; i++)
    {
      const MatoiAssignment *held = g_ptr_array_index (people->incident->assignments, i);
      const MatoiRole *role = people->incident->policy
                                ? matoi_policy_find_role (people->incident->policy, held->role)
                                : NULL;

      if (held->to != MATOI_TIME_NONE || !role || g_strcmp0 (held->person, name) != 0)
        continue;
      append_part (text, matoi_text (role->json, "name"));
      load += role->exclusive ? 4 : role->max == 1 ? 2 : 0;
    }
  return load;
}

static gboolean
is_expert_here (const People *people, const MatoiPerson *person)
{
  for (guint i = 0; i < people->incident->services->len; i++)
    if (matoi_person_is_expert (person, g_ptr_array_index (people->incident->services, i)))
      return TRUE;
  return FALSE;
}

/* DEC-05 */
static gboolean
has_offered (const People *people, const char *name)
{
  return g_ptr_array_find_with_equal_func (people->incident->offers, name, g_str_equal, NULL);
}

static void
add (People *people, const char *name, gboolean in_incident)
{
  const MatoiPerson *person;
  MatoiRosterCandidate *candidate;
  g_autoptr (GString) note = NULL;
  gboolean trained;
  int load;

  if (!name || !*name || !g_hash_table_add (people->seen, (gpointer) name) ||
      (people->role && matoi_incident_holds (people->incident, people->role, name)))
    return;
  person = matoi_directory_find_person (people->directory, name);
  trained =
    person && people->role && g_strv_contains ((const char *const *) person->roles, people->role);
  note = g_string_new (NULL);
  candidate = g_new0 (MatoiRosterCandidate, 1);
  candidate->name = g_strdup (name);
  candidate->folded = matoi_directory_fold (name);
  candidate->folded_reading = matoi_directory_fold (person ? person->reading : "");
  candidate->offered = has_offered (people, name);
  if (candidate->offered)
    /* Translators: of a person: has said that they can respond. */
    append_part (note, _ ("Offered to help"));
  load = append_roles (people, name, note);
  if (note->len == 0 && in_incident)
    /* Translators: of a person: has written or was asked in this incident, and holds no role. */
    append_part (note, _ ("On the incident"));
  for (guint i = 0; person && person->services[i]; i++)
    append_part (note, person->services[i]);
  if (trained)
    /* Translators: of a person: trained for the role that is to be given. */
    append_part (note, _ ("Trained"));
  candidate->note = g_string_free (g_steal_pointer (&note), FALSE);
  candidate->rank = (candidate->offered ? OFFERED : 0) + (trained ? 4 : 0) + (in_incident ? 1 : 0) +
                    (person && is_expert_here (people, person) ? 2 : 0) - load;
  g_ptr_array_add (people->list, candidate);
}

/* O(entries): only when somebody is about to choose. */
static void
add_seen (People *people)
{
  const MatoiIncident *incident = people->incident;

  for (guint i = 0; i < incident->assignments->len; i++)
    add (people, ((MatoiAssignment *) g_ptr_array_index (incident->assignments, i))->person, TRUE);
  for (guint i = 0; i < incident->subteams->len; i++)
    {
      const MatoiSubteam *team = g_ptr_array_index (incident->subteams, i);
      GHashTableIter iter;
      gpointer name;

      add (people, team->leader, TRUE);
      g_hash_table_iter_init (&iter, team->members);
      while (g_hash_table_iter_next (&iter, &name, NULL))
        add (people, name, TRUE);
    }
  for (guint i = 0; i < incident->asks->len; i++)
    add (people, ((MatoiAsk *) g_ptr_array_index (incident->asks, i))->person, TRUE);
  for (guint i = 0; i < incident->todos->len; i++)
    add (people, ((MatoiTodo *) g_ptr_array_index (incident->todos, i))->owner, TRUE);
  for (guint i = 0; i < incident->entries->len; i++)
    {
      const MatoiEntry *entry = g_ptr_array_index (incident->entries, i);

      /* Monitors detect, and bring no people. */
      if (g_strcmp0 (entry->kind, "detection") != 0)
        add (people, entry->author, TRUE);
    }
}

/* Stable: those of one rank stay in the order in which they came. */
static int
compare (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const MatoiRosterCandidate *one = *(MatoiRosterCandidate **) a;
  const MatoiRosterCandidate *other = *(MatoiRosterCandidate **) b;

  return other->rank - one->rank;
}

GPtrArray *
matoi_roster_candidates (MatoiSession *session, MatoiDirectory *directory, const char *role)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  People people = { matoi_session_get_incident (session), directory, role,
                    g_ptr_array_new_with_free_func (candidate_free), seen };

  for (guint i = 0; i < people.incident->offers->len; i++)
    add (&people, g_ptr_array_index (people.incident->offers, i), TRUE);
  add_seen (&people);
  add (&people, matoi_session_get_identity (session), FALSE);
  for (guint i = 0; i < directory->people->len; i++)
    add (&people, ((MatoiPerson *) g_ptr_array_index (directory->people, i))->name, FALSE);
  g_ptr_array_sort_with_data (people.list, compare, NULL);
  return people.list;
}
