/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-roster-items.h"

#include <glib/gi18n-lib.h>

#include "matoi-json.h"

typedef struct
{
  MatoiSession *session;
  const MatoiIncident *incident;
  MatoiDirectory *directory;
  GPtrArray *items;
  GHashTable *in_team; /* set of names */
} Roster;

void
matoi_roster_item_free (MatoiRosterItem *item)
{
  g_free (item->key);
  g_free (item->role);
  g_free (item->person);
  g_free (item->caption);
  g_free (item->team);
  g_free (item->task);
  g_free (item->room);
  g_free (item);
}

/* (transfer full) */
MatoiRosterItem *
matoi_roster_item_copy (const MatoiRosterItem *item)
{
  MatoiRosterItem *copy = g_memdup2 (item, sizeof *item);

  copy->key = g_strdup (item->key);
  copy->role = g_strdup (item->role);
  copy->person = g_strdup (item->person);
  copy->caption = g_strdup (item->caption);
  copy->team = g_strdup (item->team);
  copy->task = g_strdup (item->task);
  copy->room = g_strdup (item->room);
  return copy;
}

static gboolean
is_held (const MatoiAssignment *assignment, const MatoiRole *role)
{
  return assignment->to == MATOI_TIME_NONE && g_strcmp0 (assignment->role, role->id) == 0;
}

/* IC-02…: the commander is always needed; the others when many people are hurt. */
static gboolean
is_needed (const Roster *roster, const MatoiRole *role)
{
  const MatoiIncident *incident = roster->incident;
  const MatoiSeverity *severity = matoi_policy_find_severity (incident->policy, incident->severity);

  if (!matoi_session_is_live (roster->session))
    return FALSE;
  if (g_strcmp0 (role->id, "ic") == 0 || incident->severity_undecided || !severity)
    return TRUE;
  return severity->major || (severity->public && g_strcmp0 (role->id, "customer-liaison") == 0);
}

static void
count_steps (const Roster *roster, const char *role, MatoiRosterItem *item)
{
  JsonObject *lists =
    matoi_json_get_object (matoi_policy_get_json (roster->incident->policy), "steps");
  JsonArray *steps = lists ? matoi_json_get_array (lists, role) : NULL;

  item->total = steps ? json_array_get_length (steps) : 0;
  for (guint i = 0; i < item->total; i++)
    {
      JsonObject *step = matoi_json_array_get_object (steps, i);
      g_autofree char *key = g_strdup_printf ("%s/%s", role, matoi_json_get_string (step, "id"));

      item->done += g_hash_table_contains (roster->incident->steps_done, key);
    }
}

static MatoiRosterItem *
add (Roster *roster, MatoiRosterKind kind, const char *person, char *key)
{
  MatoiRosterItem *item = g_new0 (MatoiRosterItem, 1);

  item->kind = kind;
  item->key = key;
  item->person = g_strdup (person);
  item->me = matoi_session_is_me (roster->session, person);
  g_ptr_array_add (roster->items, item);
  return item;
}

static MatoiRosterItem *
add_role (Roster *roster, const MatoiRole *role, const char *person)
{
  MatoiRosterItem *item =
    add (roster, MATOI_ROSTER_ROLE, person, g_strconcat ("role/", role->id, NULL));

  item->role = g_strdup (role->id);
  item->caption = g_strdup (matoi_text (role->json, "name"));
  item->needed = !person && is_needed (roster, role);
  if (person)
    count_steps (roster, role->id, item);
  return item;
}

char *
matoi_roster_dup_service (const MatoiIncident *incident,
                          MatoiDirectory *directory,
                          const char *name)
{
  const MatoiPerson *person = matoi_directory_find_person (directory, name);

  for (guint i = 0; person && i < incident->services->len; i++)
    if (matoi_person_is_expert (person, g_ptr_array_index (incident->services, i)))
      return g_strdup (g_ptr_array_index (incident->services, i));
  return g_strdup (person && person->services[0] ? person->services[0] : "");
}

/* The service says more than the role; only of experts it is the role. */
static char *
dup_caption (const Roster *roster, const MatoiRole *role, const char *person)
{
  g_autofree char *service =
    role->reports ? matoi_roster_dup_service (roster->incident, roster->directory, person) : NULL;

  /* The heading above them says what they are. */
  if (g_strcmp0 (role->id, "sme") == 0 && (!service || !*service))
    return g_strdup ("");
  if (!service || !*service)
    return g_strdup (matoi_text (role->json, "name"));
  if (g_strcmp0 (role->id, "sme") == 0)
    return g_steal_pointer (&service);
  /* Translators: 1: a role such as Investigator, 2: a service such as payments. */
  return g_strdup_printf (_ ("%1$s · %2$s"), matoi_text (role->json, "name"), service);
}

static void
add_holders (Roster *roster, const MatoiRole *role)
{
  for (guint i = 0; i < roster->incident->assignments->len; i++)
    {
      const MatoiAssignment *assignment = g_ptr_array_index (roster->incident->assignments, i);
      MatoiRosterItem *item;

      /* CPX-02: who is in a sub-team is shown there. */
      if (!is_held (assignment, role) ||
          (role->reports && g_hash_table_contains (roster->in_team, assignment->person)))
        continue;
      item = add (roster, role->reports ? MATOI_ROSTER_EXPERT : MATOI_ROSTER_WATCHER,
                  assignment->person, g_strdup_printf ("role/%s/%s", role->id, assignment->person));
      item->role = g_strdup (role->id);
      item->caption = dup_caption (roster, role, assignment->person);
      count_steps (roster, role->id, item);
    }
}

/* Somebody has to repair it: the first role of many stays in sight while nobody does. */
static void
add_vacant_expert (Roster *roster, GPtrArray *roles)
{
  const MatoiRole *first = NULL;

  for (guint i = 0; i < roles->len; i++)
    {
      const MatoiRole *role = g_ptr_array_index (roles, i);

      if (role->max == 1 || !role->reports)
        continue;
      if (!first)
        first = role;
      if (matoi_incident_get_holder (roster->incident, role->id))
        return;
    }
  if (first)
    add_role (roster, first, NULL)->kind = MATOI_ROSTER_EXPERT;
}

static void
add_team (Roster *roster, const MatoiSubteam *team)
{
  g_autofree char *id = matoi_id_dup_text (&team->id);
  MatoiRosterItem *item =
    add (roster, MATOI_ROSTER_TEAM, team->leader, g_strconcat ("team/", id, NULL));
  g_autoptr (GList) members = g_hash_table_get_keys (team->members);

  item->caption = g_strdup (team->name);
  item->team = g_strdup (team->name);
  item->task = g_strdup (team->task);
  item->room = g_strdup (team->room);
  item->formed_at = team->formed_at;
  item->due_at = team->due_at;
  members = g_list_sort (members, (GCompareFunc) g_utf8_collate);
  for (GList *l = members; l; l = l->next)
    {
      if (g_strcmp0 (l->data, team->leader) == 0)
        continue;
      item = add (roster, MATOI_ROSTER_MEMBER, l->data,
                  g_strdup_printf ("team/%s/%s", id, (char *) l->data));
      item->team = g_strdup (team->name);
      item->caption = matoi_roster_dup_service (roster->incident, roster->directory, l->data);
    }
}

static void
find_teams (Roster *roster)
{
  for (guint i = 0; i < roster->incident->subteams->len; i++)
    {
      const MatoiSubteam *team = g_ptr_array_index (roster->incident->subteams, i);
      GHashTableIter iter;
      gpointer name;

      if (team->dissolved_at != MATOI_TIME_NONE)
        continue;
      g_hash_table_add (roster->in_team, team->leader);
      g_hash_table_iter_init (&iter, team->members);
      while (g_hash_table_iter_next (&iter, &name, NULL))
        g_hash_table_add (roster->in_team, name);
    }
}

GPtrArray *
matoi_roster_items (MatoiSession *session, MatoiDirectory *directory)
{
  g_autoptr (GHashTable) in_team = g_hash_table_new (g_str_hash, g_str_equal);
  const MatoiIncident *incident = matoi_session_get_incident (session);
  Roster roster = { session, incident, directory, NULL, in_team };
  GPtrArray *roles = incident->policy ? matoi_policy_get_roles (incident->policy) : NULL;

  roster.items = g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_roster_item_free);
  if (!roles)
    return roster.items;
  find_teams (&roster);
  for (guint i = 0; i < roles->len; i++)
    {
      const MatoiRole *role = g_ptr_array_index (roles, i);

      if (role->max == 1)
        add_role (&roster, role, matoi_incident_get_holder (incident, role->id));
    }
  for (guint i = 0; i < roles->len; i++)
    if (((MatoiRole *) g_ptr_array_index (roles, i))->max != 1)
      add_holders (&roster, g_ptr_array_index (roles, i));
  if (matoi_session_is_live (session))
    add_vacant_expert (&roster, roles);
  for (guint i = 0; i < incident->subteams->len; i++)
    {
      const MatoiSubteam *team = g_ptr_array_index (incident->subteams, i);

      if (team->dissolved_at == MATOI_TIME_NONE)
        add_team (&roster, team);
    }
  return roster.items;
}

gboolean
matoi_roster_has_experts (const MatoiIncident *incident)
{
  return incident->policy && matoi_policy_find_role (incident->policy, "sme");
}

char *
matoi_roster_dup_initials (const char *name)
{
  GString *plain = g_string_new (NULL);

  for (const char *c = name; *c; c = g_utf8_next_char (c))
    {
      gunichar one = g_utf8_get_char (c);

      if (g_unichar_isalnum (one))
        g_string_append_unichar (plain, one);
      else if (plain->len && plain->str[plain->len - 1] != ' ' &&
               (g_unichar_isspace (one) || one == 0x30fb))
        g_string_append_c (plain, ' ');
    }
  return g_strchomp (g_string_free (plain, FALSE));
}
