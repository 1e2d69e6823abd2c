/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-export"

#include "config.h"

#include "matoi-document-private.h"

#include <string.h>

#include "matoi-json.h"
#include "matoi-postmortem.h"

/* The sections of a postmortem, in the order of its template (§12.4). */

char *
matoi_document_dup_time (gint64 ms)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

  return matoi_time_to_local (ms, "%Y-%m-%d %H:%M:%S", utc);
}

/* Where the data is: each on a line of its own; addresses can be read on paper, too. */
void
matoi_document_add_evidence (const MatoiDocument *self, GPtrArray *runs, GPtrArray *evidence)
{
  for (guint i = 0; evidence != NULL && i < evidence->len; i++)
    {
      const MatoiEvidence *one = g_ptr_array_index (evidence, i);

      if (runs->len > 0)
        matoi_runs_add (runs, "\n", 0, NULL);
      if (one->url != NULL)
        matoi_runs_add (runs, g_str_has_prefix (one->url, "https://") ? one->url + 8 : one->url, 0,
                        one->url);
      if (one->query != NULL)
        {
          matoi_runs_add (runs, one->url != NULL ? " " : "", 0, NULL);
          matoi_runs_add (runs, one->query, MATOI_RUN_CODE, NULL);
        }
      if (one->none_reason != NULL)
        {
          matoi_runs_add (runs, matoi_document_word (self, "No evidence"), MATOI_RUN_FAINT, NULL);
          matoi_runs_add (runs, ": ", MATOI_RUN_FAINT, NULL);
          matoi_runs_add (runs, one->none_reason, 0, NULL);
        }
    }
}

static void
add_line (MatoiDocument *self, MatoiBlock *table, const MatoiLine *line)
{
  GPtrArray *row = matoi_block_add_row (table), *cell;
  g_autofree char *time =
    line->occurred_at != MATOI_TIME_NONE ? matoi_document_dup_time (line->occurred_at) : NULL;

  if (time != NULL && strlen (time) > 10)
    time[10] = '\n';
  matoi_row_add_cell (row, time);
  cell = matoi_row_add_cell (row, NULL);
  if (line->anchor != NULL)
    {
      matoi_runs_add (cell, matoi_postmortem_anchor_name (line->anchor), MATOI_RUN_BOLD, NULL);
      matoi_runs_add (cell, ":", MATOI_RUN_BOLD, NULL);
      matoi_runs_add (cell, "\n", 0, NULL);
    }
  matoi_runs_add (cell, line->text, 0, NULL);
  if (line->learned_later)
    {
      matoi_runs_add (cell, " (", MATOI_RUN_FAINT, NULL);
      matoi_runs_add (cell, matoi_document_word (self, "learned later"), MATOI_RUN_FAINT, NULL);
      matoi_runs_add (cell, ")", MATOI_RUN_FAINT, NULL);
    }
  cell = matoi_row_add_cell (row, NULL);
  if (line->entry != NULL)
    matoi_document_add_evidence (self, cell, line->entry->evidence);
  if (line->row == NULL)
    return;
  matoi_document_add_evidence (self, cell, line->row->evidence);
  if (line->row->none_reason != NULL)
    {
      MatoiEvidence none = { NULL, NULL, line->row->none_reason };
      g_autoptr (GPtrArray) list = g_ptr_array_new ();

      g_ptr_array_add (list, &none);
      matoi_document_add_evidence (self, cell, list);
    }
}

/* What is told, or everything while there is no postmortem. */
static void
add_timeline (MatoiDocument *self, const MatoiIncident *incident)
{
  g_autoptr (GPtrArray) lines = matoi_postmortem_dup_timeline (incident);
  MatoiBlock *table =
    matoi_document_add_table (self, "Time (UTC)", "What happened", "Evidence", NULL);

  for (guint i = 0; i < lines->len; i++)
    {
      const MatoiLine *line = g_ptr_array_index (lines, i);

      if (incident->postmortem == NULL ? !line->entry->struck : line->told)
        add_line (self, table, line);
    }
  matoi_document_drop_empty (self, table);
}

static void
add_impact (MatoiDocument *self, const MatoiIncident *incident)
{
  JsonArray *impact = matoi_postmortem_get_list (incident, "impact");
  MatoiBlock *table = matoi_document_add_table (self, "Number", "Value", NULL);

  for (guint i = 0; impact != NULL && i < json_array_get_length (impact); i++)
    {
      JsonObject *item = matoi_json_array_get_object (impact, i);
      g_autofree char *value =
        item != NULL ? matoi_postmortem_dup_impact (incident, item, self->now) : NULL;
      const MatoiImpact *stated =
        item != NULL && incident->postmortem != NULL
          ? matoi_postmortem_find_impact (incident->postmortem, matoi_json_get_string (item, "id"))
          : NULL;
      GPtrArray *row;

      if (item == NULL)
        continue;
      row = matoi_block_add_row (table);
      matoi_row_add_cell (row, matoi_document_pair (self, matoi_text_in (item, "name", "en"),
                                                    matoi_text_in (item, "name", "ja")));
      /* The number leads to where it was read, as every row of the timeline does. */
      if (value != NULL)
        matoi_runs_add (matoi_row_add_cell (row, NULL), value, 0, stated ? stated->url : NULL);
      else
        matoi_runs_add (matoi_row_add_cell (row, NULL), matoi_document_word (self, "not stated"),
                        MATOI_RUN_FAINT, NULL);
    }
}

static void
add_factors (MatoiDocument *self, const MatoiIncident *incident)
{
  guint number = 0;

  for (guint i = 0; i < incident->postmortem->factors->len; i++)
    {
      const MatoiFactor *factor = g_ptr_array_index (incident->postmortem->factors, i);
      MatoiBlock *block;

      if (factor->removed)
        continue;
      block = matoi_document_add_item (self, ++number);
      matoi_runs_add (block->runs, factor->what, MATOI_RUN_BOLD, NULL);
      if (factor->why != NULL && *factor->why != '\0')
        {
          matoi_runs_add (block->runs, "\n", 0, NULL);
          matoi_runs_add (block->runs, factor->why, 0, NULL);
        }
      matoi_document_add_evidence (self, block->runs, factor->evidence);
    }
}

static void
add_lesson (MatoiDocument *self, const MatoiIncident *incident, const MatoiLearned *learned)
{
  MatoiBlock *block = matoi_document_add_item (self, 0);
  const MatoiAction *action =
    learned->has_action ? matoi_incident_find_action (incident, &learned->action) : NULL;
  const char *word = action != NULL            ? "Action item"
                     : learned->waiver != NULL ? "No action because"
                                               : NULL;

  matoi_runs_add (block->runs, learned->text, 0, NULL);
  if (word == NULL)
    return;
  matoi_runs_add (block->runs, "\n", 0, NULL);
  matoi_runs_add (block->runs, matoi_document_word (self, word), MATOI_RUN_FAINT, NULL);
  matoi_runs_add (block->runs, ": ", MATOI_RUN_FAINT, NULL);
  matoi_runs_add (block->runs, action != NULL ? action->text : learned->waiver, 0, NULL);
}

static void
add_learned (MatoiDocument *self, const MatoiIncident *incident)
{
  static const char *const sides[][2] = {
    { "well", "What went well" },
    { "badly", "What did not go well" },
    { "lucky", "Where we were lucky" },
  };

  for (guint side = 0; side < G_N_ELEMENTS (sides); side++)
    {
      gboolean begun = FALSE;

      for (guint i = 0; i < incident->postmortem->learned->len; i++)
        {
          const MatoiLearned *learned = g_ptr_array_index (incident->postmortem->learned, i);

          if (learned->removed || strcmp (learned->side, sides[side][0]) != 0)
            continue;
          if (!begun)
            matoi_document_add_heading (self, 3, matoi_document_word (self, sides[side][1]));
          begun = TRUE;
          add_lesson (self, incident, learned);
        }
    }
}

static void
add_nothing (MatoiDocument *self, const MatoiIncident *incident)
{
}

/* What each kind of section holds besides its text. */
static const struct
{
  const char *kind;
  void (*add) (MatoiDocument *self, const MatoiIncident *incident);
} kinds[] = {
  { "text", add_nothing },
  { "timeline", add_timeline },
  { "impact", add_impact },
  { "factors", add_factors },
  { "learned", add_learned },
  { "responders", matoi_document_add_responders },
  { "actions", matoi_document_add_actions },
  { "message", matoi_document_add_message },
  { "meeting", matoi_document_add_meeting },
  { "mail", matoi_document_add_mail },
};

static void
add_section (MatoiDocument *self, const MatoiIncident *incident, JsonObject *section)
{
  const char *id = matoi_json_get_string (section, "id");
  const char *kind = matoi_json_get_string (section, "kind");
  const MatoiSection *written = matoi_postmortem_find_section (incident->postmortem, id);
  const char *text = matoi_section_get_text (written);
  guint before;

  matoi_document_add_heading (self, 2,
                              matoi_document_pair (self, matoi_text_in (section, "name", "en"),
                                                   matoi_text_in (section, "name", "ja")));
  before = self->blocks->len;
  if (written != NULL && matoi_section_is_conflicted (written))
    matoi_document_add_text (
      self,
      matoi_document_word (
        self,
        "Two people changed the same sentence: both are kept here until somebody settles it."),
      MATOI_RUN_BOLD);
  matoi_document_add_markdown (self, text);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kind, kinds[i].kind) == 0)
      kinds[i].add (self, incident);
  if (self->blocks->len == before)
    matoi_document_add_text (self, matoi_document_word (self, "Nothing is written here yet."),
                             MATOI_RUN_FAINT);
}

static void
add_work (MatoiDocument *self, const MatoiIncident *incident, gboolean later, const char *heading)
{
  gboolean begun = FALSE;

  for (guint i = 0; i < incident->todos->len; i++)
    {
      const MatoiTodo *todo = g_ptr_array_index (incident->todos, i);
      MatoiBlock *item;

      if (todo->later != later)
        continue;
      if (!begun)
        matoi_document_add_heading (self, 2, matoi_document_word (self, heading));
      begun = TRUE;
      item = matoi_document_add_item (self, 0);
      matoi_runs_add (item->runs, todo->text, 0, NULL);
      matoi_runs_add (item->runs, todo->owner != NULL ? " — " : NULL, 0, NULL);
      matoi_runs_add (item->runs, todo->owner, 0, NULL);
      if (todo->done_at == MATOI_TIME_NONE)
        continue;
      matoi_runs_add (item->runs, " (", MATOI_RUN_FAINT, NULL);
      matoi_runs_add (item->runs, matoi_document_word (self, "done"), MATOI_RUN_FAINT, NULL);
      matoi_runs_add (item->runs, ")", MATOI_RUN_FAINT, NULL);
    }
}

/** matoi_document_add_sections: the body of the document. */
void
matoi_document_add_sections (MatoiDocument *self, const MatoiIncident *incident)
{
  JsonArray *template;

  if (incident->postmortem == NULL)
    {
      matoi_document_add_heading (self, 2, matoi_document_word (self, "Roles"));
      matoi_document_add_responders (self, incident);
      matoi_document_add_heading (self, 2, matoi_document_word (self, "Timeline"));
      add_timeline (self, incident);
      add_work (self, incident, FALSE, "Work");
      add_work (self, incident, TRUE, "Work after the incident");
      return;
    }
  template = matoi_postmortem_get_template (incident);
  for (guint i = 0; i < json_array_get_length (template); i++)
    {
      JsonObject *section = matoi_json_array_get_object (template, i);

      if (section != NULL)
        add_section (self, incident, section);
    }
}
