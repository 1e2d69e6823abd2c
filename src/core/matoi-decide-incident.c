/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-decide-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-json.h"

/* Two quiet words for a confidential incident (SEC-04); nothing in them may hint at it. */
static char *
make_codename (const char *ref)
{
  static const char *const first[] = { "Quiet",  "Amber", "Paper",  "Silver", "Green", "Winter",
                                       "Copper", "Early", "Linen",  "Maple",  "North", "Plain",
                                       "River",  "Stone", "Velvet", "Wooden" };
  static const char *const second[] = { "Lantern", "Harbour", "Meadow",  "Bridge",
                                        "Garden",  "Kettle",  "Orchard", "Window",
                                        "Ladder",  "Teacup",  "Pebble",  "Willow",
                                        "Basket",  "Candle",  "Feather", "Umbrella" };
  guint hash = g_str_hash (ref);

  return g_strdup_printf ("%s %s", first[hash % G_N_ELEMENTS (first)],
                          second[(hash / G_N_ELEMENTS (first)) % G_N_ELEMENTS (second)]);
}

static const MatoiSeverity *
require_severity (MatoiDecision *d, const char *text, GError **error)
{
  const MatoiSeverity *severity = matoi_policy_match_severity (d->policy, text);
  g_autoptr (GString) known = NULL;
  GPtrArray *severities = matoi_policy_get_severities (d->policy);

  if (severity != NULL)
    return severity;
  known = g_string_new (NULL);
  for (guint i = 0; i < severities->len; i++)
    g_string_append_printf (known, "%s%s", i ? " " : "",
                            ((MatoiSeverity *) g_ptr_array_index (severities, i))->id);
  /* Translators: 1: what was given as a severity, 2: the severities that exist */
  matoi_refuse_input (error, _("There is no severity “%1$s” here. Severities: %2$s"), text,
                                known->str);
  return NULL;
}

/* DET-06, BEF-10, SVR-02: "not sure" or two levels take the worse one. */
static const MatoiSeverity *
read_severity (MatoiDecision *d, gboolean *undecided, GError **error)
{
  const char *text = matoi_decision_get (d, "severity");
  const MatoiSeverity *worst = NULL;
  g_auto (GStrv) parts = NULL;

  *undecided = text == NULL || strcmp (text, "?") == 0 || strcmp (text, "not-sure") == 0;
  if (*undecided)
    text = matoi_json_get_string (matoi_policy_get_json (d->policy), "undecided_severity");
  parts = g_strsplit (text, ",", 4);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      const MatoiSeverity *severity = require_severity (d, g_strstrip (parts[i]), error);

      if (severity == NULL)
        return NULL;
      if (worst == NULL || severity->rank < worst->rank)
        worst = severity;
    }
  if (g_strv_length (parts) > 1)
    *undecided = TRUE;
  return worst;
}

static gboolean
check_title (const char *title, GError **error)
{
  if (g_utf8_strlen (title, -1) > MATOI_MAX_TITLE_CHARS || strchr (title, '\n') != NULL)
    return matoi_refuse_input (
      error, _("The title must be one line of at most %d characters. Nothing was changed."),
                MATOI_MAX_TITLE_CHARS);
  return TRUE;
}

static gboolean
check_time_arg (MatoiDecision *d, const char *arg, GError **error)
{
  gint64 at = matoi_json_get_time (d->args, arg);

  if (json_object_has_member (d->args, arg) && at == MATOI_TIME_NONE)
    /* Translators: the name of a time such as “started_at” */
    return matoi_refuse_input (error, _("“%s” is not a time."), arg);
  if (at != MATOI_TIME_NONE && at > d->now + 5 * MATOI_MINUTE)
    /* Translators: the name of a time such as “started_at” */
    return matoi_refuse_input (error, _("“%s” is in the future. Nothing was changed."), arg);
  return TRUE;
}

/* A title that is given must say something. */
static gboolean
check_has_title (MatoiDecision *d, GError **error)
{
  if (matoi_decision_get (d, "title") != NULL)
    return TRUE;
  return matoi_refuse_input (
    error, _("The title is empty. Nothing was changed; say in one line what is wrong."));
}

/* DEC-01: a room of its own, one that is there, or none; otherwise the settings say. A confidential
 * incident is never led where others read it (SEC-05). */
static gboolean
read_channel (MatoiDecision *d, char **channel, GError **error)
{
  const char *text = matoi_decision_get (d, "channel");
  const char *name = text != NULL ? text + (*text == '#') : NULL;

  *channel = NULL;
  if (text == NULL)
    return TRUE;
  if (strcmp (text, "own") == 0 || strcmp (text, "none") == 0)
    {
      *channel = g_strdup (text);
      return TRUE;
    }
  if (*name == '\0' || g_utf8_strlen (name, -1) > 80 || strpbrk (name, " \t\n#,:/@") != NULL)
    return matoi_refuse_input (
      error,
      /* Translators: %s is what was given as a channel */
      _("“%s” is not a channel. Use own, none, or the name of a channel such as #incidents."),
         text);
  if (matoi_json_get_boolean (d->args, "security", FALSE))
    return matoi_refuse (error, "SEC-05",
                         _("A confidential incident is not led in a channel that others read."),
                            _("Give it a private channel of its own, or none."));
  *channel = g_strconcat ("#", name, NULL);
  return TRUE;
}

/* DEC-02, DET-01…06, BEF-08…10: what, how bad, how wide; nothing more is required. */
gboolean
matoi_decide_declare (MatoiDecision *d, GError **error)
{
  static const char *const sources[] = { "monitor", "customer", "staff", "drill", NULL };
  const char *title = matoi_decision_get (d, "title");
  const char *detected_by = matoi_decision_get (d, "detected_by");
  const MatoiSeverity *severity;
  g_autofree char *codename = NULL, *channel = NULL;
  gboolean undecided;
  JsonObject *payload;

  if (!check_has_title (d, error) || !check_title (title, error))
    return FALSE;
  if (d->policy == NULL || matoi_decision_get (d, "ref") == NULL)
    return matoi_refuse_input (error,
                               _("The process to follow is not known. Nothing was changed."));
  if (d->state->declared)
    return matoi_refuse_input (error, _("This incident was declared already."));
  if (detected_by != NULL && !g_strv_contains (sources, detected_by))
    /* Translators: %s is what was given as the way of detection */
    return matoi_refuse_input (
      error, _("“%s” is not a way of detection. Use monitor, customer or staff."), detected_by);
  if (!matoi_decision_check_evidence (matoi_json_get_array (d->args, "evidence"), error))
    return FALSE;
  severity = read_severity (d, &undecided, error);
  if (severity == NULL || !check_time_arg (d, "started_at", error) ||
      !check_time_arg (d, "detected_at", error) || !read_channel (d, &channel, error))
    return FALSE;
  payload =
    matoi_decision_copy (d, "ref", "title", "scope", "services", "detected_by", "detected_at",
                         "started_at", "evidence", "security", "drill", NULL);
  json_object_set_string_member (payload, "severity", severity->id);
  json_object_set_string_member (payload, "policy", matoi_policy_get_hash (d->policy));
  matoi_json_set_string (payload, "channel", channel);
  if (undecided)
    json_object_set_boolean_member (payload, "undecided", TRUE);
  if (matoi_json_get_boolean (d->args, "security", FALSE))
    {
      codename = g_strdup (matoi_decision_get (d, "codename"));
      if (codename == NULL)
        codename = make_codename (matoi_decision_get (d, "ref"));
      json_object_set_string_member (payload, "codename", codename);
    }
  matoi_decision_add (d, "incident.declared", payload);
  return TRUE;
}

/* A slip is taken back by whoever made it, at once: nobody has acted on it yet. */
#define SLIP (2 * MATOI_MINUTE)

static gboolean
takes_back_own_raise (MatoiDecision *d, const MatoiSeverity *to)
{
  if (!matoi_json_get_boolean (d->args, "undo", FALSE))
    return FALSE;
  for (guint i = d->state->events->len; i > 0; i--)
    {
      const MatoiEvent *event = g_ptr_array_index (d->state->events, i - 1);
      const MatoiSeverity *before;

      if (d->now - event->recorded_at > SLIP)
        return FALSE;
      if (strcmp (event->type, "severity.changed") != 0 || event->payload == NULL)
        continue;
      before =
        matoi_policy_find_severity (d->policy, matoi_json_get_string (event->payload, "from"));
      return before != NULL && before->rank == to->rank &&
             strcmp (event->actor, d->command->actor) == 0 &&
             g_strcmp0 (matoi_json_get_string (event->payload, "to"), d->state->severity) == 0;
    }
  return FALSE;
}

/* SVR-03, DUR-10: raise freely; lowering while live is the commander's override, with a reason. */
gboolean
matoi_decide_severity (MatoiDecision *d, GError **error)
{
  const char *text = matoi_decision_require (d, "to", error);
  const MatoiSeverity *to = text ? require_severity (d, text, error) : NULL;
  const MatoiSeverity *from = matoi_policy_find_severity (d->policy, d->state->severity);
  MatoiRuleLevel level = matoi_policy_get_rule (d->policy, "severity-lowering");
  gboolean undecided = matoi_json_get_boolean (d->args, "undecided", FALSE);
  JsonObject *payload;

  if (to == NULL)
    return FALSE;
  if (strcmp (d->state->state, "ended") == 0)
    return matoi_decide_final_severity (d, error);
  if (from != NULL && to->rank == from->rank && d->state->severity_undecided == undecided)
    return TRUE;
  if (from != NULL && to->rank > from->rank && level != MATOI_RULE_OFF)
    {
      if (level == MATOI_RULE_HARD && !matoi_decision_is_commander (d) &&
          !takes_back_own_raise (d, to))
        return matoi_refuse (
          error, "SVR-03",
          _("While the incident is live, only the Incident Commander lowers the severity."),
             _("Keep it as it is; the final severity is set at the end."));
      if (matoi_decision_get (d, "reason") == NULL)
        return matoi_refuse (error, "SVR-03",
                             _("Lowering the severity needs a reason."), _("Add --reason."));
    }
  payload = matoi_decision_copy (d, "reason", NULL);
  json_object_set_string_member (payload, "to", to->id);
  matoi_json_set_string (payload, "from", d->state->severity);
  if (undecided)
    json_object_set_boolean_member (payload, "undecided", TRUE);
  matoi_decision_add (d, "severity.changed", payload);
  return TRUE;
}

/* AFT: the final severity is separate and settled calmly (SVR-03). */
gboolean
matoi_decide_final_severity (MatoiDecision *d, GError **error)
{
  const char *text = matoi_decision_require (d, "to", error);
  const MatoiSeverity *to = text ? require_severity (d, text, error) : NULL;
  JsonObject *payload;

  if (to == NULL)
    return FALSE;
  if (g_strcmp0 (d->state->final_severity, to->id) == 0)
    return TRUE;
  payload = matoi_decision_copy (d, "reason", NULL);
  json_object_set_string_member (payload, "to", to->id);
  matoi_decision_add (d, "severity.final", payload);
  return TRUE;
}

static char *
dup_phases (MatoiPolicy *policy)
{
  JsonArray *phases = matoi_json_get_array (matoi_policy_get_json (policy), "phases");
  GString *known = g_string_new (NULL);

  for (guint i = 0; phases != NULL && i < json_array_get_length (phases); i++)
    g_string_append_printf (known, "%s%s", i > 0 ? ", " : "",
                            matoi_text (json_array_get_object_element (phases, i), "name"));
  return g_string_free (known, FALSE);
}

/* IC-05, FIX-04: size up → stabilise → update → verify, any way round. */
gboolean
matoi_decide_phase (MatoiDecision *d, GError **error)
{
  const char *text = matoi_decision_require (d, "to", error);
  const char *to = text ? matoi_policy_match_phase (d->policy, text) : NULL;
  JsonObject *payload;

  if (text == NULL)
    return FALSE;
  if (to == NULL)
    {
      g_autofree char *known = dup_phases (d->policy);

      /* Translators: 1: what was given as a phase, 2: the names of the phases */
      return matoi_refuse_input (error, _("“%1$s” is not a phase. Phases: %2$s"), text, known);
    }
  if (strcmp (d->state->phase, to) == 0)
    return TRUE;
  payload = json_object_new ();
  json_object_set_string_member (payload, "to", to);
  json_object_set_string_member (payload, "from", d->state->phase);
  matoi_decision_add (d, "phase.changed", payload);
  return TRUE;
}

/* SEC-01: a one-way switch. */
gboolean
matoi_decide_security (MatoiDecision *d, GError **error)
{
  g_autofree char *codename = g_strdup (matoi_decision_get (d, "codename"));
  JsonObject *payload;

  if (d->state->security)
    return TRUE;
  if (codename == NULL)
    codename = make_codename (d->state->ref);
  payload = json_object_new ();
  json_object_set_string_member (payload, "codename", codename);
  matoi_decision_add (d, "security.enabled", payload);
  return TRUE;
}

static gint64
time_after (MatoiDecision *d, const char *arg, gint64 known)
{
  return json_object_has_member (d->args, arg) ? matoi_json_get_time (d->args, arg) : known;
}

/* What cannot be; only where this command changes one of the two, so that what was odd before
 * can be mended step by step. */
static gboolean
check_order (MatoiDecision *d, GError **error)
{
  const MatoiIncident *state = d->state;
  const gint64 started = time_after (d, "started_at", state->started_at);
  const gint64 detected = time_after (d, "detected_at", state->detected_at);
  const gint64 mitigated = time_after (d, "mitigated_at", state->mitigated_at);
  /* It may have ended while it was still recovering. */
  const gint64 over =
    g_strcmp0 (state->outcome, "recovering") == 0 ? MATOI_TIME_NONE : state->ended_at;
  const struct
  {
    gint64 first, then;
    const char *first_arg, *then_arg, *problem;
  } pairs[] = {
    { started, detected, "started_at", "detected_at",
      N_ ("It cannot have been detected before it started.") },
    { started, mitigated, "started_at", "mitigated_at",
      N_ ("It cannot have been mitigated before it started.") },
    { started, state->ended_at, "started_at", "", N_ ("It cannot have ended before it started.") },
    { mitigated, over, "mitigated_at", "",
      N_ ("It cannot have been mitigated after it had ended.") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      if (!json_object_has_member (d->args, pairs[i].first_arg) &&
          !json_object_has_member (d->args, pairs[i].then_arg))
        continue;
      if (pairs[i].first != MATOI_TIME_NONE && pairs[i].then != MATOI_TIME_NONE &&
          pairs[i].first > pairs[i].then)
        /* Translators: %s is a sentence that says which times cannot be */
        return matoi_refuse_input (error, _("%s Nothing was changed; check the times."),
                                             _ (pairs[i].problem));
    }
  return TRUE;
}

gboolean
matoi_decide_details (MatoiDecision *d, GError **error)
{
  const char *title = matoi_json_get_string (d->args, "title");
  JsonObject *payload;

  if (title != NULL && !check_has_title (d, error))
    return FALSE;
  if ((title != NULL && !check_title (title, error)) || !check_time_arg (d, "started_at", error) ||
      !check_time_arg (d, "detected_at", error) || !check_time_arg (d, "mitigated_at", error) ||
      !check_order (d, error))
    return FALSE;
  payload = matoi_decision_copy (d, "title", "scope", "worst_case", "services", "started_at",
                                 "detected_at", "mitigated_at", NULL);
  if (json_object_get_size (payload) == 0)
    {
      json_object_unref (payload);
      return TRUE;
    }
  matoi_decision_add (d, "details.changed", payload);
  return TRUE;
}

/* Another incident, by its reference. */
static gboolean
names_incident (const char *url)
{
  if (!g_str_has_prefix (url, "matoi:") || strlen (url) > 64 || url[6] == '\0')
    return FALSE;
  for (const char *p = url + 6; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && *p != '-')
      return FALSE;
  return TRUE;
}

static gboolean
has_link (const MatoiIncident *incident, const char *url)
{
  for (guint i = 0; i < incident->links->len; i++)
    if (g_strcmp0 (((MatoiEvidence *) g_ptr_array_index (incident->links, i))->url, url) == 0)
      return TRUE;
  return FALSE;
}

gboolean
matoi_decide_link (MatoiDecision *d, GError **error)
{
  const char *url = matoi_decision_require (d, "url", error);
  gboolean before = g_strcmp0 (matoi_decision_get (d, "kind"), "seen-before") == 0;

  if (url == NULL || (!(before && names_incident (url)) && !matoi_decision_check_link (url, error)))
    return FALSE;
  if (before && has_link (d->state, url))
    return TRUE;
  matoi_decision_add (d, "link.added", matoi_decision_copy (d, "kind", "url", NULL));
  return TRUE;
}

/* Only that another incident was the same: what else is linked has been told to others. */
gboolean
matoi_decide_unlink (MatoiDecision *d, GError **error)
{
  const char *url = matoi_decision_require (d, "url", error);

  if (url == NULL)
    return FALSE;
  if (!names_incident (url))
    /* Translators: %s is what was given as a link */
    return matoi_refuse_input (error, _("“%s” is not a link. Nothing was changed."), url);
  if (has_link (d->state, url))
    matoi_decision_add (d, "link.removed", matoi_decision_copy (d, "kind", "url", NULL));
  return TRUE;
}
