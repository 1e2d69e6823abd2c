/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-session.h"

G_BEGIN_DECLS

/* A checklist of the process with a tick for each item, kept on the record. An item that is
 * "locked_until" something has that as an item of its own above it. */
#define MATOI_TYPE_STEP_LIST (matoi_step_list_get_type ())
G_DECLARE_FINAL_TYPE (MatoiStepList, matoi_step_list, MATOI, STEP_LIST, GtkWidget)

void matoi_step_list_show (MatoiStepList *self,
                           MatoiSession *session_or_null,
                           const char *role,
                           JsonArray *steps_or_null);
void matoi_step_list_get_counts (MatoiStepList *self, guint *done, guint *all);
void matoi_step_list_set_labelled_by (MatoiStepList *self, GtkWidget *label);
const char *matoi_step_list_get_lock_text (const char *lock);

G_END_DECLS
