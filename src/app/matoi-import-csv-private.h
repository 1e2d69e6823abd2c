/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-directory-private.h"
#include "matoi-import-csv.h"

G_BEGIN_DECLS

/* Each is atomic, and a number of rows: looked at or made ready, and come in. */
typedef struct
{
  int ready, moved;
} MatoiSheetProgress;

struct _MatoiSheet
{
  char *path;
  const char *encoding;
  GTimeZone *zone;
  GPtrArray *rows;         /* of MatoiCsvRow, never changed; the first names the columns */
  MatoiSheetField *fields; /* of each column */
  gboolean day_first, ambiguous, short_dates;
  gboolean chosen;              /* a person said which */
  MatoiSheetProgress *progress; /* a box that copies share */
};

/* One incident as its line has it. Texts are owned. */
typedef struct
{
  guint line;
  char *key, *title, *severity, *scope, *summary, *cause, *commander, *link;
  GStrv services;
  gint64 started, detected, declared, mitigated, ended;
} MatoiSheetRecord;

/* --- matoi-import-csv-read.c: the text of a file in UTF-8; @wanted (nullable): the encoding a
 * person chose, one of matoi_sheet_encodings. (transfer full) */
char *matoi_sheet_decode (const char *bytes,
                          gsize length,
                          const char *wanted,
                          gsize *out_length,
                          const char **encoding);

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

/* --- matoi-import-csv.c: the same rows with the columns as they are now. (transfer full) */
MatoiSheet *matoi_sheet_copy (const MatoiSheet *self);

/* --- matoi-import-csv-fields.c */
MatoiSheetField matoi_sheet_guess_field (const char *title);

/* --- matoi-import-csv-record.c: what lines come to. One in each thread. */
typedef struct
{
  const MatoiSheet *sheet;
  MatoiPolicy *policy;
  gint64 now;
  GHashTable *severities; /* (nullable) of cells that were looked at: to const MatoiSeverity */
} MatoiSheetReader;
/* FALSE: @reason (transfer full) says why the row is refused. */
gboolean matoi_sheet_read_record (MatoiSheetReader *self,
                                  guint row,
                                  MatoiSheetRecord *record,
                                  char **reason);
void matoi_sheet_record_clear (MatoiSheetRecord *record);

/* --- matoi-import-csv-commands.c: what is to be done for it, "declare" first. (transfer full) */
GPtrArray *
matoi_sheet_make_commands (const MatoiSheetRecord *record, MatoiPolicy *policy, const char *actor);

/* --- matoi-import-csv-check.c: what is needed from the context, so that it may run elsewhere. */
typedef struct
{
  MatoiSheet *sheet; /* a copy */
  MatoiSheetReader reader;
  MatoiPolicy *policy;
  char *actor, *path; /* path: of the database */
  gint64 now;
  gboolean strict, write;
  MatoiProgress progress; /* (nullable) */
  gpointer user_data;
  GCancellable *cancellable; /* (nullable) */
  MatoiSheetReport *report;
  GArray *good; /* of guint: rows that can be imported */
  /* the one whose turn it is */
  MatoiBatch batch;
  guint line;
} MatoiSheetRun;
/* In the thread of the context. (transfer full) */
MatoiSheetRun *matoi_sheet_run_new (MatoiSheet *sheet,
                                    MatoiContext *context,
                                    GCancellable *cancellable,
                                    GError **error);
void matoi_sheet_run_free (MatoiSheetRun *run);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MatoiSheetRun, matoi_sheet_run_free)
gboolean matoi_sheet_run_look (MatoiSheetRun *run, MatoiStore *store, GError **error);

G_END_DECLS
