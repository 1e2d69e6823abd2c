/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-command.h"
#include "matoi-incident.h"

G_BEGIN_DECLS

/* Decides @command on @incident: pure, nothing is changed.
 * Returns: (transfer container) the events to append (their ids and incident
 * are filled in by the store), or NULL with MATOI_ERROR_RULE (reasons set),
 * _INPUT or _NOT_FOUND. An empty array: nothing to do. "declare" wants a fresh
 * incident and, in args: "ref" and "policy" (a hash known to the lookup). */
GPtrArray *matoi_decide (const MatoiIncident *incident,
                         MatoiPolicy *policy,
                         const MatoiCommand *command,
                         gint64 now,
                         GError **error);

/* What the end page shows: every check, with met or not (END-01…13). */
typedef struct
{
  char *id, *text, *fix;
  gboolean met, hard;
} MatoiCheck;
void matoi_check_free (MatoiCheck *check);
GPtrArray *matoi_end_checks (const MatoiIncident *incident,
                             const char *outcome,
                             const char *final_severity,
                             const char *owner);

G_END_DECLS
