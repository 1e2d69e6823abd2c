/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include "matoi-hints.h"

#include <string.h>

#include "matoi-json.h"
#include "matoi-postmortem.h"

/* More hints help nobody. */
#define MAX_HINTS 2000

static void
text_free (MatoiHintText *text)
{
  g_free (text->section);
  g_free (text->item);
  g_free (text->text);
  g_free (text);
}

static void
hint_free (MatoiHint *hint)
{
  g_free (hint->section);
  g_free (hint->item);
  g_free (hint->text);
  g_free (hint);
}

/** matoi_hints_dup_names: (transfer full): see the header. */
GStrv
matoi_hints_dup_names (const MatoiIncident *incident)
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
    if (name != NULL && *(const char *) name != '\0')
      g_strv_builder_add (builder, name);
  return g_strv_builder_end (builder);
}

/* --- the texts of a document */

typedef struct
{
  const MatoiIncident *incident;
  GPtrArray *texts;
  guint order;
  const char *section;
} Collect;

static void
add (Collect *self, const char *field, const MatoiId *item, const char *scope, const char *words)
{
  MatoiHintText *text;

  if (words == NULL || *words == '\0')
    return;
  text = g_new0 (MatoiHintText, 1);
  text->order = self->order;
  text->section = g_strdup (self->section);
  text->field = field;
  text->scope = scope;
  text->text = g_strdup (words);
  if (item != NULL)
    {
      text->item = g_malloc0 (MATOI_ID_TEXT_LENGTH + 1);
      matoi_id_to_text (item, text->item);
    }
  g_ptr_array_add (self->texts, text);
}

static void
add_message (Collect *self)
{
  const MatoiExternal *message = &self->incident->postmortem->message;
  const char *scope = self->incident->security ? "security-public" : "public";

  if (g_strcmp0 (message->state, "none") == 0)
    return;
  add (self, "summary", NULL, scope, message->summary);
  add (self, "happened", NULL, scope, message->happened);
  add (self, "doing", NULL, scope, message->doing);
}

static void
add_timeline (Collect *self)
{
  g_autoptr (GPtrArray) lines = matoi_postmortem_dup_timeline (self->incident);

  for (guint i = 0; i < lines->len; i++)
    {
      const MatoiLine *line = g_ptr_array_index (lines, i);

      if (line->told)
        add (self, "timeline",
             line->row != NULL     ? &line->row->id
             : line->entry != NULL ? &line->entry->id
                                   : NULL,
             "timeline", line->text);
    }
}

static void
add_lists (Collect *self, const char *kind)
{
  const MatoiPostmortem *postmortem = self->incident->postmortem;

  for (guint i = 0; g_strcmp0 (kind, "factors") == 0 && i < postmortem->factors->len; i++)
    {
      const MatoiFactor *factor = g_ptr_array_index (postmortem->factors, i);

      if (factor->removed)
        continue;
      add (self, "what", &factor->id, "document", factor->what);
      add (self, "why", &factor->id, "document", factor->why);
    }
  for (guint i = 0; g_strcmp0 (kind, "learned") == 0 && i < postmortem->learned->len; i++)
    {
      const MatoiLearned *one = g_ptr_array_index (postmortem->learned, i);

      if (!one->removed)
        add (self, "learned", &one->id, "document", one->text);
    }
  for (guint i = 0; g_strcmp0 (kind, "actions") == 0 && i < self->incident->actions->len; i++)
    {
      const MatoiAction *action = g_ptr_array_index (self->incident->actions, i);

      add (self, "action", &action->id, "action", action->text);
    }
}

/** matoi_hints_collect: (transfer full): see the header. */
GPtrArray *
matoi_hints_collect (const MatoiIncident *incident, gboolean timeline)
{
  Collect collect = { incident, g_ptr_array_new_with_free_func ((GDestroyNotify) text_free), 0,
                      NULL };
  JsonArray *sections = matoi_postmortem_get_template (incident);

  for (; incident->postmortem != NULL && collect.order < json_array_get_length (sections);
       collect.order++)
    {
      JsonObject *section = json_array_get_object_element (sections, collect.order);
      const char *kind = matoi_json_get_string (section, "kind");

      collect.section = matoi_json_get_string (section, "id");
      if (timeline && g_strcmp0 (kind, "timeline") == 0)
        add_timeline (&collect);
      if (timeline)
        continue;
      if (g_strcmp0 (kind, "message") == 0)
        add_message (&collect);
      add_lists (&collect, kind);
      add (&collect, NULL, NULL, g_strcmp0 (kind, "mail") == 0 ? "outgoing" : "document",
           matoi_section_get_text (
             matoi_postmortem_find_section (incident->postmortem, collect.section)));
    }
  return collect.texts;
}

/* --- what is found in them */

static void
add_hits (GPtrArray *hints, const MatoiHintText *text, GPtrArray *hits)
{
  const char *at = text->text;
  guint line = 1;

  for (guint i = 0; i < hits->len && hints->len < MAX_HINTS; i++)
    {
      const MatoiWordingHit *hit = g_ptr_array_index (hits, i);
      MatoiHint *hint = g_new0 (MatoiHint, 1);

      for (; at < text->text + hit->offset; at++)
        line += *at == '\n' ? 1 : 0;
      hint->order = text->order;
      hint->section = g_strdup (text->section);
      hint->field = text->field;
      hint->item = g_strdup (text->item);
      hint->text = g_strndup (text->text + hit->offset, hit->length);
      hint->line = line;
      hint->hit = *hit;
      g_ptr_array_add (hints, hint);
    }
}

static void
check (GPtrArray *hints,
       const MatoiWording *wording,
       GPtrArray *texts,
       guint *i,
       guint limit,
       const char *const *names)
{
  for (; *i < texts->len && ((MatoiHintText *) g_ptr_array_index (texts, *i))->order < limit;
       (*i)++)
    {
      const MatoiHintText *text = g_ptr_array_index (texts, *i);
      g_autoptr (GPtrArray) hits =
        matoi_wording_check (wording, text->text, text->scope, names, NULL);

      add_hits (hints, text, hits);
    }
}

/** matoi_hints_find: (transfer full): see the header. */
GPtrArray *
matoi_hints_find (const MatoiWording *wording,
                  GPtrArray *texts,
                  GPtrArray *timeline,
                  const char *const *names)
{
  GPtrArray *hints = g_ptr_array_new_with_free_func ((GDestroyNotify) hint_free);
  guint order = timeline->len > 0 ? ((MatoiHintText *) g_ptr_array_index (timeline, 0))->order : 0;
  guint i = 0, j = 0;

  check (hints, wording, texts, &i, order, names);
  check (hints, wording, timeline, &j, G_MAXUINT, names);
  check (hints, wording, texts, &i, G_MAXUINT, names);
  return hints;
}

/** matoi_hints_mark_dismissed: see the header. */
void
matoi_hints_mark_dismissed (GPtrArray *hints, const MatoiIncident *incident)
{
  for (guint i = 0; i < hints->len; i++)
    {
      MatoiHint *hint = g_ptr_array_index (hints, i);

      hint->dismissed = incident->postmortem != NULL &&
                        matoi_postmortem_is_dismissed (incident->postmortem, hint->section,
                                                       hint->hit.rule, hint->text);
    }
}
