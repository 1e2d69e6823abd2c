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
  const char *incident, *entry, *todo, *assignment, *action, *passage, *insight;
} MatoiProjectTables;

extern const MatoiProjectTables matoi_project_tables, matoi_project_check_tables,
  matoi_project_stage_tables;

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
/* matoi-store-insights.c */
#define MATOI_PROJECT_INSIGHT(T)                                                               \
  "INSERT OR REPLACE INTO " T "insight(incident, uid, drill, security, " MATOI_INSIGHT_COLUMNS \
  ") VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,?18,?19,?20,?21,?22,"   \
  "?23,?24,?25,?26,?27,?28,?29,?30)"
#define MATOI_INSIGHT_COLUMNS                                                                  \
  "ref, state, outcome, severity, label, rank, major, started_at, detected_at, declared_at,"   \
  " mitigated_at, ended_at, services, spans, shifts, causes, actions, executives_met,"         \
  " executives_missed, public_met, public_missed, afterwards, has_postmortem, postmortem_due," \
  " meeting_held, postmortem_done"
gboolean matoi_project_write_insight (MatoiDatabase *db,
                                      const MatoiIncident *incident,
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
