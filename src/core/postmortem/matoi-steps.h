/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-ticket.h"

G_BEGIN_DECLS

/* ACT-11: what is left of the process of the postmortem as one ticket with sub-tasks. The steps are
 * what stands before its states, see matoi_postmortem_gates (); there is no second list. Pure. */

/* One of them, as it will be read there. */
typedef struct
{
  char *id;      /* of the reason it comes from, such as "pm.link" */
  char *summary; /* one line */
  char *description;
  char *due; /* (nullable) YYYY-MM-DD */
} MatoiStepDraft;

typedef struct
{
  MatoiTicketDraft *parent; /* its description lists the steps, for projects without sub-tasks */
  GPtrArray *steps;         /* of MatoiStepDraft: what is open, in the order of the states */
} MatoiStepsDraft;

/* What is asked for. @project (nullable): where, whatever the settings say; the rest as in
 * matoi_ticket_draft_new (). Only with a postmortem that is written. (transfer full) */
MatoiStepsDraft *matoi_steps_draft_new (const MatoiIncident *incident,
                                        const char *project_or_null,
                                        GHashTable *values,
                                        GTimeZone *zone,
                                        const char *lang,
                                        gint64 now);
void matoi_steps_draft_free (MatoiStepsDraft *draft);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MatoiStepsDraft, matoi_steps_draft_free)
/* That of its parent, and "steps"[] {id,summary,description,due}. (transfer full) */
JsonObject *matoi_steps_draft_to_json (const MatoiStepsDraft *draft);

/* By what the ticket of @step is found again, NULL: their parent. It never changes. (transfer full) */
char *matoi_steps_dup_mark (const MatoiIncident *incident, const char *step_or_null);
/* (nullable) what became of @step, as far as that is known */
const MatoiStepTicket *matoi_steps_find (const MatoiPostmortem *self, const char *step);

G_END_DECLS
