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

/* "10", "10m", "10min" or "10分". */
static gboolean
parse_minutes (const char *text, gint64 *minutes)
{
  static const char *const units[] = { "", "m", "min", "分", NULL };
  char *end = NULL;

  if (!g_ascii_isdigit (*text))
    return FALSE;
  *minutes = g_ascii_strtoll (text, &end, 10);
  return g_strv_contains (units, end);
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
  if (word[0] == '-' && !g_ascii_isdigit (word[strlen (word) - 1]) &&
      parse_minutes (word + 1, &minutes) && minutes <= MAX_MINUTES_AGO)
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

/* The first of @words that begins with @word; Japanese words stand for the one before them. */
static const char *
expand (const char *const (*words)[2], const char *word)
{
  for (guint i = 0; words[i][0] != NULL; i++)
    if (*word != '\0' && (g_str_has_prefix (words[i][0], word) || strcmp (words[i][1], word) == 0))
      return words[i][0];
  return word;
}

/** matoi_line_find_audience: (nullable): the audience that @word is a beginning of a name of. */
const char *
matoi_line_find_audience (const char *word)
{
  static const char *const words[][2] = {
    { "channel", "channel チャンネル インシデントのチャンネル 現場 対応者 対応チーム" },
    { "executives", "executives 経営陣 経営層 役員 幹部" },
    { "public", "public customers 社外 公開 対外 外部 お客様 お客さま 顧客 一般" },
    { "company", "company everybody 全社 社内 全員 全社員 従業員" },
  };
  g_autofree char *narrow = g_utf8_normalize (word, -1, G_NORMALIZE_NFKC);
  g_autofree char *folded = narrow ? g_utf8_strdown (narrow, -1) : NULL;

  for (guint i = 0; folded != NULL && *folded != '\0' && i < G_N_ELEMENTS (words); i++)
    {
      g_auto (GStrv) names = g_strsplit (words[i][1], " ", -1);

      for (guint k = 0; names[k] != NULL; k++)
        if (g_str_has_prefix (names[k], folded))
          return words[i][0];
    }
  return NULL;
}

static const char *
expand_audience (const char *word)
{
  const char *audience = matoi_line_find_audience (word);

  return audience ? audience : word;
}

static const char *
expand_outcome (const char *word)
{
  static const char *const words[][2] = {
    { "agreed", "合意" }, { "objection", "反対" }, { "withdrawn", "取り下げ" }, { NULL }
  };

  return expand (words, word);
}

/* A word, or several in quotation marks: a name may have blanks in it. */
static char *
take_name (const char *text, const char **rest)
{
  static const char *const quotes[][2] = {
    { "\"", "\"" }, { "“", "”" }, { "＂", "＂" }, { "「", "」" }
  };

  text = skip_space (text);
  for (guint i = 0; i < G_N_ELEMENTS (quotes); i++)
    {
      const char *begin, *end;

      if (!g_str_has_prefix (text, quotes[i][0]))
        continue;
      begin = text + strlen (quotes[i][0]);
      end = strstr (begin, quotes[i][1]);
      if (end == NULL || end == begin)
        continue;
      *rest = skip_space (end + strlen (quotes[i][1]));
      return g_strndup (begin, (gsize) (end - begin));
    }
  return take_word (text, rest);
}

/* Sets the argument that @item of a pattern describes, such as "w?:to"; moves @text behind it. */
static gboolean
take_argument (MatoiCommand *command, const char *item, const char **text)
{
  gboolean optional = item[1] == '?';
  const char *name = item + (optional ? 3 : 2);
  g_autofree char *word = NULL;
  gint64 minutes;

  if (item[0] == 'f')
    {
      matoi_command_set_flag (command, name, TRUE);
      return TRUE;
    }
  *text = skip_space (*text);
  if (**text == '\0')
    return optional;
  if (item[0] == 'r')
    {
      matoi_command_set (command, name, *text);
      *text += strlen (*text);
      return TRUE;
    }
  word = item[0] == 'w' ? take_name (*text, text) : take_word (*text, text);
  if (item[0] == 'n')
    {
      if (!parse_minutes (word, &minutes))
        return FALSE;
      matoi_command_set_int (command, name, minutes);
      return TRUE;
    }
  matoi_command_set (command, name,
                     item[0] == 'a'   ? expand_audience (word)
                     : item[0] == 'o' ? expand_outcome (word)
                                      : word);
  return TRUE;
}

static MatoiCommand *
refuse_arguments (const MatoiLineCommand *form, GError **error)
{
  g_autofree char *message = NULL;

  if (form->usage != NULL)
    return refuse (error, _ (form->usage));
  /* Translators: 1: a command such as “snooze”, 2: what follows it, such as “CLOCK MINUTES REASON” */
  message = g_strdup_printf (_("Write it as “/%1$s %2$s”."), matoi_line_command_word (form),
                                form->args ? _ (form->args) : "");
  return refuse (error, message);
}

/* @text is what follows the word of the command. */
static MatoiCommand *
parse_arguments (const MatoiLineCommand *form, const char *text, const char *actor, GError **error)
{
  g_autoptr (MatoiCommand) command = matoi_command_new (form->command, actor);
  g_auto (GStrv) items = g_strsplit (form->pattern, " ", -1);

  for (guint i = 0; items[i] != NULL; i++)
    if (!take_argument (command, items[i], &text))
      return refuse_arguments (form, error);
  return g_steal_pointer (&command);
}

static MatoiCommand *
refuse_command (const char *word, GError **error)
{
  g_autoptr (GString) known = g_string_new (NULL);
  g_autofree char *message = NULL;
  const MatoiLineCommand *forms;
  gsize n;

  forms = matoi_line_commands (&n);
  for (gsize i = 0; i < n; i++)
    g_string_append_printf (known, "%s/%s", i > 0 ? " " : "", matoi_line_command_word (&forms[i]));
  /* Translators: 1: what was typed after the slash, 2: the commands there are */
  message = g_strdup_printf (_("There is no command “/%1$s”. Commands: %2$s"), word, known->str);
  return refuse (error, message);
}

static MatoiCommand *
parse_slash (const char *text, const char *actor, GError **error)
{
  g_autofree char *word = take_word (text, &text);
  const MatoiLineCommand *form = matoi_line_find_command (word);

  if (form == NULL)
    return refuse_command (word, error);
  return parse_arguments (form, text, actor, error);
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
  else if (kind != NULL && (strcmp (kind, "ask") == 0 || strcmp (kind, "todo") == 0))
    {
      command =
        parse_arguments (matoi_line_find_command (kind), g_utf8_next_char (text), actor, error);
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

/** matoi_line_is_earlier_day: see the header; FALSE without a time. */
gboolean
matoi_line_is_earlier_day (const MatoiCommand *command, gint64 typed_at, GTimeZone *zone)
{
  g_autofree char *day = NULL, *today = NULL;

  if (command == NULL || command->occurred_at == MATOI_TIME_NONE)
    return FALSE;
  day = matoi_time_to_local (command->occurred_at, "%Y-%m-%d", zone);
  today = matoi_time_to_local (typed_at, "%Y-%m-%d", zone);
  return strcmp (day, today) < 0;
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
      const MatoiLineCommand *form = matoi_line_find_command (word);

      return form ? form->kind : "command";
    }
  kind = kind_of_sign (g_utf8_get_char (text));
  return kind ? kind : "fact";
}
