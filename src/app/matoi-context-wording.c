/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include <string.h>

#include "matoi-context-private.h"
#include "matoi-json.h"
#include "matoi-postmortem.h"

/* The people of the incident: blame words count next to a name only. */
static GStrv
dup_names (const MatoiIncident *incident)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  GHashTableIter iter;
  gpointer name;

  for (guint i = 0; i < incident->assignments->len; i++)
    g_hash_table_add (names,
                      ((MatoiAssignment *) g_ptr_array_index (incident->assignments, i))->person);
  for (guint i = 0; i < incident->entries->len; i++)
    g_hash_table_add (names, ((MatoiEntry *) g_ptr_array_index (incident->entries, i))->author);
  if (incident->postmortem != NULL)
    g_hash_table_add (names, incident->postmortem->owner);
  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (*(const char *) name != '\0')
      g_strv_builder_add (builder, name);
  return g_strv_builder_end (builder);
}

typedef struct
{
  const MatoiIncident *incident;
  MatoiWording *wording;
  GStrv names;
  JsonArray *hints;
} Check;

static void
check (Check *self, const char *section, const char *scope, const char *text)
{
  g_autoptr (GPtrArray) hits =
    matoi_wording_check (self->wording, text, scope, (const char *const *) self->names, NULL);

  for (guint i = 0; i < hits->len; i++)
    {
      const MatoiWordingHit *hit = g_ptr_array_index (hits, i);
      g_autofree char *words = g_strndup (text + hit->offset, hit->length);
      JsonObject *object;

      if (matoi_postmortem_is_dismissed (self->incident->postmortem, section, hit->rule, words))
        continue;
      object = json_object_new ();
      matoi_json_set_string (object, "section", section);
      matoi_json_set_string (object, "rule", hit->rule);
      json_object_set_int_member (object, "offset", (gint64) hit->offset);
      json_object_set_int_member (object, "length", (gint64) hit->length);
      matoi_json_set_string (object, "text", words);
      matoi_json_set_string (object, "advice", matoi_wording_hit_get_advice (hit));
      json_array_add_object_element (self->hints, object);
    }
}

static void
check_lists (Check *self, const char *section, const char *kind)
{
  const MatoiPostmortem *postmortem = self->incident->postmortem;
  g_autoptr (GPtrArray) lines = NULL;

  for (guint i = 0; g_strcmp0 (kind, "factors") == 0 && i < postmortem->factors->len; i++)
    {
      const MatoiFactor *factor = g_ptr_array_index (postmortem->factors, i);

      if (factor->removed)
        continue;
      check (self, section, "document", factor->what);
      check (self, section, "document", factor->why);
    }
  for (guint i = 0; g_strcmp0 (kind, "learned") == 0 && i < postmortem->learned->len; i++)
    {
      const MatoiLearned *one = g_ptr_array_index (postmortem->learned, i);

      if (!one->removed)
        check (self, section, "document", one->text);
    }
  for (guint i = 0; g_strcmp0 (kind, "actions") == 0 && i < self->incident->actions->len; i++)
    check (self, section, "action",
           ((MatoiAction *) g_ptr_array_index (self->incident->actions, i))->text);
  if (g_strcmp0 (kind, "timeline") != 0)
    return;
  lines = matoi_postmortem_dup_timeline (self->incident);
  for (guint i = 0; i < lines->len; i++)
    {
      const MatoiLine *line = g_ptr_array_index (lines, i);

      if (line->told)
        check (self, section, "timeline", line->text);
    }
}

/**
 * matoi_context_check_wording:
 *
 * Returns: (transfer full): the hints on every section that nobody put aside,
 *   offsets and lengths in bytes of the text they are in
 */
JsonArray *
matoi_context_check_wording (MatoiContext *self, const MatoiIncident *incident, GError **error)
{
  g_autoptr (MatoiWording) wording = matoi_context_load_wording (error);
  g_auto (GStrv) names = dup_names (incident);
  JsonArray *sections = matoi_postmortem_get_template (incident);
  Check all = { incident, wording, names, NULL };

  if (wording == NULL)
    return NULL;
  all.hints = json_array_new ();
  for (guint i = 0; incident->postmortem != NULL && i < json_array_get_length (sections); i++)
    {
      JsonObject *section = json_array_get_object_element (sections, i);
      const char *id = matoi_json_get_string (section, "id");
      const char *kind = matoi_json_get_string (section, "kind");
      g_autofree char *message = matoi_external_dup_text (&incident->postmortem->message);

      if (g_strcmp0 (kind, "message") == 0 && message != NULL)
        check (&all, id, incident->security ? "security-public" : "public", message);
      else if (g_strcmp0 (kind, "mail") == 0)
        check (&all, id, "outgoing",
               matoi_section_get_text (matoi_postmortem_find_section (incident->postmortem, id)));
      else if (g_strcmp0 (kind, "text") == 0)
        check (&all, id, "document",
               matoi_section_get_text (matoi_postmortem_find_section (incident->postmortem, id)));
      else
        check_lists (&all, id, kind);
    }
  return all.hints;
}
