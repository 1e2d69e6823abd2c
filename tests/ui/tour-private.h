/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tour.h"

G_BEGIN_DECLS

#define MINUTE ((gint64) 60 * 1000)

typedef struct
{
  Fixture *fixture;
  const TourTexts *texts;
  TourVisit visit;
  gpointer user_data;
  MatoiContext *other; /* (nullable) another program, which writes what the window then shows */
  MatoiId incident;
  gint64 now;
} Tour;

/* Of what is mapped. (transfer full) */
GPtrArray *tour_find_all (GtkWidget *root, GType type);
/* The window as it is, and every menu it opens. */
void tour_visit (Tour *tour, const char *view);
/* What is open; closed afterwards. */
void tour_visit_popovers (Tour *tour, const char *view);
/* Pairs of arguments, ended by NULL; the id of the first event. */
MatoiId tour_submit (Tour *tour, const char *actor, const char *name, gint64 minutes_ago, ...);

G_END_DECLS
