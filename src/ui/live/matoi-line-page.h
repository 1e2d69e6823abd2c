/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-command.h"

G_BEGIN_DECLS

/* The command of a line that is not recorded but asks for a page of the window, or NULL:
 * "/end", "/page" (who), "/update" without a text (to), "/subteam" alone, "/security" without a
 * codename. (transfer full) (nullable) */
MatoiCommand *matoi_line_page_parse (const char *line, const char *actor);
/* The action of the incident view that opens it, and its parameter (floating, nullable). */
const char *matoi_line_page_get_action (const MatoiCommand *command, GVariant **parameter);

G_END_DECLS
