/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-postmortem-item.h"

G_BEGIN_DECLS

/* Which postmortems the list shows. */
typedef enum
{
  MATOI_PICK_OPEN,
  MATOI_PICK_OVERDUE,
  MATOI_PICK_DRAFT,
  MATOI_PICK_REVIEW,
  MATOI_PICK_REVIEWED,
  MATOI_PICK_UNWRITTEN,
  MATOI_PICK_CLOSED,
  MATOI_PICK_ALL,
  MATOI_N_PICKS
} MatoiPick;

/* The list of postmortems put on their shelves, each with a heading; a GListModel of
 * MatoiPostmortemItem. What stays keeps its item and its place. */
#define MATOI_TYPE_POSTMORTEM_SHELVES (matoi_postmortem_shelves_get_type ())
G_DECLARE_FINAL_TYPE (MatoiPostmortemShelves,
                      matoi_postmortem_shelves,
                      MATOI,
                      POSTMORTEM_SHELVES,
                      GObject)

MatoiPostmortemShelves *matoi_postmortem_shelves_new (MatoiContext *context);
GListModel *matoi_postmortem_shelves_get_model (MatoiPostmortemShelves *self);
/* @written: the incidents with a postmortem, the closed ones as well if @with_closed; @ended: those
 * that ended lately. Both of MatoiIncidentRow. The model shows them with the next pick. */
void matoi_postmortem_shelves_set_rows (MatoiPostmortemShelves *self,
                                        GPtrArray *written,
                                        gboolean with_closed,
                                        GPtrArray *ended);
void
matoi_postmortem_shelves_pick (MatoiPostmortemShelves *self, MatoiPick pick, const char *searched);
gboolean matoi_pick_needs_closed (MatoiPick pick);
/* How many postmortems the model shows. */
guint matoi_postmortem_shelves_count (MatoiPostmortemShelves *self);
gboolean
matoi_postmortem_shelves_find (MatoiPostmortemShelves *self, const MatoiId *id, guint *position);

G_END_DECLS
