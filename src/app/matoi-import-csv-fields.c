/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-import-csv-private.h"
#include "matoi-tokens.h"

/* What a column may be, and which one it looks like. */

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
