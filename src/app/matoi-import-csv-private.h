/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-directory-private.h"
#include "matoi-import-csv.h"

G_BEGIN_DECLS

struct _MatoiSheet
{
  char *path;
  const char *encoding;
  GTimeZone *zone;
  GPtrArray *rows;         /* of MatoiCsvRow; the first names the columns */
  MatoiSheetField *fields; /* of each column */
  gboolean day_first, ambiguous;
  int done; /* atomic */
};

/* One incident as its line has it. Texts are owned. */
typedef struct
{
  guint line;
  char *key, *title, *severity, *scope, *summary, *cause, *commander, *link;
  GStrv services;
  gint64 started, detected, declared, mitigated, ended;
} MatoiSheetRecord;

/* --- matoi-import-csv-read.c: the text of a file in UTF-8. (transfer full) */
char *
matoi_sheet_decode (const char *bytes, gsize length, gsize *out_length, const char **encoding);

/* --- matoi-import-csv-times.c */
typedef enum
{
  MATOI_DATES_NONE,      /* no such date, or only such as need no choice */
  MATOI_DATES_AMBIGUOUS, /* 03/04/2026 */
  MATOI_DATES_DAY_FIRST,
  MATOI_DATES_MONTH_FIRST,
} MatoiDateHint;
MatoiDateHint matoi_sheet_look_at_date (const char *text);
gboolean matoi_sheet_parse_time (const char *text, gboolean day_first, GTimeZone *zone, gint64 *ms);
/* "58", "0:58", "58 min", "1時間5分": ms */
gboolean matoi_sheet_parse_minutes (const char *text, gint64 *ms);

/* --- matoi-import-csv-fields.c */
MatoiSheetField matoi_sheet_guess_field (const char *title);
/* FALSE: @reason (transfer full) says why the row is refused. */
gboolean matoi_sheet_read_record (const MatoiSheet *self,
                                  guint row,
                                  MatoiPolicy *policy,
                                  gint64 now,
                                  MatoiSheetRecord *record,
                                  char **reason);
void matoi_sheet_record_clear (MatoiSheetRecord *record);

G_END_DECLS
