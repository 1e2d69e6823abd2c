/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The half-typed lines of the entry bar. */

#include "config.h"

#include <string.h>

#include "matoi-drafts-private.h"
#include "matoi-json.h"
#include "matoi-time.h"

/* Long enough to gather the keys of a word, short enough to lose no more than that. */
#define WRITE_DELAY_MS 500

/* A line is in a field (field is set), or was when its window went (left), or is parked. */
typedef struct
{
  char *text;
  gint64 typed_at;     /* its first key, or MATOI_TIME_NONE */
  gconstpointer field; /* (nullable) */
  gboolean left;
} Draft;

static void
draft_free (Draft *draft)
{
  g_free (draft->text);
  g_free (draft);
}

static Draft *
draft_new (const char *text, gconstpointer field)
{
  Draft *draft = g_new0 (Draft, 1);

  draft->text = g_strdup (text);
  draft->typed_at = MATOI_TIME_NONE;
  draft->field = field;
  return draft;
}

/* --- the lines of one incident */

static GPtrArray *
get_drafts (MatoiDrafts *self, const char *incident)
{
  return matoi_drafts_need (self->incidents, incident, (GDestroyNotify) draft_free);
}

static GPtrArray *
get_drafts_of (MatoiDrafts *self, const MatoiId *incident)
{
  char id[MATOI_ID_TEXT_LENGTH + 1];

  matoi_id_to_text (incident, id);
  return get_drafts (self, id);
}

/* The oldest of too many go. */
static void
trim (GPtrArray *drafts)
{
  for (guint i = drafts->len; i > 0 && drafts->len > MATOI_DRAFTS_MAX; i--)
    if (!((Draft *) g_ptr_array_index (drafts, i - 1))->field)
      g_ptr_array_remove_index (drafts, i - 1);
}

static void
schedule_write (MatoiDrafts *self)
{
  matoi_drafts_schedule_write (self, WRITE_DELAY_MS);
}

static void
emit_changed (MatoiDrafts *self, const MatoiId *incident)
{
  char id[MATOI_ID_TEXT_LENGTH + 1];

  matoi_id_to_text (incident, id);
  g_signal_emit_by_name (self, "changed", id);
}

/* --- the file */

/* A line, and when it was begun if that is known. */
static void
dump_line (JsonArray *lines, const Draft *draft)
{
  JsonObject *line;

  if (draft->typed_at == MATOI_TIME_NONE)
    {
      json_array_add_string_element (lines, draft->text);
      return;
    }
  line = json_object_new ();
  json_object_set_string_member (line, "text", draft->text);
  json_object_set_int_member (line, "first_key", draft->typed_at);
  json_array_add_object_element (lines, line);
}

static JsonArray *
dump_lines (GPtrArray *drafts, gboolean parked)
{
  JsonArray *lines = json_array_new ();

  for (guint i = 0; i < drafts->len; i++)
    {
      const Draft *draft = g_ptr_array_index (drafts, i);

      if (*draft->text && (draft->field || draft->left) != parked)
        dump_line (lines, draft);
    }
  return lines;
}

/* What is kept for @incident, if anything, as members of @into. */
void
matoi_drafts_dump_lines (MatoiDrafts *self, const char *incident, JsonObject *into)
{
  GPtrArray *drafts = g_hash_table_lookup (self->incidents, incident);
  g_autoptr (JsonArray) typed = NULL, parked = NULL;

  if (!drafts)
    return;
  typed = dump_lines (drafts, FALSE);
  parked = dump_lines (drafts, TRUE);
  if (json_array_get_length (typed) + json_array_get_length (parked) == 0)
    return;
  json_object_set_array_member (into, "typed", g_steal_pointer (&typed));
  json_object_set_array_member (into, "parked", g_steal_pointer (&parked));
}

static void
read_lines (GPtrArray *drafts, JsonArray *lines, gboolean left)
{
  for (guint i = 0; lines && i < json_array_get_length (lines); i++)
    {
      JsonObject *line = matoi_json_array_get_object (lines, i);
      const char *text =
        line ? matoi_json_get_string (line, "text") : matoi_json_array_get_string (lines, i);
      Draft *draft;

      if (!text || !*text)
        continue;
      draft = draft_new (text, NULL);
      if (line)
        draft->typed_at = matoi_json_get_int (line, "first_key", MATOI_TIME_NONE);
      draft->left = left;
      g_ptr_array_add (drafts, draft);
    }
}

/* What is typed since the program began is newer and stays in front. */
void
matoi_drafts_read_lines (MatoiDrafts *self, const char *incident, JsonObject *from)
{
  GPtrArray *drafts = get_drafts (self, incident);

  read_lines (drafts, matoi_json_get_array (from, "typed"), TRUE);
  read_lines (drafts, matoi_json_get_array (from, "parked"), FALSE);
  trim (drafts);
}

/* --- the lines */

/** matoi_drafts_get: the parked lines, and what was left in fields that are gone. */
GStrv
matoi_drafts_get (MatoiDrafts *self, const MatoiId *incident)
{
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();
  GPtrArray *drafts;

  g_return_val_if_fail (MATOI_IS_DRAFTS (self), NULL);

  drafts = get_drafts_of (self, incident);
  for (guint i = 0; i < drafts->len; i++)
    {
      const Draft *draft = g_ptr_array_index (drafts, i);

      if (!draft->field)
        g_strv_builder_add (lines, draft->text);
    }
  return g_strv_builder_end (lines);
}

/** matoi_drafts_park: puts @line on top of the parked ones. */
void
matoi_drafts_park (MatoiDrafts *self, const MatoiId *incident, const char *line)
{
  matoi_drafts_park_at (self, incident, line, MATOI_TIME_NONE);
}

/** matoi_drafts_park_at: the same, begun at @typed_at. */
void
matoi_drafts_park_at (MatoiDrafts *self, const MatoiId *incident, const char *line, gint64 typed_at)
{
  GPtrArray *drafts;
  Draft *draft;

  g_return_if_fail (MATOI_IS_DRAFTS (self) && line);

  drafts = get_drafts_of (self, incident);
  draft = draft_new (line, NULL);
  draft->typed_at = typed_at;
  g_ptr_array_insert (drafts, 0, draft);
  trim (drafts);
  schedule_write (self);
  emit_changed (self, incident);
}

/** matoi_drafts_remove: takes the parked line number @index away. (transfer full) (nullable) */
char *
matoi_drafts_remove (MatoiDrafts *self, const MatoiId *incident, guint index)
{
  gint64 typed_at;

  return matoi_drafts_remove_at (self, incident, index, &typed_at);
}

/** matoi_drafts_remove_at: the same; @typed_at: when it was begun. (transfer full) (nullable) */
char *
matoi_drafts_remove_at (MatoiDrafts *self, const MatoiId *incident, guint index, gint64 *typed_at)
{
  GPtrArray *drafts;

  g_return_val_if_fail (MATOI_IS_DRAFTS (self), NULL);

  drafts = get_drafts_of (self, incident);
  for (guint i = 0; i < drafts->len; i++)
    {
      Draft *draft = g_ptr_array_index (drafts, i);
      char *text;

      if (draft->field || index-- > 0)
        continue;
      *typed_at = draft->typed_at;
      text = g_steal_pointer (&draft->text);
      draft->text = g_strdup ("");
      g_ptr_array_remove_index (drafts, i);
      schedule_write (self);
      emit_changed (self, incident);
      return text;
    }
  return NULL;
}

static Draft *
find_field (GPtrArray *drafts, gconstpointer field)
{
  for (guint i = 0; i < drafts->len; i++)
    {
      Draft *draft = g_ptr_array_index (drafts, i);

      if (draft->field == field)
        return draft;
    }
  return NULL;
}

/**
 * matoi_drafts_enter:
 *
 * The field @field is now one for @incident, and holds what was left in one before.
 *
 * Returns: (transfer full): that text; "" when there was none
 */
char *
matoi_drafts_enter (MatoiDrafts *self, const MatoiId *incident, gconstpointer field)
{
  GPtrArray *drafts;
  Draft *draft = NULL;

  g_return_val_if_fail (MATOI_IS_DRAFTS (self) && field, NULL);

  drafts = get_drafts_of (self, incident);
  for (guint i = 0; i < drafts->len && !draft; i++)
    if (((Draft *) g_ptr_array_index (drafts, i))->left)
      draft = g_ptr_array_index (drafts, i);
  if (!draft)
    {
      draft = draft_new ("", NULL);
      g_ptr_array_insert (drafts, 0, draft);
    }
  draft->left = FALSE;
  draft->field = field;
  emit_changed (self, incident);
  return g_strdup (draft->text);
}

/** matoi_drafts_type: what stands in the field @field now. */
void
matoi_drafts_type (MatoiDrafts *self,
                   const MatoiId *incident,
                   gconstpointer field,
                   const char *text)
{
  Draft *draft;

  g_return_if_fail (MATOI_IS_DRAFTS (self) && field && text);

  draft = find_field (get_drafts_of (self, incident), field);
  if (!draft || g_str_equal (draft->text, text))
    return;
  g_free (draft->text);
  draft->text = g_strdup (text);
  schedule_write (self);
}

/** matoi_drafts_stamp: when the first key of what stands in the field @field was pressed. */
void
matoi_drafts_stamp (MatoiDrafts *self,
                    const MatoiId *incident,
                    gconstpointer field,
                    gint64 typed_at)
{
  Draft *draft;

  g_return_if_fail (MATOI_IS_DRAFTS (self) && field);

  draft = find_field (get_drafts_of (self, incident), field);
  if (!draft || draft->typed_at == typed_at)
    return;
  draft->typed_at = typed_at;
  if (*draft->text)
    schedule_write (self);
}

/** matoi_drafts_get_stamp: see matoi_drafts_stamp (); MATOI_TIME_NONE: not known. */
gint64
matoi_drafts_get_stamp (MatoiDrafts *self, const MatoiId *incident, gconstpointer field)
{
  const Draft *draft;

  g_return_val_if_fail (MATOI_IS_DRAFTS (self) && field, MATOI_TIME_NONE);

  draft = find_field (get_drafts_of (self, incident), field);
  return draft ? draft->typed_at : MATOI_TIME_NONE;
}

/** matoi_drafts_leave: the field @field is one for another incident, or gone; its text waits. */
void
matoi_drafts_leave (MatoiDrafts *self, const MatoiId *incident, gconstpointer field)
{
  GPtrArray *drafts;
  Draft *draft;

  g_return_if_fail (MATOI_IS_DRAFTS (self) && field);

  drafts = get_drafts_of (self, incident);
  draft = find_field (drafts, field);
  if (!draft)
    return;
  draft->field = NULL;
  draft->left = TRUE;
  if (!*draft->text)
    g_ptr_array_remove (drafts, draft);
  emit_changed (self, incident);
}

/**
 * matoi_drafts_forget:
 *
 * What begins with @beginning was recorded after its field had gone: it is no draft any more,
 * only what follows it.
 */
void
matoi_drafts_forget (MatoiDrafts *self, const MatoiId *incident, const char *beginning)
{
  GPtrArray *drafts;

  g_return_if_fail (MATOI_IS_DRAFTS (self) && beginning);

  drafts = get_drafts_of (self, incident);
  for (guint i = 0; i < drafts->len; i++)
    {
      Draft *draft = g_ptr_array_index (drafts, i);

      if (draft->field || !g_str_has_prefix (draft->text, beginning))
        continue;
      memmove (draft->text, draft->text + strlen (beginning),
               strlen (draft->text + strlen (beginning)) + 1);
      /* That was the first key of what is recorded now. */
      draft->typed_at = MATOI_TIME_NONE;
      if (!*draft->text)
        g_ptr_array_remove_index (drafts, i);
      schedule_write (self);
      emit_changed (self, incident);
      return;
    }
}
