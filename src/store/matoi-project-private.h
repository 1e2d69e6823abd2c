/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-project.h"
#include "matoi-search-private.h"

G_BEGIN_DECLS

/* Row ids are those of the event that made the row, with room for the kinds of
 * row: stable over a rebuild, and in the order of arrival across kinds. */
#define MATOI_PROJECT_KINDS 8
typedef enum
{
  MATOI_PROJECT_ENTRY = 1,
  MATOI_PROJECT_TODO,
  MATOI_PROJECT_ACTION,
  MATOI_PROJECT_PASSAGE,
  MATOI_PROJECT_INCIDENT,
} MatoiProjectKind;

static inline gint64
matoi_project_row (gint64 seq, MatoiProjectKind kind)
{
  return seq * MATOI_PROJECT_KINDS + (gint64) kind;
}

/* matoi-project-rows.c: how a row of each table is written, by where to. @row is the incident's. */
typedef struct
{
  const char *incident, *entry, *todo, *assignment, *action, *passage;
} MatoiProjectTables;

extern const MatoiProjectTables matoi_project_tables, matoi_project_check_tables;

gboolean matoi_project_write_incident (MatoiDatabase *db,
                                       const MatoiIncident *incident,
                                       const MatoiProjectTables *target,
                                       gint64 row,
                                       GError **error);
gboolean matoi_project_write_entry (MatoiDatabase *db,
                                    const MatoiEntry *entry,
                                    const MatoiProjectTables *target,
                                    gint64 row,
                                    GError **error);
gboolean matoi_project_write_todo (MatoiDatabase *db,
                                   const MatoiTodo *todo,
                                   const MatoiProjectTables *target,
                                   gint64 row,
                                   GError **error);
gboolean matoi_project_write_assignments (MatoiDatabase *db,
                                          const MatoiIncident *incident,
                                          const MatoiProjectTables *target,
                                          gint64 row,
                                          GError **error);
gboolean matoi_project_write_actions (MatoiDatabase *db,
                                      const MatoiIncident *incident,
                                      const MatoiProjectTables *target,
                                      gint64 row,
                                      GError **error);
gboolean matoi_project_write_passage (MatoiDatabase *db,
                                      const MatoiPassage *passage,
                                      const MatoiProjectTables *target,
                                      gint64 row,
                                      GError **error);
/* Everything but the row of the incident itself. */
gboolean matoi_project_write_all (MatoiDatabase *db,
                                  const MatoiIncident *incident,
                                  const MatoiProjectTables *target,
                                  gint64 row,
                                  GError **error);

G_END_DECLS
