/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-import.h"

G_BEGIN_DECLS

/* Incidents that were kept elsewhere, in a sheet: one a line, the first line names the columns.
 *
 *   sheet = matoi_sheet_read (path, NULL, zone, &error);   any thread; decodes, finds the columns
 *   matoi_sheet_set_field (sheet, column, field);          as often as a person likes
 *   matoi_sheet_check (sheet, context, cancellable, …);    what would be refused, with its line
 *   matoi_sheet_import_async (sheet, context, …);          all of it or nothing; again: nothing new
 *
 * UTF-8, UTF-16, Shift_JIS (as Windows writes it) and EUC-JP are recognised; commas, tabs and
 * semicolons too. Times are "2026-11-20 14:05", "20/11/2026 14:05" or "11/20/2026 14:05" (one or
 * the other in a whole file, by the days over 12) and "2026年11月20日 14時05分", in the
 * organisation's zone, or with an offset. */
typedef struct _MatoiSheet MatoiSheet;

typedef enum
{
  MATOI_SHEET_NOTHING = -1, /* the column is passed over */
  MATOI_SHEET_KEY,          /* what tells it from the others; without: its title and its start */
  MATOI_SHEET_TITLE,
  MATOI_SHEET_SEVERITY,
  MATOI_SHEET_SERVICES, /* several: divided by ; or 、 */
  MATOI_SHEET_STARTED,
  MATOI_SHEET_DETECTED,
  MATOI_SHEET_DECLARED,
  MATOI_SHEET_MITIGATED,
  MATOI_SHEET_ENDED,
  MATOI_SHEET_MINUTES, /* how long it took, where no end stands: "58", "0:58", "58分" */
  MATOI_SHEET_SCOPE,   /* the impact */
  MATOI_SHEET_SUMMARY, /* becomes an entry */
  MATOI_SHEET_CAUSE,   /* becomes an entry of its own */
  MATOI_SHEET_COMMANDER,
  MATOI_SHEET_LINK, /* where it was written down */
  MATOI_SHEET_N_FIELDS
} MatoiSheetField;

/* The word for --map, and the translated name. Borrowed. */
const char *matoi_sheet_field_get_id (MatoiSheetField field);
const char *matoi_sheet_field_get_name (MatoiSheetField field);
/* MATOI_SHEET_NOTHING: there is none */
MatoiSheetField matoi_sheet_field_from_id (const char *id);

/* (nullable) with MATOI_ERROR_INPUT or _NOT_FOUND. @encoding: one of the list, or NULL: whatever it
 * looks like. @zone is kept. */
MatoiSheet *
matoi_sheet_read (const char *path, const char *encoding, GTimeZone *zone, GError **error);
const char *const *matoi_sheet_list_encodings (void); /* ends with NULL */
/* The same on a thread of its own; @encoding must stay. Finished: (transfer full) */
void matoi_sheet_read_async (MatoiContext *context,
                             const char *path,
                             const char *encoding,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
MatoiSheet *matoi_sheet_read_finish (MatoiContext *context, GAsyncResult *result, GError **error);
void matoi_sheet_free (MatoiSheet *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MatoiSheet, matoi_sheet_free)
gboolean matoi_sheet_is_one (const char *path); /* by its name */

/* --- for the mapping a person sees */
const char *
matoi_sheet_get_encoding (const MatoiSheet *self); /* "UTF-8" "UTF-16" "Shift_JIS" "EUC-JP" */
guint matoi_sheet_get_n_columns (const MatoiSheet *self);
guint matoi_sheet_get_n_rows (const MatoiSheet *self); /* without the first line */
const char *matoi_sheet_get_column (const MatoiSheet *self, guint column); /* its title */
/* "" where there is nothing; @row from 0 on. */
const char *matoi_sheet_get_cell (const MatoiSheet *self, guint row, guint column);
guint matoi_sheet_get_line (const MatoiSheet *self, guint row); /* of the file, from 1 on */
MatoiSheetField matoi_sheet_get_field (const MatoiSheet *self, guint column);
/* A field is that of one column: another that had it gets NOTHING. */
void matoi_sheet_set_field (MatoiSheet *self, guint column, MatoiSheetField field);
/* "column=field" of --map; MATOI_ERROR_INPUT names what there is. */
gboolean matoi_sheet_map (MatoiSheet *self, const char *text, GError **error);
/* Whether 03/04/2026 is the third of April; by the file, or as a person chose. */
gboolean matoi_sheet_get_day_first (const MatoiSheet *self);
/* Whether nothing in the file tells: a person should be asked. */
gboolean matoi_sheet_is_ambiguous (const MatoiSheet *self);
/* Whether there are dates of which the day and the month may be taken for each other. */
gboolean matoi_sheet_has_short_dates (const MatoiSheet *self);
void matoi_sheet_set_day_first (MatoiSheet *self, gboolean day_first);

/* (nullable) A sentence: which column the import cannot do without. Borrowed. */
const char *matoi_sheet_find_missing (const MatoiSheet *self);

/* A line as it will be stored. */
typedef struct
{
  guint line;
  char *title, *severity, *services, *commander; /* each (nullable) */
  gint64 started, ended;                         /* ms UTC, or MATOI_TIME_NONE */
  char *problem;                                 /* (nullable) why it is refused */
} MatoiSheetLine;
void matoi_sheet_line_free (MatoiSheetLine *line);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MatoiSheetLine, matoi_sheet_line_free)
/* Row @row, from 0 on; in the thread of @context. (transfer full) */
MatoiSheetLine *matoi_sheet_preview (const MatoiSheet *self, MatoiContext *context, guint row);

/* --- what it comes to */
/* Where the records come from, for the store. */
#define MATOI_SHEET_SOURCE "import"
typedef struct
{
  guint line;
  char *text; /* why, a whole translated sentence */
} MatoiSheetRefusal;

typedef struct
{
  guint n_rows;  /* that can be imported */
  guint n_known; /* of those: in the database already; they stay as they are */
  guint n_refused;
  GPtrArray *refusals;  /* of MatoiSheetRefusal, by line: the first thousand */
  gint64 first, last;   /* the span of their declarations, or MATOI_TIME_NONE */
  GPtrArray *created;   /* (after an import) of char *: references */
  GPtrArray *unchanged; /* (after an import) of char * */
  gint64 entries;       /* (after an import) */
} MatoiSheetReport;
void matoi_sheet_report_free (MatoiSheetReport *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MatoiSheetReport, matoi_sheet_report_free)

/* A dry run. MATOI_ERROR_INPUT if the columns do not do (no title, no time). (transfer full) */
MatoiSheetReport *matoi_sheet_check (MatoiSheet *self,
                                     MatoiContext *context,
                                     GCancellable *cancellable,
                                     GError **error);
/* The rows that can be, all or none of them; with @strict nothing at all while a row is refused
 * (MATOI_ERROR_INPUT). Cancelled or failed while they are made ready, it leaves nothing behind; once
 * they come in, in the second half of @progress, nothing stops them. (transfer full) */
MatoiSheetReport *matoi_sheet_import (MatoiSheet *self,
                                      MatoiContext *context,
                                      gboolean strict,
                                      MatoiProgress progress,
                                      gpointer user_data,
                                      GCancellable *cancellable,
                                      GError **error);

/* The same for a started context; of @self as it is now, on a thread of its own and with a
 * connection of its own: what others write waits for a few milliseconds at most. Both are finished
 * by the same function. */
void matoi_sheet_check_async (MatoiSheet *self,
                              MatoiContext *context,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
void matoi_sheet_import_async (MatoiSheet *self,
                               MatoiContext *context,
                               gboolean strict,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
/* Rows done so far of a check or an import that is running; TRUE: they come in now, and it cannot be
 * cancelled any more. In any thread. */
gboolean matoi_sheet_get_progress (MatoiSheet *self, guint *done);
MatoiSheetReport *matoi_sheet_finish (MatoiContext *context, GAsyncResult *result, GError **error);

G_END_DECLS
