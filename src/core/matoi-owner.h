/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-incident.h"

G_BEGIN_DECLS

/* A person who could own the postmortem, and why (END-09). */
typedef struct
{
  char *person, *reason;
} MatoiOwnerIdea;

void matoi_owner_idea_free (MatoiOwnerIdea *idea);
GPtrArray *matoi_suggest_owners (const MatoiIncident *incident, guint max);

G_END_DECLS
