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

G_END_DECLS
