/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-import-columns.h"
#include "matoi-import-csv.h"
#include "matoi-import-file.h"
#include "matoi-import-history.h"
#include "matoi-import-work.h"

G_BEGIN_DECLS

struct _MatoiImportHistory
{
  AdwWindow parent_instance;
  GtkStack *imh_stack;
  GtkButton *imh_back, *imh_cancel, *imh_choose, *imh_import, *imh_show;
  GtkLabel *imh_problem, *imh_doing, *imh_name, *imh_lines_title, *imh_refused_title, *imh_summary;
  GtkProgressBar *imh_progress;
  GtkWidget *imh_how, *imh_mapping, *imh_refused;
  GtkDropDown *imh_encoding, *imh_dates;
  MatoiImportColumns *imh_columns;
  GtkListBox *imh_lines, *imh_refusals;
  GtkCheckButton *imh_skip;
  AdwStatusPage *imh_done;

  MatoiContext *context;
  MatoiImportWork work;
  GCancellable *looking;    /* (nullable) of the dry run in the background */
  char *path;               /* (nullable) of the file that is shown */
  char *next_path;          /* (nullable) of the one that is being read */
  MatoiSheet *sheet;        /* (nullable) one of these two */
  MatoiImportFile *file;    /* (nullable) */
  MatoiSheetReport *report; /* (nullable) of the sheet as it is now */
  guint total;              /* of what is being imported */
  guint day_first_at;       /* which of the choices of dates that is */
  gboolean filling;
};

/* matoi-import-history.c: something takes a while, of @total steps; 0: nobody knows. */
void matoi_import_history_begin (MatoiImportHistory *self, const char *doing, guint total);

/* matoi-import-history-look.c: what is in the file, and what it comes to. */
void matoi_import_history_read (MatoiImportHistory *self, const char *path, const char *encoding);
void matoi_import_history_choose_encoding (MatoiImportHistory *self);
void matoi_import_history_choose_columns (MatoiImportHistory *self);
void matoi_import_history_choose_dates (MatoiImportHistory *self);
void matoi_import_history_look_again (MatoiImportHistory *self);
void matoi_import_history_show_ready (MatoiImportHistory *self);

/* matoi-import-history-write.c */
void matoi_import_history_import (MatoiImportHistory *self);

G_END_DECLS
