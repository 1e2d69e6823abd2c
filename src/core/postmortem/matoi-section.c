/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-postmortem-private.h"

#include <string.h>

#include "matoi-json.h"
#include "matoi-merge.h"

/* The text of a section is a graph of versions: each names the ones it was typed on. Two people
 * who write at once make two heads; what everybody reads is their merge, which depends only on
 * the set of versions. Nothing that was typed is ever out of sight. */

/* How often what two versions began with may be the merge of two others, and so on. A mistake
 * further back is only in what both took out. */
#define MAX_BASES 6

static void
version_free (MatoiSectionVersion *version)
{
  g_clear_pointer (&version->clashes, g_ptr_array_unref);
  g_ptr_array_unref (version->parents);
  matoi_event_unref (version->event);
  g_free (version);
}

void
matoi_section_free (MatoiSection *self)
{
  g_free (self->id);
  g_free (self->assignee);
  g_free (self->merged);
  g_clear_pointer (&self->open, g_ptr_array_unref);
  g_ptr_array_unref (self->clashes);
  g_ptr_array_unref (self->heads);
  g_ptr_array_unref (self->versions);
  g_free (self);
}

/** matoi_postmortem_find_section: (nullable): what is written in the section @id. */
const MatoiSection *
matoi_postmortem_find_section (const MatoiPostmortem *self, const char *id)
{
  for (guint i = 0; i < self->sections->len; i++)
    {
      const MatoiSection *section = g_ptr_array_index (self->sections, i);

      if (strcmp (section->id, id) == 0)
        return section;
    }
  return NULL;
}

MatoiSection *
matoi_postmortem_ensure_section (MatoiPostmortem *self, const char *id)
{
  MatoiSection *section = (MatoiSection *) matoi_postmortem_find_section (self, id);

  if (section != NULL)
    return section;
  section = g_new0 (MatoiSection, 1);
  section->id = g_strdup (id);
  section->versions = g_ptr_array_new_with_free_func ((GDestroyNotify) version_free);
  section->heads = g_ptr_array_new ();
  section->clashes = g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_clash_free);
  g_ptr_array_add (self->sections, section);
  return section;
}

static MatoiSectionVersion *
find_version (const MatoiSection *self, const char *text)
{
  MatoiId id;

  if (text == NULL || !matoi_id_from_text (&id, text))
    return NULL;
  /* What was typed on is nearly always the latest. */
  for (guint i = self->versions->len; i > 0; i--)
    {
      MatoiSectionVersion *version = g_ptr_array_index (self->versions, i - 1);

      if (matoi_id_equal (&version->id, &id))
        return version;
    }
  return NULL;
}

/* Adds the version of @event, typed on @heads (ids; unknown ones do not count). @settled: whoever
 * wrote it says that it is right. */
void
matoi_section_add (MatoiSection *self,
                   MatoiEvent *event,
                   const char *text,
                   JsonArray *heads,
                   gboolean settled)
{
  MatoiSectionVersion *version = g_new0 (MatoiSectionVersion, 1);

  version->id = event->id;
  version->event = matoi_event_ref (event);
  version->text = text;
  version->settled = settled;
  version->parents = g_ptr_array_new ();
  for (guint i = 0; heads != NULL && i < json_array_get_length (heads); i++)
    {
      MatoiSectionVersion *parent = find_version (self, matoi_json_array_get_string (heads, i));

      if (parent != NULL && !g_ptr_array_find (version->parents, parent, NULL))
        g_ptr_array_add (version->parents, parent);
      if (parent != NULL)
        g_ptr_array_remove (self->heads, parent);
    }
  g_ptr_array_add (self->versions, version);
  g_ptr_array_add (self->heads, version);
  g_clear_pointer (&self->merged, g_free);
  g_clear_pointer (&self->open, g_ptr_array_unref);
}

static void
add_ancestors (GHashTable *set, MatoiSectionVersion *version)
{
  g_autoptr (GPtrArray) open = g_ptr_array_new ();

  g_ptr_array_add (open, version);
  while (open->len > 0)
    {
      MatoiSectionVersion *one = g_ptr_array_steal_index_fast (open, open->len - 1);

      if (!g_hash_table_add (set, one))
        continue;
      for (guint i = 0; i < one->parents->len; i++)
        g_ptr_array_add (open, g_ptr_array_index (one->parents, i));
    }
}

static char *
merge (const MatoiSection *self, GPtrArray *versions, GPtrArray *conflicts, guint depth);

/* What both sides began with: the newest version that both know, or "". Two people who type at
 * once each have what the other saved last, so that there may be several, none of which was typed
 * on another; then it is their merge. With one of them alone what stands in the other would look
 * like changed on both sides, and stand there twice. (transfer full) */
static char *
dup_base (const MatoiSection *self, GHashTable *a, GHashTable *b, guint depth)
{
  g_autoptr (GPtrArray) newest = g_ptr_array_new ();
  g_autoptr (GHashTable) older = g_hash_table_new (NULL, NULL);

  for (guint i = self->versions->len; i > 0; i--)
    {
      MatoiSectionVersion *version = g_ptr_array_index (self->versions, i - 1);

      if (!g_hash_table_contains (a, version) || !g_hash_table_contains (b, version))
        continue;
      if (!g_hash_table_contains (older, version))
        g_ptr_array_insert (newest, 0, version);
      for (guint k = 0; k < version->parents->len; k++)
        g_hash_table_add (older, g_ptr_array_index (version->parents, k));
    }
  if (newest->len == 0)
    return g_strdup ("");
  if (depth == 0)
    return g_strdup (((MatoiSectionVersion *) g_ptr_array_index (newest, newest->len - 1))->text);
  return merge (self, newest, NULL, depth - 1);
}

/* In the order of @versions; @depth: how often a base may be a merge itself. */
static char *
merge (const MatoiSection *self, GPtrArray *versions, GPtrArray *conflicts, guint depth)
{
  g_autoptr (GHashTable) known = g_hash_table_new (NULL, NULL);
  MatoiSectionVersion *first = g_ptr_array_index (versions, 0);
  char *text = g_strdup (first->text);

  if (versions->len == 1)
    return text;
  add_ancestors (known, first);
  for (guint i = 1; i < versions->len; i++)
    {
      MatoiSectionVersion *version = g_ptr_array_index (versions, i);
      g_autoptr (GHashTable) others = g_hash_table_new (NULL, NULL);
      g_autofree char *base = NULL, *before = text;

      add_ancestors (others, version);
      base = dup_base (self, known, others, depth);
      text = conflicts != NULL ? matoi_merge3_full (base, before, version->text, conflicts)
                               : matoi_merge3 (base, before, version->text, NULL);
      add_ancestors (known, version);
    }
  return text;
}

/**
 * matoi_section_merge:
 * @versions: of MatoiSectionVersion, at least one
 * @conflicts: (optional): takes the sentences of each conflict, a GStrv
 *
 * Returns: (transfer full): what they are together
 */
char *
matoi_section_merge (const MatoiSection *self, GPtrArray *versions, GPtrArray *conflicts)
{
  return merge (self, versions, conflicts, MAX_BASES);
}

/** matoi_section_get_text: see the header. The state keeps the merge once somebody asks: folding
 * thousands of versions makes none. */
const char *
matoi_section_get_text (const MatoiSection *self)
{
  MatoiSection *cache = (MatoiSection *) self;

  if (self == NULL || self->heads->len == 0)
    return "";
  if (self->heads->len == 1)
    return ((MatoiSectionVersion *) g_ptr_array_index (self->heads, 0))->text;
  if (self->merged == NULL)
    cache->merged = matoi_section_merge (self, self->heads, NULL);
  return self->merged;
}

/** matoi_section_dup_heads: (transfer full): ids; empty for a section nobody wrote in. */
GStrv
matoi_section_dup_heads (const MatoiSection *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; self != NULL && i < self->heads->len; i++)
    {
      const MatoiSectionVersion *head = g_ptr_array_index (self->heads, i);
      char text[MATOI_ID_TEXT_LENGTH + 1];

      matoi_id_to_text (&head->id, text);
      g_strv_builder_add (builder, text);
    }
  return g_strv_builder_end (builder);
}
