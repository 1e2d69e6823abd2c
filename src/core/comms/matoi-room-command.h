/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What somebody asks of Matoi in the room of an incident (COM-14, SCR-02, SCR-04). */
typedef enum
{
  MATOI_ROOM_COMMAND_IC,   /* who leads */
  MATOI_ROOM_COMMAND_PAGE, /* text (nullable): whom to call */
  MATOI_ROOM_COMMAND_WHO,  /* text: the person */
  MATOI_ROOM_COMMAND_RESPONDERS,
  MATOI_ROOM_COMMAND_STATUS,
  MATOI_ROOM_COMMAND_STALK, /* tell the status again and again */
  MATOI_ROOM_COMMAND_UNSTALK,
  MATOI_ROOM_COMMAND_TODO,  /* text */
  MATOI_ROOM_COMMAND_FACT,  /* text */
  MATOI_ROOM_COMMAND_GUESS, /* text */
  MATOI_ROOM_COMMAND_SEV,   /* text: the severity; reason (nullable) */
  MATOI_ROOM_COMMAND_HELP,
} MatoiRoomCommandKind;

typedef struct
{
  MatoiRoomCommandKind kind;
  char *text, *reason; /* (nullable); a missing text is for the answer to ask for */
} MatoiRoomCommand;
void matoi_room_command_clear (MatoiRoomCommand *command);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MatoiRoomCommand, matoi_room_command_clear)

/* What begins every command, if nothing else was chosen (slack.command.prefix). */
#define MATOI_ROOM_COMMAND_PREFIX "!"

/* Whether @line is one of these commands, and which. @values: the settings "slack.command.prefix"
 * and "slack.word.KIND", text to text. What begins alike but is another bot's command is none. */
gboolean matoi_room_command_parse (const char *line, GHashTable *values, MatoiRoomCommand *command);
/* The name of @kind in the settings slack.word.KIND and slack.command.KIND; of all of them. */
const char *matoi_room_command_kind_name (MatoiRoomCommandKind kind);
const char *const *matoi_room_command_list_kinds (void);
/* Whether it changes the record; the others only ask. */
gboolean matoi_room_command_is_entry (MatoiRoomCommandKind kind);
/* Whether another bot answers it, to whom @values (slack.send.ic, slack.send.page) leave it. */
gboolean matoi_room_command_is_left (MatoiRoomCommandKind kind, GHashTable *values);

G_END_DECLS
