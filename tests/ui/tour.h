/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "rig.h"

G_BEGIN_DECLS

/* What the people of a test are called and what they write. */
typedef struct
{
  const char *title, *codename, *me, *other, *third, *service, *team, *words;
} TourTexts;

/* Called in every view: @root is the window, a popover or another window, shown and drawn. */
typedef void (*TourVisit) (Fixture *fixture, const char *view, GtkWidget *root, gpointer user_data);

/* The first start: sets up its own @fixture, to be torn down by the caller. */
void tour_welcome (Fixture *fixture, TourVisit visit, gpointer user_data);
/* Every other view, with something in each panel. In an empty database. */
void tour_all (Fixture *fixture, const TourTexts *texts, TourVisit visit, gpointer user_data);

/* The postmortems: the list, each kind of section in each template, each state, the meeting. In an
 * empty database. */
void
tour_postmortems (Fixture *fixture, const TourTexts *texts, TourVisit visit, gpointer user_data);

/* Runs the main loop until the window is drawn and nothing waits. */
void tour_settle (Fixture *fixture);
/* Calls @callback for @root and everything below it that is mapped. */
void
tour_walk (GtkWidget *root, void (*callback) (GtkWidget *widget, gpointer), gpointer user_data);
/* Where a widget is, for messages: ids and types from the root on. (transfer full) */
char *tour_dup_path (GtkWidget *widget);

/* What makes a widget as wide as it must be: its widest child, the widest child of that … (transfer
 * full) */
char *tour_dup_widest (GtkWidget *widget);

G_END_DECLS
