/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-incident.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 until, at;
  char *reason;
} MatoiSnooze;

void matoi_incident_reset (MatoiIncident *incident);
void matoi_fold (MatoiIncident *incident,
                 MatoiEvent *event,
                 MatoiPolicyLookup lookup,
                 gpointer user_data);

MatoiEntry *matoi_entry_new (MatoiEvent *event, const char *kind, const char *text);
void matoi_evidence_read (GPtrArray *evidence, JsonArray *array);
MatoiAssignment *matoi_incident_find_assignment (const MatoiIncident *incident,
                                                 const char *role,
                                                 const char *person);
gpointer matoi_find_by_id (GPtrArray *array, const MatoiId *id);
void matoi_page_free (MatoiPage *page);

G_END_DECLS
