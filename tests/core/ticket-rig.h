/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-intents.h"
#include "world.h"

G_BEGIN_DECLS

/* A world with one JIRA, "jira", whose project is OPS, and a SEV-1; and what was asked of JIRA so far. */
typedef struct
{
  World *world;
  GHashTable *values; /* of the settings */
  GHashTable *done;   /* the lanes in which a ticket was asked for */
  GTimeZone *zone;    /* Tokyo */
} Rig;

void rig_init (Rig *rig);
void rig_clear (Rig *rig);
void rig_set (Rig *rig, const char *key, const char *value);
/* Adds what matoi_context_complete () adds; returns @command. */
MatoiCommand *rig_complete (Rig *rig, MatoiCommand *command);
/* What follows from @command, of MatoiIntent; each ticket to create is kept as under way. (transfer full) */
GPtrArray *rig_follow (Rig *rig, MatoiCommand *command);

G_END_DECLS
