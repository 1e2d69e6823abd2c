/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-captured-pane.h"
#include "matoi-text-query.h"

G_BEGIN_DECLS

/* What the parts of it know of each other; for them only. */
struct _MatoiCapturedPane
{
  GtkWidget parent_instance;
  GtkLabel *cap_count, *cap_selected;
  GtkWidget *cap_more, *cap_many;
  GtkSearchEntry *cap_search;
  GtkDropDown *cap_kinds;
  GtkListView *cap_list;

  MatoiTellingModel *model;     /* (nullable) */
  MatoiSession *session;        /* (nullable) */
  GtkFilterListModel *found;    /* (nullable) */
  GtkMultiSelection *selection; /* (nullable) */
  GtkFilter *filter;
  MatoiTextQuery *query; /* (nullable) nothing is looked for */
  gboolean editable;
};

gboolean matoi_captured_pane_is_of_kind (MatoiTellingItem *item, const char *kind);
void matoi_captured_pane_tell (GtkWidget *widget, const char *name, GVariant *target);
void matoi_captured_pane_leave_out (GtkWidget *widget, const char *name, GVariant *target);
void matoi_captured_pane_toggle (GtkWidget *widget, const char *name, GVariant *target);
void matoi_captured_pane_settle (GtkWidget *widget, const char *name, GVariant *target);
gboolean matoi_captured_pane_on_space (GtkWidget *widget, GVariant *args, gpointer user_data);
gboolean matoi_captured_pane_on_delete (GtkWidget *widget, GVariant *args, gpointer user_data);

G_END_DECLS
