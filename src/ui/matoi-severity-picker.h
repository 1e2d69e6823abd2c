/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-policy.h"

G_BEGIN_DECLS

/* The severities of a process one below the other, what the chosen one means beside them, with
 * examples (BEF-11, DET-05). The last row is "not sure" (BEF-10). */
#define MATOI_TYPE_SEVERITY_PICKER (matoi_severity_picker_get_type ())
G_DECLARE_FINAL_TYPE (MatoiSeverityPicker, matoi_severity_picker, MATOI, SEVERITY_PICKER, GtkWidget)

void matoi_severity_picker_set_policy (MatoiSeverityPicker *self, MatoiPolicy *policy_or_null);
/* The @number'th, worst first, from 1; 0: not sure. */
void matoi_severity_picker_choose (MatoiSeverityPicker *self, guint number);
const MatoiSeverity *matoi_severity_picker_get (MatoiSeverityPicker *self); /* NULL: not sure */

G_END_DECLS
