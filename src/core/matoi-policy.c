/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-policy.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-error.h"
#include "matoi-json.h"
#include "matoi-policy-private.h"
#include "matoi-time.h"

#define MAX_PRESET_BYTES (1024 * 1024)
#define MAX_PRESET_DEPTH 16
#define MAX_ANCESTORS    8

static void
role_free (MatoiRole *role)
{
  g_free (role->id);
  g_strfreev (role->excludes);
  g_free (role);
}

static void
severity_free (MatoiSeverity *severity)
{
  g_free (severity->id);
  g_free (severity->label);
  g_free (severity);
}

static void
clock_rule_free (MatoiClockRule *clock)
{
  g_free (clock->id);
  g_strfreev (clock->severities);
  g_free (clock->starts);
  g_free (clock->restarts);
  g_free (clock->satisfied);
  g_free (clock->role);
  g_free (clock);
}

/** matoi_policy_ref: takes a reference, from any thread. */
MatoiPolicy *
matoi_policy_ref (MatoiPolicy *policy)
{
  g_atomic_ref_count_inc (&policy->ref_count);
  return policy;
}

/** matoi_policy_unref: drops a reference, from any thread. */
void
matoi_policy_unref (MatoiPolicy *policy)
{
  if (policy == NULL || !g_atomic_ref_count_dec (&policy->ref_count))
    return;
  g_clear_pointer (&policy->roles, g_ptr_array_unref);
  g_clear_pointer (&policy->severities, g_ptr_array_unref);
  g_clear_pointer (&policy->clocks, g_ptr_array_unref);
  g_clear_pointer (&policy->json, json_object_unref);
  g_free (policy->hash);
  g_free (policy->text);
  g_free (policy);
}

static GStrv
dup_strings (JsonArray *array)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      const char *text = matoi_json_array_get_string (array, i);

      if (text != NULL)
        g_strv_builder_add (builder, text);
    }
  return g_strv_builder_end (builder);
}

static gint64
get_minutes (JsonObject *json, const char *member)
{
  return matoi_json_get_int (json, member, 0) * MATOI_MINUTE;
}

static MatoiRole *
read_role (JsonObject *json)
{
  MatoiRole *role = g_new0 (MatoiRole, 1);

  role->id = g_strdup (matoi_json_get_string (json, "id"));
  role->max = (guint) matoi_json_get_int (json, "max", 0);
  role->exclusive = matoi_json_get_boolean (json, "exclusive", FALSE);
  role->reports = matoi_json_get_boolean (json, "reports", FALSE);
  role->excludes = dup_strings (matoi_json_get_array (json, "excludes"));
  role->json = json;
  return role;
}

static MatoiSeverity *
read_severity (JsonObject *json)
{
  MatoiSeverity *severity = g_new0 (MatoiSeverity, 1);

  severity->id = g_strdup (matoi_json_get_string (json, "id"));
  severity->label = g_strdup (matoi_json_get_string (json, "label"));
  severity->rank = (guint) matoi_json_get_int (json, "rank", 0);
  severity->major = matoi_json_get_boolean (json, "major", FALSE);
  severity->public = matoi_json_get_boolean (json, "public", FALSE);
  severity->executives = matoi_json_get_boolean (json, "executives", FALSE);
  severity->company = matoi_json_get_boolean (json, "company", FALSE);
  severity->json = json;
  return severity;
}

static MatoiClockRule *
read_clock (JsonObject *json)
{
  MatoiClockRule *clock = g_new0 (MatoiClockRule, 1);

  clock->id = g_strdup (matoi_json_get_string (json, "id"));
  clock->first_ms = get_minutes (json, "first_minutes");
  clock->every_ms = get_minutes (json, "every_minutes");
  clock->until_ms = get_minutes (json, "until_minutes");
  clock->severities = dup_strings (matoi_json_get_array (json, "severities"));
  clock->starts = g_strdup (matoi_json_get_string (json, "starts"));
  clock->restarts = g_strdup (matoi_json_get_string (json, "restarts"));
  clock->satisfied = g_strdup (matoi_json_get_string (json, "satisfied"));
  clock->role = g_strdup (matoi_json_get_string (json, "role"));
  clock->nags = (guint) matoi_json_get_int (json, "nags", 0);
  clock->json = json;
  return clock;
}

static int
compare_rank (gconstpointer a, gconstpointer b)
{
  const MatoiSeverity *x = *(const MatoiSeverity *const *) a;
  const MatoiSeverity *y = *(const MatoiSeverity *const *) b;

  return (x->rank > y->rank) - (x->rank < y->rank);
}

static void
read_lists (MatoiPolicy *policy)
{
  const struct
  {
    const char *member;
    GPtrArray **list;
    GDestroyNotify free_func;
    gpointer (*read) (JsonObject *);
  } lists[] = {
    { "roles", &policy->roles, (GDestroyNotify) role_free, (gpointer) read_role },
    { "severities", &policy->severities, (GDestroyNotify) severity_free, (gpointer) read_severity },
    { "clocks", &policy->clocks, (GDestroyNotify) clock_rule_free, (gpointer) read_clock },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      JsonArray *array = matoi_json_get_array (policy->json, lists[i].member);

      *lists[i].list = g_ptr_array_new_with_free_func (lists[i].free_func);
      for (guint k = 0; array != NULL && k < json_array_get_length (array); k++)
        g_ptr_array_add (*lists[i].list, lists[i].read (json_array_get_object_element (array, k)));
    }
  g_ptr_array_sort (policy->severities, compare_rank);
}

static gboolean
refuse_file (GError **error, const char *file_name, guint line, const char *reason)
{
  /* Translators: file, line number, what is wrong there */
  g_set_error (error, MATOI_ERROR, MATOI_ERROR_INPUT, _("%s:%u: %s"), file_name, line, reason);
  return FALSE;
}

/* A preset may extend another: a member it gives replaces the parent's. */
static JsonObject *
flatten (JsonObject *preset,
         const char *text,
         const char *file_name,
         GPtrArray *ancestors,
         MatoiPresetLoader loader,
         gpointer user_data,
         GError **error)
{
  const char *parent_id = matoi_json_get_string (preset, "extends");
  g_autofree char *parent_text = NULL;
  g_autoptr (JsonNode) parent_node = NULL;
  g_autoptr (JsonObject) flat = NULL;
  g_autofree char *reason = NULL;
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  if (parent_id == NULL)
    return json_object_ref (preset);
  g_ptr_array_add (ancestors, g_strdup (matoi_json_get_string (preset, "id")));
  if (g_ptr_array_find_with_equal_func (ancestors, parent_id, g_str_equal, NULL) ||
      ancestors->len > MAX_ANCESTORS)
    {
      /* Translators: %s is the id of a process preset */
      reason = g_strdup_printf (_("“extends” goes round in a circle at “%s”."), parent_id);
      refuse_file (error, file_name, matoi_json_line_of (text, "extends"), reason);
      return NULL;
    }
  parent_text = loader ? loader (parent_id, user_data) : NULL;
  if (parent_text != NULL)
    parent_node = matoi_json_parse (parent_text, -1, MAX_PRESET_BYTES, MAX_PRESET_DEPTH, NULL);
  if (parent_node == NULL || !JSON_NODE_HOLDS_OBJECT (parent_node))
    {
      /* Translators: %s is the id of a process preset */
      reason = g_strdup_printf (_("There is no preset “%s” to extend."), parent_id);
      refuse_file (error, file_name, matoi_json_line_of (text, "extends"), reason);
      return NULL;
    }
  flat = flatten (json_node_get_object (parent_node), text, file_name, ancestors, loader, user_data,
                  error);
  if (flat == NULL)
    return NULL;
  json_object_iter_init (&iter, preset);
  while (json_object_iter_next (&iter, &name, &value))
    if (strcmp (name, "extends") != 0)
      json_object_set_member (flat, name, json_node_copy (value));
  if (json_object_has_member (flat, "extends"))
    json_object_remove_member (flat, "extends");
  return g_steal_pointer (&flat);
}

/**
 * matoi_policy_parse:
 * @file_name: for the error text
 * @loader: (nullable): gives the text of the presets that "extends" names
 *
 * Reads and checks a preset (process.md §17).
 *
 * Returns: (transfer full): the policy, or NULL with MATOI_ERROR_INPUT that
 *   says file, line and reason
 */
MatoiPolicy *
matoi_policy_parse (const char *text,
                    gssize length,
                    const char *file_name,
                    MatoiPresetLoader loader,
                    gpointer user_data,
                    GError **error)
{
  g_autoptr (MatoiPolicy) policy = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) local_error = NULL;
  g_autoptr (GPtrArray) ancestors = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *path = NULL;
  g_autofree char *reason = NULL;
  g_autofree char *terminated = length < 0 ? NULL : g_strndup (text, length);
  const char *source = terminated ? terminated : text;
  JsonObject *flat;

  node = matoi_json_parse (text, length, MAX_PRESET_BYTES, MAX_PRESET_DEPTH, &local_error);
  if (node == NULL)
    {
      g_set_error (error, MATOI_ERROR, MATOI_ERROR_INPUT, "%s: %s", file_name,
                   local_error->message);
      return NULL;
    }
  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      refuse_file (error, file_name, 1, _("A preset must be a JSON object."));
      return NULL;
    }
  flat =
    flatten (json_node_get_object (node), source, file_name, ancestors, loader, user_data, error);
  if (flat == NULL)
    return NULL;
  if (!matoi_policy_check (flat, &path, &reason))
    {
      guint line = matoi_json_line_of (source, path);

      refuse_file (error, file_name, line > 0 ? line : 1, reason);
      json_object_unref (flat);
      return NULL;
    }
  policy = g_new0 (MatoiPolicy, 1);
  g_atomic_ref_count_init (&policy->ref_count);
  policy->json = flat;
  policy->text = matoi_json_to_text (flat);
  policy->hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, policy->text, -1);
  read_lists (policy);
  return g_steal_pointer (&policy);
}

/** matoi_policy_get_id: "pagerduty", "small-team", "light" or a team's own. */
const char *
matoi_policy_get_id (MatoiPolicy *policy)
{
  return matoi_json_get_string (policy->json, "id");
}

/** matoi_policy_get_hash: SHA-256 of the flattened text, in hex. */
const char *
matoi_policy_get_hash (MatoiPolicy *policy)
{
  return policy->hash;
}

/** matoi_policy_get_text: the whole preset as JSON, without "extends". */
const char *
matoi_policy_get_text (MatoiPolicy *policy)
{
  return policy->text;
}

/** matoi_policy_get_version: the preset's own version number. */
gint64
matoi_policy_get_version (MatoiPolicy *policy)
{
  return matoi_json_get_int (policy->json, "version", 1);
}

/** matoi_policy_get_json: everything, for texts, steps, cards and messages. Read-only. */
JsonObject *
matoi_policy_get_json (MatoiPolicy *policy)
{
  return policy->json;
}

/** matoi_policy_get_roles: (transfer none): of MatoiRole (V-01). */
GPtrArray *
matoi_policy_get_roles (MatoiPolicy *policy)
{
  return policy->roles;
}

/** matoi_policy_get_severities: (transfer none): of MatoiSeverity, worst first (SVR-08). */
GPtrArray *
matoi_policy_get_severities (MatoiPolicy *policy)
{
  return policy->severities;
}

/** matoi_policy_get_clocks: (transfer none): of MatoiClockRule. */
GPtrArray *
matoi_policy_get_clocks (MatoiPolicy *policy)
{
  return policy->clocks;
}

/** matoi_policy_find_role: (nullable): the role with that id. */
const MatoiRole *
matoi_policy_find_role (MatoiPolicy *policy, const char *id)
{
  for (guint i = 0; id != NULL && i < policy->roles->len; i++)
    {
      const MatoiRole *role = g_ptr_array_index (policy->roles, i);

      if (strcmp (role->id, id) == 0)
        return role;
    }
  return NULL;
}

/** matoi_policy_find_severity: (nullable): by id ("1") or label ("SEV-1", "sev1"). */
const MatoiSeverity *
matoi_policy_find_severity (MatoiPolicy *policy, const char *id_or_label)
{
  const char *digits = id_or_label;

  if (id_or_label == NULL)
    return NULL;
  if (g_ascii_strncasecmp (digits, "sev", 3) == 0)
    digits += digits[3] == '-' ? 4 : 3;
  for (guint i = 0; i < policy->severities->len; i++)
    {
      const MatoiSeverity *severity = g_ptr_array_index (policy->severities, i);

      if (strcmp (severity->id, digits) == 0 ||
          g_ascii_strcasecmp (severity->label, id_or_label) == 0)
        return severity;
    }
  return NULL;
}

/** matoi_policy_has_phase: whether @id is one of the phases (IC-05). */
gboolean
matoi_policy_has_phase (MatoiPolicy *policy, const char *id)
{
  JsonArray *phases = matoi_json_get_array (policy->json, "phases");

  for (guint i = 0; phases != NULL && id != NULL && i < json_array_get_length (phases); i++)
    if (g_strcmp0 (matoi_json_get_string (json_array_get_object_element (phases, i), "id"), id) ==
        0)
      return TRUE;
  return FALSE;
}

/** matoi_policy_get_rule: how strictly this team wants a rule kept; unknown ones are soft. */
MatoiRuleLevel
matoi_policy_get_rule (MatoiPolicy *policy, const char *id)
{
  JsonObject *rules = matoi_json_get_object (policy->json, "rules");
  const char *level = rules ? matoi_json_get_string (rules, id) : NULL;

  if (g_strcmp0 (level, "hard") == 0)
    return MATOI_RULE_HARD;
  return g_strcmp0 (level, "off") == 0 ? MATOI_RULE_OFF : MATOI_RULE_SOFT;
}

/** matoi_policy_get_limit: a number of §1 such as "span_of_control". */
gint64
matoi_policy_get_limit (MatoiPolicy *policy, const char *id, gint64 fallback)
{
  JsonObject *limits = matoi_json_get_object (policy->json, "limits");

  return limits ? matoi_json_get_int (limits, id, fallback) : fallback;
}

/** matoi_text_in: the en/ja text of @member in @lang, or English; never NULL. */
const char *
matoi_text_in (JsonObject *item, const char *member, const char *lang)
{
  JsonObject *texts = item ? matoi_json_get_object (item, member) : NULL;
  const char *text = texts ? matoi_json_get_string (texts, lang) : NULL;

  if (text == NULL && texts != NULL)
    text = matoi_json_get_string (texts, "en");
  return text ? text : "";
}

/** matoi_text: the same in the language of the interface. */
const char *
matoi_text (JsonObject *item, const char *member)
{
  /* Translators: the code of your language if the process presets are written
   * in it ("en" or "ja"), else "en" */
  return matoi_text_in (item, member, C_ ("language of the presets", "en"));
}
