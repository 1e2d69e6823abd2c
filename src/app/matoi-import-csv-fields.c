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
#include "matoi-tokens.h"

/* Which column is what, and what a line of them comes to. */

#define MAX_TITLE_CHARS 200
#define MAX_KEY_BYTES   200

static const struct
{
  const char *id, *name;
  const char *titles[12]; /* as sheets call it, folded by matoi_tokens_fold () when compared */
} fields[MATOI_SHEET_N_FIELDS] = {
  [MATOI_SHEET_KEY] = { "key",
                        N_ ("Number of the incident"),
                        { "key", "id", "number", "no", "no.", "incident id", "ticket", "番号",
                          "管理番号", "インシデント番号", "チケット" } },
  [MATOI_SHEET_TITLE] = { "title",
                          N_ ("Title"),
                          { "title", "incident", "name", "subject", "headline", "タイトル", "件名",
                            "インシデント", "障害名", "事象", "名称" } },
  [MATOI_SHEET_SEVERITY] = { "severity",
                             N_ ("Severity"),
                             { "severity", "sev", "level", "priority", "impact level", "重大度",
                               "深刻度", "レベル", "影響度", "優先度" } },
  [MATOI_SHEET_SERVICES] = { "services",
                             N_ ("Services"),
                             { "services", "service", "component", "components", "system",
                               "サービス", "サービス名", "システム", "対象サービス",
                               "コンポーネント" } },
  [MATOI_SHEET_STARTED] = { "started",
                            N_ ("Start of the effect"),
                            { "started", "start", "started at", "start time", "began",
                              "impact start", "発生", "発生日時", "発生時刻", "開始",
                              "開始日時" } },
  [MATOI_SHEET_DETECTED] = { "detected",
                             N_ ("Detection"),
                             { "detected", "detected at", "detection", "detection time", "alerted",
                               "検知", "検知日時", "検知時刻", "認知日時", "発覚日時" } },
  [MATOI_SHEET_DECLARED] = { "declared",
                             N_ ("Declaration"),
                             { "declared", "declared at", "opened", "created", "created at",
                               "reported", "宣言", "宣言日時", "発報日時", "起票日時",
                               "報告日時" } },
  [MATOI_SHEET_MITIGATED] = { "mitigated",
                              N_ ("Mitigation"),
                              { "mitigated", "mitigated at", "mitigation", "緩和", "緩和日時",
                                "暫定対応", "暫定対応日時", "暫定復旧日時" } },
  [MATOI_SHEET_ENDED] = { "ended",
                          N_ ("End"),
                          { "ended", "end", "resolved", "resolved at", "end time", "closed", "復旧",
                            "復旧日時", "終了", "終了日時", "解決日時" } },
  [MATOI_SHEET_MINUTES] = { "minutes",
                            N_ ("Duration"),
                            { "minutes", "duration", "duration (min)", "ttr", "downtime",
                              "対応時間", "所要時間", "継続時間", "停止時間", "対応時間(分)" } },
  [MATOI_SHEET_SCOPE] = { "scope",
                          N_ ("Impact"),
                          { "scope", "impact", "customer impact", "affected", "影響", "影響範囲",
                            "顧客影響", "顧客への影響" } },
  [MATOI_SHEET_SUMMARY] = { "summary",
                            N_ ("Summary"),
                            { "summary", "description", "details", "what happened", "notes", "概要",
                              "内容", "説明", "詳細", "経緯", "備考" } },
  [MATOI_SHEET_CAUSE] = { "cause",
                          N_ ("Cause"),
                          { "cause", "root cause", "causes", "contributing factors", "原因",
                            "根本原因", "要因", "直接原因" } },
  [MATOI_SHEET_COMMANDER] = { "commander",
                              N_ ("Incident Commander"),
                              { "commander", "incident commander", "ic", "lead", "指揮者",
                                "インシデントコマンダー", "コマンダー" } },
  [MATOI_SHEET_LINK] = { "link",
                         N_ ("Link"),
                         { "link", "url", "postmortem", "report", "リンク", "ポストモーテム",
                           "報告書", "報告書url" } },
};

/** matoi_sheet_field_get_id: the word for --map. */
const char *
matoi_sheet_field_get_id (MatoiSheetField field)
{
  return field >= 0 && field < MATOI_SHEET_N_FIELDS ? fields[field].id : "";
}

/** matoi_sheet_field_get_name: translated. */
const char *
matoi_sheet_field_get_name (MatoiSheetField field)
{
  return field >= 0 && field < MATOI_SHEET_N_FIELDS ? _ (fields[field].name) : _ ("Not used");
}

/** matoi_sheet_field_from_id: MATOI_SHEET_NOTHING: there is none. */
MatoiSheetField
matoi_sheet_field_from_id (const char *id)
{
  for (int i = 0; i < MATOI_SHEET_N_FIELDS; i++)
    if (g_ascii_strcasecmp (fields[i].id, id) == 0)
      return i;
  return MATOI_SHEET_NOTHING;
}

/** matoi_sheet_guess_field: by the title of a column. */
MatoiSheetField
matoi_sheet_guess_field (const char *title)
{
  g_autofree char *spaced = g_strdelimit (g_strdup (title), "_-", ' ');
  g_autofree char *wanted = matoi_tokens_fold (g_strstrip (spaced));

  for (int i = 0; i < MATOI_SHEET_N_FIELDS && *wanted != '\0'; i++)
    for (guint k = 0; k < G_N_ELEMENTS (fields[i].titles) && fields[i].titles[k] != NULL; k++)
      {
        g_autofree char *known = matoi_tokens_fold (fields[i].titles[k]);

        if (strcmp (known, wanted) == 0)
          return i;
      }
  return MATOI_SHEET_NOTHING;
}

/* --- one line */

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

static gboolean
read_severity (const MatoiSheet *self,
               guint row,
               MatoiPolicy *policy,
               MatoiSheetRecord *record,
               char **reason)
{
  const char *cell = get_cell (self, row, MATOI_SHEET_SEVERITY);
  const MatoiSeverity *severity;
  g_autofree char *digits = NULL;

  /* The level the process takes where nobody has decided. */
  if (*cell == '\0')
    cell = matoi_json_get_string (matoi_policy_get_json (policy), "undecided_severity");
  if (cell == NULL)
    cell = "";
  severity = matoi_policy_match_severity (policy, cell);
  /* “P2”, “S2”, “Sev 2 (major)”: the only number in it. */
  if (severity == NULL)
    {
      digits = g_utf8_normalize (cell, -1, G_NORMALIZE_NFKC);
      g_strcanon (digits, "0123456789", ' ');
      g_strstrip (digits);
      severity = *digits != '\0' ? matoi_policy_match_severity (policy, digits) : NULL;
    }
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

/** matoi_sheet_read_record: see the header. */
gboolean
matoi_sheet_read_record (const MatoiSheet *self,
                         guint row,
                         MatoiPolicy *policy,
                         gint64 now,
                         MatoiSheetRecord *record,
                         char **reason)
{
  memset (record, 0, sizeof *record);
  *reason = NULL;
  record->line = matoi_sheet_get_line (self, row);
  record->title = matoi_text_dup_line (get_cell (self, row, MATOI_SHEET_TITLE));
  if (*record->title == '\0')
    *reason = g_strdup (_ ("It has no title."));
  else if (g_utf8_strlen (record->title, -1) > MAX_TITLE_CHARS)
    *reason = g_strdup (_ ("Its title is longer than 200 characters."));
  if (*reason != NULL || !read_times (self, row, now, record, reason) ||
      !read_severity (self, row, policy, record, reason))
    return FALSE;
  record->services = read_services (get_cell (self, row, MATOI_SHEET_SERVICES));
  record->scope = matoi_text_dup_plain (get_cell (self, row, MATOI_SHEET_SCOPE));
  record->summary = matoi_text_dup_plain (get_cell (self, row, MATOI_SHEET_SUMMARY));
  record->cause = matoi_text_dup_plain (get_cell (self, row, MATOI_SHEET_CAUSE));
  record->commander = matoi_text_dup_line (get_cell (self, row, MATOI_SHEET_COMMANDER));
  record->link = matoi_text_dup_line (get_cell (self, row, MATOI_SHEET_LINK));
  record->key = make_key (self, row, record);
  return TRUE;
}
