/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "matoi-context.h"

G_BEGIN_DECLS

/* One of the things a service has, which can be many: chosen from a list that is searched by
 * typing. What is chosen stays, also if the service does not know it (any more).
 * Signal "picked" (): a person has chosen. */
#define MATOI_TYPE_PICK_ROW (matoi_pick_row_get_type ())
G_DECLARE_FINAL_TYPE (MatoiPickRow, matoi_pick_row, MATOI, PICK_ROW, AdwActionRow)

/* @none: the words for choosing nothing. */
MatoiPickRow *matoi_pick_row_new (const char *title, const char *none);
/* @choices: (nullable) of MatoiSetupChoice; NULL: not known what there is. */
void matoi_pick_row_show (MatoiPickRow *self, GPtrArray *choices, const char *id_or_null);
/* What is chosen is a setting, stored at once; what there is to choose comes later. */
void matoi_pick_row_bind (MatoiPickRow *self, MatoiContext *context, const char *key);
void matoi_pick_row_set_choices (MatoiPickRow *self, GPtrArray *choices_or_null);
const char *matoi_pick_row_get_id (MatoiPickRow *self); /* (nullable) */
/* The words of what is chosen; (nullable): nothing is. */
const char *matoi_pick_row_get_name (MatoiPickRow *self);

G_END_DECLS
