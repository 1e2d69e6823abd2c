/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-mail.h"

#include <string.h>

#include "matoi-postmortem.h"

/* What mail programs and what hands them the link take without loss. */
#define MAX_URI 1900

/* The words stand here in both languages, not in a catalogue: a mail goes to people with another
 * language than the window. */
typedef struct
{
  const char *hello, *subject_done, *subject_internal, *we_had, *reviewed, *began, *ended, *scope,
    *owner, *due, *meeting, *welcome, *read, *what_happened, *learned, *factors, *well, *badly,
    *lucky, *actions, *confidential, *ask_owner, *being_written, *date, *time, *colon;
} Words;

static const Words en = {
  .hello = "Hello,",
  .subject_done = "We had an incident",
  .subject_internal = "What we learned from an incident",
  .we_had = "We had an incident; it is over.",
  .reviewed = "The postmortem is reviewed and agreed.",
  .began = "Began",
  .ended = "Ended",
  .scope = "Affected",
  .owner = "Owner of the postmortem",
  .due = "Due",
  .meeting = "Meeting",
  .welcome = "Everybody who is interested is welcome.",
  .read = "Read it here",
  .what_happened = "What happened",
  .learned = "What we learned",
  .factors = "What contributed",
  .well = "What went well",
  .badly = "What did not go well",
  .lucky = "Where we were lucky",
  .actions = "What we do",
  .confidential = "This is a confidential incident. Please do not pass this mail on.",
  .ask_owner = "For what it says, ask the owner.",
  .being_written = "A postmortem is being written.",
  .date = "%-d %B %Y",
  .time = "%Y-%m-%d %H:%M %Z",
  .colon = ": ",
};

static const Words ja = {
  .hello = "各位",
  .subject_done = "インシデントのお知らせ",
  .subject_internal = "インシデントから学んだこと",
  .we_had = "インシデントが発生し、対応を終了しました。",
  .reviewed = "ポストモーテムのレビューが終わり、内容に合意しました。",
  .began = "発生",
  .ended = "終了",
  .scope = "影響範囲",
  .owner = "ポストモーテムのオーナー",
  .due = "期限",
  .meeting = "ミーティング",
  .welcome = "関心のある方はどなたでも参加できます。",
  .read = "ポストモーテムはこちら",
  .what_happened = "起きたこと",
  .learned = "学んだこと",
  .factors = "要因",
  .well = "うまくいったこと",
  .badly = "うまくいかなかったこと",
  .lucky = "運が良かったこと",
  .actions = "アクションアイテム",
  .confidential = "機密のインシデントです。このメールを転送しないでください。",
  .ask_owner = "内容はオーナーにお問い合わせください。",
  .being_written = "ポストモーテムを作成しています。",
  .date = "%Y年%-m月%-d日",
  .time = "%Y-%m-%d %H:%M %Z",
  .colon = "：",
};

/* --- pieces */

static void
add_line (GString *body, const Words *words, const char *name, const char *value)
{
  if (value != NULL && *value != '\0')
    g_string_append_printf (body, "%s%s%s\n", name, words->colon, value);
}

static void
add_time (GString *body, const Words *words, const char *name, gint64 at, GTimeZone *zone)
{
  g_autofree char *text =
    at != MATOI_TIME_NONE ? matoi_time_to_local (at, words->time, zone) : NULL;

  add_line (body, words, name, text);
}

/* A text under its heading, without a blank too many. */
static void
add_part (GString *body, const char *heading, const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text != NULL ? text : ""));

  if (*stripped != '\0')
    g_string_append_printf (body, "\n%s\n%s\n", heading, stripped);
}

static void
add_item (GString *list, const char *text)
{
  g_string_append_printf (list, "- %s\n", text);
}

static void
add_factors (GString *body, const Words *words, const MatoiPostmortem *postmortem)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < postmortem->factors->len; i++)
    {
      const MatoiFactor *factor = g_ptr_array_index (postmortem->factors, i);

      if (!factor->removed)
        add_item (list, factor->what);
    }
  add_part (body, words->factors, list->str);
}

static void
add_learned (GString *body,
             const char *heading,
             const MatoiPostmortem *postmortem,
             const char *side)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < postmortem->learned->len; i++)
    {
      const MatoiLearned *one = g_ptr_array_index (postmortem->learned, i);

      if (!one->removed && g_strcmp0 (one->side, side) == 0)
        add_item (list, one->text);
    }
  add_part (body, heading, list->str);
}

/* What is done about it; what is not stands in the document with its reason. */
static void
add_actions (GString *body, const Words *words, const MatoiIncident *incident)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < incident->actions->len; i++)
    {
      const MatoiAction *action = g_ptr_array_index (incident->actions, i);
      g_autofree char *team =
        action->owner_team != NULL ? g_strdup_printf (" (%s)", action->owner_team) : g_strdup ("");
      g_autofree char *key =
        action->key != NULL ? g_strdup_printf ("%s ", action->key) : g_strdup ("");
      g_autofree char *line = g_strdup_printf ("%s%s%s", key, action->text, team);

      if (strcmp (action->state, "wont") != 0 && strcmp (action->state, "noted") != 0)
        add_item (list, line);
    }
  add_part (body, words->actions, list->str);
}

static const char *
find_overview (const MatoiPostmortem *postmortem)
{
  const char *const sections[] = { "overview", "what" };

  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    {
      const char *text =
        matoi_section_get_text (matoi_postmortem_find_section (postmortem, sections[i]));

      if (*text != '\0')
        return text;
    }
  return NULL;
}

/* --- the mails */

static void
compose_confidential (GString *body,
                      const Words *words,
                      const MatoiIncident *incident,
                      gboolean is_done)
{
  g_string_append_printf (body, "%s\n%s\n\n", is_done ? words->we_had : words->reviewed,
                          words->confidential);
  add_line (body, words, words->owner, incident->postmortem->owner);
  g_string_append_printf (body, "%s\n", words->ask_owner);
}

static void
compose_done (GString *body, const Words *words, const MatoiIncident *incident, GTimeZone *zone)
{
  const MatoiPostmortem *postmortem = incident->postmortem;
  g_autofree char *due = postmortem->due_at != MATOI_TIME_NONE
                           ? matoi_time_to_local (postmortem->due_at, words->date, zone)
                           : NULL;

  g_string_append_printf (body, "%s\n\n", words->we_had);
  add_time (body, words, words->began,
            incident->started_at != MATOI_TIME_NONE ? incident->started_at : incident->declared_at,
            zone);
  add_time (body, words, words->ended, incident->ended_at, zone);
  add_line (body, words, words->scope, incident->scope);
  g_string_append_printf (body, "\n%s\n", words->being_written);
  add_line (body, words, words->owner, postmortem->owner);
  add_line (body, words, words->read, postmortem->meeting.link);
  add_line (body, words, words->due, due);
  add_time (body, words, words->meeting, postmortem->meeting.at, zone);
  if (postmortem->meeting.at != MATOI_TIME_NONE)
    g_string_append_printf (body, "%s\n", words->welcome);
}

static void
compose_internal (GString *body, const Words *words, const MatoiIncident *incident, const char *own)
{
  const MatoiPostmortem *postmortem = incident->postmortem;

  g_string_append_printf (body, "%s\n", words->reviewed);
  add_part (body, words->what_happened, find_overview (postmortem));
  add_part (body, words->learned, own);
  add_factors (body, words, postmortem);
  add_learned (body, words->well, postmortem, "well");
  add_learned (body, words->badly, postmortem, "badly");
  add_learned (body, words->lucky, postmortem, "lucky");
  add_actions (body, words, incident);
  g_string_append_c (body, '\n');
  add_line (body, words, words->owner, postmortem->owner);
  add_line (body, words, words->read, postmortem->meeting.link);
}

static char *
dup_name (const MatoiIncident *incident)
{
  return g_strdup_printf ("%s %s", incident->ref, matoi_incident_get_public_title (incident));
}

/** matoi_mail_compose: see the header; @incident has a postmortem. */
MatoiMail *
matoi_mail_compose (const MatoiIncident *incident,
                    const char *which,
                    const char *lang,
                    const char *own,
                    const char *sender,
                    GTimeZone *zone)
{
  const Words *words = g_strcmp0 (lang, "ja") == 0 ? &ja : &en;
  gboolean is_done = g_strcmp0 (which, "done") == 0;
  MatoiMail *mail;
  GString *body;
  g_autofree char *name = NULL;

  g_return_val_if_fail (incident != NULL && incident->postmortem != NULL, NULL);

  name = dup_name (incident);
  body = g_string_new (words->hello);
  g_string_append (body, "\n\n");
  if (incident->security)
    compose_confidential (body, words, incident, is_done);
  else if (is_done)
    compose_done (body, words, incident, zone);
  else
    compose_internal (body, words, incident, own);
  if (sender != NULL && *sender != '\0')
    g_string_append_printf (body, "\n%s\n", sender);
  mail = g_new0 (MatoiMail, 1);
  mail->subject =
    g_strconcat (is_done ? words->subject_done : words->subject_internal, words->colon, name, NULL);
  mail->body = g_string_free (body, FALSE);
  return mail;
}

void
matoi_mail_free (MatoiMail *mail)
{
  g_free (mail->subject);
  g_free (mail->body);
  g_free (mail);
}

/** matoi_mail_to_uri: RFC 6068; lines end in CRLF there. */
char *
matoi_mail_to_uri (const MatoiMail *mail, const char *recipients, gboolean *too_long)
{
  g_auto (GStrv) lines = g_strsplit (mail->body, "\n", -1);
  g_autofree char *text = g_strjoinv ("\r\n", lines);
  g_autofree char *to = g_uri_escape_string (recipients, "@,", FALSE);
  g_autofree char *subject = g_uri_escape_string (mail->subject, NULL, FALSE);
  g_autofree char *body = g_uri_escape_string (text, NULL, FALSE);
  g_autofree char *uri = g_strdup_printf ("mailto:%s?subject=%s&body=%s", to, subject, body);
  gboolean is_long = strlen (uri) > MAX_URI;

  if (too_long != NULL)
    *too_long = is_long;
  return is_long ? g_strdup_printf ("mailto:%s?subject=%s", to, subject) : g_steal_pointer (&uri);
}
