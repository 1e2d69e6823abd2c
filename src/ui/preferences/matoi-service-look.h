/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-secrets.h"
#include "matoi-adapter.h"

G_BEGIN_DECLS

/* How the state of a service, or a token, looks wherever it is shown: a word and an icon, and never
 * a colour alone. */

/* (transfer none) translated */
const char *matoi_service_look_get_word (MatoiAdapterState state);
void matoi_service_look_show_icon (GtkImage *icon, MatoiAdapterState state);
/* Where a token is; the label is hidden while there is none. */
void matoi_service_look_show_place (GtkLabel *label, MatoiSecretPlace place);
/* An icon nobody has to hear of, since its word stands beside it. (transfer floating) */
GtkWidget *matoi_service_look_new_icon (void);

G_END_DECLS
