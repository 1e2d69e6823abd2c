/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-search.h"

G_BEGIN_DECLS

/* What the table of all incidents shows of one (HIS-01); not to be changed: it is one piece of memory
 * with its words. */
typedef struct
{
  MatoiId id;
  char *ref, *title; /* title: the codename of a confidential one */
  char *state, *severity_label;
  gint64 rank;       /* of the severity; 0: none */
  char *services;    /* comma-separated; "" */
  char *ic;          /* (nullable) */
  gint64 started_at; /* when it began, as far as that is known */
  gint64 ended_at;   /* MATOI_TIME_NONE: live */
  gboolean drill, security;
  char *postmortem_state;       /* (nullable) */
  gint64 actions, actions_open; /* action items, and how many of them are not done */
} MatoiHistoryRow;
void matoi_history_row_free (MatoiHistoryRow *row);

/* Every incident @person may know of (HIS-07), the newest first. (transfer full) of
 * MatoiHistoryRow */
GPtrArray *matoi_store_list_history (MatoiStore *store, const char *person, GError **error);

/* How often what is looked for stands in an incident. */
typedef struct
{
  MatoiId incident;
  guint n;
} MatoiHistoryCount;
/* In every incident @person may know of; the one with the newest hit first. G_IO_ERROR_CANCELLED
 * after matoi_store_interrupt (). (transfer full) of MatoiHistoryCount */
GArray *matoi_store_count_hits (MatoiStore *store,
                                const MatoiQuery *query,
                                const char *person,
                                GError **error);
/* The newest hits of one incident. (transfer full) of MatoiSearchHit */
GPtrArray *matoi_store_search_within (MatoiStore *store,
                                      const MatoiQuery *query,
                                      const char *person,
                                      const MatoiId *incident,
                                      guint limit,
                                      GError **error);

G_END_DECLS
