/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-policy.h"

#include <string.h>

#include "matoi-json.h"

/* What is left of a label when width, case, blanks, hyphens and the like do not
 * count: "Size up", "size-up" and "ＳＩＺＥ　ＵＰ" are the same. */
static char *
fold_label (const char *text)
{
  g_autofree char *narrow = g_utf8_normalize (text, -1, G_NORMALIZE_NFKC);
  g_autofree char *folded = narrow ? g_utf8_casefold (narrow, -1) : NULL;
  GString *plain = g_string_new (NULL);

  for (const char *c = folded; c != NULL && *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar one = g_utf8_get_char (c);

      if (!g_unichar_isspace (one) && one != '-' && one != '_' && one != 0x30fb)
        g_string_append_unichar (plain, one);
    }
  return g_string_free (plain, FALSE);
}

/* The label itself, or the part in front of its parenthesis. */
static gboolean
is_label (const char *label, const char *wanted)
{
  g_autofree char *folded = fold_label (label);
  const char *parenthesis = strchr (folded, '(');

  if (*wanted == '\0')
    return FALSE;
  if (strcmp (folded, wanted) == 0)
    return TRUE;
  return parenthesis != NULL && strlen (wanted) == (gsize) (parenthesis - folded) &&
         strncmp (folded, wanted, strlen (wanted)) == 0;
}

static gboolean
is_named (JsonObject *item, const char *wanted)
{
  return is_label (matoi_json_get_string (item, "id"), wanted) ||
         is_label (matoi_text_in (item, "name", "en"), wanted) ||
         is_label (matoi_text_in (item, "name", "ja"), wanted);
}

static gboolean
begins (const char *label, const char *wanted)
{
  g_autofree char *folded = fold_label (label);

  return *wanted != '\0' && g_str_has_prefix (folded, wanted);
}

/* Nobody types a long name to its end: its beginning will do, where it fits nothing else. */
static gboolean
is_begun (JsonObject *item, const char *wanted)
{
  return begins (matoi_json_get_string (item, "id"), wanted) ||
         begins (matoi_text_in (item, "name", "en"), wanted) ||
         begins (matoi_text_in (item, "name", "ja"), wanted);
}

/** matoi_policy_match_role: (nullable): the role a person means by @text: its id, or its name
 * in either language, in any width and case. */
const MatoiRole *
matoi_policy_match_role (MatoiPolicy *policy, const char *text)
{
  const MatoiRole *role = matoi_policy_find_role (policy, text);
  g_autofree char *wanted = text ? fold_label (text) : NULL;
  GPtrArray *roles = matoi_policy_get_roles (policy);

  for (guint i = 0; role == NULL && wanted != NULL && i < roles->len; i++)
    if (is_named (((MatoiRole *) g_ptr_array_index (roles, i))->json, wanted))
      role = g_ptr_array_index (roles, i);
  for (guint i = 0, n = 0; (role == NULL || n > 0) && wanted != NULL && i < roles->len; i++)
    if (is_begun (((MatoiRole *) g_ptr_array_index (roles, i))->json, wanted))
      {
        if (n++ > 0)
          return NULL;
        role = g_ptr_array_index (roles, i);
      }
  return role;
}

/** matoi_policy_match_severity: (nullable): the same for a severity; its label counts too. */
const MatoiSeverity *
matoi_policy_match_severity (MatoiPolicy *policy, const char *text)
{
  const MatoiSeverity *severity = matoi_policy_find_severity (policy, text);
  g_autofree char *wanted = text ? fold_label (text) : NULL;
  GPtrArray *severities = matoi_policy_get_severities (policy);

  for (guint i = 0; severity == NULL && wanted != NULL && i < severities->len; i++)
    {
      const MatoiSeverity *one = g_ptr_array_index (severities, i);

      if (is_label (one->label, wanted) || is_named (one->json, wanted))
        severity = one;
    }
  return severity;
}

/** matoi_policy_match_clock: (nullable): the same for a clock. */
const MatoiClockRule *
matoi_policy_match_clock (MatoiPolicy *policy, const char *text)
{
  g_autofree char *wanted = text ? fold_label (text) : NULL;
  GPtrArray *clocks = matoi_policy_get_clocks (policy);

  for (guint i = 0; wanted != NULL && i < clocks->len; i++)
    if (is_named (((MatoiClockRule *) g_ptr_array_index (clocks, i))->json, wanted))
      return g_ptr_array_index (clocks, i);
  return NULL;
}

/** matoi_policy_match_phase: (nullable): the id of the phase a person means by @text (IC-05). */
const char *
matoi_policy_match_phase (MatoiPolicy *policy, const char *text)
{
  JsonArray *phases = matoi_json_get_array (matoi_policy_get_json (policy), "phases");
  g_autofree char *wanted = text ? fold_label (text) : NULL;
  const char *begun = NULL;
  guint n_begun = 0;

  for (guint i = 0; phases != NULL && wanted != NULL && i < json_array_get_length (phases); i++)
    {
      JsonObject *phase = json_array_get_object_element (phases, i);

      if (is_named (phase, wanted))
        return matoi_json_get_string (phase, "id");
      if (is_begun (phase, wanted) && n_begun++ == 0)
        begun = matoi_json_get_string (phase, "id");
    }
  return n_begun == 1 ? begun : NULL;
}
