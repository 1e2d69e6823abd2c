/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-telling-item.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-evidence.h"
#include "matoi-json.h"

G_DEFINE_FINAL_TYPE (MatoiTellingItem, matoi_telling_item, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* --- what it takes from a line */

static gboolean
take_evidence (GPtrArray **place, GPtrArray *evidence)
{
  if (matoi_evidence_is_same_list (*place, evidence))
    return FALSE;
  g_ptr_array_unref (*place);
  *place = matoi_evidence_copy_list (evidence);
  return TRUE;
}

static gboolean
take_text (char **place, const char *text)
{
  if (g_strcmp0 (*place, text) == 0)
    return FALSE;
  g_free (*place);
  *place = g_strdup (text);
  return TRUE;
}

static gboolean
take_flag (gboolean *place, gboolean value)
{
  if (*place == value)
    return FALSE;
  *place = value;
  return TRUE;
}

static gboolean
take_word (const char **place, const char *word)
{
  if (g_strcmp0 (*place, word) == 0)
    return FALSE;
  *place = g_intern_string (word);
  return TRUE;
}

static gboolean
take_time (gint64 *place, gint64 at)
{
  if (*place == at)
    return FALSE;
  *place = at;
  return TRUE;
}

static gboolean
update_entry (MatoiTellingItem *self, const MatoiEntry *entry)
{
  gboolean guess = strcmp (entry->kind, "hypothesis") == 0 && !entry->verdict;
  gboolean changed = take_text (&self->author, entry->author);

  self->look = matoi_ui_get_entry_look (entry);
  changed |= take_word (&self->kind, entry->kind);
  changed |= take_word (&self->verdict, entry->verdict);
  changed |= take_flag (&self->guess, guess);
  changed |= take_flag (&self->gone, entry->struck || entry->has_successor);
  changed |= take_time (&self->captured_at, entry->occurred_at);
  return changed | take_evidence (&self->evidence, entry->evidence);
}

static gboolean
update_row (MatoiTellingItem *self, const MatoiRow *row)
{
  gboolean changed = take_text (&self->none_reason, row ? row->none_reason : NULL);

  changed |= take_flag (&self->anchor_set, row && row->anchor);
  return changed | take_evidence (&self->own_evidence, row ? row->evidence : NULL);
}

/* Takes what @line says now; whether that is another thing than before. Emits nothing. */
static gboolean
update (MatoiTellingItem *self, const MatoiLine *line)
{
  gboolean reworded = line->entry && line->row && line->row->text;
  gboolean changed = take_text (&self->text, line->text);

  if (line->entry)
    changed |= update_entry (self, line->entry);
  /* Its words are those of the line unless the document has its own. */
  if (line->entry && !reworded)
    changed |= take_text (&self->captured, line->text);
  changed |= update_row (self, line->row);
  changed |= take_time (&self->occurred_at, line->occurred_at);
  changed |= take_flag (&self->told, line->told);
  changed |= take_flag (&self->sourced, line->sourced);
  changed |= take_flag (&self->learned_later, line->learned_later);
  changed |= take_flag (&self->reworded, reworded);
  changed |= take_word (&self->anchor, line->anchor);
  return changed |
         take_flag (&self->changed,
                    reworded || (line->entry && line->occurred_at != line->entry->occurred_at));
}

MatoiTellingItem *
matoi_telling_item_new (const MatoiLine *line)
{
  MatoiTellingItem *self = g_object_new (MATOI_TYPE_TELLING_ITEM, NULL);

  self->is_entry = line->entry != NULL;
  self->id = line->entry ? line->entry->id : line->row->id;
  self->kind = self->is_entry ? "" : "own";
  update (self, line);
  return self;
}

/* Whether anything is different now. */
gboolean
matoi_telling_item_update (MatoiTellingItem *self, const MatoiLine *line)
{
  if (!update (self, line))
    return FALSE;
  g_signal_emit (self, signals[CHANGED], 0);
  return TRUE;
}

void
matoi_telling_item_set_starts_day (MatoiTellingItem *self, gboolean starts_day)
{
  if (take_flag (&self->starts_day, starts_day))
    g_signal_emit (self, signals[CHANGED], 0);
}

void
matoi_telling_item_set_open (MatoiTellingItem *self, gboolean open)
{
  if (take_flag (&self->open, open))
    g_signal_emit (self, signals[CHANGED], 0);
}

const char *
matoi_telling_item_get_kind_name (MatoiTellingItem *self)
{
  /* Translators: a row of the postmortem's timeline that nobody captured during the incident. */
  return self->look ? matoi_ui_get_look_label (self->look) : C_ ("row", "Added");
}

/* --- what is done with it */

MatoiCommand *
matoi_telling_item_new_command (MatoiTellingItem *self, MatoiSession *session)
{
  MatoiCommand *command = matoi_session_new_command (session, "pm-row");
  g_autofree char *id = matoi_id_dup_text (&self->id);

  matoi_command_set (command, self->is_entry ? "entry" : "row", id);
  json_object_set_boolean_member (command->args, "told", self->told);
  if (!self->is_entry || self->reworded)
    matoi_command_set (command, "text", self->text);
  if (self->anchor_set)
    matoi_command_set (command, "anchor", self->anchor);
  if (self->none_reason)
    matoi_command_set (command, "none_reason", self->none_reason);
  if (self->learned_later)
    json_object_set_boolean_member (command->args, "learned_later", TRUE);
  if (!self->is_entry || self->occurred_at != self->captured_at)
    matoi_json_set_time (command->args, "occurred_at", self->occurred_at);
  for (guint i = 0; i < self->own_evidence->len; i++)
    {
      const MatoiEvidence *one = g_ptr_array_index (self->own_evidence, i);

      matoi_command_add_evidence (command, one->url, one->query, one->none_reason);
    }
  return command;
}

/* (transfer full) (nullable): it is so already, or cannot be. */
MatoiCommand *
matoi_telling_item_new_told (MatoiTellingItem *self, MatoiSession *session, gboolean told)
{
  MatoiCommand *command;

  if (self->told == told || (told && self->guess))
    return NULL;
  command = matoi_telling_item_new_command (self, session);
  json_object_set_boolean_member (command->args, "told", told);
  return command;
}

/* A guess turned out to be so, or not. */
void
matoi_telling_item_settle (MatoiTellingItem *self, MatoiSession *session, gboolean confirmed)
{
  MatoiCommand *command = matoi_session_new_command (session, confirmed ? "confirm" : "rule-out");
  g_autofree char *id = matoi_id_dup_text (&self->id);

  matoi_command_set (command, "entry", id);
  matoi_session_send (session, command);
}

/* --- the object */

static void
matoi_telling_item_finalize (GObject *object)
{
  MatoiTellingItem *self = MATOI_TELLING_ITEM (object);

  g_free (self->text);
  g_free (self->captured);
  g_free (self->author);
  g_free (self->none_reason);
  g_ptr_array_unref (self->evidence);
  g_ptr_array_unref (self->own_evidence);
  G_OBJECT_CLASS (matoi_telling_item_parent_class)->finalize (object);
}

static void
matoi_telling_item_class_init (MatoiTellingItemClass *class)
{
  G_OBJECT_CLASS (class)->finalize = matoi_telling_item_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
matoi_telling_item_init (MatoiTellingItem *self)
{
  self->evidence = matoi_evidence_new_list ();
  self->own_evidence = matoi_evidence_new_list ();
}
