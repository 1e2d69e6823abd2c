/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-postmortem.h"

G_BEGIN_DECLS

/* How an action item is shown: always words, never a colour alone. */
void matoi_action_show_priority (GtkLabel *chip, const MatoiAction *action);
void matoi_action_show_state (GtkLabel *chip, const MatoiAction *action);
char *matoi_action_dup_meta (const MatoiAction *action, gint64 now, GTimeZone *zone);
/* ACT-03: a sentence when there are more than get done. (transfer full) (nullable) */
char *matoi_action_dup_too_many (const MatoiIncident *incident);
/* What is typed or pasted as a ticket: a key, or an address with a key in it. */
gboolean matoi_action_read_ticket (const char *text, char **key, char **url);

G_END_DECLS
