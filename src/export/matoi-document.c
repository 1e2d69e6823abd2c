/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-export"

#include "config.h"

#include "matoi-document-private.h"

#include <string.h>

#include "matoi-json.h"
#include "matoi-postmortem.h"
#include "matoi-text.h"

/* --- blocks */

static void
band_free (MatoiBand *band)
{
  g_free (band->label);
  g_free (band);
}

MatoiBlock *
matoi_document_add (MatoiDocument *self, MatoiBlockKind kind)
{
  return matoi_blocks_add (self->blocks, kind);
}

/* What a person wrote as Markdown. */
void
matoi_document_add_markdown (MatoiDocument *self, const char *text)
{
  g_ptr_array_extend_and_steal (self->blocks, matoi_markdown_parse (text));
}

MatoiBlock *
matoi_document_add_heading (MatoiDocument *self, guint level, const char *text)
{
  MatoiBlock *block = matoi_document_add (self, MATOI_BLOCK_HEADING);

  block->level = level;
  matoi_runs_add (block->runs, text, 0, NULL);
  return block;
}

MatoiBlock *
matoi_document_add_text (MatoiDocument *self, const char *text, guint style)
{
  MatoiBlock *block = matoi_document_add (self, MATOI_BLOCK_TEXT);

  matoi_runs_add (block->runs, text, style, NULL);
  return block;
}

/* An item of a list that is not in another one. */
MatoiBlock *
matoi_document_add_item (MatoiDocument *self, guint number)
{
  MatoiBlock *block = matoi_document_add (self, MATOI_BLOCK_TEXT);

  block->depth = 1;
  block->item = TRUE;
  block->number = number;
  block->width = number == 0 ? 2 : number < 10 ? 3 : 4;
  return block;
}

/* The rest are the heads of the columns, in English; all of them "": the table has no head. */
MatoiBlock *
matoi_document_add_table (MatoiDocument *self, ...)
{
  MatoiBlock *block = matoi_document_add (self, MATOI_BLOCK_TABLE);
  GPtrArray *head;
  const char *word;
  va_list args;

  head = matoi_block_add_row (block);
  va_start (args, self);
  while ((word = va_arg (args, const char *)) != NULL)
    matoi_row_add_cell (head, *word != '\0' ? matoi_document_word (self, word) : NULL);
  va_end (args);
  return block;
}

/* A head without rows tells nothing. Frees @table then. */
void
matoi_document_drop_empty (MatoiDocument *self, MatoiBlock *table)
{
  if (table->rows->len < 2)
    g_ptr_array_remove (self->blocks, table);
}

/** matoi_document_has_head: whether the columns of @table are named. */
gboolean
matoi_document_has_head (const MatoiBlock *table)
{
  GPtrArray *head = g_ptr_array_index (table->rows, 0);

  for (guint i = 0; i < head->len; i++)
    if (((GPtrArray *) g_ptr_array_index (head, i))->len > 0)
      return TRUE;
  return FALSE;
}

/** matoi_document_drop_columns: a column in which nothing stands tells nothing either. */
void
matoi_document_drop_columns (MatoiBlock *table)
{
  GPtrArray *head = g_ptr_array_index (table->rows, 0);

  for (guint column = head->len; table->rows->len > 1 && column > 0; column--)
    {
      gboolean used = FALSE;

      for (guint i = 1; i < table->rows->len && !used; i++)
        {
          GPtrArray *row = g_ptr_array_index (table->rows, i);

          used = row->len < column || ((GPtrArray *) g_ptr_array_index (row, column - 1))->len > 0;
        }
      for (guint i = 0; i < table->rows->len && !used; i++)
        g_ptr_array_remove_index (g_ptr_array_index (table->rows, i), column - 1);
    }
}

/* --- the whole */

/** matoi_document_dup_moment: (transfer full) (nullable): when, without seconds, also in the zone of
 * the organisation. */
char *
matoi_document_dup_moment (const MatoiDocument *self, gint64 ms)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree char *there = NULL, *here = NULL;

  if (ms == MATOI_TIME_NONE)
    return NULL;
  there = matoi_time_to_local (ms, "%Y-%m-%d %H:%M UTC", utc);
  here = matoi_time_to_local (ms, "%Y-%m-%d %H:%M %Z", self->zone);
  return g_str_has_suffix (here, " UTC") ? g_steal_pointer (&there)
                                         : g_strdup_printf ("%s (%s)", there, here);
}

static void
add_fact (MatoiDocument *self, MatoiBlock *table, const char *name, const char *value)
{
  GPtrArray *row, *cell;

  if (value == NULL || *value == '\0')
    return;
  row = matoi_block_add_row (table);
  cell = matoi_row_add_cell (row, NULL);
  matoi_runs_add (cell, matoi_document_word (self, name), MATOI_RUN_BOLD, NULL);
  cell = matoi_row_add_cell (row, NULL);
  matoi_runs_add (cell, value, 0, value);
}

static void
add_time (MatoiDocument *self, MatoiBlock *table, const char *name, gint64 ms)
{
  g_autofree char *text = matoi_document_dup_moment (self, ms);

  add_fact (self, table, name, text);
}

static const char *
severity_label (const MatoiIncident *incident, const char *id)
{
  const MatoiSeverity *severity = id != NULL && incident->policy != NULL
                                    ? matoi_policy_find_severity (incident->policy, id)
                                    : NULL;

  return severity != NULL ? severity->label : id;
}

static void
add_postmortem_facts (MatoiDocument *self, MatoiBlock *table, const MatoiIncident *incident)
{
  const MatoiPostmortem *postmortem = incident->postmortem;

  if (postmortem == NULL)
    {
      add_fact (self, table, "Owner of the postmortem", incident->owner);
      return;
    }
  add_fact (self, table, "Owner of the postmortem", postmortem->owner);
  add_time (self, table, "Meeting",
            postmortem->meeting.held_at != MATOI_TIME_NONE ? postmortem->meeting.held_at
                                                           : postmortem->meeting.at);
  add_time (self, table, "Deadline", postmortem->due_at);
  add_fact (self, table, "Why the deadline moved", postmortem->due_reason);
  add_time (self, table, "Closed", postmortem->closed_at);
  add_fact (self, table, "Document", postmortem->meeting.link);
  add_fact (self, table, "Waived because", postmortem->waiver);
}

/* WRI-09: where somebody said that it was the same. */
static void
add_seen_before (MatoiDocument *self, MatoiBlock *table, const MatoiIncident *incident)
{
  g_autoptr (GString) refs = g_string_new (NULL);

  for (guint i = 0; i < incident->links->len; i++)
    {
      const MatoiEvidence *link = g_ptr_array_index (incident->links, i);

      if (g_strcmp0 (link->query, "seen-before") == 0 && g_str_has_prefix (link->url, "matoi:"))
        g_string_append_printf (refs, "%s%s", refs->len > 0 ? matoi_document_mark (self, ", ") : "",
                                link->url + strlen ("matoi:"));
    }
  add_fact (self, table, "Seen before", refs->str);
}

static void
add_head (MatoiDocument *self, const MatoiIncident *incident)
{
  MatoiBlock *table = matoi_document_add_table (self, "", "", NULL);
  g_autoptr (GString) services = g_string_new (NULL);
  const char *severity = severity_label (incident, incident->final_severity);

  for (guint i = 0; i < incident->services->len; i++)
    g_string_append_printf (services, "%s%s", i > 0 ? matoi_document_mark (self, ", ") : "",
                            (const char *) g_ptr_array_index (incident->services, i));
  add_fact (self, table, "Reference", incident->ref);
  add_fact (self, table, "State", self->state);
  if (severity != NULL)
    add_fact (self, table, "Final severity", severity);
  else
    add_fact (self, table, "Severity", severity_label (incident, incident->severity));
  if (g_strcmp0 (incident->worst_severity, incident->final_severity) != 0)
    add_fact (self, table, "Worst severity", severity_label (incident, incident->worst_severity));
  add_fact (self, table, "Services", services->str);
  add_fact (self, table, "Scope", incident->scope);
  add_fact (self, table, "Drill", incident->drill ? matoi_document_word (self, "yes") : NULL);
  add_time (self, table, "Began", incident->started_at);
  add_time (self, table, "Detected", incident->detected_at);
  add_time (self, table, "Declared", incident->declared_at);
  add_time (self, table, "Mitigated", incident->mitigated_at);
  add_time (self, table, "Ended", incident->ended_at);
  add_postmortem_facts (self, table, incident);
  add_seen_before (self, table, incident);
}

static char *
dup_title (const MatoiDocument *self, const MatoiIncident *incident)
{
  const char *kind =
    matoi_document_word (self, incident->postmortem != NULL ? "Postmortem" : "Incident");
  g_autofree char *title = matoi_text_dup_line (matoi_incident_get_public_title (incident));
  gboolean named = g_strcmp0 (title, incident->ref) == 0 || *title == '\0';

  return g_strconcat (kind, matoi_document_mark (self, ": "), named ? incident->ref : title, NULL);
}

/* Words to find the file by; of a confidential incident no more than its number. */
static char *
dup_keywords (const MatoiIncident *incident)
{
  GString *words = g_string_new (incident->ref);

  for (guint i = 0; i < incident->services->len && !incident->security; i++)
    g_string_append_printf (words, ", %s",
                            (const char *) g_ptr_array_index (incident->services, i));
  return g_string_free (words, FALSE);
}

static const char *
state_name (const MatoiDocument *self, const MatoiIncident *incident)
{
  if (incident->postmortem != NULL)
    return matoi_postmortem_state_name (incident->postmortem->state);
  return matoi_document_word (self, g_strcmp0 (incident->state, "ended") == 0
                                      ? "The incident is over"
                                      : "The incident goes on");
}

/** matoi_document_new_empty: (transfer full): without words; title, ref, state and exported are to
 * be set. */
MatoiDocument *
matoi_document_new_empty (const MatoiDocumentOptions *options)
{
  MatoiDocument *self = g_new0 (MatoiDocument, 1);

  self->lang = g_strdup (g_strcmp0 (options->lang, "ja") == 0 ? "ja" : "en");
  self->both = options->both;
  self->now = options->now;
  self->zone = g_time_zone_ref (options->zone);
  self->blocks = matoi_blocks_new ();
  self->bands = g_ptr_array_new_with_free_func ((GDestroyNotify) band_free);
  self->pool = g_string_chunk_new (1024);
  return self;
}

/**
 * matoi_document_new:
 * @incident: with or without a postmortem
 * @options: how it is written
 *
 * A confidential incident is named by its codename alone (SEC-04).
 *
 * Returns: (transfer full): the document; it keeps nothing of @incident
 */
MatoiDocument *
matoi_document_new (const MatoiIncident *incident, const MatoiDocumentOptions *options)
{
  MatoiDocument *self;
  g_autofree char *when = NULL;

  g_return_val_if_fail (incident != NULL, NULL);
  g_return_val_if_fail (options != NULL && options->zone != NULL, NULL);

  self = matoi_document_new_empty (options);
  self->confidential = incident->security;
  self->ref = g_strdup (incident->ref != NULL ? incident->ref : "");
  self->title = dup_title (self, incident);
  self->state = g_strdup (state_name (self, incident));
  self->author = g_strdup (incident->postmortem != NULL ? incident->postmortem->owner : NULL);
  self->keywords = dup_keywords (incident);
  when = matoi_document_dup_moment (self, options->now);
  self->exported = g_strdup_printf ("%s %s", matoi_document_word (self, "Exported"), when);
  matoi_document_read_bands (self, incident);
  add_head (self, incident);
  if (self->bands->len > 0)
    matoi_document_add (self, MATOI_BLOCK_PICTURE);
  matoi_document_add (self, MATOI_BLOCK_CONTENTS);
  matoi_document_add_sections (self, incident);
  return self;
}

/** matoi_document_free: frees @self. */
void
matoi_document_free (MatoiDocument *self)
{
  g_free (self->lang);
  g_free (self->ref);
  g_free (self->title);
  g_free (self->state);
  g_free (self->exported);
  g_free (self->author);
  g_free (self->keywords);
  g_time_zone_unref (self->zone);
  g_ptr_array_unref (self->blocks);
  g_ptr_array_unref (self->bands);
  g_clear_pointer (&self->pictures, g_hash_table_unref);
  g_string_chunk_free (self->pool);
  g_free (self);
}
