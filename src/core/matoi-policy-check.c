/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-policy-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-json.h"

#define MAX_MINUTES (60 * 24 * 365)

typedef struct
{
  JsonObject *preset;
  char **path, **reason;
} Check;

static gboolean G_GNUC_PRINTF (3, 4) fail (Check *check, char *path, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  *check->path = path;
  *check->reason = g_strdup_vprintf (format, args);
  va_end (args);
  return FALSE;
}

static gboolean
has_text (JsonObject *item, const char *member)
{
  JsonObject *texts = matoi_json_get_object (item, member);

  return texts != NULL && matoi_json_get_string (texts, "en") != NULL &&
         matoi_json_get_string (texts, "ja") != NULL;
}

/* Each list holds objects with a unique "id" and, where named, a bilingual text. */
static gboolean
check_list (Check *check, JsonArray *array, const char *name, const char *text_member)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *item = matoi_json_array_get_object (array, i);
      const char *id = item ? matoi_json_get_string (item, "id") : NULL;

      if (item == NULL || id == NULL || *id == '\0')
        return fail (check, g_strdup_printf ("%s[%u]", name, i),
                     _("Each item here needs an “id”."));
      if (!g_hash_table_add (ids, (char *) id))
        return fail (check, g_strdup_printf ("%s[%u].id", name, i),
                     /* Translators: %s is an id in a preset file */
                     _("The id “%s” is used twice."), id);
      if (text_member != NULL && !has_text (item, text_member))
        return fail (check, g_strdup_printf ("%s[%u]", name, i),
                     /* Translators: 1: id, 2: name of a member in a preset file */
                     _("“%s” needs “%s” with a text for “en” and for “ja”."), id, text_member);
    }
  return TRUE;
}

static gboolean
check_lists (Check *check)
{
  const struct
  {
    const char *name, *text;
    gboolean required;
  } lists[] = {
    { "roles", "name", TRUE },  { "severities", "definition", TRUE },
    { "phases", "name", TRUE }, { "clocks", "name", FALSE },
    { "cards", "text", FALSE }, { "end_cleanup", "text", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      JsonArray *array = matoi_json_get_array (check->preset, lists[i].name);

      if (array == NULL &&
          (lists[i].required || json_object_has_member (check->preset, lists[i].name)))
        return fail (check, g_strdup (lists[i].name),
                     /* Translators: %s is the name of a member in a preset file */
                     _("“%s” must be a list."), lists[i].name);
      if (array != NULL && lists[i].required && json_array_get_length (array) == 0)
        return fail (check, g_strdup (lists[i].name),
                     /* Translators: %s is the name of a member in a preset file */
                     _("“%s” must not be empty."), lists[i].name);
      if (array != NULL && !check_list (check, array, lists[i].name, lists[i].text))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_groups (Check *check, const char *name)
{
  JsonObject *groups = matoi_json_get_object (check->preset, name);
  g_autoptr (GList) members = groups ? json_object_get_members (groups) : NULL;

  if (groups == NULL && json_object_has_member (check->preset, name))
    return fail (check, g_strdup (name),
                 /* Translators: %s is the name of a member in a preset file */
                 _("“%s” must be an object of lists."), name);
  for (GList *l = members; l != NULL; l = l->next)
    {
      JsonArray *array = matoi_json_get_array (groups, l->data);
      g_autofree char *path = g_strdup_printf ("%s.%s", name, (char *) l->data);

      if (array == NULL)
        return fail (check, g_steal_pointer (&path),
                     /* Translators: %s is the name of a member in a preset file */
                     _("“%s” must be a list."), (char *) l->data);
      if (!check_list (check, array, path, "text"))
        return FALSE;
    }
  return TRUE;
}

static gboolean
has_id (Check *check, const char *list, const char *id)
{
  JsonArray *array = matoi_json_get_array (check->preset, list);

  for (guint i = 0; i < json_array_get_length (array); i++)
    if (g_strcmp0 (matoi_json_get_string (json_array_get_object_element (array, i), "id"), id) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
check_severities (Check *check)
{
  JsonArray *array = matoi_json_get_array (check->preset, "severities");
  const char *undecided = matoi_json_get_string (check->preset, "undecided_severity");
  g_autoptr (GHashTable) ranks = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *item = json_array_get_object_element (array, i);
      gint64 rank = matoi_json_get_int (item, "rank", 0);

      if (rank < 1 || rank > 9 || !g_hash_table_add (ranks, GINT_TO_POINTER (rank)))
        return fail (check, g_strdup_printf ("severities[%u].rank", i),
                     _("Each severity needs its own “rank” from 1 (worst) to 9."));
      if (matoi_json_get_string (item, "label") == NULL)
        return fail (check, g_strdup_printf ("severities[%u]", i),
                     _("Each severity needs a “label”."));
    }
  if (!has_id (check, "severities", undecided))
    return fail (check, g_strdup ("undecided_severity"),
                 _("“undecided_severity” must name one of the severities."));
  return TRUE;
}

static gboolean
check_clocks (Check *check)
{
  JsonArray *array = matoi_json_get_array (check->preset, "clocks");

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *item = json_array_get_object_element (array, i);
      const char *role = matoi_json_get_string (item, "role");
      gint64 first = matoi_json_get_int (item, "first_minutes", 0);
      gint64 every = matoi_json_get_int (item, "every_minutes", 0);

      if (first < 0 || every < 0 || first > MAX_MINUTES || every > MAX_MINUTES ||
          first + every == 0)
        return fail (check, g_strdup_printf ("clocks[%u]", i),
                     _("A clock needs “first_minutes” or “every_minutes” above zero."));
      if (matoi_json_get_string (item, "starts") == NULL)
        return fail (check, g_strdup_printf ("clocks[%u]", i),
                     _("A clock must say when it “starts”."));
      if (role != NULL && !has_id (check, "roles", role))
        return fail (check, g_strdup_printf ("clocks[%u].role", i),
                     /* Translators: %s is a role id in a preset file */
                     _("There is no role “%s”."), role);
    }
  return TRUE;
}

static gboolean
check_rules (Check *check)
{
  JsonObject *rules = matoi_json_get_object (check->preset, "rules");
  g_autoptr (GList) members = rules ? json_object_get_members (rules) : NULL;

  for (GList *l = members; l != NULL; l = l->next)
    {
      const char *level = matoi_json_get_string (rules, l->data);

      if (g_strcmp0 (level, "hard") != 0 && g_strcmp0 (level, "soft") != 0 &&
          g_strcmp0 (level, "off") != 0)
        return fail (check, g_strdup_printf ("rules.%s", (char *) l->data),
                     _("A rule is “hard”, “soft” or “off”."));
    }
  return TRUE;
}

/* One set of sections: each with a name and guidance, of a kind that there is. */
static gboolean
check_template (Check *check, JsonArray *sections, const char *path)
{
  static const char *const kinds[] = { "text",    "timeline",   "impact",  "factors",
                                       "learned", "responders", "actions", "message",
                                       "mail",    "meeting",    NULL };

  if (!check_list (check, sections, path, "name") ||
      !check_list (check, sections, path, "guidance"))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (sections); i++)
    {
      const char *kind =
        matoi_json_get_string (json_array_get_object_element (sections, i), "kind");

      if (kind == NULL || !g_strv_contains (kinds, kind))
        return fail (check, g_strdup_printf ("%s[%u].kind", path, i),
                     /* Translators: %s is what stands as a kind in a preset file, or nothing */
                     _("“%s” is not a kind of section."), kind ? kind : "");
    }
  return TRUE;
}

static gboolean
check_templates (Check *check, JsonObject *postmortem)
{
  JsonObject *templates = matoi_json_get_object (postmortem, "templates");
  const char *chosen = matoi_json_get_string (check->preset, "postmortem_template");
  g_autoptr (GList) members = templates ? json_object_get_members (templates) : NULL;

  for (GList *l = members; l != NULL; l = l->next)
    {
      JsonArray *sections = matoi_json_get_array (templates, l->data);
      g_autofree char *path = g_strdup_printf ("postmortem.templates.%s", (char *) l->data);

      if (sections == NULL || json_array_get_length (sections) == 0)
        return fail (check, g_steal_pointer (&path),
                     /* Translators: %s is the name of a member in a preset file */
                     _("“%s” must not be empty."), (char *) l->data);
      if (!check_template (check, sections, path))
        return FALSE;
    }
  if (chosen == NULL || templates == NULL || json_object_has_member (templates, chosen))
    return TRUE;
  return fail (check, g_strdup ("postmortem_template"),
               /* Translators: %s is the name of a set of sections in a preset file */
               _("There is no set of sections “%s”."), chosen);
}

/* What a postmortem holds (§12.4); a process without it uses the minimum. */
static gboolean
check_postmortem (Check *check)
{
  const struct
  {
    const char *name, *text;
  } lists[] = { { "impact", "name" }, { "checklist", "text" }, { "agenda", "text" } };
  JsonObject *postmortem = matoi_json_get_object (check->preset, "postmortem");

  if (postmortem == NULL && json_object_has_member (check->preset, "postmortem"))
    return fail (check, g_strdup ("postmortem"),
                 /* Translators: %s is the name of a member in a preset file */
                 _("“%s” must be an object of lists."), "postmortem");
  if (postmortem == NULL)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      JsonArray *array = matoi_json_get_array (postmortem, lists[i].name);
      g_autofree char *path = g_strdup_printf ("postmortem.%s", lists[i].name);

      if (array != NULL && !check_list (check, array, path, lists[i].text))
        return FALSE;
    }
  return check_templates (check, postmortem);
}

/*
 * Checks a flattened preset. On failure @path (for the line number) and
 * @reason are set.
 */
gboolean
matoi_policy_check (JsonObject *preset, char **path, char **reason)
{
  Check check = { preset, path, reason };
  const char *schema = matoi_json_get_string (preset, "schema");
  const char *id = matoi_json_get_string (preset, "id");

  if (g_strcmp0 (schema, "matoi/preset/1") != 0)
    return fail (&check, g_strdup ("schema"), _("“schema” must be “matoi/preset/1”."));
  if (id == NULL || *id == '\0')
    return fail (&check, g_strdup ("id"), _("The preset needs an “id”."));
  return check_lists (&check) && check_groups (&check, "steps") &&
         check_groups (&check, "checklists") && check_severities (&check) &&
         check_clocks (&check) && check_rules (&check) && check_postmortem (&check);
}
