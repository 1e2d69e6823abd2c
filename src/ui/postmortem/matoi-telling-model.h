/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-telling-item.h"

G_BEGIN_DECLS

/* The timeline for the two panes: everything captured, and what the document tells. Items stay
 * the same objects while the incident goes on. Signal "reloaded": something has changed. */
#define MATOI_TYPE_TELLING_MODEL (matoi_telling_model_get_type ())
G_DECLARE_FINAL_TYPE (MatoiTellingModel, matoi_telling_model, MATOI, TELLING_MODEL, GObject)

MatoiTellingModel *matoi_telling_model_new (void);
void matoi_telling_model_load (MatoiTellingModel *self,
                               const MatoiIncident *incident_or_null,
                               GTimeZone *zone_or_null);
/* Each (transfer none), of MatoiTellingItem, by time. */
GListModel *matoi_telling_model_get_all (MatoiTellingModel *self);
GListModel *matoi_telling_model_get_told (MatoiTellingModel *self);
MatoiTellingItem *matoi_telling_model_find (MatoiTellingModel *self, const MatoiId *id);
gboolean matoi_telling_model_is_missing (MatoiTellingModel *self, const char *anchor);
/* Which could show @anchor: (transfer container) of MatoiTellingItem, likeliest first. */
GPtrArray *matoi_telling_model_propose (MatoiTellingModel *self, const char *anchor, guint max);
/* Where @item is in @list. */
gboolean matoi_telling_find (GListModel *list, MatoiTellingItem *item, guint *position);

G_END_DECLS
