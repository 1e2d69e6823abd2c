/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Some of the things a service has: each in a line with a button to remove it, and a list to add
 * one more. Signal "changed" (): a person has added or removed one. */
#define MATOI_TYPE_PICK_LIST (matoi_pick_list_get_type ())
G_DECLARE_FINAL_TYPE (MatoiPickList, matoi_pick_list, MATOI, PICK_LIST, AdwExpanderRow)

/* @none: what is said while none is chosen; @add: what the list to add one is called. */
MatoiPickList *matoi_pick_list_new (const char *title, const char *none, const char *add);
/* @choices: (nullable) of MatoiSetupChoice; NULL: not known what there is. */
void matoi_pick_list_show (MatoiPickList *self, GPtrArray *choices, const char *const *ids);
/* (transfer none) of char *, in the order they were chosen */
GPtrArray *matoi_pick_list_get_ids (MatoiPickList *self);

G_END_DECLS
