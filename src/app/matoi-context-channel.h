/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-context.h"

G_BEGIN_DECLS

/* Where the incident that @declare would make is going to be led (DEC-01). A reference that was not
 * made yet is made, so that the name stays what it was shown to be. @room (out) (nullable)
 * (transfer full): "#name", NULL: nowhere; @own (out): it is made for it. FALSE: no workspace is
 * connected, there is nothing to choose. */
gboolean matoi_context_plan_channel (MatoiContext *self,
                                     MatoiCommand *declare,
                                     const char *policy_id,
                                     char **room,
                                     gboolean *own);
/* Where an update of @incident to @audience is posted by Matoi once it is recorded, as
 * matoi_intent_dup_update_room (). */
char *matoi_context_dup_update_room (MatoiContext *self,
                                     const MatoiIncident *incident,
                                     const char *audience,
                                     gboolean *own,
                                     gboolean *ask);

G_END_DECLS
