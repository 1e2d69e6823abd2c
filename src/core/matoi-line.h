/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-command.h"

G_BEGIN_DECLS

/* Parses one line of the entry bar (design: the grammar of "say").
 * @typed_at is when the first key was pressed, @zone the organisation's zone
 * for a leading HH:MM. Returns: (transfer full) the command, or NULL with
 * MATOI_ERROR_INPUT that says what is wrong. "/page" and "/end" come back as
 * the commands "page" and "end" without arguments: the caller asks further. */
MatoiCommand *matoi_line_parse (const char *line,
                                const char *actor,
                                gint64 typed_at,
                                GTimeZone *zone,
                                GError **error);
/* What the line will become, for display while typing: fact hypothesis decision
 * action todo later ask severity phase role update page end evidence… never NULL. */
const char *matoi_line_kind (const char *line);

G_END_DECLS
