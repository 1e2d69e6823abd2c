/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  MATOI_STEP_TO_COME,
  MATOI_STEP_CURRENT,
  MATOI_STEP_DONE,
} MatoiStepState;

/* One step of a role. Its buttons use the actions "steps.act" (s action word of the policy),
 * "steps.done" and "steps.toggle" (s id) of the panel around it.
 * Signal "not-needed" (const char *reason): what the action would do is not done for now. */
#define MATOI_TYPE_STEP_ROW (matoi_step_row_get_type ())
G_DECLARE_FINAL_TYPE (MatoiStepRow, matoi_step_row, MATOI, STEP_ROW, GtkListBoxRow)

GtkWidget *matoi_step_row_new (const char *id,
                               const char *text,
                               const char *action_or_null,
                               gboolean may_skip);
void matoi_step_row_show (MatoiStepRow *self, MatoiStepState state);
const char *matoi_step_row_get_id (MatoiStepRow *self);
MatoiStepState matoi_step_row_get_state (MatoiStepRow *self);

G_END_DECLS
