/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-database.h"
#include "matoi-incident.h"

G_BEGIN_DECLS

/* Which rows of an incident are to be written anew. */
typedef struct
{
  gboolean all;
  gboolean assignments, actions, passages, figures;
  GHashTable *ids; /* set of MatoiId: events that made or touched an entry or a TODO */
} MatoiTouched;

void matoi_touched_init (MatoiTouched *touched);
void matoi_touched_clear (MatoiTouched *touched);
void matoi_touched_add (MatoiTouched *touched, const MatoiEvent *event, gboolean folded_again);

gboolean matoi_project_write (MatoiDatabase *db,
                              const MatoiIncident *incident,
                              const MatoiTouched *touched,
                              GError **error);
/* Of a row that can be found: 0 entry, 1 TODO, 2 action item, 3 passage; else more. */
guint matoi_project_get_kind (gint64 id);
gboolean matoi_project_delete_all (MatoiDatabase *db, GError **error);

/* The same rows into temporary tables, to compare them. */
gboolean matoi_project_check_begin (MatoiDatabase *db, GError **error);
gboolean matoi_project_check (MatoiDatabase *db,
                              const MatoiIncident *incident,
                              gboolean *same,
                              GError **error);

G_END_DECLS
