/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-line.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Every command of the entry bar. A pattern lists the arguments: w one word,
 * n minutes, a an audience, o the outcome of a poll, r the rest of the line,
 * f a flag that is set without being typed; with "?" it may be missing. */
static const MatoiLineCommand commands[] = {
  /* Translators: capital words in the hints below stand for what is to be typed
   * after a command; those in brackets may be left out. */
  { "sev", "重大度", "じゅうだいど", N_ ("LEVEL [REASON]"), N_ ("Change how bad it is"),
    "severity 深刻度 しんこくど", "severity", "severity", "w:to r?:reason",
    N_ ("Write the severity, such as “/sev 2 more users are hit”.") },
  { "phase", "フェーズ", "ふぇーず", N_ ("PHASE"), N_ ("Go to another phase of the response"), "",
    "phase", "phase", "r:to", N_ ("Write the phase: size-up, stabilise, update or verify.") },
  { "role", "役割", "やくわり", N_ ("ROLE PERSON"), N_ ("Give a role to a person"), "", "role",
    "role-assign", "w:role r:person",
    N_ ("Write the role and the person, such as “/role deputy Mika”.") },
  { "handover", "引き継ぎ", "ひきつぎ", N_ ("ROLE PERSON"), N_ ("Pass a role on to another person"),
    "引継ぎ 引継", "role", "role-assign", "w:role r:person f:handover", NULL },
  { "ask", "依頼", "いらい", N_ ("PERSON MINUTES TEXT"),
    N_ ("Give a task to a person for some minutes"), "", "ask", "ask", "w:person n:minutes r:text",
    N_ ("Write whom, how many minutes and what, such as “@name 10m check the queue”.") },
  { "ack", "了解", "りょうかい", N_ ("[TASK]"), N_ ("Take on the task that you were given"), "",
    "ask", "ack", "w?:ask", NULL },
  { "answer", "回答", "かいとう", N_ ("PERSON OR TASK [TEXT]"),
    N_ ("Note what came of a task; the latest of that person"), "回答済み 返答 へんとう", "ask",
    "answer", "w:ask r?:text",
    N_ ("Write whose task and what came of it, such as “/answer Mika 12 waiting”.") },
  { "reassign", "再依頼", "さいいらい", N_ ("TASK PERSON"), N_ ("Give a task to another person"),
    "", "ask", "reassign", "w:ask r:person", NULL },
  { "todo", "やること", "やること", N_ ("WHAT"), N_ ("Note work to do now"), "", "todo", "todo",
    "r:text", N_ ("There is no text yet.") },
  { "later", "あとで", "あとで", N_ ("WHAT"), N_ ("Note work to do after the incident"), "後で",
    "later", "todo", "r:text f:later", N_ ("There is no text yet.") },
  { "done", "完了", "かんりょう", N_ ("TODO OR PART OF IT"), N_ ("Tick a TODO off"), "済み ずみ",
    "todo", "todo-done", "r:todo", N_ ("Write the TODO or a part of it.") },
  { "update", "状況報告", "じょうきょうほうこく", N_ ("AUDIENCE TEXT"),
    N_ ("Record what you tell others"), "連絡 れんらく 報告 ほうこく 更新 こうしん", "update",
    "update", "a:to r:text",
    N_ ("Write the audience and the text, such as “/update exec Half of the hosts are back”.") },
  { "poll", "意見確認", "いけんかくにん", N_ ("WHAT"), N_ ("Ask for strong objections"), "", "poll",
    "poll", "r:text", NULL },
  { "poll-close", "意見確認終了", "いけんかくにんしゅうりょう", N_ ("OUTCOME [NOTE]"),
    N_ ("Close it as agreed, objection or withdrawn"), "", "poll", "poll-close",
    "o:outcome r?:note", NULL },
  { "snooze", "後回し", "あとまわし", N_ ("CLOCK MINUTES REASON"),
    N_ ("Put a clock off for some minutes"), "あと回し スヌーズ", "clock", "snooze",
    "w:clock n:minutes r:reason", NULL },
  { "step", "手順完了", "てじゅんかんりょう", N_ ("ROLE STEP"), N_ ("Tick a step of a role off"),
    "", "step", "step-done", "w:role w:step", NULL },
  { "step-undo", "手順取り消し", "てじゅんとりけし", N_ ("ROLE STEP"),
    N_ ("Take the tick off a step again"), "手順取消", "step", "step-undo", "w:role w:step", NULL },
  { "subteam", "サブチーム", "さぶちーむ", N_ ("NAME LEADER MINUTES TASK"),
    N_ ("Form a sub-team with a leader and a task"), "", "subteam", "subteam",
    "w:name w:leader n:minutes r:task", NULL },
  { "move", "移動", "いどう", N_ ("PERSON [SUB-TEAM]"),
    N_ ("Move a person to a sub-team, or out of theirs"), "", "subteam", "subteam-move",
    "w:person w?:to", NULL },
  { "dissolve", "解散", "かいさん", N_ ("SUB-TEAM"), N_ ("Dissolve a sub-team"), "", "subteam",
    "subteam-dissolve", "w:subteam", NULL },
  { "security", "セキュリティ", "せきゅりてぃ", N_ ("[CODENAME]"),
    N_ ("Make it a confidential security incident; there is no way back"), "", "security",
    "security", "r?:codename", NULL },
  { "link", "リンク", "りんく", N_ ("URL [KIND]"), N_ ("Add a link to the incident"), "", "link",
    "link", "w:url r?:kind", NULL },
  { "correct", "訂正", "ていせい", N_ ("ENTRY TEXT"), N_ ("Replace the text of an entry"), "",
    "correct", "correct", "w:entry r:text", NULL },
  { "page", "呼び出し", "よびだし", NULL, N_ ("Call a person to the incident"), "呼び出す 呼出",
    "page", "page", "", NULL },
  { "end", "終了", "しゅうりょう", NULL, N_ ("End the incident"),
    "収束 しゅうそく 収束させる しゅうそくさせる", "end", "end", "", NULL },
  { "reopen", "再開", "さいかい", N_ ("REASON"), N_ ("Open an ended incident again"), "", "end",
    "reopen", "r:reason", N_ ("Write why it is opened again.") },
};

/** matoi_line_commands: (transfer none): all commands; @n is how many. */
const MatoiLineCommand *
matoi_line_commands (gsize *n)
{
  *n = G_N_ELEMENTS (commands);
  return commands;
}

static gboolean
is_other (const MatoiLineCommand *command, const char *word)
{
  g_auto (GStrv) others = g_strsplit (command->others, " ", -1);

  return *word != '\0' && g_strv_contains ((const char *const *) others, word);
}

/** matoi_line_find_command: (nullable): by name, Japanese name or reading, in any width and case. */
const MatoiLineCommand *
matoi_line_find_command (const char *word)
{
  g_autofree char *narrow = g_utf8_normalize (word, -1, G_NORMALIZE_NFKC);
  g_autofree char *folded = narrow ? g_utf8_strdown (narrow, -1) : NULL;

  for (gsize i = 0; folded != NULL && i < G_N_ELEMENTS (commands); i++)
    if (strcmp (folded, commands[i].name) == 0 || strcmp (folded, commands[i].alias) == 0 ||
        strcmp (folded, commands[i].reading) == 0 || is_other (&commands[i], folded))
      return &commands[i];
  return NULL;
}

/** matoi_line_command_word: the name of @command in the language of the interface. */
const char *
matoi_line_command_word (const MatoiLineCommand *command)
{
  /* The same text as for the presets, so that it is translated once. */
  return strcmp (C_ ("language of the presets", "en"), "ja") == 0 ? command->alias : command->name;
}
