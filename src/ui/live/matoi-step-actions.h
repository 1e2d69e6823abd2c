/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What the "action" of a step in the policy offers: its button, and what that does. */
const char *matoi_step_action_get_label (const char *word_or_null);
void matoi_step_action_run (GtkWidget *panel, const char *word);

G_END_DECLS
