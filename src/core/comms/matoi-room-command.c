/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-room-command.h"

#include <string.h>

/* Commands in a room. People type them under stress, with and without an input method: width and
 * case do not count, and each has Japanese names. */

typedef enum
{
  ARGS_NONE,
  ARGS_SOME, /* may be left out, by a plain question */
  ARGS_TEXT, /* wanted; the answer asks for it if it is missing */
} Args;

static const struct
{
  const char *name;
  Args args;
  const char *phrases; /* folded, the words of one with a blank between them, "|" between two */
} kinds[] = {
  [MATOI_ROOM_COMMAND_IC] = { "ic", ARGS_NONE, "ic|指揮|指揮官|コマンダー" },
  [MATOI_ROOM_COMMAND_PAGE] = { "page", ARGS_SOME,
                                "ic page|page ic|ic 呼び出し|ic呼び出し|呼び出し|呼出" },
  [MATOI_ROOM_COMMAND_WHO] = { "who", ARGS_TEXT, "ic who|ic 誰|誰" },
  [MATOI_ROOM_COMMAND_RESPONDERS] = { "responders", ARGS_NONE,
                                      "ic responders|responders|対応者|担当者" },
  [MATOI_ROOM_COMMAND_STATUS] = { "status", ARGS_NONE, "status|状況|ステータス" },
  [MATOI_ROOM_COMMAND_STALK] = { "stalk", ARGS_NONE, "status stalk|状況 定期|定期報告|状況 監視" },
  [MATOI_ROOM_COMMAND_UNSTALK] = { "unstalk", ARGS_NONE,
                                   "status unstalk|状況 停止|定期報告 停止|定期報告停止" },
  [MATOI_ROOM_COMMAND_TODO] = { "todo", ARGS_TEXT, "todo|やること|タスク" },
  [MATOI_ROOM_COMMAND_FACT] = { "fact", ARGS_TEXT, "fact|事実" },
  [MATOI_ROOM_COMMAND_GUESS] = { "guess", ARGS_TEXT, "guess|仮説|推測" },
  [MATOI_ROOM_COMMAND_SEV] = { "sev", ARGS_TEXT, "sev|severity|重大度|深刻度" },
  [MATOI_ROOM_COMMAND_HELP] = { "help", ARGS_NONE, "matoi|matoi help|纏|help|ヘルプ|使い方" },
};

void
matoi_room_command_clear (MatoiRoomCommand *command)
{
  g_clear_pointer (&command->text, g_free);
  g_clear_pointer (&command->reason, g_free);
}

const char *
matoi_room_command_kind_name (MatoiRoomCommandKind kind)
{
  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (kinds), NULL);

  return kinds[kind].name;
}

const char *const *
matoi_room_command_list_kinds (void)
{
  static const char *names[G_N_ELEMENTS (kinds) + 1];

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    names[i] = kinds[i].name;
  return names;
}

gboolean
matoi_room_command_is_entry (MatoiRoomCommandKind kind)
{
  return kind >= MATOI_ROOM_COMMAND_TODO && kind <= MATOI_ROOM_COMMAND_SEV;
}

static const char *
get (GHashTable *values, const char *key)
{
  const char *value = values != NULL ? g_hash_table_lookup (values, key) : NULL;

  return value != NULL && *value != '\0' ? value : NULL;
}

gboolean
matoi_room_command_is_left (MatoiRoomCommandKind kind, GHashTable *values)
{
  switch (kind)
    {
    case MATOI_ROOM_COMMAND_IC:
    case MATOI_ROOM_COMMAND_WHO:
    case MATOI_ROOM_COMMAND_RESPONDERS:
      return get (values, "slack.send.ic") != NULL;
    case MATOI_ROOM_COMMAND_PAGE:
      return get (values, "slack.send.page") != NULL;
    default:
      return FALSE;
    }
}

/* --- folding */

static gunichar
fold_char (gunichar c)
{
  if (c >= 0xff01 && c <= 0xff5e)
    c -= 0xfee0;
  return c == 0x3000 ? ' ' : g_unichar_tolower (c);
}

static char *
fold (const char *text)
{
  g_autofree char *narrow = g_utf8_normalize (text, -1, G_NORMALIZE_NFKC);

  return g_utf8_strdown (narrow != NULL ? narrow : text, -1);
}

static gboolean
is_space (const char *p)
{
  return g_unichar_isspace (fold_char (g_utf8_get_char (p)));
}

static const char *
skip_space (const char *p)
{
  while (*p != '\0' && is_space (p))
    p = g_utf8_next_char (p);
  return p;
}

/* Behind @prefix, which @line begins with in any width and case; NULL: it does not. */
static const char *
skip_prefix (const char *line, const char *prefix)
{
  gunichar last = 0;

  for (prefix = skip_space (prefix); *prefix != '\0'; prefix = g_utf8_next_char (prefix))
    {
      last = fold_char (g_utf8_get_char (prefix));
      if (fold_char (g_utf8_get_char (line)) != last)
        return NULL;
      line = g_utf8_next_char (line);
    }
  /* A word stands by itself, "matoi status"; behind a sign nobody types a blank, but after one
   * that is only a sign people go on talking. */
  if (g_unichar_isalnum (last))
    return is_space (line) ? skip_space (line) : NULL;
  return g_unichar_isspace (last) || !is_space (line) ? skip_space (line) : NULL;
}

/* --- words */

/* Behind as many words of @line as @phrase has, if they are the same; NULL: they are not. */
static const char *
skip_phrase (const char *line, const char *phrase)
{
  g_auto (GStrv) wanted = g_strsplit (phrase, " ", -1);

  for (guint i = 0; wanted[i] != NULL; i++)
    {
      const char *end = line = i > 0 ? skip_space (line) : line;
      g_autofree char *word = NULL, *folded = NULL;

      while (*end != '\0' && !is_space (end))
        end = g_utf8_next_char (end);
      word = g_strndup (line, (gsize) (end - line));
      folded = fold (word);
      if (strcmp (folded, wanted[i]) != 0)
        return NULL;
      line = end;
    }
  return line;
}

/* What follows directly: "!sev1", "！重大度１", "！やること：更新". */
static const char *
skip_glued (const char *line, const char *phrase, MatoiRoomCommandKind kind)
{
  const char *p = line;
  gunichar next;

  for (const char *c = phrase; *c != '\0'; c = g_utf8_next_char (c))
    {
      if (fold_char (g_utf8_get_char (p)) != g_utf8_get_char (c))
        return NULL;
      p = g_utf8_next_char (p);
    }
  next = fold_char (g_utf8_get_char (p));
  if (kind == MATOI_ROOM_COMMAND_SEV && (g_unichar_isdigit (next) || next == '-'))
    return p;
  return kinds[kind].args == ARGS_TEXT && next == ':' ? g_utf8_next_char (p) : NULL;
}

/* What people put behind a question: "!status?", "！指揮は？". */
static gboolean
is_idle (const char *rest)
{
  for (; *rest != '\0'; rest = g_utf8_next_char (rest))
    {
      gunichar c = fold_char (g_utf8_get_char (rest));

      if (!g_unichar_isspace (c) && c != '?' && c != '.' && c != 0x3002 && c != 0x306f)
        return FALSE;
    }
  return TRUE;
}

/* "!status?" */
static char *
drop_mark (const char *line)
{
  char *copy = g_strchomp (g_strdup (line));
  char *last;

  while (*copy != '\0' && (last = g_utf8_prev_char (copy + strlen (copy))) > copy && is_idle (last))
    *last = '\0';
  return copy;
}

static char *
dup_rest (const char *rest)
{
  char *text = g_strdup (skip_space (rest));
  char *last;

  while (*text != '\0' && is_space (last = g_utf8_prev_char (text + strlen (text))))
    *last = '\0';
  if (*text == '\0')
    g_clear_pointer (&text, g_free);
  return text;
}

static void
take_severity (MatoiRoomCommand *command)
{
  g_autofree char *both = g_steal_pointer (&command->text);
  char *end = both, *level;

  while (end != NULL && *end != '\0' && !is_space (end))
    end = g_utf8_next_char (end);
  if (both == NULL)
    return;
  command->reason = dup_rest (end);
  *end = '\0';
  level = both + (*both == '-');
  command->text = *level != '\0' ? fold (level) : NULL;
}

/* Whom to call or to ask for: "@Aiko", "愛子さん". */
static void
take_person (MatoiRoomCommand *command)
{
  static const char *const polite[] = { "さん", "様", "さま", "くん", "ちゃん" };
  g_autofree char *name = g_steal_pointer (&command->text);

  if (name == NULL)
    return;
  command->text =
    dup_rest (fold_char (g_utf8_get_char (name)) == '@' ? g_utf8_next_char (name) : name);
  for (guint i = 0; command->text != NULL && i < G_N_ELEMENTS (polite); i++)
    if (g_str_has_suffix (command->text, polite[i]) && strlen (command->text) > strlen (polite[i]))
      {
        command->text[strlen (command->text) - strlen (polite[i])] = '\0';
        g_strchomp (command->text);
        return;
      }
}

static gboolean
take (MatoiRoomCommandKind kind, const char *rest, MatoiRoomCommand *command)
{
  if (kinds[kind].args == ARGS_NONE && !is_idle (rest))
    return FALSE;
  command->kind = kind;
  if (kinds[kind].args != ARGS_NONE)
    command->text = dup_rest (rest);
  if (kind == MATOI_ROOM_COMMAND_SEV)
    take_severity (command);
  else if (kind == MATOI_ROOM_COMMAND_WHO || kind == MATOI_ROOM_COMMAND_PAGE)
    take_person (command);
  return TRUE;
}

static GStrv
list_phrases (GHashTable *values, MatoiRoomCommandKind kind)
{
  g_autofree char *key = g_strconcat ("slack.word.", kinds[kind].name, NULL);
  const char *chosen = get (values, key);
  g_autofree char *folded = NULL;
  GStrv list;

  if (chosen == NULL)
    return g_strsplit (kinds[kind].phrases, "|", -1);
  folded = fold (chosen);
  list = g_strsplit (folded, ",", -1);
  for (guint i = 0; list[i] != NULL; i++)
    g_strstrip (list[i]);
  return list;
}

/**
 * matoi_room_command_parse:
 * @line: what somebody said, readable
 * @values: (nullable): settings
 * @command: (out): to be cleared; untouched unless TRUE
 *
 * The phrase with the most letters that fits counts: "!ic who" is not "!ic" with a word behind it.
 */
gboolean
matoi_room_command_parse (const char *line, GHashTable *values, MatoiRoomCommand *command)
{
  const char *prefix = get (values, "slack.command.prefix");
  MatoiRoomCommandKind found = MATOI_ROOM_COMMAND_IC;
  const char *rest = NULL;
  g_autofree char *said = NULL, *asked = NULL;
  gsize best = 0;

  if (!g_utf8_validate (line, -1, NULL))
    return FALSE;
  line = skip_prefix (skip_space (line), prefix != NULL ? prefix : MATOI_ROOM_COMMAND_PREFIX);
  if (line == NULL || *line == '\0')
    return FALSE;
  said = g_strdup (line);
  asked = drop_mark (line);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_auto (GStrv) phrases = list_phrases (values, (MatoiRoomCommandKind) i);
      const char *from = kinds[i].args == ARGS_NONE ? asked : said;

      for (guint j = 0; phrases[j] != NULL; j++)
        {
          const char *end = skip_phrase (from, phrases[j]);

          if (end == NULL)
            end = skip_glued (from, phrases[j], (MatoiRoomCommandKind) i);
          if (end == NULL || *phrases[j] == '\0' || strlen (phrases[j]) <= best)
            continue;
          best = strlen (phrases[j]);
          found = (MatoiRoomCommandKind) i;
          rest = end;
        }
    }
  return rest != NULL && take (found, rest, command);
}
