/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-postmortem-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-incident-private.h"
#include "matoi-json.h"
#include "matoi-steps.h"
#include "matoi-ticket-private.h"

/* ACT-11: the steps of the postmortem are asked for as tickets, and what became of each. A ticket
 * that is closed there closes nothing here. */

#define MAX_KEY 100

/* --- asking */

static gboolean
decide_ask (MatoiDecision *d, GError **error)
{
  g_autoptr (GHashTable) values = matoi_decide_read_sites (d);
  g_autoptr (GTimeZone) zone = matoi_decide_read_zone (d);
  const char *lang = matoi_decision_get (d, "lang");
  g_autoptr (MatoiStepsDraft) draft = NULL;
  JsonObject *payload;

  if (!matoi_decide_require_postmortem (d, error))
    return FALSE;
  if (d->state->postmortem->steps.key != NULL)
    return matoi_refuse (error, "steps.there",
                         _("The steps of this postmortem have their ticket already."),
                            _("Look at that ticket; nothing is made twice."));
  draft = matoi_steps_draft_new (d->state, matoi_decision_get (d, "project"), values, zone,
                                 lang != NULL ? lang : "en", d->now);
  if (draft->steps->len == 0)
    return matoi_refuse (error, "steps.none",
                         _("No step of the postmortem is open."),
                            _("There is nothing to track."));
  if (!matoi_decide_check_draft (draft->parent, error))
    return FALSE;
  payload = json_object_new ();
  json_object_set_object_member (payload, "draft", matoi_steps_draft_to_json (draft));
  matoi_decision_add (d, "postmortem.steps-asked", payload);
  return TRUE;
}

/* --- what became of them */

static gboolean
is_known (const MatoiStepsTicket *self, const char *step, const char *key)
{
  if (step == NULL)
    return g_strcmp0 (self->key, key) == 0;
  for (guint i = 0; i < self->tickets->len; i++)
    {
      const MatoiStepTicket *ticket = g_ptr_array_index (self->tickets, i);

      if (strcmp (ticket->step, step) == 0 && strcmp (ticket->key, key) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Without "step": their parent. */
static gboolean
decide_ticketed (MatoiDecision *d, GError **error)
{
  const char *step = matoi_decision_get (d, "step"), *key;

  if (!matoi_decide_require_postmortem (d, error))
    return FALSE;
  key = matoi_decision_require (d, "key", error);
  if (key == NULL || !matoi_decision_check_link (matoi_decision_get (d, "url"), error))
    return FALSE;
  if (strlen (key) > MAX_KEY || (step != NULL && strlen (step) > 2 * MAX_KEY))
    /* Translators: %s is what was given as a ticket */
    return matoi_refuse_input (error, _("“%s” is not the key of a ticket such as PAY-123."), key);
  if (!is_known (&d->state->postmortem->steps, step, key))
    matoi_decision_add (d, "postmortem.step-ticketed",
                        matoi_decision_copy (d, "step", "key", "url", "site", "id", "listed",
                                             NULL));
  return TRUE;
}

/* --- what the site says of them */

/* NULL: there is no such one, or it is only named in that of all. */
static const MatoiStepProgress *
find_progress (const MatoiStepsTicket *self, const char *step, const char **key)
{
  if (step == NULL)
    {
      *key = self->key;
      return self->key != NULL ? &self->progress : NULL;
    }
  for (guint i = 0; i < self->tickets->len; i++)
    {
      const MatoiStepTicket *ticket = g_ptr_array_index (self->tickets, i);

      *key = ticket->key;
      if (strcmp (ticket->step, step) == 0)
        return ticket->listed ? NULL : &ticket->progress;
    }
  return NULL;
}

static gboolean
says_something (const MatoiStepProgress *known, const char *key, JsonObject *p)
{
  const char *other = matoi_json_get_string (p, "key");
  gboolean gone = matoi_json_get_boolean (p, "gone", FALSE);
  gint64 updated = matoi_json_get_time (p, "updated");

  if (gone || known->gone)
    return gone != known->gone;
  /* Seen before what is known. */
  if (updated != MATOI_TIME_NONE && known->updated != MATOI_TIME_NONE && updated < known->updated)
    return FALSE;
  return g_strcmp0 (known->status, matoi_json_get_string (p, "status")) != 0 ||
         g_strcmp0 (known->category, matoi_json_get_string (p, "category")) != 0 ||
         g_strcmp0 (known->assignee, matoi_json_get_string (p, "assignee")) != 0 ||
         (other != NULL && strcmp (other, key) != 0);
}

/* Without "step": their parent. It closes nothing here. */
static gboolean
decide_progress (MatoiDecision *d, GError **error)
{
  const char *step = matoi_decision_get (d, "step"), *key = NULL;
  const MatoiStepProgress *known;

  if (!matoi_decide_require_postmortem (d, error))
    return FALSE;
  known = find_progress (&d->state->postmortem->steps, step, &key);
  if (!matoi_json_get_boolean (d->args, "gone", FALSE) &&
      matoi_decision_require (d, "category", error) == NULL)
    return FALSE;
  if (!matoi_decision_check_link (matoi_decision_get (d, "url"), error))
    return FALSE;
  if (known != NULL && says_something (known, key, d->args))
    matoi_decision_add (d, "postmortem.step-progress",
                        matoi_decision_copy (d, "step", "key", "url", "status", "category",
                                             "assignee", "updated", "gone", NULL));
  return TRUE;
}

const MatoiCommandRule matoi_steps_commands[] = {
  { "pm-steps-ticket", decide_ask, 0 },
  { "pm-step-link", decide_ticketed, 0 },
  { "pm-step-progress", decide_progress, 0 },
  { NULL },
};

/* --- the fold */

static gboolean
fold_asked (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  JsonObject *draft = matoi_json_get_object (p, "draft");
  MatoiStepsTicket *steps = self->postmortem != NULL ? &self->postmortem->steps : NULL;

  if (steps == NULL || draft == NULL)
    return FALSE;
  steps->asked_at = event->occurred_at;
  g_clear_pointer (&steps->draft, json_object_unref);
  steps->draft = json_object_ref (draft);
  return TRUE;
}

static MatoiStepTicket *
need_ticket (MatoiStepsTicket *steps, const char *step)
{
  MatoiStepTicket *ticket;

  for (guint i = 0; i < steps->tickets->len; i++)
    {
      ticket = g_ptr_array_index (steps->tickets, i);
      if (strcmp (ticket->step, step) == 0)
        return ticket;
    }
  ticket = g_new0 (MatoiStepTicket, 1);
  ticket->step = g_strdup (step);
  ticket->progress.updated = MATOI_TIME_NONE;
  g_ptr_array_add (steps->tickets, ticket);
  return ticket;
}

static gboolean
fold_ticketed (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  MatoiStepsTicket *steps = self->postmortem != NULL ? &self->postmortem->steps : NULL;
  const char *key = matoi_json_get_string (p, "key"), *step = matoi_json_get_string (p, "step");
  MatoiStepTicket *ticket;

  if (steps == NULL || key == NULL)
    return FALSE;
  if (step == NULL)
    {
      matoi_fold_set_text (&steps->key, key);
      matoi_fold_set_text (&steps->url, matoi_json_get_string (p, "url"));
      matoi_fold_set_text (&steps->site, matoi_json_get_string (p, "site"));
      matoi_fold_set_text (&steps->id, matoi_json_get_string (p, "id"));
      return TRUE;
    }
  ticket = need_ticket (steps, step);
  matoi_fold_set_text (&ticket->key, key);
  matoi_fold_set_text (&ticket->url, matoi_json_get_string (p, "url"));
  matoi_fold_set_text (&ticket->id, matoi_json_get_string (p, "id"));
  ticket->listed = matoi_json_get_boolean (p, "listed", FALSE);
  return TRUE;
}

/* What a site does not say is not known any more. */
static void
set_or_clear (char **text, JsonObject *p, const char *name)
{
  g_free (*text);
  *text = g_strdup (matoi_json_get_string (p, name));
}

static void
set_progress (MatoiStepProgress *progress, char **key, char **url, JsonObject *p)
{
  progress->gone = matoi_json_get_boolean (p, "gone", FALSE);
  if (progress->gone)
    return;
  set_or_clear (&progress->status, p, "status");
  set_or_clear (&progress->category, p, "category");
  set_or_clear (&progress->assignee, p, "assignee");
  progress->updated = matoi_json_get_time (p, "updated");
  /* It was moved to another project. */
  matoi_fold_set_text (key, matoi_json_get_string (p, "key"));
  matoi_fold_set_text (url, matoi_json_get_string (p, "url"));
}

static gboolean
fold_progress (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  MatoiStepsTicket *steps = self->postmortem != NULL ? &self->postmortem->steps : NULL;
  const char *step = matoi_json_get_string (p, "step");

  if (steps == NULL || steps->key == NULL)
    return FALSE;
  if (step == NULL)
    {
      set_progress (&steps->progress, &steps->key, &steps->url, p);
      return TRUE;
    }
  for (guint i = 0; i < steps->tickets->len; i++)
    {
      MatoiStepTicket *ticket = g_ptr_array_index (steps->tickets, i);

      if (strcmp (ticket->step, step) != 0)
        continue;
      set_progress (&ticket->progress, &ticket->key, &ticket->url, p);
      return TRUE;
    }
  return FALSE;
}

const MatoiFolder matoi_fold_steps[] = {
  { "postmortem.steps-asked", fold_asked },
  { "postmortem.step-ticketed", fold_ticketed },
  { "postmortem.step-progress", fold_progress },
  { NULL },
};
