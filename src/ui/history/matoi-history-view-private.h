/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "matoi-completion.h"
#include "matoi-history-compare.h"
#include "matoi-history-preview.h"
#include "matoi-history-saved.h"
#include "matoi-history-table.h"
#include "matoi-history-view.h"
#include "matoi-playback-view.h"

G_BEGIN_DECLS

struct _MatoiHistoryView
{
  GtkWidget parent_instance;
  MatoiContext *context;
  MatoiFinder *finder;
  MatoiHistoryModel *model;
  MatoiCompletion *completion;
  GCancellable *cancellable; /* of the incident to be played back */

  /* what is read */
  gboolean read_once, reading, read_again, stale;
  gboolean news;  /* what is read is news for somebody who looks at it */
  guint later_id; /* reads what is new */

  /* what is looked for */
  char *sought;           /* (nullable) the words of the search that is under way */
  gsize blanks;           /* bytes in front of them */
  gboolean search_again;  /* something was recorded meanwhile */
  gboolean asked;         /* a person asked: the first that is found is selected */
  gboolean arranging;     /* … and the table is in its order, and stays so for news */
  gboolean quiet;         /* the words are changed by the program */
  gboolean composing;     /* the input method has keys of its own */
  gint64 total;           /* hits that were told; -1: none were */
  MatoiHistoryItem *seen; /* (nullable) (not owned) what the preview shows, for … */
  char *seen_text;        /* … these words */

  /* two of them */
  MatoiHistoryItem *marked; /* (nullable) the first of two that are compared */
  GtkWidget *before;        /* (weak) (nullable) what had the keyboard then */

  MatoiId linked[2];   /* said to be the same last, which can be taken back: … */
  gboolean can_unlink; /* … as long as nothing else was done */

  GtkStack *hist_pages, *hist_stack;
  GtkSearchEntry *hist_search;
  GtkLabel *hist_count, *hist_message;
  AdwStatusPage *hist_problem;
  MatoiHistorySaved *hist_saved;
  MatoiHistoryTable *hist_table;
  MatoiHistoryPreview *hist_preview;
  MatoiPlaybackView *hist_playback;
  MatoiHistoryCompare *hist_compare;
};

/* --- matoi-history-view.c */
void matoi_history_view_focus_list (MatoiHistoryView *self);
void matoi_history_view_show_page (MatoiHistoryView *self);
/* What is selected, beside the table; @again: also if that is what is there. */
void matoi_history_view_show_preview (MatoiHistoryView *self, gboolean again);
void matoi_history_view_say (MatoiHistoryView *self, const char *text, gboolean can_undo);
/* Neither a playback nor two beside each other. */
gboolean matoi_history_view_shows_table (MatoiHistoryView *self);

/* --- matoi-history-view-pair.c: what is like it, and two side by side */
void matoi_history_view_end_pair (MatoiHistoryView *self);
void matoi_history_view_install_pair (GtkWidgetClass *widget_class);

/* --- matoi-history-view-link.c: that it was seen before */
/* FALSE: that was not what was done last. */
gboolean matoi_history_view_unlink (MatoiHistoryView *self);
void matoi_history_view_install_link (GtkWidgetClass *widget_class);

/* --- matoi-history-view-read.c: where the lines come from */
void matoi_history_view_read (MatoiHistoryView *self);
void matoi_history_view_begin_reading (MatoiHistoryView *self);

/* --- matoi-history-view-search.c: what is looked for, and what was found */
/* (transfer none): as it was typed */
const char *matoi_history_view_get_text (MatoiHistoryView *self);
/* @asked: by a person, who sees the first that is found; not for what is new. */
void matoi_history_view_search (MatoiHistoryView *self, gboolean asked);
void matoi_history_view_show_count (MatoiHistoryView *self, const MatoiFound *found_or_null);
/* Under the words, at the very place (@place nullable); NULL: nothing is to be told. */
void matoi_history_view_show_message (MatoiHistoryView *self,
                                      const char *text,
                                      const MatoiQueryPlace *place);
void matoi_history_view_begin_search (MatoiHistoryView *self);

/* --- matoi-history-view-words.c: the field */
void matoi_history_view_begin_words (MatoiHistoryView *self);
void matoi_history_view_end_words (MatoiHistoryView *self);
void matoi_history_view_set_words (MatoiHistoryView *self, const char *text);
void matoi_history_view_bind_words (GtkWidgetClass *widget_class);

G_END_DECLS
