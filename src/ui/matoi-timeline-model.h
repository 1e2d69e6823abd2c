/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "matoi-incident.h"
#include "matoi-timeline-record.h"

G_BEGIN_DECLS

/* One row as it stands. Holds the event only, so that it outlives a fold of the incident.
 * Signal "changed": what it shows has changed. */
#define MATOI_TYPE_TIMELINE_ITEM (matoi_timeline_item_get_type ())
G_DECLARE_FINAL_TYPE (MatoiTimelineItem, matoi_timeline_item, MATOI, TIMELINE_ITEM, GObject)

const MatoiEntry *matoi_timeline_item_get_entry (MatoiTimelineItem *self);
const MatoiIncident *matoi_timeline_item_get_incident (MatoiTimelineItem *self);
gboolean matoi_timeline_item_get_record (MatoiTimelineItem *self, MatoiTimelineRecord *record);
const MatoiId *matoi_timeline_item_get_id (MatoiTimelineItem *self);
guint matoi_timeline_item_get_n_folded (MatoiTimelineItem *self);
gboolean matoi_timeline_item_is_inside (MatoiTimelineItem *self);
gboolean matoi_timeline_item_is_open (MatoiTimelineItem *self);

/* The timeline of an incident as a list: its entries and what else happened, without what was
 * taken back; runs of the system's own entries are one row each, which can be opened. Rows are
 * numbers in an array; items are made when the list asks for them. */
#define MATOI_TYPE_TIMELINE_MODEL (matoi_timeline_model_get_type ())
G_DECLARE_FINAL_TYPE (MatoiTimelineModel, matoi_timeline_model, MATOI, TIMELINE_MODEL, GObject)

MatoiTimelineModel *matoi_timeline_model_new (void);
void matoi_timeline_model_set_incident (MatoiTimelineModel *self, const MatoiIncident *incident);
guint
matoi_timeline_model_update (MatoiTimelineModel *self, GPtrArray *events, gboolean folded_again);
void matoi_timeline_model_refresh (MatoiTimelineModel *self);

/* A long incident line by line: the end, or the place of an entry, is there at once. Every position
 * counts from the first line that is known. What is looked for and not known yet makes all known. */
void matoi_timeline_model_begin (MatoiTimelineModel *self, const MatoiIncident *incident, guint n);
void matoi_timeline_model_begin_at (MatoiTimelineModel *self, const MatoiId *id, guint n);
gboolean matoi_timeline_model_is_partial (MatoiTimelineModel *self);
gboolean matoi_timeline_model_knows_end (MatoiTimelineModel *self);
gboolean matoi_timeline_model_offer_more (MatoiTimelineModel *self);
void matoi_timeline_model_offer_all (MatoiTimelineModel *self);

void matoi_timeline_model_set_filter (MatoiTimelineModel *self,
                                      MatoiTimelineFilter filter,
                                      const char *text_or_null);
gboolean matoi_timeline_model_is_narrowed (MatoiTimelineModel *self);
guint matoi_timeline_model_get_n_found (MatoiTimelineModel *self);
guint matoi_timeline_model_count (MatoiTimelineModel *self);
void matoi_timeline_model_toggle (MatoiTimelineModel *self, MatoiTimelineItem *item);

gboolean matoi_timeline_model_find (MatoiTimelineModel *self, const MatoiId *id, guint *position);
gboolean matoi_timeline_model_find_time (MatoiTimelineModel *self, gint64 at, guint *position);
gboolean matoi_timeline_model_has (MatoiTimelineModel *self, const MatoiId *id);
gboolean
matoi_timeline_model_starts_day (MatoiTimelineModel *self, guint position, GTimeZone *zone);

/* All there is, filtered or not, by time; what is older than the first that has changed by the
 * last update is as it was. */
guint matoi_timeline_model_get_n_records (MatoiTimelineModel *self);
guint matoi_timeline_model_get_first_changed (MatoiTimelineModel *self);
const MatoiTimelineRecord *matoi_timeline_model_get_record (MatoiTimelineModel *self, guint index);
gboolean
matoi_timeline_model_is_record_gone (MatoiTimelineModel *self, const MatoiTimelineRecord *record);

G_END_DECLS
