/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-incident-private.h"

G_BEGIN_DECLS

/* Folds one event with payload @p in; FALSE if it makes no sense in this state. */
typedef struct
{
  const char *type; /* NULL ends a list */
  gboolean (*fold) (MatoiIncident *self, MatoiEvent *event, JsonObject *p);
} MatoiFolder;

extern const MatoiFolder matoi_fold_incident[];
extern const MatoiFolder matoi_fold_timeline[];
extern const MatoiFolder matoi_fold_people[];
extern const MatoiFolder matoi_fold_work[];
extern const MatoiFolder matoi_fold_comms[];
extern const MatoiFolder matoi_fold_service[];
extern const MatoiFolder matoi_fold_postmortem[];
extern const MatoiFolder matoi_fold_document[];
extern const MatoiFolder matoi_fold_actions[];
extern const MatoiFolder matoi_fold_steps[];
extern const MatoiFolder matoi_fold_pictures[];
extern const MatoiFolder matoi_fold_pages[];

void matoi_fold_set_text (char **field, const char *value);
MatoiEntry *
matoi_fold_add_entry (MatoiIncident *self, MatoiEvent *event, const char *kind, const char *text);
gboolean matoi_fold_add_system (MatoiIncident *self, MatoiEvent *event, const char *text);
gboolean matoi_fold_read_id (JsonObject *p, const char *member, MatoiId *id);
gint64 matoi_fold_read_minutes (JsonObject *p);

G_END_DECLS
