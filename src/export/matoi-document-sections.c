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
          matoi_runs_add (runs, matoi_document_mark (self, ": "), MATOI_RUN_FAINT, NULL);
          matoi_runs_add (runs, one->none_reason, 0, NULL);
        }
    }
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

/* A short text that a person wrote as Markdown: words in @runs; TRUE unless it is more than that. */
static gboolean
add_words (GPtrArray *runs, const char *text)
{
  g_autoptr (GPtrArray) blocks = matoi_markdown_parse (text);
  MatoiBlock *only = blocks->len == 1 ? g_ptr_array_index (blocks, 0) : NULL;

  if (only == NULL || only->kind != MATOI_BLOCK_TEXT || only->item || only->quote)
    return FALSE;
  g_ptr_array_extend_and_steal (runs, g_steal_pointer (&only->runs));
  only->runs = matoi_runs_new ();
  return TRUE;
}

/* Why, below what: paragraphs, lists and code inside the item @what. */
static MatoiBlock *
add_why (MatoiDocument *self, MatoiBlock *what, const char *text)
{
  guint first = self->blocks->len;
  MatoiBlock *last;

  matoi_runs_add (what->runs, "\n", 0, NULL);
  if (add_words (what->runs, text))
    return what;
  g_ptr_array_set_size (what->runs, (int) what->runs->len - 1);
  matoi_document_add_markdown (self, text);
  for (guint i = first; i < self->blocks->len; i++)
    {
      MatoiBlock *block = g_ptr_array_index (self->blocks, i);

      block->column += block->depth > 0 ? what->width : 0;
      block->width = block->depth > 0 ? block->width : what->width;
      block->depth = MIN (block->depth + 1, MATOI_MARKDOWN_MAX_DEPTH);
    }
  last = matoi_document_add (self, MATOI_BLOCK_TEXT);
  last->depth = 1;
  last->width = what->width;
  return last;
}

static void
add_factors (MatoiDocument *self, const MatoiIncident *incident)
{
  guint number = 0;

  for (guint i = 0; i < incident->postmortem->factors->len; i++)
    {
      const MatoiFactor *factor = g_ptr_array_index (incident->postmortem->factors, i);
      MatoiBlock *what, *last;

      if (factor->removed)
        continue;
      last = what = matoi_document_add_item (self, ++number);
      matoi_runs_add (what->runs, factor->what, MATOI_RUN_BOLD, NULL);
      if (factor->why != NULL && *factor->why != '\0')
        last = add_why (self, what, factor->why);
      matoi_document_add_evidence (self, last->runs, factor->evidence);
      if (last->runs->len == 0)
        g_ptr_array_remove (self->blocks, last);
    }
}

static void
add_lesson (MatoiDocument *self, const MatoiIncident *incident, const MatoiLearned *learned)
{
  GPtrArray *runs = matoi_document_add_item (self, 0)->runs;
  const MatoiAction *action =
    learned->has_action ? matoi_incident_find_action (incident, &learned->action) : NULL;
  const char *word = action != NULL            ? "Action item"
                     : learned->waiver != NULL ? "No action because"
                                               : NULL;

  if (!add_words (runs, learned->text))
    matoi_runs_add (runs, learned->text, 0, NULL);
  if (word == NULL)
    return;
  matoi_runs_add (runs, "\n", 0, NULL);
  matoi_runs_add (runs, matoi_document_word (self, word), MATOI_RUN_FAINT, NULL);
  matoi_runs_add (runs, matoi_document_mark (self, ": "), MATOI_RUN_FAINT, NULL);
  if (action == NULL && !add_words (runs, learned->waiver))
    matoi_runs_add (runs, learned->waiver, 0, NULL);
  if (action == NULL)
    return;
  if (action->key != NULL)
    {
      matoi_runs_add (runs, action->key, 0, action->url);
      matoi_runs_add (runs, " ", 0, NULL);
    }
  matoi_runs_add (runs, action->text, 0, NULL);
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
  { "timeline", matoi_document_add_timeline },
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

/* Who writes begins with the meeting; who reads, with what happened: how the document came about
 * stands at its end. */
static void
add_some (MatoiDocument *self,
          const MatoiIncident *incident,
          JsonArray *template,
          gboolean about_itself)
{
  static const char *const itself[] = { "meeting", "mail", NULL };

  for (guint i = 0; i < json_array_get_length (template); i++)
    {
      JsonObject *section = matoi_json_array_get_object (template, i);
      const char *kind = section != NULL ? matoi_json_get_string (section, "kind") : NULL;

      if (section != NULL && (kind != NULL && g_strv_contains (itself, kind)) == about_itself)
        add_section (self, incident, section);
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
      matoi_document_add_timeline (self, incident);
      add_work (self, incident, FALSE, "Work");
      add_work (self, incident, TRUE, "Work after the incident");
      return;
    }
  template = matoi_postmortem_get_template (incident);
  add_some (self, incident, template, FALSE);
  add_some (self, incident, template, TRUE);
}
