/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is typed into a document and not recorded yet. */

#include "config.h"

#include <string.h>

#include "matoi-drafts-private.h"
#include "matoi-json.h"

/* At most half a second is lost, the time the disk takes included. */
#define WRITE_DELAY_MS 250
/* Of each incident; the oldest left ones go. */
#define MAX_TEXTS 50

typedef struct
{
  char *place, *text;
  GStrv heads;         /* ids of the versions it was typed on */
  gconstpointer field; /* (nullable) where it is being typed; NULL: what was there has gone */
} TextDraft;

static void
text_draft_free (TextDraft *draft)
{
  g_free (draft->place);
  g_free (draft->text);
  g_strfreev (draft->heads);
  g_free (draft);
}

static GPtrArray *
get_texts (MatoiDrafts *self, const char *incident)
{
  return matoi_drafts_need (self->texts, incident, (GDestroyNotify) text_draft_free);
}

static GPtrArray *
get_texts_of (MatoiDrafts *self, const MatoiId *incident)
{
  char id[MATOI_ID_TEXT_LENGTH + 1];

  matoi_id_to_text (incident, id);
  return get_texts (self, id);
}

static TextDraft *
find (GPtrArray *texts, const char *place, gconstpointer field)
{
  for (guint i = 0; i < texts->len; i++)
    {
      TextDraft *draft = g_ptr_array_index (texts, i);

      if (draft->field == field && g_str_equal (draft->place, place))
        return draft;
    }
  return NULL;
}

static void
trim (GPtrArray *texts)
{
  for (guint i = 0; i < texts->len && texts->len > MAX_TEXTS;)
    if (((TextDraft *) g_ptr_array_index (texts, i))->field)
      i++;
    else
      g_ptr_array_remove_index (texts, i);
}

/* --- the file */

void
matoi_drafts_dump_texts (MatoiDrafts *self, const char *incident, JsonObject *into)
{
  GPtrArray *texts = g_hash_table_lookup (self->texts, incident);
  JsonArray *array;

  if (!texts || texts->len == 0)
    return;
  array = json_array_new ();
  for (guint i = 0; i < texts->len; i++)
    {
      const TextDraft *draft = g_ptr_array_index (texts, i);
      JsonObject *member = json_object_new ();
      JsonArray *heads = json_array_new ();

      for (guint j = 0; draft->heads[j]; j++)
        json_array_add_string_element (heads, draft->heads[j]);
      json_object_set_string_member (member, "place", draft->place);
      json_object_set_string_member (member, "text", draft->text);
      json_object_set_array_member (member, "heads", heads);
      json_array_add_object_element (array, member);
    }
  json_object_set_array_member (into, "texts", array);
}

static void
read_text (GPtrArray *texts, guint at, JsonObject *member)
{
  const char *place = matoi_json_get_string (member, "place");
  const char *text = matoi_json_get_string (member, "text");
  JsonArray *heads = matoi_json_get_array (member, "heads");
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  TextDraft *draft;

  if (!place || !text)
    return;
  for (guint i = 0; heads && i < json_array_get_length (heads); i++)
    if (matoi_json_array_get_string (heads, i))
      g_strv_builder_add (ids, matoi_json_array_get_string (heads, i));
  draft = g_new0 (TextDraft, 1);
  draft->place = g_strdup (place);
  draft->text = g_strdup (text);
  draft->heads = g_strv_builder_end (ids);
  g_ptr_array_insert (texts, (int) MIN (at, texts->len), draft);
}

void
matoi_drafts_read_texts (MatoiDrafts *self, const char *incident, JsonObject *from)
{
  JsonArray *array = matoi_json_get_array (from, "texts");
  GPtrArray *texts;

  if (!array)
    return;
  texts = get_texts (self, incident);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *member = matoi_json_array_get_object (array, i);

      if (member)
        read_text (texts, i, member);
    }
  trim (texts);
}

/* --- the texts */

/**
 * matoi_drafts_set_text:
 * @place: what the text belongs to, such as "section/overview"
 * @field: where it is being typed, any pointer: two windows may be at the same place
 * @text: the whole text
 * @heads: ids of the versions it was typed on
 *
 * Keeps @text until it is recorded.
 */
void
matoi_drafts_set_text (MatoiDrafts *self,
                       const MatoiId *incident,
                       const char *place,
                       gconstpointer field,
                       const char *text,
                       const char *const *heads)
{
  GPtrArray *texts;
  TextDraft *draft;

  g_return_if_fail (MATOI_IS_DRAFTS (self) && place && field && text && heads);

  texts = get_texts_of (self, incident);
  draft = find (texts, place, field);
  if (!draft)
    {
      draft = g_new0 (TextDraft, 1);
      draft->place = g_strdup (place);
      draft->field = field;
      g_ptr_array_add (texts, draft);
      trim (texts);
    }
  g_free (draft->text);
  draft->text = g_strdup (text);
  g_strfreev (draft->heads);
  draft->heads = g_strdupv ((char **) heads);
  matoi_drafts_schedule_write (self, WRITE_DELAY_MS);
}

/**
 * matoi_drafts_adopt_text:
 * @heads: (out): ids of the versions it was typed on
 *
 * What was typed at @place and never recorded is now in @field, and still kept.
 *
 * Returns: (transfer full) (nullable): that text; NULL: there is none (any more)
 */
char *
matoi_drafts_adopt_text (MatoiDrafts *self,
                         const MatoiId *incident,
                         const char *place,
                         gconstpointer field,
                         GStrv *heads)
{
  TextDraft *draft;

  g_return_val_if_fail (MATOI_IS_DRAFTS (self) && place && field && heads, NULL);

  *heads = NULL;
  draft = find (get_texts_of (self, incident), place, NULL);
  if (!draft)
    return NULL;
  draft->field = field;
  *heads = g_strdupv (draft->heads);
  return g_strdup (draft->text);
}

/**
 * matoi_drafts_clear_text:
 * @text: (nullable): only if that is what is kept
 *
 * What was typed at @place, in @field, is recorded.
 */
void
matoi_drafts_clear_text (MatoiDrafts *self,
                         const MatoiId *incident,
                         const char *place,
                         gconstpointer field,
                         const char *text)
{
  GPtrArray *texts;

  g_return_if_fail (MATOI_IS_DRAFTS (self) && place);

  texts = get_texts_of (self, incident);
  for (guint i = texts->len; i-- > 0;)
    {
      TextDraft *draft = g_ptr_array_index (texts, i);

      if (!g_str_equal (draft->place, place) || (text && !g_str_equal (draft->text, text)))
        continue;
      /* What was recorded after its field had gone. */
      if (draft->field != field && !(text && !draft->field))
        continue;
      g_ptr_array_remove_index (texts, i);
      matoi_drafts_schedule_write (self, WRITE_DELAY_MS);
    }
}

/** matoi_drafts_leave_text: @field is gone; what is kept of it waits for the next one. */
void
matoi_drafts_leave_text (MatoiDrafts *self, const MatoiId *incident, gconstpointer field)
{
  GPtrArray *texts;

  g_return_if_fail (MATOI_IS_DRAFTS (self) && field);

  texts = get_texts_of (self, incident);
  for (guint i = 0; i < texts->len; i++)
    {
      TextDraft *draft = g_ptr_array_index (texts, i);

      if (draft->field == field)
        draft->field = NULL;
    }
}
