/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether a message to customers says sorry, and means it (TPL-12). Pure. */
typedef enum
{
  MATOI_APOLOGY_NONE,
  MATOI_APOLOGY_HOLLOW, /* "for any inconvenience", "may have caused" */
  MATOI_APOLOGY_SINCERE,
} MatoiApology;

MatoiApology matoi_message_find_apology (const char *text);
/* What to do about it, in words; NULL: nothing. */
const char *matoi_message_get_apology_advice (MatoiApology apology);

G_END_DECLS
