/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-directory-private.h"

/* More cells than any sheet of people has; keeps a file of commas small. */
#define MAX_CELLS 100
/* Of one cell: a paste of something else is told apart from a name. */
#define MAX_CELL_BYTES 4096

typedef struct
{
  const char *at, *end;
  char separator;
  gsize max_cell;
  guint line;
  GPtrArray *rows;
  GError **error;
} Csv;

static void
row_free (MatoiCsvRow *row)
{
  g_ptr_array_unref (row->cells);
  g_free (row);
}

/* Takes one line break, of whatever system. */
static gboolean
take_break (Csv *csv)
{
  if (csv->at >= csv->end || (*csv->at != '\r' && *csv->at != '\n'))
    return FALSE;
  if (*csv->at == '\r' && csv->at + 1 < csv->end && csv->at[1] == '\n')
    csv->at++;
  csv->at++;
  csv->line++;
  return TRUE;
}

static gboolean
is_cell_end (Csv *csv)
{
  return csv->at >= csv->end || *csv->at == csv->separator || *csv->at == '\r' || *csv->at == '\n';
}

static gboolean
read_quoted (Csv *csv, GString *cell)
{
  guint opened = csv->line;

  for (csv->at++; csv->at < csv->end; csv->at++)
    {
      if (*csv->at == '"')
        {
          if (csv->at + 1 >= csv->end || csv->at[1] != '"')
            {
              csv->at++;
              while (csv->at < csv->end && *csv->at == ' ')
                csv->at++;
              return is_cell_end (csv) ||
                     matoi_directory_fail (csv->error, csv->line,
                                           _ ("There is text after a closing quotation mark."));
            }
          csv->at++;
        }
      else if (*csv->at == '\n' ||
               (*csv->at == '\r' && csv->at + 1 < csv->end && csv->at[1] != '\n'))
        csv->line++;
      g_string_append_c (cell, *csv->at);
    }
  return matoi_directory_fail (csv->error, opened,
                               _ ("A quotation mark is opened here and never closed."));
}

static gboolean
read_plain (Csv *csv, GString *cell)
{
  while (!is_cell_end (csv))
    {
      if (*csv->at == '"')
        return matoi_directory_fail (
          csv->error, csv->line,
          _ ("There is a quotation mark inside a cell; put the whole cell in quotation marks and "
             "write the mark twice."));
      g_string_append_c (cell, *csv->at++);
    }
  return TRUE;
}

static gboolean
read_cell (Csv *csv, GPtrArray *cells)
{
  g_autoptr (GString) cell = g_string_new (NULL);
  guint line = csv->line;

  while (csv->at < csv->end && *csv->at == ' ')
    csv->at++;
  if (!(csv->at < csv->end && *csv->at == '"' ? read_quoted (csv, cell) : read_plain (csv, cell)))
    return FALSE;
  if (cell->len > csv->max_cell)
    return matoi_directory_fail (csv->error, line,
                                 /* Translators: %u is a number of bytes. */
                                 _ ("A cell is longer than the %u bytes that are accepted."),
                                    (guint) csv->max_cell);
  if (cells->len >= MAX_CELLS)
    return matoi_directory_fail (csv->error, line, _ ("There are more than 100 cells."));
  g_ptr_array_add (cells, g_strdup (g_strstrip (cell->str)));
  return TRUE;
}

static gboolean
read_row (Csv *csv)
{
  MatoiCsvRow *row = g_new0 (MatoiCsvRow, 1);
  gboolean empty = TRUE;

  row->line = csv->line;
  row->cells = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (csv->rows, row);
  while (TRUE)
    {
      if (!read_cell (csv, row->cells))
        return FALSE;
      if (csv->at >= csv->end || *csv->at != csv->separator)
        break;
      csv->at++;
    }
  take_break (csv);
  for (guint i = 0; i < row->cells->len; i++)
    empty &= *(char *) g_ptr_array_index (row->cells, i) == '\0';
  if (empty)
    g_ptr_array_set_size (csv->rows, (int) csv->rows->len - 1);
  return TRUE;
}

/** matoi_csv_parse_with: the same for a file whose cells are divided by @separator. */
GPtrArray *
matoi_csv_parse_with (const char *text,
                      gsize length,
                      char separator,
                      gsize max_cell,
                      GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) row_free);
  Csv csv = { text, text + length, separator, max_cell, 1, rows, error };

  while (csv.at < csv.end)
    if (!read_row (&csv))
      return NULL;
  return g_steal_pointer (&rows);
}

/**
 * matoi_csv_parse:
 * @text: valid UTF-8 without NUL; cells separated by commas, or by tabs if the first line has
 *   no comma
 *
 * Returns: (transfer full): of MatoiCsvRow, or NULL
 */
GPtrArray *
matoi_csv_parse (const char *text, gsize length, GError **error)
{
  char separator = ',';
  gsize first = 0;

  while (first < length && text[first] != '\n' && text[first] != '\r')
    first++;
  if (!memchr (text, ',', first) && memchr (text, '\t', first))
    separator = '\t';
  return matoi_csv_parse_with (text, length, separator, MAX_CELL_BYTES, error);
}
