/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-row-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-json.h"

static const char *
get_severity_label (const MatoiIncident *incident, const char *id)
{
  const MatoiSeverity *severity =
    incident->policy && id ? matoi_policy_find_severity (incident->policy, id) : NULL;

  return severity ? severity->label : id;
}

/* A change of the severity says in its chip what it was; the words of the person follow. */
static void
set_kind (MatoiRowText *text, const MatoiTimelineRecord *record, const MatoiIncident *incident)
{
  JsonObject *p = record->event->payload;
  const char *type = record->event->type, *from, *to;

  text->kind = g_strdup (matoi_ui_get_look_label (record->look));
  if (!record->entry || !p || !*record->entry->text)
    return;
  if (strcmp (type, "severity.changed") == 0)
    {
      from = get_severity_label (incident, matoi_json_get_string (p, "from"));
      to = get_severity_label (incident, matoi_json_get_string (p, "to"));
      if (!from || !to)
        return;
      g_free (text->kind);
      /* Translators: two severities, the one before and the one after. */
      text->kind = g_strdup_printf (_ ("%1$s → %2$s"), from, to);
    }
  else if (strcmp (type, "incident.declared") == 0)
    {
      to = get_severity_label (incident, matoi_json_get_string (p, "severity"));
      if (!to || !*to)
        return;
      g_free (text->kind);
      /* Translators: %s is a severity such as "SEV-2". */
      text->kind = g_strdup_printf (_ ("%s declared"), to);
    }
  else
    return;
  g_free (text->text);
  text->text = g_strdup (record->entry->text);
}

static void
set_todo_verdict (MatoiRowText *text,
                  const MatoiTimelineRecord *record,
                  const MatoiIncident *incident)
{
  const MatoiTodo *todo = matoi_timeline_find_todo (incident, &record->event->id);

  if (!todo || todo->done_at == MATOI_TIME_NONE)
    return;
  text->verdict = _ ("Done");
  text->verdict_style = "fact";
}

static void
set_verdict (MatoiRowText *text, const MatoiTimelineRecord *record, const MatoiIncident *incident)
{
  const MatoiEntry *entry = record->entry;

  if (!entry && record->filter == MATOI_TIMELINE_TODOS)
    set_todo_verdict (text, record, incident);
  if (!entry)
    return;
  if (g_strcmp0 (entry->verdict, "confirmed") == 0)
    {
      text->verdict = _ ("Confirmed");
      text->verdict_style = "fact";
    }
  else if (g_strcmp0 (entry->verdict, "ruled-out") == 0)
    {
      text->verdict = _ ("Ruled out");
      text->verdict_style = "system";
    }
  text->struck = entry->struck;
  if (entry->struck && entry->struck_reason && *entry->struck_reason)
    /* Translators: %s is why a timeline entry was struck out. */
    text->note = g_strdup_printf (_ ("Struck: %s"), entry->struck_reason);
  else if (entry->struck)
    text->note = g_strdup (_ ("Struck"));
}

/* Who said it first; a correction does not make it somebody else's. */
static void
set_author (MatoiRowText *text, const MatoiTimelineRecord *record, const MatoiIncident *incident)
{
  const MatoiEntry *first = record->entry, *older;
  const char *actor = record->event->actor;

  while (first && (older = matoi_timeline_find_original (incident, first)))
    first = older;
  if (!first || g_strcmp0 (first->author, actor) == 0)
    text->author = g_strdup (actor);
  else
    /* Translators: %1$s is who wrote an entry, %2$s who has corrected it. */
    text->author = g_strdup_printf (_ ("%1$s, corrected by %2$s"), first->author, actor);
}

/* The entry keeps the words that were taken; what the message says now stands below them. */
static void
set_change (MatoiRowText *text, const MatoiTimelineRecord *record, const MatoiIncident *incident)
{
  const MatoiEntry *entry = record->entry;
  const MatoiTodo *todo = !entry && record->filter == MATOI_TIMELINE_TODOS
                            ? matoi_timeline_find_todo (incident, &record->event->id)
                            : NULL;
  const char *now = entry ? entry->source_text : todo ? todo->source_text : NULL;
  gboolean deleted = entry ? entry->source_deleted : todo && todo->source_deleted;

  if (deleted)
    {
      text->change = g_strdup (_ ("Deleted in Slack"));
      text->change_tip =
        now ? g_strdup_printf (
                /* Translators: %s is what a message said. */
                _ ("The message this was taken from was deleted in Slack. It last said: %s"), now)
            : g_strdup (_ ("The message this was taken from was deleted in Slack."));
    }
  else if (now)
    {
      g_autofree char *line = g_strdup (now);

      /* Translators: %s is what a message says now. */
      text->change = g_strdup_printf (_ ("Edited in Slack: %s"), g_strdelimit (line, "\n\r", ' '));
      text->change_tip = g_strdup_printf (
        /* Translators: %s is what a message says now. */
        _ ("The message this was taken from was edited in Slack. It says now: %s"), now);
    }
}

/* What the row of @record says, times in @zone. */
MatoiRowText *
matoi_row_text_new (const MatoiTimelineRecord *record,
                    const MatoiIncident *incident,
                    GTimeZone *zone)
{
  MatoiRowText *text = g_new0 (MatoiRowText, 1);
  g_autofree char *time = matoi_time_to_local (record->at, "%H:%M:%S", zone);
  GString *name;

  text->text = matoi_timeline_record_dup_text (record, incident);
  set_kind (text, record, incident);
  set_author (text, record, incident);
  set_verdict (text, record, incident);
  set_change (text, record, incident);

  name = g_string_new (time);
  g_string_append_printf (name, ", %s", text->kind);
  if (*text->author)
    g_string_append_printf (name, ", %s", text->author);
  g_string_append_printf (name, ": %s", text->text);
  if (text->verdict)
    g_string_append_printf (name, ", %s", text->verdict);
  if (text->note)
    g_string_append_printf (name, ", %s", text->note);
  if (text->change)
    g_string_append_printf (name, ", %s", text->change);
  text->name = g_string_free (name, FALSE);
  return text;
}

void
matoi_row_text_free (MatoiRowText *text)
{
  g_free (text->kind);
  g_free (text->text);
  g_free (text->author);
  g_free (text->note);
  g_free (text->change);
  g_free (text->change_tip);
  g_free (text->name);
  g_free (text);
}

/* When it happened, on the clock shown and in UTC, with the day. */
char *
matoi_row_text_dup_times (const MatoiTimelineRecord *record, GTimeZone *zone)
{
  /* Translators: a day and a clock with its zone; see strftime (3). */
  const char *format = _ ("%-d %b %Y %H:%M:%S %Z");
  g_autofree char *local = matoi_time_to_local (record->at, format, zone);
  g_autofree char *utc = matoi_time_to_local (record->at, format, NULL);

  return g_strcmp0 (local, utc) == 0 ? g_steal_pointer (&utc)
                                     : g_strdup_printf ("%s\n%s", local, utc);
}

/* What an entry said before it was corrected. */
char *
matoi_row_text_dup_original (const MatoiIncident *incident,
                             const MatoiEntry *original,
                             GTimeZone *zone)
{
  g_autofree char *time = matoi_time_to_local (original->occurred_at, "%H:%M:%S", zone);

  /* Translators: what an entry said before it was corrected: %1$s is a time, %2$s who wrote it,
   * %3$s what it said. */
  return g_strdup_printf (_ ("Originally %1$s, %2$s: %3$s"), time, original->author,
                             original->text);
}

/* One line for other programs: both clocks, the kind, the text and who said it. */
char *
matoi_row_text_dup_line (const MatoiTimelineRecord *record,
                         const MatoiIncident *incident,
                         GTimeZone *zone)
{
  MatoiRowText *text = matoi_row_text_new (record, incident, zone);
  g_autofree char *local = matoi_time_to_local (record->at, "%H:%M:%S %Z", zone);
  g_autofree char *utc = matoi_time_to_local (record->at, "%H:%M:%S UTC", NULL);
  g_autofree char *times = NULL;
  char *line;

  if (g_strcmp0 (local, utc) == 0)
    times = g_strdup (utc);
  else
    /* Translators: the same time on two clocks, such as "14:02:11 JST (05:02:11 UTC)". */
    times = g_strdup_printf (_ ("%1$s (%2$s)"), local, utc);
  if (*text->author)
    /* Translators: a copied entry: %1$s is the time, %2$s the kind, %3$s the text, %4$s who
     * said it. */
    line =
      g_strdup_printf (_ ("%1$s %2$s: %3$s — %4$s"), times, text->kind, text->text, text->author);
  else
    line = g_strdup_printf ("%s %s: %s", times, text->kind, text->text);
  matoi_row_text_free (text);
  return line;
}

/* Where an entry came from, unless it was typed here: an icon, or NULL. */
const char *
matoi_row_text_get_source_icon (const char *source)
{
  if (!source || !*source)
    return NULL;
  return g_str_has_prefix (source, "slack") ? "matoi-chat-symbolic" : "matoi-import-symbolic";
}

/* The same in words. */
char *
matoi_row_text_dup_source (const char *source)
{
  if (g_str_has_prefix (source, "slack"))
    return g_strdup (_ ("From Slack"));
  if (g_strcmp0 (source, "import") == 0)
    return g_strdup (_ ("Imported"));
  /* Translators: %s is the name of a program or service. */
  return g_strdup_printf (_ ("From %s"), source);
}
