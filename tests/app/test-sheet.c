/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Sheets of incidents that were kept elsewhere, and what is counted over all incidents. */

#include "config.h"

#include <string.h>

#include "matoi-context-insights.h"
#include "sheet-rig.h"

static const char japanese[] =
  "管理番号,件名,重大度,サービス,発生日時,検知日時,復旧日時,影響範囲,概要,原因,コマンダー,URL\n"
  "A-1,決済APIの５ｘｘが急増,SEV-1,payments、api,2025年11月20日 14時05分,"
  "2025年11月20日 14時08分,2025/11/20 15:00,全利用者,接続プールが枯渇,デプロイ,田中 愛子,"
  "https://example.com/pm/1\n"
  "A-2,検索の遅延,重度,search,2025-11-21 09:00,,2025-11-21 10:30,一部,\"二行の\n概要\",,,\n";

static void
test_encodings (SheetRig *rig, gconstpointer data)
{
  static const char *const encodings[][2] = {
    { "UTF-8", "UTF-8" },     { "UTF-16", "UTF-16" },   { "UTF-16LE", "UTF-16" },
    { "UTF-16BE", "UTF-16" }, { "CP932", "Shift_JIS" }, { "EUC-JP", "EUC-JP" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++)
    {
      g_autoptr (MatoiSheet) sheet = sheet_rig_read_as (rig, japanese, encodings[i][0]);
      g_autoptr (MatoiSheetReport) report = NULL;

      g_assert_cmpstr (matoi_sheet_get_encoding (sheet), ==, encodings[i][1]);
      g_assert_cmpstr (matoi_sheet_get_column (sheet, 1), ==, "件名");
      for (guint column = 0; column < matoi_sheet_get_n_columns (sheet); column++)
        g_assert_cmpint (matoi_sheet_get_field (sheet, column), !=, MATOI_SHEET_NOTHING);
      g_assert_cmpuint (matoi_sheet_get_line (sheet, 1), ==, 3);
      report = sheet_rig_import (rig, sheet, TRUE);
      g_assert_cmpuint (report->created->len, ==, i == 0 ? 2 : 0);
      g_assert_cmpuint (report->unchanged->len, ==, i == 0 ? 0 : 2);
      g_assert_cmpuint (report->n_known, ==, i == 0 ? 0 : 2);
    }
  g_assert_cmpuint (sheet_rig_count (rig), ==, 2);
}

static void
test_facts (SheetRig *rig, gconstpointer data)
{
  g_autoptr (MatoiSheet) sheet = sheet_rig_read_as (rig, japanese, "UTF-8");
  g_autoptr (MatoiSheetReport) report = sheet_rig_import (rig, sheet, TRUE);
  g_autoptr (MatoiIncident) incident = NULL;
  g_autofree char *started = NULL;
  MatoiId id;

  g_assert_true (
    matoi_context_resolve (rig->context, g_ptr_array_index (report->created, 0), &id, NULL));
  incident = matoi_context_load (rig->context, &id, NULL);
  started = matoi_time_to_rfc3339 (incident->started_at);
  g_assert_cmpstr (started, ==, "2025-11-20T05:05:00.000Z");
  g_assert_cmpint (incident->declared_at - incident->started_at, ==, 3 * MATOI_MINUTE);
  g_assert_cmpint (incident->ended_at - incident->declared_at, ==, 52 * MATOI_MINUTE);
  g_assert_cmpstr (incident->final_severity, ==, "1");
  g_assert_cmpuint (incident->services->len, ==, 2);
  g_assert_cmpuint (incident->links->len, ==, 1);
  g_assert_cmpstr (((MatoiAssignment *) g_ptr_array_index (incident->assignments, 0))->person, ==,
                   "田中 愛子");
  g_assert_null (incident->postmortem);
  g_assert_cmpuint (incident->not_applied->len, ==, 0);
}

static void
test_dates (SheetRig *rig, gconstpointer data)
{
  static const struct
  {
    const char *text, *utc;
    gboolean day_first, ambiguous;
  } dates[] = {
    { "20/11/2026 14:05", "2026-11-20T05:05:00.000Z", TRUE, FALSE },
    { "11/20/2026 2:05 PM", "2026-11-20T05:05:00.000Z", FALSE, FALSE },
    { "03/04/2026 00:00", "2026-04-02T15:00:00.000Z", TRUE, TRUE },
    { "2026-11-20T14:05:30+02:00", "2026-11-20T12:05:30.000Z", TRUE, FALSE },
    { "２０２６年１１月２０日（金）午後２時５分", "2026-11-20T05:05:00.000Z", TRUE, FALSE },
    { "2026.11.20", "2026-11-19T15:00:00.000Z", TRUE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      g_autofree char *text =
        g_strdup_printf ("title\tstart\tduration\nX\t%s\t0:58\n", dates[i].text);
      g_autoptr (MatoiSheet) sheet = sheet_rig_read_as (rig, text, "UTF-8");
      g_autoptr (MatoiSheetReport) report = NULL;
      g_autofree char *first = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (matoi_sheet_is_ambiguous (sheet), ==, dates[i].ambiguous);
      g_assert_cmpint (matoi_sheet_get_day_first (sheet), ==, dates[i].day_first);
      report = matoi_sheet_check (sheet, rig->context, NULL, &error);
      g_assert_no_error (error);
      first = matoi_time_to_rfc3339 (report->first);
      g_assert_cmpstr (first, ==, dates[i].utc);
    }
}

static void
test_refused (SheetRig *rig, gconstpointer data)
{
  static const char text[] = "Title,Severity,Started,Resolved\n"
                             "Good,1,2025-11-20 14:05,2025-11-20 15:00\n"
                             ",1,2025-11-20 14:05,2025-11-20 15:00\n"
                             "No end,1,2025-11-20 14:05,\n"
                             "Backwards,1,2025-11-20 14:05,2025-11-20 13:00\n"
                             "Level,terrible,2025-11-20 14:05,2025-11-20 15:00\n"
                             "When,1,yesterday,2025-11-20 15:00\n"
                             "No such day,1,2025-02-30 10:00,2025-11-20 15:00\n"
                             "Good,1,2025-11-20 14:05,2025-11-20 15:00\n";
  g_autoptr (MatoiSheet) sheet = sheet_rig_read_as (rig, text, "UTF-8");
  g_autoptr (MatoiSheetReport) report = NULL, done = NULL;
  g_autoptr (GError) error = NULL;

  report = matoi_sheet_check (sheet, rig->context, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (report->n_rows, ==, 1);
  g_assert_cmpuint (report->n_refused, ==, 7);
  for (guint i = 0; i < report->refusals->len; i++)
    g_assert_cmpuint (((MatoiSheetRefusal *) g_ptr_array_index (report->refusals, i))->line, ==,
                      i + 3);
  g_assert_null (matoi_sheet_import (sheet, rig->context, TRUE, NULL, NULL, NULL, &error));
  g_assert_error (error, MATOI_ERROR, MATOI_ERROR_INPUT);
  g_assert_cmpuint (sheet_rig_count (rig), ==, 0);
  done = sheet_rig_import (rig, sheet, FALSE);
  g_assert_cmpuint (done->created->len, ==, 1);
}

static void
test_map (SheetRig *rig, gconstpointer data)
{
  g_autoptr (MatoiSheet) sheet =
    sheet_rig_read_as (rig, "what;when;over\nX;2025-11-20 14:05;2025-11-20 15:00\n", "UTF-8");
  g_autoptr (GError) error = NULL;
  g_autoptr (MatoiSheetReport) report = NULL;

  g_assert_null (matoi_sheet_check (sheet, rig->context, NULL, &error));
  g_assert_error (error, MATOI_ERROR, MATOI_ERROR_INPUT);
  g_clear_error (&error);
  g_assert_false (matoi_sheet_map (sheet, "nothing like it=title", &error));
  g_clear_error (&error);
  g_assert_false (matoi_sheet_map (sheet, "what=headline", &error));
  g_clear_error (&error);
  g_assert_true (matoi_sheet_map (sheet, "what=title", &error));
  g_assert_true (matoi_sheet_map (sheet, "2=started", &error));
  g_assert_true (matoi_sheet_map (sheet, "over=ended", &error));
  report = sheet_rig_import (rig, sheet, TRUE);
  g_assert_cmpuint (report->created->len, ==, 1);
}

/* --- cancelled half-way */

/* --- the window's way */

static void
test_async (SheetRig *rig, gconstpointer data)
{
  g_autofree char *text = sheet_rig_make_rows (30);
  g_autoptr (MatoiSheet) sheet = sheet_rig_read_as (rig, text, "UTF-8");
  MatoiInsightQuery query = { .from = MATOI_TIME_NONE, .to = MATOI_TIME_NONE };
  MatoiReportQuery month = { .year = 2024, .month = 3, .format = "csv", .service = "service-1" };
  g_autoptr (MatoiSheetReport) checked = NULL, imported = NULL;
  g_autoptr (MatoiInsights) insights = NULL;
  g_autoptr (GBytes) report = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) one = NULL, two = NULL, three = NULL, four = NULL;
  GAsyncResult *result = NULL;

  matoi_context_start (rig->context);
  matoi_sheet_check_async (sheet, rig->context, NULL, sheet_rig_take, &result);
  one = sheet_rig_wait (&result);
  checked = matoi_sheet_finish (rig->context, one, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (checked->n_rows, ==, 30);
  matoi_sheet_import_async (sheet, rig->context, TRUE, NULL, sheet_rig_take, &result);
  two = sheet_rig_wait (&result);
  imported = matoi_sheet_finish (rig->context, two, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (imported->created->len, ==, 30);
  matoi_context_insights_async (rig->context, &query, NULL, sheet_rig_take, &result);
  three = sheet_rig_wait (&result);
  insights = matoi_context_insights_finish (rig->context, three, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (matoi_insights_get_count (insights, -1, -1)->n, ==, 30);
  matoi_context_report_async (rig->context, &month, NULL, sheet_rig_take, &result);
  four = sheet_rig_wait (&result);
  report = matoi_context_report_finish (rig->context, four, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (report), >, 100);
}

/* --- who may know (HIS-07), and that rows are what the log says */

static void
declare (SheetRig *rig, const char *title, gboolean security, gboolean drill)
{
  g_autoptr (MatoiCommand) command = matoi_command_new ("declare", "Bob");
  g_autoptr (MatoiCommand) lead = matoi_command_new ("role-assign", "Bob");
  g_autoptr (GError) error = NULL;
  MatoiReceipt *receipt;

  matoi_command_set (command, "title", title);
  matoi_command_set (command, "severity", "1");
  matoi_command_set_flag (command, "security", security);
  matoi_command_set_flag (command, "drill", drill);
  g_assert_true (matoi_context_prepare_declare (rig->context, command, "pagerduty", &error));
  receipt = matoi_context_submit (rig->context, NULL, command, &error);
  g_assert_no_error (error);
  matoi_command_set (lead, "role", "ic");
  matoi_command_set (lead, "person", "Bob");
  matoi_context_free_receipt (
    matoi_context_submit (rig->context, &receipt->incident, lead, &error));
  g_assert_no_error (error);
  matoi_context_free_receipt (receipt);
}

static guint
count_as (SheetRig *rig, const char *person, char **report)
{
  MatoiInsightQuery query = { .from = MATOI_TIME_NONE, .to = MATOI_TIME_NONE };
  g_autoptr (GDateTime) now =
    g_date_time_new_from_unix_utc (matoi_context_get_now (rig->context) / 1000);
  g_autoptr (GDateTime) there = g_date_time_to_timezone (now, rig->zone);
  MatoiReportQuery month = { .year = g_date_time_get_year (there),
                             .month = g_date_time_get_month (there),
                             .format = "markdown",
                             .both = TRUE };
  g_autoptr (MatoiInsights) insights = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  matoi_context_set_identity (rig->context, person);
  insights = matoi_context_insights (rig->context, &query, &error);
  g_assert_no_error (error);
  bytes = matoi_context_report (rig->context, &month, &error);
  g_assert_no_error (error);
  *report = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  return matoi_insights_get_count (insights, -1, -1)->n;
}

static void
test_privacy (SheetRig *rig, gconstpointer data)
{
  g_autofree char *of_bob = NULL, *of_carol = NULL;

  declare (rig, "Everybody may know", FALSE, FALSE);
  declare (rig, "An intruder", TRUE, FALSE);
  declare (rig, "An exercise", FALSE, TRUE);
  g_assert_cmpuint (count_as (rig, "Bob", &of_bob), ==, 2);
  g_assert_cmpuint (count_as (rig, "Carol", &of_carol), ==, 1);
  /* A report is passed on: it tells of no confidential one, whoever writes it. */
  g_assert_nonnull (strstr (of_bob, "Everybody may know"));
  g_assert_null (strstr (of_bob, "intruder"));
  g_assert_nonnull (strstr (of_bob, "| Incidents / インシデント | 1 |"));
  g_assert_null (strstr (of_bob, "exercise"));
  sheet_rig_check (rig);
}

static void
test_formats (SheetRig *rig, gconstpointer data)
{
  static const char *const formats[] = { "markdown", "html", "pdf", "csv" };
  g_autofree char *text = sheet_rig_make_rows (60);
  g_autoptr (MatoiSheet) sheet = sheet_rig_read_as (rig, text, "UTF-8");
  g_autoptr (MatoiSheetReport) imported = sheet_rig_import (rig, sheet, TRUE);
  MatoiReportQuery query = { .both = TRUE };
  g_autoptr (GError) error = NULL;

  g_assert_true (matoi_report_query_set_month (&query, "2024-03", &error));
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr (GBytes) bytes = NULL;

      query.format = formats[i];
      bytes = matoi_context_report (rig->context, &query, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (g_bytes_get_size (bytes), >, 500);
    }
  query.format = "docx";
  g_assert_null (matoi_context_report (rig->context, &query, &error));
  g_assert_error (error, MATOI_ERROR, MATOI_ERROR_INPUT);
  g_clear_error (&error);
  g_assert_false (matoi_report_query_set_month (&query, "2024-13", &error));
}

/* Numbers of a chart are those of its table. */
static void
test_tables (SheetRig *rig, gconstpointer data)
{
  g_autofree char *text = sheet_rig_make_rows (200);
  g_autoptr (MatoiSheet) sheet = sheet_rig_read_as (rig, text, "UTF-8");
  g_autoptr (MatoiSheetReport) imported = sheet_rig_import (rig, sheet, TRUE);
  MatoiInsightQuery query = { .from = MATOI_TIME_NONE, .to = MATOI_TIME_NONE };
  g_autoptr (MatoiInsights) insights = matoi_context_insights (rig->context, &query, NULL);

  for (MatoiInsightTable which = MATOI_TABLE_INCIDENTS; which <= MATOI_TABLE_LOAD; which++)
    {
      g_autoptr (GPtrArray) table =
        matoi_insight_table_new (insights, which, MATOI_METRIC_RESOLVE, TRUE);
      g_autofree char *csv = matoi_insight_table_to_csv (table);
      g_autofree char *summary =
        matoi_insight_table_dup_summary (insights, which, MATOI_METRIC_RESOLVE);
      guint n = ((GPtrArray *) g_ptr_array_index (table, 0))->len, sum = 0;

      g_assert_cmpuint (strlen (summary), >, 0);
      g_assert_cmpuint (strlen (csv), >, n);
      for (guint i = 0; i < table->len; i++)
        g_assert_cmpuint (((GPtrArray *) g_ptr_array_index (table, i))->len, ==, n);
      if (which != MATOI_TABLE_INCIDENTS)
        continue;
      for (guint i = 1; i < table->len; i++)
        sum += (guint) g_ascii_strtoull (
          g_ptr_array_index ((GPtrArray *) g_ptr_array_index (table, i), n - 1), NULL, 10);
      g_assert_cmpuint (sum, ==, 200);
    }
}

#define ADD(PATH, FUNC) \
  g_test_add (PATH, SheetRig, NULL, sheet_rig_set_up, FUNC, sheet_rig_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/sheet/encodings", test_encodings);
  ADD ("/sheet/facts", test_facts);
  ADD ("/sheet/dates", test_dates);
  ADD ("/sheet/refused", test_refused);
  ADD ("/sheet/map", test_map);
  ADD ("/sheet/async", test_async);
  ADD ("/insights/privacy", test_privacy);
  ADD ("/insights/formats", test_formats);
  ADD ("/insights/tables", test_tables);
  return g_test_run ();
}
