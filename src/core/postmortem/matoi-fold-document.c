/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-postmortem-private.h"

#include <string.h>

#include "matoi-incident-private.h"
#include "matoi-json.h"

/* What the document holds; see matoi-fold.c for the rules. None of it makes a line of the
 * timeline, and it counts in any state: nothing that was typed is lost because somebody else
 * closed the document meanwhile. */

static gboolean
fold_section (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  const char *id = matoi_json_get_string (p, "section");
  const char *text = matoi_json_get_string (p, "text");

  if (self->postmortem == NULL || id == NULL || text == NULL)
    return FALSE;
  matoi_section_add (matoi_postmortem_ensure_section (self->postmortem, id), event, text,
                     matoi_json_get_array (p, "heads"),
                     matoi_json_get_boolean (p, "settled", FALSE));
  return TRUE;
}

static gboolean
fold_assigned (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  const char *id = matoi_json_get_string (p, "section");
  MatoiSection *section;

  if (self->postmortem == NULL || id == NULL)
    return FALSE;
  section = matoi_postmortem_ensure_section (self->postmortem, id);
  g_free (section->assignee);
  section->assignee = g_strdup (matoi_json_get_string (p, "person"));
  return TRUE;
}

static gboolean
fold_tick (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  const char *list = matoi_json_get_string (p, "list"), *item = matoi_json_get_string (p, "item");
  g_autofree char *key = NULL;

  if (self->postmortem == NULL || list == NULL || item == NULL)
    return FALSE;
  key = g_strdup_printf ("%s/%s", list, item);
  if (matoi_json_get_boolean (p, "on", TRUE))
    g_hash_table_add (self->postmortem->ticks, g_steal_pointer (&key));
  else
    g_hash_table_remove (self->postmortem->ticks, key);
  return TRUE;
}

/* The row this event is about, or a new one. */
static MatoiRow *
ensure_row (MatoiPostmortem *self, MatoiEvent *event, JsonObject *p)
{
  MatoiRow *row;
  MatoiId id;
  gboolean has_entry = matoi_fold_read_id (p, "entry", &id);

  if (has_entry)
    row = matoi_postmortem_find_row (self, &id);
  else
    row = matoi_fold_read_id (p, "row", &id) ? matoi_find_by_id (self->rows, &id) : NULL;
  if (row != NULL)
    return row;
  row = g_new0 (MatoiRow, 1);
  row->id = event->id;
  row->has_entry = has_entry;
  if (has_entry)
    row->entry = id;
  matoi_evidence_replace (&row->evidence, NULL);
  g_ptr_array_add (self->rows, row);
  return row;
}

/* A whole row takes the place of the one before. */
static gboolean
fold_row (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  MatoiRow *row;

  if (self->postmortem == NULL || (matoi_json_get_string (p, "entry") == NULL &&
                                   matoi_json_get_time (p, "occurred_at") == MATOI_TIME_NONE))
    return FALSE;
  row = ensure_row (self->postmortem, event, p);
  if (matoi_json_get_boolean (p, "reset", FALSE))
    {
      g_ptr_array_remove (self->postmortem->rows, row);
      return TRUE;
    }
  row->told = matoi_json_get_boolean (p, "told", TRUE);
  row->learned_later = matoi_json_get_boolean (p, "learned_later", FALSE);
  row->occurred_at = matoi_json_get_time (p, "occurred_at");
  g_free (row->text);
  row->text = g_strdup (matoi_json_get_string (p, "text"));
  g_free (row->anchor);
  row->anchor = g_strdup (matoi_json_get_string (p, "anchor"));
  g_free (row->none_reason);
  row->none_reason = g_strdup (matoi_json_get_string (p, "none_reason"));
  matoi_evidence_replace (&row->evidence, matoi_json_get_array (p, "evidence"));
  return TRUE;
}

static gboolean
fold_impact (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  const char *row = matoi_json_get_string (p, "row");
  const char *value = matoi_json_get_string (p, "value");
  const char *reason = matoi_json_get_string (p, "unknown_reason");
  MatoiImpact *impact;

  if (self->postmortem == NULL || row == NULL)
    return FALSE;
  impact = (MatoiImpact *) matoi_postmortem_find_impact (self->postmortem, row);
  if (impact != NULL)
    g_ptr_array_remove (self->postmortem->impacts, impact);
  /* Neither: it is not known any more whether it is known. */
  if (value == NULL && reason == NULL)
    return TRUE;
  impact = g_new0 (MatoiImpact, 1);
  impact->row = g_strdup (row);
  impact->value = g_strdup (value);
  impact->unknown_reason = value == NULL ? g_strdup (reason) : NULL;
  impact->url = g_strdup (matoi_json_get_string (p, "url"));
  g_ptr_array_add (self->postmortem->impacts, impact);
  return TRUE;
}

static gboolean
fold_factor (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  MatoiFactor *factor = NULL;
  MatoiId id;

  if (self->postmortem == NULL)
    return FALSE;
  if (matoi_fold_read_id (p, "id", &id))
    {
      factor = matoi_find_by_id (self->postmortem->factors, &id);
      if (factor == NULL)
        return FALSE;
    }
  else
    {
      factor = g_new0 (MatoiFactor, 1);
      factor->id = event->id;
      factor->what = g_strdup ("");
      factor->why = g_strdup ("");
      matoi_evidence_replace (&factor->evidence, NULL);
      g_ptr_array_add (self->postmortem->factors, factor);
    }
  matoi_fold_set_text (&factor->what, matoi_json_get_string (p, "what"));
  matoi_fold_set_text (&factor->why, matoi_json_get_string (p, "why"));
  if (matoi_json_get_array (p, "evidence") != NULL)
    matoi_evidence_replace (&factor->evidence, matoi_json_get_array (p, "evidence"));
  factor->removed = matoi_json_get_boolean (p, "removed", FALSE);
  return TRUE;
}

static gboolean
fold_learned (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  MatoiLearned *one = NULL;
  MatoiId id;

  if (self->postmortem == NULL)
    return FALSE;
  if (matoi_fold_read_id (p, "id", &id))
    {
      one = matoi_find_by_id (self->postmortem->learned, &id);
      if (one == NULL)
        return FALSE;
    }
  else
    {
      one = g_new0 (MatoiLearned, 1);
      one->id = event->id;
      one->side = g_strdup ("well");
      one->text = g_strdup ("");
      g_ptr_array_add (self->postmortem->learned, one);
    }
  matoi_fold_set_text (&one->side, matoi_json_get_string (p, "side"));
  matoi_fold_set_text (&one->text, matoi_json_get_string (p, "text"));
  matoi_fold_set_text (&one->waiver, matoi_json_get_string (p, "waiver"));
  if (matoi_fold_read_id (p, "action", &id))
    {
      one->has_action = TRUE;
      one->action = id;
    }
  one->removed = matoi_json_get_boolean (p, "removed", FALSE);
  return TRUE;
}

static gboolean
fold_responder (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  const char *role = matoi_json_get_string (p, "role");
  const char *person = matoi_json_get_string (p, "person");
  const char *reason = matoi_json_get_string (p, "none_reason");
  MatoiResponder *responder;

  if (self->postmortem == NULL || role == NULL || (person == NULL && reason == NULL))
    return FALSE;
  for (guint i = 0; i < self->postmortem->responders->len; i++)
    {
      responder = g_ptr_array_index (self->postmortem->responders, i);
      if (strcmp (responder->role, role) != 0)
        continue;
      g_ptr_array_remove_index (self->postmortem->responders, i);
      break;
    }
  responder = g_new0 (MatoiResponder, 1);
  responder->role = g_strdup (role);
  responder->person = g_strdup (person);
  responder->none_reason = person == NULL ? g_strdup (reason) : NULL;
  g_ptr_array_add (self->postmortem->responders, responder);
  return TRUE;
}

static gboolean
fold_recording (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  const char *url = matoi_json_get_string (p, "url");
  const char *reason = matoi_json_get_string (p, "none_reason");

  if (self->postmortem == NULL || (url == NULL && reason == NULL))
    return FALSE;
  g_free (self->postmortem->recording);
  self->postmortem->recording = g_strdup (url);
  g_free (self->postmortem->recording_none);
  self->postmortem->recording_none = url == NULL ? g_strdup (reason) : NULL;
  return TRUE;
}

static gboolean
fold_comment (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  MatoiComment *comment;

  if (self->postmortem == NULL || matoi_json_get_string (p, "text") == NULL)
    return FALSE;
  comment = g_new0 (MatoiComment, 1);
  comment->id = event->id;
  comment->section = g_strdup (matoi_json_get_string (p, "section"));
  comment->text = g_strdup (matoi_json_get_string (p, "text"));
  comment->author = g_strdup (event->actor);
  comment->at = event->occurred_at;
  comment->resolved_at = MATOI_TIME_NONE;
  g_ptr_array_add (self->postmortem->comments, comment);
  return TRUE;
}

static gboolean
fold_resolved (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  const gboolean open = matoi_json_get_boolean (p, "open", FALSE); /* again */
  MatoiComment *comment = NULL;
  MatoiId id;

  if (self->postmortem != NULL && matoi_fold_read_id (p, "comment", &id))
    comment = matoi_find_by_id (self->postmortem->comments, &id);
  if (comment == NULL || open != (comment->resolved_by != NULL))
    return FALSE;
  g_clear_pointer (&comment->resolved_by, g_free);
  if (open)
    {
      comment->resolved_at = MATOI_TIME_NONE;
      return TRUE;
    }
  comment->resolved_by = g_strdup (event->actor);
  comment->resolved_at = event->occurred_at;
  return TRUE;
}

/* Taken back: the hint is shown again. Who put it aside, and who not, stays in the log. */
static void
remove_dismissal (GPtrArray *dismissals, JsonObject *p)
{
  for (guint i = dismissals->len; i > 0; i--)
    {
      const MatoiDismissal *one = g_ptr_array_index (dismissals, i - 1);

      if (g_strcmp0 (one->section, matoi_json_get_string (p, "section")) == 0 &&
          g_strcmp0 (one->rule, matoi_json_get_string (p, "rule")) == 0 &&
          g_strcmp0 (one->text, matoi_json_get_string (p, "text")) == 0)
        g_ptr_array_remove_index (dismissals, i - 1);
    }
}

static gboolean
fold_dismissed (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  MatoiDismissal *dismissal;

  if (self->postmortem == NULL || matoi_json_get_string (p, "rule") == NULL)
    return FALSE;
  if (!matoi_json_get_boolean (p, "on", TRUE))
    {
      remove_dismissal (self->postmortem->dismissals, p);
      return TRUE;
    }
  dismissal = g_new0 (MatoiDismissal, 1);
  dismissal->section = g_strdup (matoi_json_get_string (p, "section"));
  dismissal->rule = g_strdup (matoi_json_get_string (p, "rule"));
  dismissal->text = g_strdup (matoi_json_get_string (p, "text"));
  dismissal->author = g_strdup (event->actor);
  g_ptr_array_add (self->postmortem->dismissals, dismissal);
  return TRUE;
}

const MatoiFolder matoi_fold_document[] = {
  { "postmortem.section", fold_section },
  { "postmortem.assigned", fold_assigned },
  { "postmortem.tick", fold_tick },
  { "postmortem.row", fold_row },
  { "postmortem.impact", fold_impact },
  { "postmortem.factor", fold_factor },
  { "postmortem.learned", fold_learned },
  { "postmortem.responder", fold_responder },
  { "postmortem.recording", fold_recording },
  { "postmortem.comment", fold_comment },
  { "postmortem.resolved", fold_resolved },
  { "postmortem.dismissed", fold_dismissed },
  { NULL },
};
