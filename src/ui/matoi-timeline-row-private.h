/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-row-text.h"
#include "matoi-timeline-row.h"

G_BEGIN_DECLS

#define MATOI_ROW_MAX_CHIPS 3

/* Rows are made by the hundred when the list is narrowed down: what few of them show is made when
 * it is needed, and nothing is read from a template. */
struct _MatoiTimelineRow
{
  GtkWidget parent_instance;
  GtkWidget *body, *meta, *chip, *menu;
  GtkLabel *time, *kind, *author, *text;
  GtkImage *icon;
  /* each (nullable) until the first time */
  GtkLabel *day, *verdict, *note, *original, *folded, *more;
  GtkImage *source, *arrow;
  GtkWidget *fold, *corrected, *evidence, *change;
  GtkLabel *change_text;
  GtkWidget *chips[MATOI_ROW_MAX_CHIPS];

  MatoiTimelineItem *item; /* (nullable) */
  GTimeZone *zone;         /* (nullable) of the item's times */
  const char *style;       /* (nullable) as it looks now */
};

/* matoi-timeline-row-parts.c */
gpointer matoi_row_put (gpointer widget,
                        const char *id,
                        GtkWidget *parent_or_null,
                        GtkWidget *after_or_null);
GtkLabel *matoi_row_put_label (const char *id,
                               GtkWidget *parent_or_null,
                               GtkWidget *after_or_null,
                               const char *class_or_null);
void matoi_row_set_wrap (GtkLabel *label);
void matoi_row_activate (MatoiTimelineRow *self, const char *action);
void matoi_row_show_day (MatoiTimelineRow *self, const char *day_or_null);
void matoi_row_show_evidence (MatoiTimelineRow *self, const MatoiEntry *entry_or_null);
void matoi_row_show_source (MatoiTimelineRow *self, const char *source_or_null);
void matoi_row_show_verdict (MatoiTimelineRow *self, const MatoiRowText *text);
void matoi_row_show_note (MatoiTimelineRow *self, const char *note_or_null);
void matoi_row_show_change (MatoiTimelineRow *self, const MatoiRowText *text_or_null);
void matoi_row_show_original (MatoiTimelineRow *self,
                              const MatoiIncident *incident,
                              const MatoiEntry *entry_or_null);
void matoi_row_show_fold_button (MatoiTimelineRow *self, const char *label);
void matoi_row_hide_parts (MatoiTimelineRow *self);

G_END_DECLS
