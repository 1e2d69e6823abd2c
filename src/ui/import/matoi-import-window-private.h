/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-import-choice.h"
#include "matoi-import-target.h"
#include "matoi-import-window.h"
#include "matoi-import-work.h"

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
  MatoiImportWork work;
  GListStore *channels; /* (nullable) of MatoiImportItem */
  char *ref;            /* (nullable) of what was imported into */
};

/* matoi-import-window-source.c: from a file to its messages. */
void matoi_import_window_choose_file (MatoiImportWindow *self);
void matoi_import_window_choose_folder (MatoiImportWindow *self);
void matoi_import_window_read_messages (MatoiImportWindow *self);

G_END_DECLS
