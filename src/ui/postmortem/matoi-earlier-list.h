/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-session.h"

G_BEGIN_DECLS

/* Messages of earlier incidents, looked up when somebody opens the list (WRI-13). */
#define MATOI_TYPE_EARLIER_LIST (matoi_earlier_list_get_type ())
G_DECLARE_FINAL_TYPE (MatoiEarlierList, matoi_earlier_list, MATOI, EARLIER_LIST, GtkWidget)

void matoi_earlier_list_set_session (MatoiEarlierList *self, MatoiSession *session_or_null);

G_END_DECLS
