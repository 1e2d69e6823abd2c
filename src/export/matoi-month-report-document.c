/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-export"

#include "config.h"

#include <string.h>

#include "matoi-document-private.h"
#include "matoi-month-report-private.h"
#include "matoi-postmortem.h"

/* The report as a document. Its words stand here in both languages, as those of the other
 * documents: see matoi-document-words.c. */

/* A pair of words, English and Japanese. */
#define BOTH(en, ja) matoi_document_pair (document, en, ja)

typedef struct
{
  MatoiDocument *document;
  MatoiBlock *block;
} Table;

static Table
add_table (MatoiDocument *document, ...)
{
  Table table = { document, matoi_document_add (document, MATOI_BLOCK_TABLE) };
  GPtrArray *head = matoi_block_add_row (table.block);
  va_list args;

  va_start (args, document);
  for (const char *word = va_arg (args, const char *); word != NULL;
       word = va_arg (args, const char *))
    matoi_row_add_cell (head, *word != '\0' ? word : NULL);
  va_end (args);
  return table;
}

static void
add_row (const Table *table, ...)
{
  GPtrArray *row = matoi_block_add_row (table->block);
  va_list args;

  va_start (args, table);
  for (const char *text = va_arg (args, const char *); text != NULL;
       text = va_arg (args, const char *))
    matoi_row_add_cell (row, *text != '\0' ? text : NULL);
  va_end (args);
}

static char *
dup_number (guint number)
{
  return g_strdup_printf ("%u", number);
}

/* "0:41 (median), 0:55 (mean), 3 incidents": skewed data needs all three (HIS-04). */
static char *
dup_spread (MatoiDocument *document, const MatoiSpread *time)
{
  g_autofree char *median = matoi_month_dup_duration (time->median);
  g_autofree char *mean = matoi_month_dup_duration (time->mean);

  if (time->n == 0)
    return g_strdup ("–");
  return g_strdup_printf ("%s %s, %s %s, n = %u", BOTH ("median", "中央値"), median,
                          BOTH ("mean", "平均"), mean, time->n);
}

static const MatoiSpread *
get_time (const MatoiInsights *insights, MatoiMetric metric, int level)
{
  return matoi_insights_get_time (insights, metric, MATOI_INSIGHTS_ALL, level);
}

static char *
dup_quiet (gint64 ms, gint64 whole)
{
  return matoi_month_dup_duration (ms != MATOI_TIME_NONE ? ms : whole);
}

static void
add_overview (const MatoiMonthReport *self, MatoiDocument *document)
{
  const MatoiInsights *insights = self->insights;
  const MatoiRate *open = matoi_insights_get_open_actions (insights);
  gint64 end = MIN (self->options.query.to, self->options.query.now);
  gint64 whole = MAX (end - self->options.query.from, 0);
  g_autofree char *all = dup_number (matoi_insights_get_count (insights, -1, -1)->n);
  g_autofree char *majors = dup_number (self->majors_rows->len);
  g_autofree char *alarms = dup_number (matoi_insights_get_false_alarms (insights, -1)->n);
  g_autofree char *in_major = matoi_month_dup_duration (matoi_month_sum_majors (self));
  g_autofree char *quiet = dup_quiet (matoi_insights_get_longest_quiet (insights), whole);
  g_autofree char *since = dup_quiet (matoi_insights_get_last_quiet (insights), whole);
  g_autofree char *mtta = dup_spread (document, get_time (insights, MATOI_METRIC_DECLARE, -1));
  g_autofree char *mttr = dup_spread (document, get_time (insights, MATOI_METRIC_RESOLVE, -1));
  g_autofree char *actions =
    g_strdup_printf ("%u (%s %u)", open->open + open->missed,
                     BOTH ("of them overdue", "うち期限切れ"), open->missed);
  Table table = add_table (document, "", "", NULL);

  add_row (&table, BOTH ("Incidents", "インシデント"), all, NULL);
  add_row (&table, BOTH ("Major incidents", "重大インシデント"), majors, NULL);
  add_row (&table, BOTH ("False alarms", "誤報"), alarms, NULL);
  add_row (&table, BOTH ("Time in major incidents (h:mm)", "重大インシデント対応の時間（時:分）"),
           in_major, NULL);
  add_row (&table,
           BOTH ("Longest time without a major incident (h:mm)",
                 "重大インシデントのない最長の時間（時:分）"),
           quiet, NULL);
  add_row (&table,
           BOTH ("Since the last major incident (h:mm)",
                 "最後の重大インシデントからの時間（時:分）"),
           since, NULL);
  add_row (&table, BOTH ("Time to declare, MTTA (h:mm)", "宣言までの時間 MTTA（時:分）"), mtta,
           NULL);
  add_row (&table, BOTH ("Time to resolve, MTTR (h:mm)", "解決までの時間 MTTR（時:分）"), mttr,
           NULL);
  add_row (&table, BOTH ("Open action items with a deadline", "期限付きの未完了アクションアイテム"),
           actions, NULL);
}

static void
add_severities (const MatoiMonthReport *self, MatoiDocument *document)
{
  GPtrArray *levels = matoi_insights_get_levels (self->insights);
  Table table;

  if (levels->len == 0)
    return;
  matoi_document_add_heading (document, 2, BOTH ("By severity", "重大度別"));
  table = add_table (document, BOTH ("Severity", "重大度"), BOTH ("Incidents", "インシデント"),
                     BOTH ("Time there (h:mm)", "滞在時間（時:分）"), "MTTA", "MTTR", NULL);
  for (guint i = 0; i < levels->len; i++)
    {
      const MatoiInsightLevel *level = g_ptr_array_index (levels, i);
      g_autofree char *n = dup_number (matoi_insights_get_count (self->insights, -1, (int) i)->n);
      g_autofree char *there =
        matoi_month_dup_duration (matoi_insights_get_time_in (self->insights, -1, (int) i));
      g_autofree char *mtta =
        dup_spread (document, get_time (self->insights, MATOI_METRIC_DECLARE, (int) i));
      g_autofree char *mttr =
        dup_spread (document, get_time (self->insights, MATOI_METRIC_RESOLVE, (int) i));

      add_row (&table, level->label, n, there, mtta, mttr, NULL);
    }
}

static const char *
get_rate_name (MatoiDocument *document, MatoiMetric metric)
{
  switch (metric)
    {
    case MATOI_METRIC_EXECUTIVES:
      return BOTH ("Executive updates", "経営陣への連絡");
    case MATOI_METRIC_PUBLIC:
      return BOTH ("Public updates", "対外告知");
    case MATOI_METRIC_MEETINGS:
      return BOTH ("Postmortem meetings", "ポストモーテムのミーティング");
    case MATOI_METRIC_POSTMORTEMS:
      return BOTH ("Postmortems", "ポストモーテム");
    default:
      return BOTH ("Action items", "アクションアイテム");
    }
}

static void
add_rates (const MatoiMonthReport *self, MatoiDocument *document)
{
  Table table;

  matoi_document_add_heading (document, 2, BOTH ("On time", "期限の遵守"));
  table = add_table (document, BOTH ("What", "項目"), BOTH ("On time", "期限内"),
                     BOTH ("Late", "遅れ"), BOTH ("Not due yet", "期限前"), NULL);
  for (guint metric = MATOI_METRIC_EXECUTIVES; metric <= MATOI_METRIC_ACTIONS; metric++)
    {
      const MatoiRate *rate = matoi_insights_get_rate (self->insights, metric, -1, -1);
      g_autofree char *met = dup_number (rate->met);
      g_autofree char *missed = dup_number (rate->missed);
      g_autofree char *open = dup_number (rate->open);

      add_row (&table, get_rate_name (document, metric), met, missed, open, NULL);
    }
}

static const char *
get_state_name (MatoiDocument *document, const char *state)
{
  static const char *const names[][3] = {
    { "draft", "draft", "下書き" },           { "in-review", "in review", "レビュー中" },
    { "reviewed", "reviewed", "レビュー済" }, { "closed", "closed", "クローズ" },
    { "waived", "waived", "免除" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (state, names[i][0]) == 0)
      return BOTH (names[i][1], names[i][2]);
  return "–";
}

static void
add_majors (const MatoiMonthReport *self, MatoiDocument *document)
{
  Table table;

  matoi_document_add_heading (document, 2, BOTH ("Major incidents", "重大インシデント"));
  if (self->majors->len == 0)
    {
      matoi_document_add_text (
        document, BOTH ("There was no major incident.", "重大インシデントはありませんでした。"), 0);
      return;
    }
  table =
    add_table (document, BOTH ("Incident", "インシデント"), BOTH ("Declared", "宣言"),
               BOTH ("Duration (h:mm)", "期間（時:分）"), BOTH ("Services", "サービス"),
               BOTH ("Customer impact", "顧客への影響"), BOTH ("Postmortem", "ポストモーテム"),
               BOTH ("Follow-ups done", "フォローアップ完了"), NULL);
  for (guint i = 0; i < self->majors->len; i++)
    {
      const MatoiMonthMajor *major = g_ptr_array_index (self->majors, i);
      g_autofree char *name =
        g_strdup_printf ("%s %s\n%s", major->severity, major->ref, major->title);
      g_autofree char *hours = matoi_month_dup_duration (major->duration);
      g_autofree char *duration =
        major->live ? g_strdup_printf ("%s (%s)", hours, BOTH ("still running", "対応中"))
                    : g_strdup (hours);
      g_autofree char *done = g_strdup_printf ("%u / %u", major->n_done, major->actions->len);

      add_row (&table, name, major->declared, duration, major->services, major->impact,
               get_state_name (document, major->postmortem), done, NULL);
    }
}

static void
add_follow_ups (const MatoiMonthReport *self, MatoiDocument *document)
{
  Table table = { document, NULL };

  for (guint i = 0; i < self->majors->len; i++)
    {
      const MatoiMonthMajor *major = g_ptr_array_index (self->majors, i);

      for (guint k = 0; k < major->actions->len; k++)
        {
          const MatoiMonthAction *action = g_ptr_array_index (major->actions, k);

          if (table.block == NULL)
            {
              matoi_document_add_heading (
                document, 2, BOTH ("Follow-ups of the major incidents", "フォローアップの状況"));
              table = add_table (document, BOTH ("Incident", "インシデント"),
                                 BOTH ("Action item", "アクションアイテム"),
                                 BOTH ("Priority", "優先度"), BOTH ("Due", "期限"),
                                 BOTH ("Ticket", "チケット"), BOTH ("State", "状態"), NULL);
            }
          add_row (&table, major->ref, action->text, action->priority,
                   action->due != NULL ? action->due : "–",
                   action->ticket != NULL ? action->ticket : "–",
                   action->overdue ? BOTH ("overdue", "期限切れ")
                   : action->open  ? BOTH ("open", "未完了")
                                   : BOTH ("settled", "完了・対応済み"),
                   NULL);
        }
    }
}

static void
add_services (const MatoiMonthReport *self, MatoiDocument *document)
{
  GPtrArray *services = matoi_insights_get_services (self->insights);
  gint64 whole =
    MAX (MIN (self->options.query.to, self->options.query.now) - self->options.query.from, 0);
  Table table;

  if (services->len == 0)
    return;
  matoi_document_add_heading (document, 2, BOTH ("By service", "サービス別"));
  table = add_table (document, BOTH ("Service", "サービス"), BOTH ("Incidents", "インシデント"),
                     BOTH ("Major", "うち重大"),
                     BOTH ("Longest time without a major (h:mm)",
                           "重大インシデントのない最長の時間（時:分）"),
                     "MTTA", "MTTR", NULL);
  for (guint i = 0; i < services->len; i++)
    {
      const MatoiInsightGroup *group = g_ptr_array_index (services, i);
      g_autoptr (MatoiInsights) its = matoi_month_report_of_service (self, group->name);
      g_autofree char *n = dup_number (group->count.n);
      g_autofree char *majors = dup_number (matoi_month_count_majors (group->count.rows));
      g_autofree char *quiet = dup_quiet (matoi_insights_get_longest_quiet (its), whole);
      g_autofree char *mtta = dup_spread (document, get_time (its, MATOI_METRIC_DECLARE, -1));
      g_autofree char *mttr = dup_spread (document, get_time (its, MATOI_METRIC_RESOLVE, -1));

      add_row (&table, group->name, n, majors, quiet, mtta, mttr, NULL);
    }
}

/** matoi_month_report_to_document: see the header. */
MatoiDocument *
matoi_month_report_to_document (const MatoiMonthReport *self)
{
  const MatoiMonthReportOptions *options = &self->options;
  const MatoiDocumentOptions how = { options->lang, options->both, options->query.now,
                                     options->query.zone };
  MatoiDocument *document = matoi_document_new_empty (&how);
  g_autofree char *when = NULL;

  document->ref = g_strdup (self->key);
  document->title =
    g_strdup_printf ("%s %s", BOTH ("Incident report", "インシデント月次報告"), self->key);
  document->state =
    g_strdup (self->service != NULL ? self->service : BOTH ("All services", "すべてのサービス"));
  document->keywords = g_strdup (self->key);
  when = matoi_document_dup_moment (document, options->query.now);
  document->exported = g_strdup_printf ("%s %s", BOTH ("Exported", "出力"), when);
  add_overview (self, document);
  add_severities (self, document);
  add_majors (self, document);
  add_follow_ups (self, document);
  add_services (self, document);
  add_rates (self, document);
  return document;
}
