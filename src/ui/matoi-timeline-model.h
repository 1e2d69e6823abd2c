/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "matoi-incident.h"

G_BEGIN_DECLS

/* One entry as a row sees it. Holds the id only, so that it outlives a fold of
 * the incident. Signal "changed": what it shows has changed. */
#define MATOI_TYPE_TIMELINE_ITEM (matoi_timeline_item_get_type ())
G_DECLARE_FINAL_TYPE (MatoiTimelineItem, matoi_timeline_item, MATOI, TIMELINE_ITEM, GObject)

const MatoiEntry *matoi_timeline_item_get_entry (MatoiTimelineItem *self);
const MatoiIncident *matoi_timeline_item_get_incident (MatoiTimelineItem *self);

/* The entries of an incident as a list; items are made when a row asks for them. */
#define MATOI_TYPE_TIMELINE_MODEL (matoi_timeline_model_get_type ())
G_DECLARE_FINAL_TYPE (MatoiTimelineModel, matoi_timeline_model, MATOI, TIMELINE_MODEL, GObject)

MatoiTimelineModel *matoi_timeline_model_new (void);
void matoi_timeline_model_set_incident (MatoiTimelineModel *self, const MatoiIncident *incident);
void
matoi_timeline_model_update (MatoiTimelineModel *self, GPtrArray *events, gboolean folded_again);
void matoi_timeline_model_refresh (MatoiTimelineModel *self);
gboolean
matoi_timeline_model_starts_day (MatoiTimelineModel *self, guint position, GTimeZone *zone);

G_END_DECLS
