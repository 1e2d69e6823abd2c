/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-session.h"

G_BEGIN_DECLS

/* What the panels of the side column have in common. */
char *matoi_side_dup_left (gint64 ms);
void matoi_side_set_label (GtkLabel *label, const char *text);
void matoi_side_set_name (GtkWidget *widget, const char *name);
void matoi_side_explain_cut (GtkLabel *label);
GtkWidget *matoi_side_button_new (const char *label);
void matoi_side_keep_calm (GtkListBox *list);
gboolean matoi_side_is_calm (GtkListBox *list);
void matoi_side_sort (GtkListBox *list);
gboolean
matoi_side_concerns (GPtrArray *events, gboolean folded_again, const char *const *prefixes);
void matoi_side_share_height (GtkWidget *box, GtkListBox *list, int floor, int ceiling);
void matoi_side_set_last_row (GtkWidget *box, GtkWidget *row_or_null);
void matoi_side_bring_into_view (GtkWidget *panel);
void matoi_side_report_expanded (GtkToggleButton *toggle);
void matoi_side_copy (gpointer button, const char *text);

/* What the lists with a menu for each row have in common. */
void matoi_side_add_key (GtkShortcutController *keys,
                         const char *trigger,
                         const char *action,
                         const char *target_or_null);
GtkPopover *
matoi_side_row_menu_new (GtkWidget *parent, GMenuModel *model, const GdkRectangle *place);

G_END_DECLS
