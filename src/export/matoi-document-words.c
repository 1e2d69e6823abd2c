/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-export"

#include "config.h"

#include "matoi-document-private.h"

#include <string.h>

/* The fixed words of a document. They stand here in both languages, not in a catalogue, because
 * one document may carry both, whatever the locale, and whichever catalogues are installed. */
static const char *const words[][2] = {
  { "Postmortem", "ポストモーテム" },
  { "Incident", "インシデント" },
  { "Exported", "出力" },
  { "Confidential", "機密" },
  { "Confidential: a security incident. Do not pass this on.",
    "機密：セキュリティインシデントです。転送・共有しないでください。" },
  { "Contents", "目次" },
  { "Picture", "図" },
  { "Value", "内容" },
  { "Reference", "参照番号" },
  { "State", "状態" },
  { "Severity", "重大度" },
  { "Final severity", "最終重大度" },
  { "Worst severity", "最悪時の重大度" },
  { "Severity over time", "重大度の推移" },
  { "Services", "サービス" },
  { "Scope", "範囲" },
  { "Drill", "訓練" },
  { "yes", "はい" },
  { "Began", "発生" },
  { "Detected", "検知" },
  { "Declared", "宣言" },
  { "Mitigated", "緩和" },
  { "Ended", "終了" },
  { "Closed", "クローズ" },
  { "Owner of the postmortem", "ポストモーテムのオーナー" },
  { "Meeting", "ミーティング" },
  { "Deadline", "期限" },
  { "Why the deadline moved", "期限を変えた理由" },
  { "Document", "文書" },
  { "Waived because", "免除の理由" },
  { "Seen before", "過去にも発生" },
  { "The incident is over", "終了" },
  { "The incident goes on", "対応中" },
  { "Nothing is written here yet.", "まだ何も書かれていません。" },
  { "Two people changed the same sentence: both are kept here until somebody settles it.",
    "同じ文が二人によって変更されました。解決されるまで両方を残しています。" },
  { "Time (UTC)", "時刻（UTC）" },
  { "What happened", "出来事" },
  { "Evidence", "エビデンス" },
  { "No evidence", "エビデンスなし" },
  { "learned later", "後日判明" },
  { "Number", "指標" },
  { "not stated", "未記入" },
  { "Why", "理由" },
  { "What went well", "うまくいったこと" },
  { "What did not go well", "うまくいかなかったこと" },
  { "Where we were lucky", "運が良かったこと" },
  { "Action item", "アクションアイテム" },
  { "No action because", "アクションアイテムを作らない理由" },
  { "Role", "役割" },
  { "Person", "担当" },
  { "From – to (UTC)", "期間（UTC）" },
  { "Nobody", "なし" },
  { "Recording", "録音・録画" },
  { "No recording", "録音・録画なし" },
  { "Priority", "優先度" },
  { "Kind", "種類" },
  { "Team", "チーム" },
  { "Due", "期限" },
  { "Ticket", "チケット" },
  { "There are no action items.", "アクションアイテムはありません。" },
  { "There is no external message.", "対外メッセージはありません。" },
  { "Draft, not approved yet", "下書き（未承認）" },
  { "Approved by", "承認者" },
  { "Posted", "公開" },
  { "Published at", "掲載先" },
  { "Summary", "要約" },
  { "What we do", "今後の対応" },
  { "Invited", "招集" },
  { "required", "必須" },
  { "Held", "開催" },
  { "minutes", "分" },
  { "Attended", "出席者" },
  { "Agreed by", "合意した人" },
  { "Parking lot", "保留リスト" },
  { "No meeting is set.", "ミーティングはまだ設定されていません。" },
  { "Mail that the postmortem is done", "ポストモーテム完了のメール" },
  { "Mail to the company", "社内メール" },
  { "not sent", "未送信" },
  { "Roles", "役割一覧" },
  { "Timeline", "タイムライン" },
  { "Work", "作業" },
  { "Work after the incident", "インシデント後の作業" },
  { "done", "完了" },
};

/* The document says it in the language of its reader, or in both. */
const char *
matoi_document_pair (const MatoiDocument *self, const char *en, const char *ja)
{
  g_autofree char *both = NULL;

  if (!self->both || strcmp (en, ja) == 0)
    return g_string_chunk_insert_const (self->pool, strcmp (self->lang, "ja") == 0 ? ja : en);
  both = g_strdup_printf ("%s / %s", en, ja);
  return g_string_chunk_insert_const (self->pool, both);
}

/* ": ", ", ", " (" or ")": Japanese has signs of its own, and no spaces beside them. */
const char *
matoi_document_mark (const MatoiDocument *self, const char *english)
{
  static const char *const marks[][2] = {
    { ": ", "：" },
    { ", ", "、" },
    { " (", "（" },
    { ")", "）" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (!self->both && strcmp (self->lang, "ja") == 0 && strcmp (marks[i][0], english) == 0)
      return marks[i][1];
  return english;
}

const char *
matoi_document_word (const MatoiDocument *self, const char *english)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (words[i][0], english) == 0)
      return matoi_document_pair (self, english, words[i][1]);
  g_warn_if_reached ();
  return english;
}
