/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-telling-add.h"
#include "matoi-telling-marks.h"
#include "matoi-told-pane.h"

G_BEGIN_DECLS

/* What the parts of it know of each other; for them only. */
struct _MatoiToldPane
{
  GtkWidget parent_instance;
  GtkLabel *tel_unsourced;
  GtkWidget *tel_add_row;
  MatoiTellingMarks *tel_marks;
  MatoiTellingAdd *tel_adding;
  GtkStack *tel_stack;
  GtkListView *tel_list;

  MatoiTellingModel *model;      /* (nullable) */
  MatoiSession *session;         /* (nullable) */
  GtkSingleSelection *selection; /* (nullable) */
  MatoiTellingItem *open;        /* (nullable) the one that is edited */
  MatoiId added;                 /* is to be shown when it is there */
  gboolean has_added, editable;
  char *part; /* (nullable) where the keyboard is to go once the row is laid out */
  guint focus_id, view_id;
};

GListModel *matoi_told_pane_get_told (MatoiToldPane *self);
void matoi_told_pane_close_open (MatoiToldPane *self);
void matoi_told_pane_leave_out (GtkWidget *widget, const char *name, GVariant *target);
gboolean matoi_told_pane_on_delete (GtkWidget *widget, GVariant *args, gpointer user_data);
gboolean matoi_told_pane_on_edit_key (GtkWidget *widget, GVariant *args, gpointer user_data);
void matoi_told_pane_on_add (MatoiToldPane *self);
void matoi_told_pane_on_add_cancelled (MatoiToldPane *self);
void matoi_told_pane_show_added (MatoiToldPane *self);
void matoi_told_pane_on_added (MatoiToldPane *self, const char *id);
void matoi_told_pane_on_marked (MatoiToldPane *self, MatoiTellingItem *item, const char *anchor);
void matoi_told_pane_on_wanted (MatoiToldPane *self, const char *anchor);

G_END_DECLS
