/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A directory from a sheet saved as CSV. */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-directory-private.h"

typedef enum
{
  NAME,
  READING,
  EMAIL,
  PHONE,
  SERVICES,
  ROLES,
  SLACK,
  SERVICE,
  TEAM,
  N_COLUMNS
} Column;

/* As the header line calls them; other names that sheets use come after the first. */
static const char *const column_names[N_COLUMNS][6] = {
  [NAME] = { "name", "person", "氏名", "名前" },
  [READING] = { "reading", "読み", "よみ", "読み仮名", "ふりがな" },
  [EMAIL] = { "email", "e-mail", "mail", "メール", "メールアドレス" },
  [PHONE] = { "phone", "telephone", "電話", "電話番号" },
  [SERVICES] = { "services", "担当サービス" },
  [ROLES] = { "roles", "役割" },
  [SLACK] = { "slack" },
  [SERVICE] = { "service", "サービス", "サービス名" },
  [TEAM] = { "team", "チーム" },
};

/* The parts of a cell such as "checkout; payments"; empty ones are left out. (transfer full) */
GStrv
matoi_directory_dup_list (const char *cell)
{
  g_auto (GStrv) parts = g_strsplit (cell, ";", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; parts[i]; i++)
    if (*g_strstrip (parts[i]))
      g_strv_builder_add (builder, parts[i]);
  return g_strv_builder_end (builder);
}

/* --- CSV */

static int
find_column (const char *title)
{
  g_autofree char *wanted = matoi_directory_fold (title);

  for (guint column = 0; column < N_COLUMNS; column++)
    for (guint i = 0; column_names[column][i]; i++)
      {
        g_autofree char *name = matoi_directory_fold (column_names[column][i]);

        if (strcmp (name, wanted) == 0)
          return (int) column;
      }
  return -1;
}

static gboolean
read_header (const MatoiCsvRow *row, int *places, gboolean *of_services, GError **error)
{
  for (guint i = 0; i < N_COLUMNS; i++)
    places[i] = -1;
  for (guint i = 0; i < row->cells->len; i++)
    {
      const char *title = g_ptr_array_index (row->cells, i);
      int column = *title ? find_column (title) : -1;

      if (*title && column < 0)
        return matoi_directory_fail (
          error, row->line,
          /* Translators: %s is the title of a column in a file. The names in “” are not translated. */
          _ ("There is no column “%s”. People have the columns name, reading, email, phone, services, "
             "roles and slack; services have service, reading and team."),
            title);
      if (column >= 0 && places[column] >= 0)
        return matoi_directory_fail (error, row->line,
                                     /* Translators: %s is the title of a column in a file. */
                                     _ ("The column “%s” is there twice."), title);
      if (column >= 0)
        places[column] = (int) i;
    }
  *of_services = places[SERVICE] >= 0;
  if (places[NAME] >= 0 && places[SERVICE] >= 0)
    return matoi_directory_fail (
      error, row->line, _ ("People and services come in two files; this one has both columns."));
  if (places[NAME] < 0 && places[SERVICE] < 0)
    return matoi_directory_fail (
      error, row->line,
      _ ("The first line must name the columns, such as: name,reading,email,phone,services,roles"));
  return TRUE;
}

static const char *
get_cell (const MatoiCsvRow *row, const int *places, Column column)
{
  if (places[column] < 0 || (guint) places[column] >= row->cells->len)
    return "";
  return g_ptr_array_index (row->cells, places[column]);
}

/* Puts a copy of @text in place of what @field had. */
void
matoi_directory_set_cell (char **field, const char *text)
{
  g_free (*field);
  *field = g_strdup (text);
}

static gboolean
read_person_row (MatoiDirectoryReader *reader,
                 const MatoiCsvRow *row,
                 const int *places,
                 GError **error)
{
  MatoiPerson *person = matoi_person_new (get_cell (row, places, NAME));

  person->line = row->line;
  matoi_directory_set_cell (&person->reading, get_cell (row, places, READING));
  matoi_directory_set_cell (&person->email, get_cell (row, places, EMAIL));
  matoi_directory_set_cell (&person->phone, get_cell (row, places, PHONE));
  matoi_directory_set_cell (&person->slack, get_cell (row, places, SLACK));
  g_strfreev (person->services);
  person->services = matoi_directory_dup_list (get_cell (row, places, SERVICES));
  g_strfreev (person->roles);
  person->roles = matoi_directory_dup_list (get_cell (row, places, ROLES));
  return matoi_directory_reader_take_person (reader, person, error);
}

static gboolean
read_service_row (MatoiDirectoryReader *reader,
                  const MatoiCsvRow *row,
                  const int *places,
                  GError **error)
{
  MatoiService *service = matoi_service_new (get_cell (row, places, SERVICE));

  service->line = row->line;
  matoi_directory_set_cell (&service->reading, get_cell (row, places, READING));
  matoi_directory_set_cell (&service->team, get_cell (row, places, TEAM));
  return matoi_directory_reader_take_service (reader, service, error);
}

gboolean
matoi_directory_read_csv (MatoiDirectoryReader *reader,
                          const char *text,
                          gsize length,
                          GError **error)
{
  g_autoptr (GPtrArray) rows = matoi_csv_parse (text, length, error);
  const MatoiCsvRow *header;
  int places[N_COLUMNS];
  gboolean of_services = FALSE;

  if (!rows)
    return FALSE;
  if (rows->len == 0)
    return matoi_directory_fail (error, 0, _ ("The file is empty."));
  header = g_ptr_array_index (rows, 0);
  if (!read_header (header, places, &of_services, error))
    return FALSE;
  for (guint i = 1; i < rows->len; i++)
    {
      const MatoiCsvRow *row = g_ptr_array_index (rows, i);

      for (guint j = header->cells->len; j < row->cells->len; j++)
        if (*(char *) g_ptr_array_index (row->cells, j))
          return matoi_directory_fail (
            error, row->line,
            _ ("There are more cells than columns; put a cell that has a comma in quotation marks."));
      if (of_services ? !read_service_row (reader, row, places, error)
                      : !read_person_row (reader, row, places, error))
        return FALSE;
    }
  return TRUE;
}
