/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-command.h"

G_BEGIN_DECLS

/* What is typed and chosen on the form of a declaration; texts are "" when nothing is. */
typedef struct
{
  const char *title, *scope, *services, *evidence, *began, *codename;
  const char *severity, *detected_by; /* (nullable) */
  gboolean security, drill;
} MatoiDeclareFields;

void matoi_declare_fill (MatoiCommand *command, const MatoiDeclareFields *fields);
gboolean matoi_declare_fill_start (MatoiCommand *command,
                                   const MatoiDeclareFields *fields,
                                   gint64 now,
                                   GTimeZone *zone);
char *matoi_declare_dup_ticket (const MatoiDeclareFields *fields);
gboolean matoi_declare_parse_time (const char *text, gint64 now, GTimeZone *zone, gint64 *at);

G_END_DECLS
