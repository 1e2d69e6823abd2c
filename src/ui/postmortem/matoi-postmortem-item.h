/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-context.h"

G_BEGIN_DECLS

/* In the order of the list. */
typedef enum
{
  MATOI_SHELF_MINE,
  MATOI_SHELF_OVERDUE,
  MATOI_SHELF_UNWRITTEN, /* the process wants one, and there is none */
  MATOI_SHELF_DRAFT,
  MATOI_SHELF_REVIEW,
  MATOI_SHELF_REVIEWED,
  MATOI_SHELF_CLOSED,
  MATOI_N_SHELVES,
  MATOI_SHELF_MORE = MATOI_N_SHELVES /* no shelf: the row that asks for the closed ones */
} MatoiShelf;

const char *matoi_shelf_get_name (MatoiShelf shelf);

/* One line of the list of postmortems: one of them, or the heading of a shelf.
 * Signal "changed": what it shows is different. */
#define MATOI_TYPE_POSTMORTEM_ITEM (matoi_postmortem_item_get_type ())
G_DECLARE_FINAL_TYPE (MatoiPostmortemItem, matoi_postmortem_item, MATOI, POSTMORTEM_ITEM, GObject)

MatoiPostmortemItem *matoi_postmortem_item_new (void);
MatoiPostmortemItem *matoi_postmortem_item_new_heading (MatoiShelf shelf);
void matoi_postmortem_item_set_row (MatoiPostmortemItem *self,
                                    GPtrArray *rows,
                                    guint index,
                                    MatoiShelf shelf);
void matoi_postmortem_item_set_count (MatoiPostmortemItem *self, guint n);

gboolean matoi_postmortem_item_is_heading (MatoiPostmortemItem *self);
guint matoi_postmortem_item_get_count (MatoiPostmortemItem *self);
MatoiShelf matoi_postmortem_item_get_shelf (MatoiPostmortemItem *self);
const MatoiIncidentRow *matoi_postmortem_item_get_row (MatoiPostmortemItem *self);
gboolean matoi_postmortem_item_matches (MatoiPostmortemItem *self, const char *const *words);
/* The words of a search, as the item compares them. (transfer full) */
GStrv matoi_postmortem_item_dup_words (const char *text);

G_END_DECLS
