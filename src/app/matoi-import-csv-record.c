/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-import-csv-private.h"
#include "matoi-json.h"
#include "matoi-text.h"

/* What one line of a sheet comes to, as its columns are now. */

#define MAX_TITLE_CHARS 200
#define MAX_KEY_BYTES   200

/** matoi_sheet_record_clear: frees what is inside. */
void
matoi_sheet_record_clear (MatoiSheetRecord *record)
{
  g_free (record->key);
  g_free (record->title);
  g_free (record->severity);
  g_free (record->scope);
  g_free (record->summary);
  g_free (record->cause);
  g_free (record->commander);
  g_free (record->link);
  g_strfreev (record->services);
  memset (record, 0, sizeof *record);
}

static const char *
get_cell (const MatoiSheet *self, guint row, MatoiSheetField field)
{
  for (guint i = 0; i < matoi_sheet_get_n_columns (self); i++)
    if (self->fields[i] == field)
      return matoi_sheet_get_cell (self, row, i);
  return "";
}

static gboolean
read_time (const MatoiSheet *self, guint row, MatoiSheetField field, gint64 *ms, char **reason)
{
  const char *cell = get_cell (self, row, field);

  *ms = MATOI_TIME_NONE;
  if (*cell == '\0' || strcmp (cell, "-") == 0 ||
      matoi_sheet_parse_time (cell, self->day_first, self->zone, ms))
    return TRUE;
  *reason = g_strdup_printf (
    /* Translators: 1: the name of a column such as “Start of the effect”, 2: what stands there */
    _ ("“%1$s” is not a time: %2$s"), matoi_sheet_field_get_name (field), cell);
  return FALSE;
}

static gboolean
read_times (const MatoiSheet *self, guint row, gint64 now, MatoiSheetRecord *record, char **reason)
{
  const char *minutes = get_cell (self, row, MATOI_SHEET_MINUTES);
  gint64 length = 0;

  if (!read_time (self, row, MATOI_SHEET_STARTED, &record->started, reason) ||
      !read_time (self, row, MATOI_SHEET_DETECTED, &record->detected, reason) ||
      !read_time (self, row, MATOI_SHEET_DECLARED, &record->declared, reason) ||
      !read_time (self, row, MATOI_SHEET_MITIGATED, &record->mitigated, reason) ||
      !read_time (self, row, MATOI_SHEET_ENDED, &record->ended, reason))
    return FALSE;
  if (record->declared == MATOI_TIME_NONE)
    record->declared = record->detected != MATOI_TIME_NONE ? record->detected : record->started;
  if (record->declared == MATOI_TIME_NONE)
    {
      *reason = g_strdup (_ ("It has no start, no detection and no declaration."));
      return FALSE;
    }
  if (record->ended == MATOI_TIME_NONE && *minutes != '\0')
    {
      if (!matoi_sheet_parse_minutes (minutes, &length))
        {
          /* Translators: %s is what stands in the file */
          *reason = g_strdup_printf (_ ("This is not a duration: %s"), minutes);
          return FALSE;
        }
      record->ended =
        (record->started != MATOI_TIME_NONE ? record->started : record->declared) + length;
      record->ended = MAX (record->ended, record->declared);
    }
  if (record->ended == MATOI_TIME_NONE)
    record->ended = record->mitigated;
  if (record->ended == MATOI_TIME_NONE)
    *reason = g_strdup (_ ("It has no end and no duration; only what is over is imported."));
  else if (record->ended < record->declared ||
           (record->started != MATOI_TIME_NONE && record->ended < record->started))
    *reason = g_strdup (_ ("It ends before it begins."));
  else if (record->started != MATOI_TIME_NONE && record->mitigated != MATOI_TIME_NONE &&
           record->mitigated < record->started)
    *reason = g_strdup (_ ("It was mitigated before it began."));
  else if (record->mitigated != MATOI_TIME_NONE && record->mitigated > record->ended)
    *reason = g_strdup (_ ("It was mitigated after it had ended."));
  else if (MAX (record->ended, record->declared) > now)
    *reason = g_strdup (_ ("It is in the future."));
  return *reason == NULL;
}

/* “P2”, “S2”, “Sev 2 (major)”: else the only number in it. */
static const MatoiSeverity *
find_severity (MatoiSheetReader *self, const char *cell)
{
  const MatoiSeverity *severity = matoi_policy_match_severity (self->policy, cell);
  g_autofree char *digits = NULL;

  if (severity != NULL)
    return severity;
  digits = g_utf8_normalize (cell, -1, G_NORMALIZE_NFKC);
  g_strcanon (digits, "0123456789", ' ');
  g_strstrip (digits);
  return *digits != '\0' ? matoi_policy_match_severity (self->policy, digits) : NULL;
}

static gboolean
read_severity (MatoiSheetReader *self, guint row, MatoiSheetRecord *record, char **reason)
{
  const char *cell = get_cell (self->sheet, row, MATOI_SHEET_SEVERITY);
  const MatoiSeverity *severity;
  gpointer known;

  /* The level the process takes where nobody has decided. */
  if (*cell == '\0')
    cell = matoi_json_get_string (matoi_policy_get_json (self->policy), "undecided_severity");
  if (cell == NULL)
    cell = "";
  if (self->severities == NULL)
    self->severities = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!g_hash_table_lookup_extended (self->severities, cell, NULL, &known))
    {
      known = (gpointer) find_severity (self, cell);
      g_hash_table_insert (self->severities, g_strdup (cell), known);
    }
  severity = known;
  if (severity != NULL)
    {
      record->severity = g_strdup (severity->id);
      return TRUE;
    }
  /* Translators: %s is what stands in the file */
  *reason = g_strdup_printf (_ ("The process knows no such severity: %s"), cell);
  return FALSE;
}

static GStrv
read_services (const char *cell)
{
  g_autofree char *one = matoi_text_dup_line (cell);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) groups = g_strsplit (one, "、", -1);

  for (guint i = 0; groups[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit_set (groups[i], ";,", -1);

      for (guint k = 0; parts[k] != NULL; k++)
        if (*g_strstrip (parts[k]) != '\0')
          g_strv_builder_add (builder, parts[k]);
    }
  return g_strv_builder_end (builder);
}

/* What is the same the next time the file is imported, in whatever order its lines are. */
static char *
make_key (const MatoiSheet *self, guint row, const MatoiSheetRecord *record)
{
  g_autofree char *given = matoi_text_dup_line (get_cell (self, row, MATOI_SHEET_KEY));
  g_autofree char *text = NULL;

  if (*given != '\0' && strlen (given) <= MAX_KEY_BYTES)
    return g_steal_pointer (&given);
  text = g_strdup_printf ("%s\n%s\n%" G_GINT64_FORMAT, given, record->title, record->declared);
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
}

/* A comma that is not in quotation marks moves all that is behind it. */
static gboolean
has_cells_left_over (const MatoiSheet *self, guint row)
{
  const MatoiCsvRow *it = g_ptr_array_index (self->rows, row + 1);

  for (guint i = matoi_sheet_get_n_columns (self); i < it->cells->len; i++)
    if (*(const char *) g_ptr_array_index (it->cells, i) != '\0')
      return TRUE;
  return FALSE;
}

/** matoi_sheet_read_record: see the header. */
gboolean
matoi_sheet_read_record (MatoiSheetReader *self, guint row, MatoiSheetRecord *record, char **reason)
{
  const MatoiSheet *sheet = self->sheet;

  memset (record, 0, sizeof *record);
  *reason = NULL;
  record->line = matoi_sheet_get_line (sheet, row);
  record->title = matoi_text_dup_line (get_cell (sheet, row, MATOI_SHEET_TITLE));
  if (has_cells_left_over (sheet, row))
    *reason = g_strdup (_ ("It has more cells than there are columns; a cell with a comma in it "
                           "needs quotation marks around it."));
  else if (*record->title == '\0')
    *reason = g_strdup (_ ("It has no title."));
  else if (g_utf8_strlen (record->title, -1) > MAX_TITLE_CHARS)
    *reason = g_strdup (_ ("Its title is longer than 200 characters."));
  if (*reason != NULL || !read_times (sheet, row, self->now, record, reason) ||
      !read_severity (self, row, record, reason))
    return FALSE;
  record->services = read_services (get_cell (sheet, row, MATOI_SHEET_SERVICES));
  record->scope = matoi_text_dup_plain (get_cell (sheet, row, MATOI_SHEET_SCOPE));
  record->summary = matoi_text_dup_plain (get_cell (sheet, row, MATOI_SHEET_SUMMARY));
  record->cause = matoi_text_dup_plain (get_cell (sheet, row, MATOI_SHEET_CAUSE));
  record->commander = matoi_text_dup_line (get_cell (sheet, row, MATOI_SHEET_COMMANDER));
  record->link = matoi_text_dup_line (get_cell (sheet, row, MATOI_SHEET_LINK));
  record->key = make_key (sheet, row, record);
  return TRUE;
}

/* --- for eyes */

/** matoi_sheet_line_free: NULL is fine. */
void
matoi_sheet_line_free (MatoiSheetLine *line)
{
  if (line == NULL)
    return;
  g_free (line->title);
  g_free (line->severity);
  g_free (line->services);
  g_free (line->commander);
  g_free (line->problem);
  g_free (line);
}

/** matoi_sheet_preview: see the header; in the thread of the context. */
MatoiSheetLine *
matoi_sheet_preview (const MatoiSheet *self, MatoiContext *context, guint row)
{
  MatoiPolicy *policy = matoi_context_get_policy (context, NULL, NULL);
  MatoiSheetReader reader = { self, policy, matoi_context_get_now (context), NULL };
  MatoiSheetLine *line = g_new0 (MatoiSheetLine, 1);
  const MatoiSeverity *severity;
  MatoiSheetRecord record;

  line->line = matoi_sheet_get_line (self, row);
  line->started = line->ended = MATOI_TIME_NONE;
  if (policy == NULL)
    return line;
  matoi_sheet_read_record (&reader, row, &record, &line->problem);
  line->title = g_steal_pointer (&record.title);
  line->commander = g_steal_pointer (&record.commander);
  severity = record.severity != NULL ? matoi_policy_find_severity (policy, record.severity) : NULL;
  line->severity = g_strdup (severity != NULL ? severity->label : NULL);
  line->services = record.services != NULL ? g_strjoinv (", ", record.services) : NULL;
  if (line->problem == NULL)
    {
      line->started = record.started != MATOI_TIME_NONE ? record.started : record.declared;
      line->ended = record.ended;
    }
  matoi_sheet_record_clear (&record);
  g_clear_pointer (&reader.severities, g_hash_table_unref);
  return line;
}
