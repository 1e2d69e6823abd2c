/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-insight-row.h"

#include <string.h>

#include "matoi-cadence.h"
#include "matoi-postmortem.h"

/* Of a SHA-256 in hexadecimal digits: enough to tell the people of one organisation apart. */
#define MARK_LENGTH 12

struct _MatoiInsightRows
{
  gatomicrefcount refs;
  GArray *rows; /* of MatoiInsightRow */
  GStringChunk *texts;
};

/** matoi_insight_rows_new: (transfer full): none yet. */
MatoiInsightRows *
matoi_insight_rows_new (void)
{
  MatoiInsightRows *self = g_new0 (MatoiInsightRows, 1);

  g_atomic_ref_count_init (&self->refs);
  self->rows = g_array_new (FALSE, FALSE, sizeof (MatoiInsightRow));
  self->texts = g_string_chunk_new (64 * 1024);
  return self;
}

/** matoi_insight_rows_ref: (transfer full). */
MatoiInsightRows *
matoi_insight_rows_ref (MatoiInsightRows *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

/** matoi_insight_rows_unref: frees the rows with the last reference. */
void
matoi_insight_rows_unref (MatoiInsightRows *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_array_unref (self->rows);
  g_string_chunk_free (self->texts);
  g_free (self);
}

/** matoi_insight_rows_add: copies @row with its texts. */
void
matoi_insight_rows_add (MatoiInsightRows *self, const MatoiInsightRow *row)
{
  MatoiInsightRow copy = *row;
  const char **const texts[] = { &copy.ref,    &copy.state,  &copy.outcome, &copy.severity,
                                 &copy.label,  &copy.spans,  &copy.causes,  &copy.services,
                                 &copy.shifts, &copy.actions };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      const char *text = *texts[i];

      /* Most lists are empty. */
      if (text != NULL)
        *texts[i] = *text != '\0' ? g_string_chunk_insert (self->texts, text) : "";
    }
  g_array_append_val (self->rows, copy);
}

/** matoi_insight_rows_keep: (transfer none): see the header; @text need not be terminated. */
const char *
matoi_insight_rows_keep (MatoiInsightRows *self, const char *text, gsize length, const char *last)
{
  if (length == 0)
    return "";
  if (last != NULL && strncmp (last, text, length) == 0 && last[length] == '\0')
    return last;
  return g_string_chunk_insert_len (self->texts, text, (gssize) length);
}

/** matoi_insight_rows_take: @row has only texts that were kept. */
void
matoi_insight_rows_take (MatoiInsightRows *self, const MatoiInsightRow *row)
{
  g_array_append_vals (self->rows, row, 1);
}

/** matoi_insight_rows_get_n: how many there are. */
guint
matoi_insight_rows_get_n (const MatoiInsightRows *self)
{
  return self->rows->len;
}

/** matoi_insight_rows_get: (transfer none): see the header. */
const MatoiInsightRow *
matoi_insight_rows_get (const MatoiInsightRows *self, guint index)
{
  g_return_val_if_fail (index < self->rows->len, NULL);

  return &g_array_index (self->rows, MatoiInsightRow, index);
}

/* --- from what an incident folds to */

static const char *
keep (GStringChunk *pool, GString *text)
{
  const char *kept = g_string_chunk_insert (pool, text->str);

  g_string_free (text, TRUE);
  return kept;
}

/* A word of a list: what divides its parts is not in it. */
static void
append_word (GString *list, const char *word)
{
  for (; *word != '\0'; word++)
    g_string_append_c (list, *word == '\t' || *word == '\n' ? ' ' : *word);
}

static const char *
read_services (const MatoiIncident *incident, GStringChunk *pool)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < incident->services->len; i++)
    g_string_append_printf (list, "%s%s", i > 0 ? "," : "",
                            (const char *) g_ptr_array_index (incident->services, i));
  return keep (pool, list);
}

static const char *
read_spans (const MatoiIncident *incident, GStringChunk *pool)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < incident->severities->len; i++)
    {
      const MatoiSeveritySpan *span = &g_array_index (incident->severities, MatoiSeveritySpan, i);
      const MatoiSeverity *severity =
        incident->policy != NULL ? matoi_policy_find_severity (incident->policy, span->severity)
                                 : NULL;

      append_word (list, span->severity);
      g_string_append_c (list, '\t');
      append_word (list, severity != NULL ? severity->label : span->severity);
      g_string_append_printf (list, "\t%u\t%" G_GINT64_FORMAT "\n",
                              severity != NULL ? severity->rank : 0, span->at);
    }
  return keep (pool, list);
}

/* HIS-05: who it was is not in it; only that it was the same one. */
static const char *
read_shifts (const MatoiIncident *incident, GStringChunk *pool)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < incident->assignments->len; i++)
    {
      const MatoiAssignment *one = g_ptr_array_index (incident->assignments, i);
      g_autofree char *mark = NULL;
      gint64 to = one->to != MATOI_TIME_NONE ? one->to : incident->ended_at;

      if (strcmp (one->role, "ic") != 0)
        continue;
      mark = g_compute_checksum_for_string (G_CHECKSUM_SHA256, one->person, -1);
      g_string_append_printf (list, "%.*s\t%" G_GINT64_FORMAT "\t", MARK_LENGTH, mark, one->from);
      if (to != MATOI_TIME_NONE)
        g_string_append_printf (list, "%" G_GINT64_FORMAT, to);
      g_string_append_c (list, '\n');
    }
  return keep (pool, list);
}

static const char *
read_causes (const MatoiPostmortem *postmortem, GStringChunk *pool)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; postmortem != NULL && i < postmortem->factors->len; i++)
    {
      const MatoiFactor *factor = g_ptr_array_index (postmortem->factors, i);

      if (factor->removed || factor->what == NULL || *factor->what == '\0')
        continue;
      append_word (list, factor->what);
      g_string_append_c (list, '\n');
    }
  return keep (pool, list);
}

/* Since when its ticket has been done without a break. */
static gint64
find_done (const MatoiAction *action)
{
  gint64 at = MATOI_TIME_NONE;

  for (guint i = action->changes->len; i > 0; i--)
    {
      const MatoiTicketChange *change = g_ptr_array_index (action->changes, i - 1);

      if (change->gone || g_strcmp0 (change->category, "done") != 0)
        break;
      at = change->at;
    }
  return at != MATOI_TIME_NONE ? at : action->changed_at;
}

static const char *
read_actions (const MatoiIncident *incident, GStringChunk *pool)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < incident->actions->len; i++)
    {
      const MatoiAction *action = g_ptr_array_index (incident->actions, i);

      if (action->due_on == NULL || strcmp (action->state, "wont") == 0 ||
          strcmp (action->state, "noted") == 0)
        continue;
      append_word (list, action->priority);
      g_string_append_c (list, '\t');
      append_word (list, action->due_on);
      g_string_append_c (list, '\t');
      if (!matoi_action_is_open (action))
        g_string_append_printf (list, "%" G_GINT64_FORMAT, find_done (action));
      g_string_append_c (list, '\n');
    }
  return keep (pool, list);
}

static void
read_postmortem (const MatoiPostmortem *postmortem, MatoiInsightRow *row)
{
  gboolean done;

  row->postmortem_due = row->meeting_held = row->postmortem_done = MATOI_TIME_NONE;
  row->has_postmortem = postmortem != NULL && strcmp (postmortem->state, "waived") != 0;
  if (!row->has_postmortem)
    return;
  done = strcmp (postmortem->state, "reviewed") == 0 || strcmp (postmortem->state, "closed") == 0;
  row->postmortem_due = postmortem->due_at;
  row->meeting_held = postmortem->meeting.held_at;
  if (done)
    row->postmortem_done = postmortem->meeting.agreed_at != MATOI_TIME_NONE
                             ? postmortem->meeting.agreed_at
                             : postmortem->closed_at;
}

/** matoi_insight_row_read: see the header. */
void
matoi_insight_row_read (const MatoiIncident *incident, MatoiInsightRow *row, GStringChunk *pool)
{
  const MatoiSeverity *severity =
    incident->policy != NULL ? matoi_postmortem_get_severity (incident) : NULL;

  memset (row, 0, sizeof *row);
  row->id = incident->id;
  row->ref = incident->ref;
  row->state = incident->state;
  row->outcome = incident->outcome;
  row->severity = severity != NULL ? severity->id : incident->severity;
  row->label = severity != NULL ? severity->label : incident->severity;
  row->rank = severity != NULL ? severity->rank : 0;
  row->major = severity != NULL && severity->major;
  row->drill = incident->drill;
  row->afterwards = matoi_cadence_is_afterwards (incident);
  row->started_at = incident->started_at;
  row->detected_at = incident->detected_at;
  row->declared_at = incident->declared_at;
  row->mitigated_at = incident->mitigated_at;
  row->ended_at = incident->ended_at;
  row->services = read_services (incident, pool);
  row->spans = read_spans (incident, pool);
  row->shifts = read_shifts (incident, pool);
  row->causes = read_causes (incident->postmortem, pool);
  row->actions = read_actions (incident, pool);
  matoi_cadence_count (incident, "executives", &row->executives_met, &row->executives_missed);
  matoi_cadence_count (incident, "public", &row->public_met, &row->public_missed);
  read_postmortem (incident->postmortem, row);
}
