/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-export"

#include "config.h"

#include "matoi-document-private.h"

#include <string.h>

#include "matoi-postmortem.h"

/* The timeline of the document (§8). */

/* Which rows carry a mark such as “First page”. */
typedef struct
{
  gboolean stated;        /* somebody set it: what an entry plainly is counts no more */
  const MatoiLine *guess; /* the one row that carries it then */
} Mark;

#define N_MARKS 5

typedef struct
{
  Mark marks[N_MARKS];
  gboolean seconds; /* whether any row has some */
} Telling;

static gboolean
is_told (const MatoiIncident *incident, const MatoiLine *line)
{
  return incident->postmortem == NULL ? !line->entry->struck : line->told;
}

static gboolean
is_stated (const MatoiLine *line)
{
  return line->row != NULL && line->row->anchor != NULL;
}

static Mark *
find_mark (Telling *telling, const char *anchor)
{
  const char *const *anchors = matoi_postmortem_get_anchors ();

  for (guint i = 0; i < N_MARKS && anchors[i] != NULL; i++)
    if (g_strcmp0 (anchors[i], anchor) == 0)
      return &telling->marks[i];
  return NULL;
}

/* The first page is the first one; the impact ended with the last row that says so. */
static void
read_line (Telling *telling, const MatoiLine *line)
{
  Mark *mark = find_mark (telling, line->anchor);

  telling->seconds |= line->occurred_at != MATOI_TIME_NONE && line->occurred_at / 1000 % 60 != 0;
  if (mark == NULL)
    return;
  mark->stated |= is_stated (line);
  if (mark->guess == NULL || strcmp (line->anchor, "impact-ended") == 0)
    mark->guess = line;
}

static gboolean
is_marked (Telling *telling, const MatoiLine *line)
{
  const Mark *mark = find_mark (telling, line->anchor);

  if (mark == NULL || is_stated (line))
    return mark != NULL;
  /* there may be many of these */
  return !mark->stated && (mark->guess == line || strcmp (line->anchor, "key-action") == 0);
}

/* In UTC, and how late that was for those who wrote it. */
static void
add_time (MatoiDocument *self, const Telling *telling, GPtrArray *row, gint64 ms)
{
  GPtrArray *cell = matoi_row_add_cell (row, NULL);
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree char *there = NULL, *there_day = NULL, *here = NULL, *here_day = NULL;

  if (ms == MATOI_TIME_NONE)
    return;
  there = matoi_time_to_local (ms, telling->seconds ? "%Y-%m-%d %H:%M:%S" : "%Y-%m-%d %H:%M", utc);
  there_day = matoi_time_to_local (ms, "%m-%d ", utc);
  here_day = matoi_time_to_local (ms, "%m-%d ", self->zone);
  here = matoi_time_to_local (ms, "%H:%M %Z", self->zone);
  matoi_runs_add (cell, there, 0, NULL);
  if (g_str_has_suffix (here, " UTC"))
    return;
  matoi_runs_add (cell, "\n(", MATOI_RUN_FAINT, NULL);
  if (strcmp (there_day, here_day) != 0)
    matoi_runs_add (cell, here_day, MATOI_RUN_FAINT, NULL);
  matoi_runs_add (cell, here, MATOI_RUN_FAINT, NULL);
  matoi_runs_add (cell, ")", MATOI_RUN_FAINT, NULL);
}

static void
add_source (const MatoiDocument *self, GPtrArray *cell, const MatoiLine *line)
{
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

static void
add_line (MatoiDocument *self, MatoiBlock *table, Telling *telling, const MatoiLine *line)
{
  GPtrArray *row = matoi_block_add_row (table), *cell;
  const char *colon = matoi_document_mark (self, ": ");

  add_time (self, telling, row, line->occurred_at);
  cell = matoi_row_add_cell (row, NULL);
  if (is_marked (telling, line))
    {
      matoi_runs_add (cell, matoi_postmortem_anchor_name (line->anchor), MATOI_RUN_BOLD, NULL);
      matoi_runs_add (cell, strcmp (colon, ": ") == 0 ? ":" : colon, MATOI_RUN_BOLD, NULL);
      matoi_runs_add (cell, "\n", 0, NULL);
    }
  matoi_runs_add (cell, line->text, 0, NULL);
  if (line->learned_later)
    {
      matoi_runs_add (cell, matoi_document_mark (self, " ("), MATOI_RUN_FAINT, NULL);
      matoi_runs_add (cell, matoi_document_word (self, "learned later"), MATOI_RUN_FAINT, NULL);
      matoi_runs_add (cell, matoi_document_mark (self, ")"), MATOI_RUN_FAINT, NULL);
    }
  add_source (self, matoi_row_add_cell (row, NULL), line);
}

/** matoi_document_add_timeline: what is told, or everything while there is no postmortem. */
void
matoi_document_add_timeline (MatoiDocument *self, const MatoiIncident *incident)
{
  g_autoptr (GPtrArray) lines = matoi_postmortem_dup_timeline (incident);
  MatoiBlock *table =
    matoi_document_add_table (self, "Time (UTC)", "What happened", "Evidence", NULL);
  Telling telling = { .seconds = FALSE };

  for (guint i = 0; i < lines->len; i++)
    if (is_told (incident, g_ptr_array_index (lines, i)))
      read_line (&telling, g_ptr_array_index (lines, i));
  for (guint i = 0; i < lines->len; i++)
    if (is_told (incident, g_ptr_array_index (lines, i)))
      add_line (self, table, &telling, g_ptr_array_index (lines, i));
  matoi_document_drop_empty (self, table);
}
