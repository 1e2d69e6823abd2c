/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-fold-private.h"

#include <string.h>

#include "matoi-json.h"

/* The incident itself: its declaration, level, phase, facts and end; see matoi-fold.c for the rules. */

/* Severities are kept by time, so that a late report lands where it belongs. */
static void
add_severity (MatoiIncident *self, const char *severity, gint64 at)
{
  MatoiSeveritySpan span = { g_strdup (severity), at };
  guint index = self->severities->len;

  while (index > 0 && g_array_index (self->severities, MatoiSeveritySpan, index - 1).at > at)
    index--;
  g_array_insert_val (self->severities, index, span);
}

static void
note_worst (MatoiIncident *self, const char *severity)
{
  const MatoiSeverity *current = NULL, *worst = NULL;

  if (self->policy == NULL)
    return;
  current = matoi_policy_find_severity (self->policy, severity);
  worst = matoi_policy_find_severity (self->policy, self->worst_severity);
  if (current != NULL && (worst == NULL || current->rank < worst->rank))
    matoi_fold_set_text (&self->worst_severity, severity);
}

static void
read_services (MatoiIncident *self, JsonArray *services)
{
  g_ptr_array_set_size (self->services, 0);
  for (guint i = 0; services != NULL && i < json_array_get_length (services); i++)
    {
      const char *service = matoi_json_array_get_string (services, i);

      if (service != NULL)
        g_ptr_array_add (self->services, g_strdup (service));
    }
}

static gboolean
fold_declared (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  /* Only the event an incident is named after declares it: no import can take one over. */
  if (self->declared || !matoi_id_equal (&event->id, &event->incident))
    return FALSE;
  self->declared = TRUE;
  self->id = event->incident;
  matoi_fold_set_text (&self->ref, matoi_json_get_string (p, "ref"));
  if (self->ref == NULL)
    self->ref = matoi_id_dup_text (&event->id);
  matoi_fold_set_text (&self->title, matoi_json_get_string (p, "title"));
  matoi_fold_set_text (&self->scope, matoi_json_get_string (p, "scope"));
  matoi_fold_set_text (&self->severity, matoi_json_get_string (p, "severity"));
  matoi_fold_set_text (&self->codename, matoi_json_get_string (p, "codename"));
  matoi_fold_set_text (&self->detected_by, matoi_json_get_string (p, "detected_by"));
  matoi_fold_set_text (&self->channel, matoi_json_get_string (p, "channel"));
  matoi_fold_set_text (&self->declared_by, event->actor);
  self->severity_undecided = matoi_json_get_boolean (p, "undecided", FALSE);
  self->security = matoi_json_get_boolean (p, "security", FALSE);
  self->drill = matoi_json_get_boolean (p, "drill", FALSE);
  self->declared_at = event->occurred_at;
  self->detected_at = matoi_json_get_time (p, "detected_at");
  self->started_at = matoi_json_get_time (p, "started_at");
  read_services (self, matoi_json_get_array (p, "services"));
  add_severity (self, self->severity, event->occurred_at);
  note_worst (self, self->severity);
  return matoi_fold_add_system (self, event, self->scope);
}

static gboolean
fold_severity_changed (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  const char *to = matoi_json_get_string (p, "to");

  if (to == NULL)
    return FALSE;
  self->severity_undecided = matoi_json_get_boolean (p, "undecided", FALSE);
  add_severity (self, to, event->occurred_at);
  /* A change told late does not undo what came after it. */
  matoi_fold_set_text (
    &self->severity,
    g_array_index (self->severities, MatoiSeveritySpan, self->severities->len - 1).severity);
  note_worst (self, to);
  return matoi_fold_add_system (self, event, matoi_json_get_string (p, "reason"));
}

static gboolean
fold_severity_final (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  if (matoi_json_get_string (p, "to") == NULL)
    return FALSE;
  matoi_fold_set_text (&self->final_severity, matoi_json_get_string (p, "to"));
  return matoi_fold_add_system (self, event, matoi_json_get_string (p, "reason"));
}

static gboolean
fold_phase_changed (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  if (matoi_json_get_string (p, "to") == NULL)
    return FALSE;
  matoi_fold_set_text (&self->phase, matoi_json_get_string (p, "to"));
  return matoi_fold_add_system (self, event, NULL);
}

static gboolean
fold_security_enabled (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  if (self->security)
    return FALSE;
  self->security = TRUE;
  matoi_fold_set_text (&self->codename, matoi_json_get_string (p, "codename"));
  return matoi_fold_add_system (self, event, NULL);
}

static gboolean
fold_details_changed (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  JsonArray *services = matoi_json_get_array (p, "services");

  matoi_fold_set_text (&self->title, matoi_json_get_string (p, "title"));
  matoi_fold_set_text (&self->scope, matoi_json_get_string (p, "scope"));
  matoi_fold_set_text (&self->worst_case, matoi_json_get_string (p, "worst_case"));
  if (json_object_has_member (p, "started_at"))
    self->started_at = matoi_json_get_time (p, "started_at");
  if (json_object_has_member (p, "detected_at"))
    self->detected_at = matoi_json_get_time (p, "detected_at");
  if (json_object_has_member (p, "mitigated_at"))
    self->mitigated_at = matoi_json_get_time (p, "mitigated_at");
  if (services != NULL)
    read_services (self, services);
  return TRUE;
}

static gboolean
fold_link_added (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  const char *url = matoi_json_get_string (p, "url");

  if (url == NULL)
    return FALSE;
  g_ptr_array_add (self->links, matoi_evidence_new (url, matoi_json_get_string (p, "kind"), NULL));
  return TRUE;
}

static gboolean
fold_link_removed (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  const char *url = matoi_json_get_string (p, "url");

  for (guint i = 0; url != NULL && i < self->links->len; i++)
    if (g_strcmp0 (((MatoiEvidence *) g_ptr_array_index (self->links, i))->url, url) == 0)
      {
        g_ptr_array_remove_index (self->links, i);
        return TRUE;
      }
  return FALSE;
}

/* Nothing runs after the end: who was in a sub-team is not any more. */
static void
stop_groups (MatoiIncident *self, gint64 at)
{
  for (guint i = 0; i < self->subteams->len; i++)
    {
      MatoiSubteam *subteam = g_ptr_array_index (self->subteams, i);

      if (subteam->dissolved_at == MATOI_TIME_NONE)
        subteam->dissolved_at = at;
    }
}

/* The sub-teams that only the end dissolved are there again. */
static void
resume_groups (MatoiIncident *self)
{
  for (guint i = 0; i < self->subteams->len; i++)
    {
      MatoiSubteam *subteam = g_ptr_array_index (self->subteams, i);

      if (subteam->dissolved_at == self->ended_at)
        subteam->dissolved_at = MATOI_TIME_NONE;
    }
}

static gboolean
fold_ended (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  if (strcmp (self->state, "ended") == 0)
    return FALSE;
  matoi_fold_set_text (&self->state, "ended");
  matoi_fold_set_text (&self->outcome, matoi_json_get_string (p, "outcome"));
  matoi_fold_set_text (&self->final_severity, matoi_json_get_string (p, "final_severity"));
  matoi_fold_set_text (&self->owner, matoi_json_get_string (p, "owner"));
  self->ended_at = event->occurred_at;
  stop_groups (self, event->occurred_at);
  return matoi_fold_add_system (self, event, matoi_json_get_string (p, "override"));
}

static gboolean
fold_reopened (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  if (strcmp (self->state, "live") == 0)
    return FALSE;
  matoi_fold_set_text (&self->state, "live");
  g_clear_pointer (&self->outcome, g_free);
  resume_groups (self);
  self->ended_at = MATOI_TIME_NONE;
  return matoi_fold_add_system (self, event, matoi_json_get_string (p, "reason"));
}

const MatoiFolder matoi_fold_incident[] = {
  { "severity.changed", fold_severity_changed },
  { "severity.final", fold_severity_final },
  { "phase.changed", fold_phase_changed },
  { "security.enabled", fold_security_enabled },
  { "details.changed", fold_details_changed },
  { "link.added", fold_link_added },
  { "link.removed", fold_link_removed },
  { "incident.declared", fold_declared },
  { "incident.ended", fold_ended },
  { "incident.reopened", fold_reopened },
  { NULL },
};
