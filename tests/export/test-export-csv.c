/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "matoi-export-csv.h"
#include "world.h"

/* A strict reader of RFC 4180, for what was written. */
static GPtrArray *
read_table (const char *text)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  const char *p = text;

  g_assert_true (g_str_has_prefix (p, "\xef\xbb\xbf"));
  p += 3;
  while (*p != '\0')
    {
      g_autoptr (GStrvBuilder) row = g_strv_builder_new ();

      while (TRUE)
        {
          g_autoptr (GString) cell = g_string_new (NULL);

          if (*p == '"')
            {
              for (p++; *p != '"' || p[1] == '"'; p++)
                {
                  g_assert_cmpint (*p, !=, '\0');
                  p += *p == '"';
                  g_string_append_c (cell, *p);
                }
              p++;
            }
          else
            for (; strchr (",\r", *p) == NULL; p++)
              {
                g_assert_true (*p != '"' && *p != '\n' && *p != '\0');
                g_string_append_c (cell, *p);
              }
          g_strv_builder_add (row, cell->str);
          if (*p != ',')
            break;
          p++;
        }
      g_assert_true (g_str_has_prefix (p, "\r\n"));
      p += 2;
      g_ptr_array_add (rows, g_strv_builder_end (row));
    }
  return rows;
}

static void
check_cell (const char *text, const char *expected)
{
  g_autoptr (GString) out = g_string_new (NULL);

  matoi_export_csv_append (out, text, TRUE);
  g_assert_true (g_str_has_suffix (out->str, "\r\n"));
  g_string_truncate (out, out->len - 2);
  g_assert_cmpstr (out->str, ==, expected);
}

static void
test_cells (void)
{
  check_cell (NULL, "");
  check_cell ("plain 文", "plain 文");
  check_cell ("a,b", "\"a,b\"");
  check_cell ("say \"hi\"", "\"say \"\"hi\"\"\"");
  check_cell ("two\nlines", "\"two\nlines\"");
  check_cell (" blank", "\" blank\"");
  /* nothing a spreadsheet would run */
  check_cell ("=1+1", "'=1+1");
  check_cell ("+81 3", "'+81 3");
  check_cell ("-1", "'-1");
  check_cell ("@SUM(A1)", "'@SUM(A1)");
  check_cell ("=cmd|' /C calc'!A0,\"x\"", "\"'=cmd|' /C calc'!A0,\"\"x\"\"\"");
  check_cell ("\t=1", "'\t=1");
  check_cell ("\r=1", "\"'\r=1\"");
  check_cell ("＝1", "'＝1");
  check_cell ("1-1=0", "1-1=0");
}

static char *
dup_member (GPtrArray *rows, const char *text, const char *column)
{
  char **heads = g_ptr_array_index (rows, 0);

  for (guint i = 1; i < rows->len; i++)
    {
      char **row = g_ptr_array_index (rows, i);

      g_assert_cmpuint (g_strv_length (row), ==, g_strv_length (heads));
      for (guint c = 0; strcmp (row[3], text) == 0 && heads[c] != NULL; c++)
        if (strcmp (heads[c], column) == 0)
          return g_strdup (row[c]);
    }
  return NULL;
}

#define assert_member(rows, text, column, expected)                   \
  G_STMT_START                                                        \
  {                                                                   \
    g_autofree char *member_ = dup_member ((rows), (text), (column)); \
    g_assert_cmpstr (member_, ==, (expected));                        \
  }                                                                   \
  G_STMT_END

static void
test_timeline (void)
{
  World *world = world_new ("pagerduty");
  g_autoptr (GTimeZone) tokyo = g_time_zone_new_identifier ("Asia/Tokyo");
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *utc = NULL;
  g_autofree char *local = NULL;

  world_declare (world, "1");
  world_must (world,
              world_command ("note", "Aiko, \"A\"", "text", "=HYPERLINK(\"http://x\")", NULL));
  world_must (world,
              world_command ("note", "Ben", "text", "再起動した,\n完了", "kind", "action", NULL));
  text = matoi_export_csv (world->incident, tokyo);
  rows = read_table (text);
  g_assert_cmpuint (rows->len, >=, 4);
  g_assert_cmpstr (((char **) g_ptr_array_index (rows, 0))[0], ==, "time_utc");
  assert_member (rows, "'=HYPERLINK(\"http://x\")", "author", "Aiko, \"A\"");
  assert_member (rows, "再起動した,\n完了", "kind", "action");
  assert_member (rows, "再起動した,\n完了", "told", "yes");
  utc = dup_member (rows, "再起動した,\n完了", "time_utc");
  local = dup_member (rows, "再起動した,\n完了", "time_local");
  g_assert_cmpuint (strlen (utc), ==, strlen ("2026-01-01 00:00:00"));
  g_assert_cmpstr (utc, !=, local);
  world_free (world);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/export/csv/cells", test_cells);
  g_test_add_func ("/export/csv/timeline", test_timeline);
  return g_test_run ();
}
