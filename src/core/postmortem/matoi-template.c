/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-postmortem-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-json.h"

/* What the document has to hold (§12.4), and who comes to talk about it (§12.3). */

/* For an incident whose process tells nothing of postmortems: the minimum (TPL-15). */
static const char minimum[] =
  "{\"templates\":{\"short\":["
  "{\"id\":\"what\",\"kind\":\"text\",\"required\":true,"
  "\"name\":{\"en\":\"What happened\",\"ja\":\"何が起きたか\"},"
  "\"guidance\":{\"en\":\"Tell it in order, for somebody who was not there.\","
  "\"ja\":\"その場にいなかった人に向けて、順を追って書きます。\"}},"
  "{\"id\":\"why\",\"kind\":\"text\",\"required\":true,"
  "\"name\":{\"en\":\"Why it could happen\",\"ja\":\"なぜ起きえたか\"},"
  "\"guidance\":{\"en\":\"More than one condition came together.\","
  "\"ja\":\"複数の条件が重なったはずです。\"}},"
  "{\"id\":\"prevent\",\"kind\":\"text\",\"required\":true,"
  "\"name\":{\"en\":\"How we prevent it\",\"ja\":\"どう防ぐか\"},"
  "\"guidance\":{\"en\":\"What changes, and how we shall know that it has.\","
  "\"ja\":\"何を変え、変わったことをどう確かめるかを書きます。\"}}]}}";

static JsonObject *
get_minimum (void)
{
  static gsize once;
  static JsonNode *node;

  if (g_once_init_enter (&once))
    {
      node = matoi_json_parse (minimum, -1, sizeof minimum, 8, NULL);
      g_once_init_leave (&once, 1);
    }
  return json_node_get_object (node);
}

static JsonObject *
get_rules (const MatoiIncident *incident)
{
  JsonObject *rules =
    incident->policy != NULL
      ? matoi_json_get_object (matoi_policy_get_json (incident->policy), "postmortem")
      : NULL;

  return rules != NULL ? rules : get_minimum ();
}

/** matoi_postmortem_get_template: (transfer none): the sections of the document; never NULL. */
JsonArray *
matoi_postmortem_get_template (const MatoiIncident *incident)
{
  JsonObject *templates = matoi_json_get_object (get_rules (incident), "templates");
  JsonArray *sections = NULL;

  if (templates != NULL && incident->postmortem != NULL)
    sections = matoi_json_get_array (templates, incident->postmortem->template);
  if (sections == NULL && templates != NULL)
    sections = matoi_json_get_array (templates, "short");
  if (sections == NULL)
    sections = matoi_json_get_array (matoi_json_get_object (get_minimum (), "templates"), "short");
  return sections;
}

/* The first object of @list (nullable) whose @member is @value. */
static JsonObject *
find_in (JsonArray *list, const char *member, const char *value)
{
  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      JsonObject *item = matoi_json_array_get_object (list, i);

      if (item != NULL && g_strcmp0 (matoi_json_get_string (item, member), value) == 0)
        return item;
    }
  return NULL;
}

/** matoi_postmortem_find_template_section: (nullable) (transfer none) */
JsonObject *
matoi_postmortem_find_template_section (const MatoiIncident *incident, const char *id)
{
  return find_in (matoi_postmortem_get_template (incident), "id", id);
}

/** matoi_postmortem_get_list: (nullable) (transfer none): "impact", "checklist", "agenda" … of the process. */
JsonArray *
matoi_postmortem_get_list (const MatoiIncident *incident, const char *name)
{
  return matoi_json_get_array (get_rules (incident), name);
}

/** matoi_postmortem_find_kind: (nullable) (transfer none): the first section of @kind. */
JsonObject *
matoi_postmortem_find_kind (const MatoiIncident *incident, const char *kind)
{
  return find_in (matoi_postmortem_get_template (incident), "kind", kind);
}

/** matoi_postmortem_has_kind: whether one of the sections is of @kind. */
gboolean
matoi_postmortem_has_kind (const MatoiIncident *incident, const char *kind)
{
  return matoi_postmortem_find_kind (incident, kind) != NULL;
}

/** matoi_postmortem_get_severity: (nullable): what the deadlines go by (§21 Q2). */
const MatoiSeverity *
matoi_postmortem_get_severity (const MatoiIncident *incident)
{
  const MatoiSeverity *severity = NULL;

  if (incident->policy == NULL)
    return NULL;
  severity = matoi_policy_find_severity (incident->policy, incident->final_severity);
  return severity != NULL ? severity
                          : matoi_policy_find_severity (incident->policy, incident->worst_severity);
}

/** matoi_postmortem_is_required: whether the process wants one of this incident (PM-01…03). */
gboolean
matoi_postmortem_is_required (const MatoiIncident *incident)
{
  const MatoiSeverity *severity = matoi_postmortem_get_severity (incident);

  return !incident->drill && severity != NULL &&
         matoi_json_get_boolean (severity->json, "postmortem_required", FALSE);
}

/** matoi_postmortem_find_responder: (nullable): who held @role; else @none_reason may say why nobody. */
const char *
matoi_postmortem_find_responder (const MatoiIncident *incident,
                                 const char *role,
                                 const char **none_reason)
{
  const MatoiPostmortem *self = incident->postmortem;

  if (none_reason != NULL)
    *none_reason = NULL;
  for (guint i = 0; self != NULL && i < self->responders->len; i++)
    {
      const MatoiResponder *responder = g_ptr_array_index (self->responders, i);

      if (strcmp (responder->role, role) != 0)
        continue;
      if (none_reason != NULL)
        *none_reason = responder->none_reason;
      return responder->person;
    }
  for (guint i = incident->assignments->len; i > 0; i--)
    {
      const MatoiAssignment *assignment = g_ptr_array_index (incident->assignments, i - 1);

      if (strcmp (assignment->role, role) == 0)
        return assignment->person;
    }
  return NULL;
}

static gboolean
is_listed (JsonArray *array, const char *text)
{
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    if (g_strcmp0 (matoi_json_array_get_string (array, i), text) == 0)
      return TRUE;
  return FALSE;
}

static void
invite (GPtrArray *invitees, const char *person, const char *reason, gboolean required)
{
  MatoiInvitee *invitee;

  for (guint i = 0; i < invitees->len; i++)
    {
      invitee = g_ptr_array_index (invitees, i);
      if (strcmp (invitee->person, person) != 0)
        continue;
      invitee->required |= required;
      return;
    }
  invitee = g_new0 (MatoiInvitee, 1);
  invitee->person = g_strdup (person);
  invitee->reason = g_strdup (reason);
  invitee->required = required;
  g_ptr_array_add (invitees, invitee);
}

/** matoi_postmortem_suggest_invitees: (transfer full): of MatoiInvitee, from the roster (MTG-01, MTG-02). */
GPtrArray *
matoi_postmortem_suggest_invitees (const MatoiIncident *incident)
{
  GPtrArray *invitees = g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_invitee_free);
  JsonObject *rules = matoi_json_get_object (get_rules (incident), "invitees");
  JsonArray *required = rules ? matoi_json_get_array (rules, "required") : NULL;
  JsonArray *worst_only = rules ? matoi_json_get_array (rules, "worst_only") : NULL;
  const MatoiSeverity *severity = matoi_postmortem_get_severity (incident);

  if (incident->postmortem != NULL)
    invite (invitees, incident->postmortem->owner, _("Owner of the postmortem"), TRUE);
  for (guint i = 0; i < incident->assignments->len; i++)
    {
      const MatoiAssignment *one = g_ptr_array_index (incident->assignments, i);
      const MatoiRole *role =
        incident->policy != NULL ? matoi_policy_find_role (incident->policy, one->role) : NULL;

      /* The people who speak to customers come to the worst ones only. */
      if (is_listed (worst_only, one->role) && (severity == NULL || severity->rank != 1))
        continue;
      if (strcmp (one->role, "observer") != 0)
        invite (invitees, one->person, role ? matoi_text (role->json, "name") : one->role,
                is_listed (required, one->role));
    }
  return invitees;
}

static gboolean
has_factor (const MatoiPostmortem *self)
{
  for (guint i = 0; i < self->factors->len; i++)
    if (!((const MatoiFactor *) g_ptr_array_index (self->factors, i))->removed)
      return TRUE;
  return FALSE;
}

static gboolean
is_followed_up (const MatoiIncident *incident, const MatoiLearned *one)
{
  /* An empty waiver is one that was taken back. */
  return strcmp (one->side, "badly") != 0 || (one->waiver != NULL && *one->waiver != '\0') ||
         (one->has_action && matoi_incident_find_action (incident, &one->action) != NULL);
}

/* TPL-09: something is there, and each "did not" is followed up. */
static gboolean
is_learned (const MatoiIncident *incident)
{
  GPtrArray *learned = incident->postmortem->learned;
  gboolean any = FALSE;

  for (guint i = 0; i < learned->len; i++)
    {
      const MatoiLearned *one = g_ptr_array_index (learned, i);

      if (one->removed)
        continue;
      any = TRUE;
      if (!is_followed_up (incident, one))
        return FALSE;
    }
  return any;
}

static gboolean
is_impact_known (const MatoiIncident *incident)
{
  JsonArray *rows = matoi_postmortem_get_list (incident, "impact");

  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    {
      JsonObject *row = matoi_json_array_get_object (rows, i);
      const char *id = row ? matoi_json_get_string (row, "id") : NULL;

      if (id != NULL && matoi_json_get_string (row, "computed") == NULL &&
          matoi_postmortem_find_impact (incident->postmortem, id) == NULL)
        return FALSE;
    }
  return TRUE;
}

/* TPL-07: the commander and the scribe of the process are named, or a reason is. */
static gboolean
are_responders_known (const MatoiIncident *incident)
{
  static const char *const roles[] = { "ic", "scribe" };

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      const char *none_reason;

      if (incident->policy != NULL && matoi_policy_find_role (incident->policy, roles[i]) != NULL &&
          matoi_postmortem_find_responder (incident, roles[i], &none_reason) == NULL &&
          none_reason == NULL)
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_any_told (const MatoiIncident *incident)
{
  g_autoptr (GPtrArray) lines = matoi_postmortem_dup_timeline (incident);

  for (guint i = 0; i < lines->len; i++)
    if (((const MatoiLine *) g_ptr_array_index (lines, i))->told)
      return TRUE;
  return FALSE;
}

/* An explicit "none", or all three parts (TPL-12). */
static gboolean
is_message_written (const MatoiExternal *message)
{
  return g_strcmp0 (message->state, "none") == 0 ||
         (message->state != NULL && *message->summary != '\0' && *message->happened != '\0' &&
          *message->doing != '\0');
}

/** matoi_postmortem_section_is_filled: whether @section (of the template) holds what its kind needs. */
gboolean
matoi_postmortem_section_is_filled (const MatoiIncident *incident, JsonObject *section)
{
  const MatoiPostmortem *self = incident->postmortem;
  const char *kind = matoi_json_get_string (section, "kind");
  const char *id = matoi_json_get_string (section, "id");

  if (self == NULL || id == NULL)
    return FALSE;
  if (g_strcmp0 (kind, "timeline") == 0)
    return is_any_told (incident);
  if (g_strcmp0 (kind, "impact") == 0)
    return is_impact_known (incident);
  if (g_strcmp0 (kind, "factors") == 0)
    return has_factor (self);
  if (g_strcmp0 (kind, "learned") == 0)
    return is_learned (incident);
  if (g_strcmp0 (kind, "responders") == 0)
    return are_responders_known (incident);
  if (g_strcmp0 (kind, "actions") == 0)
    return incident->actions->len > 0;
  if (g_strcmp0 (kind, "message") == 0)
    return is_message_written (&self->message);
  if (g_strcmp0 (kind, "meeting") == 0)
    return self->meeting.at != MATOI_TIME_NONE || self->meeting.held_at != MATOI_TIME_NONE;
  for (const char *c = matoi_section_get_text (matoi_postmortem_find_section (self, id));
       *c != '\0'; c = g_utf8_next_char (c))
    if (!g_unichar_isspace (g_utf8_get_char (c)))
      return TRUE;
  return FALSE;
}
