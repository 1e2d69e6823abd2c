/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-line.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <stdio.h>
#include <string.h>

#include "matoi-error.h"
#include "matoi-time.h"

/* The signs and words of the entry bar; every command has a Japanese alias. */
static const struct
{
  const char *word, *alias, *kind;
} slash_commands[] = {
  { "sev", "重大度", "severity" },  { "severity", "深刻度", "severity" },
  { "phase", "フェーズ", "phase" }, { "role", "役割", "role" },
  { "update", "連絡", "update" },   { "page", "呼び出す", "page" },
  { "end", "終了", "end" },         { "ask", "依頼", "ask" },
  { "todo", "やること", "todo" },   { "later", "あとで", "later" },
};

/* Full-width signs, digits and spaces count as the ASCII ones at the places
 * where the grammar looks at them; the person's words are left alone. */
static gunichar
fold_char (gunichar c)
{
  if (c >= 0xff01 && c <= 0xff5e)
    return c - 0xfee0;
  return c == 0x3000 ? ' ' : c;
}

static const char *
skip_space (const char *text)
{
  while (*text != '\0' && g_unichar_isspace (fold_char (g_utf8_get_char (text))))
    text = g_utf8_next_char (text);
  return text;
}

/* The next word with ASCII forms of full-width characters; @rest is what follows. */
static char *
take_word (const char *text, const char **rest)
{
  GString *word = g_string_new (NULL);

  text = skip_space (text);
  while (*text != '\0')
    {
      gunichar c = fold_char (g_utf8_get_char (text));

      if (g_unichar_isspace (c))
        break;
      g_string_append_unichar (word, c);
      text = g_utf8_next_char (text);
    }
  *rest = skip_space (text);
  return g_string_free (word, FALSE);
}

static gboolean
parse_number (const char *text, const char *suffix, gint64 *number)
{
  char *end = NULL;

  if (!g_ascii_isdigit (*text))
    return FALSE;
  *number = g_ascii_strtoll (text, &end, 10);
  return strcmp (end, suffix) == 0 || strcmp (end, "分") == 0;
}

/* Further back than a week a person gives a date (--at). */
#define MAX_MINUTES_AGO (7 * 24 * 60)

/* "14:05" today in @zone (yesterday if that is still to come), "-5m" ago. */
static gboolean
take_time (const char **line, gint64 typed_at, GTimeZone *zone, gint64 *at)
{
  const char *rest;
  g_autofree char *word = take_word (*line, &rest);
  int hour, minute, n = 0;
  gint64 minutes;

  if (*rest == '\0')
    return FALSE;
  if (word[0] == '-' && parse_number (word + 1, "m", &minutes) && minutes <= MAX_MINUTES_AGO)
    {
      *at = typed_at - minutes * MATOI_MINUTE;
      *line = rest;
      return TRUE;
    }
  if (sscanf (word, "%2d:%2d%n", &hour, &minute, &n) == 2 && word[n] == '\0' &&
      g_ascii_isdigit (word[0]) && hour < 24 && minute < 60 && minute >= 0)
    {
      g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (typed_at / 1000);
      g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, zone);
      g_autoptr (GDateTime) when =
        g_date_time_new (zone, g_date_time_get_year (local), g_date_time_get_month (local),
                         g_date_time_get_day_of_month (local), hour, minute, 0);

      *at = g_date_time_to_unix (when) * 1000;
      if (*at > typed_at)
        *at -= 24 * 60 * MATOI_MINUTE;
      *line = rest;
      return TRUE;
    }
  return FALSE;
}

/* A link at the end of an entry is its evidence. */
static void
set_text_and_evidence (MatoiCommand *command, const char *text)
{
  g_autofree char *clean = g_strstrip (g_strdup (text));
  char *space = NULL;

  for (char *c = clean; *c != '\0'; c = g_utf8_next_char (c))
    if (g_unichar_isspace (g_utf8_get_char (c)))
      space = c;
  if (space != NULL)
    {
      const char *last = g_utf8_next_char (space);

      if ((g_str_has_prefix (last, "https://") || g_str_has_prefix (last, "http://")) &&
          g_uri_is_valid (last, G_URI_FLAGS_PARSE_RELAXED, NULL))
        {
          matoi_command_add_evidence (command, last, NULL, NULL);
          *space = '\0';
          g_strchomp (clean);
        }
    }
  matoi_command_set (command, "text", clean);
}

static MatoiCommand *
refuse (GError **error, const char *text)
{
  g_set_error_literal (error, MATOI_ERROR, MATOI_ERROR_INPUT, text);
  return NULL;
}

static MatoiCommand *
parse_ask (const char *text, const char *actor, const char *minutes_suffix, GError **error)
{
  g_autoptr (MatoiCommand) command = matoi_command_new ("ask", actor);
  g_autofree char *person = take_word (text, &text);
  g_autofree char *minutes_text = take_word (text, &text);
  gint64 minutes;

  if (*person == '\0' || *text == '\0' ||
      (!parse_number (minutes_text, minutes_suffix, &minutes) &&
       !parse_number (minutes_text, "", &minutes)))
    return refuse (
      error, _("Write whom, how many minutes and what, such as “@name 10m check the queue”."));
  matoi_command_set (command, "person", person);
  matoi_command_set_int (command, "minutes", minutes);
  matoi_command_set (command, "text", text);
  return g_steal_pointer (&command);
}

static MatoiCommand *
parse_two (const char *name,
           const char *actor,
           const char *text,
           const char *first,
           const char *second,
           gboolean second_required,
           const char *usage,
           GError **error)
{
  g_autoptr (MatoiCommand) command = matoi_command_new (name, actor);
  g_autofree char *word = take_word (text, &text);

  if (*word == '\0' || (second_required && *text == '\0'))
    return refuse (error, usage);
  matoi_command_set (command, first, word);
  if (second != NULL && *text != '\0')
    matoi_command_set (command, second, text);
  return g_steal_pointer (&command);
}

static const char *
expand_audience (const char *word)
{
  static const char *const names[] = { "channel", "executives", "public", "company" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (*word != '\0' && g_str_has_prefix (names[i], word))
      return names[i];
  return word;
}

static MatoiCommand *
parse_update (const char *text, const char *actor, GError **error)
{
  g_autoptr (MatoiCommand) command = matoi_command_new ("update", actor);
  g_autofree char *to = take_word (text, &text);

  if (*to == '\0' || *text == '\0')
    return refuse (
      error,
      _("Write the audience and the text, such as “/update exec Half of the hosts are back”."));
  matoi_command_set (command, "to", expand_audience (to));
  matoi_command_set (command, "text", text);
  return g_steal_pointer (&command);
}

static MatoiCommand *
parse_text (const char *name, const char *actor, const char *text, gboolean later, GError **error)
{
  g_autoptr (MatoiCommand) command = matoi_command_new (name, actor);

  if (*skip_space (text) == '\0')
    return refuse (error, _("There is no text yet."));
  matoi_command_set (command, "text", skip_space (text));
  matoi_command_set_flag (command, "later", later);
  return g_steal_pointer (&command);
}

static const char *
find_slash_kind (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (slash_commands); i++)
    if (g_ascii_strcasecmp (word, slash_commands[i].word) == 0 ||
        strcmp (word, slash_commands[i].alias) == 0)
      return slash_commands[i].kind;
  return NULL;
}

static MatoiCommand *
parse_slash (const char *text, const char *actor, GError **error)
{
  g_autofree char *word = take_word (text, &text);
  const char *kind = find_slash_kind (word);

  if (kind == NULL)
    {
      /* Translators: %s is what was typed after the slash; do not translate the commands */
      g_autofree char *message =
        g_strdup_printf (_("There is no command “/%s”. Commands: /sev /phase /role /ask /todo "
                                                    "/later /update /page /end"),
                            word);

      return refuse (error, message);
    }
  if (strcmp (kind, "severity") == 0)
    return parse_two ("severity", actor, text, "to", "reason", FALSE,
                      _("Write the severity, such as “/sev 2 more users are hit”."), error);
  if (strcmp (kind, "phase") == 0)
    return parse_two ("phase", actor, text, "to", NULL, FALSE,
                      _("Write the phase: size-up, stabilise, update or verify."), error);
  if (strcmp (kind, "role") == 0)
    return parse_two ("role-assign", actor, text, "role", "person", TRUE,
                      _("Write the role and the person, such as “/role deputy Mika”."), error);
  if (strcmp (kind, "update") == 0)
    return parse_update (text, actor, error);
  if (strcmp (kind, "ask") == 0)
    return parse_ask (text, actor, "m", error);
  if (strcmp (kind, "todo") == 0 || strcmp (kind, "later") == 0)
    return parse_text ("todo", actor, text, strcmp (kind, "later") == 0, error);
  return matoi_command_new (kind, actor);
}

static const char *
kind_of_sign (gunichar sign)
{
  switch (fold_char (sign))
    {
    case '=':
      return "fact";
    case '?':
      return "hypothesis";
    case '!':
      return "decision";
    case '>':
      return "action";
    case '+':
      return "todo";
    case '@':
      return "ask";
    default:
      return NULL;
    }
}

/**
 * matoi_line_parse:
 *
 * One line of the entry bar (design/cli.md); see the header.
 */
MatoiCommand *
matoi_line_parse (const char *line,
                  const char *actor,
                  gint64 typed_at,
                  GTimeZone *zone,
                  GError **error)
{
  g_autoptr (MatoiCommand) command = NULL;
  gint64 at = MATOI_TIME_NONE;
  const char *text, *kind;
  gunichar sign;

  if (!g_utf8_validate (line, -1, NULL))
    return refuse (error, _("The line holds bytes that are not readable text."));
  text = skip_space (line);
  take_time (&text, typed_at, zone, &at);
  if (*text == '\0')
    return refuse (error, _("There is no text yet."));
  sign = g_utf8_get_char (text);
  kind = kind_of_sign (sign);
  if (fold_char (sign) == '/' && *g_utf8_next_char (text) != '/')
    {
      command = parse_slash (g_utf8_next_char (text), actor, error);
    }
  else if (kind != NULL && strcmp (kind, "ask") == 0)
    {
      command = parse_ask (g_utf8_next_char (text), actor, "m", error);
    }
  else if (kind != NULL && strcmp (kind, "todo") == 0)
    {
      command = parse_text ("todo", actor, g_utf8_next_char (text), FALSE, error);
    }
  else
    {
      if (kind != NULL)
        text = skip_space (g_utf8_next_char (text));
      if (*text == '\0')
        return refuse (error, _("There is no text yet."));
      command = matoi_command_new ("note", actor);
      matoi_command_set (command, "kind", kind ? kind : "fact");
      set_text_and_evidence (command, text);
    }
  if (command != NULL)
    command->occurred_at = at != MATOI_TIME_NONE ? at : typed_at;
  return g_steal_pointer (&command);
}

/** matoi_line_kind: what @line will become, while it is typed; never NULL. */
const char *
matoi_line_kind (const char *line)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  const char *text = skip_space (line);
  const char *kind;
  gint64 at;

  take_time (&text, 0, utc, &at);
  if (*text == '\0')
    return "fact";
  if (fold_char (g_utf8_get_char (text)) == '/')
    {
      g_autofree char *word = take_word (g_utf8_next_char (text), &text);

      kind = find_slash_kind (word);
      return kind ? kind : "command";
    }
  kind = kind_of_sign (g_utf8_get_char (text));
  return kind ? kind : "fact";
}
