/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-intents.h"
#include "matoi-room-command.h"

G_BEGIN_DECLS

/* What is answered in the room of @incident, in the language of the room; a text of the team
 * (slack.command.KIND) takes its place. Of a confidential incident nothing is told that its
 * codename does not tell (SEC-04). @settings: values, lang, zone and now count. */

/* (transfer full) (nullable): the answer to a question, what an entry lacks, or what the team wants
 * to be said of one that was recorded; NULL: nothing is to be said. */
char *matoi_room_answer (const MatoiIncident *incident,
                         const MatoiRoomCommand *command,
                         const MatoiIntentSettings *settings);
/* The entry of @command was refused; @reason in words. (transfer full) */
char *matoi_room_answer_refused (const MatoiIncident *incident,
                                 const MatoiRoomCommand *command,
                                 const char *reason,
                                 const MatoiIntentSettings *settings);
/* @stalked: whether the status was told by itself until now. (transfer full) */
char *matoi_room_answer_unstalk (const MatoiIncident *incident,
                                 gboolean stalked,
                                 const MatoiIntentSettings *settings);
/* The status as it stands, without anything that only the clock changes: two are the same as long
 * as nothing has happened. (transfer full) */
char *matoi_room_answer_status (const MatoiIncident *incident, const MatoiIntentSettings *settings);
/* Whether the status is told each time (slack.stalk), not only when it has changed. */
gboolean matoi_room_answer_always (const MatoiIntentSettings *settings);
/* When the incident ended the last time, also if it was reopened: what went on until then does not
 * go on by itself. G_MININT64: never. */
gint64 matoi_room_answer_last_end (const MatoiIncident *incident);
/* Whether such a command lacks what it needs: it is answered, not carried out. */
gboolean matoi_room_command_lacks_text (const MatoiRoomCommand *command);

G_END_DECLS
