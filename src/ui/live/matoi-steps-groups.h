/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-session.h"

G_BEGIN_DECLS

/* The id of the checklist of a security incident, as in MatoiIncident.steps_done. */
#define MATOI_STEPS_SECURITY "security"

/* A list of steps a person works through: those of a role, or the checklist of a severity. */
typedef struct
{
  char *id;    /* of the role or the severity, as in MatoiIncident.steps_done */
  char *label; /* its name in the language of the interface */
  gboolean checklist;
} MatoiStepGroup;

GPtrArray *matoi_step_groups_of (MatoiSession *session);
gboolean matoi_step_groups_equal (GPtrArray *a, GPtrArray *b);
JsonArray *matoi_step_group_get_steps (const MatoiStepGroup *group, const MatoiIncident *incident);
gboolean matoi_step_group_is_done (const MatoiStepGroup *group,
                                   const MatoiIncident *incident,
                                   const char *step);
GPtrArray *
matoi_step_group_toggle (const MatoiStepGroup *group, MatoiSession *session, const char *step);
GPtrArray *matoi_step_group_skip_notice (const MatoiStepGroup *group,
                                         MatoiSession *session,
                                         const char *step,
                                         const char *reason);

G_END_DECLS
