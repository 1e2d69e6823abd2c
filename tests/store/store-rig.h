/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <sqlite3.h>

#include "matoi-store.h"

/* A database of its own in a new folder, and short ways to fill it. */
#define RIG_NOW ((gint64) 1795000000000)

typedef struct
{
  char *folder, *path;
  MatoiStore *store;
  MatoiPolicy *policy;
  MatoiId incident;
} Rig;

void rig_init (Rig *rig);
void rig_clear (Rig *rig);
void rig_reopen (Rig *rig);
MatoiPolicy *rig_load_policy (void);

MatoiCommand *rig_declare (Rig *rig, const char *title);
MatoiCommand *rig_note (const char *text);
MatoiReceipt *rig_try (Rig *rig,
                       MatoiStore *store,
                       const MatoiId *incident,
                       MatoiCommand *command,
                       GError **error);
void rig_do (Rig *rig, MatoiCommand *command, MatoiId *first_event);
void rig_fill (Rig *rig);
char *rig_dump (const char *path);
int rig_sql (const char *path, const char *sql);
void rig_assert_verifies (MatoiStore *store);
