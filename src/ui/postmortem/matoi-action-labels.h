/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-session.h"

G_BEGIN_DECLS

/* The labels that go on every ticket of the incident, and the search that finds them all. */
#define MATOI_TYPE_ACTION_LABELS (matoi_action_labels_get_type ())
G_DECLARE_FINAL_TYPE (MatoiActionLabels, matoi_action_labels, MATOI, ACTION_LABELS, GtkWidget)

void matoi_action_labels_show (MatoiActionLabels *self, MatoiSession *session_or_null);

G_END_DECLS
