/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-fold-private.h"

#include <string.h>

#include "matoi-json.h"

/* Status posts; see matoi-fold.c for the rules. */

static gboolean
fold_update_drafted (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  MatoiUpdate *update;

  if (matoi_json_get_string (p, "to") == NULL)
    return FALSE;
  update = g_new0 (MatoiUpdate, 1);
  update->id = event->id;
  update->to = g_strdup (matoi_json_get_string (p, "to"));
  update->text = g_strdup (matoi_json_get_string (p, "text"));
  if (update->text == NULL)
    update->text = g_strdup ("");
  update->approved_by = g_strdup (matoi_json_get_string (p, "approved_by"));
  update->url = g_strdup (matoi_json_get_string (p, "url"));
  update->at = event->occurred_at;
  update->posted_at = MATOI_TIME_NONE;
  update->next_at = matoi_json_get_time (p, "next_at");
  g_ptr_array_add (self->updates, update);
  if (g_strcmp0 (matoi_json_get_string (p, "state"), "posted") == 0)
    {
      update->state = g_strdup ("posted");
      update->posted_at = event->occurred_at;
      matoi_fold_add_entry (self, event, "update", update->text);
    }
  else
    {
      update->state = g_strdup ("draft");
    }
  return TRUE;
}

static MatoiUpdate *
get_update (MatoiIncident *self, JsonObject *p)
{
  MatoiId id;

  return matoi_fold_read_id (p, "update", &id) ? matoi_incident_find_update (self, &id) : NULL;
}

static gboolean
fold_update_approved (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  MatoiUpdate *update = get_update (self, p);

  if (update == NULL || strcmp (update->state, "draft") != 0)
    return FALSE;
  matoi_fold_set_text (&update->state, "approved");
  matoi_fold_set_text (&update->approved_by, event->actor);
  return TRUE;
}

static gboolean
fold_publish_asked (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  MatoiUpdate *update = get_update (self, p);

  if (update == NULL || strcmp (update->state, "posted") == 0 ||
      matoi_json_get_string (p, "status") == NULL)
    return FALSE;
  matoi_fold_set_text (&update->public_state, matoi_json_get_string (p, "status"));
  return TRUE;
}

static gboolean
fold_update_posted (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  MatoiUpdate *update = get_update (self, p);

  if (update == NULL || strcmp (update->state, "posted") == 0)
    return FALSE;
  matoi_fold_set_text (&update->state, "posted");
  matoi_fold_set_text (&update->url, matoi_json_get_string (p, "url"));
  update->posted_at = event->occurred_at;
  if (matoi_json_get_time (p, "next_at") != MATOI_TIME_NONE)
    update->next_at = matoi_json_get_time (p, "next_at");
  matoi_fold_set_text (&self->public_incident, matoi_json_get_string (p, "public_incident"));
  if (matoi_json_get_string (p, "public_incident") != NULL)
    matoi_fold_set_text (&self->public_state, update->public_state);
  matoi_fold_add_entry (self, event, "update", update->text);
  return TRUE;
}

const MatoiFolder matoi_fold_comms[] = {
  { "update.drafted", fold_update_drafted },
  { "update.approved", fold_update_approved },
  { "update.posted", fold_update_posted },
  { "update.publish-asked", fold_publish_asked },
  { NULL },
};
