/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-postmortem-private.h"

#include <string.h>

#include "matoi-incident-private.h"
#include "matoi-json.h"

/* Action items (§12.6); see matoi-fold.c for the rules. */

static void
read_action (MatoiAction *action, JsonObject *p)
{
  matoi_fold_set_text (&action->text, matoi_json_get_string (p, "text"));
  matoi_fold_set_text (&action->priority, matoi_json_get_string (p, "priority"));
  matoi_fold_set_text (&action->kind, matoi_json_get_string (p, "kind"));
  matoi_fold_set_text (&action->owner_team, matoi_json_get_string (p, "owner_team"));
  matoi_fold_set_text (&action->due_on, matoi_json_get_string (p, "due_on"));
  matoi_fold_set_text (&action->from, matoi_json_get_string (p, "from"));
}

static gboolean
fold_added (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  MatoiAction *action;

  if (matoi_json_get_string (p, "text") == NULL)
    return FALSE;
  action = g_new0 (MatoiAction, 1);
  action->id = event->id;
  action->seq = event->seq;
  action->priority = g_strdup ("");
  action->kind = g_strdup ("prevent");
  action->author = g_strdup (event->actor);
  action->created_at = event->occurred_at;
  action->reason = g_strdup (matoi_json_get_string (p, "reason"));
  action->state = g_strdup (matoi_json_get_boolean (p, "noted", FALSE) ? "noted" : "open");
  read_action (action, p);
  g_ptr_array_add (self->actions, action);
  return TRUE;
}

static MatoiAction *
get_action (MatoiIncident *self, JsonObject *p)
{
  MatoiId id;

  return matoi_fold_read_id (p, "action", &id) ? matoi_incident_find_action (self, &id) : NULL;
}

/* With a priority that gets tickets it is no longer only noted, and the other way round. */
static gboolean
fold_changed (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  MatoiAction *action = get_action (self, p);

  if (action == NULL)
    return FALSE;
  read_action (action, p);
  if (matoi_json_get_boolean (p, "noted", FALSE) && strcmp (action->state, "open") == 0)
    {
      matoi_fold_set_text (&action->state, "noted");
      matoi_fold_set_text (&action->reason, matoi_json_get_string (p, "reason"));
    }
  else if (json_object_has_member (p, "noted") && strcmp (action->state, "noted") == 0 &&
           !matoi_json_get_boolean (p, "noted", FALSE))
    {
      matoi_fold_set_text (&action->state, "open");
      g_clear_pointer (&action->reason, g_free);
    }
  return TRUE;
}

static gboolean
fold_ticketed (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  MatoiAction *action = get_action (self, p);

  if (action == NULL || matoi_json_get_string (p, "key") == NULL)
    return FALSE;
  matoi_fold_set_text (&action->state, "ticketed");
  matoi_fold_set_text (&action->key, matoi_json_get_string (p, "key"));
  g_free (action->url);
  action->url = g_strdup (matoi_json_get_string (p, "url"));
  g_clear_pointer (&action->reason, g_free);
  return TRUE;
}

static gboolean
fold_wont (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  MatoiAction *action = get_action (self, p);

  if (action == NULL || matoi_json_get_string (p, "reason") == NULL)
    return FALSE;
  matoi_fold_set_text (&action->state, "wont");
  matoi_fold_set_text (&action->reason, matoi_json_get_string (p, "reason"));
  return TRUE;
}

/* "Won't do" taken back. */
static gboolean
fold_reopened (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  MatoiAction *action = get_action (self, p);

  if (action == NULL || strcmp (action->state, "wont") != 0)
    return FALSE;
  matoi_fold_set_text (&action->state, action->key != NULL ? "ticketed" : "open");
  g_clear_pointer (&action->reason, g_free);
  return TRUE;
}

/* Never meant: it stays in the log only. */
static gboolean
fold_dropped (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  MatoiAction *action = get_action (self, p);

  if (action == NULL)
    return FALSE;
  g_ptr_array_remove (self->actions, action);
  return TRUE;
}

const MatoiFolder matoi_fold_actions[] = {
  { "action.added", fold_added },
  { "action.changed", fold_changed },
  { "action.ticketed", fold_ticketed },
  { "action.wont", fold_wont },
  { "action.reopened", fold_reopened },
  { "action.dropped", fold_dropped },
  { NULL },
};
