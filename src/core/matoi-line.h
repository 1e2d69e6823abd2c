/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-command.h"

G_BEGIN_DECLS

/* Parses one line of the entry bar (design: the grammar of "say").
 * @typed_at is when the first key was pressed, @zone the organisation's zone
 * for a leading HH:MM. Returns: (transfer full) the command, or NULL with
 * MATOI_ERROR_INPUT that says what is wrong. "/page" and "/end" come back as
 * the commands "page" and "end" without arguments: the caller asks further. */
MatoiCommand *matoi_line_parse (const char *line,
                                const char *actor,
                                gint64 typed_at,
                                GTimeZone *zone,
                                GError **error);
/* Whether @command of such a line happened on an earlier day than it is typed, in @zone: "23:50 …"
 * after midnight means yesterday, which the person has to see. */
gboolean matoi_line_is_earlier_day (const MatoiCommand *command, gint64 typed_at, GTimeZone *zone);
/* What the line will become, for display while typing: fact hypothesis decision
 * action todo later ask severity phase role update poll clock step subteam
 * security link correct page end, or "command" while the word after the slash is
 * not a command (yet); never NULL. */
const char *matoi_line_kind (const char *line);

/* One command of the grammar, typed after a slash. */
typedef struct
{
  const char *name;        /* "sev"; never translated */
  const char *alias;       /* its Japanese name, "重大度" */
  const char *reading;     /* the Japanese name in hiragana, "じゅうだいど" */
  const char *args;        /* msgid: what follows it, "LEVEL [REASON]"; NULL: nothing */
  const char *description; /* msgid: what it does, in one line */
  /* for the parser */
  const char *others;  /* more words for it, separated by blanks */
  const char *kind;    /* see matoi_line_kind () */
  const char *command; /* the command it becomes */
  const char *pattern; /* of its arguments, see matoi-line.c */
  const char *usage;   /* (nullable) msgid: with an example */
} MatoiLineCommand;

/* All of them, in the order to show them. */
const MatoiLineCommand *matoi_line_commands (gsize *n);
/* The one that @word (without the slash, full-width or not) names, or NULL. */
const MatoiLineCommand *matoi_line_find_command (const char *word);
/* The audience of an update that @word names, in English or Japanese or by a beginning of
 * either; NULL: none. */
const char *matoi_line_find_audience (const char *word);
/* Its name in the language of the interface: name or alias. */
const char *matoi_line_command_word (const MatoiLineCommand *command);

G_END_DECLS
