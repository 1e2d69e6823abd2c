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
  action->number = ++self->n_actions;
  action->created_at = action->changed_at = event->occurred_at;
  action->asked_at = action->ticket_updated = MATOI_TIME_NONE;
  action->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_ticket_change_free);
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

/* Whatever was told first: the last of it. */
static void
note_change (MatoiAction *action, gint64 at)
{
  action->changed_at = MAX (action->changed_at, at);
}

/* With a priority that gets tickets it is no longer only noted, and the other way round. */
static gboolean
fold_changed (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  MatoiAction *action = get_action (self, p);

  if (action == NULL)
    return FALSE;
  note_change (action, event->occurred_at);
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

/* What the site said of the ticket it had. */
static void
forget_ticket (MatoiAction *action)
{
  char **const texts[] = { &action->key,       &action->url,        &action->site,
                           &action->remote_id, &action->status,     &action->category,
                           &action->assignee,  &action->ticket_due, &action->ticket_priority };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_clear_pointer (texts[i], g_free);
  action->ticket_updated = MATOI_TIME_NONE;
  action->gone = FALSE;
}

/* What becomes of it is told by action.ticketed. */
static gboolean
fold_ticket_asked (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  MatoiAction *action = get_action (self, p);
  JsonObject *draft = matoi_json_get_object (p, "draft");

  if (action == NULL || draft == NULL)
    return FALSE;
  action->asked_at = event->occurred_at;
  g_clear_pointer (&action->draft, json_object_unref);
  action->draft = json_object_ref (draft);
  if (action->gone)
    {
      forget_ticket (action);
      matoi_fold_set_text (&action->state, "open");
    }
  note_change (action, event->occurred_at);
  return TRUE;
}

static gboolean
fold_ticketed (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  MatoiAction *action = get_action (self, p);
  const char *key = matoi_json_get_string (p, "key");

  if (action == NULL || key == NULL)
    return FALSE;
  if (g_strcmp0 (action->key, key) != 0)
    forget_ticket (action);
  action->gone = FALSE;
  matoi_fold_set_text (&action->state, "ticketed");
  matoi_fold_set_text (&action->key, key);
  g_free (action->url);
  action->url = g_strdup (matoi_json_get_string (p, "url"));
  matoi_fold_set_text (&action->site, matoi_json_get_string (p, "site"));
  matoi_fold_set_text (&action->remote_id, matoi_json_get_string (p, "id"));
  g_clear_pointer (&action->reason, g_free);
  note_change (action, event->occurred_at);
  return TRUE;
}

/* Two cockpits ask the same site: what one of them saw earlier is no news any more. */
static gboolean
is_stale (const MatoiAction *action, JsonObject *p)
{
  const char *id = matoi_json_get_string (p, "id");
  gint64 updated = matoi_json_get_time (p, "updated");

  return (id != NULL && action->remote_id != NULL && strcmp (id, action->remote_id) != 0) ||
         (updated != MATOI_TIME_NONE && action->ticket_updated != MATOI_TIME_NONE &&
          updated < action->ticket_updated);
}

/* Puts what the site says in @field; TRUE if it was something else. */
static gboolean
say (char **field, const char *value)
{
  if (g_strcmp0 (*field, value) == 0)
    return FALSE;
  g_free (*field);
  *field = g_strdup (value);
  return TRUE;
}

static gboolean
read_ticket (MatoiAction *action, JsonObject *p)
{
  gboolean gone = matoi_json_get_boolean (p, "gone", FALSE);
  gboolean differs = gone != action->gone;

  action->gone = gone;
  /* What it said last is still of use to whoever looks for it. */
  if (gone)
    return differs;
  if (matoi_json_get_string (p, "key") != NULL)
    differs |= say (&action->key, matoi_json_get_string (p, "key"));
  matoi_fold_set_text (&action->url, matoi_json_get_string (p, "url"));
  differs |= say (&action->status, matoi_json_get_string (p, "status"));
  differs |= say (&action->category, matoi_json_get_string (p, "category"));
  differs |= say (&action->assignee, matoi_json_get_string (p, "assignee"));
  differs |= say (&action->ticket_due, matoi_json_get_string (p, "due"));
  differs |= say (&action->ticket_priority, matoi_json_get_string (p, "priority"));
  return differs;
}

static void
keep_change (MatoiAction *action, gint64 at)
{
  MatoiTicketChange *change = g_new0 (MatoiTicketChange, 1);

  change->at = at;
  change->key = g_strdup (action->key);
  change->status = g_strdup (action->status);
  change->category = g_strdup (action->category);
  change->assignee = g_strdup (action->assignee);
  change->due = g_strdup (action->ticket_due);
  change->priority = g_strdup (action->ticket_priority);
  change->gone = action->gone;
  g_ptr_array_add (action->changes, change);
}

static gboolean
fold_progress (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  MatoiAction *action = get_action (self, p);
  gint64 updated = matoi_json_get_time (p, "updated"), at = event->occurred_at;

  if (action == NULL || action->key == NULL ||
      (matoi_json_get_string (p, "category") == NULL && !matoi_json_get_boolean (p, "gone", FALSE)))
    return FALSE;
  if (is_stale (action, p))
    return TRUE;
  if (updated != MATOI_TIME_NONE)
    {
      action->ticket_updated = updated;
      /* The site's clock may be wrong, and nothing changes after it was seen. */
      at = MIN (updated, event->recorded_at);
    }
  if (!read_ticket (action, p))
    return TRUE;
  keep_change (action, at);
  note_change (action, at);
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
  note_change (action, event->occurred_at);
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
  note_change (action, event->occurred_at);
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

/* Nothing is different by it. */
static gboolean
fold_nudged (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  return matoi_json_get_string (p, "text") != NULL;
}

const MatoiFolder matoi_fold_actions[] = {
  { "action.added", fold_added },
  { "action.changed", fold_changed },
  { "action.ticket-asked", fold_ticket_asked },
  { "action.ticketed", fold_ticketed },
  { "action.progress", fold_progress },
  { "action.nudged", fold_nudged },
  { "action.wont", fold_wont },
  { "action.reopened", fold_reopened },
  { "action.dropped", fold_dropped },
  { NULL },
};
