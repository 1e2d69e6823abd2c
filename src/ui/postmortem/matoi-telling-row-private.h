/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-telling-editor.h"
#include "matoi-telling-row.h"

G_BEGIN_DECLS

/* What the parts of it know of each other; for them only. */
#define MATOI_TELLING_ROW_CHIPS 3

/* Two hundred of them are made when the list is first shown: what few show is made when it is
 * needed. */
struct _MatoiTellingRow
{
  GtkWidget parent_instance;
  GtkWidget *whole, *content, *meta, *chip, *edit;
  GtkLabel *local, *utc, *text;
  /* each (nullable) until it is needed */
  GtkLabel *day, *anchor, *later, *changed, *captured;
  GtkWidget *evidence, *missing, *chips[MATOI_TELLING_ROW_CHIPS];
  GtkLabel *none, *more;
  MatoiTellingEditor *editor; /* (nullable) not open */

  MatoiTellingItem *item; /* (nullable) */
  MatoiSession *session;  /* (nullable) */
  gboolean editable;
};

GtkLabel *matoi_telling_row_new_label (const char *class_or_null);
GtkLabel *matoi_telling_row_new_wrapped (const char *class_or_null);
void matoi_telling_row_ask_to_edit (MatoiTellingRow *self, const char *part);
void matoi_telling_row_show_word (MatoiTellingRow *self,
                                  GtkLabel **word,
                                  const char *class,
                                  const char *text_or_null);
void matoi_telling_row_show_day (MatoiTellingRow *self);
void matoi_telling_row_show_captured (MatoiTellingRow *self);
void matoi_telling_row_show_evidence (MatoiTellingRow *self);
void matoi_telling_row_show_missing (MatoiTellingRow *self);

G_END_DECLS
