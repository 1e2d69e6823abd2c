/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-slack-adopt.h"

#include <string.h>

#include "matoi-json.h"
#include "matoi-plain.h"
#include "matoi-slack-words.h"

#define SOURCE     "slack"
#define MAX_NAME   200
#define MAX_TEXT   60000
#define MAX_RAW    (4 * 1024 * 1024)
#define MAX_DEPTH  64
#define NO_CONTEXT "Slack"

/** matoi_slack_dup_permalink: see the header. */
char *
matoi_slack_dup_permalink (const MatoiRoomMessage *message, const char *base_url)
{
  g_autofree char *base = g_strdup (base_url);
  g_autofree char *where = NULL;
  gsize length = base != NULL ? strlen (base) : 0;

  while (length > 0 && base[length - 1] == '/')
    base[--length] = '\0';
  if (length == 0)
    return NULL;
  where = g_strdup (message->ts);
  /* "1512085950.000216" is "p1512085950000216" there. */
  if (strchr (where, '.') != NULL)
    memmove (strchr (where, '.'), strchr (where, '.') + 1, strlen (strchr (where, '.')));
  if (message->thread_ts == NULL || strcmp (message->thread_ts, message->ts) == 0)
    return g_strdup_printf ("%s/archives/%s/p%s", base, message->channel, where);
  return g_strdup_printf ("%s/archives/%s/p%s?thread_ts=%s&cid=%s", base, message->channel, where,
                          message->thread_ts, message->channel);
}

/* @text as an entry may hold it. */
static char *
dup_words (const char *text, gsize limit)
{
  char *words = g_strstrip (matoi_plain_dup (text != NULL ? text : ""));

  if (strlen (words) > limit)
    *g_utf8_find_prev_char (words, words + limit + 1) = '\0';
  return words;
}

static MatoiCommand *
new_command (const MatoiRoomMessage *message, const char *name, char *external_id)
{
  g_autofree char *author = dup_words (message->author, MAX_NAME);
  MatoiCommand *command = matoi_command_new (name, *author != '\0' ? author : NO_CONTEXT);

  command->occurred_at = message->at;
  command->source = g_strdup (SOURCE);
  command->external_id = external_id;
  return command;
}

/* Where it can be read again, with its files; without the address at least where it was. */
static void
add_evidence (MatoiCommand *command, const MatoiRoomMessage *message, const char *base_url)
{
  g_autofree char *permalink = matoi_slack_dup_permalink (message, base_url);
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GPtrArray) files = NULL;

  if (permalink != NULL)
    matoi_command_add_evidence (command, permalink, NULL, NULL);
  else
    matoi_command_add_evidence (command, NULL, NO_CONTEXT, NULL);
  if (message->raw != NULL)
    node = matoi_json_parse (message->raw, -1, MAX_RAW, MAX_DEPTH, NULL);
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return;
  files = matoi_slack_words_list_files (json_node_get_object (node));
  for (guint i = 0; i < files->len; i++)
    matoi_command_add_evidence (command, g_ptr_array_index (files, i), NULL, NULL);
}

/* The lines that begin with TODO, or else all of @words. */
static GPtrArray *
list_tasks (const char *words)
{
  GPtrArray *tasks = matoi_slack_words_list_todos (words);

  if (tasks->len == 0)
    g_ptr_array_add (tasks, g_strdup (words));
  return tasks;
}

/** matoi_slack_adopt: see the header; the ids are those that the import of an export gives. */
GPtrArray *
matoi_slack_adopt (const MatoiRoomMessage *message, const char *kind, const char *base_url)
{
  GPtrArray *commands = g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_command_free);
  g_autofree char *words = dup_words (message->text, MAX_TEXT);
  g_autoptr (GPtrArray) tasks = NULL;
  MatoiCommand *command;

  if (message->deleted || matoi_text_is_blank (words))
    return commands;
  if (strcmp (kind, "todo") != 0)
    {
      command =
        new_command (message, "note", g_strdup_printf ("%s:%s", message->channel, message->ts));
      matoi_command_set (command, "kind", kind);
      matoi_command_set (command, "text", words);
      add_evidence (command, message, base_url);
      g_ptr_array_add (commands, command);
      return commands;
    }
  tasks = list_tasks (words);
  for (guint i = 0; i < tasks->len; i++)
    {
      command = new_command (message, "todo",
                             g_strdup_printf ("%s:%s#todo-%u", message->channel, message->ts, i));
      matoi_command_set (command, "text", g_ptr_array_index (tasks, i));
      g_ptr_array_add (commands, command);
    }
  return commands;
}

/** matoi_slack_adopt_change: see the header. */
MatoiCommand *
matoi_slack_adopt_change (const MatoiRoomMessage *message, const MatoiTaken *taken)
{
  g_autofree char *words = dup_words (message->text, MAX_TEXT);
  g_autofree char *id = matoi_id_dup_text (&taken->event);
  g_autoptr (GPtrArray) tasks = taken->todo >= 0 ? list_tasks (words) : NULL;
  MatoiCommand *command;

  if (!message->deleted &&
      (matoi_text_is_blank (words) || (tasks != NULL && (guint) taken->todo >= tasks->len)))
    return NULL;
  command = matoi_command_new ("source-changed", message->author != NULL && *message->author != '\0'
                                                   ? message->author
                                                   : NO_CONTEXT);
  command->source = g_strdup (SOURCE);
  matoi_command_set (command, "entry", id);
  if (message->deleted)
    matoi_command_set_flag (command, "deleted", TRUE);
  else
    matoi_command_set (command, "text",
                       tasks != NULL ? g_ptr_array_index (tasks, taken->todo) : words);
  return command;
}
