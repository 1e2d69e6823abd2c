/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-context.h"

G_BEGIN_DECLS

/* Who is on call as Incident Commander, as PagerDuty told last: also without a line, and after the
 * program was started anew. Read again after "settings-changed". */

typedef enum
{
  MATOI_ONCALL_PRIMARY,
  MATOI_ONCALL_BACKUP,
  MATOI_ONCALL_TRAINEE, /* learns it, and is called with the others */
} MatoiOncallRole;

typedef struct
{
  MatoiOncallRole role;
  char *name;
  char *phone;  /* (nullable): PagerDuty knows none, and the directory neither */
  gint64 until; /* ms UTC; MATOI_TIME_NONE: always */
} MatoiOncallPerson;

typedef struct
{
  GPtrArray *people; /* of MatoiOncallPerson, in the order of their roles */
  gint64 as_of;      /* ms UTC */
} MatoiOncall;
void matoi_oncall_free (MatoiOncall *oncall);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MatoiOncall, matoi_oncall_free)

/* (transfer full) (nullable): nobody has told yet */
MatoiOncall *matoi_context_dup_oncall (MatoiContext *self);
/* Translated: "Primary", "Backup", "Trainee" */
const char *matoi_oncall_role_name (MatoiOncallRole role);

/* Whether a page of @incident goes to PagerDuty; else people call by hand. */
gboolean matoi_context_can_page (MatoiContext *self, const MatoiIncident *incident);
/* Whether @whom ("ic", or a service of ours) is connected to people on call there; anybody else is
 * looked for by name. */
gboolean matoi_context_knows_oncall (MatoiContext *self, const char *whom);
/* Which of our services have people on call there. (transfer full) */
GStrv matoi_context_list_paged_services (MatoiContext *self);
/* Why a page that was asked for may not go out: PagerDuty is away, or wants somebody. (nullable)
 * (transfer none): nothing is wrong */
const char *matoi_context_get_page_problem (MatoiContext *self);

G_END_DECLS
