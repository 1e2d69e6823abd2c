/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-intents-private.h"

#include <string.h>

#include "matoi-json.h"
#include "matoi-messages-private.h"

/*
 * What is said in a room. The words are in the language of the room, which need not be that of
 * anybody's screen: gettext is of no use here. A preset may have other ones: its "messages" are
 * asked for "roster", "end", "company" and "slack.KEY" first.
 */

#define TEXT_BEHIND ": {text}"

static const struct
{
  const char *key, *en, *ja;
} words[] = {
  { "declared", "{severity} declared: {what}", "{severity} を宣言しました: {what}" },
  { "impact", "Impact: {text}", "影響範囲: {text}" },
  { "services", "Services: {text}", "サービス: {text}" },
  { "evidence", "Evidence: {text}", "エビデンス: {text}" },
  { "commander", "Commander: {text}", "指揮: {text}" },
  { "call", "Call: {text}", "通話: {text}" },
  { "reference", "Reference: {text}", "参照番号: {text}" },
  { "roll-call", "Who can respond? Please react with :{reaction}: to this message.",
    "対応できる方は、このメッセージに :{reaction}: を付けてください。" },
  { "roster", "IC: {ic}, Deputy: {deputy}, Scribe: {scribe}",
    "IC: {ic}、補佐: {deputy}、記録係: {scribe}" },
  { "handover", "{person} takes over as Incident Commander from {from}.",
    "{from} さんに代わり、{person} さんがインシデントコマンダーを引き継ぎました。" },
  { "severity", "Severity: {from} → {to}", "重大度: {from} → {to}" },
  { "severity-final", "Final severity: {text}", "最終的な重大度: {text}" },
  { "reason", "Reason: {text}", "理由: {text}" },
  { "phase", "Phase: {text}", "フェーズ: {text}" },
  { "decision", "Decision: {text}", "決定: {text}" },
  { "todo", "TODO {text}", "TODO {text}" },
  { "public", "Announced to customers: {text}", "対外告知: {text}" },
  { "company",
    "{severity} has been declared: {what}. Impact: {scope}. Commander: {ic}. Updates in "
    "{channel}.",
    "{severity} を宣言しました: {what}。影響範囲: {scope}。指揮: {ic}。続報は {channel} へ。" },
  { "poll", "Any strong objection? {text}", "強い反対はありますか？ {text}" },
  { "poll-agreed", "No objection: {text}", "反対なし: {text}" },
  { "poll-objection", "Objection: {text}", "反対あり: {text}" },
  { "poll-withdrawn", "Withdrawn: {text}", "取り下げ: {text}" },
  { "note", "Note: {text}", "補足: {text}" },
  { "end", "The incident is over, thank you all. Follow-up goes on in {channel}.",
    "インシデントは収束しました。ご協力ありがとうございました。続きは {channel} で行います。" },
  { "reopened", "Reopened: {what}", "再開しました: {what}" },
  { "review", "The postmortem of {ref} is ready for review: {url}",
    "{ref} のポストモーテムをレビューしてください: {url}" },
  { "owner", "You own the postmortem of {ref}: {what}.",
    "{ref}（{what}）のポストモーテムのオーナーになりました。" },
  { "due", "Due: {text}", "期日: {text}" },
  { "closing", "This channel is being archived. The record of {ref} is kept.",
    "このチャンネルはアーカイブします。{ref} の記録は残っています。" },
  { "bookmark-call", "Call", "通話" },
  { "bookmark-record", "Record", "記録" },
  { "bookmark-link", "Link", "リンク" },
  { "answer-leads", "In command since: {text}", "指揮を執り始めた時刻: {text}" },
  { "answer-deputy", "Deputy: {text}", "補佐: {text}" },
  { "answer-phone", "Phone: {text}", "電話: {text}" },
  { "answer-no-ic", "There is no Incident Commander yet. “{prefix}ic page” tells how to call one.",
    "インシデントコマンダーがまだいません。呼び出し方は「{prefix}ic page」で確認できます。" },
  { "answer-page", "Matoi pages nobody from here. Please call right away with your usual tool.",
    "Matoi からは呼び出しません。いつもの手段で、すぐに呼び出してください。" },
  { "answer-paging",
    "PagerDuty is calling: {text}. What comes of it is in the record; if nobody answers, please call "
    "with your usual tool.",
    "PagerDuty から呼び出しています: {text}。結果は記録に残ります。応答がなければ、いつもの手段でも"
    "呼び出してください。" },
  { "answer-whom", "Whom: {text}", "呼び出す相手: {text}" },
  { "answer-nobody", "{text} has no role in this incident.",
    "{text} さんは、このインシデントで役割を担当していません。" },
  { "answer-no-responders", "Nobody has a role in this incident yet.",
    "このインシデントでは、まだ誰も役割を担当していません。" },
  { "answer-offered", "Can respond: {text}", "対応可能: {text}" },
  { "answer-declared", "Declared: {text}", "宣言時刻: {text}" },
  { "answer-over", "Over since: {text}", "収束時刻: {text}" },
  { "answer-update", "Last update: {text}", "直近の報告: {text}" },
  { "answer-next", "Next update: {text}", "次の報告: {text}" },
  { "answer-late", "Next update, overdue: {text}", "次の報告（期限超過）: {text}" },
  { "answer-asks", "Open tasks: {text}", "回答待ちの依頼: {text}" },
  { "answer-todos", "Open TODOs: {text}", "未完了の TODO: {text}" },
  { "answer-stalk",
    "From now on the status is posted here whenever it changes, until the incident is over. "
    "“{prefix}status unstalk” stops it.",
    "これから、状況が変わるたびにこのチャンネルへ投稿します。インシデントが収束すると止まります。"
    "途中で止めるには「{prefix}status unstalk」と書いてください。" },
  { "answer-stalk-always",
    "From now on the status is posted here regularly, until the incident is over. “{prefix}status "
    "unstalk” stops it.",
    "これから、状況を定期的にこのチャンネルへ投稿します。インシデントが収束すると止まります。"
    "途中で止めるには「{prefix}status unstalk」と書いてください。" },
  { "answer-stalk-over", "The incident is over: the status does not change any more.",
    "インシデントは収束しています。状況はもう変わりません。" },
  { "answer-unstalk", "The status is not posted by itself any more.",
    "状況の自動投稿を止めました。" },
  { "answer-no-stalk", "The status is not being posted by itself.",
    "状況の自動投稿は行われていません。" },
  { "answer-refused", "This is not in the record: {text}", "記録されませんでした: {text}" },
  { "answer-usage-who", "Add a name: “{prefix}ic who NAME”.",
    "名前を添えてください:「{prefix}ic who 名前」" },
  { "answer-usage-todo", "Add what is to be done: “{prefix}todo TEXT”.",
    "やることを添えてください:「{prefix}todo 内容」" },
  { "answer-usage-fact", "Add what is known: “{prefix}fact TEXT”.",
    "分かったことを添えてください:「{prefix}fact 内容」" },
  { "answer-usage-guess", "Add what you suspect: “{prefix}guess TEXT”.",
    "推測した内容を添えてください:「{prefix}guess 内容」" },
  { "answer-usage-sev", "Add the severity and why: “{prefix}sev 2 REASON”.",
    "重大度と理由を添えてください:「{prefix}sev 2 理由」" },
  { "answer-help",
    "{prefix}ic – who leads · {prefix}ic page – how to call · {prefix}ic who NAME – who that is\n"
    "{prefix}ic responders – who has which role\n"
    "{prefix}status – how it stands · {prefix}status stalk – tell it whenever it changes · "
    "{prefix}status unstalk – stop that\n"
    "{prefix}todo TEXT · {prefix}fact TEXT · {prefix}guess TEXT · {prefix}sev 2 REASON – into the "
    "record",
    "{prefix}ic – 指揮者 · {prefix}ic page – 呼び出し方 · {prefix}ic who 名前 – その人の役割\n"
    "{prefix}ic responders – 役割と担当者\n"
    "{prefix}status – 現在の状況 · {prefix}status stalk – 変わるたびに投稿 · "
    "{prefix}status unstalk – 投稿を停止\n"
    "{prefix}todo 内容 · {prefix}fact 内容 · {prefix}guess 内容 · {prefix}sev 2 理由 – "
    "記録に追加\n"
    "日本語でも: {prefix}指揮 · {prefix}呼び出し · {prefix}誰 名前 · {prefix}対応者 · {prefix}状況 · "
    "{prefix}やること 内容 · {prefix}事実 内容 · {prefix}推測 内容 · {prefix}重大度 2 理由" },
  { "drill", "[DRILL] ", "【訓練】" },
};

static const char *
find_preset (const MatoiMaker *self, const char *key, const char *lang)
{
  JsonObject *messages =
    matoi_json_get_object (matoi_policy_get_json (self->incident->policy), "messages");
  g_autofree char *own = g_strconcat ("slack.", key, NULL);
  const char *text = "";

  if (messages == NULL)
    return NULL;
  if (matoi_json_get_object (messages, own) != NULL)
    text = matoi_text_in (messages, own, lang);
  else if (strcmp (key, "roster") == 0 || strcmp (key, "end") == 0 || strcmp (key, "company") == 0)
    text = matoi_text_in (messages, key, lang);
  return *text != '\0' ? text : NULL;
}

static const char *
get_words (const MatoiMaker *self, const char *key, const char *lang)
{
  const char *preset = find_preset (self, key, lang);

  if (preset != NULL)
    return preset;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (words[i].key, key) == 0)
      return strcmp (lang, "ja") == 0 ? words[i].ja : words[i].en;
  g_return_val_if_reached ("");
}

typedef struct
{
  const MatoiMaker *maker;
  GHashTable *values;
  const char *lang;
} Source;

static char *
find_value (const char *name, gconstpointer data)
{
  const Source *source = data;
  const MatoiMaker *self = source->maker;
  const char *given = g_hash_table_lookup (source->values, name);

  if (given != NULL)
    return g_strdup (given);
  /* Said in the room itself, whatever people call it by now. */
  if (strcmp (name, "channel") == 0 && self->responders.own && self->event != NULL &&
      strcmp (self->event->type, "incident.ended") == 0)
    return g_strdup (strcmp (source->lang, "ja") == 0 ? "このチャンネル" : "this channel");
  if (strcmp (name, "channel") == 0)
    return g_strdup (self->responders.room);
  if (strcmp (name, "ref") == 0)
    return g_strdup (self->incident->ref);
  if (self->incident->security && (strcmp (name, "scope") == 0 || strcmp (name, "impact") == 0))
    return NULL;
  return matoi_messages_find (self->incident, name, self->settings->now, self->settings->zone);
}

/* "決定 / Decision: {text}": what a person wrote stands there once. NULL: does not work that way. */
static char *
join_labels (const char *first, const char *second)
{
  if (strcmp (first, second) == 0)
    return g_strdup (first);
  if (!g_str_has_suffix (first, TEXT_BEHIND) || !g_str_has_suffix (second, TEXT_BEHIND))
    return NULL;
  return g_strdup_printf ("%.*s / %s", (int) (strlen (first) - strlen (TEXT_BEHIND)), first,
                          second);
}

static char *
compose (const MatoiMaker *self, const char *key, GHashTable *values)
{
  Source source = { self, values, self->lang };
  g_autofree char *joined = NULL, *first = NULL, *second = NULL;
  const char *between = strcmp (key, "drill") == 0 ? "" : "\n";

  if (strcmp (self->lang, "both") != 0)
    return matoi_messages_fill (get_words (self, key, self->lang), find_value, &source);
  joined = join_labels (get_words (self, key, "ja"), get_words (self, key, "en"));
  if (joined != NULL)
    return matoi_messages_fill (joined, find_value, &source);
  if (g_str_has_prefix (key, "bookmark-"))
    between = " / ";
  first = matoi_messages_fill (get_words (self, key, "ja"), find_value, &source);
  second = matoi_messages_fill (get_words (self, key, "en"), find_value, &source);
  return g_strconcat (first, between, second, NULL);
}

/* The words of @key, of which the caller knows some placeholders, in the language of the room. */
char *
matoi_maker_compose (const MatoiMaker *self, const char *key, ...)
{
  g_autoptr (GHashTable) values = g_hash_table_new (g_str_hash, g_str_equal);
  const char *name;
  va_list args;

  va_start (args, key);
  while ((name = va_arg (args, const char *)) != NULL)
    {
      const char *value = va_arg (args, const char *);

      g_hash_table_insert (values, (gpointer) name, (gpointer) (value != NULL ? value : ""));
    }
  va_end (args);
  return compose (self, key, values);
}
