/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-undo.h"

G_BEGIN_DECLS

typedef struct
{
  const MatoiIncident *incident; /* as it is now */
  const char *actor;
  GPtrArray *commands; /* of MatoiCommand */
} MatoiUndo;

typedef struct
{
  const char *type; /* of the event that is taken back; NULL ends a list */
  void (*undo) (MatoiUndo *undo, const MatoiEvent *event, JsonObject *p);
} MatoiUndoRule;

extern const MatoiUndoRule matoi_undo_postmortem[];

MatoiCommand *matoi_undo_add (MatoiUndo *undo, const char *name);
/* The newest event before @event of @type whose @member is @value; NULL each: of any. (nullable) */
const MatoiEvent *matoi_undo_find_before (const MatoiIncident *incident,
                                          const MatoiEvent *event,
                                          const char *type,
                                          const char *member,
                                          const char *value);

G_END_DECLS
