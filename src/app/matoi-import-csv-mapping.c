/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-import-csv-private.h"

/* Columns by their names, as they are typed on a command line. */

static int
find_column (const MatoiSheet *self, const char *title)
{
  guint64 number;

  for (guint i = 0; i < matoi_sheet_get_n_columns (self); i++)
    if (strcmp (matoi_sheet_get_column (self, i), title) == 0)
      return (int) i;
  if (g_ascii_string_to_unsigned (title, 10, 1, matoi_sheet_get_n_columns (self), &number, NULL))
    return (int) number - 1;
  return -1;
}

static gboolean
refuse_field (const char *name, GError **error)
{
  g_autoptr (GString) known = g_string_new (NULL);

  for (int i = 0; i < MATOI_SHEET_N_FIELDS; i++)
    g_string_append_printf (known, "%s%s", i > 0 ? ", " : "", matoi_sheet_field_get_id (i));
  g_set_error (error, MATOI_ERROR, MATOI_ERROR_INPUT,
               /* Translators: 1: what was typed, 2: a list of words that are not translated */
               _ ("There is no field “%1$s”. Nothing was imported. Fields: %2$s, or nothing."),
                  name, known->str);
  return FALSE;
}

/** matoi_sheet_map: see the header; the column by its title, or its number from 1 on. */
gboolean
matoi_sheet_map (MatoiSheet *self, const char *text, GError **error)
{
  const char *sign = strrchr (text, '=');
  g_autofree char *title = sign != NULL ? g_strndup (text, (gsize) (sign - text)) : NULL;
  MatoiSheetField field;
  int column;

  if (sign == NULL)
    {
      g_set_error (error, MATOI_ERROR, MATOI_ERROR_INPUT,
                   /* Translators: %s is what was typed; do not translate “column=field”. */
                   _ ("“%s” is not of the form column=field. Nothing was imported."), text);
      return FALSE;
    }
  column = find_column (self, title);
  if (column < 0)
    {
      g_autoptr (GString) known = g_string_new (NULL);

      for (guint i = 0; i < matoi_sheet_get_n_columns (self); i++)
        g_string_append_printf (known, "%s%s", i > 0 ? ", " : "", matoi_sheet_get_column (self, i));
      g_set_error (error, MATOI_ERROR, MATOI_ERROR_INPUT,
                   /* Translators: 1: what was typed, 2: the titles of the columns of a file */
                   _ ("The file has no column “%1$s”. Nothing was imported. Its columns: %2$s"),
                      title, known->str);
      return FALSE;
    }
  field = matoi_sheet_field_from_id (sign + 1);
  if (field == MATOI_SHEET_NOTHING && g_ascii_strcasecmp (sign + 1, "nothing") != 0)
    return refuse_field (sign + 1, error);
  matoi_sheet_set_field (self, (guint) column, field);
  return TRUE;
}
