/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "fake-jira-private.h"

/* What it says to people, in the language of the account. */

static const struct
{
  const char *id, *en, *de, *ja;
} texts[] = {
  { "no-issue", "Issue does not exist or you do not have permission to see it.",
    "Der Vorgang existiert nicht oder Sie sind nicht berechtigt, ihn anzuzeigen.",
    "課題が存在しないか、課題を表示する権限がありません。" },
  { "no-project", "No project could be found with key '%s'.",
    "Es konnte kein Projekt mit dem Schlüssel '%s' gefunden werden.",
    "キー「%s」のプロジェクトが見つかりませんでした。" },
  { "bad-project", "valid project is required", "Ein gültiges Projekt ist erforderlich.",
    "有効なプロジェクトを指定してください。" },
  { "bad-type", "Specify a valid issue type", "Geben Sie einen gültigen Vorgangstyp an",
    "有効な課題タイプを指定してください。" },
  { "needs-parent", "Issue type is a sub-task but parent issue key or id not specified.",
    "Der Vorgangstyp ist ein Unteraufgabentyp, aber es wurde kein übergeordneter Vorgang angegeben.",
    "課題タイプはサブタスクですが、親課題のキーまたはIDが指定されていません。" },
  { "bad-parent", "Could not find a valid parent issue in the same project.",
    "Im selben Projekt wurde kein gültiger übergeordneter Vorgang gefunden.",
    "同じプロジェクトに有効な親課題が見つかりませんでした。" },
  { "no-parent", "The issue type selected is not a sub-task and cannot have a parent.",
    "Der gewählte Vorgangstyp ist keine Unteraufgabe.",
    "選択した課題タイプはサブタスクではありません。" },
  { "no-summary", "You must specify a summary of the issue.",
    "Sie müssen eine Zusammenfassung des Vorgangs angeben.", "課題の要約を指定してください。" },
  { "bad-summary", "The summary is invalid because it contains newline characters.",
    "Die Zusammenfassung ist ungültig, da sie Zeilenumbrüche enthält.",
    "要約に改行文字が含まれているため無効です。" },
  { "long-summary", "Summary can't exceed 255 characters.",
    "Die Zusammenfassung darf höchstens 255 Zeichen lang sein.",
    "要約は255文字以内にしてください。" },
  { "refused", "This summary is not allowed here.", "Diese Zusammenfassung ist hier nicht erlaubt.",
    "この要約は許可されていません。" },
  { "label-blank", "The label '%s' contains spaces which is invalid.",
    "Das Stichwort '%s' enthält Leerzeichen und ist daher ungültig.",
    "ラベル「%s」にはスペースが含まれているため無効です。" },
  { "label-long", "The label '%s' exceeds the maximum length of 255 characters.",
    "Das Stichwort '%s' ist länger als 255 Zeichen.", "ラベル「%s」は255文字を超えています。" },
  { "not-on-screen", "Field '%s' cannot be set. It is not on the appropriate screen, or unknown.",
    "Das Feld '%s' kann nicht festgelegt werden. Es ist nicht auf dem entsprechenden Bildschirm "
    "oder unbekannt.",
    "フィールド「%s」は設定できません。適切な画面にないか、不明です。" },
  { "required", "%s is required.", "%s ist erforderlich.", "%sは必須です。" },
  { "not-adf", "Operation value must be an Atlassian Document (see the Atlassian Document Format)",
    "Der Wert muss ein Atlassian Document sein",
    "操作値はAtlassianドキュメントである必要があります" },
  { "bad-adf", "INVALID_INPUT", "INVALID_INPUT", "INVALID_INPUT" },
  { "not-text", "Operation value must be a string", "Der Wert muss eine Zeichenkette sein",
    "操作値は文字列である必要があります" },
  { "long-text", "The entered text is too long. It exceeds the allowed limit of 32,767 characters.",
    "Der eingegebene Text ist zu lang. Er überschreitet das zulässige Limit von 32.767 Zeichen.",
    "入力されたテキストが長すぎます。上限の32,767文字を超えています。" },
  { "bad-priority", "The priority selected is invalid.", "Die gewählte Priorität ist ungültig.",
    "選択した優先度は無効です。" },
  { "bad-option", "Option id '%s' is not valid", "Die Options-ID '%s' ist nicht gültig",
    "オプションID「%s」は無効です" },
  { "bad-date", "Error parsing date string: %s", "Fehler beim Lesen des Datums: %s",
    "日付文字列の解析エラー：%s" },
  { "bad-user", "Specify a valid value for assignee", "Geben Sie eine gültige Person an",
    "有効な担当者を指定してください" },
  { "removed",
    "The requested API has been removed. Please migrate to the /rest/api/3/search/jql API. A full "
    "migration guideline is available at "
    "https://developer.atlassian.com/changelog/#CHANGE-2046",
    NULL, NULL },
  { "no-body", "No content to map to Object due to end of input", NULL, NULL },
  { "unbounded", "Unbounded JQL queries are not allowed here. Please add a search restriction.",
    "Unbegrenzte JQL-Abfragen sind hier nicht zulässig.", "無制限のJQLクエリは使用できません。" },
  { "bad-jql", "Error in the JQL Query near '%s'.", "Fehler in der JQL-Abfrage bei '%s'.",
    "「%s」付近のJQLクエリにエラーがあります。" },
  { "no-such-key", "An issue with key '%s' does not exist for field 'key'.",
    "Für das Feld 'key' existiert kein Vorgang mit dem Schlüssel '%s'.",
    "フィールド「key」にキー「%s」の課題は存在しません。" },
  { "bad-token", "The provided next page token is invalid or expired.", NULL, NULL },
  { "no-property", "The property with key '%s' does not exist.", NULL, NULL },
  { "bad-link", "The link is not complete.", NULL, NULL },
  { "forbidden", "You do not have permission to create issues in this project.",
    "Sie sind nicht berechtigt, in diesem Projekt Vorgänge zu erstellen.",
    "このプロジェクトで課題を作成する権限がありません。" },
  { "too-many", "The number of issues to create exceeds the limit of 50.", NULL, NULL },
};

static char *
fill (const char *form, const char *words)
{
  const char *at = strstr (form, "%s");

  return at ? g_strdup_printf ("%.*s%s%s", (int) (at - form), form, words ? words : "", at + 2)
            : g_strdup (form);
}

char *
fake_jira_text (FakeJira *self, const char *id, const char *words)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (g_str_equal (texts[i].id, id))
      {
        const char *own = g_str_equal (self->language, "de")   ? texts[i].de
                          : g_str_equal (self->language, "ja") ? texts[i].ja
                                                               : texts[i].en;

        return fill (own ? own : texts[i].en, words);
      }
  g_assert_not_reached ();
}

JsonObject *
fake_jira_new_errors (void)
{
  JsonObject *errors = json_object_new ();

  json_object_set_array_member (errors, "errorMessages", json_array_new ());
  json_object_set_object_member (errors, "errors", json_object_new ());
  return errors;
}

void
fake_jira_add_error (JsonObject *errors, const char *field, const char *text)
{
  json_object_set_string_member (json_object_get_object_member (errors, "errors"), field, text);
}

gboolean
fake_jira_has_errors (JsonObject *errors)
{
  return json_object_get_size (json_object_get_object_member (errors, "errors")) > 0 ||
         json_array_get_length (json_object_get_array_member (errors, "errorMessages")) > 0;
}

void
fake_jira_refuse (FakeJira *self,
                  FakeJiraAsked *asked,
                  guint status,
                  const char *id,
                  const char *words)
{
  JsonObject *errors = fake_jira_new_errors ();
  g_autofree char *text = fake_jira_text (self, id, words);

  json_array_add_string_element (json_object_get_array_member (errors, "errorMessages"), text);
  fake_jira_answer (asked, status, errors);
}
