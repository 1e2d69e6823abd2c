/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-ticket-private.h"

#include <string.h>

#include "matoi-incident-private.h"
#include "matoi-text.h"

/*
 * What stands in a ticket. Its readers need not use the language of anybody's screen: gettext is of
 * no use here. See matoi-intent-words.c.
 */

/* What every site takes, with room for what a site adds to it itself. */
#define MAX_DESCRIPTION 30000

static const struct
{
  const char *key, *en, *ja;
} words[] = {
  { "incident", "Incident", "インシデント" },
  { "began", "Began", "発生日" },
  { "severity", "Severity", "重大度" },
  { "services", "Services", "サービス" },
  { "postmortem", "Postmortem", "ポストモーテム" },
  { "team", "Owning team", "担当チーム" },
  { "kind", "Kind", "種別" },
  { "from", "It came from", "元になった項目" },
  { "due", "Due", "期限" },
  { "prevent", "Prevent", "再発防止" },
  { "mitigate", "Mitigate", "影響の軽減" },
  { "process", "Process", "プロセス改善" },
  { "detect", "Detect", "検知" },
  { "evidence", "Evidence", "エビデンス" },
  { "steps", "Steps of the postmortem", "ポストモーテムの手順" },
  { "cut", "The rest of the text is in the record of the incident.",
    "続きはインシデントの記録にあります。" },
};

/* (transfer full): of both languages, the one of the country first */
static char *
dup_words (const char *key, const char *lang)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      if (strcmp (words[i].key, key) != 0)
        continue;
      if (strcmp (lang, "both") == 0)
        return g_strdup_printf ("%s / %s", words[i].ja, words[i].en);
      return g_strdup (strcmp (lang, "ja") == 0 ? words[i].ja : words[i].en);
    }
  return g_strdup (key);
}

/* A line of the list of what one has to know; nothing without @value. */
static void
add_line (GString *text, const char *lang, const char *key, const char *value)
{
  g_autofree char *label = dup_words (key, lang), *line = NULL;

  if (value == NULL || *value == '\0')
    return;
  line = matoi_text_dup_line (value);
  g_string_append_printf (text, "- **%s:** %s\n", label, line);
}

/* The first line, cut at a word where there is one near the end. */
char *
matoi_ticket_dup_summary (const MatoiAction *action)
{
  g_autofree char *said = matoi_text_dup_plain (action->text);
  g_autofree char *first = g_strndup (said, strcspn (said, "\n"));
  g_autofree char *line = matoi_text_dup_line (first);
  g_autofree char *start = NULL;
  const char *end;

  if (g_utf8_strlen (line, -1) <= MATOI_TICKET_MAX_SUMMARY)
    return g_steal_pointer (&line);
  end = g_utf8_offset_to_pointer (line, MATOI_TICKET_MAX_SUMMARY - 1);
  for (const char *p = end; p > line && end - p < 32; p = g_utf8_find_prev_char (line, p))
    if (*p == ' ')
      {
        end = p;
        break;
      }
  start = g_strndup (line, (gsize) (end - line));
  return g_strconcat (start, "…", NULL);
}

/* (nullable) borrowed: the words of the TODO or the lesson it came from */
static const char *
find_origin (const MatoiIncident *incident, const MatoiAction *action)
{
  const MatoiTodo *todo;
  MatoiId id;

  if (action->from == NULL || !matoi_id_from_text (&id, action->from))
    return NULL;
  todo = matoi_incident_find_todo (incident, &id);
  if (todo == NULL)
    todo = matoi_find_by_id (incident->todos_dropped, &id);
  if (todo != NULL)
    return todo->text;
  for (guint i = 0; incident->postmortem != NULL && i < incident->postmortem->learned->len; i++)
    {
      const MatoiLearned *learned = g_ptr_array_index (incident->postmortem->learned, i);

      if (matoi_id_equal (&learned->id, &id) && !learned->removed)
        return learned->text;
    }
  return NULL;
}

static void
add_incident (GString *text, const MatoiIncident *incident, GTimeZone *zone, const char *lang)
{
  const MatoiSeverity *severity = matoi_postmortem_get_severity (incident);
  g_autofree char *named =
    g_strdup_printf ("%s %s", incident->ref, matoi_incident_get_public_title (incident));
  g_autofree char *day = matoi_time_to_local (matoi_ticket_get_start (incident), "%Y-%m-%d", zone);
  g_autoptr (GString) services = g_string_new (NULL);

  for (guint i = 0; i < incident->services->len; i++)
    g_string_append_printf (services, "%s%s", i > 0 ? ", " : "",
                            (const char *) g_ptr_array_index (incident->services, i));
  add_line (text, lang, "incident", named);
  add_line (text, lang, "began", day);
  add_line (text, lang, "severity", severity != NULL ? severity->label : NULL);
  /* What a confidential one was about is told nowhere else. */
  add_line (text, lang, "services", incident->security ? NULL : services->str);
  if (incident->postmortem != NULL)
    add_line (text, lang, "postmortem", incident->postmortem->meeting.link);
}

/* DET-04: there is no postmortem that would say what was looked at. */
static void
add_evidence (GString *text, const MatoiIncident *incident, const char *lang)
{
  const MatoiEntry *first =
    incident->entries->len > 0 ? g_ptr_array_index (incident->entries, 0) : NULL;

  if (first == NULL || g_strcmp0 (incident->outcome, "false-alarm") != 0)
    return;
  for (guint i = 0; i < first->evidence->len; i++)
    {
      const MatoiEvidence *evidence = g_ptr_array_index (first->evidence, i);

      add_line (text, lang, "evidence", evidence->url);
    }
}

/* ACT-07: whoever opens it needs nothing else to begin. */
char *
matoi_ticket_dup_description (const MatoiIncident *incident,
                              const MatoiAction *action,
                              GTimeZone *zone,
                              const char *lang)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *kind = dup_words (action->kind, lang);
  g_autofree char *said = matoi_text_dup_plain (action->text);

  if (g_utf8_strlen (said, -1) > MAX_DESCRIPTION)
    {
      g_autofree char *cut = dup_words ("cut", lang);
      const char *end = g_utf8_offset_to_pointer (said, MAX_DESCRIPTION);

      g_string_append_len (text, said, end - said);
      g_string_append_printf (text, "…\n\n%s", cut);
    }
  else
    g_string_append (text, said);
  g_string_append (text, "\n\n");
  add_incident (text, incident, zone, lang);
  add_evidence (text, incident, lang);
  add_line (text, lang, "team", action->owner_team);
  add_line (text, lang, "kind", kind);
  add_line (text, lang, "due", action->due_on);
  add_line (text, lang, "from", find_origin (incident, action));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* ACT-11: of the ticket that has the steps below it. */
char *
matoi_ticket_dup_steps_title (const MatoiIncident *incident, const char *lang)
{
  g_autofree char *steps = dup_words ("steps", lang);
  g_autofree char *title = matoi_text_dup_line (matoi_incident_get_public_title (incident));

  return g_strdup_printf ("%s: %s %s", steps, incident->ref, title);
}
