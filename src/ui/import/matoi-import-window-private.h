/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-import-choice.h"
#include "matoi-import-target.h"
#include "matoi-import-window.h"

G_BEGIN_DECLS

struct _MatoiImportWindow
{
  AdwWindow parent_instance;
  GtkStack *imp_stack;
  GtkButton *imp_back, *imp_read, *imp_import, *imp_show;
  GtkLabel *imp_doing, *imp_problem, *imp_note, *imp_skipped;
  GtkProgressBar *imp_progress;
  GtkListView *imp_channels;
  GtkEntry *imp_from, *imp_to;
  MatoiImportChoice *imp_choice;
  MatoiImportTarget *imp_target;
  AdwStatusPage *imp_done;

  MatoiContext *context;
  MatoiSlackReader *reader;
  GCancellable *cancellable;     /* (nullable) of what is being done */
  GtkFileChooserNative *chooser; /* (nullable) while it is open */
  GListStore *channels;          /* (nullable) of MatoiImportItem */
  char *page;                    /* where to go back to when that is cancelled */
  char *ref;                     /* (nullable) of what was imported into */
  guint progress_id;
};

/* matoi-import-window.c */
void matoi_import_window_show_problem (MatoiImportWindow *self, const char *text_or_null);
void matoi_import_window_begin (MatoiImportWindow *self, const char *doing);
void matoi_import_window_end (MatoiImportWindow *self, const GError *error, const char *page);

/* matoi-import-window-source.c: from a file to its messages. */
void matoi_import_window_choose_file (MatoiImportWindow *self);
void matoi_import_window_choose_folder (MatoiImportWindow *self);
void matoi_import_window_read_messages (MatoiImportWindow *self);

G_END_DECLS
