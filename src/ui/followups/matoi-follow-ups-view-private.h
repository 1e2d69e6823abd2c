/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "matoi-context-actions.h"
#include "matoi-follow-ups-details.h"
#include "matoi-follow-ups-model.h"
#include "matoi-follow-ups-view.h"

G_BEGIN_DECLS

struct _MatoiFollowUpsView
{
  GtkWidget parent_instance;
  AdwLeaflet *fup_leaflet;
  GtkWidget *fup_box, *fup_separator;
  GtkSearchEntry *fup_search;
  GtkDropDown *fup_pick;
  GtkToggleButton *fup_teams, *fup_done;
  GtkLabel *fup_count, *fup_sync;
  GtkWidget *fup_news;
  GtkStack *fup_stack;
  GtkListView *fup_list;
  AdwStatusPage *fup_problem;
  MatoiFollowUpsDetails *fup_details;

  MatoiLive *live;
  MatoiContext *context;
  MatoiFollowUpsModel *model;
  GtkSingleSelection *selection;
  GtkEventController *motion; /* (not owned) of the list */
  GtkStringList *picks;       /* everybody, me, then the teams */
  gboolean reading, again, focus_wanted, picking, read_once;
  gboolean asked;     /* somebody asked for it: then it is shown in its new order at once */
  gboolean with_done; /* of the reading that is under way or was shown */
  char *day;          /* (nullable) on which it was arranged */
  guint n_overdue;
  MatoiId *undo; /* (nullable) the item that "won't do" was said of last */
  MatoiId undo_incident;
  gboolean painted; /* the first lines */
  guint unfolding;  /* until all of them are there */
  GCancellable *cancellable;
};

/* --- matoi-follow-ups-view.c */
/* (nullable) (transfer none): the one that is chosen */
MatoiFollowUpsItem *matoi_follow_ups_view_get_item (MatoiFollowUpsView *self);
void matoi_follow_ups_view_show_details (MatoiFollowUpsView *self);
/* Applies what is typed and chosen to what was read. */
void matoi_follow_ups_view_choose (MatoiFollowUpsView *self);
/* How many there are, and how many of them late. */
void matoi_follow_ups_view_show_count (MatoiFollowUpsView *self);
/* The list, or why there is none. */
void matoi_follow_ups_view_show_page (MatoiFollowUpsView *self);

/* --- matoi-follow-ups-view-list.c: its lines */
void matoi_follow_ups_view_make_list (MatoiFollowUpsView *self);
void matoi_follow_ups_view_focus_list (MatoiFollowUpsView *self);
/* The first line that is no heading, unless one is selected. */
void matoi_follow_ups_view_select_something (MatoiFollowUpsView *self);
gboolean matoi_follow_ups_view_leave_list (MatoiFollowUpsView *self, GtkDirectionType direction);
/* Shows the lines of a list nobody has seen yet, those at the top first. */
void matoi_follow_ups_view_unfold (MatoiFollowUpsView *self);

/* --- matoi-follow-ups-view-read.c: where it comes from */
void matoi_follow_ups_view_begin_reading (MatoiFollowUpsView *self);

/* --- matoi-follow-ups-view-actions.c: what can be done about the one that is chosen */
void matoi_follow_ups_view_begin_actions (MatoiFollowUpsView *self);
void matoi_follow_ups_view_install_actions (GtkWidgetClass *widget_class);

/* --- matoi-follow-ups-view-sync.c: how fresh it is */
void matoi_follow_ups_view_show_sync (MatoiFollowUpsView *self);
/* Asks them now. */
void matoi_follow_ups_view_ask_sites (GtkWidget *widget, const char *action, GVariant *parameter);

G_END_DECLS
