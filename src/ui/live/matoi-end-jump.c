/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-end-jump.h"

#include <string.h>

static const MatoiId *
find_entry (const MatoiIncident *incident, gboolean hypotheses)
{
  for (guint i = 0; i < incident->entries->len; i++)
    {
      const MatoiEntry *entry = g_ptr_array_index (incident->entries, i);
      gboolean is_fact =
        strcmp (entry->kind, "fact") == 0 || strcmp (entry->kind, "detection") == 0;

      if (entry->struck)
        continue;
      if (hypotheses ? strcmp (entry->kind, "hypothesis") == 0 && !entry->verdict
                     : is_fact && entry->evidence->len == 0)
        return &entry->id;
    }
  return NULL;
}

/* What the check @id is about first, or NULL. Borrowed until the next event. */
const MatoiId *
matoi_end_find_target (const MatoiIncident *incident, const char *id)
{
  if (strcmp (id, "end.open-hypotheses") == 0 || strcmp (id, "end.evidence") == 0)
    return find_entry (incident, strcmp (id, "end.open-hypotheses") == 0);
  for (guint i = 0; strcmp (id, "end.open-asks") == 0 && i < incident->asks->len; i++)
    {
      const MatoiAsk *ask = g_ptr_array_index (incident->asks, i);

      if (strcmp (ask->state, "open") == 0)
        return &ask->id;
    }
  for (guint i = 0; strcmp (id, "end.open-polls") == 0 && i < incident->polls->len; i++)
    {
      const MatoiPoll *poll = g_ptr_array_index (incident->polls, i);

      if (poll->closed_at == MATOI_TIME_NONE)
        return &poll->id;
    }
  for (guint i = 0; strcmp (id, "end.todos") == 0 && i < incident->todos->len; i++)
    {
      const MatoiTodo *todo = g_ptr_array_index (incident->todos, i);

      if (!todo->later && todo->done_at == MATOI_TIME_NONE)
        return &todo->id;
    }
  return NULL;
}

/* The line that dissolves the first of the sub-teams at work, or NULL. (transfer full) */
char *
matoi_end_dup_dissolve (const MatoiIncident *incident)
{
  for (guint i = 0; i < incident->subteams->len; i++)
    {
      const MatoiSubteam *team = g_ptr_array_index (incident->subteams, i);

      if (team->dissolved_at == MATOI_TIME_NONE)
        return g_strconcat ("/dissolve ", team->name, NULL);
    }
  return NULL;
}

/* Only while verifying it can be said that it is over (END-03, COM-07). */
gboolean
matoi_end_needs_phase (const MatoiIncident *incident)
{
  return matoi_policy_has_phase (incident->policy, "verify") &&
         strcmp (incident->phase, "verify") != 0;
}

/* Where whatever was said in public can be closed: the phase first, then the post. */
void
matoi_end_go_public (GtkWidget *widget, MatoiSession *session)
{
  if (matoi_end_needs_phase (matoi_session_get_incident (session)))
    {
      MatoiCommand *command = matoi_session_new_command (session, "phase");

      matoi_command_set (command, "to", "verify");
      matoi_session_send (session, command);
    }
  else
    gtk_widget_activate_action (widget, "incident.compose", "s", "public");
}
