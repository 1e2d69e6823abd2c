/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-postmortem-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-json.h"

/* The timeline the document tells, out of everything that was captured (§8, PM-13). */

static const char *const anchors[] = { "factor-began", "page",         "public",
                                       "key-action",   "impact-ended", NULL };

/** matoi_postmortem_get_anchors: the marks every timeline has (TML-05). */
const char *const *
matoi_postmortem_get_anchors (void)
{
  return anchors;
}

/** matoi_postmortem_anchor_name: the word for a mark. */
const char *
matoi_postmortem_anchor_name (const char *anchor)
{
  static const char *const names[] = { N_ ("A contributing factor began"), N_ ("First page"),
                                       N_ ("Public status changed"), N_ ("Key action"),
                                       N_ ("Impact ended") };

  for (guint i = 0; anchors[i] != NULL; i++)
    if (g_strcmp0 (anchors[i], anchor) == 0)
      return _ (names[i]);
  return anchor != NULL ? anchor : "";
}

/** matoi_line_free: frees @line. */
void
matoi_line_free (MatoiLine *line)
{
  g_free (line->text);
  g_free (line);
}

/* The row about the captured entry @id. */
MatoiRow *
matoi_postmortem_find_row (const MatoiPostmortem *self, const MatoiId *entry)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      MatoiRow *row = g_ptr_array_index (self->rows, i);

      if (row->has_entry && matoi_id_equal (&row->entry, entry))
        return row;
    }
  return NULL;
}

/* What is told unless somebody chose: no guesses, nothing that was struck, and of Matoi's own
 * lines those that changed what everybody did. */
static gboolean
is_told_by_default (const MatoiEntry *entry)
{
  static const char *const types[] = { "incident.declared", "severity.changed", "page.asked",
                                       "incident.ended", NULL };

  if (entry->struck || entry->has_successor)
    return FALSE;
  if (strcmp (entry->kind, "system") == 0)
    return g_strv_contains (types, entry->event->type);
  return strcmp (entry->kind, "hypothesis") != 0 || g_strcmp0 (entry->verdict, "confirmed") == 0;
}

/* Whether @entry is a post to everybody: it is written by the event that posted it. */
static gboolean
is_public (const MatoiIncident *incident, const MatoiEntry *entry)
{
  JsonObject *p = entry->event->payload;
  const MatoiUpdate *update;
  MatoiId id;

  if (p == NULL)
    return FALSE;
  if (matoi_json_get_string (p, "to") != NULL)
    return g_strcmp0 (matoi_json_get_string (p, "to"), "public") == 0;
  update =
    matoi_fold_read_id (p, "update", &id) ? matoi_incident_find_update (incident, &id) : NULL;
  return update != NULL && strcmp (update->to, "public") == 0;
}

/* What an entry plainly is, unless somebody says otherwise. */
static const char *
guess_anchor (const MatoiIncident *incident, const MatoiEntry *entry)
{
  if (strcmp (entry->kind, "update") == 0 && is_public (incident, entry))
    return "public";
  if (strcmp (entry->kind, "action") == 0)
    return "key-action";
  if (strcmp (entry->kind, "detection") == 0 ||
      strcmp (entry->event->type, "incident.declared") == 0 ||
      strcmp (entry->event->type, "page.asked") == 0)
    return "page";
  return strcmp (entry->event->type, "incident.ended") == 0 ? "impact-ended" : NULL;
}

/* Matoi's own lines and posts say themselves where they come from. */
static gboolean
is_sourced (const MatoiEntry *entry, const MatoiRow *row)
{
  if (row != NULL && (row->evidence->len > 0 || row->none_reason != NULL))
    return TRUE;
  return entry != NULL && (entry->evidence->len > 0 || strcmp (entry->kind, "system") == 0 ||
                           strcmp (entry->kind, "update") == 0);
}

static void
add_line (GPtrArray *lines,
          const MatoiIncident *incident,
          const MatoiEntry *entry,
          const MatoiRow *row)
{
  MatoiLine *line = g_new0 (MatoiLine, 1);

  line->entry = entry;
  line->row = row;
  line->told = row != NULL ? row->told : is_told_by_default (entry);
  line->sourced = is_sourced (entry, row);
  line->learned_later = row != NULL && row->learned_later;
  line->occurred_at = row != NULL && row->occurred_at != MATOI_TIME_NONE ? row->occurred_at
                      : entry != NULL                                    ? entry->occurred_at
                                                                         : MATOI_TIME_NONE;
  if (row != NULL && row->text != NULL)
    line->text = g_strdup (row->text);
  else
    line->text = entry != NULL ? matoi_entry_dup_text (incident, entry) : g_strdup ("");
  if (row != NULL && row->anchor != NULL)
    line->anchor = row->anchor;
  else if (entry != NULL)
    line->anchor = guess_anchor (incident, entry);
  g_ptr_array_add (lines, line);
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  const MatoiLine *x = *(const MatoiLine *const *) a, *y = *(const MatoiLine *const *) b;
  const MatoiId *x_id, *y_id;

  if (x->occurred_at != y->occurred_at)
    return x->occurred_at < y->occurred_at ? -1 : 1;
  x_id = x->entry != NULL ? &x->entry->id : &x->row->id;
  y_id = y->entry != NULL ? &y->entry->id : &y->row->id;
  return matoi_id_compare (x_id, y_id);
}

/* Rows by the entry they are about: a search of each would take long with thousands. */
static GHashTable *
index_rows (const MatoiPostmortem *self)
{
  GHashTable *index = g_hash_table_new (matoi_id_hash, matoi_id_equal);

  for (guint i = 0; self != NULL && i < self->rows->len; i++)
    {
      MatoiRow *row = g_ptr_array_index (self->rows, i);

      if (row->has_entry)
        g_hash_table_insert (index, &row->entry, row);
    }
  return index;
}

/**
 * matoi_postmortem_dup_timeline:
 *
 * Everything that was captured and every row of the document's own, told or
 * not, in order of time (TML-06). The lines belong to the state of @incident:
 * they hold until its next event.
 *
 * Returns: (transfer full): of MatoiLine
 */
GPtrArray *
matoi_postmortem_dup_timeline (const MatoiIncident *incident)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_line_free);
  const MatoiPostmortem *self = incident->postmortem;
  g_autoptr (GHashTable) index = index_rows (self);

  for (guint i = 0; i < incident->entries->len; i++)
    {
      const MatoiEntry *entry = g_ptr_array_index (incident->entries, i);

      /* Written after the end by the postmortem itself. */
      if (!g_str_has_prefix (entry->event->type, "postmortem."))
        add_line (lines, incident, entry, g_hash_table_lookup (index, &entry->id));
    }
  for (guint i = 0; self != NULL && i < self->rows->len; i++)
    {
      const MatoiRow *row = g_ptr_array_index (self->rows, i);

      if (!row->has_entry)
        add_line (lines, incident, NULL, row);
    }
  g_ptr_array_sort (lines, compare_lines);
  return lines;
}

static gboolean
has_public_post (const MatoiIncident *incident)
{
  for (guint i = 0; i < incident->updates->len; i++)
    {
      const MatoiUpdate *update = g_ptr_array_index (incident->updates, i);

      if (strcmp (update->to, "public") == 0 && strcmp (update->state, "posted") == 0)
        return TRUE;
    }
  return FALSE;
}

/**
 * matoi_postmortem_has_anchor:
 * @lines: of matoi_postmortem_dup_timeline ()
 *
 * A mark is there if a told line carries it, or if the facts of the incident
 * say the same. Nothing was public: no mark is missed.
 */
gboolean
matoi_postmortem_has_anchor (const MatoiIncident *incident, GPtrArray *lines, const char *anchor)
{
  for (guint i = 0; i < lines->len; i++)
    {
      const MatoiLine *line = g_ptr_array_index (lines, i);

      if (line->told && g_strcmp0 (line->anchor, anchor) == 0)
        return TRUE;
    }
  if (strcmp (anchor, "factor-began") == 0)
    return incident->started_at != MATOI_TIME_NONE;
  if (strcmp (anchor, "impact-ended") == 0)
    return incident->mitigated_at != MATOI_TIME_NONE;
  return strcmp (anchor, "public") == 0 && !has_public_post (incident);
}
