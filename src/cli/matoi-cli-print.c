/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-cli"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "matoi-cli-private.h"
#include "matoi-json.h"
#include "matoi-text.h"

struct _MatoiCliTable
{
  guint n_columns;
  GPtrArray *rows; /* of GStrv */
};

/* How many cells of a terminal @text takes: a Japanese character takes two. */
guint
matoi_cli_width (const char *text)
{
  guint width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_iszerowidth (c))
        width += g_unichar_iswide (c) ? 2 : 1;
    }
  return width;
}

/* Without anything a terminal would obey. (transfer full) */
char *
matoi_cli_dup_printable (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text != NULL ? text : ""; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (matoi_char_is_plain (c))
        g_string_append_unichar (out, c);
      else
        g_string_append_unichar (out, 0xfffd);
    }
  return g_string_free (out, FALSE);
}

/* Always UTF-8, whatever the locale says: the words are people's. */
void
matoi_cli_print (const char *text)
{
  fputs (text, stdout);
}

void
matoi_cli_printf (const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  matoi_cli_print (text);
}

void
matoi_cli_print_heading (MatoiCli *cli, const char *text)
{
  matoi_cli_printf (cli->colour ? "\n\033[1m%s\033[0m\n" : "\n%s\n", text);
}

MatoiCliTable *
matoi_cli_table_new (guint n_columns)
{
  MatoiCliTable *table = g_new0 (MatoiCliTable, 1);

  table->n_columns = n_columns;
  table->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  return table;
}

/* Adds one row of texts; each is copied and made fit for a terminal. */
void
matoi_cli_table_add (MatoiCliTable *table, ...)
{
  char **row = g_new0 (char *, table->n_columns + 1);
  gboolean ended = FALSE;
  va_list args;

  va_start (args, table);
  for (guint i = 0; i < table->n_columns; i++)
    {
      const char *text = ended ? NULL : va_arg (args, const char *);

      ended |= text == NULL;
      row[i] = matoi_cli_dup_printable (text);
      if (i + 1 < table->n_columns)
        g_strdelimit (row[i], "\n\t", ' ');
    }
  va_end (args);
  g_ptr_array_add (table->rows, row);
}

/* The same of as many texts as there are columns. */
void
matoi_cli_table_add_cells (MatoiCliTable *table, GPtrArray *cells)
{
  char **row = g_new0 (char *, table->n_columns + 1);

  for (guint i = 0; i < table->n_columns; i++)
    {
      row[i] = matoi_cli_dup_printable (i < cells->len ? g_ptr_array_index (cells, i) : NULL);
      g_strdelimit (row[i], "\n\t", ' ');
    }
  g_ptr_array_add (table->rows, row);
}

/* Lines of a cell after its first start below it. */
static void
print_last (const char *text, guint column)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    matoi_cli_printf ("%*s%s\n", i > 0 ? (int) column : 0, "", lines[i]);
  if (lines[0] == NULL)
    matoi_cli_print ("\n");
}

void
matoi_cli_table_print (MatoiCliTable *table, const char *indent)
{
  g_autofree guint *widths = g_new0 (guint, table->n_columns);

  for (guint i = 0; i < table->rows->len; i++)
    {
      char **row = g_ptr_array_index (table->rows, i);

      for (guint j = 0; j < table->n_columns; j++)
        widths[j] = MAX (widths[j], matoi_cli_width (row[j]));
    }
  for (guint i = 0; i < table->rows->len; i++)
    {
      char **row = g_ptr_array_index (table->rows, i);
      guint column = strlen (indent);

      matoi_cli_print (indent);
      for (guint j = 0; j + 1 < table->n_columns; j++)
        {
          guint padding = widths[j] - matoi_cli_width (row[j]) + 2;

          if (widths[j] == 0)
            continue;
          matoi_cli_printf ("%s%*s", row[j], (int) padding, "");
          column += widths[j] + 2;
        }
      print_last (row[table->n_columns - 1], column);
    }
}

void
matoi_cli_table_free (MatoiCliTable *table)
{
  g_ptr_array_unref (table->rows);
  g_free (table);
}

void
matoi_cli_print_json (JsonNode *node)
{
  g_autofree char *text = matoi_json_to_pretty (node);

  matoi_cli_print (text);
  if (!g_str_has_suffix (text, "\n"))
    matoi_cli_print ("\n");
}

void
matoi_cli_take_json_object (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, object);
  matoi_cli_print_json (node);
}

void
matoi_cli_take_json_array (JsonArray *array)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);

  json_node_take_array (node, array);
  matoi_cli_print_json (node);
}

/* The locale's date and the minutes, in the organisation's zone; "" when not stated. */
char *
matoi_cli_dup_time (MatoiCli *cli, gint64 ms)
{
  if (ms == MATOI_TIME_NONE)
    return g_strdup ("");
  return matoi_time_to_local (ms, "%x %H:%M", matoi_context_get_zone (cli->context));
}

/* The part of an id that differs inside one incident, long enough to be typed again. */
char *
matoi_cli_dup_short_id (const MatoiId *id)
{
  char text[MATOI_ID_TEXT_LENGTH + 1];

  matoi_id_to_text (id, text);
  return g_strndup (text + 4, 12);
}

const char *
matoi_cli_state_name (const char *state)
{
  static const struct
  {
    const char *id, *name;
  } states[] = {
    { "live", N_ ("live") },
    { "ended", N_ ("ended") },
    { "running", N_ ("running") },
    { "due", N_ ("due") },
    { "overdue", N_ ("overdue") },
    { "off", N_ ("off") },
    { "open", N_ ("open") },
    { "done", N_ ("done") },
    { "reassigned", N_ ("reassigned") },
    { "withdrawn", N_ ("withdrawn") },
    { "draft", N_ ("draft") },
    { "approved", N_ ("approved") },
    { "posted", N_ ("posted") },
    { "ok", N_ ("ok") },
    { "warn", N_ ("warn") },
    { "fail", N_ ("fail") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      if (g_strcmp0 (state, states[i].id) == 0)
        return _ (states[i].name);
    }
  return state != NULL ? state : "";
}
