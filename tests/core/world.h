/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-decide.h"

G_BEGIN_DECLS

/* A little world for the tests of core: presets from the tree, one incident,
 * and a hand-made log in front of it. */
typedef struct
{
  GHashTable *policies; /* hash -> MatoiPolicy */
  MatoiPolicy *policy;
  MatoiIncident *incident;
  GPtrArray *log; /* of MatoiEvent */
  MatoiId last;
  gint64 now;
  guint64 replica;
} World;

World *world_new (const char *policy);
void world_free (World *world);
MatoiPolicy *world_load_policy (const char *id, GError **error);
MatoiPolicy *world_lookup (const char *hash, gpointer world);
MatoiEvent *world_do (World *world, MatoiCommand *command, GError **error);
MatoiCommand *world_command (const char *name, const char *actor, ...) G_GNUC_NULL_TERMINATED;
void world_declare (World *world, const char *severity);
void world_must (World *world, MatoiCommand *command);
void world_must_not (World *world, MatoiCommand *command, int code, const char *reason);
char *world_dump (const MatoiIncident *incident);

G_END_DECLS
