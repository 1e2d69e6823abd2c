/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-incident.h"

G_BEGIN_DECLS

/* The timeline as a table (RFC 4180, UTF-8 with a byte order mark). (transfer full) */
char *matoi_export_csv (const MatoiIncident *incident, GTimeZone *zone);
/* Adds one cell, in quotation marks where needed; what a spreadsheet would run as a formula gets
 * an apostrophe. */
void matoi_export_csv_append (GString *out, const char *text_or_null, gboolean last);

G_END_DECLS
