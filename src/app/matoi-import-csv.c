/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-import-csv-private.h"

/* The sheet, and which of its columns is what. */

#define MAX_BYTES      (256 * 1024 * 1024)
#define MAX_ROWS       100000
#define MAX_CELL_BYTES (64 * 1024)

static gboolean
refuse (GError **error, const char *path, const char *reason)
{
  g_autofree char *name = g_filename_display_basename (path);

  g_set_error (error, MATOI_ERROR, MATOI_ERROR_INPUT,
               /* Translators: %1$s is the name of a file, %2$s a whole sentence with the reason. */
               _ ("%1$s: %2$s Nothing was imported."), name, reason);
  return FALSE;
}

/** matoi_sheet_is_one: by its name. */
gboolean
matoi_sheet_is_one (const char *path)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);

  return g_str_has_suffix (lower, ".csv") || g_str_has_suffix (lower, ".tsv");
}

static char *
read_file (const char *path, gsize *length, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info =
    g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE, NULL, NULL);
  g_autoptr (GError) local = NULL;
  char *bytes;

  if (info != NULL && g_file_info_get_size (info) > MAX_BYTES)
    {
      refuse (error, path, _ ("The file is larger than 256 MB."));
      return NULL;
    }
  if (g_file_get_contents (path, &bytes, length, &local))
    return bytes;
  if (g_error_matches (local, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    g_set_error (error, MATOI_ERROR, MATOI_ERROR_NOT_FOUND,
                 /* Translators: %s is the name of a file. */
                 _ ("There is no file “%s”. Nothing was changed."), path);
  else
    refuse (error, path, local->message);
  return NULL;
}

/* Whatever stands most often in the first line. */
static char
find_separator (const char *text)
{
  static const char separators[] = { ',', '\t', ';' };
  gsize n = strcspn (text, "\r\n"), best = 0;
  char found = ',';

  for (guint i = 0; i < G_N_ELEMENTS (separators); i++)
    {
      gsize count = 0;

      for (gsize k = 0; k < n; k++)
        count += text[k] == separators[i];
      if (count > best)
        {
          best = count;
          found = separators[i];
        }
    }
  return found;
}

static gboolean
is_time (MatoiSheetField field)
{
  return field >= MATOI_SHEET_STARTED && field <= MATOI_SHEET_ENDED;
}

/* One date that tells is enough for the whole file. */
static void
look_at_dates (MatoiSheet *self)
{
  gboolean any = FALSE, told = FALSE;

  for (guint column = 0; column < matoi_sheet_get_n_columns (self) && !told; column++)
    for (guint row = 0; is_time (self->fields[column]) && row < matoi_sheet_get_n_rows (self);
         row++)
      {
        MatoiDateHint hint = matoi_sheet_look_at_date (matoi_sheet_get_cell (self, row, column));

        any |= hint != MATOI_DATES_NONE;
        told = hint == MATOI_DATES_DAY_FIRST || hint == MATOI_DATES_MONTH_FIRST;
        if (told && !self->chosen)
          {
            self->day_first = hint == MATOI_DATES_DAY_FIRST;
            break;
          }
      }
  self->ambiguous = any && !told && !self->chosen;
  self->short_dates = any;
}

static void
refuse_text (GError **error, const char *path, const char *encoding)
{
  g_autofree char *text = NULL;

  if (encoding != NULL)
    /* Translators: %s is the name of an encoding. */
    text = g_strdup_printf (_ ("The file is no text in %s."), encoding);
  refuse (error, path,
          text != NULL
            ? text
            : _ ("The file is no text in UTF-8, UTF-16, Shift_JIS or EUC-JP; save the sheet as CSV "
                 "again."));
}

static void
guess_fields (MatoiSheet *self)
{
  guint n = matoi_sheet_get_n_columns (self);

  self->fields = g_new (MatoiSheetField, MAX (n, 1));
  for (guint i = 0; i < n; i++)
    {
      MatoiSheetField field = matoi_sheet_guess_field (matoi_sheet_get_column (self, i));

      /* The first that is called so. */
      for (guint k = 0; k < i && field != MATOI_SHEET_NOTHING; k++)
        if (self->fields[k] == field)
          field = MATOI_SHEET_NOTHING;
      self->fields[i] = field;
    }
}

/** matoi_sheet_read: see the header; in any thread. */
MatoiSheet *
matoi_sheet_read (const char *path, const char *encoding, GTimeZone *zone, GError **error)
{
  g_autoptr (MatoiSheet) self = g_new0 (MatoiSheet, 1);
  g_autofree char *bytes = NULL, *text = NULL;
  g_autoptr (GError) local = NULL;
  gsize length = 0, text_length = 0;

  g_return_val_if_fail (path != NULL && zone != NULL, NULL);

  bytes = read_file (path, &length, error);
  if (bytes == NULL)
    return NULL;
  self->path = g_strdup (path);
  self->zone = g_time_zone_ref (zone);
  self->day_first = TRUE;
  self->progress = g_atomic_rc_box_new0 (MatoiSheetProgress);
  text = matoi_sheet_decode (bytes, length, encoding, &text_length, &self->encoding);
  if (text == NULL)
    {
      refuse_text (error, path, encoding);
      return NULL;
    }
  self->rows =
    matoi_csv_parse_with (text, text_length, find_separator (text), MAX_CELL_BYTES, &local);
  if (self->rows == NULL)
    {
      refuse (error, path, local->message);
      return NULL;
    }
  if (self->rows->len < 2)
    refuse (error, path, _ ("There is no line below the one that names the columns."));
  else if (self->rows->len > MAX_ROWS + 1)
    refuse (error, path, _ ("There are more than 100,000 lines; divide the file."));
  if (self->rows->len < 2 || self->rows->len > MAX_ROWS + 1)
    return NULL;
  guess_fields (self);
  look_at_dates (self);
  return g_steal_pointer (&self);
}

/** matoi_sheet_free: NULL is fine. */
void
matoi_sheet_free (MatoiSheet *self)
{
  if (self == NULL)
    return;
  g_free (self->path);
  g_free (self->fields);
  g_clear_pointer (&self->progress, g_atomic_rc_box_release);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_free (self);
}

/** matoi_sheet_copy: (transfer full): shares what never changes. */
MatoiSheet *
matoi_sheet_copy (const MatoiSheet *self)
{
  MatoiSheet *copy = g_new0 (MatoiSheet, 1);

  copy->path = g_strdup (self->path);
  copy->encoding = self->encoding;
  copy->zone = g_time_zone_ref (self->zone);
  copy->rows = g_ptr_array_ref (self->rows);
  copy->fields = g_memdup2 (self->fields, sizeof *self->fields * matoi_sheet_get_n_columns (self));
  copy->day_first = self->day_first;
  copy->ambiguous = self->ambiguous;
  copy->chosen = self->chosen;
  copy->short_dates = self->short_dates;
  copy->progress = g_atomic_rc_box_acquire (self->progress);
  return copy;
}

/* --- what a person sees */

/** matoi_sheet_get_encoding: what it was read as. */
const char *
matoi_sheet_get_encoding (const MatoiSheet *self)
{
  return self->encoding;
}

/** matoi_sheet_get_n_columns: of the first line. */
guint
matoi_sheet_get_n_columns (const MatoiSheet *self)
{
  return ((MatoiCsvRow *) g_ptr_array_index (self->rows, 0))->cells->len;
}

/** matoi_sheet_get_n_rows: without the first line. */
guint
matoi_sheet_get_n_rows (const MatoiSheet *self)
{
  return self->rows->len - 1;
}

static const char *
get_cell (const MatoiSheet *self, guint row, guint column)
{
  const MatoiCsvRow *it = g_ptr_array_index (self->rows, row);

  return column < it->cells->len ? g_ptr_array_index (it->cells, column) : "";
}

/** matoi_sheet_get_column: its title. */
const char *
matoi_sheet_get_column (const MatoiSheet *self, guint column)
{
  return get_cell (self, 0, column);
}

/** matoi_sheet_get_cell: see the header. */
const char *
matoi_sheet_get_cell (const MatoiSheet *self, guint row, guint column)
{
  g_return_val_if_fail (row + 1 < self->rows->len, "");

  return get_cell (self, row + 1, column);
}

/** matoi_sheet_get_line: of the file, from 1 on. */
guint
matoi_sheet_get_line (const MatoiSheet *self, guint row)
{
  g_return_val_if_fail (row + 1 < self->rows->len, 0);

  return ((MatoiCsvRow *) g_ptr_array_index (self->rows, row + 1))->line;
}

/** matoi_sheet_get_field: what the column is. */
MatoiSheetField
matoi_sheet_get_field (const MatoiSheet *self, guint column)
{
  g_return_val_if_fail (column < matoi_sheet_get_n_columns (self), MATOI_SHEET_NOTHING);

  return self->fields[column];
}

/** matoi_sheet_set_field: see the header. */
void
matoi_sheet_set_field (MatoiSheet *self, guint column, MatoiSheetField field)
{
  guint n = matoi_sheet_get_n_columns (self);

  g_return_if_fail (column < n && field < MATOI_SHEET_N_FIELDS);

  for (guint i = 0; i < n && field != MATOI_SHEET_NOTHING; i++)
    if (self->fields[i] == field)
      self->fields[i] = MATOI_SHEET_NOTHING;
  self->fields[column] = field;
  look_at_dates (self);
}

/** matoi_sheet_get_day_first: see the header. */
gboolean
matoi_sheet_get_day_first (const MatoiSheet *self)
{
  return self->day_first;
}

/** matoi_sheet_is_ambiguous: see the header. */
gboolean
matoi_sheet_is_ambiguous (const MatoiSheet *self)
{
  return self->ambiguous;
}

/** matoi_sheet_has_short_dates: see the header. */
gboolean
matoi_sheet_has_short_dates (const MatoiSheet *self)
{
  return self->short_dates;
}

/** matoi_sheet_set_day_first: as a person chose; then nothing is left to ask. */
void
matoi_sheet_set_day_first (MatoiSheet *self, gboolean day_first)
{
  self->day_first = day_first;
  self->ambiguous = FALSE;
  self->chosen = TRUE;
}

/** matoi_sheet_get_progress: see the header; in any thread. */
gboolean
matoi_sheet_get_progress (MatoiSheet *self, guint *done)
{
  int moved = g_atomic_int_get (&self->progress->moved);

  *done = (guint) (moved > 0 ? moved : g_atomic_int_get (&self->progress->ready));
  return moved > 0;
}
