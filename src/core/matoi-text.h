/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-plain.h"

G_BEGIN_DECLS

/* A copy of @text (UTF-8) of its plain characters, without blanks at its ends. (transfer full) */
char *matoi_text_dup_plain (const char *text);
/* The same in one line: newlines and tabs become blanks. (transfer full) */
char *matoi_text_dup_line (const char *text);

G_END_DECLS
