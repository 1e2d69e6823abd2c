/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "matoi-history-saved.h"

G_BEGIN_DECLS

struct _MatoiHistorySaved
{
  GtkWidget parent_instance;
  MatoiContext *context;
  char *text;      /* what is in the field */
  gboolean naming; /* what it was opened for */
  gboolean saving; /* the answer is awaited */
  char *saving_name, *saving_text;
  char *undo_name;  /* (nullable) what was deleted or replaced last … */
  char *undo_query; /* … and what it was */
  char *undo_now;   /* (nullable) what is there instead */

  AdwSplitButton *hist_save;
  GtkPopover *hist_saved_popover;
  GtkBox *hist_naming;
  GtkEntry *hist_name;
  GtkButton *hist_keep;
  GtkLabel *hist_saved_message;
  GtkStack *hist_saved_stack;
  GtkListBox *hist_saved_list;
};

/* --- matoi-history-saved.c */
void matoi_history_saved_say (MatoiHistorySaved *self, const char *text, gboolean can_undo);

/* --- matoi-history-saved-keep.c: giving it a name, and back */
gboolean matoi_history_saved_has_text (MatoiHistorySaved *self);
void matoi_history_saved_begin_naming (MatoiHistorySaved *self);
/* What follows from the name that is typed. */
void matoi_history_saved_show_name (MatoiHistorySaved *self);
void matoi_history_saved_show_message (MatoiHistorySaved *self, const char *text, gboolean wrong);
void matoi_history_saved_keep (MatoiHistorySaved *self);
/* At the place, if it is to be seen. */
void matoi_history_saved_tell_failure (MatoiHistorySaved *self, const GError *error);
/* @now takes the place of @query; each (nullable) */
void matoi_history_saved_keep_undo (MatoiHistorySaved *self,
                                    const char *name,
                                    const char *query,
                                    const char *now);

G_END_DECLS
