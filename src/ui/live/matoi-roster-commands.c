/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-roster-commands.h"

#include <gtk/gtk.h>

/* IC-20: giving a role of one holder to the next person is a handover. */
MatoiCommand *
matoi_roster_command_assign (MatoiSession *session, const MatoiRole *role, const char *person)
{
  const MatoiIncident *incident = matoi_session_get_incident (session);
  MatoiCommand *command = matoi_session_new_command (session, "role-assign");

  matoi_command_set (command, "role", role->id);
  matoi_command_set (command, "person", person);
  if (role->max == 1 && matoi_incident_get_holder (incident, role->id))
    matoi_command_set_flag (command, "handover", TRUE);
  return command;
}

MatoiCommand *
matoi_roster_command_release (MatoiSession *session, const char *role, const char *person)
{
  MatoiCommand *command = matoi_session_new_command (session, "role-release");

  matoi_command_set (command, "role", role);
  matoi_command_set (command, "person", person);
  return command;
}

/* NULL: back to the commander. */
MatoiCommand *
matoi_roster_command_move (MatoiSession *session, const char *person, const char *team_or_null)
{
  MatoiCommand *command = matoi_session_new_command (session, "subteam-move");

  matoi_command_set (command, "person", person);
  if (team_or_null)
    matoi_command_set (command, "to", team_or_null);
  return command;
}

MatoiCommand *
matoi_roster_command_dissolve (MatoiSession *session, const char *team)
{
  MatoiCommand *command = matoi_session_new_command (session, "subteam-dissolve");

  matoi_command_set (command, "subteam", team);
  return command;
}

/* The first role that nobody holds, else the first that any number of people may hold. */
GListModel *
matoi_roster_list_roles (MatoiSession *session, guint *selected)
{
  const MatoiIncident *incident = matoi_session_get_incident (session);
  GPtrArray *roles = incident->policy ? matoi_policy_get_roles (incident->policy) : NULL;
  GtkStringList *names = gtk_string_list_new (NULL);
  gboolean vacant = FALSE;

  *selected = 0;
  for (guint i = 0; roles && i < roles->len; i++)
    {
      const MatoiRole *role = g_ptr_array_index (roles, i);

      gtk_string_list_append (names, matoi_text (role->json, "name"));
      if (!vacant && role->max == 1 && !matoi_incident_get_holder (incident, role->id))
        {
          vacant = TRUE;
          *selected = i;
        }
      else if (!vacant && *selected == 0 && role->max != 1)
        *selected = i;
    }
  return G_LIST_MODEL (names);
}
