/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What the windows of imports have in common, as a part of each: a file is chosen, something takes
 * a while and may be cancelled, and what went wrong is said above the page. */
typedef struct
{
  /* set by the window, and its own */
  GtkWindow *window;
  GtkStack *stack; /* with a page "busy" */
  GtkLabel *problem, *doing;
  GtkProgressBar *progress;
  void (*show_page) (gpointer window, const char *name);
  void (*open) (gpointer window, const char *path); /* of the file that was chosen */
  GSourceFunc on_progress;                          /* of the window, ten times a second */

  GCancellable *cancellable;     /* (nullable) of what the person waits for */
  GtkFileChooserNative *chooser; /* (nullable) while it is open */
  char *page;                    /* (nullable) where to go back to */
  guint progress_id;
} MatoiImportWork;

void matoi_import_work_show_problem (MatoiImportWork *self, const char *text_or_null);
/* Cancels what runs; the next gets a cancellable of its own. */
void matoi_import_work_renew (MatoiImportWork *self);
void matoi_import_work_begin (MatoiImportWork *self, const char *doing);
/* To @page, or after @error (nullable) back. */
void matoi_import_work_end (MatoiImportWork *self, const GError *error, const char *page);
/* @filter: (nullable) (transfer full) */
void matoi_import_work_choose (MatoiImportWork *self,
                               GtkFileChooserAction action,
                               const char *title,
                               GtkFileFilter *filter);
/* When the window is disposed of. */
void matoi_import_work_clear (MatoiImportWork *self);

G_END_DECLS
