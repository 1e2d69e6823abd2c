/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-gate-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-json.h"

/* The kind of section in which a reason is dealt with, and how it reads once it is. */
static const struct
{
  const char *gate; /* ends in a dot: and all that begin with it */
  const char *kind; /* NULL: the rest of the id is a section */
  const char *met;  /* untranslated */
} words[] = {
  /* Translators: %s is the name of a section such as Overview. */
  { "pm.section.", NULL, N_ ("“%s” is complete.") },
  { "pm.conflict.", NULL, N_ ("“%s” has one wording.") },
  { "pm.evidence", "timeline", N_ ("Every row of the timeline has evidence or a reason.") },
  { "pm.hypotheses", "timeline", N_ ("No open hypothesis is told as a fact.") },
  /* Translators: %s is a mark of the timeline such as “First page”. */
  { "pm.anchor.", "timeline", N_ ("The timeline shows: %s.") },
  { "pm.recording", "responders", N_ ("It says where the recording of the call is.") },
  { "pm.link", "meeting", N_ ("The link for reviewers was posted.") },
  { "pm.meeting-over", "meeting", N_ ("The meeting is over.") },
  { "pm.attendance", "meeting", N_ ("It says who attended.") },
  { "pm.agreed", "meeting", N_ ("The content is agreed.") },
  { "pm.no-message", "message", N_ ("There is no external message.") },
  { "pm.message-approved", "message", N_ ("The external message is approved.") },
  { "pm.message-posted", "message", N_ ("The external message is published.") },
  { "pm.actions", "actions", N_ ("Every action item has its ticket or a reason.") },
  { "pm.mail", "mail", N_ ("The internal mail was sent.") },
};

/* What @gate is about behind its last dot, if row @i is meant; else NULL. */
static const char *
match (guint i, const char *gate)
{
  gsize length = strlen (words[i].gate);

  if (words[i].gate[length - 1] == '.')
    return g_str_has_prefix (gate, words[i].gate) ? gate + length : NULL;
  return strcmp (gate, words[i].gate) == 0 ? "" : NULL;
}

static const char *
find_kind (const MatoiIncident *incident, const char *kind)
{
  JsonArray *sections = matoi_postmortem_get_template (incident);

  for (guint i = 0; i < json_array_get_length (sections); i++)
    {
      JsonObject *section = matoi_json_array_get_object (sections, i);

      if (section && g_strcmp0 (matoi_json_get_string (section, "kind"), kind) == 0)
        return matoi_json_get_string (section, "id");
    }
  return NULL;
}

/* The section in which the reason @gate (such as "pm.recording") is dealt with, or NULL; borrowed. */
const char *
matoi_gate_find_section (const MatoiIncident *incident, const char *gate)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      const char *rest = match (i, gate);
      JsonObject *section;

      if (!rest)
        continue;
      if (words[i].kind)
        return find_kind (incident, words[i].kind);
      section = matoi_postmortem_find_template_section (incident, rest);
      return section ? matoi_json_get_string (section, "id") : NULL;
    }
  return NULL;
}

/* Whether @gate is dealt with in @section. */
gboolean
matoi_gate_is_of (const MatoiIncident *incident, const char *gate, const char *section)
{
  return g_strcmp0 (matoi_gate_find_section (incident, gate), section) == 0;
}

/* What @check says: the engine words only what is wrong. (transfer full) */
char *
matoi_gate_dup_text (const MatoiIncident *incident, const MatoiCheck *check)
{
  if (!check->met)
    return g_strdup (check->text);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      const char *rest = match (i, check->id), *name = rest;
      g_auto (GStrv) parts = NULL;
      JsonObject *section;

      if (!rest)
        continue;
      if (!*rest)
        return g_strdup (_ (words[i].met));
      section = words[i].kind ? NULL : matoi_postmortem_find_template_section (incident, rest);
      if (words[i].kind)
        name = matoi_postmortem_anchor_name (rest);
      else if (section)
        name = matoi_text (section, "name");
      parts = g_strsplit (_ (words[i].met), "%s", 2);
      return g_strjoinv (name, parts);
    }
  return g_strdup (check->text);
}
