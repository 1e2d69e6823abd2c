/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-slack-reader.h"

G_BEGIN_DECLS

/* A channel or a message of an export, and whether somebody chose it (property "chosen"). */
#define MATOI_TYPE_IMPORT_ITEM (matoi_import_item_get_type ())
G_DECLARE_FINAL_TYPE (MatoiImportItem, matoi_import_item, MATOI, IMPORT_ITEM, GObject)

/* What is given must live as long. */
MatoiImportItem *matoi_import_item_new_channel (MatoiSlackChannel *channel);
MatoiImportItem *matoi_import_item_new_message (MatoiSlackMessage *message, gboolean known);
MatoiSlackChannel *matoi_import_item_get_channel (MatoiImportItem *self); /* (nullable) */
MatoiSlackMessage *matoi_import_item_get_message (MatoiImportItem *self); /* (nullable) */
gboolean matoi_import_item_is_known (MatoiImportItem *self);
gboolean matoi_import_item_is_chosen (MatoiImportItem *self);
void matoi_import_item_choose (MatoiImportItem *self, gboolean chosen);
/* All of @items, of MatoiImportItem. */
void matoi_import_item_choose_all (GListModel *items, gboolean chosen);
/* Of a message: by @author (nullable: by anybody), with @folded_words in it ("": any). */
gboolean
matoi_import_item_matches (MatoiImportItem *item, const char *author, const char *folded_words);
gboolean matoi_import_item_has_reaction (MatoiImportItem *item, const char *reaction);

G_END_DECLS
