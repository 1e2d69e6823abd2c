/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-session.h"

G_BEGIN_DECLS

/* The team that owns an action item: typed, or picked from those that own services (ACT-07, ACT-12).
 * Signal "save" (const char *team): to be recorded. */
#define MATOI_TYPE_TEAM_ENTRY (matoi_team_entry_get_type ())
G_DECLARE_FINAL_TYPE (MatoiTeamEntry, matoi_team_entry, MATOI, TEAM_ENTRY, GtkWidget)

void matoi_team_entry_set_session (MatoiTeamEntry *self, MatoiSession *session);
void matoi_team_entry_set_team (MatoiTeamEntry *self, const char *durable);
void matoi_team_entry_reset (MatoiTeamEntry *self, const char *team);
char *matoi_team_entry_dup_team (MatoiTeamEntry *self);
void matoi_team_entry_fail (MatoiTeamEntry *self);
void matoi_team_entry_flush (MatoiTeamEntry *self);
char *matoi_team_entry_dup_likely (MatoiTeamEntry *self);

G_END_DECLS
