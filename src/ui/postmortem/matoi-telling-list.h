/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-telling-item.h"

G_BEGIN_DECLS

/* What both lists of the timeline's panes want of GtkListView. */

/* Before the list's own keys; @keys as for a shortcut trigger. */
void matoi_telling_list_add_shortcut (GtkListView *list,
                                      const char *keys,
                                      GtkShortcutFunc callback,
                                      gpointer user_data);
/* A model for @list that shows the beginning of @model (transfer full) with the first frame and
 * the rest with the frames after it: GTK makes two hundred rows at once. */
GListModel *matoi_telling_list_new_model (GtkListView *list, GListModel *model);
/* Begins with the beginning again. */
void matoi_telling_list_begin (GtkListView *list);
/* All of it is needed now. */
void matoi_telling_list_complete (GtkListView *list);
/* Brings the row at @position into view and gives it the keyboard. */
void matoi_telling_list_focus (GtkListView *list, guint position);
/* Scrolls until @widget, somewhere in a row, is seen. */
void matoi_telling_list_bring_into_view (GtkListView *list, GtkWidget *widget);
/* Puts @content (transfer full) into @row, of at least @width. */
void matoi_telling_list_lay_out_row (GtkWidget *row, GtkWidget *content, int width);
/* A chip that names the kind of an item. (transfer floating) */
GtkWidget *matoi_telling_list_new_chip (void);
void matoi_telling_list_show_chip (GtkWidget *chip, MatoiTellingItem *item);
/* The row that shows @item now. (nullable) */
GtkWidget *matoi_telling_list_find_row (GtkListView *list, MatoiTellingItem *item);

G_END_DECLS
