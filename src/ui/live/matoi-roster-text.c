/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-roster-text.h"

#include <glib/gi18n-lib.h>

#include "matoi-roster-row.h"

/* (transfer full) */
char *
matoi_roster_dup_title (const MatoiRosterItem *item, const MatoiRole *role)
{
  if (!item)
    return g_strdup (_ ("Give Somebody a Role"));
  if (item->kind == MATOI_ROSTER_TEAM)
    return g_strdup (item->team);
  if (item->kind == MATOI_ROSTER_ROLE || !item->person)
    return g_strdup (role ? matoi_text (role->json, "name") : item->caption);
  return g_strdup (item->person);
}

static void
append_part (GString *text, const char *part)
{
  if (part && *part)
    g_string_append_printf (text, "%s%s", text->len ? " · " : "", part);
}

/* The person, since when, and how to reach them outside of Matoi. */
static void
append_person (GString *text,
               MatoiSession *session,
               MatoiDirectory *directory,
               const MatoiRosterItem *item,
               const MatoiRole *role)
{
  const MatoiIncident *incident = matoi_session_get_incident (session);
  const MatoiPerson *person = matoi_directory_find_person (directory, item->person);

  if (item->kind == MATOI_ROSTER_ROLE)
    append_part (text, item->person);
  else if (role)
    append_part (text, matoi_text (role->json, "name"));
  for (guint i = 0; role && i < incident->assignments->len; i++)
    {
      const MatoiAssignment *held = g_ptr_array_index (incident->assignments, i);
      g_autoptr (GDateTime) utc = NULL;
      g_autoptr (GDateTime) local = NULL;
      g_autofree char *clock = NULL, *since = NULL;

      if (held->to != MATOI_TIME_NONE || g_strcmp0 (held->role, role->id) != 0 ||
          g_strcmp0 (held->person, item->person) != 0)
        continue;
      utc = g_date_time_new_from_unix_utc (held->from / 1000);
      local = utc ? g_date_time_to_timezone (utc, matoi_session_get_zone (session)) : NULL;
      clock = local ? g_date_time_format (local, "%H:%M") : g_strdup ("?");
      /* Translators: %s is a time such as 14:02: since when somebody holds a role. */
      since = g_strdup_printf (_ ("since %s"), clock);
      append_part (text, since);
    }
  append_part (text, person ? person->phone : NULL);
  append_part (text, person ? person->email : NULL);
}

static void
append_team (GString *text, MatoiSession *session, const MatoiRosterItem *item)
{
  /* Translators: %s is the name of a person. */
  g_autofree char *leader = g_strdup_printf (_ ("Led by %s"), item->person);
  g_autofree char *time = matoi_roster_item_dup_time (item, matoi_session_get_now (session));

  append_part (text, leader);
  append_part (text, item->task);
  append_part (text, time);
  append_part (text, item->room);
}

/* (transfer full) "" when there is nothing to say. */
char *
matoi_roster_dup_subtitle (MatoiSession *session,
                           MatoiDirectory *directory,
                           const MatoiRosterItem *item,
                           const MatoiRole *role)
{
  GString *text = g_string_new (NULL);

  if (item && item->kind == MATOI_ROSTER_TEAM)
    append_team (text, session, item);
  else if (item && item->kind == MATOI_ROSTER_MEMBER)
    append_part (text, item->team);
  else if (item && item->person)
    append_person (text, session, directory, item, role);
  else if (item)
    append_part (text, item->needed ? _ ("Vacant. Somebody is needed here.") : _ ("Nobody yet"));
  return g_string_free (text, FALSE);
}

static const char *
get_other_holder (MatoiSession *session, const MatoiRole *role)
{
  return role && role->max == 1
           ? matoi_incident_get_holder (matoi_session_get_incident (session), role->id)
           : NULL;
}

/* What is good to know before it is done; (nullable) */
const char *
matoi_roster_get_hint (MatoiSession *session, const MatoiRosterItem *item, const MatoiRole *role)
{
  if (item && item->kind == MATOI_ROSTER_TEAM)
    return _ ("Whoever changes teams asks their present leader only.");
  if ((item && item->person && item->kind != MATOI_ROSTER_ROLE) || !role)
    return NULL;
  if (g_strcmp0 (role->id, "ic") == 0)
    return get_other_holder (session, role)
      ? _ ("Brief the next Incident Commander privately, announce the handover on the call; "
                  "then they introduce themselves. Whoever leaves rests.")
      : _ ("Exactly one person commands, and holds no other role.");
  if (get_other_holder (session, role))
    return _ ("Whoever you choose takes over from the present holder.");
  return NULL;
}

/* What is asked for in the field. */
const char *
matoi_roster_get_prompt (MatoiSession *session, const MatoiRosterItem *item, const MatoiRole *role)
{
  if (item && item->kind == MATOI_ROSTER_TEAM)
    return _ ("Add a person to the team");
  if (get_other_holder (session, role))
    return _ ("Hand over to");
  return _ ("Assign to");
}

const char *
matoi_roster_get_span_words (guint value, guint warning, guint limit)
{
  if (limit == 0)
    return NULL;
  if (value > limit)
    return _ ("Over the limit: form sub-teams now.");
  if (value == limit)
    return _ ("At the limit: form a sub-team.");
  if (warning > 0 && value >= warning)
    return _ ("Near the limit: think of sub-teams.");
  return NULL;
}
